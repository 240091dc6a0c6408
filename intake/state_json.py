"""A conversation as JSON: with its version, and a reader for every older one (decision 11).

A new version gets a new writer, and a step in `_UPGRADES` from the one before; stored samples of every version stay
in tests/fixtures/conversations/.  Version 2 remembers the draft of the newest record, so that it can be corrected.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from intake.channel import Channel
from intake.conversation import Asks, Conversation, Phase
from triage.types import DateOf, DateReading, Span

VERSION = 2
Json = dict[str, Any]

_UPGRADES: Mapping[int, Callable[[Json], Json]] = {1: lambda state: {**state, "version": 2, "last": None}}


class UnknownVersion(ValueError):
    """The stored state is of a version that this program does not know (it is newer)."""


def dump(conversation: Conversation) -> Json:
    """`conversation` in values that JSON knows, in the newest version."""
    one = conversation
    return {
        "version": VERSION,
        "id": one.id,
        "channel": one.channel.value,
        "address": one.address,
        "language": one.language,
        "phase": one.phase.value,
        "matter": list(one.matter),
        "message_ids": list(one.message_ids),
        "made_at": one.made_at.isoformat() if one.made_at else None,
        "name": one.name,
        "service_id": one.service_id,
        "service_hint": one.service_hint,
        "received": _dump_date(one.received) if one.received else None,
        "pending": one.pending,
        "confidential": one.confidential,
        "open_question": one.open_question.value if one.open_question else None,
        "asked": [asks.value for asks in one.asked],
        "declined": [asks.value for asks in one.declined],
        "greeted": one.greeted,
        "misunderstood": one.misunderstood,
        "recorded": list(one.recorded),
        "withdrawn": one.withdrawn,
        "reminded": one.reminded,
        "extra": dict(one.extra),
        "last": dump(one.last) if one.last else None,
    }


def load(stored: Mapping[str, Any]) -> Conversation:
    """The conversation that `stored` holds, whatever version wrote it.  UnknownVersion for one that is newer."""
    state = _newest(dict(stored))
    made_at, received, asks = state["made_at"], state["received"], state["open_question"]
    return Conversation(
        id=state["id"],
        channel=Channel(state["channel"]),
        address=state["address"],
        language=state["language"],
        phase=Phase(state["phase"]),
        matter=tuple(state["matter"]),
        message_ids=tuple(state["message_ids"]),
        made_at=datetime.fromisoformat(made_at) if made_at else None,
        name=state["name"],
        service_id=state["service_id"],
        service_hint=state["service_hint"],
        received=_load_date(received) if received else None,
        pending=state["pending"],
        confidential=state["confidential"],
        open_question=Asks(asks) if asks else None,
        asked=tuple(Asks(value) for value in state["asked"]),
        declined=tuple(Asks(value) for value in state["declined"]),
        greeted=state["greeted"],
        misunderstood=state["misunderstood"],
        recorded=tuple(state["recorded"]),
        withdrawn=state["withdrawn"],
        reminded=state["reminded"],
        extra=dict(state["extra"]),
        last=load(state["last"]) if state["last"] else None,
    )


def _newest(state: Json) -> Json:
    version = state.get("version")
    if not isinstance(version, int) or not 1 <= version <= VERSION:
        raise UnknownVersion(f"conversation state of version {version!r}, this program reads 1 to {VERSION}")
    for older in range(version, VERSION):
        state = _UPGRADES[older](state)
    return state


def _dump_date(reading: DateReading) -> Json:
    days = {name: getattr(reading, name) for name in ("date", "earliest", "latest")}
    return {
        "expr": reading.expr,
        "span": [reading.span.start, reading.span.end, reading.span.text],
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "of": reading.of.value,
        "why": reading.why,
    }


def _load_date(stored: Mapping[str, Any]) -> DateReading:
    start, end, text = stored["span"]
    return DateReading(
        expr=stored["expr"],
        span=Span(start, end, text),
        date=_day(stored["date"]),
        earliest=_day(stored["earliest"]),
        latest=_day(stored["latest"]),
        of=DateOf(stored["of"]),
        why=stored["why"],
    )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
