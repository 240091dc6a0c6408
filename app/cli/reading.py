"""Commands that judge: triage, mail, due, window, pack check, model train."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from app.cli.common import fail, lines_of, say, settings

if TYPE_CHECKING:
    from triage.calendar import Calendar
    from triage.packs.schema import Pack

FILE = Annotated[str, typer.Argument(help='A file, or "-" for standard input.')]


def _pack() -> Pack:
    from triage.packs.loader import PackError, load_pack

    try:
        return load_pack(settings(key=False).pack)
    except PackError as error:
        fail(f"ADUAN_PACK: {error}")


def _calendar(pack: Pack) -> Calendar:
    """The national days of the years around now with the pack's closures: no database is needed to judge a file."""
    from app.calendars import calendar_around
    from app.clock import system_now

    return calendar_around(pack, system_now())


def triage(file: FILE = "-") -> None:
    """Judge texts: JSON lines in (id, channel, text, sent_at), JSON lines out (docs/design: aduan triage)."""
    from app.clock import system_now
    from triage.cli_api import triage_lines
    from triage.model import load_model

    pack = _pack()
    _print(triage_lines(lines_of(file), pack, load_model(), _calendar(pack), system_now()))


def mail(files: Annotated[list[Path], typer.Argument(help="Mails as files (.eml).")]) -> None:
    """Show what the e-mail adapter makes of each file, one JSON object a line; 0 also when some are quarantined."""
    from channels.email.describe import describe

    ours = settings(key=False).mail.address
    for file in files:
        say(json.dumps(describe(file, ours), ensure_ascii=False))


def due(
    made: Annotated[list[str], typer.Argument(help='Times (ISO, with zone), or "-" for JSON lines {made}.')],
) -> None:
    """Tell by when a complaint made then must be answered (R8, R9), with the days counted."""
    from triage.cli_api import LineError, due_lines, due_of

    pack = _pack()
    calendar = _calendar(pack)
    if made == ["-"]:
        _print(due_lines(sys.stdin, pack, calendar))
    try:
        _print([due_of(one, pack, calendar) for one in made])
    except LineError as error:
        fail(str(error))


def window(
    file: Annotated[str | None, typer.Argument(help='"-" or a file reads JSON lines {served, made}.')] = None,
    served: Annotated[str | None, typer.Option(help="The local day of service, YYYY-MM-DD.")] = None,
    made: Annotated[str | None, typer.Option(help="When it was made, ISO with zone.")] = None,
) -> None:
    """Tell whether a complaint is inside the 30-day window (R2), with the days counted."""
    from triage.cli_api import LineError, window_lines, window_of

    pack = _pack()
    if file is not None:
        _print(window_lines(lines_of(file), pack))
    if served is None or made is None:
        fail('Give --served and --made, or "-" and JSON lines {served, made} on standard input.')
    try:
        _print([window_of(served, made, pack)])
    except LineError as error:
        fail(str(error))


def _print(found: Iterable[Mapping[str, object]]) -> NoReturn:
    wrong = 0
    for line in found:
        wrong += "error" in line
        say(json.dumps(line, ensure_ascii=False))
    raise typer.Exit(1 if wrong else 0)


def check(
    folder: Annotated[Path | None, typer.Argument(help="A pack's folder; without it the configured one.")] = None,
) -> None:
    """Check a standard pack: file, line and remedy for every mistake, and what is assumed.  Exit code 1 on mistakes."""
    from importlib.resources import files

    from triage.packs.check import Level, check_pack

    where = folder or files("triage.packs") / settings(key=False).pack
    problems = check_pack(where)
    for one in problems:
        say(f"{one.file}:{one.line}: {one.level.value}: {one.what} ({one.remedy})")
    errors = sum(one.level is Level.ERROR for one in problems)
    assumed = sum(one.level is Level.ASSUMED for one in problems)
    say(f"{errors} mistakes, {assumed} assumed, {len(problems) - errors - assumed} not entered yet")
    raise typer.Exit(1 if errors else 0)


def train() -> None:
    """Train the model on triage/corpus (needs the extra `train`); it is kept only if it is not worse.  1: not kept."""
    from importlib.util import find_spec

    import triage as package

    if find_spec("sklearn") is None:
        fail("Training needs the extra: run `uv sync --extra train` in a checkout.")
    root = Path(package.__file__).parent.parent
    from triage.training import Places, renew

    places = Places.of(root)
    if not places.corpus.is_dir() or not places.development.is_file():
        fail("Training needs a checkout: triage/corpus and bench/data are not part of an installed aduan.")
    pack = _pack()
    found = renew(places, pack, _calendar(pack))
    for one in found.worse:
        say(f"worse on the development set: {one.name} {one.old:.3f} -> {one.new:.3f}")
    say(json.dumps({"kept": found.kept, **found.measured}, indent=1, default=str))
    raise typer.Exit(0 if found.kept else 1)


def add_to(app: typer.Typer) -> None:
    """Registers the commands."""
    for command in (triage, mail, due, window):
        app.command()(command)
    for name, words, one in (
        ("pack", "The office's standard pack.", check),
        ("model", "The statistical model.", train),
    ):
        group = typer.Typer(help=words, no_args_is_help=True)
        group.command(one.__name__)(one)
        group.callback()(_group)
        app.add_typer(group, name=name, help=words)


def _group() -> None:
    pass
