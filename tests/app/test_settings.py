"""Settings: each refusal names the variable; the key is made once; the sandbox fills what is missing."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from os import environ
from pathlib import Path

import pytest

from app.keys import SettingsError, make_key
from app.settings import names, read_settings
from channels.loopback import is_loopback

PUBLIC, KEY = "https://aduan.contoh.go.id", "k" * 32


@contextmanager
def environment(folder: Path, given: Mapping[str, str]) -> Iterator[None]:
    """The process's own environment, put back afterwards: pydantic-settings reads nothing else."""
    values = {"ADUAN_DATA_DIR": str(folder), **given}
    environ.update(values)
    try:
        yield
    finally:
        for name in values:
            environ.pop(name, None)


REFUSED: list[tuple[str, dict[str, str], list[str]]] = [
    ("unknown", {"ADUAN_TWILIO__ACCOUNT_SIDD": "x"}, ["ADUAN_TWILIO__ACCOUNT_SIDD"]),
    ("unknown_flat", {"ADUAN_PUBLIC_URI": "x"}, ["ADUAN_PUBLIC_URI"]),
    ("whole_group", {"ADUAN_TWILIO": "{}"}, ["ADUAN_TWILIO"]),
    ("twilio_half", {"ADUAN_TWILIO__ACCOUNT_SID": "AC1"}, ["ADUAN_TWILIO__AUTH_TOKEN"]),
    ("twilio_other_half", {"ADUAN_TWILIO__AUTH_TOKEN": "t"}, ["ADUAN_TWILIO__ACCOUNT_SID"]),
    ("telegram_half", {"ADUAN_TELEGRAM__TOKEN": "1:a"}, ["ADUAN_TELEGRAM__SECRET"]),
    ("telegram_other_half", {"ADUAN_TELEGRAM__SECRET": "a"}, ["ADUAN_TELEGRAM__TOKEN"]),
    ("mail_no_smtp", {"ADUAN_MAIL__IMAP_URL": "imaps://a", "ADUAN_MAIL__ADDRESS": "a@b"}, ["ADUAN_MAIL__SMTP_URL"]),
    ("mail_no_imap", {"ADUAN_MAIL__SMTP_URL": "smtp://a", "ADUAN_MAIL__ADDRESS": "a@b"}, ["ADUAN_MAIL__IMAP_URL"]),
    ("mail_no_address", {"ADUAN_MAIL__SMTP_URL": "smtp://a", "ADUAN_MAIL__IMAP_URL": "imaps://a"},
     ["ADUAN_MAIL__ADDRESS"]),
    ("mail_address_alone", {"ADUAN_MAIL__ADDRESS": "a@b"}, ["ADUAN_MAIL__IMAP_URL"]),
    ("sandbox_and_public", {"ADUAN_SANDBOX": "1", "ADUAN_PUBLIC_URL": PUBLIC, "ADUAN_SECRET_KEY": KEY},
     ["ADUAN_SANDBOX", "ADUAN_PUBLIC_URL"]),
    ("public_without_key", {"ADUAN_PUBLIC_URL": PUBLIC}, ["ADUAN_SECRET_KEY"]),
    ("short_key", {"ADUAN_SECRET_KEY": "k" * 31}, ["ADUAN_SECRET_KEY"]),
    ("public_short_key", {"ADUAN_PUBLIC_URL": PUBLIC, "ADUAN_SECRET_KEY": "secret"}, ["ADUAN_SECRET_KEY"]),
    ("url_without_scheme", {"ADUAN_PUBLIC_URL": "aduan.contoh.go.id"}, ["ADUAN_PUBLIC_URL"]),
    ("url_with_query", {"ADUAN_PUBLIC_URL": PUBLIC + "/?a=1", "ADUAN_SECRET_KEY": KEY}, ["ADUAN_PUBLIC_URL"]),
    ("port", {"ADUAN_PORT": "70000"}, ["ADUAN_PORT"]),
    ("port_word", {"ADUAN_PORT": "http"}, ["ADUAN_PORT"]),
    ("sandbox_word", {"ADUAN_SANDBOX": "maybe"}, ["ADUAN_SANDBOX"]),
    ("nested", {"ADUAN_QUIET__CHAT_SECONDS": "-1"}, ["ADUAN_QUIET__CHAT_SECONDS"]),
    ("nested_number", {"ADUAN_MAIL__POLL_SECONDS": "often"}, ["ADUAN_MAIL__POLL_SECONDS"]),
    ("database", {"ADUAN_DATABASE_URL": "mysql://root:geheim@localhost/aduan"}, ["ADUAN_DATABASE_URL"]),
]  # fmt: skip


@pytest.mark.parametrize(("given", "named"), [pytest.param(*row[1:], id=row[0]) for row in REFUSED])
def test_each_refusal_names_the_variable_and_no_value(tmp_path: Path, given: dict[str, str], named: list[str]) -> None:
    with environment(tmp_path, given), pytest.raises(SettingsError) as caught:
        read_settings()
    sentence = str(caught.value)
    assert all(name in sentence for name in named)
    secret = ("geheim", "k" * 31, "1:a")
    assert not any(value in sentence for value in secret)
    assert not (tmp_path / "secret_key").exists()


