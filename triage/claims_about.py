"""R20: which service some words of a text are about, where several are named.  Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from triage.claims_spelling import loose
from triage.packs.schema import Pack
from triage.reading.permits import NATIONAL
from triage.types import Span

_NO_SERVICE = frozenset({"OSS", "SIMBG", "KBLI", "KTP", "KK", "KIA", "NPWP", "BPJS", "SKCK", "STNK"})
"""Systems, and papers that are demanded far more often than applied for."""

_SHY = frozenset({"sip", "sia", "skp", "sbu"})
_NEEDED = loose(
    r"\b(?:butuh|perlu|harus|wajib|syarat\w*|diminta|minta|punya|lampir\w*|tanpa|belum ada|need\w*"
    r"|requires?)\W+(?:\w+\W+)?$"
)
FURTHEST = 400
"""No sentence is followed further, each way: a text without any full stop must not take time by its square."""

_SENTENCE = re.compile(r"[.!?;\n](?!\d)")
_CLAUSE = re.compile(r"[.!?;,\n](?!\d)")


def around(text: str, span: Span, parting: re.Pattern[str] = _SENTENCE) -> tuple[int, int]:
    """Where the sentence (or whatever `parting` ends) that holds the words begins and ends."""
    floor, ceiling = max(span.start - FURTHEST, 0), min(span.end + FURTHEST, len(text))
    begin = max((one.end() for one in parting.finditer(text, floor, span.start)), default=floor)
    stop = parting.search(text, span.end, ceiling)
    return begin, stop.start() if stop else ceiling


def sentence(text: str, span: Span) -> str:
    """The sentence that holds the words."""
    begin, stop = around(text, span)
    return text[begin:stop]


@dataclass(frozen=True, slots=True)
class Names:
    """How citizens name this service, what it issues, and all the others."""

    own: re.Pattern[str]
    issued: frozenset[str]
    others: re.Pattern[str]

    @classmethod
    def of(cls, pack: Pack, service_id: str | None) -> Names:
        """From the catalogue and the permits that law names; kinds of one short name are one."""
        kind, standard = pack.service(service_id), pack.standard_of(service_id)
        hint = kind.hint if kind else None
        own, others = set[str](), set[str]()
        for _, _, one in pack.catalogue.walk():
            mine = one.id == service_id or (hint is not None and one.hint == hint)
            if mine or one.hint not in _NO_SERVICE:
                (own if mine else others).update(one.aliases)
        for short, names in NATIONAL.items():
            if short != hint and short not in _NO_SERVICE:
                others.update(names)
        issued = {word for product in (standard.figures.product if standard else ()) for word in product.words}
        return cls(_any(own), frozenset(issued), _any(others - own))

    def told(self, text: str) -> Named:
        """Where the text names this service and others; looked for once a text.

        What this service issues ("NIB") is another only where the text names this one besides.
        """
        own = [found.start() for found in self.own.finditer(text)]
        other = [found for found in self.others.finditer(text) if found.group() not in _SHY]
        if not own:
            other = [found for found in other if found.group().casefold() not in self.issued]
        needed = (_NEEDED.search(text[max(found.start() - 30, 0) : found.start()]) for found in other)
        return Named(text, own, [found.start() for found, paper in zip(other, needed, strict=True) if not paper])


@dataclass(frozen=True, slots=True)
class Named:
    """The places where one text names the service, and where it names others."""

    text: str
    own: list[int]
    others: list[int]

    def others_only(self, span: Span) -> bool:
        """Whether the clause of these words, or else the one before it in the sentence, names another service alone."""
        if not self.others:
            return False
        begin, stop = around(self.text, span, _CLAUSE)
        first, _ = around(self.text, span)
        before = around(self.text, Span(begin - 1, begin - 1, ""), _CLAUSE)[0] if begin > first else begin
        for at in (begin, max(before, first)):
            mine, other = _within(self.own, at, stop), _within(self.others, at, stop)
            if mine or other:
                return not mine
        return False


def _within(places: list[int], begin: int, stop: int) -> bool:
    return bisect_left(places, begin) < bisect_left(places, stop)


def _any(names: Iterable[str]) -> re.Pattern[str]:
    return _compiled(tuple(sorted(names, key=lambda one: (-len(one), one))))


@cache
def _compiled(names: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all the names of a pack, compiled once."""
    return loose(rf"(?<!\w)(?:{'|'.join(map(re.escape, names)) or '(?!)'})(?!\w)")
