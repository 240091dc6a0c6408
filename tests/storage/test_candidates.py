"""Earlier complaints that may resemble one: which are found, how many at most, and along which indexes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from casework.ports import Compared
from storage.repositories import candidates
from storage.repositories.candidates import wake_left
from tests.storage.support import NOW, Store

WITHIN = timedelta(days=90)
TEXT = "izin reklame warung Sangkuriang belum terbit"
ARMS = (candidates.OF_PERSON, candidates.WITH_RARE_WORDS, candidates.OF_SERVICE, candidates.OF_LATEST)


class Rows:
    """Complaints as they lie in the table; person, service and component are anybody's unless told."""

    def __init__(self, store: Store) -> None:
        self.store, self.count = store, 0

    async def add(
        self, matter: str = TEXT, *, days: float = 0, person: str | None = None, service: str | None = None,
        component: str | None = None, demo: bool = False,
    ) -> UUID:  # fmt: skip
        self.count += 1
        at = NOW - timedelta(days=days)
        values = {
            "address": person or f"+62{self.count}", "n": self.count, "matter": matter, "at": at, "service": service,
            "component": component, "demo": demo,
        }  # fmt: skip
        [[found]] = await self.store.sql(_ADD, **values)
        return UUID(str(found))

    async def near(self, complaint_id: UUID) -> Compared | None:
        async with self.store.begin() as work:
            return await work.candidates.near(complaint_id, WITHIN)

    async def found(self, complaint_id: UUID) -> set[UUID]:
        near = await self.near(complaint_id)
        assert near is not None
        assert near.own.id == complaint_id
        return {one.id for one in near.earlier}


_ADD = """
WITH who AS (
    INSERT INTO complainant (kind, address) VALUES ('phone', :address)
    ON CONFLICT (kind, address) DO UPDATE SET kind = 'phone' RETURNING id
), talk AS (
    INSERT INTO conversation (adapter, account, channel, address)
    VALUES ('twilio', '+62', 'sms', '+' || CAST(:n AS int)) RETURNING id
), matter AS (
    INSERT INTO "case" (state, way, unit, tier, role, service_id, component, opened_at)
    VALUES ('recorded', 'inside', 'pengaduan', 1, 'executor', CAST(:service AS text), CAST(:component AS text),
        CAST(:at AS timestamptz)) RETURNING id
)
INSERT INTO complaint (number, secret_hash, case_id, complainant_id, conversation_id, channel, matter, kind, treated_as,
    treated_rule, made_at, recorded_at, due_at, demo)
SELECT 'N' || CAST(:n AS int), 'h', matter.id, who.id, talk.id, 'sms', CAST(:matter AS text), 'complaint', 'complaint',
    'R4', CAST(:at AS timestamptz), CAST(:at AS timestamptz), CAST(:at AS timestamptz), CAST(:demo AS boolean)
FROM who, talk, matter RETURNING id
"""


@pytest.fixture
def rows(store: Store) -> Rows:
    return Rows(store)


CASES: list[tuple[str, dict[str, Any], bool]] = [
    ("same_person_other_words", {"matter": "toilet kotor", "person": "+1", "days": 80}, True),
    ("a_rare_word_and_another", {"matter": "warung Sangkuriang ditolak", "days": 80}, True),
    ("same_service_and_component", {"matter": "x", "service": "nib", "component": "fee", "days": 80}, True),
    ("same_component_only", {"matter": "x", "component": "fee", "days": 1}, False),
    ("nothing_shared", {"matter": "toilet kotor", "days": 1}, False),
    ("same_person_too_long_ago", {"person": "+1", "days": 91}, False),
    ("same_words_too_long_ago", {"days": 91}, False),
    ("same_service_too_long_ago", {"matter": "x", "service": "nib", "component": "fee", "days": 91}, False),
    ("recorded_later", {"days": -1, "person": "+1", "service": "nib", "component": "fee"}, False),
    ("of_the_demo", {"days": 1, "demo": True}, True),
]


@pytest.mark.parametrize(("values", "expected"), [pytest.param(*row[1:], id=f"R13-{row[0]}") for row in CASES])
async def test_who_is_a_candidate(rows: Rows, values: dict[str, Any], expected: bool) -> None:
    other = await rows.add(**values)
    own = await rows.add(person="+1", service="nib", component="fee")
    assert await rows.found(own) == ({other} if expected else set())


async def test_demo_complaints_have_candidates_too(rows: Rows) -> None:
    other = await rows.add(days=1)
    assert await rows.found(await rows.add(demo=True)) == {other}


ODD = ["it's", "a\\b c\\d", "' | '", "&|!()", "", "a:b:* 'x", "https://x.test/a?b=c\\", "TDG-00984 118/REK/IV", "🙏"]


