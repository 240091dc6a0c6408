"""The public form: what is taken, what is refused, and that nothing written is lost."""

from __future__ import annotations

import json
import re

import pytest

from intake.channel import RawEvent
from storage.engine import make_engine
from tests.web.conftest import Site

FULL = {
    "token": "t" * 43, "site": "office_web", "text": "Izin saya belum keluar.", "name": "Asep", "contact": "+62811",
    "service": "NIB", "when": "received", "received": "2026-11-02", "confidential": "yes",
}  # fmt: skip


async def test_the_form_becomes_one_event_in_the_contracts_shape(site: Site) -> None:
    answer = await site.client.post("/", data=FULL, files=[("files", ("a.txt", b"satu")), ("files", ("b.txt", b"dua"))])
    assert answer.status_code == 303
    event = site.accepted[0]
    body = json.loads(event.body)
    assert (event.adapter, event.account, event.method, event.path) == ("form", "form", "FORM", "/")
    assert answer.headers["location"] == f"/terima/{body['token']}"
    assert body["fields"] == {
        "text": "Izin saya belum keluar.", "name": "Asep", "contact": "+62811", "service": "NIB",
        "received": "2026-11-02", "pending": "", "confidential": "yes",
    }  # fmt: skip
    assert [file["name"] for file in body["files"]] == ["a.txt", "b.txt"]
    assert [site.services.blobs.open(file["sha256"]).read_bytes() for file in body["files"]] == [b"satu", b"dua"]


async def test_the_same_form_sent_twice_is_one_and_another_text_is_another(site: Site) -> None:
    for text in ("Satu.", "Satu.", "Dua."):
        await site.client.post("/", data={**FULL, "text": text})
    first, again, other = (json.loads(event.body)["token"] for event in site.accepted)
    assert first == again != other


async def test_what_was_written_comes_back_with_every_refusal(site: Site) -> None:
    refusals = {
        "text": {"text": "  "},
        "received": {"received": "2026-12-31"},
        "trap": {"situs": "http://spam.example"},
        "name": {"name": "x" * 201},
    }
    for field, values in refusals.items():
        page = await site.client.post("/", data={**FULL, "contact": "kontak-saya", **values})
        assert page.status_code == 422, field
        assert "kontak-saya" in page.text
        assert "Belum terkirim" in page.text
    assert site.accepted == []


async def test_a_file_over_the_limit_is_refused_by_name_of_the_limit_and_the_text_stays(site: Site) -> None:
    page = await site.client.post("/", data=FULL, files=[("files", ("besar.jpg", b"x" * 40_001))])
    assert page.status_code == 413
    assert "39 KB" in page.text
    assert "besar.jpg" in page.text
    assert "Izin saya belum keluar." in page.text
    assert site.accepted == []


async def test_files_over_the_limit_together_are_refused(site: Site) -> None:
    files = [("files", (f"{n}.bin", bytes([n]) * 25_000)) for n in range(3)]
    page = await site.client.post("/", data=FULL, files=files)
    assert page.status_code == 413
    assert "58 KB" in page.text


async def test_a_body_beyond_every_patience_is_413(site: Site) -> None:
    page = await site.client.post("/", data=FULL, files=[("files", ("besar.bin", b"x" * 600_000))])
    assert page.status_code == 413
    assert "Kiriman terlalu besar" in page.text


async def test_text_over_the_limit_of_fields_is_413(site: Site) -> None:
    page = await site.client.post("/", data={**FULL, "text": "x" * 300_000})
    assert page.status_code == 413


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"--x\r\nnonsense", "multipart/form-data; boundary=x"),
        (b"--x\r\n\r\nno name\r\n--x--", "multipart/form-data; boundary=x"),
        (b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\ncut off', "multipart/form-data; boundary=x"),
        (b"{}", "application/json"),
        (b"", "multipart/form-data; boundary="),
    ],
)
async def test_a_body_that_is_no_form_is_400(site: Site, content: bytes, kind: str) -> None:
    page = await site.client.post("/", content=content, headers={"content-type": kind})
    assert page.status_code == 400
    assert site.accepted == []


async def test_an_address_may_not_flood_and_keeps_its_text(site: Site) -> None:
    for n in range(8):
        assert (await site.client.post("/", data={**FULL, "text": f"Nomor {n}"})).status_code == 303
    page = await site.client.post("/", data={**FULL, "text": "yang kesembilan"})
    assert page.status_code == 429
    assert "Tunggu satu jam" in page.text
    assert "yang kesembilan" in page.text
    assert len(site.accepted) == 8


async def test_while_the_database_is_away_the_text_stays_in_the_form(site: Site) -> None:
    async def away(_: RawEvent) -> None:
        raise ConnectionRefusedError

    object.__setattr__(site.services, "accept_form", away)
    object.__setattr__(site.services, "engine", make_engine("postgresql://nobody@127.0.0.1:1/none"))
    page = await site.client.post("/", data=FULL)
    assert page.status_code == 503
    assert "Tunggu sebentar" in page.text
    assert "Izin saya belum keluar." in page.text
    status = await site.client.post("/status", data={"number": "x", "secret": "y"})
    assert status.status_code == 503
    assert "Sedang tidak bisa dipakai" in status.text


async def test_the_address_is_kept_only_as_a_salted_hash(site: Site) -> None:
    from sqlalchemy import text

    await site.client.post("/", data=FULL)
    async with site.engine.connect() as connection:
        keys = (await connection.execute(text("SELECT key FROM rate_count"))).scalars().all()
    assert keys
    assert all(re.fullmatch(r"[0-9a-f]{64}", key) for key in keys)


async def test_markup_in_a_text_stays_text(site: Site) -> None:
    page = await site.client.post("/", data={**FULL, "text": "", "name": '"><script>alert(1)</script>'})
    assert "<script" not in page.text
    assert "&lt;script&gt;" in page.text


async def test_the_page_has_a_new_token_each_time_and_all_services(site: Site) -> None:
    first, second = [(await site.client.get("/")).text for _ in range(2)]
    tokens = [re.search(r'name="token" value="([^"]+)"', page) for page in (first, second)]
    assert all(tokens)
    assert len({match[1] for match in tokens if match}) == 2
    assert all(
        f'value="{kind.name}"' in first for _, _, kind in site.services.pack.catalogue.walk() if "&" not in kind.name
    )


async def test_the_mall_has_its_own_site(site: Site) -> None:
    page = (await site.client.get("/?lewat=mpp")).text
    assert 'name="site" value="mall_web"' in page
