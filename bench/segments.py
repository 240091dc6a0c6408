"""`python -m bench.segments [--check]`: what each conversation of docs/dialogues costs, as docs/dialogues/segments.md.

Every file is played as the tests play it.  Counted is each reply as it is sent; by SMS in segments, elsewhere what the
same words would cost as SMS, for comparison.  `--check`: exit code 1 when the page is not current.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.script import Script, read
from bench.script_play import Play, filled
from intake import sms
from intake.channel import Channel

FOLDER = Path(__file__).parent.parent / "docs" / "dialogues"
PAGE = FOLDER / "segments.md"


@dataclass(frozen=True, slots=True)
class Cost:
    """One conversation: replies, questions, segments of all replies, the dearest one, and those up to the number."""

    name: str
    channel: str
    replies: int
    questions: int
    segments: int
    dearest: int
    to_number: int | None


def cost(script: Script) -> Cost:
    """`script` played to its end."""
    play, counts, to_number = Play(script), list[int](), None
    for exchange in script.exchanges:
        done = play.hear(exchange)
        counts += [sms.segments(text).count for text in filled(done, play)]
        if play.records and to_number is None:
            to_number = sum(counts)
    channel = script.header["channel"]
    return Cost(script.name, channel, len(counts), play.questions, sum(counts), max(counts, default=0), to_number)


def page(costs: Sequence[Cost]) -> str:
    """The table, SMS first, since only there a segment is paid for."""
    ordered = sorted(costs, key=lambda one: (one.channel != Channel.SMS, one.name))
    rows = [
        f"| {one.name} | {one.channel} | {one.replies} | {one.questions} | {one.segments} | {one.dearest} | "
        f"{'-' if one.to_number is None else one.to_number} |"
        for one in ordered
    ]
    return "\n".join((*_HEAD, *rows, ""))


_HEAD = (
    "# Segments per conversation",
    "",
    "Made by `python -m bench.segments`; a test says when it is not current. The first rows are SMS, where a segment",
    "is paid for; elsewhere it is what the same words would cost. `to the number`: all up to the first number.",
    "",
    "| conversation | channel | replies | questions | segments | dearest reply | to the number |",
    "| --- | --- | --- | --- | --- | --- | --- |",
)


def main(arguments: Sequence[str]) -> int:
    """0: written, or current; 1: not current; 2: called wrongly."""
    if set(arguments) - {"--check"}:
        print("usage: python -m bench.segments [--check]", file=sys.stderr)
        return 2
    made = page([cost(read(path)) for path in sorted(FOLDER.glob("*.txt"))])
    if "--check" in arguments:
        return 0 if PAGE.read_text(encoding="utf-8") == made else 1
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
