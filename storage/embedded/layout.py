"""Where the embedded PostgreSQL keeps its things: one private folder `postgres` under the data folder."""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from storage.embedded.errors import EmbeddedError, folder_errors

PORT = 5432
SOCKET_LIMIT = 100  # bytes; sun_path is 104 on macOS and 108 on Linux, its closing zero included


@dataclass(frozen=True, slots=True)
class Home:
    """The paths under one data folder (absolute)."""

    data_dir: Path

    @property
    def root(self) -> Path:
        return self.data_dir / "postgres"

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def fresh(self) -> Path:
        """Where initdb works until it is done, so that half a cluster never looks like a whole one."""
        return self.root / "data.new"

    @property
    def password_file(self) -> Path:
        return self.root / "password"

    @property
    def address_file(self) -> Path:
        return self.root / "address.json"

    @property
    def log(self) -> Path:
        return self.root / "log"

    @property
    def postmaster_pid(self) -> Path:
        return self.data / "postmaster.pid"


def open_home(data_dir: Path) -> Home:
    """The home under `data_dir`, its folders made (0700).  EmbeddedError when it cannot be written."""
    home = Home(data_dir.expanduser().absolute())
    with folder_errors(home.data_dir):
        home.data_dir.mkdir(parents=True, exist_ok=True)
        home.root.mkdir(mode=0o700, exist_ok=True)
        if stat.S_IMODE(home.root.stat().st_mode) != 0o700:
            home.root.chmod(0o700)
        if not os.access(home.root, os.W_OK | os.X_OK):
            raise PermissionError(13, "not writable")
    return home


def write_private(path: Path, text: str) -> None:
    """Write `text` to `path` at once (0600), owned like its folder; nobody ever sees half of it."""
    fresh = path.with_name(path.name + ".new")
    with folder_errors(path.parent):
        fd = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(fd, "w", encoding="utf-8") as file:
            own_like_folder(fd, path.parent)
            file.write(text)
            file.flush()
            os.fsync(fd)
        fresh.replace(path)


def own_like_folder(fd: int, folder: Path) -> None:
    """Root's files belong to the folder's owner, who can then run the same data without root."""
    if os.geteuid() == 0:
        owner = folder.stat()
        os.fchown(fd, owner.st_uid, owner.st_gid)


def read_password(home: Home) -> str:
    """The superuser's password, drawn at the first call."""
    if not home.password_file.exists():
        write_private(home.password_file, secrets.token_hex(24))
    return home.password_file.read_text(encoding="utf-8").strip()


def socket_folder(home: Home) -> Path:
    """A 0700 folder for the socket with a path short enough: in the home, else in the temporary folder."""
    own = home.root / "socket"
    if _fits(own):
        return _private_folder(own)
    digest = hashlib.sha256(os.fsencode(home.root)).hexdigest()[:12]
    name = f"aduan-{os.geteuid()}-{digest}"
    usual = Path(tempfile.gettempdir()) / name
    return _private_folder(usual if _fits(usual) else Path("/tmp") / name)  # noqa: S108 -- the only short path


def _fits(folder: Path) -> bool:
    return len(os.fsencode(folder / f".s.PGSQL.{PORT}.lock")) <= SOCKET_LIMIT


def _private_folder(folder: Path) -> Path:
    with folder_errors(folder.parent):
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or (os.geteuid() not in {0, found.st_uid}):
        raise EmbeddedError(f"The socket folder {folder} belongs to somebody else: remove it and start again.")
    folder.chmod(0o700)
    return folder
