"""Keeping single children: their output, their ends, the waits between starts."""

from __future__ import annotations

import asyncio
import os
import sys

import pytest

from app.supervise import Child, backoff_s, describe, keep, run_once
from tests.app.house import STANDIN


def child(*words: str) -> Child:
    return Child("one", (sys.executable, str(STANDIN), *words))


async def test_output_is_shown_under_its_name_and_the_code_given_back() -> None:
    said = list[str]()
    code = await run_once(child("say", "hello"), os.environ, stop=asyncio.Event(), say=said.append)
    assert (code, said[1:]) == (0, ["one     | hello"])
    assert await run_once(child("fail"), os.environ, stop=asyncio.Event(), say=said.append) == 3


async def test_an_endless_line_is_shown_in_pieces() -> None:
    said = list[str]()
    await run_once(child("long"), os.environ, stop=asyncio.Event(), say=said.append)
    assert sum(line.count("x") for line in said) == 200_000
    assert max(map(len, said)) < 140_000
    assert said[-1] == "one     | short"


@pytest.mark.parametrize(("words", "code"), [("sleep", -15), ("stubborn", -9)])
async def test_a_child_is_ended_kindly_then_not(words: str, code: int) -> None:
    stop, said = asyncio.Event(), list[str]()

    def say(line: str) -> None:
        said.append(line)
        if "deaf" in line or "sleep pid" in line:
            stop.set()

    assert await run_once(child(words), os.environ, stop=stop, say=say, patience_s=0.5) == code


async def test_it_never_gives_up_and_says_so() -> None:
    stop, said = asyncio.Event(), list[str]()

    def say(line: str) -> None:
        said.append(line)
        if "in 1 s" in line:
            stop.set()

    await keep(child("fail"), os.environ, stop=stop, say=say)
    assert [line for line in said if "again" in line] == [
        "one ended (code 3); starting it again in 0.5 s",
        "one ended (code 3); starting it again in 1 s",
    ]


@pytest.mark.parametrize(("failures", "seconds"), [(0, 0.5), (1, 0.5), (2, 1), (3, 2), (5, 10), (6, 30), (600, 30)])
def test_waits_grow_and_stop_growing(failures: int, seconds: float) -> None:
    assert backoff_s(failures) == seconds


@pytest.mark.parametrize(("code", "words"), [(0, "code 0"), (3, "code 3"), (-9, "killed by signal 9")])
def test_codes_in_words(code: int, words: str) -> None:
    assert describe(code) == words
