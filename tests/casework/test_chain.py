"""Decision 11: whatever of a chain is changed, taken out or moved, `first_broken` names where."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.chain import FIRST, Entry, digest, first_broken

START = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
Chain = list[tuple[Entry, str]]
DATA = st.dictionaries(st.text(max_size=8), st.one_of(st.text(max_size=8), st.integers(), st.booleans()), max_size=3)


def chain(datas: list[dict[str, Any]]) -> Chain:
    before, made = FIRST, []
    for seq, data in enumerate(datas, 1):
        entry = Entry("case", seq, START + timedelta(seconds=seq), "system", "note", data, before)
        before = digest(entry)
        made.append((entry, before))
    return made


CHAINS = st.lists(DATA, min_size=1, max_size=8).map(chain)
CHANGES: dict[str, Any] = {
    "case": lambda e: replace(e, case="other"),
    "seq": lambda e: replace(e, seq=e.seq + 1),
    "at": lambda e: replace(e, at=e.at + timedelta(microseconds=1)),
    "actor": lambda e: replace(e, actor="somebody"),
    "action": lambda e: replace(e, action="close"),
    "data": lambda e: replace(e, data={**e.data, "added-key": 1}),
    "prev_hash": lambda e: replace(e, prev_hash="f" * 64),
}


@given(CHAINS)
def test_a_true_chain_holds(made: Chain) -> None:
    assert first_broken(made) is None


def test_an_empty_chain_holds() -> None:
    assert first_broken([]) is None


@pytest.mark.parametrize("field", CHANGES)
@given(made=CHAINS, pick=st.integers(min_value=0, max_value=7))
def test_a_changed_field_is_named(field: str, made: Chain, pick: int) -> None:
    index = pick % len(made)
    entry, stored = made[index]
    assert first_broken([*made[:index], (CHANGES[field](entry), stored), *made[index + 1 :]]) == index + 1


@given(CHAINS, st.integers(min_value=0, max_value=7))
def test_a_changed_hash_is_named(made: Chain, pick: int) -> None:
    index = pick % len(made)
    changed = [*made[:index], (made[index][0], "0" * 64), *made[index + 1 :]]
    assert first_broken(changed) == index + 1


@given(CHAINS, st.integers(min_value=0, max_value=7))
def test_an_entry_taken_out_is_named_unless_it_was_the_last(made: Chain, pick: int) -> None:
    index = pick % len(made)
    left = [*made[:index], *made[index + 1 :]]
    assert first_broken(left) == (None if index == len(made) - 1 else index + 1)


@given(CHAINS, st.integers(min_value=0, max_value=7))
def test_a_rewritten_entry_breaks_the_next_one(made: Chain, pick: int) -> None:
    """Whoever recomputes one hash must recompute all that follow."""
    index = pick % len(made)
    forged = replace(made[index][0], actor="forger")
    changed = [*made[:index], (forged, digest(forged)), *made[index + 1 :]]
    assert first_broken(changed) == (None if index == len(made) - 1 else index + 2)


def test_the_same_instant_in_another_zone_is_the_same_entry() -> None:
    entry = chain([{}])[0][0]
    assert digest(replace(entry, at=entry.at.astimezone(timezone(timedelta(hours=7))))) == digest(entry)
