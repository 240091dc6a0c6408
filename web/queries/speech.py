"""What was said in a conversation, both ways, with files and what became of ours; citizens' secrets masked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncConnection

from intake.numbers import SECRET_ALPHABET, SECRET_LENGTH
from storage.models import Message, Outgoing
from web.queries.citizen import FileItem, of, owned_files

MOST = 200


@dataclass(frozen=True, slots=True)
class Spoken:
    """One line of the conversation, either way; `state` and `error` for ours."""

    ours: bool
    text: str
    at: datetime
    channel: str
    intent: str
    subject: str | None
    quoted: str | None
    state: str
    error: str | None
    files: tuple[FileItem, ...]


async def spoken(
    connection: AsyncConnection, came: ColumnElement[bool], went: ColumnElement[bool]
) -> tuple[Spoken, ...]:
    """The newest messages of both directions in the order of time, with their files; secrets are masked."""
    incoming = (
        await connection.execute(
            select(Message.id, Message.text, Message.sent_at, Message.channel, Message.subject, Message.quoted)
            .where(came)
            .order_by(Message.sent_at.desc())
            .limit(MOST)
        )
    ).all()
    outgoing = (
        await connection.execute(
            select(
                Outgoing.id, Outgoing.text, Outgoing.created_at, Outgoing.channel, Outgoing.intent,
                Outgoing.subject, Outgoing.state, Outgoing.error,
            )
            .where(went)
            .order_by(Outgoing.seq.desc())
            .limit(MOST)
        )
    ).all()  # fmt: skip
    files = await owned_files(connection, [m.id for m in incoming], [o.id for o in outgoing])
    lines = [
        Spoken(False, m.text, m.sent_at, m.channel, "", m.subject, m.quoted, "", None, of(files, m.id))
        for m in incoming
    ]
    lines += [
        Spoken(
            True, masked(o.text), o.created_at, o.channel, o.intent, o.subject, None, o.state, o.error,
            of(files, o.id),
        )
        for o in outgoing
    ]  # fmt: skip
    return tuple(sorted(lines, key=lambda line: line.at))


_SECRET = re.compile(rf"(?<![0-9A-Za-z])[{SECRET_ALPHABET}]{{{SECRET_LENGTH}}}(?![0-9A-Za-z])")


def masked(text: str) -> str:
    """A message of ours without the citizen's secret: it opens the status page, and is theirs alone (R32)."""
    return _SECRET.sub("•" * SECRET_LENGTH, text)
