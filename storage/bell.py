"""Tells waiting workers that there is something to do, without making the transactions that wrote it wait.

PostgreSQL holds one lock over all committing transactions that notify, until the commit is on disk: with a NOTIFY in
each of them, webhooks and conversations commit one after the other.  Busy processes therefore write quietly (`QUIET`)
and ring once for all that was written in a moment, in a transaction that waits for no disk.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import asyncpg
import structlog

from storage.address import driver_url

log = structlog.get_logger()
PAUSE_S = 0.02
CONNECT_S = 3.0
QUIET: Mapping[str, str] = {"aduan.bell": "off"}
"""Session setting of connections whose wake-ups do not notify (migration `quiet_bell`); their process rings."""
UNFLUSHED: Mapping[str, str] = {"synchronous_commit": "off"}
"""Session setting of connections that write only what may be lost in a crash and done again."""

_GONE = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
_RING = """
SELECT pg_notify('ch_pgqueuer', json_build_object('channel', 'ch_pgqueuer', 'operation', 'insert', 'sent_at', now(),
    'table', 'pgqueuer', 'type', 'table_changed_event')::text)
"""


class Bell:
    """Rings soon after `ring`, once for many, at most every `PAUSE_S`; when it cannot, workers look by themselves
    within a second."""

    def __init__(self, url: str) -> None:
        self._url = driver_url(url)
        self._connection: asyncpg.Connection | None = None
        self._wanted = False
        self._task: asyncio.Task[None] | None = None

    def ring(self) -> None:
        """Returns at once; called after a commit."""
        self._wanted = True
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        while self._wanted:
            self._wanted = False
            await self._notify()
            await asyncio.sleep(PAUSE_S)

    async def _notify(self) -> None:
        try:
            if self._connection is None or self._connection.is_closed():
                self._connection = await asyncpg.connect(
                    self._url, timeout=CONNECT_S, command_timeout=CONNECT_S, server_settings=dict(UNFLUSHED)
                )
            await self._connection.execute(_RING)
        except (*_GONE, OSError, TimeoutError) as error:
            log.info("bell.silent", error=type(error).__name__)
            await self._give_up()

    async def _give_up(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.terminate()

    async def aclose(self) -> None:
        """Ends what is under way and the connection."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self._give_up()
