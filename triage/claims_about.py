"""R20: which service some words of a text are about, where several are named.  Pure."""

from __future__ import annotations

import re
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
_SENTENCE = re.compile(r"[.!?;\n](?!\d)")
_CLAUSE = re.compile(r"[.!?;,\n](?!\d)")


def around(text: str, span: Span, parting: re.Pattern[str] = _SENTENCE) -> tuple[int, int]:
    """Where the sentence (or whatever `parting` ends) that holds the words begins and ends."""
    begin = max((one.end() for one in parting.finditer(text, 0, span.start)), default=0)
    stop = parting.search(text, span.end)
    return begin, stop.start() if stop else len(text)


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

    def others_only(self, text: str, span: Span) -> bool:
        """Whether the clause of these words, or else the one before it in the sentence, names another service alone.

        What this service issues ("NIB") is another only where the text names this one besides.
        """
        named = self.own.search(text) is not None
        begin, stop = around(text, span, _CLAUSE)
        first, _ = around(text, span)
        before = around(text, Span(begin - 1, begin - 1, ""), _CLAUSE)[0] if begin > first else begin
        for at in (begin, max(before, first)):
            mine, other = self.own.search(text, at, stop), self._other(text, at, stop, named=named)
            if mine or other:
                return mine is None
        return False

    def _other(self, text: str, begin: int, stop: int, *, named: bool) -> bool:
        found = (m for m in self.others.finditer(text, begin, stop) if m.group() not in _SHY)
        told = (m for m in found if named or m.group().casefold() not in self.issued)
        return any(not _NEEDED.search(text[max(begin, m.start() - 30) : m.start()]) for m in told)


def _any(names: Iterable[str]) -> re.Pattern[str]:
    return _compiled(tuple(sorted(names, key=lambda one: (-len(one), one))))


@cache
def _compiled(names: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all the names of a pack, compiled once."""
    return loose(rf"(?<!\w)(?:{'|'.join(map(re.escape, names)) or '(?!)'})(?!\w)")
