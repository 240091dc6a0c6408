"""What each head learns from, and predictions by models that had not seen the example."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from triage.model.features import Features
from triage.training.corpus import Example
from triage.training.heads import Logits, classifier
from triage.training.matrix import fit_space, matrix
from triage.types import Kind

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Task:
    """One head: which examples it learns from, and their labels."""

    name: str
    chosen: NDArray[np.int64]
    labels: NDArray[np.str_]


def tasks(examples: Sequence[Example]) -> list[Task]:
    """kind over everything; component and the two flags over complaints (R17: only they carry them)."""
    everything = np.arange(len(examples))
    complaints = np.array([n for n, e in enumerate(examples) if e.kind is Kind.COMPLAINT])
    return [
        Task("kind", everything, np.array([e.kind.value for e in examples])),
        Task("component", complaints, np.array([str(examples[n].component) for n in complaints])),
        Task("integrity", everything, np.array(["yes" if e.integrity else "no" for e in examples])),
        Task("outside_agency", everything, np.array(["yes" if e.outside_agency else "no" for e in examples])),
    ]


def held_out(texts: Sequence[Features], task: Task, groups: NDArray[np.str_] | None = None) -> Logits:
    """Logits of every example by a model that had not seen it: 5 folds, or one fold per writer."""
    from sklearn.model_selection import LeaveOneGroupOut, StratifiedKFold

    splitter: Any = LeaveOneGroupOut()
    if groups is None:
        splitter = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    labels = sorted(set(task.labels))
    held = np.zeros((len(task.labels), 1 if len(labels) == 2 else len(labels)))
    own = None if groups is None else groups[task.chosen]
    for seen, unseen in splitter.split(np.zeros(len(task.labels)), task.labels, own):
        space = fit_space([texts[task.chosen[n]] for n in seen])
        model = classifier().fit(matrix([texts[task.chosen[n]] for n in seen], space), task.labels[seen])
        logits = model.decision_function(matrix([texts[task.chosen[n]] for n in unseen], space))
        held[unseen] = logits.reshape(len(unseen), -1)
    return held
