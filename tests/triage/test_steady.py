"""R2-R5, R20: what is said decides, not how: greeting, signature, spelling or a second copy change no verdict.

The cases are whole texts of many verdicts: the office's own table and the ones written by people who had not seen the
code.  The components are given, as the table gives them: what the model makes of a changed text is the model's matter.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.triage.blind import SERVICE, kind_of, rows
from tests.triage.helpers import FIXTURES, judge
from tests.triage.rewriting import CHOICES, GREETINGS, SIGNATURES, doubled, misspelt, signed
from triage.claims import Subject, claims
from triage.reading import read
from triage.types import ClaimVerdict, Component, Verdict
from triage.window import window

COMPONENTS = {
    "fee": Component.FEE, "time": Component.TURNAROUND_TIME, "requirements": Component.REQUIREMENTS,
    "product": Component.PRODUCT, "facilities": Component.FACILITIES, "staff": Component.STAFF_COMPETENCE,
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One text with what the judgement is told beside it."""

    id: str
    text: str
    sent_at: datetime
    service: str | None
    components: frozenset[Component]


@dataclass(frozen=True)
class Judged:
    """What may not change: window verdict with its day, and each claim's row, verdict and lacking fact."""

    verdict: Verdict
    day: int | None
    claims: frozenset[tuple[str | None, ClaimVerdict, str | None]]


def _cases() -> list[Case]:
    found = []
    for row in rows():
        if "text" not in row or kind_of(row) not in {"claims", "window of a text"}:
            continue
        components = frozenset(COMPONENTS[one["claim"]] for one in row.get("expect", ()))
        found.append(Case(row["id"], row["text"], datetime.fromisoformat(row["sent_at"]), SERVICE, components))
    for line in (FIXTURES / "claims.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["office"] == "purwakarta":
            components = frozenset(Component(one) for one in row["components"])
            sent_at = datetime.fromisoformat(row["sent_at"])
            found.append(Case(row["id"], row["text"], sent_at, row["service"], components))
    return found


CASES = _cases()


def judged(case: Case, text: str) -> Judged:
    office = judge()
    reading = read(text, case.sent_at, office.lexicon)
    held = window(reading.received, reading.pending, case.sent_at, office.pack.office.tz)
    subject = Subject(reading, case.service, case.components, case.sent_at)
    found = claims(subject, office.pack, office.calendar)
    return Judged(held.verdict, held.day, frozenset((one.row, one.verdict, one.missing) for one in found))


PLAIN = {case.id: judged(case, case.text) for case in CASES}


def test_the_cases_are_of_many_verdicts() -> None:
    assert len(CASES) >= 200
    assert {one.verdict for one in PLAIN.values()} == set(Verdict)
    held = {claim[1] for one in PLAIN.values() for claim in one.claims}
    touched = {claim[0].split("/")[1] for one in PLAIN.values() for claim in one.claims if claim[0]}
    assert held == set(ClaimVerdict)
    assert {"1", "3", "4", "5", "6", "8", "9", "11", "13", "14"} <= touched


@pytest.mark.parametrize("greeting", GREETINGS, ids=[f"R2-R20-{one.split()[0]}" for one in GREETINGS])
def test_a_greeting_changes_no_verdict(greeting: str) -> None:
    changed = [case.id for case in CASES if judged(case, greeting + case.text) != PLAIN[case.id]]
    assert changed == []


@pytest.mark.parametrize("signature", SIGNATURES, ids=[f"R2-R20-{one.split()[-1]}" for one in SIGNATURES])
def test_a_signature_changes_no_verdict(signature: str) -> None:
    changed = [case.id for case in CASES if judged(case, signed(case.text, signature)) != PLAIN[case.id]]
    assert changed == []


@settings(max_examples=300, deadline=None)
@given(case=st.sampled_from(CASES), choices=CHOICES)
def test_slang_spelling_changes_no_verdict(case: Case, choices: list[int]) -> None:
    assert judged(case, misspelt(case.text, choices)) == PLAIN[case.id]


@settings(max_examples=300, deadline=None)
@given(case=st.sampled_from(CASES), which=st.integers(0, 9))
def test_a_second_copy_of_a_sentence_changes_no_verdict(case: Case, which: int) -> None:
    assert judged(case, doubled(case.text, which)) == PLAIN[case.id]


@settings(max_examples=300, deadline=None)
@given(
    case=st.sampled_from(CASES),
    greeting=st.sampled_from(GREETINGS),
    signature=st.sampled_from(SIGNATURES),
    choices=CHOICES,
    which=st.integers(0, 9),
)
def test_all_of_them_together_change_no_verdict(
    case: Case, greeting: str, signature: str, choices: list[int], which: int
) -> None:
    text = greeting + signed(doubled(misspelt(case.text, choices), which), signature)
    assert judged(case, text) == PLAIN[case.id]
