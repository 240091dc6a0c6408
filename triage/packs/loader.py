"""Reading a pack from the package's data or from a folder.  Callers keep what they load; nothing is cached here."""

from __future__ import annotations

import pathlib
import re
from importlib.resources import files
from importlib.resources.abc import Traversable

from pydantic import ValidationError

from triage.packs.schema import Pack
from triage.packs.sources import read_sources

NAME = re.compile(r"[a-z][a-z0-9_]*")


class PackError(ValueError):
    """The pack cannot be used; `aduan pack check` says where and why."""


def installed() -> tuple[str, ...]:
    """The names of the packs that came with the program."""
    folder = files("triage.packs")
    return tuple(sorted(d.name for d in folder.iterdir() if d.is_dir() and (d / "office.yaml").is_file()))


def load_pack(name: str) -> Pack:
    """The installed pack of that name.  PackError when there is none or it does not hold together."""
    if not NAME.fullmatch(name) or name not in installed():
        raise PackError(f"no pack of that name; installed: {', '.join(installed())}")
    return read_pack(files("triage.packs") / name)


def read_pack(folder: Traversable | pathlib.Path) -> Pack:
    """The pack in any folder, for an office that keeps its own.  PackError with the number of mistakes."""
    sources = read_sources(folder)
    if sources.mistakes:
        raise PackError(f"{len(sources.mistakes)} mistakes in the pack's files; run `aduan pack check`")
    try:
        return Pack.model_validate(sources.data)
    except ValidationError as error:
        raise PackError(f"{error.error_count()} mistakes in the pack; run `aduan pack check`") from None
