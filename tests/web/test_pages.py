"""What holds for every page: headers, landmarks, labels, no inline code, plain errors; every template compiles."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from casework.types import CaseworkError, Role
from tests.web import seed
from tests.web.conftest import NOW, Site
from web.desk import sentences
from web.errors import PAGES
from web.headers import SecurityHeaders
from web.page import environment

TEMPLATES = sorted(environment().list_templates())
ROOT = Path(__file__).parents[2]


def test_there_are_templates() -> None:
    assert len(TEMPLATES) >= 15


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_compiles_and_holds_no_code(name: str) -> None:
    env = environment()
    env.get_template(name)
    source = env.loader.get_source(env, name)[0] if env.loader else ""
    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=\"|https?://|\|\s*safe|autoescape false", source)


class Outline(HTMLParser):
    """What a screen reader needs of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


async def every_page(site: Site) -> dict[str, Any]:
    siti = await site.officer()
    made = await site.case(state="under_review", holder_id=siti, integrity=True)
    told = await site.case(2, state="answered", answered_at=NOW, holder_id=siti)
    pages = {url: await site.client.get(url) for url in ("/", "/?lewat=mpp", "/status", "/nowhere", "/desk/masuk")}
    pages["refused form"] = await site.client.post("/", data={"text": ""})
    pages["status"] = await site.client.post("/status", data={"number": told.number, "secret": seed.SECRET})
    await site.sign_in()
    inside = ("/desk", "/desk/pengaduan", "/desk/pengaduan?keadaan=all&cari=loket", "/desk/kanal", "/desk/sandi",
              f"/desk/pengaduan/{made.case_id}", f"/desk/pengaduan/{told.case_id}",
              f"/desk/percakapan/{made.conversation_id}")  # fmt: skip
    pages |= {url: await site.client.get(url) for url in inside}
    return pages


async def test_every_page_has_title_landmarks_labels_and_headers(site: Site) -> None:
    for url, answer in (await every_page(site)).items():
        assert answer.status_code in {200, 404, 422}, url
        page = Outline()
        page.feed(answer.text)
        assert re.search(r"<title>\S.* · \S", answer.text), url
        assert [len(page.all(tag)) for tag in ("h1", "main", "header")] == [1, 1, 1], url
        assert page.all("html")[0]["lang"] == "id", url
        assert page.all("a")[0] == {"class": "skip", "href": "#isi"}, url
        ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
        assert len(ids) == len(set(ids)), url
        _labelled(page, url)
        _headed(answer, url)


def _labelled(page: Outline, url: str) -> None:
    named = {label.get("for") for label in page.all("label")}
    for tag in ("input", "select", "textarea"):
        for attrs in page.all(tag):
            if attrs.get("type") in {"hidden", "checkbox", "radio"} or "aria-hidden" in attrs:
                continue
            assert attrs.get("id") in named or "aria-label" in attrs, (url, attrs)
            for described in (attrs.get("aria-describedby") or "").split():
                assert any(a.get("id") == described for _, a in page.tags), (url, described)
    assert all("alt" in image for image in page.all("img")), url


def _headed(answer: Any, url: str) -> None:
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy, url
    assert "unsafe" not in policy, url
    assert "frame-ancestors 'none'" in policy, url
    assert answer.headers["x-content-type-options"] == "nosniff", url
    assert answer.headers["referrer-policy"] == "no-referrer", url
    assert answer.headers["cache-control"] == "no-store", url
    assert "strict-transport-security" not in answer.headers, url


async def test_every_desk_form_carries_the_sessions_token(site: Site) -> None:
    pages = await every_page(site)
    for url, answer in pages.items():
        if not url.startswith("/desk") or url == "/desk/masuk":
            continue
        forms = re.findall(r'<form[^>]*method="post".*?</form>', answer.text, re.DOTALL)
        assert forms, url
        assert all('name="csrf" value="' in form for form in forms), url


@pytest.mark.parametrize(("https", "expected"), [(True, "max-age=31536000; includeSubDomains"), (False, None)])
async def test_hsts_stands_only_on_https(https: bool, expected: str | None) -> None:
    import httpx
    from starlette.responses import PlainTextResponse

    app = SecurityHeaders(PlainTextResponse("x"), https=https)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x") as client:
        assert (await client.get("/")).headers.get("strict-transport-security") == expected


