"""Holds `aduan triage`'s output against labels (docs/labels.md): dates, names, services, pending, language.  Pure.

A row is one labelled text.  Whole texts carry `received_date, received_date_expr, date_vague, name, service_hint,
service_pending, lang`; date rows carry `date, expr, earliest, latest, of` (all null where no date is told).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from triage.reading.aliases import AliasIndex, folded_words
from triage.reading.name_words import TITLES

Row = Mapping[str, Any]
_SPACES = re.compile(r"\s+")
_LEADS = re.compile(r"^(?:(?:tgl|tanggal|hari|bulan|pada|sejak|on|since)\.? )+")
_PUNCTUATION = " .,;:!?\"'()“”‘’"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One field of one text.  `outcome`: right, wrong (another value), missed, invented, vague_dated, none."""

    id: str
    field: str
    outcome: str
    label: object
    found: object


@dataclass(frozen=True, slots=True)
class Figure:
    """`hit` of `of`; `share` is None where there is nothing to count."""

    name: str
    hit: int
    of: int

    @property
    def share(self) -> float | None:
        """Between 0 and 1."""
        return self.hit / self.of if self.of else None


def verdicts(rows: Iterable[Row], answers: Mapping[str, Row], index: AliasIndex) -> list[Verdict]:
    """Every field of every row against the answer with the same id.  KeyError where an answer lacks."""
    found: list[Verdict] = []
    for row in rows:
        answer = answers[row["id"]]
        found += _of_text(row, answer, index) if "received_date" in row else _of_dates(row, answer)
    return found


def _of_text(row: Row, answer: Row, index: AliasIndex) -> list[Verdict]:
    received = answer["received"] or {}
    identity = row["id"]
    date = _date(identity, row["received_date"], received.get("date"), vague=bool(row["date_vague"]))
    verdict = [
        date,
        _compare(identity, "name", row["name"], answer["name"], plain_name),
        _compare(identity, "service", row["service_hint"], answer["service"]["hint"], lambda s: short_form(s, index)),
        _same(identity, "pending", bool(row["service_pending"]), bool(answer["service_pending"])),
        _same(identity, "lang", row["lang"], answer["lang"]),
    ]
    if date.outcome in {"right", "wrong"}:
        verdict.append(_expression(identity, row["received_date_expr"], received.get("expr")))
    return verdict


def _of_dates(row: Row, answer: Row) -> list[Verdict]:
    received = answer["received"] or {}
    identity = row["id"]
    date = _date(identity, row["date"], received.get("date"), vague=row["date"] is None and row["expr"] is not None)
    verdict = [date]
    if date.outcome in {"right", "wrong"}:
        verdict.append(_expression(identity, row["expr"], received.get("expr")))
    if row["expr"] is None:
        verdict.append(_compare(identity, "no_date", None, received.get("expr"), str))
    else:
        verdict.append(_same(identity, "of", row["of"], received.get("of")))
    if row["expr"] is not None and row["date"] is None:
        ends = (row["earliest"], row["latest"])
        verdict.append(_range(identity, ends, (received.get("earliest"), received.get("latest"))))
    return verdict


def _date(identity: str, label: str | None, found: str | None, *, vague: bool) -> Verdict:
    """Exact or nothing: a vague expression given a day is told apart from a day where none is told."""
    if label is None:
        outcome = "none" if found is None else ("vague_dated" if vague else "invented")
        return Verdict(identity, "vague" if vague else "date", outcome, label, found)
    outcome = "missed" if found is None else ("right" if found == label else "wrong")
    return Verdict(identity, "date", outcome, label, found)


def _compare(identity: str, field: str, label: str | None, found: str | None, same: Callable[[str], object]) -> Verdict:
    if label is None or found is None:
        outcome = "none" if label is None and found is None else ("missed" if found is None else "invented")
    else:
        outcome = "right" if same(label) == same(found) else "wrong"
    return Verdict(identity, field, outcome, label, found)


def _same(identity: str, field: str, label: object, found: object) -> Verdict:
    return Verdict(identity, field, "right" if label == found else "wrong", label, found)


def _expression(identity: str, label: str, found: str | None) -> Verdict:
    """labels.md: score by containment either way."""
    told, seen = plain_expression(label), plain_expression(found or "")
    contained = bool(seen) and (told in seen or seen in told)
    return Verdict(identity, "expr", "right" if contained else "wrong", label, found)


def _range(identity: str, label: tuple[str | None, str | None], found: tuple[str | None, str | None]) -> Verdict:
    """Right where both ends are the label's; a range is a reading of the pack, so this one figure is only shown."""
    outcome = "right" if label == found else ("missed" if found == (None, None) else "wrong")
    return Verdict(identity, "range", outcome, list(label), list(found))


def plain_expression(text: str) -> str:
    """Lower case, single spaces, without outer punctuation and the leading words that labels.md leaves open."""
    return _LEADS.sub("", _SPACES.sub(" ", text).strip(_PUNCTUATION).lower())


@cache
def plain_name(name: str) -> str:
    """Lower case, without titles before it, degrees behind a comma, and punctuation."""
    words = [word.strip(_PUNCTUATION) for word in name.casefold().split(",")[0].replace(".", ". ").split()]
    words = [word for word in words if word]
    while len(words) > 1 and words[0] in TITLES:
        words = words[1:]
    return " ".join(words)


def short_form(hint: str, index: AliasIndex) -> object:
    """The permit that pack or law's table knows under these words; otherwise the words themselves, folded."""
    words = folded_words(hint)
    for alias in index.by_first.get(words[0], ()) if words else ():
        if alias.words == words and alias.entry[1] is not None:
            return folded_words(alias.entry[1])
    return words


def figures(found: Iterable[Verdict]) -> list[Figure]:
    """The table of the issue, in order; `given` counts are wanted to be 0."""
    every = list(found)

    def count(field: str, *outcomes: str) -> int:
        return sum(1 for one in every if one.field == field and (not outcomes or one.outcome in outcomes))

    dated = count("date", "right", "wrong", "missed")
    table = [
        Figure("dates exact", count("date", "right"), dated),
        Figure("dates wrong (another day given)", count("date", "wrong"), dated),
        Figure("dates missed (no day given)", count("date", "missed"), dated),
        Figure("dates: expression contained", count("expr", "right"), count("expr")),
        Figure("vague ones given a day", count("vague", "vague_dated"), count("vague")),
        Figure("days invented where none is told", count("date", "invented"), count("date", "invented", "none")),
        Figure("expressions found where none is told", count("no_date", "invented"), count("no_date")),
        Figure("date rows: of what", count("of", "right"), count("of")),
        Figure("date rows: range equal", count("range", "right"), count("range")),
    ]
    for field in ("name", "service"):
        right, told = count(field, "right"), count(field, "right", "wrong", "missed")
        table += [
            Figure(f"{field} precision", right, count(field, "right", "wrong", "invented")),
            Figure(f"{field} recall", right, told),
            Figure(f"{field} invented where none is told", count(field, "invented"), count(field) - told),
        ]
    table += [Figure(field, count(field, "right"), count(field)) for field in ("pending", "lang")]
    return [one for one in table if one.of]


def errors(found: Iterable[Verdict]) -> list[Verdict]:
    """Whatever is neither right nor rightly empty."""
    return [one for one in found if one.outcome not in {"right", "none"}]
