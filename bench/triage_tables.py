"""The tables and drawings of `python -m bench triage`; the drawings go to docs/."""

from __future__ import annotations

import json
import pathlib
from collections.abc import Sequence

from bench.triage_drawings import confusion_svg, curve_svg
from triage.training.corpus import read_corpus
from triage.training.measures import (
    COMPONENTS,
    Measure,
    Pair,
    component_right,
    confusions,
    f1,
    flag_counts,
    grouped,
    is_complaint,
    share,
)
from triage.training.overlap import Shelf, shares

GROUPS = ("lang", "channel", "difficulty")
COMMONEST = 10


def report(name: str, pairs: Sequence[Pair], found: Sequence[Measure], corpus: pathlib.Path, docs: pathlib.Path) -> str:
    """What is printed; writes docs/model-confusion.svg and docs/model-learning.svg."""
    complaints = [pair for pair in pairs if is_complaint(pair[0])]
    (docs / "model-confusion.svg").write_text(confusion_svg(complaints), encoding="utf-8")
    card = json.loads((corpus.parent / "model" / "card.json").read_text(encoding="utf-8"))
    (docs / "model-learning.svg").write_text(curve_svg(card["learning_curve"]), encoding="utf-8")
    parts = [f"{name}: {len(pairs)} texts, {len(complaints)} complaints", _measures(found), _by_component(complaints)]
    parts += [_group(key, pairs) for key in GROUPS]
    return "\n".join([*parts, _confusions(complaints), _overlap(pairs, corpus)])


def _measures(found: Sequence[Measure]) -> str:
    lines = ["| measure | value | target | held |", "| --- | --- | --- | --- |"]
    for one in found:
        wanted = "" if one.wanted is None else f"{'<=' if one.low else '>='} {one.wanted:g}"
        held = "" if one.wanted is None else ("yes" if one.held else "no")
        lines.append(f"| {one.name} | {_figure(one.value)} | {wanted} | {held} |")
    return "\n".join(lines)


def _by_component(complaints: Sequence[Pair]) -> str:
    lines = ["| component | texts | recall | F1 |", "| --- | --- | --- | --- |"]
    by = grouped(complaints, lambda label: label["component"])
    for name in COMPONENTS:
        own = by.get(name, [])
        lines.append(
            f"| {name} | {len(own)} | {_figure(share(map(component_right, own)))} | {_figure(f1(complaints, name))} |"
        )
    return "\n".join(lines)


def _group(key: str, pairs: Sequence[Pair]) -> str:
    lines = [f"| {key} | texts | kind | component | integrity found | danger found |", "| --- " * 6 + "|"]
    for name, own in grouped(pairs, lambda label: label.get(key)).items():
        complaints = [pair for pair in own if is_complaint(pair[0])]
        kind = share(label["kind"] == answer["kind"] for label, answer in own)
        flags = [f"{hit} of {told}" for told, _, hit in (flag_counts(own, flag) for flag in ("integrity", "danger"))]
        figures = [_figure(kind), _figure(share(map(component_right, complaints))), *flags]
        lines.append(f"| {name} | {len(own)} | {' | '.join(figures)} |")
    return "\n".join(lines)


def _confusions(complaints: Sequence[Pair]) -> str:
    lines = ["| labelled | given | times |", "| --- | --- | --- |"]
    ranked = sorted(confusions(complaints).items(), key=lambda item: (-item[1], item[0]))
    return "\n".join([*lines, *(f"| {told} | {given} | {times} |" for (told, given), times in ranked[:COMMONEST])])


def _overlap(pairs: Sequence[Pair], corpus: pathlib.Path) -> str:
    """How much of each text stands, in runs of five words, in one text of the corpus."""
    shelf = Shelf.of((example.id, example.text) for example in read_corpus(corpus))
    found = shares([str(label["text"]) for label, _ in pairs], shelf)
    listed = [f"  {label['id']}: {one:.2f}" for (label, _), one in zip(pairs, found, strict=True) if one > 0]
    most = max(found, default=0.0)
    return "\n".join([f"greatest 5-gram overlap with one text of the corpus: {most:.2f}; above 0 are:", *listed])


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
