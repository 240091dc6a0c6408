"""The one clock of a case: the earliest due date of its complaints, and the reminders that go with it (R8, R10)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from casework.ports import CaseView, TimerSpec, Work
from casework.reminding import OVERDUE, REMINDER

Timers = Callable[[datetime, datetime], tuple[TimerSpec, ...]]


async def aim(work: Work, case: CaseView, timers: Timers, now: datetime, *, anew: bool = False) -> None:
    """Sets the case to its earliest complaint; reminders whose time has passed are not sent again.

    `anew`: the days between have changed, so the reminders are counted again though the due date may stand (R9).
    """
    complaints = await work.cases.complaints(case.id)
    dated = [(one.due_at, one.made_at) for one in complaints if one.due_at is not None]
    due_at, made_at = min(dated, default=(None, None))
    if due_at == case.due_at and not anew:
        return
    await work.cases.change(case.id, due_at=due_at)
    await work.cases.finish_timers(case.id, now, kinds=(REMINDER, OVERDUE))
    if due_at is not None and made_at is not None and case.answered_at is None:
        ahead = [one for one in timers(made_at, due_at) if one.kind == OVERDUE or one.due_at > now]
        await work.cases.set_timers(case.id, ahead)
