"""One case, whole: what the case page shows, each part by an index on the case, its complaints or conversations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from casework.ports import OfficerRef
from casework.types import Action
from intake.numbers import find
from storage.models import (
    AssessmentRow,
    Attachment,
    AuditEntry,
    Case,
    Complainant,
    Complaint,
    Message,
    Note,
    Officer,
    Outgoing,
    Report,
    ReviewStep,
)
from web.queries.citizen import FileItem
from web.queries.scope import not_about, patient, seen_by
from web.queries.speech import Spoken, spoken

MOST = 200
REVEALED_FOR = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class CaseHead:
    """The case's own row."""

    id: UUID
    state: str
    way: str
    unit: str
    tier: int
    role: str
    holder_id: UUID | None
    holder: str | None
    service_id: str | None
    component: str | None
    integrity: bool
    danger: bool
    needs_person: bool
    opened_at: datetime
    due_at: datetime | None
    due_provisional: bool
    answered_at: datetime | None
    answer: str | None
    outcome: str | None
    told_at: datetime | None
    told_how: str | None
    reported_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class ComplaintItem:
    """One complaint of the case; `assessment`: the current one's JSON.  Who made it is read apart (R14)."""

    id: UUID
    number: str
    channel: str
    language: str
    named: bool
    confidential: bool
    matter: str
    kind: str
    treated_as: str
    treated_rule: str
    made_at: datetime
    recorded_at: datetime
    withdrawn_at: datetime | None
    conversation_id: UUID
    assessment: Mapping[str, Any] | None
    maybe_belongs_to: str | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """Who complains: shown only after a reveal was traced (R14, R32)."""

    complaint_id: UUID
    name: str | None
    kind: str
    address: str


@dataclass(frozen=True, slots=True)
class Written:
    """A review step, a report or a note: whose, when, what."""

    kind: str
    text: str
    author: str | None
    at: datetime
    row: str | None = None


@dataclass(frozen=True, slots=True)
class Traced:
    """One entry of the trail."""

    action: str
    actor: str
    at: datetime
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody a case can be given to."""

    id: UUID
    name: str
    role: str
    unit: str


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything the case page shows; `others`: complaints that draft (c) names, with the case if it may be opened."""

    head: CaseHead
    complaints: tuple[ComplaintItem, ...]
    spoken: tuple[Spoken, ...]
    reviews: tuple[Written, ...]
    reports: tuple[Written, ...]
    notes: tuple[Written, ...]
    trail: tuple[Traced, ...]
    identities: tuple[Identity, ...]
    others: Mapping[str, UUID | None] = field(default_factory=dict)


async def load(engine: AsyncEngine, officer: OfficerRef, case_id: UUID, now: datetime) -> CaseFile | None:
    """The case with all its parts, if this officer may see it; identities only while a reveal of theirs holds."""
    async with engine.connect() as connection:
        await patient(connection)
        head = await _head(connection, officer, case_id)
        if head is None:
            return None
        complaints = await _complaints(connection, case_id)
        trail = await _trail(connection, case_id)
        shown = _revealed(trail, officer.id, now)
        reviews = await _reviews(connection, case_id)
        return CaseFile(
            head,
            complaints,
            await _spoken(connection, case_id, complaints),
            reviews,
            await _reports(connection, case_id),
            await _notes(connection, case_id),
            await _named(connection, trail),
            await _identities(connection, case_id) if shown else (),
            await _others(connection, officer, reviews, complaints),
        )


async def is_seen(engine: AsyncEngine, officer: OfficerRef, case_id: UUID) -> bool:
    """Whether this officer may see the case."""
    async with engine.connect() as connection:
        found = await connection.execute(select(Case.id).where(Case.id == case_id, *seen_by(officer)))
        return found.first() is not None


def _revealed(trail: Sequence[Traced], officer_id: UUID, now: datetime) -> bool:
    """Whether this officer's own traced look is younger than REVEALED_FOR."""
    looks = (t for t in trail if t.action == Action.REVEAL and t.actor == str(officer_id))
    return any(now - look.at < REVEALED_FOR for look in looks)


