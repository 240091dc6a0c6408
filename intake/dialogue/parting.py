"""Two services in one telling are two complaints (R13, R15); several grievances about one stay one with components.

Cut only where a sentence says that it begins something further ("juga", "kedua", "satu lagi"), names another service
than what stands before, and is a complaint of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from intake.conversation import Context, Conversation
from triage.types import Assessment, Facts, Kind, Treated, Verdict

MOST = 3
"""Parts: whoever lists more than that is read by a person."""

_SENTENCE = re.compile(r"(?<=\w\w[.!?;])\s+|\n+")
_FURTHER = re.compile(
    r"^\W*(?:\d\s*[.)]\s*)?(?:yang\s+)?(?:ke-?dua|kadua|ke-?tiga|katilu|satu lagi|hiji deui|satu deui|selain itu|"
    r"salian ti eta|lalu|"
    r"second(?:ly)?|third(?:ly)?|another|one more)\b|\b(?:juga|jg|oge|ogé|also|as well)\b",
    re.IGNORECASE,
)


def parts(draft: Conversation, context: Context) -> tuple[Conversation, ...]:
    """The drafts that `draft` holds, in order; `draft` itself where there is but one."""
    text = "\n".join(draft.matter)
    starts = _starts(text)
    if draft.made_at is None or not any(_FURTHER.search(sentence) for sentence in _cut(text, starts)[1:]):
        return (draft,)
    texts = _texts(text, starts, draft, context)
    return (draft,) if len(texts) < 2 else _drafts(draft, texts, context)


def _starts(text: str) -> list[int]:
    return [0, *(match.end() for match in _SENTENCE.finditer(text) if match.end() < len(text))]


def _cut(text: str, starts: Sequence[int]) -> list[str]:
    return [text[a:b] for a, b in zip(starts, (*starts[1:], len(text)), strict=True)]


def _texts(text: str, starts: list[int], draft: Conversation, context: Context) -> list[str]:
    cuts = [0]
    for start, sentence in zip(starts[1:], _cut(text, starts)[1:], strict=True):
        if (
            len(cuts) < MOST
            and _FURTHER.search(sentence)
            and _differs(text[cuts[-1] : start], sentence, draft, context)
        ):
            cuts.append(start)
    return [part.strip() for part in _cut(text, cuts)]


def _differs(before: str, sentence: str, draft: Conversation, context: Context) -> bool:
    second = _alone(sentence, draft, context)
    if not _service(second) or not _is_complaint(second):
        return False  # what most sentences end with: nothing before them need be judged again
    first = _alone(before, draft, context)
    return bool(_service(first)) and _service(first) != _service(second) and _is_complaint(first)


def _alone(text: str, draft: Conversation, context: Context) -> Assessment:
    if draft.made_at is None:
        raise ValueError("a draft without matter has no parts")
    return context.judge(text, draft.made_at, Facts(identified=True))


def _service(one: Assessment) -> str | None:
    return (one.service.id or one.service.hint) if one.service else None


def _is_complaint(one: Assessment) -> bool:
    unsure = one.treated_as is not None and one.treated_as.treated_as is Treated.UNDECIDED
    return one.kind is Kind.COMPLAINT and not unsure


def _drafts(draft: Conversation, texts: Sequence[str], context: Context) -> tuple[Conversation, ...]:
    """Each with its own words and service; the name, told once anywhere, is everybody's; so is an answer about the day
    where the part's own words do not settle it.
    """
    whole = _alone("\n".join(draft.matter), draft, context).reading
    name = draft.name or (whole.name.name if whole.name else None)
    ids, found = _ids(draft, texts), []
    for text, own in zip(texts, ids, strict=True):
        part = replace(draft, matter=(text,), message_ids=own, name=name, service_id=None, service_hint=None)
        settled = _alone(text, draft, context).admissibility
        if settled and settled.verdict is not Verdict.UNKNOWN:
            part = replace(part, received=None, pending=None)
        found.append(part)
    return tuple(found)


def _ids(draft: Conversation, texts: Sequence[str]) -> list[tuple[str, ...]]:
    """A message belongs to one complaint: to the part that holds it whole, else to the first."""
    told = (
        dict(zip(draft.message_ids, draft.matter, strict=False)) if len(draft.matter) == len(draft.message_ids) else {}
    )
    place = {
        one: next((n for n, text in enumerate(texts) if told.get(one, "\0").strip() in text), 0)
        for one in draft.message_ids
    }
    return [tuple(one for one in draft.message_ids if place[one] == n) for n in range(len(texts))]
