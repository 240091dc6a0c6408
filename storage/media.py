"""Media of messages that wait to be fetched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from casework.ports import StoredFile
from intake.channel import MediaRef
from storage.models import Attachment, Message


@dataclass(frozen=True, slots=True)
class WaitingMedium:
    """A medium to fetch, and by which adapter."""

    adapter: str
    ref: MediaRef


async def waiting(session: AsyncSession, attachment_id: UUID) -> WaitingMedium | None:
    """The medium, if it is still to be fetched."""
    row = (
        await session.execute(
            select(Attachment, Message.adapter)
            .join(Message, Message.id == Attachment.message_id)
            .where(Attachment.id == attachment_id, Attachment.state == "waiting")
        )
    ).one_or_none()
    if row is None:
        return None
    attachment, adapter = row
    ref = attachment.ref
    return WaitingMedium(
        adapter, MediaRef(ref["id"], ref["kind"], ref.get("type"), ref.get("name"), attachment.size, ref.get("url"))
    )


async def fetched(session: AsyncSession, attachment_id: UUID, stored: StoredFile) -> None:
    """The medium is kept as a blob now."""
    await session.execute(
        update(Attachment)
        .where(Attachment.id == attachment_id)
        .values(state="fetched", sha256=stored.sha256, type=stored.type, size=stored.size, next_try_at=None, error=None)
    )


async def count_attempt(session: AsyncSession, attachment_id: UUID, error: str) -> int:
    """One more failed attempt; how many there are."""
    statement = (
        update(Attachment)
        .where(Attachment.id == attachment_id)
        .values(attempts=Attachment.attempts + 1, error=error)
        .returning(Attachment.attempts)
    )
    return int((await session.execute(statement)).scalar_one())


async def again(session: AsyncSession, attachment_id: UUID, at: datetime) -> None:
    """To be fetched again at `at`."""
    await session.execute(update(Attachment).where(Attachment.id == attachment_id).values(next_try_at=at))


async def hold(session: AsyncSession, attachment_id: UUID) -> None:
    """Given up for now: held and visible beside its message."""
    await session.execute(
        update(Attachment).where(Attachment.id == attachment_id).values(state="held", next_try_at=None)
    )
