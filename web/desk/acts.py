"""The acts of the case page: each reads its form and calls one use case.  Rights and moves are the use case's."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from casework.ports import OfficerRef, StoredFile, Work
from casework.types import Action, CaseworkError, Outcome
from casework.usecases import answering, deciding, handling
from triage.types import Component, Treated, Way
from web.bodies import Posted
from web.services import WebServices

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Act:
    """One posted act: by whom, on which case, with which fields."""

    services: WebServices
    work: Work
    officer: OfficerRef
    case_id: UUID
    posted: Posted
    now: datetime

    def text(self, name: str) -> str:
        """A field without outer blanks."""
        return self.posted.text(name)

    @property
    def files(self) -> tuple[StoredFile, ...]:
        """Files stored with this act."""
        return tuple(self.posted.files)


def one_of(words: type[Word], value: str) -> Word:
    """`value` as one of `words`.  CaseworkError("choose_one")."""
    try:
        return words(value)
    except ValueError:
        raise CaseworkError("choose_one") from None


def identity(value: str) -> UUID:
    """A posted id.  CaseworkError("choose_one")."""
    try:
        return UUID(value)
    except ValueError:
        raise CaseworkError("choose_one") from None


async def _take(a: Act) -> None:
    await handling.take(a.work, case_id=a.case_id, officer=a.officer, now=a.now)


async def _assign(a: Act) -> None:
    to_id = identity(a.text("to"))
    await handling.assign(a.work, case_id=a.case_id, officer=a.officer, to_id=to_id, reason=a.text("reason"), now=a.now)


async def _ask(a: Act) -> None:
    await answering.ask(a.work, case_id=a.case_id, officer=a.officer, text=a.text("text"), now=a.now)


async def _answer(a: Act) -> None:
    if not a.text("outcome"):
        raise CaseworkError("answer_needs_outcome", "R21a")
    chosen = a.text("outcome")
    await answering.answer(
        a.work, case_id=a.case_id, officer=a.officer, text=a.text("text"),
        outcome=None if chosen == "none" else one_of(Outcome, chosen), files=a.files, now=a.now,
    )  # fmt: skip


async def _note(a: Act) -> None:
    await handling.note(a.work, case_id=a.case_id, officer=a.officer, text=a.text("text"), now=a.now)


async def _report(a: Act) -> None:
    await answering.report(a.work, case_id=a.case_id, officer=a.officer, text=a.text("text"), now=a.now)


async def _close(a: Act) -> None:
    await answering.close(a.work, case_id=a.case_id, officer=a.officer, now=a.now)


async def _decide(a: Act) -> None:
    await _of_this_case(a, complaint_id := identity(a.text("complaint")))
    await deciding.decide(
        a.work, complaint_id=complaint_id, officer=a.officer, treated=one_of(Treated, a.text("treated")),
        reason=a.text("reason"), now=a.now, terms=await a.services.terms(),
    )  # fmt: skip


async def _of_this_case(a: Act, complaint_id: UUID) -> None:
    complaint = await a.work.cases.complaint(complaint_id)
    if complaint.case_id != a.case_id:
        raise CaseworkError("no_such_complaint")


async def _correct(a: Act) -> None:
    component, service = a.text("component"), a.text("service")
    if service and a.services.pack.service(service) is None:
        raise CaseworkError("choose_one")
    await handling.correct(
        a.work, case_id=a.case_id, officer=a.officer, service_id=service or None, reason=a.text("reason"), now=a.now,
        component=one_of(Component, component) if component else None,
    )  # fmt: skip


async def _follow_up(a: Act) -> None:
    way = one_of(Way, a.text("way"))
    await deciding.follow_up(a.work, case_id=a.case_id, officer=a.officer, way=way, reason=a.text("reason"), now=a.now)


async def _raise(a: Act) -> None:
    await deciding.raise_tier(a.work, case_id=a.case_id, officer=a.officer, reason=a.text("reason"), now=a.now)


async def _told(a: Act) -> None:
    await answering.told_otherwise(a.work, case_id=a.case_id, officer=a.officer, how=a.text("how"), now=a.now)


async def _hand_over(a: Act) -> None:
    await deciding.hand_over(
        a.work, case_id=a.case_id, officer=a.officer, to=a.text("to"), reason=a.text("reason"), now=a.now
    )


async def _reopen(a: Act) -> None:
    await deciding.reopen(a.work, case_id=a.case_id, officer=a.officer, reason=a.text("reason"), now=a.now)


async def _review(a: Act) -> None:
    await handling.review(
        a.work, case_id=a.case_id, officer=a.officer, step=a.text("step"), text=a.text("text"),
        row=a.text("row") or None, now=a.now,
    )  # fmt: skip


async def _reveal(a: Act) -> None:
    await handling.reveal(a.work, case_id=a.case_id, officer=a.officer, reason=a.text("reason"), now=a.now)


Handler = Callable[[Act], Awaitable[None]]
ACTS: Mapping[str, tuple[Action, Handler]] = {
    "ambil": (Action.TAKE, _take),
    "tugaskan": (Action.ASSIGN, _assign),
    "telaah": (Action.REVIEW, _review),
    "tanya": (Action.ASK, _ask),
    "jawab": (Action.ANSWER, _answer),
    "lapor": (Action.REPORT, _report),
    "tahu": (Action.TOLD, _told),
    "tutup": (Action.CLOSE, _close),
    "catat": (Action.NOTE, _note),
    "putuskan": (Action.DECIDE, _decide),
    "koreksi": (Action.CORRECT, _correct),
    "tindaklanjut": (Action.FOLLOW_UP, _follow_up),
    "naikkan": (Action.RAISE, _raise),
    "teruskan": (Action.HAND_OVER, _hand_over),
    "buka": (Action.REOPEN, _reopen),
    "identitas": (Action.REVEAL, _reveal),
}
"""Address of the act -> what it is in casework's table of moves, and how it is called."""
