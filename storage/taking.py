"""Taking parsed messages into conversations, and reading what a conversation has not answered yet (decision 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Interval, bindparam, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from intake.channel import InboundMessage, MediaRef
from intake.conversation import Conversation, Said
from intake.state_json import load
from storage import jobs
from storage.models import Attachment, Complaint, ConversationRow, Message, Outgoing
from storage.models.base import Words, table
from storage.repositories.people import fresh

BATCH = 200
DEVICE_TRUST = timedelta(hours=72)


def vouched(message: InboundMessage) -> datetime:
    """R3: a time from the citizen's device is believed when within 72 hours before the provider's."""
    device = message.device_at
    if device is not None and timedelta(0) <= message.sent_at - device <= DEVICE_TRUST:
        return device
    return message.sent_at


async def conversation_for(session: AsyncSession, message: InboundMessage, *, demo: bool) -> UUID:
    """The conversation of this address, made when it is new."""
    values = {
        "adapter": message.adapter, "account": message.account, "channel": message.channel,
        "address": message.address, "demo": demo,
    }  # fmt: skip
    statement = insert(ConversationRow).values(**values)
    done = await session.execute(
        statement.on_conflict_do_update(
            index_elements=["adapter", "account", "address"], set_={"channel": ConversationRow.channel}
        ).returning(ConversationRow.id)
    )
    return done.scalar_one()


_POSTPONED = text(
    """
    INSERT INTO conversation AS c (adapter, account, channel, address, demo, wake_at, last_inbound_at)
    VALUES (:adapter, :account, :channel, :address, :demo, CAST(:now AS timestamptz) + :quiet, :now)
    ON CONFLICT (adapter, account, address) DO UPDATE SET last_inbound_at = EXCLUDED.last_inbound_at,
        wake_at = least(EXCLUDED.wake_at, greatest(coalesce(
            (SELECT min(m.received_at) FROM message m WHERE m.conversation_id = c.id AND m.taken_at IS NULL),
            EXCLUDED.last_inbound_at) + CAST(:longest AS interval), EXCLUDED.last_inbound_at))
    RETURNING id
    """
).bindparams(
    bindparam("now", type_=DateTime(timezone=True)), bindparam("quiet", type_=Interval),
    bindparam("longest", type_=Interval),
    bindparam("account", type_=Words),
    bindparam("address", type_=Words),
)  # fmt: skip


async def take_in(
    session: AsyncSession, message: InboundMessage, *, event_id: UUID | None, received_at: datetime, now: datetime,
    quiet: timedelta, longest: timedelta, demo: bool = False,
) -> UUID | None:  # fmt: skip
    """Stores a message and wakes its conversation after the quiet time; None when it was there already.

    Each further message puts the waking off by `quiet` again, by `longest` after the first at the most.
    """
    values = {
        "adapter": message.adapter, "account": message.account, "channel": str(message.channel),
        "address": message.address, "demo": demo, "now": now, "quiet": quiet, "longest": longest,
    }  # fmt: skip
    conversation_id: UUID = (await session.execute(_POSTPONED, values)).scalar_one()
    message_id = await _insert(session, message, conversation_id, event_id, received_at)
    if message_id is None:
        return None
    for media in message.media:
        await _attach(session, message_id, media, now)
    await jobs.wake(session, jobs.CONVERSATION, conversation_id, quiet)
    return message_id


async def _insert(
    session: AsyncSession, message: InboundMessage, conversation_id: UUID, event_id: UUID | None, received_at: datetime
) -> UUID | None:
    values = {
        "event_id": event_id, "conversation_id": conversation_id, "adapter": message.adapter,
        "account": message.account, "message_id": message.message_id, "channel": message.channel,
        "text": message.text, "subject": message.subject, "quoted": message.quoted,
        "choice": message.choice, "hint_name": message.hint_name, "reply_to": message.reply_to,
        "thread": list(message.thread), "album": message.group, "automatic": message.automatic,
        "facts": dict(message.facts),
        "sent_at": vouched(message), "device_at": message.device_at, "received_at": received_at,
    }  # fmt: skip
    statement = (
        insert(table(Message))
        .values(**values)
        .on_conflict_do_nothing(index_elements=["adapter", "account", "message_id"])
    )
    return (await session.execute(statement.returning(Message.id))).scalar_one_or_none()


async def _attach(session: AsyncSession, message_id: UUID, media: MediaRef, now: datetime) -> None:
    ref = {"id": media.id, "kind": media.kind, "type": media.type, "name": media.name, "url": media.url}
    stored = media.url.removeprefix("blob:") if media.url and media.url.startswith("blob:") else None
    values: dict[str, Any] = {
        "message_id": message_id, "ref": ref, "kind": media.kind, "type": media.type, "name": media.name,
        "size": media.size, "sha256": stored, "state": "fetched" if stored else "waiting",
        "next_try_at": None if stored else now, "created_at": now,
    }  # fmt: skip
    attachment_id = (await session.execute(insert(Attachment).values(**values).returning(Attachment.id))).scalar_one()
    if stored is None:
        await jobs.wake(session, jobs.ATTACHMENT, attachment_id)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A conversation with what it has not answered yet."""

    row: ConversationRow
    conversation: Conversation
    messages: Sequence[Said]


