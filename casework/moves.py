"""One table of allowed moves: (state, action) -> state.  What it does not list cannot be done (R21-R26)."""

from __future__ import annotations

from casework.types import Action as A
from casework.types import CaseworkError, State
from casework.types import State as S

_WORKING = (S.RECORDED, S.UNDER_REVIEW, S.IN_FOLLOW_UP, S.REOPENED)
_ANY = tuple(State)
_STAYING: dict[A, tuple[State, ...]] = {
    A.ASSIGN: (*_WORKING, S.ANSWERED),
    A.ASK: _WORKING,
    A.NOTE: _ANY,
    A.CORRECT: (*_WORKING, S.ANSWERED),
    A.DECIDE: _WORKING,
    A.ADD: _ANY,
    A.RAISE: (S.UNDER_REVIEW, S.IN_FOLLOW_UP, S.REOPENED),
    A.CHANGE_WAY: (S.IN_FOLLOW_UP,),
    A.REMIND: _ANY,
    A.REVEAL: _ANY,
    A.REDATE: _ANY,
    A.TOLD: (S.ANSWERED, S.CLOSED),
    A.REPORT: (S.UNDER_REVIEW, S.IN_FOLLOW_UP, S.REOPENED, S.ANSWERED, S.CLOSED),
    A.REVIEW: (S.UNDER_REVIEW, S.IN_FOLLOW_UP),
}
_MOVING: dict[tuple[State, A], State] = {
    (S.RECEIVED, A.RECORD): S.RECORDED,
    **{(state, A.TAKE): S.UNDER_REVIEW for state in (S.RECORDED, S.REOPENED)},
    (S.UNDER_REVIEW, A.TAKE): S.UNDER_REVIEW,
    (S.IN_FOLLOW_UP, A.TAKE): S.IN_FOLLOW_UP,
    (S.UNDER_REVIEW, A.FOLLOW_UP): S.IN_FOLLOW_UP,
    (S.REOPENED, A.FOLLOW_UP): S.IN_FOLLOW_UP,
    **{(state, A.ANSWER): S.ANSWERED for state in (S.UNDER_REVIEW, S.IN_FOLLOW_UP)},
    (S.ANSWERED, A.ANSWER): S.ANSWERED,
    (S.ANSWERED, A.CLOSE): S.CLOSED,
    **{(state, A.OBJECT): S.REOPENED for state in (S.ANSWERED, S.CLOSED)},
    **{(state, A.REOPEN): S.REOPENED for state in (S.ANSWERED, S.CLOSED, S.WITHDRAWN, S.HANDED_OVER)},
    **{(state, A.WITHDRAW): S.WITHDRAWN for state in (S.RECEIVED, *_WORKING)},
    **{(state, A.HAND_OVER): S.HANDED_OVER for state in _WORKING},
}
MOVES: dict[tuple[State, A], State] = _MOVING | {
    (state, action): state for action, states in _STAYING.items() for state in states
}


def move(state: State, action: A) -> State:
    """The state after `action`.  CaseworkError("move_not_allowed") when the table does not list it."""
    try:
        return MOVES[(state, action)]
    except KeyError:
        raise CaseworkError("move_not_allowed", "R22") from None


def allowed(state: State) -> frozenset[A]:
    """Every action that the table lists for `state`."""
    return frozenset(action for (at, action) in MOVES if at is state)
