"""Who may do what, exhaustively: role x action x relation to the case; refused unless listed here (R14, R22, R32)."""

from __future__ import annotations

from uuid import UUID

import pytest

from casework.ports import CaseView, OfficerRef
from casework.rights import excluded, may, sees, sees_identity
from casework.types import Action as A
from casework.types import Role as R
from tests.casework.builders import ME, OTHER, case, officer

HANDLING = {A.TAKE, A.REVIEW, A.RAISE, A.NOTE, A.CORRECT, A.ANSWER, A.REPORT, A.CLOSE, A.ASK, A.TOLD}
DESK = HANDLING | {A.ASSIGN, A.FOLLOW_UP, A.CHANGE_WAY, A.DECIDE, A.REOPEN, A.HAND_OVER, A.REVEAL}
GRANTED: dict[R, set[A]] = {
    R.COMPLAINT_OFFICER: DESK,
    R.MANAGING_OFFICIAL: DESK,
    R.EXECUTOR: HANDLING,
    R.HEAD_OF_TIER: HANDLING | {A.ASSIGN},
    R.HEAD_OF_OFFICE: HANDLING | {A.ASSIGN, A.FOLLOW_UP, A.CHANGE_WAY, A.DECIDE, A.REOPEN},
    R.AGENCY_LIAISON: {A.NOTE},
    R.AUDITOR: {A.NOTE},
    R.ADMINISTRATOR: set(),
    R.READER: set(),
}
EVERYWHERE = {R.COMPLAINT_OFFICER, R.MANAGING_OFFICIAL, R.HEAD_OF_OFFICE}
IN_UNIT = EVERYWHERE | {R.EXECUTOR, R.HEAD_OF_TIER}
RELATIONS: dict[str, tuple[CaseView, set[R]]] = {
    "holder_elsewhere": (case(holder_id=ME, unit="teknis"), set(R)),
    "same_unit": (case(), IN_UNIT),
    "same_unit_held_by_another": (case(holder_id=OTHER), IN_UNIT),
    "other_unit": (case(unit="teknis"), EVERYWHERE),
    "R14_person_complained_about": (case(holder_id=ME, excluded=(str(ME),)), set()),
    "R14_unit_complained_about": (case(holder_id=ME, excluded=("pelayanan",)), set()),
    "R14_unit_mark": (case(excluded=("unit:pelayanan",)), set()),
    "another_is_complained_about": (case(excluded=(str(OTHER), "teknis")), IN_UNIT),
}
TABLE = [
    pytest.param(role, action, name, id=f"{role}-{action}-{name}") for role in R for action in A for name in RELATIONS
]


@pytest.mark.parametrize(("role", "action", "relation"), TABLE)
def test_rights(role: R, action: A, relation: str) -> None:
    one, seeing = RELATIONS[relation]
    assert may(officer(role), action, one) is (role in seeing and action in GRANTED[role])


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("role", R)
def test_sees(role: R, relation: str) -> None:
    one, seeing = RELATIONS[relation]
    assert sees(officer(role), one) is (role in seeing)


IDENTITY = [(R.COMPLAINT_OFFICER, True, True), (R.MANAGING_OFFICIAL, True, False)]


@pytest.mark.parametrize("role", R)
def test_r14_identity_is_for_those_who_must_reach_the_citizen(role: R) -> None:
    plain, confidential = next(((p, c) for r, p, c in IDENTITY if r is role), (False, False))
    assert sees_identity(officer(role), confidential=False) is plain
    assert sees_identity(officer(role), confidential=True) is confidential


def test_machine_only_actions_are_nobodys_right() -> None:
    machine = {A.RECORD, A.ADD, A.OBJECT, A.WITHDRAW, A.REMIND, A.REDATE}
    assert set(A) - machine == DESK
    assert not any(may(officer(role), action, case(holder_id=ME)) for role in R for action in machine)


@pytest.mark.parametrize(
    ("who", "marks", "found"),
    [
        pytest.param(officer(R.EXECUTOR), (), False, id="R14-nobody"),
        pytest.param(officer(R.EXECUTOR, "pelayanan-2"), ("pelayanan",), False, id="R14-longer_name_is_another_unit"),
        pytest.param(officer(R.EXECUTOR, id=UUID(int=10)), (str(UUID(int=1)),), False, id="R14-another_person"),
        pytest.param(officer(R.HEAD_OF_OFFICE, "pimpinan"), ("pimpinan",), True, id="R23-head_complained_about"),
    ],
)
def test_excluded(who: OfficerRef, marks: tuple[str, ...], found: bool) -> None:
    assert excluded(who, case(excluded=marks)) is found
