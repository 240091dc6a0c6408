"""labels.md's date expressions over sending days: month ends, year ends, a leap day, both sides of midnight."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.triage.reading.tables import table
from triage.reading import Lexicon, read

LEXICON = Lexicon(zone=ZoneInfo("Asia/Jakarta"))
ROWS = table("dates.tsv")


def _day(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


@pytest.mark.parametrize("row", ROWS, ids=[f"{i}:{r['text']}" for i, r in enumerate(ROWS)])
def test_dates(row: dict[str, str]) -> None:
    dates = read(row["text"], datetime.fromisoformat(row["sent_at"]), LEXICON).dates
    assert [d.expr for d in dates] == ([row["expr"]] if row["expr"] else [])
    for found in dates:
        assert found.date == _day(row["date"])
        if row["earliest"] != "*":
            assert (found.earliest, found.latest) == (_day(row["earliest"]), _day(row["latest"]))


def test_the_table_is_large() -> None:
    assert len(ROWS) >= 200
