"""R6, R12, R17, R18 by table, and the sentence that is never broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.helpers import ids, pack, table
from triage.treat import Matter, treat
from triage.types import Admissibility, Component, Kind, Treated, Verdict

ROWS = table("treat.tsv")
YES = {"yes": True, "no": False}


def matter(row: dict[str, str]) -> Matter:
    verdict = None if row["verdict"] == "-" else Verdict(row["verdict"])
    rule = {Verdict.NOT_YET_RECEIVED: "R4", Verdict.UNKNOWN: "R5"}.get(verdict, "R2") if verdict else ""
    return Matter(
        kind=Kind(row["kind"]),
        unsure=YES[row["unsure"]],
        admissibility=Admissibility(verdict, None, rule) if verdict else None,
        component=None if row["component"] == "-" else Component(row["component"]),
        integrity=YES[row["integrity"]],
        danger=YES[row["danger"]],
        identified=YES[row["identified"]],
        has_matter=YES[row["matter"]],
        declined=frozenset(row["declined"].split(",")) - {"-"},
    )


@pytest.mark.parametrize("row", ROWS, ids=ids(ROWS))
def test_table(row: dict[str, str]) -> None:
    found = treat(matter(row), pack().readings.late_as)
    got = ("-", "-", "-")
    if found:
        got = (found.treated_as.value, found.rule, found.proposed.value if found.proposed else "-")
    assert got == (row["as"], row["rule"], row["proposed"])


@given(
    verdict=st.sampled_from(Verdict),
    component=st.sampled_from(Component),
    identified=st.booleans(),
    has_matter=st.booleans(),
    unsure=st.booleans(),
    declined=st.frozensets(st.sampled_from(["name", "matter", "received", "service"])),
    integrity=st.booleans(),
)
def test_integrity_and_danger_are_never_downgraded(
    verdict: Verdict,
    component: Component,
    identified: bool,
    has_matter: bool,
    unsure: bool,
    declined: frozenset[str],
    integrity: bool,
) -> None:
    """R6, last sentence: whatever else is late, missing or refused."""
    found = treat(
        Matter(
            kind=Kind.COMPLAINT,
            unsure=unsure,
            admissibility=Admissibility(verdict, None, "R2"),
            component=component,
            integrity=integrity,
            danger=not integrity,
            identified=identified,
            has_matter=has_matter,
            declined=declined,
        ),
        pack().readings.late_as,
    )
    assert found is not None
    assert (found.treated_as, found.proposed) == (Treated.COMPLAINT, None)


@given(verdict=st.sampled_from(Verdict), component=st.sampled_from(Component))
def test_the_machine_proposes_and_never_decides_lateness(verdict: Verdict, component: Component) -> None:
    found = treat(Matter(Kind.COMPLAINT, admissibility=Admissibility(verdict, None, "R2"), component=component))
    assert found is not None
    assert found.treated_as is Treated.COMPLAINT
    assert (found.proposed is not None) is (verdict is Verdict.LATE)
