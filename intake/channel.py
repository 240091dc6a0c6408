"""The channel contract: what an adapter takes in, gives back and may raise.

An adapter verifies, parses, fetches, sends, and names itself, its limits and its secrets.  It knows no
database, no wording, no law and no retry timing (docs/decisions/0003).
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol


class Channel(StrEnum):
    """R1: the thirteen ways in, each under its own name, and Telegram."""

    OFFICE = "office"
    MALL = "mall"
    LETTER = "letter"
    TELEPHONE = "telephone"
    SMS = "sms"
    WHATSAPP = "whatsapp"
    EMAIL = "email"
    X = "x"
    INSTAGRAM = "instagram"
    OFFICE_WEB = "office_web"
    MALL_WEB = "mall_web"
    PAPER_FORM = "paper_form"
    BOX = "box"
    TELEGRAM = "telegram"

    @classmethod
    def read(cls, word: str) -> Channel:
        """`word` as a channel; `web`, as corpus and command line say, is office_web.  ValueError if unknown."""
        return cls.OFFICE_WEB if word == "web" else cls(word)


@dataclass(frozen=True, slots=True)
class RawEvent:
    """One provider request or one polled item exactly as it came.

    `headers` have lower-case names; `query` is the raw query string; `received_at` is aware UTC.
    """

    adapter: str
    account: str
    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes
    received_at: datetime


@dataclass(frozen=True, slots=True)
class MediaRef:
    """A medium named by a provider and not fetched yet, or carried along (`content`)."""

    id: str
    kind: str  # image | audio | video | document | sticker
    type: str | None = None
    name: str | None = None
    size: int | None = None
    url: str | None = None
    content: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Blob:
    """A fetched medium: its bytes, its media type and the name a person would know it by."""

    content: bytes = field(repr=False)
    type: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class InboundMessage:
    """One message of one citizen, in the words and units of the contract.

    `address`: where an answer goes (E.164 with `+`, chat id, e-mail address, token of a form).
    `sent_at`: the earliest time that somebody other than the citizen vouches for (R3), aware UTC.
    `device_at`: a time from the citizen's own device, believed only by R3's 72 hours.
    `hint_name`: a profile name: a hint, never proof.  `choice`: the value of a button that was pressed.
    `thread`: ids this message answers (provider message ids, mail Message-IDs, our reply token).
    `group`: an album's id.  `automatic`: why it is a robot's (never answered), else None.
    `facts`: what a form's own fields say (name, service, received, confidential), by name.
    """

    channel: Channel
    adapter: str
    account: str
    message_id: str
    address: str
    text: str
    sent_at: datetime
    device_at: datetime | None = None
    hint_name: str | None = None
    choice: str | None = None
    media: tuple[MediaRef, ...] = ()
    reply_to: str | None = None
    thread: tuple[str, ...] = ()
    group: str | None = None
    subject: str | None = None
    quoted: str | None = None
    automatic: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


class Delivery(StrEnum):
    """What became of a message of ours; moves only forward, `failed` and `read` are ends."""

    ACCEPTED = "accepted"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DeliveryStatus:
    """A provider's word on one outgoing message, found by its id at the provider or by our own."""

    adapter: str
    account: str
    provider_id: str
    status: Delivery
    at: datetime
    code: str | None = None
    permanent: bool = False
    recipient: str | None = None


@dataclass(frozen=True, slots=True)
class Ignored:
    """Something understood and not wanted (an edit, a typing sign, an unknown kind): recorded with its reason."""

    reason: str


Parsed = InboundMessage | DeliveryStatus | Ignored


