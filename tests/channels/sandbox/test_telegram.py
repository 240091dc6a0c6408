"""The sandbox as Telegram: our adapter, the library's own Bot, webhook and long polling, faults."""

from __future__ import annotations

import asyncio
import dataclasses
from base64 import b64encode
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter
from telegram.request import HTTPXRequest

from channels.telegram.adapter import TelegramAdapter
from channels.telegram.config import TelegramConfig
from intake.channel import (
    Blob,
    Channel,
    Choice,
    Cursor,
    FetchError,
    Ignored,
    InboundMessage,
    MediaRef,
    OutboundMessage,
    RawEvent,
    SendCode,
    SendError,
)
from tests.channels.sandbox.world import BOT_TOKEN, CHAT, PNG, SECRET, World, now, until, world

B64 = b64encode(PNG).decode()
CHOICES = (Choice("confirm:yes", "Ya"), Choice("confirm:no", "Bukan"))


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[World]:
    async with world(tmp_path) as found:
        yield found


@pytest.fixture
async def bot(there: World) -> AsyncIterator[Bot]:
    """The library's own client, as anybody would use it."""
    request = HTTPXRequest()
    yield Bot(
        BOT_TOKEN,
        base_url=f"{there.url}/bot",
        base_file_url=f"{there.url}/file/bot",
        request=request,
        get_updates_request=request,
    )
    await request.shutdown()


def out(text: str = "Nomor aduan Anda PWK-26-00001-X", **more: object) -> OutboundMessage:
    message = OutboundMessage("m1", Channel.TELEGRAM, "700000001", str(CHAT), "acknowledgement", text)
    return dataclasses.replace(message, **more)  # type: ignore[arg-type]  # the test's own names


async def write(there: World, text: str = "halo", **more: object) -> None:
    await there.control("telegram/send", chat=CHAT, name="Siti Rahma", text=text, **more)


async def test_a_citizens_message_arrives_with_the_secret(there: World) -> None:
    await write(there, "izin blm jadi")
    await until(lambda: there.web.events)
    (message,) = there.web.parsed(InboundMessage)
    assert (message.address, message.text, message.hint_name) == (str(CHAT), "izin blm jadi", "Siti Rahma")
    assert there.web.refused == 0
    await until(lambda: _none_waits(there))


async def _none_waits(there: World) -> bool:
    return bool((await there.look("state"))["waiting"]["telegram"] == 0)


async def test_an_album_is_parallel_updates_of_one_group(there: World) -> None:
    media = [{"type": "image/png", "base64": B64}] * 5
    await write(there, "lima foto", media=media)
    await until(lambda: len(there.web.events) == 5)
    messages = there.web.parsed(InboundMessage)
    assert len({one.group for one in messages}) == 1
    assert sorted(one.text for one in messages) == ["", "", "", "", "lima foto"]
    blob = await there.telegram.fetch(messages[0].media[0])
    assert (blob.content, blob.type) == (PNG, "image/png")


async def test_a_document_keeps_its_name(there: World) -> None:
    await write(there, "", media=[{"type": "text/plain", "name": "surat.txt", "base64": b64encode(b"isi").decode()}])
    await until(lambda: there.web.events)
    (message,) = there.web.parsed(InboundMessage)
    assert await there.telegram.fetch(message.media[0]) == Blob(b"isi", "text/plain", "surat.txt")


async def test_a_button_is_pressed_and_its_query_answered(there: World) -> None:
    await write(there)
    sent = await there.telegram.send(out("Benar?", choices=CHOICES))
    await there.control("telegram/press", chat=CHAT, message_id=int(sent.split(":")[1]), data="confirm:yes")
    await until(lambda: len(there.web.events) == 2)
    pressed = there.web.parsed(InboundMessage)[-1]
    assert (pressed.choice, pressed.text, pressed.reply_to) == ("confirm:yes", "Ya", sent)
    await there.telegram.acknowledge(there.web.parsed(InboundMessage)[0])  # a text has no query
    await there.telegram.acknowledge(pressed)
    await there.telegram.send(out("Baik.", reply_to=pressed.message_id))
    shown = (await there.look("messages?provider=telegram"))["messages"]
    assert [one["text"] for one in shown] == ["halo", "Benar?", "Ya", "Baik."]
    log = (await there.look("log"))["log"]
    assert [entry for entry in log if entry["what"] == "refused"] == []
    assert [f"cb:{entry['detail']['query']}" for entry in log if entry["what"] == "answered"] == [
        pressed.message_id
    ] * 2


