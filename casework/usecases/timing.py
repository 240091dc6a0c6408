"""What a timer that fell due leads to: reminders (R10), the look at whether the citizen was told (R25)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from casework.ports import CaseView, Letter, OfficerView, TimerSpec, Work
from casework.reminding import OVERDUE, REMINDER, TOLD, Hours, may_ring, next_overdue, next_ring
from casework.told import best, told
from casework.types import Action, Actor, Role, State
from triage.calendar import Calendar

ESCALATE_FROM = 12
LOOK_AGAIN = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Times:
    """Calendar and hours as of now, and where an officer's mail points."""

    calendar: Calendar
    hours: Hours
    desk_url: str


async def fire(work: Work, *, case_id: UUID, kind: str, ordinal: int, now: datetime, times: Times) -> TimerSpec | None:
    """Acts on one due timer; the spec it is moved to when it must ring again, None when it is done."""
    case = await work.cases.get(case_id)
    if kind == TOLD:
        return await _look(work, case, ordinal, now, times)
    if case.answered_at is not None or case.due_at is None or case.state in {State.WITHDRAWN, State.HANDED_OVER}:
        return None
    if not may_ring(now, times.calendar, times.hours):
        return TimerSpec(kind, ordinal, next_ring(now, times.calendar, times.hours))
    await _ring(work, case, kind, ordinal, now, times)
    if kind == OVERDUE:
        await work.cases.set_timers(case_id, (next_overdue(now, ordinal, times.calendar, times.hours),))
    return None


async def _ring(work: Work, case: CaseView, kind: str, ordinal: int, now: datetime, times: Times) -> None:
    for officer in await _recipients(work, case, kind, ordinal):
        new = await work.officers.notify(officer.id, case_id=case.id, kind=kind, ordinal=ordinal, at=now)
        if new:
            await work.outbox.to_officer(officer.id, _mail(case, kind, ordinal, times), at=now, case_id=case.id)
    await work.audit.add(case.id, actor=Actor.SYSTEM, action=Action.REMIND, at=now, kind=kind, day=ordinal)


async def _recipients(work: Work, case: CaseView, kind: str, ordinal: int) -> Sequence[OfficerView]:
    """R10: whoever holds it; from day 12 the next tier too; when overdue the head of office, daily."""
    holders = await _holders(work, case)
    extra: list[OfficerView] = []
    if kind == OVERDUE:
        extra = list(await work.officers.holding(Role.HEAD_OF_OFFICE))
    elif kind == REMINDER and ordinal >= ESCALATE_FROM:
        extra = [await work.officers.get(o.superior_id) for o in holders if o.superior_id]
    chosen = {officer.id: officer for officer in [*holders, *extra]}
    return [o for o in chosen.values() if o.active and not {str(o.id), o.unit, f"unit:{o.unit}"} & set(case.excluded)]


async def _holders(work: Work, case: CaseView) -> list[OfficerView]:
    if case.holder_id:
        return [await work.officers.get(case.holder_id)]
    by_unit = list(await work.officers.holding(case.role, unit=case.unit))
    return by_unit or list(await work.officers.holding(Role.COMPLAINT_OFFICER))


def _mail(case: CaseView, kind: str, ordinal: int, times: Times) -> Letter:
    """A reminder names the case by link only: no citizen's name or words leave the desk (R14)."""
    when = case.due_at.astimezone(times.hours.zone).strftime("%d-%m-%Y %H:%M") if case.due_at else "-"
    what = "sudah lewat batas waktu" if kind == OVERDUE else f"sudah hari kerja ke-{ordinal}"
    text = f"Sebuah pengaduan {what}. Batas jawaban: {when}.\n\n{times.desk_url}/{case.id}"
    return Letter(intent=kind, text=text, subject=f"Pengingat: pengaduan {what}")


async def _look(work: Work, case: CaseView, ordinal: int, now: datetime, times: Times) -> TimerSpec | None:
    if case.told_at is not None or case.answered_at is None:
        return None
    views = [told(sent, now, times.calendar, times.hours) for sent in await work.cases.answers_sent(case.id)]
    result = best(views)
    if result.at is not None:
        await work.cases.change(case.id, told_at=result.at, told_how=result.how)
        await work.audit.add(case.id, actor=Actor.SYSTEM, action=Action.TOLD, at=now, how=result.how)
        return None
    if result.failed:
        await _reach_by_hand(work, case, ordinal, now)
        return None
    return TimerSpec(TOLD, ordinal, result.look_at or now + LOOK_AGAIN)


async def _reach_by_hand(work: Work, case: CaseView, ordinal: int, now: datetime) -> None:
    """R25: when no channel delivers, an officer gets the task to reach the person."""
    for officer in await _holders(work, case):
        await work.officers.notify(officer.id, case_id=case.id, kind="reach_by_hand", ordinal=ordinal, at=now)
