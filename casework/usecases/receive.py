"""What a step of the dialogue leads to: records, joins, marks, replies; all in the caller's one transaction.

Number and secret are drawn here, through ports, and filled into the reply's named fields (design: way of a message).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from casework.chain import FIRST, Entry
from casework.opening import Opened, open_case
from casework.ports import ComplaintView, Drawn, Letter, NewComplaint, NewRecord, TimerSpec, Work
from casework.reminding import Hours, reminders
from casework.types import Action, Actor, Role
from casework.usecases.joining import Told, add_to, objected, withdrawn
from casework.usecases.tiers import without_accused
from intake.conversation import (
    AddTo,
    Conversation,
    HandToOfficer,
    Mark,
    Objection,
    Record,
    Reply,
    Step,
    Withdraw,
)
from intake.numbers import make
from triage.calendar import Calendar
from triage.due import due
from triage.packs.schema import Pack
from triage.types import Treated


@dataclass(frozen=True, slots=True)
class Desk:
    """What receiving needs of the office and of chance: code of numbers, secrets, calendar, hours.

    `look_at` says when a conversation wants to be looked at again though nothing comes.
    """

    office: str
    calendar: Calendar
    hours: Hours
    remind_on: tuple[int, ...]
    draw_secret: Callable[[], str]
    hash_secret: Callable[[str], str]
    answer_days: int = 14
    status_url: str = ""
    look_at: Callable[[Conversation, datetime], datetime | None] = lambda conversation, now: None
    demo: bool = False
    pack: Pack = field(kw_only=True)

    def due_at(self, made_at: datetime) -> datetime:
        """R8's last instant for a complaint made then."""
        return due(made_at, self.calendar, self.hours.zone, self.answer_days).at

    def timers(self, made_at: datetime, due_at: datetime) -> tuple[TimerSpec, ...]:
        """R10's timers of a complaint made and due then."""
        return reminders(made_at, due_at, self.calendar, self.hours, self.remind_on)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A complaint that this step recorded; the secret is known only here and in the reply."""

    complaint_id: UUID
    case_id: UUID
    number: str
    secret: str


@dataclass(frozen=True, slots=True)
class Received:
    """What came of a step: the conversation as stored, what was recorded, each reply with its letter as written."""

    conversation: Conversation
    recorded: tuple[Recorded, ...]
    letters: tuple[tuple[Reply, Letter], ...]


async def receive(work: Work, *, step: Step, desk: Desk, now: datetime) -> Received:
    """Applies a step: its events in order, then its replies."""
    conversation, recorded, joined = step.conversation, [], None
    for event in step.events:
        if isinstance(event, Record):
            done = await _record(work, conversation, event, desk, now)
            recorded.append(done)
            conversation = replace(conversation, recorded=(*conversation.recorded, done.number))
        else:
            joined = await _apply(work, conversation, event, desk, now) or joined
    letters = await _reply(work, conversation, step, recorded, joined, desk, now)
    await work.conversations.answered(conversation, desk.look_at(conversation, now))
    return Received(conversation, tuple(recorded), letters)


async def _record(work: Work, conversation: Conversation, event: Record, desk: Desk, now: datetime) -> Recorded:
    opened = open_case(
        event.assessment, made_at=event.made_at, calendar=desk.calendar, hours=desk.hours, remind_on=desk.remind_on,
        pack=desk.pack,
    )  # fmt: skip
    year, secret = now.astimezone(desk.hours.zone).year, desk.draw_secret()
    drawn = await work.conversations.draw(conversation, event.name, office=desk.office, year=year, demo=desk.demo)
    complaint = _complaint(conversation, event, desk, drawn, make(desk.office, year, drawn.sequence), secret, now)
    await work.cases.record(
        NewRecord(
            drawn, opened.case, complaint, event.assessment, event.message_ids, opened.timers, opened.drafts,
            _entry(drawn, complaint, event.assessment.versions.pack, now),
        )
    )  # fmt: skip
    await _tell_desk(work, drawn.case_id, opened, now)
    return Recorded(drawn.complaint_id, drawn.case_id, complaint.number, secret)


def _entry(drawn: Drawn, complaint: NewComplaint, pack: str, now: datetime) -> Entry:
    """The first of the case's audit chain."""
    data = {
        "complaint": str(drawn.complaint_id), "treated": str(complaint.treated_as), "rule": complaint.treated_rule,
        "pack": pack,
    }  # fmt: skip
    return Entry(str(drawn.case_id), 1, now, str(Actor.SYSTEM), str(Action.RECORD), data, FIRST)


