"""Timers, alarms, calendar rows and the clock's offset."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from storage import calendars, running
from storage.models import Alarm
from tests.storage.support import NOW, Store, at_once
from triage.calendar import CalendarDay, DayKind

HOUR = timedelta(hours=1)


async def test_an_alarm_is_raised_once_and_counted(store: Store) -> None:
    async def raise_it(_: int) -> bool:
        async with store.begin() as work:
            return await running.alarm(work.session, "quarantined", "twilio", NOW)

    assert sum(await at_once(10, raise_it)) == 1
    [alarm] = await store.rows(Alarm)
    assert alarm.count == 10
    async with store.begin() as work:
        [unsent] = await running.unsent_alarms(work.session)
        unsent.sent_at = NOW
    async with store.begin() as work:
        assert await running.unsent_alarms(work.session) == []
        await running.clear_alarm(work.session, "quarantined", "other", NOW)
        assert await running.alarm_counts(work.session) == {"quarantined": 1}
        await running.clear_alarm(work.session, "quarantined", "twilio", NOW)
        assert await running.alarm_counts(work.session) == {}
        assert await running.alarm(work.session, "quarantined", "twilio", NOW + HOUR)


def day(text: str, kind: DayKind = DayKind.HOLIDAY, name: str = "Libur", *, provisional: bool = False) -> CalendarDay:
    return CalendarDay(date.fromisoformat(text), kind, name, "SKB", provisional)


CLOSURE = day("2026-11-26", DayKind.CLOSURE, "Pindah gedung")
YEARS = [
    ("one_more_day", [day("2026-12-24"), day("2026-12-25")], ()),
    ("one_day_less", [], ()),
    ("another_name", [day("2026-12-25", name="Natal")], ()),
    ("another_kind", [day("2026-12-25", DayKind.JOINT_LEAVE)], ()),
    ("provisional", [day("2026-12-25", provisional=True)], ()),
    ("closure_of_the_pack", [day("2026-12-25")], (CLOSURE,)),
]


@pytest.mark.parametrize(("days", "closures"), [pytest.param(*row[1:], id=f"R9-{row[0]}") for row in YEARS])
async def test_r9_the_calendars_version_moves_with_any_row(
    store: Store, days: list[CalendarDay], closures: tuple[CalendarDay, ...]
) -> None:
    async with store.begin() as work:
        await calendars.write_year(work.session, 2026, [day("2026-12-25")], decreed=True, source="SKB")
        before = await calendars.read_calendar(work.session)
        await calendars.write_year(work.session, 2026, days, decreed=True, source="SKB")
        after = await calendars.read_calendar(work.session, closures)
        assert after.version != before.version
        await calendars.write_year(work.session, 2026, [day("2026-12-25")], decreed=True, source="SKB")
        assert (await calendars.read_calendar(work.session)).version == before.version


async def test_r9_writing_a_year_again_keeps_the_offices_own_days_and_other_years(store: Store) -> None:
    await store.sql(
        "INSERT INTO calendar_day (day, kind, name, source) VALUES ('2026-11-28', 'worked', 'Ganti', 'kantor'),"
        " ('2026-11-27', 'closure', 'Banjir', 'kantor')"
    )
    async with store.begin() as work:
        await calendars.write_year(work.session, 2027, [day("2027-01-01")], decreed=False, source="sementara")
        for _ in range(2):
            await calendars.write_year(work.session, 2026, [day("2026-12-25")], decreed=True, source="SKB")
        calendar = await calendars.read_calendar(work.session)
        assert await calendars.known_years(work.session) == {2026, 2027}
    assert calendar.is_working(date(2026, 11, 28))
    assert not any(calendar.is_working(date.fromisoformat(one)) for one in ("2026-11-27", "2026-12-25", "2027-01-01"))


async def test_the_clocks_offset_only_grows_and_adds_up(store: Store) -> None:
    assert await running.offset_of(store.engine) == 0

    async def forward(_: int) -> int:
        async with store.begin() as work:
            return await running.advance(work.session, 60)

    assert sorted(await at_once(5, forward)) == [60, 120, 180, 240, 300]
    async with store.begin() as work:
        with pytest.raises(ValueError, match="only forward"):
            await running.advance(work.session, -1)
    assert await running.offset_of(store.engine) == 300
