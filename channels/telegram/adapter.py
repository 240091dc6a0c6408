"""The Telegram adapter: see intake/channel.py for what each part promises."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import datetime

from channels.telegram import payload
from channels.telegram.client import TelegramClient
from channels.telegram.config import CALLBACK_PREFIX, TelegramConfig
from intake.channel import (
    Blob,
    Channel,
    Check,
    Cursor,
    InboundMessage,
    Limits,
    MediaRef,
    OutboundMessage,
    Parsed,
    RawEvent,
)

TEXT_CHARACTERS = 4096  # https://core.telegram.org/bots/api#sendmessage, "text"
MEDIA_BYTES = 20 * 1024 * 1024  # what a bot may download; it may upload 50 MB
CHOICES = 20
PER_SECOND = 25.0  # https://core.telegram.org/bots/faq: about 30 a second over all chats


class TelegramAdapter:
    """One bot.  `clock` gives aware UTC; it dates what is polled."""

    name = "telegram"
    poll_together = 1
    limits: Mapping[Channel, Limits] = {
        Channel.TELEGRAM: Limits(text=TEXT_CHARACTERS, media_bytes=MEDIA_BYTES, choices=CHOICES, per_second=PER_SECOND)
    }

    def __init__(self, config: TelegramConfig, clock: Callable[[], datetime]) -> None:
        self._config, self._clock = config, clock
        self._client = TelegramClient(config)
        self._polling = False
        self.secrets: Sequence[str] = tuple(filter(None, [config.token, config.secret]))
        self.poll_every: float | None = None if config.uses_webhook else 1.0

    def account(self, raw: RawEvent) -> str:
        """Our bot's id: an update does not name it, and there is one."""
        return self._config.bot_id

    def verify(self, raw: RawEvent, now: datetime) -> bool:
        """Whether the secret token is there; `now` is not needed, the scheme carries no time."""
        return payload.verify(self._config, raw)

    def handshake(self, raw: RawEvent) -> bytes | None:
        """Telegram asks no questions."""
        return None

    def key(self, raw: RawEvent) -> str:
        """update_id."""
        return payload.event_key(raw)

    def parse(self, raw: RawEvent) -> Sequence[Parsed]:
        """One message, one pressed button, or why neither."""
        from channels.telegram.parse import parse

        return parse(self._config, raw)

    async def poll(self, cursor: Cursor) -> AsyncIterator[tuple[RawEvent, Cursor]]:
        """Long polling; the first poll removes a webhook that is set.  SendError."""
        from channels.telegram.check import forget_webhook
        from channels.telegram.poll import poll

        if not self._polling:
            await forget_webhook(self._client)
            self._polling = True
        async for event in poll(self._config, self._client, cursor, self._clock):
            yield event

    async def wait(self, seconds: float) -> None:
        """A moment's pause: poll itself waits at Telegram."""
        await asyncio.sleep(seconds)

    async def fetch(self, media: MediaRef) -> Blob:
        """The file's bytes."""
        bot = self._client.bot()
        from channels.telegram.fetch import fetch

        return await fetch(bot, media)

    async def send(self, message: OutboundMessage) -> str:
        """`chat:message id`."""
        bot = self._client.bot()
        from channels.telegram.send import send

        return await send(bot, message)

    async def acknowledge(self, message: InboundMessage) -> None:
        """Stops the spinning of the button that `message` came from; nothing to do for others.  Best effort."""
        if message.message_id.startswith(CALLBACK_PREFIX):
            bot = self._client.bot()
            from channels.telegram.send import answer_query

            await answer_query(bot, message.message_id.removeprefix(CALLBACK_PREFIX))

    async def find_sent(self, message: OutboundMessage) -> str | None:
        """None: a bot cannot ask what it sent."""
        return None

    async def register_webhook(self) -> None:
        """Tells Telegram where our webhook is; nothing to do where updates are polled.  SendError."""
        from channels.telegram.check import register_webhook

        if self._config.uses_webhook:
            await register_webhook(self._config, self._client)

    async def check(self) -> Sequence[Check]:
        """Token and webhook."""
        from channels.telegram.check import check

        return await check(self._config, self._client)

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._client.aclose()
