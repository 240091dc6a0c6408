"""What officers do, on PostgreSQL: each act's rows, its trace, and what the rules refuse."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from casework.types import CaseworkError, Outcome
from casework.usecases.answering import answer, ask, close, opened, report, told_otherwise
from casework.usecases.deciding import decide, follow_up, hand_over, raise_tier, reopen
from casework.usecases.handling import assign, correct, note, reveal, review, take
from casework.usecases.receive import Recorded
from casework.usecases.talking import hand_back, write_to
from intake.channel import Channel
from intake.conversation import Phase
from storage.models import (
    Assignment,
    AuditEntry,
    Complaint,
    ConversationRow,
    Note,
    Notice,
    Outgoing,
    Report,
    ReviewStep,
)
from tests.casework.builders import at
from tests.casework.world import NOW, Terms, World, assessment
from triage.types import Component, Treated, Way

LATER = NOW + timedelta(hours=2)
CLERK, LOKET = "petugas-pengaduan", "pelaksana-loket"


async def act(
    world: World, what: Callable[..., Awaitable[None]], done: Recorded, who: str = CLERK, **more: Any
) -> None:
    async with world.begin() as work:
        await what(work, case_id=done.case_id, officer=world.officers[who], now=more.pop("now", LATER), **more)


async def taken(world: World, who: str = CLERK, **more: Any) -> Recorded:
    done = await world.record(**more)
    await act(world, take, done, who)
    return done


async def trail(world: World) -> list[tuple[str, dict[str, Any]]]:
    """Actions and data of the audit, without the record's own."""
    return [(one.action, one.data) for one in await world.rows(AuditEntry) if one.action not in {"record", "take"}]


async def test_r22_take(world: World) -> None:
    done = await taken(world, LOKET)
    case = await world.case(done.case_id)
    assert (case.state, case.holder_id) == ("under_review", world.officers[LOKET].id)
    rows = await world.rows(Assignment)
    assert [(one.reason, one.until_at) for one in rows] == [("route", LATER), ("take", None)]


async def test_r10_ask_sends_a_question_and_the_clock_runs_on(world: World) -> None:
    done = await taken(world)
    before = await world.timers(done.case_id)
    await act(world, ask, done, text="  Berapa nomor berkasnya?  ")
    [out] = await world.rows(Outgoing)
    assert "Berapa nomor berkasnya?" in out.text
    assert out.intent == "ask"
    assert await world.timers(done.case_id) == before
    assert await trail(world) == [("ask", {})]


async def test_r8_answer_stops_the_clock_and_r25_begins(world: World) -> None:
    done = await taken(world)
    await act(world, answer, done, text="Sudah terbit.", outcome=Outcome.PROVEN, files=())
    case = await world.case(done.case_id)
    assert (case.state, case.answered_at, case.told_at, case.answer) == ("answered", LATER, None, "Sudah terbit.")
    assert await world.timers(done.case_id) == {("told", int(LATER.timestamp())): LATER}
    [out] = await world.rows(Outgoing)
    assert (out.intent, out.state, out.complaint_id) == ("answer", "waiting", done.complaint_id)
    assert await trail(world) == [("answer", {"outcome": "proven", "in_time": True})]


IN_TIME = [("2026-12-11 23:59:59", True), ("2026-12-12 00:00:00", False)]


@pytest.mark.parametrize(("when", "in_time"), [pytest.param(*row, id=f"R8-{row[0]}") for row in IN_TIME])
async def test_r8_in_time_to_the_second(world: World, when: str, in_time: bool) -> None:
    done = await taken(world)
    await act(world, answer, done, text="Ya.", outcome=None, files=(), now=at(when))
    assert await trail(world) == [("answer", {"in_time": in_time})]


async def test_r25_close_needs_told_and_reported(world: World) -> None:
    done = await taken(world)
    await act(world, answer, done, text="Ya.", outcome=None, files=())
    with pytest.raises(CaseworkError, match="citizen_not_told R25"):
        await act(world, close, done)
    await act(world, told_otherwise, done, how="lewat telepon pukul 10")
    with pytest.raises(CaseworkError, match="superior_not_told R25"):
        await act(world, close, done)
    await act(world, report, done, text="Sudah dijawab.")
    await act(world, close, done)
    case = await world.case(done.case_id)
    assert (case.state, case.told_at, case.reported_at) == ("closed", LATER, LATER)
    assert await world.timers(done.case_id) == {}


