"""The contract: keys, verification, what parse gives, what never happens."""

from __future__ import annotations

import contextlib
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.email import MailConfig
from channels.email.poller import Position, _batches
from intake.channel import (
    Channel,
    Delivery,
    DeliveryStatus,
    FetchError,
    Ignored,
    InboundMessage,
    MediaRef,
    RawEvent,
    Unparseable,
)
from tests.channels.email.support import NOW, OURS, adapter, event, mail

FIXTURES = Path(__file__).parents[2] / "fixtures" / "mail"
EMAIL = adapter()


def fixture(stem: str) -> bytes:
    return (FIXTURES / f"{stem}.eml").read_bytes()


def test_a_message_of_a_citizen() -> None:
    raw = event(fixture("to__plus_tag"), internaldate="2026-11-03T01:59:30+00:00")
    assert EMAIL.parse(raw) == (
        InboundMessage(
            channel=Channel.EMAIL, adapter="email", account=OURS, message_id="<pt@warga.example>",
            address="siti@warga.example", text="Izin saya belum terbit sudah tiga minggu.",
            sent_at=datetime(2026, 11, 3, 1, 59, 30, tzinfo=UTC), device_at=datetime(2026, 11, 3, 2, 0, tzinfo=UTC),
            hint_name="Siti Aminah", thread=("k7q2",), subject="Izin belum terbit",
        ),
    )  # fmt: skip


def test_references_and_the_token_make_the_thread() -> None:
    body = fixture("references__many").replace(b"To: pengaduan@", b"To: pengaduan+t0k@")
    (message,) = EMAIL.parse(event(body))
    assert isinstance(message, InboundMessage)
    assert message.thread == ("<a@office.example>", "<b@warga.example>", "<c@office.example>", "t0k")
    assert message.reply_to == "<c@office.example>"


def test_an_answer_goes_to_reply_to_and_the_quote_is_kept() -> None:
    (message,) = EMAIL.parse(event(fixture("human__noreply_with_reply_to")))
    assert isinstance(message, InboundMessage)
    assert message.address == "siti@warga.example"
    (reply,) = EMAIL.parse(event(fixture("reply__gmail_id")))
    assert isinstance(reply, InboundMessage)
    assert reply.quoted is not None
    assert "PWK-26-00012-A" in reply.quoted
    assert "PWK-26-00012-A" not in reply.text


def test_a_robot_says_why() -> None:
    (message,) = EMAIL.parse(event(fixture("robot__auto_replied")))
    assert isinstance(message, InboundMessage)
    assert message.automatic == "auto-submitted: auto-replied"


STATUSES = [
    ("bounce__postfix", Delivery.FAILED, "5.1.1", True),
    ("bounce__headers_only", Delivery.FAILED, "5.2.1", True),
    ("bounce__exchange", Delivery.FAILED, "5.1.10", True),
    ("bounce__exim", Delivery.FAILED, "5.1.1", True),
    ("bounce__qmail", Delivery.FAILED, "5.0.0", True),
    ("bounce__temporary", Delivery.FAILED, "4.4.7", False),
    ("bounce__delivered", Delivery.DELIVERED, "2.0.0", False),
    ("bounce__relayed", Delivery.SENT, "2.6.0", False),
]


@pytest.mark.parametrize(("stem", "status", "code", "permanent"), STATUSES, ids=[stem for stem, *_ in STATUSES])
def test_a_report_names_our_mail(stem: str, status: Delivery, code: str, permanent: bool) -> None:
    (found,) = EMAIL.parse(event(fixture(stem)))
    assert found == DeliveryStatus(
        "email", OURS, "<out1@office.example>", status, NOW, code, permanent, "siti@warga.example"
    )


def test_a_report_without_our_id_still_names_the_recipient() -> None:
    (found,) = EMAIL.parse(event(fixture("bounce__sendmail")))
    assert isinstance(found, DeliveryStatus)
    assert (found.provider_id, found.recipient) == ("", "siti@warga.example")


