"""The Bot API's methods that a bot of ours, or another client, calls: https://core.telegram.org/bots/api (2026-11)."""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from channels.sandbox import faults
from channels.sandbox.telegram import Telegram
from channels.sandbox.telegram_files import document, extension, photo
from channels.sandbox.telegram_params import (
    TEXT_CHARACTERS,
    Refused,
    captioned,
    check_buttons,
    integer,
    links,
    object_of,
    parameters,
    true,
    upload,
)

Json = dict[str, Any]
Method = Callable[[Json], Awaitable[Any]]
FILE_BYTES = 20 * 1024 * 1024
QUERY_SECONDS = 900


class TelegramApi:
    """/bot<token>/METHOD and /file/bot<token>/path."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram, self._store = telegram, telegram.store
        self._methods: dict[str, Method] = {
            "getme": self.get_me,
            "getupdates": self.get_updates,
            "setwebhook": self.set_webhook,
            "deletewebhook": self.delete_webhook,
            "getwebhookinfo": self.get_webhook_info,
            "sendmessage": self.send_message,
            "sendphoto": self.send_photo,
            "senddocument": self.send_document,
            "answercallbackquery": self.answer_callback_query,
            "getfile": self.get_file,
            "setmycommands": self.set_my_commands,
            "sendchataction": self.nothing,
        }

    def routes(self) -> list[Route]:
        """The two routes."""
        return [
            Route("/bot{token}/{method}", self.call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self.file, methods=["GET"]),
        ]

    async def call(self, request: Request) -> Response:
        """Any method, with parameters from the query, JSON, a form or multipart."""
        try:
            name = await self._admitted(request)
            result = await self._methods[name](await parameters(request))
            self._lose_answer(name)
        except Refused as refused:
            self._store.log(self._telegram.clock.iso(), "telegram", "refused", code=refused.code)
            return JSONResponse(refused.body(), refused.code)
        return JSONResponse({"ok": True, "result": result})

    def _lose_answer(self, name: str) -> None:
        if name.startswith("send") and faults.take(self._store, "telegram", "lose_answer_next"):
            raise Refused(500)

    async def _admitted(self, request: Request) -> str:
        self._check_token(request)
        name = request.path_params["method"].lower()
        if name not in self._methods:
            raise Refused(404)
        current = faults.read(self._store, "telegram")
        await asyncio.sleep(current.api_delay_ms / 1000)
        if name.startswith("send") and faults.take(self._store, "telegram", "fail_next"):
            raise Refused(current.fail_code or 500)
        return str(name)

    def _check_token(self, request: Request) -> None:
        ours = self._telegram.config.telegram_token
        if not ours or not secrets.compare_digest(request.path_params["token"].encode(), ours.encode()):
            raise Refused(401)

    async def get_me(self, _: Json) -> Json:
        """The bot."""
        abilities = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
        return self._telegram.bot | abilities

    async def get_updates(self, given: Json) -> list[Json]:
        """Waits for updates; refused while a webhook is set."""
        if self._telegram.webhook["url"]:
            raise Refused(409)
        limit = min(max(integer(given.get("limit"), 100), 1), 100)
        return await self._telegram.updates(integer(given.get("offset"), 0), limit, integer(given.get("timeout"), 0))

    async def set_webhook(self, given: Json) -> bool:
        """Keeps address and secret; an empty address removes them."""
        secret = str(given.get("secret_token") or "")
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
            raise Refused(400, "Bad Request: secret token contains unallowed characters")
        if true(given.get("drop_pending_updates")):
            self._telegram.confirm(1 << 62)
        self._telegram.set_webhook(given)
        return True

    async def delete_webhook(self, given: Json) -> bool:
        """Back to getUpdates."""
        return await self.set_webhook({"drop_pending_updates": given.get("drop_pending_updates")})

    async def get_webhook_info(self, _: Json) -> Json:
        """Where updates go and how many wait."""
        hook, error = self._telegram.webhook, self._store.get("telegram_error")
        failed = {"last_error_date": error["date"], "last_error_message": error["message"]} if error else {}
        return {
            "url": hook["url"],
            "has_custom_certificate": False,
            "pending_update_count": len(self._telegram.pending()),
            "max_connections": hook.get("max_connections", 40),
            **({"allowed_updates": hook["allowed_updates"]} if hook.get("allowed_updates") else {}),
            **failed,
        }

    async def send_message(self, given: Json) -> Json:
        """A text."""
        text = str(given.get("text") or "")
        if not text.strip():
            raise Refused(400, "Bad Request: message text is empty")
        if len(text) > TEXT_CHARACTERS:
            raise Refused(400, "Bad Request: message is too long")
        return self._sent(given, text, {"text": text})

    async def send_photo(self, given: Json) -> Json:
        """A picture with a caption."""
        content, media_type, _ = upload(given, "photo")
        return self._sent(given, *captioned(given, {"photo": photo(self._store, "telegram", content, media_type)}))

    async def send_document(self, given: Json) -> Json:
        """A file with a caption."""
        content, media_type, name = upload(given, "document")
        return self._sent(
            given, *captioned(given, {"document": document(self._store, "telegram", content, media_type, name)})
        )

    def _sent(self, given: Json, text: str, content: Json) -> Json:
        chat = integer(given.get("chat_id"), 0)
        known = self._store.get(f"telegram_chat_{chat}")
        if known is None:
            raise Refused(400)
        if known.get("blocked"):
            raise Refused(403)
        number, markup = self._telegram.next_message_id(chat), object_of(given.get("reply_markup"))
        check_buttons(markup)
        _, where = self._telegram.person(chat, known["name"])
        frame = {"message_id": number, "from": self._telegram.bot, "chat": where, "date": self._telegram.clock.unix()}
        message = frame | content | ({"reply_markup": markup} if markup.get("inline_keyboard") else {})
        self._store.put(f"telegram_sent_{chat}_{number}", message)
        shown = {"buttons": markup.get("inline_keyboard", []), "media": links(content)}
        now = self._telegram.clock.iso()
        self._store.add_talk(
            "telegram", str(chat), f"{chat}:{number}", text, now, outgoing=True, status="sent", extra=shown
        )
        self._store.log(now, "telegram", "sent", message_id=number, names=sorted(given))
        return message

    async def answer_callback_query(self, given: Json) -> bool:
        """Stops the button's spinning."""
        number = str(given.get("callback_query_id") or "")
        asked = self._store.get(f"telegram_query_{number}")
        if asked is None or self._telegram.clock.unix() - asked["date"] > QUERY_SECONDS:
            raise Refused(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        self._store.put(f"telegram_query_{number}", asked | {"answered": True})
        self._store.log(self._telegram.clock.iso(), "telegram", "answered", query=number)
        return True

    async def get_file(self, given: Json) -> Json:
        """Where a file can be had."""
        row = self._store.row("SELECT type, content FROM file WHERE id = ?", str(given.get("file_id") or ""))
        if row is None:
            raise Refused(400, "Bad Request: invalid file_id")
        if len(row["content"]) > FILE_BYTES:
            raise Refused(400, "Bad Request: file is too big")
        file_id = str(given["file_id"])
        path = f"files/{file_id}{extension(row['type'])}"
        return {
            "file_id": file_id,
            "file_unique_id": file_id[1:17],
            "file_size": len(row["content"]),
            "file_path": path,
        }

    async def set_my_commands(self, given: Json) -> bool:
        """Kept for the page."""
        self._store.put("telegram_commands", object_of(given.get("commands"), list) or [])
        return True

    async def nothing(self, _: Json) -> bool:
        """Accepted without effect."""
        return True

    async def file(self, request: Request) -> Response:
        """A file's bytes."""
        try:
            self._check_token(request)
        except Refused as refused:
            return JSONResponse(refused.body(), refused.code)
        file_id = request.path_params["path"].removeprefix("files/").partition(".")[0]
        row = self._store.row("SELECT type, content FROM file WHERE id = ?", file_id)
        return Response(row["content"], media_type=row["type"]) if row else JSONResponse(Refused(404).body(), 404)
