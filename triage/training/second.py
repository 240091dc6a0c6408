"""The second stage of kind and flags: the first stage's held-out logits beside the cue words.

A word list knows "calo" and "system prompt" from one reading; a classifier of 26 messages per rare kind does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from triage.cues import UNKNOWN, find_cues, vector, without_bot_lines
from triage.model.features import BUCKETS, Features
from triage.training.corpus import Example
from triage.training.heads import Logits
from triage.training.matrix import Space

SECOND = frozenset({"kind", "component", "integrity", "outside_agency"})


@dataclass(frozen=True, slots=True)
class FittedSecond:
    """One second stage: labels x (logits + cues)."""

    name: str
    weights: NDArray[np.float64]
    bias: NDArray[np.float64]


def cue_matrix(examples: Sequence[Example], texts: Sequence[Features], space: Space) -> NDArray[np.float64]:
    """One row of cues per example; `unknown` as the kept features see it."""
    kept = np.zeros(BUCKETS, dtype=bool)
    kept[space.kept] = True
    rows = []
    for example, text in zip(examples, texts, strict=True):
        row = vector(find_cues(example.text), bot=bool(without_bot_lines(example.text)[1]))
        every = np.concatenate((text.chars, text.words))
        row[UNKNOWN] = 1.0 - float(kept[every].mean()) if len(every) else 0.0
        rows.append(row)
    return np.array(rows)


def combiner(labels: NDArray[np.str_]) -> Any:
    """A regularised logistic regression; several labels without weights, so that its probabilities stay honest."""
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=1.0 if len(set(labels)) > 2 else 0.3, max_iter=3000)


def fit_second(name: str, logits: Logits, cues: NDArray[np.float64], labels: NDArray[np.str_]) -> FittedSecond:
    """Fit on held-out logits, never on those of a model that saw the example."""
    model = combiner(labels).fit(np.hstack((logits, cues)), labels)
    return FittedSecond(name, model.coef_, model.intercept_)


def held_second(
    logits: Logits, cues: NDArray[np.float64], labels: NDArray[np.str_], groups: NDArray[np.str_] | None = None
) -> Logits:
    """Logits of the second stage for examples it had not seen."""
    from sklearn.model_selection import LeaveOneGroupOut, StratifiedKFold, cross_val_predict

    splitter: Any = LeaveOneGroupOut() if groups is not None else StratifiedKFold(5, shuffle=True, random_state=1)
    both = np.hstack((logits, cues))
    held = cross_val_predict(combiner(labels), both, labels, groups=groups, cv=splitter, method="decision_function")
    return np.asarray(held).reshape(len(labels), -1)


def second_arrays(seconds: Sequence[FittedSecond]) -> dict[str, Any]:
    """As `triage.model.store` reads them."""
    weights = {f"second_{one.name}": one.weights for one in seconds}
    return {**weights, **{f"second_bias_{one.name}": one.bias for one in seconds}}
