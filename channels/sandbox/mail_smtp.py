"""The sandbox's SMTP server: takes every mail, or fails, loses, delays and repeats it when told to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Literal

from aiosmtpd.smtp import SMTP, AuthResult, Envelope

Take = Callable[[str, str, bytes], Awaitable[None]]  # sender, recipient, content
Bounce = Callable[[str, str, bytes, str], Awaitable[None]]  # the same and the refusal
FaultKind = Literal["delay", "fail", "drop", "duplicate", "bounce"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What shall go wrong with the next `times` mails (to `address`, "" for any).

    fail: refused with `code`; drop: accepted and lost; delay: accepted after `seconds`; duplicate: delivered twice;
    bounce: accepted, then reported as undeliverable with `code`.
    """

    kind: FaultKind
    times: int = 1
    code: str = "451 4.3.0 sandbox: try again later"
    seconds: float = 0.0
    address: str = ""


class _Handler:
    """aiosmtpd's hooks."""

    def __init__(self, take: Take, bounce: Bounce, fault: Callable[[str], Fault | None]) -> None:
        self._take, self._bounce, self._fault = take, bounce, fault

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd's name
        content = envelope.content if isinstance(envelope.content, bytes) else str(envelope.content).encode()
        for recipient in envelope.rcpt_tos:
            refused = await self._deliver(str(envelope.mail_from or ""), recipient.lower(), content)
            if refused:
                return refused
        return "250 2.0.0 Ok: queued"

    async def _deliver(self, sender: str, recipient: str, content: bytes) -> str | None:
        fault = self._fault(recipient)
        kind = fault.kind if fault is not None else None
        if fault is not None and kind == "fail":
            return fault.code
        if fault is not None and kind == "bounce":
            await self._bounce(sender, recipient, content, fault.code)
        if fault is not None and kind == "delay":
            await asyncio.sleep(fault.seconds)
        for _ in range({"drop": 0, "bounce": 0, "duplicate": 2}.get(kind or "", 1)):
            await self._take(sender, recipient, content)
        return None


@asynccontextmanager
async def listen(port: int, take: Take, bounce: Bounce, fault: Callable[[str], Fault | None]) -> AsyncIterator[int]:
    """The server on a loopback port, until the block ends; any user and password are let in."""
    handler = _Handler(take, bounce, fault)

    def session() -> SMTP:
        return SMTP(
            handler,
            hostname="sandbox.localhost",
            ident="aduan sandbox",
            data_size_limit=35 * 1024 * 1024,
            enable_SMTPUTF8=True,
            decode_data=False,
            auth_require_tls=False,
            authenticator=lambda *_: AuthResult(success=True),
        )

    server = await asyncio.get_running_loop().create_server(session, "127.0.0.1", port)
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        server.close()
