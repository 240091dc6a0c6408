"""Which of Twilio's messages are which of ours, as far as this process knows."""

from __future__ import annotations

from collections import OrderedDict

REMEMBERED = 10_000


class Sent:
    """SIDs that Twilio gave for messages of ours, the newest ones only."""

    def __init__(self) -> None:
        self._ours: OrderedDict[str, str] = OrderedDict()

    def note(self, sid: str, message_id: str) -> None:
        """`sid` is what became of our message."""
        self._ours[sid] = message_id
        if len(self._ours) > REMEMBERED:
            self._ours.popitem(last=False)

    def another(self, sid: str, message_id: str) -> bool:
        """Whether `sid` is known to be another message of ours."""
        return self._ours.get(sid, message_id) != message_id
