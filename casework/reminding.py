"""R10: when whoever holds a case is reminded, and who else.  Never at night, never on a day off.  Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from casework.ports import TimerSpec
from triage.calendar import Calendar

REMINDER = "reminder"
OVERDUE = "overdue"
TOLD = "told"


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours in which the office may be rung: local times of a working day, in the office's zone."""

    zone: ZoneInfo
    opens: time
    closes: time


def reminders(
    made_at: datetime, due_at: datetime, calendar: Calendar, hours: Hours, on: Sequence[int]
) -> tuple[TimerSpec, ...]:
    """Timers at opening on the working days `on` after receipt, and the first of "overdue" after the due date."""
    made = made_at.astimezone(hours.zone).date()
    days = [TimerSpec(REMINDER, n, _opening(calendar.add_working_days(made, n), hours)) for n in on]
    due_day = due_at.astimezone(hours.zone).date()
    first_late = calendar.add_working_days(due_day, 1)
    return (*days, TimerSpec(OVERDUE, 1, _opening(first_late, hours)))


def next_overdue(now: datetime, ordinal: int, calendar: Calendar, hours: Hours) -> TimerSpec:
    """The head of office is told daily: the next one at opening of the next working day."""
    day = calendar.add_working_days(now.astimezone(hours.zone).date(), 1)
    return TimerSpec(OVERDUE, ordinal + 1, _opening(day, hours))


def may_ring(now: datetime, calendar: Calendar, hours: Hours) -> bool:
    """Whether `now` is a working day within office hours."""
    local = now.astimezone(hours.zone)
    return calendar.is_working(local.date()) and hours.opens <= local.time() < hours.closes


def next_ring(now: datetime, calendar: Calendar, hours: Hours) -> datetime:
    """The first moment from `now` on at which a reminder may go out."""
    if may_ring(now, calendar, hours):
        return now
    local = now.astimezone(hours.zone)
    today_still = calendar.is_working(local.date()) and local.time() < hours.opens
    day = local.date() if today_still else calendar.add_working_days(local.date(), 1)
    return _opening(day, hours)


def after_working_days(start: datetime, count: int, calendar: Calendar, hours: Hours) -> datetime:
    """The end of the `count`-th working day after `start`, as an instant."""
    day = calendar.add_working_days(start.astimezone(hours.zone).date(), count)
    return datetime.combine(day + timedelta(days=1), time.min, hours.zone).astimezone(UTC)


def _opening(day: date, hours: Hours) -> datetime:
    return datetime.combine(day, hours.opens, hours.zone).astimezone(UTC)
