"""Officers' corrections as training rows, with what could tell who wrote taken out.  Pure.

The caller asks storage for `Correction`s: cases whose labels an officer changed or confirmed, with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from triage.reading import Lexicon, read
from triage.training.second import SENT
from triage.types import Component, Kind, Reading, Span

NAME, PERSON, NUMBER, PLACE, ADDRESS = "Fulan", "Pak Anu", "0", "Anu", "jalan Anu"
CONTACT = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+|(?<!\w)@\w{3,}|\+?\d[\d .()-]{6,}\d")
"""Mail addresses, links, accounts, and every long run of figures (telephone, NIK, file number)."""

STREET = re.compile(
    r"\b(?:jalan|jln?|gang|gg|kampung|kp|perum(?:ahan)?|dusun|blok|rt|rw)\b\.? ?[\w./]+(?: [A-Z]\w+)*", re.IGNORECASE
)
ROLES = re.compile(
    r"^(?:petugas|pegawai|satpam|loket|meja|kepala|kasi|kabid|calo|oknum|counter|konter|staf)", re.IGNORECASE
)
"""People spans that name a role and nobody."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One case as an officer left it.  `id` is the case's own id: no number that a citizen knows."""

    id: str
    channel: str
    text: str
    kind: Kind
    component: Component | None
    also: tuple[Component, ...]
    integrity: bool
    outside_agency: bool
    danger: bool


class Corrections(Protocol):
    """What storage offers: cases whose labels an officer set since the last training, closed or not."""

    async def labelled(self, since: str | None) -> Iterable[Correction]:
        """`since`: id of the last one taken (ids rise with time); None: all."""
        ...


def correction_rows(corrections: Iterable[Correction], lexicon: Lexicon) -> Iterator[dict[str, Any]]:
    """Rows as corpus files hold them (docs/labels.md), texts anonymised; `writer` is the office's own file."""
    for one in corrections:
        yield {
            "id": one.id,
            "channel": one.channel,
            "text": anonymous(one.text, lexicon),
            "kind": one.kind.value,
            "component": one.component.value if one.component else None,
            "components_also": [component.value for component in one.also],
            "integrity": one.integrity,
            "outside_agency": one.outside_agency,
            "danger": one.danger,
        }


def anonymous(text: str, lexicon: Lexicon) -> str:
    """The text with names, named people, places, addresses, numbers and contacts replaced by words that tell nobody.

    Sums of money, dates and permits stay: they are what the text is about.
    """
    reading = read(text, SENT, lexicon)
    kept = [
        *(one.span for one in reading.money),
        *(one.span for one in reading.dates),
        *(one.span for one in reading.durations),
    ]
    contacts = [pair for pair in _pattern(text, CONTACT, NUMBER) if not any(_meets(pair[0], one) for one in kept)]
    found = [*_named(reading), *contacts, *_pattern(text, STREET, ADDRESS)]
    parts, end = [], 0
    for span, words in sorted(found, key=lambda item: (item[0].start, -item[0].end)):
        if span.start < end:
            continue
        parts += [text[end : span.start], words]
        end = span.end
    return "".join([*parts, text[end:]])


def _meets(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _named(reading: Reading) -> Iterator[tuple[Span, str]]:
    if reading.name:
        own = reading.name
        for match in re.finditer(rf"\b{re.escape(own.name)}\b", reading.text):
            yield Span(*match.span(), match.group()), NAME
    yield from ((span, PERSON) for span in reading.people if not ROLES.match(span.text))
    yield from ((span, PLACE) for span in reading.places if not ROLES.match(span.text))
    yield from ((span, NUMBER) for span in (*reading.application_numbers, *reading.phones))


def _pattern(text: str, pattern: re.Pattern[str], words: str) -> Iterator[tuple[Span, str]]:
    return ((Span(*match.span(), match.group()), words) for match in pattern.finditer(text))
