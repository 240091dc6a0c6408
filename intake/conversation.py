"""The conversation: what the dialogue remembers, sees and answers.  Values only; the rules are in dialogue.py.

A conversation gathers messages until its complaint is recorded (R13).  Its state is JSON with a version and a
reader for every older one (`intake/state_json.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from intake.channel import Channel, Choice
from triage.types import Assessment, DateReading, Facts

if TYPE_CHECKING:
    from triage.calendar import Calendar
    from triage.packs.schema import Pack


class Asks(StrEnum):
    """The one open question; each is asked at most once."""

    MATTER = "matter"
    NAME = "name"
    RECEIVED = "received"
    SERVICE = "service"
    OTHER = "other"


class Phase(StrEnum):
    """Where a conversation stands: gathering facts, its complaint recorded, or with an officer."""

    GATHERING = "gathering"
    RECORDED = "recorded"
    WITH_OFFICER = "with_officer"


@dataclass(frozen=True, slots=True)
class Said:
    """One message of the citizen as the dialogue sees it; `id` is the stored message's."""

    id: str
    text: str
    sent_at: datetime
    choice: str | None = None
    media: int = 0
    facts: Mapping[str, str] = field(default_factory=dict)
    hint_name: str | None = None
    automatic: bool = False
    reply_to_case: str | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """Everything the dialogue remembers of one conversation.

    `matter`: the citizen's own texts that tell the matter, in order, unchanged (R11), beside their message ids.
    `made_at`: the time of the first message that told the matter (R3).
    `asked`/`declined`: questions put, and refused or answered with "don't know"; neither is asked again.
    `recorded`: numbers of complaints recorded from this conversation, the newest last.
    `last`: the draft that the newest of them was recorded from, as corrected since; its own `last` is None.
    """

    id: str
    channel: Channel
    address: str
    language: str = "id"
    phase: Phase = Phase.GATHERING
    matter: tuple[str, ...] = ()
    message_ids: tuple[str, ...] = ()
    made_at: datetime | None = None
    name: str | None = None
    service_id: str | None = None
    service_hint: str | None = None
    received: DateReading | None = None
    pending: bool | None = None
    confidential: bool = False
    open_question: Asks | None = None
    asked: tuple[Asks, ...] = ()
    declined: tuple[Asks, ...] = ()
    greeted: bool = False
    misunderstood: int = 0
    recorded: tuple[str, ...] = ()
    withdrawn: bool = False
    reminded: bool = False
    extra: Mapping[str, str] = field(default_factory=dict)
    last: Conversation | None = None


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """What the dialogue may know of a complaint of this person; `number` as shown (PWK-26-00012-A)."""

    number: str
    state: str
    treated_as: str
    service: str | None
    component: str | None
    recorded_at: datetime
    due_at: datetime | None
    answered_at: datetime | None = None
    answer: str | None = None
    told: bool = False
    waiting_for_citizen: bool = False
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """The complainant, when this address is known: the name they gave before (never asked again)."""

    complainant_id: str
    name: str | None = None


Judge = Callable[[str, datetime, Facts], Assessment]


@dataclass(frozen=True, slots=True)
class Context:
    """What a step may look at; frozen.

    `judge(text, sent_at, facts)` is triage.assess bound to pack, model, calendar and now: pure.
    `cases`: complaints of this very address, newest last.  `by_number`: complaints named in the new messages that
    this address may see (its own, or with the right secret); any other number looks like one that does not exist.
    `continue_url`: the form prefilled with this very conversation (a token in it, nothing personal); "" where there is
    none.
    `officer_wait`: how long people lately waited for an officer in working hours, None when that is not known.
    `flush`: a time-out asks for what silence means (R12).
    """

    pack: Pack
    calendar: Calendar
    judge: Judge
    known: Known | None = None
    cases: tuple[CaseSummary, ...] = ()
    by_number: Mapping[str, CaseSummary] = field(default_factory=dict)
    form_url: str = ""
    status_url: str = ""
    flush: bool = False
    officer_wait: timedelta | None = None
    continue_url: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to the citizen.

    `intent` names it (acknowledgement, ask_name, status, ...); `text` may hold the named fields {number}, {secret}
    and {link}, which the receive use case fills in; nothing else is filled in later.
    """

    intent: str
    text: str
    asks: Asks | None = None
    choices: tuple[Choice, ...] = ()
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """Record a complaint (R11): the matter unchanged, who, and the assessment it was told by.

    `maybe_belongs_to`: number of an earlier complaint that this one maybe belongs to (R13).
    """

    text: str
    message_ids: tuple[str, ...]
    made_at: datetime
    name: str | None
    confidential: bool
    facts: Facts
    assessment: Assessment
    maybe_belongs_to: str | None = None


@dataclass(frozen=True, slots=True)
class AddTo:
    """These messages belong to a recorded complaint of the same person (R13).

    `amended`: the record as it would be made with what is told now (a corrected day, a name told late); its `text` and
    `message_ids` are those of the first record, which stay as they were: history is kept beside.
    """

    number: str
    message_ids: tuple[str, ...]
    why: str
    amended: Record | None = None


@dataclass(frozen=True, slots=True)
class Withdraw:
    """BATAL: the draft or the newest complaint is withdrawn and leaves a trace."""

    number: str | None


@dataclass(frozen=True, slots=True)
class Objection:
    """R26: the citizen is not satisfied with the answer to this complaint."""

    number: str
    message_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandToOfficer:
    """An officer is needed in this conversation; `urgent` for danger, threats or despair."""

    reason: str
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What messages are when they are no complaint (R13): greeting, spam, praise, question, status_query, blank."""

    message_ids: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Remind:
    """Wake this conversation again at `at` (a reminder or R12's silence)."""

    at: datetime


Event = Record | AddTo | Withdraw | Objection | HandToOfficer | Mark | Remind


@dataclass(frozen=True, slots=True)
class Step:
    """What one step leads to."""

    conversation: Conversation
    replies: Sequence[Reply]
    events: Sequence[Event]
