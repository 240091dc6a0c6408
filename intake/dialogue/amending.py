"""A recorded complaint as it would be recorded with what is told now; the first record and its words stay (R11)."""

from __future__ import annotations

import re
from dataclasses import replace

from intake.conversation import AddTo, Asks, CaseSummary, Context, Conversation, Said
from intake.dialogue import answers, named, persons, words
from intake.dialogue.facts import facts_of
from intake.dialogue.fields import form_facts
from intake.dialogue.recording import judge, record_of, slip_of
from intake.dialogue.turn import Turn
from intake.wording import replies
from triage.types import Assessment, DateOf, DateReading, ServiceReading

_NOT = re.compile(r"\b(?:bukan|bkn|sanes|lain|not|instead of)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


def amend(turn: Turn, said: Said, case: CaseSummary, why: str, context: Context) -> Turn:
    """The message joins `case` with what it corrects or completes, and the citizen hears what holds now (R7)."""
    heard = context.judge(said.text, said.sent_at, facts_of(turn.conversation, context))
    last = _last(turn, case)
    changed = _told(last or turn.conversation, said, heard, context, why)
    if last is None:
        turn = turn.to(name=changed.name).note(AddTo(case.number, (said.id,), why))
        return turn.say("corrected", replies.corrected(turn.text, case.number, name=changed.name))
    return _amended(turn, said, case, why, (last, changed), context)


def amend_by_form(turn: Turn, said: Said, case: CaseSummary, context: Context) -> Turn:
    """The prefilled form came back: its fields complete the record; further words join it."""
    last = _last(turn, case) or turn.conversation
    filled = form_facts(Turn(last), said, context).conversation
    told = [asks for asks, found in ((Asks.NAME, filled.name), (Asks.RECEIVED, filled.received or filled.pending),
                                     (Asks.SERVICE, filled.service_id or filled.service_hint)) if found]  # fmt: skip
    filled = replace(filled, declined=tuple(asks for asks in filled.declined if asks not in told))
    return _amended(turn.to(open_question=None), said, case, "answer", (last, filled), context)


def _amended(
    turn: Turn, said: Said, case: CaseSummary, why: str, drafts: tuple[Conversation, Conversation], context: Context
) -> Turn:
    last, changed = drafts
    assessment = judge(changed, context)
    if changed.name:  # the use case completes what was recorded without one
        turn = turn.to(name=changed.name)
    if assessment is None or changed == last:
        turn = turn.note(AddTo(case.number, (said.id,), why))
        return turn.say("corrected", replies.corrected(turn.text, case.number))
    turn = turn.note(AddTo(case.number, (said.id,), why, record_of(changed, assessment, context))).to(last=changed)
    slip = slip_of(changed, assessment, context) if _matters(last, changed) else None
    day = changed.received.date if changed.received and changed.received != last.received else None
    text = replies.amended(
        turn.text, case.number, name=_new_name(last, changed), day=day, slip=slip,
        language=turn.conversation.language, short=turn.manner.short,
    )  # fmt: skip
    return turn.say("corrected", text)


def _last(turn: Turn, case: CaseSummary) -> Conversation | None:
    draft = turn.conversation
    return draft.last if draft.recorded and draft.recorded[-1] == case.number else None


def _new_name(last: Conversation, changed: Conversation) -> str | None:
    return changed.name if changed.name != last.name else None


def _matters(last: Conversation, changed: Conversation) -> bool:
    """A name corrected changes nothing of how it is treated; a day, or a name where there was none, may."""
    return last.name is None or (last.received, last.pending) != (changed.received, changed.pending)


def _told(last: Conversation, said: Said, heard: Assessment, context: Context, why: str) -> Conversation:
    name, day = _name(last, said, heard, why), _day(last, said, heard, context, why)
    pending = answers.read_pending(said.text, heard) if day is None and why == "answer" else None
    service = _service(last, said, heard, alone=not (name or day))
    told = [
        asks for asks, found in ((Asks.NAME, name), (Asks.RECEIVED, day or pending), (Asks.SERVICE, service)) if found
    ]
    return replace(
        last,
        name=name or last.name,
        received=day or last.received,
        pending=False if day else (pending if pending is not None else last.pending),
        service_id=service.id if service else last.service_id,
        service_hint=service.hint if service else last.service_hint,
        declined=tuple(asks for asks in last.declined if asks not in told),
    )


def _service(last: Conversation, said: Said, heard: Assessment, *, alone: bool) -> ServiceReading | None:
    """A service that was lacking; one told before gives way only to a correction that is about nothing else."""
    found = heard.service
    if not found or not (found.id or found.hint):
        return None
    lacking = not (last.service_id or last.service_hint)
    return found if lacking or (alone and words.is_correction(said.text)) else None


def _name(last: Conversation, said: Said, heard: Assessment, why: str) -> str | None:
    """A name read anywhere; the whole message only where a name was asked for."""
    if persons.refuses_name(said.text) or words.is_refusal(said.text):
        return None
    if why == "answer" and last.name is None:
        return answers.read_name(said, heard)
    told = heard.reading.name.name if heard.reading.name else None
    return named.cleaned(told) if told else (named.person_name(said.text) if words.speaks_of_name(said.text) else None)


def _day(last: Conversation, said: Said, heard: Assessment, context: Context, why: str) -> DateReading | None:
    """The day that is said to hold: not one behind "bukan"."""
    found = [one for one in heard.reading.dates if not _NOT.search(said.text[: one.span.start])]
    if not found:
        return answers.read_date(said, heard, context) if why == "answer" and not heard.reading.dates else None
    return replace(found[-1], of=last.received.of if last.received else DateOf.RECEIVED)
