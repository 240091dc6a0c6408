"""Scoring one text: probabilities per head, and which of the citizen's words weighed (R18).  numpy only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from triage.cues import UNKNOWN
from triage.model.features import Features, Ids, features
from triage.model.store import Floats, Head, Model
from triage.types import Span


@dataclass(frozen=True, slots=True)
class Scores:
    """Probabilities by head and label; `owners` and `rows` let `weighed` explain one label afterwards.

    `unknown`: the share of the text's pieces that training never saw, 0 to 1.
    """

    text: str
    probabilities: Mapping[str, Mapping[str, float]]
    unknown: float
    rows: Ids
    owners: Ids
    values: Floats
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
    logits = values @ model.weights.take(rows, axis=0) + model.bias
    unknown = 1.0 - len(rows) / (len(found.chars) + len(found.words) or 1)
    if cues is None:
        probabilities = {head.name: _first(head, logits) for head in model.heads}
    else:
        probabilities = _second(model, np.concatenate((logits, cues)), unknown)
    return Scores(text, probabilities, unknown, rows, owners, values, found.spans)


def _vector(found: Features, model: Model) -> tuple[Ids, Ids, Floats]:
    """Rows with their values; a feature told n times is spread over its n places, so that each explains its part."""
    chars = _block(found.chars, found.chars_token, model, 1.0)
    words = _block(found.words, found.words_token, model, model.word_weight)
    rows = np.concatenate((chars[0], words[0]))
    owners = np.concatenate((chars[1], words[1]))
    return rows, owners, np.concatenate((chars[2], words[2]))


def _block(buckets: Ids, owners: Ids, model: Model, weight: float) -> tuple[Ids, Ids, Floats]:
    """One family: (1 + log count) * idf, scaled to length 1 over distinct features."""
    slots = model.slots[buckets]
    known = slots >= 0
    rows, owners = slots[known].astype(np.int64), owners[known]
    counts = np.bincount(rows, minlength=1)[rows].astype(np.float32)
    tfidf = (1.0 + np.log(counts)) * model.idf[rows]
    length = float(np.sqrt(np.sum(tfidf * tfidf / counts))) or 1.0
    return rows, owners, (tfidf * (weight / length) / counts).astype(np.float32)


def _first(head: Head, logits: Floats) -> dict[str, float]:
    own = logits[head.first : head.first + len(head.labels)].astype(np.float64) * head.sharpness
    return _probabilities(head.labels, own + head.shift)


def _second(model: Model, seen: NDArray[np.float64], unknown: float) -> dict[str, dict[str, float]]:
    """All heads' second stages at once, over all logits and the cues (`seen`)."""
    seen[model.bias.shape[0] + UNKNOWN] = unknown
    combined = model.second_weights @ seen + model.second_bias
    return {
        head.name: _probabilities(head.labels, combined[head.first : head.first + len(head.labels)])
        for head in model.heads
    }


def _probabilities(labels: tuple[str, ...], logits: NDArray[np.float64]) -> dict[str, float]:
    """Softmax over several labels, the logistic for one."""
    if len(labels) == 1:
        return {labels[0]: float(1.0 / (1.0 + np.exp(-np.clip(logits[0], -30, 30))))}
    exp = np.exp(logits - logits.max())
    return dict(zip(labels, (exp / exp.sum()).tolist(), strict=True))


def weighed(scores: Scores, model: Model, head: str, label: str, most: int = 5) -> tuple[tuple[Span, float], ...]:
    """The words that spoke most for `label` (against the head's mean), strongest first, with their weight."""
    chosen = model.head(head)
    own = model.weights[scores.rows, chosen.first + chosen.labels.index(label)]
    against = model.means[scores.rows, model.heads.index(chosen)]
    told = scores.values * (own - against)
    weights = np.bincount(scores.owners, weights=told, minlength=len(scores.spans)).astype(np.float64)
    order = np.argsort(-weights, kind="stable")[:most]
    return tuple((_span(scores, int(i)), round(float(weights[i]), 4)) for i in order if weights[i] > 0)


def _span(scores: Scores, token: int) -> Span:
    start, end = scores.spans[token]
    return Span(start, end, scores.text[start:end])
