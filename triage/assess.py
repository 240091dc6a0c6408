"""The whole judgement of one text (R2-R23).  Pure and deterministic; no text makes it raise."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from triage.calendar import Calendar
from triage.claims import Subject, charged_for_free, claims
from triage.cues import find_cues, without_bot_lines
from triage.due import due
from triage.findings import Findings, Found
from triage.flags import danger, integrity, outside_agency
from triage.judge import Judge
from triage.kind import find_kind
from triage.model.indicators import evidence
from triage.model.score import score
from triage.model.store import Model
from triage.packs.schema import Pack
from triage.reading import read
from triage.route import Case, case_people, route
from triage.treat import Matter, treat
from triage.types import (
    Admissibility,
    Assessment,
    Claim,
    Due,
    Facts,
    Kind,
    Reading,
    Route,
    ServiceReading,
    Span,
    Treated,
    TreatedAs,
)
from triage.why import needs_person, reasons
from triage.window import window

NO_FACTS = Facts()
Seen = tuple[str, tuple[Span, ...]]
"""The text without instructions to a bot, and those instructions (triage.cues.without_bot_lines)."""

ROUTED = frozenset({Kind.COMPLAINT, Kind.SUGGESTION})


def assess(
    text: str,
    sent_at: datetime,
    facts: Facts,
    pack: Pack,
    model: Model,
    calendar: Calendar,
    now: datetime,
) -> Assessment:
    """One text, as design.md names it.  For many texts build a `Judge` once and call `assess_text`.

    Raises ValueError for naive times, and for no text whatever.
    """
    return assess_text(Judge.of(pack, model, calendar), text, sent_at, facts, now)


def assess_text(
    judge: Judge, text: str, sent_at: datetime, facts: Facts = NO_FACTS, now: datetime | None = None
) -> Assessment:
    """As `assess`, with the office prepared.  `now` (default: `sent_at`) only tells whether the due date is past."""
    if sent_at.tzinfo is None or (now is not None and now.tzinfo is None):
        raise ValueError("times must be aware (decision 14)")
    visible, removed = without_bot_lines(text)
    reading = read(visible, sent_at, judge.lexicon)
    return _assess(judge, replace(reading, text=text) if removed else reading, (visible, removed), facts, now)


def assess_reading(judge: Judge, reading: Reading, facts: Facts = NO_FACTS, now: datetime | None = None) -> Assessment:
    """As `assess_text`, for a caller that has read the text already.  `facts` override the reading."""
    return _assess(judge, reading, without_bot_lines(reading.text), facts, now)


def _assess(judge: Judge, reading: Reading, seen: Seen, facts: Facts, now: datetime | None) -> Assessment:
    settled = with_facts(reading, facts)
    found = _find(judge, settled, seen)
    admissibility = _admissibility(judge, settled, facts, found)
    treated = _treated(judge, settled, facts, found, admissibility)
    deadline = _due(judge, settled, treated)
    held = _claims(judge, settled, found)
    way = _route(judge, settled, found)
    return _assemble(judge, settled, facts, found, admissibility, treated, deadline, held, way, now)


def with_facts(reading: Reading, facts: Facts) -> Reading:
    """The reading with what is settled besides the text: earlier messages, form fields, answers."""
    if facts is NO_FACTS or facts == NO_FACTS:
        return reading
    service = reading.service
    if facts.service_id or facts.service_hint:
        span = service.span if service else None
        service = ServiceReading(facts.service_id, facts.service_hint or (service.hint if service else None), span)
    return replace(
        reading,
        service=service,
        received=facts.received or reading.received,
        pending=reading.pending if facts.pending is None else facts.pending,
    )


def _find(judge: Judge, reading: Reading, seen: Seen) -> Found:
    """Labels: kind, components, flags, bodies."""
    visible, removed = seen
    cues = find_cues(visible)
    scores = score(visible, judge.model, evidence(reading, cues, bot=bool(removed)))
    kind = find_kind(cues, scores, reading, removed)
    bodies = judge.bodies.find(visible)
    charged = charged_for_free(reading, judge.pack)
    findings = Findings(
        integrity=integrity(cues, scores, kind.kind, charged=charged),
        danger=danger(cues, scores, kind.kind),
        outside_agency=outside_agency(cues, scores, bodies),
    )
    return Found.of(kind, scores, findings, bodies, judge.pack.thresholds, cues, charged=bool(charged))


def _admissibility(judge: Judge, reading: Reading, facts: Facts, found: Found) -> Admissibility | None:
    """R2-R5, for complaints only (R17)."""
    if found.kind.kind is not Kind.COMPLAINT:
        return None
    pending = reading.pending
    if facts.pending is None and pending and found.incident_besides(reading):
        pending = False
    if pending is None and reading.received is not None and found.still_waiting(reading):
        pending = True
    zone, days = judge.pack.office.tz, judge.pack.readings.window_days
    return window(reading.received, pending, reading.sent_at, zone, days)


def _treated(
    judge: Judge, reading: Reading, facts: Facts, found: Found, admissibility: Admissibility | None
) -> TreatedAs | None:
    matter = Matter(
        kind=found.kind.kind,
        unsure=found.kind_unsure,
        admissibility=admissibility,
        component=found.component,
        integrity=found.integrity,
        danger=found.danger,
        identified=facts.identified or bool(facts.name or reading.name),
        has_matter=found.has_matter,
        declined=facts.declined,
    )
    return treat(matter, judge.pack.readings.late_as)


def _due(judge: Judge, reading: Reading, treated: TreatedAs | None) -> Due | None:
    """R8, from the same moment as the window (R3); only what holds as a complaint has one (R17)."""
    if treated is None or treated.treated_as is not Treated.COMPLAINT:
        return None
    days = judge.pack.readings.answer_working_days
    try:
        return due(reading.sent_at, judge.calendar, judge.pack.office.tz, days)
    except OverflowError:
        return None


def _claims(judge: Judge, reading: Reading, found: Found) -> tuple[Claim, ...]:
    if found.kind.kind is not Kind.COMPLAINT:
        return ()
    service = reading.service.id if reading.service else None
    components = frozenset(c for c in (found.component, *found.also) if c)
    subject = Subject(reading, service, components, reading.sent_at, found.integrity)
    try:
        return claims(subject, judge.pack, judge.calendar)
    except OverflowError:
        return ()


def _route(judge: Judge, reading: Reading, found: Found) -> Route | None:
    if found.kind.kind not in ROUTED:
        return None
    case = Case(
        kind=found.kind.kind,
        component=found.component,
        service_id=reading.service.id if reading.service else None,
        integrity=found.integrity,
        danger=found.danger,
        outside_agency=found.outside_agency,
        body=found.bodies[0][0] if found.bodies else None,
    )
    people = case_people(reading, case)
    return route(replace(case, people=people) if people else case, judge.pack)


def _assemble(
    judge: Judge,
    reading: Reading,
    facts: Facts,
    found: Found,
    admissibility: Admissibility | None,
    treated: TreatedAs | None,
    deadline: Due | None,
    held: tuple[Claim, ...],
    way: Route | None,
    now: datetime | None,
) -> Assessment:
    complaint = found.kind.kind in ROUTED
    return Assessment(
        kind=found.kind.kind,
        kind_probability=found.kind.probability,
        component=found.component if complaint else None,
        components=found.components if complaint else (),
        components_also=found.also if complaint else (),
        integrity=found.integrity,
        outside_agency=found.outside_agency,
        danger=found.danger,
        reading=reading,
        service=reading.service,
        admissibility=admissibility,
        treated_as=treated,
        due=deadline,
        claims=held,
        route=way,
        needs_person=needs_person(found, facts, admissibility, treated, judge.pack.thresholds),
        reasons=reasons(judge, found, admissibility, treated, deadline, way, held, now),
        versions=judge.versions,
        flags=found.flags,
    )
