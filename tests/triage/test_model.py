"""The model: training and run time agree, weights are small, and explanations point into the text."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.triage.helpers import ROOT
from triage.cues import SIZE, find_cues, vector, without_bot_lines
from triage.model import evidence, load_model, score
from triage.model.features import BUCKETS, PLACES, features
from triage.model.indicators import NAMES, indicators
from triage.model.score import weighed
from triage.model.shapes import SHAPES, find_shapes
from triage.reading import Lexicon, read

CORPUS = ROOT / "triage" / "corpus"
_MODEL = load_model()
NO_PACK = Lexicon(zone=ZoneInfo("Asia/Jakarta"))
SENT = datetime(2026, 3, 4, 5, tzinfo=UTC)


def told(text: str) -> NDArray[np.float64]:
    visible, removed = without_bot_lines(text)
    return evidence(read(visible, SENT, NO_PACK), find_cues(visible), bot=bool(removed))


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=300))
def test_features_stay_in_their_buckets(text: str) -> None:
    found = features(text)
    for ids in (found.chars, found.words):
        assert ids.dtype == np.int64
        assert ids.size == 0 or (ids.min() >= 0 and ids.max() < BUCKETS)
    assert found.shapes.size == 0 or (found.shapes.min() >= BUCKETS and found.shapes.max() < PLACES)
    assert found.owners.size == found.buckets.size
    assert found.words.size == max(2 * len(found.spans) - 1, 0)
    assert found.owners.size == 0 or found.owners.max() < len(found.spans)


def test_case_figures_and_drawn_out_letters_do_not_matter() -> None:
    plain, shouted = features("lama bangett 12 hari"), features("LAMA bangetttttt 99 hari")
    assert (plain.chars == shouted.chars).all()
    assert (plain.words == shouted.words).all()


def test_a_part_of_a_word_belongs_to_its_word() -> None:
    found = features("toilet kotor")
    for token in (0, 1):
        alone = features(["toilet", "kotor"][token])
        assert set(found.chars[found.owners[: found.pieces] == token]) == set(alone.chars)


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=300))
def test_probabilities_are_probabilities(text: str) -> None:
    for evidence_ in (None, told(text)):
        scores = score(text, _MODEL, evidence_)
        assert all(0.0 <= p <= 1.0 for p in scores.also.values())
        for name, labels in scores.probabilities.items():
            assert all(0.0 <= p <= 1.0 for p in labels.values()), name
            assert len(labels) == 1 or abs(sum(labels.values()) - 1) < 1e-9


def test_explanations_point_into_the_text() -> None:
    text = "Toilet di lantai 2 kotor sekali"
    words = weighed(score(text, _MODEL), _MODEL, "component", "facilities")
    assert words[0][0].text == "Toilet"
    assert all(text[span.start : span.end] == span.text and weight > 0 for span, weight in words)


def test_words_against_are_told_apart_from_words_for() -> None:
    text = "Petugasnya ramah, tapi toilet di lantai 2 kotor sekali"
    scores = score(text, _MODEL)
    speaking = {span.text for span, _ in weighed(scores, _MODEL, "component", "facilities")}
    against = {span.text for span, _ in weighed(scores, _MODEL, "component", "facilities", against=True)}
    assert "toilet" in speaking
    assert against
    assert not speaking & against


def test_an_officer_who_asks_for_money_has_one_shape_in_many_spellings() -> None:
    spellings = ("petugas minta 50rb", "pegawainya nodong 500 ribu", "the clerk demanded 50k")
    found = [set(find_shapes(text.lower().split())[0]) for text in spellings]
    assert len(set.intersection(*found)) >= 6
    assert all(0 <= number < SHAPES for numbers in found for number in numbers)
    assert find_shapes(["langit", "biru"]) == ([], [])


def test_what_a_reading_says_is_named() -> None:
    text = "petugas loket minta uang rokok 50rb, tanpa kuitansi"
    found = dict(zip(NAMES, indicators(read(text, SENT, NO_PACK), find_cues(text)), strict=True))
    assert found["money"] > 0
    assert (found["money_small"], found["money_asked_by_role"], found["money_unreceipted"]) == (1.0, 1.0, 1.0)
    silent = dict(zip(NAMES, indicators(read("toilet kotor", SENT, NO_PACK), find_cues("toilet kotor")), strict=True))
    assert {name for name, number in silent.items() if number} <= {"polarity"}


def test_weights_are_committed_small_and_of_this_corpus() -> None:
    from triage.training.corpus import corpus_hash

    assert len((files("triage.model") / "weights.npz").read_bytes()) < 5_000_000
    assert _MODEL.corpus == corpus_hash(CORPUS)
    assert [head.name for head in _MODEL.heads] == ["kind", "component", "integrity", "outside_agency", "danger"]


def test_retrained_on_a_sample_numpy_says_what_training_says(tmp_path: Path) -> None:
    """Every head, both stages, on messages that the sample did not hold; and the same sample gives the same model."""
    from triage.model.store import save_model
    from triage.training.corpus import read_corpus
    from triage.training.matrix import matrix, unknown
    from triage.training.second import evidence_matrix
    from triage.training.tasks import tasks
    from triage.training.train import fit_all

    every = [one for one in read_corpus(CORPUS) if one.writer in {"a", "b", "c"}]
    sample, unseen = every[::3], every[1::12]
    texts = [features(one.text) for one in sample]
    trained = fit_all(sample, texts, tasks(sample))
    arrays = trained.arrays("x")
    assert arrays["version"] == fit_all(sample, texts, tasks(sample)).arrays("x")["version"]
    save_model(tmp_path / "w.npz", arrays)
    model = load_model(tmp_path / "w.npz")

    new = [features(one.text) for one in unseen]
    rows = matrix(new, trained.space)
    seen = np.hstack(
        [head.logits(rows) for head in trained.heads] + [evidence_matrix(unseen, unknown(new, trained.space))]
    )
    wanted = {stage.name: stage.probabilities(seen) for stage in trained.seconds}
    for number, one in enumerate(unseen):
        scores = score(one.text, model, told(one.text))
        for head in model.heads:
            got = [scores.probabilities[head.name][label] for label in head.labels]
            assert got == pytest.approx(wanted[head.name][number], abs=0.02), (head.name, one.id)
        assert list(scores.also.values()) == pytest.approx(wanted["also"][number], abs=0.02), one.id


def test_run_time_needs_no_scikit_learn() -> None:
    code = (
        "import sys; from triage.cli_api import triage_lines; from triage.model import load_model, score; "
        "score('halo', load_model()); assert not {'sklearn', 'scipy'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=300))
def test_cues_point_into_the_text(text: str) -> None:
    found = find_cues(text)
    assert vector(found).shape == (SIZE,)
    assert all(text[hit.span.start : hit.span.end] == hit.span.text for hit in found.hits)
    visible, removed = without_bot_lines(text)
    assert len(visible) == len(text)
    assert all(text[span.start : span.end] == span.text for span in removed)


def test_denials_are_noticed() -> None:
    found = find_cues("tidak pernah dimintai uang, tapi ada calo")
    assert [span.text for span in found.of("bribe")] == ["calo"]
    assert find_cues("tidak ada pungli").denied("bribe")


def test_asking_for_ones_own_money_back_is_no_word_of_bribery() -> None:
    assert find_cues("retribusi kebayar dua kali, saya minta uang saya kembali").of("bribe", "clear_bribe") == ()
    assert find_cues("petugas minta uang").of("bribe") != ()
