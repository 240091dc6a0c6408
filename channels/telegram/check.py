"""`aduan channels check` for Telegram, and telling it where our webhook is."""

from __future__ import annotations

from collections.abc import Sequence

from channels.telegram.client import TelegramClient
from channels.telegram.config import ALLOWED_UPDATES, TelegramConfig
from intake.channel import Check, SendError

CONNECTIONS = 20


async def register_webhook(config: TelegramConfig, client: TelegramClient) -> None:
    """Tells Telegram our address, secret and wanted kinds; what waits there is kept.  SendError.

    https://core.telegram.org/bots/api#setwebhook
    """
    await client.call(
        "setWebhook",
        {
            "url": config.webhook_url,
            "secret_token": config.secret,
            "allowed_updates": list(ALLOWED_UPDATES),
            "max_connections": CONNECTIONS,
            "drop_pending_updates": False,
        },
    )


async def forget_webhook(client: TelegramClient) -> None:
    """Long polling is refused while a webhook is set; what waits is kept.  SendError."""
    await client.call("deleteWebhook", {"drop_pending_updates": False})


async def check(config: TelegramConfig, client: TelegramClient) -> Sequence[Check]:
    """One line for the token, one for the way updates come, one for what Telegram could not deliver."""
    try:
        await client.call("getMe")
        info = await client.call("getWebhookInfo")
    except SendError as error:
        detail = f"{error.code.value} {error.detail}: look at ADUAN_TELEGRAM__TOKEN"
        return [Check("telegram credentials", ok=False, detail=detail)]
    return [Check("telegram credentials", ok=True, detail="accepted"), *webhook_checks(config, info)]


def webhook_checks(config: TelegramConfig, info: dict[str, object]) -> list[Check]:
    """What getWebhookInfo says against what is configured."""
    told = str(info.get("url") or "")
    if not config.uses_webhook:
        detail = "long polling" if not told else "a webhook is set elsewhere; the worker removes it at its first poll"
        return [Check("telegram webhook", ok=not told, detail=detail, warning=bool(told))]
    here = told == config.webhook_url
    remedy = f"set it to {config.webhook_url} (the worker does at its start)"
    found = [Check("telegram webhook", ok=here, detail="points here" if here else remedy)]
    if not config.secret:
        found.append(
            Check("telegram secret", ok=False, detail="set ADUAN_TELEGRAM__SECRET: without it nothing is let in")
        )
    if info.get("last_error_date"):
        waiting = info.get("pending_update_count", 0)
        detail = f"Telegram's last delivery failed; {waiting} updates wait there"
        found.append(Check("telegram deliveries", ok=waiting == 0, detail=detail, warning=True))
    return found
