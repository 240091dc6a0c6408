"""Scoring one text: probabilities per head, and which of the citizen's words weighed (R18).  numpy only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from triage.model.features import Features, Ids, features
from triage.model.store import Floats, Head, Model
from triage.types import Span


@dataclass(frozen=True, slots=True)
class Scores:
    """Probabilities by head and label; `owners` and `rows` let `weighed` explain one label afterwards."""

    text: str
    probabilities: Mapping[str, Mapping[str, float]]
    rows: Ids
    owners: Ids
    values: Floats
    spans: tuple[tuple[int, int], ...]

    def best(self, head: str) -> tuple[str, float]:
        """The likeliest label of a head and its probability."""
        return max(self.probabilities[head].items(), key=lambda item: item[1])


def score(text: str, model: Model) -> Scores:
    """All heads for one text.  Never raises; a text without words gets the heads' bias alone."""
    found = features(text)
    rows, owners, values = _vector(found, model)
    logits = values @ model.weights[rows] + model.bias
    probabilities = {head.name: _probabilities(head, logits) for head in model.heads}
    return Scores(text, probabilities, rows, owners, values, found.spans)


def _vector(found: Features, model: Model) -> tuple[Ids, Ids, Floats]:
    """Rows with their values; a feature told n times is spread over its n places, so that each explains its part."""
    chars = _block(found.chars, found.chars_token, model, 1.0)
    words = _block(found.words, found.words_token, model, model.word_weight)
    rows, owners, values = (np.concatenate(pair) for pair in zip(chars, words, strict=True))
    return rows, owners, values.astype(np.float32)


def _block(buckets: Ids, owners: Ids, model: Model, weight: float) -> tuple[Ids, Ids, Floats]:
    """One family: (1 + log count) * idf, scaled to length 1 over distinct features."""
    slots = model.slots[buckets]
    known = slots >= 0
    rows, owners = slots[known].astype(np.int64), owners[known]
    distinct, inverse, counts = np.unique(rows, return_inverse=True, return_counts=True)
    tfidf = (1.0 + np.log(counts)) * model.idf[distinct]
    length = float(np.sqrt(np.dot(tfidf, tfidf))) or 1.0
    share = (tfidf / counts)[inverse] * (weight / length)
    return rows, owners, share.astype(np.float32)


def _probabilities(head: Head, logits: Floats) -> dict[str, float]:
    own = logits[head.first : head.first + len(head.labels)].astype(np.float64) * head.sharpness
    if len(head.labels) == 1:
        return {head.labels[0]: float(1.0 / (1.0 + np.exp(-np.clip(own[0] + head.shift, -30, 30))))}
    exp = np.exp(own - own.max())
    return dict(zip(head.labels, (exp / exp.sum()).tolist(), strict=True))


def weighed(scores: Scores, model: Model, head: str, label: str, most: int = 5) -> tuple[tuple[Span, float], ...]:
    """The words that spoke most for `label` (against the head's mean), strongest first, with their weight."""
    chosen = model.head(head)
    columns = model.weights[scores.rows, chosen.first : chosen.first + len(chosen.labels)]
    own = columns[:, chosen.labels.index(label)]
    against = columns.mean(axis=1) if len(chosen.labels) > 1 else np.zeros_like(own)
    weights: NDArray[np.float64] = np.bincount(
        scores.owners, weights=scores.values * (own - against), minlength=len(scores.spans)
    )
    order = np.argsort(-weights, kind="stable")[:most]
    return tuple((_span(scores, int(i)), round(float(weights[i]), 4)) for i in order if weights[i] > 0)


def _span(scores: Scores, token: int) -> Span:
    start, end = scores.spans[token]
    return Span(start, end, scores.text[start:end])
