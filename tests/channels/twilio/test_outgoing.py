"""What leaves for Twilio: every request against its page's table, errors, checks, and what media may be fetched."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from aiohttp import web

from channels.twilio.adapter import TwilioAdapter
from channels.twilio.check import webhook_checks
from channels.twilio.config import TwilioConfig
from channels.twilio.fetch import _request, fetch, is_public, sniff
from channels.twilio.statuses import ERRORS, PERMANENT, STATUSES, send_error
from intake.channel import (
    Blob,
    Channel,
    Delivery,
    FetchError,
    MediaRef,
    OutboundMessage,
    SendCode,
    SendError,
)
from tests.channels.runner import NOW
from tests.channels.specs import Recorder, recording, spec, wrong

CREATE = spec("twilio_message_create")
ACCEPTED = {"sid": "SM1", "status": "queued", "error_code": None}
CONFIG = TwilioConfig(
    account_sid="AC00000000000000000000000000000001",
    auth_token="0123456789abcdef0123456789abcdef",
    whatsapp_from="+622640000001",
    sms_from="+622640000002",
    public_url="https://aduan.example.go.id",
)
Answer = tuple[int, str, bytes]  # status, location, body
SERVICE = "MG" + "0" * 32


@pytest.fixture
async def recorder() -> Recorder:
    return Recorder(ACCEPTED)


@pytest.fixture
async def base(recorder: Recorder) -> AsyncIterator[str]:
    async with recording(recorder) as found:
        yield found


def out(channel: Channel = Channel.SMS, address: str = "+6281234567890", text: str = "halo") -> OutboundMessage:
    return OutboundMessage("m1", channel, "", address, "acknowledgement", text)


async def handed(base: str, message: OutboundMessage, **changed: Any) -> str:
    """Sends with a configuration changed so; the provider's id."""
    adapter = TwilioAdapter(dataclasses.replace(CONFIG, api_base=base, **changed), lambda: NOW)
    try:
        return await adapter.send(message)
    finally:
        await adapter.aclose()


@pytest.mark.parametrize(
    ("message", "changed", "expected"),
    [
        (out(), {}, {"From": "+622640000002"}),
        (out(Channel.WHATSAPP), {}, {"To": "whatsapp:+6281234567890", "From": "whatsapp:+622640000001"}),
        (out(Channel.WHATSAPP, "US.13491208655302741918"), {}, {"To": "whatsapp:US.13491208655302741918"}),
        (out(text="x" * 1600), {}, {"Body": "x" * 1600}),
        (out(), {"messaging_service_sid": SERVICE}, {"MessagingServiceSid": SERVICE, "From": "+622640000002"}),
        (out(), {"messaging_service_sid": SERVICE, "sms_from": ""}, {"MessagingServiceSid": SERVICE}),
        (out(text="Nuhun 🙏\n\nbaris & tanda = + %"), {}, {"Body": "Nuhun 🙏\n\nbaris & tanda = + %"}),
    ],
)
async def test_every_request_is_what_the_page_allows(
    recorder: Recorder, base: str, message: OutboundMessage, changed: dict[str, Any], expected: dict[str, str]
) -> None:
    assert await handed(base, message, **changed) == "SM1"
    ((path, given),) = recorder.requests
    assert path == f"/2010-04-01/Accounts/{CONFIG.account_sid}/Messages.json"
    assert wrong(CREATE, given) == []
    assert expected.items() <= given.items()
    assert given["StatusCallback"] == "https://aduan.example.go.id/webhooks/twilio/status#rc=5&rp=all"
    assert ("From" in given) == ("From" in expected or "sms_from" not in changed)


@pytest.mark.parametrize("public_url", ["", "http://127.0.0.1:8000"])
async def test_no_status_callback_where_twilio_cannot_reach_us(public_url: str) -> None:
    config = dataclasses.replace(CONFIG, public_url=public_url)
    assert not config.reachable


async def test_no_sender_and_media_are_refused_before_anything_is_sent(recorder: Recorder, base: str) -> None:
    with pytest.raises(SendError):
        await handed(base, out(), sms_from="")
    with pytest.raises(SendError):
        await handed(base, dataclasses.replace(out(), media=(Blob(b"x", "image/png"),)))
    assert recorder.requests == []


