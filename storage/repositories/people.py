"""Officers, and the conversations as the receive use case needs them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from casework.ports import Drawn, OfficerView
from casework.types import OPEN_STATES, CaseworkError, Role
from intake.channel import Channel
from intake.conversation import Conversation
from intake.state_json import dump, load
from storage.models import Case, Complainant, ConversationRow, Message, Notice, Officer
from storage.models.base import table
from storage.repositories import recording


def officer_view(row: Officer) -> OfficerView:
    """A row as the use cases see it."""
    return OfficerView(row.id, Role(row.role), row.unit, row.tier, row.superior_id, row.email, row.active)


class SqlOfficers:
    """casework.ports.Officers."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, officer_id: UUID) -> OfficerView:
        row = await self._session.get(Officer, officer_id)
        if row is None:
            raise CaseworkError("no_such_officer")
        return officer_view(row)

    async def holding(self, role: Role, *, unit: str | None = None) -> Sequence[OfficerView]:
        load_of = (
            select(func.count())
            .select_from(Case)
            .where(Case.holder_id == Officer.id, Case.state.in_([str(s) for s in OPEN_STATES]))
            .scalar_subquery()
        )
        query = select(Officer).where(Officer.role == role, Officer.active).order_by(load_of, Officer.id)
        rows = await self._session.scalars(query.where(Officer.unit == unit) if unit else query)
        return [officer_view(row) for row in rows]

    async def notify(self, officer_id: UUID, *, case_id: UUID | None, kind: str, ordinal: int, at: datetime) -> bool:
        statement = insert(Notice).values(officer_id=officer_id, case_id=case_id, kind=kind, ordinal=ordinal, at=at)
        done = await self._session.execute(statement.on_conflict_do_nothing().returning(Notice.id))
        return done.scalar_one_or_none() is not None


class SqlConversations:
    """casework.ports.Conversations."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def save(self, conversation: Conversation) -> None:
        await self._store(conversation)

    async def answered(self, conversation: Conversation, look_at: datetime | None) -> None:
        await self._store(conversation, wake_at=None, failures=0, held_at=None, silence_at=look_at)

    async def _store(self, conversation: Conversation, **more: Any) -> None:
        values = {"state": dump(conversation), "phase": conversation.phase, **more}
        await self._session.execute(
            update(table(ConversationRow)).where(ConversationRow.id == UUID(conversation.id)).values(**values)
        )

    async def load(self, conversation_id: UUID) -> Conversation:
        row = await self._session.scalar(
            select(ConversationRow).where(ConversationRow.id == conversation_id).with_for_update()
        )
        if row is None:
            raise CaseworkError("no_such_conversation")
        return fresh(row) if row.state is None else load(row.state)

    async def mark(self, message_ids: Sequence[str], kind: str) -> None:
        ids = [UUID(message_id) for message_id in message_ids]
        await self._session.execute(update(table(Message)).where(Message.id.in_(ids)).values(mark=kind))

    async def attach(self, message_ids: Sequence[str], complaint_id: UUID) -> None:
        ids = [UUID(message_id) for message_id in message_ids]
        await self._session.execute(update(table(Message)).where(Message.id.in_(ids)).values(complaint_id=complaint_id))

    async def write_down(self, conversation_id: UUID, text: str, at: datetime) -> str:
        values = {
            "conversation_id": conversation_id, "adapter": "page", "account": "page", "message_id": str(uuid4()),
            "channel": Channel.OFFICE_WEB, "text": text, "sent_at": at, "received_at": at, "taken_at": at,
        }  # fmt: skip
        done = await self._session.execute(insert(table(Message)).values(**values).returning(Message.id))
        return str(done.scalar_one())

    async def named(self, complainant_id: UUID, name: str) -> None:
        unnamed = (Complainant.id == complainant_id, Complainant.name.is_(None))
        await self._session.execute(update(table(Complainant)).where(*unnamed).values(name=name))

    async def want_officer(self, conversation_id: UUID, at: datetime | None) -> None:
        await self._session.execute(
            update(ConversationRow).where(ConversationRow.id == conversation_id).values(officer_wanted_at=at)
        )

    async def draw(self, conversation: Conversation, name: str | None, *, office: str, year: int, demo: bool) -> Drawn:
        return await recording.draw(self._session, conversation, name, office=office, year=year, demo=demo)


def fresh(row: ConversationRow) -> Conversation:
    """The state of a conversation in which nothing was said yet."""
    return Conversation(id=str(row.id), channel=Channel(row.channel), address=row.address)
