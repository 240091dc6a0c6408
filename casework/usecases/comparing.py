"""R19 (c): which earlier complaints a new one resembles, and what came with it.  Nothing merges by itself (R13)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from uuid import UUID
from zoneinfo import ZoneInfo

from casework.ports import Compared, Earlier, Work
from casework.types import State
from intake.wording.language import date_words
from triage.packs.schema import Pack
from triage.reading.normalize import words
from triage.reading.numbers_told import find_application_numbers
from triage.similar import Candidate, Relation, Similar, similar

NONE_SIMILAR = "Belum ada pengaduan terdahulu yang serupa."
SIMILAR = "Pengaduan terdahulu yang mungkin serupa; tidak ada yang digabung sendiri (R13):"
MOST, MOST_OF_SERVICE = 8, 3
MORE = "- dan lainnya"
RELATIONS: Mapping[Relation, str] = MappingProxyType(
    {
        Relation.SAME_PERSON_SAME_MATTER: "pelapor sama",
        Relation.SAME_MATTER_OTHERS: "isi mirip, pelapor lain",
        Relation.SAME_SERVICE_COMPONENT: "layanan dan komponen sama",
    }
)
STATES: Mapping[State, str] = MappingProxyType(
    {
        State.RECEIVED: "diterima",
        State.RECORDED: "tercatat",
        State.UNDER_REVIEW: "ditelaah",
        State.IN_FOLLOW_UP: "ditindaklanjuti",
        State.ANSWERED: "dijawab",
        State.CLOSED: "selesai",
        State.REOPENED: "dibuka lagi",
        State.WITHDRAWN: "ditarik",
        State.HANDED_OVER: "diteruskan",
    }
)
FILES: Mapping[str, str] = MappingProxyType(
    {"image": "foto", "audio": "rekaman suara", "video": "video", "document": "dokumen"}
)


async def compare(work: Work, *, complaint_id: UUID, pack: Pack, now: datetime) -> bool:
    """Writes draft (c) of the complaint's case; False when it stands already.  Doing it twice adds nothing."""
    found = await work.candidates.near(complaint_id, timedelta(days=pack.readings.similar_days))
    if found is None:
        return False
    return await work.candidates.add_draft(found.case_id, draft(found, resembling(found, pack), pack.office.tz), now)


def resembling(found: Compared, pack: Pack) -> tuple[Similar, ...]:
    """R13: triage's judgement of the candidates, by the pack's readings."""
    numbers = _numbers(found.own.text)
    own, *others = (_candidate(one, numbers) for one in (found.own, *found.earlier))
    readings = pack.readings
    return similar(own, others, at=readings.similar_at, within_days=readings.similar_days)


def _numbers(text: str) -> frozenset[str]:
    return frozenset(one.text.casefold() for one in find_application_numbers(words(text)))


def _candidate(one: Earlier, numbers: Iterable[str]) -> Candidate:
    """Of another's application numbers only those matter that the complaint itself tells."""
    text = one.text.casefold()
    return Candidate(
        str(one.id), one.text, one.made_at, one.person, one.service_id, one.component,
        frozenset(number for number in numbers if number in text),
    )  # fmt: skip


def draft(found: Compared, similars: Sequence[Similar], zone: ZoneInfo) -> str:
    """What stands in draft (c): a line a complaint, each with number, day, state and relation; then the files."""
    by_id = {str(one.id): one for one in found.earlier}
    shown = _shown(similars)
    lines = [f"- {_line(by_id[one.id], one, zone)}" for one in shown]
    if len(shown) < len(similars):
        lines.append(MORE)
    head = [SIMILAR, *lines] if lines else [NONE_SIMILAR]
    return "\n".join([*head, _files(found.files)])


def _shown(similars: Sequence[Similar]) -> Sequence[Similar]:
    """The likeliest; of those that share no more than service and component a few stand for the rest."""
    matter = [one for one in similars if one.relation is not Relation.SAME_SERVICE_COMPONENT]
    service = [one for one in similars if one.relation is Relation.SAME_SERVICE_COMPONENT]
    return (*matter, *service[:MOST_OF_SERVICE])[:MOST]


def _line(one: Earlier, how: Similar, zone: ZoneInfo) -> str:
    day = date_words(one.made_at.astimezone(zone).date(), "id", short=True)
    return f"{one.number}, {day}, {STATES[one.state]}: {RELATIONS[how.relation]}"


def _files(files: Mapping[str, int]) -> str:
    told = ", ".join(_kinds(files))
    return f"Lampiran dari pelapor: {sum(files.values())} ({told})." if told else "Lampiran dari pelapor: tidak ada."


def _kinds(files: Mapping[str, int]) -> Iterator[str]:
    named: dict[str, int] = {}
    for kind, count in sorted(files.items()):
        name = FILES.get(kind, "berkas lain")
        named[name] = named.get(name, 0) + count
    return (f"{count} {name}" for name, count in named.items())
