"""Telegram updates as files: let in, keyed and parsed, or refused."""

from __future__ import annotations

import contextlib
import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.telegram.adapter import TelegramAdapter
from channels.telegram.config import TelegramConfig
from intake.channel import RawEvent, Unparseable
from tests.channels.runner import NOW, check, check_folder, fixtures, raw_event

CONFIG = TelegramConfig(
    token="700000001:AAtestTokenOfNobody", secret="rahasia_Webhook-1", public_url="https://aduan.example.go.id"
)
ADAPTER = TelegramAdapter(CONFIG, lambda: NOW)
HEADER = "x-telegram-bot-api-secret-token"


def sign(raw: RawEvent, how: str) -> RawEvent:
    """`raw` with the secret token that `how` says."""
    told = {
        "valid": CONFIG.secret,
        "wrong": "another",
        "prefix": CONFIG.secret[:-1],
        "empty": "",
        "not_ascii": "rahasiä",
    }
    return raw if how == "missing" else dataclasses.replace(raw, headers={**raw.headers, HEADER: told[how]})


@pytest.mark.parametrize("fixture", fixtures("telegram"))
def test_fixture(fixture: dict[str, Any]) -> None:
    check(ADAPTER, fixture, sign)


def test_folder() -> None:
    check_folder("telegram", least=50)


def test_an_empty_secret_closes() -> None:
    adapter = TelegramAdapter(dataclasses.replace(CONFIG, secret=""), lambda: NOW)
    raw = raw_event("telegram", {"json": {"update_id": 1}})
    assert not adapter.verify(raw, NOW)
    assert not adapter.verify(sign(raw, "empty"), NOW)


def test_secrets_are_named_and_never_shown() -> None:
    assert set(ADAPTER.secrets) == {CONFIG.token, CONFIG.secret}
    assert CONFIG.token not in repr(CONFIG)
    assert CONFIG.secret not in repr(CONFIG)


@pytest.mark.parametrize(
    ("public_url", "api_base", "polled"),
    [
        ("", "https://api.telegram.org", True),
        ("https://aduan.example.go.id", "https://api.telegram.org", False),
        ("http://127.0.0.1:8000", "https://api.telegram.org", True),
        ("http://localhost:8000", "https://api.telegram.org", True),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8100", False),
    ],
)
def test_polled_only_where_telegram_cannot_reach_us(public_url: str, api_base: str, polled: bool) -> None:
    config = dataclasses.replace(CONFIG, public_url=public_url, api_base=api_base)
    assert (TelegramAdapter(config, lambda: NOW).poll_every is not None) is polled


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
_KINDS = st.sampled_from(["message", "callback_query", "edited_message", "poll", "my_chat_member", "new_kind"])


@given(st.dictionaries(_KINDS, _JSON, max_size=2), st.integers())
def test_an_update_of_any_shape_parses_or_is_refused(update: dict[str, Any], number: int) -> None:
    raw = raw_event("telegram", {"json": {"update_id": number, **update}})
    assert ADAPTER.key(raw) == str(number)
    with contextlib.suppress(Unparseable):
        assert len(ADAPTER.parse(raw)) == 1


@given(st.binary(max_size=200))
def test_any_body_has_a_key(body: bytes) -> None:
    raw = dataclasses.replace(raw_event("telegram", {"json": {}}), body=body)
    assert ADAPTER.key(raw) == ADAPTER.key(raw) != ""


@given(st.text(max_size=100).filter(str.strip))
def test_text_never_keeps_what_the_database_refuses(text: str) -> None:
    message = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": text}
    raw = raw_event("telegram", {"json": {"update_id": 1, "message": message}})
    for parsed in ADAPTER.parse(raw):
        json.dumps(getattr(parsed, "text", ""), ensure_ascii=False).encode("utf-8")
        assert "\x00" not in getattr(parsed, "text", "")
