"""Lines in, objects out: the shapes of design.md, errors per line, both offices."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from tests.triage.helpers import ROOT, calendar, judge, pack
from triage.cli_api import LineError, due_lines, due_of, triage_lines, window_lines, window_of
from triage.model import load_model

NOW = datetime(2026, 11, 23, tzinfo=UTC)
KEYS_IN_ORDER = """id kind component components components_also integrity outside_agency danger service received
    service_pending name lang admissibility treated_as due claims needs_person reasons"""
KEYS = KEYS_IN_ORDER.split()
EXAMPLES = ROOT / "docs" / "examples"


def lines(*rows: object, office: str = "purwakarta") -> list[dict[str, object]]:
    texts = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    return list(triage_lines(texts, pack(office), load_model(), judge(office).calendar, NOW))


def row(said: str, **more: object) -> dict[str, object]:
    return {"id": "1", "channel": "whatsapp", "text": said, "sent_at": "2026-11-23T10:00:00+07:00", **more}


def test_every_line_has_the_keys_of_the_design_in_order() -> None:
    found = lines(row("halo"), row("PBG saya dua bulan belum jadi"), row("usul tambah kursi"))
    assert [list(one) for one in found] == [KEYS] * 3
    assert json.loads(json.dumps(found)) == found


def test_a_complaint_in_full() -> None:
    (found,) = lines(row("Sertifikat standar KBLI 25920 saya, di loket 2 kemarin diminta bayar 500rb. Nama saya Asep"))
    assert (found["kind"], found["component"], found["integrity"]) == ("complaint", "fee", True)
    assert found["service"] == {"id": "43", "hint": "sertifikat standar"}
    assert found["name"] == "Asep"
    assert found["received"] == {
        "expr": "kemarin",
        "date": "2026-11-22",
        "earliest": "2026-11-22",
        "latest": "2026-11-22",
        "of": "incident",
    }
    assert found["admissibility"] == {"verdict": "in_time", "day": 1, "rule": "R2"}
    assert found["treated_as"] == {"as": "complaint", "rule": "R6"}
    assert found["due"] == "2026-12-11"
    assert found["claims"] == [{"claim": "Rp500.000", "standard": "Gratis", "verdict": "contradicts", "row": "43/4"}]


def test_what_is_no_complaint_has_neither_window_nor_due() -> None:
    for found in lines(row("halo"), row("syarat NIB apa aja ya?"), row("usul min, tambah kursi di ruang tunggu")):
        assert (found["component"], found["components_also"]) == (None, [])
        assert (found["admissibility"], found["due"], found["claims"]) == (None, None, [])


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("{", "JSON"),
        ("[1]", "text"),
        ("{}", "text"),
        (json.dumps(row("x", text=5)), "text"),
        (json.dumps(row("x", sent_at="kemarin")), "sent_at"),
        (json.dumps(row("x", sent_at="2026-11-23T10:00:00")), "zone"),
        (json.dumps(row("x", sent_at=None)), "sent_at"),
        ("[" * 100_000, "JSON"),
    ],
)
def test_a_bad_line_is_told_and_the_next_is_judged(line: str, names: str) -> None:
    bad, good = lines(line, row("halo"))
    assert names in str(bad["error"])
    assert set(bad) == {"id", "line", "error"}
    assert good["kind"] == "greeting"


def test_error_texts_hold_nothing_of_the_line() -> None:
    (bad,) = lines(row("rahasia Asep 0812", sent_at="Asep 0812"))
    assert "Asep" not in str(bad["error"])


def test_blank_lines_are_skipped_and_ids_come_back_as_they_were() -> None:
    found = lines("", row("halo", id=7), "  ", row("halo", id={"a": 1}))
    assert [one["id"] for one in found] == [7, {"a": 1}]


def test_due() -> None:
    found = due_of("2026-12-14T09:00:00+07:00", pack(), calendar())
    assert (found["due"], found["due_at"], found["provisional"]) == ("2027-01-07", "2027-01-07T23:59:59+07:00", False)
    off = found["off"]
    assert isinstance(off, list)
    assert [day[:10] for day in off] == ["2026-12-24", "2026-12-25", "2027-01-01", "2027-01-05"]
    assert due_of("2026-12-14", pack(), calendar())["due"] == "2027-01-07"


@pytest.mark.parametrize("made", ["", "kemarin", "2026-12-14T09:00:00", "2026-13-01", "9999-12-30"])
def test_due_refuses(made: str) -> None:
    with pytest.raises(LineError, match="made"):
        due_of(made, pack(), calendar())


def test_window() -> None:
    assert window_of("2026-10-24", "2026-11-23T23:59:59+07:00", pack())["verdict"] == "in_time"
    late = window_of("2026-10-24", "2026-11-24T00:00:00+07:00", pack())
    assert (late["verdict"], late["day"], late["rule"]) == ("late", 31, "R2")
    assert window_of("2026-10-24", "2026-11-23T15:30:00Z", pack("contoh"))["day"] == 31


@pytest.mark.parametrize(
    ("served", "made"), [("x", "2026-11-23"), ("2026-10-24", "x"), ("2026-10-24T09:00", "2026-11-23")]
)
def test_window_refuses(served: str, made: str) -> None:
    with pytest.raises(LineError):
        window_of(served, made, pack())


def test_json_lines_keep_what_came() -> None:
    made = '{"made": "2026-11-02T09:00:00+07:00", "note": "a"}'
    (found,) = due_lines([made], pack(), calendar())
    assert (found["note"], found["due"]) == ("a", "2026-11-20")
    (held,) = window_lines(['{"served": "2026-10-24", "made": "2026-11-23", "n": 1}'], pack())
    assert (held["n"], held["verdict"], held["day"], held["rule"]) == (1, "in_time", 30, "R2")
    (bad,) = due_lines(['{"made": 5}'], pack(), calendar())
    assert "made" in str(bad["error"])


def test_examples_are_read_without_an_error() -> None:
    read = (EXAMPLES / "triage.jsonl").read_text(encoding="utf-8").splitlines()
    assert all("error" not in one for one in lines(*read))
    windows = (EXAMPLES / "window.jsonl").read_text(encoding="utf-8").splitlines()
    assert all("error" not in one for one in window_lines(windows, pack()))
    for made in (EXAMPLES / "due.txt").read_text(encoding="utf-8").split():
        assert due_of(made, pack(), calendar())["due"]
