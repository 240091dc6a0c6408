"""Complaints, cases and what officers do with them."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Computed,
    ForeignKey,
    Index,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from casework.types import Outcome, State
from intake.channel import Channel
from storage.models.base import Base, Json, Keyed, one_of
from triage.types import Component, Kind, Treated, Way

REVIEW_STEPS = ("a", "b", "c", "d", "e")


class Case(Keyed, Base):
    """One matter under one clock (decision 10): one or many complaints, one holder at a time."""

    __tablename__ = "case"
    __table_args__ = (
        one_of("state", State),
        one_of("way", Way),
        CheckConstraint(f"component IS NULL OR {one_of('component', Component).sqltext}", name="component_known"),
        CheckConstraint(f"outcome IS NULL OR {one_of('outcome', Outcome).sqltext}", name="outcome_known"),
        CheckConstraint("state NOT IN ('answered', 'closed') OR answered_at IS NOT NULL", name="answered_when"),
        CheckConstraint("state <> 'closed' OR (told_at IS NOT NULL AND reported_at IS NOT NULL)", name="closed_by_r25"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_when"),
        Index("ix_case_state", "state", "due_at"),
        Index(
            "ix_case_open_due",
            "due_at",
            postgresql_where=text("state NOT IN ('closed', 'withdrawn', 'handed_over')"),
        ),
        Index("ix_case_holder_id", "holder_id", "state"),
        Index("ix_case_unit", "unit", "state", "due_at"),
        Index("ix_case_service", "service_id", "component", "opened_at"),
    )
    state: Mapped[str]
    way: Mapped[str]
    unit: Mapped[str]
    tier: Mapped[int]
    role: Mapped[str]
    holder_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("officer.id"))
    service_id: Mapped[str | None]
    component: Mapped[str | None]
    integrity: Mapped[bool] = mapped_column(server_default=false())
    danger: Mapped[bool] = mapped_column(server_default=false())
    needs_person: Mapped[bool] = mapped_column(server_default=false())
    opened_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    due_provisional: Mapped[bool] = mapped_column(server_default=false())
    answered_at: Mapped[datetime | None]
    answer: Mapped[str | None]
    outcome: Mapped[str | None]
    told_at: Mapped[datetime | None]
    told_how: Mapped[str | None]
    reported_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    excluded: Mapped[Json] = mapped_column(server_default=text("'{}'::jsonb"))
    version: Mapped[int] = mapped_column(server_default="1")


class Complaint(Keyed, Base):
    """A numbered complaint of one person (R11), inside one case; number and secret are theirs alone."""

    __tablename__ = "complaint"
    __table_args__ = (
        UniqueConstraint("number"),
        one_of("channel", Channel),
        one_of("kind", Kind),
        one_of("treated_as", Treated),
        CheckConstraint("number <> ''", name="numbered"),
        CheckConstraint("treated_as <> 'complaint' OR due_at IS NOT NULL", name="complaint_has_due"),
        Index("ix_complaint_case_id", "case_id"),
        Index("ix_complaint_complainant_id", "complainant_id", "recorded_at"),
        Index("ix_complaint_conversation_id", "conversation_id"),
        Index("ix_complaint_recorded_at", "recorded_at"),
        Index("ix_complaint_channel", "channel", "recorded_at"),
        Index("ix_complaint_search", "search", postgresql_using="gin"),
    )
    number: Mapped[str]
    secret_hash: Mapped[str]
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"))
    complainant_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("complainant.id"))
    conversation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"))
    channel: Mapped[str]
    language: Mapped[str] = mapped_column(server_default="id")
    name: Mapped[str | None]
    confidential: Mapped[bool] = mapped_column(server_default=false())
    matter: Mapped[str]
    kind: Mapped[str]
    treated_as: Mapped[str]
    treated_rule: Mapped[str]
    made_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    demo: Mapped[bool] = mapped_column(server_default=false())
    maybe_belongs_to: Mapped[str | None]
    search: Mapped[str] = mapped_column(TSVECTOR, Computed("to_tsvector('indonesian', matter)", persisted=True))


class AssessmentRow(Keyed, Base):
    """The machine's first look, with the versions it was made with (R15, R18); the newest is current."""

    __tablename__ = "assessment"
    __table_args__ = (
        Index("uq_assessment_current", "complaint_id", unique=True, postgresql_where=text("current")),
        Index("ix_assessment_complaint_id", "complaint_id"),
    )
    complaint_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("complaint.id", ondelete="CASCADE"))
    made_at: Mapped[datetime]
    pack_version: Mapped[str]
    model_version: Mapped[str]
    calendar_version: Mapped[str]
    body: Mapped[Json]
    current: Mapped[bool]


