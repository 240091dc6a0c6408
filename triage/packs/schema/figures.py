"""The figures of a standard that R20 holds claims against.  None where the standard gives none."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from triage.packs.schema.base import Part


class CountsFrom(StrEnum):
    """The event from which the turnaround time runs."""

    COMPLETE_FILE = "complete_and_correct_file"
    FILED = "filed"


class Turnaround(Part):
    """Component 3."""

    working_days: int = Field(ge=0, le=1000)
    counts_from: CountsFrom


class Fee(Part):
    """Component 4: whole rupiah; 0 is free of charge."""

    rupiah: int = Field(ge=0)


class Paper(Part):
    """A paper or condition that component 1 demands.  `words`: how citizens name it.

    `open`: the row names a class ("permits that support the activity"), so whether a paper belongs is not certain.
    """

    name: str
    row: str
    words: tuple[str, ...] = Field(min_length=1)
    open: bool = False


class Product(Part):
    """A document that component 5 promises."""

    name: str
    words: tuple[str, ...] = Field(min_length=1)
    electronic_signature: bool = False


class ComplaintTimes(Part):
    """Component 6: window in calendar days (R2), answer in working days (R8)."""

    window_days: int = Field(ge=1)
    answer_working_days: int = Field(ge=1)


class Evaluation(Part):
    """Component 14: times a year (R27, R29)."""

    standard_reviews: int
    surveys: int


class Annex(Part):
    """Component 2 where it only refers elsewhere."""

    classifications: tuple[int, ...]
    where: str


class Figures(Part):
    """By component; absent: the standard says nothing that can be compared."""

    requirements: tuple[Paper, ...] = ()
    procedure: Annex | None = None
    turnaround_time: Turnaround | None = None
    fee: Fee | None = None
    product: tuple[Product, ...] = ()
    complaint_handling: ComplaintTimes | None = None
    staff_number: int | None = None
    performance_evaluation: Evaluation | None = None
