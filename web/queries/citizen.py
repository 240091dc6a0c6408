"""What citizens may see: their own form's acknowledgement, and a complaint behind number and secret."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.models import Attachment, Case, Complaint, ConversationRow, InboundEvent, Message, Outgoing

FORM = "form"
SHOWN_FOR = timedelta(hours=2)
"""How long the page after the form shows the secret: its address lies in the browser's history."""
TOLD_LATER = ("answer", "ask", "decided", "handed_over", "status", "officer")


@dataclass(frozen=True, slots=True)
class FormResult:
    """What became of a form: `known`: it reached us; `texts`: our replies; `number` once it is recorded."""

    known: bool
    texts: tuple[str, ...] = ()
    number: str | None = None
    expired: bool = False


async def form_result(engine: AsyncEngine, token: str, now: datetime) -> FormResult:
    """The replies to the form with that token, while its page still shows them."""
    async with engine.connect() as connection:
        event = await connection.execute(
            select(InboundEvent.received_at).where(
                InboundEvent.adapter == FORM, InboundEvent.account == FORM, InboundEvent.key == token
            )
        )
        received = event.scalar_one_or_none()
        if received is None:
            return FormResult(known=False)
        if received < now - SHOWN_FOR:
            return FormResult(known=True, expired=True)
        return await _replies(connection, token)


async def _replies(connection: AsyncConnection, token: str) -> FormResult:
    here = (ConversationRow.adapter == FORM, ConversationRow.account == FORM, ConversationRow.address == token)
    texts = await connection.execute(
        select(Outgoing.text)
        .join(ConversationRow, ConversationRow.id == Outgoing.conversation_id)
        .where(*here, Outgoing.intent.not_in(TOLD_LATER))
        .order_by(Outgoing.seq)
        .limit(20)
    )
    number = await connection.execute(
        select(Complaint.number)
        .join(ConversationRow, ConversationRow.id == Complaint.conversation_id)
        .where(*here)
        .order_by(Complaint.recorded_at.desc())
        .limit(1)
    )
    return FormResult(known=True, texts=tuple(texts.scalars()), number=number.scalar_one_or_none())


@dataclass(frozen=True, slots=True)
class Locked:
    """A complaint's id beside the hash of its secret."""

    id: UUID
    secret_hash: str


async def locked(engine: AsyncEngine, number: str) -> Locked | None:
    """The complaint of that canonical number, nothing shown yet."""
    async with engine.connect() as connection:
        statement = select(Complaint.id, Complaint.secret_hash).where(Complaint.number == number)
        row = (await connection.execute(statement)).one_or_none()
    return Locked(*row) if row else None


@dataclass(frozen=True, slots=True)
class FileItem:
    """An attachment as pages show it; `ready`: its bytes are here."""

    id: UUID
    name: str
    type: str
    size: int | None
    kind: str
    sha256: str | None
    owner: UUID

    @property
    def ready(self) -> bool:
        """Whether it can be opened."""
        return self.sha256 is not None


