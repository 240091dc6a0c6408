"""Twilio's two shapes of one message: the webhook's form fields and the REST resource, read as the same fields."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from channels.twilio.signature import parameters
from intake.channel import RawEvent

Fields = Mapping[str, str]

_REST_NAMES = {"sid": "MessageSid", "from": "From", "to": "To", "body": "Body", "num_media": "NumMedia",
               "date_sent": "DateSent", "date_updated": "DateUpdated", "error_code": "ErrorCode"}  # fmt: skip


def fields(raw: RawEvent) -> Fields:
    """The fields of `raw` under the webhook's names; empty when the body is of neither shape."""
    if raw.body.lstrip()[:1] == b"{":
        return _json_fields(raw.body)
    return {name: values[0] for name, values in parameters(raw.body).items()}


def _json_fields(body: bytes) -> Fields:
    try:
        resource = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(resource, dict):
        return {}
    return _from_resource(resource) if "sid" in resource else _scalars(resource)


def _scalars(resource: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in resource.items() if isinstance(value, str | int | float)}


def _from_resource(resource: Mapping[str, Any]) -> Fields:
    """A Message resource with its `media` (https://www.twilio.com/docs/messaging/api/message-resource)."""
    values = _scalars(resource)
    named = {ours: values[theirs] for theirs, ours in _REST_NAMES.items() if theirs in values}
    inbound = resource.get("direction") == "inbound"
    named["SmsStatus" if inbound else "MessageStatus"] = values.get("status", "")
    media = resource.get("media")
    for number, medium in enumerate(media if isinstance(media, list) else []):
        if isinstance(medium, dict):
            named[f"MediaUrl{number}"] = str(medium.get("url", ""))
            named[f"MediaContentType{number}"] = str(medium.get("content_type", ""))
    return named


def event_key(raw: RawEvent) -> str:
    """MessageSid of an inbound message, `MessageSid:MessageStatus` of a status, else the body's sha256."""
    found = fields(raw)
    sid = found.get("MessageSid") or found.get("SmsMessageSid") or found.get("SmsSid")
    if not sid:
        return hashlib.sha256(raw.body).hexdigest()
    status = found.get("MessageStatus")
    return f"{sid}:{status}" if status else sid


def account(raw: RawEvent) -> str:
    """Our number: the one written to, or for a status the one written from (without `whatsapp:`)."""
    found = fields(raw)
    ours = found.get("From" if found.get("MessageStatus") else "To", "")
    return ours.removeprefix("whatsapp:")
