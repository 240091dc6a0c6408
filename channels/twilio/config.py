"""What the Twilio adapter must be told."""

from __future__ import annotations

from dataclasses import dataclass, field

from channels.loopback import is_loopback

API_BASE = "https://api.twilio.com"
WEBHOOK_PATH = "/webhooks/twilio"
STATUS_PATH = "/webhooks/twilio/status"
# Five retries of every kind of failure, as far as Twilio goes; the fragment is neither sent nor signed.
OVERRIDES = "#rc=5&rp=all"


@dataclass(frozen=True, slots=True)
class TwilioConfig:
    """One Twilio account and the numbers we hold there.

    `whatsapp_from`, `sms_from`: E.164, "" when not held.  `public_url`: where Twilio reaches us, without a path
    of ours; signatures are computed over it, never over what a request claims.
    """

    account_sid: str
    auth_token: str = field(repr=False)
    whatsapp_from: str = ""
    sms_from: str = ""
    messaging_service_sid: str = ""
    api_base: str = API_BASE
    public_url: str = ""

    @property
    def sandbox(self) -> bool:
        """Whether the provider is the one on this machine."""
        return is_loopback(self.api_base)

    @property
    def reachable(self) -> bool:
        """Whether the provider can call our public URL: Twilio refuses one that only this machine knows."""
        return bool(self.public_url) and (self.sandbox or not is_loopback(self.public_url))

    @property
    def webhook_url(self) -> str:
        """Where inbound messages are to be posted."""
        return self.public_url.rstrip("/") + WEBHOOK_PATH

    @property
    def status_url(self) -> str:
        """Where delivery statuses are to be posted."""
        return self.public_url.rstrip("/") + STATUS_PATH
