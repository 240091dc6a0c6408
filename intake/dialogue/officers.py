"""When an officer is there again, told truthfully: the day by the calendar, hours only where the pack is sure."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta

from intake.conversation import Context
from intake.dialogue import standard
from intake.dialogue.turn import Turn
from intake.wording import replies
from intake.wording.language import date_words

_LOOK_AHEAD = 21  # days: longer than any run of feasts


def handed_over(turn: Turn, context: Context, now: datetime) -> Turn:
    """Says that a person answers here, and when."""
    returns, short = _returns(context, now), turn.manner.short
    language = turn.conversation.language
    wait = math.ceil(context.officer_wait / timedelta(hours=1)) if context.officer_wait and not returns else None
    day = date_words(returns, language, short=short) if returns else None
    text = replies.officer(turn.text, short=short, returns=day, wait=wait)
    hours = None if short else standard.hours(turn, context.pack)
    return turn.say("officer", f"{text} {hours}" if hours else text)


def _returns(context: Context, now: datetime) -> date | None:
    """The next day with an officer at the desk; None while one is there, or is expected later today."""
    local = now.astimezone(context.pack.office.tz)
    for ahead in range(_LOOK_AHEAD):
        day = local.date() + timedelta(days=ahead)
        shifts = context.pack.hours.days.get(day.isoweekday(), ())
        if not shifts or not context.calendar.is_working(day):
            continue
        if ahead:
            return day
        if local.time() < max(shift.closes for shift in shifts):
            return None
    return None
