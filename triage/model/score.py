"""Scoring one text: probabilities per head, and which of the citizen's words weighed (R18).  numpy only."""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from triage.cues import UNKNOWN
from triage.model.features import LONGEST, Features, Ids, features
from triage.model.store import Floats, Head, Model
from triage.types import Span

COUNTS: Floats = np.arange(2 * LONGEST + 2, dtype=np.float32)
GROWTH: Floats = np.concatenate((COUNTS[:1], 1.0 + np.log(COUNTS[1:]))).astype(np.float32)
"""1 + log count, for every count that a text of LONGEST characters can have."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Probabilities by head and label; what follows lets `weighed` explain one label afterwards.

    `unknown`: the share of the text's pieces that training never saw, 0 to 1.
    """

    text: str
    probabilities: Mapping[str, Mapping[str, float]]
    unknown: float
    rows: Ids
    owners: Ids
    values: Floats
    weights: Floats
    spans: tuple[tuple[int, int], ...]

    def best(self, head: str) -> tuple[str, float]:
        """The likeliest label of a head and its probability."""
        return max(self.probabilities[head].items(), key=lambda item: item[1])


def score(text: str, model: Model, cues: NDArray[np.float64] | None = None) -> Scores:
    """All heads for one text; `cues` (triage.cues.vector, its `unknown` set here) feed the second stage.

    Never raises; a text without words gets the heads' bias alone.
    """
    found = features(text)
    rows, owners, values = _vector(found, model)
    weights = model.weights.take(rows, axis=0)
    logits = values @ weights + model.bias
    unknown = 1.0 - len(rows) / (len(found.buckets) or 1)
    if cues is None:
        probabilities = {head.name: _first(head, logits) for head in model.heads}
    else:
        probabilities = _second(model, np.concatenate((logits, cues)), unknown)
    return Scores(text, probabilities, unknown, rows, owners, values, weights, found.spans)


def _vector(found: Features, model: Model) -> tuple[Ids, Ids, Floats]:
    """Rows with their values: (1 + log count) * idf, each family scaled to length 1 over its distinct features.

    A feature told n times is spread over its n places, so that each explains its part.
    """
    slots = model.slots.take(found.buckets)
    known = (slots >= 0).nonzero()[0]
    rows = slots.take(known).astype(np.int64)
    pieces = int(known.searchsorted(found.pieces))
    counts = np.concatenate((_counts(rows[:pieces]), _counts(rows[pieces:])))
    tfidf: Floats = GROWTH.take(counts) * model.idf.take(rows)
    told = COUNTS.take(counts)
    squares = tfidf * tfidf / told
    tfidf[:pieces] *= 1.0 / _length(squares[:pieces])
    tfidf[pieces:] *= model.word_weight / _length(squares[pieces:])
    tfidf /= told
    return rows, found.owners.take(known), tfidf


def _counts(rows: Ids) -> Ids:
    return np.bincount(rows, minlength=1).take(rows)


def _length(squares: Floats) -> float:
    return float(np.sqrt(np.add.reduce(squares))) or 1.0


def _first(head: Head, logits: Floats) -> dict[str, float]:
    own = logits[head.first : head.first + len(head.labels)].astype(np.float64) * head.sharpness
    return _probabilities(head.labels, (own + head.shift).tolist())


def _second(model: Model, seen: NDArray[np.float64], unknown: float) -> dict[str, dict[str, float]]:
    """All heads' second stages at once, over all logits and the cues (`seen`)."""
    seen[model.bias.shape[0] + UNKNOWN] = unknown
    combined = (model.second_weights @ seen + model.second_bias).tolist()
    return {
        head.name: _probabilities(head.labels, combined[head.first : head.first + len(head.labels)])
        for head in model.heads
    }


def _probabilities(labels: tuple[str, ...], logits: list[float]) -> dict[str, float]:
    """Softmax over several labels, the logistic for one."""
    if len(labels) == 1:
        return {labels[0]: 1.0 / (1.0 + math.exp(-min(max(logits[0], -30.0), 30.0)))}
    most = max(logits)
    grown = [math.exp(logit - most) for logit in logits]
    total = math.fsum(grown)
    return {label: part / total for label, part in zip(labels, grown, strict=True)}


def weighed(scores: Scores, model: Model, head: str, label: str, most: int = 5) -> tuple[tuple[Span, float], ...]:
    """The words that spoke most for `label` (against the head's mean), strongest first, with their weight."""
    number, chosen = next((n, one) for n, one in enumerate(model.heads) if one.name == head)
    own = scores.weights[:, chosen.first + chosen.labels.index(label)]
    told = scores.values * (own - model.means[number].take(scores.rows))
    weights = np.bincount(scores.owners, weights=told, minlength=len(scores.spans)).tolist()
    strongest = heapq.nsmallest(most, [(-weight, n) for n, weight in enumerate(weights) if weight > 0])
    return tuple((_span(scores, n), round(-weight, 4)) for weight, n in strongest)


def _span(scores: Scores, token: int) -> Span:
    start, end = scores.spans[token]
    return Span(start, end, scores.text[start:end])
