"""Judgement bound to pack and model: what the dialogue and the commands call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from intake.conversation import CaseSummary, Context, Known
from triage.assess import assess_text
from triage.calendar import Calendar
from triage.judge import Judge
from triage.model import Model, load_model
from triage.packs.schema import Pack
from triage.types import Assessment, Facts


@dataclass
class Judges:
    """Pack and model, loaded once a process; the office prepared anew when its calendar moved."""

    pack: Pack
    model: Model
    _office: Judge | None = None

    @classmethod
    def load(cls, pack: Pack) -> Judges:
        """With the model that came with the program."""
        return cls(pack, load_model())

    def office(self, calendar: Calendar) -> Judge:
        """Pack, model and calendar prepared; kept until the calendar changes."""
        if self._office is None or self._office.calendar.version != calendar.version:
            self._office = Judge.of(self.pack, self.model, calendar)
        return self._office

    def context(
        self, calendar: Calendar, now: datetime, *, known: Known | None = None, cases: Sequence[CaseSummary] = (),
        by_number: Mapping[str, CaseSummary] | None = None, flush: bool = False, form_url: str = "",
        status_url: str = "",
    ) -> Context:  # fmt: skip
        """The frozen context of one step."""

        office = self.office(calendar)

        def judge(text: str, sent_at: datetime, facts: Facts) -> Assessment:
            return assess_text(office, text, sent_at, facts, now)

        return Context(
            pack=self.pack,
            calendar=calendar,
            judge=judge,
            known=known,
            cases=tuple(cases),
            by_number=by_number or {},
            form_url=form_url,
            status_url=status_url,
            flush=flush,
        )
