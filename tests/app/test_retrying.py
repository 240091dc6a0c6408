"""When to try again, as one table over the closed list of errors (decision 6)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.worker.retrying import SEND_ATTEMPTS, Decision, after_send, backoff
from intake.channel import SendCode, SendError

S, H = timedelta(seconds=1), timedelta(hours=1)
FAILED, HELD = Decision(None, "failed"), Decision(None, "held")
C = SendCode
LAST, LATER = SEND_ATTEMPTS, SEND_ATTEMPTS * 3
PATIENT = (C.UNAVAILABLE, C.TIMEOUT, C.RATE_LIMITED, C.CREDENTIALS)
TABLE: list[tuple[SendCode, bool, float | None, int, Decision]] = [
    (C.BAD_ADDRESS, False, None, 1, FAILED), (C.BLOCKED, False, None, 1, FAILED),
    *[(code, False, None, 1, HELD) for code in C if code not in {C.BAD_ADDRESS, C.BLOCKED}],
    *[(code, True, None, 1, Decision(S)) for code in C],
    *[(code, True, None, 4, Decision(8 * S)) for code in C],
    *[(code, True, None, LAST - 1, Decision(64 * S)) for code in C],
    *[(code, True, None, LAST, HELD) for code in (C.UNKNOWN, C.REJECTED, C.TOO_LARGE, C.SESSION_SHUT, C.BLOCKED)],
    *[(code, True, None, LAST, Decision(128 * S)) for code in PATIENT],
    *[(code, True, None, LATER - 1, Decision(H)) for code in PATIENT],
    *[(code, True, None, LATER, HELD) for code in PATIENT],
    (C.RATE_LIMITED, True, 30, 1, Decision(30 * S)), (C.RATE_LIMITED, True, 0, 1, Decision(S)),
    (C.RATE_LIMITED, True, 99999, 1, Decision(H)), (C.RATE_LIMITED, False, 30, 1, HELD),
    (C.RATE_LIMITED, True, 30, LATER, HELD), (C.UNKNOWN, True, 30, LATER - 1, Decision(30 * S)),
]  # fmt: skip
IDS = [f"{row[0]}-{'again' if row[1] else 'final'}-{row[2]}-{row[3]}" for row in TABLE]


@pytest.mark.parametrize(("code", "retryable", "wait", "attempts", "decision"), TABLE, ids=IDS)
def test_after_send(code: SendCode, retryable: bool, wait: float | None, attempts: int, decision: Decision) -> None:
    assert after_send(SendError(code, retryable=retryable, retry_after=wait), attempts) == decision


@pytest.mark.parametrize(
    ("attempts", "wait"), [(-1, S), (0, S), (1, S), (2, 2 * S), (3, 4 * S), (12, 2048 * S), (13, H), (10**9, H)]
)
def test_backoff_doubles_up_to_an_hour(attempts: int, wait: timedelta) -> None:
    assert backoff(attempts) == wait