async def test_an_old_query_does_not_stop_the_answer(there: World) -> None:
    await write(there)
    assert await there.telegram.send(out("Baik.", reply_to="cb:404"))


@pytest.mark.parametrize(
    ("blobs", "text", "bubbles"),
    [
        ((Blob(PNG, "image/png"),), "satu", 1),
        ((Blob(b"%PDF-1.4", "application/pdf", "surat.pdf"),), "satu", 1),
        ((Blob(PNG, "image/png"), Blob(b"x", "text/plain", "a.txt")), "dua", 3),
        ((Blob(PNG, "image/png"),), "x" * 1025, 2),
    ],
)
async def test_media_go_out(there: World, blobs: tuple[Blob, ...], text: str, bubbles: int) -> None:
    await write(there)
    sent = await there.telegram.send(out(text, media=blobs))
    shown = [one for one in (await there.look("messages"))["messages"] if one["outgoing"]]
    assert (len(shown), shown[0]["ref"], shown[0]["text"]) == (bubbles, sent, text)


async def test_a_reply_names_what_it_answers_even_when_that_is_gone(there: World) -> None:
    await write(there)
    assert await there.telegram.send(out(reply_to=f"{CHAT}:1"))
    assert await there.telegram.send(out(reply_to=f"{CHAT}:999"))
    assert await there.telegram.send(out(reply_to="elsewhere:1"))


async def test_refusals_by_the_provider(there: World) -> None:
    with pytest.raises(SendError) as unknown:
        await there.telegram.send(out())
    assert (unknown.value.code, unknown.value.retryable) == (SendCode.BAD_ADDRESS, False)
    await write(there)
    with pytest.raises(SendError) as long:
        await there.telegram.send(out("x" * 4097))
    assert (long.value.code, long.value.retryable) == (SendCode.TOO_LARGE, False)
    await there.control("telegram/block", chat=CHAT)
    with pytest.raises(SendError) as blocked:
        await there.telegram.send(out())
    assert (blocked.value.code, blocked.value.retryable) == (SendCode.BLOCKED, False)
    await until(lambda: there.web.parsed(Ignored))
    assert [one.reason for one in there.web.parsed(Ignored)] == ["my_chat_member"]


@pytest.mark.parametrize(
    ("provider_code", "code", "retryable", "retry_after"),
    [
        (429, SendCode.RATE_LIMITED, True, 2.0),
        (500, SendCode.UNAVAILABLE, True, None),
        (401, SendCode.CREDENTIALS, True, None),
        (403, SendCode.BLOCKED, False, None),
        (400, SendCode.BAD_ADDRESS, False, None),
    ],
)
async def test_errors_on_demand(
    there: World, provider_code: int, code: SendCode, retryable: bool, retry_after: float | None
) -> None:
    await write(there)
    await there.control("faults", provider="telegram", fail_next=1, fail_code=provider_code)
    with pytest.raises(SendError) as refused:
        await there.telegram.send(out())
    assert (refused.value.code, refused.value.retryable, refused.value.retry_after) == (code, retryable, retry_after)
    assert await there.telegram.send(out())


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(out(address="no-number"), id="an address that is no chat id"),
        pytest.param(out(choices=(Choice("x" * 65, "panjang"),)), id="a button's value over 64 bytes"),
    ],
)
async def test_refused_before_anything_is_sent(there: World, message: OutboundMessage) -> None:
    await write(there)
    with pytest.raises(SendError) as refused:
        await there.telegram.send(message)
    assert not refused.value.retryable
    assert [one for one in (await there.look("messages"))["messages"] if one["outgoing"]] == []


async def test_an_unanswered_update_is_kept_and_comes_again(there: World) -> None:
    there.web.answers = [500, 403]
    await write(there, "jangan hilang")
    await until(lambda: there.web.events, 15)
    (message,) = there.web.parsed(InboundMessage)
    assert message.text == "jangan hilang"