@pytest.mark.parametrize("stem", ["bounce__delayed", "bounce__warning"])
def test_a_delay_is_no_failure(stem: str) -> None:
    assert EMAIL.parse(event(fixture(stem))) == (Ignored("delivery report: delayed"),)


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.eml")), ids=lambda path: path.stem)
def test_every_fixture_is_one_thing_or_quarantined(path: Path) -> None:
    raw = event(path.read_bytes())
    if path.stem.startswith("quarantine__"):
        with pytest.raises(Unparseable) as told:
            EMAIL.parse(raw)
        assert "@" not in str(told.value)
    else:
        assert len(EMAIL.parse(raw)) == 1


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ((NOW - timedelta(hours=5)).isoformat(), NOW - timedelta(hours=5)),
        ((NOW + timedelta(days=9)).isoformat(), NOW),
        ("kemarin", NOW),
        (None, NOW),
    ],
)
def test_sent_at_is_the_servers_time_and_never_in_the_future(stamp: str | None, expected: datetime) -> None:
    headers = {} if stamp is None else {"internaldate": stamp}
    (message,) = EMAIL.parse(event(mail(1), **headers))
    assert isinstance(message, InboundMessage)
    assert message.sent_at == expected


def test_only_what_our_poller_fetched_is_believed() -> None:
    assert EMAIL.verify(event(b""), NOW)
    posted = RawEvent("email", OURS, "POST", "/webhooks/email", "", {}, b"", NOW)
    assert not EMAIL.verify(posted, NOW)
    other = RawEvent("telegram", OURS, "IMAP", "INBOX", "", {}, b"", NOW)
    assert not EMAIL.verify(other, NOW)
    assert EMAIL.handshake(posted) is None


def test_two_copies_of_one_mail_have_one_key() -> None:
    first = b"Delivered-To: a@office.example\r\n" + mail(1)
    second = b"Delivered-To: b@office.example\r\nReceived: by x\r\n" + mail(1)
    assert EMAIL.key(event(first)) == EMAIL.key(event(second))
    assert EMAIL.key(event(mail(1))) != EMAIL.key(event(mail(2)))


def test_without_message_id_the_content_is_the_key() -> None:
    bare = mail(1).replace(b"Message-ID: <m1@warga.example>\r\n", b"")
    copy = b"Received: by y; Tue\r\n" + bare
    assert EMAIL.key(event(bare)) == EMAIL.key(event(copy))
    assert EMAIL.key(event(bare)) != EMAIL.key(event(bare.replace(b"belum", b"sudah")))
    undated = bare.replace(b"Date: Tue, 3 Nov 2026 09:00:00 +0700\r\n", b"")
    assert EMAIL.key(event(undated)) != EMAIL.key(event(b"Received: by z\r\n" + undated))
    (message,) = EMAIL.parse(event(bare))
    assert isinstance(message, InboundMessage)
    assert message.message_id == f"<{EMAIL.key(event(bare))}@no-message-id>"


def test_a_mail_gone_before_it_was_read() -> None:
    assert EMAIL.parse(event(b"", flaw="gone")) == (Ignored("mail removed before it was read"),)


async def test_attachments_are_carried_along() -> None:
    (message,) = EMAIL.parse(event(fixture("inline__picture")))
    assert isinstance(message, InboundMessage)
    assert [(item.kind, item.name, item.size) for item in message.media] == [("image", "loket.png", 8)]
    blob = await EMAIL.fetch(message.media[0])
    assert (blob.content, blob.type, blob.name) == (b"\x89PNG\r\n\x1a\n", "image/png", "loket.png")
    with pytest.raises(FetchError):
        await EMAIL.fetch(MediaRef("1", "document"))


@given(st.binary(max_size=3000))
def test_any_bytes_have_a_key_and_break_nothing(body: bytes) -> None:
    assert len(EMAIL.key(event(body))) == 64
    try:
        parsed = EMAIL.parse(event(body))
    except Unparseable:
        return
    assert len(parsed) == 1


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=60)
LINES = st.lists(st.one_of(WORDS, st.sampled_from(
    ["", ">", "> kutipan", "--", "-- ", "Pada Sab, 15 Jun 2024 pukul 14.58 X <a@b.example>",
     "menulis:", "Dari: X", "Hal: Y",
     "Kepada: Z", "Dikirim dari iPhone saya", "----- Pesan Asli -----", "________________________________", "Bls: apa"]
)), max_size=14)  # fmt: skip


@given(LINES, st.booleans())
def test_no_line_is_lost_between_text_and_quote(lines: list[str], answers: bool) -> None:
    answered = "In-Reply-To: <o@p>" if answers else "X-A: b"
    head = f"From: a@b.example\nSubject: x\n{answered}\nContent-Type: text/plain; charset=utf-8\n\n"
    (message,) = EMAIL.parse(event((head + "\n".join(lines)).encode()))
    assert isinstance(message, InboundMessage)
    shown = sorted(f"{message.text}\n{message.quoted or ''}".split())
    assert shown == sorted(" ".join(lines).replace("\ufeff", "").split())


