"""One outgoing message handed to the Bot API: https://core.telegram.org/bots/api#sendmessage."""

from __future__ import annotations

from typing import Any

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message, ReplyParameters
from telegram.error import TelegramError

from channels.telegram.config import CALLBACK_PREFIX
from channels.telegram.errors import speaking
from intake.channel import Blob, Choice, OutboundMessage, SendCode, SendError

CAPTION_CHARACTERS = 1024
PHOTO_BYTES = 10 * 1024 * 1024
PHOTO_TYPES = frozenset({"image/jpeg", "image/png"})
CALLBACK_BYTES = 64


async def send(bot: Bot, message: OutboundMessage) -> str:
    """Hands `message` over; `chat:message id` of its first part: the text, or a lone medium with its caption.

    A message that answers a button (`reply_to` is `cb:...`) also answers the callback query, so that the citizen's
    button stops spinning; that is best effort, since a query can be answered for a short time only.
    """
    chat = _chat(message.address)
    if message.reply_to and message.reply_to.startswith(CALLBACK_PREFIX):
        await answer_query(bot, message.reply_to.removeprefix(CALLBACK_PREFIX))
    frame: dict[str, Any] = {"chat_id": chat, "reply_parameters": reply_parameters(message)}
    async with speaking():
        sent = await _parts(bot, message, frame)
    return f"{sent.chat.id}:{sent.message_id}"


async def _parts(bot: Bot, message: OutboundMessage, frame: dict[str, Any]) -> Message:
    markup = keyboard(message.choices)
    if len(message.media) == 1 and len(message.text) <= CAPTION_CHARACTERS:
        return await _medium(bot, message.media[0], frame | {"caption": message.text, "reply_markup": markup})
    sent = await bot.send_message(text=message.text, reply_markup=markup, **frame)
    for blob in message.media:
        await _medium(bot, blob, frame)
    return sent


async def _medium(bot: Bot, blob: Blob, frame: dict[str, Any]) -> Message:
    if blob.type in PHOTO_TYPES and len(blob.content) <= PHOTO_BYTES:
        return await bot.send_photo(photo=blob.content, filename=blob.name, **frame)
    return await bot.send_document(document=blob.content, filename=blob.name or "lampiran", **frame)


async def answer_query(bot: Bot, query_id: str) -> None:
    """https://core.telegram.org/bots/api#answercallbackquery"""
    try:
        await bot.answer_callback_query(query_id)
    except TelegramError:
        # "query is too old": the answer itself still goes out.
        return


def _chat(address: str) -> int:
    try:
        return int(address)
    except ValueError:
        raise SendError(SendCode.BAD_ADDRESS, retryable=False, detail="no chat id") from None


def keyboard(choices: tuple[Choice, ...]) -> InlineKeyboardMarkup | None:
    """One button a row, so that long labels stay readable on a small phone."""
    if any(len(choice.value.encode()) > CALLBACK_BYTES for choice in choices):
        raise SendError(SendCode.REJECTED, retryable=False, detail="choice value over 64 bytes")
    rows = [[InlineKeyboardButton(choice.label, callback_data=choice.value)] for choice in choices]
    return InlineKeyboardMarkup(rows) if rows else None


def reply_parameters(message: OutboundMessage) -> ReplyParameters | None:
    """The citizen's message that ours answers; sent without it when that one is gone."""
    chat, _, number = (message.reply_to or "").rpartition(":")
    if not number.isdigit() or chat != message.address:
        return None
    return ReplyParameters(message_id=int(number), allow_sending_without_reply=True)
