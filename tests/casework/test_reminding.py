"""R10: reminders at opening on working days 3, 7, 10, 12 and daily when overdue; never at night nor on a day off."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.ports import TimerSpec
from casework.reminding import after_working_days, may_ring, next_overdue, next_ring, reminders
from tests.casework.builders import CALENDAR, HOURS, ZONE, at
from triage.due import due

ON = (3, 7, 10, 12)
START = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=500)).map(lambda passed: START + passed)
SECOND = timedelta(seconds=1)


def _plan(made: str) -> dict[tuple[str, int], str]:
    made_at = at(made)
    found = reminders(made_at, due(made_at, CALENDAR, ZONE).at, CALENDAR, HOURS, ON)
    return {(t.kind, t.ordinal): t.due_at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M") for t in found}


PLANS = [
    pytest.param("2026-11-02 10:00", ["2026-11-05", "2026-11-11", "2026-11-16", "2026-11-18", "2026-11-23"],
                 id="R10-plain_weeks"),
    pytest.param("2026-11-07 03:00", ["2026-11-11", "2026-11-17", "2026-11-20", "2026-11-24", "2026-11-27"],
                 id="R10-made_on_saturday_at_night"),
    pytest.param("2026-11-01 23:59", ["2026-11-04", "2026-11-10", "2026-11-13", "2026-11-17", "2026-11-20"],
                 id="R10-made_on_sunday_before_midnight"),
    pytest.param("2026-12-07 09:00", ["2026-12-10", "2026-12-15", "2026-12-18", "2026-12-22", "2026-12-29"],
                 id="R10-worked_saturday_counts_and_holidays_do_not"),
]  # fmt: skip


@pytest.mark.parametrize(("made", "days"), PLANS)
def test_r10_days(made: str, days: list[str]) -> None:
    keys = [*(("reminder", n) for n in ON), ("overdue", 1)]
    assert _plan(made) == {key: f"{day} 08:00" for key, day in zip(keys, days, strict=True)}


RINGS = [
    ("monday_opening", "2026-11-23 08:00:00", None),
    ("monday_before_opening", "2026-11-23 07:59:59", "2026-11-23 08:00"),
    ("monday_last_second", "2026-11-23 15:59:59", None),
    ("monday_closing", "2026-11-23 16:00:00", "2026-11-24 08:00"),
    ("midnight", "2026-11-24 00:00:00", "2026-11-24 08:00"),
    ("friday_evening", "2026-11-27 16:00:00", "2026-11-30 08:00"),
    ("saturday_noon", "2026-11-28 12:00:00", "2026-11-30 08:00"),
    ("sunday_night", "2026-11-29 23:59:59", "2026-11-30 08:00"),
    ("joint_leave_noon", "2026-12-24 12:00:00", "2026-12-28 08:00"),
    ("holiday_before_opening", "2026-12-25 07:00:00", "2026-12-28 08:00"),
    ("evening_before_holidays", "2026-12-23 18:00:00", "2026-12-28 08:00"),
    ("worked_saturday", "2026-12-12 10:00:00", None),
    ("friday_before_worked_saturday", "2026-12-11 17:00:00", "2026-12-12 08:00"),
]


@pytest.mark.parametrize(("now", "rings"), [pytest.param(*row[1:], id=f"R10-{row[0]}") for row in RINGS])
def test_r10_never_at_night_nor_on_a_day_off(now: str, rings: str | None) -> None:
    moment = at(now)
    assert may_ring(moment, CALENDAR, HOURS) is (rings is None)
    assert next_ring(moment, CALENDAR, HOURS) == (moment if rings is None else at(rings))


@given(MOMENTS)
def test_r10_next_ring_is_the_first_moment_allowed(now: datetime) -> None:
    found = next_ring(now, CALENDAR, HOURS)
    assert found >= now
    assert may_ring(found, CALENDAR, HOURS)
    assert found == now or not may_ring(found - SECOND, CALENDAR, HOURS)
    between = (now + n * (found - now) / 50 for n in range(50))
    assert found == now or not any(may_ring(moment, CALENDAR, HOURS) for moment in between)


OVERDUE = [
    ("next_morning", "2026-11-23 08:00", 1, "2026-11-24 08:00"),
    ("over_the_weekend", "2026-11-27 15:00", 4, "2026-11-30 08:00"),
    ("over_holidays", "2026-12-23 08:00", 9, "2026-12-28 08:00"),
    ("late_at_night_is_still_that_day", "2026-11-23 23:00", 2, "2026-11-24 08:00"),
]


@pytest.mark.parametrize(("now", "ordinal", "rings"), [pytest.param(*row[1:], id=f"R10-{row[0]}") for row in OVERDUE])
def test_r10_overdue_daily(now: str, ordinal: int, rings: str) -> None:
    assert next_overdue(at(now), ordinal, CALENDAR, HOURS) == TimerSpec("overdue", ordinal + 1, at(rings))


@given(MOMENTS)
def test_r10_planned_reminders_may_ring_and_come_in_order(made_at: datetime) -> None:
    due_at = due(made_at, CALENDAR, ZONE).at
    found = reminders(made_at, due_at, CALENDAR, HOURS, ON)
    assert all(may_ring(one.due_at, CALENDAR, HOURS) for one in found)
    moments = [one.due_at for one in found]
    assert moments == sorted(moments)
    assert all(one.due_at < due_at for one in found if one.kind == "reminder")
    assert all(one.due_at > due_at for one in found if one.kind == "overdue")


AFTER = [
    ("two_days", "2026-11-23 10:00", 2, "2026-11-26 00:00"),
    ("from_saturday", "2026-11-28 10:00", 2, "2026-12-02 00:00"),
    ("over_holidays", "2026-12-23 23:59", 1, "2026-12-29 00:00"),
]


@pytest.mark.parametrize(("start", "count", "end"), [pytest.param(*row[1:], id=f"R9-{row[0]}") for row in AFTER])
def test_r9_end_of_the_nth_working_day(start: str, count: int, end: str) -> None:
    assert after_working_days(at(start), count, CALENDAR, HOURS) == at(end)
