"""R2-R5: where a complaint stands to the window of 30 calendar days.  Pure.

The day of service is day 0; the last day of the window is in time to 23:59:59 in the office's zone; the next is
late.  A range is judged when all its days fall on one side.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from triage.types import Admissibility, DateOf, DateReading, Verdict

FEEDS_WINDOW = frozenset({DateOf.RECEIVED, DateOf.INCIDENT})
"""Only the day of service counts; when a file was handed in or a complaint sent does not (design: triage output)."""


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """The calendar day in the office's zone.  ValueError for naive times (decision 14)."""
    if moment.tzinfo is None:
        raise ValueError("a time without zone cannot be counted")
    return moment.astimezone(zone).date()


def window(
    received: DateReading | None, pending: bool | None, made_at: datetime, zone: ZoneInfo, days: int = 30
) -> Admissibility:
    """R2-R5 for one complaint made at `made_at` (R3).  `pending`: the grievance is that the service has not come."""
    made = local_day(made_at, zone)
    if pending:
        return Admissibility(Verdict.NOT_YET_RECEIVED, None, "R4", "layanan belum diterima, 30 hari belum mulai")
    if received is None or received.of not in FEEDS_WINDOW:
        return Admissibility(Verdict.UNKNOWN, None, "R5", "tanggal layanan diterima tidak disebut")
    return _of_range(*_span(received, made), made, days)


def _span(received: DateReading, made: date) -> tuple[date | None, date | None]:
    """Earliest and latest day of service; days after the message are cut off where the range began before it."""
    earliest = received.earliest or received.date
    latest = received.latest or received.date
    if earliest and latest and earliest <= made < latest:
        latest = made
    return earliest, latest


def _of_range(earliest: date | None, latest: date | None, made: date, days: int) -> Admissibility:
    if earliest is None or latest is None:
        return Admissibility(Verdict.UNKNOWN, None, "R5", "tanggal layanan tidak dapat dipastikan dari kata-katanya")
    if earliest > made:
        return Admissibility(Verdict.UNKNOWN, None, "R5", "tanggal yang disebut ada sesudah pengaduan")
    longest, shortest = (made - earliest).days, (made - latest).days
    day = longest if longest == shortest else None
    if longest <= days:
        return Admissibility(Verdict.IN_TIME, day, "R2", _counted(shortest, longest, days, "dalam"))
    if shortest > days:
        return Admissibility(Verdict.LATE, day, "R2", _counted(shortest, longest, days, "lewat"))
    return Admissibility(Verdict.UNKNOWN, None, "R5", f"hari ke-{shortest} sampai ke-{longest}: bisa dua-duanya")


def _counted(shortest: int, longest: int, days: int, side: str) -> str:
    counted = f"hari ke-{longest}" if shortest == longest else f"hari ke-{shortest} sampai ke-{longest}"
    return f"{counted} sejak layanan diterima, {side} batas {days} hari kalender"


def served_on(day: date, expr: str = "") -> DateReading:
    """A settled day of service, as the command line and the form's own field give it."""
    from triage.types import Span

    words = expr or day.isoformat()
    return DateReading(words, Span(0, 0, ""), day, day, day, DateOf.RECEIVED, "tanggal disebutkan")
