"""The web form as a channel: our own web app makes the event, so it goes the same way as every other message.

The body is JSON: `token` (the form's own id, made once when the form was opened), `site` (office_web or mall_web),
`fields` (text, name, contact, service, received, confidential), `files` (sha256, name, type, size; blobs that are kept
already).
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from channels.text import clean
from intake.channel import (
    Blob,
    Channel,
    Check,
    Cursor,
    FetchError,
    InboundMessage,
    Limits,
    MediaRef,
    OutboundMessage,
    Parsed,
    RawEvent,
    Unparseable,
)

NAME = "form"
METHOD = "FORM"
BLOB_SCHEME = "blob:"
SITES = {"office_web": Channel.OFFICE_WEB, "mall_web": Channel.MALL_WEB}
TEXT_CHARACTERS = 20_000
MEDIA_BYTES = 10 * 1024 * 1024


def form_event(body: Mapping[str, Any], received_at: datetime) -> RawEvent:
    """The event that the web app stores for a form that was sent in."""
    encoded = json.dumps(body, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
    return RawEvent(
        adapter=NAME,
        account=NAME,
        method=METHOD,
        path="/",
        query="",
        headers={},
        body=encoded,
        received_at=received_at,
    )


def parse(raw: RawEvent) -> Sequence[Parsed]:
    """The form's words as text, its other fields as facts.  Unparseable without a token or a known site."""
    body = _read(raw)
    token, site = body.get("token"), SITES.get(str(body.get("site")))
    if not isinstance(token, str) or not token or site is None:
        raise Unparseable("no token or no such site")
    found = body.get("fields")
    fields = {name: clean(str(value)).strip() for name, value in found.items()} if isinstance(found, dict) else {}
    facts = {name: value for name, value in fields.items() if name != "text" and value}
    return [
        InboundMessage(
            channel=site,
            adapter=NAME,
            account=NAME,
            message_id=token,
            address=token,
            text=fields.get("text", ""),
            sent_at=raw.received_at,  # R3: our own arrival is what somebody other than the citizen vouches for
            hint_name=facts.get("name"),
            media=_media(body.get("files")),
            facts=facts,
        )
    ]


def _read(raw: RawEvent) -> dict[str, Any]:
    try:
        body = json.loads(raw.body)
    except (ValueError, RecursionError):
        raise Unparseable("not JSON") from None
    if not isinstance(body, dict):
        raise Unparseable("not an object")
    return body


def _media(files: object) -> tuple[MediaRef, ...]:
    entries = [entry for entry in files if isinstance(entry, dict)] if isinstance(files, list) else []
    return tuple(_medium(entry) for entry in entries if isinstance(entry.get("sha256"), str))


def _medium(entry: Mapping[str, Any]) -> MediaRef:
    media_type, size = str(entry.get("type") or "") or None, entry.get("size")
    major = (media_type or "").partition("/")[0]
    return MediaRef(
        id=entry["sha256"],
        kind=major if major in ("image", "audio", "video") else "document",
        type=media_type,
        name=clean(str(entry.get("name") or "")).replace("\n", " ")[:200] or None,
        size=size if isinstance(size, int) else None,
        url=BLOB_SCHEME + entry["sha256"],
    )


class FormAdapter:
    """The form: nothing to sign, fetch or send; the citizen's page shows our answers."""

    name = NAME
    poll_together = 1
    secrets: Sequence[str] = ()
    limits: Mapping[Channel, Limits] = {
        site: Limits(text=TEXT_CHARACTERS, media_bytes=MEDIA_BYTES, choices=20, per_second=1000.0)
        for site in SITES.values()
    }
    poll_every: float | None = None

    def account(self, raw: RawEvent) -> str:
        """There is one."""
        return NAME

    def verify(self, raw: RawEvent, now: datetime) -> bool:
        """True only for an event of our own web app: no HTTP request has this method."""
        return raw.method == METHOD and raw.account == NAME

    def handshake(self, raw: RawEvent) -> bytes | None:
        """None."""
        return None

    def key(self, raw: RawEvent) -> str:
        """The form's token: sent twice by an impatient finger it is one form."""
        try:
            token = _read(raw).get("token")
        except Unparseable:
            token = None
        return token if isinstance(token, str) and token else hashlib.sha256(raw.body).hexdigest()

    def parse(self, raw: RawEvent) -> Sequence[Parsed]:
        """One message."""
        return parse(raw)

    async def poll(self, cursor: Cursor) -> AsyncIterator[tuple[RawEvent, Cursor]]:
        """Nothing: a form comes by itself."""
        nothing: tuple[tuple[RawEvent, Cursor], ...] = ()
        for event in nothing:
            yield event

    async def wait(self, seconds: float) -> None:
        """Sleeps."""
        await asyncio.sleep(seconds)

    async def fetch(self, media: MediaRef) -> Blob:
        """Never needed: a form's files are blobs before the event exists."""
        raise FetchError("a form's files are kept already", retryable=False)

    async def send(self, message: OutboundMessage) -> str:
        """Accepted as it is: the citizen's page reads the outgoing message itself."""
        return f"{NAME}:{message.id}"

    async def find_sent(self, message: OutboundMessage) -> str | None:
        """The same id again: handing over cannot fail."""
        return f"{NAME}:{message.id}"

    async def check(self) -> Sequence[Check]:
        """It is part of the web app."""
        return [Check("form", ok=True, detail="part of the web app")]

    async def aclose(self) -> None:
        """Nothing is open."""
