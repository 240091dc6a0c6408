"""The whole system as real processes on a durable PostgreSQL: every commit reaches the disk, as in an office."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from bench.reference import about
from storage import embedded
from storage.migrate import upgrade
from tests.system import PROCESSES, System


class House(System):
    """tests/system.py with durable settings and only the `processes` that a measurement needs."""

    def __init__(self, folder: Path, processes: Sequence[str], settings: dict[str, str]) -> None:
        super().__init__(folder, **settings)
        self._processes = processes

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.cluster = embedded.start(self.folder, settings={})
        try:
            self.url = self.cluster.url()
            upgrade(self.url)
            self.command("migrate")
            self.bring_up(*self._processes)
        except BaseException:  # whatever it was, no process may stay behind
            self.__exit__(None, None, None)
            raise
        return self

    def bring_up(self, *names: str) -> None:
        """Starts processes and waits until each answers."""
        for name in names:
            self.start(name)
        for name in names:
            self.ready(name)

    def cpu_s(self, name: str) -> float:
        """Processor seconds that a process has used: what other work on the machine does not change much (Linux)."""
        stat = Path(f"/proc/{self.running[name].pid}/stat").read_text(encoding="ascii")
        used = stat.rpartition(") ")[2].split()[11:13]
        return sum(map(int, used)) / os.sysconf("SC_CLK_TCK")

    def pgbench(self, seconds: int = 5, clients: int = 8) -> float:
        """The reference on the same cluster: rows a second (bench/reference.py)."""
        from bench.reference import insert_rate

        return insert_rate(self.cluster, self.folder, seconds=seconds, clients=clients)


@contextmanager
def house(*processes: str, **settings: str) -> Iterator[House]:
    """A running system in a temporary folder that is removed at the end."""
    about()
    with (
        tempfile.TemporaryDirectory(prefix="aduan-bench-") as folder,
        House(Path(folder), processes or PROCESSES, settings) as running,
    ):
        yield running
