"""Review steps as the page shows them: in the machine's draft (c) the numbers lead to the cases (R13, R19).  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from intake.numbers import find
from web.queries.case import Written


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line; `case_id`: the case that a number leads to."""

    text: str
    case_id: UUID | None = None


Line = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A text of a review step; `lines`: how the machine's draft (c) is shown instead, None for any other."""

    written: Written
    lines: tuple[Line, ...] | None = None


def steps(reviews: Iterable[Written], others: Mapping[str, UUID | None]) -> tuple[Step, ...]:
    """`others`: the numbers this officer may know of, with the case where they may open it."""
    return tuple(
        Step(one, linked(one.text, others) if one.kind == "c" and one.author is None else None) for one in reviews
    )


def linked(text: str, others: Mapping[str, UUID | None]) -> tuple[Line, ...]:
    """The lines with their numbers linked.  R14: a line that names any other number is left out, and with the last
    such line whatever announced them, so that nobody reads here that they were complained about."""
    told = [(line, find(line)) for line in text.split("\n")]
    kept = [(line, numbers) for line, numbers in told if all(number in others for number in numbers)]
    if any(numbers for _, numbers in told) and not any(numbers for _, numbers in kept):
        kept = [(line, numbers) for line, numbers in kept if not line.startswith("- ") and not line.endswith(":")]
    return tuple(_parts(line, numbers, others) for line, numbers in kept)


def _parts(line: str, numbers: Iterable[str], others: Mapping[str, UUID | None]) -> Line:
    parts = []
    for number in numbers:
        before, _, line = line.partition(number)
        parts += [Part(before), Part(number, others[number])]
    return tuple(part for part in (*parts, Part(line)) if part.text)
