"""Outgoing messages: claimed one at a time in their lane's order, handed over outside any transaction (decision 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Text, cast, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from intake.channel import Channel, Choice, Delivery, DeliveryStatus, OutboundMessage
from storage import jobs
from storage.models import Attachment, ConversationRow, DeliveryStatusRow, Outgoing, Timer

CLAIM = timedelta(seconds=20)
"""A claim older than this was left by a process that died: Twilio is asked, others get it again (at least once)."""

_RANK = {"waiting": 0, "handing_over": 0, "held": 0, "accepted": 1, "sent": 2, "delivered": 3, "read": 4, "failed": 5}
_ENDS = ("read", "failed")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message to hand over; `again` when an earlier hand-over was not confirmed."""

    id: UUID
    lane: UUID
    adapter: str
    attempts: int
    again: bool
    message: OutboundMessage
    files: Sequence[tuple[str, str, str]]
    case_id: UUID | None


async def claim(session: AsyncSession, lane: UUID, now: datetime) -> Claimed | None:
    """The lane's first unsent message if its time has come and nobody holds it; the claim is stored with it."""
    if not await jobs.try_lock(session, f"lane:{lane}"):
        return None
    row = await session.scalar(
        select(Outgoing)
        .where(Outgoing.lane == lane, Outgoing.state.in_(("waiting", "handing_over")))
        .order_by(Outgoing.seq)
        .limit(1)
        .with_for_update()
    )
    if row is None or _not_yet(row, now):
        return None
    again = row.state == "handing_over"
    row.state, row.claimed_at, row.attempts = "handing_over", now, row.attempts + 1
    row.next_try_at = now + CLAIM
    await session.flush()
    files = await _files(session, row.id)
    return Claimed(row.id, row.lane, row.adapter, row.attempts, again, _message(row), files, row.case_id)


def _not_yet(row: Outgoing, now: datetime) -> bool:
    return row.next_try_at > now


async def _files(session: AsyncSession, outgoing_id: UUID) -> list[tuple[str, str, str]]:
    rows = await session.scalars(
        select(Attachment)
        .where(Attachment.outgoing_id == outgoing_id, Attachment.state == "fetched")
        .order_by(Attachment.id)
    )
    return [(row.sha256 or "", row.name or "lampiran", row.type or "application/octet-stream") for row in rows]


def _message(row: Outgoing) -> OutboundMessage:
    return OutboundMessage(
        id=str(row.id),
        channel=Channel(row.channel),
        account=row.account,
        address=row.address,
        intent=row.intent,
        text=row.text,
        language=row.language,
        choices=tuple(Choice(c["value"], c["label"]) for c in row.choices),
        reply_to=row.reply_to,
        references=tuple(row.refs),
        subject=row.subject,
        variables=row.variables,
    )


async def confirmed(session: AsyncSession, outgoing_id: UUID, provider_id: str, now: datetime) -> None:
    """The provider has it; a status that overtook this confirmation is applied now."""
    adapter = await session.scalar(select(Outgoing.adapter).where(Outgoing.id == outgoing_id))
    await _one_at_a_time(session, adapter, provider_id)
    await session.execute(
        update(Outgoing)
        .where(Outgoing.id == outgoing_id, Outgoing.state == "handing_over")
        .values(state="accepted", provider_id=provider_id, accepted_at=now, error=None)
    )
    early = await session.scalars(
        select(DeliveryStatusRow).where(
            DeliveryStatusRow.adapter == adapter,
            DeliveryStatusRow.provider_id == provider_id,
            DeliveryStatusRow.outgoing_id.is_(None),
        )
    )
    for status in early.all():
        status.outgoing_id = outgoing_id
        await _apply(session, outgoing_id, Delivery(status.status), status.at, status.code)


_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 3))")


async def _one_at_a_time(session: AsyncSession, adapter: str | None, provider_id: str) -> None:
    """A confirmation and a status of the same message see each other: whichever comes second finds the first."""
    await session.execute(_LOCK, {"key": f"{adapter}:{provider_id}"})


async def retry(session: AsyncSession, outgoing_id: UUID, at: datetime, error: str) -> None:
    """To be tried again at `at`, unless somebody else handed it over meanwhile."""
    await session.execute(
        update(Outgoing)
        .where(Outgoing.id == outgoing_id, Outgoing.state == "handing_over")
        .values(state="waiting", next_try_at=at, error=error)
    )


