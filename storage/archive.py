"""The tar file of a backup: written whole or not at all, read without trusting its names."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import re
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from storage.blobs import Blobs

MANIFEST, DUMP, KEY = "manifest.json", "database.dump", "secret_key"
BLOB = re.compile(r"blobs/([0-9a-f]{2})/(\1[0-9a-f]{62})")
MANIFEST_LIMIT = 1024 * 1024  # bytes
CHUNK = 1024 * 1024  # bytes


class BackupError(Exception):
    """A backup cannot be made or put back; the message is one sentence for the operator."""


@contextmanager
def disk_errors(place: Path) -> Iterator[None]:
    """A full disk, a folder that is missing or may not be written: one sentence each."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise BackupError(f"The disk that holds {place} is full.") from error
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR}:
            raise BackupError(f"{place} cannot be written: its folder is missing or closed to us.") from error
        raise


def list_blobs(folder: Path) -> list[Path]:
    """Every finished blob under `folder`, in order; unfinished writes have other names."""
    found = sorted(path for path in folder.glob("??/*") if path.is_file())
    return [path for path in found if BLOB.fullmatch(f"blobs/{path.parent.name}/{path.name}")]


def write(target: Path, manifest: str, dump: Path, key_file: Path, blobs: Sequence[Path]) -> None:
    """Write the tar beside `target` and move it there when it is safe on disk."""
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                _add_text(tar, MANIFEST, manifest)
                _add_file(tar, DUMP, dump)
                if key_file.is_file():
                    _add_file(tar, KEY, key_file)
                for blob in blobs:
                    _add_file(tar, f"blobs/{blob.parent.name}/{blob.name}", blob)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)


def manifest_text(source: Path) -> str:
    """The manifest, which is the first member.  BackupError when `source` is no such tar."""
    with _open(source) as tar:
        first = tar.next()
        if first is None or first.name != MANIFEST or first.size > MANIFEST_LIMIT:
            raise BackupError(f"{source} is no backup made by aduan.")
        return _content(tar, first).read().decode("utf-8")


def read(source: Path, dump: Path, blobs_dir: Path) -> int:
    """Put the dump at `dump`, the key beside it and the blobs under `blobs_dir`; how many blobs there were.

    BackupError when a blob's bytes are not those of its name, or the file ends too early.
    """
    count = 0
    try:
        with _open(source) as tar:
            for member in tar:
                if member.name in {DUMP, KEY}:
                    _copy(_content(tar, member), dump.with_name(member.name))
                elif BLOB.fullmatch(member.name) and member.isreg():
                    _restore_blob(tar, member, blobs_dir)
                    count += 1
    except (tarfile.TarError, EOFError) as error:
        raise BackupError(f"{source} is damaged: it ends too early.") from error
    if not dump.exists():
        raise BackupError(f"{source} is damaged: it holds no database.")
    return count


def place_key(found: Path, key_file: Path) -> None:
    """Put the office's key where it belongs; another one that stood there is kept beside it."""
    if not found.exists() or (key_file.exists() and key_file.read_bytes() == found.read_bytes()):
        return
    if key_file.exists():
        key_file.replace(key_file.with_name(f"{key_file.name}.replaced"))
    key_file.parent.mkdir(parents=True, exist_ok=True)
    with found.open("rb") as source:
        _copy(source, key_file)


def _restore_blob(tar: tarfile.TarFile, member: tarfile.TarInfo, blobs_dir: Path) -> None:
    name = member.name.rsplit("/", 1)[1]
    target = Blobs(blobs_dir).path(name)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = blobs_dir / f"restoring-{name}"
    try:
        if _copy(_content(tar, member), unfinished) != name:
            raise BackupError(f"The backup is damaged: the bytes of blob {name} are not its own.")
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _copy(source: IO[bytes], target: Path) -> str:
    """Copy to a private file; the sha256 of what was copied."""
    digest = hashlib.sha256()
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _open(source: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(source, mode="r:")
    except FileNotFoundError as error:
        raise BackupError(f"{source} does not exist.") from error
    except (tarfile.TarError, OSError) as error:
        raise BackupError(f"{source} is no backup made by aduan.") from error


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    content = tar.extractfile(member)
    if content is None:
        raise BackupError("The backup is damaged: a member of it is no file.")
    return content


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    content = text.encode("utf-8")
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(content), 0o600
    tar.addfile(member, io.BytesIO(content))


def _add_file(tar: tarfile.TarFile, name: str, path: Path) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = path.stat().st_size, 0o600
    with path.open("rb") as file:
        tar.addfile(member, file)
