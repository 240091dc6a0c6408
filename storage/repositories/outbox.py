"""Messages of ours as rows (decision 6): written with the decision, one lane a recipient, in order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from casework.ports import Letter, StoredFile
from storage import jobs
from storage.models import Attachment, ConversationRow, Message, Officer, Outgoing

THREAD_LENGTH = 10


class SqlOutbox:
    """casework.ports.Outbox.  `mailbox`: adapter and account that officers' mail goes out by, if there is one."""

    def __init__(self, session: AsyncSession, mailbox: tuple[str, str] | None) -> None:
        self._session, self._mailbox = session, mailbox

    async def to_conversation(
        self, conversation_id: UUID, letter: Letter, *, at: datetime, case_id: UUID | None = None,
        complaint_id: UUID | None = None,
    ) -> UUID:  # fmt: skip
        to = await self._session.get_one(ConversationRow, conversation_id)
        reply_to, refs = await self._thread(conversation_id) if to.channel == "email" else (None, [])
        values = _values(letter, at) | {
            "lane": to.id, "conversation_id": to.id, "case_id": case_id, "complaint_id": complaint_id,
            "adapter": to.adapter, "account": to.account, "channel": to.channel, "address": to.address,
            "reply_to": reply_to, "refs": refs,
        }  # fmt: skip
        return await self._write(values, letter.files, at)

    async def to_officer(self, officer_id: UUID, letter: Letter, *, at: datetime, case_id: UUID | None) -> None:
        officer = await self._session.get_one(Officer, officer_id)
        if officer.email is None or self._mailbox is None:
            return
        adapter, account = self._mailbox
        values = _values(letter, at) | {
            "lane": officer.id, "officer_id": officer.id, "case_id": case_id, "adapter": adapter, "account": account,
            "channel": "email", "address": officer.email,
        }  # fmt: skip
        await self._write(values, (), at)

    async def _thread(self, conversation_id: UUID) -> tuple[str | None, list[str]]:
        """RFC 5322 3.6.4: the newest mail of the citizen is answered, its own references are kept."""
        row = await self._session.scalar(
            select(Message).where(Message.conversation_id == conversation_id).order_by(Message.sent_at.desc()).limit(1)
        )
        if row is None:
            return None, []
        return row.message_id, [*row.thread, row.message_id][-THREAD_LENGTH:]

    async def _write(self, values: dict[str, Any], files: Sequence[StoredFile], at: datetime) -> UUID:
        statement = insert(Outgoing).values(**values).returning(Outgoing.id)
        outgoing_id: UUID = (await self._session.execute(statement)).scalar_one()
        for file in files:
            await self._session.execute(
                insert(Attachment).values(
                    outgoing_id=outgoing_id, kind="document", type=file.type, name=file.name, size=file.size,
                    sha256=file.sha256, state="fetched", created_at=at,
                )
            )  # fmt: skip
        await jobs.wake(self._session, jobs.LANE, values["lane"])
        return outgoing_id


def _values(letter: Letter, at: datetime) -> dict[str, Any]:
    return {
        "intent": letter.intent,
        "text": letter.text.replace("\x00", ""),
        "language": letter.language,
        "choices": [{"value": choice.value, "label": choice.label} for choice in letter.choices],
        "subject": letter.subject,
        "variables": dict(letter.variables or {}),
        "next_try_at": at,
        "created_at": at,
    }
