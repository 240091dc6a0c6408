"""From corpus to weights.  Needs the extra `train`; nothing here is imported at run time."""

from __future__ import annotations

import hashlib
import json
import pathlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from triage.model.features import features
from triage.model.store import save_model
from triage.training.corpus import corpus_hash, read_corpus
from triage.training.heads import Fitted, fit
from triage.training.matrix import WORD_WEIGHT, Space, fit_space, matrix
from triage.training.report import measure
from triage.training.second import SECOND, cue_matrix, fit_second, second_arrays
from triage.training.tasks import held_out, tasks


def train(corpus: pathlib.Path, out: pathlib.Path) -> dict[str, object]:
    """Fit every head on the whole corpus, write the weights to `out`, return what was measured.

    Raises FileNotFoundError without corpus, ImportError without the extra `train`.
    """
    examples = read_corpus(corpus)
    texts = [features(example.text) for example in examples]
    every = tasks(examples)
    held = {task.name: held_out(texts, task) for task in every}
    space = fit_space(texts)
    rows = matrix(texts, space)
    fitted = [fit(task.name, rows[task.chosen], task.labels, (held[task.name], task.labels)) for task in every]
    cues = cue_matrix(examples, texts, space)
    seconds = [
        fit_second(task.name, held[task.name], cues[task.chosen], task.labels) for task in every if task.name in SECOND
    ]
    measured = measure(examples, texts, every, held, fitted, cues)
    arrays = {**_arrays(space, fitted, corpus_hash(corpus)), **second_arrays(seconds)}
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
