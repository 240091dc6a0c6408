"""`aduan up` with stand-in commands: what it prints, keeps running, refuses and leaves behind."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from storage import embedded
from tests.storage.owning import ROOT, wait_empty

HOUSE = Path(__file__).with_name("house.py")
CALM = ("migrate=database", "officers=say,one-time password", "web=web;worker=sleep")


@dataclass(slots=True)
class House:
    """One run of house.py and what it has printed so far."""

    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)

    def until(self, pattern: str) -> re.Match[str]:
        """The next line that matches; AssertionError with everything said when it ends before."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip())
            if found := re.search(pattern, line):
                return found
        raise AssertionError("\n".join(self.lines))

    def pid(self, name: str) -> int:
        """The process of a stand-in, by the line it prints first (children print in any order)."""
        pattern = rf"^{name} +\| \w+ pid (\d+)"
        for line in self.lines:
            if found := re.search(pattern, line):
                return int(found[1])
        return int(self.until(pattern)[1])

    def rest(self) -> tuple[int, str]:
        """Exit code and everything said, once it has ended."""
        said, _ = self.process.communicate(timeout=60)
        return self.process.returncode, "\n".join([*self.lines, said])


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "var"
    yield folder
    assert wait_empty(folder) == []


Begin = Callable[..., House]


@pytest.fixture
def begin(data_dir: Path, port: int) -> Iterator[Begin]:
    """Start house.py; what a failing test leaves running is ended."""
    begun: list[House] = []

    def run(plan: tuple[str, str, str] = CALM, more: Mapping[str, str] | None = None) -> House:
        own = {"ADUAN_DATA_DIR": str(data_dir), "ADUAN_PORT": str(port)}
        process = subprocess.Popen(
            [sys.executable, str(HOUSE), *plan],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **own, **(more or {})},
        )
        begun.append(House(process))
        return begun[-1]

    yield run
    for house in begun:
        if house.process.poll() is None:
            house.process.kill()
            house.rest()


def gone(pid: int, patience_s: float = 10) -> bool:
    """Whether a process has ended (a zombie has)."""
    end = time.monotonic() + patience_s
    while time.monotonic() < end:
        shown = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
        if not shown.stdout.strip() or shown.stdout.startswith("Z"):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_tells_where_everything_is_and_ends_clean(
    begin: Begin, data_dir: Path, port: int, number: signal.Signals
) -> None:
    house = begin()
    web = house.pid("web")
    house.until("Ctrl-C ends everything")
    house.process.send_signal(number)
    code, said = house.rest()
    assert code == 0
    for line in (
        f"migrate | postgresql {data_dir}",
        "officers| one-time password",
        f"  Citizens   http://127.0.0.1:{port}/",
        f"  Officers   http://127.0.0.1:{port}/desk",
        "Everything has stopped; the data stays.",
    ):
        assert line in said.splitlines()
    assert "Sandbox" not in said
    assert gone(web, 0.1)


def test_a_second_start_keeps_the_data_and_repeats_no_first_step(begin: Begin, data_dir: Path, port: int) -> None:
    first = begin()
    first.until("Ready after")
    with embedded.attach_or_start(data_dir) as cluster:
        cluster.ask("create table kept as select 7 as figure", "aduan")
    first.process.terminate()
    assert first.rest()[0] == 0
    second = begin()
    second.until("Ready after")
    with embedded.attach_or_start(data_dir) as cluster:
        assert cluster.ask("select figure from kept", "aduan") == "7"
    second.process.terminate()
    code, said = second.rest()
    assert code == 0
    assert "one-time password" not in said
    assert "migrate | postgresql" in said


def test_kill_9_leaves_no_process_behind(begin: Begin, data_dir: Path, port: int) -> None:
    house = begin()
    house.until("Ready after")
    pids = [house.pid(name) for name in ("web", "worker")]
    house.process.kill()
    assert house.rest()[0] == -signal.SIGKILL
    assert all(gone(pid) for pid in pids)
    assert wait_empty(data_dir) == []
    again = begin()
    begun = time.monotonic()
    again.until("Ready after")
    assert time.monotonic() - begun <= 15
    again.process.terminate()
    assert again.rest()[0] == 0


