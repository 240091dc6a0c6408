"""Asking, answering, reporting and closing (R8, R22, R25)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from casework.moves import MOVES
from casework.ports import CaseView, ComplaintView, Letter, OfficerRef, StoredFile, TimerSpec, Work
from casework.reminding import OVERDUE, REMINDER, TOLD
from casework.types import Action, Actor, CaseworkError, Outcome
from casework.usecases.acting import act, needed, trace
from intake.wording import from_officer
from intake.wording.language import translator

ANSWER = "answer"


async def ask(work: Work, *, case_id: UUID, officer: OfficerRef, text: str, now: datetime) -> None:
    """Asks the citizens of a case for more; the clock runs on (R10)."""
    case, _ = await act(work, case_id=case_id, officer=officer, action=Action.ASK)
    words = needed(text, "question_needs_text")
    for complaint in await work.cases.complaints(case_id):
        gettext = translator(complaint.language)
        letter = Letter(
            intent="ask",
            text=from_officer.question(gettext, number=complaint.number, text=words),
            language=complaint.language,
            subject=from_officer.subject(gettext, number=complaint.number),
        )
        await _send(work, complaint, letter, now)
    await trace(work, case, officer, Action.ASK, now)


async def answer(
    work: Work, *, case_id: UUID, officer: OfficerRef, text: str, outcome: Outcome | None,
    files: Sequence[StoredFile], now: datetime,
) -> None:  # fmt: skip
    """R8: the answer is released to every citizen of the case; the clock stops, and R25 begins to watch."""
    case, state = await act(work, case_id=case_id, officer=officer, action=Action.ANSWER)
    words = needed(text, "answer_needs_text")
    for complaint in await work.cases.complaints(case_id):
        await _send(work, complaint, _answer_letter(complaint, words, tuple(files)), now)
    await work.cases.change(
        case_id, state=state, answer=words, outcome=outcome, told_at=None, told_how=None,
        answered_at=case.answered_at or now,
    )  # fmt: skip
    await work.cases.finish_timers(case_id, now, kinds=(REMINDER, OVERDUE, TOLD))
    await work.cases.set_timers(case_id, (TimerSpec(TOLD, int(now.timestamp()), now),))
    await trace(work, case, officer, Action.ANSWER, now, outcome=outcome, in_time=_in_time(case, now))


def _answer_letter(complaint: ComplaintView, words: str, files: tuple[StoredFile, ...]) -> Letter:
    gettext = translator(complaint.language)
    return Letter(
        intent=ANSWER,
        text=from_officer.answer(gettext, number=complaint.number, text=words),
        language=complaint.language,
        subject=from_officer.subject(gettext, number=complaint.number),
        variables={"number": complaint.number},
        files=files,
    )


def _in_time(case: CaseView, now: datetime) -> bool | None:
    return None if case.due_at is None else (case.answered_at or now) <= case.due_at


async def _send(work: Work, complaint: ComplaintView, letter: Letter, now: datetime) -> None:
    await work.outbox.to_conversation(
        complaint.conversation_id, letter, at=now, case_id=complaint.case_id, complaint_id=complaint.id
    )


async def report(work: Work, *, case_id: UUID, officer: OfficerRef, text: str, now: datetime) -> None:
    """R22: the written report to the direct superior; the head of office reports to nobody here."""
    case, _ = await act(work, case_id=case_id, officer=officer, action=Action.REPORT)
    me = await work.officers.get(officer.id)
    await work.cases.add_report(
        case_id, author_id=officer.id, superior_id=me.superior_id, tier=case.tier,
        text=needed(text, "report_needs_text"), at=now,
    )  # fmt: skip
    await work.cases.change(case_id, reported_at=now)
    if me.superior_id:
        await work.officers.notify(me.superior_id, case_id=case_id, kind="report", ordinal=int(now.timestamp()), at=now)
    await trace(work, case, officer, Action.REPORT, now, to=str(me.superior_id) if me.superior_id else None)


async def close(work: Work, *, case_id: UUID, officer: OfficerRef, now: datetime) -> None:
    """R25: closed only when the result was told to the citizen and reported to the direct superior."""
    case, state = await act(work, case_id=case_id, officer=officer, action=Action.CLOSE)
    if case.told_at is None:
        raise CaseworkError("citizen_not_told", "R25")
    if case.reported_at is None:
        raise CaseworkError("superior_not_told", "R25")
    await work.cases.change(case_id, state=state, closed_at=now)
    await work.cases.finish_timers(case_id, now)
    await trace(work, case, officer, Action.CLOSE, now)


async def told_otherwise(work: Work, *, case_id: UUID, officer: OfficerRef, how: str, now: datetime) -> None:
    """R25: an officer's note of how and when the citizen was told, where no channel could."""
    case, _ = await act(work, case_id=case_id, officer=officer, action=Action.TOLD)
    await work.cases.add_note(case_id, officer.id, "told", needed(how, "told_needs_how"), now)
    await work.cases.change(case_id, told_at=now, told_how="officer")
    await work.cases.finish_timers(case_id, now, kinds=(TOLD,))
    await trace(work, case, officer, Action.TOLD, now, how="officer")


async def opened(work: Work, *, complaint_id: UUID, now: datetime) -> None:
    """R25 on the web: the person opened the answer."""
    complaint = await work.cases.complaint(complaint_id)
    case = await work.cases.get(complaint.case_id)
    if (case.state, Action.TOLD) not in MOVES or case.told_at is not None:
        return
    await work.cases.change(case.id, told_at=now, told_how="opened")
    await work.cases.finish_timers(case.id, now, kinds=(TOLD,))
    await work.audit.add(case.id, actor=Actor.CITIZEN, action=Action.TOLD, at=now, how="opened")
