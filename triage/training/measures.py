"""What `aduan triage` said, held against labels: the figures of docs/model.md.  Pure, without scikit-learn.

A row is a labelled text (docs/labels.md), an answer the object that `aduan triage` prints for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from triage.types import Component, Kind

Row = Mapping[str, Any]
Pair = tuple[Row, Row]
"""Label and answer of one text."""

COMPONENTS = tuple(component.value for component in Component)
LOSING = frozenset({Kind.SPAM.value, Kind.GREETING.value, Kind.PRAISE.value})
"""Kinds under which a grievance would be lost (R13)."""

PRECISE = 0.95
BINS = 10


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table; `wanted` is the target, `low` says that less is better.  None: nothing to count."""

    name: str
    value: float | None
    wanted: float | None = None
    low: bool = False

    @property
    def held(self) -> bool:
        """Whether the target is met; True where there is none or nothing to count."""
        if self.value is None or self.wanted is None:
            return True
        return self.value <= self.wanted if self.low else self.value >= self.wanted


def measures(pairs: Sequence[Pair]) -> tuple[Measure, ...]:
    """The table of the must-shows, in its order, then what else an office wants to know."""
    complaints = [pair for pair in pairs if is_complaint(pair[0])]
    lost = sum(answer["kind"] in LOSING for _, answer in complaints)
    cut, sent = to_a_person(complaints), [bool(answer["needs_person"]) for _, answer in pairs]
    rest = [right(pair) for pair in pairs if not pair[1]["needs_person"]]
    return (
        Measure("component accuracy", share(map(component_right, complaints)), 0.88),
        Measure("component macro-F1", macro_f1(complaints), 0.86),
        Measure("right component among the first three", share(map(among_three, complaints)), 0.98),
        Measure("kind accuracy", share(label["kind"] == answer["kind"] for label, answer in pairs), 0.97),
        Measure("complaints called spam, greeting or praise", float(lost), 0.0, low=True),
        *_flag("integrity", pairs, 0.92, 0.85),
        *_flag("danger", pairs, 0.95, None),
        *_flag("outside_agency", pairs, None, None),
        Measure("ECE of the component", calibration_error(complaints), 0.05, low=True),
        Measure("share below the component's limit so that the rest is 95 % right", cut, 0.25, low=True),
        Measure("share sent to a person for whatever reason", share(sent)),
        Measure("right among those not sent (kind, and component of complaints)", share(rest)),
        *_also(complaints),
    )


def is_complaint(label: Row) -> bool:
    """R17."""
    return bool(label["kind"] == Kind.COMPLAINT.value)


def component_right(pair: Pair) -> bool:
    """A complaint taken for something else has no component, so it counts as wrong."""
    return bool(pair[0]["component"] == pair[1]["component"])


def right(pair: Pair) -> bool:
    """Kind, and for complaints the component."""
    label, answer = pair
    return bool(label["kind"] == answer["kind"]) and (not is_complaint(label) or component_right(pair))


def among_three(pair: Pair) -> bool:
    """Whether the label is one of the three likeliest."""
    return pair[0]["component"] in [one["component"] for one in pair[1]["components"][:3]]


def macro_f1(complaints: Sequence[Pair]) -> float | None:
    """Mean over the components that occur."""
    scores = [score for name in COMPONENTS if (score := f1(complaints, name)) is not None]
    return sum(scores) / len(scores) if scores else None


def f1(complaints: Sequence[Pair], component: str) -> float | None:
    """None where no label has it."""
    told = sum(label["component"] == component for label, _ in complaints)
    said = sum(answer["component"] == component for _, answer in complaints)
    hit = sum(label["component"] == component == answer["component"] for label, answer in complaints)
    return 2 * hit / (told + said) if told else None


def flag_counts(pairs: Iterable[Pair], name: str) -> tuple[int, int, int]:
    """Labelled, raised, both."""
    both = Counter((bool(label.get(name)), bool(answer[name])) for label, answer in pairs)
    return both[True, True] + both[True, False], both[True, True] + both[False, True], both[True, True]


def _flag(name: str, pairs: Sequence[Pair], recall: float | None, precision: float | None) -> tuple[Measure, ...]:
    told, said, hit = flag_counts(pairs, name)
    return (
        Measure(f"{name} recall", hit / told if told else None, recall),
        Measure(f"{name} precision", hit / said if said else None, precision),
    )


def _also(complaints: Sequence[Pair]) -> tuple[Measure, ...]:
    told, said, hit = 0, 0, 0
    for label, answer in complaints:
        labelled, found = set(label.get("components_also") or ()), set(answer["components_also"])
        told, said, hit = told + len(labelled), said + len(found), hit + len(labelled & found)
    return (
        Measure("components_also recall", hit / told if told else None),
        Measure("components_also precision", hit / said if said else None),
    )


def sure(answer: Row) -> float:
    """The probability of the component given; 0 for what was not taken for a complaint."""
    given = answer["components"]
    return float(given[0]["probability"]) if answer["component"] and given else 0.0


def calibration_error(complaints: Sequence[Pair]) -> float | None:
    """ECE over ten bins of equal width, of the texts that were given a component."""
    told = [(sure(answer), component_right((label, answer))) for label, answer in complaints if answer["component"]]
    if not told:
        return None
    bins: dict[int, list[tuple[float, bool]]] = {}
    for probability, good in told:
        bins.setdefault(min(int(probability * BINS), BINS - 1), []).append((probability, good))
    return sum(abs(sum(p for p, _ in own) - sum(good for _, good in own)) for own in bins.values()) / len(told)


def to_a_person(complaints: Sequence[Pair]) -> float | None:
    """The smallest share to cut off below some probability so that at least 95 % of the rest are right."""
    ranked = sorted(complaints, key=lambda pair: -sure(pair[1]))
    hit, kept = 0, 0
    for number, pair in enumerate(ranked, start=1):
        hit += component_right(pair)
        if hit >= PRECISE * number:
            kept = number
    return 1 - kept / len(ranked) if ranked else None


def share(which: Iterable[bool]) -> float | None:
    """Of how many it holds; None of none."""
    told = [bool(one) for one in which]
    return sum(told) / len(told) if told else None


def grouped(pairs: Iterable[Pair], by: Callable[[Row], object]) -> dict[str, list[Pair]]:
    """Pairs by what `by` says of the label, in the order of names."""
    found: dict[str, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(str(by(pair[0])), []).append(pair)
    return dict(sorted(found.items()))


def confusions(complaints: Iterable[Pair]) -> Counter[tuple[str, str]]:
    """(labelled, given) and how often, where they differ; what was no complaint to the model stands under its kind."""
    return Counter(
        (str(label["component"]), str(answer["component"] or answer["kind"]))
        for label, answer in complaints
        if label["component"] != answer["component"]
    )
