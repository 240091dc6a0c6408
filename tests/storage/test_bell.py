"""The bell: who writes a wake-up notifies, unless it is for later or its process rings for many at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from uuid import UUID

import asyncpg
import pytest

from storage import inbox, jobs
from storage.bell import PAUSE_S, QUIET, Bell
from storage.engine import make_engine
from storage.work import Works
from tests.storage.support import raw

SUBJECT = UUID(int=7)
SOON_S = 0.3


class Heard:
    """What a listening worker hears."""

    def __init__(self, url: str) -> None:
        self._url, self.rings = url, 0
        self.connection: asyncpg.Connection | None = None

    async def __aenter__(self) -> Heard:
        self.connection = await asyncpg.connect(self._url)
        await self.connection.add_listener("ch_pgqueuer", self._ring)
        return self

    def _ring(self, *_: object) -> None:
        self.rings += 1

    async def __aexit__(self, *_: object) -> None:
        assert self.connection is not None
        await self.connection.close()

    async def count(self) -> int:
        """Rings so far, the last ones waited for."""
        await asyncio.sleep(SOON_S)
        return self.rings


@asynccontextmanager
async def works(url: str, *, quiet: bool, bell: Bell | None = None) -> AsyncIterator[Works]:
    engine = make_engine(url, pool=2, quiet=quiet)
    yield Works(engine, committed=bell.ring if bell else None)
    await engine.dispose()


NONE, LATER = timedelta(0), timedelta(seconds=60)
WAKES = [(False, NONE, 1), (False, LATER, 0), (True, NONE, 0), (True, LATER, 0)]


@pytest.mark.parametrize(("quiet", "delay", "rings"), WAKES)
async def test_a_wake_up_notifies_when_due_and_not_quiet(
    database_url: str, quiet: bool, delay: timedelta, rings: int
) -> None:
    async with Heard(database_url) as heard, works(database_url, quiet=quiet) as made:
        async with made.begin() as work:
            await jobs.wake(work.session, jobs.LANE, SUBJECT, delay)
        assert await heard.count() == rings


async def test_a_wake_up_that_moves_a_later_one_forward_notifies(database_url: str) -> None:
    async with Heard(database_url) as heard, works(database_url, quiet=False) as made:
        for delay in (LATER, NONE):
            async with made.begin() as work:
                await jobs.wake(work.session, jobs.LANE, SUBJECT, delay)
        assert await heard.count() == 1


SETTINGS: list[tuple[Mapping[str, str], int]] = [({}, 1), (QUIET, 0)]


@pytest.mark.parametrize(("settings", "rings"), SETTINGS)
async def test_a_stored_event_notifies_unless_quiet(database_url: str, settings: Mapping[str, str], rings: int) -> None:
    async with (
        Heard(database_url) as heard,
        asyncpg.create_pool(database_url, min_size=1, max_size=1, server_settings=dict(settings)) as pool,
    ):
        assert await inbox.store(pool, raw(), "k1") is not None
        assert await heard.count() == rings


async def test_one_ring_for_many_commits_and_another_for_what_came_later(database_url: str) -> None:
    bell = Bell(database_url)
    async with Heard(database_url) as heard, works(database_url, quiet=True, bell=bell) as made:
        for n in range(20):
            async with made.begin() as work:
                await jobs.wake(work.session, jobs.LANE, UUID(int=n))
        many = await heard.count()
        assert 1 <= many < 20
        bell.ring()
        assert await heard.count() == many + 1
    await bell.aclose()


async def test_a_rollback_rings_nothing(database_url: str) -> None:
    bell = Bell(database_url)

    async def fail(made: Works) -> None:
        async with made.begin() as work:
            await jobs.wake(work.session, jobs.LANE, SUBJECT)
            raise ZeroDivisionError

    async with Heard(database_url) as heard, works(database_url, quiet=True, bell=bell) as made:
        with pytest.raises(ZeroDivisionError):
            await fail(made)
        assert await heard.count() == 0
    await bell.aclose()


async def test_it_rings_again_after_its_connection_was_ended(database_url: str) -> None:
    bell = Bell(database_url)
    async with Heard(database_url) as heard:
        bell.ring()
        assert await heard.count() == 1
        assert heard.connection is not None
        ended = await heard.connection.fetch(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%pg_notify%'"
        )
        assert len(ended) == 1
        await asyncio.sleep(PAUSE_S * 2)
        for _ in range(2):
            bell.ring()
            await asyncio.sleep(SOON_S)
        assert await heard.count() >= 2
    await bell.aclose()


async def test_without_a_database_it_stays_silent() -> None:
    bell = Bell("postgresql://nobody@127.0.0.1:1/none")
    bell.ring()
    await asyncio.sleep(SOON_S)
    await bell.aclose()
