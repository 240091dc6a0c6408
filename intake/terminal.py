"""What `aduan chat` prints: one JSON object per event (design: command line).  Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from intake import sms
from intake.channel import Channel
from intake.conversation import HandToOfficer, Reply


def reply(reply: Reply, channel: Channel, text: str | None = None) -> dict[str, Any]:
    """One reply; `text` is the reply's text with its named fields filled, where it had any."""
    shown = reply.text if text is None else text
    return {
        "event": "reply",
        "intent": reply.intent,
        "text": shown,
        "choices": [{"value": choice.value, "label": choice.label} for choice in reply.choices],
        "asks": reply.asks.value if reply.asks else None,
        "sms_segments": sms.segments(shown).count if channel is Channel.SMS else None,
    }


def recorded(number: str, assessment: Mapping[str, Any]) -> dict[str, Any]:
    """A complaint was recorded; `assessment` in the JSON that `aduan triage` prints."""
    return {"event": "recorded", "number": number, "assessment": dict(assessment)}


def handed_to_officer(event: HandToOfficer) -> dict[str, Any]:
    """An officer is needed."""
    return {"event": "handed_to_officer", "reason": event.reason, "urgent": event.urgent}


def readable(events: Sequence[Mapping[str, Any]]) -> str:
    """The same events for a person at a terminal."""
    return "\n".join(_line(event) for event in events)


def _line(event: Mapping[str, Any]) -> str:
    if event["event"] == "reply":
        choices = "".join(f"\n   [{choice['label']}]" for choice in event["choices"])
        cost = f"  ({event['sms_segments']} SMS)" if event["sms_segments"] else ""
        text = str(event["text"]).replace("\n", "\n  ")
        return f"< {text}{cost}{choices}"
    if event["event"] == "recorded":
        return f"* dicatat: {event['number']}"
    return f"* ke petugas: {event['reason']}{' (segera)' if event['urgent'] else ''}"
