"""Run as a script: owns a cluster until its standard input ends.  owner.py DATA_DIR; prints `ready PID KEEPER`."""

from __future__ import annotations

import sys
from pathlib import Path

from storage import embedded


def main() -> int:
    try:
        cluster = embedded.start(Path(sys.argv[1]), settings={"fsync": "off"})
    except embedded.EmbeddedError as error:
        print(error, flush=True)
        return 1
    assert cluster.server is not None
    print("ready", cluster.pid, cluster.server.process.pid, flush=True)
    sys.stdin.read()
    cluster.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
