"""Officers, and the conversations as the receive use case needs them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from casework.ports import OfficerView
from casework.types import OPEN_STATES, CaseworkError, Role
from intake.conversation import Conversation
from intake.state_json import dump, load
from storage.models import Case, Complainant, ConversationRow, Message, Notice, NumberSequence, Officer
from storage.models.base import table

KINDS = {"whatsapp": "phone", "sms": "phone", "telegram": "telegram", "email": "email"}


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
        row = await self._session.get_one(ConversationRow, UUID(conversation.id))
        row.state, row.phase = dump(conversation), conversation.phase
        await self._session.flush()

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

    async def want_officer(self, conversation_id: UUID, at: datetime | None) -> None:
        await self._session.execute(
            update(ConversationRow).where(ConversationRow.id == conversation_id).values(officer_wanted_at=at)
        )

    async def complainant(self, conversation_id: UUID, name: str | None, *, demo: bool) -> UUID:
        row = await self._session.get_one(ConversationRow, conversation_id)
        kind = KINDS.get(row.channel, row.channel)
        statement = insert(table(Complainant)).values(kind=kind, address=row.address, name=name, demo=demo)
        kept = func.coalesce(statement.excluded.name, Complainant.name)
        done = await self._session.execute(
            statement.on_conflict_do_update(index_elements=["kind", "address"], set_={"name": kept}).returning(
                Complainant.id
            )
        )
        row.complainant_id = done.scalar_one()
        await self._session.flush()
        return row.complainant_id

    async def next_number(self, office: str, year: int) -> int:
        statement = insert(table(NumberSequence)).values(office=office, year=year, last=1)
        done = await self._session.execute(
            statement.on_conflict_do_update(
                index_elements=["office", "year"], set_={"last": NumberSequence.last + 1}
            ).returning(NumberSequence.last)
        )
        return int(done.scalar_one())


def fresh(row: ConversationRow) -> Conversation:
    """The state of a conversation in which nothing was said yet."""
    from intake.channel import Channel

    return Conversation(id=str(row.id), channel=Channel(row.channel), address=row.address)
