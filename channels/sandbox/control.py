"""What the sandbox's page and tests do: play citizens, make things go wrong, move the clock, look on."""

from __future__ import annotations

import dataclasses
import json
from base64 import b64decode
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from channels.sandbox import faults, talking
from channels.sandbox.mail import Fault, File, MailSandbox, SandboxMail
from channels.sandbox.telegram import Telegram
from channels.sandbox.twilio import Attachment, Twilio

Json = dict[str, Any]
Handler = Callable[[Request], Awaitable[Response]]
SHOWN = 300
# What a citizen's phone can add to a WhatsApp message, under the webhook's names.
TWILIO_EXTRAS = {"name": "ProfileName", "button_payload": "ButtonPayload", "button_text": "ButtonText",
                 "list_id": "ListId", "list_title": "ListTitle", "reply_to": "OriginalRepliedMessageSid",
                 "latitude": "Latitude", "longitude": "Longitude", "label": "Label", "address": "Address"}  # fmt: skip


class Control:
    """The routes under /control; bodies are JSON objects, errors `{error}` with 400."""

    def __init__(
        self, twilio: Twilio, telegram: Telegram, mail: MailSandbox | None, http: aiohttp.ClientSession
    ) -> None:
        self._twilio, self._telegram, self._mail, self._http = twilio, telegram, mail, http
        self._store, self._clock = twilio.store, twilio.clock

    def mount(self) -> Mount:
        """All routes."""
        table: list[tuple[str, str, Handler]] = [
            ("/{channel:str}/send", "POST", self.send),
            ("/telegram/press", "POST", self.press),
            ("/telegram/block", "POST", self.block),
            ("/mail/messages", "GET", self.mails),
            ("/faults", "GET", self.faults),
            ("/faults", "POST", self.change_faults),
            ("/clock", "GET", self.clock),
            ("/clock", "POST", self.move_clock),
            ("/messages", "GET", self.messages),
            ("/log", "GET", self.log),
            ("/state", "GET", self.state),
        ]
        return Mount("/control", routes=[Route(path, _guarded(to), methods=[how]) for path, how, to in table])

    async def send(self, request: Request) -> Response:
        """A citizen writes by whatsapp, sms, telegram or mail."""
        channel, given = request.path_params["channel"], await _body(request)
        if channel in ("whatsapp", "sms"):
            return JSONResponse({"sid": self._send_twilio(channel, given)})
        if channel == "telegram":
            return JSONResponse({"update_ids": self._send_telegram(given)})
        if channel == "mail" and self._mail is not None:
            return JSONResponse({"message_id": await self._send_mail(self._mail, given)})
        raise ValueError("no such channel")

    def _send_twilio(self, channel: str, given: Json) -> str:
        more = {theirs: str(given[ours]) for ours, theirs in TWILIO_EXTRAS.items() if given.get(ours)}
        return self._twilio.receive(channel, _text(given, "from"), str(given.get("text", "")), _files(given), **more)

    def _send_telegram(self, given: Json) -> list[int]:
        chat, name = int(given["chat"]), str(given.get("name") or "Warga")
        extra = given.get("message")
        content = extra if isinstance(extra, dict) else None
        return talking.write(self._telegram, chat, name, str(given.get("text", "")), _files(given), extra=content)

    async def _send_mail(self, mail: MailSandbox, given: Json) -> str:
        attachments = [File(file.name or "berkas", file.type, file.content) for file in _files(given)]
        office = str(given.get("to") or self._twilio.config.office_address)
        subject, text = str(given.get("subject", "")), str(given.get("text", ""))
        return await mail.citizen_sends(
            _text(given, "from"), office, subject, text, attachments, given.get("reply_to") or None
        )

    async def press(self, request: Request) -> Response:
        """A button on Telegram."""
        given = await _body(request)
        number = talking.press(self._telegram, int(given["chat"]), int(given["message_id"]), _text(given, "data"))
        return JSONResponse({"update_ids": [number]})

    async def block(self, request: Request) -> Response:
        """The citizen stops the bot, or allows it again."""
        given = await _body(request)
        talking.block(self._telegram, int(given["chat"]), blocked=bool(given.get("blocked", True)))
        return JSONResponse({"ok": True})

    async def mails(self, request: Request) -> Response:
        """A citizen's mailbox, received and sent."""
        address = request.query_params.get("address", "")
        found = self._mail.messages(address) if self._mail is not None and address else []
        return JSONResponse({"mails": [_mail_json(mail) for mail in found[-SHOWN:]]})

    async def faults(self, _: Request) -> Response:
        """All faults as they stand."""
        return JSONResponse({name: dataclasses.asdict(faults.read(self._store, name)) for name in faults.PROVIDERS})

    async def change_faults(self, request: Request) -> Response:
        """`{provider, ...}`; for mail `{provider: "mail", kind, times, code, seconds, address}` or `{reset: true}`."""
        given = await _body(request)
        provider = str(given.get("provider", ""))
        if provider == "mail" and self._mail is not None:
            named = {name: given[name] for name in ("times", "code", "seconds", "address") if name in given}
            self._mail.set_fault(None if given.get("reset") else Fault(given["kind"], **named))
            return JSONResponse({"ok": True})
        return JSONResponse(dataclasses.asdict(faults.change(self._store, provider, given)))

    async def clock(self, _: Request) -> Response:
        """The sandbox's time."""
        return JSONResponse({"now": self._clock.iso()})

    async def move_clock(self, request: Request) -> Response:
        """`{advance_seconds}` or `{to}`: web moves, and we follow."""
        try:
            return JSONResponse(await self._clock.move(self._http, await _body(request)))
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            return JSONResponse({"error": f"web did not move the clock: {type(error).__name__}"}, 502)

    async def messages(self, request: Request) -> Response:
        """Conversations: all, or of one `provider`, one `citizen`; oldest first.  `rev` counts every change."""
        query = request.query_params
        where, values = ["rev > ?"], [query.get("after", "0")]
        for name in ("provider", "citizen"):
            if query.get(name):
                where.append(f"{name} = ?")
                values.append(query[name])
        sql = f"SELECT * FROM talk WHERE {' AND '.join(where)} ORDER BY seq DESC LIMIT ?"  # noqa: S608 fixed names
        limit = min(int(query.get("limit", SHOWN)), 10_000)
        rows = [dict(row) for row in self._store.rows(sql, *values, limit)][::-1]
        found = [row | {"outgoing": bool(row["outgoing"]), "extra": json.loads(row["extra"])} for row in rows]
        return JSONResponse({"messages": found, "rev": self._store.get("rev", 0)})

    async def log(self, request: Request) -> Response:
        """What happened after the entry `after`, oldest first."""
        after = int(request.query_params.get("after", "0"))
        rows = self._store.rows("SELECT * FROM log WHERE id > ? ORDER BY id DESC LIMIT ?", after, SHOWN)
        return JSONResponse({"log": [dict(row) | {"detail": json.loads(row["detail"])} for row in rows[::-1]]})

    async def state(self, _: Request) -> Response:
        """What the page shows about us."""
        config = self._twilio.config
        talked = self._store.rows("SELECT provider, citizen, max(seq) AS last FROM talk GROUP BY provider, citizen")
        return JSONResponse(
            {
                "web_url": config.web_url,
                "whatsapp": config.whatsapp_number,
                "sms": config.sms_number,
                "telegram": self._telegram.bot["username"],
                "mail": config.office_address if self._mail is not None else None,
                "mailboxes": self._mail.addresses() if self._mail is not None else [],
                "citizens": [dict(row) for row in talked],
                "waiting": {
                    "telegram": len(self._telegram.pending()),
                    "twilio": len(self._store.rows("SELECT id FROM post")),
                },
                "now": self._clock.iso(),
            }
        )


