"""What the sandbox must be told: where we are, and the same credentials that the adapters have."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SandboxConfig:
    """`state_dir`: its own folder.  `web_url`: our web app.  Listens on 127.0.0.1 only."""

    state_dir: Path
    web_url: str
    port: int = 8100
    account_sid: str = "AC00000000000000000000000000000001"
    auth_token: str = field(default="", repr=False)
    whatsapp_number: str = "+622640000001"
    sms_number: str = "+622640000002"
    messaging_service_sid: str = ""
    telegram_token: str = field(default="", repr=False)
    telegram_secret: str = field(default="", repr=False)
    imap_port: int | None = None
    smtp_port: int | None = None
    office_address: str = "pengaduan@aduan.test"

    @property
    def base(self) -> str:
        """Our own address, as links in answers name it."""
        return f"http://127.0.0.1:{self.port}"

    def hook(self, path: str) -> str:
        """`path` of the web app as a full address."""
        return self.web_url.rstrip("/") + path
