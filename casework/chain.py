"""The audit chain (decision 11): each entry's hash covers the one before it.  Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One audit entry; `data` holds ids and codes only, never names or texts."""

    case: str
    seq: int
    at: datetime
    actor: str
    action: str
    data: Mapping[str, Any]
    prev_hash: str


def digest(entry: Entry) -> str:
    """sha256 in hex over the entry's canonical JSON (sorted keys, UTC time in microseconds)."""
    body = [
        entry.case,
        entry.seq,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor,
        entry.action,
        dict(entry.data),
        entry.prev_hash,
    ]
    return hashlib.sha256(json.dumps(body, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def first_broken(chain: Iterable[tuple[Entry, str]]) -> int | None:
    """The sequence number of the first entry that does not follow from the ones before; None when all hold."""
    before, expected = FIRST, 1
    for entry, stored in chain:
        if entry.seq != expected or entry.prev_hash != before or digest(entry) != stored:
            return expected
        before, expected = stored, expected + 1
    return None
