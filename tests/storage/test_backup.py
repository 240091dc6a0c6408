"""A backup put back is the same office: every row, every blob; nothing is overwritten unasked."""

from __future__ import annotations

import hashlib
import io
import json
import os
import stat
import tarfile
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest

from storage.archive import BackupError
from storage.backup import Manifest, backup, read_manifest, restore
from storage.blobs import Blobs

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
WORDS = ("Pengaduan é", "tab\tand \\ backslash", "'; drop table told; --")


@pytest.fixture
async def office(database_url: str) -> str:
    """A migrated database with some rows of its own table, whose texts are awkward."""
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute("create table told (id int primary key, words text, extra jsonb)")
        await connection.executemany("insert into told values ($1, $2, '{}')", list(enumerate(WORDS)))
    finally:
        await connection.close()
    return database_url


@pytest.fixture
async def blobs(tmp_path: Path) -> Path:
    folder = tmp_path / "blobs"
    for content in (b"", b"surat", os.urandom(3 * 1024 * 1024)):
        await Blobs(folder).put_bytes(content, name="surat.pdf")
    (folder / "tmpunfinished").write_bytes(b"half")
    return folder


async def made(url: str, blobs: Path, target: Path) -> Manifest:
    return await backup(url, blobs, target, key_file=blobs.with_name("secret_key"), now=NOW, version="0.1.0")


async def put_back(url: str, blobs: Path, source: Path, *, force: bool = False) -> Manifest:
    return await restore(url, blobs, source, key_file=blobs.with_name("secret_key"), force=force)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("??/*")}


async def told(url: str) -> list[tuple[object, ...]]:
    connection = await asyncpg.connect(url)
    try:
        return [tuple(row) for row in await connection.fetch("select * from told order by id")]
    finally:
        await connection.close()


async def test_what_is_put_back_is_what_was_there(
    office: str, empty_database_url: str, blobs: Path, tmp_path: Path
) -> None:
    manifest = await made(office, blobs, tmp_path / "office.tar")
    assert manifest.rows["public.told"] == len(WORDS)
    assert (manifest.blobs, manifest.blob_bytes) == (3, 3 * 1024 * 1024 + 5)
    assert manifest.revision
    assert manifest.made_at == "2026-11-20T09:30:00+00:00"
    assert await put_back(empty_database_url, tmp_path / "new", tmp_path / "office.tar") == manifest
    assert await told(empty_database_url) == await told(office)
    assert contents(tmp_path / "new") == contents(blobs)
    again = await made(empty_database_url, tmp_path / "new", tmp_path / "again.tar")
    assert (again.rows, again.revision, again.blobs) == (manifest.rows, manifest.revision, manifest.blobs)


