"""Events that are woken at once are taken in together: one transaction for many, each alone again if that fails."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

import structlog

from app.logs import failure

log = structlog.get_logger()
LARGEST, RUNNERS = 16, 3

Many = Callable[[Sequence[UUID]], Awaitable[None]]
One = Callable[[UUID], Awaitable[None]]


class Batcher:
    """`together` handles many ids in one transaction or raises having done nothing; `alone` handles one.

    A call returns when its own id is handled.  Nothing waits for a batch to fill: what is there is taken.
    """

    def __init__(self, together: Many, alone: One) -> None:
        self._together, self._alone = together, alone
        self._waiting: list[tuple[UUID, asyncio.Future[None]]] = []
        self._runners: set[asyncio.Task[None]] = set()

    async def handle(self, subject: UUID) -> None:
        """Returns when `subject` is handled."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((subject, done))
        if len(self._runners) < RUNNERS:
            task = asyncio.create_task(self._run())
            self._runners.add(task)
            task.add_done_callback(self._runners.discard)
        await done

    async def _run(self) -> None:
        while batch := self._waiting[:LARGEST]:
            del self._waiting[: len(batch)]
            try:
                await self._one_batch([subject for subject, _ in batch])
            finally:
                for _, done in batch:
                    if not done.done():
                        done.set_result(None)

    async def _one_batch(self, subjects: Sequence[UUID]) -> None:
        if len(subjects) > 1:
            try:
                await self._together(subjects)
            except Exception as error:  # one of them, or the database: each is tried alone, and counted alone
                log.info("batch.split", size=len(subjects), error=failure(error))
            else:
                return
        for subject in subjects:
            await self._by_itself(subject)

    async def _by_itself(self, subject: UUID) -> None:
        """Whatever happens, those behind it get their turn: a waiting call that nobody ends would stop the queue."""
        try:
            await self._alone(subject)
        except Exception as error:  # the database is away: the sweep wakes it again
            log.warning("event.unhandled", subject=str(subject), error=failure(error))
