"""Training's own parts: overlap, gathering, measures, what keeps a model, anonymous corrections, the document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.helpers import ROOT
from triage.reading import Lexicon
from triage.training.corpus import read_corpus, read_file
from triage.training.corrections import Correction, anonymous, correction_rows
from triage.training.document import BEGIN, END, with_figures
from triage.training.gather import gather, main, read_rows
from triage.training.keep import worse
from triage.training.measures import Measure, Pair, calibration_error, measures, to_a_person
from triage.training.overlap import NEAR, Shelf, greatest, runs
from triage.types import Component, Kind

DEV = ROOT / "bench" / "data" / "dev.jsonl"
NO_PACK = Lexicon(zone=ZoneInfo("Asia/Jakarta"))
ROW = {"channel": "sms", "lang": "id", "kind": "complaint", "component": "fee", "integrity": False}


def row(identity: str, text: str, **more: Any) -> dict[str, Any]:
    return {**ROW, "id": identity, "text": text, **more}


@given(text=st.text(min_size=1, max_size=200))
def test_a_text_overlaps_wholly_with_itself(text: str) -> None:
    assert Shelf.of([("a", text)]).nearest(text) == (1.0, "a")
    assert len(runs(text)) >= 1


def test_overlap_is_the_share_of_runs_in_one_text() -> None:
    shelf = Shelf.of([("a", "satu dua tiga empat lima enam"), ("b", "tujuh delapan sembilan sepuluh sebelas")])
    assert shelf.nearest("satu dua tiga empat lima lagi") == (0.5, "a")
    assert greatest(["sama sekali lain dari yang ada", "Satu dua, tiga empat lima enam!"], shelf) == 1.0


def test_near_duplicates_are_left_out_and_ids_kept() -> None:
    long = "petugas loket tiga minta uang rokok lima puluh ribu"
    found = gather(
        {"x": [row("X1", long), row("X2", long + " ya")], "y": [row("Y1", "toilet kotor"), row("Y2", "dari dev ini")]},
        [row("D1", "dari dev ini")],
        frozenset({"Y1"}),
    )
    assert [one["id"] for rows in found.kept.values() for one in rows] == ["X1", "Y1"]
    assert [(one, other) for one, _, other in found.left_out] == [("X2", "X1"), ("Y2", "D1")]
    assert [one["danger"] for rows in found.kept.values() for one in rows] == [False, True]


def test_an_id_used_twice_or_an_unknown_label_is_refused() -> None:
    with pytest.raises(ValueError, match="id used twice: X1"):
        gather({"x": [row("X1", "satu"), row("X1", "dua")]}, [], None)
    with pytest.raises(ValueError, match="nothing"):
        gather({"x": [row("X1", "satu", component="nothing")]}, [], None)


def test_gathering_as_a_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "s.jsonl"
    source.write_text(json.dumps(row("X1", "satu", danger=True, extra=1)) + "\n\n", encoding="utf-8")
    assert main([f"x={source}", "--into", str(tmp_path)]) == 0
    assert read_rows(tmp_path / "x.jsonl") == [row("X1", "satu", danger=True, extra=1)]
    assert "1 kept, 0 left out" in capsys.readouterr().out


def test_the_corpus_repeats_neither_itself_nor_the_development_set() -> None:
    examples, unseen = read_corpus(ROOT / "triage" / "corpus"), read_file(DEV)
    assert len({one.id for one in examples}) == len(examples) >= 6000
    assert not {one.id for one in examples} & {one.id for one in unseen}
    assert all(one.danger is not None for one in examples)
    assert greatest((one.text for one in unseen), Shelf.of((one.id, one.text) for one in examples)) < NEAR


def pair(
    component: str | None, given_: str | None, probability: float = 0.9, kind: str = "complaint", **flags: bool
) -> Pair:
    label = {"kind": "complaint" if component else kind, "component": component, "integrity": False, "danger": False}
    answer = {
        "kind": "complaint" if given_ else kind,
        "component": given_,
        "components": [{"component": given_, "probability": probability}] if given_ else [],
        "components_also": [],
        "integrity": False,
        "danger": False,
        "outside_agency": False,
        "needs_person": False,
    }
    return {**label, **{k: v for k, v in flags.items() if not k.startswith("said_")}}, {
        **answer,
        **{k[5:]: v for k, v in flags.items() if k.startswith("said_")},
    }


def value(found: tuple[Measure, ...], name: str) -> float | None:
    return next(one.value for one in found if one.name == name)


def test_measures_count_what_they_say() -> None:
    found = measures(
        [
            pair("fee", "fee", integrity=True, said_integrity=True),
            pair("fee", "product", integrity=True),
            pair("product", None, kind="praise"),
            pair(None, None, kind="praise"),
            pair("product", "product", said_integrity=True, said_needs_person=True),
        ]
    )
    assert value(found, "component accuracy") == 0.5
    assert value(found, "kind accuracy") == 0.8
    assert value(found, "complaints called spam, greeting or praise") == 1.0
    assert (value(found, "integrity recall"), value(found, "integrity precision")) == (0.5, 0.5)
    assert value(found, "danger recall") is None
    assert value(found, "share sent to a person for whatever reason") == 0.2
    assert not next(one for one in found if one.name.startswith("complaints called")).held


def test_calibration_error_and_the_share_below_the_limit() -> None:
    honest = [pair("fee", "fee", 0.75)] * 3 + [pair("fee", "product", 0.75)]
    assert calibration_error(honest) == pytest.approx(0.0)
    assert calibration_error([pair("fee", "product", 0.9)]) == pytest.approx(0.9)
    assert to_a_person([pair("fee", "fee", 0.9)] * 3 + [pair("fee", "product", 0.4)]) == 0.25
    assert to_a_person([]) is None


@pytest.mark.parametrize(
    ("name", "old", "new", "kept"),
    [
        ("integrity recall", 0.95, 0.95, True),
        ("integrity recall", 0.95, 0.93, False),
        ("danger recall", 1.0, 0.9, False),
        ("integrity precision", 0.85, 0.81, True),
        ("component accuracy", 0.92, 0.915, True),
        ("component accuracy", 0.92, 0.9, False),
        ("complaints called spam, greeting or praise", 0.0, 1.0, False),
        ("complaints called spam, greeting or praise", 1.0, 0.0, True),
        ("components_also recall", 0.4, 0.1, True),
    ],
)
def test_a_worse_model_is_not_kept(name: str, old: float, new: float, *, kept: bool) -> None:
    against = worse([Measure(name, new)], [Measure(name, old)])
    assert (against == ()) is kept
    assert all((one.name, one.old, one.new) == (name, old, new) for one in against)


def test_where_nothing_was_before_nothing_is_worse() -> None:
    assert worse([Measure("danger recall", 0.1)], []) == ()


@pytest.mark.parametrize(
    ("text", "gone", "stays"),
    [
        ("Nama saya Rina Kartika, izin belum jadi. Rina Kartika", "Rina", "izin belum jadi"),
        ("hubungi 0812-0000-1234 ya, saya dimintai 500rb", "0812", "500rb"),
        ("surel saya rina@contoh.id, tagihan Rp 2.500.000 salah", "rina@contoh.id", "2.500.000"),
        ("Pak Dedi Mulyana di loket 3 minta uang rokok", "Dedi", "loket 3 minta uang rokok"),
        ("rumah saya Jl. Melati No 5, kabel putus", "Melati", "kabel putus"),
    ],
)
def test_corrections_tell_nobody(text: str, gone: str, stays: str) -> None:
    found = anonymous(text, NO_PACK)
    assert gone not in found
    assert stays in found


def test_a_correction_becomes_a_row_that_training_reads(tmp_path: Path) -> None:
    one = Correction(
        id="018f",
        channel="sms",
        text="Pak Dedi minta 50rb",
        kind=Kind.COMPLAINT,
        component=Component.FEE,
        also=(Component.STAFF_COMPETENCE,),
        integrity=True,
        outside_agency=False,
        danger=False,
    )
    (made,) = correction_rows([one], NO_PACK)
    path = tmp_path / "office.jsonl"
    path.write_text(json.dumps(made), encoding="utf-8")
    (example,) = read_file(path)
    assert (example.component, example.also, example.integrity, example.danger) == (
        one.component,
        one.also,
        True,
        False,
    )
    assert "Dedi" not in example.text


def test_the_document_holds_the_figures_of_the_card() -> None:
    text = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    card = json.loads((ROOT / "triage" / "model" / "card.json").read_text(encoding="utf-8"))
    assert with_figures(text, card) == text
    with pytest.raises(ValueError, match="substring"):
        with_figures(text.replace(END, "").replace(BEGIN, ""), card)
