"""Opening hours in words: days with the same hours are named together."""

from __future__ import annotations

from itertools import groupby

from babel.dates import get_day_names

from intake.wording.language import LANGUAGES, SOURCE
from triage.packs.schema.office import Hours, Shift


def hours_words(hours: Hours, language: str) -> str:
    """`Senin-Kamis 08.00-15.30; Jumat 08.00-11.00 dan 13.00-15.00`; a day that is absent is closed."""
    names = get_day_names("wide", locale=language if language in LANGUAGES else SOURCE)
    # consecutive days differ from their place in the list by the same amount, so a closed day ends a group
    days = [(day, (_shifts(hours.days[day]), day - place)) for place, day in enumerate(sorted(hours.days))]
    parts = []
    for (text, _run), group in groupby(days, key=lambda pair: pair[1]):
        same = [day for day, _key in group]
        first, last = names[same[0] - 1], names[same[-1] - 1]
        parts.append(f"{first if same[0] == same[-1] else f'{first}-{last}'} {text}")
    return "; ".join(parts)


def _shifts(shifts: tuple[Shift, ...]) -> str:
    return ", ".join(f"{shift.opens:%H.%M}-{shift.closes:%H.%M}" for shift in shifts)
