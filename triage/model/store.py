"""The weights as they lie on disk (`weights.npz`) and in memory."""

from __future__ import annotations

import io
import pathlib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from triage.model.features import BUCKETS

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Head:
    """One decision: `labels` are columns `first` to `first + len(labels)` of the weights.

    Probability is softmax(logit * sharpness) for several labels, the logistic of logit * sharpness + shift for one.
    """

    name: str
    labels: tuple[str, ...]
    first: int
    sharpness: float
    shift: float


@dataclass(frozen=True, eq=False)
class Model:
    """`slots`: bucket -> row of `weights`, -1 where training saw it less than twice; `idf` per row;
    `means` per head and row.  `second_weights`: labels x (all logits + cues), the second stage of every head."""

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
    word_weight: float

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
    slots = np.full(BUCKETS, -1, dtype=np.int32)
    slots[kept] = np.arange(len(kept), dtype=np.int32)
    heads = tuple(_heads(arrays))
    weights = np.ascontiguousarray(arrays["weights"].astype(np.float32))
    means = [_mean(weights[:, head.first : head.first + len(head.labels)]) for head in heads]
    return Model(
        version=str(arrays["version"]),
        corpus=str(arrays["corpus"]),
        heads=heads,
        second_weights=np.stack([row for head in heads for row in _second(arrays, head, weights.shape[1])]),
        second_bias=np.concatenate([arrays[f"second_bias_{head.name}"] for head in heads]),
        slots=slots,
        idf=arrays["idf"].astype(np.float32),
        weights=weights,
        means=tuple(means),
        bias=arrays["bias"].astype(np.float32),
        word_weight=float(arrays["word_weight"]),
    )


def _mean(columns: Floats) -> Floats:
    """What a head's labels have in common: an explanation is against it.  Nothing for a single label."""
    return columns.mean(axis=1) if columns.shape[1] > 1 else np.zeros(len(columns), dtype=np.float32)


def _heads(arrays: dict[str, Any]) -> list[Head]:
    heads, first = [], 0
    for name, labels, sharpness, shift in zip(
        arrays["head_names"], arrays["head_labels"], arrays["sharpness"], arrays["shift"], strict=True
    ):
        words = tuple(str(labels).split(","))
        heads.append(Head(str(name), words, first, float(sharpness), float(shift)))
        first += len(words)
    return heads


def _second(arrays: dict[str, Any], head: Head, labels: int) -> NDArray[np.float64]:
    """A head's second stage, its own logits' weights moved to where they stand among all heads' logits."""
    own = arrays[f"second_{head.name}"]
    width = len(head.labels)
    spread = np.zeros((own.shape[0], labels + own.shape[1] - width))
    spread[:, head.first : head.first + width] = own[:, :width]
    spread[:, labels:] = own[:, width:]
    return spread


def save_model(path: pathlib.Path, arrays: dict[str, Any]) -> None:
    """Write the arrays that `load_model` reads, compressed."""
    with path.open("wb") as stream:
        np.savez_compressed(stream, **arrays)
