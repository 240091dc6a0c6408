"""The model: training and run time agree, weights are small, and explanations point into the text."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.triage.helpers import ROOT
from triage.cues import SIZE, find_cues, vector, without_bot_lines
from triage.model import load_model, score
from triage.model.features import BUCKETS, features
from triage.model.score import weighed

CORPUS = ROOT / "triage" / "corpus"
_MODEL = load_model()


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=300))
def test_features_stay_in_their_buckets(text: str) -> None:
    found = features(text)
    for ids in (found.chars, found.words):
        assert ids.dtype == np.int64
        assert ids.size == 0 or (ids.min() >= 0 and ids.max() < BUCKETS)
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
    for cues in (None, vector(find_cues(text))):
        scores = score(text, _MODEL, cues)
        for name, labels in scores.probabilities.items():
            assert all(0.0 <= p <= 1.0 for p in labels.values()), name
            assert len(labels) == 1 or abs(sum(labels.values()) - 1) < 1e-9


def test_explanations_point_into_the_text() -> None:
    text = "Toilet di lantai 2 kotor sekali"
    words = weighed(score(text, _MODEL), _MODEL, "component", "facilities")
    assert words[0][0].text == "Toilet"
    assert all(text[span.start : span.end] == span.text and weight > 0 for span, weight in words)


def test_weights_are_committed_small_and_of_this_corpus() -> None:
    from triage.training.corpus import corpus_hash

    assert len((files("triage.model") / "weights.npz").read_bytes()) < 5_000_000
    assert _MODEL.corpus == corpus_hash(CORPUS)
    assert [head.name for head in _MODEL.heads] == ["kind", "component", "integrity", "outside_agency"]


def test_retrained_on_a_sample_numpy_says_what_scikit_learn_says(tmp_path: Path) -> None:
    """Every head, first and second stage, on messages that the sample did not hold."""
    from triage.model.store import save_model
    from triage.training.corpus import read_corpus
    from triage.training.heads import classifier, fit
    from triage.training.matrix import fit_space, matrix
    from triage.training.second import combiner, cue_matrix, fit_second, second_arrays
    from triage.training.tasks import tasks
    from triage.training.train import _arrays

    every = read_corpus(CORPUS)
    sample, unseen = every[::4], every[1::12]
    texts = [features(one.text) for one in sample]
    space = fit_space(texts)
    rows, cues = matrix(texts, space), cue_matrix(sample, texts, space)
    jobs = tasks(sample)
    logits = {t.name: classifier().fit(rows[t.chosen], t.labels).decision_function(rows[t.chosen]) for t in jobs}
    logits = {name: held.reshape(len(held), -1) for name, held in logits.items()}
    fitted = [fit(t.name, rows[t.chosen], t.labels, (logits[t.name], t.labels)) for t in jobs]
    seconds = [fit_second(t.name, logits[t.name], cues[t.chosen], t.labels) for t in jobs]
    save_model(tmp_path / "w.npz", {**_arrays(space, fitted, "x"), **second_arrays(seconds)})
    model = load_model(tmp_path / "w.npz")

    new = [features(one.text) for one in unseen]
    new_rows, new_cues = matrix(new, space), cue_matrix(unseen, new, space)
    for task in jobs:
        first = classifier().fit(rows[task.chosen], task.labels)
        second = combiner(task.labels).fit(np.hstack((logits[task.name], cues[task.chosen])), task.labels)
        seen = first.decision_function(new_rows).reshape(len(unseen), -1)
        wanted = second.predict_proba(np.hstack((seen, new_cues)))
        for number, one in enumerate(unseen):
            bot = bool(without_bot_lines(one.text)[1])
            got = score(one.text, model, vector(find_cues(one.text), bot=bot)).probabilities[task.name]
            expected = dict(zip(second.classes_, wanted[number], strict=True))
            for label, probability in got.items():
                assert probability == pytest.approx(expected[label], abs=0.02), (task.name, one.id, label)


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
