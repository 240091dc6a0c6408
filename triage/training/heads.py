"""Fitting one head: a linear classifier, then its sharpness on predictions it had not been trained on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Logits = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights (features x labels), bias, calibration, and the held-out logits the calibration came from."""

    name: str
    labels: tuple[str, ...]
    weights: NDArray[np.float64]
    bias: NDArray[np.float64]
    sharpness: float
    shift: float


def classifier() -> Any:
    """Linear support vectors, one label against the rest, rare labels weighted up: best of those tried."""
    from sklearn.svm import LinearSVC

    return LinearSVC(C=0.5, class_weight="balanced", random_state=0)


def fit(name: str, rows: Any, labels: NDArray[np.str_], calibrate: tuple[Logits, NDArray[np.str_]]) -> Fitted:
    """One head of several labels, or of two ("yes", "no": one column)."""
    model = classifier().fit(rows, labels)
    names = tuple(str(label) for label in model.classes_)
    held, truth = calibrate
    if len(names) == 2:
        sharpness, shift = sharpen_binary(held.ravel(), truth == "yes")
        return Fitted(name, ("yes",), model.coef_.T, model.intercept_, sharpness, shift)
    wanted = np.array([names.index(label) for label in truth])
    return Fitted(name, names, model.coef_.T, model.intercept_, sharpen(held, wanted), 0.0)


def sharpen(logits: Logits, wanted: NDArray[np.int64]) -> float:
    """The factor under which softmax probabilities fit held-out labels best (least log loss)."""
    return _least(lambda factor: _softmax_loss(logits * factor, wanted), np.geomspace(0.3, 20, 60))


def _softmax_loss(logits: Logits, wanted: NDArray[np.int64]) -> float:
    shifted = logits - logits.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(wanted)), wanted]
    return float(np.mean(np.log(np.exp(shifted).sum(axis=1)) - chosen))


def sharpen_binary(logits: Logits, wanted: NDArray[np.bool_]) -> tuple[float, float]:
    """Factor and shift of the logistic that fit held-out labels best (Platt)."""
    from sklearn.linear_model import LogisticRegression

    platt = LogisticRegression(C=1e6).fit(logits.reshape(-1, 1), wanted)
    return float(platt.coef_[0, 0]), float(platt.intercept_[0])


def _least(loss: Callable[[float], float], tried: Iterable[float]) -> float:
    return float(min(tried, key=loss))
