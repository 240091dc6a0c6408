"""The worker's handlers: what fails is counted, held and alarmed, and never stops what follows (decision 3)."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text

from app.services import Services, make_services
from app.settings import Quiet
from app.worker.events import handle_event
from app.worker.fetching import handle_attachment
from app.worker.retrying import EVENT_ATTEMPTS, FETCH_ATTEMPTS
from app.worker.sending import handle_lane
from casework.ports import Letter
from channels.form.adapter import FormAdapter, form_event
from intake.channel import Blob, FetchError, MediaRef, OutboundMessage, Parsed, RawEvent, SendCode, SendError
from storage import inbox, taking
from storage.models import Alarm, Attachment, InboundEvent, Message, Outgoing
from tests.app.office import settings
from tests.storage.support import NONE, NOW, inbound


class Provider(FormAdapter):
    """A provider whose parser, store and line do as they are told."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.found: str | None = None
        self.trouble: list[Exception] = []

    def parse(self, raw: RawEvent) -> Sequence[Parsed]:
        if b"boom" in raw.body:
            raise KeyError(raw.body)
        return super().parse(raw)

    async def fetch(self, media: MediaRef) -> Blob:
        if self.trouble:
            raise self.trouble[0]
        return Blob(b"isi", "text/plain", "a.txt")

    async def send(self, message: OutboundMessage) -> str:
        if self.trouble:
            raise self.trouble.pop(0)
        self.sent.append(message.text)
        return f"id-{message.id}"

    async def find_sent(self, message: OutboundMessage) -> str | None:
        return self.found


@dataclasses.dataclass
class Work:
    services: Services
    provider: Provider

    async def rows(self, table: Any) -> list[Any]:
        async with self.services.works.begin() as work:
            return list(await work.session.scalars(select(table).order_by(table.id)))

    async def write(self, *texts: str) -> UUID:
        """Messages of ours to one citizen; their lane."""
        async with self.services.works.begin() as work:
            message = inbound(adapter="form", account="form")
            talk = await taking.conversation_for(work.session, message, demo=False)
            for one in texts:
                await work.outbox.to_conversation(talk, Letter("aside", one), at=self.services.clock.now())
            return talk

    async def states(self) -> list[tuple[str, str | None]]:
        return [(row.state, row.error) for row in sorted(await self.rows(Outgoing), key=lambda row: row.seq)]


@pytest.fixture
async def at_work(database_url: str, tmp_path: Path) -> AsyncIterator[Work]:
    quiet = Quiet(chat_seconds=0, sms_seconds=0, longest_seconds=0)
    services = make_services(settings(tmp_path, quiet=quiet), database_url, pool=4)
    provider = Provider()
    yield Work(dataclasses.replace(services, adapters={"form": provider}), provider)
    await services.aclose()


async def test_an_event_that_breaks_its_parser_is_tried_then_held_and_the_next_goes_on(at_work: Work) -> None:
    services = at_work.services
    async with services.works.begin() as work:
        for n, body in enumerate((b"boom", form_event({"token": "t", "site": "office_web"}, NOW).body)):
            await inbox.store_polled(
                work.session, RawEvent("form", "form", "FORM", "/", "", {}, body, NOW), str(n), None
            )
    broken, good = [row.id for row in await at_work.rows(InboundEvent)]
    for attempt in range(1, EVENT_ATTEMPTS + 2):
        await handle_event(services, broken)
        row = (await at_work.rows(InboundEvent))[0]
        assert (row.state, row.attempts) == (("new", attempt) if attempt < EVENT_ATTEMPTS else ("held", EVENT_ATTEMPTS))
        assert row.error == "KeyError"
    await handle_event(services, good)
    assert [row.state for row in await at_work.rows(InboundEvent)] == ["held", "done"]
    assert len(await at_work.rows(Message)) == 1
    assert [(row.code, row.subject) for row in await at_work.rows(Alarm)] == [("event_held", str(broken))]


