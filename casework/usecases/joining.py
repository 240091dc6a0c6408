"""What a citizen does about a complaint that is recorded already: adds to it, objects, takes it back (R13, R26)."""

from __future__ import annotations

from datetime import datetime

from casework.moves import MOVES, move
from casework.ports import Work
from casework.types import Action, Actor
from casework.usecases.clock import Timers, aim
from casework.usecases.deciding import object_to


async def add_to(work: Work, number: str, ids: tuple[str, ...], why: str, now: datetime) -> None:
    """R13: messages join a complaint; whoever holds it is told."""
    complaint = await work.cases.by_number(number)
    if complaint is None:
        return
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


async def objected(work: Work, number: str, now: datetime) -> None:
    """R26; to a case that is open again already, an objection adds words and moves nothing."""
    if complaint := await work.cases.by_number(number):
        case = await work.cases.get(complaint.case_id)
        if (case.state, Action.OBJECT) in MOVES:
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
