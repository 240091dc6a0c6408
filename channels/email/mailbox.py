"""The IMAP side, blocking; used by one thread only (docs/decisions/0016).

Every trouble with the connection comes out as `MailboxDown`; the connection is then gone and the next call makes a
new one.
"""

from __future__ import annotations

import imaplib
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from typing import TypeVar

from imap_tools import BaseMailBox, ImapToolsError, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import MailboxLoginError

from channels.email.config import MailConfig

T = TypeVar("T")
_SLICE = 1.0  # seconds IDLE blocks before it looks whether it shall stop
_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")
_DATE = re.compile(
    rb'INTERNALDATE "\s*(\d{1,2})-([A-Za-z]{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)"', re.IGNORECASE
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class MailboxDown(ConnectionError):
    """The mailbox cannot be reached or broke off; `reason` is a code without addresses or server texts."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Fetched:
    """One mail as the server gave it; `internal` is INTERNALDATE in UTC; `flaw` says why the body is not whole."""

    uid: int
    body: bytes = field(repr=False)
    internal: datetime | None
    flaw: str | None = None


class Box:
    """A connection to the office's mailbox, opened when needed, read-only: flags are never touched."""

    def __init__(self, config: MailConfig) -> None:
        self._config = config
        self._box: BaseMailBox | None = None
        self._stop = threading.Event()
        self._strikes: dict[int, int] = {}
        self._exists = b""

    def open(self) -> int:
        """Connects if needed and looks into the folder afresh; its UIDVALIDITY."""
        return self._guard(self._open)

    def waiting(self, above: int) -> list[tuple[int, int]]:
        """(uid, bytes) of all mails with a UID above `above`, oldest first."""
        return self._guard(lambda: self._waiting(above))

    def fetch(self, uids: Sequence[tuple[int, int]]) -> list[Fetched]:
        """The mails named; one that the server cannot give comes with a flaw, so that it blocks nobody."""
        return self._guard(lambda: self._fetch(uids))

    def idle(self, seconds: float, enough: threading.Event) -> None:
        """Returns when the server tells of something new, a second after `enough`, at the latest after `seconds`."""
        self._guard(lambda: self._idle(seconds, enough))

    @property
    def can_idle(self) -> bool:
        """Whether a connection stands and its server knows IDLE (RFC 2177)."""
        return self._box is not None and "IDLE" in self._box.client.capabilities

    def stop(self) -> None:
        """Ends an IDLE within a second; may be called from any thread."""
        self._stop.set()

    def close(self) -> None:
        """Drops the connection without waiting for the server."""
        box, self._box = self._box, None
        if box is not None:
            with suppress(OSError, imaplib.IMAP4.error):
                box.client.shutdown()

    def _guard(self, action: Callable[[], T]) -> T:
        try:
            return action()
        except MailboxLoginError:
            self.close()
            raise MailboxDown("credentials") from None
        except (OSError, ValueError, imaplib.IMAP4.error, ImapToolsError) as trouble:
            self.close()
            raise MailboxDown(type(trouble).__name__.lower()) from None

    def _open(self) -> int:
        if self._box is None:
            self._box = self._connect()
        self._box.folder.set(self._config.imap.folder, readonly=True)
        self._exists = _last(self._box.client, "EXISTS")
        _, found = self._box.client.response("UIDVALIDITY")
        return int(found[0]) if found and found[0] else 0

    def _connect(self) -> BaseMailBox:
        server, timeout = self._config.imap, self._config.timeout
        box: BaseMailBox
        if server.tls == "implicit":
            box = MailBox(server.host, server.port, timeout=timeout, ssl_context=server.context())
        elif server.tls == "starttls":
            box = MailBoxStartTls(server.host, server.port, timeout=timeout, ssl_context=server.context())
        else:
            box = MailBoxUnencrypted(server.host, server.port, timeout=timeout)
        try:
            self._login(box)
        except BaseException:
            box.client.shutdown()
            raise
        return box

    def _login(self, box: BaseMailBox) -> None:
        server = self._config.imap
        if server.user.isascii() and server.password.isascii():
            box.login(server.user, server.password, initial_folder=None)
        else:
            box.login_utf8(server.user, server.password, initial_folder=None)
        box.client._get_capabilities()  # noqa: SLF001  IDLE may be told after login only

    def _client(self) -> imaplib.IMAP4:
        if self._box is None:
            raise imaplib.IMAP4.abort("no connection")
        return self._box.client

    def _waiting(self, above: int) -> list[tuple[int, int]]:
        """RFC 3501 6.4.8: `n:*` always names the last mail, also when its UID is lower; so it is dropped here."""
        lines = self._command("fetch", f"{above + 1}:*", "(UID RFC822.SIZE)")
        found = [(_UID.search(line), _SIZE.search(line)) for line in lines]
        sizes = {int(uid[1]): int(size[1]) if size else 0 for uid, size in found if uid}
        return sorted((uid, size) for uid, size in sizes.items() if uid > above)

    def _command(self, *arguments: str) -> list[bytes]:
        """A UID command's answer as flat lines, literals left out."""
        status, data = self._client().uid(*arguments)
        if status != "OK":
            raise imaplib.IMAP4.error(status)
        return [item[0] if isinstance(item, tuple) else item for item in data if item is not None]

    def _fetch(self, uids: Sequence[tuple[int, int]]) -> list[Fetched]:
        limit = self._config.max_bytes
        if any(size > limit for _, size in uids) or self._struck(uids):
            return [self._fetch_one(uid, size) for uid, size in uids]
        for uid, _ in uids:
            self._strikes[uid] = self._strikes.get(uid, 0) + 1
        whole = self._fetch_whole([uid for uid, _ in uids])
        self._strikes.clear()
        return whole

    def _struck(self, uids: Sequence[tuple[int, int]]) -> bool:
        return any(uid in self._strikes for uid, _ in uids)

    def _fetch_whole(self, uids: Sequence[int]) -> list[Fetched]:
        wanted = ",".join(map(str, uids))
        status, data = self._client().uid("fetch", wanted, "(UID INTERNALDATE BODY.PEEK[])")
        if status != "OK":
            raise imaplib.IMAP4.error(status)
        return sorted(_items(data), key=lambda mail: mail.uid)

    def _fetch_one(self, uid: int, size: int) -> Fetched:
        """One mail alone, after trouble with its batch; given up when it broke the connection three times."""
        if self._strikes.get(uid, 0) >= 3:
            return Fetched(uid, b"", None, flaw="unfetchable")
        self._strikes[uid] = self._strikes.get(uid, 0) + 1
        limit = self._config.max_bytes
        part = f"BODY.PEEK[]<0.{limit}>" if size > limit else "BODY.PEEK[]"
        status, data = self._client().uid("fetch", str(uid), f"(UID INTERNALDATE {part})")
        mails = list(_items(data)) if status == "OK" else []
        self._strikes.pop(uid, None)
        if not mails:
            return Fetched(uid, b"", None, flaw="unfetchable" if status != "OK" else "gone")
        return Fetched(uid, mails[0].body, mails[0].internal, flaw="truncated" if size > limit else None)

    def _idle(self, seconds: float, enough: threading.Event) -> None:
        """Blocks in slices; imap-tools hides an EOF, so an empty answer that comes at once is a dead connection."""
        box = self._box
        if box is None:
            raise imaplib.IMAP4.abort("no connection")
        box.client.noop()
        if _last(box.client, "EXISTS") != self._exists:
            return  # it came between the last look and now
        end = time.monotonic() + seconds
        with box.idle as idle:
            while not (self._stop.is_set() or enough.is_set()) and (left := end - time.monotonic()) > 0:
                pause = min(left, _SLICE)
                before = time.monotonic()
                news = idle.poll(timeout=pause)
                if any(b"EXISTS" in line or b"RECENT" in line for line in news):
                    return
                if not news and time.monotonic() - before < pause / 2:
                    raise imaplib.IMAP4.abort("connection lost")


def _last(client: imaplib.IMAP4, word: str) -> bytes:
    """The newest untagged answer of one kind, b"" when there was none."""
    told = client.untagged_responses.get(word) or [b""]
    return told[-1] if isinstance(told[-1], bytes) else b""


def _items(data: Sequence[object]) -> Iterator[Fetched]:
    """The mails of a FETCH answer: a tuple (head, literal) and what follows it up to the next tuple."""
    for index, item in enumerate(data):
        if not isinstance(item, tuple):
            continue
        after = data[index + 1] if index + 1 < len(data) else b""
        told = item[0] + (after if isinstance(after, bytes) else b"")
        uid = _UID.search(told)
        if uid:
            yield Fetched(int(uid[1]), item[1], _internal_date(told))


def _internal_date(told: bytes) -> datetime | None:
    """RFC 3501's date-time as UTC; read without the locale."""
    match = _DATE.search(told)
    if match is None or (name := match[2].decode().lower()) not in _MONTHS:
        return None
    day, year, hour, minute, second = (int(match[group]) for group in (1, 3, 4, 5, 6))
    shift = timedelta(hours=int(match[8]), minutes=int(match[9])) * (-1 if match[7] == b"-" else 1)
    try:
        moment = datetime(year, _MONTHS.index(name) + 1, day, hour, minute, second, tzinfo=timezone(shift))
    except ValueError:
        return None
    return moment.astimezone(UTC)
