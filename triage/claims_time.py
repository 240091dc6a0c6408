"""R20: waiting against the time promised, an unanswered complaint against R8, a shut counter against the hours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from triage.calendar import Calendar
from triage.claims_words import Told
from triage.packs.schema import Pack, Standard
from triage.packs.schema.figures import CountsFrom
from triage.types import Claim, ClaimVerdict, Component, DateReading
from triage.window import local_day

COMPLETE_DAY = "tanggal berkas diterima lengkap dan benar"
SHUT = re.compile(
    r"\b(?:jam|pukul|jm|pkl)\s*(?P<h>\d{1,2})(?:[.:](?P<m>\d{2}))?\s*(?P<part>pagi|siang|sore|malam)?(?:\W+\w+){0,4}?\W+"
    r"(?:tutup|ditutup|nutup|kosong|belum buka|blm buka|blm dibuka|belum dibuka)\b",
    re.IGNORECASE,
)


def time_claims(told: Told, standard: Standard, calendar: Calendar, zone: ZoneInfo) -> Iterator[Claim]:
    """Working days since the file, counted by R9, against component 3."""
    promised = standard.figures.turnaround_time
    span = _waited(told, calendar, zone)
    if promised is None or not told.waiting or span is None:
        return
    row, text = standard.address(Component.TURNAROUND_TIME), standard.components[Component.TURNAROUND_TIME].text
    shortest, longest = span
    said = f"{_days(shortest, longest)} sejak diajukan"
    if longest <= promised.working_days:
        yield Claim(said, text, ClaimVerdict.CONSISTENT, row)
    elif shortest <= promised.working_days:
        yield Claim(said, text, ClaimVerdict.TOO_FEW_FACTS, row, "tanggal pasti berkas diajukan")
    elif promised.counts_from is CountsFrom.COMPLETE_FILE and not told.complete_file:
        yield Claim(said, text, ClaimVerdict.TOO_FEW_FACTS, row, COMPLETE_DAY)
    else:
        yield Claim(said, text, ClaimVerdict.CONTRADICTS, row)


def answer_claims(told: Told, standard: Standard, calendar: Calendar, zone: ZoneInfo) -> Iterator[Claim]:
    """An earlier complaint still unanswered, against the 14 working days of component 6."""
    promised, earlier = standard.figures.complaint_handling, told.complained()
    if promised is None or earlier is None or Component.COMPLAINT_HANDLING not in told.components:
        return
    span = _since(earlier, told, calendar, zone)
    row, text = _answer_row(standard)
    if span is None:
        yield Claim(earlier.expr, text, ClaimVerdict.TOO_FEW_FACTS, row, "tanggal pengaduan terdahulu")
        return
    said, limit = f"{_days(*span)} sejak pengaduan terdahulu", promised.answer_working_days
    if span[1] <= limit:
        yield Claim(said, text, ClaimVerdict.CONSISTENT, row)
    elif span[0] <= limit:
        yield Claim(said, text, ClaimVerdict.TOO_FEW_FACTS, row, "tanggal pengaduan terdahulu")
    else:
        yield Claim(said, text, ClaimVerdict.CONTRADICTS, row)


def hours_claims(told: Told, pack: Pack) -> Iterator[Claim]:
    """A counter found shut at a clock time, against opening hours that are the office's own, never assumed ones."""
    shut = SHUT.search(told.reading.text)
    if pack.hours.assumed or shut is None or int(shut["h"]) > 23 or int(shut["m"] or 0) > 59:
        return
    at = time(_hour(int(shut["h"]), shut["part"]), int(shut["m"] or 0))
    day = _incident(told)
    if day is None:
        yield Claim(shut.group(), None, ClaimVerdict.TOO_FEW_FACTS, "hours", "hari kejadian")
        return
    shifts = pack.hours.days.get(day.isoweekday(), ())
    standard = ", ".join(f"{shift.opens:%H.%M}-{shift.closes:%H.%M}" for shift in shifts) or "tutup"
    open_then = any(shift.opens <= at < shift.closes for shift in shifts)
    verdict = ClaimVerdict.CONTRADICTS if open_then else ClaimVerdict.CONSISTENT
    yield Claim(shut.group(), standard, verdict, "hours")


def _hour(hour: int, part: str | None) -> int:
    """ "jam 3 sore" is 15; "jam 1" alone at a counter is 13, as nobody comes at night."""
    afternoon = part in {"siang", "sore", "malam"} and hour < 12 and not (part == "siang" and hour >= 10)
    return hour + 12 if afternoon or (part is None and 1 <= hour <= 5) else hour


def _incident(told: Told) -> date | None:
    received = told.reading.received
    return received.date if received else None


def _waited(told: Told, calendar: Calendar, zone: ZoneInfo) -> tuple[int, int] | None:
    """Least and most working days waited; from the filing date, else from a length of time told."""
    filed = told.filed()
    if filed is not None:
        return _since(filed, told, calendar, zone)
    if not told.reading.durations:
        return None
    length = max(told.reading.durations, key=lambda one: one.days)
    if length.working:
        return length.days, length.days
    today = local_day(told.made_at, zone)
    if length.days >= (today - date.min).days:
        return None
    days = calendar.working_days_between(today - timedelta(days=length.days), today)
    return days, days


def _since(start: DateReading, told: Told, calendar: Calendar, zone: ZoneInfo) -> tuple[int, int] | None:
    today = local_day(told.made_at, zone)
    earliest, latest = start.earliest or start.date, start.latest or start.date
    if earliest is None or latest is None or earliest > today:
        return None
    latest = min(latest, today)
    return calendar.working_days_between(latest, today), calendar.working_days_between(earliest, today)


def _days(shortest: int, longest: int) -> str:
    return f"{shortest} hari kerja" if shortest == longest else f"{shortest}-{longest} hari kerja"


def _answer_row(standard: Standard) -> tuple[str, str]:
    """The row that promises the answer (item 4 of component 6), else the component itself."""
    part = standard.components[Component.COMPLAINT_HANDLING]
    for row in part.rows:
        if row.label == "4":
            return standard.address(Component.COMPLAINT_HANDLING, row.label), row.text
    return standard.address(Component.COMPLAINT_HANDLING), part.text
