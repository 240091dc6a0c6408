"""The measure of first messages: what it plays, and what it calls right, missed, invented, asked."""

from __future__ import annotations

from typing import Any

import pytest

from bench.first_play import talk
from bench.first_score import errors, facts, found
from intake.conversation import Asks
from tests.intake.builders import context
from triage.reading.aliases import build_index

INDEX = build_index([("nib", "NIB", ("nib",)), ("reklame", "REKLAME", ("reklame",))])
ANSWERS = {"matter": "NIB saya belum jadi", "name": "Asep", "received": "kemarin", "service": "NIB"}


def row(*messages: str, needed: tuple[str, ...] = (), **record: Any) -> dict[str, Any]:
    """A labelled first message; the record expected is a pending NIB of Asep unless told otherwise."""
    expected = {"name": "Asep", "received_date": None, "service_hint": "NIB", "kind": "complaint",
                "admissibility": "not_yet_received", "records": 1}  # fmt: skip
    labels = {"matter": "matter" not in needed, "name": None if "name" in needed else "Asep", "received_date": None,
              "service_pending": True, "service_hint": "NIB"}  # fmt: skip
    return {"id": "T", "channel": "whatsapp", "sent_at": "2026-11-23T10:00:00+07:00", "messages": list(messages),
            "needed": list(needed), "answers": ANSWERS, "labels": labels, "record": {**expected, **record}}  # fmt: skip


@pytest.mark.parametrize(
    ("one", "asked", "outcomes"),
    [
        (row("nama saya Asep, NIB saya belum jadi"), (), ["right", "none", "right"]),
        (row("NIB saya belum jadi", needed=("name",)), (Asks.NAME,), ["right", "none", "right"]),
        (row("halo", needed=("matter", "name")), (Asks.MATTER, Asks.NAME), ["right", "none", "right"]),
        (row("nama saya Asep, NIB saya belum jadi", name="Entin"), (), ["wrong", "none", "right"]),
        (row("nama saya Asep, NIB saya belum jadi", name=None), (), ["invented", "none", "right"]),
        (row("nama saya Asep, NIB saya belum jadi", received_date="2026-11-01"), (), ["right", "missed", "right"]),
    ],
)
def test_played_and_scored(one: dict[str, Any], asked: tuple[Asks, ...], outcomes: list[str]) -> None:
    played = talk(one, context())
    assert played.asked == asked
    assert found(played)["records"] == 1
    assert [held.outcome for held in facts([played], INDEX)] == outcomes


def test_errors_name_what_was_asked_in_vain() -> None:
    (line,) = errors([talk(row("NIB saya belum jadi"), context())], INDEX)
    assert "asked name though told" in line
