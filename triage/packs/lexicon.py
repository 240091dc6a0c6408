"""What the reader takes from a pack: zone, service names, widths of round words, officials' words, feasts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from triage.calendar import Calendar
from triage.packs.schema import Pack
from triage.packs.schema.rules import HolidayName
from triage.reading.lexicon import Lexicon, RoundWidths, ServiceAlias


def lexicon_of(pack: Pack, calendar: Calendar | None = None) -> Lexicon:
    """The reader's lexicon.  Feasts need the calendar's rows: without it, feast names stay vague."""
    widths = pack.readings.widths
    return Lexicon(
        zone=pack.office.tz,
        services=tuple(ServiceAlias(kind.id, kind.hint, kind.aliases) for _, _, kind in pack.catalogue.walk()),
        widths=RoundWidths(widths.months_days, widths.weeks_days, widths.days_from, widths.days_width),
        not_names=frozenset(_titles(pack)),
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
        days = _days(name.calendar, calendar.off)
        feasts.update({spoken: days for spoken in name.spoken if days})
    return feasts


def _days(title: str, off: Mapping[date, str]) -> dict[int, tuple[date, date]]:
    """Year -> first and last day of the feast itself; joint leave around it is not the feast."""
    by_year: dict[int, list[date]] = {}
    for day, name in off.items():
        if title in name and not name.startswith("Cuti Bersama"):
            by_year.setdefault(day.year, []).append(day)
    return {year: (min(days), max(days)) for year, days in by_year.items()}
