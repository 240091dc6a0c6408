"""The web form's events as files."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from channels.form.adapter import FormAdapter, form_event
from intake.channel import Channel, FetchError, MediaRef, OutboundMessage, RawEvent
from tests.channels.runner import NOW, check, check_folder, fixtures

ADAPTER = FormAdapter()
BODY = {"token": "t-1", "site": "office_web", "fields": {"text": "izin"}}


def sign(raw: RawEvent, how: str) -> RawEvent:
    """Only an event of our own app has the account and the method of the form; `how` is `valid` or `http`."""
    return raw if how == "http" else dataclasses.replace(raw, account="form", method="FORM")


@pytest.mark.parametrize("fixture", fixtures("form"))
def test_fixture(fixture: dict[str, Any]) -> None:
    check(ADAPTER, fixture, sign)


def test_folder() -> None:
    check_folder("form", least=10)


def test_an_event_of_our_own_is_verified_and_keyed_by_its_token() -> None:
    raw = form_event(BODY, NOW)
    assert ADAPTER.verify(raw, NOW)
    assert ADAPTER.key(raw) == "t-1"


def test_characters_that_cannot_be_stored_do_not_stop_a_form() -> None:
    raw = form_event({**BODY, "fields": {"text": "a\ud800b\x00c"}}, NOW)
    (message,) = ADAPTER.parse(raw)
    assert getattr(message, "text", None) == "a?bc"


async def test_an_answer_is_accepted_because_the_page_shows_it() -> None:
    message = OutboundMessage("m-1", Channel.OFFICE_WEB, "form", "t-1", "answer", "selesai")
    assert await ADAPTER.send(message) == await ADAPTER.find_sent(message) == "form:m-1"


async def test_there_is_nothing_to_poll_or_fetch() -> None:
    assert ADAPTER.poll_every is None
    assert [event async for event in ADAPTER.poll(None)] == []
    with pytest.raises(FetchError):
        await ADAPTER.fetch(MediaRef(id="x", kind="image"))
