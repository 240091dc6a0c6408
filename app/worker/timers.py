"""Timers are rows read against our clock: due reminders, quiet times, retries, what was left over, alarms."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import structlog

from app.calendars import enter_missing
from app.logs import failure
from app.services import Services
from app.worker.redating import redate_all
from casework.ports import Letter
from casework.usecases.timing import Times, fire
from storage import calendars, inbox, lanes, running
from storage.work import SqlWork

log = structlog.get_logger()
LEFT_OVER = timedelta(seconds=5)
UNSENT_ALARM = timedelta(minutes=15)


async def tick(services: Services) -> None:
    """Once a second: wakes conversations, lanes and attachments whose time has come, and fires due timers."""
    now = services.clock.now()
    async with services.works.begin() as work:
        await running.wake_conversations(work.session, now)
        await running.wake_attachments(work.session, now)
        await lanes.wake_due(work.session, now)
        due = await running.due_timers(work.session, now)
    for timer_id in due:
        await fire_timer(services, timer_id, now)


async def fire_timer(services: Services, timer_id: UUID, now: datetime, *, at_due: bool = False) -> None:
    """Acts on one due timer; `at_due`: as of the time it fell due (the demo's past) instead of `now`."""
    try:
        async with services.works.begin() as work:
            timer = await running.lock_timer(work.session, timer_id, now)
            if timer is None:
                return
            now = timer.due_at if at_due else now
            times = Times(
                await calendars.read_calendar(work.session, services.closures), services.hours, services.desk_url
            )
            moved = await fire(
                work, case_id=timer.case_id, kind=timer.kind, ordinal=timer.ordinal, now=now, times=times
            )
            if moved is None:
                timer.done_at = now
            else:
                timer.due_at = moved.due_at
    except Exception as error:  # one case's timer must not stop the others; it stays due and is tried again
        log.error("timer.failed", timer=str(timer_id), error=failure(error))


async def rescue(services: Services) -> None:
    """Every few seconds: events whose wake-up was lost with a connection, and that nobody tried yet."""
    async with services.works.begin() as work:
        await inbox.sweep(work.session, services.clock.now() - LEFT_OVER, attempts=0)


async def sweep(services: Services) -> None:
    """Once a minute: re-wakes events that were left, prunes the queue's log, counts due dates anew when the
    calendar changed, tells the operator of alarms."""
    now = services.clock.now()
    async with services.works.begin() as work:
        await inbox.sweep(work.session, now - LEFT_OVER)
        await running.prune(work.session)
        oldest = await lanes.oldest_unsent(work.session)
        if oldest is not None and now - oldest > UNSENT_ALARM:
            await running.alarm(work.session, "unsent", "oldest", now)
        else:
            await running.clear_alarm(work.session, "unsent", "oldest", now)
    await enter_missing(services.works, services.pack, now)
    await redate_all(services)
    await tell_operator(services)


async def tell_operator(services: Services) -> None:
    """Alarms go to the operator's e-mail and Telegram: codes and ids only; each once."""
    now = services.clock.now()
    async with services.works.begin() as work:
        alarms = await running.unsent_alarms(work.session)
        if not alarms:
            return
        lines = [f"{alarm.code} {alarm.subject} ({alarm.count}x)" for alarm in alarms]
        await _write(services, work, Letter("alarm", "aduan:\n" + "\n".join(lines), subject="aduan: alarm"), now)
        for alarm in alarms:
            alarm.sent_at = now


async def _write(services: Services, work: SqlWork, letter: Letter, now: datetime) -> None:
    operator = services.settings.operator
    if operator.email and "email" in services.adapters:
        await work.outbox.to_operator("email", services.settings.mail.address, operator.email, letter, at=now)
    if operator.telegram_chat and "telegram" in services.adapters:
        bot = services.settings.telegram.token.get_secret_value().partition(":")[0]
        await work.outbox.to_operator("telegram", bot, operator.telegram_chat, letter, at=now)
