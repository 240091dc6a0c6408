"""What the reader takes from a pack: zone, service names, widths of round words, officials' words, feasts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from triage.calendar import Calendar
from triage.packs.schema import Pack
from triage.packs.schema.rules import HolidayName
from triage.reading.lexicon import Lexicon, RoundWidths, ServiceAlias

A_WEEK = timedelta(days=7)


def lexicon_of(pack: Pack, calendar: Calendar | None = None) -> Lexicon:
    """The reader's lexicon.  Feasts need the calendar's rows: without it, feast names stay vague."""
    widths = pack.readings.widths
    return Lexicon(
        zone=pack.office.tz,
        services=tuple(ServiceAlias(kind.id, kind.hint, kind.aliases) for _, _, kind in pack.catalogue.walk()),
        widths=RoundWidths(widths.months_days, widths.weeks_days, widths.days_from, widths.days_width),
        not_names=frozenset(_titles(pack)),
        places=(*pack.places.regions, *pack.places.offices, *(address.name for address in pack.office.addresses)),
        holidays=_feasts(pack.holiday_names, calendar) if calendar else {},
    )


def _titles(pack: Pack) -> Iterable[str]:
    """Posts, units and bodies are never the sender's own name."""
    yield from (post.title for post in pack.posts)
    yield from (unit.name for unit in pack.units)
    yield from (body.name for body in pack.bodies)
    yield from (pack.office.name, pack.office.long_name, *(address.name for address in pack.office.addresses))


def _feasts(names: Iterable[HolidayName], calendar: Calendar) -> dict[str, Mapping[int, tuple[date, date]]]:
    feasts: dict[str, Mapping[int, tuple[date, date]]] = {}
    for name in names:
        days = _days(name, calendar.off)
        feasts.update({spoken: days for spoken in name.spoken if days})
    return feasts


def _days(feast: HolidayName, off: Mapping[date, str]) -> dict[int, tuple[date, date]]:
    """Year -> first and last day of the feast itself; joint leave around it is not the feast.

    A year that has the feast twice (a lunar year is shorter) is left out: then it stays vague (R5).
    """
    by_year: dict[int, list[date]] = {}
    for day, name in off.items():
        if feast.calendar in name and not name.startswith("Cuti Bersama"):
            by_year.setdefault(day.year, []).append(day)
    once = {year: (min(days), max(days)) for year, days in by_year.items() if max(days) - min(days) < A_WEEK}
    return {year: _span(feast, *days) for year, days in once.items()}


def _span(feast: HolidayName, first: date, last: date) -> tuple[date, date]:
    """The feast, or the days that the pack counts from it."""
    if feast.days is None:
        return first, last
    return first + timedelta(days=feast.days[0]), first + timedelta(days=feast.days[1])
