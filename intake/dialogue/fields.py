"""What a form's own fields say, beside its text."""

from __future__ import annotations

from dataclasses import replace

from intake.conversation import Context, Said
from intake.dialogue import answers, named, persons, words
from intake.dialogue.facts import facts_of
from intake.dialogue.turn import Turn


def form_facts(turn: Turn, said: Said, context: Context) -> Turn:
    """What a form's own fields say; an empty field is an answer too: it was asked (R12)."""
    fields = said.facts
    if not fields and (turn.manner.one_by_one or turn.manner.all_at_once):
        return turn
    draft = turn.conversation
    kind = context.pack.service(fields.get("service")) if fields.get("service") else None
    turn = turn.to(
        name=_name(fields.get("name", "")) or draft.name,
        service_id=kind.id if kind else draft.service_id,
        service_hint=draft.service_hint if kind else fields.get("service") or draft.service_hint,
        pending=True if _yes(fields.get("pending")) else draft.pending,
        confidential=draft.confidential or _yes(fields.get("confidential")),
    )
    received = fields.get("received", "").strip()
    if received:
        heard = context.judge(f"diterima {received}", said.sent_at, replace(facts_of(draft, context), received=None))
        found = answers.read_date(replace(said, text=received), heard, context)
        pending = answers.read_pending(received, heard)
        turn = turn.to(received=found or draft.received, pending=turn.conversation.pending or pending)
    return turn


def _name(value: str) -> str | None:
    """A name as filled in; a refusal in its place is none."""
    refused = words.is_refusal(value) or persons.refuses_name(value)
    return None if refused else (named.person_name(value) or value.strip() or None)


def _yes(value: str | None) -> bool:
    return (value or "").strip().casefold() in {"1", "true", "on", "yes", "ya", "y"}