def _guarded(handler: Handler) -> Handler:
    async def guarded(request: Request) -> Response:
        try:
            return await handler(request)
        except (ValueError, TypeError, KeyError) as error:
            return JSONResponse({"error": f"{type(error).__name__}: {error}"}, 400)

    return guarded


async def _body(request: Request) -> Json:
    """The JSON object; any other content type is refused, so that a page elsewhere cannot post here unasked."""
    if request.headers.get("content-type", "").split(";")[0] != "application/json":
        raise ValueError("application/json wanted")
    found = await request.json()
    if not isinstance(found, dict):
        raise TypeError("an object wanted")
    return found


def _text(given: Json, name: str) -> str:
    found = given.get(name)
    if not isinstance(found, str) or not found.strip():
        raise ValueError(f"{name} is missing")
    return found.strip()


def _files(given: Json) -> list[Attachment]:
    """`media`: a list of `{type, name, base64}`."""
    return [
        Attachment(b64decode(file["base64"]), str(file.get("type") or "application/octet-stream"), file.get("name"))
        for file in given.get("media") or []
    ]


def _mail_json(mail: SandboxMail) -> Json:
    found = dataclasses.asdict(mail) | {"at": mail.at.isoformat()}
    found["attachments"] = [
        {"name": file.name, "type": file.type, "size": len(file.content)} for file in mail.attachments
    ]
    return found
