"""R9: the national rows of a year, as `aduan calendar YEAR` writes them.  From the `holidays` package (ID).

How a year is held to be decreed: the joint decree of three ministers (SKB) names holidays and joint leave
together, so a year for which the package knows no joint leave is not decreed, and every row of it is
provisional.  Days that the package calls an estimate stay provisional in any year: the Minister of Religious
Affairs settles them close to the day.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from triage.calendar import CalendarDay, DayKind

PUBLIC, JOINT = "public", "government"
ESTIMATED = "(perkiraan)"

DECREES: dict[int, str] = {
    2024: "SKB 3 Menteri 855/2023, 3/2023, 4/2023 tentang Hari Libur Nasional dan Cuti Bersama 2024",
    2025: "SKB 3 Menteri 1017/2024, 2/2024, 2/2024 tentang Hari Libur Nasional dan Cuti Bersama 2025",
    2026: "SKB 3 Menteri 1497/2025, 2/2025, 5/2025 tentang Hari Libur Nasional dan Cuti Bersama 2026",
}
"""The decree's number where it is known to us; an officer completes the others."""


@cache
def national_days(year: int) -> tuple[CalendarDay, ...]:
    """Holidays and joint leave of one year, sorted; provisional rows where the year is not decreed."""
    decreed = bool(_entries(year, JOINT))
    rows = [_row(day, name, DayKind.HOLIDAY, decreed) for day, name in _entries(year, PUBLIC)]
    rows += [_row(day, name, DayKind.JOINT_LEAVE, decreed) for day, name in _entries(year, JOINT)]
    return tuple(sorted(rows))


def source_of(year: int, *, decreed: bool) -> str:
    """The decree's name, or in plain words why the row is provisional."""
    if not decreed:
        return f"belum ada SKB 3 Menteri untuk {year}: sementara, tanpa cuti bersama"
    return DECREES.get(year, f"SKB 3 Menteri tentang Hari Libur Nasional dan Cuti Bersama {year}")


def _row(day: date, name: str, kind: DayKind, decreed: bool) -> CalendarDay:
    return CalendarDay(
        day=day,
        kind=kind,
        name=name,
        source=source_of(day.year, decreed=decreed),
        provisional=not decreed or ESTIMATED in name,
    )


def _entries(year: int, category: str) -> list[tuple[date, str]]:
    """The package's days of one category, names in Indonesian."""
    from holidays import country_holidays

    known = country_holidays("ID", years=year, categories=(category,), language="id")
    return sorted(known.items())
