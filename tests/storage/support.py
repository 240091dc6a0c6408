"""A database with what storage's own functions need, and short ways to put things there."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, text

from casework.ports import Letter
from intake.channel import Channel, InboundMessage, RawEvent
from storage import taking
from storage.engine import Engine
from storage.work import SqlWork, Works

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
NONE = timedelta(0)
ODD = "a\x00b\ud800c\udfffd"
"""What PostgreSQL cannot hold as it is: a NUL and two lone surrogates."""


def raw(body: bytes = b"{}", **changes: Any) -> RawEvent:
    """A webhook as the route stores it."""
    values: dict[str, Any] = {
        "adapter": "twilio", "account": "+62", "method": "POST", "path": "/webhooks/twilio", "query": "",
        "headers": {"content-type": "text/plain"}, "body": body, "received_at": NOW,
    }  # fmt: skip
    return RawEvent(**(values | changes))


def inbound(message_id: str = "m1", text: str = "halo", **changes: Any) -> InboundMessage:
    """A citizen's message."""
    values: dict[str, Any] = {
        "channel": Channel.WHATSAPP, "adapter": "twilio", "account": "+62", "message_id": message_id,
        "address": "+6281200000001", "text": text, "sent_at": NOW,
    }  # fmt: skip
    return InboundMessage(**(values | changes))


@dataclass
class Store:
    """Units of work on a clean database."""

    engine: Engine
    works: Works

    def begin(self) -> AbstractAsyncContextManager[SqlWork]:
        return self.works.begin()

    async def take_in(self, message: InboundMessage, **changes: Any) -> UUID | None:
        given: dict[str, Any] = {"event_id": None, "received_at": NOW, "now": NOW, "quiet": NONE, "longest": NONE}
        async with self.begin() as work:
            return await taking.take_in(work.session, message, **(given | changes))

    async def conversation(self, message: InboundMessage) -> UUID:
        async with self.begin() as work:
            return await taking.conversation_for(work.session, message, demo=False)

    async def write(self, conversation_id: UUID, *texts: str, at: datetime = NOW) -> list[UUID]:
        """Messages of ours, in order."""
        async with self.begin() as work:
            return [await work.outbox.to_conversation(conversation_id, Letter("aside", one), at=at) for one in texts]

    async def rows(self, table: Any, *where: Any) -> list[Any]:
        async with self.begin() as work:
            return list(await work.session.scalars(select(table).where(*where).order_by(table.id)))

    async def sql(self, statement: str, **values: Any) -> list[Any]:
        async with self.engine.begin() as connection:
            done = await connection.execute(text(statement), values)
            return [tuple(row) for row in done] if done.returns_rows else []

    async def jobs(self, entrypoint: str) -> list[str]:
        """Subjects of queued jobs."""
        found = await self.sql(
            "SELECT convert_from(payload, 'UTF8') FROM pgqueuer"
            " WHERE entrypoint = :e AND status = 'queued' ORDER BY id",
            e=entrypoint,
        )
        return [row[0] for row in found]


async def at_once(count: int, work: Callable[[int], Awaitable[Any]]) -> list[Any]:
    """`count` of them at the same time; their results in order."""
    return await asyncio.gather(*(work(n) for n in range(count)))
