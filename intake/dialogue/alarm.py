"""An officer at once: danger, threats, bribery, talk of ending one's life (R6); with the pack's emergency number."""

from __future__ import annotations

from intake.conversation import Context, HandToOfficer, Said
from intake.dialogue import tone
from intake.dialogue.turn import Turn
from intake.wording import replies
from triage.types import Assessment

DESPAIR, DANGER, INTEGRITY = "danger: despair", "danger", "integrity"


def despair(turn: Turn, said: Said, context: Context) -> Turn:
    """Talk of ending one's life: a person and the emergency number, whatever else the text is."""
    return _call(turn, DESPAIR, context) if tone.is_despair(said.text) else turn


def serious(turn: Turn, assessment: Assessment, context: Context) -> Turn:
    """R6: a draft about danger, threats or bribery is shown to an officer before anything is asked."""
    if assessment.danger:
        return _call(turn, DANGER, context)
    return _call(turn, INTEGRITY, context) if assessment.integrity else turn


def _call(turn: Turn, reason: str, context: Context) -> Turn:
    """Once per draft and reason; the number is told once."""
    alerted = turn.conversation.extra.get("alerted", "").split("|")
    if reason in alerted or (reason == DANGER and DESPAIR in alerted):
        return turn
    turn = turn.note(HandToOfficer(reason, urgent=True)).remember(alerted="|".join(filter(None, (*alerted, reason))))
    if reason == INTEGRITY:
        return turn
    number, short = context.pack.office.emergency, turn.manner.short
    if reason == DESPAIR:
        return turn.say("emergency", replies.despair(turn.text, short=short, number=number))
    return turn.say("emergency", replies.emergency(turn.text, short=short, number=number))
