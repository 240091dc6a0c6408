"""Posted bodies read as a stream: fields within limits, files straight into the blob store (issue, section 6).

A file over its limit is refused, but the rest is read on without being kept, so that the text already written
comes back with the refusal.
"""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import parse_qsl

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import Request

from casework.ports import StoredFile
from storage.blobs import TooLarge
from web.services import BlobStore, UploadLimits

FIELDS_LIMIT = 256 * 1024
MAX_PARTS = 200
DRAIN_FACTOR = 8
"""How many times the message limit is read (and dropped) to be able to answer with the text kept."""


class BodyTooLarge(Exception):
    """The fields alone are too large, or the body goes on beyond every patience: answered with 413."""


class BadBody(Exception):
    """The body is no form: answered with 400."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a file was not taken: its name as given, and whether the file or the whole message was too large."""

    name: str
    whole_message: bool


@dataclass(slots=True)
class Posted:
    """A posted form: the last value of each field, stored files in order, files refused."""

    fields: dict[str, str] = field(default_factory=dict)
    files: list[StoredFile] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    def text(self, name: str) -> str:
        """The field without outer blanks, line ends as \\n; "" when missing."""
        return self.fields.get(name, "").replace("\r\n", "\n").strip()


async def read(request: Request, *, blobs: BlobStore | None = None, limits: UploadLimits | None = None) -> Posted:
    """The posted form.  Files are dropped without `blobs`, unexpected without `limits`.  BodyTooLarge, BadBody."""
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind == b"multipart/form-data" and b"boundary" in options:
        parts = _Parts(request.stream(), options[b"boundary"])
        return await _collect(parts, blobs, limits)
    if kind == b"application/x-www-form-urlencoded":
        return await _urlencoded(request)
    raise BadBody


async def _urlencoded(request: Request) -> Posted:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > FIELDS_LIMIT:
            raise BodyTooLarge
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MAX_PARTS)
    except ValueError as bad:
        raise BadBody from bad
    return Posted(fields={name: _clean(value) for name, value in pairs})


def _clean(value: str) -> str:
    """PostgreSQL keeps no NUL; a browser never sends one."""
    return value.replace("\x00", "")


async def _collect(parts: _Parts, blobs: BlobStore | None, limits: UploadLimits | None) -> Posted:
    posted, room = Posted(), limits.per_message if limits else 0
    parts.patience = room * DRAIN_FACTOR if limits else FIELDS_LIMIT * 2
    while (part := await parts.next()) is not None:
        if part.filename is None:
            posted.fields[part.name] = await _field(part, posted)
        elif part.filename == "" or blobs is None or limits is None:
            await part.drain()
        else:
            room -= await _file(part, posted, blobs, limits.per_file, room)
    return posted


async def _field(part: _Part, posted: Posted) -> str:
    taken = sum(len(value) for value in posted.fields.values())
    value = b""
    async for chunk in part.chunks():
        value += chunk
        if taken + len(value) > FIELDS_LIMIT:
            raise BodyTooLarge
    return _clean(value.decode("utf-8", "replace"))


async def _file(part: _Part, posted: Posted, blobs: BlobStore, per_file: int, room: int) -> int:
    name = PurePosixPath(_clean((part.filename or "").replace("\\", "/"))).name[:200] or "berkas"
    try:
        stored = await blobs.put(part.chunks(), name=name, limit=min(per_file, room))
    except TooLarge:
        posted.refused.append(Refused(name, whole_message=room < per_file))
        await part.drain()
        return 0
    if stored.size:
        posted.files.append(stored)
    return stored.size


@dataclass(slots=True)
class _Part:
    name: str
    filename: str | None
    parts: _Parts

    async def chunks(self) -> AsyncIterator[bytes]:
        """The bytes of this part as they come."""
        while (chunk := await self.parts.data()) is not None:
            yield chunk

    async def drain(self) -> None:
        """Reads on to the end of this part, keeping nothing."""
        async for _ in self.chunks():
            pass


class _Parts:
    """A multipart body as a sequence of parts: python-multipart pushes, we pull."""

    def __init__(self, stream: AsyncIterator[bytes], boundary: bytes) -> None:
        self.patience = 0
        self._stream, self._events = stream, deque[tuple[str, bytes]]()
        self._read = self._count = 0
        self._open = False
        marks = {f"on_{name}": self._marker(name) for name in ("part_begin", "headers_finished", "part_end", "end")}
        spans = {f"on_{name}": self._spanner(name) for name in ("header_field", "header_value", "part_data")}
        try:
            self._parser = MultipartParser(boundary, {**marks, **spans})  # type: ignore[arg-type]  # a TypedDict of callbacks, filled from names
        except (MultipartParseError, ValueError) as bad:
            raise BadBody from bad

    def _marker(self, name: str) -> object:
        return lambda: self._events.append((name, b""))

    def _spanner(self, name: str) -> object:
        return lambda data, start, end: self._events.append((name, bytes(data[start:end])))

    async def _event(self) -> tuple[str, bytes] | None:
        while not self._events:
            try:
                chunk = await anext(self._stream)
            except StopAsyncIteration:
                return None
            self._read += len(chunk)
            if self._read > self.patience:
                raise BodyTooLarge
            try:
                self._parser.write(chunk)
            except MultipartParseError as bad:
                raise BadBody from bad
        return self._events.popleft()

    async def data(self) -> bytes | None:
        """The next bytes of the open part; None at its end.  BadBody when the body ends inside it."""
        if not self._open:
            return None
        event = await self._event()
        if event is None:
            raise BadBody
        if event[0] == "part_data":
            return event[1]
        self._open = False
        return None

    async def next(self) -> _Part | None:
        """The next part, its headers read; None at the closing boundary.  BadBody when the body ends before."""
        headers: dict[bytes, bytes] = {}
        name = value = b""
        while (event := await self._event()) is not None:
            kind, data = event
            if kind == "end":
                return None
            if kind == "header_field":
                if value:
                    headers[name.lower()], name, value = value, b"", b""
                name += data
            elif kind == "header_value":
                value += data
            elif kind == "headers_finished":
                headers[name.lower()] = value
                return self._opened(headers)
        raise BadBody

    def _opened(self, headers: Mapping[bytes, bytes]) -> _Part:
        self._count += 1
        if self._count > MAX_PARTS:
            raise BadBody
        _, options = parse_options_header(headers.get(b"content-disposition", b""))
        if b"name" not in options:
            raise BadBody
        filename = options.get(b"filename")
        self._open = True
        given = None if filename is None else filename.decode("utf-8", "replace")
        return _Part(options[b"name"].decode("utf-8", "replace"), given, self)
