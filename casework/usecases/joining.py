"""What a citizen does about a complaint that is recorded already: adds to it, objects, takes it back (R13, R26)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol
from uuid import UUID

from casework.moves import MOVES, move
from casework.ports import ComplaintView, Work
from casework.types import Action, Actor, CaseworkError
from casework.usecases.acting import needed
from casework.usecases.amending import Counting, amend
from casework.usecases.clock import Timers, aim
from casework.usecases.deciding import object_to
from intake.conversation import Record
from triage.types import Kind, Treated


class DaysSince(Protocol):
    """Whether an objection at the second moment is in time for an answer of the first (R26)."""

    def __call__(self, answered_at: datetime, now: datetime, /) -> bool:
        """True within the working days that the pack gives."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the conversation knows by now, which a complaint recorded earlier may lack."""

    name: str | None
    confidential: bool
    terms: Counting


async def add_to(
    work: Work, number: str, ids: tuple[str, ...], why: str, now: datetime, told: Told | None = None,
    amended: Record | None = None,
) -> ComplaintView | None:  # fmt: skip
    """R13: messages join a complaint; whoever holds it is told.  What they settle (`told`) or correct is set."""
    complaint = await work.cases.by_number(number)
    if complaint is None:
        return None
    if told is not None:
        told = replace(told, confidential=told.confidential or why == "confidential")
        await _settle(work, complaint, told if amended is None else replace(told, name=None), now)
        if amended is not None:
            await amend(work, complaint, amended, told.terms, now)
    await work.conversations.attach(ids, complaint.id)
    case = await work.cases.get(complaint.case_id)
    if case.holder_id:
        await work.officers.notify(
            case.holder_id, case_id=case.id, kind="citizen_wrote", ordinal=int(now.timestamp()), at=now
        )
    await work.audit.add(
        case.id,
        actor=Actor.CITIZEN,
        action=Action.ADD,
        at=now,
        complaint=str(complaint.id),
        why=why,
        messages=list(ids),
    )
    return complaint


async def _settle(work: Work, complaint: ComplaintView, told: Told, now: datetime) -> None:
    """R14: the name is hidden when the citizen says so.  R12: with a name it is the complaint it would have been."""
    if told.confidential and not complaint.confidential:
        await work.cases.change_complaint(complaint.id, confidential=True)
    if told.name is None or complaint.name is not None:
        return
    await work.cases.change_complaint(complaint.id, name=told.name)
    if complaint.treated_rule == "R12" and complaint.kind == Kind.COMPLAINT:
        due = told.terms.due_at(complaint.made_at)
        await work.cases.change_complaint(complaint.id, treated_as=Treated.COMPLAINT, treated_rule="R2", due_at=due)
        await aim(work, await work.cases.get(complaint.case_id), told.terms.timers, now)
        await work.audit.add(
            complaint.case_id, actor=Actor.CITIZEN, action=Action.DECIDE, at=now, complaint=str(complaint.id),
            treated=Treated.COMPLAINT, rule="R12",
        )  # fmt: skip


async def objected(work: Work, number: str, now: datetime) -> None:
    """R26; to a case that is open again already, an objection adds words and moves nothing."""
    if complaint := await work.cases.by_number(number):
        case = await work.cases.get(complaint.case_id)
        if (case.state, Action.OBJECT) in MOVES:
            await object_to(work, complaint=complaint, now=now)


async def object_by_page(work: Work, *, complaint_id: UUID, text: str, days: DaysSince, now: datetime) -> None:
    """R26 from the status page: the words join the complaint, the case goes one tier higher.

    CaseworkError: no text, nothing answered that could be objected to, or more than the working days that R26 gives.
    """
    words = needed(text, "objection_needs_text")
    complaint = await work.cases.complaint(complaint_id)
    case = await work.cases.get(complaint.case_id)
    if case.answered_at is None or (case.state, Action.OBJECT) not in MOVES:
        raise CaseworkError("nothing_to_object_to", "R26")
    if not days(case.answered_at, now):
        raise CaseworkError("too_late_to_object", "R26")
    message_id = await work.conversations.write_down(complaint.conversation_id, words, now)
    await add_to(work, complaint.number, (message_id,), "objection", now)
    await object_to(work, complaint=complaint, now=now)


async def withdrawn(work: Work, number: str | None, timers: Timers, now: datetime) -> None:
    """One person's complaint goes; the case with the last of them, else its clock follows those that stay."""
    complaint = await work.cases.by_number(number) if number else None
    if complaint is None:
        return
    case = await work.cases.get(complaint.case_id)
    staying = {one.id for one in await work.cases.complaints(case.id)}
    if (case.state, Action.WITHDRAW) not in MOVES or complaint.id not in staying:
        return
    await work.cases.change_complaint(complaint.id, withdrawn_at=now)
    if staying == {complaint.id}:
        await work.cases.change(case.id, state=move(case.state, Action.WITHDRAW))
        await work.cases.finish_timers(case.id, now)
    else:
        await aim(work, case, timers, now)
    await work.audit.add(case.id, actor=Actor.CITIZEN, action=Action.WITHDRAW, at=now, complaint=str(complaint.id))
