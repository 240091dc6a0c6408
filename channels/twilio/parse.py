"""A Twilio event as the contract's messages and statuses.

Source: https://www.twilio.com/docs/messaging/guides/webhook-request and, for statuses,
https://www.twilio.com/docs/messaging/guides/track-outbound-message-status (read 2026-11).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from channels.text import clean
from channels.twilio.payload import Fields, account, fields
from channels.twilio.statuses import INBOUND_STATUSES, PERMANENT, STATUSES
from intake.channel import (
    Channel,
    Delivery,
    DeliveryStatus,
    Ignored,
    InboundMessage,
    MediaRef,
    Parsed,
    RawEvent,
    Unparseable,
)

NAME = "twilio"
MEDIA_MAX = 10


def parse(raw: RawEvent) -> Sequence[Parsed]:
    """One message, one status, or the reason why neither.  Unparseable without a MessageSid and a sender."""
    found = fields(raw)
    if not found.get("MessageSid") or "From" not in found:
        raise Unparseable("no MessageSid or From")
    if "MessageStatus" in found:
        return [_status(raw, found)]
    status = found.get("SmsStatus", "received").lower()
    if status not in INBOUND_STATUSES:
        return [Ignored(f"status {status[:20]} on an inbound event")]
    return [_inbound(raw, found)]


def _status(raw: RawEvent, found: Fields) -> Parsed:
    word = found["MessageStatus"].lower()
    status = STATUSES.get(word)
    if status is None:
        return Ignored(f"message status {word[:20]}")
    code = found.get("ErrorCode") or None
    return DeliveryStatus(
        adapter=NAME,
        account=account(raw),
        provider_id=found["MessageSid"],
        status=status,
        at=_date(found.get("DateUpdated")) or raw.received_at,
        code=code,
        permanent=status is Delivery.FAILED and code is not None and code.isdigit() and int(code) in PERMANENT,
        recipient=_person(found.get("To", ""))[1] or None,
    )


def _inbound(raw: RawEvent, found: Fields) -> Parsed:
    channel, address = _person(found["From"])
    if channel is None or not address:
        return Ignored(f"sender kind {found['From'].partition(':')[0][:20]}")
    choice = found.get("ButtonPayload") or found.get("ListId") or None
    return InboundMessage(
        channel=channel,
        adapter=NAME,
        account=account(raw),
        message_id=found["MessageSid"],
        address=address,
        text=_text(found),
        # The webhook has no timestamp, the REST resource has (R3).
        sent_at=_date(found.get("DateSent")) or raw.received_at,
        hint_name=clean(found.get("ProfileName", "")).strip() or None,
        choice=clean(choice) if choice else None,
        media=_media(found),
        reply_to=found.get("OriginalRepliedMessageSid") or None,
        thread=tuple(sid for sid in [found.get("OriginalRepliedMessageSid")] if sid),
        automatic=_robot(channel, address),
    )


def _person(address: str) -> tuple[Channel | None, str]:
    """The channel and the plain address: E.164, or a business-scoped WhatsApp id without any number, as it is."""
    kind, colon, rest = address.partition(":")
    if not colon:
        return Channel.SMS, clean(address).strip()
    return (Channel.WHATSAPP, clean(rest).strip()) if kind == "whatsapp" else (None, rest)


def _robot(channel: Channel, address: str) -> str | None:
    """A sender that cannot be written back to: a name or a short code instead of a number."""
    if channel is not Channel.SMS or (address.startswith("+") and address[1:].isdigit()):
        return None
    return "short code" if address.isdigit() else "alphanumeric sender"


def _text(found: Fields) -> str:
    parts = [clean(found.get("Body", "")), _location(found)]
    return "\n".join(part for part in parts if part.strip())


def _location(found: Fields) -> str:
    if not (found.get("Latitude") and found.get("Longitude")):
        return ""
    names = [clean(found[name]).strip() for name in ("Label", "Address") if found.get(name)]
    place = f"Lokasi: {clean(found['Latitude'])},{clean(found['Longitude'])}"
    return f"{place} ({', '.join(names)})" if names else place


def _media(found: Fields) -> tuple[MediaRef, ...]:
    count = found.get("NumMedia", "0")
    wanted = min(int(count), MEDIA_MAX) if count.isascii() and count.isdigit() else 0
    return tuple(_medium(found, number) for number in range(wanted) if found.get(f"MediaUrl{number}"))


def _medium(found: Fields, number: int) -> MediaRef:
    url, media_type = found[f"MediaUrl{number}"], found.get(f"MediaContentType{number}") or None
    return MediaRef(id=url.rpartition("/")[2][:80], kind=_kind(media_type or ""), type=media_type, url=url)


def _kind(media_type: str) -> str:
    major = media_type.partition("/")[0]
    return major if major in ("image", "audio", "video") else "document"


def _date(text: str | None) -> datetime | None:
    """An RFC 2822 time of the REST API as aware UTC; None when there is none."""
    if not text:
        return None
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
