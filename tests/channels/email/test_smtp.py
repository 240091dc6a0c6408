"""Handing mails over: what goes out, what a server's words mean, connections that go stale."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope

from channels.email.smtp import send_error
from intake.channel import Blob, Choice, SendCode, SendError
from tests.channels.email.support import adapter, outbound
from tests.channels.email.tls import authority


class Server:
    """Takes mails; `answer` is what it says to the next DATA, `refuse` to the next RCPT."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.envelopes: list[tuple[str | None, list[str]]] = []
        self.answer = "250 OK"
        self.refuse = ""
        self.connections = 0

    async def handle_RCPT(self, server: SMTP, session: Any, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Envelope) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            assert isinstance(envelope.content, bytes)
            mail = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(mail, EmailMessage)
            self.mails.append(mail)
            self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
        return self.answer


@asynccontextmanager
async def serving(handler: Server, tls: ssl.SSLContext | None = None, **options: Any) -> AsyncIterator[int]:
    transports: list[SMTP] = []

    def session() -> SMTP:
        handler.connections += 1
        transports.append(SMTP(handler, hostname="mx.example", tls_context=tls, **options))
        return transports[-1]

    server = await asyncio.get_running_loop().create_server(session, "127.0.0.1", 0)
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        server.close()
        for item in transports:
            if item.transport is not None:
                item.transport.close()
        await asyncio.sleep(0)


async def sent(**changes: object) -> tuple[EmailMessage, str]:
    handler = Server()
    async with serving(handler) as port:
        sender = adapter(smtp=f"smtp://127.0.0.1:{port}")
        told = await sender.send(outbound(**changes))
        await sender.aclose()
    assert len(handler.mails) == 1
    assert handler.envelopes == [("pengaduan@office.example", [outbound(**changes).address])]
    return handler.mails[0], told


async def test_what_a_citizen_gets() -> None:
    mail, told = await sent(
        variables={"office": "DPMPTSP Kabupatén"},
        text="Nomor Anda PWK-26.\n\nLihat https://office.example/s?a=1&b=<2>.",
        reply_to="<b@warga.example>",
        references=("<a@warga.example>", "<b@warga.example>"),
    )
    assert told == mail["Message-ID"] == "<01998a2e-7c4d-7d11-8a53-1c2b3d4e5f60@office.example>"
    assert mail["From"] == "DPMPTSP Kabupatén <pengaduan@office.example>"
    assert mail["To"] == "siti@warga.example"
    assert mail["Subject"] == "Pengaduan Anda kami terima"
    assert mail["In-Reply-To"] == "<b@warga.example>"
    assert mail["References"] == "<a@warga.example> <b@warga.example>"
    assert mail["Auto-Submitted"] == "auto-replied"
    plain, rich = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert rich is not None
    assert "https://office.example/s?a=1&b=<2>" in plain.get_content()
    assert '<a href="https://office.example/s?a=1&amp;b=">' in rich.get_content()
    assert "<2>" not in rich.get_content()
    assert list(mail.iter_attachments()) == []


async def test_attachments_choices_and_a_subject_of_two_lines() -> None:
    mail, _ = await sent(
        intent="answer",
        subject="Jawaban\r\nBcc: orang@lain.example",
        media=(Blob(b"%PDF", "application/pdf", "surat jawabán.pdf"),),
        choices=(Choice("a", "Puas"), Choice("b", "Belum")),
    )
    assert mail["Subject"] == "Jawaban Bcc: orang@lain.example"
    assert mail["Bcc"] is None
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["In-Reply-To"] is None
    files = [(part.get_filename(), part.get_content_type(), part.get_content()) for part in mail.iter_attachments()]
    assert files == [("surat jawabán.pdf", "application/pdf", b"%PDF")]
    plain = mail.get_body(("plain",))
    assert plain is not None
    assert plain.get_content().splitlines()[-2:] == ["1. Puas", "2. Belum"]


async def test_the_same_message_twice_has_one_id() -> None:
    handler = Server()
    async with serving(handler) as port:
        sender = adapter(smtp=f"smtp://127.0.0.1:{port}")
        ids = {await sender.send(outbound()), await sender.send(outbound())}
        assert await sender.find_sent(outbound()) is None
        await sender.aclose()
    assert len(ids) == 1
    assert len({mail["Message-ID"] for mail in handler.mails}) == 1
    assert handler.connections == 1


@pytest.mark.parametrize(
    "address", ["", "siti", "siti@", "@warga.example", "a b@warga.example", "a@b\r\nBcc: c@d.example"]
)
async def test_an_address_that_cannot_be_one(address: str) -> None:
    sender = adapter()
    with pytest.raises(SendError) as failed:
        await sender.send(outbound(address=address))
    await sender.aclose()
    assert (failed.value.code, failed.value.retryable) == (SendCode.BAD_ADDRESS, False)


INTERNATIONAL = [
    ("siti@kafé.example", True, "siti@xn--kaf-dma.example"),
    ("siti@kafé.example", False, "siti@xn--kaf-dma.example"),
    ("sité@warga.example", True, "sité@warga.example"),
    ("sité@warga.example", False, None),
]


@pytest.mark.parametrize(("address", "smtputf8", "reached"), INTERNATIONAL)
async def test_international_addresses(address: str, smtputf8: bool, reached: str | None) -> None:
    handler = Server()
    async with serving(handler, enable_SMTPUTF8=smtputf8) as port:
        sender = adapter(smtp=f"smtp://127.0.0.1:{port}")
        expected = nullcontext() if reached else pytest.raises(SendError, match="bad_address smtputf8")
        with expected:
            await sender.send(outbound(address=address))
        await sender.aclose()
    assert [recipient for _, recipients in handler.envelopes for recipient in recipients] == (
        [reached] if reached else []
    )


