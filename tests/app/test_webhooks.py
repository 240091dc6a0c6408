"""POST /webhooks/...: refused, stored, once, and nothing of the signature kept (design: section 6)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select, text

from app.services import Services
from app.worker.events import handle_event
from storage.models import Alarm, ConversationRow, InboundEvent, Message
from tests.app.office import running, settings, signed, telegram, twilio

MIB = 1024 * 1024


class Office:
    """Services, client, and rows."""

    def __init__(self, services: Services, client: httpx.AsyncClient) -> None:
        self.services, self.client = services, client

    async def rows(self, table: Any) -> list[Any]:
        async with self.services.works.begin() as work:
            return list(await work.session.scalars(select(table).order_by(table.id)))

    async def handle(self) -> None:
        """What the worker does about everything new."""
        for event in await self.rows(InboundEvent):
            await handle_event(self.services, event.id)


@pytest.fixture
async def office(database_url: str, tmp_path: Path) -> AsyncIterator[Office]:
    async with running(settings(tmp_path), database_url) as (services, client):
        yield Office(services, client)


async def test_a_message_is_stored_and_woken_before_the_2xx(office: Office) -> None:
    answer = await office.client.post("/webhooks/twilio", **twilio(office.services))
    assert answer.status_code == 204
    [event] = await office.rows(InboundEvent)
    assert (event.adapter, event.account, event.state) == (
        "twilio",
        office.services.settings.twilio.whatsapp_from,
        "new",
    )
    async with office.services.works.begin() as work:
        jobs = (
            (await work.session.execute(text("SELECT entrypoint FROM pgqueuer WHERE entrypoint <> 'poll'")))
            .scalars()
            .all()
        )
    assert jobs == ["event"]


async def test_headers_that_sign_are_not_kept(office: Office) -> None:
    await office.client.post("/webhooks/twilio", **twilio(office.services))
    await office.client.post("/webhooks/telegram", **telegram(office.services, b'{"update_id": 7}'))
    for event in await office.rows(InboundEvent):
        assert set(event.headers) <= {"content-type", "user-agent", "i-twilio-idempotency-token"}
        assert office.services.settings.telegram.secret.get_secret_value() not in json.dumps(event.headers)


async def test_twenty_at_once_are_one_message(office: Office) -> None:
    sent = [office.client.post("/webhooks/twilio", **twilio(office.services)) for _ in range(20)]
    assert {one.status_code for one in await asyncio.gather(*sent)} == {204}
    assert len(await office.rows(InboundEvent)) == 1
    await office.handle()
    await office.handle()
    assert len(await office.rows(Message)) == len(await office.rows(ConversationRow)) == 1


def _wrong(request: dict[str, Any], **headers: str) -> dict[str, Any]:
    return request | {"headers": request["headers"] | headers}


REFUSED: list[tuple[str, str, str, Any, int]] = [
    ("wrong_signature", "POST", "/webhooks/twilio", lambda s: _wrong(twilio(s), **{"x-twilio-signature": "x"}), 403),
    ("missing_signature", "POST", "/webhooks/twilio", lambda s: {"content": twilio(s)["content"]}, 403),
    ("changed_body", "POST", "/webhooks/twilio", lambda s: twilio(s) | {"content": b"Body=lain"}, 403),
    ("signed_for_another_path", "POST", "/webhooks/twilio/status", twilio, 403),
    ("wrong_token", "POST", "/webhooks/telegram",
     lambda s: _wrong(telegram(s, b"{}"), **{"x-telegram-bot-api-secret-token": "x"}), 403),
    ("form_over_http", "POST", "/webhooks/form", lambda _: {"content": b'{"token": "t", "site": "office_web"}'}, 403),
    ("mail_over_http", "POST", "/webhooks/email", lambda _: {"content": b"From: a"}, 403),
    ("unknown_adapter", "POST", "/webhooks/facebook", twilio, 404),
    ("get_unsigned", "GET", "/webhooks/twilio", lambda _: {}, 405),
    ("get_status", "GET", "/webhooks/twilio/status", lambda _: {}, 405),
    ("too_long_by_header", "POST", "/webhooks/twilio", lambda _: {"content": b"x" * (MIB + 1)}, 413),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "request_of", "code"), [pytest.param(*r[1:], id=r[0]) for r in REFUSED])
async def test_refusals_store_nothing(office: Office, method: str, path: str, request_of: Any, code: int) -> None:
    answer = await office.client.request(method, path, **request_of(office.services))
    assert answer.status_code == code
    assert await office.rows(InboundEvent) == []
    assert code == 405 or answer.text


async def test_too_long_by_stream_is_refused_without_a_length(office: Office) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(MIB // 1024 + 1):
            yield b"x" * 1024

    answer = await office.client.post("/webhooks/twilio", content=endless())
    assert answer.status_code == 413
    assert await office.rows(InboundEvent) == []


async def test_a_length_that_is_no_number_is_no_way_around(office: Office) -> None:
    answer = await office.client.post("/webhooks/twilio", content=b"x", headers={"content-length": "lots"})
    assert answer.status_code in {400, 403}


async def test_one_mebibyte_is_taken(office: Office) -> None:
    request = twilio(office.services)
    padding = MIB - len(request["content"]) - len("&Padding=")
    given = office.services.settings.twilio
    fields = {
        "MessageSid": "SM" + "1" * 32, "AccountSid": given.account_sid, "From": "whatsapp:+6281200000001",
        "To": f"whatsapp:{given.whatsapp_from}", "Body": "halo", "NumMedia": "0", "Padding": "x" * padding,
    }  # fmt: skip
    request = signed(office.services, "/webhooks/twilio", fields)
    assert len(request["content"]) == MIB
    assert (await office.client.post("/webhooks/twilio", **request)).status_code == 204


UNPARSEABLE = [
    ("telegram_not_json", "/webhooks/telegram", lambda s: telegram(s, b"\xff{")),
    ("telegram_list", "/webhooks/telegram", lambda s: telegram(s, b"[1]")),
    ("twilio_without_sid", "/webhooks/twilio", lambda s: signed(s, "/webhooks/twilio", {"Nothing": "here"})),
]


@pytest.mark.parametrize(("path", "request_of"), [pytest.param(*row[1:], id=row[0]) for row in UNPARSEABLE])
async def test_unparseable_is_stored_quarantined_and_alarmed(office: Office, path: str, request_of: Any) -> None:
    answer = await office.client.post(path, **request_of(office.services))
    assert answer.is_success
    await office.handle()
    [event] = await office.rows(InboundEvent)
    assert (event.state, event.error) == ("quarantined", "unparseable")
    [alarm] = await office.rows(Alarm)
    assert (alarm.code, alarm.subject) == ("quarantined", path.rpartition("/")[2])
    await office.client.post("/webhooks/twilio", **twilio(office.services))
    await office.handle()
    assert len(await office.rows(Message)) == 1


UNWANTED = [
    b'{"update_id": 8, "poll": {"id": "1"}}',
    b'{"update_id": 9, "something_new_in_2030": {"id": 1}}',
    b'{"update_id": 10}',
]


@pytest.mark.parametrize("update", UNWANTED)
async def test_unknown_kinds_are_recorded_as_ignored(office: Office, update: bytes) -> None:
    assert (await office.client.post("/webhooks/telegram", **telegram(office.services, update))).is_success
    await office.handle()
    [event] = await office.rows(InboundEvent)
    assert event.state == "ignored"
    assert event.error
    assert await office.rows(Message) == await office.rows(Alarm) == []


async def test_with_the_database_away_the_provider_hears_503_and_tries_again(tmp_path: Path) -> None:
    away = "postgresql://nobody:x@127.0.0.1:9/none"
    async with running(settings(tmp_path), away) as (services, client):
        answer = await client.post("/webhooks/twilio", **twilio(services))
        assert answer.status_code == 503
        assert answer.headers["retry-after"]
        assert (await client.get("/readyz")).status_code == 503
        assert (await client.get("/metrics")).status_code == 503
        assert (await client.get("/healthz")).text == "ok"


async def test_a_connection_cut_in_the_middle_is_replaced(office: Office) -> None:
    assert (await office.client.post("/webhooks/twilio", **twilio(office.services))).status_code == 204
    cut = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    async with office.services.works.begin() as work:
        await work.session.execute(text(cut))
    request = twilio(office.services, MessageSid="SM" + "2" * 32)
    assert (await office.client.post("/webhooks/twilio", **request)).status_code == 204
    assert len(await office.rows(InboundEvent)) == 2
