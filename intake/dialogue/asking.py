"""Puts the next question: one at a time in a chat, all at once by e-mail, none where nobody is there to answer."""

from __future__ import annotations

from collections.abc import Sequence

from intake.channel import Channel, Choice
from intake.conversation import Asks, Context
from intake.dialogue import named
from intake.dialogue.turn import Turn
from intake.wording import replies
from triage.types import Assessment

DECLINE = "-"
_EXAMPLES = 3
_FORMS = frozenset({Channel.OFFICE_WEB, Channel.MALL_WEB})
_NAME_LENGTH = 30  # characters of an example, so that the question stays one SMS
_OFFERED_SERVICES = 5


Open = Sequence[tuple[Asks, Assessment]]
"""What is missing, in the order the rules need, each with the assessment that lacks it."""


def ask(turn: Turn, missing: Open, context: Context) -> Turn:
    """`turn` with the next question put; unchanged where the channel has nobody to ask."""
    if turn.manner.all_at_once:
        return _ask_all(turn, missing, context)
    return _ask_one(turn, *missing[0], context) if turn.manner.one_by_one else turn


def ask_afterwards(turn: Turn, missing: Open, context: Context) -> Turn:
    """What a form or a letter left out is asked for once, beside the number; the answer completes the record (R13).

    A form is answered by its prefilled page only; from the complaint box nobody can be asked.
    """
    channel = turn.conversation.channel
    unreachable = channel is Channel.BOX or (channel in _FORMS and not context.continue_url)
    return turn if unreachable or not missing else _ask_all(turn, missing, context)


def is_serious(assessment: Assessment) -> bool:
    """R6, R12: an allegation against integrity or a danger is never downgraded."""
    return assessment.integrity or assessment.danger


def _ask_all(turn: Turn, missing: Open, context: Context) -> Turn:
    asked = [asks for asks, _assessment in missing]
    way = "mail" if turn.manner.all_at_once else "form" if turn.conversation.channel in _FORMS else "letter"
    text = replies.ask_all(
        turn.text,
        name=Asks.NAME in asked,
        received=Asks.RECEIVED in asked,
        service=Asks.SERVICE in asked,
        serious=any(is_serious(assessment) for _asks, assessment in missing),
        way=way,
        form=context.continue_url,
    )
    turn = turn.say("ask_all", text, asks=Asks.OTHER)
    return turn.to(open_question=Asks.OTHER, asked=tuple(dict.fromkeys((*turn.conversation.asked, *asked))))


def _ask_one(turn: Turn, asks: Asks, assessment: Assessment, context: Context) -> Turn:
    text = _question(turn, asks, assessment, context)
    choices = _choices(turn, asks, context)
    turn = turn.to(open_question=asks, asked=(*turn.conversation.asked, asks))
    turn = turn.remember(choices="|".join(choice.value for choice in choices) or None)
    if turn.manner.numbers and choices:
        return turn.say(f"ask_{asks.value}", with_numbers(text, choices), asks=asks)
    return turn.say(f"ask_{asks.value}", text, asks=asks, choices=choices)


def _question(turn: Turn, asks: Asks, assessment: Assessment, context: Context) -> str:
    _, short = turn.text, turn.manner.short
    if asks is Asks.NAME:
        return replies.ask_name(_, short=short, serious=is_serious(assessment))
    if asks is Asks.RECEIVED:
        return replies.ask_received(_, short=short, window_days=context.pack.readings.window_days)
    return replies.ask_service(_, short=short, examples=_service_names(context)[:_EXAMPLES])


def with_numbers(text: str, choices: tuple[Choice, ...]) -> str:
    """`text` with its choices as a numbered list, for channels without buttons; "2" comes back as an answer."""
    lines = [f"{number}. {choice.label}" for number, choice in enumerate(choices, start=1)]
    return "\n".join((text, *lines))


def _choices(turn: Turn, asks: Asks, context: Context) -> tuple[Choice, ...]:
    if not (turn.manner.buttons or turn.manner.numbers):
        return ()
    _ = turn.text
    if asks is Asks.NAME:
        return _name_choices(turn)
    if asks is Asks.RECEIVED:
        return (
            Choice("received:pending", _("Belum jadi")),
            Choice("received:0", _("Hari ini")),
            Choice("received:1", _("Kemarin")),
            Choice(f"received:{DECLINE}", _("Tidak ingat")),
        )
    if not turn.manner.buttons:
        return ()  # a list of permits in a chat without buttons is a menu; the question names examples
    kinds = [kind for _field, _sector, kind in context.pack.catalogue.walk() if kind.hint][:_OFFERED_SERVICES]
    offered = tuple(Choice(f"service:{kind.id}", kind.hint or kind.name) for kind in kinds)
    return (*offered, Choice(f"service:{DECLINE}", _("Tidak tahu")))


def _name_choices(turn: Turn) -> tuple[Choice, ...]:
    """The profile's name is a hint and never proof: offered, not taken."""
    hint = turn.conversation.extra.get("hint_name", "")
    name = named.hinted_name(hint)
    if not name:
        return ()
    _ = turn.text
    return (Choice("name:hint", name), Choice(f"name:{DECLINE}", _("Tanpa nama")))


def _service_names(context: Context) -> tuple[str, ...]:
    kinds = [kind for _field, _sector, kind in context.pack.catalogue.walk()]
    short = [kind.hint for kind in kinds if kind.hint]
    names = short or [kind.name for kind in kinds]
    fitting = [name for name in names if len(name) <= _NAME_LENGTH] or [min(names, key=len)[:_NAME_LENGTH]]
    return tuple(dict.fromkeys(fitting))
