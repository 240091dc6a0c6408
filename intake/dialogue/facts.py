"""What is settled so far, gathered for judgement; and what is still missing."""

from __future__ import annotations

from intake.conversation import Asks, Context, Conversation
from triage.types import Assessment, Component, Facts, Kind, Treated, Verdict

NO_SERVICE_NEEDED = frozenset(
    {
        Component.FACILITIES,
        Component.STAFF_NUMBER,
        Component.STAFF_COMPETENCE,
        Component.COMPLAINT_HANDLING,
        Component.INTERNAL_SUPERVISION,
        Component.SERVICE_GUARANTEE,
        Component.PERFORMANCE_EVALUATION,
    }
)
"""About the office rather than one permit: no rule needs the service (docs/decisions/0011)."""


def name_of(conversation: Conversation, context: Context) -> str | None:
    """The name told now, else the one that this address gave before, unless the report is made for somebody else."""
    if conversation.name or Asks.NAME in conversation.declined or "shared" in conversation.extra:
        return conversation.name
    last = conversation.last
    before = last.name if last and "shared" not in last.extra else None
    return before or (context.known.name if context.known else None)


def facts_of(conversation: Conversation, context: Context) -> Facts:
    """Everything settled besides the matter's own words."""
    name = name_of(conversation, context)
    return Facts(
        name=name,
        service_id=conversation.service_id,
        service_hint=conversation.service_hint,
        received=conversation.received,
        pending=conversation.pending,
        declined=frozenset(asks.value for asks in conversation.declined),
        identified=name is not None,
    )


def missing(conversation: Conversation, assessment: Assessment, context: Context) -> tuple[Asks, ...]:
    """The questions still to put, in the order the rules need: name, received, service; each at most once."""
    wanted = _wanted(conversation, assessment, context)
    done = {*conversation.asked, *conversation.declined}
    return tuple(asks for asks in wanted if asks not in done)


def _wanted(conversation: Conversation, assessment: Assessment, context: Context) -> list[Asks]:
    treated = assessment.treated_as.treated_as if assessment.treated_as else None
    if treated not in {Treated.COMPLAINT, Treated.UNDECIDED}:
        return []  # a suggestion, or R12 has made it one: nothing more is needed to be heard
    name = [] if name_of(conversation, context) else [Asks.NAME]
    if treated is Treated.UNDECIDED and assessment.kind is not Kind.COMPLAINT:
        return name
    day = [Asks.RECEIVED] if _needs_day(assessment) else []
    return [*name, *day, *([Asks.SERVICE] if _needs_service(assessment) else [])]


def _needs_day(assessment: Assessment) -> bool:
    """R5 has no exception: the day of a threat or a bribe is asked for too, after an officer was told (R6)."""
    return assessment.admissibility is None or assessment.admissibility.verdict is Verdict.UNKNOWN


def _needs_service(assessment: Assessment) -> bool:
    """R15, R20: the service decides standard and route, where the matter is about one permit at all."""
    known = assessment.service is not None and (assessment.service.id or assessment.service.hint)
    one_permit = assessment.integrity or assessment.reading.pending  # a file that is awaited is some permit's
    about_office = assessment.component in NO_SERVICE_NEEDED and not one_permit
    return not known and not assessment.danger and not about_office
