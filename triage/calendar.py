"""R9: which days are working days, and how they are counted.  Pure; rows come from storage or `holidays_source`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

SATURDAY = 5
FURTHEST = timedelta(days=3660)
"""No count runs further than ten years: a calendar without any working day must not run for ever."""

ONE_DAY = timedelta(days=1)


class DayKind(StrEnum):
    """Why a day is off, or that the office declares it worked (R9)."""

    HOLIDAY = "holiday"
    JOINT_LEAVE = "joint_leave"
    CLOSURE = "closure"
    WORKED = "worked"


@dataclass(frozen=True, slots=True, order=True)
class CalendarDay:
    """One row: a local day of the office's zone, its kind, its name and where that comes from (decree, note).

    `provisional`: the source itself calls the day an estimate, or the year's decree is not out yet.
    """

    day: date
    kind: DayKind
    name: str
    source: str = ""
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """R9: Monday to Friday less off days, plus worked days.

    `years`: the years that rows were written for; any other year counts weekends only and is provisional, as
    are `provisional_years`, whose joint leave is not decreed.  `version` changes with any row.
    """

    version: str
    off: Mapping[date, str] = field(default_factory=dict)
    worked: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()
    provisional_years: frozenset[int] = frozenset()

    @classmethod
    def build(cls, rows: Iterable[CalendarDay], years: Iterable[int] = ()) -> Calendar:
        """Rows in any order, doubles allowed.  `years` adds years known to have no row at all.

        A closure written by the office does not make its year known: only holidays and joint leave do.
        """
        known = sorted(set(rows))
        national = [row for row in known if row.kind in {DayKind.HOLIDAY, DayKind.JOINT_LEAVE}]
        covered = frozenset(row.day.year for row in national) | frozenset(years)
        return cls(
            version=_version(known),
            off=MappingProxyType({row.day: row.name for row in known if row.kind is not DayKind.WORKED}),
            worked=frozenset(row.day for row in known if row.kind is DayKind.WORKED),
            years=covered,
            provisional_years=_provisional(national),
        )

    def is_working(self, day: date) -> bool:
        """R9.  A day declared worked wins over a weekend, a holiday and a closure."""
        if day in self.worked:
            return True
        return day.weekday() < SATURDAY and day not in self.off

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; `day` itself is day 0 (R8).  OverflowError beyond ten years."""
        current, left, passed = day, count, 0
        while left > 0:
            current += ONE_DAY
            passed += 1
            if passed > FURTHEST.days:
                raise OverflowError("no such working day within ten years: the calendar has too many days off")
            left -= self.is_working(current)
        return current

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`; `start` is day 0.  Zero when `end` is not later."""
        span = min((end - start).days, FURTHEST.days)
        return sum(self.is_working(start + timedelta(days=n)) for n in range(1, span + 1))

    def changes(self, older: Calendar) -> tuple[date, ...]:
        """The days that are working days in only one of the two."""
        named = {*self.off, *self.worked, *older.off, *older.worked}
        return tuple(sorted(day for day in named if self.is_working(day) != older.is_working(day)))

    def is_provisional(self, start: date, end: date) -> bool:
        """Whether any year from `start` to `end` is not decreed or has no rows (R9)."""
        touched = range(start.year, end.year + 1)
        return any(year not in self.years or year in self.provisional_years for year in touched)


def _provisional(national: Iterable[CalendarDay]) -> frozenset[int]:
    """A year is decreed when it has joint leave and none of it is an estimate."""
    rows = list(national)
    decreed = {row.day.year for row in rows if row.kind is DayKind.JOINT_LEAVE and not row.provisional}
    return frozenset(row.day.year for row in rows) - decreed


def _version(rows: Iterable[CalendarDay]) -> str:
    lines = [f"{row.day.isoformat()}|{row.kind}|{row.name}|{row.provisional}" for row in rows]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]
