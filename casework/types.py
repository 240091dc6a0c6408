"""The words of casework: states, ways, roles, outcomes.  Values only (R21-R26)."""

from __future__ import annotations

from enum import StrEnum

from triage.types import Role

__all__ = ["OPEN_STATES", "Action", "Actor", "CaseworkError", "Outcome", "Role", "State"]


class State(StrEnum):
    """Where a case stands; what it is treated as is no state (design: roles and states)."""

    RECEIVED = "received"
    RECORDED = "recorded"
    UNDER_REVIEW = "under_review"
    IN_FOLLOW_UP = "in_follow_up"
    ANSWERED = "answered"
    CLOSED = "closed"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"
    HANDED_OVER = "handed_over"


OPEN_STATES = frozenset(
    {State.RECEIVED, State.RECORDED, State.UNDER_REVIEW, State.IN_FOLLOW_UP, State.ANSWERED, State.REOPENED}
)


class Action(StrEnum):
    """What may be done to a case; the table of allowed moves is in moves.py."""

    RECORD = "record"
    TAKE = "take"
    ASSIGN = "assign"
    REVIEW = "review"
    FOLLOW_UP = "follow_up"
    CHANGE_WAY = "change_way"
    RAISE = "raise"
    ASK = "ask"
    NOTE = "note"
    CORRECT = "correct"
    DECIDE = "decide"
    ADD = "add"
    ANSWER = "answer"
    TOLD = "told"
    REPORT = "report"
    CLOSE = "close"
    OBJECT = "object"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    HAND_OVER = "hand_over"
    REMIND = "remind"
    REVEAL = "reveal"
    REDATE = "redate"


class Outcome(StrEnum):
    """R21a: what the review found."""

    PROVEN = "proven"
    PARTLY_PROVEN = "partly_proven"
    NOT_PROVEN = "not_proven"
    CANNOT_BE_ESTABLISHED = "cannot_be_established"


class Actor(StrEnum):
    """Who acted, where it was no officer."""

    SYSTEM = "system"
    CITIZEN = "citizen"


class CaseworkError(Exception):
    """An act that the rules do not allow; `code` names the sentence shown to the officer, `rule` why."""

    def __init__(self, code: str, rule: str = "") -> None:
        super().__init__(f"{code} {rule}".strip())
        self.code, self.rule = code, rule
