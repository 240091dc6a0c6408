"""The run's own PostgreSQL: one embedded cluster, found by every worker through its data folder."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from storage import embedded


@dataclass(frozen=True, slots=True)
class RunCluster:
    """The cluster of this test run and the temporary folder it lives in."""

    folder: Path
    cluster: embedded.OwnCluster

    def stop(self) -> None:
        self.cluster.stop(immediate=True)
        shutil.rmtree(self.folder, ignore_errors=True)


def start_run_cluster() -> RunCluster:
    """Start a cluster that forgets everything on a power cut, for tests."""
    folder = Path(tempfile.mkdtemp(prefix="aduan-tests-"))
    more = {**embedded.UNSAFE, "max_connections": "200", "autovacuum": "off"}
    return RunCluster(folder, embedded.start(folder, settings=more))
