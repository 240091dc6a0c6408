"""Puts the next question: one at a time in a chat, all at once by e-mail, none where nobody is there to answer."""

from __future__ import annotations

from intake.channel import Choice
from intake.conversation import Asks, Context
from intake.dialogue import answers
from intake.dialogue.turn import Turn
from intake.wording import replies
from triage.types import Assessment

DECLINE = "-"
_EXAMPLES = 3
_NAME_LENGTH = 30  # characters of an example, so that the question stays one SMS
_OFFERED_SERVICES = 5


def ask(turn: Turn, missing: tuple[Asks, ...], assessment: Assessment, context: Context) -> Turn:
    """`turn` with the next question put; unchanged where the channel has nobody to ask."""
    if turn.manner.all_at_once:
        return _ask_all(turn, missing, serious=is_serious(assessment))
    return _ask_one(turn, missing[0], assessment, context) if turn.manner.one_by_one else turn


def is_serious(assessment: Assessment) -> bool:
    """R6, R12: an allegation against integrity or a danger is never downgraded."""
    return assessment.integrity or assessment.danger


def _ask_all(turn: Turn, missing: tuple[Asks, ...], *, serious: bool) -> Turn:
    text = replies.ask_all(
        turn.text,
        matter=Asks.MATTER in missing,
        name=Asks.NAME in missing,
        received=Asks.RECEIVED in missing,
        service=Asks.SERVICE in missing,
        serious=serious,
    )
    asked = (*turn.conversation.asked, *missing)
    turn = turn.say("ask_all", text, asks=Asks.OTHER)
    return turn.to(open_question=Asks.OTHER, asked=tuple(dict.fromkeys(asked)))


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
    name = answers.hinted_name(hint)
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
