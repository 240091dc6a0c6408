"""Working days by the calendar rows of a running system (R9), counted here on their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.system import System

ZONE = ZoneInfo("Asia/Jakarta")


@dataclass(frozen=True, slots=True)
class Days:
    """`off`: days on which the office is shut though they are no weekend; `on`: weekend days declared worked."""

    off: frozenset[date]
    on: frozenset[date]

    @classmethod
    def of(cls, system: System) -> Days:
        """As the database holds them."""
        rows = system.rows("SELECT day, kind FROM calendar_day")
        worked = frozenset(row["day"] for row in rows if row["kind"] == "worked")
        return cls(frozenset(row["day"] for row in rows if row["kind"] != "worked") - worked, worked)

    def works(self, day: date) -> bool:
        """Whether the office works on this day."""
        return day in self.on or (day.weekday() < 5 and day not in self.off)

    def after(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`."""
        while count:
            day += timedelta(days=1)
            count -= self.works(day)
        return day

    def day_off_after(self, day: date) -> date:
        """The first day off after `day`."""
        while self.works(day):
            day += timedelta(days=1)
        return day

    def in_office_hours(self, moment: datetime) -> bool:
        """R10: neither at night nor on a day off; the pack rings from 8 to 16."""
        local = moment.astimezone(ZONE)
        return self.works(local.date()) and 8 <= local.hour < 16


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A local time of the office."""
    return datetime.combine(day, time(hour, minute), ZONE)
