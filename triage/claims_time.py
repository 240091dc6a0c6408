"""R20: waiting against the time promised, counted in working days (R9) from the file to its issue or to today."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from triage.calendar import Calendar
from triage.claims_about import sentence
from triage.claims_marks import Mark, marked
from triage.claims_spelling import loose
from triage.claims_words import Told, unanswered
from triage.packs.schema import Standard
from triage.packs.schema.figures import CountsFrom
from triage.types import Claim, ClaimVerdict, Component, DateReading, DurationReading, Span
from triage.window import local_day

COMPLETE_DAY = "tanggal berkas diterima lengkap dan benar"
FILING_DAY = "tanggal pasti berkas diajukan"
_DONE = r"(?:beres|jadi|jadina|kelar|selesai|terbit|keluar|rampung|anggeus|done|issued|ready)"
_DONE_BEFORE = loose(rf"\b{_DONE}\s+(?:dalam\s+|in\s+|cuma\s+|hanya\s+)?$")
_DONE_AFTER = loose(rf"\s+(?:sudah\s+|udah\s+|langsung\s+)?{_DONE}\b")
_SMOOTH = loose(r"\b(?:lancar|cepat|cepet|gratis|salut|puas|mantap|smooth|quick|fast)\b")
_PROMISE = loose(
    r"\b(?:janji\w*|dijanji\w*|katanya|harus\w*|seharusnya|maksimal|paling|standar\w*|sop|aturan\w*|kapan|kok|belum"
    r"|blm|spanduk|brosur|tulis\w*|atau|dia|manehna|manéhna|orang lain|tetangga|teman|promised?)\b"
)
_SLOW = loose(
    r"\b(?:lama|lami|lila|lelet|lambat|molor|berlarut\w*|numpuk|menumpuk|ngaret|slow|delayed|too long|so long)\b"
    r"(?:\s+(?:banget|bgt|sekali|pisan|amat|bingit))?"
)
_NO_FILE = loose(
    r"\b(?:antri\w*|antre\w*|ngantri|giliran|queue|website|web|server|loading|aplikasi|jawaban|balasan|baterai|teman"
    r"|sudah lama tinggal)\b"
)
_LIES_ABOUT = loose(r"\W+(?:\w+\W+){0,2}(?:numpuk|menumpuk|mandek|mangkrak|nyangkut|tertahan)\b")
_FILE_STUCK = loose(
    r"\b(?:berkas|izin|ijin|permohonan|pengajuan|sertifikat|file|application)\w*\W+(?:\w+\W+){0,2}(?:numpuk|menumpuk"
    r"|mandek"
    r"|mangkrak|nyangkut|tertahan|mengendap|ngendap)\b"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Least and most working days between two steps; `complete`: from a file that was complete and correct."""

    shortest: int
    longest: int
    since: str
    complete: bool
    span: Span


def time_claims(told: Told, standard: Standard, calendar: Calendar, zone: ZoneInfo) -> Iterator[Claim]:
    """Working days since the file, counted by R9, against component 3; "slow" alone lacks the day of the file."""
    promised = standard.figures.turnaround_time
    if promised is None:
        return
    stretch = _stretch(told, calendar, zone)
    row, text = standard.address(Component.TURNAROUND_TIME), standard.components[Component.TURNAROUND_TIME].text
    if stretch is None:
        slow = _slow(told)
        if slow:
            yield Claim(slow.text, text, ClaimVerdict.TOO_FEW_FACTS, row, COMPLETE_DAY, slow)
        return
    needs_complete = promised.counts_from is CountsFrom.COMPLETE_FILE
    verdict, missing = _held(stretch, promised.working_days, needs_complete=needs_complete)
    said = f"{days_told(stretch.shortest, stretch.longest)} {stretch.since}"
    yield Claim(said, text, verdict, row, missing, stretch.span)


def _held(stretch: Stretch, promised: int, *, needs_complete: bool) -> tuple[ClaimVerdict, str | None]:
    if stretch.longest <= promised:
        return ClaimVerdict.CONSISTENT, None
    if stretch.shortest <= promised:
        return ClaimVerdict.TOO_FEW_FACTS, FILING_DAY
    if needs_complete and not stretch.complete:
        return ClaimVerdict.TOO_FEW_FACTS, COMPLETE_DAY
    return ClaimVerdict.CONTRADICTS, None


