"""Blobs: bytes on disk, named by their content (sha256), only ever added; nothing is readable by others."""

from __future__ import annotations

import asyncio
import codecs
import hashlib
import os
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import filetype

from casework.ports import StoredFile

SNIFF = 8192


class TooLarge(Exception):
    """The stream is larger than its limit; nothing was kept."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"larger than {limit} bytes")
        self.limit = limit


class Blobs:
    """A folder of blobs.  The same bytes stored twice are one file; an unfinished write leaves nothing visible."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where a blob lies.  ValueError for anything but 64 hex digits."""
        if len(sha256) != 64 or not all(c in "0123456789abcdef" for c in sha256):
            raise ValueError("not a blob's name")
        return self.folder / sha256[:2] / sha256

    async def put(self, stream: AsyncIterator[bytes], *, name: str, limit: int) -> StoredFile:
        """Stores a stream of at most `limit` bytes; its type is sniffed, never believed.  TooLarge."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(dir=self.folder)
        try:
            with os.fdopen(handle, "wb") as file:
                digest, size, head = await _copy(stream, file.fileno(), limit)
                await asyncio.to_thread(os.fsync, file.fileno())
            self._keep(Path(unfinished), digest)
        except BaseException:
            _drop(Path(unfinished))
            raise
        return StoredFile(digest, name, sniff(head), size)

    def _keep(self, unfinished: Path, digest: str) -> None:
        target = self.path(digest)
        target.parent.mkdir(mode=0o700, exist_ok=True)
        unfinished.replace(target)

    async def put_bytes(self, content: bytes, *, name: str) -> StoredFile:
        """Stores bytes that are already in memory."""

        async def once() -> AsyncIterator[bytes]:
            yield content

        return await self.put(once(), name=name, limit=len(content))

    def open(self, sha256: str) -> Path:
        """The blob's file.  FileNotFoundError when there is none."""
        path = self.path(sha256)
        if not path.is_file():
            raise FileNotFoundError(sha256)
        return path


def _drop(unfinished: Path) -> None:
    unfinished.unlink(missing_ok=True)


async def _copy(stream: AsyncIterator[bytes], file: int, limit: int) -> tuple[str, int, bytes]:
    digest, size, head = hashlib.sha256(), 0, b""
    async for chunk in stream:
        size += len(chunk)
        if size > limit:
            raise TooLarge(limit)
        digest.update(chunk)
        head = head if len(head) >= SNIFF else (head + chunk)[:SNIFF]
        view = memoryview(chunk)
        while view:
            view = view[os.write(file, view) :]
    return digest.hexdigest(), size, head


def sniff(head: bytes) -> str:
    """The media type by the first bytes; text when they are readable as UTF-8, else octets."""
    if kind := filetype.guess(head):
        return str(kind.mime)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # the head may end inside a character
    except UnicodeDecodeError:
        return "application/octet-stream"
    return "text/plain" if head else "application/octet-stream"