class Unparseable(ValueError):
    """The body is not that provider's: the event is quarantined with an alarm, the provider gets 2xx."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A button where the channel has them, a number where not; `value` comes back in InboundMessage.choice."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class OutboundMessage:
    """A message of ours to one address.

    `id`: ours, the idempotency key.  `intent`: what it is for (a template's name outside a reply session).
    `variables`: a template's fields.  `references`: thread ids for mail.  `message_id`: the mail's own id.
    """

    id: str
    channel: Channel
    account: str
    address: str
    intent: str
    text: str
    language: str = "id"
    choices: tuple[Choice, ...] = ()
    media: tuple[Blob, ...] = ()
    reply_to: str | None = None
    references: tuple[str, ...] = ()
    subject: str | None = None
    variables: Mapping[str, str] = field(default_factory=dict)


class SendCode(StrEnum):
    """The closed list of what can go wrong while sending."""

    BAD_ADDRESS = "bad_address"
    BLOCKED = "blocked"
    REJECTED = "rejected"
    TOO_LARGE = "too_large"
    SESSION_SHUT = "session_shut"
    CREDENTIALS = "credentials"
    RATE_LIMITED = "rate_limited"
    UNAVAILABLE = "unavailable"
    TIMEOUT = "timeout"
    UNKNOWN = "unknown"


class SendError(Exception):
    """Sending failed: a code of the closed list, whether to try again, and the provider's own code (never its text)."""

    def __init__(self, code: SendCode, *, retryable: bool, detail: str = "", retry_after: float | None = None) -> None:
        super().__init__(f"{code.value} {detail}".strip())
        self.code, self.retryable, self.detail, self.retry_after = code, retryable, detail, retry_after


class FetchError(Exception):
    """A medium could not be fetched; `retryable` tells whether trying again can help."""

    def __init__(self, reason: str, *, retryable: bool) -> None:
        super().__init__(reason)
        self.retryable = retryable


@dataclass(frozen=True, slots=True)
class Limits:
    """What a channel can carry: characters a message, bytes a medium, how many choices; media types or () for any."""

    text: int
    media_bytes: int
    choices: int = 0
    media_types: tuple[str, ...] = ()
    media_out: bool = True
    per_second: float = 10.0


@dataclass(frozen=True, slots=True)
class Check:
    """One line of `aduan channels check`: what was looked at, whether it holds, and the remedy if not."""

    name: str
    ok: bool
    detail: str
    warning: bool = False


Cursor = str | None


class Adapter(Protocol):
    """One medium.  `verify`, `handshake`, `key` and `parse` are pure; the rest does I/O and takes no locks."""

    name: str
    secrets: Sequence[str]
    limits: Mapping[Channel, Limits]
    poll_every: float | None  # seconds between two polls; None: this adapter is never polled
    poll_together: int  # events stored in one transaction; 1 where asking for more confirms those before

    def account(self, raw: RawEvent) -> str:
        """Which of our numbers, bots or mailboxes this event is for; "" when it does not say."""

    def verify(self, raw: RawEvent, now: datetime) -> bool:
        """Whether the provider signed these raw bytes for our configured public URL; False on a missing secret."""

    def handshake(self, raw: RawEvent) -> bytes | None:
        """The body to answer a subscription check with; None for an ordinary event."""

    def key(self, raw: RawEvent) -> str:
        """The provider's event id, else sha256 of the body in hex; never raises."""

    def parse(self, raw: RawEvent) -> Sequence[Parsed]:
        """What this event holds.  Unparseable when the body is not that provider's."""

    def poll(self, cursor: Cursor) -> AsyncIterator[tuple[RawEvent, Cursor]]:
        """Events since `cursor`, oldest first, each with the cursor to store once it is committed; then ends."""

    async def wait(self, seconds: float) -> None:
        """Returns when something new may be there (IDLE), at the latest after `seconds`."""

    async def fetch(self, media: MediaRef) -> Blob:
        """The bytes of a medium.  FetchError."""

    async def send(self, message: OutboundMessage) -> str:
        """Hands `message` over; the provider's id for it.  SendError."""

    async def find_sent(self, message: OutboundMessage) -> str | None:
        """The provider's id if it already has this message (after a crash between hand-over and record)."""

    async def check(self) -> Sequence[Check]:
        """Whether the credentials work and the webhook points here."""

    async def aclose(self) -> None:
        """Closes clients and threads."""


Json = Mapping[str, Any]
