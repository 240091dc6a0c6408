"""WhatsApp photos: with a caption, as a reply, alone and never explained; nothing is lost (R13)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, parse_qsl

import httpx
import pytest
from playwright.sync_api import expect
from twilio.request_validator import RequestValidator

from tests.e2e.citizens import assert_each_once, number_in, sent_rows
from tests.e2e.desk import Desk
from tests.e2e.photos import Photographer, assert_seen, fetched, photo
from tests.system import System, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
MATTER = "Sertifikat standar saya terbit kemarin tapi alamat usahanya salah ketik, lihat fotonya"
COMPLAINTS = "SELECT count(*) FROM complaint p JOIN conversation c ON c.id = p.conversation_id WHERE c.address = $1"
UNTOLD = (
    "SELECT a.state FROM attachment a JOIN message m ON m.id = a.message_id"
    " JOIN conversation c ON c.id = m.conversation_id WHERE c.address = $1"
)
TOKEN = "a token that only this test and its sandbox know"
EVENTS = "SELECT count(*) FROM inbound_event"
FIRST, SECOND, THIRD, FOURTH = (photo(shade) for shade in (30, 90, 150, 210))


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """The whole system with credentials of ours, so that a test can sign as the provider does."""
    system = System(
        tmp_path_factory.mktemp("system"),
        ADUAN_TWILIO__ACCOUNT_SID="AC" + "7" * 32, ADUAN_TWILIO__AUTH_TOKEN=TOKEN,
        ADUAN_TWILIO__WHATSAPP_FROM="+622648220001", ADUAN_TWILIO__SMS_FROM="+622648220002",
    )  # fmt: skip
    system.configure(ADUAN_TWILIO__API_BASE=system.sandbox_url)
    with system:
        yield system


@pytest.fixture(scope="module")
def dewi(system: System) -> Photographer:
    """A citizen whose photo tells its matter in the caption."""
    return Photographer(system, "whatsapp", "+6281270000001")


def test_a_photo_with_a_caption_is_a_complaint_and_its_picture(system: System, desk: Desk, dewi: Photographer) -> None:
    sid = dewi.show(FIRST, f"Nama saya Dewi Lestari. {MATTER}")
    number = dewi.hears_number()
    (medium,) = fetched(system, number, 1)
    assert medium["type"] == "image/png"
    desk.open(number)
    expect(desk.page.locator(".matter-text")).to_have_text(dewi.written[0])
    assert_seen(desk.page, [FIRST])
    assert_each_once(dewi, number, ["acknowledgement"])
    assert_only_signed_and_with_credentials(system, sid, json.loads(medium["ref"])["url"])


def assert_only_signed_and_with_credentials(system: System, sid: str, media_url: str) -> None:
    """The webhook that brought the photo counts by its signature; the photo itself is given to the account alone."""
    (event,) = system.rows("SELECT * FROM inbound_event WHERE key = $1", sid)
    assert parse_qs(event["body"].decode())["NumMedia"] == ["1"]
    events, url, body = system.value(EVENTS), system.web_url + event["path"], event["body"]
    signature = RequestValidator(TOKEN).compute_signature(url, dict(parse_qsl(body.decode(), keep_blank_values=True)))
    headers = {"content-type": "application/x-www-form-urlencoded", "x-twilio-signature": signature}
    assert httpx.post(url, content=body, headers=headers).is_success
    forged = body.replace(b"NumMedia=1", b"NumMedia=0")
    assert forged != body
    assert httpx.post(url, content=forged, headers=headers).status_code == 403
    assert system.value(EVENTS) == events
    assert httpx.get(media_url, follow_redirects=True).status_code == 401


def test_a_photo_alone_as_a_reply_joins_its_complaint(system: System, desk: Desk, dewi: Photographer) -> None:
    number = number_in(dewi.got()[0])
    (slip,) = sent_rows(system, number)
    dewi.show(SECOND, reply_to=slip["provider_id"])
    wait_for("told that it was added", lambda: number in dewi.got()[-1] and len(dewi.got()) == 2)
    fetched(system, number, 2)
    desk.open(number)
    assert_seen(desk.page, [FIRST, SECOND])
    assert_each_once(dewi, number, ["acknowledgement", "added"])


def test_a_photo_alone_afterwards_joins_nothing_by_itself(system: System, desk: Desk, dewi: Photographer) -> None:
    number = number_in(dewi.got()[0])
    dewi.show(THIRD)
    dewi.hears("Apa yang terjadi?")
    fetched(system, number, 2)
    dewi.write("Pendingin ruang tunggu di lantai 2 mati sejak kemarin")
    wait_for("a number of its own", lambda: "PWK-" in dewi.got()[-1] and number not in dewi.got()[-1])
    own = number_in(dewi.got()[-1])
    fetched(system, own, 1)
    desk.open(own)
    expect(desk.page.locator(".matter-text")).to_have_text(dewi.written[-1])
    assert_seen(desk.page, [THIRD])
    desk.open(number)
    assert_seen(desk.page, [FIRST, SECOND])
    intents = [row["intent"] for row in sent_rows(system, own)]
    assert intents == ["acknowledgement", "added", "media_only", "acknowledgement"]
    assert system.value(COMPLAINTS, dewi.address) == 2


def test_a_photo_alone_first_is_asked_for_its_matter(system: System, desk: Desk) -> None:
    citizen = Photographer(system, "whatsapp", "+6281270000002")
    citizen.show(FIRST)
    citizen.hears("Apa yang terjadi?")
    assert system.value(COMPLAINTS, citizen.address) == 0
    citizen.write(f"Nama saya Rina Marlina. {MATTER}")
    number = citizen.hears_number()
    fetched(system, number, 1)
    desk.open(number)
    expect(desk.page.locator(".matter-text")).to_have_text(citizen.written[1])
    assert_seen(desk.page, [FIRST])
    assert_each_once(citizen, number, ["media_only", "acknowledgement"])


def test_a_photo_never_explained_is_shown_to_an_officer(system: System, desk: Desk) -> None:
    citizen = Photographer(system, "whatsapp", "+6281270000003")
    citizen.show(FOURTH)
    citizen.hears("Apa yang terjadi?")
    wait_for("fetched", lambda: system.value(UNTOLD, citizen.address) == "fetched")
    wanted = "#percakapan ~ ul a"
    assert desk.work().locator(wanted).count() == 0
    system.advance(timedelta(hours=25).total_seconds())
    wait_for("an officer is wanted", lambda: desk.work().locator(wanted).count() == 1)
    desk.page.locator(wanted).click()
    expect(desk.page.get_by_role("heading", name="Percakapan dengan warga")).to_be_visible()
    assert_seen(desk.page, [FOURTH])
    assert system.value(COMPLAINTS, citizen.address) == 0  # nobody invents a matter
