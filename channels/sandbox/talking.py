"""What a citizen does on Telegram, as the updates that the Bot API would make of it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from channels.sandbox.telegram import Telegram
from channels.sandbox.telegram_files import document, photo
from channels.sandbox.twilio import Attachment

Json = dict[str, Any]


def write(
    telegram: Telegram,
    chat: int,
    name: str,
    text: str,
    files: Sequence[Attachment] = (),
    *,
    extra: Mapping[str, Any] | None = None,
) -> list[int]:
    """A text, a file, or an album of several with the text as the first one's caption.  The updates' numbers."""
    telegram.store.put(f"telegram_chat_{chat}", {"name": name})
    if not files:
        return [_message(telegram, chat, name, text, {"text": text, **(extra or {})}, [])]
    album = {"media_group_id": str(uuid.uuid4().int % 10**17)} if len(files) > 1 else {}
    numbers = []
    for index, file in enumerate(files):
        caption = text if index == 0 else ""
        content = _content(telegram, file) | album | ({"caption": caption} if caption else {}) | dict(extra or {})
        numbers.append(_message(telegram, chat, name, caption, content, [_link(content)]))
    return numbers


def press(telegram: Telegram, chat: int, message_id: int, data: str) -> int:
    """A button under one of our messages is pressed.  ValueError when there is no such message."""
    message = telegram.store.get(f"telegram_sent_{chat}_{message_id}")
    known = telegram.store.get(f"telegram_chat_{chat}")
    if message is None or known is None:
        raise ValueError("no such message")
    user, _ = telegram.person(chat, known["name"])
    number = str(uuid.uuid4().int % 10**18)
    telegram.store.put(f"telegram_query_{number}", {"date": telegram.clock.unix(), "answered": False})
    label = next(
        (button["text"] for row in message["reply_markup"]["inline_keyboard"] for button in row
         if button.get("callback_data") == data), data,
    )  # fmt: skip
    telegram.store.add_talk(
        "telegram", str(chat), f"cb:{number}", label, telegram.clock.iso(), outgoing=False, extra={"button": True}
    )
    query = {"id": number, "from": user, "chat_instance": str(chat), "message": message, "data": data}
    return telegram.add("callback_query", query)


def block(telegram: Telegram, chat: int, *, blocked: bool) -> None:
    """The citizen stops or allows the bot; the bot is told (my_chat_member) and from now on refused with 403."""
    known = telegram.store.get(f"telegram_chat_{chat}", {"name": "Warga"})
    telegram.store.put(f"telegram_chat_{chat}", known | {"blocked": blocked})
    user, where = telegram.person(chat, known["name"])
    states = ("member", "kicked") if blocked else ("kicked", "member")
    old, new = ({"user": telegram.bot, "status": state, "until_date": 0} for state in states)
    change = {
        "chat": where,
        "from": user,
        "date": telegram.clock.unix(),
        "old_chat_member": old,
        "new_chat_member": new,
    }
    telegram.add("my_chat_member", change)


def _message(telegram: Telegram, chat: int, name: str, shown: str, content: Json, media: list[Json]) -> int:
    user, where = telegram.person(chat, name)
    number = telegram.next_message_id(chat)
    frame: Json = {"message_id": number, "from": user, "chat": where, "date": telegram.clock.unix()}
    telegram.store.add_talk(
        "telegram", str(chat), f"{chat}:{number}", shown, telegram.clock.iso(), outgoing=False, extra={"media": media}
    )
    return telegram.add("message", frame | content)


def _content(telegram: Telegram, file: Attachment) -> Json:
    if file.type in ("image/jpeg", "image/png"):
        return {"photo": photo(telegram.store, "telegram", file.content, file.type)}
    return {"document": document(telegram.store, "telegram", file.content, file.type, file.name)}


def _link(content: Json) -> Json:
    if "photo" in content:
        return {"url": f"/files/{content['photo'][-1]['file_id']}", "type": "image/jpeg"}
    found = content["document"]
    return {"url": f"/files/{found['file_id']}", "type": found["mime_type"], "name": found["file_name"]}