async def test_secure_sites_bind_the_cookie_to_their_host(site: Site) -> None:
    from dataclasses import replace

    import httpx
    from fastapi import FastAPI

    import web

    await site.officer()
    app = FastAPI(openapi_url=None)
    secure = replace(site.services, secure_cookies=True, public_url="https://aduan.example")
    for router in web.routers(secure):
        app.include_router(router)
    web.install(app, secure)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://aduan.example") as client:
        from tests.web.conftest import PASSWORD

        answer = await client.post("/desk/masuk", data={"login": "siti", "password": PASSWORD})
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith("__Host-aduan=")
        assert "Secure" in cookie
        assert "Path=/;" in cookie + ";"
        assert (await client.get("/desk")).status_code == 200


async def test_static_files_are_served_and_may_be_kept(site: Site) -> None:
    for name in ("base.css", "citizen.css", "desk.css", "icon.svg"):
        answer = await site.client.get(f"/static/{name}")
        assert answer.status_code == 200
        assert "no-store" not in answer.headers.get("cache-control", "")
    assert (await site.client.get("/static/../page.py")).status_code == 404


async def test_errors_say_what_to_do_and_nothing_else(site: Site) -> None:
    page = await site.client.get("/nowhere")
    assert (page.status_code, PAGES[404][0] in page.text) == (404, True)
    plain = await site.client.get("/nowhere", headers={"accept": "application/json"})
    assert plain.text == "404\n"
    await site.engine.dispose()
    object.__setattr__(site.services, "engine", None)
    broken = await site.client.post("/status", data={"number": "x", "secret": "y"})
    assert broken.status_code == 500
    assert PAGES[500][0] in broken.text
    assert not re.search(r"Traceback|Error|NoneType", broken.text)
    assert broken.headers["content-security-policy"]


async def test_malformed_ids_and_queries_are_404_or_ignored(site: Site) -> None:
    await site.officer()
    await site.sign_in()
    assert (await site.client.get("/desk/pengaduan/not-an-id")).status_code == 404
    for query in ("sesudah=d:|x|y", "sesudah=r:|2026-01-01|" + "0" * 32, "keadaan=nonsense", "unit=%00", "cari=%00%27"):
        assert (await site.client.get(f"/desk/pengaduan?{query}")).status_code == 200, query


def test_every_refusal_of_casework_has_its_sentence() -> None:
    raised = set()
    for path in (ROOT / "casework").rglob("*.py"):
        raised |= set(re.findall(r'CaseworkError\("(\w+)"', path.read_text()))
        raised |= set(re.findall(r'needed\([^()]*(?:\([^()]*\))?[^()]*, "(\w+)"\)', path.read_text()))
    assert len(raised) > 10
    assert raised <= set(sentences.REFUSED), raised - set(sentences.REFUSED)


def test_an_unknown_refusal_is_a_sentence_too() -> None:
    error = CaseworkError("brand_new", "R99")
    assert sentences.refusal(error.code, error.rule) == f"{sentences.OTHERWISE} (R99)"


def test_every_code_of_the_other_rooms_has_its_words() -> None:
    """R18: officers read words, never codes; a new code without words fails here."""
    from casework.types import Action, Outcome, State
    from intake.channel import Channel, SendCode
    from storage.models.intake import OUTGOING_STATES
    from triage.types import ClaimVerdict, Component, Kind, Treated, Verdict, Way
    from web import words

    tables: list[tuple[Any, dict[str, str]]] = [
        (State, words.STATES), (State, words.CITIZEN_STATES), (Action, words.TIMELINE), (Outcome, words.OUTCOMES),
        (Channel, words.CHANNELS), (OUTGOING_STATES, words.DELIVERIES), (Component, words.COMPONENTS),
        (Kind, words.KINDS), (Treated, words.TREATED), (Way, words.WAYS), (Role, words.ROLES),
        ([*Verdict, *ClaimVerdict], words.VERDICTS), ([f"send_{code}" for code in SendCode], words.ALARMS),
    ]  # fmt: skip
    for codes, table in tables:
        assert [code for code in codes if str(code) not in table] == []


@pytest.mark.parametrize(
    ("count", "shown"),
    [(None, ""), (0, "0 B"), (1023, "1023 B"), (1024, "1 KB"), (10 * 1024**2, "10 MB"), (1_600_000, "1,5 MB")],
)
def test_sizes_read_as_people_write_them(count: int | None, shown: str) -> None:
    from web.words import size

    assert size(count) == shown
