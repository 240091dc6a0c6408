"""Long polling, where Telegram cannot reach us: https://core.telegram.org/bots/api#getupdates."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Any

from channels.telegram.client import TelegramClient
from channels.telegram.config import ALLOWED_UPDATES, TelegramConfig
from channels.telegram.parse import NAME
from intake.channel import Cursor, RawEvent

LONG_POLL_SECONDS = 25


async def poll(
    config: TelegramConfig, client: TelegramClient, cursor: Cursor, clock: Callable[[], datetime]
) -> AsyncIterator[tuple[RawEvent, Cursor]]:
    """Updates from `cursor` (the next offset), until 25 seconds bring none.

    An offset confirms everything before it at Telegram, so it is sent only by the call after the caller has
    come back for more, which it does once the last update is committed.
    """
    offset = int(cursor) if cursor else None
    while updates := await _updates(client, offset):
        for update in updates:
            offset = int(update["update_id"]) + 1
            yield _event(config, json.dumps(update, separators=(",", ":")).encode(), clock()), str(offset)


async def _updates(client: TelegramClient, offset: int | None) -> list[dict[str, Any]]:
    wanted: dict[str, object] = {"timeout": LONG_POLL_SECONDS, "allowed_updates": list(ALLOWED_UPDATES)}
    if offset is not None:
        wanted["offset"] = offset
    found = await client.call("getUpdates", wanted, within=LONG_POLL_SECONDS + 10.0)
    return [update for update in found if isinstance(update, dict) and "update_id" in update]


def _event(config: TelegramConfig, body: bytes, now: datetime) -> RawEvent:
    return RawEvent(
        adapter=NAME,
        account=config.bot_id,
        method="POLL",
        path="getUpdates",
        query="",
        headers={},
        body=body,
        received_at=now,
    )
