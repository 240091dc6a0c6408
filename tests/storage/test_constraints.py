"""Wrong states cannot be stored: every check constraint violated once, and what must be unique written twice."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import CheckConstraint, insert
from sqlalchemy.exc import IntegrityError

from storage.models import (
    Alarm,
    AssessmentRow,
    Assignment,
    Attachment,
    AuditEntry,
    Base,
    CalendarApplied,
    CalendarDay,
    Case,
    ClockOffset,
    Complainant,
    Complaint,
    ConversationRow,
    DeliveryStatusRow,
    InboundEvent,
    Message,
    Notice,
    NumberSequence,
    Officer,
    Outgoing,
    Report,
    ReviewStep,
    Timer,
)
from tests.storage.support import NOW, Store

ODD = "no such word"


def uid(n: int) -> UUID:
    return UUID(int=n)


CASE, PERSON, TALK, OFFICER, COMPLAINT, MESSAGE, OUT = map(uid, range(1, 8))
VALID: dict[Any, dict[str, Any]] = {
    Officer: {
        "id": OFFICER, "login": "a", "name": "A", "role": "executor", "unit": "u", "tier": 1, "password_hash": "-",
    },
    Complainant: {"id": PERSON, "kind": "phone", "address": "+62"},
    ConversationRow: {"id": TALK, "adapter": "twilio", "account": "+1", "channel": "sms", "address": "+62"},
    Case: {
        "id": CASE, "state": "recorded", "way": "inside", "unit": "u", "tier": 1, "role": "executor", "opened_at": NOW,
    },
    Complaint: {
        "id": COMPLAINT, "number": "PWK-26-00001-X", "secret_hash": "h", "case_id": CASE, "complainant_id": PERSON,
        "conversation_id": TALK, "channel": "sms", "matter": "m", "kind": "complaint", "treated_as": "complaint",
        "treated_rule": "R4", "made_at": NOW, "recorded_at": NOW, "due_at": NOW,
    },
    Message: {
        "id": MESSAGE, "conversation_id": TALK, "adapter": "twilio", "account": "+1", "message_id": "1",
        "channel": "sms", "text": "", "sent_at": NOW, "received_at": NOW,
    },
    Outgoing: {
        "id": OUT, "lane": TALK, "conversation_id": TALK, "adapter": "twilio", "account": "+1", "channel": "sms",
        "address": "+62", "intent": "aside", "text": "t", "next_try_at": NOW, "created_at": NOW,
    },
    InboundEvent: {
        "adapter": "a", "account": "b", "key": "k", "method": "POST", "path": "/", "query": "", "headers": {},
        "body": b"", "received_at": NOW,
    },
    Attachment: {"message_id": MESSAGE, "kind": "image"},
    DeliveryStatusRow: {"adapter": "a", "account": "b", "provider_id": "1", "status": "sent", "at": NOW},
    Assignment: {"case_id": CASE, "unit": "u", "tier": 1, "role": "executor", "reason": "route", "from_at": NOW},
    ReviewStep: {"case_id": CASE, "step": "a", "text": "t", "at": NOW},
    Report: {"case_id": CASE, "author_id": OFFICER, "tier": 1, "text": "t", "at": NOW},
    AuditEntry: {
        "case_id": None, "seq": 1, "at": NOW, "actor": "system", "action": "note", "data": {}, "prev_hash": "0",
        "hash": "1",
    },
    AssessmentRow: {
        "complaint_id": COMPLAINT, "made_at": NOW, "pack_version": "1", "model_version": "1", "calendar_version": "1",
        "body": {}, "current": True,
    },
    Timer: {"case_id": CASE, "kind": "reminder", "ordinal": 3, "due_at": NOW},
    Notice: {"officer_id": OFFICER, "case_id": CASE, "kind": "report", "ordinal": 1, "at": NOW},
    CalendarDay: {"day": NOW.date(), "kind": "holiday", "name": "n", "source": "s"},
    NumberSequence: {"office": "PWK", "year": 2026, "last": 1},
    CalendarApplied: {"id": 1, "version": "v", "days": {}, "at": NOW},
    ClockOffset: {"id": 1, "seconds": 1},
    Alarm: {"code": "c", "subject": "s", "first_at": NOW, "last_at": NOW},
}  # fmt: skip
WRONG: list[tuple[Any, str, dict[str, Any]]] = [
    (Officer, "role_known", {"role": ODD}),
    (Officer, "not_own_superior", {"superior_id": OFFICER}),
    (Complainant, "reachable", {"address": ""}),
    (ConversationRow, "channel_known", {"channel": ODD}),
    (ConversationRow, "phase_known", {"phase": ODD}),
    (Case, "state_known", {"state": ODD}),
    (Case, "way_known", {"way": ODD}),
    (Case, "component_known", {"component": ODD}),
    (Case, "outcome_known", {"outcome": ODD}),
    (Case, "answered_when", {"state": "answered"}),
    (Case, "closed_by_r25", {"state": "closed", "answered_at": NOW, "closed_at": NOW, "told_at": NOW}),
    (Case, "closed_by_r25", {"state": "closed", "answered_at": NOW, "closed_at": NOW, "reported_at": NOW}),
    (Case, "closed_when", {"closed_at": NOW}),
    (Case, "closed_when", {"state": "closed", "answered_at": NOW, "told_at": NOW, "reported_at": NOW}),
    (Complaint, "channel_known", {"channel": ODD}),
    (Complaint, "kind_known", {"kind": ODD}),
    (Complaint, "treated_as_known", {"treated_as": ODD}),
    (Complaint, "numbered", {"number": ""}),
    (Complaint, "complaint_has_due", {"due_at": None}),
    (Message, "channel_known", {"channel": ODD}),
    (Outgoing, "state_known", {"state": ODD}),
    (Outgoing, "channel_known", {"channel": ODD}),
    (Outgoing, "one_recipient", {"officer_id": OFFICER}),
    (Outgoing, "accepted_when", {"state": "delivered"}),
    (InboundEvent, "state_known", {"state": ODD}),
    (Attachment, "state_known", {"state": ODD}),
    (Attachment, "fetched_has_blob", {"state": "fetched"}),
    (Attachment, "fetched_has_blob", {"sha256": "0"}),
    (Attachment, "one_owner", {"message_id": None}),
    (Attachment, "one_owner", {"case_id": CASE}),
    (DeliveryStatusRow, "status_known", {"status": ODD}),
    (Assignment, "ends_after_start", {"until_at": NOW.replace(year=2020)}),
    (ReviewStep, "step_known", {"step": "f"}),
    (Report, "not_blank", {"text": "  "}),
    (AuditEntry, "counted", {"seq": 0}),
    (CalendarDay, "kind_known", {"kind": ODD}),
    (NumberSequence, "counts_up", {"last": -1}),
    (ClockOffset, "one_row", {"id": 2}),
    (CalendarApplied, "one_row", {"id": 2}),
    (ClockOffset, "only_forward", {"seconds": -1}),
]
OTHER: dict[Any, dict[str, Any]] = {
    Complaint: {"number": "other"}, Message: {"message_id": "2"}, Officer: {"login": "b"},
}  # fmt: skip
TWICE: list[tuple[Any, str, dict[str, Any]]] = [
    (InboundEvent, "uq_inbound_event", {}),
    (Message, "uq_message", {"id": uid(99)}),
    (ConversationRow, "uq_conversation", {"id": uid(99)}),
    (Complaint, "uq_complaint_number", {"id": uid(99)}),
    (Complainant, "uq_complainant", {"id": uid(99)}),
    (AssessmentRow, "uq_assessment_current", {}),
    (Assignment, "uq_assignment_open", {}),
    (Timer, "uq_timer", {}),
    (Notice, "uq_notice", {}),
    (AuditEntry, "uq_audit_entry_case_id_seq", {"hash": "2"}),
    (AuditEntry, "uq_audit_entry_hash", {"seq": 2}),
    (DeliveryStatusRow, "uq_delivery_status", {}),
    (Alarm, "uq_alarm_open", {}),
    (Officer, "uq_officer_login", {"id": uid(99)}),
]


async def put(store: Store, table: Any, **changes: Any) -> None:
    async with store.begin() as work:
        await work.session.execute(insert(table).values(**(VALID[table] | changes)))


async def refused(store: Store, table: Any, constraint: str, changes: dict[str, Any]) -> str | None:
    """Why the database did not refuse it by that constraint; None when it did."""
    try:
        await put(store, table, **changes)
    except IntegrityError as error:
        return None if constraint in str(error.orig) else f"{constraint}: another one refused"
    return f"{constraint}: not refused"


def test_every_check_constraint_is_in_the_table() -> None:
    written = {f"ck_{table.__tablename__}_{name}" for table, name, _ in WRONG}
    known = {
        str(one.name) for table in Base.metadata.tables.values() for one in table.constraints
        if isinstance(one, CheckConstraint)
    }  # fmt: skip
    assert known == written


async def test_wrong_states_are_refused_and_valid_rows_are_not(store: Store) -> None:
    base = (Officer, Complainant, ConversationRow, Case, Complaint, Message, Outgoing)
    for table in base:
        await put(store, table)
    problems = []
    for table, name, changes in WRONG:
        fresh: dict[str, Any] = {"id": uid(50)} if table in base and "id" not in changes else {}
        if table is Officer and "superior_id" in changes:
            fresh = {"id": OFFICER, "login": "b"}
        fresh |= OTHER.get(table, {})
        problems.append(await refused(store, table, f"ck_{table.__tablename__}_{name}", fresh | changes))
    assert [one for one in problems if one] == []
    for table in VALID:
        if table not in base:
            await put(store, table)
    twice = [await refused(store, table, name, changes) for table, name, changes in TWICE]
    assert [one for one in twice if one] == []


async def test_personal_words_are_not_in_the_message_of_an_error(store: Store) -> None:
    """`hide_parameters`: a statement's values stay out of SQLAlchemy's own text (decision 15)."""
    with pytest.raises(IntegrityError) as caught:
        await put(store, Complainant, kind=None, address="Rahayu Sekarwangi")
    shown = str(caught.value).replace(str(caught.value.orig), "")
    assert "Rahayu" not in shown
