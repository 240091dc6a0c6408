"""Patience: how long people get to finish, when they are reminded, when silence is an answer (R12).  Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from intake.channel import Channel
from intake.conversation import Conversation, Phase
from intake.manner import manner
from triage.calendar import Calendar
from triage.packs.schema.pack import Pack

CHAT, SMS, NONE = timedelta(seconds=4), timedelta(seconds=10), timedelta(0)
REMIND_AFTER = timedelta(hours=4)
SILENCE_AFTER = timedelta(hours=24)
_LOOK_AHEAD = 3  # days: a reminder later than silence is never sent

DEFAULTS: Mapping[Channel, timedelta] = {
    Channel.WHATSAPP: CHAT,
    Channel.TELEGRAM: CHAT,
    Channel.X: CHAT,
    Channel.INSTAGRAM: CHAT,
    Channel.SMS: SMS,
}


def quiet_time(channel: Channel, settings: Mapping[Channel, timedelta] | None = None) -> timedelta:
    """How long after a message the bot waits for more; nothing for e-mail, forms and what officers enter."""
    return {**DEFAULTS, **(settings or {})}.get(channel, NONE)


def last_at(conversation: Conversation) -> datetime | None:
    """When the citizen was last heard in this draft; None when there is no draft."""
    told = conversation.extra.get("last_at")
    return datetime.fromisoformat(told) if told and _is_draft(conversation) else None


def _is_draft(conversation: Conversation) -> bool:
    return bool(conversation.message_ids) or (
        conversation.phase is Phase.GATHERING and conversation.open_question is not None
    )


def silence_at(conversation: Conversation) -> datetime | None:
    """When silence makes the draft a record, or closes it."""
    last = last_at(conversation)
    return last + SILENCE_AFTER if last else None


def reminder_at(conversation: Conversation, calendar: Calendar, pack: Pack) -> datetime | None:
    """When the one reminder is due: four hours on, in working hours, not by SMS; None when there is none to send."""
    last, silence = last_at(conversation), silence_at(conversation)
    if last is None or silence is None or conversation.reminded or not conversation.matter:
        return None
    if conversation.open_question is None or conversation.phase is not Phase.GATHERING:
        return None
    if not manner(conversation.channel).remind:
        return None
    due = _in_hours(last + REMIND_AFTER, calendar, pack)
    return due if due and due < silence else None


def _in_hours(moment: datetime, calendar: Calendar, pack: Pack) -> datetime | None:
    """`moment`, or the next time the office is open; None when that is days away."""
    local = moment.astimezone(pack.office.tz)
    for ahead in range(_LOOK_AHEAD):
        day = local.date() + timedelta(days=ahead)
        if not calendar.is_working(day):
            continue
        opens, closes = time(pack.readings.reminders_from_hour), _hour(pack.readings.reminders_to_hour)
        start = datetime.combine(day, opens, pack.office.tz)
        if max(start, local) <= datetime.combine(day, closes, pack.office.tz):
            return max(start, local).astimezone(moment.tzinfo)
    return None


def _hour(hour: int) -> time:
    return time(23, 59, 59) if hour == 24 else time(hour)


def next_wake(conversation: Conversation, now: datetime, calendar: Calendar, pack: Pack) -> datetime | None:
    """When the conversation wants to be looked at again though nothing comes: reminder, then silence."""
    moments = (reminder_at(conversation, calendar, pack), silence_at(conversation))
    return min((moment for moment in moments if moment is not None and moment > now), default=None)
