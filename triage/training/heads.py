"""The first stage: one linear classifier per head, and its logits for texts of writers it had not read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from triage.model.features import Features
from triage.training.matrix import Space, fit_space, matrix, unknown
from triage.training.tasks import Task

Logits = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights (features x labels) and bias of one head."""

    name: str
    labels: tuple[str, ...]
    weights: NDArray[np.float64]
    bias: NDArray[np.float64]

    def logits(self, rows: Any) -> Logits:
        """rows x labels."""
        return np.asarray(rows @ self.weights + self.bias)


@dataclass(frozen=True, slots=True)
class Held:
    """For every example: logits by head of a model that had read nothing of its writer; its unknown share then."""

    logits: Mapping[str, Logits]
    unknown: NDArray[np.float64]


def classifier(task: Task) -> Any:
    """Linear support vectors, one label against the rest; for kind the rare labels are weighted up."""
    from sklearn.svm import LinearSVC

    return LinearSVC(C=0.5, class_weight="balanced" if task.name == "kind" else None, random_state=0)


def fit(task: Task, rows: Any, space: Space) -> Fitted:
    """One head.  `rows`: the matrix of its examples; without shapes their weights are zero."""
    width = rows.shape[1] if task.shaped else space.plain
    model = classifier(task).fit(rows[:, :width], task.labels)
    weights = np.zeros((rows.shape[1], len(task.names)))
    weights[:width] = model.coef_.T
    return Fitted(task.name, task.names, weights, model.intercept_)


def held_out(texts: Sequence[Features], every: Sequence[Task], writers: NDArray[np.str_]) -> Held:
    """One fold per writer."""
    logits = {task.name: np.zeros((len(texts), len(task.names))) for task in every}
    strange = np.zeros(len(texts))
    for writer in sorted(set(writers)):
        seen, unseen = np.flatnonzero(writers != writer), np.flatnonzero(writers == writer)
        old, new = ([texts[n] for n in which.tolist()] for which in (seen, unseen))
        space = fit_space(old)
        rows = matrix(old, space)
        new_rows, strange[unseen] = matrix(new, space), unknown(new, space)
        for task in every:
            kept = np.isin(seen, task.chosen)
            part = Task(task.name, seen[kept], task.labels[np.isin(task.chosen, seen)], task.shaped)
            logits[task.name][unseen] = fit(part, rows[kept], space).logits(new_rows)
    return Held(logits, strange)