class Assignment(Keyed, Base):
    """Whose job a case is: a unit, tier and role, and the officer once one is named; one open row a case."""

    __tablename__ = "assignment"
    __table_args__ = (
        Index("uq_assignment_open", "case_id", unique=True, postgresql_where=text("until_at IS NULL")),
        Index("ix_assignment_case_id", "case_id"),
        CheckConstraint("until_at IS NULL OR until_at >= from_at", name="ends_after_start"),
    )
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"))
    officer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("officer.id"))
    by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("officer.id"))
    unit: Mapped[str]
    tier: Mapped[int]
    role: Mapped[str]
    reason: Mapped[str]
    from_at: Mapped[datetime]
    until_at: Mapped[datetime | None]


class ReviewStep(Keyed, Base):
    """R19: one of the five steps, with author and time; a draft has no author and is never the office's word."""

    __tablename__ = "review_step"
    __table_args__ = (
        one_of("step", REVIEW_STEPS),
        Index("ix_review_step_case_id", "case_id", "step", "at"),
    )
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"))
    step: Mapped[str]
    text: Mapped[str]
    row: Mapped[str | None]
    author_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("officer.id"))
    at: Mapped[datetime]


class Report(Keyed, Base):
    """R22: the written report to the direct superior."""

    __tablename__ = "report"
    __table_args__ = (
        Index("ix_report_case_id", "case_id"),
        CheckConstraint("length(btrim(text)) > 0", name="not_blank"),
    )
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"))
    author_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officer.id"))
    superior_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("officer.id"))
    tier: Mapped[int]
    text: Mapped[str]
    at: Mapped[datetime]
    seen_at: Mapped[datetime | None]


class Note(Keyed, Base):
    """What an officer writes for colleagues; the citizen never sees it."""

    __tablename__ = "note"
    __table_args__ = (Index("ix_note_case_id", "case_id"),)
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"))
    author_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("officer.id"))
    kind: Mapped[str] = mapped_column(server_default="note")
    text: Mapped[str]
    at: Mapped[datetime]


class Timer(Keyed, Base):
    """A moment at which something falls due for a case (R10, R25); read against our clock, never a sleeping task."""

    __tablename__ = "timer"
    __table_args__ = (
        UniqueConstraint("case_id", "kind", "ordinal"),
        Index("ix_timer_due", "due_at", postgresql_where=text("done_at IS NULL")),
    )
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"))
    kind: Mapped[str]
    ordinal: Mapped[int] = mapped_column(BigInteger)
    due_at: Mapped[datetime]
    done_at: Mapped[datetime | None]


class AuditEntry(Keyed, Base):
    """Who did what when: ids and codes only, chained by hash per case (decision 11); no case: the office's chain."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        UniqueConstraint("case_id", "seq", postgresql_nulls_not_distinct=True),
        UniqueConstraint("hash"),
        CheckConstraint("seq >= 1", name="counted"),
        Index("ix_audit_entry_at", "at"),
    )
    case_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"))
    seq: Mapped[int]
    at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[str]
    data: Mapped[Json]
    prev_hash: Mapped[str]
    hash: Mapped[str]
