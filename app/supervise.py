"""Child processes that are kept running, their output made visible, and ended together."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app import leash

Say = Callable[[str], None]
BACKOFF_S = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
STEADY_S = 30.0  # a child that ran this long begins the backoff anew
PATIENCE_S = 10.0
LINE_LIMIT = 64 * 1024  # bytes; a longer line is shown in pieces


@dataclass(frozen=True, slots=True)
class Child:
    """A command, the name its output is shown under, and for a step whether the start can do without it."""

    name: str
    command: tuple[str, ...]
    vital: bool = True


def backoff_s(failures: int) -> float:
    """Seconds to wait before start number `failures` + 1; never gives up."""
    return BACKOFF_S[min(max(failures, 1), len(BACKOFF_S)) - 1]


async def keep(child: Child, environment: Mapping[str, str], *, stop: asyncio.Event, say: Say) -> None:
    """Run `child` again and again until `stop`; then end it."""
    failures = 0
    while not stop.is_set():
        begun = time.monotonic()
        code = await run_once(child, environment, stop=stop, say=say)
        if stop.is_set():
            return
        failures = 1 if time.monotonic() - begun >= STEADY_S else failures + 1
        delay = backoff_s(failures)
        say(f"{child.name} ended ({describe(code)}); starting it again in {delay:g} s")
        await sleep_unless(stop, delay)


async def run_once(
    child: Child,
    environment: Mapping[str, str],
    *,
    stop: asyncio.Event,
    say: Say,
    patience_s: float = PATIENCE_S,
) -> int:
    """Run `child` until it ends, or end it when `stop` is set; its exit code (negative: the signal).

    `patience_s`: from SIGTERM to SIGKILL.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-S", str(Path(leash.__file__)), str(os.getpid()), *child.command),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,  # Ctrl-C at the terminal reaches us alone, and we end the others in order
        env=dict(environment),
    )
    showing = asyncio.create_task(_show(child.name, process.stdout, say))
    ended, asked = asyncio.create_task(process.wait()), asyncio.create_task(stop.wait())
    await asyncio.wait({ended, asked}, return_when=asyncio.FIRST_COMPLETED)
    asked.cancel()
    if not ended.done():
        await _end(process, patience_s)
    await asyncio.wait({showing}, timeout=1)
    showing.cancel()
    return await ended


async def _end(process: asyncio.subprocess.Process, patience_s: float) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), patience_s)
        except TimeoutError:
            process.kill()
    await process.wait()


async def _show(name: str, stream: asyncio.StreamReader | None, say: Say) -> None:
    if stream is None:
        return
    async for line in _lines(stream):
        say(f"{name:8}| {line}")


async def _lines(stream: asyncio.StreamReader) -> AsyncIterator[str]:
    rest = b""
    while chunk := await stream.read(LINE_LIMIT):
        *whole, rest = (rest + chunk).split(b"\n")
        if len(rest) >= LINE_LIMIT:
            whole, rest = [*whole, rest], b""
        for line in whole:
            yield line.decode("utf-8", "replace").rstrip()
    if rest:
        yield rest.decode("utf-8", "replace").rstrip()


async def sleep_unless(stop: asyncio.Event, seconds: float) -> None:
    """Sleep, but no longer than until `stop` is set."""
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


def describe(code: int) -> str:
    """An exit code in words."""
    return f"killed by signal {-code}" if code < 0 else f"code {code}"
