"""Who may do what to which case: one table, refused by default (R14, R22, R23)."""

from __future__ import annotations

from collections.abc import Iterable

from casework.ports import CaseView, OfficerRef, OfficerView
from casework.types import Action as A
from casework.types import Role

_DESK = frozenset(
    {A.TAKE, A.ASSIGN, A.REVIEW, A.FOLLOW_UP, A.CHANGE_WAY, A.RAISE, A.ASK, A.NOTE, A.CORRECT, A.DECIDE, A.ANSWER,
     A.REPORT, A.CLOSE, A.REOPEN, A.HAND_OVER, A.TOLD, A.REVEAL}
)  # fmt: skip
_HANDLING = frozenset({A.TAKE, A.REVIEW, A.RAISE, A.NOTE, A.CORRECT, A.ANSWER, A.REPORT, A.CLOSE, A.ASK, A.TOLD})
RIGHTS: dict[Role, frozenset[A]] = {
    Role.COMPLAINT_OFFICER: _DESK,
    Role.MANAGING_OFFICIAL: _DESK,
    Role.EXECUTOR: _HANDLING,
    Role.HEAD_OF_TIER: _HANDLING | {A.ASSIGN},
    Role.HEAD_OF_OFFICE: _HANDLING | {A.ASSIGN, A.FOLLOW_UP, A.CHANGE_WAY, A.DECIDE, A.REOPEN},
    Role.AGENCY_LIAISON: frozenset({A.NOTE}),
    Role.AUDITOR: frozenset({A.NOTE}),
    Role.ADMINISTRATOR: frozenset(),
    Role.READER: frozenset(),
}
_ALL_CASES = frozenset({Role.COMPLAINT_OFFICER, Role.MANAGING_OFFICIAL, Role.HEAD_OF_OFFICE})
_NEEDS_IDENTITY = frozenset({Role.COMPLAINT_OFFICER, Role.MANAGING_OFFICIAL})


def sees(officer: OfficerRef, case: CaseView) -> bool:
    """Whether this officer may open the case at all: everybody's, their unit's or their own; never one about them."""
    if excluded(officer, case):
        return False
    if officer.role in _ALL_CASES or case.holder_id == officer.id:
        return True
    return officer.unit == case.unit and officer.role in {Role.EXECUTOR, Role.HEAD_OF_TIER}


def excluded(officer: OfficerRef, case: CaseView) -> bool:
    """R14, R22: the unit or person complained about is passed over and sees nothing."""
    return complained_about(officer, case.excluded)


def complained_about(officer: OfficerRef | OfficerView, marks: Iterable[str]) -> bool:
    """Whether one of a case's marks names this person or their unit."""
    return not {str(officer.id), officer.unit, f"unit:{officer.unit}"}.isdisjoint(marks)


def may(officer: OfficerRef, action: A, case: CaseView) -> bool:
    """Whether this officer may do this to this case."""
    return action in RIGHTS[officer.role] and sees(officer, case)


def sees_identity(officer: OfficerRef, *, confidential: bool) -> bool:
    """R14: identity is for those who must reach the citizen; a confidential one for the complaint officers alone."""
    return officer.role is Role.COMPLAINT_OFFICER or (officer.role in _NEEDS_IDENTITY and not confidential)
