"""The sandbox survives its own end, keeps its own time, and lets in only this machine."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from channels.sandbox import faults
from channels.sandbox.app import create_sandbox
from channels.sandbox.clock import SandboxClock
from channels.sandbox.posting import Overrides, overrides
from channels.sandbox.state import Store
from channels.sandbox.twilio_rules import Refusal, check
from channels.telegram.adapter import TelegramAdapter
from channels.telegram.config import TelegramConfig
from channels.twilio.adapter import TwilioAdapter
from channels.twilio.config import TwilioConfig
from tests.channels.sandbox.world import (
    BOT_TOKEN,
    CHAT,
    CITIZEN,
    SECRET,
    TOKEN,
    Web,
    free_port,
    now,
    sandbox_config,
    serving,
    until,
)


async def test_nothing_is_lost_when_web_and_sandbox_are_away(tmp_path: Path) -> None:
    """Written while web is away, the sandbox stopped at once: after its next start everything arrives or is listed."""
    port, web_port, web = free_port(), free_port(), Web()
    config = sandbox_config(tmp_path, f"http://127.0.0.1:{web_port}", port)
    async with aiohttp.ClientSession() as http:
        async with serving(create_sandbox(config, now), port) as url:
            for path, body in [
                ("sms", {"from": CITIZEN, "text": "saat web mati"}),
                ("telegram", {"chat": CHAT, "name": "Siti", "text": "saat web mati"}),
            ]:
                async with http.post(f"{url}/control/{path}/send", json=body) as response:
                    assert response.ok
        twilio = TwilioAdapter(
            TwilioConfig(config.account_sid, TOKEN, config.whatsapp_number, config.sms_number, "", url, config.web_url),
            now,
        )
        web.adapters = {
            "twilio": twilio,
            "telegram": TelegramAdapter(TelegramConfig(BOT_TOKEN, SECRET, url, config.web_url), now),
        }
        async with serving(web.app(), web_port), serving(create_sandbox(config, now), port):
            await until(lambda: len(web.events) == 2, 15)
            assert {raw.adapter for raw in web.events} == {"twilio", "telegram"}
            polled = [raw async for raw, _ in twilio.poll(None)]
            assert [twilio.key(raw) for raw in polled] == [
                twilio.key(raw) for raw in web.events if raw.adapter == "twilio"
            ]
        await twilio.aclose()


async def test_only_this_machine_is_let_in(tmp_path: Path) -> None:
    port = free_port()
    config = sandbox_config(tmp_path, "http://127.0.0.1:1", port)
    async with serving(create_sandbox(config, now), port) as url, aiohttp.ClientSession() as http:
        async with http.get(url, headers={"host": "evil.example"}) as response:
            assert response.status == 400
        async with http.post(f"{url}/control/sms/send", data=json.dumps({"from": CITIZEN, "text": "x"})) as response:
            assert response.status == 400  # a form of another page cannot post JSON unasked
        async with http.get(f"{url}/control/messages") as response:
            assert (await response.json())["messages"] == []
        async with http.get(f"{url}/page/../state.py") as response:
            assert response.status == 404


def test_the_clock_follows_web_and_remembers(tmp_path: Path) -> None:
    start = datetime(2026, 5, 4, 3, 0, tzinfo=UTC)
    store = Store(tmp_path)
    clock = SandboxClock(lambda: start, store, "http://127.0.0.1:1")
    assert clock.now() == start
    clock._take({"now": "", "offset_seconds": 86400})
    assert clock.now() == start + timedelta(days=1)
    assert SandboxClock(lambda: start, store, "http://127.0.0.1:1").now() == start + timedelta(days=1)
    assert clock.rfc2822() == "Tue, 05 May 2026 03:00:00 +0000"
    store.close()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.id/x", Overrides()),
        ("https://a.id/x#rc=5&rp=all", Overrides(retries=5, kinds=frozenset({"all"}))),
        ("https://a.id/x#rc=2&rp=5xx,ct", Overrides(retries=2, kinds=frozenset({"5xx", "ct"}))),
        ("https://a.id/x#rc=9&ct=50&rt=99999&tt=3000", Overrides(retries=5, connect=0.1, read=15.0, total=3.0)),
        ("https://a.id/x#rc=banyak", Overrides()),
    ],
)
def test_connection_overrides(url: str, expected: Overrides) -> None:
    assert overrides(url) == ("https://a.id/x", expected)


@pytest.mark.parametrize(
    ("fragment", "again"),
    [("", {"ct"}), ("#rp=5xx", {"5xx"}), ("#rp=all", {"ct", "rt", "4xx", "5xx"}), ("#rp=rt,4xx", {"rt", "4xx"})],
)
def test_which_failures_are_tried_again(fragment: str, again: set[str]) -> None:
    _, found = overrides(f"https://a.id/{fragment}")
    assert {kind for kind in ("ct", "rt", "4xx", "5xx") if found.again(kind)} == again


def test_faults_are_named_typed_and_counted(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert faults.read(store, "twilio") == faults.Faults()
    faults.change(store, "twilio", {"fail_next": 2, "fail_code": 20429})
    assert [faults.take(store, "twilio", "fail_next") for _ in range(3)] == [True, True, False]
    assert faults.read(store, "telegram") == faults.Faults()
    assert faults.change(store, "twilio", {"reset": True}) == faults.Faults()
    for wrong in ({"delay_ms": "1"}, {"nothing": 1}, {"repeat": -1}, {"reorder": 1}):
        with pytest.raises(ValueError, match="no fault"):
            faults.change(store, "twilio", wrong)
    with pytest.raises(ValueError, match="provider"):
        faults.change(store, "pigeon", {})
    store.close()


GOOD = {"To": ["+6281234567890"], "From": ["+622640000002"], "Body": ["halo"]}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"To": []}, 21604),
        ({"To": ["08123456789"]}, 21211),
        ({"To": ["whatsapp:08123456789"], "From": ["whatsapp:+622640000001"]}, 21211),
        ({"From": []}, 21603),
        ({"From": ["+1"]}, 21606),
        ({"Body": [""]}, 21602),
        ({"Body": ["x" * 1601]}, 21617),
        ({"MediaUrl": ["https://a.id/x"] * 11}, 21623),
        ({"MediaUrl": ["ftp://a.id/x"]}, 21620),
        ({"StatusCallback": ["https://under_score.id/x"]}, 21609),
        ({"From": [], "MessagingServiceSid": ["MGwrong"]}, 21703),
    ],
)
def test_what_twilio_refuses(changed: dict[str, list[str]], code: int) -> None:
    ours, services = ("whatsapp:+622640000001", "+622640000002"), ("MG1",)
    check(GOOD, ours, services)
    with pytest.raises(Refusal) as refused:
        check({**GOOD, **changed}, ours, services)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "good",
    [
        {"To": ["whatsapp:US.13491208655302741918"], "From": ["whatsapp:+622640000001"], "Body": ["x" * 1600]},
        {"To": ["+6281234567890"], "MessagingServiceSid": ["MG1"], "Body": ["x"]},
        {"To": ["+6281234567890"], "From": ["+622640000002"], "MediaUrl": ["https://a.id/x"]},
    ],
)
def test_what_twilio_takes(good: dict[str, list[str]]) -> None:
    check(good, ("whatsapp:+622640000001", "+622640000002"), ("MG1",))
