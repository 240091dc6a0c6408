"""R8, R9 by table, and what must hold for every calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.triage.helpers import YEARS, calendar, ids, table
from triage.calendar import Calendar, CalendarDay, DayKind
from triage.due import due, working_day_of
from triage.holidays_source import national_days

ROWS = table("due.tsv")
JAKARTA = ZoneInfo("Asia/Jakarta")
DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2027, 12, 31))
NATIONAL = calendar()


def days(words: str) -> list[date]:
    return [] if words == "-" else [date.fromisoformat(word) for word in words.split()]


@pytest.mark.parametrize("row", ROWS, ids=ids(ROWS))
def test_table(row: dict[str, str]) -> None:
    zone = ZoneInfo(row["zone"])
    found = due(datetime.fromisoformat(row["made"]), calendar(days(row["closed"]), days(row["worked"])), zone)
    expected = datetime.combine(date.fromisoformat(row["due"]), time(23, 59, 59), zone)
    assert found.at == expected
    assert found.at.tzinfo is UTC
    assert found.provisional is (row["provisional"] == "yes")


@settings(max_examples=60)
@given(made=DAYS, closed=st.lists(DAYS, max_size=12))
def test_one_more_closure_never_brings_a_due_date_forward(made: date, closed: list[date]) -> None:
    moment = datetime.combine(made, time(9), JAKARTA)
    assert due(moment, calendar(closed), JAKARTA).at >= due(moment, NATIONAL, JAKARTA).at


@settings(max_examples=200)
@given(made=DAYS, hour=st.integers(0, 23), closed=st.lists(DAYS, max_size=30), worked=st.lists(DAYS, max_size=6))
def test_one_more_closure_moves_it_on_exactly_where_it_takes_a_working_day_away(
    made: date, hour: int, closed: list[date], worked: list[date]
) -> None:
    """R9, whatever the calendar was before: national rows, other closures, days declared worked."""
    moment, before = datetime.combine(made, time(hour), JAKARTA), calendar(closed, worked)
    at = due(moment, before, JAKARTA).at
    last = at.astimezone(JAKARTA).date()
    for n in range((last - made).days + 3):
        more = made + timedelta(days=n)
        after = due(moment, calendar([*closed, more], worked), JAKARTA).at
        takes_one_away = before.is_working(more) and more not in worked and made < more <= last
        assert (after > at) if takes_one_away else (after == at)


@settings(max_examples=100)
@given(made=DAYS, closed=st.lists(DAYS, max_size=30), worked=DAYS)
def test_one_more_day_worked_never_puts_it_off(made: date, closed: list[date], worked: date) -> None:
    moment = datetime.combine(made, time(9), JAKARTA)
    assert due(moment, calendar(closed, [worked]), JAKARTA).at <= due(moment, calendar(closed), JAKARTA).at


@settings(max_examples=60)
@given(made=DAYS)
def test_the_due_day_is_the_fourteenth_working_day(made: date) -> None:
    moment = datetime.combine(made, time(9), JAKARTA)
    last = due(moment, NATIONAL, JAKARTA).at.astimezone(JAKARTA).date()
    counted = [day for n in range(1, 80) if NATIONAL.is_working(day := made + timedelta(days=n)) and day <= last]
    assert len(counted) == 14
    assert counted[-1] == last
    assert working_day_of(datetime.combine(last, time(1), JAKARTA), moment, NATIONAL, JAKARTA) == 14


@given(hour=st.integers(0, 23), minute=st.integers(0, 59))
def test_the_hour_of_receipt_changes_nothing(hour: int, minute: int) -> None:
    moment = datetime(2026, 11, 2, hour, minute, tzinfo=JAKARTA)
    assert due(moment, NATIONAL, JAKARTA).at == datetime(2026, 11, 20, 16, 59, 59, tzinfo=UTC)


def test_version_follows_the_rows() -> None:
    assert calendar().version == NATIONAL.version
    assert calendar([date(2026, 11, 3)]).version != NATIONAL.version
    assert Calendar.build([]).version != NATIONAL.version


def test_a_calendar_without_working_days_ends() -> None:
    start = date(2026, 1, 1)
    rows = [CalendarDay(start + timedelta(days=n), DayKind.CLOSURE, "x") for n in range(3800)]
    with pytest.raises(OverflowError, match="ten years"):
        Calendar.build(rows).add_working_days(start, 1)


@pytest.mark.parametrize("year", YEARS)
def test_national_rows_name_their_decree(year: int) -> None:
    rows = national_days(year)
    assert all(row.day.year == year and row.source and row.name for row in rows)
    decreed = any(row.kind is DayKind.JOINT_LEAVE for row in rows)
    assert decreed is (year != 2028)
    assert all(row.provisional for row in rows) is not decreed
    assert (year in Calendar.build(rows).provisional_years) is not decreed


def test_a_year_of_closures_alone_stays_unknown() -> None:
    found = Calendar.build([CalendarDay(date(2031, 3, 3), DayKind.CLOSURE, "rapat")])
    assert found.is_provisional(date(2031, 3, 1), date(2031, 3, 9))
    assert not found.is_working(date(2031, 3, 3))
