"""What commands share: settings, a database, one sentence for an error and exit code 1."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from app.keys import SettingsError
from app.logs import configure, failure
from app.settings import Settings, read_settings
from storage.address import driver_url
from storage.embedded import EmbeddedError, attach_or_start

if TYPE_CHECKING:
    from app.services import Services


def fail(sentence: str) -> NoReturn:
    """One sentence on stderr, exit code 1."""
    sys.stderr.write(sentence.rstrip() + "\n")
    raise typer.Exit(1)


def settings(*, key: bool = True) -> Settings:
    """The settings, or the sentence that says what is wrong; without `key` nothing is read or made on disk."""
    configure()
    try:
        return read_settings(key=key)
    except SettingsError as error:
        fail(str(error))


@contextmanager
def database(given: Settings) -> Iterator[str]:
    """The configured database's address, else that of the embedded one: running, or started for this command."""
    if url := given.database_url.get_secret_value():
        yield url
        return
    try:
        with attach_or_start(given.data_dir) as cluster:
            yield cluster.url()
    except EmbeddedError as error:
        fail(str(error))


def compose(given: Settings, url: str, **options: Any) -> Services:
    """The composition root, or the sentence that says which setting cannot be used.

    Imported here, because imports are most of what a command takes to start.
    """
    from app.services import make_services
    from triage.packs.loader import PackError

    try:
        return make_services(given, url, **options)
    except PackError as error:
        fail(f"ADUAN_PACK: {error}")


def reachable(url: str) -> str:
    """The address, or the sentence that says why nobody answers there."""
    import asyncpg

    async def look() -> None:
        connection = await asyncpg.connect(driver_url(url), timeout=5)
        await connection.close()

    try:
        asyncio.run(look())
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, ValueError) as error:
        fail(f"ADUAN_DATABASE_URL: the database cannot be reached ({failure(error)}): check address and password.")
    return url


@asynccontextmanager
async def services(given: Settings, url: str, **options: Any) -> AsyncIterator[Services]:
    """The composition root for one command; imported here, because most of a command's start is its imports."""

    made = compose(given, url, **options)
    try:
        await made.clock.refresh(made.engine)
        yield made
    finally:
        await made.aclose()


def run_with(work: Callable[[Services], Coroutine[Any, Any, int]], *, migrate: bool = True) -> None:
    """Runs a command on the office's database, its schema up to date; exits with what `work` returns."""
    from storage.migrate import upgrade

    given = settings()
    with database(given) as url:
        reachable(url)
        if migrate:
            upgrade(url)

        async def inside() -> int:
            async with services(given, url, application="aduan-cli") as made:
                return await work(made)

        code = asyncio.run(inside())
    raise typer.Exit(code)


def lines_of(file: str) -> Iterable[str]:
    """The lines of a file, or of standard input for "-"; a file that cannot be read is one sentence."""
    if file == "-":
        return sys.stdin
    try:
        return Path(file).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as error:
        fail(f"{file}: {error.strerror}")


def say(text: str) -> None:
    """A line on standard output, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
