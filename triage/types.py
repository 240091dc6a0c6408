"""The words of judgement: what a text is read as, and what follows from it.  Pure values, no behaviour.

Every judgement carries its rule numbers (docs/rules.md), its probability and the citizen's own words (R18).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

Day = date  # inside DateReading the field `date` hides the type's own name


class Kind(StrEnum):
    """R17: what a text is."""

    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"
    QUESTION = "question"
    STATUS_QUERY = "status_query"
    PRAISE = "praise"
    GREETING = "greeting"
    SPAM = "spam"


class Component(StrEnum):
    """R16: the fourteen components of a service standard, in the order of Permenpan RB 15/2014."""

    REQUIREMENTS = "requirements"
    PROCEDURE = "procedure"
    TURNAROUND_TIME = "turnaround_time"
    FEE = "fee"
    PRODUCT = "product"
    COMPLAINT_HANDLING = "complaint_handling"
    LEGAL_BASIS = "legal_basis"
    FACILITIES = "facilities"
    STAFF_COMPETENCE = "staff_competence"
    INTERNAL_SUPERVISION = "internal_supervision"
    STAFF_NUMBER = "staff_number"
    SERVICE_GUARANTEE = "service_guarantee"
    SAFETY_SECURITY = "safety_security"
    PERFORMANCE_EVALUATION = "performance_evaluation"


class DateOf(StrEnum):
    """What a date in the text is the date of; only RECEIVED and INCIDENT feed the window (design: triage output)."""

    RECEIVED = "received"
    FILED = "filed"
    INCIDENT = "incident"
    EARLIER_COMPLAINT = "earlier_complaint"


class Verdict(StrEnum):
    """R2-R6: where a complaint stands to the 30-day window."""

    IN_TIME = "in_time"
    LATE = "late"
    NOT_YET_RECEIVED = "not_yet_received"
    UNKNOWN = "unknown"


class Treated(StrEnum):
    """R6, R12: what a message is treated as now."""

    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"
    INPUT = "input"
    CORRECTION = "correction"
    REVISION = "revision"
    UNDECIDED = "undecided"


class ClaimVerdict(StrEnum):
    """R20: a figure of the text held against its row of the standard."""

    CONSISTENT = "consistent"
    CONTRADICTS = "contradicts"
    TOO_FEW_FACTS = "too_few_facts"


class Way(StrEnum):
    """R21: who settles it."""

    INSIDE = "inside"
    AGENCY = "agency"
    AUDITORS = "auditors"


class Role(StrEnum):
    """Who works at an office (design: roles); posts of a pack and officers of a database share these words."""

    COMPLAINT_OFFICER = "complaint_officer"
    MANAGING_OFFICIAL = "complaint_managing_official"
    EXECUTOR = "executor"
    HEAD_OF_TIER = "head_of_tier"
    HEAD_OF_OFFICE = "head_of_office"
    AGENCY_LIAISON = "agency_liaison"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    READER = "reader"


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range [start, end) of the citizen's own characters, with those characters."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class DateReading:
    """One date expression.  `date` when labels.md gives one; `earliest`..`latest` is every day it can mean."""

    expr: str
    span: Span
    date: Day | None
    earliest: Day | None
    latest: Day | None
    of: DateOf
    why: str = ""


@dataclass(frozen=True, slots=True)
class DurationReading:
    """A length of time told ("udah 3 minggu"), in calendar days or, where the citizen says so, working days.

    `days`: None where no figure is told ("berbulan-bulan").  `waited`: somebody has waited that long; False for a
    promise ("janji 3 hari") and for whatever else lasts.
    """

    span: Span
    days: int | None
    working: bool = False
    waited: bool = True


@dataclass(frozen=True, slots=True)
class MoneyReading:
    """A sum in whole rupiah, or None where only its kind is told ("seikhlasnya")."""

    span: Span
    rupiah: int | None


@dataclass(frozen=True, slots=True)
class ServiceReading:
    """`id`: a catalogue entry of the pack; `hint`: the permit as named, short form (labels.md)."""

    id: str | None
    hint: str | None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class NameReading:
    """The sender's own name as written, without titles (labels.md)."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of one text say, before any rule is applied.  All spans point into `text`."""

    text: str
    sent_at: datetime
    lang: str = "und"
    name: NameReading | None = None
    service: ServiceReading | None = None
    dates: tuple[DateReading, ...] = ()
    received: DateReading | None = None
    pending: bool | None = None
    pending_span: Span | None = None
    durations: tuple[DurationReading, ...] = ()
    money: tuple[MoneyReading, ...] = ()
    papers: tuple[Span, ...] = ()
    people: tuple[Span, ...] = ()
    places: tuple[Span, ...] = ()
    application_numbers: tuple[Span, ...] = ()
    phones: tuple[Span, ...] = ()
    confidential: bool | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is settled besides the text: earlier messages, form fields, answers; `declined` names refused questions."""

    name: str | None = None
    service_id: str | None = None
    service_hint: str | None = None
    received: DateReading | None = None
    pending: bool | None = None
    declined: frozenset[str] = frozenset()
    identified: bool = False


@dataclass(frozen=True, slots=True)
class Admissibility:
    """R2-R5: verdict, the day counted from the day of service (None if not countable), and the rule."""

    verdict: Verdict
    day: int | None
    rule: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class TreatedAs:
    """What it is treated as now, and by which rule; `proposed` is what an officer is asked to confirm (R6)."""

    treated_as: Treated
    rule: str
    proposed: Treated | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """R8, R9: the last instant for the answer; `provisional` while the year's joint leave is not decreed."""

    at: datetime
    working_days: int
    provisional: bool
    calendar_version: str


@dataclass(frozen=True, slots=True)
class Claim:
    """R20: what the text says, the standard says, the verdict, the row (`43/4`); `missing` names a lacking fact.

    `span`: the citizen's own words that the claim rests on.
    """

    claim: str
    standard: str | None
    verdict: ClaimVerdict
    row: str | None
    missing: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a label was given: which label, by which rule, in which words of the citizen."""

    label: str
    text: str
    rule: str | None = None
    words: tuple[Span, ...] = ()
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """R21, R22: the way, unit and tier proposed by the pack; `excluded` are units or roles complained about (R14)."""

    way: Way
    unit: str
    tier: int
    role: str
    rule: str
    why: str
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Versions:
    """R15, R18: what an assessment was made with."""

    pack: str
    model: str
    calendar: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """The officer's first look: every label with its probability and reasons (R16-R20)."""

    kind: Kind
    kind_probability: float
    component: Component | None
    components: tuple[tuple[Component, float], ...]
    components_also: tuple[Component, ...]
    integrity: bool
    outside_agency: bool
    danger: bool
    reading: Reading
    service: ServiceReading | None
    admissibility: Admissibility | None
    treated_as: TreatedAs | None
    due: Due | None
    claims: tuple[Claim, ...]
    route: Route | None
    needs_person: bool
    reasons: tuple[Reason, ...]
    versions: Versions
    flags: Mapping[str, float] = field(default_factory=dict)