def test_a_child_that_dies_is_started_again(begin: Begin, data_dir: Path, port: int) -> None:
    house = begin()
    worker = house.pid("worker")
    os.kill(worker, signal.SIGKILL)
    house.until(r"worker ended \(killed by signal 9\); starting it again in 0.5 s")
    assert int(house.until(r"worker +\| sleep pid (\d+)")[1]) != worker
    house.process.terminate()
    assert house.rest()[0] == 0


def test_postgres_is_brought_back_at_the_same_address(begin: Begin, data_dir: Path, port: int) -> None:
    house = begin()
    house.until("Ready after")
    before = embedded.find_running(data_dir)
    assert before is not None
    os.kill(before.pid, signal.SIGKILL)
    house.until("PostgreSQL ended; starting it again")
    house.until("PostgreSQL is back")
    assert before.answers()
    house.process.terminate()
    assert house.rest()[0] == 0


def test_a_port_taken_is_told_before_anything_starts(begin: Begin, data_dir: Path, port: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        code, said = begin().rest()
    assert code == 1
    assert said == f"Port {port} is taken by another program: end it, or set ADUAN_PORT to a free port.\n"
    assert not (data_dir / "postgres/data").exists()


@pytest.mark.parametrize("name", ["ADUAN_SANDBOX_PORT", "ADUAN_SANDBOX_IMAP_PORT", "ADUAN_SANDBOX_SMTP_PORT"])
def test_two_ports_of_one_number_are_refused(begin: Begin, data_dir: Path, port: int, name: str) -> None:
    code, said = begin(more={name: str(port), "ADUAN_SANDBOX": "1"}).rest()
    assert (code, said) == (1, f"ADUAN_PORT and {name} name the same port: change one of them.\n")


def test_a_folder_held_by_another_start_names_it(begin: Begin, data_dir: Path, port: int) -> None:
    house = begin()
    house.until("Ready after")
    code, said = begin().rest()
    assert code == 1
    assert said == f"The data folder {data_dir} is held by another start of aduan (process {house.process.pid}).\n"
    house.process.terminate()
    assert house.rest()[0] == 0


@pytest.mark.parametrize("plan", [("migrate=fail", "", "web=web"), ("", "migrate=fail", "web=web")])
def test_a_step_that_fails_ends_the_start(begin: Begin, data_dir: Path, port: int, plan: tuple[str, str, str]) -> None:
    code, said = begin(plan).rest()
    assert code == 1
    assert "The step 'migrate' failed (code 3); its output above says why." in said
    assert "web |" not in said


def test_a_first_step_that_failed_is_tried_again(begin: Begin, data_dir: Path, port: int, tmp_path: Path) -> None:
    """What was done is not done again: `once` would fail at a second time."""
    place = tmp_path / "place"
    assert begin(("", f"a=once,{place};b=fail", "")).rest()[0] == 1
    house = begin(("", f"a=once,{place};b=say,done", "web=web"))
    house.until("Ready after")
    house.process.terminate()
    assert house.rest()[0] == 0


def test_a_first_step_that_is_not_vital_may_fail(begin: Begin, data_dir: Path, port: int) -> None:
    """The page matters more than the demo; the next start tries it again."""
    for _ in range(2):
        house = begin(("", "demo?=fail", "web=web"))
        house.until(r"The step 'demo' failed \(code 3\); going on without it")
        house.until("Ready after")
        house.process.terminate()
        assert house.rest()[0] == 0


@pytest.mark.parametrize("after_s", [0.4, 0.8, 1.2])
def test_an_end_asked_for_while_starting(begin: Begin, data_dir: Path, port: int, after_s: float) -> None:
    house = begin(("wait=sleep", "", "web=web"))
    time.sleep(after_s)
    house.process.terminate()
    code, said = house.rest()
    assert code in {0, -signal.SIGTERM}
    assert "failed" not in said


def test_with_a_database_url_no_postgres_is_started(begin: Begin, data_dir: Path, port: int) -> None:
    house = begin(more={"ADUAN_DATABASE_URL": "postgresql://elsewhere/aduan"})
    house.until("Ready after")
    house.process.terminate()
    assert house.rest()[0] == 0
    assert not (data_dir / "postgres").exists()
