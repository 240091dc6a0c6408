"""The matter and what is told beside it: kept unchanged, in order, with its first time (R3, R11, R13)."""

from __future__ import annotations

from intake.conversation import Asks, Context, Said
from intake.dialogue import answers, named, persons, words
from intake.dialogue.turn import Turn
from triage.types import Assessment, Kind


def said_text(said: Said) -> str:
    """The words of a message; a mail's subject stands before its text, where it says something."""
    subject = (said.subject or "").strip()
    if not subject or subject.casefold().startswith(("re:", "fwd:", "fw:", "bls:", "balas:")) or subject in said.text:
        return said.text
    return f"{subject}\n{said.text}".strip()


def keep(turn: Turn, said: Said) -> Turn:
    """This message belongs to the draft."""
    if said.id in turn.conversation.message_ids:
        return turn
    return turn.to(message_ids=(*turn.conversation.message_ids, said.id))


def take_matter(turn: Turn, said: Said, heard: Assessment) -> Turn:
    """The first message that tells the matter: its time counts (R3), its words are kept unchanged (R11)."""
    turn = keep(take_facts(turn, said, heard), said)
    draft = turn.conversation
    question = None if draft.open_question is Asks.MATTER else draft.open_question
    return turn.to(
        matter=(*draft.matter, said_text(said)),
        made_at=draft.made_at or said.sent_at,
        open_question=question,
        misunderstood=0,
    )


def more(turn: Turn, said: Said, heard: Assessment, context: Context) -> Turn:
    """A later message of the draft is part of it (R13), unless it says nothing."""
    text = said_text(said)
    if words.is_greeting(text) or words.is_thanks(text):
        return turn.mark(said.id, "thanks" if words.is_thanks(text) else Kind.GREETING.value)
    late = _late_answer(turn, said, heard, context)
    return late or take_matter(turn, said, heard)


def _late_answer(turn: Turn, said: Said, heard: Assessment, context: Context) -> Turn | None:
    """The answer to an earlier question that comes late is still taken ("nama saya Asep" after the third question)."""
    if answers.is_long(said.text):
        return None
    draft = turn.conversation
    name = heard.reading.name
    if name and Asks.NAME in draft.asked and (draft.name is None or words.is_correction(said.text)):
        return keep(turn, said).to(name=name.name)
    if words.is_correction(said.text):
        found = answers.read_date(said, heard, context)
        if found and Asks.RECEIVED in draft.asked:
            return keep(turn, said).to(received=found, pending=False)
    return None


def take_facts(turn: Turn, said: Said, heard: Assessment) -> Turn:
    """Name, wish for confidence and the day, as far as this message tells them; told first holds, corrections win."""
    draft, reading = turn.conversation, heard.reading
    corrects = words.is_correction(said.text)
    name = _told_name(turn, said, heard)
    if name and (draft.name is None or corrects):
        turn = turn.to(name=name)
    if persons.refuses_name(said.text) and turn.conversation.name is None:
        turn = turn.to(declined=answers.declined(turn.conversation, Asks.NAME))
    if reading.confidential or words.wants_confidence(said.text):
        turn = turn.to(confidential=True)
    if persons.for_another(said.text):
        turn = turn.remember(shared="1")
    return _take_day(turn, said, heard, corrects=corrects)


def _told_name(turn: Turn, said: Said, heard: Assessment) -> str | None:
    """The other's name in a report for another, else the one read, else that of a mere introduction."""
    other = persons.named_other(said.text)
    if other and (name := named.person_name(other)):
        return name
    if words.is_announcement(said.text):
        return None  # "Kecewa. Titik." is nobody's name
    if heard.reading.name:
        return named.cleaned(heard.reading.name.name)
    alone = persons.signed(said.text) if said.text != turn.together and not heard.reading.service else None
    introduced = persons.introduced(said.text) or alone
    return named.person_name(introduced) if introduced else None


def _take_day(turn: Turn, said: Said, heard: Assessment, *, corrects: bool) -> Turn:
    """A day is settled here only when it corrects another, or when "kemarin" was said on another day than the matter:
    everything else is read from the joined words, where triage weighs one date against another.
    """
    draft = turn.conversation
    later = draft.made_at is not None and draft.made_at.date() != said.sent_at.date()
    found = answers.told_date(heard)
    if found and (corrects or (later and draft.received is None)):
        turn = turn.to(received=found, pending=False if corrects else draft.pending)
    return turn
