"""R6, R12, R17: what a message is treated as now, and what an officer is asked to confirm.  Pure.

The machine never downgrades: lateness proposes, an officer decides, and until then it is a complaint with its
clock running.  An allegation against integrity or a danger to a person is not even proposed (R6, R12).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from triage.types import Admissibility, Component, Kind, Treated, TreatedAs, Verdict


@dataclass(frozen=True, slots=True)
class Matter:
    """What R6 and R12 look at.  `unsure`: kind is below its threshold (R18)."""

    kind: Kind
    unsure: bool = False
    admissibility: Admissibility | None = None
    component: Component | None = None
    integrity: bool = False
    danger: bool = False
    identified: bool = True
    has_matter: bool = True
    declined: frozenset[str] = frozenset()


def treat(matter: Matter, late_as: Mapping[Component, Treated] | None = None) -> TreatedAs | None:
    """R6, R12, R17.  None for kinds other than complaint and suggestion.

    `late_as`: which of R6's four words the pack proposes per component; suggestion where it is silent.
    """
    if matter.integrity or matter.danger:
        return _protected(matter)
    if matter.unsure:
        return TreatedAs(Treated.UNDECIDED, "R18")
    if matter.kind is Kind.SUGGESTION:
        return TreatedAs(Treated.SUGGESTION, "R17")
    return _complaint(matter, late_as or {}) if matter.kind is Kind.COMPLAINT else None


def _protected(matter: Matter) -> TreatedAs | None:
    """R6, last sentence; R12, last but one: whatever is missing or late, it stays a complaint."""
    if matter.kind in {Kind.COMPLAINT, Kind.SUGGESTION} or matter.unsure:
        return TreatedAs(Treated.COMPLAINT, "R6")
    return None


def _complaint(matter: Matter, late_as: Mapping[Component, Treated]) -> TreatedAs:
    refused = _refused(matter)
    if refused:
        return refused
    verdict = matter.admissibility.verdict if matter.admissibility else Verdict.UNKNOWN
    if verdict is Verdict.LATE:
        proposed = late_as.get(matter.component, Treated.SUGGESTION) if matter.component else Treated.SUGGESTION
        return TreatedAs(Treated.COMPLAINT, "R6", proposed)
    if not matter.identified or not matter.has_matter:
        return TreatedAs(Treated.COMPLAINT, "R12")
    rule = matter.admissibility.rule if matter.admissibility else "R5"
    return TreatedAs(Treated.COMPLAINT, rule)


def _refused(matter: Matter) -> TreatedAs | None:
    """R12: asked and refused is an answer."""
    if not matter.has_matter and "matter" in matter.declined:
        return TreatedAs(Treated.INPUT, "R12")
    if not matter.identified and "name" in matter.declined:
        return TreatedAs(Treated.SUGGESTION, "R12")
    return None
