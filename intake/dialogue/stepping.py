"""One step: every new message in order, then at most one question or the record.  Deterministic, never raises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from intake import quiet
from intake.conversation import Asks, Context, Conversation, HandToOfficer, Judge, Mark, Phase, Remind, Said, Step
from intake.dialogue import alarm, choosing, commands
from intake.dialogue.asking import ask, ask_afterwards
from intake.dialogue.facts import missing
from intake.dialogue.hearing import hear
from intake.dialogue.joining import join
from intake.dialogue.matter import keep
from intake.dialogue.obeying import obey, with_officer
from intake.dialogue.parting import parts
from intake.dialogue.recording import cleared, emptied, judge, record
from intake.dialogue.turn import Turn
from intake.wording import replies
from triage.types import Assessment, Facts
from triage.window import local_day


def step(conversation: Conversation, messages: Sequence[Said], context: Context, now: datetime) -> Step:
    """What these messages lead to.

    No messages and `context.flush`, or the silence of R12 over: the draft is recorded with what is there, or closed.
    No messages before that: the one reminder, when its time has come.
    """
    together = "\n".join(said.text for said in messages if not commands.parse(said.text))
    turn, context = Turn(conversation, together), replace(context, judge=_once(context.judge))
    for said in messages:
        turn = _take(turn, said, context, now)
    if messages:
        turn = turn.remember(last_at=now.isoformat())
    turn = _silence(turn, context) if _is_silent(turn, messages, context, now) else _advance(turn, context, now)
    if not messages:
        turn = _remind(turn, context, now)
    return _finish(turn, context, now)


def _once(judge: Judge) -> Judge:
    """The same words with the same facts are judged once in a step: `judge` is pure, and the dearest part of it."""
    known: dict[tuple[str, datetime, Facts], Assessment] = {}

    def remembered(text: str, sent_at: datetime, facts: Facts) -> Assessment:
        key = (text, sent_at, facts)
        if key not in known:
            known[key] = judge(text, sent_at, facts)
        return known[key]

    return remembered


def _take(turn: Turn, said: Said, context: Context, now: datetime) -> Turn:
    if said.automatic:
        return turn.mark(said.id, "automatic")  # robots are never answered
    turn = turn.remember(hint_name=said.hint_name) if said.hint_name else turn
    turn = alarm.despair(turn, said, context)
    pressed = choosing.chosen(turn, said, context) if said.choice else None
    if pressed:
        return keep(pressed, said) if turn.conversation.matter else pressed
    command = commands.parse(said.text)
    if "language_asked" in turn.conversation.extra:
        turn = turn.remember(language_asked=None)
        if command is None and (command := commands.language(said.text, context.pack.office.languages)):
            turn = turn.mark(said.id, "language")
    if command:
        return obey(turn, said, command, context)
    if turn.conversation.phase is Phase.WITH_OFFICER:
        return with_officer(turn, said, context)
    return join(turn, said, context, now) or hear(_new_draft(turn, said, context), said, context)


def _new_draft(turn: Turn, said: Said, context: Context) -> Turn:
    """After a record the next matter is a complaint of its own, perhaps belonging to the last (R13).  A name refused
    the same day is not asked for again.
    """
    draft = turn.conversation
    if draft.phase is not Phase.RECORDED:
        return turn
    maybe = draft.recorded[-1] if draft.recorded else None
    turn = emptied(turn).remember(maybe=maybe, thanked=draft.extra.get("thanked"))
    zone, last = context.pack.office.tz, draft.last
    if (
        "refused" in draft.extra
        and last
        and last.made_at
        and local_day(last.made_at, zone) == local_day(said.sent_at, zone)
    ):
        turn = turn.to(declined=(Asks.NAME,))
    return turn


def _is_silent(turn: Turn, messages: Sequence[Said], context: Context, now: datetime) -> bool:
    if context.flush:
        return True
    silence = quiet.silence_at(turn.conversation)
    return not messages and silence is not None and now >= silence


def _advance(turn: Turn, context: Context, now: datetime) -> Turn:
    """The next question, or the record when nothing is left to ask."""
    draft = turn.conversation
    if draft.phase is Phase.WITH_OFFICER or not draft.matter:
        return turn
    judged = _judged(draft, context)
    for _part, assessment in judged:
        turn = alarm.serious(turn, assessment, context)
    if draft.open_question is not None:
        return turn
    open_questions = [(asks, one) for part, one in judged for asks in missing(part, one, context)]
    if open_questions and (turn.manner.one_by_one or turn.manner.all_at_once):
        return ask(turn, open_questions, context)
    return _record(turn, context)


def _judged(draft: Conversation, context: Context) -> list[tuple[Conversation, Assessment]]:
    """Every complaint that the draft holds, assessed with what is settled."""
    return [(part, found) for part in parts(draft, context) if (found := judge(part, context))]


def _record(turn: Turn, context: Context) -> Turn:
    """R12: what was asked, or could be filled in, and was not told counts as refused."""
    draft = turn.conversation
    chat = turn.manner.one_by_one or turn.manner.all_at_once
    left = [asks for asks in (Asks.NAME, Asks.RECEIVED, Asks.SERVICE) if not chat or asks in draft.asked]
    lacking = [(asks, one) for part, one in _judged(draft, context) for asks in missing(part, one, context)]
    refused = Asks.NAME in draft.declined
    turn = turn.to(declined=tuple(dict.fromkeys((*draft.declined, *left))))
    judged = _judged(turn.conversation, context)
    for part, assessment in judged:
        turn = replace(record(replace(turn, conversation=part), assessment, context), conversation=turn.conversation)
    turn = cleared(turn, judged[-1][0], context).remember(refused="name" if refused else None)
    return turn if chat else ask_afterwards(turn, lacking, context)


def _silence(turn: Turn, context: Context) -> Turn:
    """R12: a draft with matter becomes a record; one without is closed, marked and, with media, shown to an officer."""
    draft = turn.conversation
    if draft.matter:
        for _part, assessment in _judged(draft, context):
            turn = alarm.serious(turn, assessment, context)
        return _record(turn, context)
    if draft.message_ids:
        turn = turn.note(Mark(draft.message_ids, "blank"), HandToOfficer("media_only"))
    phase = draft.phase if draft.phase is Phase.WITH_OFFICER else Phase.RECORDED if draft.recorded else Phase.GATHERING
    return emptied(turn).to(phase=phase)


def _remind(turn: Turn, context: Context, now: datetime) -> Turn:
    draft = turn.conversation
    due = quiet.reminder_at(draft, context.calendar, context.pack)
    if due is None or now < due or not draft.matter:
        return turn
    return turn.to(reminded=True).say("reminder", replies.reminder(turn.text))


def _one_question(turn: Turn) -> Turn:
    """Several messages in one step may raise several questions: only the one that is still open is put."""
    still = turn.conversation.open_question
    return replace(turn, replies=tuple(reply for reply in turn.replies if reply.asks in {None, still}))


def _finish(turn: Turn, context: Context, now: datetime) -> Step:
    turn = _one_question(turn)
    wake = quiet.next_wake(turn.conversation, now, context.calendar, context.pack)
    turn = turn.note(Remind(wake)) if wake else turn
    return Step(turn.conversation, turn.replies, turn.events)


def hand_back(conversation: Conversation) -> Conversation:
    """The officer is done talking: the bot answers again."""
    phase = Phase.RECORDED if conversation.recorded and not conversation.matter else Phase.GATHERING
    return replace(conversation, phase=phase, misunderstood=0)