@given(st.text(max_size=20))
def test_any_cursor_can_be_read(cursor: str) -> None:
    place = Position.read(cursor)
    assert Position.read(str(place)) == place


@given(st.lists(st.integers(0, 9_000_000), max_size=200))
def test_batches_keep_order_and_bounds(sizes: list[int]) -> None:
    waiting = list(enumerate(sizes, 1))
    batches = list(_batches(waiting, 50, 8_000_000))
    assert [item for batch in batches for item in batch] == waiting
    assert all(len(batch) <= 50 for batch in batches)
    assert all(len(batch) == 1 or sum(size for _, size in batch) <= 8_000_000 for batch in batches)


def test_secrets_are_named_and_not_shown() -> None:
    config = MailConfig("imaps://office:rah%40sia@imap.example", "smtps://office:kata%2Fsandi@smtp.example", OURS)
    shown = repr(config) + repr(config.imap) + repr(config.smtp)
    assert "rah" not in shown
    assert "kata" not in shown
    assert (config.imap.password, config.smtp.password) == ("rah@sia", "kata/sandi")
    assert (config.imap.port, config.smtp.port) == (993, 465)


TLS = [
    ("imaps://x.example", "implicit"), ("imap://x.example", "starttls"), ("imap://127.0.0.1", "none"),
    ("imap://[::1]:1", "none"),
    ("imap://localhost:1", "none"), ("imap://x.example?tls=none", "none"),
    ("imap://localhost?tls=starttls", "starttls"),
]  # fmt: skip


@pytest.mark.parametrize(("url", "tls"), TLS, ids=[url for url, _ in TLS])
def test_tls_is_the_rule(url: str, tls: str) -> None:
    assert MailConfig(url, "smtps://y.example", OURS).imap.tls == tls


BAD = [
    ("http://x.example", "smtp://y.example", OURS, "imap_url"), ("imaps://", "smtp://y.example", OURS, "imap_url"),
    ("imaps://u:rahasia@x.example:seribu", "smtp://y.example", OURS, "imap_url"),
    ("imaps://x", "imap://y", OURS, "smtp_url"),
    ("imaps://x", "smtp://y?tls=maybe", OURS, "smtp_url"), ("imaps://x", "smtp://y", "pengaduan", "address"),
]  # fmt: skip


@pytest.mark.parametrize(("imap", "smtp", "address", "named"), BAD)
def test_what_cannot_work_is_refused_by_name(imap: str, smtp: str, address: str, named: str) -> None:
    with pytest.raises(ValueError, match=named) as refused:
        MailConfig(imap, smtp, address)
    assert "rahasia" not in str(refused.value)


HEAD = b"From: a@b.example\nSubject: Re: x\nIn-Reply-To: <a@b>\nContent-Type: text/%s; charset=utf-8\n\n"
REPORT = b"From: mailer-daemon@x.example\nSubject: failure notice\n\n"
HEAVY = {
    "brackets": HEAD % b"html" + b"<a" * 50_000,
    "comments": HEAD % b"html" + b"<!--" * 50_000,
    "declarations": HEAD % b"html" + b"<![" * 50_000,
    "ends": HEAD % b"html" + b"</a" * 50_000,
    "deep_quotes": HEAD % b"html" + b"<blockquote>x" * 5_000,
    "spaces": HEAD % b"plain" + b" " * 500_000 + b"x",
    "blank_lines": REPORT + b"\n" * 300_000,
    "dashes": REPORT + b"-" * 200_000,
    "addresses": REPORT + b"<" + b"a@a.b" * 50_000,
    "sender": b"From: <" + b"a@" * 50_000 + b"\n\nx",
    "subject": b"From: a@b.example\nSubject: " + b"x" * 2_000_000 + b"\n\nx",
}


@pytest.mark.parametrize("body", HEAVY.values(), ids=HEAVY.keys())
def test_no_mail_takes_time_with_the_square_of_its_size(body: bytes) -> None:
    start = time.process_time()
    with contextlib.suppress(Unparseable):
        EMAIL.parse(event(body))
    EMAIL.key(event(body))
    assert time.process_time() - start < 5
