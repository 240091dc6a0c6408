"""What the use cases need from outside, declared beside them; storage implements it (decision 5).

One `Work` is one transaction: it is committed by whoever opened it, and nothing is sent from inside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from casework.chain import Entry
from casework.types import Action, Role, State
from intake.channel import Choice
from intake.conversation import Conversation
from triage.types import Assessment, Component, Treated, Way


@dataclass(frozen=True, slots=True)
class OfficerRef:
    """Who acts at the desk: what rights are decided by."""

    id: UUID
    role: Role
    unit: str
    tier: int


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A blob that is already stored: sha256 in hex, the name shown, its sniffed type, bytes."""

    sha256: str
    name: str
    type: str
    size: int


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as the use cases see it, locked for this transaction."""

    id: UUID
    state: State
    way: Way
    unit: str
    tier: int
    role: Role
    holder_id: UUID | None
    service_id: str | None
    component: Component | None
    opened_at: datetime
    due_at: datetime | None
    answered_at: datetime | None
    told_at: datetime | None
    reported_at: datetime | None
    integrity: bool
    danger: bool
    needs_person: bool
    answer: str | None
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ComplaintView:
    """A complaint of a case, with where its answer goes."""

    id: UUID
    number: str
    case_id: UUID
    conversation_id: UUID
    complainant_id: UUID
    treated_as: Treated
    treated_rule: str
    made_at: datetime
    recorded_at: datetime
    due_at: datetime | None
    language: str
    confidential: bool
    matter: str
    kind: str = "complaint"
    name: str | None = None


@dataclass(frozen=True, slots=True)
class NewCase:
    """What open_case decided: the values of a case row."""

    state: State
    way: Way
    unit: str
    tier: int
    role: Role
    service_id: str | None
    component: Component | None
    integrity: bool
    danger: bool
    needs_person: bool
    opened_at: datetime
    due_at: datetime | None
    due_provisional: bool
    excluded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewComplaint:
    """A complaint to be recorded (R11); `maybe_belongs_to`: an earlier one's number, for an officer to look (R13)."""

    number: str
    secret_hash: str
    case_id: UUID
    complainant_id: UUID
    conversation_id: UUID
    channel: str
    language: str
    name: str | None
    confidential: bool
    matter: str
    kind: str
    treated_as: Treated
    treated_rule: str
    made_at: datetime
    recorded_at: datetime
    due_at: datetime | None
    demo: bool = False
    maybe_belongs_to: str | None = None


@dataclass(frozen=True, slots=True)
class TimerSpec:
    """A moment at which something falls due for a case."""

    kind: str
    ordinal: int
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """A machine's draft of one of R19's steps; a person owns the step, never the draft."""

    step: str
    text: str
    row: str | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the database draws for a new record: its ids, who complains, the number's place in the year."""

    case_id: UUID
    complaint_id: UUID
    complainant_id: UUID
    sequence: int


@dataclass(frozen=True, slots=True)
class NewRecord:
    """Everything that one recorded complaint consists of, stored together: `entry` begins the case's audit chain."""

    drawn: Drawn
    case: NewCase
    complaint: NewComplaint
    assessment: Assessment
    message_ids: Sequence[str]
    timers: Sequence[TimerSpec]
    drafts: Sequence[Draft]
    entry: Entry


