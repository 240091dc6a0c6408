"""R25: when the citizen counts as told, by what became of the messages that carried the answer.  Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from casework.ports import SentView
from casework.reminding import Hours, after_working_days
from triage.calendar import Calendar

SMS_SILENCE = timedelta(hours=72)
MAIL_DAYS = 2
FAILED = ("failed", "held")


@dataclass(frozen=True, slots=True)
class Told:
    """Told at a moment, or to be looked at again at `look_at`; `failed` when no message can tell any more."""

    at: datetime | None
    how: str
    look_at: datetime | None = None
    failed: bool = False


def told(sent: SentView, now: datetime, calendar: Calendar, hours: Hours) -> Told:
    """What one answer message says about R25, by its channel.

    WhatsApp and SMS: delivered or read, or SMS without receipts sent and not failed in 72 hours.  Telegram:
    accepted.  E-mail: accepted by the recipient's server and no bounce in 2 working days.  Web: only opening it.
    """
    if sent.state in FAILED:
        return Told(None, "failed", failed=True)
    if sent.accepted_at is None:
        return Told(None, "not_sent")
    by_channel = {"telegram": _telegram, "email": _email, "whatsapp": _receipt, "sms": _sms}
    rule = by_channel.get(sent.channel)
    return rule(sent, sent.accepted_at, now, calendar, hours) if rule else Told(None, "waits_for_opening")


def _telegram(_sent: SentView, accepted: datetime, _now: datetime, _calendar: Calendar, _hours: Hours) -> Told:
    return Told(accepted, "accepted")


def _receipt(sent: SentView, accepted: datetime, now: datetime, _calendar: Calendar, _hours: Hours) -> Told:
    """No receipt for as long as an SMS is given: the phone is gone, and an officer must reach the person."""
    if sent.delivered_at:
        return Told(sent.delivered_at, "delivered")
    end = accepted + SMS_SILENCE
    return Told(None, "no_receipt", failed=True) if now >= end else Told(None, "waits_for_receipt", look_at=end)


def _sms(sent: SentView, accepted: datetime, now: datetime, calendar: Calendar, hours: Hours) -> Told:
    if sent.delivered_at:
        return _receipt(sent, accepted, now, calendar, hours)
    end = accepted + SMS_SILENCE
    return Told(end, "sent_72_hours") if now >= end else Told(None, "waits_for_receipt", look_at=end)


def _email(_sent: SentView, accepted: datetime, now: datetime, calendar: Calendar, hours: Hours) -> Told:
    end = after_working_days(accepted, MAIL_DAYS, calendar, hours)
    return Told(end, "no_bounce") if now >= end else Told(None, "waits_for_bounce", look_at=end)


def by_person(sent: Sequence[SentView], now: datetime, calendar: Calendar, hours: Hours) -> list[Told]:
    """One view a complaint: told by the first channel on which all parts of the answer tell."""
    ways: dict[UUID | None, dict[str, list[Told]]] = {}
    for one in sent:
        ways.setdefault(one.complaint_id, {}).setdefault(one.channel, []).append(told(one, now, calendar, hours))
    return [best([_whole(parts) for parts in channels.values()]) for channels in ways.values()]


def _whole(parts: Sequence[Told]) -> Told:
    """A long answer goes out in parts: it tells with the last of them, and fails with any."""
    if failed := next((part for part in parts if part.failed), None):
        return failed
    return everybody(parts) or best([part for part in parts if part.at is None])


def everybody(views: Sequence[Told]) -> Told | None:
    """The last to be told once all are; None while one is not, or when there is nobody."""
    done = [(view.at, view) for view in views if view.at is not None]
    return max(done, key=lambda pair: pair[0])[1] if done and len(done) == len(views) else None


def best(views: Sequence[Told]) -> Told:
    """Told by the first that tells; else the earliest to look at again; failed only when every one failed."""
    if done := [(view.at, view) for view in views if view.at is not None]:
        return min(done, key=lambda pair: pair[0])[1]
    waiting = [view for view in views if not view.failed]
    if not waiting:
        return Told(None, "failed", failed=bool(views))
    return min(waiting, key=lambda view: view.look_at.timestamp() if view.look_at else float("inf"))
