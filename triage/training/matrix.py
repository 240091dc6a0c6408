"""Training's view of `triage.model.features`: one sparse matrix, and the numbers that run time needs to repeat it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from triage.model.features import BUCKETS, Features, Ids

WORD_WEIGHT = 0.7
"""Chosen by cross-validation: whole words count a little less than their pieces."""

SEEN = 2
"""A feature of a single message teaches nothing that holds elsewhere."""


@dataclass(frozen=True, slots=True)
class Space:
    """Buckets that are kept, in order, and their idf."""

    kept: Ids
    idf: NDArray[np.float64]


def fit_space(texts: Sequence[Features]) -> Space:
    """Which buckets to keep, from the training texts alone."""
    frequency = np.zeros(BUCKETS, dtype=np.int64)
    for text in texts:
        frequency[np.unique(np.concatenate((text.chars, text.words)))] += 1
    kept = np.flatnonzero(frequency >= SEEN).astype(np.int64)
    idf = np.log((1 + len(texts)) / (1 + frequency[kept])) + 1.0
    return Space(kept, idf)


def matrix(texts: Sequence[Features], space: Space) -> Any:
    """Rows of (1 + log count) * idf, pieces and words each scaled to length 1, words times WORD_WEIGHT (CSR)."""
    slots = np.full(BUCKETS, -1, dtype=np.int64)
    slots[space.kept] = np.arange(len(space.kept))
    chars = _block([text.chars for text in texts], slots, space)
    words = _block([text.words for text in texts], slots, space)
    return (chars + words * WORD_WEIGHT).tocsr()


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
