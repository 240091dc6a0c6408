"""Outgoing messages: claimed one at a time in their lane's order, handed over outside any transaction (decision 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Text, cast, func, select, text, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from intake.channel import Channel, Choice, OutboundMessage
from storage import jobs
from storage.models import ConversationRow, Outgoing, Timer
from storage.running import waking
from storage.statuses import LOCK, apply_early

CLAIM = timedelta(seconds=20)
"""A claim older than this was left by a process that died: Twilio is asked, others get it again (at least once)."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message to hand over; `again`: an earlier hand-over was not confirmed; `more`: others wait behind it."""

    id: UUID
    lane: UUID
    adapter: str
    attempts: int
    again: bool
    message: OutboundMessage
    files: Sequence[tuple[str, str, str]]
    more: bool


_CLAIM = text(
    """
    WITH first AS MATERIALIZED (
        SELECT id, state AS before FROM outgoing
        WHERE lane = :lane AND state IN ('waiting', 'handing_over') ORDER BY seq LIMIT 1
    )
    UPDATE outgoing o
    SET state = 'handing_over', claimed_at = :now, attempts = o.attempts + 1, next_try_at = :until
    FROM first WHERE o.id = first.id AND o.state IN ('waiting', 'handing_over') AND o.next_try_at <= :now
    RETURNING o.id, o.lane, o.adapter, o.attempts, first.before, o.channel, o.account, o.address, o.intent, o.text,
        o.language, o.choices, o.reply_to, o.refs, o.subject, o.variables,
        EXISTS (SELECT 1 FROM outgoing n WHERE n.lane = o.lane AND n.seq > o.seq AND n.state = 'waiting') AS more,
        (SELECT jsonb_agg(jsonb_build_array(a.sha256, coalesce(a.name, 'lampiran'),
                                            coalesce(a.type, 'application/octet-stream')) ORDER BY a.id)
         FROM attachment a WHERE a.outgoing_id = o.id AND a.state = 'fetched') AS files
    """
).columns(choices=JSONB, refs=JSONB, variables=JSONB, files=JSONB)


async def claim(session: AsyncSession, lane: UUID, now: datetime) -> Claimed | None:
    """The lane's first unsent message if its time has come and nobody holds it; the claim is stored with it.

    One statement: of two claimers the second waits for the row and then finds its time moved on.
    """
    row = (await session.execute(_CLAIM, {"lane": lane, "now": now, "until": now + CLAIM})).one_or_none()
    if row is None:
        return None
    files = [(sha256, name, kind) for sha256, name, kind in row.files or ()]
    again = row.before == "handing_over"
    return Claimed(row.id, row.lane, row.adapter, row.attempts, again, _message(row), files, row.more)


def _message(row: Any) -> OutboundMessage:
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


_KEY = LOCK.format(key="adapter || ':' || :provider_id")
_LOCK_OWN = text(f"SELECT {_KEY} FROM outgoing WHERE id = :id")  # noqa: S608 - our own statement
_CONFIRM = text(
    """
    UPDATE outgoing o SET state = 'accepted', provider_id = :provider_id, accepted_at = :now, error = NULL
    WHERE id = :id AND state = 'handing_over'
    RETURNING intent = 'answer' AND case_id IS NOT NULL AS is_answer, EXISTS (
        SELECT 1 FROM delivery_status d
        WHERE d.adapter = o.adapter AND d.provider_id = :provider_id AND d.outgoing_id IS NULL) AS early
    """
)


async def confirmed(session: AsyncSession, outgoing_id: UUID, provider_id: str, now: datetime) -> None:
    """The provider has it; a status that overtook this confirmation is applied now; of an answer R25 is looked at."""
    found = {"id": outgoing_id, "provider_id": provider_id}
    await session.execute(_LOCK_OWN, found)
    row = (await session.execute(_CONFIRM, found | {"now": now})).one_or_none()
    if row is not None and row.early:
        await apply_early(session, outgoing_id, provider_id)
    if row is not None and row.is_answer:
        await look_at_answer(session, outgoing_id, now)


async def is_known(session: AsyncSession, adapter: str, provider_id: str) -> bool:
    """Whether a provider's id belongs to a message of ours already: what looks like ours there is another one."""
    query = select(Outgoing.id).where(Outgoing.adapter == adapter, Outgoing.provider_id == provider_id).limit(1)
    return await session.scalar(query) is not None


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


_WAKE_DUE = waking(
    jobs.LANE,
    """
    SELECT lane AS id FROM (
        SELECT DISTINCT ON (lane) lane, next_try_at FROM outgoing
        WHERE state IN ('waiting', 'handing_over') ORDER BY lane, seq) first
    WHERE next_try_at <= :now
    """,
)


async def wake_due(session: AsyncSession, now: datetime) -> int:
    """Wakes every lane whose first unsent message is due and that nothing wakes yet; how many."""
    return len((await session.scalars(_WAKE_DUE, {"now": now})).all())


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
