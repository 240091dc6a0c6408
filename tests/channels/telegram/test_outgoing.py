"""What leaves for Telegram: every request against its page's table, errors, checks."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import error as bot_api

from channels.telegram.adapter import TelegramAdapter
from channels.telegram.check import webhook_checks
from channels.telegram.client import refusal
from channels.telegram.config import TelegramConfig
from channels.telegram.errors import send_error
from intake.channel import Blob, Channel, Choice, OutboundMessage, SendCode, SendError
from tests.channels.runner import NOW
from tests.channels.specs import Recorder, recording, spec, wrong

METHODS = spec("telegram_methods")["methods"]
CHAT = {"id": 50001, "type": "private", "first_name": "Siti"}
SENT = {"ok": True, "result": {"message_id": 7, "date": 1777863600, "chat": CHAT, "text": "x"}}
CONFIG = TelegramConfig("700000001:AAtestTokenOfNobody", "rahasia_Webhook-1", public_url="https://aduan.example.go.id")
PICTURE, PAPER = Blob(b"\x89PNG", "image/png", "a.png"), Blob(b"%PDF", "application/pdf", "surat.pdf")


@pytest.fixture
async def recorder() -> Recorder:
    return Recorder(SENT)


@pytest.fixture
async def adapter(recorder: Recorder) -> AsyncIterator[TelegramAdapter]:
    async with recording(recorder) as base:
        found = TelegramAdapter(dataclasses.replace(CONFIG, api_base=base), lambda: NOW)
        yield found
        await found.aclose()


def out(text: str = "halo", **more: Any) -> OutboundMessage:
    return dataclasses.replace(OutboundMessage("m1", Channel.TELEGRAM, "700000001", "50001", "x", text), **more)


def methods(recorder: Recorder) -> list[str]:
    """The methods called, each with allowed parameters."""
    names = []
    for path, given in recorder.requests:
        prefix, _, name = path.rpartition("/")
        assert prefix == f"/bot{CONFIG.token}"
        assert wrong(METHODS[name], given) == []
        names.append(name)
    return names


@pytest.mark.parametrize(
    ("message", "called"),
    [
        (out(), ["sendMessage"]),
        (out("x" * 4096), ["sendMessage"]),
        (out("Nuhun 🙏 <b>&</b> _x_"), ["sendMessage"]),
        (out(choices=(Choice("a", "Ya"), Choice("b" * 64, "Bukan"))), ["sendMessage"]),
        (out(reply_to="50001:41"), ["sendMessage"]),
        (out(reply_to="cb:4382"), ["answerCallbackQuery", "sendMessage"]),
        (out(media=(PICTURE,)), ["sendPhoto"]),
        (out(media=(PAPER,)), ["sendDocument"]),
        (out("x" * 1024, media=(PICTURE,), choices=(Choice("a", "Ya"),)), ["sendPhoto"]),
        (out("x" * 1025, media=(PICTURE,)), ["sendMessage", "sendPhoto"]),
        (out(media=(PICTURE, PAPER), reply_to="50001:41"), ["sendMessage", "sendPhoto", "sendDocument"]),
        (out(media=(Blob(b"x" * (10 * 1024 * 1024 + 1), "image/png"),)), ["sendDocument"]),
    ],
)
async def test_every_request_is_what_the_page_allows(
    recorder: Recorder, adapter: TelegramAdapter, message: OutboundMessage, called: list[str]
) -> None:
    assert await adapter.send(message) == "50001:7"
    assert methods(recorder) == called
    texts = [given.get("text") or given.get("caption") for _, given in recorder.requests]
    assert texts.count(message.text) == 1


async def test_no_markup_language_is_asked_for(recorder: Recorder, adapter: TelegramAdapter) -> None:
    await adapter.send(out("<b>1 & 2</b>"))
    ((_, given),) = recorder.requests
    assert given == {"chat_id": "50001", "text": "<b>1 & 2</b>"}


async def test_the_webhook_is_registered_as_configured(recorder: Recorder, adapter: TelegramAdapter) -> None:
    config = dataclasses.replace(adapter._config, public_url="http://127.0.0.1:8000")
    registering = TelegramAdapter(config, lambda: NOW)
    await registering.register_webhook()
    await registering.aclose()
    ((_, given),) = recorder.requests
    assert methods(recorder) == ["setWebhook"]
    assert (given["url"], given["secret_token"]) == ("http://127.0.0.1:8000/webhooks/telegram", CONFIG.secret)


async def test_polling_asks_as_the_page_says(recorder: Recorder, adapter: TelegramAdapter) -> None:
    recorder.answer = {"ok": True, "result": []}
    polling = TelegramAdapter(dataclasses.replace(adapter._config, public_url=""), lambda: NOW)
    assert [event async for event in polling.poll("17")] == []
    await polling.register_webhook()
    await polling.aclose()
    assert methods(recorder) == ["deleteWebhook", "getUpdates"]
    assert recorder.requests[1][1]["offset"] == "17"


async def test_a_bot_cannot_ask_what_it_sent(recorder: Recorder, adapter: TelegramAdapter) -> None:
    assert await adapter.find_sent(out()) is None
    assert recorder.requests == []


@pytest.mark.parametrize(
    ("raised", "code", "retryable"),
    [
        (bot_api.Forbidden("Forbidden: bot was blocked by the user"), SendCode.BLOCKED, False),
        (bot_api.Forbidden("Forbidden: user is deactivated"), SendCode.BAD_ADDRESS, False),
        (bot_api.BadRequest("Chat not found"), SendCode.BAD_ADDRESS, False),
        (bot_api.BadRequest("Message is too long"), SendCode.TOO_LARGE, False),
        (bot_api.BadRequest("Something new about Siti"), SendCode.REJECTED, False),
        (bot_api.TimedOut(), SendCode.TIMEOUT, True),
        (bot_api.NetworkError("Bad Gateway"), SendCode.UNAVAILABLE, True),
        (bot_api.InvalidToken("Unauthorized"), SendCode.CREDENTIALS, True),
        (bot_api.ChatMigrated(-1001), SendCode.BAD_ADDRESS, False),
        (bot_api.Conflict("Conflict"), SendCode.UNKNOWN, True),
    ],
)
def test_the_librarys_errors_are_ours(raised: bot_api.TelegramError, code: SendCode, retryable: bool) -> None:
    error = send_error(raised)
    assert (error.code, error.retryable) == (code, retryable)
    assert "Siti" not in str(error)


@pytest.mark.parametrize(
    ("status", "body", "code", "retryable", "wait"),
    [
        (429, {"parameters": {"retry_after": 7}}, SendCode.RATE_LIMITED, True, 7),
        (401, {}, SendCode.CREDENTIALS, True, None),
        (404, {}, SendCode.CREDENTIALS, True, None),
        (409, {}, SendCode.UNAVAILABLE, True, None),
        (502, None, SendCode.UNAVAILABLE, True, None),
        (400, {}, SendCode.REJECTED, False, None),
    ],
)
def test_refusals_of_raw_calls(status: int, body: Any, code: SendCode, retryable: bool, wait: float | None) -> None:
    error = refusal(status, body)
    assert (error.code, error.retryable, error.retry_after) == (code, retryable, wait)


async def test_nobody_there(adapter: TelegramAdapter) -> None:
    gone = TelegramAdapter(dataclasses.replace(CONFIG, api_base="http://127.0.0.1:1"), lambda: NOW)
    with pytest.raises(SendError) as refused:
        await gone.send(out())
    (line,) = await gone.check()
    await gone.aclose()
    assert (refused.value.code, refused.value.retryable) == (SendCode.UNAVAILABLE, True)
    assert not line.ok
    assert CONFIG.token not in f"{refused.value} {line.detail}"


HERE = "https://aduan.example.go.id/webhooks/telegram"


@pytest.mark.parametrize(
    ("changed", "info", "expected"),
    [
        ({}, {"url": HERE}, [("telegram webhook", True, False)]),
        ({}, {"url": "https://elsewhere.id"}, [("telegram webhook", False, False)]),
        ({}, {"url": ""}, [("telegram webhook", False, False)]),
        ({"secret": ""}, {"url": HERE}, [("telegram webhook", True, False), ("telegram secret", False, False)]),
        (
            {},
            {"url": HERE, "last_error_date": 1, "pending_update_count": 3},
            [("telegram webhook", True, False), ("telegram deliveries", False, True)],
        ),
        ({"public_url": ""}, {"url": ""}, [("telegram webhook", True, False)]),
        ({"public_url": ""}, {"url": "https://elsewhere.id"}, [("telegram webhook", False, True)]),
    ],
)
def test_where_the_webhook_points(
    changed: dict[str, str], info: dict[str, object], expected: list[tuple[str, bool, bool]]
) -> None:
    lines = webhook_checks(dataclasses.replace(CONFIG, **changed), info)
    assert [(line.name, line.ok, line.warning) for line in lines] == expected
