"""Stand-ins for aduan's commands, run as a script: standin.py web | sleep | stubborn | fail | say WORDS | once FILE."""

from __future__ import annotations

import http.server
import os
import signal
import sys
import time
from pathlib import Path


class Ready(http.server.BaseHTTPRequestHandler):
    """Answers every GET with 200."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


def main(words: list[str]) -> int:
    print(words[0], "pid", os.getpid(), flush=True)
    match words:
        case ["web"]:
            http.server.HTTPServer(("127.0.0.1", int(os.environ["ADUAN_PORT"])), Ready).serve_forever()
        case ["stubborn"]:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            print("deaf", flush=True)
            time.sleep(600)
        case ["sleep"]:
            time.sleep(600)
        case ["fail"]:
            return 3
        case ["database"]:
            print(os.environ["ADUAN_DATABASE_URL"].split(":")[0], os.environ["ADUAN_DATA_DIR"], flush=True)
        case ["long"]:
            print("x" * 200_000 + "\nshort", flush=True)
        case ["say", *rest]:
            print(*rest, flush=True)
        case ["once", place]:
            Path(place).open("x").close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
