"""R20: waiting against the time promised, an unanswered complaint against R8."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from triage.calendar import Calendar
from triage.claims_words import Told
from triage.packs.schema import Standard
from triage.packs.schema.figures import CountsFrom
from triage.types import Claim, ClaimVerdict, Component, DateReading, Span
from triage.window import local_day

COMPLETE_DAY = "tanggal berkas diterima lengkap dan benar"
EARLIER_DAY = "tanggal pengaduan terdahulu"
UNANSWERED = re.compile(
    r"\b(?:lapor|melapor|laporan|laporkan|ngadu|mengadu|aduan|pengaduan|komplain|keluhan|complain\w*|reported|kirim)\b"
    r"[^.!?\n]{0,70}?\b(?:tidak|tdk|ga|gak|nggak|ngga|belum|blm|tanpa|teu|acan|can|never|no|not)\W+(?:\w+\W+){0,2}?"
    r"(?:di(?:balas|bales|jawab|tanggapi|tanggepin|respon|gubris|tindaklanjuti|waler)|balasan|jawaban|tanggapan|respon"
    r"|answer\w*|repl\w+|response)\b",
    re.IGNORECASE,
)


def time_claims(told: Told, standard: Standard, calendar: Calendar, zone: ZoneInfo) -> Iterator[Claim]:
    """Working days since the file, counted by R9, against component 3."""
    promised = standard.figures.turnaround_time
    days = _waited(told, calendar, zone)
    if promised is None or not told.waiting or days is None:
        return
    row, text = standard.address(Component.TURNAROUND_TIME), standard.components[Component.TURNAROUND_TIME].text
    shortest, longest = days
    said, span = f"{_days(shortest, longest)} sejak diajukan", next(iter(told.waits()), None)
    if longest <= promised.working_days:
        yield Claim(said, text, ClaimVerdict.CONSISTENT, row, span=span)
    elif shortest <= promised.working_days:
        yield Claim(said, text, ClaimVerdict.TOO_FEW_FACTS, row, "tanggal pasti berkas diajukan", span)
    elif promised.counts_from is CountsFrom.COMPLETE_FILE and not told.complete_file:
        yield Claim(said, text, ClaimVerdict.TOO_FEW_FACTS, row, COMPLETE_DAY, span)
    else:
        yield Claim(said, text, ClaimVerdict.CONTRADICTS, row, span=span)


def answer_claims(told: Told, standard: Standard, calendar: Calendar, zone: ZoneInfo) -> Iterator[Claim]:
    """An earlier complaint still unanswered, against the 14 working days of component 6."""
    promised = standard.figures.complaint_handling
    if promised is None or Component.COMPLAINT_HANDLING not in told.components:
        return
    row, text = _answer_row(standard)
    earlier = told.complained()
    days = _since(earlier, told, calendar, zone) if earlier else None
    if earlier is None or days is None:
        said = earlier.span if earlier else _unanswered(told)
        if said:
            yield Claim(said.text, text, ClaimVerdict.TOO_FEW_FACTS, row, EARLIER_DAY, said)
        return
    claim, limit = f"{_days(*days)} sejak pengaduan terdahulu", promised.answer_working_days
    if days[1] <= limit:
        yield Claim(claim, text, ClaimVerdict.CONSISTENT, row, span=earlier.span)
    elif days[0] <= limit:
        yield Claim(claim, text, ClaimVerdict.TOO_FEW_FACTS, row, EARLIER_DAY, earlier.span)
    else:
        yield Claim(claim, text, ClaimVerdict.CONTRADICTS, row, span=earlier.span)


def _unanswered(told: Told) -> Span | None:
    """A complaint said to be without answer, no day told."""
    found = UNANSWERED.search(told.reading.text)
    return Span(found.start(), found.end(), found.group()) if found else None


def _waited(told: Told, calendar: Calendar, zone: ZoneInfo) -> tuple[int, int] | None:
    """Least and most working days waited; from the filing date, else from a length of time told."""
    filed = told.filed()
    if filed is not None:
        return _since(filed, told, calendar, zone)
    lengths = [one for one in told.reading.durations if one.waited and one.days is not None]
    if not lengths:
        return None
    length = max(lengths, key=lambda one: one.days or 0)
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