@pytest.mark.parametrize("matter", ODD)
async def test_no_words_break_the_search(rows: Rows, matter: str) -> None:
    await rows.add(matter, days=1)
    assert await rows.near(await rows.add(matter)) is not None


async def test_an_application_number_or_few_rare_words_are_found_behind_many_newer_ones(
    store: Store, rows: Rows
) -> None:
    numbers = ("TDG-00984", "2026-11-00984", "REK-2026-04577", "118/REK/IV/2026")
    others = {number: await rows.add(f"{number} macet", days=60) for number in numbers}
    short = await rows.add("loket Sangkuriang roboh", days=60)
    await _many(store, 2 * candidates.LATEST)
    for number, other in others.items():
        assert other in await rows.found(await rows.add(f"kabar berkas nomor {number} kumaha")), number
    assert short in await rows.found(await rows.add("Sangkuriang roboh"))


async def test_however_many_resemble_it_few_are_brought(rows: Rows) -> None:
    for n in range(sum(ARMS) + 10):
        await rows.add(days=1 + n / 100, person="+1", service="nib", component="fee")
    own = await rows.add(person="+1", service="nib", component="fee")
    assert len(await rows.found(own)) <= min(sum(ARMS), 200)


async def test_neither_name_nor_address_leaves_the_port(rows: Rows) -> None:
    await rows.add(days=1, person="+6281299999999")
    near = await rows.near(await rows.add(person="+6281299999999"))
    assert near is not None
    assert len(near.earlier) == 1
    assert "+6281299999999" not in repr(near)
    assert near.earlier[0].person == near.own.person


async def _many(store: Store, count: int) -> None:
    """`count` complaints of one conversation whose words recur; statistics as after a vacuum."""
    await store.sql(
        """
        WITH who AS (INSERT INTO complainant (kind, address) VALUES ('phone', '+0') RETURNING id),
        talk AS (INSERT INTO conversation (adapter, account, channel, address) VALUES ('a', 'b', 'sms', 'c')
                 RETURNING id),
        numbered AS (SELECT n, uuidv7() AS case_id FROM generate_series(1, :count) n),
        made AS (INSERT INTO "case" (id, state, way, unit, tier, role, service_id, component, opened_at)
            SELECT case_id, 'recorded', 'inside', 'pengaduan', 1, 'executor', 's' || n % 9, 'fee',
                CAST(:at AS timestamptz) - n * interval '1 minute' FROM numbered)
        INSERT INTO complaint (number, secret_hash, case_id, complainant_id, conversation_id, channel, matter, kind,
            treated_as, treated_rule, made_at, recorded_at, due_at)
        SELECT 'M' || n, 'h', case_id, who.id, talk.id, 'sms',
            'izin toko belum terbit warga' || n % 5000 || ' jalan' || n % 3000 || ' gudang' || n % 1700, 'complaint',
            'complaint', 'R4', at, at, at
        FROM who, talk, numbered, LATERAL (SELECT CAST(:at AS timestamptz) - n * interval '1 minute' AS at) t
        """,
        count=count,
        at=NOW - timedelta(days=1),
    )
    await store.sql("ANALYZE complaint")
    await store.sql('ANALYZE "case"')


async def _plan(store: Store, complaint_id: UUID) -> Sequence[str]:
    statement = text("EXPLAIN (ANALYZE, TIMING OFF) " + candidates._NEAR.text)
    async with store.engine.begin() as connection:
        return [row[0] for row in await connection.execute(statement, {"id": complaint_id, "within": WITHIN})]


async def test_in_a_large_table_every_arm_goes_down_an_index(store: Store, rows: Rows) -> None:
    await _many(store, 30_000)
    other = await rows.add("warung Sangkuriang Purnawarman digusur petugas galak", days=60)
    own = await rows.add("petugas galak menggusur warung Sangkuriang Purnawarman", service="s1", component="fee")
    plan = await _plan(store, own)
    scanned = [line.partition(" on ")[2].split()[0] for line in plan if "Seq Scan on " in line]
    assert not {"complaint", '"case"'} & set(scanned)
    assert any("ix_complaint_search" in line for line in plan)
    assert other in await rows.found(own)


async def test_what_was_left_is_woken_once_and_behind_everything(store: Store, rows: Rows) -> None:
    left, done = await rows.add(days=0.01), await rows.add(days=0.01)
    await rows.add(days=2)
    near = await rows.near(done)
    assert near is not None
    async with store.begin() as work:
        assert await work.candidates.add_draft(near.case_id, "c", NOW)
        assert not await work.candidates.add_draft(near.case_id, "c", NOW)
    for _ in range(2):
        async with store.begin() as work:
            await wake_left(work.session, NOW - timedelta(hours=1), NOW)
    assert await store.jobs("compare") == [str(left)]
    assert await store.sql("SELECT priority FROM pgqueuer") == [(-10,)]
