"""The generated part of docs/model.md: what the card says, as tables.  Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

BEGIN = "<!-- figures: begin, written by `aduan model train` -->"
END = "<!-- figures: end -->"
LABELLED = ("accuracy", "macro_f1", "first_three", "ece")


def with_figures(text: str, card: Mapping[str, Any]) -> str:
    """The document with its generated part replaced.  ValueError where a mark is missing."""
    start, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    return f"{text[:start]}\n\n{_tables(card)}\n\n{text[end:]}"


def _tables(card: Mapping[str, Any]) -> str:
    head = (
        f"Model `{card['version']}`, corpus `{card['corpus'][:12]}`: {card['examples']} texts by {card['writers']} "
        f"writers, {card['rows']} features, {card['bytes'] / 1e6:.1f} MB."
    )
    return "\n\n".join([head, _development(card), _writers(card["by_writer"]), _flags(card["by_writer"]), _curve(card)])


def _development(card: Mapping[str, Any]) -> str:
    lines = [f"Development set, judged with the pack `{card['pack']}`:", "", "| measure | value |", "| --- | --- |"]
    return "\n".join([*lines, *(f"| {name} | {_figure(value)} |" for name, value in card["development"].items())])


def _writers(found: Mapping[str, Any]) -> str:
    lines = [
        "By writer (every text judged by stages that had read nothing of its writer):",
        "",
        "| head | accuracy | macro-F1 | first three | ECE |",
        "| --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {head} | {' | '.join(_figure(found[head][name]) for name in LABELLED)} |" for head in ("kind", "component")
    ]
    lines += ["", "| label | F1 by writer |", "| --- | --- |"]
    for head in ("component", "kind"):
        lines += [f"| {label} | {_figure(value)} |" for label, value in found[head]["f1"].items()]
    return "\n".join(lines)


def _flags(found: Mapping[str, Any]) -> str:
    names = ("integrity", "danger", "outside_agency")
    lines = [
        "Recall / precision of the flags' probabilities by writer, before any rule:",
        "",
        f"| from | {' | '.join(names)} |",
        "| --- " * (len(names) + 1) + "|",
    ]
    for limit in found[names[0]]["at"]:
        pairs = (found[name]["at"][limit] for name in names)
        figures = (f"{_figure(one['recall'])} / {_figure(one['precision'])}" for one in pairs)
        lines.append(f"| {limit} | {' | '.join(figures)} |")
    return "\n".join(lines)


def _curve(card: Mapping[str, Any]) -> str:
    lines = [
        "Component on the development set by the number of texts learned from (![curve](model-learning.svg)):",
        "",
        "| texts | accuracy | macro-F1 |",
        "| --- | --- | --- |",
    ]
    return "\n".join([*lines, *(f"| {n} | {_figure(a)} | {_figure(f)} |" for n, a, f in card["learning_curve"])])


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
