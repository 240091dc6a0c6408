"""The sandbox's own memory: one SQLite file, so that no kill, its own included, loses a message."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS twilio_message (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, sid TEXT UNIQUE NOT NULL, direction TEXT NOT NULL, sender TEXT NOT NULL,
  recipient TEXT NOT NULL, date_sent TEXT NOT NULL, resource TEXT NOT NULL, callback TEXT);
CREATE INDEX IF NOT EXISTS twilio_recipient ON twilio_message (recipient, date_sent);
CREATE INDEX IF NOT EXISTS twilio_sender ON twilio_message (sender, date_sent);
CREATE TABLE IF NOT EXISTS file (id TEXT PRIMARY KEY, owner TEXT NOT NULL, type TEXT NOT NULL, name TEXT,
  content BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS file_owner ON file (owner);
CREATE TABLE IF NOT EXISTS post (id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL, fallback TEXT,
  form TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS telegram_update (update_id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL,
  at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS talk (seq INTEGER PRIMARY KEY AUTOINCREMENT, provider TEXT NOT NULL, citizen TEXT NOT NULL,
  outgoing INTEGER NOT NULL, ref TEXT NOT NULL, text TEXT NOT NULL, status TEXT NOT NULL, at TEXT NOT NULL,
  extra TEXT NOT NULL, rev INTEGER NOT NULL, UNIQUE (provider, ref));
CREATE INDEX IF NOT EXISTS talk_citizen ON talk (provider, citizen, seq);
CREATE TABLE IF NOT EXISTS log (id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, provider TEXT NOT NULL,
  what TEXT NOT NULL, detail TEXT NOT NULL);
"""
LOG_KEPT = 2000
Row = sqlite3.Row


class Store:
    """Small synchronous statements on one connection; each commits, which in WAL mode costs microseconds."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(folder / "sandbox.db", isolation_level=None, check_same_thread=False)
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.executescript(SCHEMA)

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def rows(self, sql: str, *values: object) -> list[Row]:
        """All rows of a query."""
        return self._db.execute(sql, values).fetchall()

    def row(self, sql: str, *values: object) -> Row | None:
        """The first row of a query, or None."""
        found: Row | None = self._db.execute(sql, values).fetchone()
        return found

    def run(self, sql: str, *values: object) -> int:
        """Executes a change; the id of the row it inserted, if it did."""
        return self._db.execute(sql, values).lastrowid or 0

    def get(self, name: str, default: Any = None) -> Any:
        """A setting's value."""
        found = self.row("SELECT value FROM setting WHERE name = ?", name)
        return default if found is None else json.loads(found["value"])

    def put(self, name: str, value: Any) -> None:
        """Keeps a setting."""
        self.run("INSERT OR REPLACE INTO setting VALUES (?, ?)", name, json.dumps(value))

    def count(self, name: str) -> int:
        """The next number of a counter, beginning with 1."""
        number = int(self.get(name, 0)) + 1
        self.put(name, number)
        return number

    def log(self, at: str, provider: str, what: str, **detail: Any) -> None:
        """One line of what happened, for the page and for tests; only the newest are kept."""
        number = self.run("INSERT INTO log (at, provider, what, detail) VALUES (?, ?, ?, ?)", at, provider, what,
                          json.dumps(detail))  # fmt: skip
        if number % 200 == 0:
            self.run("DELETE FROM log WHERE id <= ?", number - LOG_KEPT)

    def add_talk(
        self, provider: str, citizen: str, ref: str, text: str, at: str, *, outgoing: bool, status: str = "",
        extra: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        """One bubble of a conversation; `outgoing` is from us to the citizen."""
        self.run(
            "INSERT OR IGNORE INTO talk (provider, citizen, outgoing, ref, text, status, at, extra, rev)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            provider, citizen, int(outgoing), ref, text, status, at, json.dumps(extra or {}), self.count("rev"),
        )  # fmt: skip

    def set_talk_status(self, provider: str, ref: str, status: str) -> None:
        """What became of a bubble of ours."""
        self.run(
            "UPDATE talk SET status = ?, rev = ? WHERE provider = ? AND ref = ?",
            status, self.count("rev"), provider, ref,
        )  # fmt: skip

    def add_files(self, owner: str, files: Iterable[tuple[str, str, str | None, bytes]]) -> None:
        """Files as (id, type, name, content)."""
        for file_id, media_type, name, content in files:
            self.run("INSERT INTO file VALUES (?, ?, ?, ?, ?)", file_id, owner, media_type, name, content)
