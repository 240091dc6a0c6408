"""Arithmetic of days: what an expression means, counted from the local day of sending."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from triage.reading.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Sent:
    """When the text was sent, in the office's zone, and what the pack says of round words and holidays."""

    at: datetime
    lexicon: Lexicon

    @property
    def day(self) -> date:
        """The local date of sending."""
        return self.at.date()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means: `day` if exact by labels.md, and the first and last day it can mean (R5)."""

    day: date | None
    earliest: date | None
    latest: date | None
    why: str


def exact(day: date, why: str) -> Meaning:
    """One day and no other."""
    return Meaning(day, day, day, why)


def between(first: date | None, last: date | None, why: str) -> Meaning:
    """No day, only a range (either end may be open)."""
    return Meaning(None, first, last, why)


def shift(day: date, days: int) -> date:
    """`day` moved by `days`, kept within what a calendar can hold."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.min if days < 0 else date.max


def months_back(day: date, months: int) -> date:
    """The same day of the month `months` earlier, clamped to that month's end (31 March - 1 -> 28 February)."""
    index = max(day.year * 12 + day.month - 1 - months, 12)
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_range(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month (of the first year there is, at the earliest)."""
    year = max(year, 1)
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def make(year: int, month: int, day: int) -> date | None:
    """That date, or None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def monday(day: date) -> date:
    """The Monday of the week (Monday to Sunday) of `day`."""
    return day - timedelta(days=day.weekday())


def latest_weekday(day: date, weekday: int) -> date:
    """The latest such weekday strictly before `day` (labels.md)."""
    return day - timedelta(days=(day.weekday() - weekday - 1) % 7 + 1)


def latest_monthday(day: date, number: int) -> date | None:
    """The latest `number`-th of a month that is not after `day`; months that lack it are passed over."""
    first = day.replace(day=1)
    for back in range(12):
        month = months_back(first, back)
        found = make(month.year, month.month, number)
        if found and found <= day:
            return found
    return None


def latest_yearday(day: date, month: int, number: int) -> date | None:
    """The latest such day of a year that is not after `day`; 29 February goes back to a leap year."""
    for year in range(day.year, max(day.year - 9, 0), -1):
        found = make(year, month, number)
        if found and found <= day:
            return found
    return None
