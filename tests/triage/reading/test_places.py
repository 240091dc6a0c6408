"""Where it happened, and feasts whose days the office's calendar knows: tables over the real lexicon of a pack."""

from __future__ import annotations

import itertools
from datetime import date, datetime

import pytest
from hypothesis import given, settings

from tests.triage.helpers import calendar, judge, pack
from tests.triage.reading.tables import table
from tests.triage.reading.test_properties import PHRASES, PIECES
from triage.calendar import Calendar, CalendarDay, DayKind
from triage.holidays_source import national_days
from triage.packs import lexicon_of
from triage.reading import read

ZONE = pack().office.tz
SENT = datetime(2026, 11, 12, 10, 0, tzinfo=ZONE)
PLACES = table("places.tsv")
FEASTS = table("feasts.tsv")


@pytest.mark.parametrize("row", PLACES, ids=[row["text"] for row in PLACES])
def test_places(row: dict[str, str]) -> None:
    found = read(row["text"], SENT, judge().lexicon).places
    assert [span.text for span in found] == [one for one in row["places"].split("|") if one]


def test_what_one_pack_names_another_does_not() -> None:
    assert [span.text for span in read("saya di Pantai Baru", SENT, judge("contoh").lexicon).places] == ["Pantai Baru"]
    assert read("saya di Pantai Baru", SENT, judge().lexicon).places == ()
    assert read("dari plered", SENT, judge("contoh").lexicon).places == ()


@settings(max_examples=300, deadline=None)
@given(text=PHRASES | PIECES)
def test_places_are_the_citizens_own_characters(text: str) -> None:
    found = read(text, SENT, judge().lexicon).places
    assert all(text[span.start : span.end] == span.text != "" for span in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize("row", FEASTS, ids=[f"{row['text']}@{row['sent']}" for row in FEASTS])
def test_feasts_and_lunar_months_are_ranges_never_days(row: dict[str, str]) -> None:
    """Rows of the calendar: 2025 to 2028."""
    sent = datetime.combine(date.fromisoformat(row["sent"]), datetime.min.time(), ZONE).replace(hour=10)
    found = read(row["text"], sent, lexicon_of(pack(), calendar())).dates
    told = [(str(one.earliest or ""), str(one.latest or "")) for one in found]
    assert told == ([(row["earliest"], row["latest"])] if row["latest"] else [])
    assert all(one.date is None for one in found)


def test_without_rows_a_feast_stays_vague() -> None:
    for known in (None, Calendar.build(national_days(2025))):
        (found,) = read("sejak lebaran belum jadi", SENT, lexicon_of(pack(), known)).dates
        assert (found.date, found.earliest, found.latest) == (None, None, SENT.date())


def test_a_feast_twice_in_one_year_stays_vague() -> None:
    rows = [CalendarDay(date(2026, month, 5), DayKind.HOLIDAY, "Hari Raya Idul Fitri") for month in (1, 11)]
    (found,) = read("sejak lebaran belum jadi", SENT, lexicon_of(pack(), Calendar.build(rows))).dates
    assert (found.date, found.earliest) == (None, None)
