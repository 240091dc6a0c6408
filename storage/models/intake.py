"""What came in and what goes out: events, messages, attachments, conversations, outgoing, delivery."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Identity,
    Index,
    UniqueConstraint,
    false,
)
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from intake.channel import Channel, Delivery
from intake.conversation import Phase
from storage.models.base import Base, Json, Keyed, one_of

EVENT_STATES = ("new", "done", "ignored", "quarantined", "held")
ATTACHMENT_STATES = ("waiting", "fetched", "held")
OUTGOING_STATES = ("waiting", "handing_over", "accepted", "sent", "delivered", "read", "failed", "held")


class InboundEvent(Keyed, Base):
    """A provider's request as it came (decision 3): kept, unique by the provider's own event id."""

    __tablename__ = "inbound_event"
    __table_args__ = (
        UniqueConstraint("adapter", "account", "key"),
        one_of("state", EVENT_STATES),
        Index("ix_inbound_event_unhandled", "received_at", postgresql_where=sql("state = 'new'")),
        Index("ix_inbound_event_shown", "state", postgresql_where=sql("state IN ('quarantined', 'held')")),
    )
    adapter: Mapped[str]
    account: Mapped[str]
    key: Mapped[str]
    method: Mapped[str]
    path: Mapped[str]
    query: Mapped[str]
    headers: Mapped[Json]
    body: Mapped[bytes]
    received_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(server_default="new")
    attempts: Mapped[int] = mapped_column(server_default="0")
    error: Mapped[str | None]
    handled_at: Mapped[datetime | None]


class Complainant(Keyed, Base):
    """R11: who complains, by one way to reach them; the name they gave last."""

    __tablename__ = "complainant"
    __table_args__ = (UniqueConstraint("kind", "address"), CheckConstraint("address <> ''", name="reachable"))
    kind: Mapped[str]
    address: Mapped[str]
    name: Mapped[str | None]
    demo: Mapped[bool] = mapped_column(server_default=false())
    created_at: Mapped[datetime] = mapped_column(server_default=sql("now()"))


class ConversationRow(Keyed, Base):
    """One conversation an address: the dialogue's state as versioned JSON (decision 11), and when to wake it."""

    __tablename__ = "conversation"
    __table_args__ = (
        UniqueConstraint("adapter", "account", "address"),
        one_of("channel", Channel),
        one_of("phase", Phase),
        Index("ix_conversation_wake", "wake_at", postgresql_where=sql("wake_at IS NOT NULL")),
        Index("ix_conversation_silence", "silence_at", postgresql_where=sql("silence_at IS NOT NULL")),
        Index(
            "ix_conversation_officer_wanted_at",
            "officer_wanted_at",
            postgresql_where=sql("officer_wanted_at IS NOT NULL"),
        ),
    )
    adapter: Mapped[str]
    account: Mapped[str]
    channel: Mapped[str]
    address: Mapped[str]
    complainant_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("complainant.id"))
    phase: Mapped[str] = mapped_column(server_default="gathering")
    state: Mapped[Json | None]
    wake_at: Mapped[datetime | None]
    silence_at: Mapped[datetime | None]
    last_inbound_at: Mapped[datetime | None]
    officer_wanted_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(server_default="0")
    held_at: Mapped[datetime | None]
    demo: Mapped[bool] = mapped_column(server_default=false())
    created_at: Mapped[datetime] = mapped_column(server_default=sql("now()"))


class Message(Keyed, Base):
    """One message of a citizen (R11: the words stay as they were), unique by the provider's message id."""

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("adapter", "account", "message_id"),
        one_of("channel", Channel),
        Index("ix_message_untaken", "conversation_id", postgresql_where=sql("taken_at IS NULL")),
        Index("ix_message_conversation_id", "conversation_id", "sent_at"),
        Index("ix_message_complaint_id", "complaint_id"),
    )
    event_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("inbound_event.id"))
    conversation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"))
    complaint_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("complaint.id", ondelete="CASCADE"))
    adapter: Mapped[str]
    account: Mapped[str]
    message_id: Mapped[str]
    channel: Mapped[str]
    text: Mapped[str]
    subject: Mapped[str | None]
    quoted: Mapped[str | None]
    choice: Mapped[str | None]
    hint_name: Mapped[str | None]
    reply_to: Mapped[str | None]
    thread: Mapped[list[Any]] = mapped_column(server_default=sql("'[]'::jsonb"))
    album: Mapped[str | None]
    automatic: Mapped[str | None]
    facts: Mapped[Json] = mapped_column(server_default=sql("'{}'::jsonb"))
    mark: Mapped[str | None]
    sent_at: Mapped[datetime]
    device_at: Mapped[datetime | None]
    received_at: Mapped[datetime]
    taken_at: Mapped[datetime | None]


