"""One mail as the adapter knows it, read from its raw bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from channels.email.read import header, parts, reply
from channels.email.read.automatic import why_automatic
from channels.email.read.bounce import Report, read_report
from channels.email.read.parts import Attachment


class NotAMail(ValueError):
    """The bytes hold no header of a mail, or nobody that it could come from."""


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail says.  `text`: new words only; `quoted`: what was folded away; dates are aware UTC.

    `address`: where an answer goes (Reply-To, else From); `recipients`: To, Cc and what servers noted as delivered to;
    `received`: the newest Received field's time; `automatic`: why it is a robot's, else None; `report`: what it tells
    about a mail of ours, else None.
    """

    message_id: str | None
    references: tuple[str, ...]
    sender: str
    name: str
    address: str
    to: tuple[str, ...]
    recipients: tuple[str, ...]
    subject: str
    text: str
    quoted: str
    sent: datetime | None
    received: datetime | None
    automatic: str | None
    report: Report | None
    attachments: tuple[Attachment, ...]


def parse_message(raw: bytes) -> Message:
    """`raw` as the standard library's message; NotAMail when it holds no header field of a mail."""
    raw = _without_envelope(raw)
    message = BytesParser(policy=compat32).parsebytes(raw)
    known = {"from", "to", "subject", "date", "message-id", "received", "return-path", "mime-version", "content-type"}
    if not known & {name.lower() for name in message.keys()}:  # noqa: SIM118  a message iterates over its lines
        raise NotAMail("no header of a mail")
    return message


def _without_envelope(raw: bytes) -> bytes:
    """Without an mbox line, a byte order mark and blank lines before the header."""
    raw = raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    return raw.partition(b"\n")[2] if raw.startswith((b"From ", b">From ")) else raw


def read_mail(raw: bytes, ours: str = "") -> Mail:
    """`raw` (RFC 5322) as a `Mail`; `ours`: the office's own address.  NotAMail; anything else is a defect."""
    message = parse_message(raw)
    sender, name, address = _who(message, ours)
    references = _references(message)
    subject = header.field(message, "Subject")
    body = parts.body(message)
    report = read_report(message, body.text, sender)
    split = reply.split(body.text, subject=subject, answers=bool(references))
    return Mail(
        message_id=next(iter(header.message_ids(header.raw_field(message, "Message-ID"))), None),
        references=references,
        sender=sender,
        name=name,
        address=address,
        to=header.addresses(header.raw_fields(message, "To")),
        recipients=header.addresses(_recipients(message)),
        subject=subject,
        text=split.new,
        quoted=split.quoted,
        sent=header.date(header.raw_field(message, "Date")),
        received=_received(message),
        automatic=why_automatic(message, sender, subject, body.text, ours) or ("bounce" if report else None),
        report=report,
        attachments=body.attachments,
    )


def _recipients(message: Message) -> list[str]:
    fields = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")
    return [value for name in fields for value in header.raw_fields(message, name)]


def _who(message: Message, ours: str) -> tuple[str, str, str]:
    """Address and name of the sender, and where an answer goes."""
    name, sender = header.mailbox(header.raw_field(message, "From"))
    if not sender:
        _, sender = header.mailbox(header.raw_field(message, "Sender") or header.raw_field(message, "Return-Path"))
    _, reply_to = header.mailbox(header.raw_field(message, "Reply-To"))
    address = reply_to if reply_to and reply_to != ours.lower() else sender
    if not address and header.raw_field(message, "Return-Path") != "<>":
        raise NotAMail("no sender")
    return sender, name, address


def _references(message: Message) -> tuple[str, ...]:
    """All Message-IDs of References and In-Reply-To, oldest first, once each."""
    found: list[str] = []
    for name in ("References", "In-Reply-To"):
        for value in header.raw_fields(message, name):
            found.extend(header.message_ids(value))
    return tuple(dict.fromkeys(found))


def _received(message: Message) -> datetime | None:
    """The time of the newest Received field: the stamp of the server that took the mail in for us."""
    newest = header.raw_field(message, "Received")
    return header.date(newest.rpartition(";")[2].strip()) if ";" in newest else None
