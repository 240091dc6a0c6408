"""Pollers: one per mailbox or bot over all workers, held by a session's advisory lock (design: channel contract)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta

import asyncpg
import structlog

from app.logs import failure
from app.services import Services
from intake.channel import Adapter, Cursor, RawEvent
from storage import inbox, running
from storage.address import driver_url

log = structlog.get_logger()
ALARM_AFTER = timedelta(minutes=10)
LOCK_EVERY = 2.0
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0


class Poke:
    """Ends every poller's wait at once: after an outage, or when the web process starts."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def set(self) -> None:
        """Whoever waits polls now."""
        self._event.set()
        self._event = asyncio.Event()

    async def wait(self) -> None:
        """Until the next `set`."""
        await self._event.wait()


async def run_poller(services: Services, adapter: Adapter, url: str, poke: Poke) -> None:
    """Polls for ever, reconnecting with growing waits; ends only by cancellation."""
    wait = FIRST_WAIT
    while True:
        try:
            async with _only_one(url, adapter.name) as connection:
                while adapter.poll_every is not None:
                    await _take(services, adapter)
                    wait = FIRST_WAIT
                    await _wait(adapter, adapter.poll_every, poke)
                    await connection.execute("SELECT 1")  # raises when the lock's connection is gone
        except Exception as error:  # the edge of a poller: it must outlive any outage
            log.warning("poll.failed", adapter=adapter.name, error=failure(error))
            await _note_failure(services, adapter, failure(error))
        await asyncio.sleep(wait)
        wait = min(wait * 2, LONGEST_WAIT)


@asynccontextmanager
async def _only_one(url: str, name: str) -> AsyncIterator[asyncpg.Connection]:
    """A connection that holds the poller's lock for as long as it lives."""
    connection = await asyncpg.connect(driver_url(url), timeout=5)
    try:
        while not await connection.fetchval("SELECT pg_try_advisory_lock(hashtextextended($1, 2))", f"poll:{name}"):  # noqa: ASYNC110 - the lock lies in the database
            await asyncio.sleep(LOCK_EVERY)
        yield connection
    finally:
        connection.terminate()


async def _take(services: Services, adapter: Adapter) -> None:
    account = _account(services, adapter)
    async with services.works.begin() as work:
        cursor = await inbox.read_cursor(work.session, adapter.name, account)
    batch: list[RawEvent] = []
    async for raw, after in adapter.poll(cursor):
        batch.append(raw)
        if len(batch) >= adapter.poll_together:
            await _store(services, adapter, batch, after)
            batch.clear()
        cursor = after
    await _store(services, adapter, batch, cursor)
    async with services.works.begin() as work:
        await inbox.move_cursor(work.session, adapter.name, account, None, services.clock.now())
        await running.clear_alarm(work.session, "unreachable", adapter.name, services.clock.now())


async def _store(services: Services, adapter: Adapter, batch: Sequence[RawEvent], cursor: Cursor) -> None:
    """Events and cursor in one transaction: what is not stored is polled again."""
    if not batch:
        return
    async with services.works.begin() as work:
        for raw in batch:
            await inbox.store_polled(work.session, raw, adapter.key(raw), None, move=False)
        await inbox.move_cursor(work.session, adapter.name, _account(services, adapter), cursor, services.clock.now())


def _account(services: Services, adapter: Adapter) -> str:
    """A poller's cursor is one an adapter: the account of the mailbox, the bot or the Twilio account."""
    return services.settings.mail.address if adapter.name == "email" else adapter.name


async def _wait(adapter: Adapter, seconds: float, poke: Poke) -> None:
    tasks = [asyncio.create_task(adapter.wait(seconds)), asyncio.create_task(poke.wait())]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _note_failure(services: Services, adapter: Adapter, reason: str) -> None:
    now = services.clock.now()
    try:
        async with services.works.begin() as work:
            since = await inbox.poll_failed(work.session, adapter.name, _account(services, adapter), reason, now)
            if now - since >= ALARM_AFTER:
                await running.alarm(work.session, "unreachable", adapter.name, now)
    except Exception as error:  # the database is away too: the next round notes it
        log.warning("poll.unnoted", adapter=adapter.name, error=failure(error))
