"""`aduan chat`: the real dialogue, use cases and database in a terminal; nothing is sent anywhere."""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import datetime, timedelta
from typing import Annotated

import typer

from app.cli.common import database, fail, say, settings
from intake.channel import Channel

CHANNELS = {"sms": Channel.SMS, "whatsapp": Channel.WHATSAPP, "telegram": Channel.TELEGRAM, "email": Channel.EMAIL}
SENDERS = {"email": "warga@example.test", "telegram": "700001"}


def chat(
    channel: Annotated[
        str, typer.Option(help="sms, whatsapp, telegram or email: replies differ in length.")
    ] = "whatsapp",
    sender: Annotated[str, typer.Option("--from", help="The address that writes.")] = "",
    at: Annotated[str, typer.Option(help="ISO time of the first line; each line is a second later.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object an event.")] = False,
) -> None:
    """Talk to the bot: each line of standard input is one message, answered before the next is read.

    A fresh database is used for each run; nothing of it is kept.
    """
    if channel not in CHANNELS:
        fail(f"--channel must be one of {', '.join(CHANNELS)}.")
    begin = _moment(at)
    from app.chatting import Chat, fresh_database

    given = settings()
    with database(given) as url, fresh_database(url) as own:
        address = sender or SENDERS.get(channel, "+6281200000001")
        talk = Chat(given, own, CHANNELS[channel], address, begin)
        asyncio.run(_talk(talk, as_json=as_json))


def _moment(at: str) -> datetime | None:
    if not at:
        return None
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        fail("--at must be an ISO time such as 2026-11-22T09:00:00+07:00.")
    if moment.tzinfo is None:
        fail("--at needs a zone, such as +07:00 at its end.")
    return moment


async def _talk(talk, *, as_json: bool) -> None:  # type: ignore[no-untyped-def]
    from intake.terminal import readable

    async with talk:
        step = timedelta(0)
        while line := await asyncio.to_thread(sys.stdin.readline):
            events = await talk.say(line.rstrip("\r\n"), step)
            step += timedelta(seconds=1)
            for event in events if as_json else ():
                say(json.dumps(event, ensure_ascii=False))
            if not as_json and events:
                say(readable(events))


def add_to(app: typer.Typer) -> None:
    """Registers the command."""
    app.command()(chat)
