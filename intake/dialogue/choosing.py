"""A pressed button, or its number: `name:hint`, `received:pending`, `received:1`, `service:43`, `...:-` for no answer.

A button names its question, so one that is pressed late is taken too.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from intake.conversation import Asks, Context, Said
from intake.dialogue import answers, named, words
from intake.dialogue.asking import DECLINE
from intake.dialogue.turn import Turn
from triage.window import local_day, served_on

_DAYS_AGO = {"0": 0, "1": 1}


def numbered(turn: Turn, said: Said, context: Context) -> Turn | None:
    """ "2" answers with the second choice that was offered; None when it is no number of the list."""
    offered = turn.conversation.extra.get("choices", "").split("|")
    typed = words.plain(said.text)
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 2) or not offered[0]:
        return None
    if not 1 <= int(typed) <= len(offered):
        return None
    return chosen(turn, replace(said, choice=offered[int(typed) - 1]), context)


def chosen(turn: Turn, said: Said, context: Context) -> Turn | None:
    """The facts that `said.choice` gives; None when it is none of ours."""
    question, _colon, value = (said.choice or "").partition(":")
    if question not in {Asks.NAME, Asks.RECEIVED, Asks.SERVICE} or not value:
        return None
    asks = Asks(question)
    if value == DECLINE:
        turn = turn.to(declined=answers.declined(turn.conversation, asks))
    elif asks is Asks.NAME:
        name = named.hinted_name(turn.conversation.extra.get("hint_name", ""))
        turn = turn.to(name=name or turn.conversation.name)
    elif asks is Asks.RECEIVED:
        turn = _received(turn, value, said, context)
    elif context.pack.service(value):
        turn = turn.to(service_id=value)
    closes = turn.conversation.open_question is asks
    return turn.to(open_question=None) if closes else turn


def _received(turn: Turn, value: str, said: Said, context: Context) -> Turn:
    if value not in _DAYS_AGO:
        return turn.to(pending=True)
    day = local_day(said.sent_at, context.pack.office.tz) - timedelta(days=_DAYS_AGO[value])
    return turn.to(received=served_on(day), pending=False)
