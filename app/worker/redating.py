"""When the calendar changed, every open due date is counted anew (R9); a run that was cut off is done again."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from uuid import UUID

import structlog

from app.calendars import KEEP_S
from app.logs import failure
from app.services import OfficeTerms, Services
from casework.usecases.redating import redate
from storage import calendars
from triage.calendar import Calendar

log = structlog.get_logger()
TOGETHER = 200


async def redate_all(services: Services, *, settle_s: float = KEEP_S + 1) -> int:
    """How many due dates moved.  `settle_s`: until then a worker may still count by the calendar it had read."""
    calendar = await services.calendar()
    async with services.works.begin() as work:
        applied = await calendars.read_applied(work.session)
    if applied is not None and applied.version == calendar.version:
        return 0
    await asyncio.sleep(settle_s)
    moved = await _all(services, calendar, calendar.changes(applied) if applied else ())
    if moved is None:
        return 0
    async with services.works.begin() as work:
        await calendars.write_applied(work.session, calendar, services.clock.now())
    log.info("calendar.applied", version=calendar.version, moved=moved)
    return moved


async def _all(services: Services, calendar: Calendar, changed: Sequence[date]) -> int | None:
    """Case by case, each in a transaction of its own; None when one failed, so that the next minute tries again."""
    terms, moved, failed, last = OfficeTerms(services.pack, calendar), 0, False, None
    cause = [f"{day.isoformat()}:{'worked' if calendar.is_working(day) else 'off'}" for day in changed]
    while ids := await _next(services, last):
        for case_id in ids:
            try:
                async with services.works.begin() as work:
                    now = services.clock.now()
                    moved += await redate(work, case_id=case_id, terms=terms, cause=cause, now=now)
            except Exception as error:  # one case must not keep the others at a wrong date
                failed = True
                log.error("case.unredated", case=str(case_id), error=failure(error))
        last = ids[-1]
    return None if failed else moved


async def _next(services: Services, after: UUID | None) -> Sequence[UUID]:
    async with services.works.begin() as work:
        return await calendars.open_cases(work.session, after, TOGETHER)
