"""The sandbox's mail server, used by our adapter and by clients that are not ours."""

from __future__ import annotations

import asyncio
import imaplib
import smtplib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from channels.sandbox.mail import PASSWORD, Fault, File, MailSandbox, serve_mail
from intake.channel import Delivery, DeliveryStatus, InboundMessage, SendCode, SendError
from tests.channels.email.support import OURS, adapter, mail, outbound, take

CITIZEN = "siti@warga.example"
NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


@asynccontextmanager
async def sandbox(folder: Path) -> AsyncIterator[MailSandbox]:
    async with serve_mail(folder, 0, 0, lambda: NOW) as box:
        yield box


@pytest.fixture
async def box(tmp_path: Path) -> AsyncIterator[MailSandbox]:
    async with sandbox(tmp_path) as running:
        yield running


async def test_a_citizen_writes_and_the_office_answers(box: MailSandbox) -> None:
    office = adapter(box.imap_url(OURS), box.smtp_url(), idle=False)
    sent = await box.citizen_sends(
        f"Siti Éva <{CITIZEN}>", OURS, "Izin", "Izin saya belum terbit.", [File("ktp é.png", "image/png", b"\x89PNG")]
    )
    events, cursor = await take(office)
    (message,) = office.parse(events[0])
    assert isinstance(message, InboundMessage)
    assert (message.message_id, message.address, message.hint_name) == (sent, CITIZEN, "Siti Éva")
    assert (message.text, message.subject, message.sent_at) == ("Izin saya belum terbit.", "Izin", NOW)
    assert [(item.name, item.content) for item in message.media] == [("ktp é.png", b"\x89PNG")]
    provider_id = await office.send(outbound(reply_to=sent))
    mine = box.messages(CITIZEN)
    assert [(item.sent, item.subject) for item in mine] == [(True, "Izin"), (False, "Pengaduan Anda kami terima")]
    assert (mine[1].message_id, mine[1].references, mine[1].at) == (provider_id, sent, NOW)
    assert mine[1].html is not None
    await box.citizen_sends(CITIZEN, OURS, "Re: Izin", "Terima kasih.", reply_to=provider_id)
    events, _ = await take(office, cursor)
    (reply,) = office.parse(events[0])
    assert isinstance(reply, InboundMessage)
    assert reply.thread == (provider_id,)
    assert [check.ok for check in await office.check()] == [True, True]
    await office.aclose()


async def test_everything_survives_a_restart(tmp_path: Path) -> None:
    async with sandbox(tmp_path) as first:
        await first.citizen_sends(CITIZEN, OURS, "Satu", "satu")
        office = adapter(first.imap_url(OURS), first.smtp_url(), idle=False)
        _, cursor = await take(office)
        await office.aclose()
    async with sandbox(tmp_path) as second:
        await second.citizen_sends(CITIZEN, OURS, "Dua", "dua")
        office = adapter(second.imap_url(OURS), second.smtp_url(), idle=False)
        events, _ = await take(office, cursor)
        everything, _ = await take(office)
        await office.aclose()
        assert [item.subject for item in second.messages(OURS)] == ["Satu", "Dua"]
        assert second.addresses() == sorted([OURS, CITIZEN])
    assert len(events) == 1
    assert len(everything) == 2


def _by_imaplib(port: int) -> dict[str, object]:
    client = imaplib.IMAP4("127.0.0.1", port, timeout=10)
    capabilities = client.capabilities
    client.login(OURS, PASSWORD)
    count = list(client.select("INBOX")[1])
    _, found = client.uid("SEARCH", "ALL")
    _, fetched = client.uid("FETCH", "1", "(UID INTERNALDATE BODY.PEEK[])")
    appended, _ = client.append("INBOX", "", imaplib.Time2Internaldate(NOW), mail(7))
    client.store("1", "+FLAGS", r"(\Deleted)")
    client.expunge()
    _, left = client.uid("SEARCH", "ALL")
    client.logout()
    return {
        "idle": "IDLE" in capabilities,
        "count": count,
        "found": found,
        "raw": fetched[0],
        "ok": appended,
        "left": left,
    }


