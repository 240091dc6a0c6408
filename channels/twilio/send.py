"""One outgoing message handed to Twilio: https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource."""

from __future__ import annotations

from datetime import datetime, timedelta

from channels.twilio.client import TwilioClient, speaking
from channels.twilio.config import OVERRIDES, TwilioConfig
from channels.twilio.sent import Sent
from channels.twilio.statuses import STATUSES, send_error
from intake.channel import Channel, Delivery, OutboundMessage, SendCode, SendError

FIND_WINDOW = timedelta(minutes=15)


def parameters(config: TwilioConfig, message: OutboundMessage) -> dict[str, str]:
    """The create request's parameters under the SDK's names.  SendError when no sender is configured."""
    prefix = "whatsapp:" if message.channel is Channel.WHATSAPP else ""
    wanted = {"to": prefix + message.address, "body": message.text}
    wanted |= _sender(config, message, prefix)
    if config.reachable:
        # Connection overrides: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
        wanted["status_callback"] = config.status_url + OVERRIDES
    return wanted


def _sender(config: TwilioConfig, message: OutboundMessage, prefix: str) -> dict[str, str]:
    """Our number that the citizen wrote to, else the channel's, else the Messaging Service's choice."""
    ours = config.whatsapp_from if prefix else config.sms_from
    number = message.account if message.account in (config.whatsapp_from, config.sms_from) else ours
    sender = {"from_": prefix + number} if number else {}
    if config.messaging_service_sid:
        sender["messaging_service_sid"] = config.messaging_service_sid
    if not sender:
        raise SendError(SendCode.REJECTED, retryable=False, detail="no sender configured")
    return sender


async def send(config: TwilioConfig, client: TwilioClient, message: OutboundMessage) -> str:
    """Hands `message` over and returns its SID; a 2xx without one is no success."""
    if message.media:
        # Twilio fetches media from a public address of ours; the text carries a link instead.
        raise SendError(SendCode.REJECTED, retryable=False, detail="media")
    wanted = parameters(config, message)
    async with speaking():
        created = await client.rest().messages.create_async(**wanted)
    if STATUSES.get(str(created.status or "")) is Delivery.FAILED:
        raise send_error(created.error_code, 400)
    if not created.sid:
        raise SendError(SendCode.UNKNOWN, retryable=True, detail="no sid")
    return str(created.sid)


async def find_sent(
    config: TwilioConfig, client: TwilioClient, message: OutboundMessage, now: datetime, sent: Sent
) -> str | None:
    """The newest message of the last 15 minutes to this address with exactly this text.

    Twilio keeps no id of ours, so two equal texts look the same.  Those that this process sent are told apart by
    `sent`; an id that the caller has on record for another message of ours means "not sent" all the same.
    """
    wanted = parameters(config, message)
    since = (now - FIND_WINDOW).strftime("%Y-%m-%dT%H:%M:%SZ")
    page = await client.get(
        client.account_url("Messages.json"), {"To": wanted["to"], "DateSent>": since, "PageSize": "100"}
    )
    for found in page.get("messages", []):
        same = found.get("body") == message.text and found.get("direction") != "inbound"
        same = same and not sent.another(str(found["sid"]), message.id)
        if same and STATUSES.get(str(found.get("status"))) is not Delivery.FAILED:
            return str(found["sid"])
    return None
