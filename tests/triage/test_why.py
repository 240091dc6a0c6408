"""R18: what officers read in the reasons is Indonesian, never a code word; every reason names its rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum

import pytest

from tests.triage.helpers import judge
from tests.triage.reading.tables import table as texts
from tests.triage.test_claims import ROWS
from triage.assess import assess_text
from triage.plain import CLAIMS, COMPONENTS, KINDS, TREATED
from triage.route import Case, route
from triage.types import ClaimVerdict, Component, Kind, Role, Span, Treated, Verdict, Way

SENT = datetime(2026, 11, 23, 3, tzinfo=UTC)
RULE = re.compile(r"R(?:[1-9]|[12]\d|3[0-3])a?")
SPOKEN = {"spam"}
"""Codes that are Indonesian words too."""

TEXTS = [row["text"] for row in texts("whole.tsv")] + [row["text"] for row in ROWS]


def codes() -> Iterator[str]:
    kinds: tuple[type[StrEnum], ...] = (Kind, Component, ClaimVerdict, Treated, Verdict, Way, Role)
    for each in kinds:
        yield from (one.value for one in each)


CODE = re.compile(rf"\b(?:{'|'.join(sorted(set(codes()) - SPOKEN))}|None|model|hours)\b")


@pytest.mark.parametrize("office", ["purwakarta", "contoh"])
def test_no_code_word_reaches_an_officer(office: str) -> None:
    told = [reason for text in TEXTS for reason in assess_text(judge(office), text, SENT).reasons]
    assert len(told) > 500
    for reason in told:
        # The citizen's own words may be English; only ours are looked at.
        own = reason.text.split(" terhadap ", 1)[-1] if reason.label == "claim" else reason.text
        assert not CODE.search(own), reason.text
        assert "_" not in own, reason.text
        assert reason.rule is not None
        assert RULE.fullmatch(reason.rule), reason.rule


def test_every_label_has_its_name() -> None:
    for names, labels in ((KINDS, Kind), (COMPONENTS, Component), (TREATED, Treated), (CLAIMS, ClaimVerdict)):
        assert set(names) == set(labels)
        assert len(set(names.values())) == len(names)


def test_a_unit_passed_over_is_named_as_people_call_it() -> None:
    accused = Case(Kind.COMPLAINT, integrity=True, people=(Span(0, 17, "petugas pengaduan"),))
    way = route(accused, judge().pack)
    assert way is not None
    assert way.excluded == ("pengaduan",)
    assert way.why.endswith("; Pengelola Pengaduan yang diadukan dilewati")