async def _head(connection: AsyncConnection, officer: OfficerRef, case_id: UUID) -> CaseHead | None:
    columns = [
        Officer.name.label("holder") if name == "holder" else getattr(Case, name)
        for name in CaseHead.__dataclass_fields__
    ]
    statement = (
        select(*columns).outerjoin(Officer, Officer.id == Case.holder_id).where(Case.id == case_id, *seen_by(officer))
    )
    row = (await connection.execute(statement)).one_or_none()
    return CaseHead(*row) if row else None


async def _complaints(connection: AsyncConnection, case_id: UUID) -> tuple[ComplaintItem, ...]:
    statement = (
        select(
            Complaint.id, Complaint.number, Complaint.channel, Complaint.language,
            Complaint.name.is_not(None), Complaint.confidential, Complaint.matter, Complaint.kind,
            Complaint.treated_as, Complaint.treated_rule, Complaint.made_at, Complaint.recorded_at,
            Complaint.withdrawn_at, Complaint.conversation_id, AssessmentRow.body,
            Complaint.maybe_belongs_to,
        )
        .outerjoin(AssessmentRow, and_(AssessmentRow.complaint_id == Complaint.id, AssessmentRow.current))
        .where(Complaint.case_id == case_id)
        .order_by(Complaint.recorded_at)
        .limit(MOST)
    )  # fmt: skip
    return tuple(ComplaintItem(*tuple(row)) for row in await connection.execute(statement))


async def _spoken(
    connection: AsyncConnection, case_id: UUID, complaints: Sequence[ComplaintItem]
) -> tuple[Spoken, ...]:
    """The citizens' messages of these complaints, and ours about them or in the talk that led to them."""
    came = Message.complaint_id.in_([complaint.id for complaint in complaints])
    went = and_(Outgoing.conversation_id.is_not(None), or_(Outgoing.case_id == case_id, _before(complaints)))
    return await spoken(connection, came, went)


def _before(complaints: Sequence[ComplaintItem]) -> ColumnElement[bool]:
    """What we asked before a complaint was recorded bears no case yet."""
    talks = [
        and_(
            Outgoing.conversation_id == c.conversation_id, Outgoing.case_id.is_(None),
            Outgoing.created_at.between(c.made_at, c.recorded_at),
        )
        for c in complaints[:20]
    ]  # fmt: skip
    return or_(*talks) if talks else false()


async def _reviews(connection: AsyncConnection, case_id: UUID) -> tuple[Written, ...]:
    statement = (
        select(ReviewStep.step, ReviewStep.text, Officer.name, ReviewStep.at, ReviewStep.row)
        .outerjoin(Officer, Officer.id == ReviewStep.author_id)
        .where(ReviewStep.case_id == case_id)
        .order_by(ReviewStep.step, ReviewStep.at)
        .limit(MOST)
    )
    return tuple(Written(*row) for row in await connection.execute(statement))


async def _others(
    connection: AsyncConnection, officer: OfficerRef, reviews: Sequence[Written], complaints: Sequence[ComplaintItem]
) -> Mapping[str, UUID | None]:
    """R14: complaints about this officer or their unit are not among them."""
    drafted = [one.text for one in reviews if one.kind == "c" and one.author is None]
    numbers = {number for text in drafted for number in find(text)}
    numbers |= {one.maybe_belongs_to for one in complaints if one.maybe_belongs_to is not None}
    if not numbers:
        return {}
    opened = case((and_(*seen_by(officer)), Case.id)).label("opened")
    statement = (
        select(Complaint.number, opened)
        .join(Case, Case.id == Complaint.case_id)
        .where(Complaint.number.in_(numbers), not_about(officer))
    )
    return {row.number: row.opened for row in await connection.execute(statement)}


async def _reports(connection: AsyncConnection, case_id: UUID) -> tuple[Written, ...]:
    statement = (
        select(Report.text, Officer.name, Report.at)
        .join(Officer, Officer.id == Report.author_id)
        .where(Report.case_id == case_id)
        .order_by(Report.at)
        .limit(MOST)
    )
    return tuple(Written("report", *row) for row in await connection.execute(statement))


