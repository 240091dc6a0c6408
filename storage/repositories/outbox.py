"""Messages of ours as rows (decision 6): written with the decision, one lane a recipient, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from casework.ports import Letter, StoredFile
from intake.channel import Channel, Limits
from intake.sms import split
from intake.wording.from_officer import files_elsewhere
from intake.wording.language import translator
from storage import jobs
from storage.models import Attachment, ConversationRow, Message, Officer, Outgoing

THREAD_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Carriage:
    """What channels carry: limits by channel, the mailbox (adapter, account) officers' mail goes out by, if any,
    the page that holds attachments where a channel takes none, and the office's zone."""

    limits: Mapping[Channel, Limits] = field(default_factory=dict)
    mailbox: tuple[str, str] | None = None
    status_url: str = ""
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))


_COLUMNS = (
    "lane", "conversation_id", "officer_id", "case_id", "complaint_id", "adapter", "account", "channel", "address",
    "intent", "text", "language", "choices", "refs", "reply_to", "subject", "variables", "next_try_at", "created_at",
)  # fmt: skip
_EMPTY: dict[str, Any] = dict.fromkeys(_COLUMNS) | {"refs": []}
_WRITE = text(
    f"""
    WITH written AS (
        INSERT INTO outgoing ({", ".join(_COLUMNS)}) VALUES ({", ".join(f":{name}" for name in _COLUMNS)})
        RETURNING id, lane
    ), woken AS ({jobs.enqueuing(jobs.LANE, "lane", "written")})
    SELECT id FROM written
    """  # noqa: S608 - the columns above
).bindparams(*(bindparam(name, type_=Outgoing.__table__.c[name].type) for name in _COLUMNS))


class SqlOutbox:
    """casework.ports.Outbox."""

    def __init__(self, session: AsyncSession, carriage: Carriage) -> None:
        self._session, self._carriage = session, carriage

    async def to_conversation(
        self, conversation_id: UUID, letter: Letter, *, at: datetime, case_id: UUID | None = None,
        complaint_id: UUID | None = None,
    ) -> UUID:  # fmt: skip
        to = await self._session.get_one(ConversationRow, conversation_id)
        reply_to, refs, subject = await self._thread(conversation_id) if to.channel == "email" else (None, [], None)
        letter = letter if letter.subject else replace(letter, subject=subject)
        base = {
            "lane": to.id, "conversation_id": to.id, "case_id": case_id, "complaint_id": complaint_id,
            "adapter": to.adapter, "account": to.account, "channel": to.channel, "address": to.address,
            "reply_to": reply_to, "refs": refs,
        }  # fmt: skip
        limits = self._carriage.limits.get(Channel(to.channel))
        return await self._parts(base, fitting(letter, limits, self._carriage.status_url), at)

    async def _parts(self, base: dict[str, Any], parts: Sequence[Letter], at: datetime) -> UUID:
        """Writes the parts in order; the id of the last, which carries choices and files."""
        ids = [await self._write(_values(part, at) | base, part.files, at) for part in parts]
        return ids[-1]

    async def to_officer(self, officer_id: UUID, letter: Letter, *, at: datetime, case_id: UUID | None) -> None:
        officer = await self._session.get_one(Officer, officer_id)
        if officer.email is None or self._carriage.mailbox is None:
            return
        adapter, account = self._carriage.mailbox
        values = _values(letter, at) | {
            "lane": officer.id, "officer_id": officer.id, "case_id": case_id, "adapter": adapter, "account": account,
            "channel": "email", "address": officer.email,
        }  # fmt: skip
        await self._write(values, (), at)

    async def to_operator(self, adapter: str, account: str, address: str, letter: Letter, *, at: datetime) -> None:
        """Writes an alarm to whoever runs the system; its lane is the address's own."""
        values = _values(letter, at) | {
            "lane": uuid5(NAMESPACE_URL, f"{adapter}:{address}"), "adapter": adapter, "account": account,
            "channel": adapter, "address": address,
        }  # fmt: skip
        await self._write(values, (), at)

    async def _thread(self, conversation_id: UUID) -> tuple[str | None, list[str], str | None]:
        """RFC 5322 3.6.4: the newest mail of the citizen is answered, its own references are kept."""
        row = await self._session.scalar(
            select(Message).where(Message.conversation_id == conversation_id).order_by(Message.sent_at.desc()).limit(1)
        )
        if row is None:
            return None, [], None
        subject = (row.subject or "").strip()
        answer = subject if subject[:3].lower() == "re:" else f"Re: {subject}"
        return row.message_id, [*row.thread, row.message_id][-THREAD_LENGTH:], answer if subject else None

    async def _write(self, values: dict[str, Any], files: Sequence[StoredFile], at: datetime) -> UUID:
        outgoing_id: UUID = (await self._session.execute(_WRITE, _EMPTY | values)).scalar_one()
        for file in files:
            await self._session.execute(
                insert(Attachment).values(
                    outgoing_id=outgoing_id, kind="document", type=file.type, name=file.name, size=file.size,
                    sha256=file.sha256, state="fetched", created_at=at,
                )
            )  # fmt: skip
        return outgoing_id


def fitting(letter: Letter, limits: Limits | None, status_url: str) -> tuple[Letter, ...]:
    """A letter cut to what its channel carries: text in parts, files there or on the page behind the secret."""
    if limits is None:
        return (letter,)
    if letter.files and not _carries(letter.files, limits):
        told = files_elsewhere(translator(letter.language), files=len(letter.files), link=status_url)
        letter = replace(letter, text=f"{letter.text}\n\n{told}")
    texts = split(letter.text, limits.text)
    heads = [replace(letter, text=text, choices=(), files=()) for text in texts[:-1]]
    return (*heads, replace(letter, text=texts[-1] if texts else ""))


def _carries(files: Sequence[StoredFile], limits: Limits) -> bool:
    types = all(not limits.media_types or file.type in limits.media_types for file in files)
    return limits.media_out and types and sum(file.size for file in files) <= limits.media_bytes


def _values(letter: Letter, at: datetime) -> dict[str, Any]:
    return {
        "intent": letter.intent,
        "text": letter.text,
        "language": letter.language,
        "choices": [{"value": choice.value, "label": choice.label} for choice in letter.choices],
        "subject": letter.subject,
        "variables": dict(letter.variables or {}),
        "next_try_at": at,
        "created_at": at,
    }
