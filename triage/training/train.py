"""From corpus to weights.  Needs the extra `train`; nothing here is imported at run time."""

from __future__ import annotations

import hashlib
import json
import pathlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from triage.model.features import Features, features
from triage.model.store import save_model
from triage.training.corpus import Example, corpus_hash, read_corpus
from triage.training.heads import Fitted, Logits, classifier, fit
from triage.training.matrix import WORD_WEIGHT, Space, fit_space, matrix
from triage.types import Kind

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Task:
    """One head: which examples it learns from, and their labels."""

    name: str
    chosen: NDArray[np.int64]
    labels: NDArray[np.str_]


def tasks(examples: Sequence[Example]) -> list[Task]:
    """kind over everything; component and the two flags over complaints (R17: only they carry them)."""
    everything = np.arange(len(examples))
    complaints = np.array([n for n, e in enumerate(examples) if e.kind is Kind.COMPLAINT])
    return [
        Task("kind", everything, np.array([e.kind.value for e in examples])),
        Task("component", complaints, np.array([str(examples[n].component) for n in complaints])),
        Task("integrity", everything, np.array(["yes" if e.integrity else "no" for e in examples])),
        Task("outside_agency", everything, np.array(["yes" if e.outside_agency else "no" for e in examples])),
    ]


def held_out(texts: Sequence[Features], task: Task, groups: NDArray[np.str_] | None = None) -> Logits:
    """Logits of every example by a model that had not seen it: 5 folds, or one fold per writer."""
    from sklearn.model_selection import LeaveOneGroupOut, StratifiedKFold

    splitter: Any = LeaveOneGroupOut()
    if groups is None:
        splitter = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    labels = sorted(set(task.labels))
    held = np.zeros((len(task.labels), 1 if len(labels) == 2 else len(labels)))
    own = None if groups is None else groups[task.chosen]
    for seen, unseen in splitter.split(np.zeros(len(task.labels)), task.labels, own):
        space = fit_space([texts[task.chosen[n]] for n in seen])
        model = classifier().fit(matrix([texts[task.chosen[n]] for n in seen], space), task.labels[seen])
        logits = model.decision_function(matrix([texts[task.chosen[n]] for n in unseen], space))
        held[unseen] = logits.reshape(len(unseen), -1)
    return held


def train(corpus: pathlib.Path, out: pathlib.Path) -> dict[str, object]:
    """Fit every head on the whole corpus, write the weights to `out`, return what was measured.

    Raises FileNotFoundError without corpus, ImportError without the extra `train`.
    """
    from triage.training.report import measure

    examples = read_corpus(corpus)
    texts = [features(example.text) for example in examples]
    every = tasks(examples)
    held = {task.name: held_out(texts, task) for task in every}
    space = fit_space(texts)
    rows = matrix(texts, space)
    fitted = [fit(task.name, rows[task.chosen], task.labels, (held[task.name], task.labels)) for task in every]
    measured = measure(examples, texts, every, held, fitted)
    arrays = _arrays(space, fitted, corpus_hash(corpus))
    save_model(out, arrays)
    return {"version": str(arrays["version"]), "rows": len(space.kept), "examples": len(examples), **measured}


def _arrays(space: Space, fitted: Sequence[Fitted], corpus: str) -> dict[str, Any]:
    weights = np.hstack([head.weights for head in fitted]).astype(np.float16)
    digest = hashlib.sha256(corpus.encode() + weights.tobytes()).hexdigest()[:12]
    return {
        "version": np.array(digest),
        "corpus": np.array(corpus),
        "kept": space.kept.astype(np.int32),
        "idf": space.idf.astype(np.float32),
        "weights": weights,
        "bias": np.concatenate([head.bias for head in fitted]).astype(np.float32),
        "head_names": np.array([head.name for head in fitted]),
        "head_labels": np.array([",".join(head.labels) for head in fitted]),
        "sharpness": np.array([head.sharpness for head in fitted]),
        "shift": np.array([head.shift for head in fitted]),
        "word_weight": np.array(WORD_WEIGHT),
    }


def write_card(path: pathlib.Path, measured: dict[str, object]) -> None:
    """The figures beside the weights, for people and for the next training to compare with."""
    path.write_text(json.dumps(measured, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
