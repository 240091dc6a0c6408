"""The second stage: held-out logits of the first beside cue words and what the Reading says; it gives probabilities.

A word list knows "calo" and "system prompt" from one reading; a classifier of a few messages per rare kind does not.
It is fitted on logits for writers the first stage had not read, so its probabilities hold for new writers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from triage.cues import PLACE, UNKNOWN, find_cues, without_bot_lines
from triage.model.indicators import evidence
from triage.reading import Lexicon, read
from triage.training.corpus import Example
from triage.training.tasks import ALSO, Task
from triage.types import Component

STRENGTH = {"kind": 0.05, "component": 1.0, ALSO: 0.1}
"""Inverse regularisation over standardised columns; FLAGS where none is named."""

FLAGS = 0.05
OF_DANGER = ("danger", "danger_weak", "threat", "c_safety", "hypothetical", "praise")
NO_PACK = Lexicon(zone=ZoneInfo("UTC"))
SENT = datetime(2026, 1, 5, 3, tzinfo=UTC)
"""Some sending time: no indicator depends on dates."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Second:
    """One second stage: labels x (all logits + evidence), zero where it does not look."""

    name: str
    weights: Floats
    bias: Floats

    def probabilities(self, seen: Floats) -> Floats:
        """rows x labels; one column of "yes" where there is one label, each by itself for `also`."""
        logits = seen @ self.weights.T + self.bias
        if logits.shape[1] == 1 or self.name == ALSO:
            return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logits, -30, 30))))
        grown = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(grown / grown.sum(axis=1, keepdims=True))


def evidence_matrix(examples: Sequence[Example], strange: Floats) -> Floats:
    """One row of evidence per example; `strange`: the share of its pieces that the first stage did not know."""
    found = np.array([_evidence(example.text) for example in examples])
    found[:, UNKNOWN] = strange
    return found


def _evidence(text: str) -> Floats:
    visible, removed = without_bot_lines(text)
    return evidence(read(visible, SENT, NO_PACK), find_cues(visible), bot=bool(removed))


def columns(task: str, every: Sequence[Task], width: int) -> NDArray[np.int64]:
    """What a head's second stage looks at: its own logits, kind at all evidence too, danger at the words of danger.

    Cue words and what the Reading says made component and integrity worse for unseen writers, so these go without;
    `also` looks at the components' logits and all evidence.
    """
    place, logits = 0, {}
    for one in every:
        logits[one.name] = np.arange(place, place + len(one.names))
        place += len(one.names)
    besides = {"kind": np.arange(place, width), "danger": place + np.array([PLACE[cue] for cue in OF_DANGER])}
    besides[ALSO] = besides["kind"]
    own = logits["component" if task == ALSO else task]
    return np.concatenate((own, besides.get(task, own[:0])))


def fit_second(name: str, seen: Floats, labels: NDArray[Any], looks: NDArray[np.int64]) -> Second:
    """`seen`: all logits and evidence of its examples; `labels`: one each, or booleans by component for `also`."""
    if name == ALSO:
        parts = [_fit(name, seen, labels[:, number], looks) for number in range(len(Component))]
        return Second(name, np.vstack([one for one, _ in parts]), np.concatenate([bias for _, bias in parts]))
    return Second(name, *_fit(name, seen, labels, looks))


def _fit(name: str, seen: Floats, labels: NDArray[Any], looks: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """A logistic regression over standardised columns, told in the columns' own units."""
    from sklearn.linear_model import LogisticRegression

    own = seen[:, looks]
    middle, spread = own.mean(axis=0), own.std(axis=0)
    spread[spread < 1e-9] = 1.0
    model = LogisticRegression(C=STRENGTH.get(name, FLAGS), max_iter=3000).fit((own - middle) / spread, labels)
    weights = np.zeros((len(model.coef_), seen.shape[1]))
    weights[:, looks] = model.coef_ / spread
    return weights, model.intercept_ - (model.coef_ / spread) @ middle


def second_arrays(seconds: Sequence[Second]) -> dict[str, Any]:
    """As `triage.model.store` reads them, in the order of the heads, `also` last."""
    return {
        "second_weights": np.vstack([one.weights for one in seconds]),
        "second_bias": np.concatenate([one.bias for one in seconds]),
        "also": np.array([component.value for component in Component]),
    }
