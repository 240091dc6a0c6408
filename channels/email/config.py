"""Where the office's mailbox is and how to reach it; parsed once from two URLs."""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import parse_qs, unquote, urlsplit

from channels.loopback import is_loopback_host

_PORTS = {"imap": 143, "imaps": 993, "smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class Server:
    """One mail server: `tls` is "implicit", "starttls" or "none"; user and password may be empty."""

    host: str
    port: int
    tls: str
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    folder: str = "INBOX"
    ca_file: str | None = None

    def context(self) -> ssl.SSLContext:
        """TLS as the standard library advises: certificate and host name checked."""
        return ssl.create_default_context(cafile=self.ca_file)


@dataclass(frozen=True)
class MailConfig:
    """`imap_url` imaps://user:pass@host:993/INBOX, `smtp_url` smtp://user:pass@host:587 (STARTTLS) or smtps://.

    Without TLS only to this machine or with `?tls=none`; `?ca=/path.pem` trusts an authority of one's own.  User and
    password are percent-encoded.  `timeout`: seconds a server may keep us waiting.  `poll_every`: seconds between two
    looks.  `idle`: False where the server's IDLE is not to be used.  `batch`, `batch_bytes`: mails and bytes fetched
    at once.  `max_bytes`: of a larger mail only this much is fetched.  `plus_tags`: the server takes local+tag@domain.
    """

    imap_url: str = field(repr=False)
    smtp_url: str = field(repr=False)
    address: str
    timeout: float = 30.0
    poll_every: float = 60.0
    idle: bool = True
    batch: int = 50
    batch_bytes: int = 8 * 1024 * 1024
    max_bytes: int = 40 * 1024 * 1024
    plus_tags: bool = False

    def __post_init__(self) -> None:
        """Refuses what cannot work at start, naming the field and never the value."""
        if "@" not in self.address:
            raise ValueError("address: not an e-mail address")
        _ = self.imap, self.smtp

    @cached_property
    def imap(self) -> Server:
        """The mailbox's server."""
        return server(self.imap_url, ("imap", "imaps"), "imap_url")

    @cached_property
    def smtp(self) -> Server:
        """The server that takes our mail."""
        return server(self.smtp_url, ("smtp", "smtps"), "smtp_url")

    @property
    def domain(self) -> str:
        """The domain of our own Message-IDs."""
        return self.address.rpartition("@")[2].lower()


def server(url: str, schemes: tuple[str, ...], name: str) -> Server:
    """`url` as a Server; ValueError naming the setting, never its content."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        raise ValueError(f"{name}: the port is no number") from None
    if parts.scheme not in schemes or not parts.hostname:
        raise ValueError(f"{name}: expected {' or '.join(f'{scheme}://' for scheme in schemes)} with a host")
    options = parse_qs(parts.query)
    return Server(
        host=parts.hostname,
        port=port or _PORTS[parts.scheme],
        tls=_tls(parts.scheme, parts.hostname, options.get("tls", [""])[0], name),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        folder=unquote(parts.path.strip("/")) or "INBOX",
        ca_file=options.get("ca", [None])[0],
    )


def _tls(scheme: str, host: str, wanted: str, name: str) -> str:
    if wanted not in {"", "none", "starttls"}:
        raise ValueError(f"{name}: tls is none or starttls")
    if scheme.endswith("s"):
        return "implicit"
    if wanted:
        return wanted
    return "none" if is_loopback_host(host) else "starttls"