REFUSALS = [
    ("550 5.1.1 <siti@warga.example>: no such user", SendCode.BAD_ADDRESS, False),
    ("550 5.1.10 recipient not found", SendCode.BAD_ADDRESS, False),
    ("550 no such user", SendCode.BAD_ADDRESS, False),
    ("553 5.1.3 bad syntax", SendCode.BAD_ADDRESS, False),
    ("550 5.4.5 Daily user sending limit exceeded", SendCode.RATE_LIMITED, True),
    ("450 4.2.1 receiving mail at a rate that prevents", SendCode.RATE_LIMITED, True),
    ("421 4.7.0 try again later", SendCode.RATE_LIMITED, True),
    ("451 4.7.1 greylisted", SendCode.RATE_LIMITED, True),
    ("451 4.3.0 local error", SendCode.UNAVAILABLE, True),
    ("452 4.3.1 disk full", SendCode.UNAVAILABLE, True),
    ("421 closing", SendCode.UNAVAILABLE, True),
    ("552 5.2.2 mailbox full", SendCode.UNAVAILABLE, True),
    ("552 5.3.4 message too big", SendCode.TOO_LARGE, False),
    ("552 too big", SendCode.TOO_LARGE, False),
    ("554 5.7.1 rejected as spam", SendCode.REJECTED, False),
    ("550 5.7.26 unauthenticated sender", SendCode.REJECTED, False),
    ("554 no", SendCode.REJECTED, False),
    ("535 5.7.8 bad credentials", SendCode.CREDENTIALS, True),
    ("530 5.7.0 authentication required", SendCode.CREDENTIALS, True),
    ("534 application-specific password required", SendCode.CREDENTIALS, True),
]


@pytest.mark.parametrize(("words", "code", "retryable"), REFUSALS, ids=[words for words, _, _ in REFUSALS])
def test_a_servers_words(words: str, code: SendCode, retryable: bool) -> None:
    error = send_error(int(words[:3]), words[4:])
    assert (error.code, error.retryable) == (code, retryable)
    assert "siti" not in str(error)


@pytest.mark.parametrize("where", ["answer", "refuse"])
async def test_a_refused_mail_leaves_the_connection_usable(where: str) -> None:
    handler = Server()
    async with serving(handler) as port:
        sender = adapter(smtp=f"smtp://127.0.0.1:{port}")
        setattr(handler, where, "550 5.1.1 no such user siti@warga.example")
        with pytest.raises(SendError) as failed:
            await sender.send(outbound())
        setattr(handler, where, "250 OK" if where == "answer" else "")
        await sender.send(outbound())
        await sender.aclose()
    assert (failed.value.code, failed.value.detail) == (SendCode.BAD_ADDRESS, "550 5.1.1")
    assert len(handler.mails) == 1
    assert handler.connections == 1


async def test_a_stale_connection_is_made_anew() -> None:
    handler = Server()
    async with serving(handler, timeout=0.3) as port:
        sender = adapter(smtp=f"smtp://127.0.0.1:{port}")
        await sender.send(outbound())
        await asyncio.sleep(0.6)  # the server has closed it by now
        await sender.send(outbound())
        await sender.aclose()
    assert len(handler.mails) == 2
    assert handler.connections == 2


async def test_a_server_that_is_away() -> None:
    sender = adapter(smtp="smtp://127.0.0.1:1")
    with pytest.raises(SendError) as failed:
        await sender.send(outbound())
    await sender.aclose()
    assert (failed.value.code, failed.value.retryable) == (SendCode.UNAVAILABLE, True)


async def test_a_server_that_never_speaks() -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    sender = adapter(smtp=f"smtp://127.0.0.1:{port}", timeout=0.5)
    with pytest.raises(SendError) as failed:
        await sender.send(outbound())
    await sender.aclose()
    server.close()
    assert (failed.value.code, failed.value.retryable) == (SendCode.TIMEOUT, True)


async def test_tls_is_required_where_it_is_not_switched_off() -> None:
    handler = Server()
    async with serving(handler) as port:  # a server without STARTTLS
        sender = adapter(smtp=f"smtp://127.0.0.1:{port}?tls=starttls")
        with pytest.raises(SendError) as failed:
            await sender.send(outbound())
        await sender.aclose()
    assert failed.value.retryable is True
    assert handler.mails == []


async def test_login_over_starttls_with_a_checked_certificate() -> None:
    handler, seen = Server(), []

    def login(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        seen.append((mechanism, data.login, data.password))
        return AuthResult(success=data.password == b"k/a:t@a", handled=False)

    with authority() as (ca, context):
        async with serving(handler, context, authenticator=login, require_starttls=True) as port:
            good = adapter(smtp=f"smtp://office:k%2Fa%3At%40a@localhost:{port}?tls=starttls&ca={ca}")
            await good.send(outbound())
            wrong = adapter(smtp=f"smtp://office:salah@localhost:{port}?tls=starttls&ca={ca}")
            with pytest.raises(SendError) as failed:
                await wrong.send(outbound())
            untrusted = adapter(smtp=f"smtp://office:x@localhost:{port}?tls=starttls")
            with pytest.raises(SendError) as refused:
                await untrusted.send(outbound())
            for item in (good, wrong, untrusted):
                await item.aclose()
    assert (failed.value.code, failed.value.retryable) == (SendCode.CREDENTIALS, True)
    assert refused.value.code is SendCode.UNAVAILABLE
    assert len(handler.mails) == 1
    assert all("salah" not in str(error) for error in (failed.value, refused.value))
