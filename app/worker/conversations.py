"""One conversation at a time: what was said and not answered goes through the dialogue, in one transaction."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import structlog

from app.judging import Judges
from app.logs import failure
from app.services import Services
from app.worker.retrying import CONVERSATION_ATTEMPTS, backoff
from casework.usecases.receive import receive
from intake.dialogue import step
from intake.quiet import next_wake, silence_at
from storage import jobs, running, taking
from storage.contexts import cases_of, known_to, named_cases
from storage.work import SqlWork

log = structlog.get_logger()
BUSY = timedelta(seconds=0.1)


async def handle_conversation(services: Services, judges: Judges, conversation_id: UUID) -> None:
    """Answers until nothing is left; a conversation that fails is tried again, then shown to an officer."""
    try:
        while await _once(services, judges, conversation_id):
            pass
    except Exception as error:  # the edge of a job: one conversation must not stop the others
        await _failed(services, conversation_id, failure(error))


async def _once(services: Services, judges: Judges, conversation_id: UUID) -> bool:
    async with services.works.begin() as work:
        if not await jobs.try_lock(work.session, f"conversation:{conversation_id}"):
            await jobs.wake(work.session, jobs.CONVERSATION, conversation_id, BUSY)
            return False
        waiting = await taking.waiting(work.session, conversation_id)
        now = services.clock.now()
        if waiting is None or not await _is_time(work, waiting, now):
            return False
        await _answer(services, judges, work, waiting, now)
        return len(waiting.messages) == taking.BATCH


async def _is_time(work: SqlWork, waiting: taking.Waiting, now: datetime) -> bool:
    row = waiting.row
    if waiting.messages and row.wake_at is not None and row.wake_at > now:
        await jobs.wake(work.session, jobs.CONVERSATION, row.id, row.wake_at - now)
        return False
    if waiting.messages or (row.silence_at is not None and row.silence_at <= now):
        return True
    row.wake_at = None
    return False


async def _answer(services: Services, judges: Judges, work: SqlWork, waiting: taking.Waiting, now: datetime) -> None:
    row, said = waiting.row, waiting.messages
    calendar = await services.calendars.get(work.session, services.closures)
    ends = silence_at(waiting.conversation)
    context = judges.context(
        calendar,
        now,
        known=await known_to(work.session, row),
        cases=await cases_of(work.session, row.id) if row.complainant_id else (),
        by_number=await named_cases(work.session, row.id, [s.text for s in said], services.settings.key()),
        flush=not said and ends is not None and ends <= now,
        form_url=services.settings.public_url,
        status_url=services.status_url,
    )
    done = step(waiting.conversation, said, context, now)
    received = await receive(work, step=done, desk=services.desk(calendar, demo=row.demo), now=now)
    await taking.taken(work.session, [s.id for s in said], now)
    row.wake_at, row.failures, row.held_at = None, 0, None
    row.silence_at = next_wake(received.conversation, now, calendar, services.pack)
    for record in received.recorded:
        log.info("complaint.recorded", complaint=str(record.complaint_id), conversation=str(row.id))


async def _failed(services: Services, conversation_id: UUID, reason: str) -> None:
    log.error("conversation.failed", conversation=str(conversation_id), error=reason)
    async with services.works.begin() as work:
        now = services.clock.now()
        failures = await taking.count_failure(work.session, conversation_id, now, hold_at=CONVERSATION_ATTEMPTS)
        if failures < CONVERSATION_ATTEMPTS:
            await jobs.wake(work.session, jobs.CONVERSATION, conversation_id, backoff(failures, timedelta(seconds=0.5)))
        else:
            await running.alarm(work.session, "conversation_held", str(conversation_id), now)
