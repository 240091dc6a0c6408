"""Makes the data of a new cluster, whole or not at all."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from storage.embedded.binaries import MAJOR, Binaries, clean_environment
from storage.embedded.errors import FULL_TEXT, EmbeddedError, disk_full, folder_errors
from storage.embedded.layout import Home
from storage.embedded.privilege import RunAs

SUPERUSER = "aduan"
OPTIONS = (
    f"--username={SUPERUSER}",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
    "--no-instructions",
)


def initialise(home: Home, binaries: Binaries, run_as: RunAs, *, durable: bool) -> None:
    """Run initdb beside the final place and move it there when done; the password stands in its file already.

    EmbeddedError on a full disk, on failure, and on data of another major version.  `durable` False skips fsync.
    """
    if home.data.exists():
        _same_major(home)
        return
    with folder_errors(home.root):
        shutil.rmtree(home.fresh, ignore_errors=True)
        home.fresh.mkdir(mode=0o700)
        run_as.give(home.fresh)
    try:
        _initdb(home, binaries, run_as, durable=durable)
    except BaseException:
        shutil.rmtree(home.fresh, ignore_errors=True)
        raise
    home.fresh.rename(home.data)


def _initdb(home: Home, binaries: Binaries, run_as: RunAs, *, durable: bool) -> None:
    own = ["-D", str(home.fresh), f"--pwfile={home.password_file}", *([] if durable else ["--no-sync"])]
    done = subprocess.run(
        [*run_as.prefix, str(binaries.path("initdb")), *OPTIONS, *own],
        check=False,
        capture_output=True,
        text=True,
        env=clean_environment(),
        cwd="/",
        **run_as.popen(),
    )
    if done.returncode != 0:
        raise _explain(home.data_dir, done.stdout + done.stderr)


def _explain(folder: Path, output: str) -> EmbeddedError:
    if FULL_TEXT in output:
        return disk_full(folder)
    errors = [line for line in output.splitlines() if "error" in line.lower() or "FATAL" in line]
    return EmbeddedError(f"initdb failed: {errors[0].strip() if errors else 'it gave no reason'}")


def _same_major(home: Home) -> None:
    found = (home.data / "PG_VERSION").read_text(encoding="ascii").strip()
    if found != str(MAJOR):
        raise EmbeddedError(
            f"The data in {home.data} was written by PostgreSQL {found} and this aduan brings {MAJOR}: "
            "restore a backup into a new data folder."
        )
