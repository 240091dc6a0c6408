"""Pure parts of the pages: highlights, the strip of days, the next step, keys of lists."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.calendar import Calendar, CalendarDay, DayKind
from triage.packs.loader import load_pack
from triage.packs.schema.pack import Pack
from web.desk.first_look import first_look, highlighted, standard_row
from web.desk.next_step import next_step
from web.queries.case import CaseHead
from web.queries.speech import masked
from web.times import deadline

ZONE = ZoneInfo("Asia/Jakarta")
ME, OTHER = UUID(int=1), UUID(int=2)
ACTS = frozenset({"ambil", "putuskan", "telaah", "jawab", "lapor", "tahu", "tutup"})


@given(st.text(max_size=60), st.lists(st.text(max_size=8), max_size=6))
def test_highlighting_loses_and_adds_nothing(text: str, said: list[str]) -> None:
    pieces = highlighted(text, said)
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text for piece in pieces)


def test_highlights_stand_on_the_citizens_words() -> None:
    pieces = highlighted("sudah 3 minggu belum keluar", ["belum keluar", "3 minggu", "minggu belum", "tak ada"])
    assert [piece.text for piece in pieces if piece.marked] == ["3 minggu", "belum keluar"]


def at(day: int, hour: int = 3) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("until", "left", "late", "tone", "past"),
    [
        (at(2), 14, False, "calm", 0),
        (at(3), 13, False, "calm", 0),
        (at(18), 2, False, "soon", 11),
        (at(20), 0, False, "soon", 13),
        (at(20, 16), 0, False, "soon", 13),
        (at(20, 17), 0, True, "late", 13),
        (at(24), -2, True, "late", 13),
    ],
)
def test_the_strip_counts_working_days_in_the_offices_zone(
    until: datetime, left: int, late: bool, tone: str, past: int
) -> None:
    due = datetime(2026, 11, 20, 23, 59, 59, tzinfo=ZONE)
    strip = deadline(made_at=at(2), due_at=due, until=until, total=14, calendar=Calendar.build([]), zone=ZONE)
    assert (strip.left, strip.late, strip.tone) == (left, late, tone)
    assert len(strip.marks) == 14
    assert strip.marks.count("past") == past


def test_a_day_off_is_no_bead() -> None:
    closed = Calendar.build([CalendarDay(at(4).date(), DayKind.CLOSURE, "tutup")])
    due = datetime(2026, 11, 20, 23, 59, 59, tzinfo=ZONE)
    strip = deadline(made_at=at(2), due_at=due, until=at(4), total=14, calendar=closed, zone=ZONE)
    assert strip.elapsed == 1


def head(**values: Any) -> CaseHead:
    empty: dict[str, Any] = dict.fromkeys(CaseHead.__dataclass_fields__)
    return CaseHead(**{**empty, "id": ME, "holder_id": ME, **values})


TOLD = {"told_at": at(3), "reported_at": at(3)}


@pytest.mark.parametrize(
    ("values", "undecided", "reviewed", "act"),
    [
        ({"state": "recorded", "holder_id": None}, False, False, "ambil"),
        ({"state": "reopened"}, False, False, "ambil"),
        ({"state": "under_review", "holder_id": OTHER}, True, False, ""),
        ({"state": "under_review"}, True, False, "putuskan"),
        ({"state": "under_review"}, False, False, "telaah"),
        ({"state": "in_follow_up"}, False, True, "jawab"),
        ({"state": "answered"}, False, True, "lapor"),
        ({"state": "answered", "reported_at": at(3)}, False, True, "tahu"),
        ({"state": "answered", **TOLD}, False, True, "tutup"),
        ({"state": "closed", **TOLD}, False, True, ""),
        ({"state": "withdrawn"}, True, False, ""),
        ({"state": "handed_over"}, True, False, ""),
    ],
)
def test_the_next_step(values: dict[str, Any], undecided: bool, reviewed: bool, act: str) -> None:
    step = next_step(head(**values), ME, ACTS, undecided=undecided, reviewed=reviewed)
    assert step.act == act
    assert step.text


def test_no_step_is_offered_that_the_role_may_not_take() -> None:
    assert next_step(head(state="under_review"), ME, frozenset(), undecided=True, reviewed=False).act == ""


def test_secrets_are_masked_and_numbers_are_not() -> None:
    assert masked("Nomor: PWK-26-00012-A. Kode: AB23CD45EF.") == "Nomor: PWK-26-00012-A. Kode: ••••••••••."
    assert masked("PERIZINAN 0812345678901 terima kasih") == "PERIZINAN 0812345678901 terima kasih"


@pytest.fixture(scope="module")
def purwakarta() -> Pack:
    return load_pack("purwakarta")


def test_the_row_beside_a_claim_is_the_standards_own_text(purwakarta: Pack) -> None:
    assert standard_row(purwakarta, "43/4") == "Gratis"
    assert standard_row(purwakarta, "43/8/41").startswith("CCTV")
    assert [standard_row(purwakarta, row) for row in ("43/99", "99/4", "", "43")] == ["", "", "", ""]


@pytest.mark.parametrize("body", [{"kind": "praise"}, {"kind": "new_kind", "claims": None, "reasons": ["teks saja"]}])
def test_an_assessment_of_another_version_is_still_shown(purwakarta: Pack, body: dict[str, Any]) -> None:
    look = first_look(body, purwakarta)
    assert look is not None
    assert look.claims == ()
    assert first_look({}, purwakarta) is first_look(None, purwakarta) is None


def test_times_do_not_depend_on_the_machines_zone() -> None:
    from web.times import Times

    times = Times(ZONE, at(1))
    assert times.day(at(30, 17)) == "Selasa, 1 Desember 2026"
    assert times.clock(at(30, 17) + timedelta(minutes=5)) == "1 Des 2026 00.05"
