"""What Twilio holds since the last message seen: the way back for what an outage kept from us.

Twilio tries a webhook at most five more times within 15 seconds
(https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides), so inbound messages, and what became of
ours, are listed over REST under the same keys as the webhooks'.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

from channels.twilio.client import TwilioClient
from channels.twilio.config import TwilioConfig
from channels.twilio.parse import NAME
from intake.channel import Cursor, RawEvent

INBOUND_MARGIN = timedelta(minutes=10)  # a message may be listed a little after it was dated
STATUS_MARGIN = timedelta(hours=2)  # a receipt comes later than the message it is about
FIRST_LOOK = timedelta(hours=24)
PAGE_SIZE = "500"
SETTLED = frozenset({"delivered", "read", "undelivered", "failed"})

Resource = dict[str, Any]


async def poll(
    config: TwilioConfig, client: TwilioClient, cursor: Cursor, clock: Callable[[], datetime]
) -> AsyncIterator[tuple[RawEvent, Cursor]]:
    """Inbound messages and settled outgoing ones since `cursor` (ISO time), oldest first.

    Without a cursor the last 24 hours are listed.
    """
    since = datetime.fromisoformat(cursor) if cursor else clock() - FIRST_LOOK
    newest = since
    for resource in await _listed(config, client, since):
        newest = max(newest, _sent(resource))
        if resource.get("direction") == "inbound":
            resource["media"] = await _media(config, client, resource)
        yield _event(resource, clock()), newest.isoformat()


async def _listed(config: TwilioConfig, client: TwilioClient, since: datetime) -> list[Resource]:
    found: list[Resource] = []
    for to, sender in _queries(config):
        inbound = await _pages(client, {**to, "DateSent>": _iso(since - INBOUND_MARGIN)})
        ours = await _pages(client, {**sender, "DateSent>": _iso(since - STATUS_MARGIN)})
        found += [one for one in inbound if one.get("direction") == "inbound"]
        found += [one for one in ours if one.get("direction") != "inbound" and one.get("status") in SETTLED]
    return sorted((one for one in found if one.get("date_sent")), key=lambda one: (_sent(one), str(one["sid"])))


def _queries(config: TwilioConfig) -> list[tuple[dict[str, str], dict[str, str]]]:
    """One query by To and one by From for each number; for a Messaging Service's unnamed numbers the whole account."""
    numbers = [f"whatsapp:{config.whatsapp_from}"] if config.whatsapp_from else []
    numbers += [config.sms_from] if config.sms_from else []
    if config.messaging_service_sid and not config.sms_from:
        return [({}, {})]
    return [({"To": number}, {"From": number}) for number in numbers]


async def _pages(client: TwilioClient, query: dict[str, str]) -> list[Resource]:
    url, params = client.account_url("Messages.json"), {**query, "PageSize": PAGE_SIZE}
    found: list[Resource] = []
    while True:
        page = await client.get(url, params)
        found += [one for one in page.get("messages", []) if isinstance(one, dict) and one.get("sid")]
        if not page.get("next_page_uri"):
            return found
        url, params = urljoin(url, str(page["next_page_uri"])), {}


async def _media(config: TwilioConfig, client: TwilioClient, resource: Resource) -> list[Resource]:
    """Address and type of each medium, as the webhook would have named them."""
    if str(resource.get("num_media", "0")) == "0":
        return []
    page = await client.get(client.account_url(f"Messages/{resource['sid']}/Media.json"))
    return [
        {"url": config.api_base + str(one["uri"]).removesuffix(".json"), "content_type": one.get("content_type")}
        for one in page.get("media_list", [])
    ]


def _event(resource: Resource, now: datetime) -> RawEvent:
    return RawEvent(
        adapter=NAME,
        account=str(resource["to" if resource.get("direction") == "inbound" else "from"]).removeprefix("whatsapp:"),
        method="REST",
        path=str(resource.get("uri", "")),
        query="",
        headers={},
        body=json.dumps(resource, separators=(",", ":")).encode(),
        received_at=now,
    )


def _sent(resource: Resource) -> datetime:
    return parsedate_to_datetime(str(resource["date_sent"])).astimezone(UTC)


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
