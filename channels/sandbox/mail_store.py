"""The sandbox's mailboxes on disk: one folder an address, one file a mail, one line of an index each."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class StoredMail:
    """One mail in a mailbox: `at` is its INTERNALDATE; `sent`: a copy of what the address itself sent."""

    uid: int
    at: datetime
    sent: bool
    raw: bytes


@dataclass(frozen=True, slots=True)
class _Line:
    uid: int
    at: str
    sent: bool = False
    gone: bool = False


class MailStore:
    """Every address' mails below `folder`; appended with the index line last, so that a crash loses no old mail."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._last: dict[str, int] = {}
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)

    def addresses(self) -> list[str]:
        """Every address that has a mailbox."""
        names = [found.read_text("utf-8") for found in sorted(self._folder.glob("*/address"))]
        return sorted(names)

    def validity(self, address: str) -> int:
        """The mailbox's UIDVALIDITY: the same for ever, since UIDs are never given twice."""
        return int(hashlib.sha256(address.encode()).hexdigest()[:7], 16) + 1

    def add(self, address: str, raw: bytes, at: datetime, *, sent: bool = False) -> StoredMail:
        """Stores a mail and gives it the next UID."""
        with self._lock:
            box = self._box(address)
            if address not in self._last:
                self._last[address] = max((line.uid for line in _lines(box)), default=0)
            uid = self._last[address] = self._last[address] + 1
            (box / f"{uid}.eml").write_bytes(raw)
            _append(box, _Line(uid, at.isoformat(), sent))
        return StoredMail(uid, at, sent, raw)

    def remove(self, address: str, uid: int) -> None:
        """Marks a mail as gone; its UID stays used."""
        with self._lock:
            box = self._box(address)
            line = next((line for line in _lines(box) if line.uid == uid), None)
            if line is not None:
                _append(box, _Line(uid, line.at, line.sent, gone=True))
                (box / f"{uid}.eml").unlink(missing_ok=True)

    def mails(self, address: str) -> list[StoredMail]:
        """All mails of an address, by UID."""
        box = self._box(address)
        last = {line.uid: line for line in _lines(box)}
        return [
            StoredMail(line.uid, datetime.fromisoformat(line.at), line.sent, (box / f"{line.uid}.eml").read_bytes())
            for line in sorted(last.values(), key=lambda line: line.uid)
            if not line.gone
        ]

    def clear(self) -> None:
        """Empties every mailbox; UIDs go on."""
        for address in self.addresses():
            for mail in self.mails(address):
                self.remove(address, mail.uid)

    def _box(self, address: str) -> Path:
        """The address' folder, named by hash: an address may hold any character."""
        box = self._folder / hashlib.sha256(address.encode()).hexdigest()[:24]
        if not (box / "address").exists():
            box.mkdir(exist_ok=True)
            (box / "address").write_text(address, "utf-8")
        return box


def _lines(box: Path) -> Iterator[_Line]:
    index = box / "index"
    if not index.exists():
        return
    for text in index.read_text("utf-8").splitlines():
        try:
            yield _Line(**json.loads(text))
        except (ValueError, TypeError):
            continue  # the last line of a killed process


def _append(box: Path, line: _Line) -> None:
    with (box / "index").open("a", encoding="utf-8") as index:
        index.write("\n" + json.dumps(asdict(line)))
