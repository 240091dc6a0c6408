"""R19 (c) after the record: draws up draft (c) when no citizen waits; a failure leaves the record as it is."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from uuid import UUID

import structlog

from app.logs import failure
from app.services import Services
from casework.usecases.comparing import compare
from storage.repositories.candidates import wake_left

log = structlog.get_logger()
AT_ONCE = 2
SOON, LATEST = timedelta(minutes=1), timedelta(hours=1)


class Comparer:
    """Handles the wake-ups `compare`, few at a time: what citizens wait for gets the rest of the process."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def handle(self, complaint_id: UUID) -> None:
        """Writes draft (c) of a recorded complaint, once."""
        async with self._turn:
            try:
                async with self._services.works.begin() as work:
                    now = self._services.clock.now()
                    await compare(work, complaint_id=complaint_id, pack=self._services.pack, now=now)
            except Exception as error:  # a draft must never fail the case; what is left is woken again
                log.warning("compare.failed", complaint=str(complaint_id), error=failure(error))


async def resume(services: Services) -> None:
    """Once a minute: complaints of the last hour whose draft was lost with a connection or a process."""
    now = services.clock.now()
    async with services.works.begin() as work:
        await wake_left(work.session, now - LATEST, now - SOON)
