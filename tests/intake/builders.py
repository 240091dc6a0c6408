"""Small builders for dialogue tests: a pack, a context and a judge that reads by a few plain words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from intake.channel import Channel
from intake.conversation import CaseSummary, Context, Conversation, Known, Phase, Record, Said, Step
from intake.dialogue import step
from triage.calendar import Calendar
from triage.due import due
from triage.packs.schema.pack import Pack
from triage.treat import Matter, treat
from triage.types import (
    Assessment,
    Component,
    DateOf,
    DateReading,
    Facts,
    Kind,
    NameReading,
    Reading,
    ServiceReading,
    Span,
    Treated,
    Verdict,
    Versions,
)
from triage.window import local_day, window

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)  # Monday 10:00 in Jakarta
ZONE = ZoneInfo("Asia/Jakarta")
CALENDAR = Calendar(version="t", years=frozenset({2026, 2027}))


def pack(**changes: Any) -> Pack:
    """A small office with two services, one of which has no standard."""
    values: dict[str, Any] = {
        "name": "uji",
        "version": "1",
        "valid_from": "2026-01-01",
        "office": {
            "code": "UJI",
            "name": "Kantor Uji",
            "long_name": "Kantor Uji",
            "region": "Uji",
            "zone": "Asia/Jakarta",
            "languages": ["id", "su", "en"],
            "addresses": [{"name": "kantor", "text": "Jalan Uji 1", "channel": "office"}],
            "contacts": [],
        },
        "hours": {"days": {1: [{"opens": "08:00", "closes": "15:00"}], 2: [{"opens": "08:00", "closes": "15:00"}]}},
        "tiers": [{"level": 1, "title": "Pelaksana", "role": "executor"}],
        "units": [{"id": "u", "name": "Unit"}],
        "posts": [{"id": "p", "title": "Petugas", "unit": "u", "tier": 1, "role": "executor"}],
        "catalogue": {
            "fields": [
                {
                    "id": "f",
                    "name": "F",
                    "sectors": [
                        {
                            "id": "s",
                            "name": "S",
                            "kinds": [
                                {"id": "nib", "name": "Nomor Induk Berusaha", "hint": "NIB"},
                                {"id": "reklame", "name": "Izin Reklame", "hint": "reklame"},
                            ],
                        }
                    ],
                }
            ]
        },
        "standards": {},
        "routing": {
            "routes": [{"way": "inside", "unit": "u", "tier": 1, "role": "executor", "rule": "R22", "why": "uji"}],
            "fallback_unit": "u",
        },
        "retention": {"closed_years": 5, "raw_event_days": 30},
    }
    return Pack.model_validate({**values, **changes})


def _span(match: re.Match[str]) -> Span:
    return Span(match.start(), match.end(), match[0])


def _date(text: str, sent_at: datetime) -> DateReading | None:
    today = local_day(sent_at, ZONE)
    match = re.search(r"kemarin|hari ini|(\d+) hari lalu|(?:tgl|tanggal) (\d+)|bulan lalu", text, re.IGNORECASE)
    if not match:
        return None
    words = match[0].lower()
    day: date | None = today
    if words == "kemarin":
        day = today - timedelta(days=1)
    elif match[1]:
        day = today - timedelta(days=int(match[1]))
    elif match[2]:
        day = today.replace(day=min(int(match[2]) or 1, 28))
    elif words == "bulan lalu":
        first = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
        return DateReading(match[0], _span(match), None, first, today.replace(day=1), DateOf.RECEIVED)
    return DateReading(match[0], _span(match), day, day, day, DateOf.RECEIVED)


_KINDS = (
    (Kind.SPAM, r"pinjaman|undian|hadiah"),
    (Kind.SUGGESTION, r"^saran"),
    (Kind.STATUS_QUERY, r"sampai mana|sudah bisa diambil"),
    (Kind.QUESTION, r"^(?:berapa|apa syarat|jam buka|syarat)"),
    (Kind.PRAISE, r"mantap pelayanan|petugasnya ramah sekali"),
    (Kind.GREETING, r"^(?:halo|assalamualaikum)$"),
)


def _kind(text: str) -> Kind:
    return next((kind for kind, pattern in _KINDS if re.search(pattern, text.strip(), re.IGNORECASE)), Kind.COMPLAINT)


def _reading(text: str, sent_at: datetime) -> Reading:
    name = re.search(r"nama saya ([A-Z][a-z]+)", text)
    service = re.search(r"\b(nib|reklame)\b", text, re.IGNORECASE)
    pending = re.search(r"belum (?:jadi|terbit|keluar)", text, re.IGNORECASE)
    found = _date(text, sent_at)
    lang = "su" if re.search(r"\babdi\b|\bteu acan\b", text) else "en" if re.search(r"\bpermit\b", text) else "id"
    return Reading(
        text=text,
        sent_at=sent_at,
        lang=lang,
        name=NameReading(name[1], _span(name)) if name else None,
        service=ServiceReading(service[1].lower(), service[1].upper(), _span(service)) if service else None,
        dates=(found,) if found else (),
        received=found,
        pending=True if pending else None,
        confidential=None,
    )


def judge(text: str, sent_at: datetime, facts: Facts) -> Assessment:
    """Reads by a few plain words; the window, the due date and R6, R12 by the real rules."""
    reading, kind = _reading(text, sent_at), _kind(text)
    danger, integrity = "ancam" in text, "uang rokok" in text
    component = Component.FACILITIES if "toilet" in text else Component.TURNAROUND_TIME
    complaint = kind is Kind.COMPLAINT
    pending = facts.pending if facts.pending is not None else reading.pending
    admissibility = window(facts.received or reading.received, pending, sent_at, ZONE) if complaint else None
    treated = treat(
        Matter(
            kind=kind,
            unsure=len(text.split()) < 2,
            admissibility=admissibility,
            component=component if complaint else None,
            integrity=integrity,
            danger=danger,
            identified=facts.identified,
            declined=facts.declined,
        )
    )
    service = ServiceReading(facts.service_id, facts.service_hint) if facts.service_id or facts.service_hint else None
    is_complaint = treated is not None and treated.treated_as is Treated.COMPLAINT
    return Assessment(
        kind=kind,
        kind_probability=0.9,
        component=component if complaint else None,
        components=(),
        components_also=(),
        integrity=integrity,
        outside_agency=False,
        danger=danger,
        reading=reading,
        service=service or reading.service,
        admissibility=admissibility,
        treated_as=treated,
        due=due(sent_at, CALENDAR, ZONE) if is_complaint else None,
        claims=(),
        route=None,
        needs_person=False,
        reasons=(),
        versions=Versions("1", "1", "1"),
    )


def context(**changes: Any) -> Context:
    """A context over the small pack."""
    return replace(Context(pack=PACK, calendar=CALENDAR, judge=judge), **changes)


PACK = pack()


def said(text: str, number: int = 1, **changes: Any) -> Said:
    """Message `m<number>`, a minute later for each."""
    return Said(id=f"m{number}", text=text, sent_at=NOW + timedelta(minutes=number), **changes)


def conversation(channel: Channel = Channel.WHATSAPP, **changes: Any) -> Conversation:
    """A fresh conversation."""
    return replace(Conversation(id="c", channel=channel, address="+62"), **changes)


def case(number: str = "UJI-26-00001-X", **changes: Any) -> CaseSummary:
    """A recorded complaint of this address."""
    base = CaseSummary(number, "recorded", "complaint", "NIB", "fee", NOW, NOW + timedelta(days=20))
    return replace(base, **changes)


def play(
    texts: Sequence[str | Said], *, start: Conversation | None = None, within: Context | None = None
) -> tuple[Conversation, list[Step]]:
    """Each text in a step of its own."""
    state, steps = start or conversation(), []
    for number, text in enumerate(texts, start=1):
        message = said(text, number) if isinstance(text, str) else text
        steps.append(step(state, [message], within or context(), message.sent_at + timedelta(seconds=5)))
        state = steps[-1].conversation
    return state, steps


def records(steps: Sequence[Step]) -> list[Record]:
    """Every Record of these steps."""
    return [event for one in steps for event in one.events if isinstance(event, Record)]


def intents(steps: Sequence[Step]) -> list[list[str]]:
    """The intents of the replies, step by step."""
    return [[reply.intent for reply in one.replies] for one in steps]


__all__ = ["CALENDAR", "NOW", "PACK", "Known", "Phase", "Verdict", "context", "conversation", "judge", "pack"]