def _stretch(told: Told, calendar: Calendar, zone: ZoneInfo) -> Stretch | None:
    """From the dates of the file; else a length in which it was done, or which is still waited."""
    dates = marked(told.reading)
    complete, issued = dates.get(Mark.COMPLETE), dates.get(Mark.ISSUED)
    start = complete or dates.get(Mark.FILED)
    if start is not None and (issued is not None or told.waiting):
        days = since(start, told, calendar, zone, issued)
        if days is not None:
            words = "sejak berkas lengkap" if complete else "sejak diajukan"
            until = " sampai terbit" if issued else ""
            return Stretch(*days, words + until, complete is not None or told.complete_file, start.span)
    return _done(told) or (_waited(told, calendar, zone) if told.waiting else None)


def _done(told: Told) -> Stretch | None:
    """ "beres 4 hari kerja": a length told as that of a finished file; calendar days hold at most as many."""
    for one in told.reading.durations:
        if one.days is not None and _is_done(told.reading.text, one):
            least = one.days if one.working else 0
            return Stretch(least, one.days, "sampai selesai", told.complete_file, one.span)
    return None


def _is_done(text: str, one: DurationReading) -> bool:
    around = sentence(text, one.span)
    if _PROMISE.search(around):
        return False
    done = _DONE_BEFORE.search(text[max(one.span.start - 40, 0) : one.span.start]) or _DONE_AFTER.match(
        text, one.span.end
    )
    return bool(done) or (one.working and bool(_SMOOTH.search(around)))


def _waited(told: Told, calendar: Calendar, zone: ZoneInfo) -> Stretch | None:
    """A length of time told, counted back from the day of the message."""
    counted = [(one.days, one) for one in told.reading.durations if one.waited and one.days is not None]
    if not counted:
        return None
    days, length = max(counted, key=lambda pair: pair[0])
    words = "sejak diajukan"
    if length.working:
        return Stretch(days, days, words, told.complete_file, length.span)
    today = local_day(told.made_at, zone)
    if days >= (today - date.min).days:
        return None
    working = calendar.working_days_between(today - timedelta(days=days), today)
    return Stretch(working, working, words, told.complete_file, length.span)


def _slow(told: Told) -> Span | None:
    """Slowness of the file without any figure."""
    text = told.reading.text
    stuck = _FILE_STUCK.search(text) or _own_stuck(told)
    if stuck:
        return Span(stuck.start(), stuck.end(), stuck.group())
    if not told.waiting or unanswered(text):
        return None
    vague = next((one.span for one in told.reading.durations if one.waited and one.days is None), None)
    if vague:
        return vague
    for found in _SLOW.finditer(text):
        span = Span(found.start(), found.end(), found.group())
        if not _NO_FILE.search(sentence(text, span)):
            return span
    return None


def _own_stuck(told: Told) -> re.Match[str] | None:
    """ "25920 saya numpuk": the service itself is said to lie about."""
    service = told.reading.service.span if told.reading.service else None
    return _LIES_ABOUT.match(told.reading.text, service.end) if service else None


def since(
    start: DateReading, told: Told, calendar: Calendar, zone: ZoneInfo, end: DateReading | None = None
) -> tuple[int, int] | None:
    """Least and most working days from `start` to `end`, or to the day of the message; None: cannot be told."""
    today = local_day(told.made_at, zone)
    first, last = _ends(start)
    soonest, until = _ends(end) if end else (today, today)
    if first is None or last is None or soonest is None or until is None or first > until:
        return None
    until, last = min(until, today), min(last, soonest)
    return calendar.working_days_between(last, max(soonest, last)), calendar.working_days_between(first, until)


def _ends(one: DateReading) -> tuple[date | None, date | None]:
    return one.earliest or one.date, one.latest or one.date


def days_told(shortest: int, longest: int) -> str:
    """`15 hari kerja`, `5-9 hari kerja`."""
    return f"{shortest} hari kerja" if shortest == longest else f"{shortest}-{longest} hari kerja"
