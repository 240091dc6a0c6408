"""The e-mail adapter: IMAP in, SMTP out."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import UTC, datetime

from channels.email.compose import compose, message_id, wire_address
from channels.email.config import MailConfig
from channels.email.poller import Poller
from channels.email.read import Mail, NotAMail, read_mail
from channels.email.read.key import key_of
from channels.email.read.parts import Attachment
from channels.email.smtp import Smtp
from intake.channel import (
    Blob,
    Channel,
    Check,
    Cursor,
    Delivery,
    DeliveryStatus,
    FetchError,
    Ignored,
    InboundMessage,
    Limits,
    MediaRef,
    OutboundMessage,
    Parsed,
    RawEvent,
    SendCode,
    SendError,
    Unparseable,
)

NAME = "email"
LIMITS = Limits(text=100_000, media_bytes=15 * 1024 * 1024, per_second=20.0)
_ACTIONS = {
    "failed": Delivery.FAILED,
    "delivered": Delivery.DELIVERED,
    "relayed": Delivery.SENT,
    "expanded": Delivery.SENT,
}
_KINDS = {"image": "image", "audio": "audio", "video": "video"}


class EmailAdapter:
    """One mailbox of the office; `now` is the clock."""

    name = NAME
    poll_together = 20

    def __init__(self, config: MailConfig, now: Callable[[], datetime]) -> None:
        self._config, self._now = config, now
        self._poller, self._smtp = Poller(config, now), Smtp(config)
        self.secrets: Sequence[str] = tuple(
            word for word in (config.imap.password, config.smtp.password, config.imap_url, config.smtp_url) if word
        )
        self.limits: Mapping[Channel, Limits] = {Channel.EMAIL: LIMITS}
        self.poll_every: float | None = config.poll_every

    def account(self, raw: RawEvent) -> str:
        """Our address."""
        return self._config.address

    def verify(self, raw: RawEvent, now: datetime) -> bool:
        """True for what our own poller fetched; nobody can post a mail to us over HTTP."""
        return raw.adapter == NAME and raw.method == "IMAP"

    def handshake(self, raw: RawEvent) -> bytes | None:
        """None."""
        return None

    def key(self, raw: RawEvent) -> str:
        """sha256 of the Message-ID, else of what two copies of one mail have in common; never raises."""
        if not raw.body:
            return hashlib.sha256(raw.query.encode()).hexdigest()
        return key_of(raw.body)

    def parse(self, raw: RawEvent) -> Sequence[Parsed]:
        """The mail as a message, a delivery status, or something to leave alone.  Unparseable."""
        flaw = raw.headers.get("flaw")
        if flaw == "gone":
            return (Ignored("mail removed before it was read"),)
        if not raw.body:
            raise Unparseable(f"mail {flaw or 'empty'}")
        try:
            mail = read_mail(raw.body, self._config.address)
        except NotAMail as reason:
            raise Unparseable(str(reason)) from None
        except Exception as broken:
            raise Unparseable(f"mail reader: {type(broken).__name__}") from None
        return (self._parsed(mail, raw),)

    def _parsed(self, mail: Mail, raw: RawEvent) -> Parsed:
        report = mail.report
        if report is None:
            return self._message(mail, raw)
        if report.action not in _ACTIONS:
            return Ignored(f"delivery report: {report.action or 'unknown'}")
        if report.original is None and report.recipient is None:
            return self._message(mail, raw)
        return DeliveryStatus(
            adapter=NAME,
            account=self._config.address,
            provider_id=report.original or "",
            status=_ACTIONS[report.action],
            at=_vouched(raw),
            code=report.status or None,
            permanent=report.permanent,
            recipient=report.recipient,
        )

    def _message(self, mail: Mail, raw: RawEvent) -> InboundMessage:
        return InboundMessage(
            channel=Channel.EMAIL,
            adapter=NAME,
            account=self._config.address,
            message_id=mail.message_id or f"<{self.key(raw)}@no-message-id>",
            address=mail.address or mail.sender,
            text=mail.text,
            sent_at=_vouched(raw),
            device_at=mail.sent,
            hint_name=mail.name or None,
            media=tuple(_media(number, file) for number, file in enumerate(mail.attachments, 1)),
            reply_to=mail.references[-1] if mail.references else None,
            thread=(*mail.references, *_tokens(mail.recipients, self._config.address)),
            subject=mail.subject or None,
            quoted=mail.quoted or None,
            automatic=mail.automatic,
        )

    def poll(self, cursor: Cursor) -> AsyncIterator[tuple[RawEvent, Cursor]]:
        """Mails above the cursor "UIDVALIDITY:UID", oldest first.  ConnectionError when the mailbox is down."""
        return self._poller.poll(cursor)

    async def wait(self, seconds: float) -> None:
        """Returns on IDLE's word, at the latest after `seconds`."""
        await self._poller.wait(seconds)

    async def fetch(self, media: MediaRef) -> Blob:
        """An attachment is carried along with its mail.  FetchError when it is not."""
        if media.content is None:
            raise FetchError("no content", retryable=False)
        return Blob(media.content, media.type or "application/octet-stream", media.name)

    async def send(self, message: OutboundMessage) -> str:
        """Hands a mail over; its Message-ID.  SendError."""
        try:
            mail, recipient = compose(message, self._config, self._now()), wire_address(message.address)
        except (ValueError, IndexError):
            raise SendError(SendCode.BAD_ADDRESS, retryable=False, detail="header") from None
        await self._smtp.send(mail, recipient)
        return message_id(message, self._config)

    async def find_sent(self, message: OutboundMessage) -> str | None:
        """None: SMTP cannot be asked; a mail sent twice has the same Message-ID."""
        return None

    async def check(self) -> Sequence[Check]:
        """Whether we can log in on both servers."""
        mailbox, outgoing = await self._poller.check(), await self._smtp.check()
        return (
            Check("mailbox (IMAP)", mailbox is None, mailbox or "opened"),
            Check("outgoing mail (SMTP)", outgoing is None, outgoing or "accepted"),
        )

    async def aclose(self) -> None:
        """Closes both connections and the mailbox's thread."""
        await self._smtp.aclose()
        await self._poller.aclose()


def _vouched(raw: RawEvent) -> datetime:
    """R3: the mail server's INTERNALDATE, never later than when we took the mail in."""
    try:
        told = datetime.fromisoformat(raw.headers["internaldate"]).astimezone(UTC)
    except (KeyError, ValueError):
        return raw.received_at
    return min(told, raw.received_at)


def _media(number: int, file: Attachment) -> MediaRef:
    kind = _KINDS.get(file.type.partition("/")[0], "document")
    return MediaRef(str(number), kind, file.type, file.name, len(file.content), content=file.content)


def _tokens(recipients: Sequence[str], ours: str) -> tuple[str, ...]:
    """The reply tokens: what stands behind "+" in our own address."""
    local, _, domain = ours.lower().partition("@")
    found = []
    for address in recipients:
        name, _, where = address.partition("@")
        if where == domain and name.startswith(f"{local}+"):
            found.append(name[len(local) + 1 :])
    return tuple(found)