@dataclass(frozen=True, slots=True)
class Letter:
    """A message of ours to be written into the outgoing rows."""

    intent: str
    text: str
    language: str = "id"
    choices: tuple[Choice, ...] = ()
    subject: str | None = None
    variables: Mapping[str, str] | None = None
    files: tuple[StoredFile, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficerView:
    """An officer as reminders and reports need them."""

    id: UUID
    role: Role
    unit: str
    tier: int
    superior_id: UUID | None
    email: str | None
    active: bool


@dataclass(frozen=True, slots=True)
class SentView:
    """What became of one message of ours, for R25."""

    channel: str
    state: str
    accepted_at: datetime | None
    delivered_at: datetime | None
    failed_at: datetime | None
    intent: str
    complaint_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """A complaint as it is compared: `person` is a key, the same for one person; never a name or an address (R14)."""

    id: UUID
    number: str
    text: str
    made_at: datetime
    person: str
    service_id: str | None
    component: Component | None
    state: State


@dataclass(frozen=True, slots=True)
class Compared:
    """A complaint, the earlier ones near it, and how many files of each kind came with it."""

    own: Earlier
    case_id: UUID
    earlier: Sequence[Earlier]
    files: Mapping[str, int]


class Cases(Protocol):
    """Cases and complaints."""

    async def get(self, case_id: UUID) -> CaseView:
        """The case, its row locked.  CaseworkError("no_such_case")."""

    async def change(self, case_id: UUID, **values: Any) -> None:
        """Sets columns of a case and counts its version up."""

    async def complaints(self, case_id: UUID) -> Sequence[ComplaintView]:
        """Its complaints, oldest first."""

    async def complaint(self, complaint_id: UUID) -> ComplaintView:
        """One complaint.  CaseworkError("no_such_complaint")."""

    async def by_number(self, number: str) -> ComplaintView | None:
        """The complaint of that canonical number."""

    async def record(self, record: NewRecord) -> None:
        """Stores a complaint with its case, assignment, timers, drafts, assessment and first audit entry (R11)."""

    async def change_complaint(self, complaint_id: UUID, **values: Any) -> None:
        """Sets columns of a complaint."""

    async def assess(self, complaint_id: UUID, assessment: Assessment, at: datetime) -> None:
        """Stores an assessment as the current one; earlier ones stay."""

    async def assign(
        self,
        case_id: UUID,
        *,
        officer_id: UUID | None,
        by_id: UUID | None,
        unit: str,
        tier: int,
        role: Role,
        reason: str,
        at: datetime,
    ) -> None:
        """Ends the open assignment and begins another."""

    async def set_timers(self, case_id: UUID, timers: Sequence[TimerSpec]) -> None:
        """Adds timers; one of the same kind and ordinal is moved."""

    async def finish_timers(self, case_id: UUID, at: datetime, *, kinds: Sequence[str] = ()) -> None:
        """Ends open timers of these kinds (all when none is named)."""

    async def add_review(
        self, case_id: UUID, step: str, text: str, row: str | None, author_id: UUID | None, at: datetime
    ) -> None:
        """Adds a text to one of R19's steps."""

    async def add_report(
        self, case_id: UUID, *, author_id: UUID, superior_id: UUID | None, tier: int, text: str, at: datetime
    ) -> None:
        """R22's written report."""

    async def add_note(self, case_id: UUID, author_id: UUID | None, kind: str, text: str, at: datetime) -> None:
        """A note the citizen never sees."""

    async def answers_sent(self, case_id: UUID, since: datetime) -> Sequence[SentView]:
        """What became of the answer messages of a case that were written since then."""


class Outbox(Protocol):
    """Messages of ours, written with the decision they report (decision 6)."""

    async def to_conversation(
        self,
        conversation_id: UUID,
        letter: Letter,
        *,
        at: datetime,
        case_id: UUID | None = None,
        complaint_id: UUID | None = None,
    ) -> UUID:
        """Writes a message to the citizen of a conversation and wakes its lane."""

    async def to_officer(self, officer_id: UUID, letter: Letter, *, at: datetime, case_id: UUID | None) -> None:
        """Writes a mail to an officer who has an address; nothing otherwise."""


class Audit(Protocol):
    """The trace (decision 11): ids and codes only."""

    async def add(self, case_id: UUID | None, *, actor: str, action: Action | str, at: datetime, **data: Any) -> None:
        """Appends an entry to the chain of the case, or of the office."""

    async def decided(self, case_id: UUID, complaint_id: UUID) -> bool:
        """Whether an officer decided how this complaint is treated (R6)."""


class Officers(Protocol):
    """People of the office."""

    async def get(self, officer_id: UUID) -> OfficerView:
        """One officer.  CaseworkError("no_such_officer")."""

    async def holding(self, role: Role, *, unit: str | None = None) -> Sequence[OfficerView]:
        """Active officers of a role, of a unit if one is named, in order of load (fewest open cases first)."""

    async def notify(self, officer_id: UUID, *, case_id: UUID | None, kind: str, ordinal: int, at: datetime) -> bool:
        """Puts a notice on the officer's desk; False if it was there already."""


class Conversations(Protocol):
    """What the receive use case needs of conversations."""

    async def save(self, conversation: Conversation) -> None:
        """Stores the dialogue's state."""

    async def answered(self, conversation: Conversation, look_at: datetime | None) -> None:
        """Stores the dialogue's state after a step that answered everything; looked at again at `look_at`."""

    async def load(self, conversation_id: UUID) -> Conversation:
        """The dialogue's state."""

    async def mark(self, message_ids: Sequence[str], kind: str) -> None:
        """R13: what messages are when they are no complaint."""

    async def attach(self, message_ids: Sequence[str], complaint_id: UUID) -> None:
        """Joins messages to a complaint."""

    async def write_down(self, conversation_id: UUID, text: str, at: datetime) -> str:
        """Stores what a citizen wrote on a page as a message of the conversation, answered already; its id."""

    async def named(self, complainant_id: UUID, name: str) -> None:
        """The name of a complainant whose name nobody knew; one known before stays."""

    async def want_officer(self, conversation_id: UUID, at: datetime | None) -> None:
        """An officer is wanted in this conversation since `at`; None: no longer."""

    async def draw(self, conversation: Conversation, name: str | None, *, office: str, year: int, demo: bool) -> Drawn:
        """Ids, the year's next number, and who writes: made at the first complaint, the name kept up to date."""


class Candidates(Protocol):
    """Earlier complaints that a new one may resemble (R13)."""

    async def near(self, complaint_id: UUID, within: timedelta) -> Compared | None:
        """The complaint and at most 200 earlier ones, recorded `within` before it: of the same person, with the same
        rare words, lately of the same service and component.  None when there is no such complaint, its case has
        draft (c) already, or somebody else compares it now."""

    async def add_draft(self, case_id: UUID, text: str, at: datetime) -> bool:
        """Writes the machine's draft of step (c), once a case; False if it was there."""


class Work(Protocol):
    """One unit of work: one transaction over everything below."""

    @property
    def cases(self) -> Cases: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def officers(self) -> Officers: ...
    @property
    def conversations(self) -> Conversations: ...
    @property
    def candidates(self) -> Candidates: ...
