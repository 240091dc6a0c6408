"""R9's calendar from pack and decrees: closures of the pack, national days where no database is at hand."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from storage import calendars
from storage.calendars import known_years, read_calendar, write_year
from storage.engine import Session
from storage.work import Works
from triage.calendar import Calendar, CalendarDay, DayKind
from triage.holidays_source import national_days, source_of
from triage.packs.schema import Pack

KEEP_S = 5.0


class CalendarCache:
    """The calendar as the rows stood at most `KEEP_S` ago: read for every message, changed a few times a year."""

    def __init__(self) -> None:
        self._calendar: Calendar | None = None
        self._read_at = 0.0

    async def get(self, session: Session, closures: Sequence[CalendarDay]) -> Calendar:
        """Read again when it is old."""
        if self._calendar is None or time.monotonic() - self._read_at > KEEP_S:
            self._calendar = await read_calendar(session, closures)
            self._read_at = time.monotonic()
        return self._calendar


def closure_days(pack: Pack) -> tuple[CalendarDay, ...]:
    """The office's own closures and worked days as rows."""
    return tuple(
        CalendarDay(one.first + timedelta(days=n), DayKind.WORKED if one.worked else DayKind.CLOSURE, one.cause, "pack")
        for one in pack.closures
        for n in range((one.last - one.first).days + 1)
    )


def calendar_around(pack: Pack, now: datetime) -> Calendar:
    """The rows that `aduan calendar` would write for last, this and next year, with the pack's closures."""
    year = now.astimezone(pack.office.tz).year
    years = range(year - 1, year + 2)
    rows = [day for one in years for day in national_days(one)]
    return Calendar.build([*rows, *closure_days(pack)], years)


def is_decreed(days: Sequence[CalendarDay]) -> bool:
    """Whether the year's joint leave is decreed (R9)."""
    return any(day.kind is DayKind.JOINT_LEAVE and not day.provisional for day in days)


async def enter_year(works: Works, year: int) -> bool:
    """Writes a year's national rows; whether it is decreed."""
    days = national_days(year)
    decreed = is_decreed(days)
    async with works.begin() as work:
        await write_year(work.session, year, days, decreed=decreed, source=source_of(year, decreed=decreed))
    return decreed


async def enter_own(works: Works, days: Sequence[CalendarDay], ordinary: Sequence[date]) -> None:
    """Enters the office's own days, and takes back what it said of the `ordinary` ones (R9)."""
    async with works.begin() as work:
        for day in days:
            await calendars.enter_day(work.session, day)
        for one in ordinary:
            await calendars.forget_day(work.session, one)


async def enter_missing(works: Works, pack: Pack, now: datetime) -> tuple[int, ...]:
    """Enters this and next year where nobody did yet; which."""
    year = now.astimezone(pack.office.tz).year
    async with works.begin() as work:
        known = await known_years(work.session)
    missing = tuple(one for one in (year - 1, year, year + 1) if one not in known)
    for one in missing:
        await enter_year(works, one)
    return missing
