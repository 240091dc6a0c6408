"""One file that holds a whole office: its database, its blobs and its key; made, and put back.

The file is a tar: `manifest.json`, `database.dump` (pg_dump's own format), `secret_key` (without it the secrets that
citizens hold would no longer open their complaints), then `blobs/xx/<sha256>`.  The database is dumped first: blobs are
only ever added, so every blob that the dump names is there when they are copied.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from storage import archive
from storage.archive import BackupError
from storage.pgtools import PgTools

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: aduan's version, the schema's revision, rows by table, blobs and their bytes."""

    format: int
    made_at: str
    aduan: str
    postgresql: str
    revision: str
    rows: Mapping[str, int]
    blobs: int
    blob_bytes: int


async def backup(url: str, blobs_dir: Path, target: Path, *, key_file: Path, now: datetime, version: str) -> Manifest:
    """Write the database at `url`, the blobs and the key file (where there is one) to `target` (0600), or nothing.

    `now` is aware; `version` is aduan's own.  BackupError, one sentence, when the target exists, the database cannot
    be dumped or the disk is full.
    """
    if target.exists():  # noqa: ASYNC240 -- a command, nothing else waits
        raise BackupError(f"{target} exists already: choose another name.")
    tools = PgTools(url)
    with archive.disk_errors(target), tempfile.TemporaryDirectory(dir=target.parent) as folder:
        dump = Path(folder) / "database.dump"
        facts = await tools.dump(dump)
        blobs = archive.list_blobs(blobs_dir)
        size = sum(path.stat().st_size for path in blobs)
        manifest = Manifest(
            FORMAT, now.isoformat(), version, facts.postgresql, facts.revision, facts.rows, len(blobs), size
        )
        archive.write(target, json.dumps(asdict(manifest), indent=1), dump, key_file, blobs)
    return manifest


async def restore(url: str, blobs_dir: Path, source: Path, *, key_file: Path, force: bool = False) -> Manifest:
    """Put `source` into the database at `url`, its blobs beside those that are there, its key at `key_file`.

    A key that stood there is kept as `secret_key.replaced`.  The database changes in one transaction.  BackupError when
    it holds tables already (unless `force`: they are dropped), when `source` is no backup or is damaged, and when what
    came in differs from what the manifest says.
    """
    manifest = read_manifest(source)
    tools = PgTools(url)
    if not force and await tools.has_tables():
        raise BackupError("The database is not empty: restore into an empty one, or force it and lose what is there.")
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / "database.dump"
        with archive.disk_errors(blobs_dir):
            restored = archive.read(source, dump, blobs_dir)
        if restored != manifest.blobs:
            raise BackupError(f"{source} is damaged: {restored} of {manifest.blobs} blobs are in it.")
        await tools.load(dump)
        archive.place_key(dump.with_name(archive.KEY), key_file)
    if await tools.rows() != manifest.rows:
        raise BackupError("The database differs from what the backup's manifest says: do not use it.")
    return manifest


def read_manifest(source: Path) -> Manifest:
    """What a backup says that it holds.  BackupError when it is none of ours, or of a newer format."""
    try:
        fields = json.loads(archive.manifest_text(source))
        manifest = Manifest(**fields)
    except (ValueError, TypeError) as error:
        raise BackupError(f"{source} is no backup made by aduan.") from error
    if manifest.format > FORMAT:
        raise BackupError(f"{source} was made by a newer aduan ({manifest.aduan}): use that one.")
    return manifest