@pytest.mark.parametrize(
    ("status", "answer", "code", "retryable"),
    [
        (201, {"status": "queued"}, SendCode.UNKNOWN, True),
        (201, {"sid": None, "status": "queued"}, SendCode.UNKNOWN, True),
        (201, {"sid": "SM1", "status": "failed", "error_code": 21610}, SendCode.BLOCKED, False),
        (201, {"sid": "SM1", "status": "failed", "error_code": None}, SendCode.REJECTED, False),
        (400, {"code": 21211, "message": "Invalid +6281234567890", "status": 400}, SendCode.BAD_ADDRESS, False),
        (401, {"code": 20003, "message": "x", "status": 401}, SendCode.CREDENTIALS, True),
        (429, {"code": 20429, "message": "x", "status": 429}, SendCode.RATE_LIMITED, True),
        (429, {}, SendCode.RATE_LIMITED, True),
        (503, {}, SendCode.UNAVAILABLE, True),
        (400, {"code": 99999, "message": "x", "status": 400}, SendCode.REJECTED, False),
    ],
)
async def test_refusals(
    recorder: Recorder, base: str, status: int, answer: dict[str, Any], code: SendCode, retryable: bool
) -> None:
    recorder.status, recorder.answer = status, answer
    with pytest.raises(SendError) as refused:
        await handed(base, out())
    assert (refused.value.code, refused.value.retryable) == (code, retryable)
    assert "+62" not in str(refused.value)
    assert len(recorder.requests) == 1


async def test_an_answer_that_is_no_json_and_nobody_there() -> None:
    async def page(_: web.Request) -> web.Response:
        return web.Response(text="<html>Bad gateway</html>", status=200, content_type="text/html")

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", page)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    for _ in range(2):  # the second time nobody listens any more
        with pytest.raises(SendError) as refused:
            await handed(address, out())
        assert (refused.value.code, refused.value.retryable) == (SendCode.UNAVAILABLE, True)
        await runner.cleanup()


async def test_the_library_logs_neither_numbers_nor_text(
    recorder: Recorder, base: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        await handed(base, out(text="rahasia warga"))
    assert "6281234567890" not in caplog.text
    assert "rahasia" not in caplog.text
    assert CONFIG.auth_token not in caplog.text


def test_the_tables_are_closed() -> None:
    assert set(STATUSES.values()) == set(Delivery)
    for code, (kind, retryable) in ERRORS.items():
        error = send_error(code, 400)
        assert (error.code, error.retryable) == (kind, retryable)
        assert not (retryable and code in PERMANENT)


@pytest.mark.parametrize(
    ("url", "fallback", "expected"),
    [
        ("https://aduan.example.go.id/webhooks/twilio#rc=5&rp=all", "https://x.id", [True, True, True]),
        ("https://aduan.example.go.id/webhooks/twilio#rp=all&rc=5", "https://x.id", [True, True, True]),
        ("https://aduan.example.go.id/webhooks/twilio", "", [True, False, False]),
        ("https://aduan.example.go.id/webhooks/twilio#rc=5", "https://x.id", [True, False, True]),
        ("https://elsewhere.id/webhooks/twilio#rc=5&rp=all", "https://x.id", [False, True, True]),
        ("", "", [False, False, False]),
    ],
)
def test_where_the_webhook_points(url: str, fallback: str, expected: list[bool]) -> None:
    lines = webhook_checks(CONFIG, "twilio sms", url, fallback)
    assert [line.ok for line in lines] == expected
    assert [line.warning for line in lines] == [False, not expected[1], not expected[2]]


async def test_a_check_with_wrong_credentials_says_which_settings(recorder: Recorder, base: str) -> None:
    recorder.status, recorder.answer = 401, {"code": 20003}
    adapter = TwilioAdapter(dataclasses.replace(CONFIG, api_base=base), lambda: NOW)
    (line,) = await adapter.check()
    await adapter.aclose()
    assert not line.ok
    assert "ADUAN_TWILIO__AUTH_TOKEN" in line.detail
    assert CONFIG.auth_token not in line.detail


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    "url",
    [
        "http://api.twilio.com/x",
        "https://127.0.0.1/x",
        "https://localhost/x",
        "https://[::1]/x",
        "https://169.254.169.254/latest/meta-data/",
        "https:///nohost",
        "file:///etc/passwd",
        "",
        None,
    ],
)
async def test_media_elsewhere_are_refused(url: str | None) -> None:
    with pytest.raises(FetchError) as refused:
        await fetch(CONFIG, MediaRef(id="ME1", kind="image", url=url))
    assert not refused.value.retryable


