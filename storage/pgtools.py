"""pg_dump, pg_restore and psql of the wheel, on any PostgreSQL that the office uses."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

import asyncpg

from storage.address import driver_url
from storage.archive import BackupError
from storage.embedded import EmbeddedError
from storage.embedded.binaries import clean_environment, find_binaries

TABLES = """select format('%I.%I', schemaname, tablename) from pg_tables
            where schemaname not in ('pg_catalog', 'information_schema') order by 1"""
CLEAR = "drop schema public cascade; create schema public"

OPTIONS = "-c client_min_messages=error -c lock_timeout=5s"  # a web process that still reads would block us for ever
LOCKED = "55P03"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the dumped database is: PostgreSQL's version, the schema's revision, rows by table."""

    postgresql: str
    revision: str
    rows: Mapping[str, int]


class PgTools:
    """The programs on one database.  The password goes by the environment, never by the command line."""

    def __init__(self, url: str) -> None:
        self._url = driver_url(url)
        parts = urlsplit(self._url)
        account, _, place = parts.netloc.rpartition("@")
        user, _, password = account.partition(":")
        self._open_url = urlunsplit(parts._replace(netloc=f"{user}@{place}" if user else place))
        self._password = unquote(password)

    async def dump(self, target: Path) -> Facts:
        """pg_dump into `target`; the facts are counted in the very snapshot that is dumped."""
        connection = await self._connect()
        try:
            async with connection.transaction(isolation="repeatable_read", readonly=True):
                snapshot = await connection.fetchval("select pg_export_snapshot()")
                words = ["--format=custom", "--no-owner", "--no-acl", f"--snapshot={snapshot}", f"--file={target}"]
                await self._run("pg_dump", *words, f"--dbname={self._open_url}")
                return Facts(
                    await connection.fetchval("show server_version"),
                    await _revision(connection),
                    await _rows(connection),
                )
        finally:
            await connection.close()

    async def load(self, dump: Path) -> None:
        """Replace what is in the schema `public` by the dump, in one transaction."""
        script = dump.with_suffix(".sql")
        await self._run("pg_restore", "--no-owner", "--no-acl", f"--file={script}", str(dump))
        words = ["-Xqw", "--single-transaction", "-v", "ON_ERROR_STOP=1", "-v", "VERBOSITY=sqlstate"]
        await self._run("psql", *words, "-d", self._open_url, "-c", CLEAR, "-f", str(script))

    async def has_tables(self) -> bool:
        """Whether the database holds anything that a restore would meet."""
        return bool(await self.rows())

    async def rows(self) -> dict[str, int]:
        """Rows by table."""
        connection = await self._connect()
        try:
            return await _rows(connection)
        finally:
            await connection.close()

    async def _connect(self) -> asyncpg.Connection:
        try:
            return await asyncpg.connect(self._url)
        except (OSError, asyncpg.PostgresError, ValueError) as error:
            raise BackupError(
                f"The database does not take a connection ({type(error).__name__}): check ADUAN_DATABASE_URL."
            ) from error

    async def _run(self, name: str, *words: str) -> None:
        try:
            program = find_binaries().path(name)
        except EmbeddedError as error:
            raise BackupError(str(error)) from error
        process = await asyncio.create_subprocess_exec(
            str(program),
            *words,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            env=clean_environment({"PGPASSWORD": self._password, "PGOPTIONS": OPTIONS}),
        )
        _, said = await process.communicate()
        if process.returncode != 0:
            raise BackupError(_explain(name, said.decode("utf-8", "replace")))


async def _revision(connection: asyncpg.Connection) -> str:
    if await connection.fetchval("select to_regclass('public.alembic_version')") is None:
        return ""
    return str(await connection.fetchval("select version_num from public.alembic_version"))


async def _rows(connection: asyncpg.Connection) -> dict[str, int]:
    tables = [row[0] for row in await connection.fetch(TABLES)]
    return {table: await connection.fetchval(f"select count(*) from {table}") for table in tables}  # noqa: S608 -- quoted by the server


def _explain(name: str, said: str) -> str:
    """A program's failure without anything that may be somebody's data."""
    if "No space left on device" in said:
        return f"{name} failed: the disk is full."
    if "server version mismatch" in said:
        return f"{name} failed: the server is newer than PostgreSQL 18, use its own pg_dump."
    states = re.findall(r"ERROR:\s+([0-9A-Z]{5})$", said, re.MULTILINE)
    if LOCKED in states:
        return f"{name} failed: the database is in use; end web, worker and `aduan up` first."
    return f"{name} failed{f' (SQLSTATE {states[0]})' if states else ''}: is the backup made for this version?"
