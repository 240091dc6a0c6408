"""Judgement bound to pack and model: what the dialogue and the commands call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from intake.conversation import CaseSummary, Context, Known
from triage.assess import assess
from triage.calendar import Calendar
from triage.model import Model, load_model
from triage.packs.schema import Pack
from triage.types import Assessment, Facts


@dataclass(frozen=True)
class Judges:
    """Pack and model, loaded once a process."""

    pack: Pack
    model: Model

    @classmethod
    def load(cls, pack: Pack) -> Judges:
        """With the model that came with the program."""
        return cls(pack, load_model())

    def context(
        self, calendar: Calendar, now: datetime, *, known: Known | None = None, cases: Sequence[CaseSummary] = (),
        by_number: Mapping[str, CaseSummary] | None = None, flush: bool = False, form_url: str = "",
        status_url: str = "",
    ) -> Context:  # fmt: skip
        """The frozen context of one step."""

        def judge(text: str, sent_at: datetime, facts: Facts) -> Assessment:
            return assess(text, sent_at, facts, self.pack, self.model, calendar, now)

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
