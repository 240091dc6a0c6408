"""What roles may do at the desk beside the acts on cases (those are casework.rights): refused by default.  Pure."""

from __future__ import annotations

from enum import StrEnum

from casework.types import Role
from casework.usecases.talking import TALKERS


class Right(StrEnum):
    """A page or button that belongs to no single case."""

    TALK = "talk"
    SEE_CHANNELS = "see_channels"
    REPLAY = "replay"


RIGHTS: dict[Right, frozenset[Role]] = {
    Right.TALK: TALKERS,
    Right.SEE_CHANNELS: frozenset(
        {Role.ADMINISTRATOR, Role.COMPLAINT_OFFICER, Role.MANAGING_OFFICIAL, Role.HEAD_OF_OFFICE}
    ),
    Right.REPLAY: frozenset({Role.ADMINISTRATOR, Role.COMPLAINT_OFFICER, Role.MANAGING_OFFICIAL}),
}


def has(role: Role, right: str) -> bool:
    """Whether this role has that right."""
    return role in RIGHTS[Right(right)]
