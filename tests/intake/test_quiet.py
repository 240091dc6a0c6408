"""Quiet times, the reminder and silence, at their edges."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from intake import quiet
from intake.channel import Channel
from intake.conversation import Asks, Conversation, Phase
from tests.intake.builders import CALENDAR, PACK, conversation
from triage.calendar import Calendar


def draft(last: datetime, channel: Channel = Channel.WHATSAPP, **changes: object) -> Conversation:
    base = conversation(
        channel,
        matter=("x",),
        message_ids=("m1",),
        made_at=last,
        open_question=Asks.NAME,
        extra={"last_at": last.isoformat()},
    )
    return replace(base, **changes)  # type: ignore[arg-type]  # table-driven fields


def at(text: str) -> datetime:
    """Local time in Jakarta as UTC."""
    return datetime.fromisoformat(text + "+07:00").astimezone(UTC)


@pytest.mark.parametrize(
    ("channel", "seconds"),
    [("whatsapp", 4), ("telegram", 4), ("sms", 10), ("email", 0), ("office_web", 0), ("letter", 0)],
)
def test_quiet_time(channel: str, seconds: int) -> None:
    assert quiet.quiet_time(Channel(channel)) == timedelta(seconds=seconds)


def test_settings_win() -> None:
    mine = {Channel.SMS: timedelta(seconds=1)}
    assert quiet.quiet_time(Channel.SMS, mine) == timedelta(seconds=1)
    assert quiet.quiet_time(Channel.WHATSAPP, mine) == timedelta(seconds=4)


@pytest.mark.parametrize(
    ("last", "due"),
    [
        ("2026-11-23T09:00", "2026-11-23T13:00"),  # Monday, four hours on
        ("2026-11-23T12:00", "2026-11-23T16:00"),  # the last moment of working hours
        ("2026-11-23T13:00", "2026-11-24T08:00"),  # the office opens next morning
        ("2026-11-23T20:00", "2026-11-24T08:00"),
        ("2026-11-23T02:00", "2026-11-23T08:00"),  # never at night
        ("2026-11-27T14:00", None),  # Friday afternoon: Saturday is off, Monday comes after silence
        ("2026-11-28T09:00", None),
    ],
)
def test_reminder(last: str, due: str | None) -> None:
    found = quiet.reminder_at(draft(at(last)), CALENDAR, PACK)
    assert found == (at(due) if due else None)


def test_no_reminder_on_a_holiday() -> None:
    calendar = Calendar(version="h", off={date(2026, 11, 23): "libur"}, years=frozenset({2026}))
    assert quiet.reminder_at(draft(at("2026-11-22T20:00")), calendar, PACK) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"reminded": True},
        {"open_question": None},
        {"phase": Phase.WITH_OFFICER},
        {"channel": Channel.SMS},
        {"matter": ()},
    ],
)
def test_no_reminder(changes: dict[str, object]) -> None:
    assert quiet.reminder_at(draft(at("2026-11-23T09:00"), **changes), CALENDAR, PACK) is None  # type: ignore[arg-type]  # table


def test_next_wake_moves_from_reminder_to_silence() -> None:
    one = draft(at("2026-11-23T09:00"))
    assert quiet.next_wake(one, at("2026-11-23T09:01"), CALENDAR, PACK) == at("2026-11-23T13:00")
    assert quiet.next_wake(one, at("2026-11-23T13:00"), CALENDAR, PACK) == at("2026-11-24T09:00")
    assert quiet.next_wake(one, at("2026-11-24T09:00"), CALENDAR, PACK) is None


def test_nothing_to_wake_without_a_draft() -> None:
    assert quiet.next_wake(conversation(), at("2026-11-23T09:00"), CALENDAR, PACK) is None
