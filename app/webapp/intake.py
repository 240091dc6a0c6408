"""Storing raw events: one pool of plain asyncpg connections, one statement an event (decision 3)."""

from __future__ import annotations

import asyncio

import asyncpg

from intake.channel import RawEvent
from storage import inbox
from storage.address import driver_url, unchanged
from storage.bell import QUIET, Bell

GONE = (
    asyncpg.PostgresConnectionError, asyncpg.InterfaceError, OSError,
    asyncpg.OperatorInterventionError, asyncpg.InsufficientResourcesError, asyncpg.InternalClientError,
)  # fmt: skip
"""The database is away, is being stopped, or has no room now: worth another try, and the provider's too.

InternalClientError: asyncpg's word for a connection that is being ended in the moment it is used.
"""
TRIES, PAUSE = 3, 0.1


class Intake:
    """Opens its pool at first use, so that the app exists without a lifespan."""

    def __init__(self, url: str, size: int = 8) -> None:
        self._url, self._size = driver_url(url), size
        self._bell = Bell(url)
        self._pool: asyncpg.Pool | None = None
        self._opening = asyncio.Lock()

    async def pool(self) -> asyncpg.Pool:
        """The pool, opened when first asked for."""
        async with self._opening:
            if self._pool is None:
                self._pool = await asyncpg.create_pool(
                    self._url,
                    min_size=1,
                    reset=unchanged,
                    max_size=self._size,
                    timeout=3,
                    command_timeout=8,
                    server_settings={"timezone": "UTC", **QUIET},
                )
            return self._pool

    async def store(self, raw: RawEvent, key: str) -> bool:
        """True when new, False when it was there already.  A dead connection is replaced: the key makes it safe."""
        for attempt in range(TRIES):
            try:
                new = await inbox.store(await self.pool(), raw, key) is not None
            except GONE:
                if attempt == TRIES - 1:
                    raise
                await asyncio.sleep(PAUSE * (attempt + 1))
            else:
                self._bell.ring()
                return new
        return False

    async def wake_pollers(self) -> None:
        """Asks the worker to fetch what was missed while this process was away."""
        async with (await self.pool()).acquire() as connection:
            await inbox.wake_pollers(connection)
        self._bell.ring()

    async def aclose(self) -> None:
        """Closes the pool and the bell."""
        await self._bell.aclose()
        if self._pool is not None:
            await self._pool.close()
