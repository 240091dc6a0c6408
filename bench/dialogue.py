"""The dialogue with the real judgement and no database: citizens tell a text of the corpus and answer what is asked.

A citizen who is asked answers "tidak tahu"; every message is one step.  Beside it: the judgement of the same texts
alone, in the same run.  On one core, this thread's own time.
"""

from __future__ import annotations

import time
from datetime import timedelta

from app.judging import Judges
from bench.figures import milliseconds, percentile
from bench.result import Result
from bench.triage import SENT, _one_core, _texts
from intake.channel import Channel
from intake.conversation import Context, Conversation, Said
from intake.dialogue import step
from triage.assess import assess_text
from triage.calendar import Calendar
from triage.holidays_source import national_days
from triage.packs import load_pack

BUDGET = {"steps_per_second": 300.0, "p99_ms": 15.0}
LATER = timedelta(minutes=1)


def run(*, quick: bool) -> Result:
    """Quick: every fifth text, two rounds; the best round counts, since other work on the machine only slows."""
    _one_core()
    texts = _texts()[:: 5 if quick else 1]
    calendar = Calendar.build([row for year in (2026, 2027) for row in national_days(year)])
    judges = Judges.load(load_pack("purwakarta"))
    context = judges.context(calendar, SENT)
    rounds = [_round(context, texts) for _ in range(2 if quick else 5)]
    rate = max(len(took) / sum(took) for took in rounds)
    slowest = min(percentile(took, 0.99) for took in rounds)
    print(f"{len(texts)} citizens, {len(rounds[0])} steps, {len(rounds)} rounds{', quick' if quick else ''}")
    measured = {
        "steps_per_second": round(rate, 1),
        "p99_ms": milliseconds(slowest),
        "judgement_alone_per_second": round(_alone(judges, calendar, texts), 1),
    }
    ok = rate >= BUDGET["steps_per_second"] and milliseconds(slowest) <= BUDGET["p99_ms"]
    return Result("dialogue", measured, BUDGET, ok)


def _round(context: Context, texts: list[str]) -> list[float]:
    """Seconds each step took."""
    took: list[float] = []
    for n, text in enumerate(texts):
        took += _talk(context, Conversation(str(n), Channel.WHATSAPP, f"+62813{n:08d}"), text)
    return took


def _talk(context: Context, conversation: Conversation, text: str) -> list[float]:
    """One citizen until nothing is asked any more; four messages at the most."""
    took: list[float] = []
    for turn in range(4):
        at = SENT + turn * LATER
        said = Said(str(turn), text if turn == 0 else "tidak tahu", at)
        begun = time.thread_time()
        done = step(conversation, [said], context, at)
        took.append(time.thread_time() - begun)
        conversation = done.conversation
        if conversation.open_question is None:
            break
    return took


def _alone(judges: Judges, calendar: Calendar, texts: list[str]) -> float:
    office, begun = judges.office(calendar), time.thread_time()
    for text in texts:
        assess_text(office, text, SENT)
    return len(texts) / (time.thread_time() - begun)
