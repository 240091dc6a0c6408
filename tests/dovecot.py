"""Debian's Dovecot from a folder of its own, for tests that need a real IMAP server; as root or as a normal user."""

from __future__ import annotations

import getpass
import imaplib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

USER, PASSWORD = "office", "s3cret"
INSTALLED = Path("/usr/sbin/dovecot").exists() or shutil.which("dovecot") is not None
_CONFIG = """
base_dir = {run}
instance_name = {name}
state_dir = {run}
log_path = {base}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{mail}/%u
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
first_valid_uid = 1
first_valid_gid = 1
mail_max_userip_connections = 50
auth_failure_delay = 0
login_trusted_networks = 127.0.0.0/8
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={mail}/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
  client_limit = 1000
}}
protocol imap {{
  imap_idle_notify_interval = 10 s
}}
"""


def free_port() -> int:
    """A port of the loopback that nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Dovecot:
    """One server: `start`, `stop`, `kill_sessions`, `deliver`; `url` is what MailConfig takes."""

    def __init__(self) -> None:
        self.base = Path(tempfile.mkdtemp(prefix="dv", dir="/tmp"))
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._configure()

    @property
    def url(self) -> str:
        return f"imap://{USER}:{PASSWORD}@127.0.0.1:{self.port}/INBOX"

    def _configure(self) -> None:
        root = os.geteuid() == 0
        mail, run = self.base / "mail", self.base / "run"
        mail.mkdir()
        run.mkdir()
        me = getpass.getuser() if not root else ""
        owner = pwd.getpwnam("nobody") if root else pwd.getpwuid(os.geteuid())
        if root:
            self.base.chmod(0o755)
            os.chown(mail, owner.pw_uid, owner.pw_gid)
        (self.base / "conf").write_text(
            _CONFIG.format(
                run=run, base=self.base, mail=mail, name=self.base.name, port=self.port, password=PASSWORD,
                internal="dovecot" if root else me, login="dovenull" if root else me,
                internal_group="dovecot" if root else _group(), uid=owner.pw_uid, gid=owner.pw_gid,
            )
        )  # fmt: skip

    def start(self) -> Self:
        """Runs the server in the foreground as a child and waits for its greeting."""
        binary = shutil.which("dovecot") or "/usr/sbin/dovecot"
        self._process = subprocess.Popen(
            [binary, "-F", "-c", str(self.base / "conf")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        for _ in range(200):
            with suppress(OSError, imaplib.IMAP4.error):
                self.client().logout()
                return self
            time.sleep(0.05)
        raise RuntimeError((self.base / "log").read_text() if (self.base / "log").exists() else "no log")

    def stop(self) -> None:
        """Stops the server and every session of it."""
        if self._process is not None:
            self.kill_sessions()
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(10)
            self._process = None

    def close(self) -> None:
        """Ends everything at once, the server's own process group only, and removes the folder."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(10)
            self._process = None
        shutil.rmtree(self.base, ignore_errors=True)

    def client(self) -> imaplib.IMAP4:
        """A logged-in client of the standard library."""
        client = imaplib.IMAP4("127.0.0.1", self.port, timeout=10)
        client.login(USER, PASSWORD)
        return client

    def deliver(self, mails: Sequence[bytes], at: datetime | None = None) -> None:
        """Puts mails into INBOX in order; `at` becomes INTERNALDATE."""
        client = self.client()
        stamp = imaplib.Time2Internaldate(at or datetime(2026, 11, 3, 2, 0, tzinfo=UTC))
        for mail in mails:
            status, answer = client.append("INBOX", None, stamp, mail)
            assert status == "OK", answer
        client.logout()

    def kill_sessions(self) -> int:
        """Kills the imap processes of this server only, as a crash would; how many there were."""
        killed = 0
        master = self._process.pid if self._process else 0
        for status in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError, ValueError):
                name, _, rest = status.read_text().partition(") ")
                if name.endswith("(imap") and int(rest.split()[1]) == master:
                    os.kill(int(status.parent.name), signal.SIGKILL)
                    killed += 1
        return killed

    def new_uidvalidity(self) -> None:
        """Forgets all UIDs, as after a restored backup; the server must be stopped."""
        for name in ("dovecot-uidlist", "dovecot.index", "dovecot.index.log", "dovecot.index.cache"):
            for found in (self.base / "mail").rglob(name):
                found.unlink()
        for found in (self.base / "mail").rglob("dovecot-uidvalidity*"):
            found.unlink()


def _group() -> str:
    import grp

    return grp.getgrgid(os.getegid()).gr_name
