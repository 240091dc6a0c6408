"""Blobs: named by their content, once each, within their limit, nothing left of what was not finished."""

from __future__ import annotations

import asyncio
import hashlib
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.blobs import Blobs, TooLarge, sniff

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 300


async def chunks(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


async def test_the_same_bytes_twice_are_one_file(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path / "blobs")
    one = await blobs.put(chunks(b"ab", b"", b"c"), name="a.txt", limit=3)
    two = await blobs.put_bytes(b"abc", name="b.txt")
    assert one.sha256 == two.sha256 == hashlib.sha256(b"abc").hexdigest()
    assert (one.name, two.name, one.size, one.type) == ("a.txt", "b.txt", 3, "text/plain")
    assert files(tmp_path) == [blobs.open(one.sha256)]
    assert blobs.open(one.sha256).read_bytes() == b"abc"


async def test_many_at_once_are_one_whole_file(tmp_path: Path) -> None:
    blobs, content = Blobs(tmp_path / "blobs"), PNG * 3000
    found = await asyncio.gather(*(blobs.put_bytes(content, name=str(n)) for n in range(10)))
    assert len({one.sha256 for one in found}) == 1
    [file] = files(tmp_path)
    assert file.read_bytes() == content


LIMITS = [(b"abc", 3, True), (b"abcd", 3, False), (b"", 0, True), (b"a", 0, False)]


@pytest.mark.parametrize(("content", "limit", "fits"), LIMITS)
async def test_the_limit_is_to_the_byte_and_too_much_leaves_nothing(
    tmp_path: Path, content: bytes, limit: int, fits: bool
) -> None:
    blobs = Blobs(tmp_path / "blobs")
    if fits:
        assert (await blobs.put(chunks(content), name="x", limit=limit)).size == len(content)
        return
    with pytest.raises(TooLarge) as caught:
        await blobs.put(chunks(content), name="x", limit=limit)
    assert caught.value.limit == limit
    assert files(tmp_path) == []


async def test_a_stream_that_breaks_leaves_nothing(tmp_path: Path) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield b"half"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await Blobs(tmp_path / "blobs").put(broken(), name="x", limit=100)
    assert files(tmp_path) == []


async def test_a_cancelled_upload_leaves_nothing(tmp_path: Path) -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b"x"
            await asyncio.sleep(0.01)

    task = asyncio.create_task(Blobs(tmp_path / "blobs").put(endless(), name="x", limit=10**9))
    await asyncio.sleep(0.1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert files(tmp_path) == []


async def test_nobody_else_may_read(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path / "blobs")
    stored = await blobs.put_bytes(b"rahasia", name="x")
    file = blobs.open(stored.sha256)
    assert [stat.S_IMODE(path.stat().st_mode) & 0o077 for path in (file, file.parent, blobs.folder)] == [0, 0, 0]


NAMES = [
    "",
    "x",
    "../../etc/passwd",
    "A" * 64,
    "g" * 64,
    "0" * 63,
    "0" * 65,
    "0" * 63 + "/",
    "０" * 64,
    "0" * 63 + "\n",
]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_no_blobs_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a blob's name"):
        Blobs(tmp_path).open(name)


def test_a_blob_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Blobs(tmp_path).open("0" * 64)


SNIFFED = [
    (PNG, "image/png"), (b"%PDF-1.7\n", "application/pdf"), ("halo é".encode(), "text/plain"), (b"\xff\xfe\x00", None),
    (b"", "application/octet-stream"), (b"<script>alert(1)</script>", "text/plain"),
    (b"x" * 8191 + "é".encode()[:1], "text/plain"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "kind"), SNIFFED)
def test_types_are_sniffed_never_believed(head: bytes, kind: str | None) -> None:
    assert sniff(head) == (kind or "application/octet-stream")
