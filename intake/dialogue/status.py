"""A complaint's state, told to whoever may know it (decision 10)."""

from __future__ import annotations

from intake.conversation import CaseSummary, Context
from intake.dialogue.turn import Turn
from intake.wording import replies
from triage.window import local_day

_ANSWERED = frozenset({"answered", "closed"})
_WITHOUT_DUE = _ANSWERED | {"withdrawn", "handed_over"}


def tell(turn: Turn, case: CaseSummary, context: Context) -> Turn:
    """State, due date while it runs, and the answer once there is one."""
    state = "withdrawn" if case.withdrawn else case.state
    due = local_day(case.due_at, context.pack.office.tz) if case.due_at and state not in _WITHOUT_DUE else None
    text = replies.status(
        turn.text,
        number=case.number,
        state=state,
        due=due,
        answer=case.answer if state in _ANSWERED else None,
        language=turn.conversation.language,
        short=turn.manner.short,
    )
    return turn.say("status", text)


def find(number: str | None, context: Context) -> CaseSummary | None:
    """The complaint with that number, if this address may see it; None looks the same as one that does not exist."""
    if number is None:
        return None
    own = {case.number: case for case in context.cases}
    return own.get(number) or context.by_number.get(number)
