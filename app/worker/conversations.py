"""One conversation at a time: what was said and not answered goes through the dialogue, in one transaction."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import structlog

from app.answering import answer
from app.judging import Judges
from app.logs import failure
from app.services import Services
from app.worker.retrying import CONVERSATION_ATTEMPTS, backoff
from storage import jobs, running, taking
from storage.models import ConversationRow
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
        row = await taking.held(work.session, conversation_id)
        now = services.clock.now()
        if row is None or await _is_early(work, row, now):
            return False
        said = await taking.take(work.session, conversation_id, now)
        if not said and (row.silence_at is None or row.silence_at > now):
            row.wake_at = None
            return False
        calendar = await services.calendars.get(work.session, services.closures)
        _, received = await answer(services, judges, work, row, said, calendar, now)
        for record in received.recorded:
            log.info("complaint.recorded", complaint=str(record.complaint_id), conversation=str(conversation_id))
        return len(said) == taking.BATCH


async def _is_early(work: SqlWork, row: ConversationRow, now: datetime) -> bool:
    """The quiet time still runs: the citizen may not have finished."""
    if row.wake_at is None or row.wake_at <= now:
        return False
    await jobs.wake(work.session, jobs.CONVERSATION, row.id, row.wake_at - now)
    return True


async def _failed(services: Services, conversation_id: UUID, reason: str) -> None:
    log.error("conversation.failed", conversation=str(conversation_id), error=reason)
    async with services.works.begin() as work:
        now = services.clock.now()
        failures = await taking.count_failure(work.session, conversation_id, now, hold_at=CONVERSATION_ATTEMPTS)
        if failures < CONVERSATION_ATTEMPTS:
            await jobs.wake(work.session, jobs.CONVERSATION, conversation_id, backoff(failures, timedelta(seconds=0.5)))
        else:
            await running.alarm(work.session, "conversation_held", str(conversation_id), now)
