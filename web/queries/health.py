"""The channels page: polls, quarantined and held events, unsent messages, alarms.  No message text, no address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.models import Alarm, InboundEvent, Outgoing, PollCursor
from web.queries.scope import patient

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Poll:
    """How a polled channel fares."""

    adapter: str
    account: str
    ok_at: datetime | None
    failing_since: datetime | None
    error: str | None


@dataclass(frozen=True, slots=True)
class EventItem:
    """An event that could not be handled."""

    id: UUID
    adapter: str
    state: str
    received_at: datetime
    attempts: int
    error: str | None


@dataclass(frozen=True, slots=True)
class Unsent:
    """A message of ours that is not out, or failed for good."""

    id: UUID
    channel: str
    intent: str
    state: str
    attempts: int
    created_at: datetime
    error: str | None
    case_id: UUID | None


@dataclass(frozen=True, slots=True)
class AlarmItem:
    """Something a person must look at."""

    code: str
    subject: str
    count: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Health:
    """The whole page."""

    polls: tuple[Poll, ...]
    events: tuple[EventItem, ...]
    unsent: tuple[Unsent, ...]
    alarms: tuple[AlarmItem, ...]


async def health(engine: AsyncEngine) -> Health:
    """What stands now, newest first."""
    async with engine.connect() as connection:
        await patient(connection)
        return Health(
            await _polls(connection), await _events(connection), await _unsent(connection), await _alarms(connection)
        )


async def _polls(connection: AsyncConnection) -> tuple[Poll, ...]:
    statement = select(
        PollCursor.adapter, PollCursor.account, PollCursor.ok_at, PollCursor.failing_since, PollCursor.error
    ).order_by(PollCursor.adapter, PollCursor.account)
    return tuple(Poll(*row) for row in await connection.execute(statement))


async def _events(connection: AsyncConnection) -> tuple[EventItem, ...]:
    statement = (
        select(
            InboundEvent.id, InboundEvent.adapter, InboundEvent.state, InboundEvent.received_at,
            InboundEvent.attempts, InboundEvent.error,
        )
        .where(InboundEvent.state.in_(("quarantined", "held")))
        .order_by(InboundEvent.received_at.desc())
        .limit(SHOWN)
    )  # fmt: skip
    return tuple(EventItem(*row) for row in await connection.execute(statement))


async def _unsent(connection: AsyncConnection) -> tuple[Unsent, ...]:
    """Tried and still waiting, by the index on what is waiting; failed and held ones stand in the alarms."""
    statement = (
        select(
            Outgoing.id, Outgoing.channel, Outgoing.intent, Outgoing.state, Outgoing.attempts, Outgoing.created_at,
            Outgoing.error, Outgoing.case_id,
        )
        .where(Outgoing.state.in_(("waiting", "handing_over")), Outgoing.attempts > 0)
        .order_by(Outgoing.next_try_at)
        .limit(SHOWN)
    )  # fmt: skip
    return tuple(Unsent(*row) for row in await connection.execute(statement))


async def _alarms(connection: AsyncConnection) -> tuple[AlarmItem, ...]:
    statement = (
        select(Alarm.code, Alarm.subject, Alarm.count, Alarm.first_at, Alarm.last_at)
        .where(Alarm.cleared_at.is_(None))
        .order_by(Alarm.last_at.desc())
        .limit(SHOWN)
    )
    return tuple(AlarmItem(*row) for row in await connection.execute(statement))
