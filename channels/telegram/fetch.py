"""A file that Telegram holds: https://core.telegram.org/bots/api#getfile."""

from __future__ import annotations

from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from intake.channel import Blob, FetchError, MediaRef

FILE_BYTES = 20 * 1024 * 1024  # the Bot API gives out nothing larger


async def fetch(bot: Bot, media: MediaRef) -> Blob:
    """The file's bytes, its type by its signature and only then by what was declared.  FetchError."""
    if (media.size or 0) > FILE_BYTES:
        raise FetchError("too large", retryable=False)
    try:
        file = await bot.get_file(media.id)
        if (file.file_size or 0) > FILE_BYTES:
            raise FetchError("too large", retryable=False)
        content = bytes(await file.download_as_bytearray())
    except (BadRequest, Forbidden, InvalidToken) as error:
        raise FetchError(type(error).__name__, retryable=False) from None
    except TelegramError as error:
        raise FetchError(type(error).__name__, retryable=True) from None
    return Blob(content=content, type=_type(content, media), name=media.name)


def _type(content: bytes, media: MediaRef) -> str:
    import filetype

    kind = filetype.guess(content)
    if kind is not None:
        return str(kind.mime)
    declared = media.type or ""
    return declared if declared.startswith("text/") or media.kind == "sticker" else "application/octet-stream"
