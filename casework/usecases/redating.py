"""Changing the calendar moves open due dates; the old date, the new date and the cause are recorded (R9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from casework.ports import CaseView, ComplaintView, TimerSpec, Work
from casework.types import Action, Actor, State
from casework.usecases.clock import aim
from triage.types import Due

ENDED = frozenset({State.ANSWERED, State.CLOSED, State.WITHDRAWN, State.HANDED_OVER})


class NewTerms(Protocol):
    """Due dates and reminders over the calendar as it stands now."""

    def due(self, made_at: datetime) -> Due:
        """R8, with whether it is provisional (R9)."""

    def timers(self, made_at: datetime, due_at: datetime) -> tuple[TimerSpec, ...]:
        """R10's timers."""


async def redate(work: Work, *, case_id: UUID, terms: NewTerms, cause: Sequence[str], now: datetime) -> int:
    """Counts the open complaints of a case anew; how many due dates moved.  An answered case keeps what was promised.

    `cause`: the days that changed, as "2026-12-24:off" or "2026-12-26:worked".
    """
    case = await work.cases.get(case_id)
    if case.state in ENDED or case.answered_at is not None:
        return 0
    dated = [one for one in await work.cases.complaints(case_id) if one.due_at is not None]
    moved = [one for one in dated if await _move(work, case, one, terms, cause, now)]
    if dated:
        first = min(dated, key=lambda one: terms.due(one.made_at).at)
        await work.cases.change(case_id, due_provisional=terms.due(first.made_at).provisional)
        await aim(work, case, terms.timers, now, anew=True)
    if moved and case.holder_id:
        ordinal = int(now.timestamp())
        await work.officers.notify(case.holder_id, case_id=case_id, kind="redated", ordinal=ordinal, at=now)
    return len(moved)


async def _move(
    work: Work, case: CaseView, complaint: ComplaintView, terms: NewTerms, cause: Sequence[str], now: datetime
) -> bool:
    due = terms.due(complaint.made_at).at
    if complaint.due_at is None or due == complaint.due_at:
        return False
    await work.cases.change_complaint(complaint.id, due_at=due)
    await work.audit.add(
        case.id, actor=Actor.SYSTEM, action=Action.REDATE, at=now, complaint=str(complaint.id),
        old=complaint.due_at.isoformat(), new=due.isoformat(), cause=list(cause),
    )  # fmt: skip
    return True
