"""`aduan sandbox`: the same credentials as the adapters have, given to the providers of this machine."""

from __future__ import annotations

import asyncio

from app.clock import system_now
from app.settings import Settings


def run_sandbox(settings: Settings) -> None:
    """Runs until a signal; listens on 127.0.0.1 only (decision 7)."""
    from channels.sandbox.app import serve
    from channels.sandbox.config import SandboxConfig

    config = SandboxConfig(
        state_dir=settings.data_dir / "sandbox",
        web_url=settings.public_url,
        port=settings.sandbox_port,
        account_sid=settings.twilio.account_sid,
        auth_token=settings.twilio.auth_token.get_secret_value(),
        whatsapp_number=settings.twilio.whatsapp_from,
        sms_number=settings.twilio.sms_from,
        messaging_service_sid=settings.twilio.messaging_service_sid,
        telegram_token=settings.telegram.token.get_secret_value(),
        telegram_secret=settings.telegram.secret.get_secret_value(),
        imap_port=settings.sandbox_imap_port,
        smtp_port=settings.sandbox_smtp_port,
        office_address=settings.mail.address,
    )
    asyncio.run(serve(config, system_now))