class Attachment(Keyed, Base):
    """A medium of a message, an outgoing answer or a note; its bytes are a content-addressed blob."""

    __tablename__ = "attachment"
    __table_args__ = (
        one_of("state", ATTACHMENT_STATES),
        CheckConstraint("(state = 'fetched') = (sha256 IS NOT NULL)", name="fetched_has_blob"),
        CheckConstraint("num_nonnulls(message_id, outgoing_id, case_id) = 1", name="one_owner"),
        Index("ix_attachment_message_id", "message_id"),
        Index("ix_attachment_outgoing_id", "outgoing_id"),
        Index("ix_attachment_case_id", "case_id"),
        Index("ix_attachment_waiting", "next_try_at", postgresql_where=sql("state = 'waiting'")),
    )
    message_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("message.id", ondelete="CASCADE"))
    outgoing_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("outgoing.id", ondelete="CASCADE"))
    case_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"))
    ref: Mapped[Json] = mapped_column(server_default=sql("'{}'::jsonb"))
    kind: Mapped[str]
    type: Mapped[str | None]
    name: Mapped[str | None]
    size: Mapped[int | None] = mapped_column(BigInteger)
    sha256: Mapped[str | None]
    state: Mapped[str] = mapped_column(server_default="waiting")
    attempts: Mapped[int] = mapped_column(server_default="0")
    next_try_at: Mapped[datetime | None]
    error: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(server_default=sql("now()"))


class Outgoing(Keyed, Base):
    """A message of ours, written with the decision it reports (decision 6); `lane` keeps one person's in order."""

    __tablename__ = "outgoing"
    __table_args__ = (
        one_of("state", OUTGOING_STATES),
        one_of("channel", Channel),
        CheckConstraint("num_nonnulls(conversation_id, officer_id) <= 1", name="one_recipient"),
        CheckConstraint(
            "state NOT IN ('accepted', 'sent', 'delivered', 'read') OR accepted_at IS NOT NULL",
            name="accepted_when",
        ),
        UniqueConstraint("seq"),
        Index("ix_outgoing_lane", "lane", "seq", postgresql_where=sql("state IN ('waiting', 'handing_over')")),
        Index("ix_outgoing_due", "next_try_at", postgresql_where=sql("state IN ('waiting', 'handing_over')")),
        Index("ix_outgoing_provider", "adapter", "provider_id"),
        Index("ix_outgoing_conversation_id", "conversation_id"),
        Index("ix_outgoing_case_id", "case_id"),
    )
    seq: Mapped[int] = mapped_column(BigInteger, Identity(always=True))
    lane: Mapped[uuid.UUID]
    conversation_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"))
    officer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("officer.id", ondelete="CASCADE"))
    case_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"))
    complaint_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("complaint.id", ondelete="CASCADE"))
    adapter: Mapped[str]
    account: Mapped[str]
    channel: Mapped[str]
    address: Mapped[str]
    intent: Mapped[str]
    text: Mapped[str]
    language: Mapped[str] = mapped_column(server_default="id")
    choices: Mapped[list[Any]] = mapped_column(server_default=sql("'[]'::jsonb"))
    refs: Mapped[list[Any]] = mapped_column(server_default=sql("'[]'::jsonb"))
    reply_to: Mapped[str | None]
    subject: Mapped[str | None]
    variables: Mapped[Json] = mapped_column(server_default=sql("'{}'::jsonb"))
    state: Mapped[str] = mapped_column(server_default="waiting")
    attempts: Mapped[int] = mapped_column(server_default="0")
    next_try_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    provider_id: Mapped[str | None]
    error: Mapped[str | None]
    created_at: Mapped[datetime]


class DeliveryStatusRow(Keyed, Base):
    """Every word a provider said about a message of ours; one row a status."""

    __tablename__ = "delivery_status"
    __table_args__ = (
        UniqueConstraint("adapter", "account", "provider_id", "status"),
        one_of("status", Delivery),
        Index("ix_delivery_status_outgoing_id", "outgoing_id"),
    )
    outgoing_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("outgoing.id", ondelete="CASCADE"))
    event_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("inbound_event.id"))
    adapter: Mapped[str]
    account: Mapped[str]
    provider_id: Mapped[str]
    status: Mapped[str]
    code: Mapped[str | None]
    permanent: Mapped[bool] = mapped_column(server_default=false())
    at: Mapped[datetime]
