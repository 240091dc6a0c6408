"""What played first messages came to, held against their labels.  Pure.

Facts are name, day of receiving and service, at the record; a fact that the label leaves open and the record holds is
invented.  `needed` and `told` are labelled beforehand; where nobody can be asked (a letter) the same is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean, median

from bench.first_play import Row, Talk
from bench.reading_score import plain_name, short_form
from intake.conversation import Asks, Record
from triage.reading.aliases import AliasIndex
from triage.types import Kind


@dataclass(frozen=True, slots=True)
class Held:
    """One fact of one record against its label; `outcome`: right, wrong, missed, invented, none."""

    id: str
    fact: str
    outcome: str
    label: object
    found: object


def figures(talks: Sequence[Talk], index: AliasIndex) -> list[str]:
    """The lines of the table."""
    held = facts(talks, index)
    counted = [talk.questions for talk in talks if talk.row["labels"]["matter"] and talk.records and _complaint(talk)]
    needed = [(talk, asks) for talk in talks for asks in needed_of(talk.row)]
    told = [(talk, asks) for talk in talks for asks in told_of(talk.row)]
    vain = [asks for talk in talks for asks in talk.asked if asks not in needed_of(talk.row)]
    return [
        _questions_before(counted),
        _share("facts precision", held, ("right",), ("right", "wrong", "invented")),
        _share("facts recall", held, ("right",), ("right", "wrong", "missed")),
        _share("facts invented", held, ("invented",), ("invented", "none")),
        *(
            _share(f"{one} right", [h for h in held if h.fact == one], ("right",), ("right", "wrong", "missed"))
            for one in ("name", "received", "service")
        ),
        _line("needed facts asked", sum(asks in talk.asked for talk, asks in needed), len(needed)),
        _line("told facts asked", sum(asks in talk.asked for talk, asks in told), len(told)),
        f"asked though not needed: {len(vain)}",
        *(_outcome(talks, key) for key in ("kind", "admissibility", "records")),
    ]


def _questions_before(counted: Sequence[int]) -> str:
    middle, average = median(counted or [0]), mean(counted or [0])
    return f"questions before a number, matter there: median {middle}, mean {average:.2f} ({len(counted)} talks)"


def _share(name: str, held: Sequence[Held], hit: tuple[str, ...], of: tuple[str, ...]) -> str:
    return _line(name, sum(one.outcome in hit for one in held), sum(one.outcome in of for one in held))


def _line(name: str, hit: int, of: int) -> str:
    return f"{name:<36} {hit:>4} of {of:>4}  {hit / of if of else 0:.3f}"


def _outcome(talks: Sequence[Talk], key: str) -> str:
    right = sum(found(talk)[key] == talk.row["record"][key] for talk in talks)
    return _line(f"{key} as expected", right, len(talks))


def _complaint(talk: Talk) -> bool:
    return bool(talk.row["record"]["records"])


def needed_of(row: Row) -> tuple[Asks, ...]:
    """The questions that a rule needs."""
    return tuple(Asks(one) for one in row["needed"])


def told_of(row: Row) -> tuple[Asks, ...]:
    """The facts that the first messages told."""
    labels = row["labels"]
    there = {
        Asks.MATTER: labels["matter"],
        Asks.NAME: labels["name"],
        Asks.RECEIVED: labels["received_date"] or labels["service_pending"],
        Asks.SERVICE: labels["service_hint"],
    }
    return tuple(asks for asks, told in there.items() if told and asks.value not in row["needed"])


def facts(talks: Iterable[Talk], index: AliasIndex) -> list[Held]:
    """Every fact of every complaint that was to be recorded, at its record."""
    return [one for talk in talks if _complaint(talk) for one in _facts(talk, index)]


def _facts(talk: Talk, index: AliasIndex) -> list[Held]:
    label, now = talk.row["record"], found(talk)
    name = _held(talk, "name", label["name"], now["name"], same=_same_name(label["name"], now["name"]))
    day = _held(talk, "received", label["received_date"], now["received_date"])
    hints = (label["service_hint"], now["service_hint"])
    same = all(hints) and short_form(str(hints[0]), index) == short_form(str(hints[1]), index)
    return [name, day, _held(talk, "service", *hints, same=same)]


def _same_name(label: str | None, found: object) -> bool:
    return bool(label and found) and plain_name(str(label)) == plain_name(str(found))


def _held(talk: Talk, fact: str, label: object, found: object, *, same: bool | None = None) -> Held:
    right = label == found if same is None else same
    if label is None or found is None:
        outcome = "none" if label is found else ("missed" if found is None else "invented")
    else:
        outcome = "right" if right else "wrong"
    return Held(talk.row["id"], fact, outcome, label, found)


def found(talk: Talk) -> dict[str, object]:
    """The record as the labels write it; of two, the first."""
    complaints = [one for one in talk.records if one.assessment.kind is Kind.COMPLAINT]
    record = complaints[0] if complaints else (talk.records[0] if talk.records else None)
    count = {"records": len(complaints)}
    if record is None:
        kind = next((one for one in reversed(talk.marks) if one in set(Kind)), None)
        return {"name": None, "received_date": None, "service_hint": None, "kind": kind, "admissibility": None, **count}
    return {**_record(record), **count}


def _record(record: Record) -> dict[str, object]:
    assessment = record.assessment
    received = record.facts.received or assessment.reading.received
    service, admissibility = assessment.service, assessment.admissibility
    return {
        "name": record.name,
        "received_date": received.date.isoformat() if received and received.date else None,
        "service_hint": service.hint or service.id if service else None,
        "kind": assessment.kind.value,
        "admissibility": admissibility.verdict.value if admissibility else None,
    }


def errors(talks: Sequence[Talk], index: AliasIndex) -> list[str]:
    """By id: every fact, question and outcome that is not as labelled, with the text."""
    lines: dict[str, list[str]] = {talk.row["id"]: [] for talk in talks}
    for one in facts(talks, index):
        if one.outcome not in {"right", "none"}:
            lines[one.id].append(f"{one.fact} {one.outcome}: label {one.label!r}, found {one.found!r}")
    for talk in talks:
        lines[talk.row["id"]] += _questions(talk) + _outcomes(talk)
    return [f"{talk.row['id']} {talk.row['channel']}: {'; '.join(lines[talk.row['id']])} | {talk.row['messages']}"
            for talk in talks if lines[talk.row["id"]]]  # fmt: skip


def _questions(talk: Talk) -> list[str]:
    needed, told = needed_of(talk.row), told_of(talk.row)
    unasked = [f"needed {asks.value} not asked" for asks in needed if asks not in talk.asked]
    again = [f"asked {asks.value} though {'told' if asks in told else 'not needed'}" for asks in talk.asked
             if asks not in needed]  # fmt: skip
    return unasked + again


def _outcomes(talk: Talk) -> list[str]:
    label, now = talk.row["record"], found(talk)
    return [f"{key}: label {label[key]!r}, found {now[key]!r}" for key in ("kind", "admissibility", "records")
            if label[key] != now[key]]  # fmt: skip
