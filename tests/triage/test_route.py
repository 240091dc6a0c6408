"""R21-R23, R14 by table, over both offices."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.triage.helpers import ids, pack, table
from triage.route import Case, case_people, route
from triage.types import Component, Kind, Span

ROWS = table("route.tsv")
YES = {"yes": True, "no": False}


def spans(words: str) -> tuple[Span, ...]:
    return () if words == "-" else tuple(Span(0, len(one), one) for one in words.split("; "))


@pytest.mark.parametrize("row", ROWS, ids=ids(ROWS))
def test_table(row: dict[str, str]) -> None:
    office = pack(row["pack"])
    case = Case(
        kind=Kind(row["kind"]),
        component=None if row["component"] == "-" else Component(row["component"]),
        integrity=YES[row["integrity"]],
        danger=YES[row["danger"]],
        outside_agency=YES[row["outside"]],
        body=office.body(row["body"]),
        people=spans(row["people"]),
    )
    found = route(case, office)
    got = ("-",) * 6
    if found:
        excluded = ",".join(sorted(found.excluded)) or "-"
        got = (found.way.value, found.unit, str(found.tier), found.role, found.rule, excluded)
    assert got == (row["way"], row["unit"], row["tier"], row["role"], row["rule"], row["excluded"])


@pytest.mark.parametrize("name", ["purwakarta", "contoh"])
def test_integrity_never_goes_to_a_unit_complained_about(name: str) -> None:
    """R14: each unit accused alone is passed over, whatever the matter."""
    office = pack(name)
    for unit in office.units:
        for alias in unit.aliases:
            for component in Component:
                people = (Span(0, len(alias), alias),)
                found = route(Case(Kind.COMPLAINT, component, integrity=True, people=people), office)
                assert found is not None
                assert found.unit not in found.excluded
                assert unit.id in found.excluded


def test_people_named_in_a_matter_of_things_are_not_accused() -> None:
    from datetime import UTC, datetime

    from triage.types import Reading

    named = Reading("x", datetime(2026, 1, 1, tzinfo=UTC), people=spans("petugas loket"))
    waiting = Case(Kind.COMPLAINT, Component.TURNAROUND_TIME)
    assert case_people(named, waiting) == ()
    assert case_people(named, replace(waiting, component=Component.STAFF_COMPETENCE)) == named.people
    assert case_people(named, replace(waiting, integrity=True)) == named.people
