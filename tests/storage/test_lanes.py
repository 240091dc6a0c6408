"""Outgoing messages: in order, handed over by one at a time, statuses only forward, nothing stuck (decision 6)."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from itertools import permutations
from uuid import UUID

import pytest
from sqlalchemy import text

from intake.channel import Delivery, DeliveryStatus
from storage import lanes, statuses
from storage.lanes import Claimed
from storage.models import DeliveryStatusRow, Outgoing
from tests.storage.support import NOW, Store, at_once, inbound

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


async def claim(store: Store, lane: UUID, at: timedelta = timedelta(0)) -> Claimed | None:
    async with store.begin() as work:
        return await lanes.claim(work.session, lane, NOW + at)


async def confirm(store: Store, claimed: Claimed, provider_id: str) -> None:
    async with store.begin() as work:
        await lanes.confirmed(work.session, claimed.id, provider_id, NOW)


async def status(store: Store, provider_id: str, word: Delivery, after: int = 1) -> UUID | None:
    at = NOW + timedelta(seconds=after)
    async with store.begin() as work:
        words = [(None, DeliveryStatus("twilio", "+62", provider_id, word, at))]
        return next(iter(await statuses.statuses(work.session, words)), None)


async def state(store: Store) -> list[str]:
    return [row.state for row in sorted(await store.rows(Outgoing), key=lambda row: row.seq)]


async def test_a_lane_is_sent_in_order_and_never_past_an_unsent_one(store: Store) -> None:
    lane = await store.conversation(inbound())
    await store.write(lane, "satu", "dua", "tiga")
    sent = []
    while claimed := await claim(store, lane):
        assert await claim(store, lane) is None
        sent.append(claimed.message.text)
        await confirm(store, claimed, claimed.message.text)
    assert sent == ["satu", "dua", "tiga"]
    assert await state(store) == ["accepted"] * 3


async def test_lanes_do_not_wait_for_each_other(store: Store) -> None:
    one, two = await store.conversation(inbound()), await store.conversation(inbound(address="+6281200000002"))
    await store.write(one, "satu")
    await store.write(two, "dua")
    assert await claim(store, one) is not None
    assert await claim(store, two) is not None


async def test_one_of_ten_claimers_gets_it(store: Store) -> None:
    lane = await store.conversation(inbound())
    await store.write(lane, "satu", "dua")
    found = await at_once(10, lambda _: claim(store, lane))
    assert [one.message.text for one in found if one] == ["satu"]
    [first, _] = sorted(await store.rows(Outgoing), key=lambda row: row.seq)
    assert (first.state, first.attempts) == ("handing_over", 1)


AGAIN = [(lanes.CLAIM - SECOND, False), (lanes.CLAIM, True)]


@pytest.mark.parametrize(("after", "free"), AGAIN)
async def test_a_claim_left_behind_is_taken_again_and_says_so(store: Store, after: timedelta, free: bool) -> None:
    lane = await store.conversation(inbound())
    await store.write(lane, "satu")
    first = await claim(store, lane)
    assert first is not None
    assert not first.again
    second = await claim(store, lane, after)
    assert (second is not None) is free
    assert second is None or (second.again, second.attempts, second.id) == (True, 2, first.id)


async def test_not_before_its_time(store: Store) -> None:
    lane = await store.conversation(inbound())
    await store.write(lane, "satu", "dua")
    claimed = await claim(store, lane)
    assert claimed is not None
    async with store.begin() as work:
        await lanes.retry(work.session, claimed.id, NOW + MINUTE, "unavailable")
        assert await lanes.wake_due(work.session, NOW + MINUTE - SECOND) == 0
        assert await lanes.claim(work.session, lane, NOW) is None
    assert await claim(store, lane, MINUTE - SECOND) is None
    async with store.begin() as work:
        assert await lanes.wake_due(work.session, NOW + MINUTE) == 0, "its first wake-up still waits"
        await work.session.execute(text("DELETE FROM pgqueuer"))
    async with store.begin() as work:
        assert await lanes.wake_due(work.session, NOW + MINUTE) == 1
    again = await claim(store, lane, MINUTE)
    assert again is not None
    assert (again.id, again.again) == (claimed.id, False)


@pytest.mark.parametrize("end", ["failed", "held"])
async def test_after_giving_up_the_lane_goes_on(store: Store, end: str) -> None:
    lane = await store.conversation(inbound())
    await store.write(lane, "satu", "dua")
    claimed = await claim(store, lane)
    assert claimed is not None
    async with store.begin() as work:
        await lanes.give_up(work.session, claimed.id, end, "rejected", NOW)
    following = await claim(store, lane)
    assert following is not None
    assert following.message.text == "dua"
    assert await state(store) == [end, "handing_over"]


async def test_a_slow_loser_does_not_undo_a_confirmation(store: Store) -> None:
    """A worker whose claim ran out finds its message handed over by another: it neither sends nor fails it again."""
    lane = await store.conversation(inbound())
    await store.write(lane, "satu")
    slow = await claim(store, lane)
    quick = await claim(store, lane, lanes.CLAIM)
    assert slow is not None
    assert quick is not None
    await confirm(store, quick, "SM1")
    async with store.begin() as work:
        await lanes.retry(work.session, slow.id, NOW, "timeout")
        await lanes.give_up(work.session, slow.id, "held", "timeout", NOW)
    await confirm(store, slow, "SM2")
    [row] = await store.rows(Outgoing)
    assert (row.state, row.provider_id, row.error) == ("accepted", "SM1", None)


RANK = (Delivery.ACCEPTED, Delivery.SENT, Delivery.DELIVERED, Delivery.READ)


@pytest.mark.parametrize("order", [pytest.param(o, id="-".join(o)) for o in permutations(RANK[1:])])
async def test_statuses_out_of_order_never_go_backwards(store: Store, order: tuple[Delivery, ...]) -> None:
    lane = await store.conversation(inbound())
    await store.write(lane, "satu")
    claimed = await claim(store, lane)
    assert claimed is not None
    await confirm(store, claimed, "SM1")
    for n, word in enumerate(order, 1):
        await status(store, "SM1", word, n)
        assert (await state(store))[0] == max(order[:n], key=RANK.index)
    [row] = await store.rows(Outgoing)
    first_receipt = min(order.index(Delivery.DELIVERED), order.index(Delivery.READ)) + 1
    assert row.delivered_at == NOW + timedelta(seconds=first_receipt)


ENDS = [
    ("failed_then_delivered", (Delivery.FAILED, Delivery.DELIVERED), "failed"),
    ("read_then_failed", (Delivery.READ, Delivery.FAILED), "read"),
    ("accepted_then_bounced", (Delivery.ACCEPTED, Delivery.FAILED), "failed"),
]


@pytest.mark.parametrize(("words", "end"), [pytest.param(*row[1:], id=row[0]) for row in ENDS])
async def test_failed_and_read_are_ends(store: Store, words: tuple[Delivery, ...], end: str) -> None:
    lane = await store.conversation(inbound())
    await store.write(lane, "satu")
    claimed = await claim(store, lane)
    assert claimed is not None
    await confirm(store, claimed, "SM1")
    for word in words:
        await status(store, "SM1", word)
    assert await state(store) == [end]


async def test_a_repeated_status_is_one_row_and_says_nothing_new(store: Store) -> None:
    lane = await store.conversation(inbound())
    await store.write(lane, "satu")
    claimed = await claim(store, lane)
    assert claimed is not None
    await confirm(store, claimed, "SM1")
    assert await status(store, "SM1", Delivery.DELIVERED) == claimed.id
    assert await status(store, "SM1", Delivery.DELIVERED) is None
    assert len(await store.rows(DeliveryStatusRow)) == 1


async def test_a_status_that_overtakes_the_confirmation_is_applied(store: Store) -> None:
    lane = await store.conversation(inbound())
    await store.write(lane, "satu")
    claimed = await claim(store, lane)
    assert claimed is not None
    assert await status(store, "SM1", Delivery.DELIVERED) is None
    await confirm(store, claimed, "SM1")
    [row] = await store.rows(Outgoing)
    assert (row.state, row.delivered_at) == ("delivered", NOW + SECOND)


async def test_another_channels_status_of_the_same_id_is_not_ours(store: Store) -> None:
    lane = await store.conversation(inbound())
    await store.write(lane, "satu")
    claimed = await claim(store, lane)
    assert claimed is not None
    async with store.begin() as work:
        await statuses.statuses(work.session, [(None, DeliveryStatus("telegram", "7", "SM1", Delivery.FAILED, NOW))])
    await confirm(store, claimed, "SM1")
    assert await state(store) == ["accepted"]


@pytest.mark.parametrize("status_first", [True, False])
async def test_status_and_confirmation_at_the_same_time_never_miss_each_other(store: Store, status_first: bool) -> None:
    """Two transactions that do not see each other's rows: the second waits for the first."""
    lane = await store.conversation(inbound())
    await store.write(lane, "satu")
    claimed = await claim(store, lane)
    assert claimed is not None
    word = DeliveryStatus("twilio", "+62", "SM1", Delivery.DELIVERED, NOW)
    async with store.begin() as work:
        if status_first:
            await statuses.statuses(work.session, [(None, word)])
            other = asyncio.create_task(confirm(store, claimed, "SM1"))
        else:
            await lanes.confirmed(work.session, claimed.id, "SM1", NOW)
            other = asyncio.create_task(_other(store, word))
        await asyncio.sleep(0.2)
        assert not other.done()
    await other
    assert await state(store) == ["delivered"]


async def _other(store: Store, word: DeliveryStatus) -> None:
    async with store.begin() as work:
        await statuses.statuses(work.session, [(None, word)])


async def test_oldest_unsent(store: Store) -> None:
    async with store.begin() as work:
        assert await lanes.oldest_unsent(work.session) is None
    lane = await store.conversation(inbound())
    await store.write(lane, "satu", at=NOW + MINUTE)
    await store.write(lane, "dua", at=NOW)
    async with store.begin() as work:
        assert await lanes.oldest_unsent(work.session) == NOW
