"""Serving a stored file: its sniffed type, never run, never guessed by the browser."""

from __future__ import annotations

from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import FileResponse

from web.headers import FILE_POLICY
from web.services import BlobStore

INLINE = frozenset(
    {"image/jpeg", "image/png", "image/gif", "image/webp", "audio/mpeg", "audio/ogg", "audio/mp4", "audio/aac",
     "audio/amr", "audio/wav", "audio/x-wav", "video/mp4", "video/webm", "video/3gpp"}
)  # fmt: skip
"""What a browser may show in place; everything else is downloaded, HTML, SVG and PDF above all."""


def serve(blobs: BlobStore, *, sha256: str | None, name: str, type_: str) -> FileResponse:
    """The file.  404 while its bytes are not here."""
    if sha256 is None:
        raise HTTPException(404)
    try:
        path = blobs.open(sha256)
    except FileNotFoundError:
        raise HTTPException(404) from None
    shown = type_ in INLINE
    headers = {
        "Content-Disposition": f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{quote(name, safe='')}",
        "Content-Security-Policy": FILE_POLICY,
        "X-Content-Type-Options": "nosniff",
    }
    return FileResponse(path, media_type=type_ if shown else "application/octet-stream", headers=headers)