async def test_a_lane_is_sent_until_it_is_empty(at_work: Work) -> None:
    lane = await at_work.write("satu", "dua", "tiga")
    await handle_lane(at_work.services, lane)
    assert at_work.provider.sent == ["satu", "dua", "tiga"]
    assert await at_work.states() == [("accepted", None)] * 3
    await handle_lane(at_work.services, lane)
    assert len(at_work.provider.sent) == 3


TROUBLE = [
    (SendError(SendCode.UNAVAILABLE, retryable=True), [("waiting", "unavailable"), ("waiting", None)], []),
    (SendError(SendCode.BLOCKED, retryable=False), [("failed", "blocked"), ("accepted", None)], ["send_blocked"]),
    (SendError(SendCode.REJECTED, retryable=False), [("held", "rejected"), ("accepted", None)], ["send_rejected"]),
    (SendError(SendCode.CREDENTIALS, retryable=False), [("held", "credentials"), ("accepted", None)],
     ["send_credentials"]),
]  # fmt: skip


@pytest.mark.parametrize(("error", "states", "alarms"), [pytest.param(*row, id=row[0].code) for row in TROUBLE])
async def test_what_becomes_of_a_message_that_is_not_taken(
    at_work: Work, error: SendError, states: list[tuple[str, str | None]], alarms: list[str]
) -> None:
    lane = await at_work.write("satu", "dua")
    at_work.provider.trouble = [error]
    await handle_lane(at_work.services, lane)
    assert await at_work.states() == states
    assert [row.code for row in await at_work.rows(Alarm)] == alarms


@pytest.mark.parametrize(("found", "sent"), [("id-1", []), (None, ["satu"])])
async def test_after_a_death_between_hand_over_and_record_the_provider_is_asked_first(
    at_work: Work, found: str | None, sent: list[str]
) -> None:
    lane = await at_work.write("satu")
    async with at_work.services.works.begin() as work:
        await work.session.execute(text("UPDATE outgoing SET state = 'handing_over', attempts = 1"))
    at_work.provider.found = found
    await handle_lane(at_work.services, lane)
    assert at_work.provider.sent == sent
    assert [state for state, _ in await at_work.states()] == ["accepted"]


FETCHES = [(True, FETCH_ATTEMPTS), (False, 1)]


@pytest.mark.parametrize(("retryable", "attempts"), FETCHES)
async def test_a_medium_that_cannot_be_fetched_is_held_and_its_message_stays(
    at_work: Work, retryable: bool, attempts: int
) -> None:
    services = at_work.services
    async with services.works.begin() as work:
        message = inbound(adapter="form", account="form", media=(MediaRef("f", "image"),))
        await taking.take_in(work.session, message, event_id=None, received_at=NOW, now=NOW, quiet=NONE, longest=NONE)
    [medium] = await at_work.rows(Attachment)
    at_work.provider.trouble = [FetchError("gone", retryable=retryable)]
    for n in range(1, attempts + 1):
        [row] = await at_work.rows(Attachment)
        assert (row.state, row.attempts) == ("waiting", n - 1)
        await handle_attachment(services, medium.id)
    [row] = await at_work.rows(Attachment)
    assert (row.state, row.sha256) == ("held", None)
    assert len(await at_work.rows(Message)) == 1
    assert [(row.code, row.subject) for row in await at_work.rows(Alarm)] == [("attachment_held", str(medium.id))]


async def test_a_fetched_medium_is_a_blob(at_work: Work) -> None:
    services = at_work.services
    async with services.works.begin() as work:
        message = inbound(adapter="form", account="form", media=(MediaRef("f", "document", name="surat.txt"),))
        await taking.take_in(work.session, message, event_id=None, received_at=NOW, now=NOW, quiet=NONE, longest=NONE)
    [medium] = await at_work.rows(Attachment)
    for _ in range(2):
        await handle_attachment(services, medium.id)
    [row] = await at_work.rows(Attachment)
    assert (row.state, row.size, row.type) == ("fetched", 3, "text/plain")
    assert services.blobs.open(row.sha256).read_bytes() == b"isi"
