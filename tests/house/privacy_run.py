"""Every fixture and many failures with logs on: `python -m tests.house.privacy_run URL FOLDER`.

Standard output: JSON lines of what citizens and officers put in (the test looks for them elsewhere).  Standard error:
everything that was logged.
"""

from __future__ import annotations

import asyncio
import dataclasses
import json
import logging
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import select, text

from app.judging import Judges
from app.logs import configure
from app.services import Services, make_services
from app.settings import Quiet
from app.worker.conversations import handle_conversation
from app.worker.events import handle_event
from app.worker.fetching import handle_attachment
from app.worker.sending import handle_lane
from app.worker.timers import sweep, tick
from casework.ports import OfficerRef
from casework.staffing import places
from casework.types import Role
from casework.usecases.answering import answer, ask, report, told_otherwise
from casework.usecases.handling import note, reveal, review, take
from channels.form.adapter import FormAdapter
from intake.channel import InboundMessage, Parsed, RawEvent, Unparseable
from storage import inbox
from storage.models import Attachment, Case, ConversationRow, InboundEvent, Officer, Outgoing
from storage.staff import add_officer
from tests.app.office import running, settings, twilio
from tests.channels.runner import FIXTURES, NOW, raw_event

PLANTED = "Rahayu Sekarwangi, +6281377712345, Jalan Melati 7: pungutan di loket"
CLOSED = 9  # a port where nobody listens: every provider is away


class Breaking(FormAdapter):
    """A parser that fails with the citizen's words in its exception."""

    name = "breaking"

    def parse(self, raw: RawEvent) -> Sequence[Parsed]:
        raise RuntimeError(f"cannot read {raw.body.decode()}")


def events(services: Services) -> Iterator[tuple[RawEvent, str]]:
    """Every fixture as it would be stored."""
    for name in ("twilio", "telegram", "form"):
        adapter = services.adapters[name]
        for file in sorted((FIXTURES / name).glob("*.json")):
            raw = raw_event(name, json.loads(file.read_text("utf-8"))["request"])
            yield dataclasses.replace(raw, account=adapter.account(raw)), f"{name}:{file.stem}"
    for file in sorted((FIXTURES / "mail").glob("*.eml")):
        ours = services.settings.mail.address
        yield RawEvent("email", ours, "IMAP", "INBOX", "uid=1:1", {}, file.read_bytes(), NOW), f"email:{file.stem}"


def said(services: Services, raw: RawEvent) -> Iterator[str]:
    """The personal words of an event, as its adapter reads them."""
    try:
        parsed = services.adapters[raw.adapter].parse(raw)
    except Unparseable:
        return
    for one in parsed:
        if isinstance(one, InboundMessage):
            told = (one.text, one.address, one.hint_name, one.subject, one.quoted, *one.facts.values())
            media = [medium.name for medium in one.media] + [medium.url for medium in one.media]
            yield from (word for word in (*told, *media) if word)


async def ids(services: Services, table: Any) -> list[UUID]:
    async with services.works.begin() as work:
        return list(await work.session.scalars(select(table.id).order_by(table.id)))


async def execute(services: Services, statement: str) -> None:
    async with services.works.begin() as work:
        await work.session.execute(text(statement))


async def take_everything_in(services: Services) -> None:
    async with services.works.begin() as work:
        for raw, key in events(services):
            await inbox.store_polled(work.session, raw, key, None)
        broken = RawEvent("breaking", "form", "FORM", "/", "", {}, PLANTED.encode(), NOW)
        await inbox.store_polled(work.session, broken, "breaking", None)
        await inbox.store_polled(work.session, dataclasses.replace(broken, adapter="gone"), "gone", None)
    for event_id in await ids(services, InboundEvent):
        for _ in range(6 if event_id == (await ids(services, InboundEvent))[-2] else 1):
            await handle_event(services, event_id)


async def think(services: Services) -> None:
    """Every conversation once while the database refuses complaints with their whole row, then as it should be."""
    judges = await asyncio.to_thread(Judges.load, services.pack)
    await execute(services, "ALTER TABLE complaint ADD CONSTRAINT boom CHECK (matter = '') NOT VALID")
    found = await ids(services, ConversationRow)
    for conversation in found:
        await handle_conversation(services, judges, conversation)
    await execute(services, "ALTER TABLE complaint DROP CONSTRAINT boom")
    for hours in (0, 26):  # silence records what is left (R12)
        services.clock.set_seconds(hours * 3600)
        for conversation in found:
            await handle_conversation(services, judges, conversation)


async def send(services: Services) -> None:
    async with services.works.begin() as work:
        lanes = set(await work.session.scalars(select(Outgoing.lane)))
    for lane in sorted(lanes)[:40]:
        await handle_lane(services, lane)
    for attachment in (await ids(services, Attachment))[:10]:
        await handle_attachment(services, attachment)


async def act(services: Services) -> None:
    """Officers write personal words everywhere that they can."""
    async with services.works.begin() as work:
        for place in places(services.pack):
            await add_officer(work.session, place, "x", name=PLANTED, email="siti.rahayu@warga.test")
        clerk = (await work.session.scalars(select(Officer).where(Officer.role == "complaint_officer"))).one()
    officer, now = OfficerRef(clerk.id, Role(clerk.role), clerk.unit, clerk.tier), services.clock.now()
    for case_id in (await ids(services, Case))[:5]:
        async with services.works.begin() as work:
            given: Mapping[str, Any] = {"case_id": case_id, "officer": officer, "now": now}
            await take(work, **given)
            for write in (ask, note, report):
                await write(work, text=PLANTED, **given)
            await review(work, step="a", text=PLANTED, row=None, **given)
            await reveal(work, reason=PLANTED, **given)
            await answer(work, text=PLANTED, outcome=None, files=(), **given)
            await told_otherwise(work, how=PLANTED, **given)


async def web(folder: Path, url: str) -> None:
    """The same at the web's door: signed, forged, broken, and a server error with words in it."""
    async with running(settings(folder), url) as (services, client):
        for changes in ({"Body": PLANTED}, {"From": f"whatsapp:{PLANTED[19:33]}"}):
            await client.post("/webhooks/twilio", **twilio(services, **changes))
            await client.post("/webhooks/twilio?" + PLANTED, content=PLANTED.encode())
        await client.post("/webhooks/twilio", content=PLANTED.encode(), headers={"x-twilio-signature": PLANTED})
        await client.get(f"/status?nomor={PLANTED}")
        metrics = await client.get("/metrics")
        sys.stderr.write(metrics.text)
    logging.getLogger("uvicorn.error").error("Exception in ASGI application", exc_info=ValueError(PLANTED))
    logging.getLogger("uvicorn.error").error("said %s", PLANTED)
    structlog.get_logger().error("end")


async def main(url: str, folder: Path) -> None:
    """Everything, in order."""
    configure(logging.DEBUG)
    quiet = Quiet(chat_seconds=0, sms_seconds=0, longest_seconds=0)
    ports = {"sandbox_port": CLOSED, "sandbox_imap_port": CLOSED, "sandbox_smtp_port": CLOSED}
    services = make_services(settings(folder, quiet=quiet, **ports), url, pool=4)
    services = dataclasses.replace(services, adapters={**services.adapters, "breaking": Breaking()})
    words = [PLANTED, *PLANTED.split(", "), *services.secrets]
    words += [word for raw, _ in events(services) for word in said(services, raw)]
    sys.stdout.write(json.dumps(words) + "\n")
    await take_everything_in(services)
    await think(services)
    await send(services)
    await act(services)
    await tick(services)
    await sweep(services)
    await services.aclose()
    await web(folder, url)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2])))
