"""What a citizen corrects after the record amends it; what was there before stays beside (issue: summary and number).

The words of the first record are never changed (R11): only what was derived from them is judged anew.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from casework.ports import CaseView, ComplaintView, TimerSpec, Work
from casework.types import Action, Actor, State
from casework.usecases.clock import aim
from intake.conversation import Record
from triage.types import Treated

ENDED = frozenset({State.ANSWERED, State.CLOSED, State.WITHDRAWN, State.HANDED_OVER, State.REOPENED})


class Counting(Protocol):
    """How due date and reminders of a complaint are counted (R8, R10)."""

    def due_at(self, made_at: datetime) -> datetime:
        """The last instant for the answer."""

    def timers(self, made_at: datetime, due_at: datetime) -> tuple[TimerSpec, ...]:
        """R10's timers."""


async def amend(work: Work, complaint: ComplaintView, record: Record, terms: Counting, now: datetime) -> None:
    """The new assessment becomes the current one, the old ones stay; treatment and clock follow it.

    R6: an officer's decision stands, and integrity or danger is never talked away.
    """
    case = await work.cases.get(complaint.case_id)
    await work.cases.assess(complaint.id, record.assessment, now)
    decided = await work.audit.decided(case.id, complaint.id)
    values = _who(complaint, record) | ({} if decided else _how(complaint, case, record, terms))
    if values:
        await work.cases.change_complaint(complaint.id, **values)
    if "name" in values:
        await work.conversations.named(complaint.complainant_id, values["name"])
    await _amend_case(work, case, record)
    await aim(work, await work.cases.get(case.id), terms.timers, now)
    treated, due = values.get("treated_as", complaint.treated_as), values.get("due_at", complaint.due_at)
    await work.audit.add(
        case.id, actor=Actor.CITIZEN, action=Action.CORRECT, at=now, complaint=str(complaint.id),
        changed=sorted(values), was=str(complaint.treated_as), treated=str(treated),
        old=complaint.due_at.isoformat() if complaint.due_at else None, new=due.isoformat() if due else None,
    )  # fmt: skip


def _who(complaint: ComplaintView, record: Record) -> dict[str, Any]:
    """R14: what was hidden stays hidden."""
    values: dict[str, Any] = {}
    if record.name is not None and record.name != complaint.name:
        values["name"] = record.name
    if record.confidential and not complaint.confidential:
        values["confidential"] = True
    return values


def _how(complaint: ComplaintView, case: CaseView, record: Record, terms: Counting) -> dict[str, Any]:
    treated = record.assessment.treated_as
    if treated is None or case.state in ENDED:
        return {}
    if treated.treated_as is not Treated.COMPLAINT and (case.integrity or case.danger):
        return {}
    if (treated.treated_as, treated.rule) == (complaint.treated_as, complaint.treated_rule):
        return {}
    due = terms.due_at(complaint.made_at) if treated.treated_as is Treated.COMPLAINT else None
    return {"treated_as": treated.treated_as, "treated_rule": treated.rule, "due_at": due}


async def _amend_case(work: Work, case: CaseView, record: Record) -> None:
    """Flags only grow; service and component follow while no officer has the case."""
    assessment, values = record.assessment, dict[str, Any]()
    if assessment.integrity > case.integrity or assessment.danger > case.danger:
        values |= {"integrity": case.integrity or assessment.integrity, "danger": case.danger or assessment.danger}
    if case.state is State.RECORDED and case.holder_id is None:
        service = assessment.service.id if assessment.service else None
        values |= {"service_id": service or case.service_id, "component": assessment.component or case.component}
    if values:
        await work.cases.change(case.id, **values)
