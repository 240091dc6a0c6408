"""The office's secret key: made once, kept in the data folder, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

KEY_LENGTH = 32


class SettingsError(Exception):
    """A setting is missing or contradicts another; the text names the variable and what to do, never its value."""


def make_key(data_dir: Path) -> str:
    """The key kept in the data folder (0600), made once; two starts at once agree on one."""
    path = data_dir / "secret_key"
    try:
        if not path.exists():
            data_dir.mkdir(parents=True, exist_ok=True)
            _write_once(path, secrets.token_urlsafe(32))
        key = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeError):
        raise SettingsError(
            "ADUAN_DATA_DIR is not writable, or its file secret_key not readable: choose another folder or change "
            "its owner."
        ) from None
    refuse_short(key, "The file secret_key in ADUAN_DATA_DIR")
    return key


def _write_once(path: Path, words: str) -> None:
    """The file appears whole or not at all; whoever comes second keeps what the first wrote."""
    handle, unfinished = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(words)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(unfinished, path)
    finally:
        Path(unfinished).unlink()


def refuse_short(key: str, where: str) -> None:
    """SettingsError when a key could be guessed."""
    if len(key) < KEY_LENGTH:
        raise SettingsError(f"{where} is too short: it must hold {KEY_LENGTH} random characters or more.")
