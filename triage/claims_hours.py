"""R20: a counter found shut at a clock time, against the opening hours that the office itself names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from triage.calendar import Calendar
from triage.claims_words import Told
from triage.packs.schema import Pack
from triage.types import Claim, ClaimVerdict, Component, Span

ROW = "hours"
"""Where the hours stand: in the office's own part of the pack, not in a service's standard."""

NO_HOURS = "jam layanan kantor belum dimasukkan"
WHICH_DAY = "hari kejadian"
_CLOCK_WORDS = ("jam", "jm", "pukul", "pkl", "tabuh")
_CLOCK = r"(?:jam|pukul|jm|pkl|tabuh)\s*(?P<{0}>\d{{1,2}})(?:[.:](?P<{0}m>\d{{2}}))?\s*(?P<{0}p>pagi|siang|sore|malam)?"
_SHUT = (
    r"(?:tutup|ditutup|nutup|kosong|tidak ada orang|(?:belum|blm|blum|acan) (?:di)?(?:buka|muka)"
    r"|(?:udah|sudah|udh|sdh|tos|geus) (?:tutup|nutup)|closed|shut)"
)
SHUT = re.compile(
    rf"\b{_CLOCK.format('a')}(?:\W+\w+){{0,4}}?\W+{_SHUT}\b"
    rf"|\b{_SHUT}\W+(?:\w+\W+){{0,2}}?{_CLOCK.format('b')}"
    rf"|\b(?:baru|nembe|kakara)\W+(?:di|mulai\W+)?(?:buka|muka|dibuka)\W+(?:\w+\W+){{0,1}}?{_CLOCK.format('c')}",
    re.IGNORECASE,
)


def hours_claims(told: Told, pack: Pack, calendar: Calendar) -> Iterator[Claim]:
    """Against hours that are the office's own; assumed ones are no standard, and then that is what is lacking."""
    plain = told.reading.text.casefold()
    found = SHUT.search(told.reading.text) if any(map(plain.__contains__, _CLOCK_WORDS)) else None
    at = _moment(found) if found else None
    if found is None or at is None:
        return
    said = Span(found.start(), found.end(), found.group())
    if pack.hours.assumed:
        if Component.SERVICE_GUARANTEE in told.components:
            yield Claim(said.text, None, ClaimVerdict.TOO_FEW_FACTS, None, NO_HOURS, said)
        return
    day = told.reading.received.date if told.reading.received else None
    if day is None:
        yield Claim(said.text, _week(pack), ClaimVerdict.TOO_FEW_FACTS, ROW, WHICH_DAY, said)
        return
    standard, is_open = _on(day, at, pack, calendar)
    verdict = ClaimVerdict.CONTRADICTS if is_open else ClaimVerdict.CONSISTENT
    yield Claim(said.text, standard, verdict, ROW, span=said)


def _on(day: date, at: time, pack: Pack, calendar: Calendar) -> tuple[str, bool]:
    """The hours of that day, and whether the counter had to be open at that time (R9: no work on a day off)."""
    shifts = pack.hours.days.get(day.isoweekday(), ()) if calendar.is_working(day) else ()
    told = ", ".join(f"{shift.opens:%H.%M}-{shift.closes:%H.%M}" for shift in shifts) or "tutup"
    return told, any(shift.opens <= at < shift.closes for shift in shifts)


def _week(pack: Pack) -> str:
    """All hours of the week, for a claim without its day."""
    names = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
    days = sorted(pack.hours.days.items())
    told = ((names[day - 1], ", ".join(f"{s.opens:%H.%M}-{s.closes:%H.%M}" for s in shifts)) for day, shifts in days)
    return "; ".join(f"{name} {hours}" for name, hours in told)


def _moment(found: re.Match[str]) -> time | None:
    """The clock time at which it was shut; of "baru buka jam 9" the minute before.  None for no time of day."""
    group = next(name for name in "abc" if found[name])
    hour, minute = int(found[group]), int(found[f"{group}m"] or 0)
    if hour > 23 or minute > 59:
        return None
    told = datetime(2000, 1, 1, _hour(hour, found[f"{group}p"]), minute)  # noqa: DTZ001  # a clock time of no day
    return (told - timedelta(minutes=1)).time() if group == "c" else told.time()


def _hour(hour: int, part: str | None) -> int:
    """ "jam 3 sore" is 15; "jam 1" alone at a counter is 13, as nobody comes at night."""
    spoken = part.casefold() if part else None
    afternoon = spoken in {"siang", "sore", "malam"} and hour < 12 and not (spoken == "siang" and hour >= 10)
    return hour + 12 if afternoon or (spoken is None and 1 <= hour <= 5) else hour
