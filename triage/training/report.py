"""Honest figures: held-out by 5 folds, and by writer (each file predicted by a model of the others)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from triage.model.features import Features
from triage.training.corpus import Example
from triage.training.heads import Fitted, Logits
from triage.training.second import SECOND, held_second
from triage.training.tasks import Task, held_out


def measure(
    examples: Sequence[Example],
    texts: Sequence[Features],
    every: Sequence[Task],
    held: dict[str, Logits],
    fitted: Sequence[Fitted],
    cues: NDArray[np.float64],
) -> dict[str, object]:
    """Per head: figures by 5 folds and by writer; of the second stage too, where there is one."""
    writers = np.array([example.writer for example in examples])
    report: dict[str, object] = {}
    for task, head in zip(every, fitted, strict=True):
        by_writer = held_out(texts, task, writers)
        own: dict[str, object] = {
            "five_folds": figures(task, head, held[task.name]),
            "by_writer": figures(task, head, by_writer),
        }
        if task.name in SECOND:
            seen, groups = cues[task.chosen], writers[task.chosen]
            own["second_five_folds"] = _second(task, head, held_second(held[task.name], seen, task.labels))
            own["second_by_writer"] = _second(task, head, held_second(by_writer, seen, task.labels, groups))
        report[task.name] = own
    return report


def _second(task: Task, head: Fitted, logits: Logits) -> dict[str, object]:
    """The same figures; the second stage's logits need no calibration."""
    plain = replace(head, sharpness=1.0, shift=0.0)
    return figures(task, plain, logits)


def figures(task: Task, head: Fitted, logits: Logits) -> dict[str, object]:
    """Accuracy and macro F1 for several labels; precision and recall at probability 0.5 for one."""
    if len(head.labels) == 1:
        return _binary(task.labels == "yes", logits.ravel() * head.sharpness + head.shift > 0)
    guess = np.array(head.labels)[logits.argmax(axis=1)]
    scores = {label: _f1(task.labels == label, guess == label) for label in head.labels}
    return {
        "accuracy": round(float(np.mean(guess == task.labels)), 4),
        "macro_f1": round(float(np.mean(list(scores.values()))), 4),
        "f1": scores,
    }


def _binary(truth: NDArray[np.bool_], guess: NDArray[np.bool_]) -> dict[str, object]:
    hit = int((truth & guess).sum())
    return {
        "precision": round(hit / max(int(guess.sum()), 1), 4),
        "recall": round(hit / max(int(truth.sum()), 1), 4),
        "cases": int(truth.sum()),
    }


def _f1(truth: NDArray[np.bool_], guess: NDArray[np.bool_]) -> float:
    hit = int((truth & guess).sum())
    return round(2 * hit / max(int(truth.sum()) + int(guess.sum()), 1), 4)
