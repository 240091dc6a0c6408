"""A small HTTP client for load: requests built beforehand, kept connections, as little work a request as can be."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

ANSWER_S = 30.0


@dataclass(slots=True)
class Hits:
    """Seconds each answer took, and answers by HTTP status (0: no answer)."""

    took: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)

    def add(self, status: int, seconds: float) -> None:
        """One answer."""
        self.took.append(seconds)
        self.statuses[status] = self.statuses.get(status, 0) + 1

    @property
    def refused(self) -> int:
        """Answers that were no 2xx."""
        return sum(count for status, count in self.statuses.items() if not 200 <= status < 300)


def request(host: str, path: str, headers: Mapping[str, str], body: bytes) -> bytes:
    """A POST as bytes."""
    lines = [f"POST {path} HTTP/1.1", f"Host: {host}", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body


class Line:
    """One kept connection; one request at a time."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def ask(self, sent: bytes) -> int:
        """The answer's status; 0 when there was none.

        A kept connection may have been closed by the server while it was idle; then a new one is used, as every
        client of HTTP does.
        """
        kept = self._writer is not None
        try:
            async with asyncio.timeout(ANSWER_S):
                return await self._ask(sent)
        except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
            self.close()
            return await self.ask(sent) if kept and not isinstance(error, TimeoutError) else 0

    async def _ask(self, sent: bytes) -> int:
        if self._reader is None or self._writer is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        self._writer.write(sent)
        head = await self._reader.readuntil(b"\r\n\r\n")
        await self._reader.readexactly(_length(head))
        return int(head[9:12])

    def close(self) -> None:
        """Gives the connection up."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            return int(value)
    return 0


async def at_rate(port: int, requests: Sequence[bytes], per_second: float) -> Hits:
    """Open loop: request n is due at n / `per_second`; its time counts from then, so that no queue is hidden."""
    hits, idle, lines = Hits(), asyncio.LifoQueue[Line](), list[Line]()
    begun = time.perf_counter()

    async def one(sent: bytes, due: float) -> None:
        line = _free(idle, lines, port)
        status = await line.ask(sent)
        hits.add(status, time.perf_counter() - due)
        idle.put_nowait(line)

    async with asyncio.TaskGroup() as tasks:
        for n, sent in enumerate(requests):
            due = begun + n / per_second
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            tasks.create_task(one(sent, due))
    for line in lines:
        line.close()
    return hits


def _free(idle: asyncio.LifoQueue[Line], lines: list[Line], port: int) -> Line:
    if not idle.empty():
        return idle.get_nowait()
    lines.append(Line(port))
    return lines[-1]


async def flat_out(port: int, requests: Sequence[bytes], clients: int, seconds: float) -> tuple[Hits, float]:
    """Closed loop: `clients` connections, each asking again when answered; the hits and how long it took."""
    hits, begun, waiting = Hits(), time.perf_counter(), iter(requests)

    async def client() -> None:
        line = Line(port)
        while time.perf_counter() - begun < seconds and (sent := next(waiting, None)) is not None:
            since = time.perf_counter()
            hits.add(await line.ask(sent), time.perf_counter() - since)
        line.close()

    await asyncio.gather(*(client() for _ in range(clients)))
    return hits, time.perf_counter() - begun
