"""The whole system as real processes on free ports: PostgreSQL, web, worker, sandbox; each can be killed."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import asyncpg
import httpx

from storage import embedded
from storage.migrate import upgrade

START_S = 60.0
PROCESSES = ("sandbox", "web", "worker")


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on; taken together so that they differ."""
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [int(one.getsockname()[1]) for one in sockets]
    for one in sockets:
        one.close()
    return ports


def wait_for(what: str, holds: Callable[[], Any], seconds: float = 30.0, pause: float = 0.1) -> Any:
    """The first true value of `holds` within `seconds`; AssertionError naming `what`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := holds():
            return found
        time.sleep(pause)
    raise AssertionError(f"not within {seconds} s: {what}")


class System:
    """Use as a context manager.  `settings`: ADUAN_ variables beside the usual ones."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.port, self.sandbox_port, self.imap_port, self.smtp_port = free_ports(4)
        self.web_url = f"http://127.0.0.1:{self.port}"
        self.sandbox_url = f"http://127.0.0.1:{self.sandbox_port}"
        self._settings = settings
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def environment(self) -> dict[str, str]:
        """What every process of the system inherits."""
        dropped = ("ADUAN_", "PG", "PYTHONDONTWRITEBYTECODE")  # without bytecode every process compiles anew
        kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
        ours = {
            "ADUAN_DATABASE_URL": self.url, "ADUAN_DATA_DIR": str(self.folder), "ADUAN_SANDBOX": "1",
            "ADUAN_PORT": str(self.port), "ADUAN_SANDBOX_PORT": str(self.sandbox_port),
            "ADUAN_SANDBOX_IMAP_PORT": str(self.imap_port), "ADUAN_SANDBOX_SMTP_PORT": str(self.smtp_port),
            "ADUAN_PUBLIC_URL": self.web_url, "ADUAN_QUIET__CHAT_SECONDS": "1", "ADUAN_QUIET__SMS_SECONDS": "1",
        }  # fmt: skip
        return {**kept, **ours, **self._settings}

    def configure(self, **settings: str) -> None:
        """More ADUAN_ variables, such as those that need this system's ports; before it is entered."""
        self._settings |= settings

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        # Commits must survive a kill -9 of PostgreSQL; only a power cut may lose them here.
        self.cluster = embedded.start(self.folder, settings={"fsync": "off"})
        self.url = self.cluster.url()
        upgrade(self.url)
        self.command("migrate")
        try:
            for name in PROCESSES:
                self.start(name)
            for name in PROCESSES:
                self.ready(name)
        except BaseException:  # whatever it was, no process may stay behind
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for name in reversed(list(self.running)):
            self.stop(name)
        self.cluster.stop(immediate=True)

    def command(self, *words: str, check: bool = True, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        """An `aduan` command on this system."""
        return subprocess.run(
            [sys.executable, "-m", "app.cli", *words], env=self.environment, capture_output=True, text=True,
            check=check, input=stdin, timeout=120,
        )  # fmt: skip

    def start(self, name: str) -> None:
        """Starts a process; its output goes to a file beside the data."""
        log = (self.folder / f"{name}.log").open("ab")
        self.running[name] = subprocess.Popen(
            [sys.executable, "-m", "app.cli", name],
            env=self.environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        log.close()

    def ready(self, name: str) -> None:
        """Returns once a process answers; the worker once it said so."""
        if name == "worker":
            wait_for("worker ready", lambda: "worker.ready" in self.log("worker"), START_S)
            return
        url = f"{self.web_url}/readyz" if name == "web" else f"{self.sandbox_url}/control/clock"
        wait_for(f"{name} ready", lambda: self._answers(url), START_S)

    def _answers(self, url: str) -> bool:
        try:
            return httpx.get(url, timeout=2).status_code == 200
        except httpx.HTTPError:
            return False

    def log(self, name: str) -> str:
        """What a process said."""
        path = self.folder / f"{name}.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def stop(self, name: str) -> None:
        """Ends a process as an operator would."""
        process = self.running.pop(name)
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def kill(self, name: str) -> None:
        """kill -9."""
        process = self.running.pop(name)
        process.send_signal(signal.SIGKILL)
        process.wait()

    def restart(self, name: str) -> None:
        """Starts a process again; does not wait for it."""
        self.start(name)

    def rows(self, query: str, *values: object) -> list[Mapping[str, Any]]:
        """Rows of the database, for assertions; in a thread, since a browser's own loop may run in this one."""

        async def inside() -> list[Mapping[str, Any]]:
            connection = await asyncpg.connect(self.url)
            try:
                return [dict(row) for row in await connection.fetch(query, *values)]
            finally:
                await connection.close()

        with ThreadPoolExecutor(1) as pool:
            return pool.submit(asyncio.run, inside()).result()

    def value(self, query: str, *values: object) -> Any:
        """The only value of the only row."""
        (row,) = self.rows(query, *values)
        (found,) = row.values()
        return found

    def control(self, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """The sandbox's control interface: GET without a body, POST with one."""
        url = self.sandbox_url + "/control" + path
        answer = httpx.get(url, timeout=20) if body is None else httpx.post(url, json=body, timeout=20)
        answer.raise_for_status()
        return answer.json()

    def received(self, provider: str, citizen: str) -> list[str]:
        """Texts of ours that a citizen has got on whatsapp, sms or telegram, oldest first."""
        found = self.control(f"/messages?provider={provider}&citizen={quote(citizen)}")["messages"]
        return [message["text"] for message in found if message["outgoing"]]

    def mails(self, address: str) -> list[Mapping[str, Any]]:
        """Mails in a citizen's mailbox that came from the office."""
        found = self.control(f"/mail/messages?address={quote(address)}")["mails"]
        return [mail for mail in found if not mail["sent"]]

    def advance(self, seconds: float) -> None:
        """Moves the clock of the whole system forward."""
        self.control("/clock", {"advance_seconds": seconds})

    def go_to(self, moment: datetime) -> None:
        """Moves the clock of the whole system forward to an aware moment."""
        self.control("/clock", {"to": moment.isoformat()})

    def now(self) -> datetime:
        """The system's time, aware."""
        return datetime.fromisoformat(self.control("/clock")["now"])

    def officer(self, login: str) -> str:
        """The one-time password of a new officer at one of the pack's posts."""
        found = getattr(self, "_passwords", None)
        if found is None:
            lines = self.command("user", "first").stdout.splitlines()
            found = {parts[0]: parts[1] for parts in (line.split() for line in lines) if len(parts) > 2}
            self._passwords = found
        return str(found[login])
