"""An officer in the conversation: writing to the citizen, and giving the conversation back to the bot."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from casework.ports import Letter, OfficerRef, Work
from casework.types import CaseworkError, Role
from casework.usecases.acting import needed
from intake.conversation import Phase

TALKERS = frozenset({Role.COMPLAINT_OFFICER, Role.MANAGING_OFFICIAL})


def _must_talk(officer: OfficerRef) -> None:
    if officer.role not in TALKERS:
        raise CaseworkError("not_your_right", "R14")


async def write_to(work: Work, *, conversation_id: UUID, officer: OfficerRef, text: str, now: datetime) -> None:
    """The officer's own words to the citizen; the bot is silent until the conversation is handed back."""
    _must_talk(officer)
    words = needed(text, "message_needs_text")
    conversation = await work.conversations.load(conversation_id)
    await work.conversations.save(replace(conversation, phase=Phase.WITH_OFFICER))
    await work.outbox.to_conversation(conversation_id, Letter("officer", words, conversation.language), at=now)
    await work.audit.add(None, actor=str(officer.id), action="write_to", at=now, conversation=str(conversation_id))


async def hand_back(work: Work, *, conversation_id: UUID, officer: OfficerRef, now: datetime) -> None:
    """The bot speaks again."""
    _must_talk(officer)
    conversation = await work.conversations.load(conversation_id)
    phase = Phase.RECORDED if conversation.recorded and not conversation.matter else Phase.GATHERING
    await work.conversations.save(replace(conversation, phase=phase, misunderstood=0))
    await work.conversations.want_officer(conversation_id, None)
    await work.audit.add(None, actor=str(officer.id), action="hand_back", at=now, conversation=str(conversation_id))