async def give_up(session: AsyncSession, outgoing_id: UUID, state: str, error: str, now: datetime) -> None:
    """Failed for good, or held for a person after the last retry; visible either way, and the lane goes on."""
    await session.execute(
        update(Outgoing)
        .where(Outgoing.id == outgoing_id, Outgoing.state == "handing_over")
        .values(state=state, error=error, failed_at=now)
    )


async def status(session: AsyncSession, event_id: UUID | None, word: DeliveryStatus) -> UUID | None:
    """Stores a provider's word and applies it if it leads forward; the message it was about, None when repeated."""
    await _one_at_a_time(session, word.adapter, word.provider_id)
    outgoing_id = await session.scalar(
        select(Outgoing.id).where(Outgoing.adapter == word.adapter, Outgoing.provider_id == word.provider_id)
    )
    values = {
        "outgoing_id": outgoing_id, "event_id": event_id, "adapter": word.adapter, "account": word.account,
        "provider_id": word.provider_id, "status": word.status, "code": word.code, "permanent": word.permanent,
        "at": word.at,
    }  # fmt: skip
    statement = insert(DeliveryStatusRow).values(**values).on_conflict_do_nothing().returning(DeliveryStatusRow.id)
    new = (await session.execute(statement)).scalar_one_or_none()
    if new is None or outgoing_id is None:
        return None
    await _apply(session, outgoing_id, word.status, word.at, word.code)
    return outgoing_id


async def _apply(session: AsyncSession, outgoing_id: UUID, status: Delivery, at: datetime, code: str | None) -> None:
    row = await session.get(Outgoing, outgoing_id, with_for_update=True, populate_existing=True)
    if row is None or row.state in _ENDS or _RANK[status] <= _RANK[row.state]:
        return
    row.state = str(status)
    row.accepted_at = row.accepted_at or at
    if status in {Delivery.DELIVERED, Delivery.READ}:
        row.delivered_at = row.delivered_at or at
    if status is Delivery.FAILED:
        row.failed_at, row.error = at, code
    await session.flush()


_DUE = text(
    """
    SELECT DISTINCT ON (lane) lane, next_try_at FROM outgoing
    WHERE state IN ('waiting', 'handing_over') ORDER BY lane, seq
    """
)


async def wake_due(session: AsyncSession, now: datetime) -> int:
    """Wakes every lane whose first unsent message is due; how many."""
    due = [row.lane for row in await session.execute(_DUE) if row.next_try_at <= now]
    for lane in due:
        await jobs.wake(session, jobs.LANE, lane)
    return len(due)


_OLDEST = text("SELECT min(created_at) FROM outgoing WHERE state IN ('waiting', 'handing_over')")


async def oldest_unsent(session: AsyncSession) -> datetime | None:
    """When the oldest unsent message was written."""
    found: datetime | None = (await session.execute(_OLDEST)).scalar()
    return found


async def look_at_answer(session: AsyncSession, outgoing_id: UUID, at: datetime) -> None:
    """What became of an answer changed: R25 is looked at now."""
    case_id = await session.scalar(
        select(Outgoing.case_id).where(Outgoing.id == outgoing_id, Outgoing.intent == "answer")
    )
    if case_id is not None:
        await session.execute(
            update(Timer)
            .where(Timer.case_id == case_id, Timer.kind == "told", Timer.done_at.is_(None))
            .values(due_at=at)
        )


async def waits_now(session: AsyncSession, lane: UUID, now: datetime) -> bool:
    """Whether the lane's first unsent message is due, though it could not be claimed just now."""
    at = await session.scalar(
        select(Outgoing.next_try_at)
        .where(Outgoing.lane == lane, Outgoing.state.in_(("waiting", "handing_over")))
        .order_by(Outgoing.seq)
        .limit(1)
    )
    return at is not None and at <= now


async def settle(session: AsyncSession, at: datetime) -> None:
    """Demo only: what was written to demo conversations counts as delivered at `at`; no provider hears of it."""
    demo = select(ConversationRow.id).where(ConversationRow.demo)
    await session.execute(
        update(Outgoing)
        .where(Outgoing.state == "waiting", Outgoing.conversation_id.in_(demo))
        .values(
            state="delivered",
            accepted_at=at,
            delivered_at=at,
            provider_id=func.concat("demo-", cast(Outgoing.id, Text)),
        )
    )