async def test_long_polling_confirms_only_what_was_committed(there: World) -> None:
    adapter = TelegramAdapter(TelegramConfig(BOT_TOKEN, SECRET, there.url, ""), now)
    try:
        assert adapter.poll_every is not None
        asked = adapter.poll(None)
        waiting: asyncio.Future[tuple[RawEvent, Cursor]] = asyncio.ensure_future(anext(asked))
        await until(lambda: _webhook_gone(there))
        await write(there, "pertama")
        raw, cursor = await waiting
        assert there.web.events == []
        assert adapter.parse(raw)
        await asked.aclose()  # type: ignore[attr-defined]  # an async generator
        again, same = await anext(adapter.poll(None))
        assert (again.body, same) == (raw.body, cursor)  # not committed, so not lost
        await write(there, "kedua")
        later, _ = await anext(adapter.poll(cursor))
        assert adapter.key(later) != adapter.key(raw)
    finally:
        await adapter.aclose()


async def _webhook_gone(there: World) -> bool:
    async with there.http.get(f"{there.url}/bot{BOT_TOKEN}/getWebhookInfo") as response:
        return bool((await response.json())["result"]["url"] == "")


async def test_the_webhook_is_registered_and_checked(there: World) -> None:
    await there.telegram.register_webhook()
    lines = await there.telegram.check()
    assert [line.name for line in lines] == ["telegram credentials", "telegram webhook"]
    assert all(line.ok for line in lines)
    other = TelegramAdapter(TelegramConfig("1:wrong", SECRET, there.url, there.web_url), now)
    (line,) = await other.check()
    await other.aclose()
    assert not line.ok
    assert "1:wrong" not in line.detail


async def test_a_file_that_is_gone(there: World) -> None:
    with pytest.raises(FetchError) as refused:
        await there.telegram.fetch(MediaRef(id="nothing", kind="image"))
    assert not refused.value.retryable
    with pytest.raises(FetchError):
        await there.telegram.fetch(MediaRef(id="x", kind="video", size=21 * 1024 * 1024))


async def test_the_librarys_own_bot(there: World, bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.is_bot, me.id) == (True, 700000001)
    await bot.delete_webhook()
    await write(there, "untuk klien lain")
    (update,) = await bot.get_updates(timeout=5)
    assert update.message is not None
    assert update.message.text == "untuk klien lain"
    assert await bot.get_updates(offset=update.update_id + 1, timeout=0) == ()
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Ya", callback_data="y")]])
    sent = await bot.send_message(CHAT, "halo", reply_markup=markup)
    await there.control("telegram/press", chat=CHAT, message_id=sent.message_id, data="y")
    (pressed,) = await bot.get_updates(offset=update.update_id + 1, timeout=5)
    assert pressed.callback_query is not None
    assert await bot.answer_callback_query(pressed.callback_query.id)
    picture = await bot.send_photo(CHAT, PNG, caption="foto")
    file = await bot.get_file(picture.photo[-1].file_id)
    assert bytes(await file.download_as_bytearray()) == PNG
    paper = await bot.send_document(CHAT, b"isi", filename="surat.txt")
    assert paper.document is not None
    assert paper.document.file_name == "surat.txt"
    assert await bot.set_my_commands([("status", "Lihat status")])
    assert await bot.set_webhook(f"{there.web_url}/webhooks/telegram", secret_token=SECRET)
    info = await bot.get_webhook_info()
    assert info.url == f"{there.web_url}/webhooks/telegram"


async def test_the_librarys_own_bot_is_refused(there: World, bot: Bot) -> None:
    with pytest.raises(Conflict):
        await bot.get_updates()
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(404, "x")
    await write(there)
    with pytest.raises(BadRequest, match="empty"):
        await bot.send_message(CHAT, " ")
    with pytest.raises(BadRequest, match="unallowed"):
        await bot.set_webhook(there.web_url, secret_token="spasi tidak boleh")
    await there.control("telegram/block", chat=CHAT)
    with pytest.raises(Forbidden):
        await bot.send_message(CHAT, "x")
    await there.control("telegram/block", chat=CHAT, blocked=False)
    await there.control("faults", provider="telegram", fail_next=1, fail_code=429)
    with pytest.raises(RetryAfter):
        await bot.send_message(CHAT, "x")
    async with HTTPXRequest() as request:
        stranger = Bot("1:wrong", base_url=f"{there.url}/bot", request=request, get_updates_request=request)
        with pytest.raises(InvalidToken):
            await stranger.get_me()
