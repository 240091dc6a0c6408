"""When to try again: pure decisions over attempts and the closed list of send errors (decision 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from intake.channel import SendCode, SendError

SEND_ATTEMPTS = 8
EVENT_ATTEMPTS = 6
FETCH_ATTEMPTS = 8
CONVERSATION_ATTEMPTS = 6
SHORTEST, LONGEST = timedelta(seconds=1), timedelta(hours=1)
PATIENT = frozenset({SendCode.RATE_LIMITED, SendCode.UNAVAILABLE, SendCode.TIMEOUT, SendCode.CREDENTIALS})
ENDS_ADDRESS = frozenset({SendCode.BAD_ADDRESS, SendCode.BLOCKED})


@dataclass(frozen=True, slots=True)
class Decision:
    """Try again after `wait`, or, when that is None, end as `state`: failed (the address), held (ours to mend)."""

    wait: timedelta | None
    state: str = "waiting"


def backoff(attempts: int, first: timedelta = timedelta(seconds=1)) -> timedelta:
    """Doubles from `first` with each attempt, an hour at the most."""
    factor: int = 2 ** min(max(attempts - 1, 0), 20)
    return min(first * factor, LONGEST)


def after_send(error: SendError, attempts: int) -> Decision:
    """What follows from a failed hand-over, the `attempts`-th."""
    if not error.retryable:
        return Decision(None, "failed" if error.code in ENDS_ADDRESS else "held")
    patient = error.code in PATIENT or error.retry_after is not None
    if attempts >= SEND_ATTEMPTS * (3 if patient else 1):
        return Decision(None, "held")
    if error.retry_after is not None:
        return Decision(min(max(timedelta(seconds=error.retry_after), SHORTEST), LONGEST))
    return Decision(backoff(attempts))
