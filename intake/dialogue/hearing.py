"""Free text while a report is being gathered: greetings, matter, questions, and what is neither (R13, R17)."""

from __future__ import annotations

from intake.conversation import Asks, Context, HandToOfficer, Said
from intake.dialogue import named, officers, persons, replying, standard, tone, words
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
        return _wordless(turn, said, context)
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


def _wordless(turn: Turn, said: Said, context: Context) -> Turn:
    """Emoji only, or a photo or voice without words: kept with the draft; a medium is answered with one question."""
    if not said.media:
        turn = turn.mark(said.id, "blank")
        return turn if turn.conversation.matter else greet(turn, said, context, "")
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
    small = _small_talk(turn, said, heard, context)
    if small:
        return small
    if _is_asked(said, heard):
        return replying.question(turn.mark(said.id, Kind.QUESTION.value), said, heard, context)
    if _is_no_matter(said, heard) and not _protected(heard) and not _belongs(turn, said, context):
        return replying.reply_to(turn, said, heard, context)
    return take_matter(turn, said, heard)


def _is_asked(said: Said, heard: Assessment) -> bool:
    """A plain question about what standards say is one, whatever its words resemble, where nothing is told beside."""
    reading = heard.reading
    tells = reading.pending or reading.durations or reading.dates or reading.money or heard.integrity or heard.danger
    return not tells and words.asks(said.text) and standard.is_asked(said.text)


def _belongs(turn: Turn, said: Said, context: Context) -> bool:
    """Whether what looks like a question or a status query is part of a complaint told in several messages."""
    if turn.together == said.text or "\n" not in turn.together or standard.is_asked(said.text):
        return False
    heard = context.judge(turn.together, said.sent_at, facts_of(turn.conversation, context))
    return heard.kind is Kind.COMPLAINT and is_sure(heard)


def _small_talk(turn: Turn, said: Said, heard: Assessment, context: Context) -> Turn | None:
    """Greetings, announcements, thanks and what is too short to be understood; None for anything that tells more."""
    text = said_text(said)
    told, about = _bare(text, heard), heard.reading.service
    if told != text and words.is_announcement(told):
        turn, text = take_facts(turn, said, heard), told
        turn = turn.to(service_id=about.id, service_hint=about.hint) if about else turn
    if words.is_announcement(text) and Asks.MATTER in turn.conversation.asked:
        turn = turn.mark(said.id, Kind.GREETING.value)
        return turn.say("listening", replies.listening(turn.text, short=turn.manner.short))
    if tone.is_insult(text):
        return _insulted(turn.mark(said.id, "insult"), said, context)
    if words.is_thanks(text):
        return replying.thank(turn.mark(said.id, "thanks"))
    return _opening(turn, said, heard, context, text)


def _bare(text: str, heard: Assessment) -> str:
    """`text` without the service and the name that it tells: perhaps nothing but an announcement is left."""
    spans = [one.span for one in (heard.reading.service, heard.reading.name) if one and one.span]
    for span in spans:
        text = text.replace(span.text, " ")
    return text


def _opening(turn: Turn, said: Said, heard: Assessment, context: Context, text: str) -> Turn | None:
    """What opens a talk without telling anything: who it is may be said with it."""
    greeted = words.is_greeting(text) or words.is_announcement(text) or (heard.kind is Kind.GREETING and is_sure(heard))
    greeted = greeted or ("\n" in turn.together and words.is_announcement(turn.together))
    told = take_facts(turn, said, heard)
    name = persons.introduced(text) or (persons.signed(text) if "\n" in turn.together else None)
    introduced = name is not None and named.person_name(name) is not None and not _protected(heard)
    if introduced and not greeted and Asks.MATTER in turn.conversation.asked:
        return _listens(told.mark(said.id, Kind.GREETING.value))
    if greeted or introduced:
        return greet(told.mark(said.id, Kind.GREETING.value), said, context, text)
    return greet(told.mark(said.id, "unclear"), said, context, "") if _is_unclear(text, heard) else None


def _listens(turn: Turn) -> Turn:
    """Who it is was told after "what happened?" was asked: our question stays open, and somebody listens."""
    return turn if turn.replies else turn.say("listening", replies.listening(turn.text, short=turn.manner.short))


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


def greet(turn: Turn, said: Said, context: Context, text: str) -> Turn:
    """Human, with one open question; put once, and then only that somebody listens."""
    short = turn.manner.short
    if turn.conversation.matter:
        return turn
    if Asks.MATTER in turn.conversation.asked:
        return _misunderstood(turn, said, context)
    if turn.conversation.recorded:
        return _asks_matter(turn, "greeting", replies.more(turn.text, short=short))
    return _asks_matter(turn, "greeting", replies.greeting(turn.text, short=short, salam=words.is_salam(text)))


def _insulted(turn: Turn, said: Said, context: Context) -> Turn:
    """Patience: asked once what happened, then only listened to."""
    draft = turn.conversation
    if draft.matter:
        return turn
    if Asks.MATTER in draft.asked:
        return _misunderstood(turn, said, context)
    return _asks_matter(turn, "insulted", replies.insulted(turn.text, short=turn.manner.short))


def _misunderstood(turn: Turn, said: Said, context: Context) -> Turn:
    """Three misunderstandings bring an officer, once; the bot goes on listening for a matter, without asking again."""
    count = turn.conversation.misunderstood + 1
    turn = turn.to(misunderstood=count)
    if count == MISUNDERSTOOD_LIMIT:
        return officers.handed_over(turn.note(HandToOfficer("misunderstood")), context, said.sent_at)
    text = replies.listening(turn.text, short=turn.manner.short)
    return turn.say("listening", text) if count == 1 else turn
