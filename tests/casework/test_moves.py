"""The move table, pair by pair, against the file beside this test; nothing else is allowed (R21-R26)."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.moves import allowed, move
from casework.types import Action, CaseworkError, State


def _written() -> dict[tuple[State, Action], State]:
    lines = (Path(__file__).parent / "moves.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.replace(" -> ", " ").split() for line in lines if not line.startswith("#")]
    found = {(State(state), Action(action)): State(to) for state, action, to in rows}
    assert len(found) == len(rows)
    return found


WRITTEN = _written()
PAIRS = [pytest.param(state, action, id=f"{state}-{action}") for state in State for action in Action]


@pytest.mark.parametrize(("state", "action"), PAIRS)
def test_only_written_moves_are_allowed(state: State, action: Action) -> None:
    expected = WRITTEN.get((state, action))
    assert (action in allowed(state)) is (expected is not None)
    if expected is None:
        with pytest.raises(CaseworkError, match="move_not_allowed"):
            move(state, action)
    else:
        assert move(state, action) is expected


def test_r25_no_way_to_closed_but_by_close() -> None:
    assert {pair for pair, to in WRITTEN.items() if to is State.CLOSED and pair[0] is not State.CLOSED} == {
        (State.ANSWERED, Action.CLOSE)
    }


def test_every_state_but_received_is_reachable_and_none_is_a_dead_end() -> None:
    reached = {to for (state, _), to in WRITTEN.items() if to is not state}
    assert reached == set(State) - {State.RECEIVED}
    assert {state for (state, _), to in WRITTEN.items() if to is not state} == set(State)
