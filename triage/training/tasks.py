"""What each head learns from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from triage.training.corpus import Example
from triage.types import Component, Kind

ALSO = "also"


@dataclass(frozen=True, slots=True)
class Task:
    """One head: which examples it learns from, their labels, and whether shapes help it.

    Shapes make the flags better and the component no better (cross-validation over writers), so it goes without.
    """

    name: str
    chosen: NDArray[np.int64]
    labels: NDArray[np.str_]
    shaped: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Columns of its logits: every label, or "yes" alone."""
        found = tuple(sorted({str(label) for label in self.labels}))
        return ("yes",) if found == ("no", "yes") else found


def tasks(examples: Sequence[Example]) -> list[Task]:
    """kind and flags over everything, component over complaints (R17); danger where somebody labelled it."""
    everything = np.arange(len(examples))
    complaints = _where(e.kind is Kind.COMPLAINT for e in examples)
    labelled = _where(e.danger is not None for e in examples)
    return [
        Task("kind", everything, np.array([e.kind.value for e in examples])),
        Task("component", complaints, np.array([str(examples[n].component) for n in complaints])),
        Task("integrity", everything, _yes(e.integrity for e in examples), shaped=True),
        Task("outside_agency", everything, _yes(e.outside_agency for e in examples), shaped=True),
        Task("danger", labelled, _yes(bool(examples[n].danger) for n in labelled), shaped=True),
    ]


def told_besides(examples: Sequence[Example]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Complaints, and for each component whether it is among those of the text, primary or also."""
    complaints = _where(e.kind is Kind.COMPLAINT for e in examples)
    rows = [[c is examples[n].component or c in examples[n].also for c in Component] for n in complaints]
    return complaints, np.array(rows, dtype=bool)


def _where(which: Iterable[bool]) -> NDArray[np.int64]:
    return np.flatnonzero(np.array(list(which), dtype=bool)).astype(np.int64)


def _yes(which: Iterable[bool]) -> NDArray[np.str_]:
    return np.array(["yes" if one else "no" for one in which])
