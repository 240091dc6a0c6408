"""Which of several dates is the one that the window rule needs (labels.md); none where nothing decides (R5)."""

from __future__ import annotations

import re
from dataclasses import replace

from triage.reading.dates.withdrawn import counted
from triage.reading.normalize import Words
from triage.types import DateOf, DateReading, Span

UNANSWERED = re.compile(
    r"\b(?:(?:belum|can|euweuh|tidak|tanpa|never|no|nomor|not)(?: \w+){0,3} "
    r"(?:dibalas|dijawab|ditanggapi|direspon|respon"
    r"|tanggapan|jawaban"
    r"|balasan|ditindaklanjuti|tindak lanjut|kabar|reply|answer|answered|replied|response|diwaler|waleran"
    r"|walonan|diproses)"
    r"|(?:tidak|belum) (?:ada|aya) (?:satu pun )?(?:yang )?(?:baca|maca|membaca|buka|muka|jawab|balas|ngabales"
    r"|nanggapi)"
    r"|diabaikan|dicuekin|centang|ditutup|ignored|ditolak)"
)
_LIST = re.compile(r"\s*[,;&/]?\s*(?:(?:dan|dn|and|lalu|terus|trus|sareng|tgl|tanggal)\s*){0,2}")
FAULTY = re.compile(
    r"\b(?:salah|keliru|typo|beda|ketukar|ketuker|tertukar|tertulis|lepat|wrong|misspelled|tidak sesuai|kurang)\b"
)
_FOUND = re.compile(r"\bternyata\b")
WAITING = re.compile(
    r"\b(?:belum|can|teu acan|kapan|iraha|menunggu|nunggu\w*|ngantosan|still|not yet|nothing|mandek|euweuh"
    r"|status\w* (?:masih|tetap|tetep)|(?:masih|tetap|tetep) (?:di)?proses|segitu|gitu-gitu|kitu-kitu)\b"
)
"""The file has not come, in words too loose to be called pending: then the day of filing goes before other days."""
_BREAK = re.compile(r"[.;!?\n](?!\d)")


def choose(dates: tuple[DateReading, ...], pending: bool | None, span: Span | None, w: Words) -> DateReading | None:
    """labels.md: filing for a pending file, receipt or the day of the incident otherwise, the first of several visits.

    A complaint about an earlier complaint takes the day that was sent.  None when no date is of the right thing.
    """
    dates = counted(dates, w) if dates else dates
    if not dates:
        return None
    complained = [d for d in dates if d.of is DateOf.EARLIER_COMPLAINT]
    if complained and UNANSWERED.search(w.norm):
        return _first(complained)
    told = _listed(tuple(d for d in dates if not _too_wide(d)), w.text)
    told = tuple(d for d in told if "dated:" not in d.why) or told
    for pool in _pools(told, pending, span, w):
        if pool:
            return _first(pool)
    return None


def _pools(
    dates: tuple[DateReading, ...], pending: bool | None, span: Span | None, w: Words
) -> list[list[DateReading]]:
    filed = [d for d in dates if d.of is DateOf.FILED]
    received = [d for d in dates if d.of is DateOf.RECEIVED]
    strong = _with_visits([d for d in dates if d.of is DateOf.INCIDENT and "strong:" in d.why], dates)
    weak = [d for d in dates if d.of is DateOf.INCIDENT and "strong:" not in d.why]
    if pending:
        untold = [replace(d, of=DateOf.FILED) for d in weak if "visit:" not in d.why and _of_the_wait(d, w, span)]
        return [filed, strong, untold]
    faulty = (pending is False or received) and FAULTY.search(w.norm)
    if faulty and (pending is False or _FOUND.search(w.norm) or not WAITING.search(w.norm)):
        return [received, strong, weak, filed]
    if filed and pending is None and WAITING.search(w.norm):
        return [filed]
    # The first step of a file that came without fault; paying and what no word explains come after it.
    steps = [d for d in dates if d in filed or d in received] if filed else received
    return [strong, steps, weak]


def _with_visits(strong: list[DateReading], dates: tuple[DateReading, ...]) -> list[DateReading]:
    """labels.md: of several visits the first, also where only the last tells what happened."""
    if not strong or any(d.date is None for d in strong):
        return strong
    return [d for d in dates if d in strong or (d.date and ("visit:" in d.why or "since then" in d.why))]


def _listed(dates: tuple[DateReading, ...], text: str) -> tuple[DateReading, ...]:
    """Days told in a list ("tgl 2, 5 Nov, 9 Nov") are of one thing: each takes the kind of the next."""
    told = list(dates)
    for i in range(len(told) - 2, -1, -1):
        untold = "no word says" in told[i].why
        if untold and _LIST.fullmatch(text, told[i].span.end, told[i + 1].span.start):
            told[i] = replace(told[i], of=told[i + 1].of, why=told[i + 1].why)
    return tuple(told)


def _too_wide(found: DateReading) -> bool:
    """A whole year told in passing, without a word that says of what, is not when the service was received."""
    if found.date or "no word says" not in found.why:
        return False
    return found.earliest is None or found.latest is None or (found.latest - found.earliest).days > 62


def _of_the_wait(found: DateReading, w: Words, span: Span | None) -> bool:
    """Since then, or told in one sentence with the waiting: then it is the day of filing."""
    if "since then" in found.why or "paid:" in found.why:
        return True
    if span is None or found.expr.lower() in {"hari ini", "tadi", "td", "kemarin", "kmrn"}:
        return False
    first, last = sorted((found.span, span), key=lambda s: s.start)
    return not _BREAK.search(w.text, first.end, last.start)


def _first(pool: list[DateReading]) -> DateReading:
    """The first day where all are told, else the first in the text."""
    days = [d.date for d in pool]
    if None in days:
        return pool[0]
    return min(pool, key=lambda d: (d.date is None, d.date or d.latest))