async def test_r25_reported_alone_does_not_close(world: World) -> None:
    done = await taken(world)
    await act(world, answer, done, text="Ya.", outcome=None, files=())
    await act(world, report, done, text="Sudah dijawab.")
    with pytest.raises(CaseworkError, match="citizen_not_told"):
        await act(world, close, done)


async def test_r22_report_goes_to_the_direct_superior(world: World) -> None:
    done = await taken(world, LOKET)
    await act(world, report, done, LOKET, text="Sedang diperiksa.")
    superior = world.officers["ketua-loket"].id
    [row] = await world.rows(Report)
    assert (row.author_id, row.superior_id, row.text) == (world.officers[LOKET].id, superior, "Sedang diperiksa.")
    assert [(one.officer_id, one.kind) for one in await world.rows(Notice)] == [(superior, "report")]
    assert await trail(world) == [("report", {"to": str(superior)})]


async def test_r25_web_is_told_by_opening_the_answer(world: World) -> None:
    done = await taken(world, channel=Channel.OFFICE_WEB, address="token-1")
    async with world.begin() as work:
        await opened(work, complaint_id=done.complaint_id, now=LATER)
    assert (await world.case(done.case_id)).told_at is None
    await act(world, answer, done, text="Ya.", outcome=None, files=())
    for hours in (1, 2):
        async with world.begin() as work:
            await opened(work, complaint_id=done.complaint_id, now=LATER + timedelta(hours=hours))
    assert (await world.case(done.case_id)).told_at == LATER + timedelta(hours=1)
    assert [one[0] for one in await trail(world)] == ["answer", "told"]


async def test_a_reopened_case_is_not_told_by_opening_the_old_answer(world: World) -> None:
    done = await taken(world)
    await act(world, answer, done, text="Ya.", outcome=None, files=())
    await act(world, reopen, done, reason="bukti baru")
    async with world.begin() as work:
        await opened(work, complaint_id=done.complaint_id, now=LATER)
    case = await world.case(done.case_id)
    assert (case.state, case.told_at) == ("reopened", None)
    assert await world.timers(done.case_id) == {}


async def test_r6_decide_tells_the_citizen_and_ends_the_clock(world: World) -> None:
    done = await world.record()
    async with world.begin() as work:
        await decide(
            work, complaint_id=done.complaint_id, officer=world.officers[CLERK], treated=Treated.INPUT,
            reason="lewat 30 hari", now=LATER, terms=Terms(),
        )  # fmt: skip
    [complaint] = await world.rows(Complaint)
    assert (complaint.treated_as, complaint.due_at) == ("input", None)
    assert (await world.case(done.case_id)).due_at is None
    assert await world.timers(done.case_id) == {}
    [out] = await world.rows(Outgoing)
    assert "lewat 30 hari" in out.text
    assert await trail(world) == [("decide", {"complaint": str(done.complaint_id), "treated": "input"})]


async def test_r6_kept_as_a_complaint_the_reminders_stay_as_they_were(world: World) -> None:
    done = await world.record()
    before, eighth_day = await world.timers(done.case_id), NOW + timedelta(days=10)
    async with world.begin() as work:
        await decide(
            work, complaint_id=done.complaint_id, officer=world.officers[CLERK], treated=Treated.COMPLAINT,
            reason="tetap pengaduan", now=eighth_day, terms=Terms(),
        )  # fmt: skip
    assert await world.timers(done.case_id) == before


async def test_r6_taken_back_the_reminders_that_are_past_are_not_sent_again(world: World) -> None:
    done, eighth_day = await world.record(), NOW + timedelta(days=10)
    for treated, when in ((Treated.SUGGESTION, LATER), (Treated.COMPLAINT, eighth_day)):
        async with world.begin() as work:
            await decide(
                work, complaint_id=done.complaint_id, officer=world.officers[CLERK], treated=treated, reason="alasan",
                now=when, terms=Terms(),
            )  # fmt: skip
    assert sorted(await world.timers(done.case_id)) == [("overdue", 1), ("reminder", 10), ("reminder", 12)]
    assert (await world.case(done.case_id)).due_at == at("2026-12-11 23:59:59")


DOWNGRADES = [
    (flag, treated)
    for flag in ("integrity", "danger")
    for treated in Treated
    if treated not in {Treated.COMPLAINT, Treated.UNDECIDED}
]


