"""The events of `aduan chat`."""

from __future__ import annotations

import json

from intake import terminal
from intake.channel import Channel, Choice
from intake.conversation import Asks, HandToOfficer, Reply


def test_reply() -> None:
    one = Reply("ask_name", "Siapa?", Asks.NAME, (Choice("name:-", "Tanpa nama"),))
    event = terminal.reply(one, Channel.SMS)
    assert event == {
        "event": "reply",
        "intent": "ask_name",
        "text": "Siapa?",
        "choices": [{"value": "name:-", "label": "Tanpa nama"}],
        "asks": "name",
        "sms_segments": 1,
    }
    assert json.loads(json.dumps(event)) == event


def test_reply_filled_and_not_by_sms() -> None:
    event = terminal.reply(Reply("status", "Nomor {number}"), Channel.WHATSAPP, "Nomor 1")
    assert (event["text"], event["asks"], event["sms_segments"]) == ("Nomor 1", None, None)


def test_recorded_and_handed() -> None:
    assert terminal.recorded("N", {"kind": "complaint"})["assessment"] == {"kind": "complaint"}
    assert terminal.handed_to_officer(HandToOfficer("danger", urgent=True)) == {
        "event": "handed_to_officer",
        "reason": "danger",
        "urgent": True,
    }


def test_readable() -> None:
    events = [
        terminal.reply(Reply("x", "a\nb", None, (Choice("1", "Ya"),)), Channel.SMS),
        terminal.recorded("N", {}),
        terminal.handed_to_officer(HandToOfficer("asked")),
    ]
    assert terminal.readable(events) == "< a\n  b  (1 SMS)\n   [Ya]\n* dicatat: N\n* ke petugas: asked"
