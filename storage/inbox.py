"""Raw events: stored as they came, with their wake-up, in one statement (decision 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import asyncpg
from sqlalchemy import func, select, text, update
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.ext.asyncio import AsyncSession

from intake.channel import Cursor, RawEvent
from storage import jobs
from storage.models import InboundEvent, PollCursor
from storage.models.base import table
from storage.words import storable, to_jsonb

_STORE = """
WITH stored AS (
    INSERT INTO inbound_event (adapter, account, key, method, path, query, headers, body, received_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9)
    ON CONFLICT (adapter, account, key) DO NOTHING
    RETURNING id
), woken AS (
    INSERT INTO pgqueuer (priority, entrypoint, payload, dedupe_key, status)
    SELECT 0, 'event', convert_to(id::text, 'UTF8'), 'event:' || id, 'queued' FROM stored
    RETURNING id
)
SELECT stored.id FROM stored, woken
"""


async def store(pool: asyncpg.Pool, raw: RawEvent, key: str) -> UUID | None:
    """Stores the event and wakes the worker in one statement; None when it was there already.

    Any failure raises: the caller answers 2xx only after this returned.
    """
    async with pool.acquire() as connection:
        found: UUID | None = await connection.fetchval(_STORE, *_values(raw, key))
        return found


def _values(raw: RawEvent, key: str) -> tuple[object, ...]:
    words = (raw.adapter, raw.account, key, raw.method, raw.path, raw.query)
    return (*map(storable, words), to_jsonb(dict(raw.headers)), raw.body, raw.received_at)


async def store_polled(session: AsyncSession, raw: RawEvent, key: str, cursor: Cursor, *, move: bool = True) -> bool:
    """Stores a polled event and moves the cursor in the caller's transaction; False when it was there already.

    `move`: False where the caller moves the cursor once for many.
    """
    values = {
        "adapter": raw.adapter, "account": raw.account, "key": key, "method": raw.method, "path": raw.path,
        "query": raw.query, "headers": dict(raw.headers), "body": raw.body, "received_at": raw.received_at,
    }  # fmt: skip
    statement = insert(InboundEvent).values(**values).on_conflict_do_nothing().returning(InboundEvent.id)
    event_id = (await session.execute(statement)).scalar_one_or_none()
    if event_id is not None:
        await jobs.wake(session, jobs.EVENT, event_id)
    if move:
        await move_cursor(session, raw.adapter, raw.account, cursor, raw.received_at)
    return event_id is not None


async def read_cursor(session: AsyncSession, adapter: str, account: str) -> Cursor:
    """How far this channel has been taken in."""
    found: Cursor = await session.scalar(
        select(PollCursor.cursor).where(PollCursor.adapter == adapter, PollCursor.account == account)
    )
    return found


async def move_cursor(session: AsyncSession, adapter: str, account: str, cursor: Cursor, at: datetime) -> None:
    """Moves the cursor; the channel counts as healthy at `at`."""
    values = {"adapter": adapter, "account": account, "cursor": cursor, "ok_at": at}
    statement = insert(PollCursor).values(**values)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["adapter", "account"],
            set_={
                "cursor": func.coalesce(statement.excluded.cursor, PollCursor.cursor),
                "ok_at": statement.excluded.ok_at, "failing_since": None, "error": None,
            },
        )
    )  # fmt: skip


async def poll_failed(session: AsyncSession, adapter: str, account: str, error: str, at: datetime) -> datetime:
    """Notes that polling fails; since when."""
    statement = insert(PollCursor).values(adapter=adapter, account=account, failing_since=at, error=error)
    since = func.coalesce(PollCursor.failing_since, statement.excluded.failing_since)
    done = await session.execute(
        statement.on_conflict_do_update(
            index_elements=["adapter", "account"], set_={"failing_since": since, "error": statement.excluded.error}
        ).returning(PollCursor.failing_since)
    )
    return done.scalar_one() or at


_TAKE = text(
    """
    SELECT adapter, account, method, path, query, headers, body, received_at, id, attempts,
        set_config('synchronous_commit', 'off', true) FROM inbound_event
    WHERE id = ANY(:ids) AND state = 'new' ORDER BY received_at FOR UPDATE SKIP LOCKED
    """
).columns(headers=JSONB)


@dataclass(frozen=True, slots=True)
class Taken:
    """An event to be handled, its row locked, and how often that failed so far."""

    id: UUID
    raw: RawEvent
    attempts: int


async def take(session: AsyncSession, event_ids: Sequence[UUID]) -> Sequence[Taken]:
    """Those of the events that are new and that nobody else handles, in the order they came.

    The transaction's commit then waits for no disk: all that it writes follows from the stored event, which a crash
    would leave new; whatever is committed after it takes it along to the disk.
    """
    rows = await session.execute(_TAKE, {"ids": list(event_ids)})
    return [Taken(row.id, RawEvent(*row[:8]), row.attempts) for row in rows]


async def finish_many(session: AsyncSession, event_ids: Sequence[UUID], state: str, at: datetime) -> None:
    """`finish` for many at once."""
    events = table(InboundEvent)
    if event_ids:
        await session.execute(update(events).where(events.c.id.in_(event_ids)).values(state=state, handled_at=at))


async def finish(session: AsyncSession, event_id: UUID, state: str, at: datetime, error: str | None = None) -> None:
    """Sets what became of an event: done, ignored, quarantined or held."""
    await session.execute(
        update(table(InboundEvent)).where(InboundEvent.id == event_id).values(state=state, handled_at=at, error=error)
    )


async def count_attempt(session: AsyncSession, event_id: UUID, error: str) -> int:
    """One more failed attempt; how many there are."""
    statement = (
        update(InboundEvent)
        .where(InboundEvent.id == event_id)
        .values(attempts=InboundEvent.attempts + 1, error=error)
        .returning(InboundEvent.attempts)
    )
    return int((await session.execute(statement)).scalar_one())


async def replay(session: AsyncSession, states: tuple[str, ...] = ("quarantined", "held")) -> int:
    """Takes quarantined and held events up again; how many."""
    ids = (
        await session.scalars(
            update(InboundEvent)
            .where(InboundEvent.state.in_(states))
            .values(state="new", attempts=0, error=None)
            .returning(InboundEvent.id)
        )
    ).all()
    for event_id in ids:
        await jobs.wake(session, jobs.EVENT, event_id)
    return len(ids)


async def replay_one(session: AsyncSession, event_id: UUID) -> None:
    """Takes one quarantined or held event up again."""
    done = await session.execute(
        update(InboundEvent)
        .where(InboundEvent.id == event_id, InboundEvent.state.in_(("quarantined", "held")))
        .values(state="new", attempts=0, error=None)
        .returning(InboundEvent.id)
    )
    if done.scalar_one_or_none() is not None:
        await jobs.wake(session, jobs.EVENT, event_id)


_SWEEP = text(
    """
    INSERT INTO pgqueuer (priority, entrypoint, payload, dedupe_key, status)
    SELECT 0, 'event', convert_to(e.id::text, 'UTF8'), 'event:' || e.id, 'queued' FROM inbound_event e
    WHERE e.state = 'new' AND e.received_at < :before AND e.attempts <= :attempts AND NOT EXISTS (
        SELECT 1 FROM pgqueuer j WHERE j.dedupe_key = 'event:' || e.id AND j.status IN ('queued', 'picked'))
    ORDER BY e.received_at LIMIT 500
    ON CONFLICT (dedupe_key) WHERE status IN ('queued', 'picked') AND dedupe_key IS NOT NULL DO NOTHING
    RETURNING id
    """
)


async def sweep(session: AsyncSession, before: datetime, attempts: int = 1000) -> int:
    """Re-wakes events left unhandled since before `before`, tried `attempts` times at the most; how many."""
    return len((await session.scalars(_SWEEP, {"before": before, "attempts": attempts})).all())


_POLL = """
INSERT INTO pgqueuer (priority, entrypoint, payload, dedupe_key, status)
VALUES (0, 'poll', convert_to('00000000-0000-0000-0000-000000000000', 'UTF8'), 'poll:all', 'queued')
ON CONFLICT (dedupe_key) WHERE status IN ('queued', 'picked') AND dedupe_key IS NOT NULL DO NOTHING
"""


async def wake_pollers(connection: asyncpg.Connection) -> None:
    """Asks every poller to look now."""
    await connection.execute(_POLL)
