"""Taking parsed messages into conversations, and reading what a conversation has not answered yet (decision 4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Interval, Text, Uuid, bindparam, select, text
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.ext.asyncio import AsyncSession

from intake.channel import InboundMessage, MediaRef
from intake.conversation import Conversation, Said
from intake.state_json import load
from storage import jobs
from storage.models import Attachment, ConversationRow
from storage.models.base import Words
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


_TAKE_IN = text(
    f"""
    WITH talk AS (
        INSERT INTO conversation AS c (adapter, account, channel, address, demo, wake_at, last_inbound_at)
        VALUES (:adapter, :account, :channel, :address, :demo, CAST(:now AS timestamptz) + :quiet, :now)
        ON CONFLICT (adapter, account, address) DO UPDATE SET last_inbound_at = EXCLUDED.last_inbound_at,
            wake_at = least(EXCLUDED.wake_at, greatest(coalesce(
                (SELECT min(m.received_at) FROM message m WHERE m.conversation_id = c.id AND m.taken_at IS NULL),
                EXCLUDED.last_inbound_at) + CAST(:longest AS interval), EXCLUDED.last_inbound_at))
        RETURNING id
    ), said AS (
        INSERT INTO message (event_id, conversation_id, adapter, account, message_id, channel, text, subject, quoted,
            choice, hint_name, reply_to, thread, album, automatic, facts, sent_at, device_at, received_at)
        SELECT :event_id, talk.id, :adapter, :account, :message_id, :channel, :text, :subject, :quoted, :choice,
            :hint_name, :reply_to, :thread, :album, :automatic, :facts, :sent_at, :device_at, :received_at FROM talk
        ON CONFLICT (adapter, account, message_id) DO NOTHING RETURNING id, conversation_id
    ), woken AS ({jobs.enqueuing(jobs.CONVERSATION, "conversation_id", "said", ":quiet")})
    SELECT id FROM said
    """  # noqa: S608 - our own statement
).bindparams(
    *(bindparam(name, type_=DateTime(timezone=True)) for name in ("now", "sent_at", "device_at", "received_at")),
    *(bindparam(name, type_=Interval) for name in ("quiet", "longest")),
    *(bindparam(name, type_=JSONB) for name in ("thread", "facts")),
    *(bindparam(name, type_=Words) for name in (
        "account", "address", "message_id", "text", "subject", "quoted", "choice", "hint_name", "reply_to", "album",
        "automatic",
    )),
    bindparam("event_id", type_=Uuid), bindparam("adapter", type_=Text), bindparam("channel", type_=Text),
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
        "event_id": event_id, "message_id": message.message_id, "text": message.text, "subject": message.subject,
        "quoted": message.quoted, "choice": message.choice, "hint_name": message.hint_name,
        "reply_to": message.reply_to, "thread": list(message.thread), "album": message.group,
        "automatic": message.automatic, "facts": dict(message.facts), "sent_at": vouched(message),
        "device_at": message.device_at, "received_at": received_at,
    }  # fmt: skip
    message_id: UUID | None = (await session.execute(_TAKE_IN, values)).scalar_one_or_none()
    if message_id is not None:
        for media in message.media:
            await _attach(session, message_id, media, now)
    return message_id


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


async def held(session: AsyncSession, conversation_id: UUID) -> ConversationRow | None:
    """The conversation, locked; None when there is none."""
    found: ConversationRow | None = await session.scalar(
        select(ConversationRow).where(ConversationRow.id == conversation_id).with_for_update()
    )
    return found


def state_of(row: ConversationRow) -> Conversation:
    """Where the dialogue stands."""
    return fresh(row) if row.state is None else load(row.state)


_TAKE = text(
    """
    UPDATE message m SET taken_at = :now
    WHERE m.id IN (SELECT id FROM message WHERE conversation_id = :conversation_id AND taken_at IS NULL
                   ORDER BY sent_at, id LIMIT :most)
    RETURNING m.id, m.text, m.sent_at, m.choice, m.facts, m.hint_name, m.automatic IS NOT NULL AS automatic, m.subject,
        (SELECT count(*) FROM attachment a WHERE a.message_id = m.id) AS media,
        CASE WHEN m.reply_to IS NOT NULL OR m.thread <> '[]' THEN (
            SELECT p.number FROM complaint p JOIN outgoing o ON o.complaint_id = p.id
            WHERE o.adapter = m.adapter
              AND o.provider_id = ANY(ARRAY[m.reply_to] || ARRAY(SELECT jsonb_array_elements_text(m.thread)))
            ORDER BY o.seq DESC LIMIT 1) END AS reply_to_case
    """
).columns(facts=JSONB)


async def take(session: AsyncSession, conversation_id: UUID, now: datetime) -> Sequence[Said]:
    """What a conversation has not answered yet, in the order it was sent, at most `BATCH`; taken with that.

    R13: a reply to a message of ours names the complaint that message was about.
    """
    rows = await session.execute(_TAKE, {"conversation_id": conversation_id, "now": now, "most": BATCH})
    return [_said(row) for row in sorted(rows, key=lambda row: (row.sent_at, row.id))]


def _said(row: Any) -> Said:
    return Said(
        id=str(row.id),
        text=row.text,
        sent_at=row.sent_at,
        choice=row.choice,
        media=row.media,
        facts=row.facts,
        hint_name=row.hint_name,
        automatic=row.automatic,
        reply_to_case=row.reply_to_case,
        subject=row.subject,
    )


async def count_failure(session: AsyncSession, conversation_id: UUID, now: datetime, *, hold_at: int) -> int:
    """One more failed step; from `hold_at` on the conversation is held for an officer, its messages untouched."""
    row = await session.get_one(ConversationRow, conversation_id, with_for_update=True)
    row.failures += 1
    row.wake_at = None
    if row.failures >= hold_at:
        row.held_at, row.officer_wanted_at, row.silence_at = now, row.officer_wanted_at or now, None
    await session.flush()
    return row.failures
