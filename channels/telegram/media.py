"""The media of a Telegram message: https://core.telegram.org/bots/api#message."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from telegram import Message, PhotoSize

from intake.channel import MediaRef

Reader = Callable[[Any], MediaRef]


def media(message: Message) -> tuple[MediaRef, ...]:
    """The one medium that a message can carry, in the order that names an animation before its document."""
    for name, read in _READERS.items():
        found = getattr(message, name)
        if found:
            return (read(found),)
    return ()


def _photo(sizes: tuple[PhotoSize, ...]) -> MediaRef:
    largest = max(sizes, key=lambda size: size.width * size.height)
    return MediaRef(id=largest.file_id, kind="image", type="image/jpeg", size=largest.file_size)


def _file(kind: str, fallback: str | None = None) -> Reader:
    def read(found: Any) -> MediaRef:
        media_type = getattr(found, "mime_type", None) or fallback
        name = getattr(found, "file_name", None)
        return MediaRef(
            id=found.file_id, kind=_kind(kind, media_type), type=media_type, name=name, size=found.file_size
        )

    return read


def _kind(kind: str, media_type: str | None) -> str:
    """A picture sent as a file to keep its quality is a picture all the same."""
    major = (media_type or "").partition("/")[0]
    return major if kind == "document" and major in ("image", "audio", "video") else kind


def _sticker(found: Any) -> MediaRef:
    moving = "application/x-tgsticker" if found.is_animated else "image/webp"
    return MediaRef(
        id=found.file_id,
        kind="sticker",
        type="video/webm" if found.is_video else moving,
        size=found.file_size,
    )


_READERS: dict[str, Reader] = {
    "photo": _photo,
    "animation": _file("video", "video/mp4"),
    "document": _file("document"),
    "voice": _file("audio", "audio/ogg"),
    "audio": _file("audio", "audio/mpeg"),
    "video": _file("video", "video/mp4"),
    "video_note": _file("video", "video/mp4"),
    "sticker": _sticker,
}
