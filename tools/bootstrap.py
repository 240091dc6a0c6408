# ruff: noqa: PTH100, PTH113, PTH118, PTH120, PTH123, RET503, RUF005, S606, T201, UP010, UP031
"""`bootstrap.py run|test`: find a Python that fits and hand over to tools.house.

This file alone must run on any Python back to 2.7, to be able to say that it is too old: hence no linter's rules.
"""

from __future__ import print_function

import os
import subprocess
import sys

OLDEST = (3, 11)
NEWEST = (3, 14)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROBE = "import sys; sys.exit(not (%r <= sys.version_info[:2] <= %r))" % (OLDEST, NEWEST)


def fits(version):
    # type: (tuple[int, ...]) -> bool
    """Whether a version (major, minor) is one that aduan runs on."""
    return OLDEST <= tuple(version[:2]) <= NEWEST


def complaint(version):
    # type: (tuple[int, ...]) -> str
    """One sentence about a Python that does not fit."""
    return "Python %d.%d is too %s: aduan needs Python %d.%d to %d.%d; install one of them and run this again." % (
        (version[0], version[1], "old" if tuple(version[:2]) < OLDEST else "new") + OLDEST + NEWEST
    )


def other_pythons(path):
    # type: (str) -> list[str]
    """Programs python3.14 to python3.11, then python3, in the folders of `path`."""
    names = ["python3.%d" % minor for minor in range(NEWEST[1], OLDEST[1] - 1, -1)] + ["python3"]
    programs = [os.path.join(folder, name) for name in names for folder in path.split(os.pathsep)]
    return [program for program in programs if os.path.isfile(program) and os.access(program, os.X_OK)]


def runs(program):
    # type: (str) -> bool
    """Whether a program really is a Python that fits."""
    with open(os.devnull, "w") as nowhere:
        try:
            return subprocess.call([program, "-c", PROBE], stdout=nowhere, stderr=nowhere) == 0
        except OSError:
            return False


def main(arguments):
    # type: (list[str]) -> int
    """Become tools.house under a Python that fits; 1 and one sentence when there is none."""
    os.chdir(ROOT)
    program = sys.executable
    if not fits(sys.version_info[:2]):
        found = [other for other in other_pythons(os.environ.get("PATH", "")) if runs(other)]
        if not found:
            print(complaint(sys.version_info[:2]), file=sys.stderr)
            return 1
        program = found[0]
    os.execv(program, [program, "-m", "tools.house"] + arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
