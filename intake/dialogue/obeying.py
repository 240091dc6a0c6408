"""What a command leads to (STATUS, BATAL, BANTUAN, PETUGAS, RAHASIA, BAHASA)."""

from __future__ import annotations

from collections.abc import Callable

from intake.conversation import AddTo, Asks, CaseSummary, Context, HandToOfficer, Mark, Phase, Said, Withdraw
from intake.dialogue import answers, officers, status, words
from intake.dialogue.commands import Command, Word
from intake.dialogue.facts import facts_of
from intake.dialogue.hearing import greet, is_sure
from intake.dialogue.matter import keep, take_matter
from intake.dialogue.recording import emptied
from intake.dialogue.turn import Turn
from intake.wording import replies
from triage.types import Kind

_RUNNING = frozenset({"received", "recorded", "under_review", "in_follow_up", "reopened"})


def obey(turn: Turn, said: Said, command: Command, context: Context) -> Turn:
    """`turn` after this command."""
    return _TABLE[command.word](turn, said, command, context)


def newest(turn: Turn, context: Context) -> CaseSummary | None:
    """The newest complaint of this address."""
    return context.cases[-1] if context.cases else None


def _status(turn: Turn, said: Said, command: Command, context: Context) -> Turn:
    if command.typed:
        case = status.find(command.number, context)
        return (
            status.tell(turn, case, context) if case else turn.say("status_unknown", replies.status_unknown(turn.text))
        )
    if turn.conversation.matter:
        return turn.say("status_draft", replies.status_draft(turn.text))
    case = newest(turn, context)
    return status.tell(turn, case, context) if case else turn.say("status_none", replies.status_none(turn.text))


def _withdraw(turn: Turn, said: Said, command: Command, context: Context) -> Turn:
    """The draft first; else the complaint named, else the newest, as long as it runs."""
    draft = turn.conversation
    if draft.message_ids and not command.typed:
        turn = turn.note(Withdraw(None), Mark(draft.message_ids, "withdrawn"))
        return emptied(turn).to(withdrawn=True).say("withdrawn", replies.withdrawn(turn.text, None))
    own = {case.number: case for case in context.cases}
    case = own.get(command.number or "") if command.typed else newest(turn, context)
    if case is None or case.withdrawn or case.state not in _RUNNING:
        return turn.say("nothing_to_withdraw", replies.nothing_to_withdraw(turn.text))
    return turn.note(Withdraw(case.number)).say("withdrawn", replies.withdrawn(turn.text, case.number))


def _help(turn: Turn, said: Said, command: Command, context: Context) -> Turn:
    return turn.say("help", replies.usage(turn.text, short=turn.manner.short))


def _officer(turn: Turn, said: Said, command: Command, context: Context) -> Turn:
    if turn.conversation.phase is Phase.WITH_OFFICER:
        return turn
    turn = turn.note(HandToOfficer("asked")).to(phase=Phase.WITH_OFFICER, open_question=None)
    return officers.handed_over(turn, context, said.sent_at)


def _confidential(turn: Turn, said: Said, command: Command, context: Context) -> Turn:
    """R14.  As an answer to the question for the name it refuses the name too."""
    draft = turn.conversation
    if draft.open_question is Asks.NAME:
        declined = answers.declined(draft, Asks.NAME)
        return turn.to(confidential=True, declined=declined, open_question=None)
    case = newest(turn, context)
    if draft.matter or case is None:
        return turn.to(confidential=True).say("confidential", replies.confidential(turn.text))
    turn = turn.note(AddTo(case.number, (said.id,), "confidential"))
    return turn.say("confidential", replies.confidential(turn.text))


def _language(turn: Turn, said: Said, command: Command, context: Context) -> Turn:
    languages = context.pack.office.languages
    if command.rest not in languages:
        turn = turn.remember(language_asked="1")
        return turn.say("language_help", replies.language_usage(turn.text, languages=languages))
    turn = turn.to(language=command.rest).remember(language="chosen", language_asked=None)
    return turn.say("language", replies.language_changed(turn.text))


def _start(turn: Turn, said: Said, command: Command, context: Context) -> Turn:
    return turn if turn.conversation.matter else greet(turn, said, context, said.text)


_TABLE: dict[Word, Callable[[Turn, Said, Command, Context], Turn]] = {
    Word.STATUS: _status,
    Word.WITHDRAW: _withdraw,
    Word.HELP: _help,
    Word.OFFICER: _officer,
    Word.CONFIDENTIAL: _confidential,
    Word.LANGUAGE: _language,
    Word.START: _start,
}


def with_officer(turn: Turn, said: Said, context: Context) -> Turn:
    """While an officer talks the bot is silent.  A complaint told now is gathered all the same, and silence records it
    if the officer does not (R13); all else is marked for the officer.
    """
    draft = turn.conversation
    if said.id in draft.message_ids:
        return turn
    if not words.has_words(said.text):
        return keep(turn, said) if draft.matter or said.media else turn.mark(said.id, "for_officer")
    heard = context.judge(said.text, said.sent_at, facts_of(draft, context))
    if draft.matter or (heard.kind is Kind.COMPLAINT and is_sure(heard)):
        return take_matter(turn, said, heard)
    return turn.mark(said.id, "for_officer")
