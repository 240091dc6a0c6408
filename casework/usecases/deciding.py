"""Decisions about a case: how it is treated, by which way, at which tier (R6, R12, R21-R23, R26)."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol
from uuid import UUID

from casework.moves import move
from casework.ports import CaseView, ComplaintView, Letter, OfficerRef, OfficerView, TimerSpec, Work
from casework.reminding import TOLD
from casework.types import Action, Actor, CaseworkError
from casework.usecases.acting import act, needed, trace
from casework.usecases.clock import aim
from casework.usecases.tiers import heads, next_superior
from intake.wording import from_officer
from intake.wording.language import date_words, translator
from triage.types import Treated, Way


class Terms(Protocol):
    """What deciding needs to know of calendar and pack."""

    def due_at(self, made_at: datetime) -> datetime:
        """R8's last instant for a complaint made then."""

    def timers(self, made_at: datetime, due_at: datetime) -> tuple[TimerSpec, ...]:
        """R10's timers of such a complaint."""

    def local(self, moment: datetime) -> datetime:
        """A moment in the office's zone."""


async def decide(
    work: Work, *, complaint_id: UUID, officer: OfficerRef, treated: Treated, reason: str, now: datetime, terms: Terms
) -> None:
    """R6, R12: an officer confirms the proposal or keeps it a complaint, with a reason; the citizen is told."""
    complaint = await work.cases.complaint(complaint_id)
    case, _ = await act(work, case_id=complaint.case_id, officer=officer, action=Action.DECIDE)
    if treated is Treated.UNDECIDED:
        raise CaseworkError("decide_for_one", "R6")
    if treated is not Treated.COMPLAINT and (case.integrity or case.danger):
        raise CaseworkError("never_downgraded", "R6")
    words = needed(reason, "decision_needs_reason")
    due = terms.due_at(complaint.made_at) if treated is Treated.COMPLAINT else None
    await work.cases.change_complaint(complaint_id, treated_as=treated, treated_rule="R6", due_at=due)
    await aim(work, case, terms.timers, now)
    await work.cases.add_note(case.id, officer.id, "decision", words, now)
    await _tell_decision(work, complaint, treated, words, due, terms, now)
    await trace(work, case, officer, Action.DECIDE, now, complaint=str(complaint_id), treated=treated)


async def _tell_decision(
    work: Work,
    complaint: ComplaintView,
    treated: Treated,
    reason: str,
    due: datetime | None,
    terms: Terms,
    now: datetime,
) -> None:
    gettext = translator(complaint.language)
    text = from_officer.decided(
        gettext, number=complaint.number, as_complaint=treated is Treated.COMPLAINT, reason=reason,
        due=date_words(terms.local(due).date(), complaint.language) if due else "",
    )  # fmt: skip
    letter = Letter("decided", text, complaint.language, subject=from_officer.subject(gettext, number=complaint.number))
    await work.outbox.to_conversation(
        complaint.conversation_id, letter, at=now, case_id=complaint.case_id, complaint_id=complaint.id
    )


async def follow_up(work: Work, *, case_id: UUID, officer: OfficerRef, way: Way, reason: str, now: datetime) -> None:
    """R21: the way is chosen or changed, each time with a reason; auditors need approval (R23)."""
    case = await work.cases.get(case_id)
    action = Action.CHANGE_WAY if case.state == "in_follow_up" else Action.FOLLOW_UP
    case, state = await act(work, case_id=case_id, officer=officer, action=action)
    if way is Way.AUDITORS:
        raise CaseworkError("auditors_need_approval", "R23")
    await work.cases.add_note(case_id, officer.id, "way", needed(reason, "way_needs_reason"), now)
    await work.cases.change(case_id, state=state, way=way)
    await trace(work, case, officer, action, now, way_from=case.way, way_to=way)