async def test_r6_integrity_and_danger_are_never_downgraded(world: World) -> None:
    for flag, treated in DOWNGRADES:
        done = await world.record(judged=assessment(integrity=flag == "integrity", danger=flag == "danger"))
        async with world.begin() as work:
            with pytest.raises(CaseworkError, match="never_downgraded R6"):
                await decide(
                    work, complaint_id=done.complaint_id, officer=world.officers[CLERK], treated=treated,
                    reason="-", now=LATER, terms=Terms(),
                )  # fmt: skip
        assert (await world.case(done.case_id)).due_at is not None
    assert await world.rows(Outgoing) == []


async def test_r8_the_case_follows_its_earliest_complaint(world: World) -> None:
    tuesday = NOW + timedelta(days=1)
    first, second = await world.record(), await world.record(when=tuesday, address="+6281200000002")
    async with world.begin() as work:
        await work.cases.change_complaint(second.complaint_id, case_id=first.case_id)
    steps = [
        (second, Treated.COMPLAINT, "2026-12-11 23:59:59", "2026-11-26 08:00"),
        (first, Treated.INPUT, "2026-12-12 23:59:59", "2026-11-27 08:00"),
        (first, Treated.COMPLAINT, "2026-12-11 23:59:59", "2026-11-26 08:00"),
    ]
    for done, treated, due_at, reminder in steps:
        async with world.begin() as work:
            await decide(
                work, complaint_id=done.complaint_id, officer=world.officers[CLERK], treated=treated, reason="alasan",
                now=tuesday, terms=Terms(),
            )  # fmt: skip
        assert (await world.case(first.case_id)).due_at == at(due_at)
        assert (await world.timers(first.case_id))["reminder", 3] == at(reminder)


async def test_r21_follow_up_and_change_of_way(world: World) -> None:
    done = await taken(world)
    await act(world, follow_up, done, way=Way.INSIDE, reason="cukup di dalam")
    await act(world, follow_up, done, way=Way.AGENCY, reason="sebabnya di luar")
    case = await world.case(done.case_id)
    assert (case.state, case.way) == ("in_follow_up", "agency")
    with pytest.raises(CaseworkError, match="auditors_need_approval R23"):
        await act(world, follow_up, done, way=Way.AUDITORS, reason="perlu auditor")
    assert await trail(world) == [
        ("follow_up", {"way_from": "inside", "way_to": "inside"}),
        ("change_way", {"way_from": "inside", "way_to": "agency"}),
    ]


