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
from triage.model.store import Floats, Model
from triage.types import Span

COUNTS: Floats = np.arange(8 * LONGEST + 2, dtype=np.float32)
GROWTH: Floats = np.concatenate((COUNTS[:1], 1.0 + np.log(COUNTS[1:]))).astype(np.float32)
"""1 + log count, for every count that a text of LONGEST characters can have."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Probabilities by head and label; what follows lets `weighed` explain one label afterwards.

    `also`: for every component, how likely it is a grievance in its own right.
    `unknown`: the share of the text's pieces that training never saw, 0 to 1.
    """

    text: str
    probabilities: Mapping[str, Mapping[str, float]]
    also: Mapping[str, float]
    unknown: float
    rows: Ids
    owners: Ids
    values: Floats
    weights: Floats
    spans: tuple[tuple[int, int], ...]

    def best(self, head: str) -> tuple[str, float]:
        """The likeliest label of a head and its probability."""
        return max(self.probabilities[head].items(), key=lambda item: item[1])


def score(text: str, model: Model, told: NDArray[np.float64] | None = None) -> Scores:
    """All heads for one text; `told` (triage.model.evidence, its `unknown` set here) feeds the second stage.

    Never raises; a text without words gets the heads' bias alone.
    """
    found = features(text)
    rows, owners, values, unknown = _vector(found, model)
    weights = model.weights.take(rows, axis=0)
    logits = values @ weights + model.bias
    if told is None:
        told = np.zeros(model.second_weights.shape[1] - len(logits))
    probabilities, also = _second(model, np.concatenate((logits, told)), unknown)
    return Scores(text, probabilities, also, unknown, rows, owners, values, weights, found.spans)


def _vector(found: Features, model: Model) -> tuple[Ids, Ids, Floats, float]:
    """Rows, the words they belong to, their values, and the share of buckets that training never saw.

    Values: (1 + log count) * idf, each family scaled to length 1 over its distinct features.

    A feature told n times is spread over its n places, so that each explains its part.
    """
    slots = model.slots.take(found.buckets)
    known = (slots >= 0).nonzero()[0]
    rows = slots.take(known).astype(np.int64)
    pieces, plain = known.searchsorted((found.pieces, found.plain)).tolist()
    counts = np.concatenate((_counts(rows[:pieces]), _counts(rows[pieces:plain]), _counts(rows[plain:])))
    tfidf: Floats = GROWTH.take(counts) * model.idf.take(rows)
    told = COUNTS.take(counts)
    squares = tfidf * tfidf / told
    tfidf[:pieces] *= 1.0 / _length(squares[:pieces])
    tfidf[pieces:plain] *= model.word_weight / _length(squares[pieces:plain])
    tfidf[plain:] *= model.shape_weight / _length(squares[plain:])
    tfidf /= told
    return rows, found.owners.take(known), tfidf, 1.0 - plain / (found.plain or 1)


def _counts(rows: Ids) -> Ids:
    return np.bincount(rows, minlength=1).take(rows)


def _length(squares: Floats) -> float:
    return float(np.sqrt(np.add.reduce(squares))) or 1.0


def _second(
    model: Model, seen: NDArray[np.float64], unknown: float
) -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """All heads' second stages at once, over all logits and the evidence (`seen`); then those of `also`."""
    seen[model.bias.shape[0] + UNKNOWN] = unknown
    combined = (model.second_weights @ seen + model.second_bias).tolist()
    found = {
        head.name: _probabilities(head.labels, combined[head.first : head.first + len(head.labels)])
        for head in model.heads
    }
    last = len(combined) - len(model.also)
    return found, {label: _logistic(logit) for label, logit in zip(model.also, combined[last:], strict=True)}


def _probabilities(labels: tuple[str, ...], logits: list[float]) -> dict[str, float]:
    """Softmax over several labels, the logistic for one."""
    if len(labels) == 1:
        return {labels[0]: _logistic(logits[0])}
    most = max(logits)
    grown = [math.exp(logit - most) for logit in logits]
    total = math.fsum(grown)
    return {label: part / total for label, part in zip(labels, grown, strict=True)}


def _logistic(logit: float) -> float:
    return 1.0 / (1.0 + math.exp(-min(max(logit, -30.0), 30.0)))


def weighed(
    scores: Scores, model: Model, head: str, label: str, most: int = 5, *, against: bool = False
) -> tuple[tuple[Span, float], ...]:
    """The words that spoke most for `label` (by the head's mean), strongest first, with their weight; or against it."""
    number, chosen = next((n, one) for n, one in enumerate(model.heads) if one.name == head)
    own = scores.weights[:, chosen.first + chosen.labels.index(label)]
    told = scores.values * (own - model.means[number].take(scores.rows))
    weights = np.bincount(scores.owners, weights=-told if against else told, minlength=len(scores.spans)).tolist()
    strongest = heapq.nsmallest(most, [(-weight, n) for n, weight in enumerate(weights) if weight > 0])
    return tuple((_span(scores, n), round(-weight, 4)) for weight, n in strongest)


def _span(scores: Scores, token: int) -> Span:
    start, end = scores.spans[token]
    return Span(start, end, scores.text[start:end])
