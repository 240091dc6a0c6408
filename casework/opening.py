"""A recorded complaint becomes a case: its state, whose job it is, its reminders, the review's drafts.  Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from casework.drafting import drafts
from casework.ports import Draft, NewCase, TimerSpec
from casework.reminding import Hours, reminders
from casework.types import Role, State
from triage.calendar import Calendar
from triage.packs.schema import Pack
from triage.types import Assessment, Treated


@dataclass(frozen=True, slots=True)
class Opened:
    """What a new case consists of."""

    case: NewCase
    timers: Sequence[TimerSpec]
    drafts: Sequence[Draft]


def open_case(
    assessment: Assessment, *, made_at: datetime, calendar: Calendar, hours: Hours, remind_on: Sequence[int],
    pack: Pack,
) -> Opened:  # fmt: skip
    """R8, R10, R19, R21: the case, its reminders and the drafts of review steps (a), (b) and (d).

    A message treated as suggestion has no due date and no reminders (R17).
    """
    due = assessment.due if _is_complaint(assessment) else None
    timers = reminders(made_at, due.at, calendar, hours, remind_on) if due else ()
    return Opened(_case(assessment, made_at), timers, drafts(assessment, pack))


def _is_complaint(assessment: Assessment) -> bool:
    treated = assessment.treated_as
    return treated is None or treated.treated_as is Treated.COMPLAINT


def _case(assessment: Assessment, made_at: datetime) -> NewCase:
    route = assessment.route
    if route is None:
        raise ValueError("an assessment of a complaint or suggestion always carries a route")
    due = assessment.due if _is_complaint(assessment) else None
    return NewCase(
        state=State.RECORDED,
        way=route.way,
        unit=route.unit,
        tier=route.tier,
        role=Role(route.role),
        service_id=assessment.service.id if assessment.service else None,
        component=assessment.component,
        integrity=assessment.integrity,
        danger=assessment.danger,
        needs_person=assessment.needs_person,
        opened_at=made_at,
        due_at=due.at if due else None,
        due_provisional=bool(due and due.provisional),
        excluded=route.excluded,
    )
