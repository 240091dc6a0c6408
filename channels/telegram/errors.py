"""The Bot API's refusals in the closed list's words: https://core.telegram.org/bots/api#making-requests."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from telegram import error as bot_api

from intake.channel import SendCode, SendError

# Parts of a 400's or 403's description, in lower case; the Bot API gives these no numbers.
_DESCRIPTIONS: tuple[tuple[str, SendCode], ...] = (
    ("chat not found", SendCode.BAD_ADDRESS),
    ("user not found", SendCode.BAD_ADDRESS),
    ("chat_id is empty", SendCode.BAD_ADDRESS),
    ("peer_id_invalid", SendCode.BAD_ADDRESS),
    ("user is deactivated", SendCode.BAD_ADDRESS),
    ("too long", SendCode.TOO_LARGE),
    ("too big", SendCode.TOO_LARGE),
    ("too large", SendCode.TOO_LARGE),
)


@asynccontextmanager
async def speaking() -> AsyncIterator[None]:
    """The library's errors as SendError; the provider's own text stays out, it may hold names."""
    try:
        yield
    except bot_api.TelegramError as error:
        raise send_error(error) from None


# Subclasses before NetworkError, their base: library's class, our code, whether to try again, its number.
_KINDS: tuple[tuple[type[bot_api.TelegramError], SendCode, bool, str], ...] = (
    (bot_api.Forbidden, SendCode.BLOCKED, False, "403"),
    (bot_api.InvalidToken, SendCode.CREDENTIALS, True, "401"),
    (bot_api.TimedOut, SendCode.TIMEOUT, True, ""),
    (bot_api.ChatMigrated, SendCode.BAD_ADDRESS, False, "migrated"),
    (bot_api.NetworkError, SendCode.UNAVAILABLE, True, "network"),
)


def send_error(error: bot_api.TelegramError) -> SendError:
    """The closed list's error for what the library raised."""
    if isinstance(error, bot_api.RetryAfter):
        return SendError(SendCode.RATE_LIMITED, retryable=True, detail="429", retry_after=_seconds(error.retry_after))
    if isinstance(error, bot_api.BadRequest | bot_api.Forbidden):
        code = _by_description(error.message.lower())
        if code is not None or isinstance(error, bot_api.BadRequest):
            return SendError(code or SendCode.REJECTED, retryable=False, detail="refused")
    for kind, code, retryable, detail in _KINDS:
        if isinstance(error, kind):
            return SendError(code, retryable=retryable, detail=detail)
    return SendError(SendCode.UNKNOWN, retryable=True, detail=type(error).__name__)


def _by_description(description: str) -> SendCode | None:
    return next((code for part, code in _DESCRIPTIONS if part in description), None)


def _seconds(found: float | timedelta) -> float:
    return found.total_seconds() if isinstance(found, timedelta) else float(found)
