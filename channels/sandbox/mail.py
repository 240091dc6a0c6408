"""A mail provider on this machine: IMAP for the office's mailbox, SMTP for its answers, citizens beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import format_datetime, parseaddr
from pathlib import Path

from channels.sandbox import mail_smtp
from channels.sandbox.mail_imap import PASSWORD, ImapServer
from channels.sandbox.mail_smtp import Fault
from channels.sandbox.mail_store import MailStore, StoredMail

__all__ = ["PASSWORD", "Fault", "File", "MailSandbox", "SandboxMail", "serve_mail"]


@dataclass(frozen=True, slots=True)
class File:
    """An attachment."""

    name: str
    type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SandboxMail:
    """A mail as the sandbox's page shows it; `sent`: by the address whose mailbox it stands in."""

    uid: int
    at: datetime
    sent: bool
    sender: str
    to: str
    subject: str
    text: str
    html: str | None
    message_id: str
    references: str
    attachments: tuple[File, ...]


class MailSandbox:
    """What the sandbox's page can do with mail; `imap_port` and `smtp_port` are where the servers listen."""

    def __init__(self, store: MailStore, imap: ImapServer, clock: Callable[[], datetime]) -> None:
        self._store, self._imap, self._clock = store, imap, clock
        self._faults: list[Fault] = []
        self.imap_port = 0
        self.smtp_port = 0

    def imap_url(self, address: str) -> str:
        """What ADUAN_MAIL__IMAP_URL takes for an address of this sandbox."""
        return f"imap://{address.replace('@', '%40')}:{PASSWORD}@127.0.0.1:{self.imap_port}/INBOX"

    def smtp_url(self) -> str:
        """What ADUAN_MAIL__SMTP_URL takes."""
        return f"smtp://127.0.0.1:{self.smtp_port}"

    def addresses(self) -> list[str]:
        """Everybody who has a mailbox."""
        return self._store.addresses()

    def messages(self, address: str) -> list[SandboxMail]:
        """All mails of an address, received and sent, oldest first."""
        return [_shown(mail) for mail in self._store.mails(address.lower())]

    async def citizen_sends(
        self,
        sender: str,
        to: str,
        subject: str,
        text: str,
        attachments: Sequence[File] = (),
        reply_to: str | None = None,
    ) -> str:
        """A citizen's mail (`sender`: "Name <a@b>" or an address) lands in `to`'s mailbox now; its Message-ID.

        `reply_to`: the Message-ID that it answers.
        """
        address = parseaddr(sender)[1].lower()
        sequence = len(self._store.mails(address)) + 1
        mail = _written(sender, to, subject, text, self._clock(), sequence)
        if reply_to:
            mail["In-Reply-To"] = reply_to
            mail["References"] = reply_to
        for file in attachments:
            main, _, sub = file.type.partition("/")
            mail.add_attachment(file.content, maintype=main, subtype=sub, filename=file.name)
        self._store.add(address, bytes(mail), self._clock(), sent=True)
        await self.deliver(to, bytes(mail))
        return str(mail["Message-ID"])

    async def deliver(self, address: str, raw: bytes, at: datetime | None = None) -> None:
        """Puts any bytes into a mailbox, for mails that no composer would write."""
        where = address.lower()
        mail = self._store.add(where, raw, at or self._clock())
        await self._imap.arrived(where, mail)

    def set_fault(self, fault: Fault | None) -> None:
        """Adds a fault for mails that come in over SMTP; None ends all of them."""
        self._faults = [*self._faults, fault] if fault is not None else []

    def next_fault(self, recipient: str) -> Fault | None:
        """The fault that meets a mail to `recipient`, used up by this call."""
        for index, fault in enumerate(self._faults):
            if fault.address in {"", recipient}:
                left = fault.times - 1
                kept = [_fewer(fault, left)] if left > 0 else []
                self._faults[index : index + 1] = kept
                return fault
        return None

    async def take(self, sender: str, recipient: str, content: bytes) -> None:
        """A mail that came over SMTP."""
        await self.deliver(recipient, content)

    async def bounce(self, sender: str, recipient: str, content: bytes, code: str) -> None:
        """Reports a mail to its sender as undeliverable (RFC 3464)."""
        await self.deliver(sender, _report(recipient, content, code, self._clock()))


