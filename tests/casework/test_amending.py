"""Corrections after the record: judged anew beside what was there; officers' decisions and R6 stand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import update

from casework.usecases.deciding import decide
from casework.usecases.handling import take
from casework.usecases.receive import Recorded
from intake.conversation import AddTo, Record
from storage.models import AssessmentRow, AuditEntry, Case, Complainant, Complaint, Message
from tests.casework.builders import at
from tests.casework.world import MATTER, NOW, Terms, World, assessment
from triage.types import Assessment, Component, Facts, Treated, TreatedAs

LATER = at("2026-11-23 13:00")
NAMELESS: dict[str, Any] = {"treated_as": TreatedAs(Treated.SUGGESTION, "R12"), "due": None}


@dataclass
class Told:
    """A complaint and what its citizen says afterwards."""

    world: World
    done: Recorded

    async def correct(
        self, judged: Assessment, *, name: str | None = "Rahayu", text: str = "eh salah, tanggalnya 5"
    ) -> None:
        talk, message = await self.world.hear(text, when=LATER)
        record = Record(MATTER, (), NOW, name, False, Facts(), judged)
        await self.world.step(talk, [AddTo(self.done.number, (message,), "correction", record)], now=LATER)

    async def complaint(self) -> Any:
        [row] = await self.world.rows(Complaint)
        return row


async def recorded(world: World, **changes: Any) -> Told:
    return Told(world, await world.record(judged=assessment(**changes) if changes else None))


async def test_r11_words_and_first_assessment_stay_the_new_one_is_current(world: World) -> None:
    told = await recorded(world)
    await told.correct(assessment(component=Component.FEE))
    row = await told.complaint()
    assert (row.matter, row.name) == (MATTER, "Rahayu")
    kept = [(one.current, one.body["component"]) for one in await world.rows(AssessmentRow)]
    assert [current for current, _ in kept] == [False, True]
    assert kept[1][1] == "fee"
    assert all(one.complaint_id == told.done.complaint_id for one in await world.rows(Message))
    [entry] = await world.rows(AuditEntry, AuditEntry.action == "correct")
    assert (entry.actor, entry.data["was"], entry.data["treated"]) == ("citizen", "complaint", "complaint")
    assert await world.broken_chains() == {}


async def test_r12_a_name_told_later_makes_it_a_complaint_with_its_clock(world: World) -> None:
    conversation, message = await world.hear()
    event = Record(MATTER, (message,), NOW, None, False, Facts(), assessment(**NAMELESS))
    told = Told(world, (await world.step(conversation, [event])).recorded[0])
    assert (await told.complaint()).due_at is None
    await told.correct(assessment(), name="Rahayu Lestari")
    row = await told.complaint()
    assert (row.name, row.treated_as, row.due_at) == ("Rahayu Lestari", "complaint", at("2026-12-11 23:59:59"))
    [case], [person] = await world.rows(Case), await world.rows(Complainant)
    assert (case.due_at, person.name) == (row.due_at, "Rahayu Lestari")
    assert ("reminder", 3) in await world.timers(told.done.case_id)


async def test_a_corrected_name_is_not_in_the_trace(world: World) -> None:
    told = await recorded(world)
    await told.correct(assessment(), name="Acep Rahmat")
    assert (await told.complaint()).name == "Acep Rahmat"
    assert all("Acep" not in str(one.data) for one in await world.rows(AuditEntry))


async def test_r6_an_officers_decision_stands(world: World) -> None:
    told = await recorded(world)
    officer = world.officers["petugas-pengaduan"]
    async with world.begin() as work:
        await take(work, case_id=told.done.case_id, officer=officer, now=NOW)
        await decide(
            work, complaint_id=told.done.complaint_id, officer=officer, treated=Treated.SUGGESTION, reason="Lewat.",
            now=NOW, terms=Terms(),
        )  # fmt: skip
    await told.correct(assessment())
    assert (await told.complaint()).treated_as == "suggestion"


@pytest.mark.parametrize("flag", ["integrity", "danger"])
async def test_r6_integrity_and_danger_are_not_talked_away(world: World, flag: str) -> None:
    told = await recorded(world, **{flag: True})
    await told.correct(replace(assessment(), **NAMELESS), name=None)
    row, [case] = await told.complaint(), await world.rows(Case)
    assert (row.treated_as, getattr(case, flag)) == ("complaint", True)


async def test_danger_told_later_marks_the_case(world: World) -> None:
    told = await recorded(world)
    await told.correct(assessment(danger=True))
    [case] = await world.rows(Case)
    assert case.danger is True


ENDED = [("answered", {"answered_at": NOW}), ("withdrawn", {}), ("handed_over", {})]


@pytest.mark.parametrize(("state", "more"), ENDED)
async def test_after_the_end_the_words_are_kept_and_the_clock_stands(
    world: World, state: str, more: dict[str, datetime]
) -> None:
    told = await recorded(world)
    async with world.begin() as work:
        await work.session.execute(update(Case).values(state=state, **more))
    before = await told.complaint()
    await told.correct(replace(assessment(), **NAMELESS))
    after = await told.complaint()
    assert (after.treated_as, after.due_at) == (before.treated_as, before.due_at)
    assert len(await world.rows(Message, Message.complaint_id == told.done.complaint_id)) == 2
