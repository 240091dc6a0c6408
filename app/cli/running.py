"""Commands that run the system: up, web, worker, sandbox, migrate, channels check, replay, backup, restore."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.common import compose, database, fail, run_with, say, services, settings

if TYPE_CHECKING:
    from app.services import Services


def up() -> None:
    """Run everything on this machine: PostgreSQL (unless ADUAN_DATABASE_URL is set), web, worker, sandbox.

    Ctrl-C ends it; the data stays in ADUAN_DATA_DIR.
    """
    from app.up import up as run_up

    raise typer.Exit(run_up(settings(), os.environ))


def web() -> None:
    """Run the web process: webhooks, the citizens' pages, the officers' desk."""
    import uvicorn

    from app.settling import settle
    from app.webapp.main import create_app

    given = settings()
    with database(given) as url:
        made = compose(given, url, pool=8, application="aduan-web")
        config = uvicorn.Config(
            create_app(made, url), host=given.host, port=given.port, access_log=False, log_level="warning",
            server_header=False, proxy_headers=bool(given.trusted_proxies), log_config=None,
            forwarded_allow_ips=given.trusted_proxies or None, timeout_graceful_shutdown=10,
        )  # fmt: skip
        settle()
        uvicorn.Server(config).run()


def worker() -> None:
    """Run the worker: conversations, outgoing messages, mailboxes, reminders.  Several may run at once."""
    import uvloop

    from app.worker.main import run_worker, stop_on_signals

    given = settings()

    async def inside(url: str) -> None:
        async with services(given, url, pool=12, application="aduan-worker", busy=True) as made:
            await run_worker(made, url, stop_on_signals())

    with database(given) as url:
        uvloop.run(inside(url))


def sandbox() -> None:
    """Run the providers of this machine: a phone with four apps and a mailbox.  Only with ADUAN_SANDBOX=1."""
    given = settings()
    if not given.sandbox:
        fail("The sandbox runs only with ADUAN_SANDBOX=1 and a public URL on this machine: set ADUAN_SANDBOX=1.")
    from app.sandbox import run_sandbox

    run_sandbox(given)


def migrate() -> None:
    """Bring the database's schema up to date and enter this and next year's days off; safe at every start."""

    async def work(made: Services) -> int:
        from app.calendars import enter_missing

        entered = await enter_missing(made.works, made.pack, made.clock.now())
        say("schema: up to date" + "".join(f"; days off of {year} entered" for year in entered))
        return 0

    run_with(work)


def replay() -> None:
    """Take quarantined and held events up again, after what stopped them was mended."""

    async def work(made: Services) -> int:
        from storage import inbox

        async with made.works.begin() as unit:
            count = await inbox.replay(unit.session)
        say(f"{count} events taken up again")
        return 0

    run_with(work)


def backup(target: Annotated[Path, typer.Argument(help="The file to write, such as aduan-2026-12-01.tar.")]) -> None:
    """Write database, attachments and key into one file."""

    async def work(made: Services) -> int:
        from importlib.metadata import version

        from storage.archive import BackupError
        from storage.backup import backup as write

        given = made.settings
        try:
            found = await write(
                made.url, given.blobs_dir, target, key_file=given.data_dir / "secret_key", now=made.clock.now(),
                version=version("aduan"),
            )  # fmt: skip
        except BackupError as error:
            fail(str(error))
        say(f"written: {target} ({sum(found.rows.values())} rows, {found.blobs} attachments)")
        return 0

    run_with(work)


def restore(
    source: Annotated[Path, typer.Argument(help="A file that `aduan backup` wrote.")],
    force: Annotated[bool, typer.Option("--force", help="Overwrite a database that is not empty.")] = False,
) -> None:
    """Read database, attachments and key back from one file."""

    from storage.archive import BackupError
    from storage.backup import restore as read

    given = settings()
    with database(given) as url:
        try:
            found = asyncio.run(read(url, given.blobs_dir, source, key_file=given.data_dir / "secret_key", force=force))
        except BackupError as error:
            fail(str(error))
    say(f"restored: {sum(found.rows.values())} rows, {found.blobs} attachments")


def check() -> None:
    """Tell for each channel whether its credentials work and its webhook points here; exit code 1 when one fails."""

    async def work(made: Services) -> int:
        failed = 0
        for adapter in made.adapters.values():
            for line in await adapter.check():
                mark = "ok" if line.ok and not line.warning else "WARNING" if line.ok or line.warning else "FAILED"
                failed += mark == "FAILED"
                say(f"{adapter.name}: {line.name}: {mark}: {line.detail}")
        return 1 if failed else 0

    run_with(work)


def add_to(app: typer.Typer) -> None:
    """Registers the commands."""
    for command in (up, web, worker, sandbox, migrate, replay, backup, restore):
        app.command()(command)
    channels = typer.Typer(help="The channels that are configured.", no_args_is_help=True)
    channels.command("check")(check)
    channels.callback()(_group)
    app.add_typer(channels, name="channels")


def _group() -> None:
    """The channels that are configured."""
