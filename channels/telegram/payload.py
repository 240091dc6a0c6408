"""What can be said of an update without the Bot API's library: whether it is ours to take, and under which key."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

from channels.telegram.config import TelegramConfig
from intake.channel import RawEvent

TOKEN_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 the name of a header


def verify(config: TelegramConfig, raw: RawEvent) -> bool:
    """Whether `raw` carries the secret token given to setWebhook, compared in constant time; empty closes."""
    told = raw.headers.get(TOKEN_HEADER, "")
    if not (config.secret and told):
        return False
    return hmac.compare_digest(told.encode("utf-8", "replace"), config.secret.encode())


def update(raw: RawEvent) -> dict[str, Any] | None:
    """The body as a JSON object; None when it is none."""
    try:
        found = json.loads(raw.body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def event_key(raw: RawEvent) -> str:
    """update_id, else the body's sha256."""
    number = (update(raw) or {}).get("update_id")
    if isinstance(number, int) and not isinstance(number, bool):
        return str(number)
    return hashlib.sha256(raw.body).hexdigest()
