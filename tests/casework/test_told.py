"""R25 by channel, each on both sides of its edge."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from casework.ports import SentView
from casework.told import Told, best, told
from tests.casework.builders import CALENDAR, HOURS, at

SENT = at("2026-11-23 10:00")  # a Monday
FRIDAY = at("2026-11-27 10:00")
BEFORE_HOLIDAY = at("2026-12-23 10:00")  # then joint leave, holiday, weekend
SECOND = timedelta(seconds=1)


def sent(channel: str, state: str = "sent", **changes: Any) -> SentView:
    values: dict[str, Any] = {"accepted_at": SENT, "delivered_at": None, "failed_at": None, "intent": "answer"}
    return SentView(channel=channel, state=state, **(values | changes))


MINUTE = SENT + timedelta(minutes=1)
DELIVERED = {"delivered_at": SENT + timedelta(minutes=1)}
CASES = [
    ("R25-whatsapp-sent", sent("whatsapp"), SENT + timedelta(hours=72, seconds=-1), None, "waits_for_receipt"),
    ("R25-whatsapp-silent", sent("whatsapp"), SENT + timedelta(hours=72), None, "no_receipt"),
    ("R25-whatsapp-delivered", sent("whatsapp", "delivered", **DELIVERED), SENT, MINUTE, "delivered"),
    ("R25-whatsapp-read", sent("whatsapp", "read", **DELIVERED), SENT, MINUTE, "delivered"),
    ("R25-sms-delivered", sent("sms", "delivered", **DELIVERED), SENT, MINUTE, "delivered"),
    ("R25-sms-72h-less", sent("sms"), SENT + timedelta(hours=72) - SECOND, None, "waits_for_receipt"),
    ("R25-sms-72h", sent("sms"), SENT + timedelta(hours=72), SENT + timedelta(hours=72), "sent_72_hours"),
    ("R25-sms-72h-failed", sent("sms", "failed"), SENT + timedelta(hours=72), None, "failed"),
    ("R25-telegram-accepted", sent("telegram", "accepted"), SENT, SENT, "accepted"),
    ("R25-telegram-waiting", sent("telegram", "waiting", accepted_at=None), SENT, None, "not_sent"),
    ("R25-email-2days-less", sent("email", "accepted"), at("2026-11-26 00:00") - SECOND, None, "waits_for_bounce"),
    ("R25-email-2days", sent("email", "accepted"), at("2026-11-26 00:00"), at("2026-11-26 00:00"), "no_bounce"),
    ("R25-email-weekend-less", sent("email", "accepted", accepted_at=FRIDAY), at("2026-12-02 00:00") - SECOND, None,
     "waits_for_bounce"),
    ("R25-email-weekend", sent("email", "accepted", accepted_at=FRIDAY), at("2026-12-02 00:00"), at("2026-12-02 00:00"),
     "no_bounce"),
    ("R25-email-holiday-less", sent("email", "accepted", accepted_at=BEFORE_HOLIDAY), at("2026-12-30 00:00") - SECOND,
     None, "waits_for_bounce"),
    ("R25-email-holiday", sent("email", "accepted", accepted_at=BEFORE_HOLIDAY), at("2026-12-30 00:00"),
     at("2026-12-30 00:00"), "no_bounce"),
    ("R25-email-bounced", sent("email", "failed"), at("2026-12-30 00:00"), None, "failed"),
    ("R25-email-held", sent("email", "held"), at("2026-12-30 00:00"), None, "failed"),
    *[(f"R25-{channel}-opens_only", sent(channel, "accepted"), SENT + timedelta(days=30), None, "waits_for_opening")
      for channel in ("office_web", "mall_web", "office", "letter")],
]  # fmt: skip


@pytest.mark.parametrize(
    ("view", "now", "when", "how"), [pytest.param(*row[1:], id=row[0]) for row in CASES]
)  # fmt: skip
def test_r25(view: SentView, now: datetime, when: datetime | None, how: str) -> None:
    found = told(view, now, CALENDAR, HOURS)
    assert (found.at, found.how, found.failed) == (when, how, how in {"failed", "no_receipt"})
    assert found.look_at is None or found.look_at > now


LOOKS = [
    ("R25-sms", sent("sms"), SENT + timedelta(hours=72)),
    ("R25-email", sent("email", "accepted"), at("2026-11-26 00:00")),
    ("R25-whatsapp", sent("whatsapp"), SENT + timedelta(hours=72)),
]


@pytest.mark.parametrize(("view", "look_at"), [pytest.param(*row[1:], id=row[0]) for row in LOOKS])
def test_when_to_look_again(view: SentView, look_at: datetime) -> None:
    found = told(view, SENT, CALENDAR, HOURS)
    assert found.look_at == look_at
    later = told(view, look_at, CALENDAR, HOURS)
    assert later.at == look_at or later.failed


EARLY, LATE = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)
BEST = [
    ("nothing_sent", [], Told(None, "failed", failed=False)),
    ("all_failed", [Told(None, "failed", failed=True)] * 2, Told(None, "failed", failed=True)),
    ("one_tells", [Told(None, "failed", failed=True), Told(LATE, "b")], Told(LATE, "b")),
    ("first_that_tells", [Told(LATE, "b"), Told(EARLY, "a")], Told(EARLY, "a")),
    ("one_waits", [Told(None, "failed", failed=True), Told(None, "w", LATE)], Told(None, "w", LATE)),
    ("earliest_look", [Told(None, "w"), Told(None, "x", LATE), Told(None, "y", EARLY)], Told(None, "y", EARLY)),
]


@pytest.mark.parametrize(("views", "found"), [pytest.param(*row[1:], id=f"R25-{row[0]}") for row in BEST])
def test_best_of_several_ways(views: list[Told], found: Told) -> None:
    assert best(views) == found
