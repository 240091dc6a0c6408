"""The web app in this process, on a clean database, with every channel configured for the sandbox."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
from pydantic import SecretStr
from twilio.request_validator import RequestValidator

from app.services import Services, make_services
from app.settings import Settings, with_sandbox
from app.webapp.main import create_app

URL = "http://127.0.0.1:8000"
KEY = "k" * 43


def settings(folder: Path, **changes: Any) -> Settings:
    """The sandbox's settings."""
    values: dict[str, Any] = {"data_dir": folder, "secret_key": SecretStr(KEY), "sandbox": True}
    return with_sandbox(Settings.model_validate(values | changes))


@asynccontextmanager
async def running(given: Settings, url: str) -> AsyncIterator[tuple[Services, httpx.AsyncClient]]:
    """Services and a client that speaks to the app."""
    services = make_services(given, url, pool=4)
    app = create_app(services, url)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport, base_url=URL) as client:
        yield services, client


def twilio(services: Services, path: str = "/webhooks/twilio", **fields: str) -> dict[str, Any]:
    """What httpx sends as Twilio would: a form, signed for the public URL."""
    given = services.settings.twilio
    values = {
        "MessageSid": "SM" + "1" * 32, "AccountSid": given.account_sid, "From": "whatsapp:+6281200000001",
        "To": f"whatsapp:{given.whatsapp_from}", "Body": "halo", "NumMedia": "0",
    } | fields  # fmt: skip
    return signed(services, path, values)


def signed(services: Services, path: str, fields: dict[str, str]) -> dict[str, Any]:
    """A signed form."""
    validator = RequestValidator(services.settings.twilio.auth_token.get_secret_value())
    return {
        "content": urlencode(fields).encode(),
        "headers": {
            "content-type": "application/x-www-form-urlencoded",
            "x-twilio-signature": validator.compute_signature(URL + path, fields),
        },
    }


def telegram(services: Services, update: bytes) -> dict[str, Any]:
    """What Telegram posts."""
    secret = services.settings.telegram.secret.get_secret_value()
    headers = {"content-type": "application/json", "x-telegram-bot-api-secret-token": secret}
    return {"content": update, "headers": headers}