async def test_the_file_is_private_and_whole(office: str, blobs: Path, tmp_path: Path) -> None:
    target = tmp_path / "out" / "office.tar"
    target.parent.mkdir()
    await made(office, blobs, target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [path.name for path in target.parent.iterdir()] == ["office.tar"]
    with tarfile.open(target) as tar:
        assert tar.getnames()[:2] == ["manifest.json", "database.dump"]
        assert all(name.startswith("blobs/") for name in tar.getnames()[2:])


async def test_the_key_that_opens_citizens_secrets_comes_along(
    office: str, empty_database_url: str, blobs: Path, tmp_path: Path
) -> None:
    """A restored office on a new machine has drawn a key of its own already: the office's own takes its place."""
    blobs.with_name("secret_key").write_text("the office's")
    await made(office, blobs, tmp_path / "office.tar")
    place = tmp_path / "elsewhere"
    place.mkdir()
    (place / "secret_key").write_text("drawn meanwhile")
    await put_back(empty_database_url, place / "blobs", tmp_path / "office.tar")
    assert (place / "secret_key").read_text() == "the office's"
    assert stat.S_IMODE((place / "secret_key").stat().st_mode) == 0o600
    assert (place / "secret_key.replaced").read_text() == "drawn meanwhile"


async def test_nothing_is_overwritten_unasked(office: str, blobs: Path, tmp_path: Path) -> None:
    target = tmp_path / "office.tar"
    await made(office, blobs, target)
    with pytest.raises(BackupError, match="exists already"):
        await made(office, blobs, target)
    with pytest.raises(BackupError, match="The database is not empty"):
        await put_back(office, tmp_path / "new", target)
    assert not (tmp_path / "new").exists()
    assert len(await told(office)) == len(WORDS)


async def test_forced_it_replaces_what_is_there(office: str, blobs: Path, tmp_path: Path) -> None:
    target = tmp_path / "office.tar"
    manifest = await made(office, blobs, target)
    connection = await asyncpg.connect(office)
    await connection.execute("delete from told; create table later (id int)")
    await connection.close()
    assert await put_back(office, blobs, target, force=True) == manifest
    assert len(await told(office)) == len(WORDS)


async def test_a_database_in_use_is_not_waited_for(office: str, blobs: Path, tmp_path: Path) -> None:
    target = tmp_path / "office.tar"
    await made(office, blobs, target)
    connection = await asyncpg.connect(office)
    try:
        async with connection.transaction():
            await connection.execute("lock table told")
            with pytest.raises(BackupError, match="the database is in use; end web"):
                await put_back(office, blobs, target, force=True)
    finally:
        await connection.close()
    assert len(await told(office)) == len(WORDS)


def swap(name: str, content: bytes | None) -> Callable[[Path, Path], None]:
    """Rewrite a backup with one member's bytes changed, or the member left out."""

    def change(source: Path, target: Path) -> None:
        with tarfile.open(source) as old, tarfile.open(target, "w") as new:
            for member in old:
                held = old.extractfile(member)
                assert held is not None
                data = held.read()
                if name in member.name:
                    if content is None:
                        continue
                    data = content
                member.size = len(data)
                new.addfile(member, io.BytesIO(data))

    return change


def cut(source: Path, target: Path) -> None:
    target.write_bytes(source.read_bytes()[:-2_000_000])


def no_tar(_source: Path, target: Path) -> None:
    target.write_bytes(b"hello" * 1000)


SURAT = hashlib.sha256(b"surat").hexdigest()
DAMAGES: dict[str, tuple[Callable[[Path, Path], None], str]] = {
    "no tar": (no_tar, "is no backup made by aduan"),
    "another tar": (swap("manifest", None), "is no backup made by aduan"),
    "manifest of nothing": (swap("manifest", b"{}"), "is no backup made by aduan"),
    "a blob changed": (swap(SURAT, b"surax"), f"the bytes of blob {SURAT} are not its own"),
    "a blob missing": (swap(SURAT, None), "2 of 3 blobs"),
    "no database": (swap("database", None), "holds no database"),
    "database changed": (swap("database", b"PGDMP nonsense"), "pg_restore failed"),
    "cut short": (cut, "is damaged"),
}


@pytest.mark.parametrize("damage", DAMAGES)
async def test_a_damaged_backup_is_refused_and_the_database_stays_empty(
    office: str, empty_database_url: str, blobs: Path, tmp_path: Path, damage: str
) -> None:
    change, sentence = DAMAGES[damage]
    await made(office, blobs, tmp_path / "office.tar")
    change(tmp_path / "office.tar", tmp_path / "damaged.tar")
    with pytest.raises(BackupError, match=sentence):
        await put_back(empty_database_url, tmp_path / "new", tmp_path / "damaged.tar")
    connection = await asyncpg.connect(empty_database_url)
    assert await connection.fetchval("select count(*) from pg_tables where schemaname = 'public'") == 0
    await connection.close()


async def test_names_that_lead_outside_are_not_followed(
    office: str, empty_database_url: str, blobs: Path, tmp_path: Path
) -> None:
    await made(office, blobs, tmp_path / "office.tar")
    with tarfile.open(tmp_path / "office.tar", "a") as tar:
        tar.addfile(tarfile.TarInfo("blobs/../../escaped"), io.BytesIO())
        link = tarfile.TarInfo(f"blobs/{'a' * 2}/{'a' * 64}")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    await put_back(empty_database_url, tmp_path / "deep" / "new", tmp_path / "office.tar")
    assert "escaped" not in {name for _, _, names in os.walk(tmp_path) for name in names}
    assert contents(tmp_path / "deep" / "new") == contents(blobs)


async def test_a_newer_format_is_left_to_its_aduan(office: str, blobs: Path, tmp_path: Path) -> None:
    await made(office, blobs, tmp_path / "office.tar")
    newer = {**asdict(read_manifest(tmp_path / "office.tar")), "format": 2, "aduan": "9.9"}
    swap("manifest", json.dumps(newer).encode())(tmp_path / "office.tar", tmp_path / "newer.tar")
    with pytest.raises(BackupError, match=r"made by a newer aduan \(9\.9\)"):
        read_manifest(tmp_path / "newer.tar")


async def test_a_database_that_is_away_is_told_without_its_address(tmp_path: Path) -> None:
    with pytest.raises(BackupError) as caught:
        await made("postgresql://budi:rahasia@127.0.0.1:1/none", tmp_path, tmp_path / "office.tar")
    assert "ADUAN_DATABASE_URL" in str(caught.value)
    assert not {"budi", "rahasia"} & set(str(caught.value).replace("(", " ").split())
    assert not (tmp_path / "office.tar").exists()
