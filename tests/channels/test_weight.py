"""The web process verifies and keys with both adapters and stays light (decision 12)."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
from datetime import UTC, datetime
from channels.form.adapter import FormAdapter
from channels.telegram.adapter import TelegramAdapter
from channels.telegram.config import TelegramConfig
from channels.twilio.adapter import TwilioAdapter
from channels.twilio.config import TwilioConfig
from intake.channel import RawEvent
now = datetime(2026, 5, 4, tzinfo=UTC)
twilio = TwilioAdapter(TwilioConfig("AC1", "t", public_url="https://a.id"), lambda: now)
for adapter in (twilio, TelegramAdapter(TelegramConfig("1:x", "s"), lambda: now), FormAdapter()):
    raw = RawEvent(adapter.name, "", "POST", "/webhooks/x", "", {"x-twilio-signature": "x"}, b"MessageSid=SM1", now)
    adapter.verify(raw, now), adapter.key(raw), adapter.account(raw), adapter.handshake(raw)
print(" ".join(sorted({name for name in ("twilio.rest", "telegram", "numpy", "typst", "httpx", "aiohttp", "requests")}
    & set(sys.modules))))
"""


def test_verify_key_account_and_handshake_import_nothing_heavy() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == ""
