"""After a record: what joins an earlier complaint, only as R13 says (its number, a reply, our question, "tambah")."""

from __future__ import annotations

from datetime import datetime

from intake import numbers
from intake.conversation import AddTo, Asks, CaseSummary, Context, Mark, Objection, Said
from intake.dialogue import alarm, answers, persons, status, words
from intake.dialogue.amending import amend, amend_by_form
from intake.dialogue.facts import facts_of
from intake.dialogue.matter import said_text
from intake.dialogue.obeying import newest
from intake.dialogue.recording import digest
from intake.dialogue.turn import Turn
from intake.wording import replies
from triage.types import Assessment, Kind
from triage.window import local_day

SAME_TEXT_FROM = 20  # characters: "ok" twice is no repeated complaint


def join(turn: Turn, said: Said, context: Context, now: datetime) -> Turn | None:
    """`turn` with the message joined to a complaint of this person; None when it does not belong to one (R13)."""
    draft = turn.conversation
    text = said_text(said)
    if draft.matter and not said.reply_to_case:
        return None
    if said.facts and draft.open_question is Asks.OTHER and (last := newest(turn, context)):
        return amend_by_form(turn, said, last, context)
    if len(text) >= SAME_TEXT_FROM and digest(text) in draft.extra.get("seen", "").split():
        return _repeated(turn, said, context)
    case = _named(said, context)
    if case and not words.is_thanks(text):
        why = "reply" if said.reply_to_case else "number"
        return _objected(turn, said, case, context, now) or _added(turn, said, case, why, context)
    last = newest(turn, context)
    if last is None or not words.has_words(text) or words.is_thanks(text) or words.is_greeting(text):
        return None
    return _to_newest(turn, said, last, context, now)


def _named(said: Said, context: Context) -> CaseSummary | None:
    """The complaint that this message answers or names, if it is this person's own."""
    own = {case.number: case for case in context.cases}
    if said.reply_to_case in own:
        return own[said.reply_to_case or ""]
    found = [number for number in numbers.find(said_text(said)) if number in own]
    return own[found[0]] if found else None


def _to_newest(turn: Turn, said: Said, last: CaseSummary, context: Context, now: datetime) -> Turn | None:
    return _objected(turn, said, last, context, now) or _joined(turn, said, last, context)


def _joined(turn: Turn, said: Said, last: CaseSummary, context: Context) -> Turn | None:
    if words.is_urging(said.text):
        return status.tell(turn.mark(said.id, "thanks"), last, context)
    if last.waiting_for_citizen:
        return _added(turn, said, last, "answer", context)
    if words.is_more(said.text):
        return _added(turn, said, last, "more", context)
    if words.is_unknown(said.text) and turn.conversation.last:
        return turn.mark(said.id, "answer").say("not_known", replies.not_known(turn.text)).to(open_question=None)
    if words.is_correction(said.text) or _only_names(turn, said, context):
        return amend(turn, said, last, "correction", context)
    return _late_answer(turn, said, last, context)


def _only_names(turn: Turn, said: Said, context: Context) -> bool:
    """A message that tells a name and nothing after it ("ya sudah, nama saya Asep") completes what was recorded."""
    if persons.names_self(said.text):
        return True
    if answers.is_long(said.text) or not words.speaks_of_name(said.text):
        return False
    name = context.judge(said.text, said.sent_at, facts_of(turn.conversation, context)).reading.name
    return name is not None and not words.has_words(said.text[name.span.end :])


def _late_answer(turn: Turn, said: Said, last: CaseSummary, context: Context) -> Turn | None:
    """Our question was still open when silence made it a record: the answer joins it (R13)."""
    asks = turn.conversation.open_question
    if asks is None or asks is Asks.MATTER or (answers.is_long(said.text) and asks is not Asks.OTHER):
        return None
    heard = context.judge(said.text, said.sent_at, facts_of(turn.conversation, context))
    if answers.is_long(said.text) and heard.kind is Kind.COMPLAINT:
        return None  # a letter that tells something is no answer to the last one
    turn = turn.to(open_question=None)
    return amend(turn, said, last, "answer", context) if _answers(asks, said, heard, context) else None


def _answers(asks: Asks, said: Said, heard: Assessment, context: Context) -> bool:
    if asks is Asks.NAME:
        return answers.read_name(said, heard) is not None
    if asks is Asks.OTHER and answers.read_name(said, heard):
        return True
    if asks in {Asks.RECEIVED, Asks.OTHER}:
        pending = answers.read_pending(said.text, heard)
        return pending is not None or answers.read_date(said, heard, context) is not None
    return heard.service is not None


def _objected(turn: Turn, said: Said, case: CaseSummary, context: Context, now: datetime) -> Turn | None:
    """R26: words of not being satisfied, within the working days that the pack gives after the answer."""
    if case.answered_at is None or case.withdrawn or not words.is_objection(said_text(said)):
        return None
    zone = context.pack.office.tz
    passed = context.calendar.working_days_between(local_day(case.answered_at, zone), local_day(now, zone))
    if passed > context.pack.readings.objection_working_days:
        return None
    turn = turn.note(Objection(case.number, (said.id,)))
    return turn.say("objection", replies.objected(turn.text, case.number))


def _added(turn: Turn, said: Said, case: CaseSummary, why: str, context: Context) -> Turn:
    """R6: what is added about a danger or against integrity is shown to an officer as if it had been told first."""
    if words.has_words(said.text):
        turn = alarm.serious(
            turn, context.judge(said.text, said.sent_at, facts_of(turn.conversation, context)), context
        )
    turn = turn.note(AddTo(case.number, (said.id,), why))
    return turn.say("added", replies.added(turn.text, case.number))


def _repeated(turn: Turn, said: Said, context: Context) -> Turn:
    """R13: the very same text again is marked, not recorded twice."""
    turn = turn.note(Mark((said.id,), "duplicate"))
    last = newest(turn, context)
    return turn.say("repeated", replies.repeated(turn.text, last.number)) if last else turn
