"""Numbers, people, officers and the audit chain on PostgreSQL."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import insert, text

from casework.ports import Drawn
from casework.types import CaseworkError, Role
from intake.channel import Channel
from storage.models import AuditEntry, Complainant, Officer
from storage.work import SqlWork
from tests.storage.support import NOW, ODD, Store, at_once, inbound


class GiveUp(Exception):
    pass


async def _draw(work: SqlWork, talk: UUID, name: str | None = None, office: str = "PWK", year: int = 2026) -> Drawn:
    conversation = await work.conversations.load(talk)
    return await work.conversations.draw(conversation, name, office=office, year=year, demo=False)


async def test_numbers_are_unique_and_without_gaps_though_some_give_up(store: Store) -> None:
    talks = [await store.conversation(inbound(address=f"+62812{n:08d}")) for n in range(30)]

    async def draw(n: int) -> int | None:
        try:
            async with store.begin() as work:
                number = (await _draw(work, talks[n])).sequence
                _perhaps_give_up(n)
                return number
        except GiveUp:
            return None

    drawn = [number for number in await at_once(30, draw) if number is not None]
    assert sorted(drawn) == list(range(1, 21))


def _perhaps_give_up(n: int) -> None:
    if n % 3 == 0:
        raise GiveUp


async def test_every_office_and_year_counts_for_itself(store: Store) -> None:
    talk = await store.conversation(inbound())
    async with store.begin() as work:
        for office, year, number in (("PWK", 2026, 1), ("PWK", 2027, 1), ("JKT", 2026, 1), ("PWK", 2026, 2)):
            assert (await _draw(work, talk, office=office, year=year)).sequence == number
        assert len((await work.session.scalars(text("SELECT 1 FROM number_sequence"))).all()) == 3


PEOPLE = [
    ("same_number_by_whatsapp_and_sms", (Channel.WHATSAPP, "twilio", "+62811"), (Channel.SMS, "gateway", "+62811"), 1),
    ("another_number", (Channel.WHATSAPP, "twilio", "+62811"), (Channel.WHATSAPP, "twilio", "+62812"), 2),
    ("same_word_on_another_medium", (Channel.TELEGRAM, "telegram", "1"), (Channel.OFFICE_WEB, "form", "1"), 2),
]


@pytest.mark.parametrize(("one", "other", "count"), [pytest.param(*row[1:], id=row[0]) for row in PEOPLE])
async def test_r11_one_way_to_reach_is_one_person(
    store: Store, one: tuple[Channel, str, str], other: tuple[Channel, str, str], count: int
) -> None:
    for channel, adapter, address in (one, other):
        talk = await store.conversation(inbound(channel=channel, adapter=adapter, address=address))
        async with store.begin() as work:
            await _draw(work, talk, "Rahayu")
    assert len(await store.rows(Complainant)) == count


async def test_a_name_is_kept_until_a_newer_one_is_told(store: Store) -> None:
    talk = await store.conversation(inbound())
    for told, kept in (("Rahayu", "Rahayu"), (None, "Rahayu"), ("Rahayu Lestari", "Rahayu Lestari")):
        async with store.begin() as work:
            await _draw(work, talk, told)
        assert [row.name for row in await store.rows(Complainant)] == [kept]


async def _officer(work: SqlWork, login: str, **changes: object) -> None:
    values = {"login": login, "name": login, "role": Role.EXECUTOR, "unit": "u", "tier": 1, "password_hash": "-"}
    await work.session.execute(insert(Officer).values(**(values | changes)))


async def test_holding_names_active_officers_of_role_and_unit(store: Store) -> None:
    async with store.begin() as work:
        await _officer(work, "a")
        await _officer(work, "b", unit="v")
        await _officer(work, "c", active=False)
        await _officer(work, "d", role=Role.READER)
        assert len(await work.officers.holding(Role.EXECUTOR)) == 2
        assert len(await work.officers.holding(Role.EXECUTOR, unit="u")) == 1
        with pytest.raises(CaseworkError, match="no_such_officer"):
            await work.officers.get(UUID(int=1))


async def test_a_notice_is_put_once(store: Store) -> None:
    async with store.begin() as work:
        await _officer(work, "a")
        [officer] = await work.officers.holding(Role.EXECUTOR)
        notify = [await work.officers.notify(officer.id, case_id=None, kind="k", ordinal=n, at=NOW) for n in (1, 2)]
        assert notify == [True, True]


async def test_thirty_writers_at_once_make_one_chain(store: Store) -> None:
    async def write(n: int) -> None:
        async with store.begin() as work:
            await work.audit.add(None, actor="system", action="note", at=NOW, n=n, odd=ODD, none=None)

    await at_once(30, write)
    rows = sorted(await store.rows(AuditEntry), key=lambda row: row.seq)
    assert [row.seq for row in rows] == list(range(1, 31))
    assert all("none" not in row.data for row in rows)
    async with store.begin() as work:
        assert await work.audit.first_broken(None) is None


TAMPER = [
    ("data", "data = '{}'"), ("actor", "actor = 'x'"), ("action", "action = 'close'"),
    ("at", "at = at + interval '1 microsecond'"), ("hash", "hash = 'f'"), ("prev_hash", "prev_hash = 'f'"),
]  # fmt: skip


@pytest.mark.parametrize("change", [pytest.param(row[1], id=row[0]) for row in TAMPER])
async def test_a_row_changed_behind_our_back_is_named(store: Store, change: str) -> None:
    for n in range(4):
        async with store.begin() as work:
            await work.audit.add(None, actor="system", action="note", at=NOW, n=n)
    await store.sql(f"UPDATE audit_entry SET {change} WHERE seq = 3")  # noqa: S608 - from the table above
    async with store.begin() as work:
        assert await work.audit.first_broken(None) == 3
    await store.sql("DELETE FROM audit_entry WHERE seq = 2")
    async with store.begin() as work:
        assert await work.audit.first_broken(None) == 2
