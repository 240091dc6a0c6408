"""The list: filters, search, paging without gap or double, and that SQL sees what casework.rights sees."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from casework.ports import OfficerRef
from casework.rights import sees
from casework.types import Role
from storage.work import Works
from tests.web.conftest import NOW, Site
from web.queries import listing, work
from web.queries.listing import Filter

EVERYBODY = OfficerRef(UUID(int=1), Role.COMPLAINT_OFFICER, "pengaduan", 1)


async def numbers_of(site: Site, wanted: Filter, officer: OfficerRef = EVERYBODY) -> list[str]:
    found = await listing.page(site.engine, officer, wanted)
    return [item.number for item in found.items]


async def some(site: Site) -> dict[str, str]:
    day = timedelta(days=1)
    rows: dict[str, dict[str, Any]] = {
        "late": {"due_at": NOW - day, "unit": "pelayanan", "component": "fee", "channel": "sms"},
        "today": {"due_at": NOW + timedelta(hours=3)},
        "later": {"due_at": NOW + 20 * day, "service_id": "nib", "matter": "Kursi ruang tunggu rusak"},
        "undated": {"due_at": None, "treated_as": "suggestion"},
        "closed": {"state": "closed", "closed_at": NOW, "answered_at": NOW, "told_at": NOW, "reported_at": NOW},
        "answered": {"state": "answered", "answered_at": NOW, "due_at": NOW - 2 * day},
    }
    made = {}
    for sequence, (name, values) in enumerate(rows.items(), start=1):
        at = NOW - timedelta(days=30 - sequence)
        made[name] = (await site.case(sequence, **{"made_at": at, **values})).number
    return made


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter(), ["answered", "late", "today", "later", "undated"]),
        (Filter(state="all"), ["answered", "closed", "undated", "later", "today", "late"]),
        (Filter(state="closed"), ["closed"]),
        (Filter(unit="pelayanan"), ["late"]),
        (Filter(component="fee"), ["late"]),
        (Filter(service="nib"), ["later"]),
        (Filter(channel="sms"), ["late"]),
        (Filter(state="all", channel="sms"), ["late"]),
        (Filter(due="late", due_before=NOW), ["late"]),
        (Filter(due="today", due_from=NOW, due_before=NOW + timedelta(hours=12)), ["today"]),
        (Filter(state="all", text="kursi rusak"), ["later"]),
        (Filter(text="kursi -rusak"), []),
        (Filter(text="tak ada kata ini"), []),
    ],
)
async def test_each_filter(site: Site, wanted: Filter, expected: list[str]) -> None:
    made = await some(site)
    assert await numbers_of(site, wanted) == [made[name] for name in expected]


async def test_a_number_is_found_however_it_is_typed_and_whatever_its_state(site: Site) -> None:
    made = await some(site)
    for typed in (made["closed"], made["closed"].lower(), made["closed"].replace("-", " "), f"soal {made['closed']}?"):
        assert await numbers_of(site, Filter(text=typed)) == [made["closed"]]


@pytest.mark.parametrize("wanted", [Filter(), Filter(state="all"), Filter(text="loket"), Filter(state="recorded")])
async def test_pages_follow_each_other_without_gap_or_double(site: Site, wanted: Filter) -> None:
    for sequence in range(1, 15):
        due = None if sequence % 5 == 0 else NOW + timedelta(days=sequence // 3)
        treated = "suggestion" if due is None else "complaint"
        await site.case(sequence, due_at=due, treated_as=treated, made_at=NOW - timedelta(hours=sequence // 2))
    whole = await numbers_of(site, wanted)
    assert len(whole) == 14
    walked: list[str] = []
    after: str | None = ""
    while after is not None:
        found = await listing.page(site.engine, EVERYBODY, replace(wanted, after=after, size=4))
        walked += [item.number for item in found.items]
        after = found.next
    assert walked == whole


async def test_a_search_with_very_many_hits_is_walked_newest_first(site: Site) -> None:
    for sequence in range(1, 8):
        await site.case(sequence, made_at=NOW - timedelta(hours=sequence))
    few = await listing.page(site.engine, EVERYBODY, Filter(text="loket"))
    many = await listing.page(site.engine, EVERYBODY, Filter(text="loket", cap=3))
    assert (few.total, many.total) == (7, None)
    assert [item.number for item in few.items] == [item.number for item in many.items]


async def test_totals_stop_at_the_cap(site: Site) -> None:
    for sequence in range(1, 6):
        await site.case(sequence)
    found = await listing.page(site.engine, EVERYBODY, Filter(cap=3))
    assert (found.total, len(found.items)) == (None, 5)


OFFICERS = [
    OfficerRef(UUID(int=n), role, unit, 1)
    for n, role in enumerate(Role, start=10)
    for unit in ("pengaduan", "pelayanan")
]


async def test_sql_shows_exactly_the_cases_that_the_rights_show(site: Site) -> None:
    holder = await site.officer("dede", "executor", unit="pelayanan")
    everyone = [*OFFICERS, OfficerRef(holder, Role.EXECUTOR, "teknis", 1), OfficerRef(holder, Role.READER, "x", 1)]
    marks = [(), ("pelayanan",), ("unit:pengaduan",), (str(holder),), ("executor", "someone else")]
    made = [
        await site.case(n, unit=unit, holder_id=held, excluded=about)
        for n, (unit, held, about) in enumerate(
            [(u, h, a) for u in ("pengaduan", "pelayanan") for h in (None, holder) for a in marks], start=1
        )
    ]
    async with Works(site.engine).begin() as unit_of_work:
        cases = {one.number: await unit_of_work.cases.get(one.case_id) for one in made}
    for officer in everyone:
        expected = {number for number, case in cases.items() if sees(officer, case)}
        assert set(await numbers_of(site, Filter(size=100), officer)) == expected, officer
        assert set(await numbers_of(site, Filter(state="all", size=100), officer)) == expected, officer


async def test_my_work_sorts_what_is_mine_by_when_it_is_due(site: Site) -> None:
    siti = await site.officer()
    me = OfficerRef(siti, Role.COMPLAINT_OFFICER, "pengaduan", 1)
    hour = timedelta(hours=1)
    held: dict[str, Any] = {"state": "under_review", "holder_id": siti}
    made = {
        "overdue": await site.case(1, due_at=NOW - hour, **held),
        "today": await site.case(2, due_at=NOW + hour, **held),
        "waiting": await site.case(3, due_at=NOW + 48 * hour, **held),
        "to_close": await site.case(4, state="answered", answered_at=NOW, holder_id=siti),
        "new": await site.case(5),
    }
    await site.case(6, state="under_review", holder_id=await site.officer("dede"))
    mine = await work.mine(site.engine, me, NOW, NOW + 12 * hour)
    for name, one in made.items():
        assert [item.number for item in getattr(mine, name)] == [one.number], name


async def test_the_web_list_keeps_its_filter_from_page_to_page(site: Site) -> None:
    await site.officer()
    for sequence in range(1, 31):
        await site.case(sequence, unit="pelayanan")
    await site.sign_in()
    first = await site.client.get("/desk/pengaduan?unit=pelayanan")
    assert "30 cocok" in first.text
    following = first.text.split('<a class="button" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "unit=pelayanan" in following
    second = await site.client.get(following)
    assert second.text.count('class="case-link"') == 5
    assert "Dari awal" in second.text
