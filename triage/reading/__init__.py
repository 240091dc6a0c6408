"""What the words of one text say: dates, pending, durations, money, papers, people, names, services, language.

Pure: no clock, no I/O.  Nothing is guessed: what the words leave open stays None (R5, R18).
"""

from __future__ import annotations

from datetime import datetime

from triage.reading.confidential import find_confidential
from triage.reading.dates import find_dates
from triage.reading.dates.choice import choose
from triage.reading.durations import find_durations
from triage.reading.language import find_language
from triage.reading.lexicon import Lexicon, RoundWidths, ServiceAlias
from triage.reading.money import find_money
from triage.reading.names import find_name
from triage.reading.normalize import words
from triage.reading.numbers_told import find_application_numbers, find_phones
from triage.reading.papers import find_papers
from triage.reading.pending import find_pending
from triage.reading.people import find_people
from triage.reading.places import find_places
from triage.reading.services import find_service
from triage.types import Reading

__all__ = ["Lexicon", "RoundWidths", "ServiceAlias", "read"]


def read(text: str, sent_at: datetime, lexicon: Lexicon) -> Reading:
    """Read one text, sent at an aware time.  Any str is read; every span points into `text`.

    Raises ValueError only for a naive `sent_at`.
    """
    if sent_at.tzinfo is None:
        raise ValueError("sent_at must be aware")
    w = words(text)
    pending, pending_span = find_pending(w)
    dates = find_dates(w, sent_at, lexicon)
    name = find_name(w, lexicon.not_names_folded, lexicon.place_names)
    return Reading(
        text=text,
        sent_at=sent_at,
        lang=find_language(w),
        name=name,
        service=find_service(w, lexicon.index),
        dates=dates,
        received=choose(dates, pending, pending_span, w),
        pending=pending,
        pending_span=pending_span,
        durations=find_durations(w),
        money=find_money(w),
        papers=find_papers(w),
        people=find_people(w, name),
        places=find_places(w, lexicon.place_names, name),
        application_numbers=find_application_numbers(w),
        phones=find_phones(w),
        confidential=find_confidential(w),
    )