@asynccontextmanager
async def serve_mail(
    state_dir: Path, imap_port: int, smtp_port: int, clock: Callable[[], datetime]
) -> AsyncIterator[MailSandbox]:
    """Both servers on 127.0.0.1 until the block ends; port 0 takes a free one.  State stays in `state_dir`."""
    store = MailStore(state_dir)
    imap = ImapServer(store)
    sandbox = MailSandbox(store, imap, clock)
    smtp = mail_smtp.listen(smtp_port, sandbox.take, sandbox.bounce, sandbox.next_fault)
    async with imap.listen(imap_port) as sandbox.imap_port, smtp as sandbox.smtp_port:
        yield sandbox


def _fewer(fault: Fault, times: int) -> Fault:
    return Fault(fault.kind, times, fault.code, fault.seconds, fault.address)


def _written(sender: str, to: str, subject: str, text: str, now: datetime, sequence: int) -> EmailMessage:
    name, address = parseaddr(sender)
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"] = Address(name, addr_spec=address)
    mail["To"] = to
    mail["Subject"] = " ".join(subject.split())
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{now:%Y%m%d%H%M%S%f}.{sequence}.{address}>"
    mail.set_content(text)
    return mail


def _report(recipient: str, content: bytes, code: str, now: datetime) -> bytes:
    status = next((word for word in code.split() if word.count(".") == 2), "5.0.0")
    original = BytesParser(policy=policy.SMTP).parsebytes(content, headersonly=True)
    head = "".join(f"{name}: {value}\r\n" for name, value in original.items() if "\n" not in str(value))
    lines = [
        "From: MAILER-DAEMON@sandbox.localhost", f"To: {original.get('From', '')}",
        "Subject: Undelivered Mail Returned to Sender",
        f"Date: {format_datetime(now)}", f"Message-ID: <{now:%Y%m%d%H%M%S%f}.bounce@sandbox.localhost>",
        "Auto-Submitted: auto-replied", "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"', "",
        "--b", "Content-Type: text/plain", "", "This is the mail system. Your message could not be delivered.", "",
        "--b", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; sandbox.localhost", "",
        f"Final-Recipient: rfc822; {recipient}", "Action: failed", f"Status: {status}",
        f"Diagnostic-Code: smtp; {code}", "",
        "--b", "Content-Type: text/rfc822-headers", "", head, "--b--", "",
    ]  # fmt: skip
    return "\r\n".join(lines).encode("utf-8", "replace")


def _shown(mail: StoredMail) -> SandboxMail:
    message = BytesParser(policy=policy.default).parsebytes(mail.raw)
    assert isinstance(message, EmailMessage)  # noqa: S101  what policy.default makes
    plain, rich = message.get_body(("plain",)), message.get_body(("html",))
    return SandboxMail(
        uid=mail.uid,
        at=mail.at,
        sent=mail.sent,
        sender=str(message.get("From", "")),
        to=str(message.get("To", "")),
        subject=str(message.get("Subject", "")),
        text=str(plain.get_content()) if plain is not None else "",
        html=str(rich.get_content()) if rich is not None else None,
        message_id=str(message.get("Message-ID", "")),
        references=str(message.get("References", "")),
        attachments=tuple(_files(message)),
    )


def _files(message: EmailMessage) -> list[File]:
    found = []
    for part in message.iter_attachments():
        payload = part.get_payload(decode=True)
        content = payload if isinstance(payload, bytes) else b""
        found.append(File(part.get_filename() or "lampiran", part.get_content_type(), content))
    return found
