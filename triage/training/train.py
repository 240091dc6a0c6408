"""From corpus to weights.  Needs the extra `train`; nothing here is imported at run time."""

from __future__ import annotations

import hashlib
import json
import pathlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from triage.model.features import Features, features
from triage.model.store import save_model
from triage.training.corpus import Example, corpus_hash, read_corpus, read_file
from triage.training.curve import learning_curve
from triage.training.heads import Fitted, Held, fit, held_out
from triage.training.matrix import SHAPE_WEIGHT, WORD_WEIGHT, Space, fit_space, matrix
from triage.training.report import measure
from triage.training.second import Floats, Second, columns, evidence_matrix, fit_second, second_arrays
from triage.training.tasks import ALSO, Task, tasks, told_besides


@dataclass(frozen=True, slots=True)
class Trained:
    """Both stages, and what they were fitted on."""

    space: Space
    heads: tuple[Fitted, ...]
    seconds: tuple[Second, ...]
    held: Held
    seen: Floats

    def arrays(self, corpus: str) -> dict[str, Any]:
        """As `triage.model.store` reads them; the version is a hash of corpus and weights."""
        weights = np.hstack([head.weights for head in self.heads]).astype(np.float16)
        seconds = second_arrays(self.seconds)
        digest = hashlib.sha256(corpus.encode() + weights.tobytes() + seconds["second_weights"].tobytes())
        return {
            "version": np.array(digest.hexdigest()[:12]),
            "corpus": np.array(corpus),
            "kept": self.space.kept.astype(np.int32),
            "idf": self.space.idf.astype(np.float16),
            "weights": weights,
            "bias": np.concatenate([head.bias for head in self.heads]).astype(np.float32),
            "head_names": np.array([head.name for head in self.heads]),
            "head_labels": np.array([",".join(head.labels) for head in self.heads]),
            "word_weight": np.array(WORD_WEIGHT),
            "shape_weight": np.array(SHAPE_WEIGHT),
            **seconds,
        }


def train(corpus: pathlib.Path, out: pathlib.Path, unseen: pathlib.Path | None = None) -> dict[str, object]:
    """Fit every head on the whole corpus, write the weights to `out`, return what was measured.

    `unseen`: the development set, for the learning curve alone.
    Raises FileNotFoundError without corpus, ImportError without the extra `train`.
    """
    examples = read_corpus(corpus)
    every = tasks(examples)
    trained = fit_all(examples, [features(example.text) for example in examples], every)
    arrays = trained.arrays(corpus_hash(corpus))
    save_model(out, arrays)
    writers = np.array([example.writer for example in examples])
    return {
        "version": str(arrays["version"]),
        "corpus": str(arrays["corpus"]),
        "rows": len(trained.space.kept),
        "examples": len(examples),
        "writers": len(set(writers)),
        "bytes": out.stat().st_size,
        "learning_curve": learning_curve(examples, read_file(unseen)) if unseen else [],
        "by_writer": measure(examples, every, trained.seen, writers),
    }


def fit_all(examples: Sequence[Example], texts: Sequence[Features], every: Sequence[Task]) -> Trained:
    """Held-out logits by writer, the heads on everything, the second stages on the held-out logits."""
    writers = np.array([example.writer for example in examples])
    held = held_out(texts, every, writers)
    space = fit_space(texts)
    rows = matrix(texts, space)
    heads = tuple(fit(task, rows[task.chosen], space) for task in every)
    logits = np.hstack([held.logits[task.name] for task in every])
    seen = np.hstack((logits, evidence_matrix(examples, held.unknown)))
    return Trained(space, heads, second_stages(examples, every, seen), held, seen)


def second_stages(examples: Sequence[Example], every: Sequence[Task], seen: Floats) -> tuple[Second, ...]:
    """One per head, then `also`."""
    width = seen.shape[1]
    found = [fit_second(t.name, seen[t.chosen], t.labels, columns(t.name, every, width)) for t in every]
    complaints, told = told_besides(examples)
    return (*found, fit_second(ALSO, seen[complaints], told, columns(ALSO, every, width)))


def write_card(path: pathlib.Path, measured: dict[str, object]) -> None:
    """The figures beside the weights, for people and for the next training to compare with."""
    path.write_text(json.dumps(measured, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
