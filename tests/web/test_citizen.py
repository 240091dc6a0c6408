"""The receipt and the status page: what a citizen sees, and what nobody sees without the secret."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from intake import numbers
from storage.models import Case, ConversationRow, Message
from tests.web import seed
from tests.web.conftest import NOW, Site

FORM = {"token": "t", "site": "office_web", "text": "Izin saya belum keluar."}


async def sent_form(site: Site) -> str:
    """Posts a form and stores its event as the app's own port would; the token."""
    await site.client.post("/", data=FORM)
    event = site.accepted[-1]
    token = str(json.loads(event.body)["token"])
    async with site.engine.begin() as connection:
        await seed.one(
            connection, seed.InboundEvent, adapter="form", account="form", key=token, method="FORM", path="/",
            query="", headers={}, body=event.body, received_at=event.received_at,
        )  # fmt: skip
    return token


async def recorded(site: Site, token: str) -> str:
    """The worker's part: a conversation at that token, a complaint and its acknowledgement."""
    async with site.engine.begin() as connection:
        made = await seed.case(connection, 7, NOW, channel="office_web")
        await connection.execute(
            update(ConversationRow).where(ConversationRow.id == made.conversation_id).values(address=token)
        )
    return made.number


async def test_the_receipt_waits_then_shows_number_and_secret(site: Site) -> None:
    token = await sent_form(site)
    waiting = await site.client.get(f"/terima/{token}")
    assert '<meta http-equiv="refresh"' in waiting.text
    number = await recorded(site, token)
    page = await site.client.get(f"/terima/{token}")
    assert '<meta http-equiv="refresh"' not in page.text
    assert number in page.text
    assert seed.SECRET in page.text
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"


async def test_the_receipt_forgets_the_secret_after_two_hours(site: Site) -> None:
    token = await sent_form(site)
    await recorded(site, token)
    site.clock.now = NOW + timedelta(hours=3)
    page = await site.client.get(f"/terima/{token}")
    assert page.status_code == 200
    assert seed.SECRET not in page.text


async def test_an_unknown_token_is_404(site: Site) -> None:
    assert (await site.client.get("/terima/nothing")).status_code == 404


ANSWER: dict[str, Any] = {
    "state": "answered",
    "answered_at": NOW - timedelta(hours=2),
    "answer": "Petugas sudah kami tegur.",
}


async def look(site: Site, number: str, secret: str) -> tuple[int, str]:
    page = await site.client.post("/status", data={"number": number, "secret": secret})
    return page.status_code, page.text.replace(number, "NUMBER")


async def test_wrong_secret_and_unknown_number_read_the_same(site: Site) -> None:
    made = await site.case()
    nobody = numbers.make("PWK", 2026, 999)
    wrong = await look(site, made.number, "ZZ23CD45EF")
    assert wrong[0] == 422
    assert wrong == await look(site, nobody, seed.SECRET) == await look(site, made.number, "")
    assert "tidak cocok" in wrong[1]


@pytest.mark.parametrize("typed", ["{}", " {} ", "{l}", "{s}"])
async def test_number_and_secret_open_it_however_they_are_typed(site: Site, typed: str) -> None:
    made = await site.case(**ANSWER)
    number = typed.format(made.number, l=made.number.lower(), s=made.number.replace("-", " "))
    page = await site.client.post("/status", data={"number": number, "secret": "ab23 cd45 ef"})
    assert page.status_code == 200
    assert "Petugas sudah kami tegur." in page.text
    assert seed.MATTER[:40] in page.text
    assert "Asep" not in page.text


async def test_opening_the_answer_counts_as_told(site: Site) -> None:
    made = await site.case(channel="office_web", **ANSWER)
    await site.client.post("/status", data={"number": made.number, "secret": seed.SECRET})
    async with site.engine.connect() as connection:
        row = (await connection.execute(select(Case.told_at, Case.told_how))).one()
    assert row == (NOW, "opened")


async def test_looking_without_an_answer_tells_nothing(site: Site) -> None:
    made = await site.case()
    page = await site.client.post("/status", data={"number": made.number, "secret": seed.SECRET})
    assert page.status_code == 200
    async with site.engine.connect() as connection:
        assert (await connection.execute(select(Case.told_at))).scalar_one() is None