async def raise_tier(work: Work, *, case_id: UUID, officer: OfficerRef, reason: str, now: datetime) -> None:
    """R22: to the direct superior; no tier is skipped, except whoever is complained about."""
    case, _ = await act(work, case_id=case_id, officer=officer, action=Action.RAISE)
    superior = await next_superior(work, case.holder_id or officer.id, case.excluded)
    if superior is None:
        raise CaseworkError("no_higher_tier", "R22")
    await work.cases.add_note(case_id, officer.id, "raise", needed(reason, "raise_needs_reason"), now)
    await _give(work, case, superior, by_id=officer.id, reason="raise", now=now)
    await work.officers.notify(superior.id, case_id=case_id, kind="raised", ordinal=int(now.timestamp()), at=now)
    await trace(work, case, officer, Action.RAISE, now, to=str(superior.id))


async def hand_over(work: Work, *, case_id: UUID, officer: OfficerRef, to: str, reason: str, now: datetime) -> None:
    """R1a: told whose matter it is, and handed over."""
    case, state = await act(work, case_id=case_id, officer=officer, action=Action.HAND_OVER)
    body, words = needed(to, "hand_over_needs_body"), needed(reason, "hand_over_needs_reason")
    for complaint in await work.cases.complaints(case_id):
        gettext = translator(complaint.language)
        text = from_officer.handed_over(gettext, number=complaint.number, to=body, reason=words)
        letter = Letter(
            "handed_over", text, complaint.language, subject=from_officer.subject(gettext, number=complaint.number)
        )
        await work.outbox.to_conversation(
            complaint.conversation_id, letter, at=now, case_id=case_id, complaint_id=complaint.id
        )
    await work.cases.add_note(case_id, officer.id, "hand_over", f"{body}: {words}", now)
    await work.cases.change(case_id, state=state)
    await work.cases.finish_timers(case_id, now)
    await trace(work, case, officer, Action.HAND_OVER, now)


async def reopen(work: Work, *, case_id: UUID, officer: OfficerRef, reason: str, now: datetime) -> None:
    """An officer takes an ended case up again, with a reason."""
    case, state = await act(work, case_id=case_id, officer=officer, action=Action.REOPEN)
    await work.cases.add_note(case_id, officer.id, "reopen", needed(reason, "reopen_needs_reason"), now)
    await work.cases.change(case_id, state=state, closed_at=None, told_at=None, told_how=None, reported_at=None)
    await work.cases.finish_timers(case_id, now, kinds=(TOLD,))
    await trace(work, case, officer, Action.REOPEN, now)


async def object_to(work: Work, *, complaint: ComplaintView, now: datetime) -> None:
    """R26: the citizen objects within 10 working days; the case reopens one tier higher, with its history."""
    case = await work.cases.get(complaint.case_id)
    state = move(case.state, Action.OBJECT)
    await work.cases.change(case.id, state=state, closed_at=None, told_at=None, told_how=None, reported_at=None)
    await work.cases.finish_timers(case.id, now, kinds=(TOLD,))
    if to := await _one_tier_higher(work, case):
        await _give(work, case, to, by_id=None, reason="objection", now=now)
        await work.officers.notify(to.id, case_id=case.id, kind="objection", ordinal=int(now.timestamp()), at=now)
    await work.audit.add(case.id, actor=Actor.CITIZEN, action=Action.OBJECT, at=now, complaint=str(complaint.id))


async def _one_tier_higher(work: Work, case: CaseView) -> OfficerView | None:
    """The direct superior of whoever held it; where nobody is above, the head of office."""
    to = await next_superior(work, case.holder_id, case.excluded) if case.holder_id else None
    return to or next(iter(await heads(work, case.excluded)), None)


async def _give(work: Work, case: CaseView, to: OfficerView, *, by_id: UUID | None, reason: str, now: datetime) -> None:
    await work.cases.change(case.id, holder_id=to.id, unit=to.unit, tier=to.tier, role=to.role)
    await work.cases.assign(
        case.id, officer_id=to.id, by_id=by_id, unit=to.unit, tier=to.tier, role=to.role, reason=reason, at=now
    )