RAISES = [
    (LOKET, LOKET, (), "ketua-loket"), (LOKET, CLERK, (), "ketua-loket"), ("ketua-loket", "ketua-loket", (),
     "kabid-pelayanan"), (CLERK, CLERK, (), "pejabat-pengaduan"),
    (CLERK, CLERK, ("unit:pengaduan-x",), "pejabat-pengaduan"),
    (CLERK, "kepala", ("sekretariat",), "pejabat-pengaduan"), (LOKET, "kepala", ("pelayanan",), "sekretaris"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("holder", "who", "marks", "to"), [pytest.param(*row, id=f"R22-{row[0]}-by-{row[1]}-to-{row[3]}") for row in RAISES]
)  # fmt: skip
async def test_r22_raise_goes_to_the_holders_direct_superior(
    world: World, holder: str, who: str, marks: tuple[str, ...], to: str
) -> None:
    done = await taken(world, holder)
    async with world.begin() as work:
        await work.cases.change(done.case_id, excluded={"marks": list(marks)})
    await act(world, raise_tier, done, who, reason="di luar wewenang")
    case, superior = await world.case(done.case_id), world.officers[to]
    assert (case.holder_id, case.tier, case.unit, case.role) == (
        superior.id, superior.tier, superior.unit, superior.role,
    )  # fmt: skip
    assert await trail(world) == [("raise", {"to": str(superior.id)})]


async def test_r22_nobody_is_above_the_head(world: World) -> None:
    done = await taken(world, "kepala")
    with pytest.raises(CaseworkError, match="no_higher_tier R22"):
        await act(world, raise_tier, done, "kepala", reason="-")


async def test_r1a_hand_over_tells_the_citizen_and_ends_the_timers(world: World) -> None:
    done = await taken(world)
    await act(world, hand_over, done, to="Disdukcapil", reason="Urusan KTP.")
    assert (await world.case(done.case_id)).state == "handed_over"
    assert await world.timers(done.case_id) == {}
    [out] = await world.rows(Outgoing)
    assert "Disdukcapil" in out.text
    assert await trail(world) == [("hand_over", {})]


async def test_assign_never_to_whoever_is_complained_about(world: World) -> None:
    done = await taken(world)
    async with world.begin() as work:
        await work.cases.change(done.case_id, excluded={"marks": ["pelayanan"]})
    with pytest.raises(CaseworkError, match="not_to_this_officer R14"):
        await act(world, assign, done, to_id=world.officers[LOKET].id, reason="")
    to = world.officers["pelaksana-teknis"]
    await act(world, assign, done, to_id=to.id, reason=" tolong ")
    case = await world.case(done.case_id)
    assert (case.holder_id, case.unit) == (to.id, "teknis")
    assert await trail(world) == [("assign", {"to": str(to.id)})]


async def test_r18_r19_correct_review_note_and_reveal(world: World) -> None:
    done = await taken(world)
    await act(world, correct, done, component=Component.FEE, service_id="43", reason="soal biaya")
    await act(world, review, done, step="b", text="Biaya gratis", row="43/4")
    await act(world, note, done, text="Nama warga: Rahayu")
    await act(world, reveal, done, reason="perlu menelepon Rahayu")
    with pytest.raises(CaseworkError, match="no_such_step R19"):
        await act(world, review, done, step="f", text="-", row=None)
    case = await world.case(done.case_id)
    assert (case.component, case.needs_person) == (Component.FEE, False)
    [step] = await world.rows(ReviewStep, ReviewStep.author_id.is_not(None))
    assert (step.step, step.row) == ("b", "43/4")
    assert [one.kind for one in await world.rows(Note)] == ["correction", "note", "reveal"]
    assert [one[0] for one in await trail(world)] == ["correct", "review", "note", "reveal"]
    assert "Rahayu" not in str(await trail(world))


EMPTY: list[tuple[Any, dict[str, Any], str]] = [
    (ask, {}, "question_needs_text"), (note, {}, "note_needs_text"), (report, {}, "report_needs_text"),
    (answer, {"outcome": None, "files": ()}, "answer_needs_text"),
    (review, {"step": "a", "row": None}, "review_needs_text"),
]  # fmt: skip


async def test_blank_words_are_refused_and_leave_nothing(world: World) -> None:
    done = await taken(world)
    for what, more, code in EMPTY:
        for blank in ("", " \n\t ", "\x00"):
            with pytest.raises(CaseworkError, match=code):
                await act(world, what, done, text=blank, **more)
    assert await trail(world) == []
    assert await world.rows(Outgoing) == []


REFUSED: list[tuple[str, str, Any, dict[str, Any], str]] = [
    ("R14-reader", "reader", note, {"text": "x"}, "not_your_right"),
    ("R22-other_unit", "pelaksana-teknis", take, {}, "not_your_right"),
    ("R22-table", CLERK, close, {}, "move_not_allowed"),
    ("R25-not_answered", CLERK, told_otherwise, {"how": "x"}, "move_not_allowed"),
]


async def test_refusals_leave_nothing(world: World) -> None:
    done = await taken(world)
    for name, who, what, more, code in REFUSED:
        with pytest.raises(CaseworkError, match=code) as caught:
            await act(world, what, done, who, **more)
        assert caught.value.code == code, name
    assert await trail(world) == []


async def test_an_officer_writes_and_hands_back(world: World) -> None:
    conversation, _ = await world.hear("petugas")
    clerk = world.officers[CLERK]
    async with world.begin() as work:
        await work.conversations.want_officer(conversation, NOW)
        await write_to(work, conversation_id=conversation, officer=clerk, text=" Halo, ada apa? ", now=NOW)
    [out] = await world.rows(Outgoing)
    assert (out.text, out.intent, out.case_id) == ("Halo, ada apa?", "officer", None)
    [row] = await world.rows(ConversationRow)
    assert row.phase == Phase.WITH_OFFICER
    async with world.begin() as work:
        await hand_back(work, conversation_id=conversation, officer=clerk, now=LATER)
    [row] = await world.rows(ConversationRow)
    assert (row.phase, row.officer_wanted_at) == (Phase.GATHERING, None)
    assert [(one.case_id, one.action) for one in await world.rows(AuditEntry)] == [
        (None, "write_to"), (None, "hand_back"),
    ]  # fmt: skip
    async with world.begin() as work:
        with pytest.raises(CaseworkError, match="not_your_right R14"):
            await write_to(work, conversation_id=conversation, officer=world.officers[LOKET], text="x", now=NOW)
