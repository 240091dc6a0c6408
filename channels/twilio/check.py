"""`aduan channels check` for Twilio: credentials, and where our numbers' webhooks point."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qs, urldefrag

from channels.twilio.client import TwilioClient
from channels.twilio.config import OVERRIDES, TwilioConfig
from intake.channel import Check, SendError


async def check(config: TwilioConfig, client: TwilioClient) -> Sequence[Check]:
    """One line for the credentials, three for each number that we hold."""
    try:
        await client.get(f"{config.api_base}/2010-04-01/Accounts/{config.account_sid}.json")
    except SendError as error:
        remedy = "look at ADUAN_TWILIO__ACCOUNT_SID and ADUAN_TWILIO__AUTH_TOKEN"
        return [Check("twilio credentials", ok=False, detail=f"{error.code.value} {error.detail}: {remedy}")]
    found = [Check("twilio credentials", ok=True, detail="accepted")]
    if not config.reachable:
        return [
            *found,
            Check("twilio public URL", ok=False, detail="set ADUAN_PUBLIC_URL to an address Twilio can reach"),
        ]
    for number in sorted({config.whatsapp_from, config.sms_from} - {""}):
        found += await _number(config, client, number)
    return found


async def _number(config: TwilioConfig, client: TwilioClient, number: str) -> list[Check]:
    name = f"twilio {'whatsapp' if number == config.whatsapp_from else 'sms'}"
    try:
        page = await client.get(client.account_url("IncomingPhoneNumbers.json"), {"PhoneNumber": number})
    except SendError as error:
        return [Check(f"{name} number", ok=False, detail=f"{error.code.value} {error.detail}")]
    numbers = page.get("incoming_phone_numbers", [])
    if not numbers:
        return [_unlisted(config, name)]
    return webhook_checks(
        config, name, str(numbers[0].get("sms_url") or ""), str(numbers[0].get("sms_fallback_url") or "")
    )


def _unlisted(config: TwilioConfig, name: str) -> Check:
    remedy = f"in the console the sender's webhook must be {config.webhook_url}{OVERRIDES}"
    detail = f"not among the account's phone numbers; {remedy}"
    return Check(f"{name} number", ok=name.endswith("whatsapp"), detail=detail, warning=True)


def webhook_checks(config: TwilioConfig, name: str, url: str, fallback: str) -> list[Check]:
    """Whether a number's `url` is ours, is retried as far as Twilio can, and has a fallback (warnings)."""
    plain, fragment = urldefrag(url)
    override = parse_qs(fragment)
    retried = override.get("rc") == ["5"] and override.get("rp") == ["all"]
    wanted = config.webhook_url + OVERRIDES
    here = plain == config.webhook_url
    return [
        Check(f"{name} webhook", ok=here, detail="points here" if here else f"set it to {wanted}"),
        Check(
            f"{name} retries",
            ok=retried,
            detail="rc=5, rp=all" if retried else f"set it to {wanted}",
            warning=not retried,
        ),
        Check(
            f"{name} fallback",
            ok=bool(fallback),
            detail="set" if fallback else "set a fallback URL too",
            warning=not fallback,
        ),
    ]