async def _serve(answers: dict[str, Answer], seen: list[tuple[str, str | None]]) -> tuple[web.AppRunner, str]:
    async def answer(request: web.Request) -> web.StreamResponse:
        seen.append((request.path, request.headers.get("authorization")))
        status, location, body = answers[request.path]
        return web.Response(status=status, headers={"location": location} if location else {}, body=body)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}"


@pytest.mark.parametrize(
    ("answers", "reason", "retryable"),
    [
        ({"/a": (404, "", b"")}, "HTTP 404", True),
        ({"/a": (403, "", b"")}, "HTTP 403", False),
        ({"/a": (500, "", b"")}, "HTTP 500", True),
        ({"/a": (302, "/a", b"")}, "too many redirects", False),
        ({"/a": (302, "http://10.0.0.1/x", b"")}, "not https", False),
        ({"/a": (302, "https://10.0.0.1/x", b"")}, "address refused", False),
        ({"/a": (302, "http://127.0.0.1:1/x", b"")}, "not https", False),
        ({"/a": (200, "", b"x" * 2001)}, "too large", False),
    ],
)
async def test_a_fetch_that_fails(answers: dict[str, Answer], reason: str, retryable: bool) -> None:
    seen: list[tuple[str, str | None]] = []
    runner, base = await _serve(answers, seen)
    config = dataclasses.replace(CONFIG, api_base=base)
    with pytest.raises(FetchError) as refused:
        await fetch(config, MediaRef(id="ME1", kind="image", url=f"{base}/a"), limit=2000)
    await runner.cleanup()
    assert (str(refused.value), refused.value.retryable) == (reason, retryable)
    assert {path for path, _ in seen} == {"/a"}


async def test_nobody_there_to_fetch_from_is_worth_another_try() -> None:
    runner, base = await _serve({}, [])
    await runner.cleanup()
    with pytest.raises(FetchError) as refused:
        await fetch(dataclasses.replace(CONFIG, api_base=base), MediaRef(id="ME1", kind="image", url=f"{base}/a"))
    assert refused.value.retryable


@pytest.mark.parametrize(
    ("content", "declared", "expected"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 20, "image/jpeg", "image/png"),
        (b"%PDF-1.7", None, "application/pdf"),
        (b"BEGIN:VCARD", "text/vcard; charset=utf-8", "text/vcard"),
        (b"<html><script>", "text/html", "application/octet-stream"),
        (b"<svg onload=x>", "image/svg+xml", "application/octet-stream"),
        (b"halo", "text/plain", "text/plain"),
        (b"MZ\x90", "image/png", "application/x-msdownload"),
        (b"", "image/png", "application/octet-stream"),
    ],
)
def test_types_are_what_the_bytes_show(content: bytes, declared: str | None, expected: str) -> None:
    assert sniff(content, declared) == expected


async def test_find_sent_takes_the_newest_that_is_the_same(recorder: Recorder, base: str) -> None:
    def row(sid: str, body: str, status: str = "delivered", direction: str = "outbound-api") -> dict[str, str]:
        return {"sid": sid, "body": body, "status": status, "direction": direction}

    rows = [
        row("SM5", "lain"),
        row("SM4", "halo", direction="inbound"),
        row("SM3", "halo", "failed"),
        row("SM2", "halo"),
    ]
    recorder.answer = {"messages": [*rows, row("SM1", "halo")]}
    adapter = TwilioAdapter(dataclasses.replace(CONFIG, api_base=base), lambda: NOW)
    assert await adapter.find_sent(out()) == "SM2"
    await adapter.aclose()
    ((_, query),) = recorder.requests
    assert query == {"To": "+6281234567890", "DateSent>": "2026-05-04T02:47:01Z", "PageSize": "100"}


