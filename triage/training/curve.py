"""The learning curve: the first stage's component on the development set, by the number of texts it learned from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from triage.model.features import features
from triage.training.corpus import Example
from triage.training.heads import fit
from triage.training.matrix import fit_space, matrix
from triage.training.tasks import tasks

STEPS = (250, 500, 1000, 1500, 2500, 4000, 5500, 7000, 8500, 10000)


def learning_curve(examples: Sequence[Example], unseen: Sequence[Example]) -> list[tuple[int, float, float]]:
    """(texts, accuracy, macro F1); texts in one shuffled order, the last point all of them."""
    from sklearn.metrics import f1_score

    wanted = [one for one in unseen if one.component is not None]
    truth = np.array([str(one.component) for one in wanted])
    new = [features(one.text) for one in wanted]
    order = np.random.default_rng(0).permutation(len(examples)).tolist()
    points = []
    for count in [*(step for step in STEPS if step < len(examples)), len(examples)]:
        some = [examples[n] for n in order[:count]]
        texts = [features(one.text) for one in some]
        task = next(task for task in tasks(some) if task.name == "component")
        space = fit_space(texts)
        head = fit(task, matrix(texts, space)[task.chosen], space)
        guess = np.array(head.labels)[head.logits(matrix(new, space)).argmax(axis=1)]
        macro = float(f1_score(truth, guess, average="macro", zero_division=0.0))
        points.append((count, round(float(np.mean(guess == truth)), 4), round(macro, 4)))
    return points
