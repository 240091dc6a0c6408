"""Honest figures of both stages: every writer's texts judged by stages that had read nothing of that writer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from triage.training.corpus import Example
from triage.training.second import Floats, columns, fit_second
from triage.training.tasks import ALSO, Task, told_besides

FLAG_AT = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)
FOLDS = 6


def measure(
    examples: Sequence[Example], every: Sequence[Task], seen: Floats, writers: NDArray[np.str_]
) -> dict[str, object]:
    """By head.  `seen`: held-out logits and evidence; the second stage is held out by groups of writers here."""
    report: dict[str, object] = {}
    for task in every:
        held = held_second(task.name, seen, task.chosen, task.labels, columns(task.name, every, seen.shape[1]), writers)
        if task.names == ("yes",):
            report[task.name] = _flag(task.labels == "yes", held.ravel())
        else:
            report[task.name] = _labels(task, held)
    complaints, told = told_besides(examples)
    looks = columns(ALSO, every, seen.shape[1])
    held = held_second(ALSO, seen, complaints, told, looks, writers)
    component = next(task for task in every if task.name == "component")
    first = [list(component.names).index(label) for label in component.labels]
    report[ALSO] = _also(told, held, np.array(first), component.names)
    return report


def held_second(
    name: str,
    seen: Floats,
    chosen: NDArray[np.int64],
    labels: NDArray[np.str_] | NDArray[np.bool_],
    looks: NDArray[np.int64],
    writers: NDArray[np.str_],
) -> Floats:
    """Probabilities by second stages that had not read the writer."""
    group = np.unique(writers, return_inverse=True)[1][chosen] % FOLDS
    held: Floats | None = None
    for fold in sorted(set(group)):
        stage = fit_second(name, seen[chosen][group != fold], labels[group != fold], looks)
        found = stage.probabilities(seen[chosen][group == fold])
        held = np.zeros((len(chosen), found.shape[1])) if held is None else held
        held[group == fold] = found
    return np.zeros((0, 1)) if held is None else held


def _labels(task: Task, held: Floats) -> dict[str, object]:
    names = np.array(task.names)
    guess = names[held.argmax(axis=1)]
    ranked = names[np.argsort(-held, axis=1)[:, :3]]
    scores = {label: _f1(task.labels == label, guess == label) for label in task.names}
    return {
        "accuracy": round(float(np.mean(guess == task.labels)), 4),
        "macro_f1": round(float(np.mean(list(scores.values()))), 4),
        "first_three": round(float(np.mean((ranked == task.labels[:, None]).any(axis=1))), 4),
        "ece": round(_error(held.max(axis=1), guess == task.labels), 4),
        "f1": scores,
    }


def _flag(truth: NDArray[np.bool_], held: Floats) -> dict[str, object]:
    at = {str(limit): _binary(truth, held >= limit) for limit in FLAG_AT}
    return {"cases": int(truth.sum()), "ece": round(_error(held, truth), 4), "at": at}


def _also(told: NDArray[np.bool_], held: Floats, first: NDArray[np.int64], names: tuple[str, ...]) -> dict[str, object]:
    """Components besides the main one."""
    from triage.types import Component

    place = [list(Component).index(Component(name)) for name in names]
    besides = np.ones_like(told)
    besides[np.arange(len(told)), np.array(place)[first]] = False
    return {str(limit): _binary(told & besides, (held >= limit) & besides) for limit in FLAG_AT}


def _binary(truth: NDArray[np.bool_], guess: NDArray[np.bool_]) -> dict[str, float]:
    hit = int((truth & guess).sum())
    return {
        "precision": round(hit / max(int(guess.sum()), 1), 4),
        "recall": round(hit / max(int(truth.sum()), 1), 4),
    }


def _f1(truth: NDArray[np.bool_], guess: NDArray[np.bool_]) -> float:
    hit = int((truth & guess).sum())
    return round(2 * hit / max(int(truth.sum()) + int(guess.sum()), 1), 4)


def _error(told: Floats, truth: NDArray[np.bool_]) -> float:
    """ECE over ten bins of equal width."""
    bins = np.clip((told * 10).astype(int), 0, 9)
    parts = [
        abs(float(told[bins == n].mean() - truth[bins == n].mean())) * float((bins == n).mean()) for n in set(bins)
    ]
    return float(sum(parts))
