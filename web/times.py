"""Times as people read them, in the office's zone (decision 14).  Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime

from triage.calendar import Calendar

LOCALE = "id"


@dataclass(frozen=True, slots=True)
class Times:
    """Formats for templates; `now` is aware UTC."""

    zone: ZoneInfo
    now: datetime

    def local(self, moment: datetime) -> datetime:
        """In the office's zone."""
        return moment.astimezone(self.zone)

    def day(self, moment: datetime) -> str:
        """Jumat, 11 Desember 2026."""
        return format_date(self.local(moment).date(), "EEEE, d MMMM y", locale=LOCALE)

    def short(self, moment: datetime) -> str:
        """11 Des 2026."""
        return format_date(self.local(moment).date(), "d MMM y", locale=LOCALE)

    def clock(self, moment: datetime) -> str:
        """11 Des 2026 14.05."""
        return format_datetime(self.local(moment), "d MMM y HH.mm", locale=LOCALE)

    def hour(self, moment: datetime) -> str:
        """14.05."""
        return format_datetime(self.local(moment), "HH.mm", locale=LOCALE)

    def written(self, day: date) -> str:
        """A plain day: 11 Desember 2026."""
        return format_date(day, "d MMMM y", locale=LOCALE)

    def iso(self, moment: datetime) -> str:
        """For <time datetime>."""
        return self.local(moment).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Deadline:
    """R8's clock as a strip of days: `elapsed` of `total` working days; `left` is negative when overdue."""

    due_at: datetime
    elapsed: int
    total: int
    left: int
    late: bool
    provisional: bool = False

    @property
    def marks(self) -> tuple[str, ...]:
        """One mark a working day: past, today, open."""
        today = min(self.elapsed, self.total)
        return tuple("past" if n < today else "today" if n == today else "open" for n in range(1, self.total + 1))

    @property
    def tone(self) -> str:
        """late, soon (two working days or fewer), or calm."""
        return "late" if self.late else "soon" if self.left <= 2 else "calm"


def deadline(
    *, made_at: datetime, due_at: datetime, until: datetime, total: int, calendar: Calendar, zone: ZoneInfo,
    provisional: bool = False,
) -> Deadline:  # fmt: skip
    """The strip as of `until` (now, or the moment of the answer)."""
    made, due, at = (moment.astimezone(zone).date() for moment in (made_at, due_at, until))
    late = until > due_at
    left = -calendar.working_days_between(due, at) if late else calendar.working_days_between(at, due)
    return Deadline(due_at, calendar.working_days_between(made, at), total, left, late, provisional)
