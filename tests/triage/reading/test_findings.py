"""Everything else that a text says, one table each, written from labels.md before the first run."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.triage.reading.tables import table
from triage.reading import Lexicon, read
from triage.types import Reading

ZONE = ZoneInfo("Asia/Jakarta")
LEXICON = Lexicon(zone=ZONE)
SENT = datetime(2026, 11, 12, 10, 0, tzinfo=ZONE)
WISH = {"yes": True, "no": False, "": None}


def _read(text: str) -> Reading:
    return read(text, SENT, LEXICON)


def _rows(name: str) -> list[pytest.param]:  # type: ignore[valid-type]  # pytest exports the factory, not its class
    return [pytest.param(row, id=row["text"] or "empty") for row in table(name)]


@pytest.mark.parametrize("row", _rows("received.tsv"))
def test_received_and_pending(row: dict[str, str]) -> None:
    reading = _read(row["text"])
    got = reading.received
    assert (got.expr if got else "") == row["expr"]
    if got:
        assert got.date == (date.fromisoformat(row["date"]) if row["date"] else None)
        assert row["of"] in {"*", got.of.value}
    if row["pending"] != "*":
        assert reading.pending is WISH[row["pending"]]


@pytest.mark.parametrize("row", _rows("money.tsv"))
def test_money(row: dict[str, str]) -> None:
    got = [f"{m.span.text}={'-' if m.rupiah is None else m.rupiah}" for m in _read(row["text"]).money]
    assert "|".join(got) == row["sums"]


@pytest.mark.parametrize("row", _rows("durations.tsv"))
def test_durations(row: dict[str, str]) -> None:
    found = _read(row["text"]).durations
    got = [f"{d.span.text}={d.days}{'w' if d.working else ''}{'' if d.waited else '~'}" for d in found]
    assert "|".join(got) == row["lengths"]


@pytest.mark.parametrize("row", _rows("names.tsv"))
def test_names(row: dict[str, str]) -> None:
    name = _read(row["text"]).name
    assert (name.name if name else "") == row["name"]


@pytest.mark.parametrize("row", _rows("services.tsv"))
def test_services(row: dict[str, str]) -> None:
    service = _read(row["text"]).service
    assert (service.hint if service else "") == row["hint"]


@pytest.mark.parametrize("row", _rows("languages.tsv"))
def test_languages(row: dict[str, str]) -> None:
    assert row["lang"] in {"*", _read(row["text"]).lang}


@pytest.mark.parametrize("row", _rows("confidential.tsv"))
def test_confidential(row: dict[str, str]) -> None:
    assert _read(row["text"]).confidential is WISH[row["wish"]]


@pytest.mark.parametrize("row", _rows("people.tsv"))
def test_people(row: dict[str, str]) -> None:
    assert "|".join(s.text for s in _read(row["text"]).people) == row["spans"]


@pytest.mark.parametrize("row", _rows("other.tsv"))
def test_papers_phones_and_numbers(row: dict[str, str]) -> None:
    assert "|".join(s.text for s in getattr(_read(row["text"]), row["field"])) == row["spans"]
