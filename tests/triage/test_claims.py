"""R20 by table: the text as citizens write it, the real reader, the standards of two offices."""

from __future__ import annotations

import json
from datetime import datetime
from time import process_time
from typing import Any

import pytest

from tests.triage.helpers import FIXTURES, judge
from triage.claims import Subject, claims
from triage.reading import read
from triage.types import Claim, ClaimVerdict, Component

ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (FIXTURES / "claims.jsonl").read_text(encoding="utf-8").splitlines()
]


def judged(row: dict[str, Any]) -> tuple[Claim, ...]:
    office = judge(row["office"])
    sent_at = datetime.fromisoformat(row["sent_at"])
    subject = Subject(
        reading=read(row["text"], sent_at, office.lexicon),
        service_id=row["service"],
        components=frozenset(Component(one) for one in row["components"]),
        made_at=sent_at,
    )
    return claims(subject, office.pack, office.calendar)


def found(row: dict[str, Any]) -> list[tuple[str | None, str, str, str | None, str | None]]:
    return [(one.row, one.verdict.value, one.claim, one.missing, one.standard) for one in judged(row)]


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_table(row: dict[str, Any]) -> None:
    got = found(row)
    expected = [(*one, None) if len(one) == 3 else tuple(one) for one in row["expect"]]
    shown = [
        (at, verdict, claim if want[2] is not None else None, missing)
        for (at, verdict, claim, missing, _), want in zip(got, expected, strict=False)
    ]
    assert len(got) == len(expected)
    assert shown == expected
    assert all(standard for at, _, _, _, standard in got if at and at != "hours"), "both figures are shown"


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_every_claim_points_to_the_citizens_words(row: dict[str, Any]) -> None:
    for claim in judged(row):
        assert claim.missing or claim.verdict is not ClaimVerdict.TOO_FEW_FACTS, "the lacking fact is named"
        if claim.span is not None:
            assert row["text"][claim.span.start : claim.span.end] == claim.span.text != ""
        else:
            assert claim.claim == "produk layanan", "only where the text names no product"


UNITS = (
    "gratis? ", "tidak diminta bayar? ", "25920 petugas minta 500rb, PBG diminta 2jt, ", "petugas tidak judes ",
    "diminta akun siinas lewat siinas ", "lengkap tanggal 2 November terbit 11 November ", "tidak ada kursi roda ",
    "antri lama banget ", "ada pojok baca tapi ", "cuma dapat NIB ", "biaya parkir mahal ", "sudah 3 minggu ", "gopek ",
    "lapor tidak ", "petugas lulusan ", "kualitas petugas ", "a", " ", "1",
)  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_long_texts_take_linear_time(unit: str) -> None:
    """R20 of 100 000 characters is done in seconds, whatever is repeated in them."""
    row: dict[str, Any] = {"office": "purwakarta", "service": "43", "sent_at": "2026-11-23T10:00:00+07:00"}
    row |= {"text": unit * (100_000 // len(unit)), "components": [one.value for one in Component]}
    begun = process_time()
    judged(row)
    assert process_time() - begun < 8.0


def test_there_are_enough_and_ids_name_rules() -> None:
    assert len(ROWS) >= 100
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert all(row["id"].startswith("R") for row in ROWS)