def _complaint(
    conversation: Conversation, event: Record, desk: Desk, drawn: Drawn, number: str, secret: str, now: datetime
) -> NewComplaint:
    assessment, treated = event.assessment, event.assessment.treated_as
    treated_as = treated.treated_as if treated else Treated.UNDECIDED
    return NewComplaint(
        number=number,
        secret_hash=desk.hash_secret(secret),
        case_id=drawn.case_id,
        complainant_id=drawn.complainant_id,
        conversation_id=UUID(conversation.id),
        channel=conversation.channel,
        language=conversation.language,
        name=event.name,
        confidential=event.confidential,
        matter=event.text,
        kind=assessment.kind,
        treated_as=treated_as,
        treated_rule=treated.rule if treated else "R18",
        made_at=event.made_at,
        recorded_at=now,
        due_at=assessment.due.at if assessment.due and treated_as is Treated.COMPLAINT else None,
        demo=desk.demo,
        maybe_belongs_to=event.maybe_belongs_to,
    )


async def _tell_desk(work: Work, case_id: UUID, opened: Opened, now: datetime) -> None:
    """R6: integrity and danger go to the complaint-managing official at once; one complained about is passed over."""
    if opened.case.integrity or opened.case.danger:
        officials = await work.officers.holding(Role.MANAGING_OFFICIAL)
        for officer in await without_accused(work, officials, opened.case.excluded):
            await work.officers.notify(officer.id, case_id=case_id, kind="urgent", ordinal=1, at=now)


async def _apply(
    work: Work, conversation: Conversation, event: object, desk: Desk, now: datetime
) -> ComplaintView | None:
    """The complaint that the event's messages joined, if any: what we answer to it belongs there too."""
    match event:
        case Mark(message_ids=ids, kind=kind):
            await work.conversations.mark(ids, kind)
        case AddTo(number=number, message_ids=ids, why=why, amended=amended):
            told = Told(conversation.name, conversation.confidential, desk)
            return await add_to(work, number, ids, why, now, told, amended)
        case Objection(number=number, message_ids=ids):
            joined = await add_to(work, number, ids, "objection", now)
            await objected(work, number, now)
            return joined
        case Withdraw(number=number):
            await withdrawn(work, number, desk.timers, now)
        case HandToOfficer():
            await work.conversations.want_officer(UUID(conversation.id), now)
        case _:
            pass
    return None


async def _reply(
    work: Work, conversation: Conversation, step: Step, recorded: list[Recorded], joined: ComplaintView | None,
    desk: Desk, now: datetime,
) -> tuple[tuple[Reply, Letter], ...]:  # fmt: skip
    """Replies go out in order; the n-th acknowledgement carries the n-th record's number and secret.

    R13: a reply of ours about a complaint is kept with it, so that answering that reply joins it.
    """
    about = (joined.case_id, joined.id) if joined else (None, None)
    waiting, written = list(recorded), []
    for reply in step.replies:
        holds_number = "{number}" in reply.text or "{secret}" in reply.text
        done = waiting.pop(0) if holds_number and waiting else None
        letter = _letter(reply, conversation, done, desk)
        written.append((reply, letter))
        case_id, complaint_id = (done.case_id, done.complaint_id) if done else about
        await work.outbox.to_conversation(
            UUID(conversation.id), letter, at=now, case_id=case_id, complaint_id=complaint_id
        )
    return tuple(written)


def _letter(reply: Reply, conversation: Conversation, done: Recorded | None, desk: Desk) -> Letter:
    fields: Mapping[str, str] = {"link": desk.status_url}
    if done:
        fields = {"number": done.number, "secret": done.secret, "link": desk.status_url}
    return Letter(
        intent=reply.intent,
        text=filled(reply.text, fields),
        language=conversation.language,
        choices=reply.choices,
        subject=filled(reply.subject, fields) if reply.subject else None,
        variables=dict(fields),
    )


def filled(text: str, fields: Mapping[str, str]) -> str:
    """`text` with {number}, {secret} and {link} filled in; any other brace is the citizen's own and stays."""
    for name, value in fields.items():
        text = text.replace("{" + name + "}", value)
    return text