async def waiting(session: AsyncSession, conversation_id: UUID) -> Waiting | None:
    """The conversation, locked, with its untaken messages in the order they were sent; None when there is none."""
    row = await session.scalar(select(ConversationRow).where(ConversationRow.id == conversation_id).with_for_update())
    if row is None:
        return None
    found = (
        await session.scalars(
            select(Message)
            .where(Message.conversation_id == conversation_id, Message.taken_at.is_(None))
            .order_by(Message.sent_at, Message.id)
            .limit(BATCH)
        )
    ).all()
    conversation = fresh(row) if row.state is None else load(row.state)
    said = [await _said(session, message) for message in found]
    return Waiting(row, conversation, said)


async def _said(session: AsyncSession, row: Message) -> Said:
    media = 0
    if row.text == "" or row.album is not None:
        media = (
            await session.scalar(select(func.count()).select_from(Attachment).where(Attachment.message_id == row.id))
            or 0
        )
    return Said(
        id=str(row.id),
        text=row.text,
        sent_at=row.sent_at,
        choice=row.choice,
        media=media,
        facts=row.facts,
        hint_name=row.hint_name,
        automatic=row.automatic is not None,
        reply_to_case=await _answered_case(session, row),
        subject=row.subject,
    )


async def _answered_case(session: AsyncSession, row: Message) -> str | None:
    """R13: a reply to a message of ours joins that message's complaint; the number it belongs to."""
    ids = [row.reply_to, *row.thread] if row.reply_to else list(row.thread)
    if not ids:
        return None
    number: str | None = await session.scalar(
        select(Complaint.number)
        .join(Outgoing, Outgoing.complaint_id == Complaint.id)
        .where(Outgoing.adapter == row.adapter, Outgoing.provider_id.in_(ids))
        .order_by(Outgoing.seq.desc())
        .limit(1)
    )
    return number


async def taken(session: AsyncSession, message_ids: Sequence[str], now: datetime) -> None:
    """Marks messages as taken by the dialogue."""
    ids = [UUID(message_id) for message_id in message_ids]
    await session.execute(update(table(Message)).where(Message.id.in_(ids)).values(taken_at=now))


async def count_failure(session: AsyncSession, conversation_id: UUID, now: datetime, *, hold_at: int) -> int:
    """One more failed step; from `hold_at` on the conversation is held for an officer, its messages untouched."""
    row = await session.get_one(ConversationRow, conversation_id, with_for_update=True)
    row.failures += 1
    row.wake_at = None
    if row.failures >= hold_at:
        row.held_at, row.officer_wanted_at, row.silence_at = now, row.officer_wanted_at or now, None
    await session.flush()
    return row.failures
