"""pgqueuer, supervised (decision 2): after lost connections or a restarted database it is built anew.

Its own commits wait for no disk: what a crash takes of them is a job that runs twice, and every handler may.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from uuid import UUID

import asyncpg
import structlog
from pgqueuer.adapters.drivers.asyncpg import AsyncpgPoolDriver
from pgqueuer.adapters.persistence.queries import Queries
from pgqueuer.core.qm import QueueManager
from pgqueuer.domain.models import Job
from pgqueuer.ports.driver import NotifyCallback

from app.logs import failure
from storage import jobs
from storage.address import driver_url, unchanged
from storage.bell import UNFLUSHED

log = structlog.get_logger()
Handler = Callable[[UUID], Awaitable[None]]
DEQUEUE, HEARTBEAT = timedelta(seconds=1), timedelta(seconds=5)
BATCH, TASKS = 20, 40
FIRST_WAIT, LONGEST_WAIT = 0.2, 2.0


async def run_queue(
    url: str, handlers: Mapping[str, Handler], recovered: Callable[[], None], stop: asyncio.Event
) -> None:
    """Runs until `stop`; `recovered` is called each time the queue stands again, so that missed things are fetched."""
    wait = FIRST_WAIT
    while not stop.is_set():
        try:
            async with asyncpg.create_pool(
                driver_url(url), min_size=2, max_size=4, timeout=5, command_timeout=20, reset=unchanged,
                server_settings=dict(UNFLUSHED),
            ) as pool:  # fmt: skip
                manager = _manager(pool, handlers)
                recovered()
                wait = FIRST_WAIT
                await _run(manager, stop)
        except Exception as error:  # the edge of the worker: any outage ends a run, never the worker
            log.warning("queue.lost", error=failure(error))
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)


async def _run(manager: QueueManager, stop: asyncio.Event) -> None:
    async def end() -> None:
        await stop.wait()
        manager.shutdown.set()

    ender = asyncio.create_task(end())
    try:
        await manager.run(
            dequeue_timeout=DEQUEUE,
            batch_size=BATCH,
            max_concurrent_tasks=TASKS,
            shutdown_on_listener_failure=True,
            heartbeat_timeout=HEARTBEAT,
        )
    finally:
        ender.cancel()


class ListeningDriver(AsyncpgPoolDriver):
    """pgqueuer's first health check may overtake its own LISTEN, and then fails after 10 s: it waits for it here."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        super().__init__(pool)
        self._listening = asyncio.Event()

    async def add_listener(self, channel: str, callback: NotifyCallback) -> None:
        await super().add_listener(channel, callback)
        self._listening.set()

    async def notify(self, channel: str, payload: str) -> None:
        await self._listening.wait()
        await super().notify(channel, payload)


def _manager(pool: asyncpg.Pool, handlers: Mapping[str, Handler]) -> QueueManager:
    manager = QueueManager(Queries(ListeningDriver(pool)))
    for name, handler in handlers.items():
        manager.entrypoint(name)(_plain(handler) if name in jobs.ONCE else _begun(pool, handler))
    return manager


def _subject(job: Job) -> UUID:
    return UUID((job.payload or b"").decode())


def _plain(handler: Handler) -> Callable[[Job], Awaitable[None]]:
    """Woken once: there is no later row that a cleared key would have to look after."""

    async def run(job: Job) -> None:
        await _wordless(handler, _subject(job))

    return run


async def _wordless(handler: Handler, subject: UUID) -> None:
    """pgqueuer keeps exception texts in its log: only the type may stand there (decision 15)."""
    try:
        await handler(subject)
    except Exception as error:
        raise RuntimeError(failure(error)) from None


def _begun(pool: asyncpg.Pool, handler: Handler) -> Callable[[Job], Awaitable[None]]:
    """Clears the job's key before the handler reads (storage/jobs.py); ids only in payloads (decision 15)."""

    async def run(job: Job) -> None:
        await pool.execute(jobs.BEGIN, int(job.id))
        await _wordless(handler, _subject(job))

    return run
