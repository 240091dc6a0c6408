"""When nothing is left to ask: the record and its acknowledgement (R7, R11, R12, R14)."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from intake.conversation import Asks, Context, Conversation, Phase, Record
from intake.dialogue import words
from intake.dialogue.asking import is_serious
from intake.dialogue.facts import facts_of, name_of
from intake.dialogue.turn import Turn
from intake.wording import replies
from intake.wording.replies import Naming, Slip, Treatment
from triage.types import Assessment, Treated, Verdict
from triage.window import local_day

_BY_VERDICT = {
    Verdict.IN_TIME: Treatment.IN_TIME,
    Verdict.NOT_YET_RECEIVED: Treatment.NOT_YET_RECEIVED,
    Verdict.UNKNOWN: Treatment.UNKNOWN_DATE,
    Verdict.LATE: Treatment.LATE,
}
KEPT_DIGESTS = 5


def matter_text(conversation: Conversation) -> str:
    """The citizen's own words, unchanged, message by message (R11)."""
    return "\n".join(conversation.matter)


def judge(conversation: Conversation, context: Context) -> Assessment | None:
    """The assessment of the draft's joined matter; None while there is none."""
    if not conversation.matter or conversation.made_at is None:
        return None
    return context.judge(matter_text(conversation), conversation.made_at, facts_of(conversation, context))


def record(turn: Turn, assessment: Assessment, context: Context) -> Turn:
    """One record and its acknowledgement."""
    draft = turn.conversation
    event = record_of(draft, assessment, context)
    slip = slip_of(draft, assessment, context)
    at_once = not (turn.manner.one_by_one or turn.manner.all_at_once)
    text = replies.acknowledgement(turn.text, slip, language=draft.language, short=turn.manner.short, link=at_once)
    return turn.note(event).say("acknowledgement", text, again=True)


def record_of(draft: Conversation, assessment: Assessment, context: Context) -> Record:
    """R11: who and what.  ValueError for a draft without matter."""
    if draft.made_at is None:
        raise ValueError("a draft without matter cannot be recorded")
    return Record(
        text=matter_text(draft),
        message_ids=draft.message_ids,
        made_at=draft.made_at,
        name=name_of(draft, context),
        confidential=draft.confidential,
        facts=facts_of(draft, context),
        assessment=assessment,
        maybe_belongs_to=draft.extra.get("maybe"),
    )


def slip_of(draft: Conversation, assessment: Assessment, context: Context) -> Slip:
    """What the acknowledgement says of this assessment."""
    due = assessment.due
    return Slip(
        treatment=_treatment(assessment),
        naming=_naming(draft, context),
        window_days=context.pack.readings.window_days,
        day=assessment.admissibility.day if assessment.admissibility else None,
        due=local_day(due.at, context.pack.office.tz) if due else None,
        provisional=bool(due and due.provisional),
        working_days=due.working_days if due else None,
    )


def _treatment(assessment: Assessment) -> Treatment:
    treated = assessment.treated_as
    if treated is None or treated.treated_as is Treated.UNDECIDED:
        return Treatment.UNDECIDED
    if treated.treated_as is not Treated.COMPLAINT:
        return Treatment.NO_IDENTITY if treated.rule == "R12" else Treatment.SUGGESTION
    verdict = assessment.admissibility.verdict if assessment.admissibility else Verdict.UNKNOWN
    if is_serious(assessment):
        return Treatment.LATE_SERIOUS if verdict is Verdict.LATE else Treatment.SERIOUS
    return _BY_VERDICT[verdict]


def _naming(draft: Conversation, context: Context) -> Naming:
    if name_of(draft, context) is None:
        return Naming.NONE
    return Naming.CONFIDENTIAL if draft.confidential else Naming.OPEN


def digest(text: str) -> str:
    """A short fingerprint of a text, to know the very same one again without keeping it."""
    return hashlib.sha256(words.plain(text).encode()).hexdigest()[:16]


def cleared(turn: Turn, last: Conversation, context: Context) -> Turn:
    """After recording: nothing of the draft stays but what a later answer or correction needs (R13); `last` is the
    draft of the newest record.
    """
    draft = turn.conversation
    seen = [*draft.extra.get("seen", "").split(), *(digest(text) for text in draft.matter)][-KEPT_DIGESTS:]
    late = None if draft.open_question is Asks.MATTER else draft.open_question
    kept = {key: value for key, value in last.extra.items() if key in {"maybe", "shared"}}
    last = replace(last, name=name_of(last, context), open_question=None, extra=kept, last=None)
    turn = emptied(turn).to(open_question=late, asked=draft.asked, declined=draft.declined, last=last)
    phase = draft.phase if draft.phase is Phase.WITH_OFFICER else Phase.RECORDED
    return turn.to(phase=phase).remember(seen=" ".join(dict.fromkeys(seen)))


def emptied(turn: Turn) -> Turn:
    """The conversation without its draft; who it is with, its language and what was recorded stay."""
    turn = turn.to(
        matter=(), message_ids=(), made_at=None, name=None, service_id=None, service_hint=None, received=None,
        pending=None, open_question=None, asked=(), declined=(), misunderstood=0, reminded=False, withdrawn=False,
        confidential=False, phase=Phase.GATHERING,
    )  # fmt: skip
    return turn.remember(alerted=None, choices=None, maybe=None, aside=None, shared=None, last_at=None)
