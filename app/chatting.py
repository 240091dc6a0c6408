"""A conversation without providers: messages in, the dialogue's events out, on a fresh database (aduan chat)."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self
from uuid import UUID

from app.answering import answer
from app.calendars import calendar_around
from app.clock import system_now
from app.judging import Judges
from app.services import Services, make_services
from app.settings import Settings
from casework.usecases.receive import Received
from intake import terminal
from intake.channel import Channel, InboundMessage
from intake.conversation import HandToOfficer, Record, Step
from storage import taking
from storage.address import driver_url
from storage.migrate import upgrade
from storage.work import SqlWork
from triage.output import to_json

NO_TIME = timedelta(0)


@contextmanager
def fresh_database(url: str) -> Iterator[str]:
    """A database of its own beside the office's, dropped at the end."""
    name = f"chat_{secrets.token_hex(6)}"
    asyncio.run(_execute(url, f'CREATE DATABASE "{name}"'))
    own = _named(url, name)
    try:
        upgrade(own)
        yield own
    finally:
        asyncio.run(_execute(url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))


def _named(url: str, name: str) -> str:
    from urllib.parse import urlsplit, urlunsplit

    parts = urlsplit(driver_url(url))
    return urlunsplit((parts.scheme, parts.netloc, "/" + name, parts.query, "")).replace(
        "postgresql:/chat", "postgresql:///chat"
    )


async def _execute(url: str, statement: str) -> None:
    import asyncpg

    connection = await asyncpg.connect(driver_url(url))
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


class Chat:
    """One citizen at a terminal.  `begin`: the time of the first message, now when None."""

    def __init__(self, settings: Settings, url: str, channel: Channel, address: str, begin: datetime | None) -> None:
        self._settings, self._url, self._channel, self._address = settings, url, channel, address
        self._begin = begin or system_now()
        self._count = 0

    async def __aenter__(self) -> Self:
        self._services: Services = make_services(self._settings, self._url, pool=3, application="aduan-chat")
        self._judges = await asyncio.to_thread(Judges.load, self._services.pack)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._services.aclose()

    async def say(self, text: str, after: timedelta) -> list[dict[str, Any]]:
        """What the bot does about one message sent `after` the beginning."""
        now = self._begin + after
        self._count += 1
        message = InboundMessage(
            channel=self._channel, adapter="chat", account="chat", message_id=str(self._count), address=self._address,
            text=text, sent_at=now,
        )  # fmt: skip
        async with self._services.works.begin() as work:
            await taking.take_in(
                work.session, message, event_id=None, received_at=now, now=now, quiet=NO_TIME, longest=NO_TIME
            )
            conversation_id = await taking.conversation_for(work.session, message, demo=False)
            return await self._step(work, conversation_id, now)

    async def _step(self, work: SqlWork, conversation_id: UUID, now: datetime) -> list[dict[str, Any]]:
        row = await taking.held(work.session, conversation_id)
        if row is None:
            return []
        said = await taking.take(work.session, conversation_id, now)
        calendar = calendar_around(self._services.pack, now)
        return self._events(*await answer(self._services, self._judges, work, row, said, calendar, now))

    def _events(self, done: Step, received: Received) -> list[dict[str, Any]]:
        records = [event for event in done.events if isinstance(event, Record)]
        events = [
            terminal.recorded(one.number, to_json(record.assessment, one.number, self._services.pack.office.tz))
            for record, one in zip(records, received.recorded, strict=True)
        ]
        events += [terminal.handed_to_officer(event) for event in done.events if isinstance(event, HandToOfficer)]
        return events + [terminal.reply(reply, self._channel, letter.text) for reply, letter in received.letters]
