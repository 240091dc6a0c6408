"""What every adapter does to the characters a stranger sent, before anything else reads them."""

from __future__ import annotations

import re

_UNWANTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]")


def clean(text: str) -> str:
    """`text` with plain line ends and without NUL, control characters and lone surrogates (PostgreSQL refuses both)."""
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n"))
