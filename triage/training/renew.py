"""`aduan model train`: train beside the model in use, compare on the development set, keep the better, tell it."""

from __future__ import annotations

import json
import pathlib
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from triage.calendar import Calendar
from triage.model.store import Model, load_model
from triage.packs.schema import Pack
from triage.training.document import with_figures
from triage.training.keep import Worse, figures, worse
from triage.training.measures import Measure
from triage.training.train import train, write_card


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything lies in a checkout."""

    corpus: pathlib.Path
    development: pathlib.Path
    weights: pathlib.Path
    card: pathlib.Path
    document: pathlib.Path

    @classmethod
    def of(cls, root: pathlib.Path) -> Places:
        """Of the checkout at `root`."""
        model = root / "triage" / "model"
        development = root / "bench" / "data" / "dev.jsonl"
        document = root / "docs" / "model.md"
        return cls(root / "triage" / "corpus", development, model / "weights.npz", model / "card.json", document)


@dataclass(frozen=True, slots=True)
class Renewed:
    """`kept`: the new model is in use now; `worse`: what spoke against it; `measured`: its card."""

    kept: bool
    worse: tuple[Worse, ...]
    measured: Mapping[str, object]


def renew(places: Places, pack: Pack, calendar: Calendar) -> Renewed:
    """Weights, card and docs/model.md change only when the new model is kept.  Takes some minutes on one core."""
    rows = [json.loads(line) for line in places.development.read_text(encoding="utf-8").splitlines() if line.strip()]
    old = _in_use(places.weights)
    before = figures(rows, old, pack, calendar) if old else ()
    with tempfile.TemporaryDirectory() as folder:
        made = pathlib.Path(folder) / "weights.npz"
        measured = train(places.corpus, made, places.development)
        after = figures(rows, load_model(made), pack, calendar)
        against = worse(after, before)
        if not against:
            places.weights.write_bytes(made.read_bytes())
    card = {**measured, "pack": f"{pack.name}-{pack.version}", "development": _values(after)}
    if not against:
        write_card(places.card, card)
        _tell(places.document, card)
    return Renewed(not against, against, card)


def _in_use(weights: pathlib.Path) -> Model | None:
    """None where there is none, or one of another shape than this code reads."""
    try:
        return load_model(weights)
    except (FileNotFoundError, KeyError, ValueError, zipfile.BadZipFile):
        return None


def _values(found: Sequence[Measure]) -> dict[str, float | None]:
    return {one.name: None if one.value is None else round(one.value, 4) for one in found}


def _tell(document: pathlib.Path, card: Mapping[str, object]) -> None:
    if document.is_file():
        document.write_text(with_figures(document.read_text(encoding="utf-8"), card), encoding="utf-8")
