"""`aduan`: every command, each in its own file; heavy imports only in the command that needs them."""

from __future__ import annotations

import io
import sys

import typer

from app.cli import office, reading, running, talking

app = typer.Typer(
    name="aduan",
    help=(
        "aduan takes complaints about a licensing office in the way people already talk, judges them against the "
        "office's service standard and carries the answer back.\n\n"
        "Start here: `aduan up` runs everything on this machine. `aduan chat` talks to the bot in this terminal. "
        "Settings are environment variables ADUAN_...; README lists them."
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
running.add_to(app)
talking.add_to(app)
reading.add_to(app)
office.add_to(app)


def main() -> None:
    """The script's entry.  What is not UTF-8 is read as replacement characters, as in files."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    app()
