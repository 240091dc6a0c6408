"""What every test may use: the run's PostgreSQL and a clean, migrated database of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from storage import embedded
from storage.migrate import upgrade
from tests.pg import RunCluster, start_run_cluster

for _name in [name for name in os.environ if name.startswith(("ADUAN_", "PG"))]:
    del os.environ[_name]

RUN_CLUSTER = pytest.StashKey[RunCluster]()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Under xdist: tests that share a running system go to one worker, one after the other."""
    from tests.grouping import scheduler

    return scheduler(config, log)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Before xdist starts a worker: the controller runs the one cluster and tells the worker where."""
    node.workerinput["cluster_folder"] = str(_run_cluster(node.config).folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    """The controller (or the only process) stops the cluster at the very end."""
    if RUN_CLUSTER in config.stash:
        config.stash[RUN_CLUSTER].stop()


def _run_cluster(config: pytest.Config) -> RunCluster:
    if RUN_CLUSTER not in config.stash:
        config.stash[RUN_CLUSTER] = start_run_cluster()
    return config.stash[RUN_CLUSTER]


@pytest.fixture(scope="session")
def cluster(request: pytest.FixtureRequest) -> embedded.Cluster:
    """The run's PostgreSQL, shared by all workers.  Never stop or kill it: start one of your own for that."""
    worker = getattr(request.config, "workerinput", None)
    if worker is None:
        return _run_cluster(request.config).cluster
    found = embedded.find_running(Path(worker["cluster_folder"]))
    assert found is not None
    return found


@pytest.fixture(scope="session")
def worker_name(request: pytest.FixtureRequest) -> str:
    """gw0, gw1, ... or `main` without xdist: what this process's databases are named by."""
    worker = getattr(request.config, "workerinput", {"workerid": "main"})
    return str(worker["workerid"])


@pytest.fixture(scope="session")
def migrated_template(cluster: embedded.Cluster, worker_name: str) -> Iterator[str]:
    """The name of this worker's database made by the migrations; copy it, never connect to it."""
    name = f"template_{worker_name}"
    cluster.create_database(name)
    upgrade(cluster.url(name))
    yield name
    cluster.drop_database(name)


@pytest.fixture
def database_url(cluster: embedded.Cluster, migrated_template: str, worker_name: str) -> Iterator[str]:
    """postgresql:// of a clean database made by the migrations, for this test alone."""
    name = f"test_{worker_name}"
    cluster.drop_database(name)
    cluster.create_database(name, template=migrated_template)
    yield cluster.url(name)
    cluster.drop_database(name)


@pytest.fixture
def empty_database_url(cluster: embedded.Cluster, worker_name: str) -> Iterator[str]:
    """postgresql:// of a database without any table, for what tests the migrations themselves."""
    name = f"empty_{worker_name}"
    cluster.drop_database(name)
    cluster.create_database(name)
    yield cluster.url(name)
    cluster.drop_database(name)
