"""R13: similar is not same; nothing merges."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.similar import Candidate, Relation, likeness, similar
from triage.types import Component

NOW = datetime(2026, 11, 23, tzinfo=UTC)
OWN = Candidate(
    "own",
    "Izin reklame toko saya di jalan Veteran belum terbit sejak tiga minggu lalu",
    NOW,
    "asep",
    "reklame",
    Component.TURNAROUND_TIME,
)
AGAIN = "Izin reklame toko saya di jalan Veteran masih belum terbit, sudah sebulan"
OTHER = "Toilet di lantai dua kotor dan airnya mati"
CASES = [
    ("same-person-again", replace(OWN, id="a", text=AGAIN), Relation.SAME_PERSON_SAME_MATTER),
    ("other-person-same-matter", replace(OWN, id="a", text=AGAIN, person="budi"), Relation.SAME_MATTER_OTHERS),
    ("unknown-person-same-matter", replace(OWN, id="a", text=AGAIN, person=None), Relation.SAME_MATTER_OTHERS),
    ("other-words-same-service", replace(OWN, id="a", text=OTHER, person="budi"), Relation.SAME_SERVICE_COMPONENT),
    (
        "same-person-other-matter",
        replace(OWN, id="a", text=OTHER, service_id=None, component=Component.FACILITIES),
        None,
    ),
    ("other-service", replace(OWN, id="a", text=OTHER, person="budi", service_id="pbg"), None),
    ("too-old", replace(OWN, id="a", text=AGAIN, made_at=NOW - timedelta(days=91)), None),
    (
        "just-recent",
        replace(OWN, id="a", text=AGAIN, made_at=NOW - timedelta(days=90)),
        Relation.SAME_PERSON_SAME_MATTER,
    ),
    ("later", replace(OWN, id="a", text=AGAIN, made_at=NOW + timedelta(seconds=1)), None),
    ("itself", OWN, None),
]


@pytest.mark.parametrize(
    ("candidate", "relation"), [case[1:] for case in CASES], ids=[f"R13-{case[0]}" for case in CASES]
)
def test_table(candidate: Candidate, relation: Relation | None) -> None:
    found = similar(OWN, [candidate])
    assert [one.relation for one in found] == ([relation] if relation else [])
    assert all(one.reason.rule == "R13" for one in found)


def test_the_same_application_number_is_the_same_matter() -> None:
    own = replace(OWN, application_numbers=frozenset({"0417"}))
    other = replace(own, id="a", text="kapan berkas saya selesai?")
    assert [one.likeness for one in similar(own, [other])] == [1.0]


def test_the_likeliest_comes_first() -> None:
    near, far = replace(OWN, id="near"), replace(OWN, id="far", text=AGAIN)
    other = replace(OWN, id="other", text=AGAIN, person="budi")
    assert [one.id for one in similar(OWN, [other, far, near])] == ["near", "far", "other"]


@given(left=st.text(max_size=200), right=st.text(max_size=200))
def test_likeness_is_symmetric_and_bounded(left: str, right: str) -> None:
    assert 0.0 <= likeness(left, right) <= 1.0
    assert likeness(left, right) == likeness(right, left)
