"""What Twilio refuses at once: https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource.

Codes and HTTP statuses: https://www.twilio.com/docs/api/errors (read 2026-11).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

Form = Mapping[str, Sequence[str]]

_E164 = re.compile(r"\+[1-9]\d{6,14}")
_WHATSAPP = re.compile(r"whatsapp:(\+[1-9]\d{6,14}|[A-Z]{2}\.[A-Za-z0-9]{1,128})")
BODY_CHARACTERS = 1600
MEDIA_COUNT = 10
MESSAGES = {
    20003: "Authenticate",
    20404: "The requested resource was not found",
    20429: "Too Many Requests",
    20500: "Internal Server Error",
    21211: "Invalid 'To' Phone Number",
    21602: "Message body is required.",
    21603: "A 'From' or 'MessagingServiceSid' parameter is required.",
    21604: "A 'To' phone number is required.",
    21606: "The 'From' phone number is not a valid, SMS-capable inbound phone number for your account.",
    21609: "The 'StatusCallback' URL is not a valid URL.",
    21610: "Attempt to send to unsubscribed recipient",
    21614: "'To' number is not a valid mobile number",
    21617: "The concatenated message body exceeds the 1600 character limit.",
    21620: "Invalid media URL(s)",
    21623: "Number of media files exceeds allowed limit",
    21703: "The Messaging Service does not exist.",
    21910: "Invalid 'From' and 'To' pair. 'From' and 'To' should be of the same channel",
    63007: "Twilio could not find a Channel with the specified From address",
    63018: "Rate limit exceeded for Channel",
}
_HTTP = {20003: 401, 20404: 404, 20429: 429, 20500: 500, 63018: 429}


class Refusal(Exception):
    """A request that Twilio answers with an error object."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code

    @property
    def http_status(self) -> int:
        """The HTTP status that comes with the code."""
        return _HTTP.get(self.code, 400)

    def body(self) -> dict[str, object]:
        """The error object."""
        return {
            "code": self.code,
            "message": MESSAGES.get(self.code, "Refused on demand"),
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": self.http_status,
        }


def first(form: Form, name: str) -> str:
    """A parameter's first value; "" when absent."""
    return next(iter(form.get(name, [])), "")


def check(form: Form, ours: Sequence[str], services: Sequence[str]) -> None:
    """Refusal for a create request that breaks a rule of the page.  `ours`: our senders as they are written in From."""
    to, sender = first(form, "To"), first(form, "From")
    if not to:
        raise Refusal(21604)
    _check_sender(to, sender, first(form, "MessagingServiceSid"), ours, services)
    if not (_WHATSAPP if to.startswith("whatsapp:") else _E164).fullmatch(to):
        raise Refusal(21211)
    _check_content(form)
    callback = first(form, "StatusCallback")
    if callback and not _is_url(callback):
        raise Refusal(21609)


def _check_sender(to: str, sender: str, service: str, ours: Sequence[str], services: Sequence[str]) -> None:
    if not sender and not service:
        raise Refusal(21603)
    if service and service not in services:
        raise Refusal(21703)
    if not sender:
        return
    if sender.startswith("whatsapp:") is not to.startswith("whatsapp:"):
        raise Refusal(21910)
    if sender not in ours:
        raise Refusal(63007 if sender.startswith("whatsapp:") else 21606)


def _check_content(form: Form) -> None:
    body, media = first(form, "Body"), form.get("MediaUrl", [])
    if not (body or media or first(form, "ContentSid")):
        raise Refusal(21602)
    if len(body) > BODY_CHARACTERS:
        raise Refusal(21617)
    if len(media) > MEDIA_COUNT:
        raise Refusal(21623)
    if not all(_is_url(url) for url in media):
        raise Refusal(21620)


def _is_url(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "_" not in (parts.hostname or "")
