"""Which of several dates counts, one row a text; an empty day where the citizen must be asked (R5)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bench.reading_score import plain_expression
from tests.triage.reading.tables import table
from triage.reading import Lexicon, read

ZONE = ZoneInfo("Asia/Jakarta")
SENT = datetime(2026, 11, 12, 10, 0, tzinfo=ZONE)
ROWS = table("several.tsv")


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:60] for row in ROWS])
def test_the_date_that_counts(row: dict[str, str]) -> None:
    found = read(row["text"], SENT, Lexicon(zone=ZONE)).received
    told, seen = plain_expression(row["expr"]), plain_expression(found.expr if found else "")
    assert (found.date.isoformat() if found and found.date else "") == row["date"]
    assert bool(told) == bool(seen)
    assert told in seen or seen in told
