"""R19 (c), R13: what draft (c) says, from the real rows; nothing merges, and doing it twice adds nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from casework.ports import Compared, Earlier
from casework.types import State
from casework.usecases.comparing import MORE, MOST, NONE_SIMILAR, SIMILAR, STATES, compare, draft, resembling
from casework.usecases.handling import take
from storage.models import Attachment, AuditEntry, Case, ReviewStep
from tests.casework.world import NOW, World, assessment
from triage.packs.loader import load_pack
from triage.types import Component
from web import words

PACK = load_pack("purwakarta")
ZONE = PACK.office.tz
TEXT = "Izin reklame toko saya di jalan Veteran belum terbit sejak tiga minggu lalu"
AGAIN = "Izin reklame toko saya di jalan Veteran masih belum terbit, sudah sebulan"
OTHER = "Toilet di lantai dua kotor dan airnya mati"
OWN = Earlier(
    UUID(int=1), "PWK-26-00009-X", TEXT, NOW, "asep", "reklame", Component.TURNAROUND_TIME, State.RECORDED
)  # fmt: skip


def earlier(n: int = 2, **changes: Any) -> Earlier:
    given: dict[str, Any] = {"id": UUID(int=n), "number": f"PWK-26-0000{n}-X", "made_at": NOW - timedelta(days=n)}
    return replace(OWN, **(given | changes))


def told(*others: Earlier, own: Earlier = OWN, **files: int) -> list[str]:
    found = Compared(own, UUID(int=99), others, files)
    return draft(found, resembling(found, PACK), ZONE).split("\n")


NO_FILES = "Lampiran dari pelapor: tidak ada."
LINES: list[tuple[str, Earlier, str]] = [
    ("same_person", earlier(text=AGAIN), "- PWK-26-00002-X, 21 Nov 2026, tercatat: pelapor sama"),
    ("same_person_same_kind", earlier(text=OTHER), "- PWK-26-00002-X, 21 Nov 2026, tercatat: pelapor sama"),
    ("other_person", earlier(text=AGAIN, person="budi", state=State.CLOSED),
     "- PWK-26-00002-X, 21 Nov 2026, selesai: isi mirip, pelapor lain"),
    ("same_service", earlier(text=OTHER, person="budi", state=State.ANSWERED),
     "- PWK-26-00002-X, 21 Nov 2026, dijawab: layanan dan komponen sama"),
    ("in_the_offices_own_zone", earlier(person="budi", made_at=NOW.replace(hour=18) - timedelta(days=3)),
     "- PWK-26-00002-X, 21 Nov 2026, tercatat: isi mirip, pelapor lain"),
]  # fmt: skip


@pytest.mark.parametrize(("other", "line"), [pytest.param(*row[1:], id=f"R13-{row[0]}") for row in LINES])
def test_a_line_tells_number_day_state_and_relation(other: Earlier, line: str) -> None:
    assert told(other) == [SIMILAR, line, NO_FILES]


def test_the_same_application_number_is_the_same_matter() -> None:
    own = replace(OWN, text="Berkas saya nomor berkas TDG-00984 tidak ada kabar", service_id=None)
    other = earlier(text="tolong TDG-00984 macet", person="budi", service_id=None)
    assert told(other, own=own)[1].endswith("isi mirip, pelapor lain")
    assert told(replace(other, text="tolong TDG-00985 macet"), own=own) == [NONE_SIMILAR, NO_FILES]


APART: list[tuple[str, dict[str, Any]]] = [
    ("other_words_and_service", {"text": OTHER, "person": "budi", "service_id": "nib"}),
    ("too_old", {"text": AGAIN, "made_at": NOW - timedelta(days=PACK.readings.similar_days, seconds=1)}),
    ("later", {"text": AGAIN, "made_at": NOW + timedelta(seconds=1)}),
    ("same_person_other_matter", {"text": OTHER, "component": Component.FACILITIES}),
    ("no_service_known", {"text": OTHER, "person": "budi", "service_id": None}),
]


@pytest.mark.parametrize("changes", [pytest.param(row[1], id=row[0]) for row in APART])
def test_without_a_similar_one_it_says_so(changes: dict[str, Any]) -> None:
    assert told(earlier(**changes)) == [NONE_SIMILAR, NO_FILES]


def test_the_list_is_short_and_the_likeliest_come_first() -> None:
    others = [earlier(n, person="budi") for n in range(2, 2 + MOST + 3)]
    found = told(earlier(60, text=OTHER, person="dedi"), *others, earlier(50, text=AGAIN))
    assert len(found) == MOST + 3
    assert "pelapor sama" in found[1]
    assert found[-2] == MORE


def test_of_those_of_the_same_service_a_few_stand_for_all() -> None:
    found = told(*(earlier(n, text=f"{OTHER} {n}", person=str(n)) for n in range(2, 9)))
    assert [line == MORE for line in found[1:-1]] == [False, False, False, True]


def test_files_are_counted_by_kind() -> None:
    assert told(image=2, document=1, sticker=1)[-1] == "Lampiran dari pelapor: 4 (1 dokumen, 2 foto, 1 berkas lain)."


def test_states_are_called_as_on_the_pages() -> None:
    assert {state: name.lower() for state, name in words.STATES.items()} == dict(STATES)


async def drafted(world: World, case_id: UUID) -> list[str]:
    rows = await world.rows(ReviewStep, ReviewStep.case_id == case_id, ReviewStep.step == "c")
    return [row.text for row in rows if row.author_id is None]


async def compared(world: World, complaint_id: UUID) -> bool:
    async with world.begin() as work:
        return await compare(work, complaint_id=complaint_id, pack=PACK, now=NOW)


async def test_earlier_complaints_are_named_and_nothing_merges(world: World) -> None:
    first = await world.record(TEXT, when=NOW - timedelta(days=3))
    second = await world.record(AGAIN, when=NOW - timedelta(days=1))
    third = await world.record(AGAIN, when=NOW, address="+6281200000002")
    entries = len(await world.rows(AuditEntry))
    assert await compared(world, third.complaint_id)
    [text] = await drafted(world, third.case_id)
    assert f"- {first.number}, 20 Nov 2026, tercatat: isi mirip, pelapor lain" in text
    assert f"- {second.number}, 22 Nov 2026, tercatat: isi mirip, pelapor lain" in text
    assert await compared(world, second.complaint_id)
    [text] = await drafted(world, second.case_id)
    assert f"- {first.number}, 20 Nov 2026, tercatat: pelapor sama" in text
    assert third.number not in text
    assert len(await world.rows(Case)) == 3
    assert len(await world.rows(AuditEntry)) == entries


async def test_a_second_run_adds_nothing(world: World) -> None:
    done = await world.record(TEXT)
    assert await compared(world, done.complaint_id)
    assert not await compared(world, done.complaint_id)
    assert await drafted(world, done.case_id) == [f"{NONE_SIMILAR}\n{NO_FILES}"]


async def test_what_does_not_exist_is_not_compared(world: World) -> None:
    assert not await compared(world, UUID(int=5))


async def test_while_another_compares_it_nothing_is_done(world: World) -> None:
    done = await world.record(TEXT)
    async with world.begin() as one:
        assert await one.candidates.near(done.complaint_id, timedelta(days=90))
        assert not await compared(world, done.complaint_id)


async def test_an_officers_own_text_stays_beside_the_draft(world: World) -> None:
    done, officer = await world.record(TEXT), world.officers["petugas-pengaduan"]
    async with world.begin() as work:
        await take(work, case_id=done.case_id, officer=officer, now=NOW)
        await work.cases.add_review(done.case_id, "c", "Tidak ada berkas lain.", None, officer.id, NOW)
    assert await compared(world, done.complaint_id)
    rows = await world.rows(ReviewStep, ReviewStep.case_id == done.case_id, ReviewStep.step == "c")
    assert [row.author_id for row in rows] == [officer.id, None]


async def test_what_was_joined_to_the_same_case_is_not_another(world: World) -> None:
    first = await world.record(TEXT, when=NOW - timedelta(days=1))
    second = await world.record(AGAIN, when=NOW, address="+6281200000002")
    async with world.begin() as work:
        await work.cases.change_complaint(second.complaint_id, case_id=first.case_id)
    assert await compared(world, second.complaint_id)
    assert await drafted(world, first.case_id) == [f"{NONE_SIMILAR}\n{NO_FILES}"]


async def test_files_of_its_messages_are_counted(world: World) -> None:
    _, message = await world.hear(TEXT)
    done = await world.record(TEXT, when=NOW)
    async with world.begin() as work:
        for kind in ("image", "image", "document"):
            work.session.add(Attachment(message_id=UUID(message), kind=kind, state="waiting"))
        await work.conversations.attach([message], done.complaint_id)
    assert await compared(world, done.complaint_id)
    [text] = await drafted(world, done.case_id)
    assert text.endswith("Lampiran dari pelapor: 3 (1 dokumen, 2 foto).")


async def test_the_service_an_officer_corrected_counts(world: World) -> None:
    first = await world.record(OTHER, when=NOW - timedelta(days=1), address="+6281200000002")
    second = await world.record(TEXT, judged=assessment(TEXT, component=Component.FACILITIES))
    async with world.begin() as work:
        await work.cases.change(first.case_id, service_id="nib", component=Component.FACILITIES)
        await work.cases.change(second.case_id, service_id="nib")
    assert await compared(world, second.complaint_id)
    [text] = await drafted(world, second.case_id)
    assert f"{first.number}, 22 Nov 2026, tercatat: layanan dan komponen sama" in text
