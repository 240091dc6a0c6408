"""The virtual environment, uv beside it, and the packages of uv.lock; only the Python standard library is used."""

from __future__ import annotations

import errno
import hashlib
import importlib.util
import os
import ssl
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

from tools.trouble import Trouble, tell

FULL = "No space left on device"
BUNDLES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem")
SYNC = {"run": ("--no-dev",), "dev": ("--group", "dev")}
PIP = ("-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--no-deps", "--require-hashes")


def install(root: Path, *, kind: str) -> None:
    """Bring `.venv` to what uv.lock says: `run` for running, `dev` for tests too.  Trouble when it cannot."""
    refuse(sys.platform, str(sysconfig.get_config_var("SOABI") or ""))
    stamp = root / ".venv" / "aduan-stamp"
    wanted = fingerprint(root)
    if _works(root) and is_done(_read(stamp), wanted, kind):
        return
    try:
        _make_venv(root)
        _install_uv(root)
        _sync(root, kind)
        stamp.write_text(f"{kind} {wanted}\n", encoding="utf-8")
    except OSError as error:
        raise explain(error, root) from error


def refuse(platform: str, soabi: str) -> None:
    """Trouble on a system for which there are no programs of PostgreSQL."""
    if not platform.startswith(("linux", "darwin")):
        raise Trouble("aduan runs on Linux (glibc) and macOS; on Windows use WSL.")
    if "musl" in soabi:
        raise Trouble("This system uses musl (as Alpine does) and aduan needs glibc: use Debian, Ubuntu or Fedora.")


def fingerprint(root: Path) -> str:
    """What decides whether packages must be installed again: the lock, the project, the Python."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {root}".encode())
    for name in ("uv.lock", "pyproject.toml", "tools/uv.txt"):
        digest.update((root / name).read_bytes())
    return digest.hexdigest()


def is_done(stamp: str, wanted: str, kind: str) -> bool:
    """Whether the stamp says that everything is there; what tests need includes what running needs."""
    done_kind, _, done = stamp.strip().partition(" ")
    return done == wanted and done_kind in {kind, "dev"}


def explain(error: OSError, root: Path) -> Trouble:
    """One sentence for the system's refusal."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Trouble(f"The disk that holds {root} is full: free some space and run this again.")
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return Trouble(f"The folder {root} is not writable: use a copy of your own.")
    return Trouble(f"{root} cannot be set up: {error.strerror}.")


def cache_folder(environment: Mapping[str, str], root: Path) -> Path:
    """Where uv may keep what it downloads: its usual place if that can be written, else beside uv."""
    home, chosen = environment.get("HOME"), environment.get("XDG_CACHE_HOME")
    if not home and not chosen:
        return root / ".uv" / "cache"
    usual = Path(chosen or f"{home}/.cache") / "uv"
    probe = usual / ".aduan-probe"
    try:
        usual.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError:
        return root / ".uv" / "cache"
    return usual


def system_certificates() -> dict[str, str]:
    """Let uv trust what this machine trusts (an office's proxy, say), where it has a list; else uv's own list."""
    places = ssl.get_default_verify_paths()
    bundles = (places.openssl_cafile, f"{places.openssl_capath}/ca-certificates.crt", *BUNDLES)
    return {"UV_SYSTEM_CERTS": "true"} if any(Path(name).is_file() for name in bundles) else {}


def _read(stamp: Path) -> str:
    try:
        return stamp.read_text(encoding="utf-8")
    except OSError:
        return ""


def _works(root: Path) -> bool:
    """Whether `.venv` is a virtual environment of this very folder and Python."""
    probe = "import sys; print(sys.prefix, sys.version_info[:2])"
    try:
        done = subprocess.run([root / ".venv/bin/python", "-c", probe], check=False, capture_output=True, text=True)
    except OSError:
        return False
    return done.stdout.strip() == f"{root / '.venv'} {sys.version_info[:2]}"


def _make_venv(root: Path) -> None:
    if _works(root) and importlib.util.find_spec("venv"):
        return
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise Trouble("Python's venv is missing: install it with `apt install python3-venv` and run this again.")
    tell("Making .venv")
    _do([sys.executable, "-m", "venv", "--clear", str(root / ".venv")], root, "The virtual environment")


def _install_uv(root: Path) -> None:
    wanted = hashlib.sha256((root / "tools/uv.txt").read_bytes()).hexdigest()
    stamp = root / ".uv" / "aduan-stamp"
    if _read(stamp) == wanted:
        return
    tell("Installing uv")
    where = ["--upgrade", "--target", str(root / ".uv"), "-r", str(root / "tools/uv.txt")]
    _do([str(root / ".venv/bin/python"), *PIP, "--quiet", *where], root, "uv")
    stamp.write_text(wanted, encoding="utf-8")


def _sync(root: Path, kind: str) -> None:
    tell("Installing packages (the first time takes a minute)")
    _do([str(root / ".uv/bin/uv"), "sync", "--frozen", *SYNC[kind]], root, "The packages")


def _do(command: list[str], root: Path, what: str) -> None:
    """Run a step with its output visible; Trouble when it fails."""
    environment = {
        **system_certificates(),
        **{name: value for name, value in os.environ.items() if name not in {"VIRTUAL_ENV", "PYTHONHOME"}},
        "UV_PROJECT_ENVIRONMENT": str(root / ".venv"),
        "UV_PYTHON": str(root / ".venv/bin/python"),
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_CACHE_DIR": os.environ.get("UV_CACHE_DIR") or str(cache_folder(os.environ, root)),
    }
    process = subprocess.Popen(command, cwd=root, env=environment, stderr=subprocess.PIPE, text=True, errors="replace")
    full = False
    with process:
        for line in process.stderr or ():
            full = full or FULL in line
            sys.stderr.write(line)
    if full:
        raise Trouble(f"The disk that holds {root} is full: free some space and run this again.")
    if process.returncode != 0:
        raise Trouble(f"{what} could not be installed; the lines above say why.")
