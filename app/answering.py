"""One step of the dialogue on the rows: what waits goes through the real judgement into records and replies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from app.judging import Judges
from app.services import Services
from casework.usecases.receive import Received, receive
from intake.conversation import Said, Step
from intake.dialogue import step
from intake.quiet import silence_at
from storage.contexts import cases_of, known_to, named_cases
from storage.models import ConversationRow
from storage.taking import state_of
from storage.work import SqlWork
from triage.calendar import Calendar


async def answer(
    services: Services, judges: Judges, work: SqlWork, row: ConversationRow, said: Sequence[Said], calendar: Calendar,
    now: datetime,
) -> tuple[Step, Received]:  # fmt: skip
    """What the dialogue made of `said` (nothing: of silence), and what was stored of it in this unit of work."""
    conversation = state_of(row)
    ends = silence_at(conversation)
    context = judges.context(
        calendar,
        now,
        known=await known_to(work.session, row),
        cases=await cases_of(work.session, row.id) if row.complainant_id else (),
        by_number=await named_cases(work.session, row.id, [one.text for one in said], services.settings.key()),
        flush=not said and ends is not None and ends <= now,
        form_url=services.settings.public_url,
        status_url=services.status_url,
    )
    done = step(conversation, said, context, now)
    desk = replace(services.desk(calendar), demo=row.demo)
    return done, await receive(work, step=done, desk=desk, now=now)
