"""Taking, assigning, noting, correcting and reviewing a case (R18, R19, R22)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from casework.ports import OfficerRef, Work
from casework.rights import complained_about
from casework.types import Action, CaseworkError
from casework.usecases.acting import act, needed, trace
from triage.types import Component

STEPS = ("a", "b", "c", "d", "e")


async def take(work: Work, *, case_id: UUID, officer: OfficerRef, now: datetime) -> None:
    """The officer takes the case into their own hands; it is under review from now on."""
    case, state = await act(work, case_id=case_id, officer=officer, action=Action.TAKE)
    await work.cases.change(case_id, state=state, holder_id=officer.id)
    await work.cases.assign(
        case_id, officer_id=officer.id, by_id=officer.id, unit=officer.unit, tier=case.tier, role=officer.role,
        reason="take", at=now,
    )  # fmt: skip
    await trace(work, case, officer, Action.TAKE, now)


async def assign(work: Work, *, case_id: UUID, officer: OfficerRef, to_id: UUID, reason: str, now: datetime) -> None:
    """Gives the case to another officer; never to whoever is complained about (R14, R22)."""
    case, _ = await act(work, case_id=case_id, officer=officer, action=Action.ASSIGN)
    to = await work.officers.get(to_id)
    if not to.active or complained_about(to, case.excluded):
        raise CaseworkError("not_to_this_officer", "R14")
    await work.cases.change(case_id, holder_id=to.id, unit=to.unit, tier=to.tier, role=to.role)
    await work.cases.assign(
        case_id, officer_id=to.id, by_id=officer.id, unit=to.unit, tier=to.tier, role=to.role,
        reason=reason.strip(), at=now,
    )  # fmt: skip
    await work.officers.notify(to.id, case_id=case_id, kind="assigned", ordinal=int(now.timestamp()), at=now)
    await trace(work, case, officer, Action.ASSIGN, now, to=str(to.id))


async def note(work: Work, *, case_id: UUID, officer: OfficerRef, text: str, now: datetime) -> None:
    """A note the citizen never sees."""
    case, _ = await act(work, case_id=case_id, officer=officer, action=Action.NOTE)
    await work.cases.add_note(case_id, officer.id, "note", needed(text, "note_needs_text"), now)
    await trace(work, case, officer, Action.NOTE, now)


async def correct(
    work: Work, *, case_id: UUID, officer: OfficerRef, component: Component | None, service_id: str | None,
    reason: str, now: datetime,
) -> None:  # fmt: skip
    """R18: a person's correction of the labels is kept and teaches the next version."""
    case, _ = await act(work, case_id=case_id, officer=officer, action=Action.CORRECT)
    await work.cases.change(case_id, component=component, service_id=service_id, needs_person=False)
    await work.cases.add_note(case_id, officer.id, "correction", reason.strip(), now)
    await trace(
        work, case, officer, Action.CORRECT, now,
        component_from=case.component, component_to=component, service_from=case.service_id, service_to=service_id,
    )  # fmt: skip


async def review(
    work: Work, *, case_id: UUID, officer: OfficerRef, step: str, text: str, row: str | None, now: datetime
) -> None:
    """R19: one of the five steps, put into words by a person."""
    case, _ = await act(work, case_id=case_id, officer=officer, action=Action.REVIEW)
    if step not in STEPS:
        raise CaseworkError("no_such_step", "R19")
    await work.cases.add_review(case_id, step, needed(text, "review_needs_text"), row, officer.id, now)
    await trace(work, case, officer, Action.REVIEW, now, step=step, row=row)


async def reveal(work: Work, *, case_id: UUID, officer: OfficerRef, reason: str, now: datetime) -> None:
    """R14, R32: every look at an identity leaves a trace with its reason."""
    case, _ = await act(work, case_id=case_id, officer=officer, action=Action.REVEAL)
    await work.cases.add_note(case_id, officer.id, "reveal", needed(reason, "reveal_needs_reason"), now)
    await trace(work, case, officer, Action.REVEAL, now)
