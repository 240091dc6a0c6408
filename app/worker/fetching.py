"""Media of messages, fetched after the message itself is safe; a failed download keeps the message."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from uuid import UUID

import structlog

from app.logs import failure
from app.services import Services
from app.worker.retrying import FETCH_ATTEMPTS, backoff
from intake.channel import FetchError
from storage import jobs, media, running

log = structlog.get_logger()
FETCH_TIMEOUT = 60.0


async def handle_attachment(services: Services, attachment_id: UUID) -> None:
    """Fetches one medium; tried again with growing waits, then held and visible."""
    try:
        async with services.works.begin() as work:
            found = await media.waiting(work.session, attachment_id)
        if found is None:
            return
        blob = await asyncio.wait_for(services.adapters[found.adapter].fetch(found.ref), FETCH_TIMEOUT)
        stored = await services.blobs.put_bytes(blob.content, name=blob.name or found.ref.name or "lampiran")
        async with services.works.begin() as work:
            await media.fetched(work.session, attachment_id, stored)
    except FetchError as error:
        await _failed(services, attachment_id, "fetch", retryable=error.retryable)
    except Exception as error:  # the edge of a job: one medium must not stop the others
        await _failed(services, attachment_id, failure(error), retryable=True)


async def _failed(services: Services, attachment_id: UUID, reason: str, *, retryable: bool) -> None:
    log.warning("attachment.failed", attachment=str(attachment_id), error=reason)
    now = services.clock.now()
    async with services.works.begin() as work:
        attempts = await media.count_attempt(work.session, attachment_id, reason)
        if retryable and attempts < FETCH_ATTEMPTS:
            wait = backoff(attempts, timedelta(seconds=2))
            await media.again(work.session, attachment_id, now + wait)
            await jobs.wake(work.session, jobs.ATTACHMENT, attachment_id, wait)
            return
        await media.hold(work.session, attachment_id)
        await running.alarm(work.session, "attachment_held", str(attachment_id), now)
