"""The weights as they lie on disk (`weights.npz`) and in memory."""

from __future__ import annotations

import io
import pathlib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from triage.model.features import PLACES

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Head:
    """One decision: `labels` are columns `first` to `first + len(labels)` of the weights, and rows of the second stage.

    Probability is the softmax of the second stage for several labels, the logistic for one.
    """

    name: str
    labels: tuple[str, ...]
    first: int


@dataclass(frozen=True, eq=False)
class Model:
    """`slots`: bucket or shape -> row of `weights`, -1 where training saw it less than twice; `idf` per row;
    `means` per head and row.  `second_weights`: labels x (all logits + evidence), the second stage of every head,
    then one row for each label of `also`."""

    version: str
    corpus: str
    heads: tuple[Head, ...]
    slots: NDArray[np.int32]
    idf: Floats
    weights: Floats
    means: tuple[Floats, ...]
    bias: Floats
    second_weights: NDArray[np.float64]
    second_bias: NDArray[np.float64]
    also: tuple[str, ...]
    word_weight: float
    shape_weight: float

    def head(self, name: str) -> Head:
        """The head of that name.  KeyError if the weights have none."""
        for head in self.heads:
            if head.name == name:
                return head
        raise KeyError(name)


def load_model(path: pathlib.Path | None = None) -> Model:
    """The committed weights, or those at `path`.  Callers keep the model; reading takes some 30 ms."""
    raw = path.read_bytes() if path else (files("triage.model") / "weights.npz").read_bytes()
    with np.load(io.BytesIO(raw), allow_pickle=False) as arrays:
        return _model({name: arrays[name] for name in arrays.files})


def _model(arrays: dict[str, Any]) -> Model:
    kept = arrays["kept"]
    slots = np.full(PLACES, -1, dtype=np.int32)
    slots[kept] = np.arange(len(kept), dtype=np.int32)
    heads = tuple(_heads(arrays))
    weights = np.ascontiguousarray(arrays["weights"].astype(np.float32))
    means = [_mean(weights[:, head.first : head.first + len(head.labels)]) for head in heads]
    return Model(
        version=str(arrays["version"]),
        corpus=str(arrays["corpus"]),
        heads=heads,
        second_weights=arrays["second_weights"].astype(np.float64),
        second_bias=arrays["second_bias"].astype(np.float64),
        also=tuple(str(label) for label in arrays["also"]),
        slots=slots,
        idf=arrays["idf"].astype(np.float32),
        weights=weights,
        means=tuple(means),
        bias=arrays["bias"].astype(np.float32),
        word_weight=float(arrays["word_weight"]),
        shape_weight=float(arrays["shape_weight"]),
    )


def _mean(columns: Floats) -> Floats:
    """What a head's labels have in common: an explanation is against it.  Nothing for a single label."""
    return columns.mean(axis=1) if columns.shape[1] > 1 else np.zeros(len(columns), dtype=np.float32)


def _heads(arrays: dict[str, Any]) -> list[Head]:
    heads, first = [], 0
    for name, labels in zip(arrays["head_names"], arrays["head_labels"], strict=True):
        words = tuple(str(labels).split(","))
        heads.append(Head(str(name), words, first))
        first += len(words)
    return heads


def save_model(path: pathlib.Path, arrays: dict[str, Any]) -> None:
    """Write the arrays that `load_model` reads, compressed."""
    with path.open("wb") as stream:
        np.savez_compressed(stream, **arrays)
