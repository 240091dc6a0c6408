"""An answer to the open question: whatever is said answers it; what it does not tell is not asked again (R12)."""

from __future__ import annotations

from intake.conversation import Asks, Context, Conversation, Said
from intake.dialogue import answers, choosing, persons, standard, words
from intake.dialogue.matter import keep, take_matter
from intake.dialogue.turn import Turn
from intake.wording import replies
from triage.types import Assessment, Kind


def answer(turn: Turn, said: Said, heard: Assessment, context: Context) -> Turn:
    """Whatever is said now answers the question; what it does not tell is not asked again (R12)."""
    if words.is_greeting(said.text) or words.is_announcement(said.text):
        return turn.mark(said.id, Kind.GREETING.value)
    aside = _asked_back(turn, said, heard, context)
    if aside:
        return aside
    pressed = choosing.numbered(turn, said, context)
    if pressed:
        return keep(pressed, said)
    return _free_answer(turn, said, heard, context)


def _free_answer(turn: Turn, said: Said, heard: Assessment, context: Context) -> Turn:
    draft = turn.conversation
    asks = draft.open_question
    turn = _take_answer(turn, said, heard, context)
    if words.wants_confidence(said.text) or heard.reading.confidential:
        turn = turn.to(confidential=True)
    told = _tells(draft, turn.conversation)
    if told and words.is_correction(said.text) and not _answered(asks, draft, turn.conversation):
        return keep(turn, said).say("noted", replies.noted(turn.text))  # our question is still open
    if asks is not None and not told and _is_no_answer(said.text):
        turn = turn.to(declined=answers.declined(turn.conversation, *_unanswered(turn, asks)))
    turn = keep(turn.to(open_question=None), said)
    if answers.is_long(said.text) or not (told or _is_no_answer(said.text)):
        return take_matter(turn, said, heard)
    return turn


def _answered(asks: Asks | None, before: Conversation, after: Conversation) -> bool:
    """Whether the very fact that was asked for is among what was told."""
    fields = {
        Asks.NAME: ("name",),
        Asks.RECEIVED: ("received", "pending"),
        Asks.SERVICE: ("service_id", "service_hint"),
    }
    names = fields.get(asks, ()) if asks else ()
    return any(getattr(before, name) != getattr(after, name) for name in names)


def _asked_back(turn: Turn, said: Said, heard: Assessment, context: Context) -> Turn | None:
    """A question in return that the pack answers: answered, once, and ours stays open without being put again."""
    if "aside" in turn.conversation.extra or not standard.is_asked(said.text):
        return None
    text = standard.answer(turn, said.text, heard, context)
    if text is None:
        return None
    return turn.mark(said.id, Kind.QUESTION.value).remember(aside="1").say("answer", text)


def _unanswered(turn: Turn, asks: Asks) -> tuple[Asks, ...]:
    return turn.conversation.asked if asks is Asks.OTHER else (asks,)


def _is_no_answer(text: str) -> bool:
    return persons.refuses_name(text) or words.is_refusal(text) or words.is_unknown(text) or words.is_thanks(text)


def _facts(draft: Conversation) -> tuple[object, ...]:
    return tuple(getattr(draft, name) for name in ("name", "service_id", "service_hint", "received", "pending"))


def _tells(before: Conversation, after: Conversation) -> bool:
    return _facts(before) != _facts(after)


def _take_answer(turn: Turn, said: Said, heard: Assessment, context: Context) -> Turn:
    """Every fact that the answer tells, whichever question it answers."""
    asks = turn.conversation.open_question
    wanted = turn.conversation.asked if asks is Asks.OTHER else (asks,)
    if Asks.NAME in wanted or heard.reading.name:
        name = answers.read_name(said, heard)
        turn = turn.to(name=name) if name else turn
    if Asks.RECEIVED in wanted or heard.reading.received or heard.reading.dates:
        turn = _take_date(turn, said, heard, context)
    if Asks.SERVICE in wanted:
        service_id, hint = answers.read_service(said, heard, turn.conversation.language)
        turn = turn.to(service_id=service_id, service_hint=hint) if service_id or hint else turn
    return turn


def _take_date(turn: Turn, said: Said, heard: Assessment, context: Context) -> Turn:
    pending = answers.read_pending(said.text, heard)
    found = None if pending else answers.read_date(said, heard, context)
    if found:
        turn = turn.to(received=found)
    return turn.to(pending=pending if pending is not None else (False if found else turn.conversation.pending))
