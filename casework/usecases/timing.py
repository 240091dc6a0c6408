"""What a timer that fell due leads to: reminders (R10), the look at whether the citizen was told (R25)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from casework.moves import MOVES
from casework.ports import CaseView, Letter, OfficerView, TimerSpec, Work
from casework.reminding import OVERDUE, REMINDER, TOLD, Hours, may_ring, next_overdue, next_ring
from casework.told import by_person, everybody
from casework.types import Action, Actor, Role, State
from casework.usecases.tiers import heads, next_superior, without_accused
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
        return await _look(work, case, ordinal, now, times) if (case.state, Action.TOLD) in MOVES else None
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
        extra = await heads(work, case.excluded)
    elif kind == REMINDER and ordinal >= ESCALATE_FROM:
        above = [await next_superior(work, officer.id, case.excluded) for officer in holders]
        extra = [officer for officer in above if officer is not None]
    return list({officer.id: officer for officer in [*holders, *extra]}.values())


async def _holders(work: Work, case: CaseView) -> list[OfficerView]:
    """Whoever holds it; one complained about, or gone, is passed over upwards (R22)."""
    if case.holder_id:
        found: Sequence[OfficerView] = [await work.officers.get(case.holder_id)]
    else:
        found = await work.officers.holding(case.role, unit=case.unit)
    found = await without_accused(work, found, case.excluded)
    return found or await without_accused(work, await work.officers.holding(Role.COMPLAINT_OFFICER), case.excluded)


def _mail(case: CaseView, kind: str, ordinal: int, times: Times) -> Letter:
    """A reminder names the case by link only: no citizen's name or words leave the desk (R14)."""
    when = case.due_at.astimezone(times.hours.zone).strftime("%d-%m-%Y %H:%M") if case.due_at else "-"
    what = "sudah lewat batas waktu" if kind == OVERDUE else f"sudah hari kerja ke-{ordinal}"
    text = f"Sebuah pengaduan {what}. Batas jawaban: {when}.\n\n{times.desk_url}/{case.id}"
    return Letter(intent=kind, text=text, subject=f"Pengingat: pengaduan {what}")


async def _look(work: Work, case: CaseView, ordinal: int, now: datetime, times: Times) -> TimerSpec | None:
    """R25 for the newest answer; its timer's ordinal is the second in which it was released."""
    if case.told_at is not None or case.answered_at is None:
        return None
    sent = await work.cases.answers_sent(case.id, datetime.fromtimestamp(ordinal, UTC))
    views = by_person(sent, now, times.calendar, times.hours)
    if (done := everybody(views)) is not None:
        await work.cases.change(case.id, told_at=done.at, told_how=done.how)
        await work.audit.add(case.id, actor=Actor.SYSTEM, action=Action.TOLD, at=now, how=done.how)
        return None
    if any(view.failed for view in views):
        await _reach_by_hand(work, case, ordinal, now)
    waiting = [view for view in views if not view.failed]
    if views and not waiting:
        return None
    looks = [view.look_at for view in waiting if view.look_at is not None]
    return TimerSpec(TOLD, ordinal, min(looks, default=now + LOOK_AGAIN))


async def _reach_by_hand(work: Work, case: CaseView, ordinal: int, now: datetime) -> None:
    """R25: when no channel delivers, an officer gets the task to reach the person."""
    for officer in await _holders(work, case):
        await work.officers.notify(officer.id, case_id=case.id, kind="reach_by_hand", ordinal=ordinal, at=now)
