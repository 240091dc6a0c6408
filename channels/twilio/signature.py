"""Whether Twilio signed a request: https://www.twilio.com/docs/usage/webhooks/webhooks-security."""

from __future__ import annotations

from urllib.parse import parse_qsl

from twilio.request_validator import RequestValidator

from channels.twilio.config import TwilioConfig
from intake.channel import RawEvent

SIGNATURE_HEADER = "x-twilio-signature"


class Parameters(dict[str, list[str]]):
    """Form parameters as RequestValidator reads them: every value of a repeated name, empty ones too."""

    def getlist(self, name: str) -> list[str]:
        """All values of `name` in the order they came."""
        return self[name]


def parameters(body: bytes) -> Parameters:
    """The form-encoded `body` by name; bytes that are no UTF-8 become U+FFFD."""
    found = Parameters()
    for name, value in parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True):
        found.setdefault(name, []).append(value)
    return found


def signed_url(config: TwilioConfig, raw: RawEvent) -> str:
    """The configured public address of the path that was called; connection overrides are never signed."""
    return config.public_url.rstrip("/") + raw.path + (f"?{raw.query}" if raw.query else "")


def verify(config: TwilioConfig, raw: RawEvent) -> bool:
    """Whether `raw` carries the account's signature; an empty token or address closes the endpoint.

    A JSON body is signed by its hash in the query (bodySHA256), a form body by its sorted parameters.
    """
    signature = raw.headers.get(SIGNATURE_HEADER, "")
    if not (config.auth_token and config.public_url and signature):
        return False
    is_json = raw.headers.get("content-type", "").split(";")[0].strip().lower() == "application/json"
    if is_json and "bodySHA256=" not in raw.query:
        return False
    try:
        body: str | Parameters = raw.body.decode("utf-8") if is_json else parameters(raw.body)
    except UnicodeDecodeError:
        return False
    valid: bool = RequestValidator(config.auth_token).validate(signed_url(config, raw), body, signature)
    return valid
