"""Signing in: lockout, sessions, CSRF, the one-time password."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.web.conftest import NOW, PASSWORD, Site


async def test_the_right_password_opens_the_desk(site: Site) -> None:
    await site.officer()
    answer = await site.sign_in()
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "Pekerjaan saya" in (await site.client.get("/desk")).text


async def test_wrong_unknown_locked_and_inactive_read_the_same(site: Site) -> None:
    await site.officer("siti")
    await site.officer("lama", active=False)
    await site.officer("kunci", locked_until=NOW + timedelta(minutes=5))
    pages = [
        await site.sign_in("siti", "salah"),
        await site.sign_in("nobody", PASSWORD),
        await site.sign_in("lama", PASSWORD),
        await site.sign_in("kunci", PASSWORD),
    ]
    assert {page.status_code for page in pages} == {422}
    bodies = {re.sub(r'name="login"[^>]*value="[^"]*"', "", page.text) for page in pages}
    assert len(bodies) == 1
    assert all("set-cookie" not in page.headers for page in pages)


async def test_five_failures_lock_for_fifteen_minutes(site: Site) -> None:
    await site.officer()
    for _ in range(5):
        await site.sign_in(password="salah")
    assert (await site.sign_in()).status_code == 422
    site.clock.now = NOW + timedelta(minutes=14, seconds=59)
    assert (await site.sign_in()).status_code == 422
    site.clock.now = NOW + timedelta(minutes=15, seconds=1)
    assert (await site.sign_in()).status_code == 303


async def test_four_failures_do_not_lock_and_are_forgotten(site: Site) -> None:
    await site.officer()
    for _ in range(2):
        for _ in range(4):
            await site.sign_in(password="salah")
        assert (await site.sign_in()).status_code == 303


async def test_an_unknown_name_takes_as_long_as_a_wrong_password(site: Site) -> None:
    await site.officer()

    async def took(login: str) -> float:
        begun = time.perf_counter()
        await site.sign_in(login, "salah")
        return time.perf_counter() - begun

    await took("siti")
    known = min([await took("siti") for _ in range(3)])
    unknown = min([await took("nobody") for _ in range(3)])
    assert 0.3 < unknown / known < 3


async def test_a_one_time_password_is_changed_before_anything_else(site: Site) -> None:
    await site.officer(one_time=True)
    await site.sign_in()
    assert (await site.client.get("/desk")).headers["location"] == "/desk/sandi"
    csrf = await site.csrf()
    new = "gunung biru tanpa awan"
    for fields, wrong in (
        ({"old": "salah", "new": new, "again": new}, "tidak cocok"),
        ({"old": PASSWORD, "new": new, "again": "lain"}, "tidak sama"),
        ({"old": PASSWORD, "new": "pendek", "again": "pendek"}, "12 sampai"),
        ({"old": PASSWORD, "new": PASSWORD, "again": PASSWORD}, "lain dari yang lama"),
        ({"old": PASSWORD, "new": "siti siti siti", "again": "siti siti siti"}, "mudah ditebak"),
    ):
        page = await site.client.post("/desk/sandi", data={"csrf": csrf, **fields})
        assert page.status_code == 422
        assert wrong in page.text
    done = await site.client.post("/desk/sandi", data={"csrf": csrf, "old": PASSWORD, "new": new, "again": new})
    assert done.status_code == 303
    assert (await site.client.get("/desk")).status_code == 200
    site.client.cookies.clear()
    assert (await site.sign_in()).status_code == 422
    assert (await site.sign_in(password=new)).status_code == 303


async def test_a_changed_password_ends_other_sessions(site: Site) -> None:
    await site.officer()
    await site.sign_in()
    elsewhere = dict(site.client.cookies)
    site.client.cookies.clear()
    await site.sign_in()
    new = "gunung biru tanpa awan"
    fields = {"csrf": await site.csrf(), "old": PASSWORD, "new": new, "again": new}
    await site.client.post("/desk/sandi", data=fields)
    assert (await site.client.get("/desk")).status_code == 200
    site.client.cookies.clear()
    site.client.cookies.update(elsewhere)
    assert (await site.client.get("/desk")).status_code == 303


async def test_signing_out_ends_the_session_at_the_server(site: Site) -> None:
    await site.officer()
    await site.sign_in()
    kept = dict(site.client.cookies)
    await site.client.post("/desk/keluar", data={"csrf": await site.csrf()})
    site.client.cookies.update(kept)
    assert (await site.client.get("/desk")).status_code == 303


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE session SET expires_at = now() - interval '1 second'",
        "UPDATE session SET created_at = now() - interval '25 hours'",
        "UPDATE session SET revoked_at = now()",
    ],
)
async def test_a_session_that_is_over_opens_nothing(site: Site, change: str) -> None:
    await site.officer()
    await site.sign_in()
    async with site.engine.begin() as connection:
        await connection.execute(text(change))
    assert (await site.client.get("/desk")).headers["location"].startswith("/desk/masuk")


async def test_idle_time_begins_anew_with_each_look(site: Site) -> None:
    await site.officer()
    await site.sign_in()
    async with site.engine.begin() as connection:
        await connection.execute(
            text("UPDATE session SET seen_at = now() - interval '7 hours', expires_at = now() + interval '1 hour'")
        )
    await site.client.get("/desk")
    async with site.engine.connect() as connection:
        left = await connection.execute(text("SELECT expires_at - now() FROM session"))
        assert left.scalar_one() > timedelta(hours=7, minutes=59)


async def test_the_stored_session_is_no_key(site: Site) -> None:
    await site.officer()
    await site.sign_in()
    async with site.engine.connect() as connection:
        stored = (await connection.execute(text("SELECT token_hash FROM session"))).scalar_one()
    assert site.client.cookies["aduan"] != stored
    site.client.cookies["aduan"] = stored
    assert (await site.client.get("/desk")).status_code == 303


@pytest.mark.parametrize("csrf", ["", "wrong", "é"])
async def test_a_post_without_the_sessions_csrf_token_is_refused(site: Site, csrf: str) -> None:
    await site.officer()
    made = await site.case()
    await site.sign_in()
    answer = await site.client.post(f"/desk/pengaduan/{made.case_id}/ambil", data={"csrf": csrf})
    assert answer.status_code == 403
    async with site.engine.connect() as connection:
        assert (await connection.execute(text('SELECT state FROM "case"'))).scalar_one() == "recorded"


async def test_a_post_from_another_site_is_refused(site: Site) -> None:
    await site.officer()
    headers = {"sec-fetch-site": "cross-site"}
    answer = await site.client.post("/desk/masuk", data={"login": "siti", "password": PASSWORD}, headers=headers)
    assert answer.status_code == 403


@pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "/\\evil.example", "/status", "javascript:x"])
async def test_nobody_is_sent_elsewhere_after_signing_in(site: Site, to: str) -> None:
    await site.officer()
    answer = await site.client.post("/desk/masuk", data={"login": "siti", "password": PASSWORD, "to": to})
    assert answer.headers["location"] == "/desk"


async def test_after_signing_in_the_asked_page_opens(site: Site) -> None:
    await site.officer()
    made = await site.case()
    asked = await site.client.get(f"/desk/pengaduan/{made.case_id}")
    page = await site.client.get(asked.headers["location"])
    to = page.text.split('name="to" value="')[1].split('"')[0]
    answer = await site.client.post("/desk/masuk", data={"login": "siti", "password": PASSWORD, "to": to})
    assert answer.headers["location"] == f"/desk/pengaduan/{made.case_id}"