async def test_imaplib(tmp_path: Path) -> None:
    async with sandbox(tmp_path) as box:
        await box.deliver(OURS, mail(1))
        seen = await asyncio.to_thread(_by_imaplib, box.imap_port)
    assert isinstance(seen["raw"], tuple)
    assert seen["raw"][1] == mail(1)
    assert b'INTERNALDATE "02-Mar-2026 01:30:00 +0000"' in seen["raw"][0]
    assert (seen["count"], seen["found"], seen["ok"], seen["left"]) == ([b"1"], [b"1"], "OK", [b"2"])
    assert seen["idle"] is False
    async with sandbox(tmp_path) as box:
        assert [item.uid for item in box.messages(OURS)] == [2]


def _wrong_password(port: int) -> str:
    client = imaplib.IMAP4("127.0.0.1", port, timeout=10)
    try:
        client.login(OURS, "salah")
    except imaplib.IMAP4.error:
        return "refused"
    finally:
        client.shutdown()
    return "let in"


async def test_a_wrong_password_is_refused(box: MailSandbox) -> None:
    assert await asyncio.to_thread(_wrong_password, box.imap_port) == "refused"


def _by_smtplib(port: int, to: list[str]) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = CITIZEN, ", ".join(to), "Halo"
    message.set_content("Halo é")
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as client:
        client.send_message(message, to_addrs=to)


async def test_smtplib(box: MailSandbox) -> None:
    await asyncio.to_thread(_by_smtplib, box.smtp_port, [OURS, "Budi@Warga.example"])
    for address in (OURS, "budi@warga.example"):
        assert [(item.sender, item.text.strip()) for item in box.messages(address)] == [(CITIZEN, "Halo é")]


async def test_faults(box: MailSandbox) -> None:
    office = adapter(box.imap_url(OURS), box.smtp_url(), idle=False)
    box.set_fault(Fault("fail", code="550 5.4.5 daily quota"))
    with pytest.raises(SendError) as failed:
        await office.send(outbound())
    assert failed.value.code is SendCode.RATE_LIMITED
    assert box.messages(CITIZEN) == []
    box.set_fault(Fault("drop"))
    await office.send(outbound())
    assert box.messages(CITIZEN) == []
    box.set_fault(Fault("duplicate"))
    await office.send(outbound())
    assert len({item.message_id for item in box.messages(CITIZEN)}) == 1
    assert len(box.messages(CITIZEN)) == 2
    box.set_fault(Fault("delay", seconds=0.2))
    await office.send(outbound())
    assert len(box.messages(CITIZEN)) == 3
    await office.aclose()


async def test_a_fault_waits_for_its_address_and_is_used_up(box: MailSandbox) -> None:
    office = adapter(box.imap_url(OURS), box.smtp_url(), idle=False)
    box.set_fault(Fault("drop", times=2, address="budi@warga.example"))
    for _ in range(3):
        await office.send(outbound())
        await office.send(outbound(address="budi@warga.example"))
    assert (len(box.messages(CITIZEN)), len(box.messages("budi@warga.example"))) == (3, 1)
    box.set_fault(Fault("drop", times=5))
    box.set_fault(None)
    await office.send(outbound())
    assert len(box.messages(CITIZEN)) == 4
    await office.aclose()


async def test_a_bounce_comes_back_to_the_office(box: MailSandbox) -> None:
    office = adapter(box.imap_url(OURS), box.smtp_url(), idle=False)
    box.set_fault(Fault("bounce", code="550 5.1.1 no such user"))
    provider_id = await office.send(outbound())
    events, _ = await take(office)
    assert office.parse(events[0]) == (
        DeliveryStatus("email", OURS, provider_id, Delivery.FAILED, NOW, "5.1.1", True, CITIZEN),
    )
    assert box.messages(CITIZEN) == []
    await office.aclose()
