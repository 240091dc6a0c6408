"""Handing messages over: claimed in a transaction, sent outside any, confirmed in another (decision 6)."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from uuid import UUID

import structlog

from app.logs import failure
from app.services import Services
from app.worker.retrying import after_send
from intake.channel import Adapter, Blob, OutboundMessage, SendCode, SendError
from storage import jobs, lanes, running
from storage.lanes import Claimed

log = structlog.get_logger()
SEND_TIMEOUT = 15.0


async def handle_lane(services: Services, lane: UUID) -> None:
    """Sends what waits in a lane, in order, until it is empty, not due yet, or held by another worker."""
    try:
        while claimed := await _claim(services, lane):
            if not await _deliver(services, claimed) or not claimed.more:
                return
    except Exception as error:  # the edge of a job: the claim runs out and the sweep tries again
        log.error("lane.failed", lane=str(lane), error=failure(error))


async def _claim(services: Services, lane: UUID) -> Claimed | None:
    async with services.works.begin() as work:
        return await lanes.claim(work.session, lane, services.clock.now())


async def _deliver(services: Services, claimed: Claimed) -> bool:
    """True when the message was handed over, or ended, so that the lane's next may follow."""
    adapter = services.adapters.get(claimed.adapter)
    if adapter is None:
        return await _failed(
            services, claimed, SendError(SendCode.CREDENTIALS, retryable=False, detail="not configured")
        )
    try:
        provider_id = await asyncio.wait_for(_hand_over(services, adapter, claimed), SEND_TIMEOUT)
    except SendError as error:
        return await _failed(services, claimed, error)
    except TimeoutError:
        return await _failed(services, claimed, SendError(SendCode.TIMEOUT, retryable=True))
    async with services.works.begin() as work:
        await lanes.confirmed(work.session, claimed.id, provider_id, services.clock.now())
    return True


async def _hand_over(services: Services, adapter: Adapter, claimed: Claimed) -> str:
    """After a crash between hand-over and record the provider is asked first; what it does not know is sent again."""
    message = await _with_files(services, claimed)
    if claimed.again and (found := await _found(services, adapter, claimed, message)) is not None:
        return found
    return await adapter.send(message)


async def _found(services: Services, adapter: Adapter, claimed: Claimed, message: OutboundMessage) -> str | None:
    """What the provider says it has; not when that id is another message's of ours, which only looks the same."""
    found = await adapter.find_sent(message)
    if found is None:
        return None
    async with services.works.begin() as work:
        return None if await lanes.is_known(work.session, claimed.adapter, found) else found


async def _with_files(services: Services, claimed: Claimed) -> OutboundMessage:
    if not claimed.files or not services.adapters[claimed.adapter].limits[claimed.message.channel].media_out:
        return claimed.message
    blobs = [await asyncio.to_thread(_read, services, *file) for file in claimed.files]
    return replace(claimed.message, media=tuple(blobs))


def _read(services: Services, sha256: str, name: str, kind: str) -> Blob:
    return Blob(services.blobs.open(sha256).read_bytes(), kind, name)


async def _failed(services: Services, claimed: Claimed, error: SendError) -> bool:
    now = services.clock.now()
    decision = after_send(error, claimed.attempts)
    log.warning("send.failed", outgoing=str(claimed.id), code=error.code.value, attempt=claimed.attempts)
    async with services.works.begin() as work:
        if decision.wait is not None:
            await lanes.retry(work.session, claimed.id, now + decision.wait, error.code.value)
            await jobs.wake(work.session, jobs.LANE, claimed.lane, decision.wait)
            return False
        await lanes.give_up(work.session, claimed.id, decision.state, error.code.value, now)
        await lanes.look_at_answer(work.session, claimed.id, now)
        subject = claimed.adapter if error.code is SendCode.CREDENTIALS else str(claimed.id)
        await running.alarm(work.session, f"send_{error.code.value}", subject, now)
    return True
