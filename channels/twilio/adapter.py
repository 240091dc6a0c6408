"""The Twilio adapter: see intake/channel.py for what each part promises."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import datetime

from channels.twilio import payload, signature
from channels.twilio.client import TwilioClient
from channels.twilio.config import TwilioConfig
from channels.twilio.sent import Sent
from intake.channel import Blob, Channel, Check, Cursor, Limits, MediaRef, OutboundMessage, Parsed, RawEvent

TEXT_CHARACTERS = 1600  # https://www.twilio.com/docs/messaging/api/message-resource, "body"
MEDIA_BYTES = 16 * 1024 * 1024
POLL_SECONDS = 600.0


class TwilioAdapter:
    """WhatsApp and SMS.  `clock` gives aware UTC; it dates what is polled."""

    name = "twilio"
    poll_together = 50
    poll_every: float | None = POLL_SECONDS

    def __init__(self, config: TwilioConfig, clock: Callable[[], datetime]) -> None:
        self._config, self._clock = config, clock
        self._client, self._sent = TwilioClient(config), Sent()
        self.secrets: Sequence[str] = tuple(filter(None, [config.auth_token]))
        limits = Limits(text=TEXT_CHARACTERS, media_bytes=MEDIA_BYTES, media_out=False)
        self.limits: Mapping[Channel, Limits] = {Channel.WHATSAPP: limits, Channel.SMS: limits}

    def account(self, raw: RawEvent) -> str:
        """Our number this event is about."""
        return payload.account(raw)

    def verify(self, raw: RawEvent, now: datetime) -> bool:
        """Whether Twilio signed it; `now` is not needed, the scheme carries no time."""
        return signature.verify(self._config, raw)

    def handshake(self, raw: RawEvent) -> bytes | None:
        """Twilio asks no questions."""
        return None

    def key(self, raw: RawEvent) -> str:
        """MessageSid, with the status for a status."""
        return payload.event_key(raw)

    def parse(self, raw: RawEvent) -> Sequence[Parsed]:
        """One message or one status."""
        from channels.twilio.parse import parse

        return parse(raw)

    async def poll(self, cursor: Cursor) -> AsyncIterator[tuple[RawEvent, Cursor]]:
        """What REST lists since `cursor`.  SendError when Twilio cannot be asked."""
        from channels.twilio.poll import poll

        async for event in poll(self._config, self._client, cursor, self._clock):
            yield event

    async def wait(self, seconds: float) -> None:
        """Twilio announces nothing: sleeps."""
        await asyncio.sleep(seconds)

    async def fetch(self, media: MediaRef) -> Blob:
        """The medium's bytes from Twilio's store."""
        from channels.twilio.fetch import fetch

        return await fetch(self._config, media)

    async def send(self, message: OutboundMessage) -> str:
        """The message's SID."""
        from channels.twilio.send import send

        sid = await send(self._config, self._client, message)
        self._sent.note(sid, message.id)
        return sid

    async def find_sent(self, message: OutboundMessage) -> str | None:
        """The newest recent message to the same address with the same text (see send.find_sent)."""
        from channels.twilio.send import find_sent

        return await find_sent(self._config, self._client, message, self._clock(), self._sent)

    async def check(self) -> Sequence[Check]:
        """Credentials and webhooks."""
        from channels.twilio.check import check

        return await check(self._config, self._client)

    async def aclose(self) -> None:
        """Closes the HTTP session."""
        await self._client.aclose()
