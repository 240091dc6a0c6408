"""Stored conversations: every version's sample is read; what is written is read back unchanged."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.conversation import Asks, Conversation
from intake.state_json import VERSION, UnknownVersion, dump, load
from tests.intake.builders import conversation, play

SAMPLES = sorted((Path(__file__).parent.parent / "fixtures" / "conversations").glob("v*.json"))


def test_every_version_has_a_sample() -> None:
    assert {sample.stem for sample in SAMPLES} == {f"v{version}" for version in range(1, VERSION + 1)}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_sample_is_read(sample: Path) -> None:
    state = load(json.loads(sample.read_text()))
    assert state.name == "Entin"
    assert state.open_question is Asks.RECEIVED
    assert state.received is not None
    assert state.made_at is not None
    assert state.made_at.tzinfo is not None
    assert load(dump(state)) == state


def test_every_field_is_stored() -> None:
    assert {field.name for field in fields(Conversation)} | {"version"} == set(dump(conversation()))


@given(st.lists(st.sampled_from(["halo", "NIB saya belum jadi", "Asep", "kemarin", "izin salah", "🙏"]), max_size=5))
def test_written_is_read_back(texts: list[str]) -> None:
    state, _steps = play(texts)
    assert load(json.loads(json.dumps(dump(state)))) == state


@pytest.mark.parametrize("version", [None, 0, VERSION + 1, "1"])
def test_unknown_versions_are_refused(version: object) -> None:
    with pytest.raises(UnknownVersion):
        load({**dump(conversation()), "version": version})
