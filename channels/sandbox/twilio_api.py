"""Twilio's REST API, as far as a client of messages needs it.

https://www.twilio.com/docs/messaging/api/message-resource, .../media-resource and
https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource (read 2026-11).
"""

from __future__ import annotations

import asyncio
import secrets
from base64 import b64decode
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route

from channels.sandbox import faults
from channels.sandbox.twilio import Twilio
from channels.sandbox.twilio_rules import Refusal

PAGE_SIZE = 50
PAGE_MAX = 1000
Handler = Callable[[Request], Awaitable[Response]]


class TwilioApi:
    """The routes under /2010-04-01."""

    def __init__(self, twilio: Twilio) -> None:
        self._twilio = twilio

    def mount(self) -> Mount:
        """All of them, behind credentials and faults."""
        one = "/Accounts/{account}/Messages/{sid}"
        table: list[tuple[str, str, Handler]] = [
            ("/Accounts/{account}.json", "GET", self.account),
            ("/Accounts/{account}/Messages.json", "POST", self.create),
            ("/Accounts/{account}/Messages.json", "GET", self.listing),
            (f"{one}/Media.json", "GET", self.media_list),
            (f"{one}/Media/{{media}}.json", "GET", self.media),
            (f"{one}/Media/{{media}}", "GET", self.content),
            (f"{one}.json", "GET", self.message),
            ("/Accounts/{account}/IncomingPhoneNumbers.json", "GET", self.numbers),
            ("/Accounts/{account}/IncomingPhoneNumbers/{sid}.json", "POST", self.change_number),
        ]
        return Mount("/2010-04-01", routes=[Route(path, self._guarded(to), methods=[how]) for path, how, to in table])

    def _guarded(self, handler: Handler) -> Handler:
        async def guarded(request: Request) -> Response:
            try:
                await self._refuse(request)
                response = await handler(request)
                self._lose_answer(request)
            except Refusal as refusal:
                what = {"method": request.method, "code": refusal.code}
                self._twilio.store.log(self._twilio.clock.iso(), "twilio", "refused", **what)
                return JSONResponse(refusal.body(), refusal.http_status)
            return response

        return guarded

    def _lose_answer(self, request: Request) -> None:
        if request.method == "POST" and faults.take(self._twilio.store, "twilio", "lose_answer_next"):
            raise Refusal(20500)

    async def _refuse(self, request: Request) -> None:
        config, store = self._twilio.config, self._twilio.store
        user, password = _basic(request.headers.get("authorization", ""))
        known = secrets.compare_digest(user, config.account_sid.encode()) and bool(config.auth_token)
        if not (known and secrets.compare_digest(password, config.auth_token.encode())):
            raise Refusal(20003)
        current = faults.read(store, "twilio")
        await asyncio.sleep(current.api_delay_ms / 1000)
        if request.method == "POST" and faults.take(store, "twilio", "fail_next"):
            raise Refusal(current.fail_code or 20500)
        if request.path_params["account"] != config.account_sid:
            raise Refusal(20404)

    async def account(self, request: Request) -> Response:
        """The account itself: what a check of credentials asks for."""
        sid = self._twilio.config.account_sid
        return JSONResponse({"sid": sid, "friendly_name": "Sandbox", "status": "active", "type": "Full"})

    async def create(self, request: Request) -> Response:
        """Sends a message."""
        form: dict[str, list[str]] = {}
        for name, value in parse_qsl((await request.body()).decode("utf-8", "replace"), keep_blank_values=True):
            form.setdefault(name, []).append(value)
        resource = self._twilio.create(form)
        self._twilio.store.log(self._twilio.clock.iso(), "twilio", "create", sid=resource["sid"], names=sorted(form))
        return JSONResponse(resource, 201)

    async def listing(self, request: Request) -> Response:
        """Messages, newest first, by page."""
        query = request.query_params
        size = min(max(_number(query.get("PageSize"), PAGE_SIZE), 1), PAGE_MAX)
        page = _number(query.get("Page"), 0)
        found = self._twilio.listed(query, page * size, size + 1)
        return JSONResponse({"messages": found[:size], **_paging(request, page, size, more=len(found) > size)})

    async def message(self, request: Request) -> Response:
        """One message."""
        return JSONResponse(self._twilio.resource(request.path_params["sid"]))

    async def media_list(self, request: Request) -> Response:
        """A message's media."""
        number = request.path_params["sid"]
        self._twilio.resource(number)
        entries = [self._medium(number, row["id"], row["type"]) for row in self._twilio.media(number)]
        return JSONResponse({"media_list": entries, **_paging(request, 0, PAGE_SIZE, more=False)})

    async def media(self, request: Request) -> Response:
        """One medium's resource."""
        number, medium = request.path_params["sid"], request.path_params["media"]
        found = [row for row in self._twilio.media(number) if row["id"] == medium]
        if not found:
            raise Refusal(20404)
        return JSONResponse(self._medium(number, medium, found[0]["type"]))

    async def content(self, request: Request) -> Response:
        """A medium's bytes: Twilio sends one on to its store, where no credentials are wanted."""
        medium = request.path_params["media"]
        if not any(row["id"] == medium for row in self._twilio.media(request.path_params["sid"])):
            raise Refusal(20404)
        return RedirectResponse(f"/files/{medium}", 307)

    async def numbers(self, request: Request) -> Response:
        """Our numbers, or the one asked for."""
        config, wanted = self._twilio.config, request.query_params.get("PhoneNumber", "")
        found = [self._twilio.number(ours) for ours in (config.whatsapp_number, config.sms_number) if wanted in ours]
        return JSONResponse({"incoming_phone_numbers": found, **_paging(request, 0, PAGE_SIZE, more=False)})

    async def change_number(self, request: Request) -> Response:
        """Sets a number's webhook addresses."""
        names = {"SmsUrl": "sms_url", "SmsFallbackUrl": "sms_fallback_url"}
        form = dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
        for ours in (self._twilio.config.whatsapp_number, self._twilio.config.sms_number):
            if self._twilio.number(ours)["sid"] == request.path_params["sid"]:
                changed = {theirs: form[name] for name, theirs in names.items() if name in form}
                self._twilio.store.put(f"number_{ours}", changed)
                return JSONResponse(self._twilio.number(ours))
        raise Refusal(20404)

    def _medium(self, number: str, medium: str, media_type: str) -> Mapping[str, Any]:
        account = self._twilio.config.account_sid
        uri = f"/2010-04-01/Accounts/{account}/Messages/{number}/Media/{medium}.json"
        return {"sid": medium, "account_sid": account, "parent_sid": number, "content_type": media_type, "uri": uri,
                "date_created": self._twilio.resource(number)["date_created"]}  # fmt: skip


def _basic(header: str) -> tuple[bytes, bytes]:
    kind, _, encoded = header.partition(" ")
    try:
        user, _, password = b64decode(encoded, validate=True).partition(b":")
    except ValueError:
        return b"", b""
    return (user, password) if kind.lower() == "basic" else (b"", b"")


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdigit() else default


def _paging(request: Request, page: int, size: int, *, more: bool) -> dict[str, Any]:
    """Twilio's page object: addresses without a host."""

    def uri(number: int) -> str:
        kept = {name: value for name, value in request.query_params.items() if name not in ("Page", "PageSize")}
        return f"{request.url.path}?{urlencode({**kept, 'PageSize': size, 'Page': number})}"

    return {
        "page": page,
        "page_size": size,
        "start": page * size,
        "uri": uri(page),
        "first_page_uri": uri(0),
        "next_page_uri": uri(page + 1) if more else None,
        "previous_page_uri": uri(page - 1) if page else None,
    }
