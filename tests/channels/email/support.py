"""Small builders for the tests of e-mail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from channels.email import EmailAdapter, MailConfig
from intake.channel import Channel, Cursor, OutboundMessage, RawEvent

OURS = "pengaduan@office.example"
NOW = datetime(2026, 11, 3, 3, 0, tzinfo=UTC)


def config(
    imap: str = "imap://127.0.0.1:1", smtp: str = "smtp://127.0.0.1:1", *, idle: bool = True, timeout: float = 5.0
) -> MailConfig:
    return MailConfig(imap_url=imap, smtp_url=smtp, address=OURS, timeout=timeout, idle=idle, batch=20)


def adapter(
    imap: str = "imap://127.0.0.1:1", smtp: str = "smtp://127.0.0.1:1", *, idle: bool = True, timeout: float = 5.0
) -> EmailAdapter:
    return EmailAdapter(config(imap, smtp, idle=idle, timeout=timeout), lambda: NOW)


def mail(number: int, text: str = "Izin saya belum terbit.") -> bytes:
    return (
        f"From: Warga {number} <warga{number}@warga.example>\r\nTo: {OURS}\r\nSubject: Aduan {number}\r\n"
        f"Message-ID: <m{number}@warga.example>\r\nDate: Tue, 3 Nov 2026 09:00:00 +0700\r\n\r\n{text}\r\n"
    ).encode()


def event(body: bytes, **headers: str) -> RawEvent:
    return RawEvent("email", OURS, "IMAP", "INBOX", "uid=1:1", headers, body, NOW)


def outbound(**changes: object) -> OutboundMessage:
    fields: dict[str, object] = {
        "id": "01998a2e-7c4d-7d11-8a53-1c2b3d4e5f60", "channel": Channel.EMAIL, "account": OURS,
        "address": "siti@warga.example", "intent": "acknowledgement", "text": "Nomor Anda PWK-26-00012-A.",
        "subject": "Pengaduan Anda kami terima",
    }  # fmt: skip
    return OutboundMessage(**(fields | changes))  # type: ignore[arg-type]  # fields by name, checked by the dataclass


async def take(reader: EmailAdapter, cursor: Cursor = None) -> tuple[list[RawEvent], Cursor]:
    """Everything that a poll gives, and the last cursor."""
    events, last = [], cursor
    async for found, after in reader.poll(cursor):
        events.append(found)
        last = after
    return events, last


def numbers(events: Sequence[RawEvent]) -> list[int]:
    """Which of `mail(number)` came, in order."""
    return [int(found.body.split(b"<m")[1].split(b"@")[0]) for found in events if b"<m" in found.body]
