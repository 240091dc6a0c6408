"""Twilio's words for a message's fate, and its error codes, in ours.

Sources: https://www.twilio.com/docs/messaging/api/message-resource#message-status-values and
https://www.twilio.com/docs/api/errors (read 2026-11).
"""

from __future__ import annotations

from intake.channel import Delivery, SendCode, SendError

STATUSES: dict[str, Delivery] = {
    "accepted": Delivery.ACCEPTED,
    "scheduled": Delivery.ACCEPTED,
    "queued": Delivery.ACCEPTED,
    "sending": Delivery.ACCEPTED,
    "sent": Delivery.SENT,
    # Some segments arrived: not enough to say that the citizen was told (R25).
    "partially_delivered": Delivery.SENT,
    "delivered": Delivery.DELIVERED,
    "read": Delivery.READ,
    "undelivered": Delivery.FAILED,
    "failed": Delivery.FAILED,
    "canceled": Delivery.FAILED,
}
INBOUND_STATUSES = frozenset({"receiving", "received"})

ERRORS: dict[int, tuple[SendCode, bool]] = {  # Twilio's code: ours, whether trying again can help
    14107: (SendCode.RATE_LIMITED, True),
    20003: (SendCode.CREDENTIALS, True),
    20005: (SendCode.CREDENTIALS, True),
    20404: (SendCode.CREDENTIALS, True),
    20429: (SendCode.RATE_LIMITED, True),
    20500: (SendCode.UNAVAILABLE, True),
    20503: (SendCode.UNAVAILABLE, True),
    21211: (SendCode.BAD_ADDRESS, False),
    21217: (SendCode.BAD_ADDRESS, False),
    21214: (SendCode.BAD_ADDRESS, False),
    21265: (SendCode.BAD_ADDRESS, False),
    21408: (SendCode.REJECTED, False),
    21602: (SendCode.REJECTED, False),
    21603: (SendCode.REJECTED, False),
    21604: (SendCode.BAD_ADDRESS, False),
    21606: (SendCode.REJECTED, False),
    21608: (SendCode.REJECTED, False),
    21610: (SendCode.BLOCKED, False),
    21611: (SendCode.RATE_LIMITED, True),
    21612: (SendCode.BAD_ADDRESS, False),
    21614: (SendCode.BAD_ADDRESS, False),
    21617: (SendCode.TOO_LARGE, False),
    21623: (SendCode.TOO_LARGE, False),
    21659: (SendCode.REJECTED, False),
    30001: (SendCode.RATE_LIMITED, True),
    30002: (SendCode.CREDENTIALS, True),
    30003: (SendCode.BAD_ADDRESS, False),
    30004: (SendCode.BLOCKED, False),
    30005: (SendCode.BAD_ADDRESS, False),
    30006: (SendCode.BAD_ADDRESS, False),
    30007: (SendCode.REJECTED, False),
    30008: (SendCode.UNKNOWN, False),
    30022: (SendCode.RATE_LIMITED, True),
    63003: (SendCode.BAD_ADDRESS, False),
    63005: (SendCode.REJECTED, False),
    63007: (SendCode.REJECTED, False),
    63010: (SendCode.UNAVAILABLE, True),
    63012: (SendCode.UNAVAILABLE, True),
    63013: (SendCode.REJECTED, False),
    63016: (SendCode.SESSION_SHUT, False),
    63017: (SendCode.RATE_LIMITED, True),
    63018: (SendCode.RATE_LIMITED, True),
    63019: (SendCode.TOO_LARGE, False),
    63024: (SendCode.BAD_ADDRESS, False),
    63031: (SendCode.BAD_ADDRESS, False),
    63032: (SendCode.BLOCKED, False),
    63033: (SendCode.BLOCKED, False),
    63038: (SendCode.RATE_LIMITED, True),
}
# After one of these the address is not tried again.
PERMANENT = frozenset(
    {21211, 21217, 21214, 21265, 21604, 21610, 21612, 21614, 63003, 63024, 63031, *range(30003, 30009)}
)


def send_error(code: int | None, http_status: int, *, retry_after: float | None = None) -> SendError:
    """The closed list's error for Twilio's `code`, or for the HTTP status where the code is not in the table."""
    kind, retryable = ERRORS.get(code or 0, _by_http(http_status))
    return SendError(kind, retryable=retryable, detail=str(code or http_status), retry_after=retry_after)


def _by_http(status: int) -> tuple[SendCode, bool]:
    if status == 429:
        return SendCode.RATE_LIMITED, True
    if status >= 500:
        return SendCode.UNAVAILABLE, True
    if status in (401, 403):
        return SendCode.CREDENTIALS, True
    if status == 413:
        return SendCode.TOO_LARGE, False
    return (SendCode.REJECTED, False) if status >= 400 else (SendCode.UNKNOWN, True)
