"""What grows while a step is taken: the conversation, what is answered, what is to happen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from intake import sms
from intake.channel import Choice
from intake.conversation import Asks, Conversation, Event, Mark, Reply
from intake.manner import Manner, manner
from intake.wording.language import Gettext, translator


@dataclass(frozen=True, slots=True)
class Turn:
    """The state between two messages of one step; every change makes a new one."""

    conversation: Conversation
    together: str = ""
    """The free text of this step's messages, joined: what one of them means may stand in another."""
    replies: tuple[Reply, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def text(self) -> Gettext:
        """The translating function of the conversation's language."""
        return translator(self.conversation.language)

    @property
    def manner(self) -> Manner:
        """How this channel is spoken with."""
        return manner(self.conversation.channel)

    def to(self, **changes: Any) -> Turn:
        """With these fields of the conversation changed."""
        return replace(self, conversation=replace(self.conversation, **changes))

    def remember(self, **extra: str | None) -> Turn:
        """With these small notes in the conversation's `extra`; None forgets one."""
        notes = {**self.conversation.extra, **{key: value for key, value in extra.items() if value is not None}}
        return self.to(extra={key: value for key, value in notes.items() if extra.get(key, "") is not None})

    def say(
        self, intent: str, text: str, *, asks: Asks | None = None, choices: tuple[Choice, ...] = (), again: bool = False
    ) -> Turn:
        """With one more reply; the very same reply is not said twice in one step, unless `again` (its named fields will
        hold different values).
        """
        folded = sms.fold(text) if self.manner.short else text
        reply = Reply(intent=intent, text=folded, asks=asks, choices=choices)
        return self if reply in self.replies and not again else replace(self, replies=(*self.replies, reply))

    def note(self, *events: Event) -> Turn:
        """With these events."""
        return replace(self, events=(*self.events, *events))

    def mark(self, message_id: str, kind: str) -> Turn:
        """R13: this message is no complaint; it is marked, not thrown away."""
        return self.note(Mark((message_id,), kind))
