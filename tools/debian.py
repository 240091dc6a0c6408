"""Programs of Debian that some tests need: installed when we may, else it is said what will be skipped."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable

from tools.trouble import tell

SYSTEM_PATH = "/usr/sbin:/sbin"
# program, Debian's package, what stays untried without it
PROGRAMS = (
    ("chromium", "chromium", "the tests in a browser"),
    ("dovecot", "dovecot-imapd", "the tests on Debian's mail server"),
)


def missing() -> list[tuple[str, str, str]]:
    """The rows of PROGRAMS that this machine lacks."""
    path = f"{os.environ.get('PATH', '')}:{SYSTEM_PATH}"
    return [row for row in PROGRAMS if shutil.which(row[0], path=path) is None]


def install_programs() -> None:
    """Install what is missing by apt as root on Debian; elsewhere, or when that fails, say what is skipped."""
    rows = missing()
    if rows and os.geteuid() == 0 and shutil.which("apt-get"):
        _apt(package for _, package, _ in rows)
        rows = missing()
    for program, package, loss in rows:
        tell(f"{program} is missing (Debian: apt install {package}): {loss} will be skipped")


def _apt(packages: Iterable[str]) -> None:
    names = list(packages)
    tell(f"Installing {', '.join(names)} with apt")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", *names]):
        subprocess.run(["apt-get", *words], check=False, env=environment, stdout=subprocess.DEVNULL)