async def _notes(connection: AsyncConnection, case_id: UUID) -> tuple[Written, ...]:
    statement = (
        select(Note.kind, Note.text, Officer.name, Note.at)
        .outerjoin(Officer, Officer.id == Note.author_id)
        .where(Note.case_id == case_id)
        .order_by(Note.at.desc())
        .limit(MOST)
    )
    return tuple(Written(*row) for row in await connection.execute(statement))


async def _trail(connection: AsyncConnection, case_id: UUID) -> tuple[Traced, ...]:
    statement = (
        select(AuditEntry.action, AuditEntry.actor, AuditEntry.at, AuditEntry.data)
        .where(AuditEntry.case_id == case_id)
        .order_by(AuditEntry.seq.desc())
        .limit(MOST)
    )
    return tuple(Traced(*row) for row in await connection.execute(statement))


async def _named(connection: AsyncConnection, trail: Sequence[Traced]) -> tuple[Traced, ...]:
    """The trail with officers' names for their ids, the system's and the citizen's words kept."""
    ids = {str(value) for t in trail for value in (t.actor, t.data.get("to")) if _is_uuid(value)}
    statement = select(Officer.id, Officer.name).where(Officer.id.in_([UUID(i) for i in ids]))
    names = {str(row.id): row.name for row in await connection.execute(statement)} if ids else {}
    return tuple(
        Traced(t.action, names.get(t.actor, t.actor), t.at, {**t.data, "to_name": names.get(str(t.data.get("to")))})
        for t in trail
    )


def _is_uuid(value: object) -> bool:
    try:
        UUID(str(value))
    except ValueError:
        return False
    return True


async def _identities(connection: AsyncConnection, case_id: UUID) -> tuple[Identity, ...]:
    statement = (
        select(Complaint.id, func.coalesce(Complaint.name, Complainant.name), Complainant.kind, Complainant.address)
        .join(Complainant, Complainant.id == Complaint.complainant_id)
        .where(Complaint.case_id == case_id)
        .order_by(Complaint.recorded_at)
        .limit(MOST)
    )
    return tuple(Identity(*row) for row in await connection.execute(statement))


async def colleagues(engine: AsyncEngine, case_id: UUID) -> tuple[Colleague, ...]:
    """Active officers a case can be given to: none that the case is about (R14, R22)."""
    marks = select(Case.excluded).where(Case.id == case_id)
    statement = (
        select(Officer.id, Officer.name, Officer.role, Officer.unit)
        .where(Officer.active, Officer.role.not_in(("administrator", "reader")))
        .order_by(Officer.unit, Officer.tier, Officer.name)
        .limit(500)
    )
    async with engine.connect() as connection:
        about = set(((await connection.execute(marks)).scalar_one_or_none() or {}).get("marks", ()))
        everybody = [Colleague(*row) for row in await connection.execute(statement)]
    return tuple(c for c in everybody if not {str(c.id), c.unit, f"unit:{c.unit}"} & about)


async def file_of(engine: AsyncEngine, officer: OfficerRef, case_id: UUID, attachment_id: UUID) -> FileItem | None:
    """An attachment of this case, if the officer may see the case."""
    columns = (Attachment.id, Attachment.name, Attachment.type, Attachment.size, Attachment.kind, Attachment.sha256)
    statement = (
        select(*columns)
        .outerjoin(Message, Message.id == Attachment.message_id)
        .outerjoin(Complaint, Complaint.id == Message.complaint_id)
        .outerjoin(Outgoing, Outgoing.id == Attachment.outgoing_id)
        .join(Case, Case.id == func.coalesce(Complaint.case_id, Outgoing.case_id, Attachment.case_id))
        .where(Attachment.id == attachment_id, Case.id == case_id, *seen_by(officer))
    )
    async with engine.connect() as connection:
        r = (await connection.execute(statement)).one_or_none()
    if r is None:
        return None
    type_ = r.type or "application/octet-stream"
    return FileItem(r.id, r.name or "berkas", type_, r.size, r.kind, r.sha256, case_id)