ACCEPTED: list[tuple[str, dict[str, str]]] = [
    ("nothing", {}),
    ("public", {"ADUAN_PUBLIC_URL": PUBLIC, "ADUAN_SECRET_KEY": KEY}),
    ("sandbox", {"ADUAN_SANDBOX": "1"}),
    ("empty_is_unset", {"ADUAN_SECRET_KEY": "", "ADUAN_DATABASE_URL": ""}),
    ("twilio", {"ADUAN_TWILIO__ACCOUNT_SID": "AC1", "ADUAN_TWILIO__AUTH_TOKEN": "t"}),
]


@pytest.mark.parametrize("given", [pytest.param(row[1], id=row[0]) for row in ACCEPTED])
def test_accepted(tmp_path: Path, given: dict[str, str]) -> None:
    with environment(tmp_path, given):
        found = read_settings()
    assert len(found.key()) >= 32
    assert (tmp_path / "secret_key").exists() is (not given.get("ADUAN_SECRET_KEY"))


def test_without_key_nothing_is_written(tmp_path: Path) -> None:
    with environment(tmp_path / "new", {}):
        read_settings(key=False)
    assert not (tmp_path / "new").exists()


def test_the_key_is_made_once_by_racing_starts_and_is_the_owners(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        found = set(pool.map(make_key, [tmp_path / "data"] * 64))
    assert len(found) == 1
    assert len(next(iter(found))) >= 32
    assert [file.name for file in (tmp_path / "data").iterdir()] == ["secret_key"]
    assert stat.S_IMODE((tmp_path / "data" / "secret_key").stat().st_mode) == 0o600
    assert make_key(tmp_path / "data") in found


def _kept(content: bytes) -> Callable[[Path], object]:
    def write(folder: Path) -> None:
        folder.mkdir()
        (folder / "secret_key").write_bytes(content)

    return write


def _folder(folder: Path) -> None:
    (folder / "secret_key").mkdir(parents=True)


UNUSABLE: dict[str, Callable[[Path], object]] = {
    "folder_is_a_file": lambda folder: folder.write_text("x"),
    "key_is_a_folder": _folder,
    "key_is_empty": _kept(b""),
    "key_is_not_ascii": _kept(b"\xff" * 40),
}


@pytest.mark.parametrize("case", UNUSABLE)
def test_an_unusable_folder_is_one_sentence(tmp_path: Path, case: str) -> None:
    folder = tmp_path / "data"
    UNUSABLE[case](folder)
    with pytest.raises(SettingsError, match="ADUAN_DATA_DIR"):
        make_key(folder)


def test_the_sandbox_fills_only_what_is_missing_and_always_the_same(tmp_path: Path) -> None:
    given = {"ADUAN_SANDBOX": "1", "ADUAN_TWILIO__ACCOUNT_SID": "AC1", "ADUAN_TWILIO__AUTH_TOKEN": "t"}
    with environment(tmp_path, given):
        first, again = read_settings(), read_settings()
    assert first == again
    assert (first.twilio.account_sid, first.twilio.api_base) == ("AC1", "https://api.twilio.com")
    assert first.telegram.api_base == first.sandbox_url == "http://127.0.0.1:8001"
    assert "127.0.0.1" in first.mail.imap_url.get_secret_value()


def test_secrets_are_not_shown(tmp_path: Path) -> None:
    given = {"ADUAN_TWILIO__ACCOUNT_SID": "AC1", "ADUAN_TWILIO__AUTH_TOKEN": "geheim", "ADUAN_SECRET_KEY": KEY}
    with environment(tmp_path, given):
        shown = repr(read_settings())
    assert "geheim" not in shown
    assert KEY not in shown


LOOPBACK = [
    ("http://127.0.0.1:8000", True), ("http://localhost", True),
    ("http://[::1]:80/x", True), ("http://127.9.9.9", True),
    ("http://10.0.0.1", False), ("https://aduan.go.id", False), ("http://localhost.evil.test", False), ("", False),
    ("http://127.0.0.1.evil.test", False), ("http://evil.test/127.0.0.1", False), ("http://0.0.0.0", False),
]  # fmt: skip


@pytest.mark.parametrize(("url", "ours"), LOOPBACK)
def test_loopback(url: str, ours: bool) -> None:
    assert is_loopback(url) is ours


def test_every_name_is_upper_case_and_single() -> None:
    found = names()
    assert len(set(found)) == len(found)
    assert all(name.startswith("ADUAN_") and name == name.upper() for name in found)
    assert {"ADUAN_DATABASE_URL", "ADUAN_TWILIO__AUTH_TOKEN", "ADUAN_MAIL__IMAP_URL"} <= set(found)
