"""What keeps the system running: due timers, left-over wake-ups, alarms and the clock's offset."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import TextClause, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession

from storage import jobs
from storage.models import Alarm, ClockOffset, Timer

KEEP_LOG = timedelta(days=7)


async def due_timers(session: AsyncSession, now: datetime, limit: int = 200) -> Sequence[UUID]:
    """Timers that fell due, oldest first."""
    found = await session.scalars(
        select(Timer.id).where(Timer.done_at.is_(None), Timer.due_at <= now).order_by(Timer.due_at).limit(limit)
    )
    return found.all()


async def lock_timer(session: AsyncSession, timer_id: UUID, now: datetime) -> Timer | None:
    """The timer, locked, if it is still due and nobody else acts on it."""
    found: Timer | None = await session.scalar(
        select(Timer)
        .where(Timer.id == timer_id, Timer.done_at.is_(None), Timer.due_at <= now)
        .with_for_update(skip_locked=True)
    )
    return found


_WAKE = """
    INSERT INTO pgqueuer (priority, entrypoint, payload, dedupe_key, status)
    SELECT 0, '{name}', convert_to(found.id::text, 'UTF8'), '{name}:' || found.id, 'queued' FROM ({found}) found
    WHERE NOT EXISTS (SELECT 1 FROM pgqueuer j
                      WHERE j.dedupe_key = '{name}:' || found.id AND j.status IN ('queued', 'picked')
                        AND j.execute_after <= now())
    ON CONFLICT (dedupe_key) WHERE status IN ('queued', 'picked') AND dedupe_key IS NOT NULL
    DO UPDATE SET execute_after = LEAST(pgqueuer.execute_after, EXCLUDED.execute_after)
    RETURNING id
"""


def waking(name: str, found: str) -> TextClause:
    """Wakes what a query of ids finds, where no wake-up is due already (our clock may run ahead); takes `:now`."""
    return text(_WAKE.format(name=name, found=found))


_WAKE_CONVERSATIONS = waking(
    jobs.CONVERSATION, "SELECT id FROM conversation WHERE wake_at <= :now OR silence_at <= :now LIMIT 500"
)
_WAKE_ATTACHMENTS = waking(
    jobs.ATTACHMENT, "SELECT id FROM attachment WHERE state = 'waiting' AND next_try_at <= :now LIMIT 500"
)
_PRUNE = text("DELETE FROM pgqueuer_log WHERE created < now() - CAST(:keep AS interval)")
_PRUNE_RATES = text("DELETE FROM rate_count WHERE hour < now() - interval '1 day'")


async def wake_conversations(session: AsyncSession, now: datetime) -> int:
    """Wakes conversations whose time has come; how many."""
    return len((await session.scalars(_WAKE_CONVERSATIONS, {"now": now})).all())


async def wake_attachments(session: AsyncSession, now: datetime) -> int:
    """Wakes attachments that are still to be fetched; how many."""
    return len((await session.scalars(_WAKE_ATTACHMENTS, {"now": now})).all())


async def prune(session: AsyncSession) -> None:
    """pgqueuer's log grows with every job, a week of it is enough to look back; counts of form posts serve a day."""
    await session.execute(_PRUNE, {"keep": KEEP_LOG})
    await session.execute(_PRUNE_RATES)


async def alarm(session: AsyncSession, code: str, subject: str, now: datetime) -> bool:
    """Raises an alarm or counts an open one up; True when it is new."""
    statement = insert(Alarm).values(code=code, subject=subject, first_at=now, last_at=now)
    done = await session.execute(
        statement.on_conflict_do_update(
            index_elements=["code", "subject"],
            index_where=Alarm.cleared_at.is_(None),
            set_={"count": Alarm.count + 1, "last_at": now},
        ).returning(Alarm.count)
    )
    return done.scalar_one() == 1


async def clear_alarm(session: AsyncSession, code: str, subject: str, now: datetime) -> None:
    """What was wrong is right again."""
    await session.execute(
        update(Alarm)
        .where(Alarm.code == code, Alarm.subject == subject, Alarm.cleared_at.is_(None))
        .values(cleared_at=now)
    )


async def unsent_alarms(session: AsyncSession) -> Sequence[Alarm]:
    """Open alarms that the operator was not told of yet."""
    found = await session.scalars(
        select(Alarm).where(Alarm.sent_at.is_(None), Alarm.cleared_at.is_(None)).order_by(Alarm.first_at)
    )
    return found.all()


async def alarm_counts(session: AsyncSession) -> dict[str, int]:
    """Open alarms by code, for /metrics."""
    rows = await session.execute(
        select(Alarm.code, func.count()).where(Alarm.cleared_at.is_(None)).group_by(Alarm.code)
    )
    return {str(row[0]): int(row[1]) for row in rows}


async def read_offset(connection: AsyncConnection | AsyncSession) -> int:
    """How many seconds our clock is ahead (decision 8)."""
    return int((await connection.execute(select(ClockOffset.seconds))).scalar() or 0)


async def offset_of(engine: AsyncEngine) -> int:
    """The offset, read on a connection of its own."""
    async with engine.connect() as connection:
        return await read_offset(connection)


async def advance(session: AsyncSession, seconds: int) -> int:
    """Moves the clock forward; the new offset.  ValueError backwards."""
    if seconds < 0:
        raise ValueError("the clock moves only forward")
    statement = insert(ClockOffset).values(id=1, seconds=seconds)
    done = await session.execute(
        statement.on_conflict_do_update(
            index_elements=["id"], set_={"seconds": ClockOffset.seconds + seconds}
        ).returning(ClockOffset.seconds)
    )
    return int(done.scalar_one())
