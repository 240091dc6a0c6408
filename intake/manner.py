"""How each channel is spoken with: chat or letter, long or short, buttons or numbers."""

from __future__ import annotations

from dataclasses import dataclass

from intake.channel import Channel


@dataclass(frozen=True, slots=True)
class Manner:
    """`one_by_one`: asks one question at a time; `all_at_once`: one reply asks for everything missing; neither: the
    complaint is recorded with what is there.  `short`: SMS wording.  `buttons`/`numbers`: how choices are offered.
    """

    one_by_one: bool = False
    all_at_once: bool = False
    short: bool = False
    buttons: bool = False
    numbers: bool = False
    remind: bool = False


_CHAT = Manner(one_by_one=True, numbers=True, remind=True)
_AT_ONCE = Manner()  # forms and whatever an officer enters: nobody is there to ask

_MANNERS = {
    Channel.WHATSAPP: _CHAT,
    Channel.X: _CHAT,
    Channel.INSTAGRAM: _CHAT,
    Channel.TELEGRAM: Manner(one_by_one=True, buttons=True, remind=True),
    Channel.SMS: Manner(one_by_one=True, short=True),
    Channel.EMAIL: Manner(all_at_once=True, remind=True),
}


def manner(channel: Channel) -> Manner:
    """The manner of `channel`."""
    return _MANNERS.get(channel, _AT_ONCE)
