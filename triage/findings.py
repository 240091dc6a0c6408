"""What was found in one text, with thresholds applied (R18)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from triage.cues import Cues
from triage.flags import STRONG, Flag
from triage.kind import KindFound
from triage.model.score import Scores
from triage.packs.schema.bodies import Body
from triage.packs.schema.rules import Thresholds
from triage.types import Component, DateOf, Kind, Reading, Span

WAITING = frozenset({Component.TURNAROUND_TIME, Component.STAFF_NUMBER, Component.SERVICE_GUARANTEE})
"""Components whose grievance can be that the service has not come (R4)."""

CHARGED_WEIGHT = 0.5
"""What a charge for what is free adds to fee before the fourteen are brought to one again."""

HURT_WEIGHT = 0.25
"""What clear words of harm add to safety_security."""

BY_LABEL = {component.value: component for component in Component}

NOT_YET = frozenset({"belum", "blm", "blum", "blom", "belom", "acan", "can", "yet"})

FEWEST_WORDS = 3
"""Fewer words than this tell no matter (R12): "saya mau lapor"."""

ONLY_ANNOUNCED = frozenset({"lapor", "melaporkan", "mengadukan", "ngadu", "aduan", "pengaduan", "komplain", "keluhan"})


@dataclass(frozen=True, slots=True)
class Findings:
    """The three flags."""

    integrity: Flag
    danger: Flag
    outside_agency: Flag


@dataclass(frozen=True, slots=True)
class Found:
    """Labels of one text.  `components`: all fourteen by falling probability."""

    kind: KindFound
    scores: Scores
    findings: Findings
    bodies: tuple[tuple[Body, Span], ...]
    components: tuple[tuple[Component, float], ...]
    also: tuple[Component, ...]
    integrity: bool
    danger: bool
    outside_agency: bool
    kind_unsure: bool
    has_matter: bool
    flags: Mapping[str, float]

    @classmethod
    def of(
        cls,
        kind: KindFound,
        scores: Scores,
        findings: Findings,
        bodies: tuple[tuple[Body, Span], ...],
        limits: Thresholds,
        cues: Cues,
        *,
        charged: bool = False,
    ) -> Found:
        """Apply the pack's thresholds.  `charged`: money was asked for what the standard gives free."""
        components = _ranked(scores, charged=charged, hurt=findings.danger.probability >= STRONG)
        return cls(
            kind=kind,
            scores=scores,
            findings=findings,
            bodies=bodies,
            components=components,
            also=tuple(component for component, _ in components[1:] if scores.also[component.value] >= limits.also),
            integrity=findings.integrity.probability >= limits.integrity,
            danger=findings.danger.probability >= limits.danger,
            outside_agency=findings.outside_agency.probability >= limits.outside_agency,
            kind_unsure=kind.probability < limits.kind,
            has_matter=has_matter(cues),
            flags=_probabilities(findings),
        )

    @property
    def component(self) -> Component | None:
        """The main one; None for kinds that carry none (R17)."""
        carries = self.kind.kind in {Kind.COMPLAINT, Kind.SUGGESTION}
        return self.components[0][0] if carries else None

    @property
    def component_probability(self) -> float:
        """Of the main one."""
        return self.components[0][1]

    def still_waiting(self, reading: Reading) -> bool:
        """R4, where the reader leaves open whether it came: waiting is the grievance and "not yet" is said of it.

        A date is then since when the citizen waits; a day the service was received would be one of `received`.
        """
        dated = reading.received is not None and reading.received.of is DateOf.INCIDENT
        said = not NOT_YET.isdisjoint(reading.text.casefold().split())
        return dated and said and self.component is Component.TURNAROUND_TIME

    def incident_besides(self, reading: Reading) -> bool:
        """R4 asks whether the grievance is the waiting: a dated incident with another component is not."""
        dated = reading.received is not None and reading.received.of is DateOf.INCIDENT
        return dated and self.component not in WAITING


def _ranked(scores: Scores, *, charged: bool, hurt: bool) -> tuple[tuple[Component, float], ...]:
    """By falling probability.  labels.md: "every demand for money in or around the service" is fee; harm and
    threats are safety_security."""
    weights = dict(scores.probabilities["component"])
    if charged:
        weights[Component.FEE.value] += CHARGED_WEIGHT
    if hurt:
        weights[Component.SAFETY_SECURITY.value] += HURT_WEIGHT
    total = sum(weights.values())
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    return tuple((BY_LABEL[label], round(p / total, 4)) for label, p in ranked)


def has_matter(cues: Cues) -> bool:
    """R12: whether the text tells what it is about."""
    announced = sum(hit.span.text.casefold() in ONLY_ANNOUNCED for hit in cues.hits if hit.cue == "grief")
    greeted = sum(hit.cue == "salutation" for hit in cues.hits)
    return cues.tokens - announced - greeted >= FEWEST_WORDS


def _probabilities(findings: Findings) -> Mapping[str, float]:
    return MappingProxyType(
        {
            "integrity": round(findings.integrity.probability, 4),
            "danger": round(findings.danger.probability, 4),
            "outside_agency": round(findings.outside_agency.probability, 4),
        }
    )
