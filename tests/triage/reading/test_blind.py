"""What others wrote and labelled by docs/labels.md before the reader saw it, through `aduan triage`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from bench.reading import judged, rows_of
from bench.reading_score import Figure, Verdict, figures, plain_expression, plain_name
from tests.triage.reading.tables import FIXTURES, table

ROOT = Path(__file__).parents[3]
TEXTS = tuple(ROOT / "bench" / "data" / "reading" / f"texts-{one}.jsonl" for one in "abc")
DATES = rows_of(FIXTURES / "blind" / "dates.jsonl")
KNOWN = {(row["id"], row["field"]) for row in table("blind/known.tsv")}
SHOWN = {"of", "range"}
"""Fields of the date rows that are only counted, in docs/reading.md."""

# Reached figures with a small margin: name -> (least share, or most where nothing is wanted).
AT_LEAST = {
    "dates exact": 0.98,
    "dates: expression contained": 0.97,
    "name precision": 0.98,
    "name recall": 0.97,
    "service precision": 0.96,
    "service recall": 0.94,
    "lang": 0.97,
}
NONE = ("vague ones given a day", "days invented where none is told", "name invented where none is told")


@cache
def _dates() -> dict[str, list[Verdict]]:
    found: dict[str, list[Verdict]] = {row["id"]: [] for row in DATES}
    for one in judged(DATES):
        found[one.id].append(one)
    return found


@cache
def _texts() -> dict[str, Figure]:
    rows = [row for file in TEXTS for row in rows_of(file)]
    return {one.name: one for one in figures(judged(rows))}


@pytest.mark.parametrize("identity", [row["id"] for row in DATES])
def test_each_date_row(identity: str) -> None:
    for one in _dates()[identity]:
        if one.field not in SHOWN:
            known = (one.id, one.field) in KNOWN
            assert (one.outcome not in {"right", "none"}) == known, one


@pytest.mark.parametrize("name", AT_LEAST)
def test_texts_reach(name: str) -> None:
    share = _texts()[name].share
    assert share is not None
    assert share >= AT_LEAST[name]


@pytest.mark.parametrize("name", NONE)
def test_nothing_is_invented(name: str) -> None:
    figure = _texts()[name]
    assert (figure.hit, figure.of > 50) == (0, True)


def test_a_service_is_hardly_ever_invented() -> None:
    assert _texts()["service invented where none is told"].hit <= 1


def test_the_texts_are_as_many_as_wanted() -> None:
    rows = [row for file in TEXTS for row in rows_of(file)]
    assert len(rows) >= 300
    assert sum(1 for row in rows if row["received_date"]) >= 150
    assert sum(1 for row in rows if row["date_vague"]) >= 60
    assert sum(1 for row in rows if row["name"]) >= 100
    assert sum(1 for row in rows if row["service_hint"]) >= 100
    assert sum(1 for row in rows if "su" in row["lang"]) >= 60


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("Bu Rina Astuti", "rina astuti"),
        ("dr. H. Andi Pratama, Sp.A", "Andi Pratama"),
        ("S. Ramanathan", "S Ramanathan"),
    ],
)
def test_names_are_compared_without_titles_and_case(label: str, found: str) -> None:
    assert plain_name(label) == plain_name(found)


def test_other_names_and_expressions_stay_other() -> None:
    assert plain_name("Rina Astuti") != plain_name("Rina")
    assert plain_expression("tgl 3 Mei") == "3 mei"
    assert plain_expression("3 bulan lalu") != plain_expression("3 Mei")
