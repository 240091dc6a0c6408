"""Everything that judgement needs of an office, prepared once: pack, model, calendar, lexicon, bodies."""

from __future__ import annotations

from dataclasses import dataclass

from triage.bodies import BodyFinder
from triage.calendar import Calendar
from triage.model.store import Model
from triage.packs.lexicon import lexicon_of
from triage.packs.schema import Pack
from triage.reading.lexicon import Lexicon
from triage.types import Versions


@dataclass(frozen=True, eq=False)
class Judge:
    """Build it once per pack, model and calendar; a new calendar row needs a new one."""

    pack: Pack
    model: Model
    calendar: Calendar
    lexicon: Lexicon
    bodies: BodyFinder
    versions: Versions

    @classmethod
    def of(cls, pack: Pack, model: Model, calendar: Calendar) -> Judge:
        """Some 10 ms: not for every message."""
        return cls(
            pack=pack,
            model=model,
            calendar=calendar,
            lexicon=lexicon_of(pack, calendar),
            bodies=BodyFinder.of(pack.bodies),
            versions=Versions(f"{pack.name}-{pack.version}", model.version, calendar.version),
        )
