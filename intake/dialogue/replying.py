"""What is no complaint: questions, status queries, praise, spam (R13, R17)."""

from __future__ import annotations

import re

from intake.conversation import CaseSummary, Context, HandToOfficer, Said
from intake.dialogue import standard, status, words
from intake.dialogue.turn import Turn
from intake.wording import replies
from triage.types import Assessment, Kind

NO_MATTER = frozenset({Kind.QUESTION, Kind.STATUS_QUERY, Kind.PRAISE, Kind.SPAM})
_OWN_REPORT = re.compile(r"\b(?:laporan|lapor\w*|pengaduan|aduan|keluhan|komplain|tiket|complaint|report|ngadu)\b")


def reply_to(turn: Turn, said: Said, heard: Assessment, context: Context) -> Turn:
    """Marked, and answered as its kind asks (R13)."""
    unsure = heard.kind not in NO_MATTER
    turn = turn.mark(said.id, Kind.QUESTION.value if unsure else heard.kind.value)
    if heard.kind is Kind.SPAM:
        return _not_ours(turn)
    if heard.kind is Kind.PRAISE:
        return turn.say("praise", replies.praise(turn.text))
    if heard.kind is Kind.STATUS_QUERY:
        return _status_query(turn, said, context)
    return question(turn, said, heard, context)


def _not_ours(turn: Turn) -> Turn:
    """Once in a chat, in case a person was misread; never by SMS, which costs, or by mail, which invites more."""
    if turn.manner.short or not turn.manner.one_by_one or "not_ours" in turn.conversation.extra:
        return turn
    return turn.say("not_ours", replies.not_ours(turn.text)).remember(not_ours="1")


def question(turn: Turn, said: Said, heard: Assessment, context: Context) -> Turn:
    """Answered from the pack with its row, else by an officer."""
    answer = standard.answer(turn, said.text, heard, context)
    if answer:
        return turn.say("answer", answer)
    turn = turn.note(HandToOfficer("question"))
    return turn.say("question_to_officer", replies.question_to_officer(turn.text))


def _status_query(turn: Turn, said: Said, context: Context) -> Turn:
    """Of a report of ours: its state.  Of a file: there is no connection to OSS, an officer looks."""
    own: CaseSummary | None = context.cases[-1] if context.cases else None
    if own and _OWN_REPORT.search(words.plain(said.text)):
        return status.tell(turn, own, context)
    turn = turn.note(HandToOfficer("status_query"))
    text = replies.status_to_officer(turn.text, short=turn.manner.short)
    return turn.say("status_to_officer", text)


def thank(turn: Turn) -> Turn:
    """ "Terima kasih" opens and closes nothing; answered once, and never where an answer costs money."""
    if turn.manner.short or "thanked" in turn.conversation.extra:
        return turn
    return turn.say("thanks", replies.thanks(turn.text)).remember(thanked="1")
