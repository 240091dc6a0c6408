"""The receive use case on PostgreSQL: what each event of the dialogue leaves behind, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.usecases.handling import take
from intake.conversation import AddTo, HandToOfficer, Mark, Objection, Record, Reply, Withdraw
from intake.numbers import make
from storage import taking
from storage.models import (
    AssessmentRow,
    Assignment,
    AuditEntry,
    Case,
    Complainant,
    Complaint,
    ConversationRow,
    Message,
    Notice,
    Outgoing,
    ReviewStep,
)
from tests.casework.builders import at
from tests.casework.world import MATTER, NOW, ROUTE, World, assessment, suggestion
from triage.types import Facts

ACK = Reply("acknowledgement", "Nomor {number}, kode {secret}, lihat {link}. {Kurung} warga tetap.")
LATER = NOW + timedelta(hours=3)


async def test_r11_record_leaves_case_complaint_person_and_trace(world: World) -> None:
    done = await world.record(replies=[ACK])
    assert done.number == make("PWK", 2026, 1)
    [case] = await world.rows(Case)
    assert (case.state, case.unit, case.role, case.holder_id) == ("recorded", "pelayanan", "executor", None)
    assert case.due_at == at("2026-12-11 23:59:59")
    [complaint] = await world.rows(Complaint)
    assert (complaint.matter, complaint.name, complaint.treated_as) == (MATTER, "Rahayu", "complaint")
    assert (complaint.due_at, complaint.made_at) == (case.due_at, NOW)
    [person] = await world.rows(Complainant)
    assert (person.kind, person.address, person.name) == ("phone", "+6281200000001", "Rahayu")
    [message] = await world.rows(Message)
    assert message.complaint_id == done.complaint_id
    [row] = await world.rows(AssessmentRow)
    assert row.current
    assert {step.step for step in await world.rows(ReviewStep)} == {"a", "b", "d"}
    [assigned] = await world.rows(Assignment)
    assert (assigned.unit, assigned.officer_id, assigned.until_at) == ("pelayanan", None, None)
    assert [entry.action for entry in await world.rows(AuditEntry)] == ["record"]


async def test_r7_the_reply_carries_number_and_secret_once_and_only_the_hash_is_kept(world: World) -> None:
    done = await world.record(replies=[ACK])
    [out] = await world.rows(Outgoing)
    assert out.text == f"Nomor {done.number}, kode {done.secret}, lihat http://status. {{Kurung}} warga tetap."
    assert (out.case_id, out.complaint_id, out.state) == (done.case_id, done.complaint_id, "waiting")
    [complaint] = await world.rows(Complaint)
    assert complaint.secret_hash == f"hash:{done.secret}"


async def test_r17_a_suggestion_is_numbered_and_has_neither_due_date_nor_reminders(world: World) -> None:
    done = await world.record("Saran: tambah kursi tunggu", judged=assessment(**suggestion()))
    [complaint] = await world.rows(Complaint)
    assert (complaint.treated_as, complaint.due_at) == ("suggestion", None)
    assert (await world.case(done.case_id)).due_at is None
    assert await world.timers(done.case_id) == {}


async def test_r10_a_complaint_has_its_reminders(world: World) -> None:
    done = await world.record()
    keys = [("reminder", 3), ("reminder", 7), ("reminder", 10), ("reminder", 12), ("overdue", 1)]
    assert sorted(await world.timers(done.case_id)) == sorted(keys)


URGENT = [("integrity", True, False, ()), ("danger", False, True, ()), ("neither", False, False, None)]


@pytest.mark.parametrize(
    ("integrity", "danger", "told"), [pytest.param(i, d, t is not None, id=f"R6-{n}") for n, i, d, t in URGENT]
)
async def test_r6_integrity_and_danger_go_to_the_managing_official(
    world: World, integrity: bool, danger: bool, told: bool
) -> None:
    await world.record(judged=assessment(integrity=integrity, danger=danger))
    notices = await world.rows(Notice)
    official = world.officers["pejabat-pengaduan"].id
    assert [(n.officer_id, n.kind) for n in notices] == ([(official, "urgent")] if told else [])


async def test_r14_an_official_complained_about_is_passed_over(world: World) -> None:
    about = replace(ROUTE, excluded=("pengaduan",))
    await world.record(judged=assessment(integrity=True, route=about))
    superior = world.officers["sekretaris"].id
    assert [(n.officer_id, n.kind) for n in await world.rows(Notice)] == [(superior, "urgent")]


async def test_two_records_of_one_step_get_their_own_numbers_and_replies(world: World) -> None:
    conversation, message = await world.hear()
    events = [Record(f"{MATTER} {n}", (message,), NOW, None, False, Facts(), assessment()) for n in (1, 2)]
    done = await world.step(conversation, events, [ACK, Reply("aside", "Terima kasih."), ACK])
    numbers = [make("PWK", 2026, 1), make("PWK", 2026, 2)]
    assert [one.number for one in done.recorded] == numbers
    texts = [out.text for out in await world.rows(Outgoing)]
    assert [numbers[0] in texts[0], texts[1], numbers[1] in texts[2]] == [True, "Terima kasih.", True]
    assert done.conversation.recorded == tuple(numbers)


async def test_r13_marked_messages_stay(world: World) -> None:
    conversation, message = await world.hear("halo")
    await world.step(conversation, [Mark((message,), "greeting")])
    assert [(row.mark, row.text) for row in await world.rows(Message)] == [("greeting", "halo")]
    assert await world.rows(Case) == []


async def test_an_officer_is_wanted(world: World) -> None:
    conversation, _ = await world.hear("saya mau bicara dengan petugas")
    await world.step(conversation, [HandToOfficer("asked")])
    [row] = await world.rows(ConversationRow)
    assert row.officer_wanted_at == NOW


async def test_r13_a_later_message_joins_and_the_holder_is_told_once(world: World) -> None:
    done = await world.record()
    holder = world.officers["petugas-pengaduan"]
    async with world.begin() as work:
        await take(work, case_id=done.case_id, officer=holder, now=NOW)
    conversation, message = await world.hear("tambah: nomor berkas 12", when=LATER)
    await world.step(conversation, [AddTo(done.number, (message,), "tambah")], now=LATER)
    [_, second] = await world.rows(Message)
    assert second.complaint_id == done.complaint_id
    assert [(n.officer_id, n.kind) for n in await world.rows(Notice)] == [(holder.id, "citizen_wrote")]
    last = (await world.rows(AuditEntry))[-1]
    assert (last.action, last.data) == (
        "add", {"complaint": str(done.complaint_id), "why": "tambah", "messages": [message]},
    )  # fmt: skip


async def test_r13_answering_our_reply_about_a_complaint_names_that_complaint(world: World) -> None:
    done = await world.record()
    conversation, message = await world.hear("dan petugasnya kasar", when=LATER)
    event = AddTo(done.number, (message,), "tambah")
    await world.step(conversation, [event], [Reply("added", "Sudah kami tambahkan.")], now=LATER)
    [ours] = [row for row in await world.rows(Outgoing) if row.intent == "added"]
    assert (ours.case_id, ours.complaint_id) == (done.case_id, done.complaint_id)
    for row in await world.deliver(LATER):
        await world.hear("ini fotonya", when=LATER, reply_to=f"out-{row.id}")
    async with world.begin() as work:
        said = await taking.take(work.session, conversation, LATER)
    assert {one.text: one.reply_to_case for one in said}["ini fotonya"] == done.number


async def test_r13_a_matter_that_maybe_belongs_says_so_on_its_case(world: World) -> None:
    first = await world.record()
    conversation, message = await world.hear("Petugas yang sama tadi merokok", when=LATER)
    event = Record(
        "Petugas yang sama tadi merokok", (message,), LATER, "Rahayu", False, Facts(), assessment(), first.number
    )
    done = (await world.step(conversation, [event], now=LATER)).recorded[0]
    marks = {row.id: row.maybe_belongs_to for row in await world.rows(Complaint)}
    assert marks == {first.complaint_id: None, done.complaint_id: first.number}


async def test_a_number_that_does_not_exist_joins_nothing(world: World) -> None:
    conversation, message = await world.hear("tambah")
    await world.step(conversation, [AddTo(make("PWK", 2026, 99), (message,), "number"), Withdraw(None)])
    assert await world.rows(AuditEntry) == []


async def test_withdraw_ends_the_case_its_timers_and_leaves_a_trace(world: World) -> None:
    done = await world.record()
    conversation, _ = await world.hear("BATAL", when=LATER)
    await world.step(conversation, [Withdraw(done.number)], now=LATER)
    assert (await world.case(done.case_id)).state == "withdrawn"
    assert await world.timers(done.case_id) == {}
    [complaint] = await world.rows(Complaint)
    assert complaint.withdrawn_at == LATER
    assert [entry.action for entry in await world.rows(AuditEntry)] == ["record", "withdraw"]


async def test_withdraw_twice_is_once(world: World) -> None:
    done = await world.record()
    conversation, _ = await world.hear("BATAL", when=LATER)
    for _ in range(2):
        await world.step(conversation, [Withdraw(done.number)], now=LATER)
    assert [entry.action for entry in await world.rows(AuditEntry)] == ["record", "withdraw"]


async def test_withdraw_of_one_of_two_complaints_leaves_the_case_open(world: World) -> None:
    """Decision 10: a case holds many people's complaints; one of them going leaves the others' clock running."""
    first = await world.record(when=NOW)
    second = await world.record(when=LATER, address="+6281200000002")
    async with world.begin() as work:
        await work.cases.change_complaint(second.complaint_id, case_id=first.case_id)
    conversation, _ = await world.hear("BATAL", when=LATER)
    await world.step(conversation, [Withdraw(first.number)], now=LATER)
    assert (await world.case(first.case_id)).state == "recorded"
    assert ("reminder", 3) in await world.timers(first.case_id)
    await world.step(conversation, [Withdraw(second.number)], now=LATER)
    assert (await world.case(first.case_id)).state == "withdrawn"


async def test_r8_the_clock_follows_the_complaint_that_stays(world: World) -> None:
    monday, tuesday = NOW, NOW + timedelta(days=1)
    first = await world.record(when=monday)
    second = await world.record(when=tuesday, address="+6281200000002")
    async with world.begin() as work:
        await work.cases.change_complaint(second.complaint_id, case_id=first.case_id)
    conversation, _ = await world.hear("BATAL", when=tuesday)
    await world.step(conversation, [Withdraw(first.number)], now=tuesday)
    assert (await world.case(first.case_id)).due_at == at("2026-12-12 23:59:59")  # a Saturday declared worked
    assert (await world.timers(first.case_id))["reminder", 3] == at("2026-11-27 08:00")


async def test_withdraw_after_the_answer_changes_nothing(world: World) -> None:
    done = await world.answered()
    conversation, _ = await world.hear("BATAL", when=LATER)
    await world.step(conversation, [Withdraw(done.number)], now=LATER)
    assert (await world.case(done.case_id)).state == "answered"


HIGHER = [("pelaksana-loket", "ketua-loket"), ("petugas-pengaduan", "pejabat-pengaduan"), ("kepala", "kepala")]


@pytest.mark.parametrize(("holder", "higher"), [pytest.param(*row, id=f"R26-{row[0]}") for row in HIGHER])
async def test_r26_an_objection_reopens_one_tier_higher(world: World, holder: str, higher: str) -> None:
    done = await world.answered(holder)
    conversation, message = await world.hear("saya tidak puas", when=LATER)
    await world.step(conversation, [Objection(done.number, (message,))], now=LATER)
    case, to = await world.case(done.case_id), world.officers[higher]
    assert (case.state, case.told_at, case.reported_at) == ("reopened", None, None)
    assert (case.holder_id, case.unit, case.tier, case.role) == (to.id, to.unit, to.tier, to.role)
    kinds = [(n.officer_id, n.kind) for n in await world.rows(Notice, Notice.kind == "objection")]
    assert kinds == [(to.id, "objection")]
    assignments = await world.rows(Assignment, Assignment.until_at.is_(None))
    assert [one.officer_id for one in assignments] == [to.id]


async def test_r26_a_second_objection_to_a_reopened_case_is_kept_and_moves_nothing(world: World) -> None:
    done = await world.answered()
    for hours in (1, 2):
        when = LATER + timedelta(hours=hours)
        conversation, message = await world.hear("saya keberatan", when=when)
        await world.step(conversation, [Objection(done.number, (message,))], now=when)
    case = await world.case(done.case_id)
    assert (case.state, case.holder_id) == ("reopened", world.officers["pejabat-pengaduan"].id)
    assert all(row.complaint_id == done.complaint_id for row in await world.rows(Message))


@pytest.mark.parametrize("mark", ["pelayanan", "unit:pelayanan"])
async def test_r26_r22_whoever_is_complained_about_is_passed_over_by_an_objection(world: World, mark: str) -> None:
    done = await world.answered("pelaksana-loket")
    async with world.begin() as work:
        await work.cases.change(done.case_id, excluded={"marks": [mark]})
    conversation, message = await world.hear("saya tidak puas", when=LATER)
    await world.step(conversation, [Objection(done.number, (message,))], now=LATER)
    assert (await world.case(done.case_id)).holder_id == world.officers["sekretaris"].id
