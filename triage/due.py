"""R8, R9: the last instant for the answer.  Pure."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from triage.calendar import Calendar
from triage.types import Due
from triage.window import local_day

END_OF_DAY = time(23, 59, 59)


def due(made_at: datetime, calendar: Calendar, zone: ZoneInfo, days: int = 14) -> Due:
    """R8: `days` working days after the day of receipt (day 0, whatever the hour), 23:59:59 local, as UTC.

    Provisional when a year between has no decreed joint leave (R9).  ValueError for a naive time.
    """
    made = local_day(made_at, zone)
    last = calendar.add_working_days(made, days)
    at = datetime.combine(last, END_OF_DAY, zone).astimezone(UTC)
    return Due(at, days, calendar.is_provisional(made, last), calendar.version)


def working_day_of(moment: datetime, made_at: datetime, calendar: Calendar, zone: ZoneInfo) -> int:
    """R10: the number of the working day that `moment` lies on, counted from the day of receipt."""
    return calendar.working_days_between(local_day(made_at, zone), local_day(moment, zone))
