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
from channels.telegram.adapter import TelegramAdapter
from intake.channel import DeliveryStatus, Ignored, InboundMessage, MediaRef, Parsed, RawEvent, Unparseable
from storage import inbox, jobs, running, statuses, taking
from storage.work import SqlWork

log = structlog.get_logger()
Word = tuple[UUID | None, DeliveryStatus]
LARGE = 64 * 1024
ACKNOWLEDGE_S = 5.0


async def acknowledge(services: Services, pressed: Sequence[InboundMessage]) -> None:
    """A pressed button stops spinning on the citizen's phone; best effort, after the press is committed."""
    for message in pressed:
        adapter = services.adapters.get(message.adapter)
        if isinstance(adapter, TelegramAdapter):
            try:
                await asyncio.wait_for(adapter.acknowledge(message), ACKNOWLEDGE_S)
            except Exception as error:  # the press itself is safe; the phone stops by itself after a while
                log.info("press.unacknowledged", error=failure(error))


def _pressed(items: Sequence[Parsed]) -> list[InboundMessage]:
    return [item for item in items if isinstance(item, InboundMessage) and item.choice is not None]


async def handle_event(services: Services, event_id: UUID) -> None:
    """Parses and takes in one event; a failure is counted and tried again, then held, and never blocks the next."""
    try:
        await _take(services, event_id)
    except Exception as error:  # the edge of a job: whatever one event does must not stop the others
        await _failed(services, event_id, failure(error))


async def _take(services: Services, event_id: UUID) -> None:
    pressed: list[InboundMessage] = []
    async with services.works.begin() as work:
        for found in await inbox.take(work.session, [event_id]):
            pressed += _pressed(await _use_event(services, work, found))
    await acknowledge(services, pressed)


async def handle_events(services: Services, event_ids: Sequence[UUID]) -> None:
    """Takes in many events in one transaction; raises, having done nothing, when one of them cannot be."""
    async with services.works.begin() as work:
        parsed = [(found, await _parse(services, found.raw)) for found in await inbox.take(work.session, event_ids)]
        for found, items in sorted(parsed, key=_order):
            await _use_items(services, work, found, items, finish=False)
        await statuses.statuses(work.session, await _words(work, parsed))
        plain = [found.id for found, items in parsed if _is_used(items)]
        await inbox.finish_many(work.session, plain, "done", services.clock.now())
        for found, items in parsed:
            if not _is_used(items):
                await inbox.finish(work.session, found.id, "ignored", services.clock.now(), _reason(items))
    await acknowledge(services, [message for _, items in parsed for message in _pressed(items)])


def _order(parsed: tuple[inbox.Taken, Sequence[Parsed]]) -> tuple[str, ...]:
    """Rows are locked in one order over all batches, so that none waits for another in a circle."""
    return tuple(
        f"{item.adapter} {item.account} {item.address}" for item in parsed[1] if isinstance(item, InboundMessage)
    )


async def _use_event(services: Services, work: SqlWork, found: inbox.Taken) -> Sequence[Parsed]:
    try:
        parsed = await _parse(services, found.raw)
    except Unparseable:
        await _quarantine(services, work, found.id, found.raw)
        return ()
    await _use_items(services, work, found, parsed)
    return parsed


async def _use_items(
    services: Services, work: SqlWork, found: inbox.Taken, parsed: Sequence[Parsed], *, finish: bool = True
) -> None:
    for item in parsed:
        if isinstance(item, InboundMessage):
            await _take_in(services, work, found, item)
    if finish:
        await statuses.statuses(work.session, await _words(work, [(found, parsed)]))
        used = _is_used(parsed)
        state, reason = ("done", None) if used else ("ignored", _reason(parsed))
        await inbox.finish(work.session, found.id, state, services.clock.now(), reason)


def _is_used(parsed: Sequence[Parsed]) -> bool:
    return any(isinstance(item, InboundMessage | DeliveryStatus) for item in parsed)


def _reason(parsed: Sequence[Parsed]) -> str | None:
    return next((item.reason for item in parsed if isinstance(item, Ignored)), None)


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


async def _take_in(services: Services, work: SqlWork, found: inbox.Taken, item: InboundMessage) -> None:
    await taking.take_in(
        work.session, item, event_id=found.id, received_at=found.raw.received_at, now=services.clock.now(),
        quiet=services.settings.quiet_for(item.channel),
        longest=timedelta(seconds=services.settings.quiet.longest_seconds),
    )  # fmt: skip


async def _words(work: SqlWork, parsed: Sequence[tuple[inbox.Taken, Sequence[Parsed]]]) -> list[Word]:
    """What the events say of messages of ours."""
    return [
        (found.id, await _addressed(work, item))
        for found, items in parsed
        for item in items
        if isinstance(item, DeliveryStatus)
    ]


async def _addressed(work: SqlWork, item: DeliveryStatus) -> DeliveryStatus:
    """A bounce that does not say which mail it is about means the newest one to that recipient."""
    if item.provider_id or not item.recipient:
        return item
    found = await statuses.newest_to(work.session, item.adapter, item.recipient)
    return replace(item, provider_id=found) if found else item


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
