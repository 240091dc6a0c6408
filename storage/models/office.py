"""The office: its people, sessions, calendar, and what keeps the system itself running."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    UniqueConstraint,
    false,
    text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column

from casework.types import Role
from storage.models.base import Base, Json, Keyed, one_of

CALENDAR_KINDS = ("holiday", "joint_leave", "closure", "worked")


class Officer(Keyed, Base):
    """Somebody who works here; a direct superior is another officer (R22)."""

    __tablename__ = "officer"
    __table_args__ = (
        UniqueConstraint("login"),
        one_of("role", Role),
        CheckConstraint("superior_id IS NULL OR superior_id <> id", name="not_own_superior"),
    )
    login: Mapped[str]
    name: Mapped[str]
    role: Mapped[str]
    unit: Mapped[str]
    tier: Mapped[int]
    superior_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("officer.id"))
    email: Mapped[str | None]
    password_hash: Mapped[str]
    one_time: Mapped[bool] = mapped_column(server_default=true())
    active: Mapped[bool] = mapped_column(server_default=true())
    failures: Mapped[int] = mapped_column(server_default="0")
    locked_until: Mapped[datetime | None]
    demo: Mapped[bool] = mapped_column(server_default=false())
    created_at: Mapped[datetime] = mapped_column(server_default=text("now()"))


class Session(Base):
    """A signed-in browser: the hash of its token, so that a leaked table signs nobody in."""

    __tablename__ = "session"
    __table_args__ = (Index("ix_session_officer_id", "officer_id"),)
    token_hash: Mapped[str] = mapped_column(primary_key=True)
    officer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officer.id", ondelete="CASCADE"))
    csrf: Mapped[str]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class Notice(Keyed, Base):
    """Something an officer is told at the desk: a reminder, an answer that came, a task (R10)."""

    __tablename__ = "notice"
    __table_args__ = (
        Index("ix_notice_unseen", "officer_id", "at", postgresql_where=text("seen_at IS NULL")),
        UniqueConstraint("officer_id", "case_id", "kind", "ordinal"),
    )
    officer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officer.id", ondelete="CASCADE"))
    case_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"))
    kind: Mapped[str]
    ordinal: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]
    seen_at: Mapped[datetime | None]


class CalendarYear(Base):
    """A year whose days off were entered; `decreed` when its joint leave is (R9), else due dates are provisional."""

    __tablename__ = "calendar_year"
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    decreed: Mapped[bool]
    source: Mapped[str]


class CalendarDay(Base):
    """One day off, or one declared worked (R9), with the decree or decision it comes from."""

    __tablename__ = "calendar_day"
    __table_args__ = (one_of("kind", CALENDAR_KINDS),)
    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    source: Mapped[str]
    provisional: Mapped[bool] = mapped_column(server_default=false())


class CalendarApplied(Base):
    """The calendar that open due dates were last counted by (R9): its version and, for the cause, its days; one row."""

    __tablename__ = "calendar_applied"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[str]
    days: Mapped[Json]
    at: Mapped[datetime]


class NumberSequence(Base):
    """The last number given in a year; taken in the same transaction as the complaint."""

    __tablename__ = "number_sequence"
    __table_args__ = (CheckConstraint("last >= 0", name="counts_up"),)
    office: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class ClockOffset(Base):
    """Decision 8: how far our clock is ahead, in seconds; one row, only forward."""

    __tablename__ = "clock_offset"
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        CheckConstraint("seconds >= 0", name="only_forward"),
    )
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seconds: Mapped[int] = mapped_column(BigInteger)


class PollCursor(Base):
    """How far a polled channel has been taken in; moved in the transaction that stored the event."""

    __tablename__ = "poll_cursor"
    adapter: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(primary_key=True)
    cursor: Mapped[str | None]
    ok_at: Mapped[datetime | None]
    failing_since: Mapped[datetime | None]
    error: Mapped[str | None]


class Alarm(Keyed, Base):
    """Something a person must look at; one open row a code and subject, counted up, never repeated as mail."""

    __tablename__ = "alarm"
    __table_args__ = (
        Index("uq_alarm_open", "code", "subject", unique=True, postgresql_where=text("cleared_at IS NULL")),
    )
    code: Mapped[str]
    subject: Mapped[str]
    count: Mapped[int] = mapped_column(server_default="1")
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    cleared_at: Mapped[datetime | None]


class RateCount(Base):
    """How often an address used a public form in an hour; keyed by a salted hash, never the address."""

    __tablename__ = "rate_count"
    key: Mapped[str] = mapped_column(primary_key=True)
    hour: Mapped[datetime] = mapped_column(primary_key=True)
    count: Mapped[int]
