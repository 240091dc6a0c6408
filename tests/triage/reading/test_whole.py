"""Whole messages: the date that the window rule needs, pending, name, service ("*" where labels.md is silent)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.triage.reading.tables import table
from triage.reading import Lexicon, read

ZONE = ZoneInfo("Asia/Jakarta")
SENT = datetime(2026, 11, 12, 10, 0, tzinfo=ZONE)
PENDING = {True: "yes", False: "no", None: ""}
ROWS = table("whole.tsv")


@pytest.mark.parametrize("row", ROWS, ids=[f"{i}:{r['text'][:40]}" for i, r in enumerate(ROWS)])
def test_whole_messages(row: dict[str, str]) -> None:
    reading = read(row["text"], SENT, Lexicon(zone=ZONE))
    found = reading.received
    got = {
        "expr": found.expr if found else "",
        "date": found.date.isoformat() if found and found.date else "",
        "of": found.of.value if found else "",
        "pending": PENDING[reading.pending],
        "name": reading.name.name if reading.name else "",
        "service": (reading.service.hint or "") if reading.service else "",
    }
    assert got == {key: got[key] if row[key] == "*" else row[key] for key in got}
