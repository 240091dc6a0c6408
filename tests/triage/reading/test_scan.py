"""The quick way through a text finds what the whole grammar finds: same matches, for every pattern that has heads."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from tests.triage.reading.tables import table
from tests.triage.reading.test_properties import PHRASES, PIECES
from triage.reading import durations, money, papers, pending, people
from triage.reading.dates.find import _FORMS
from triage.reading.normalize import Heads, lowered, scan, words

GUIDED: dict[str, tuple[re.Pattern[str], Heads]] = {
    "waiting": (pending._TRUE, pending._TRUE_HEADS),
    "came": (pending._FALSE, pending._FALSE_HEADS),
    "demand": (papers._DEMAND, papers._DEMAND_HEADS),
    "role": (people._ROLE, people._ROLE_HEADS),
    "counter": (people._COUNTER, people._COUNTER_HEADS),
    "half": (money._HALF, money._HALF_HEADS),
    "spoken": (money._SPOKEN_RE, money._SPOKEN_HEADS),
    "kind": (money._KIND, money._KIND_HEADS),
    "length": (durations._LENGTH, durations._LENGTH_HEADS),
    **{form.name: (form.pattern, form.heads) for form in _FORMS if form.heads},
}
NAMES = ("dates", "received", "names", "money", "durations", "people", "services", "other", "whole", "confidential")
TEXTS = [row["text"] for name in NAMES for row in table(f"{name}.tsv")]


@pytest.mark.parametrize("name", GUIDED)
def test_nothing_is_passed_over(name: str) -> None:
    pattern, heads = GUIDED[name]
    met = 0
    for text in TEXTS:
        w = words(text)
        whole = [m.span() for m in pattern.finditer(w.norm)]
        assert [m.span() for m in scan(pattern, heads, w)] == whole, text
        met += len(whole)
    assert met, "no text of the tables has it"


@settings(max_examples=300, deadline=None)
@given(text=PHRASES | PIECES)
def test_nothing_is_passed_over_in_any_text(text: str) -> None:
    w = words(text)
    for name, (pattern, heads) in GUIDED.items():
        assert [m.span() for m in scan(pattern, heads, w)] == [m.span() for m in pattern.finditer(w.norm)], name
    assert [m.span() for m in money._told(w.norm)] == [m.span() for m in money._SUM.finditer(w.norm)]


@settings(max_examples=200, deadline=None)
@given(text=PHRASES | PIECES)
def test_a_form_is_tried_wherever_it_could_match(text: str) -> None:
    w = words(text)
    for form in _FORMS:
        if form.needs is not None and form.needs.isdisjoint(w.vocabulary):
            assert form.pattern.search(w.norm) is None, form.name


@settings(max_examples=200, deadline=None)
@given(text=PIECES)
def test_lower_case_keeps_every_character_in_its_place(text: str) -> None:
    low = lowered(text + "İ")
    assert len(low) == len(text) + 1
    assert low[:-1] == lowered(text)
