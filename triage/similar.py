"""R13: which earlier complaints resemble this one, and how.  Pure; storage brings the candidates, nothing merges."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from triage.types import Component, Reason

WORD = re.compile(r"[^\W\d_]{3,}|\d{3,}")
_COMMON = """yang dan dari untuk dengan tidak belum sudah saya kami anda ini itu ada juga saja bisa kalau karena tapi
    padahal akan atau pada oleh kata katanya nya mau lagi masih sampai sampe udah sdh blm yg dgn tdk gak nggak pak ibu
    bapak min admin mohon tolong terima kasih assalamualaikum selamat pagi siang sore malam the and not for was are with
    have nu teu abdi kuring geus acan teh mah"""
COMMON = frozenset(_COMMON.split())


class Relation(StrEnum):
    """How two complaints resemble each other."""

    SAME_PERSON_SAME_MATTER = "same_person_same_matter"
    SAME_MATTER_OTHERS = "same_matter_others"
    SAME_SERVICE_COMPONENT = "same_service_component"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An earlier complaint.  `person`: any key under which one person is always the same; None if unknown."""

    id: str
    text: str
    made_at: datetime
    person: str | None = None
    service_id: str | None = None
    component: Component | None = None
    application_numbers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Similar:
    """One judgement; `likeness` 0 to 1 by words in common."""

    id: str
    relation: Relation
    likeness: float
    reason: Reason


def similar(
    own: Candidate, candidates: Iterable[Candidate], *, at: float = 0.45, within_days: int = 90
) -> tuple[Similar, ...]:
    """Those that resemble `own`, likeliest first.  Candidates outside `within_days` before it are left out."""
    earliest = own.made_at - timedelta(days=within_days)
    near = [one for one in candidates if one.id != own.id and earliest <= one.made_at <= own.made_at]
    words = _content(own.text)
    judged = [found for one in near if (found := _judge(own, words, one, at))]
    return tuple(sorted(judged, key=lambda one: (list(Relation).index(one.relation), -one.likeness, one.id)))


def likeness(left: str, right: str) -> float:
    """Words in common over the words of the shorter text, lessened when the longer holds much more."""
    return _alike(_content(left), _content(right))


def _alike(a: frozenset[str], b: frozenset[str]) -> float:
    if not a or not b:
        return 0.0
    common = len(a & b)
    return round((common / min(len(a), len(b)) + common / len(a | b)) / 2, 4)


def _judge(own: Candidate, words: frozenset[str], other: Candidate, at: float) -> Similar | None:
    same_file = bool(own.application_numbers & other.application_numbers)
    close = 1.0 if same_file else _alike(words, _content(other.text))
    same_person = own.person is not None and own.person == other.person
    same_kind = own.component is not None and own.component == other.component
    same_service = own.service_id is not None and own.service_id == other.service_id
    if same_person and (close >= at or (same_kind and same_service)):
        return _found(other, Relation.SAME_PERSON_SAME_MATTER, close, "pelapor sama, isi mirip")
    if not same_person and close >= at:
        return _found(other, Relation.SAME_MATTER_OTHERS, close, "isi mirip, pelapor lain")
    if same_kind and same_service:
        return _found(other, Relation.SAME_SERVICE_COMPONENT, close, "layanan dan komponen sama belum lama ini")
    return None


def _found(other: Candidate, relation: Relation, close: float, text: str) -> Similar:
    return Similar(other.id, relation, close, Reason("similar", text, "R13", weight=close))


def _content(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text.casefold())) - COMMON
