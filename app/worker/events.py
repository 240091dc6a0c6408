"""A raw event becomes messages, delivery statuses or a reason (decision 3)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import structlog

from app.logs import failure
from app.services import Services
from app.worker.retrying import EVENT_ATTEMPTS, backoff
from intake.channel import DeliveryStatus, InboundMessage, MediaRef, Parsed, RawEvent, Unparseable
from storage import inbox, jobs, lanes, running, taking
from storage.work import SqlWork

log = structlog.get_logger()
LARGE = 64 * 1024


async def handle_event(services: Services, event_id: UUID) -> None:
    """Parses and takes in one event; a failure is counted and tried again, then held, and never blocks the next."""
    try:
        await _take(services, event_id)
    except Exception as error:  # the edge of a job: whatever one event does must not stop the others
        await _failed(services, event_id, failure(error))


async def _take(services: Services, event_id: UUID) -> None:
    async with services.works.begin() as work:
        found = await inbox.take(work.session, event_id)
        if found is None:
            return
        raw, _ = found
        try:
            parsed = await _parse(services, raw)
        except Unparseable:
            await _quarantine(services, work, event_id, raw)
            return
        used = [await _use(services, work, event_id, raw, item) for item in parsed]
        state = "done" if any(used) else "ignored"
        reason = next((item.reason for item in parsed if not isinstance(item, InboundMessage | DeliveryStatus)), None)
        await inbox.finish(work.session, event_id, state, services.clock.now(), None if any(used) else reason)


async def _parse(services: Services, raw: RawEvent) -> Sequence[Parsed]:
    adapter = services.adapters[raw.adapter]
    parsed = await asyncio.to_thread(adapter.parse, raw) if len(raw.body) > LARGE else adapter.parse(raw)
    return [await _stored_media(services, item) if isinstance(item, InboundMessage) else item for item in parsed]


async def _stored_media(services: Services, message: InboundMessage) -> InboundMessage:
    """Media that came along are kept as blobs before anything is written about them."""
    if not any(media.content is not None for media in message.media):
        return message
    return replace(message, media=tuple([await _blob(services, media) for media in message.media]))


async def _blob(services: Services, media: MediaRef) -> MediaRef:
    if media.content is None:
        return media
    stored = await services.blobs.put_bytes(media.content, name=media.name or "lampiran")
    return replace(media, content=None, url=f"blob:{stored.sha256}", size=stored.size, type=stored.type)


async def _use(services: Services, work: SqlWork, event_id: UUID, raw: RawEvent, item: Parsed) -> bool:
    if isinstance(item, InboundMessage):
        await taking.take_in(
            work.session, item, event_id=event_id, received_at=raw.received_at, now=services.clock.now(),
            quiet=services.settings.quiet_for(item.channel),
            longest=timedelta(seconds=services.settings.quiet.longest_seconds),
        )  # fmt: skip
        return True
    if isinstance(item, DeliveryStatus):
        await lanes.status(work.session, event_id, item)
        return True
    return False


async def _quarantine(services: Services, work: SqlWork, event_id: UUID, raw: RawEvent) -> None:
    now = services.clock.now()
    await inbox.finish(work.session, event_id, "quarantined", now, "unparseable")
    await running.alarm(work.session, "quarantined", raw.adapter, now)
    log.warning("event.quarantined", event_id=str(event_id), adapter=raw.adapter)


async def _failed(services: Services, event_id: UUID, reason: str) -> None:
    log.warning("event.failed", event_id=str(event_id), error=reason)
    async with services.works.begin() as work:
        attempts = await inbox.count_attempt(work.session, event_id, reason)
        if attempts < EVENT_ATTEMPTS:
            wait = backoff(attempts, timedelta(seconds=0.5))
            await jobs.wake(work.session, jobs.EVENT, event_id, wait, attempt=attempts)
            return
        now = services.clock.now()
        await inbox.finish(work.session, event_id, "held", now, reason)
        await running.alarm(work.session, "event_held", str(event_id), now)
