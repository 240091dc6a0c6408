"""The words of casework: states, ways, roles, outcomes.  Values only (R21-R26)."""

from __future__ import annotations

from enum import StrEnum


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


class Role(StrEnum):
    """Who works here (design: roles)."""

    COMPLAINT_OFFICER = "complaint_officer"
    MANAGING_OFFICIAL = "complaint_managing_official"
    EXECUTOR = "executor"
    HEAD_OF_TIER = "head_of_tier"
    HEAD_OF_OFFICE = "head_of_office"
    AGENCY_LIAISON = "agency_liaison"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    READER = "reader"


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
