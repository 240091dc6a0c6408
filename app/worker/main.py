"""The worker process: queue, ticks, sweeps, pollers, and the clock's offset."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Awaitable, Callable
from functools import partial

import structlog

from app.judging import Judges
from app.logs import failure
from app.services import Services
from app.settling import settle
from app.worker.batching import Batcher
from app.worker.comparing import Comparer, resume
from app.worker.conversations import handle_conversation
from app.worker.events import handle_event, handle_events
from app.worker.fetching import handle_attachment
from app.worker.polling import Poke, run_poller
from app.worker.queue import Handler, run_queue
from app.worker.sending import handle_lane
from app.worker.timers import rescue, sweep, tick
from channels.telegram.adapter import TelegramAdapter
from storage import jobs

log = structlog.get_logger()
AGAIN, TICK, RESCUE, SWEEP, REGISTER = 5.0, 1.0, 3.0, 60.0, 600.0


async def every(seconds: float, work: Callable[[], Awaitable[None]], name: str) -> None:
    """Does `work` again and again; an outage is logged and outlived."""
    while True:
        try:
            await work()
        except Exception as error:  # the edge of a loop that must outlive the database
            log.warning("loop.failed", loop=name, error=failure(error))
            await asyncio.sleep(min(seconds, AGAIN))
        else:
            await asyncio.sleep(seconds)


def handlers(services: Services, judges: Judges, poke: Poke) -> dict[str, Handler]:
    """What each kind of wake-up does."""

    async def poll(_: object) -> None:
        poke.set()

    return {
        jobs.EVENT: Batcher(partial(handle_events, services), partial(handle_event, services)).handle,
        jobs.CONVERSATION: partial(handle_conversation, services, judges),
        jobs.LANE: partial(handle_lane, services),
        jobs.ATTACHMENT: partial(handle_attachment, services),
        jobs.COMPARE: Comparer(services).handle,
        jobs.POLL: poll,
    }


async def register(services: Services) -> None:
    """Tells Telegram where to reach us; again from time to time, because another program may have changed it."""
    telegram = services.adapters.get("telegram")
    if isinstance(telegram, TelegramAdapter):
        await telegram.register_webhook()


async def run_worker(services: Services, url: str, stop: asyncio.Event) -> None:
    """Runs everything until `stop`; what is in hand is finished first."""
    judges, poke, again = await asyncio.to_thread(Judges.load, services.pack), Poke(), asyncio.Event()

    def recovered() -> None:
        poke.set()
        again.set()

    loops = [
        every(TICK, partial(_tick, services), "tick"),
        every(RESCUE, partial(rescue, services), "rescue"),
        every(REGISTER, partial(register, services), "register"),
        every(SWEEP, partial(resume, services), "compare"),
        every(0.0, partial(_sweep, services, again), "sweep"),
        *(run_poller(services, a, url, poke) for a in services.adapters.values() if a.poll_every is not None),
    ]
    tasks = [asyncio.create_task(loop) for loop in loops]
    settle()
    log.info("worker.ready", channels=sorted(services.adapters))
    try:
        await run_queue(url, handlers(services, judges, poke), recovered, stop)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _tick(services: Services) -> None:
    await services.clock.refresh(services.engine)
    await tick(services)


async def _sweep(services: Services, again: asyncio.Event) -> None:
    """Every minute, and at once when the queue stands again after an outage."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(again.wait(), SWEEP)
    again.clear()
    await sweep(services)


def stop_on_signals() -> asyncio.Event:
    """An event that SIGTERM and SIGINT set."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop
