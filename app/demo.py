"""The demo (decision 8): history made by messages and officers' acts through the real code, ending now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any
from uuid import UUID

import yaml

from app.answering import answer as hear
from app.judging import Judges
from app.services import Services
from app.worker.timers import fire_timer
from casework.ports import OfficerRef
from casework.types import Role
from casework.usecases.answering import answer, close, report
from casework.usecases.deciding import follow_up, hand_over
from casework.usecases.handling import review, take
from intake.channel import Channel, InboundMessage
from intake.conversation import Asks
from storage import calendars, lanes, running, taking
from storage.demo import complaint_of, officer_with
from storage.work import SqlWork
from triage.types import Way

Say = Callable[[str], None]
ANSWERS = 4
SAID = {Asks.RECEIVED: "kemarin", Asks.SERVICE: "tidak tahu"}
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
CHANNELS = {
    "whatsapp": ("twilio", Channel.WHATSAPP), "sms": ("twilio", Channel.SMS),
    "telegram": ("telegram", Channel.TELEGRAM),
    "email": ("email", Channel.EMAIL), "form": ("form", Channel.OFFICE_WEB),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Story:
    """One complaint of the demo: when, by which channel, in which words, how far it came."""

    index: int
    begin: datetime
    channel: str
    until: str
    texts: Sequence[str]
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that happens at a moment of the demo's past."""

    at: datetime
    story: Story
    what: str
    text: str = ""
    number: int = 0


async def add_demo(services: Services, say: Say) -> int:
    """How many stories were told.  Each act is a transaction of its own, in the order of its time."""
    now = services.clock.now()
    judges = Judges.load(services.pack)
    stories = read_stories(services, now)
    acts = sorted((act for story in stories for act in acts_of(story, now)), key=lambda act: act.at)
    for count, act in enumerate(acts, 1):
        await _timers_until(services, act.at)
        await _do(services, judges, act)
        if count % 20 == 0:
            say(f"  demo: {count} of {len(acts)} steps")
    await _timers_until(services, now)
    return len(stories)


def read_stories(services: Services, now: datetime) -> list[Story]:
    """The stories of demo.yaml, placed on the days before `now`."""
    entries = yaml.safe_load(files("app").joinpath("demo.yaml").read_text(encoding="utf-8"))
    zone = services.pack.office.tz
    stories = []
    for index, entry in enumerate(entries):
        local = (now - entry["days"] * DAY).astimezone(zone)
        begin = local.replace(hour=entry["hour"], minute=index % 50, second=7) if entry["days"] else local - 5 * MINUTE
        stories.append(
            Story(index, min(begin, now - 5 * MINUTE), entry["channel"], entry["until"], entry["texts"], entry)
        )
    return stories


_STEPS = {
    "under_review": ("take",),
    "in_follow_up": ("take", "review", "follow_up"),
    "handed_over": ("take", "hand_over"),
    "answered": ("take", "review", "answer"),
    "closed": ("take", "review", "answer", "report", "close"),
    "reopened": ("take", "answer", "objection"),
}


def acts_of(story: Story, now: datetime) -> list[Act]:
    """The story's messages, then what officers do, a day apart as far as days are left."""
    acts = [Act(story.begin + n * MINUTE, story, "message", text, n) for n, text in enumerate(story.texts)]
    steps = _STEPS.get(story.until, ())
    start = story.begin + timedelta(hours=2)
    room = min(DAY, max(now - start, MINUTE) / (len(steps) + 3))
    acts += [Act(start + n * room, story, what, str(story.more.get(what, "")), n) for n, what in enumerate(steps)]
    if story.until == "closed":
        acts = [Act(a.at + 3 * DAY if a.what == "close" else a.at, a.story, a.what, a.text, a.number) for a in acts]
    return [act for act in acts if act.at <= now]


async def _timers_until(services: Services, end: datetime) -> None:
    """Reminders and looks fall due on the way, at their own time."""
    for _ in range(20):
        async with services.works.begin() as work:
            due = await running.due_timers(work.session, end)
        if not due:
            return
        for timer_id in due:
            await fire_timer(services, timer_id, end, at_due=True)


async def _do(services: Services, judges: Judges, act: Act) -> None:
    async with services.works.begin() as work:
        if act.what in {"message", "objection"}:
            await _message(services, judges, work, act)
        else:
            await _officer(work, act)
        await lanes.settle(work.session, act.at + timedelta(seconds=3))


def _inbound(services: Services, act: Act) -> InboundMessage:
    adapter, channel = CHANNELS[act.story.channel]
    index = act.story.index
    addresses = {
        "email": f"warga{index:02d}@contoh.test",
        "telegram": f"70000{index:02d}",
        "form": f"demo-form-{index:02d}",
    }
    facts = {"name": act.story.more["name"]} if "name" in act.story.more else {}
    return InboundMessage(
        channel=channel, adapter=adapter, account=_account(services, act.story.channel),
        message_id=f"demo-{index}-{act.what}-{act.number}",
        address=addresses.get(act.story.channel, f"+62812000001{index:02d}"),
        text=act.text, sent_at=act.at, subject=act.story.more.get("subject"), facts=facts,
    )  # fmt: skip


def _account(services: Services, channel: str) -> str:
    settings = services.settings
    accounts = {
        "whatsapp": settings.twilio.whatsapp_from, "sms": settings.twilio.sms_from, "email": settings.mail.address,
        "telegram": settings.telegram.token.get_secret_value().partition(":")[0], "form": "form",
    }  # fmt: skip
    return accounts[channel]


async def _message(services: Services, judges: Judges, work: SqlWork, act: Act) -> None:
    """A message of the story; what the bot asks then is answered a minute later, as a citizen would."""
    message = _inbound(services, act)
    asked = await _hear(services, judges, work, message)
    for n in range(1, ANSWERS if act.story.until != "received" else 0):
        if asked is None or asked is Asks.MATTER:
            return
        said = act.story.more.get("name", "Yanti Suryani") if asked is Asks.NAME else SAID.get(asked, "tidak tahu")
        later = act.at + n * MINUTE / 2
        more = replace(
            message, message_id=f"{message.message_id}-{n}", text=said, sent_at=later, facts={}, subject=None
        )
        asked = await _hear(services, judges, work, more)


async def _hear(services: Services, judges: Judges, work: SqlWork, message: InboundMessage) -> Asks | None:
    """One message through the real dialogue; the question that is open after it."""
    now, none = message.sent_at, timedelta(0)
    await taking.take_in(
        work.session, message, event_id=None, received_at=now, now=now, quiet=none, longest=none, demo=True
    )
    conversation_id = await taking.conversation_for(work.session, message, demo=True)
    row = await taking.held(work.session, conversation_id)
    said = await taking.take(work.session, conversation_id, now)
    if row is None or not said:
        return None
    calendar = await calendars.read_calendar(work.session, services.closures)
    _, received = await hear(services, judges, work, row, said, calendar, now)
    return received.conversation.open_question


async def _officer(work: SqlWork, act: Act) -> None:
    found = await complaint_of(work.session, f"demo-{act.story.index}-message-0")
    if found is None:
        return
    case_id, integrity = found
    who = await officer_with(work.session, Role.MANAGING_OFFICIAL if integrity else Role.COMPLAINT_OFFICER)
    if who is None:
        return
    officer = OfficerRef(who.id, Role(who.role), who.unit, who.tier)
    await _act(work, act, case_id, officer)


async def _act(work: SqlWork, act: Act, case_id: UUID, officer: OfficerRef) -> None:
    now, more = act.at, act.story.more
    match act.what:
        case "take":
            await take(work, case_id=case_id, officer=officer, now=now)
        case "review":
            text = "Inti masalah sesuai keterangan pelapor; diperiksa dengan unit terkait."
            await review(work, case_id=case_id, officer=officer, step="a", text=text, row=None, now=now)
        case "follow_up":
            way = Way(str(more.get("way", "inside")))
            reason = "Perlu keterangan dari unit yang bersangkutan."
            await follow_up(work, case_id=case_id, officer=officer, way=way, reason=reason, now=now)
        case "answer":
            await answer(work, case_id=case_id, officer=officer, text=act.text, outcome=None, files=(), now=now)
        case "report":
            text = "Pengaduan sudah dijawab dan ditindaklanjuti."
            await report(work, case_id=case_id, officer=officer, text=text, now=now)
        case "close":
            await close(work, case_id=case_id, officer=officer, now=now)
        case "hand_over":
            reason = "Layanan ini bukan kewenangan kantor kami."
            await hand_over(work, case_id=case_id, officer=officer, to=str(more["to"]), reason=reason, now=now)
