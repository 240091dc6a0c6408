"""A recorded complaint becomes a case: state, route, clock, drafts of the review (R8, R10, R17, R19)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from casework.opening import open_case
from casework.types import Role, State
from tests.casework.builders import CALENDAR, HOURS, at
from tests.casework.world import NOW, REMIND_ON, ROUTE, assessment, suggestion
from triage.packs.loader import load_pack
from triage.types import Treated, TreatedAs, Way

PACK = load_pack("purwakarta")


def opened(**changes: Any) -> Any:
    return open_case(assessment(**changes), made_at=NOW, calendar=CALENDAR, hours=HOURS, remind_on=REMIND_ON, pack=PACK)


DATED: list[tuple[str, dict[str, Any], bool]] = [
    ("R8-complaint", {}, True),
    ("R6-proposed_as_suggestion_is_a_complaint_until_decided",
     {"treated_as": TreatedAs(Treated.COMPLAINT, "R6", Treated.SUGGESTION)}, True),
    ("R17-suggestion", suggestion(), False),
    ("R12-input", {"treated_as": TreatedAs(Treated.INPUT, "R12")}, False),
    ("R12-correction", {"treated_as": TreatedAs(Treated.CORRECTION, "R12")}, False),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "dated"), [pytest.param(*row[1:], id=row[0]) for row in DATED])
def test_only_a_complaint_has_a_clock(changes: dict[str, Any], dated: bool) -> None:
    made = opened(**changes)
    assert made.case.due_at == (at("2026-12-11 23:59:59") if dated else None)
    assert bool(made.timers) is dated
    assert made.case.state is State.RECORDED


def test_the_route_is_taken_over_with_whoever_is_excluded() -> None:
    route = replace(ROUTE, way=Way.AGENCY, unit="teknis", tier=2, role="head_of_tier", excluded=("pelayanan",))
    case = opened(route=route, integrity=True, danger=True, needs_person=True).case
    assert (case.way, case.unit, case.tier, case.role) == (Way.AGENCY, "teknis", 2, Role.HEAD_OF_TIER)
    assert (case.excluded, case.integrity, case.danger, case.needs_person) == (("pelayanan",), True, True, True)


def test_without_a_route_it_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="route"):
        opened(route=None)


def test_r19_the_case_begins_with_the_machines_drafts() -> None:
    made = opened()
    assert {one.step for one in made.drafts} == {"a", "b", "d"}
