"""A conversation in which an officer is wanted, whether or not a complaint came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from casework.ports import OfficerRef
from storage.models import Case, Complaint, ConversationRow, Message, Outgoing
from web.queries.scope import not_about, patient, seen_by
from web.queries.speech import Spoken, spoken


@dataclass(frozen=True, slots=True)
class Talk:
    """The newest lines of a conversation, and the complaints recorded from it that this officer may see."""

    id: UUID
    channel: str
    phase: str
    wanted_at: datetime | None
    spoken: tuple[Spoken, ...]
    complaints: tuple[tuple[UUID, str], ...]


async def load(engine: AsyncEngine, officer: OfficerRef, conversation_id: UUID) -> Talk | None:
    """The conversation; None when there is none, or when anything in it is about this officer or unit (R14)."""
    statement = select(ConversationRow.channel, ConversationRow.phase, ConversationRow.officer_wanted_at).where(
        ConversationRow.id == conversation_id
    )
    async with engine.connect() as connection:
        await patient(connection)
        head = (await connection.execute(statement)).one_or_none()
        if head is None or await _is_about(connection, officer, conversation_id):
            return None
        lines = await spoken(
            connection, Message.conversation_id == conversation_id, Outgoing.conversation_id == conversation_id
        )
        numbers = await _numbers(connection, officer, conversation_id)
    return Talk(conversation_id, head.channel, head.phase, head.officer_wanted_at, lines, numbers)


async def _is_about(connection: AsyncConnection, officer: OfficerRef, conversation_id: UUID) -> bool:
    about = (
        select(Case.id)
        .join(Complaint, Complaint.case_id == Case.id)
        .where(Complaint.conversation_id == conversation_id, ~not_about(officer))
        .limit(1)
    )
    return (await connection.execute(about)).first() is not None


async def _numbers(
    connection: AsyncConnection, officer: OfficerRef, conversation_id: UUID
) -> tuple[tuple[UUID, str], ...]:
    statement = (
        select(Case.id, Complaint.number)
        .join(Complaint, Complaint.case_id == Case.id)
        .where(Complaint.conversation_id == conversation_id, *seen_by(officer))
        .order_by(Complaint.recorded_at.desc())
        .limit(20)
    )
    return tuple((row.id, row.number) for row in await connection.execute(statement))
