"""What the Telegram adapter must be told."""

from __future__ import annotations

from dataclasses import dataclass, field

from channels.loopback import is_loopback

API_BASE = "https://api.telegram.org"
WEBHOOK_PATH = "/webhooks/telegram"
CALLBACK_PREFIX = "cb:"  # a pressed button's message id: this and the callback query's id
# Kinds that we read; the others are not even sent to us once the webhook is registered.
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")


@dataclass(frozen=True, slots=True)
class TelegramConfig:
    """One bot.  `secret`: the webhook's secret token, 1-256 of A-Z, a-z, 0-9, _ and -."""

    token: str = field(repr=False)
    secret: str = field(repr=False)
    api_base: str = API_BASE
    public_url: str = ""

    @property
    def bot_id(self) -> str:
        """The bot's user id, which a token begins with."""
        return self.token.partition(":")[0]

    @property
    def webhook_url(self) -> str:
        """Where updates are to be posted."""
        return self.public_url.rstrip("/") + WEBHOOK_PATH

    @property
    def uses_webhook(self) -> bool:
        """Whether the provider can call our public URL; else updates are fetched by long polling."""
        return bool(self.public_url) and (is_loopback(self.api_base) or not is_loopback(self.public_url))
