"""The files of the sandbox's Telegram: their identifiers, sizes of photos, and what a message shows of them."""

from __future__ import annotations

import struct
import uuid
from typing import Any

from channels.sandbox.state import Store

Json = dict[str, Any]


def keep(store: Store, owner: str, content: bytes, media_type: str, name: str | None) -> str:
    """Keeps a file; its file_id."""
    file_id = "F" + uuid.uuid4().hex
    store.add_files(owner, [(file_id, media_type, name, content)])
    return file_id


def photo(store: Store, owner: str, content: bytes, media_type: str = "image/jpeg") -> list[Json]:
    """PhotoSize objects: a small one that shares the file, and the picture itself."""
    file_id = keep(store, owner, content, media_type, None)
    width, height = picture_size(content)
    small = max(width // 4, 1), max(height // 4, 1)
    return [_size(file_id, *small, None), _size(file_id, width, height, len(content))]


def _size(file_id: str, width: int, height: int, size: int | None) -> Json:
    found: Json = {"file_id": file_id, "file_unique_id": f"{file_id[1:17]}{width}", "width": width, "height": height}
    return found | ({"file_size": size} if size is not None else {})


def document(store: Store, owner: str, content: bytes, media_type: str, name: str | None) -> Json:
    """A Document object."""
    file_id = keep(store, owner, content, media_type, name)
    return {
        "file_id": file_id,
        "file_unique_id": file_id[1:17],
        "file_name": name or "berkas",
        "mime_type": media_type,
        "file_size": len(content),
    }


def picture_size(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG; of anything else a plausible one."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return int(width), int(height)
    return 1280, 960


def extension(media_type: str) -> str:
    """How a file_path ends."""
    known = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf", "audio/ogg": ".oga"}
    return known.get(media_type, ".bin")
