"""Readings of the rules: values that docs/rules.md leaves to the office, thresholds, retention, channel policy."""

from __future__ import annotations

from pydantic import Field, model_validator

from triage.packs.schema.base import Assumable, Part
from triage.types import Component, Treated


class RoundWidths(Part):
    """R5: how far a round expression may miss, in days each way."""

    months_days: int = Field(default=7, ge=0)
    weeks_days: int = Field(default=3, ge=0)
    days_from: int = Field(default=10, ge=1)
    days_width: int = Field(default=1, ge=0)


class Told(Part):
    """R25: when an answer counts as told."""

    sms_hours: int = Field(default=72, ge=1)
    email_working_days: int = Field(default=2, ge=0)


class Readings(Assumable):
    """R2, R3, R5, R8, R10, R25, R26.  `late_as`: what R6 proposes per component, suggestion elsewhere."""

    window_days: int = Field(default=30, ge=1)
    answer_working_days: int = Field(default=14, ge=1)
    device_hours: int = Field(default=72, ge=0)
    reminders: tuple[int, ...] = (3, 7, 10, 12)
    next_tier_from: int = 12
    widths: RoundWidths = RoundWidths()
    told: Told = Told()
    objection_working_days: int = Field(default=10, ge=1)
    reminders_from_hour: int = Field(default=8, ge=0, le=23)
    reminders_to_hour: int = Field(default=16, ge=1, le=24)
    similar_days: int = Field(default=90, ge=1)
    similar_at: float = Field(default=0.45, gt=0, le=1)
    late_as: dict[Component, Treated] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _ordered(self) -> Readings:
        if list(self.reminders) != sorted(set(self.reminders)) or max(self.reminders) >= self.answer_working_days:
            raise ValueError("reminders must rise and lie before the last working day")
        return self


class Thresholds(Assumable):
    """R18: below them a person decides.  Probabilities from 0 to 1."""

    kind: float = Field(default=0.6, ge=0, le=1)
    component: float = Field(default=0.55, ge=0, le=1)
    also: float = Field(default=0.4, ge=0, le=1)
    integrity: float = Field(default=0.33, ge=0, le=1)
    outside_agency: float = Field(default=0.25, ge=0, le=1)
    danger: float = Field(default=0.25, ge=0, le=1)


class Retention(Assumable):
    """R33: years until a closed case is made anonymous."""

    closed_years: int = Field(ge=1, le=50)
    raw_event_days: int = Field(ge=1)


class ChannelPolicy(Assumable):
    """Who is answered, and in which order another way is tried when one fails (R25)."""

    foreign_numbers_answered: bool = False
    fall_back: tuple[str, ...] = ("same", "sms", "email", "officer")
    paid_replies_per_day: int = Field(default=10, ge=1)


class HolidayName(Part):
    """A feast as citizens say it, matched against the calendar's names ("lebaran" -> "Idul Fitri").

    `days`: first and last day, counted from the feast's first, where a month is told by a feast that lies in it
    or follows it ("puasa": the 30 days before Idul Fitri).
    """

    spoken: tuple[str, ...]
    calendar: str
    days: tuple[int, int] | None = None

    @model_validator(mode="after")
    def _forward(self) -> HolidayName:
        if self.days is not None and self.days[0] > self.days[1]:
            raise ValueError("days: the first must not be after the last")
        return self
