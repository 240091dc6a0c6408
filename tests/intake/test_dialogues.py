"""Plays docs/dialogues/*.txt with the real judgement and the pack they name: facts, questions, limits, not letters."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from bench import segments
from bench.script import Exchange, Script, read
from bench.script_play import Play, facts, filled, words
from intake import sms
from intake.channel import Channel
from intake.conversation import AddTo, HandToOfficer, Mark, Objection, Record, Step, Withdraw

FOLDER = Path(__file__).parent.parent.parent / "docs" / "dialogues"
FILES = sorted(FOLDER.glob("*.txt"))
AWAITED = frozenset(Path(__file__).with_name("awaited.txt").read_text(encoding="utf-8").split())
"""Written before the code that passes them; a file that passes leaves the list (strict)."""

FORBIDDEN = re.compile(
    r"\b(?:terlampir|sehubungan|perihal|dimaksud|kiranya|error|null|None|traceback|format salah|menu)\b", re.IGNORECASE
)
EVENTS = {
    "petugas": HandToOfficer,
    "tambah": AddTo,
    "keberatan": Objection,
    "cabut": Withdraw,
    "catat": Record,
    "tandai": Mark,
}


def _awaited(path: Path) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(strict=True, reason="expected before the code")] if path.stem in AWAITED else []


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem, marks=_awaited(path)) for path in FILES])
def test_dialogue(path: Path) -> None:
    script = read(path)
    play = Play(script)
    for exchange in script.exchanges:
        done = play.hear(exchange)
        _check(exchange, done, play)
    _check_record(script, play)


def _check(exchange: Exchange, done: Step, play: Play) -> None:
    texts = filled(done, play)
    text, where = "\n".join(texts), f"{play.script.name}: {exchange.said}"
    assert exchange.silent is None or bool(done.replies) is not exchange.silent, f"{where}: {text}"
    assert not FORBIDDEN.search(text), f"{where}: {text}"
    if play.state.channel is Channel.SMS:
        assert all(sms.segments(one).count <= sms.MAX_SEGMENTS for one in texts), where
    for check in exchange.checks:
        assert _holds(check, done, text), f"{where}: {check}: {text} {done.events}"


def _holds(check: str, done: Step, text: str) -> bool:
    word, _space, rest = check.partition(" ")
    if word == "tanya":
        return [reply.asks for reply in done.replies if reply.asks] == ([] if rest == "-" else [rest])
    if word == "ada":
        return rest.casefold() in text.casefold()
    if word == "tanpa":
        return rest.casefold() not in text.casefold()
    if word == "bukan":
        return not any(isinstance(event, EVENTS[rest]) for event in done.events)
    return any(isinstance(event, EVENTS[word]) and rest in str(event) for event in done.events)


def _check_record(script: Script, play: Play) -> None:
    wanted = dict(script.record)
    assert len(play.records) == int(wanted.pop("jumlah", "1" if wanted else "0"))
    if "pertanyaan" in wanted:
        assert play.questions == int(wanted.pop("pertanyaan"))
    if play.records:
        told = wanted.pop("isi", "")
        assert all(line in words(play) for line in told.splitlines()), words(play)
        found = facts(play)
        assert {key: found[key] for key in wanted} == wanted


def test_there_are_enough() -> None:
    scripts = [read(path) for path in FILES]
    assert len(scripts) >= 12
    assert {script.header["channel"] for script in scripts} >= {"whatsapp", "sms", "telegram", "email", "web"}
    assert date(2026, 1, 1) < min(datetime.fromisoformat(script.header["start"]).date() for script in scripts)


def test_the_table_of_segments_is_current() -> None:
    assert segments.main(["--check"]) == 0, "run `python -m bench.segments`"


SMS = [path for path in FILES if read(path).header["channel"] == "sms" and path.stem not in AWAITED]


@pytest.mark.parametrize("path", SMS, ids=lambda path: path.stem)
def test_sms_costs_little(path: Path) -> None:
    """No reply over two segments; at most three to the number."""
    cost = segments.cost(read(path))
    assert cost.dearest <= sms.MAX_SEGMENTS
    assert cost.to_number is None or cost.to_number <= 3