async def test_guessing_is_limited(site: Site) -> None:
    for _ in range(60):
        await site.client.post("/status", data={"number": "PWK-26-00001-A", "secret": "x"})
    page = await site.client.post("/status", data={"number": "PWK-26-00001-A", "secret": "x"})
    assert page.status_code == 429


async def test_a_file_of_the_answer_opens_only_with_its_own_secret(site: Site) -> None:
    made, other = await site.case(**ANSWER), await site.case(2)
    stored = await site.services.blobs.put(_once(b"<html><script>x</script>"), name="surat.html", limit=1000)
    async with site.engine.begin() as connection:
        outgoing = await seed.out(connection, made, "answer", "Lampiran.", NOW, "whatsapp")
        item = await seed.one(
            connection, seed.Attachment, outgoing_id=outgoing, kind="document", type="text/html", name="surat.html",
            size=stored.size, sha256=stored.sha256, state="fetched",
        )  # fmt: skip
    url = f"/status/berkas/{item}"
    good = await site.client.post(url, data={"number": made.number, "secret": seed.SECRET})
    assert good.content == b"<html><script>x</script>"
    assert good.headers["content-type"] == "application/octet-stream"
    assert good.headers["content-disposition"].startswith("attachment")
    assert good.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in good.headers["content-security-policy"]
    assert (await site.client.post(url, data={"number": other.number, "secret": seed.SECRET})).status_code == 404
    assert (await site.client.post(url, data={"number": made.number, "secret": "x"})).status_code == 404


async def _once(content: bytes) -> AsyncIterator[bytes]:
    yield content


async def test_the_secret_is_never_in_an_address(site: Site) -> None:
    made = await site.case()
    page = await site.client.get(f"/status?nomor={made.number}&secret={seed.SECRET}&k={seed.SECRET}")
    assert f'value="{made.number}"' in page.text
    assert seed.SECRET not in page.text


async def objected(site: Site, made: seed.Made, text: str, secret: str = seed.SECRET) -> tuple[int, str]:
    page = await site.client.post("/status/keberatan", data={"number": made.number, "secret": secret, "text": text})
    return page.status_code, page.text


async def test_r26_an_objection_on_the_page_reopens_the_case_with_its_words(site: Site) -> None:
    made = await site.case(**ANSWER)
    before = await site.client.post("/status", data={"number": made.number, "secret": seed.SECRET})
    assert "Kirim keberatan" in before.text
    status, text = await objected(site, made, "Petugas yang sama masih minta uang.")
    assert (status, "Keberatan Anda sudah kami catat" in text, "Kirim keberatan" in text) == (200, True, False)
    assert "Petugas yang sama masih minta uang." in text
    async with site.engine.connect() as connection:
        assert (await connection.execute(select(Case.state))).scalar_one() == "reopened"
        said = select(Message.complaint_id).where(Message.text == "Petugas yang sama masih minta uang.")
        assert (await connection.execute(said)).scalar_one() == made.complaint_id
    assert (await objected(site, made, "lagi"))[0] == 422


LATE = {**ANSWER, "answered_at": NOW - timedelta(days=40)}
OBJECTIONS: list[tuple[str, dict[str, Any], str, str, str]] = [
    ("no_text", ANSWER, "  ", seed.SECRET, "Tulis dulu"),
    ("not_answered", {}, "Belum beres.", seed.SECRET, "belum dijawab"),
    ("too_late", LATE, "Belum beres.", seed.SECRET, "Batas waktu keberatan sudah lewat"),
    ("wrong_secret", ANSWER, "Belum beres.", "ZZ23CD45EF", "tidak cocok"),
]


@pytest.mark.parametrize(
    ("case", "text", "secret", "told"), [pytest.param(*row[1:], id=f"R26-{row[0]}") for row in OBJECTIONS]
)
async def test_r26_an_objection_that_cannot_be_says_why_and_changes_nothing(
    site: Site, case: dict[str, Any], text: str, secret: str, told: str
) -> None:
    made = await site.case(**case)
    status, page = await objected(site, made, text, secret)
    assert (status, told in page) == (422, True)
    async with site.engine.connect() as connection:
        assert (await connection.execute(select(Case.state))).scalar_one() == case.get("state", "recorded")


async def test_r26_no_field_before_the_answer_nor_after_its_days(site: Site) -> None:
    for n, case in enumerate(({}, LATE), 1):
        made = await site.case(n, **case)
        page = await site.client.post("/status", data={"number": made.number, "secret": seed.SECRET})
        assert "Kirim keberatan" not in page.text
