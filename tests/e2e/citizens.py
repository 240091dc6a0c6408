"""Citizens on the phone, and what must hold of everything they wrote and got."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from tests.system import System, wait_for

NUMBER = re.compile(r"PWK-\d\d-\d{5}-[0-9A-Z]")
SECRET = re.compile(r"(?:Kode rahasia|Kode): ?([0-9A-Z]{10})")
ENDED = "SELECT count(*) FROM outgoing WHERE state IN ('waiting', 'handing_over') AND conversation_id = $1"


def number_in(text: str) -> str:
    """The one complaint number of a text."""
    (found,) = set(NUMBER.findall(text))
    return str(found)


@dataclass
class Citizen:
    """One citizen on `provider` (whatsapp, sms, telegram) at `address`; `written`: what they have sent so far."""

    system: System
    provider: str
    address: str
    written: list[str] = field(default_factory=list)

    def write(self, text: str) -> None:
        """Sends one message through the provider."""
        body: dict[str, object] = {"from": self.address, "text": text}
        if self.provider == "telegram":
            body = {"chat": int(self.address), "name": "Warga", "text": text}
        self.system.control(f"/{self.provider}/send", body)
        self.written.append(text)

    def got(self) -> list[str]:
        """What came from the office, oldest first."""
        return self.system.received(self.provider, self.address)

    def hears(self, words: str, seconds: float = 30.0) -> str:
        """Waits for a message with these words; that message."""
        return str(wait_for(words, lambda: next((t for t in self.got() if words in t), None), seconds))

    def hears_number(self) -> str:
        """Waits for the acknowledgement; its number."""
        return number_in(self.hears("PWK-"))


def case_of(system: System, number: str) -> Mapping[str, Any]:
    """The case behind a complaint's number."""
    (row,) = system.rows('SELECT c.* FROM "case" c JOIN complaint p ON p.case_id = c.id WHERE p.number = $1', number)
    return row


def conversation_of(system: System, number: str) -> Any:
    """The id of the conversation in which a complaint was made."""
    return system.value("SELECT conversation_id FROM complaint WHERE number = $1", number)


def wait_told(system: System, number: str, how: str) -> None:
    """Waits until the citizen counts as told (R25), by the way `how`."""
    wait_for(f"told by {how}", lambda: case_of(system, number)["told_how"] == how)


def sent_rows(system: System, number: str) -> list[Mapping[str, Any]]:
    """Everything that left for the complaint's conversation, in order."""
    conversation = conversation_of(system, number)
    wait_for("all sent", lambda: system.value(ENDED, conversation) == 0)
    return system.rows("SELECT * FROM outgoing WHERE conversation_id = $1 ORDER BY seq", conversation)


def assert_one_complaint(system: System, number: str, written: list[str]) -> None:
    """Exactly one complaint of this conversation, one row of each message written, each event taken once."""
    conversation = conversation_of(system, number)
    assert system.value("SELECT count(*) FROM complaint WHERE conversation_id = $1", conversation) == 1
    messages = system.rows("SELECT * FROM message WHERE conversation_id = $1 ORDER BY received_at, id", conversation)
    assert [message["text"] for message in messages] == written
    assert all(message["taken_at"] for message in messages)
    assert len({message["event_id"] for message in messages}) == len(written)


def assert_each_once(citizen: Citizen, number: str, intents: list[str]) -> None:
    """Exactly one complaint and exactly one of each message, in the database and at the provider alike."""
    assert_one_complaint(citizen.system, number, citizen.written)
    rows = sent_rows(citizen.system, number)
    assert [row["intent"] for row in rows] == intents
    path = f"/messages?provider={citizen.provider}&citizen={quote(citizen.address)}"
    found = citizen.system.control(path)["messages"]
    assert [one["text"] for one in found if not one["outgoing"]] == citizen.written
    assert [one["text"] for one in found if one["outgoing"]] == [row["text"] for row in rows]
    assert len({row["provider_id"] for row in rows}) == len(rows)
