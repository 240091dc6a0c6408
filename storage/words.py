"""Words that PostgreSQL can hold: without NUL and lone surrogates; everything else stays as it was (R11)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def storable(words: str) -> str:
    """`words` without NUL, each lone surrogate as a question mark."""
    return words.replace("\x00", "").encode("utf-8", "replace").decode()


def storable_json(value: Any) -> Any:
    """The same for every string inside a JSON value, names included."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, Mapping):
        return {storable(str(name)): storable_json(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [storable_json(one) for one in value]
    return value


def to_jsonb(value: Any) -> str:
    """JSON text that PostgreSQL takes."""
    return json.dumps(storable_json(value))