async def test_find_sent_is_not_taken_in_by_an_equal_text_of_ours(recorder: Recorder, base: str) -> None:
    adapter = TwilioAdapter(dataclasses.replace(CONFIG, api_base=base), lambda: NOW)
    first = await adapter.send(out())
    recorder.answer = {"messages": [{"sid": first, "body": "halo", "status": "sent", "direction": "outbound-api"}]}
    assert await adapter.find_sent(out()) == first
    assert await adapter.find_sent(dataclasses.replace(out(), id="m2")) is None
    await adapter.aclose()


@pytest.mark.parametrize(
    ("changed", "asked"),
    [
        (
            {},
            [
                ("whatsapp:+622640000001", None),
                (None, "whatsapp:+622640000001"),
                ("+622640000002", None),
                (None, "+622640000002"),
            ],
        ),
        ({"sms_from": ""}, [("whatsapp:+622640000001", None), (None, "whatsapp:+622640000001")]),
        ({"sms_from": "", "messaging_service_sid": SERVICE}, [(None, None), (None, None)]),
        ({"sms_from": "", "whatsapp_from": ""}, []),
    ],
)
async def test_which_messages_are_listed(
    recorder: Recorder, base: str, changed: dict[str, Any], asked: list[tuple[str | None, str | None]]
) -> None:
    recorder.answer = {"messages": []}
    adapter = TwilioAdapter(dataclasses.replace(CONFIG, api_base=base, **changed), lambda: NOW)
    assert [event async for event in adapter.poll("2026-05-04T02:00:00+00:00")] == []
    await adapter.aclose()
    assert [(query.get("To"), query.get("From")) for _, query in recorder.requests] == asked
    since = {"inbound": "2026-05-04T01:50:00Z", "status": "2026-05-04T00:00:00Z"}
    assert {query["DateSent>"] for _, query in recorder.requests} <= set(since.values())


async def test_what_is_listed_is_completed_sorted_and_dated() -> None:
    def row(sid: str, second: int, **more: Any) -> dict[str, Any]:
        sent = f"Mon, 04 May 2026 02:00:{second:02d} +0000"
        frame = {"sid": sid, "direction": "inbound", "from": "+62811", "to": "+622640000002", "num_media": "0"}
        return {**frame, "status": "received", "body": sid, "date_sent": sent, "uri": f"/{sid}.json", **more}

    late, early, queued = (
        row("SM3", 9),
        row("SM1", 1, num_media="1"),
        row("SM2", 5, direction="outbound-api", status="queued"),
    )
    undated = row("SM4", 1, date_sent=None)
    media = {"media_list": [{"uri": "/2010-04-01/x/Media/ME1.json", "content_type": "image/png"}]}

    async def answer(request: web.Request) -> web.Response:
        if request.path.endswith("Media.json"):
            return web.json_response(media)
        rows = [late, queued, early, undated] if request.query.get("To") == "+622640000002" else []
        return web.json_response({"messages": rows, "next_page_uri": None})

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    adapter = TwilioAdapter(dataclasses.replace(CONFIG, api_base=base), lambda: NOW)
    found = [(adapter.key(raw), cursor) async for raw, cursor in adapter.poll("2026-05-04T02:00:03+00:00")]
    await adapter.aclose()
    await runner.cleanup()
    # The margin's message does not move the cursor back.
    assert found == [("SM1", "2026-05-04T02:00:03+00:00"), ("SM3", "2026-05-04T02:00:09+00:00")]


@pytest.mark.parametrize(
    ("api_base", "url", "authorised"),
    [
        ("https://8.8.8.8", "https://8.8.8.8/Media/ME1", True),
        ("https://8.8.8.8", "https://9.9.9.9/Media/ME1", False),
        ("https://8.8.8.8", "https://8.8.8.8:8443/Media/ME1", False),
        ("https://8.8.8.8", "https://8.8.8.8@9.9.9.9/Media/ME1", False),
    ],
)
async def test_credentials_go_to_the_apis_own_host_only(api_base: str, url: str, authorised: bool) -> None:
    async with httpx.AsyncClient() as client:
        request = await _request(dataclasses.replace(CONFIG, api_base=api_base), client, url)
    assert ("authorization" in request.headers) is authorised
    assert request.extensions["sni_hostname"] == request.url.host
