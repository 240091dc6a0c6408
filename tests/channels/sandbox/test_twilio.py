"""The sandbox as Twilio: our adapter, Twilio's own client, webhooks, statuses, faults."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from intake.channel import Channel, Delivery, DeliveryStatus, InboundMessage, OutboundMessage, SendCode, SendError
from tests.channels.sandbox.world import CITIZEN, PNG, TOKEN, World, now, until, world

B64 = b64encode(PNG).decode()


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[World]:
    async with world(tmp_path) as found:
        yield found


def out(text: str = "Nomor aduan Anda PWK-26-00001-X", channel: Channel = Channel.WHATSAPP) -> OutboundMessage:
    account = "+622640000001" if channel is Channel.WHATSAPP else "+622640000002"
    return OutboundMessage("m1", channel, account, CITIZEN, "acknowledgement", text)


async def test_a_citizens_message_arrives_signed(there: World) -> None:
    sent = await there.control("whatsapp/send", **{"from": CITIZEN, "text": "izin blm jadi", "name": "Siti"})
    await until(lambda: there.web.events)
    (message,) = there.web.parsed(InboundMessage)
    assert (message.message_id, message.address, message.text) == (sent["sid"], CITIZEN, "izin blm jadi")
    assert (message.channel, message.hint_name, there.web.refused) == (Channel.WHATSAPP, "Siti", 0)


async def test_media_are_fetched_with_credentials_past_the_redirect(there: World) -> None:
    media = [{"type": "image/jpeg", "name": "a.png", "base64": B64}]
    await there.control("whatsapp/send", **{"from": CITIZEN, "text": "", "media": media})
    await until(lambda: there.web.events)
    (message,) = there.web.parsed(InboundMessage)
    blob = await there.twilio.fetch(message.media[0])
    assert (blob.content, blob.type) == (PNG, "image/png")  # sniffed, whatever was declared


async def test_statuses_come_in_order_up_to_read(there: World) -> None:
    await there.control("whatsapp/send", **{"from": CITIZEN, "text": "halo"})
    sid = await there.twilio.send(out())
    await until(lambda: len(there.web.parsed(DeliveryStatus)) == 4)
    statuses = there.web.parsed(DeliveryStatus)
    assert [one.status for one in statuses] == [Delivery.ACCEPTED, Delivery.SENT, Delivery.DELIVERED, Delivery.READ]
    assert {one.provider_id for one in statuses} == {sid}
    shown = (await there.look("messages?provider=whatsapp"))["messages"]
    assert [(one["outgoing"], one["status"]) for one in shown] == [(False, ""), (True, "read")]


async def test_sms_is_never_read(there: World) -> None:
    await there.twilio.send(out(channel=Channel.SMS))
    await until(lambda: len(there.web.parsed(DeliveryStatus)) == 3)
    await asyncio.sleep(1.5)
    assert there.web.parsed(DeliveryStatus)[-1].status is Delivery.DELIVERED


@pytest.mark.parametrize(
    ("address", "text", "code", "retryable"),
    [
        ("08123", "x", SendCode.BAD_ADDRESS, False),
        (CITIZEN, "", SendCode.REJECTED, False),
        (CITIZEN, "x" * 1601, SendCode.TOO_LARGE, False),
    ],
)
async def test_refusals(there: World, address: str, text: str, code: SendCode, retryable: bool) -> None:
    message = OutboundMessage("m", Channel.SMS, "+622640000002", address, "x", text)
    with pytest.raises(SendError) as refused:
        await there.twilio.send(message)
    assert (refused.value.code, refused.value.retryable) == (code, retryable)
    assert (await there.look("messages"))["messages"] == []


@pytest.mark.parametrize(
    ("provider_code", "code", "retryable"),
    [
        (20003, SendCode.CREDENTIALS, True),
        (20429, SendCode.RATE_LIMITED, True),
        (63018, SendCode.RATE_LIMITED, True),
        (21610, SendCode.BLOCKED, False),
        (21614, SendCode.BAD_ADDRESS, False),
        (20500, SendCode.UNAVAILABLE, True),
        (29999, SendCode.REJECTED, False),
    ],
)
async def test_errors_on_demand(there: World, provider_code: int, code: SendCode, retryable: bool) -> None:
    await there.control("faults", provider="twilio", fail_next=1, fail_code=provider_code)
    with pytest.raises(SendError) as refused:
        await there.twilio.send(out(channel=Channel.SMS))
    assert (refused.value.code, refused.value.retryable) == (code, retryable)
    assert CITIZEN not in str(refused.value)
    await there.twilio.send(out(channel=Channel.SMS))


async def test_a_shut_reply_session_fails_the_message(there: World) -> None:
    await there.control("whatsapp/send", **{"from": CITIZEN, "text": "halo"})
    await there.control("clock", advance_seconds=25 * 3600)
    await there.twilio.send(out())
    await until(lambda: len(there.web.parsed(DeliveryStatus)) == 2)
    failed = there.web.parsed(DeliveryStatus)[-1]
    assert (failed.status, failed.code, failed.permanent) == (Delivery.FAILED, "63016", False)


async def test_stop_by_sms_blocks_until_start(there: World) -> None:
    await there.control("sms/send", **{"from": CITIZEN, "text": "Berhenti"})
    with pytest.raises(SendError) as refused:
        await there.twilio.send(out(channel=Channel.SMS))
    assert refused.value.code is SendCode.BLOCKED
    await there.control("sms/send", **{"from": CITIZEN, "text": "mulai"})
    assert await there.twilio.send(out(channel=Channel.SMS))


async def test_find_sent_after_a_lost_answer(there: World) -> None:
    assert await there.twilio.find_sent(out(channel=Channel.SMS)) is None
    await there.control("faults", provider="twilio", lose_answer_next=1)
    with pytest.raises(SendError) as lost:
        await there.twilio.send(out(channel=Channel.SMS))
    assert lost.value.retryable
    found = await there.twilio.find_sent(out(channel=Channel.SMS))
    shown = (await there.look("messages?provider=sms"))["messages"]
    assert [one["ref"] for one in shown] == [found]
    assert await there.twilio.find_sent(out("another text", Channel.SMS)) is None


async def test_five_retries_within_fifteen_seconds(there: World) -> None:
    there.web.answers = [500, 503, 404]
    await there.control("sms/send", **{"from": CITIZEN, "text": "halo"})
    await until(lambda: there.web.events)
    assert len(there.web.parsed(InboundMessage)) == 1
    log = [entry["detail"] for entry in (await there.look("log"))["log"] if entry["what"] == "webhook"]
    assert [entry["result"] for entry in log] == ["5xx", "5xx", "4xx", "ok"]


async def test_what_webhooks_lost_is_polled_under_the_same_key(there: World) -> None:
    await there.control("sms/send", **{"from": CITIZEN, "text": "pertama"})
    await until(lambda: there.web.events)
    await there.control("faults", provider="twilio", drop_webhooks=True, drop_status=True)
    media = [{"type": "image/png", "base64": B64}]
    await there.control("whatsapp/send", **{"from": CITIZEN, "text": "kedua", "media": media})
    sid = await there.twilio.send(out())
    await until(lambda: _status(there, "read"))
    found = [event async for event in there.twilio.poll((now() - timedelta(minutes=1)).isoformat())]
    parsed = [one for raw, _ in found for one in there.twilio.parse(raw)]
    texts = {one.text: one for one in parsed if isinstance(one, InboundMessage)}
    assert set(texts) == {"pertama", "kedua"}
    assert there.twilio.key(there.web.events[0]) in {there.twilio.key(raw) for raw, _ in found}
    assert (await there.twilio.fetch(texts["kedua"].media[0])).content == PNG
    statuses = [one for one in parsed if isinstance(one, DeliveryStatus)]
    assert [(one.provider_id, one.status) for one in statuses] == [(sid, Delivery.READ)]
    moments = [cursor for _, cursor in found]
    assert moments == sorted(moments, key=str)


async def _status(there: World, wanted: str) -> bool:
    shown = (await there.look("messages?provider=whatsapp"))["messages"]
    return any(one["status"] == wanted for one in shown)


async def test_polling_pages_through_all(there: World) -> None:
    await there.control("faults", provider="twilio", drop_webhooks=True)
    for number in range(7):
        await there.control("sms/send", **{"from": CITIZEN, "text": f"nomor {number}"})
    client = there.twilio._client
    url = client.account_url("Messages.json")
    page = await client.get(url, {"PageSize": "3"})
    assert len(page["messages"]) == 3
    rest = await client.get(there.url + page["next_page_uri"])
    assert {one["sid"] for one in page["messages"]}.isdisjoint(one["sid"] for one in rest["messages"])
    assert len([event async for event in there.twilio.poll(None)]) == 7


async def test_repeat_and_delay_on_demand(there: World) -> None:
    await there.control("faults", provider="twilio", repeat=2, reorder=True)
    await there.control("sms/send", **{"from": CITIZEN, "text": "tiga kali"})
    await until(lambda: len(there.web.events) == 3)
    assert len({there.twilio.key(event) for event in there.web.events}) == 1


async def test_check_says_that_all_is_well(there: World) -> None:
    assert all(line.ok for line in await there.twilio.check())


async def test_twilios_own_client(there: World) -> None:
    client = Client("AC00000000000000000000000000000001", TOKEN)
    client.api.base_url = there.url

    def use() -> list[str]:
        sent = client.messages.create(to=CITIZEN, from_="+622640000002", body="halo dari klien lain")
        again = client.messages(sent.sid).fetch()
        assert (again.body, again.to, again.direction) == ("halo dari klien lain", CITIZEN, "outbound-api")
        assert again.date_sent is not None
        assert again.date_sent.tzinfo is not None
        numbers = client.incoming_phone_numbers.list(phone_number="+622640000001")
        assert [one.sms_url.endswith("#rc=5&rp=all") for one in numbers] == [True]
        return [one.sid for one in client.messages.list(to=CITIZEN, date_sent_after=again.date_sent)] + [sent.sid]

    found, sent = await asyncio.to_thread(use)
    assert found == sent


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({"to": "", "from_": "+622640000002", "body": "x"}, 21604),
        ({"to": CITIZEN, "body": "x"}, 21603),
        ({"to": CITIZEN, "from_": "+15005550001", "body": "x"}, 21606),
        ({"to": CITIZEN, "from_": "whatsapp:+622640000001", "body": "x"}, 21910),
        ({"to": f"whatsapp:{CITIZEN}", "from_": "whatsapp:+622640000009", "body": "x"}, 63007),
        ({"to": CITIZEN, "from_": "+622640000002", "body": "x", "status_callback": "nowhere"}, 21609),
        ({"to": CITIZEN, "messaging_service_sid": "MG1", "body": "x"}, 21703),
    ],
)
async def test_twilios_own_client_is_refused(there: World, parameters: dict[str, str], code: int) -> None:
    client = Client("AC00000000000000000000000000000001", TOKEN)
    client.api.base_url = there.url
    with pytest.raises(TwilioRestException) as refused:
        await asyncio.to_thread(lambda: client.messages.create(**parameters))
    assert (refused.value.code, refused.value.status) == (code, 400)


async def test_wrong_credentials(there: World) -> None:
    client = Client("AC00000000000000000000000000000001", "wrong")
    client.api.base_url = there.url
    with pytest.raises(TwilioRestException) as refused:
        await asyncio.to_thread(lambda: client.messages("SM1").fetch())
    assert (refused.value.code, refused.value.status) == (20003, 401)