@dataclass(frozen=True, slots=True)
class Line:
    """One message, either way, with its files."""

    ours: bool
    text: str
    at: datetime
    intent: str
    files: tuple[FileItem, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusView:
    """A complaint as its own complainant sees it."""

    id: UUID
    number: str
    state: str
    treated_as: str
    matter: str
    made_at: datetime
    recorded_at: datetime
    due_at: datetime | None
    due_provisional: bool
    answered_at: datetime | None
    lines: tuple[Line, ...]

    @property
    def answers(self) -> tuple[Line, ...]:
        """The office's answers, newest first."""
        return tuple(line for line in reversed(self.lines) if line.intent == "answer")

    @property
    def talk(self) -> tuple[Line, ...]:
        """Everything else, less the message that is the matter itself, unless it brought files."""
        return tuple(
            line for line in self.lines if line.intent != "answer" and (line.files or line.text != self.matter)
        )


async def status(engine: AsyncEngine, complaint_id: UUID) -> StatusView:
    """Everything of one complaint that its complainant may see; call only after the secret was compared."""
    statement = (
        select(
            Complaint.id, Complaint.number, Case.state, Complaint.treated_as, Complaint.matter, Complaint.made_at,
            Complaint.recorded_at, Complaint.due_at, Case.due_provisional, Case.answered_at, Complaint.withdrawn_at,
        )
        .join(Case, Case.id == Complaint.case_id)
        .where(Complaint.id == complaint_id)
    )  # fmt: skip
    async with engine.connect() as connection:
        row = (await connection.execute(statement)).one()
        lines = await _lines(connection, complaint_id)
    state = "withdrawn" if row.withdrawn_at else row.state
    return StatusView(
        row.id, row.number, state, row.treated_as, row.matter, row.made_at, row.recorded_at, row.due_at,
        row.due_provisional, row.answered_at, lines,
    )  # fmt: skip


async def _lines(connection: AsyncConnection, complaint_id: UUID) -> tuple[Line, ...]:
    conversation = select(Complaint.conversation_id).where(Complaint.id == complaint_id).scalar_subquery()
    said = await connection.execute(
        select(Message.id, Message.text, Message.sent_at).where(Message.complaint_id == complaint_id).limit(300)
    )
    ours = await connection.execute(
        select(Outgoing.id, Outgoing.text, Outgoing.created_at, Outgoing.intent)
        .where(
            Outgoing.conversation_id == conversation,
            Outgoing.complaint_id == complaint_id,
            Outgoing.intent != "acknowledgement",
        )
        .limit(300)
    )
    incoming, outgoing = said.all(), ours.all()
    files = await owned_files(connection, [row.id for row in incoming], [row.id for row in outgoing])
    lines = [Line(False, row.text, row.sent_at, "", of(files, row.id)) for row in incoming]
    lines += [Line(True, row.text, row.created_at, row.intent, of(files, row.id)) for row in outgoing]
    return tuple(sorted(lines, key=lambda line: line.at))


def of(files: Sequence[FileItem], owner: UUID) -> tuple[FileItem, ...]:
    """The files of one message."""
    return tuple(item for item in files if item.owner == owner)


async def owned_files(
    connection: AsyncConnection, message_ids: Sequence[UUID], outgoing_ids: Sequence[UUID]
) -> tuple[FileItem, ...]:
    """The attachments of these messages, in order."""
    if not (message_ids or outgoing_ids):
        return ()
    statement = (
        select(
            Attachment.id, Attachment.name, Attachment.type, Attachment.size, Attachment.kind, Attachment.sha256,
            Attachment.message_id, Attachment.outgoing_id,
        )
        .where(or_(Attachment.message_id.in_(message_ids), Attachment.outgoing_id.in_(outgoing_ids)))
        .order_by(Attachment.id)
        .limit(500)
    )  # fmt: skip
    rows = (await connection.execute(statement)).all()
    return tuple(
        FileItem(
            r.id, r.name or "berkas", r.type or "application/octet-stream", r.size, r.kind, r.sha256,
            r.message_id or r.outgoing_id,
        )
        for r in rows
    )  # fmt: skip


async def file_of(engine: AsyncEngine, complaint_id: UUID, attachment_id: UUID) -> FileItem | None:
    """An attachment, only if it belongs to a message of this complaint."""
    statement = (
        select(Attachment.id, Attachment.name, Attachment.type, Attachment.size, Attachment.kind, Attachment.sha256)
        .outerjoin(Message, Message.id == Attachment.message_id)
        .outerjoin(Outgoing, Outgoing.id == Attachment.outgoing_id)
        .where(
            Attachment.id == attachment_id,
            or_(Message.complaint_id == complaint_id, Outgoing.complaint_id == complaint_id),
        )
    )
    async with engine.connect() as connection:
        r = (await connection.execute(statement)).one_or_none()
    if r is None:
        return None
    return FileItem(
        r.id, r.name or "berkas", r.type or "application/octet-stream", r.size, r.kind, r.sha256, complaint_id
    )
