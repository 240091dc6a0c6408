"""Training's view of `triage.model.features`: one sparse matrix, and the numbers that run time needs to repeat it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from triage.model.features import BUCKETS, PLACES, Features, Ids

WORD_WEIGHT, SHAPE_WEIGHT = 1.0, 0.6
"""How much words and shapes count beside the pieces of words; chosen by cross-validation over writers."""

SEEN, SHAPES_SEEN = 2, 3
"""A feature of fewer messages teaches nothing that holds elsewhere."""


@dataclass(frozen=True, slots=True)
class Space:
    """Buckets and shapes that are kept, in order, and their idf."""

    kept: Ids
    idf: NDArray[np.float64]

    @property
    def plain(self) -> int:
        """How many of them are buckets; what follows are shapes."""
        return int(np.searchsorted(self.kept, BUCKETS))


def fit_space(texts: Sequence[Features]) -> Space:
    """Which buckets and shapes to keep, from the training texts alone."""
    frequency = np.zeros(PLACES, dtype=np.int64)
    for text in texts:
        frequency[np.unique(text.buckets)] += 1
    enough = np.full(PLACES, SEEN)
    enough[BUCKETS:] = SHAPES_SEEN
    kept = np.flatnonzero(frequency >= enough).astype(np.int64)
    idf = np.log((1 + len(texts)) / (1 + frequency[kept])) + 1.0
    return Space(kept, idf)


def matrix(texts: Sequence[Features], space: Space) -> Any:
    """Rows of (1 + log count) * idf; pieces, words and shapes each scaled to length 1, then weighted (CSR)."""
    slots = np.full(PLACES, -1, dtype=np.int64)
    slots[space.kept] = np.arange(len(space.kept))
    chars = _block([text.chars for text in texts], slots, space)
    words = _block([text.words for text in texts], slots, space)
    shapes = _block([text.shapes for text in texts], slots, space)
    return (chars + words * WORD_WEIGHT + shapes * SHAPE_WEIGHT).tocsr()


def unknown(texts: Sequence[Features], space: Space) -> NDArray[np.float64]:
    """The share of each text's buckets that the space does not keep."""
    kept = np.zeros(PLACES, dtype=bool)
    kept[space.kept] = True
    return np.array([1.0 - float(kept[text.buckets[: text.plain]].sum()) / (text.plain or 1) for text in texts])


def _block(texts: Sequence[Ids], slots: Ids, space: Space) -> Any:
    from scipy import sparse

    owners = np.concatenate([np.full(len(ids), number) for number, ids in enumerate(texts)])
    columns = slots[np.concatenate(list(texts))]
    known = columns >= 0
    shape = (len(texts), len(space.kept))
    counts = sparse.csr_matrix((np.ones(int(known.sum())), (owners[known], columns[known])), shape=shape)
    counts.sum_duplicates()
    counts.data = 1.0 + np.log(counts.data)
    scaled = counts.multiply(space.idf).tocsr()
    lengths = np.sqrt(np.asarray(scaled.multiply(scaled).sum(axis=1)).ravel())
    return sparse.diags(1.0 / np.where(lengths > 0, lengths, 1.0)) @ scaled
