"""Every mail file against what its expectation says: only the fields named there, lists and attachments whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from channels.email.describe import describe

FOLDER = Path(__file__).parents[2] / "fixtures" / "mail"
MAILS = sorted(FOLDER.glob("*.eml"))
OURS = "pengaduan@office.example"
FIELDS = {
    "file", "message_id", "references", "from", "name", "to", "subject", "text", "quoted", "sent_at", "automatic",
    "bounce", "attachments", "error",
}  # fmt: skip


def expectation(path: Path) -> dict[str, Any]:
    found = json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("path", MAILS, ids=[path.stem for path in MAILS])
def test_mail(path: Path) -> None:
    told = describe(path, OURS)
    assert set(told) == FIELDS
    expect = expectation(path)["expect"]
    for name, value in expect.items():
        if name == "attachments":
            assert len(told[name]) == len(value)
            found = [{key: file[key] for key in wanted} for file, wanted in zip(told[name], value, strict=True)]
            assert found == value
        elif name == "automatic" and value is True:
            assert told[name]
        else:
            assert told[name] == value, name
    if "error" not in expect:
        assert told["error"] is None


def kind(path: Path) -> str:
    return path.stem.partition("__")[0]


def of(*kinds: str) -> list[Path]:
    return [path for path in MAILS if kind(path) in kinds]


def test_every_robot_and_bounce_is_known_as_one() -> None:
    missed = [path.stem for path in of("robot", "bounce") if not describe(path, OURS)["automatic"]]
    assert missed == []


def test_no_person_is_taken_for_a_robot() -> None:
    wrong = [path.stem for path in MAILS if kind(path) not in {"robot", "bounce"} and describe(path, OURS)["automatic"]]
    assert wrong == []


def test_each_fixture_has_its_own_condition_and_source() -> None:
    notes = [expectation(path)["note"] for path in MAILS]
    assert len(set(notes)) == len(notes)
    assert all(expectation(path)["source"] for path in MAILS)


def test_there_are_enough() -> None:
    assert len(of("robot", "bounce")) >= 30
    assert len(of("human")) >= 16
    assert len(MAILS) >= 120
