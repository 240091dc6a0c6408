"""A Telegram update as the contract's messages: https://core.telegram.org/bots/api#update (Bot API read 2026-11)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from typing import Any

from telegram import CallbackQuery, Message

from channels.telegram.config import CALLBACK_PREFIX, TelegramConfig
from channels.telegram.media import media
from channels.telegram.payload import update as read_update
from channels.text import clean
from intake.channel import Channel, Ignored, InboundMessage, Parsed, RawEvent, Unparseable

NAME = "telegram"
# The fields of a message that we read.  Others are kept in the raw event, and one that a newer Bot API has changed
# cannot make a citizen's words unreadable to the library.
_READ = frozenset({"message_id", "date", "chat", "from", "text", "caption", "media_group_id", "reply_markup"})
_READ |= {"photo", "animation", "document", "voice", "audio", "video", "video_note", "sticker"}
_READ |= {"location", "venue", "contact"}
# Fields that say who, when and how, not what: never the reason why a message is ignored.
_FRAME = frozenset({"message_id", "date", "chat", "from", "text", "caption", "media_group_id", "reply_markup"})
_FRAME |= {"sender_chat", "edit_date", "via_bot", "reply_to_message", "quote", "external_reply", "forward_origin"}
_FRAME |= {"effect_id", "has_protected_content", "message_thread_id", "is_topic_message", "author_signature"}
_FRAME |= {"business_connection_id", "is_from_offline", "is_automatic_forward", "link_preview_options", "entities"}


def parse(config: TelegramConfig, raw: RawEvent) -> Sequence[Parsed]:
    """One message, or why it is none.  Unparseable when the body is no update."""
    body = read_update(raw)
    if body is None or not isinstance(body.get("update_id"), int):
        raise Unparseable("no update_id")
    try:
        return [_parsed(config, body, raw)]
    except (TypeError, ValueError, KeyError, AttributeError, OverflowError, OSError) as error:
        raise Unparseable(f"update of another shape: {type(error).__name__}") from None


def _parsed(config: TelegramConfig, body: dict[str, Any], raw: RawEvent) -> Parsed:
    if "message" in body:
        message = Message.de_json(_reduced(body["message"]), None)
        return _message(config, message, body["message"])
    if "callback_query" in body:
        query = body["callback_query"]
        shown = query.get("message")
        reduced = query | {"message": _reduced(shown)} if shown else query
        return _callback(config, CallbackQuery.de_json(reduced, None), raw)
    return Ignored(_unwanted(body))


def _reduced(message: dict[str, Any]) -> dict[str, Any]:
    """The message with the fields we read, and of the one it answers only which it is."""
    kept = {name: value for name, value in message.items() if name in _READ}
    answered = message.get("reply_to_message")
    if answered:
        kept["reply_to_message"] = {name: answered[name] for name in ("message_id", "date", "chat")}
    return kept


def _unwanted(body: dict[str, Any]) -> str:
    if "edited_message" in body:
        return "edit"
    return next((clean(kind)[:40] for kind in body if kind != "update_id"), "empty update")


def _message(config: TelegramConfig, message: Message, body: dict[str, Any]) -> Parsed:
    if message.chat.type != "private":
        return Ignored("not a private chat")
    found, text = media(message), _text(message)
    if not found and not text.strip():
        return Ignored(next((clean(kind)[:40] for kind in body if kind not in _FRAME), "empty message"))
    reply_to = message.reply_to_message
    answered = f"{message.chat.id}:{reply_to.message_id}" if reply_to else None
    text, facts = _deep_link(text)
    return InboundMessage(
        channel=Channel.TELEGRAM,
        adapter=NAME,
        account=config.bot_id,
        message_id=f"{message.chat.id}:{message.message_id}",  # unique per chat only
        address=str(message.chat.id),
        text=text,
        sent_at=message.date.astimezone(UTC),
        hint_name=_name(message),
        media=found,
        reply_to=answered,
        thread=(answered,) if answered else (),
        group=message.media_group_id,
        automatic="bot" if message.from_user and message.from_user.is_bot else None,
        facts=facts,
    )


def _name(message: Message) -> str | None:
    return clean(message.from_user.full_name).strip() or None if message.from_user else None


def _text(message: Message) -> str:
    parts = [message.text or "", message.caption or "", _place(message), _contact(message)]
    return "\n".join(part for part in map(clean, parts) if part.strip())


def _place(message: Message) -> str:
    venue = message.venue
    location = venue.location if venue else message.location
    if location is None:
        return ""
    place = f"Lokasi: {location.latitude},{location.longitude}"
    return f"{place} ({venue.title}, {venue.address})" if venue else place


def _contact(message: Message) -> str:
    found = message.contact
    if found is None:
        return ""
    name = " ".join(part for part in (found.first_name, found.last_name) if part)
    return f"Kontak: {name}, {found.phone_number}"


def _deep_link(text: str) -> tuple[str, dict[str, str]]:
    """`/start payload` as the bare command; the payload, which may be a secret, only among the facts."""
    command, _, payload = text.partition(" ")
    if command.partition("@")[0] != "/start":
        return text, {}
    return "/start", {"start": payload.strip()} if payload.strip() else {}


def _callback(config: TelegramConfig, query: CallbackQuery, raw: RawEvent) -> Parsed:
    """A pressed button; it has no date of its own, so its arrival counts (R3)."""
    if query.message is None or query.data is None:
        return Ignored("callback without chat or data")
    if query.message.chat.type != "private":
        return Ignored("not a private chat")
    answered = f"{query.message.chat.id}:{query.message.message_id}"
    return InboundMessage(
        channel=Channel.TELEGRAM,
        adapter=NAME,
        account=config.bot_id,
        message_id=f"{CALLBACK_PREFIX}{query.id}",
        address=str(query.message.chat.id),
        text=_label(query),
        sent_at=raw.received_at,
        hint_name=clean(query.from_user.full_name).strip() or None,
        choice=clean(query.data),
        reply_to=answered,
        thread=(answered,),
    )


def _label(query: CallbackQuery) -> str:
    """What stood on the button, so that the conversation can be read; "" when the message is too old to tell."""
    markup = query.message.reply_markup if isinstance(query.message, Message) else None
    buttons = [button for row in markup.inline_keyboard for button in row] if markup else []
    return next((clean(button.text) for button in buttons if button.callback_data == query.data), "")
