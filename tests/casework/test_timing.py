"""Timers on PostgreSQL: reminders (R10), the look at whether the citizen was told (R25)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from casework.usecases.answering import answer
from casework.usecases.handling import take
from intake.channel import Channel, Delivery
from intake.conversation import Objection
from storage.models import AuditEntry, Notice, Outgoing
from tests.casework.builders import at
from tests.casework.world import NOW, World

LOKET, CLERK = "pelaksana-loket", "petugas-pengaduan"


async def told_of(world: World, kind: str) -> set[tuple[str, int]]:
    """Who has notices of a kind, and their ordinals; each came with a mail."""
    names = {ref.id: login for login, ref in world.officers.items()}
    notices = await world.rows(Notice, Notice.kind == kind)
    mails = await world.rows(Outgoing, Outgoing.intent == kind)
    if kind in {"reminder", "overdue"}:
        assert sorted(one.officer_id for one in mails) == sorted(one.officer_id for one in notices)
    return {(names[one.officer_id], one.ordinal) for one in notices}


RINGS = [
    ("day_3", "2026-11-26 08:00", {(LOKET, 3)}),
    ("one_second_before_day_3", "2026-11-26 07:59:59", set()),
    ("day_7", "2026-12-02 08:00", {(LOKET, 3), (LOKET, 7)}),
    ("day_12_tells_the_next_tier", "2026-12-09 08:00", {(LOKET, n) for n in (3, 7, 10, 12)} | {("ketua-loket", 12)}),
]


@pytest.mark.parametrize(("now", "told"), [pytest.param(*row[1:], id=f"R10-{row[0]}") for row in RINGS])
async def test_r10_reminders(world: World, now: str, told: set[tuple[str, int]]) -> None:
    done = await world.record()
    async with world.begin() as work:
        await take(work, case_id=done.case_id, officer=world.officers[LOKET], now=NOW)
    await world.fire(done.case_id, at(now))
    assert await told_of(world, "reminder") == told


JUMPS = [
    ("night", "2026-11-26 23:00", "2026-11-27 08:00"),
    ("saturday", "2026-11-28 12:00", "2026-11-30 08:00"),
    ("sunday_after_a_jump_of_two_weeks", "2026-12-06 12:00", "2026-12-07 08:00"),
    ("holiday", "2026-12-25 10:00", "2026-12-28 08:00"),
]


@pytest.mark.parametrize(("now", "rings"), [pytest.param(*row[1:], id=f"R10-{row[0]}") for row in JUMPS])
async def test_r10_a_clock_that_jumped_to_night_or_a_day_off_rings_next_morning(
    world: World, now: str, rings: str
) -> None:
    done = await world.record()
    async with world.begin() as work:
        await take(work, case_id=done.case_id, officer=world.officers[LOKET], now=NOW)
    await world.fire(done.case_id, at(now))
    assert await world.rows(Notice) == []
    assert await world.rows(Outgoing) == []
    assert (await world.timers(done.case_id))["reminder", 3] == at(rings)
    await world.fire(done.case_id, at(rings))
    assert (LOKET, 3) in await told_of(world, "reminder")


async def test_r10_overdue_tells_the_head_daily(world: World) -> None:
    done = await world.record()
    async with world.begin() as work:
        await take(work, case_id=done.case_id, officer=world.officers[LOKET], now=NOW)
    for day in ("2026-12-14 08:00", "2026-12-14 09:00", "2026-12-15 08:00"):
        await world.fire(done.case_id, at(day))
    assert await told_of(world, "overdue") == {(who, day) for who in (LOKET, "kepala") for day in (1, 2)}
    assert (await world.timers(done.case_id)) == {("overdue", 3): at("2026-12-16 08:00")}


async def test_r10_an_unheld_case_rings_everybody_of_its_role_and_unit(world: World) -> None:
    done = await world.record()
    await world.fire(done.case_id, at("2026-11-26 08:00"))
    assert await told_of(world, "reminder") == {(LOKET, 3)}


@pytest.mark.parametrize("mark", ["pelayanan", "unit:pelayanan"])
async def test_r14_r22_accused_are_never_rung_and_somebody_else_is(world: World, mark: str) -> None:
    done = await world.record()
    async with world.begin() as work:
        await work.cases.change(done.case_id, excluded={"marks": [mark]})
    await world.fire(done.case_id, at("2026-11-26 08:00"))
    assert await told_of(world, "reminder") == {("sekretaris", 3)}


async def test_r14_a_reminder_names_the_case_by_link_only(world: World) -> None:
    done = await world.record()
    await world.fire(done.case_id, at("2026-11-26 08:00"))
    [mail] = await world.rows(Outgoing)
    assert mail.text.endswith(f"/desk/pengaduan/{done.case_id}")
    assert not any(word in mail.text for word in ("Rahayu", "izin", "+62"))


async def test_answered_withdrawn_and_undated_cases_ring_nobody(world: World) -> None:
    done = await world.record()
    async with world.begin() as work:
        await take(work, case_id=done.case_id, officer=world.officers[CLERK], now=NOW)
        due = await work.cases.get(done.case_id)
        await answer(
            work, case_id=done.case_id, officer=world.officers[CLERK], text="Ya.", outcome=None, files=(), now=NOW
        )
        await work.cases.set_timers(due.id, ())
    await world.fire(done.case_id, at("2026-12-14 08:00"))
    assert await world.rows(Notice) == []


LOOKS: list[tuple[str, Channel, str, Delivery | None, str, str | None, str | None]] = [
    ("whatsapp_delivered", Channel.WHATSAPP, "+62812", Delivery.DELIVERED, "2026-11-23 10:01", "2026-11-23 10:00",
     "delivered"),
    ("whatsapp_silent", Channel.WHATSAPP, "+62812", None, "2026-12-23 10:00", None, None),
    ("sms_silent_less", Channel.SMS, "+62812", Delivery.SENT, "2026-11-26 09:59:59", None, None),
    ("sms_silent", Channel.SMS, "+62812", Delivery.SENT, "2026-11-26 10:00", "2026-11-26 10:00", "sent_72_hours"),
    ("telegram", Channel.TELEGRAM, "7001", None, "2026-11-23 10:00", "2026-11-23 10:00", "accepted"),
    ("email_less", Channel.EMAIL, "a@contoh.test", None, "2026-11-25 23:59:59", None, None),
    ("email", Channel.EMAIL, "a@contoh.test", None, "2026-11-26 00:00", "2026-11-26 00:00", "no_bounce"),
    ("web", Channel.OFFICE_WEB, "token", None, "2026-12-23 10:00", None, None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("channel", "address", "status", "now", "told_at", "how"),
    [pytest.param(*row[1:], id=f"R25-{row[0]}") for row in LOOKS],
)
async def test_r25_by_channel(
    world: World, channel: Channel, address: str, status: Delivery | None, now: str, told_at: str | None,
    how: str | None,
) -> None:  # fmt: skip
    done = await world.answered(done=await world.record(channel=channel, address=address))
    await world.deliver(NOW, status)
    await world.fire(done.case_id, at(now))
    case = await world.case(done.case_id)
    assert case.told_at == (at(told_at) if told_at else None)
    told = [one.data for one in await world.rows(AuditEntry, AuditEntry.action == "told")]
    assert told == ([{"how": how}] if how else [])
    reach_by_hand = bool(await told_of(world, "reach_by_hand"))
    assert bool(await world.timers(done.case_id)) is (told_at is None and not reach_by_hand)
    assert reach_by_hand is (channel is Channel.WHATSAPP and status is None)


async def test_r25_a_failed_answer_is_an_officers_task_once(world: World) -> None:
    done = await world.answered()
    await world.deliver(NOW, Delivery.FAILED)
    for minutes in (1, 2):
        await world.fire(done.case_id, NOW + timedelta(minutes=minutes))
    assert {who for who, _ in await told_of(world, "reach_by_hand")} == {CLERK}
    assert (await world.case(done.case_id)).told_at is None


async def test_r25_the_task_never_goes_to_whoever_is_complained_about(world: World) -> None:
    done = await world.answered(LOKET)
    async with world.begin() as work:
        await work.cases.change(done.case_id, excluded={"marks": ["pelayanan"]})
    await world.deliver(NOW, Delivery.FAILED)
    await world.fire(done.case_id, NOW)
    assert {who for who, _ in await told_of(world, "reach_by_hand")} == {"sekretaris"}


async def test_r25_a_second_answer_is_not_told_by_the_first(world: World) -> None:
    done, second = await world.answered(), NOW + timedelta(hours=1)
    await world.deliver(NOW)
    await world.fire(done.case_id, NOW)
    async with world.begin() as work:
        await answer(
            work, case_id=done.case_id, officer=world.officers[CLERK], text="Ralat.", outcome=None, files=(), now=second
        )
    await world.fire(done.case_id, second + timedelta(minutes=1))
    assert (await world.case(done.case_id)).told_at is None
    await world.deliver(second + timedelta(minutes=2))
    await world.fire(done.case_id, second + timedelta(hours=1))
    assert (await world.case(done.case_id)).told_at == second + timedelta(minutes=2)


async def test_r25_a_reopened_case_is_not_told_by_the_old_answer(world: World) -> None:
    done = await world.answered()
    conversation, message = await world.hear("tidak puas")
    await world.step(conversation, [Objection(done.number, (message,))], now=NOW + timedelta(minutes=1))
    await world.deliver(NOW)
    await world.fire(done.case_id, NOW + timedelta(hours=1))
    case = await world.case(done.case_id)
    assert (case.state, case.told_at) == ("reopened", None)


async def test_r25_everybody_of_a_case_is_told(world: World) -> None:
    first, second = await world.record(), await world.record(address="+6281200000002")
    async with world.begin() as work:
        await work.cases.change_complaint(second.complaint_id, case_id=first.case_id)
    done = await world.answered(done=first)
    moments: list[datetime] = [NOW + timedelta(minutes=n) for n in (1, 9)]
    rows = await world.rows(Outgoing, Outgoing.intent == "answer")
    for row, moment in zip(rows, moments, strict=True):
        assert (await world.case(done.case_id)).told_at is None
        async with world.begin() as work:
            await work.session.execute(
                update(Outgoing)
                .where(Outgoing.id == row.id)
                .values(state="delivered", accepted_at=moment, delivered_at=moment)
            )
        await world.fire(done.case_id, moment + timedelta(minutes=1))
        await world.fire(done.case_id, moment + timedelta(minutes=7))
    assert (await world.case(done.case_id)).told_at == moments[-1]
