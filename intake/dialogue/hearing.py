"""Free text while a report is being gathered: greetings, matter, questions, and what is neither (R13, R17)."""

from __future__ import annotations

from intake.conversation import Asks, Context, HandToOfficer, Said
from intake.dialogue import replying, standard, words
from intake.dialogue.answering import answer
from intake.dialogue.facts import facts_of
from intake.dialogue.fields import form_facts
from intake.dialogue.matter import keep, more, said_text, take_facts, take_matter
from intake.dialogue.recording import digest
from intake.dialogue.turn import Turn
from intake.wording import replies
from triage.types import Assessment, Kind, Treated

MISUNDERSTOOD_LIMIT = 3
UNCLEAR_WORDS = 3
_LANGUAGES = {"su": "su", "en": "en", "id": "id", "id-su": "id", "id-en": "id"}
_WORDS_FOR_LANGUAGE = 3


def hear(turn: Turn, said: Said, context: Context) -> Turn:
    """One message of free text, not a command, in a conversation that is still gathering."""
    turn = form_facts(turn, said, context)
    text = said_text(said)
    if not words.has_words(text):
        return _wordless(turn, said)
    if digest(text) in {digest(told) for told in turn.conversation.matter}:
        return keep(turn, said)  # R13: the same text twice is one matter
    heard = context.judge(text, said.sent_at, facts_of(turn.conversation, context))
    turn = _language(turn, text, heard, context)
    if turn.conversation.open_question not in {None, Asks.MATTER}:
        return answer(turn, said, heard, context)
    return _fresh(turn, said, heard, context)


def _language(turn: Turn, text: str, heard: Assessment, context: Context) -> Turn:
    """The language is found from the first real text, among those the office speaks; a switch by BAHASA holds."""
    found = _LANGUAGES.get(heard.reading.lang)
    if (
        found not in context.pack.office.languages
        or len(text.split()) < _WORDS_FOR_LANGUAGE
        or "language" in turn.conversation.extra
    ):
        return turn
    return turn.to(language=found).remember(language="found")


def _wordless(turn: Turn, said: Said) -> Turn:
    """Emoji only, or a photo or voice without words: kept with the draft; a medium is answered with one question."""
    if not said.media:
        turn = turn.mark(said.id, "blank")
        return turn if turn.conversation.matter else greet(turn, "")
    turn = keep(turn, said)
    if turn.conversation.matter or Asks.MATTER in turn.conversation.asked:
        return turn
    return _asks_matter(turn, "media_only", replies.media_only(turn.text, short=turn.manner.short))


def _asks_matter(turn: Turn, intent: str, text: str) -> Turn:
    asked = (*turn.conversation.asked, Asks.MATTER)
    return turn.say(intent, text, asks=Asks.MATTER).to(asked=asked, open_question=Asks.MATTER, greeted=True)


def _fresh(turn: Turn, said: Said, heard: Assessment, context: Context) -> Turn:
    if turn.conversation.matter:
        return more(turn, said, heard, context)
    small = _small_talk(turn, said, heard)
    if small:
        return small
    if _is_no_matter(said, heard) and not _protected(heard):
        return replying.reply_to(turn, said, heard, context)
    return take_matter(turn, said, heard)


def _small_talk(turn: Turn, said: Said, heard: Assessment) -> Turn | None:
    """Greetings, announcements, thanks and what is too short to be understood; None for anything that tells more."""
    text = said_text(said)
    named = heard.reading.service
    if named and named.span and words.is_announcement(text.replace(named.span.text, " ")):
        turn, text = turn.to(service_id=named.id, service_hint=named.hint), text.replace(named.span.text, " ")
    if words.is_announcement(text) and Asks.MATTER in turn.conversation.asked:
        turn = turn.mark(said.id, Kind.GREETING.value)
        return turn.say("listening", replies.listening(turn.text, short=turn.manner.short))
    if words.is_thanks(text):
        return replying.thank(turn.mark(said.id, "thanks"))
    if words.is_greeting(text) or words.is_announcement(text) or (heard.kind is Kind.GREETING and not _unsure(heard)):
        return greet(turn.mark(said.id, Kind.GREETING.value), text)
    if _is_unclear(text, heard):
        return greet(take_facts(turn, said, heard).mark(said.id, "unclear"), "")
    return None


def _is_no_matter(said: Said, heard: Assessment) -> bool:
    """R17.  An unsure one is taken in as a report that a person reads (R18), unless it asks what standards say."""
    if _unsure(heard):
        return standard.is_asked(said.text) and (heard.kind is Kind.QUESTION or _is_few(said.text))
    return heard.kind in replying.NO_MATTER


def is_sure(heard: Assessment) -> bool:
    """Whether the kind is above its threshold (R18)."""
    return not _unsure(heard)


def _unsure(heard: Assessment) -> bool:
    return heard.treated_as is not None and heard.treated_as.treated_as is Treated.UNDECIDED


def _protected(heard: Assessment) -> bool:
    """R6: an allegation or a danger is taken in whatever the text looks like."""
    return heard.danger or (heard.integrity and heard.kind is not Kind.SPAM)


def _is_unclear(text: str, heard: Assessment) -> bool:
    return _is_few(text) and _unsure(heard) and not _protected(heard) and not standard.is_asked(text)


def _is_few(text: str) -> bool:
    return len(text.split()) <= UNCLEAR_WORDS


def greet(turn: Turn, text: str) -> Turn:
    """Human, with one open question; put once, and then only that somebody listens."""
    short = turn.manner.short
    if turn.conversation.matter:
        return turn
    if Asks.MATTER in turn.conversation.asked:
        return _misunderstood(turn)
    if turn.conversation.recorded:
        return _asks_matter(turn, "greeting", replies.more(turn.text, short=short))
    return _asks_matter(turn, "greeting", replies.greeting(turn.text, short=short, salam=words.is_salam(text)))


def _misunderstood(turn: Turn) -> Turn:
    """Three misunderstandings bring an officer, once; the bot goes on listening for a matter, without asking again."""
    count = turn.conversation.misunderstood + 1
    short, turn = turn.manner.short, turn.to(misunderstood=count)
    if count == MISUNDERSTOOD_LIMIT:
        return turn.note(HandToOfficer("misunderstood")).say("officer", replies.officer(turn.text, short=short))
    return turn.say("listening", replies.listening(turn.text, short=short)) if count == 1 else turn
