"""One step: every new message in order, then at most one question or the record.  Deterministic, never raises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from intake import quiet
from intake.conversation import Asks, Context, Conversation, HandToOfficer, Judge, Mark, Phase, Remind, Said, Step
from intake.dialogue import choosing, commands, words
from intake.dialogue.asking import ask
from intake.dialogue.facts import missing
from intake.dialogue.hearing import hear
from intake.dialogue.joining import join
from intake.dialogue.matter import keep
from intake.dialogue.obeying import obey, with_officer
from intake.dialogue.recording import emptied, judge, record
from intake.dialogue.turn import Turn
from intake.wording import replies
from triage.types import Assessment, Facts


def step(conversation: Conversation, messages: Sequence[Said], context: Context, now: datetime) -> Step:
    """What these messages lead to.

    No messages and `context.flush`, or the silence of R12 over: the draft is recorded with what is there, or closed.
    No messages before that: the one reminder, when its time has come.
    """
    turn, context = Turn(conversation), replace(context, judge=_once(context.judge))
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
    turn = _alarm(turn, said)
    pressed = choosing.chosen(turn, said, context) if said.choice else None
    if pressed:
        return keep(pressed, said) if turn.conversation.matter else pressed
    command = commands.parse(said.text)
    if command:
        return obey(turn, said, command, context)
    if turn.conversation.phase is Phase.WITH_OFFICER:
        return with_officer(turn, said, context)
    return join(turn, said, context, now) or hear(_new_draft(turn), said, context)


def _new_draft(turn: Turn) -> Turn:
    """After a record the next matter is a complaint of its own, perhaps belonging to the last (R13)."""
    draft = turn.conversation
    if draft.phase is not Phase.RECORDED:
        return turn
    maybe = draft.recorded[-1] if draft.recorded else None
    return emptied(turn).remember(maybe=maybe, thanked=draft.extra.get("thanked"))


def _alarm(turn: Turn, said: Said) -> Turn:
    """Talk of ending one's life: a person and the emergency number at once, whatever else the text is."""
    if not words.is_despair(said.text):
        return turn
    return _call_officer(turn, "despair", emergency=True)


def _call_officer(turn: Turn, reason: str, *, emergency: bool) -> Turn:
    """An officer is told at once, once per draft and reason."""
    alerted = turn.conversation.extra.get("alerted", "").split()
    if reason in alerted:
        return turn
    turn = turn.note(HandToOfficer(reason, urgent=True)).remember(alerted=" ".join((*alerted, reason)))
    if not emergency or "despair" in alerted:
        return turn
    return turn.say("emergency", replies.emergency(turn.text, short=turn.manner.short))


def _is_silent(turn: Turn, messages: Sequence[Said], context: Context, now: datetime) -> bool:
    if context.flush:
        return True
    silence = quiet.silence_at(turn.conversation)
    return not messages and silence is not None and now >= silence


def _advance(turn: Turn, context: Context, now: datetime) -> Turn:
    """The next question, or the record when nothing is left to ask."""
    draft = turn.conversation
    if draft.phase is Phase.WITH_OFFICER:
        return turn
    assessment = judge(draft, context)
    if assessment is None:
        return turn
    turn = _serious(turn, assessment)
    if draft.open_question is not None:
        return turn
    open_questions = missing(draft, assessment, context)
    if open_questions and (turn.manner.one_by_one or turn.manner.all_at_once):
        return ask(turn, open_questions, assessment, context)
    return _record(turn, assessment, context)


def _serious(turn: Turn, assessment: Assessment) -> Turn:
    if assessment.danger:
        return _call_officer(turn, "danger", emergency=True)
    return _call_officer(turn, "integrity", emergency=False) if assessment.integrity else turn


def _record(turn: Turn, assessment: Assessment, context: Context) -> Turn:
    """R12: what was asked, or could be filled in, and was not told counts as refused."""
    draft = turn.conversation
    asked = draft.asked if turn.manner.one_by_one or turn.manner.all_at_once else tuple(Asks)
    left = tuple(asks for asks in (Asks.NAME, Asks.RECEIVED, Asks.SERVICE) if asks in asked)
    turn = turn.to(declined=tuple(dict.fromkeys((*draft.declined, *left))))
    return record(turn, judge(turn.conversation, context) or assessment, context)


def _silence(turn: Turn, context: Context) -> Turn:
    """R12: a draft with matter becomes a record; one without is closed, marked and, with media, shown to an officer."""
    assessment = judge(turn.conversation, context)
    if assessment is not None:
        return _record(_serious(turn, assessment), assessment, context)
    draft = turn.conversation
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
