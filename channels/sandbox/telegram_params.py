"""The Bot API's parameters and refusals: https://core.telegram.org/bots/api#making-requests (2026-11)."""

from __future__ import annotations

import json
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

Json = dict[str, Any]
TEXT_CHARACTERS, CAPTION_CHARACTERS, CALLBACK_BYTES = 4096, 1024, 64
DESCRIPTIONS = {
    400: "Bad Request: chat not found",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    429: "Too Many Requests: retry after 2",
    500: "Internal Server Error",
}


class Refused(Exception):
    """An answer that is not ok."""

    def __init__(self, code: int, description: str | None = None) -> None:
        super().__init__(str(code))
        self.code, self.description = code, description or DESCRIPTIONS.get(code, "Bad Request")

    def body(self) -> Json:
        """The answer's object."""
        more = {"parameters": {"retry_after": 2}} if self.code == 429 else {}
        return {"ok": False, "error_code": self.code, "description": self.description, **more}


async def parameters(request: Request) -> Json:
    """Parameters of any kind; files of a multipart body under `attach://` names too."""
    given: Json = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        body: Json = object_of((await request.body()).decode("utf-8", "replace"))
        return {**given, **body}
    async with request.form() as form:
        for name, value in form.items():
            given[name] = await _file(value) if isinstance(value, UploadFile) else value
    return given


async def _file(upload: UploadFile) -> tuple[bytes, str, str | None]:
    return await upload.read(), upload.content_type or "application/octet-stream", upload.filename


def upload(given: Json, name: str) -> tuple[bytes, str, str | None]:
    """The file given under `name`, or where `attach://` points."""
    found = given.get(name)
    if isinstance(found, str) and found.startswith("attach://"):
        found = given.get(found.removeprefix("attach://"))
    if not isinstance(found, tuple) or not found[0]:
        raise Refused(400, f"Bad Request: there is no {name} in the request")
    return found


def captioned(given: Json, content: Json) -> tuple[str, Json]:
    """The caption, and the message's content with it.  Refused when it is too long."""
    caption = str(given.get("caption") or "")
    if len(caption) > CAPTION_CHARACTERS:
        raise Refused(400, "Bad Request: message caption is too long")
    return caption, content | ({"caption": caption} if caption else {})


def check_buttons(markup: Json) -> None:
    """Refused for a button that the page does not allow."""
    for row in markup.get("inline_keyboard", []):
        for button in row:
            if not button.get("text") or len(str(button.get("callback_data", "")).encode()) > CALLBACK_BYTES:
                raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")


def links(content: Json) -> list[Json]:
    """Where the page shows the content's files."""
    if "photo" in content:
        return [{"url": f"/files/{content['photo'][-1]['file_id']}", "type": "image/jpeg"}]
    if "document" in content:
        found = content["document"]
        return [{"url": f"/files/{found['file_id']}", "type": found["mime_type"], "name": found["file_name"]}]
    return []


def object_of(value: Any, kind: type = dict) -> Any:
    """`value`, or the JSON that it is, where that is of `kind`; else an empty one."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return kind()
    return value if isinstance(value, kind) else kind()


def integer(value: Any, default: int) -> int:
    """`value` as a number."""
    try:
        return int(value)
    except (TypeError, ValueError):
        return default


def true(value: Any) -> bool:
    """`value` as a truth, from JSON or a form."""
    return value in (True, "true", "True", "1")
