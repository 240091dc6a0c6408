"""Twilio events as files: verified, keyed and parsed, or refused."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator

from channels.twilio.adapter import TwilioAdapter
from channels.twilio.config import TwilioConfig
from channels.twilio.signature import parameters, signed_url
from intake.channel import RawEvent, Unparseable
from tests.channels.runner import NOW, check, check_folder, fixtures, raw_event

TOKEN = "0123456789abcdef0123456789abcdef"
CONFIG = TwilioConfig(
    account_sid="AC00000000000000000000000000000001",
    auth_token=TOKEN,
    whatsapp_from="+622640000001",
    sms_from="+622640000002",
    public_url="https://aduan.example.go.id",
)
ADAPTER = TwilioAdapter(CONFIG, lambda: NOW)
SIGNATURE = "x-twilio-signature"


def sign(raw: RawEvent, how: str) -> RawEvent:
    """`raw` signed at test time as `how` says; never a pasted value."""
    if how == "missing":
        return raw
    if how == "empty":
        return with_signature(raw, "")
    if how.startswith("json"):
        return _sign_json(raw, how)
    url, token = signed_url(CONFIG, raw), "another" if how == "wrong" else TOKEN
    url = url.replace("/webhooks/twilio", "/elsewhere") if how == "other_path" else url
    url = url.replace(".go.id/", ".go.id:443/") if how == "port" else url
    return with_signature(raw, RequestValidator(token).compute_signature(url, parameters(raw.body)))


def with_signature(raw: RawEvent, signature: str) -> RawEvent:
    return dataclasses.replace(raw, headers={**raw.headers, SIGNATURE: signature})


def _sign_json(raw: RawEvent, how: str) -> RawEvent:
    digest = hashlib.sha256(raw.body).hexdigest()
    query = "" if how == "json_bare" else f"bodySHA256={digest}"
    raw = dataclasses.replace(raw, query=query)
    signed = with_signature(raw, RequestValidator(TOKEN).compute_signature(signed_url(CONFIG, raw), {}))
    return dataclasses.replace(signed, body=signed.body + b" ") if how == "json_tampered" else signed


@pytest.mark.parametrize("fixture", fixtures("twilio"))
def test_fixture(fixture: dict[str, Any]) -> None:
    check(ADAPTER, fixture, sign)


def test_folder() -> None:
    check_folder("twilio", least=60)


def _signed() -> RawEvent:
    return sign(raw_event("twilio", {"form": [["MessageSid", "SM1"], ["From", "+62812"], ["Body", ""]]}), "valid")


@pytest.mark.parametrize(
    "config",
    [
        pytest.param(dataclasses.replace(CONFIG, auth_token=""), id="no token closes"),
        pytest.param(dataclasses.replace(CONFIG, public_url=""), id="no public address closes"),
        pytest.param(dataclasses.replace(CONFIG, public_url="http://aduan.example.go.id"), id="another scheme"),
        pytest.param(dataclasses.replace(CONFIG, public_url="https://other.example.go.id"), id="another host"),
    ],
)
def test_configuration_decides_what_verifies(config: TwilioConfig) -> None:
    raw = _signed()
    assert ADAPTER.verify(raw, NOW)
    assert not TwilioAdapter(config, lambda: NOW).verify(raw, NOW)


def test_a_signature_by_an_empty_token_is_refused() -> None:
    raw = raw_event("twilio", {"form": [["MessageSid", "SM1"]]})
    forged = RequestValidator("").compute_signature(signed_url(CONFIG, raw), parameters(raw.body))
    adapter = TwilioAdapter(dataclasses.replace(CONFIG, auth_token=""), lambda: NOW)
    assert not adapter.verify(with_signature(raw, forged), NOW)


@pytest.mark.parametrize("position", [0, 12, 30, -1])
def test_one_changed_byte_breaks_the_signature(position: int) -> None:
    raw = _signed()
    body = bytearray(raw.body)
    body[position] ^= 1
    assert not ADAPTER.verify(dataclasses.replace(raw, body=bytes(body)), NOW)


def test_secrets_are_named_and_never_shown() -> None:
    assert list(ADAPTER.secrets) == [TOKEN]
    assert TOKEN not in repr(CONFIG)


@given(st.binary(max_size=300))
def test_any_body_has_a_key_and_parses_or_is_refused(body: bytes) -> None:
    raw = dataclasses.replace(_signed(), body=body)
    assert ADAPTER.key(raw) == ADAPTER.key(raw) != ""
    assert isinstance(ADAPTER.account(raw), str)
    assert not ADAPTER.verify(raw, NOW)
    with contextlib.suppress(Unparseable):
        assert len(ADAPTER.parse(raw)) == 1


@given(st.dictionaries(st.text(min_size=1, max_size=8), st.lists(st.text(max_size=8), min_size=1, max_size=3)))
def test_whatever_twilio_signs_is_verified(form: dict[str, list[str]]) -> None:
    pairs = [[name, value] for name, values in form.items() for value in values]
    try:
        raw = raw_event("twilio", {"form": pairs})
    except UnicodeEncodeError:  # a lone surrogate cannot be posted at all
        return
    assert ADAPTER.verify(sign(raw, "valid"), NOW)
