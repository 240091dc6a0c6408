"""Which replies may cost money: caps per address and day, and numbers abroad, as the pack's channel policy says.  Pure.

Whoever sends asks `may_send` for each reply with how many paid ones went to that address on that local day.
"""

from __future__ import annotations

from enum import StrEnum

from intake.channel import Channel
from triage.packs.schema.rules import ChannelPolicy

PAID = frozenset({Channel.SMS, Channel.WHATSAPP})
"""Channels where the provider takes money for what we send."""

HOME = "+62"
"""Numbers of the country that the rules hold in."""

OWED = frozenset({"acknowledgement", "emergency", "officer_answer"})
"""R7, R25: number and answer are owed, and help in danger; no cap holds them back."""


class Held(StrEnum):
    """Why a reply is not sent; the message itself is kept and read like any other (R13)."""

    ABROAD = "abroad"
    CAP = "cap"


def may_send(channel: Channel, address: str, intent: str, sent_today: int, policy: ChannelPolicy) -> Held | None:
    """None when the reply may go; else why not.  `address` in E.164; `sent_today` counts paid replies to it today."""
    if channel not in PAID or intent in OWED - {"acknowledgement"}:
        return None
    if not policy.foreign_numbers_answered and address.startswith("+") and not address.startswith(HOME):
        return Held.ABROAD
    return Held.CAP if sent_today >= policy.paid_replies_per_day and intent not in OWED else None
