"""The office itself: names, addresses and numbers, zone, languages, opening hours, closures."""

from __future__ import annotations

from datetime import date, time
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, field_validator, model_validator

from triage.packs.schema.base import Assumable, Part


class Address(Part):
    """A place where people come or write to; `channel` is its name in R1's list."""

    name: str
    text: str
    channel: str


class Contact(Part):
    """One way to reach the office, as the standard prints it; `row` is its row in the standard."""

    channel: str
    value: str
    row: str | None = None


class Office(Part):
    """`code` opens every complaint's number (design, decision 10): two to five capital letters."""

    code: str = Field(pattern=r"^[A-Z]{2,5}$")
    name: str
    long_name: str
    region: str
    zone: str
    languages: tuple[str, ...] = Field(min_length=1)
    addresses: tuple[Address, ...] = Field(min_length=1)
    contacts: tuple[Contact, ...]
    emergency: str = "112"

    @field_validator("zone")
    @classmethod
    def _known(cls, zone: str) -> str:
        if zone not in available_timezones():
            raise ValueError("not a zone of the IANA time zone database, such as Asia/Tokyo")
        return zone

    @property
    def tz(self) -> ZoneInfo:
        """The zone as an object."""
        return ZoneInfo(self.zone)


class Shift(Part):
    """Local opening and closing time of one stretch."""

    opens: time
    closes: time

    @model_validator(mode="after")
    def _forward(self) -> Shift:
        if self.closes <= self.opens:
            raise ValueError("closes must be later than opens")
        return self


class Hours(Assumable):
    """Shifts by ISO weekday (1 Monday to 7 Sunday); a day that is absent is closed."""

    days: dict[int, tuple[Shift, ...]]

    @field_validator("days")
    @classmethod
    def _weekdays(cls, days: dict[int, tuple[Shift, ...]]) -> dict[int, tuple[Shift, ...]]:
        if not all(1 <= day <= 7 for day in days):
            raise ValueError("weekdays are 1 (Monday) to 7 (Sunday)")
        return days


class Closure(Assumable):
    """R9: days that the office is closed, or (`worked`) declared worked, both ends inclusive."""

    first: date
    last: date
    cause: str
    worked: bool = False

    @model_validator(mode="after")
    def _forward(self) -> Closure:
        if self.last < self.first:
            raise ValueError("last must not be before first")
        return self
