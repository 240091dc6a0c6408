"""One running PostgreSQL under its keeper: launch, wait until it takes connections, stop."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from storage.embedded import keeper
from storage.embedded.binaries import Binaries, clean_environment
from storage.embedded.errors import FULL_TEXT, EmbeddedError, disk_full, folder_errors
from storage.embedded.layout import PORT, Home
from storage.embedded.locks import Lock, take_server
from storage.embedded.privilege import RunAs

LOG_LIMIT = 10 * 1024 * 1024  # bytes; then it begins anew and one older file is kept
LEFTOVER_S = 10.0  # what a killed owner's PostgreSQL may take to end by itself (keeper.PATIENCE_S and a bit)
STARTING = "the database system is starting up"
SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "96MB",
    "max_wal_size": "256MB",
    "min_wal_size": "32MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_logical_replication_workers": "0",
    "jit": "off",
    "huge_pages": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Nothing personal in logs (decision 15): failing statements and their values stay out of the server's own log.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
}


@dataclass(frozen=True, slots=True)
class Server:
    """A launched PostgreSQL: its keeper, and the writing end of the keeper's lifeline."""

    process: subprocess.Popen[bytes]
    lifeline: int

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def stop(self, *, immediate: bool = False) -> None:
        """Shut down and wait until it is gone."""
        with contextlib.suppress(BrokenPipeError):
            os.write(self.lifeline, keeper.IMMEDIATE if immediate else keeper.FAST)
        os.close(self.lifeline)
        self.process.wait()


def launch(home: Home, binaries: Binaries, run_as: RunAs, *, sockets: Path, settings: Mapping[str, str]) -> Server:
    """Start PostgreSQL on `home`'s data, after the leftovers of an earlier one are gone."""
    lock = _exclusive(home)
    home.postmaster_pid.unlink(missing_ok=True)  # we hold its lock: whatever pid it names is not PostgreSQL
    for stale in sockets.glob(".s.PGSQL.*"):
        stale.unlink(missing_ok=True)
    run_as.give(sockets)
    chosen = {**SETTINGS, "unix_socket_directories": str(sockets), **settings}
    options = [word for name, value in chosen.items() for word in ("-c", f"{name}={value}")]
    command = [*run_as.prefix, str(binaries.path("postgres")), "-D", str(home.data), *options]
    try:
        return _under_keeper(home, run_as, lock, command)
    finally:
        lock.release()


def _under_keeper(home: Home, run_as: RunAs, lock: Lock, command: list[str]) -> Server:
    reading, writing = os.pipe()
    words = [sys.executable, "-I", "-S", str(Path(keeper.__file__))]
    numbers = [str(number) for number in (reading, lock.fd, run_as.uid, run_as.gid)]
    log = _open_log(home)
    try:
        process = subprocess.Popen(
            [*words, *numbers, *command],
            pass_fds=(reading, lock.fd),
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env=clean_environment(),
        )
    except BaseException:
        os.close(writing)
        raise
    finally:
        os.close(log)
        os.close(reading)
    return Server(process, writing)


def _open_log(home: Home) -> int:
    with folder_errors(home.data_dir):
        if home.log.exists() and home.log.stat().st_size > LOG_LIMIT:
            home.log.replace(home.log.with_name("log.1"))
        return os.open(home.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)


def _exclusive(home: Home) -> Lock:
    lock = take_server(home, LEFTOVER_S)
    if lock is None:
        _end_leftover(home)
        lock = take_server(home, LEFTOVER_S)
    if lock is None:
        raise EmbeddedError(f"A PostgreSQL of an earlier start still runs on {home.data} and does not end.")
    return lock


def _end_leftover(home: Home) -> None:
    """Quit the postmaster named in its pid file, if that pid still is one on this very data."""
    pid = read_postmaster_pid(home)
    if pid is None:
        return
    shown = subprocess.run(
        ["ps", "-ww", "-o", "command=", "-p", str(pid)], check=False, capture_output=True, text=True
    ).stdout
    if str(home.data) in shown:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGQUIT)


def read_postmaster_pid(home: Home) -> int | None:
    """The postmaster's pid by its own file; None when there is none."""
    try:
        return int(home.postmaster_pid.read_text(encoding="utf-8").split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None


def explain_death(home: Home, since: int) -> EmbeddedError:
    """Why PostgreSQL ended while starting, by its log from byte `since` on."""
    with home.log.open("rb") as file:
        file.seek(since)
        told = file.read().decode("utf-8", "replace")
    if FULL_TEXT in told:
        return disk_full(home.data_dir)
    fatal = [
        line.split("FATAL:", 1)[1].strip() for line in told.splitlines() if "FATAL:" in line and STARTING not in line
    ]
    reason = f"it says: {fatal[-1]}" if fatal else "it gave no reason"
    return EmbeddedError(f"PostgreSQL did not start, {reason} (see {home.log}).")


def log_size(home: Home) -> int:
    """How long the log is now, in bytes."""
    try:
        return home.log.stat().st_size
    except FileNotFoundError:
        return 0


def wait_ready(server: Server, connects: Callable[[], bool], patience_s: float) -> bool:
    """Whether `connects()` became true before PostgreSQL ended or `patience_s` passed."""
    end = time.monotonic() + patience_s
    while server.alive and time.monotonic() < end:
        if connects():
            return True
        time.sleep(0.03)
    return False
