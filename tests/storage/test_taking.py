"""Messages into conversations: once each, together, with R3's time, whatever characters they hold (decision 4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from intake.channel import Channel, InboundMessage, MediaRef
from storage import taking
from storage.models import Attachment, ConversationRow, Message
from tests.storage.support import NOW, ODD, Store, at_once, inbound

SECOND, TRUST = timedelta(seconds=1), timedelta(hours=72)


async def test_an_album_of_five_in_parallel_is_one_conversation(store: Store) -> None:
    def photo(n: int) -> InboundMessage:
        return inbound(f"m{n}", "", group="album", media=(MediaRef(f"f{n}", "image"),))

    await at_once(5, lambda n: store.take_in(photo(n)))
    [conversation] = await store.rows(ConversationRow)
    assert {row.conversation_id for row in await store.rows(Message)} == {conversation.id}
    assert len(await store.rows(Attachment)) == 5
    assert await store.jobs("conversation") == [str(conversation.id)]
    assert len(await store.jobs("attachment")) == 5
    async with store.begin() as work:
        assert [one.media for one in await taking.take(work.session, conversation.id, NOW)] == [1] * 5


@pytest.mark.parametrize("caption", ["", "🙏", "ini buktinya"])
async def test_r13_a_photo_counts_whatever_stands_beside_it(store: Store, caption: str) -> None:
    await store.take_in(inbound(text=caption, media=(MediaRef("f", "image"), MediaRef("g", "image"))))
    conversation = await store.conversation(inbound())
    async with store.begin() as work:
        assert [one.media for one in await taking.take(work.session, conversation, NOW)] == [2]


async def test_the_same_message_at_once_is_one(store: Store) -> None:
    found = await at_once(20, lambda _: store.take_in(inbound(media=(MediaRef("f", "image"),))))
    assert len([one for one in found if one]) == 1
    assert len(await store.rows(Message)) == len(await store.rows(Attachment)) == 1


DEVICE: list[tuple[str, timedelta | None, bool]] = [
    ("none", None, False), ("same", timedelta(0), True), ("a_second_before", SECOND, True), ("72h", TRUST, True),
    ("72h_and_a_second", TRUST + SECOND, False), ("in_the_future", -SECOND, False),
]  # fmt: skip


@pytest.mark.parametrize(("before", "believed"), [pytest.param(*row[1:], id=f"R3-{row[0]}") for row in DEVICE])
def test_r3_device_time(before: timedelta | None, believed: bool) -> None:
    device = None if before is None else NOW - before
    assert taking.vouched(inbound(device_at=device)) == (device if believed else NOW)


async def test_r3_both_times_are_kept(store: Store) -> None:
    device = NOW - timedelta(hours=5)
    await store.take_in(inbound(device_at=device), received_at=NOW + timedelta(hours=1))
    [row] = await store.rows(Message)
    assert (row.sent_at, row.device_at, row.received_at) == (device, device, NOW + timedelta(hours=1))


TEXTS = [
    "account", "message_id", "address", "text", "hint_name", "choice", "reply_to", "group", "subject", "quoted",
    "automatic",
]  # fmt: skip


@pytest.mark.parametrize("field", [*TEXTS, "thread", "facts", "fact_name", "media"])
async def test_odd_characters_never_lose_a_message(store: Store, field: str) -> None:
    changes = {
        "thread": {"thread": (ODD,)}, "facts": {"facts": {"name": ODD}}, "fact_name": {"facts": {ODD: "x"}},
        "media": {"media": (MediaRef(ODD, ODD, ODD, ODD, 1, ODD),)},
    }.get(field, {field: ODD})  # fmt: skip
    message = replace(inbound(), **changes)  # type: ignore[arg-type]  # one table for fields of several types
    assert await store.take_in(message) is not None
    assert await store.take_in(message) is None
    [row] = await store.rows(Message)
    if field == "text":
        assert row.text == "ab?c?d"
    async with store.begin() as work:
        assert len(await taking.take(work.session, row.conversation_id, NOW)) == 1


async def test_r11_everything_else_stays_as_written(store: Store) -> None:
    text = "  Saya 😀\u200b\tmau\r\nlapor\u202e \x01ok \u200b "
    await store.take_in(inbound(text=text))
    [row] = await store.rows(Message)
    assert row.text == text


QUIET, LONGEST = timedelta(seconds=4), timedelta(seconds=20)
WAKES = [([0], 4), ([0, 3], 7), ([0, 3, 6, 9, 12, 15], 19), ([0, 6, 12, 17], 20), ([0, 19], 20), ([0, 25], 25)]


@pytest.mark.parametrize(("seconds", "wakes"), WAKES)
async def test_each_message_puts_the_answer_off_but_not_for_ever(store: Store, seconds: list[int], wakes: int) -> None:
    for n in seconds:
        now = NOW + timedelta(seconds=n)
        await store.take_in(inbound(f"m{n}"), received_at=now, now=now, quiet=QUIET, longest=LONGEST)
    [row] = await store.rows(ConversationRow)
    assert row.wake_at == NOW + timedelta(seconds=wakes)


async def test_messages_are_read_in_the_order_they_were_sent_and_once(store: Store) -> None:
    order: list[tuple[str, datetime]] = [("late", NOW + SECOND), ("early", NOW), ("latest", NOW + 2 * SECOND)]
    for text, sent_at in order:
        await store.take_in(inbound(text, text, sent_at=sent_at))
    conversation = await store.conversation(inbound())
    async with store.begin() as work:
        said = await taking.take(work.session, conversation, NOW)
        assert [one.text for one in said] == ["early", "late", "latest"]
    await store.take_in(inbound("later", "later"))
    async with store.begin() as work:
        assert [one.text for one in await taking.take(work.session, conversation, NOW)] == ["later"]
        assert await taking.take(work.session, conversation, NOW) == []


async def test_what_is_taken_waits_again_when_the_step_fails(store: Store) -> None:
    await store.take_in(inbound())
    conversation = await store.conversation(inbound())

    async def fail() -> None:
        async with store.begin() as work:
            assert len(await taking.take(work.session, conversation, NOW)) == 1
            raise ZeroDivisionError

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            await fail()


OTHERS = [("address", "+6281200000002"), ("account", "+63"), ("adapter", "smsgateway")]


@pytest.mark.parametrize(("field", "value"), OTHERS)
async def test_what_makes_another_conversation(store: Store, field: str, value: str) -> None:
    first = await store.conversation(inbound())
    assert await store.conversation(replace(inbound(), **{field: value})) != first  # type: ignore[arg-type]  # as above
    assert await store.conversation(replace(inbound(), channel=Channel.SMS)) == first


async def test_failures_are_counted_and_the_conversation_is_held_with_its_messages(store: Store) -> None:
    await store.take_in(inbound())
    conversation = await store.conversation(inbound())
    for n in (1, 2, 3):
        async with store.begin() as work:
            assert await taking.count_failure(work.session, conversation, NOW, hold_at=3) == n
        [row] = await store.rows(ConversationRow)
        assert (row.held_at is not None) is (n == 3)
        assert (row.officer_wanted_at is not None) is (n == 3)
    assert [row.taken_at for row in await store.rows(Message)] == [None]
