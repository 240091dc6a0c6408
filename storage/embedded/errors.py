"""What can go wrong with the embedded PostgreSQL, each as one sentence that an operator can act on."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST})
FULL_TEXT = "No space left on device"


class EmbeddedError(Exception):
    """The embedded PostgreSQL cannot run; the message is one sentence for the operator."""


def disk_full(folder: Path) -> EmbeddedError:
    """The sentence for a full disk."""
    return EmbeddedError(f"The disk that holds {folder} is full: free some space and start again.")


def not_writable(folder: Path) -> EmbeddedError:
    """The sentence for a data folder that refuses writing."""
    return EmbeddedError(f"The data folder {folder} is not writable: mend its owner or set ADUAN_DATA_DIR.")


def held(folder: Path, pid: str) -> EmbeddedError:
    """The sentence for a data folder that another start holds; `pid` is its process."""
    return EmbeddedError(f"The data folder {folder} is held by another start of aduan (process {pid}).")


@contextmanager
def folder_errors(folder: Path) -> Iterator[None]:
    """Turn the system's refusals about `folder` into one sentence each; any other OSError passes."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise disk_full(folder) from error
        if error.errno in FORBIDDEN:
            raise not_writable(folder) from error
        raise
