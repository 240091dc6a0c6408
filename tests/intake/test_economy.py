"""What may cost money: caps and numbers abroad, and what is owed all the same (R7)."""

from __future__ import annotations

import pytest

from intake.channel import Channel
from intake.economy import Held, may_send
from triage.packs.schema.rules import ChannelPolicy

CLOSED = ChannelPolicy(paid_replies_per_day=3)
OPEN = ChannelPolicy(paid_replies_per_day=3, foreign_numbers_answered=True)


@pytest.mark.parametrize(
    ("channel", "address", "intent", "sent", "policy", "held"),
    [
        (Channel.SMS, "+6281300000001", "ask_name", 0, CLOSED, None),
        (Channel.SMS, "+6281300000001", "ask_name", 2, CLOSED, None),
        (Channel.SMS, "+6281300000001", "ask_name", 3, CLOSED, Held.CAP),
        (Channel.WHATSAPP, "+6281300000001", "status", 9, CLOSED, Held.CAP),
        (Channel.SMS, "+6281300000001", "acknowledgement", 9, CLOSED, None),
        (Channel.SMS, "+6281300000001", "emergency", 9, CLOSED, None),
        (Channel.SMS, "+4479460000", "ask_name", 0, CLOSED, Held.ABROAD),
        (Channel.SMS, "+4479460000", "acknowledgement", 0, CLOSED, Held.ABROAD),
        (Channel.SMS, "+4479460000", "emergency", 0, CLOSED, None),
        (Channel.SMS, "+4479460000", "ask_name", 0, OPEN, None),
        (Channel.TELEGRAM, "123456", "status", 99, CLOSED, None),
        (Channel.EMAIL, "a@b.id", "status", 99, CLOSED, None),
    ],
)
def test_may_send(
    channel: Channel, address: str, intent: str, sent: int, policy: ChannelPolicy, held: Held | None
) -> None:
    assert may_send(channel, address, intent, sent, policy) is held
