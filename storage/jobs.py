"""Wake-ups through pgqueuer (decision 2): a job only says "look there"; the rows are the truth.

A job's key is unique while it waits or runs.  A handler clears its own key before it reads (`begin`), and an
enqueue meets a waiting key with an update: so a row committed later always finds a job that will look after it.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

EVENT = "event"
CONVERSATION = "conversation"
LANE = "lane"
ATTACHMENT = "attachment"
TIMERS = "timers"
POLL = "poll"
COMPARE = "compare"

ONCE = frozenset({EVENT, COMPARE})
"""Woken once a subject: no later row needs a cleared key."""

LATER = -10
"""The priority of what no citizen waits for: pgqueuer takes the highest first, and everything else has 0."""

_ENQUEUE = "INSERT INTO pgqueuer (priority, entrypoint, payload, execute_after, dedupe_key, status)"
_MEET = """
    ON CONFLICT (dedupe_key) WHERE status IN ('queued', 'picked') AND dedupe_key IS NOT NULL
    DO UPDATE SET execute_after = LEAST(pgqueuer.execute_after, EXCLUDED.execute_after)
"""
_WAKE = text(
    f"""
    {_ENQUEUE}
    VALUES (:priority, :entrypoint, convert_to(:subject, 'UTF8'), now() + :delay, :key, 'queued')
    {_MEET}
    """
)


def enqueuing(entrypoint: str, subject: str, source: str, delay: str = "interval '0'", priority: int = 0) -> str:
    """The wake-up as part of a larger statement: for every row of `source`, about its column `subject`."""
    return f"""
    {_ENQUEUE}
    SELECT {priority}, '{entrypoint}', convert_to({subject}::text, 'UTF8'), now() + {delay},
        '{entrypoint}:' || {subject}, 'queued' FROM {source}
    {_MEET}
    """  # noqa: S608 - names of our own


async def wake(
    connection: AsyncConnection | AsyncSession,
    entrypoint: str,
    subject: UUID | str,
    delay: timedelta = timedelta(0),
    *,
    attempt: int = 0,
) -> None:
    """Enqueues a wake-up in the caller's transaction; the caller must have one, so that a rollback takes it along.

    `attempt` makes the key of a retry its own, for a handler that has not cleared its key.
    """
    if not connection.in_transaction():
        raise RuntimeError("a wake-up is enqueued only inside a transaction (decision 2)")
    key = f"{entrypoint}:{subject}:{attempt}" if attempt else f"{entrypoint}:{subject}"
    await connection.execute(
        _WAKE, {"priority": 0, "entrypoint": entrypoint, "subject": str(subject), "delay": delay, "key": key}
    )


BEGIN = "UPDATE pgqueuer SET dedupe_key = NULL WHERE id = $1"
"""Run first by every handler, committed before it reads: from here on a new wake-up makes a new job."""

_BEGIN = text("UPDATE pgqueuer SET dedupe_key = NULL WHERE id = :id")
_TRY_LOCK = text("SELECT pg_try_advisory_xact_lock(hashtextextended(:key, 0))")


async def begin(connection: AsyncConnection | AsyncSession, job_id: int) -> None:
    """Called first by every handler, in a transaction of its own: from here on a new wake-up makes a new job."""
    await connection.execute(_BEGIN, {"id": job_id})


async def try_lock(connection: AsyncConnection | AsyncSession, key: str) -> bool:
    """One holder at a time (decision 4), until the transaction ends."""
    return bool((await connection.execute(_TRY_LOCK, {"key": key})).scalar())
