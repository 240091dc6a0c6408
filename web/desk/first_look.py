"""The assessment as the page shows it: labels with probability, reasons, claims beside the standard's row (R18, R20).

Reads the stored JSON by name and leaves out what a version did not write.  Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date

from triage.packs.schema.pack import Pack
from web import words
from web.times import LOCALE

SURE = 0.75


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact taken from the text, with the citizen's own words for it."""

    name: str
    value: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A component with its probability, 0 to 1, as a meter of ten."""

    name: str
    probability: float

    @property
    def percent(self) -> int:
        """Rounded."""
        return round(self.probability * 100)


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """What was said beside what the standard says."""

    claim: str
    standard: str
    verdict: str
    tone: str
    row: str
    verbatim: str
    missing: str


@dataclass(frozen=True, slots=True)
class Why:
    """A reason: for which label, in which words, by which rule."""

    text: str
    rule: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FirstLook:
    """Everything of one assessment that the page shows."""

    kind: str
    facts: tuple[Fact, ...]
    components: tuple[Label, ...]
    flags: tuple[str, ...]
    window: str
    window_rule: str
    late: bool
    claims: tuple[ClaimLine, ...]
    reasons: tuple[Why, ...]
    needs_person: bool
    said: tuple[str, ...]


def first_look(body: Mapping[str, Any] | None, pack: Pack) -> FirstLook | None:
    """The assessment of that JSON; None when there is none."""
    if not body:
        return None
    facts, reasons = _facts(body, pack), tuple(_reasons(body.get("reasons") or ()))
    window = body.get("admissibility") or {}
    said = [fact.said for fact in facts] + [w for reason in reasons for w in reason.said if _telling(w, reason.rule)]
    return FirstLook(
        kind=words.name(words.KINDS, body.get("kind")),
        facts=facts,
        components=tuple(_components(body)),
        flags=tuple(text for name, text in FLAGS.items() if body.get(name)),
        window=_window(window),
        window_rule=str(window.get("rule") or ""),
        late=window.get("verdict") == "late",
        claims=tuple(_claims(body.get("claims") or (), pack)),
        reasons=reasons,
        needs_person=bool(body.get("needs_person")),
        said=tuple(dict.fromkeys(w for w in said if len(w) > 1)),
    )


def _telling(word: str, rule: str) -> bool:
    """The model's single words stand among the reasons only: marked in the citizen's text they would cover it."""
    return rule not in {"R16", "R17"} or " " in word


FLAGS = {
    "danger": "Ada tanda bahaya bagi orang",
    "integrity": "Ada dugaan pelanggaran integritas",
    "outside_agency": "Menyangkut instansi lain",
}


def _window(window: Mapping[str, Any]) -> str:
    if not window:
        return ""
    text = words.name(words.VERDICTS, window.get("verdict"))
    return f"{text}, hari ke-{window['day']}" if window.get("day") is not None else text


def _facts(body: Mapping[str, Any], pack: Pack) -> tuple[Fact, ...]:
    facts: list[Fact] = []
    service = body.get("service") or {}
    if service.get("id") or service.get("hint"):
        kind = pack.service(service.get("id"))
        facts.append(Fact("Layanan", kind.name if kind else str(service["hint"]), str(service.get("hint") or "")))
    received = body.get("received") or {}
    if received.get("expr"):
        name = words.name(words.DATES, received.get("of"))
        facts.append(Fact(name, _range(received), str(received["expr"])))
    if body.get("service_pending"):
        facts.append(Fact("Penyelesaian", "Belum diterima pemohon"))
    if body.get("lang"):
        facts.append(Fact("Bahasa", words.name(words.LANGUAGES, body["lang"])))
    return tuple(facts)


def _range(received: Mapping[str, Any]) -> str:
    if received.get("date"):
        return _day(received["date"])
    return f"{_day(received.get('earliest'))} sampai {_day(received.get('latest'))}"


def _day(iso: object) -> str:
    return format_date(date.fromisoformat(str(iso)), "d MMM y", locale=LOCALE) if iso else "?"


def _components(body: Mapping[str, Any]) -> Iterable[Label]:
    for item in (body.get("components") or ())[:4]:
        yield Label(words.name(words.COMPONENTS, item.get("component")), float(item.get("probability") or 0))


def _claims(claims: Sequence[Mapping[str, Any]], pack: Pack) -> Iterable[ClaimLine]:
    for claim in claims:
        row = str(claim.get("row") or "")
        verdict = str(claim.get("verdict") or "too_few_facts")
        yield ClaimLine(
            str(claim.get("claim") or ""), str(claim.get("standard") or "—"), words.name(words.VERDICTS, verdict),
            TONES.get(verdict, "calm"), row, standard_row(pack, row), str(claim.get("missing") or ""),
        )  # fmt: skip


TONES = {"consistent": "calm", "contradicts": "late", "too_few_facts": "soon"}


def standard_row(pack: Pack, address: str) -> str:
    """The verbatim text of a row (`43/3`); "" when the pack has none."""
    standard = pack.standards.get(address.partition("/")[0])
    if standard is None:
        return ""
    return next((text for where, _, text in standard.rows() if where == address), "")


def _reasons(reasons: Iterable[Any]) -> Iterable[Why]:
    for reason in reasons:
        if isinstance(reason, Mapping):
            yield Why(str(reason.get("text") or ""), str(reason.get("rule") or ""), _said(reason.get("words") or ()))
        else:
            yield Why(str(reason), "", ())


def _said(spans: Iterable[Any]) -> tuple[str, ...]:
    return tuple(str(span["text"]) if isinstance(span, Mapping) else str(span) for span in spans)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the citizen's text; `marked`: a finding stands on it."""

    text: str
    marked: bool


def highlighted(text: str, said: Sequence[str]) -> tuple[Piece, ...]:
    """`text` cut where the words of findings stand; together the pieces are exactly `text`."""
    cuts = sorted(span for word in said for span in _places(text, word))
    pieces: list[Piece] = []
    at = 0
    for start, end in cuts:
        if start < at:
            continue
        pieces += [Piece(text[at:start], marked=False), Piece(text[start:end], marked=True)]
        at = end
    return tuple(piece for piece in (*pieces, Piece(text[at:], marked=False)) if piece.text)


def _places(text: str, word: str) -> Iterable[tuple[int, int]]:
    start = text.find(word) if word else -1
    if start >= 0:
        yield start, start + len(word)
