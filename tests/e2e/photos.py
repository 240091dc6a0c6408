"""Photos that citizens send on WhatsApp, and where an officer sees them."""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page

from tests.e2e.citizens import Citizen
from tests.system import System, wait_for

WIDTH, HEIGHT = 640, 480
PHONE_WIDTH = 360
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OF_COMPLAINT = (
    "SELECT a.* FROM attachment a JOIN message m ON m.id = a.message_id JOIN complaint p ON p.id = m.complaint_id"
    " WHERE p.number = $1 ORDER BY m.sent_at, m.id"
)


def photo(shade: int) -> bytes:
    """A PNG of WIDTH by HEIGHT that shades from black to a colour of its own."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes((y * 255 // HEIGHT, shade, 160)) * WIDTH for y in range(HEIGHT))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@dataclass
class Photographer(Citizen):
    """A citizen who sends photos as well."""

    def show(self, content: bytes, caption: str = "", reply_to: str = "") -> str:
        """Sends one photo, as a reply to a message of ours when `reply_to` names it; the message's SID."""
        media = [{"type": "image/png", "base64": b64encode(content).decode()}]
        body = {"from": self.address, "text": caption, "media": media, "reply_to": reply_to}
        sent = self.system.control(f"/{self.provider}/send", body)
        self.written.append(caption)
        return str(sent["sid"])


def fetched(system: System, number: str, count: int) -> list[Any]:
    """Waits until `count` media of a complaint, and no others, are here; their rows, oldest first."""

    def found() -> list[Any]:
        rows = system.rows(OF_COMPLAINT, number)
        return [row for row in rows if row["state"] == "fetched"]

    wait_for(f"{count} media", lambda: len(found()) == count)
    assert len(system.rows(OF_COMPLAINT, number)) == count
    return found()


def pictures(page: Page) -> Locator:
    """The pictures among what a citizen said on the open page."""
    return page.locator(".talk .theirs img")


def assert_seen(page: Page, contents: list[bytes]) -> None:
    """The officer's browser shows these pictures in this order, and so on a screen as narrow as a phone."""
    images = pictures(page)
    assert images.count() == len(contents)
    before = page.viewport_size
    page.set_viewport_size({"width": PHONE_WIDTH, "height": 740})
    for image, content in zip(images.all(), contents, strict=True):
        _assert_drawn(page, image, content)
    assert page.evaluate(OVERFLOW) == 0
    if before:
        page.set_viewport_size(before)


def _assert_drawn(page: Page, image: Locator, content: bytes) -> None:
    """Drawn whole from these very bytes, within the screen."""
    image.scroll_into_view_if_needed()  # the page loads a picture when it comes near
    wait_for("picture drawn", lambda: image.evaluate("image => image.complete && image.naturalWidth"))
    assert image.evaluate("image => [image.naturalWidth, image.naturalHeight]") == [WIDTH, HEIGHT]
    box = image.bounding_box()
    assert box is not None
    assert box["width"] > 0
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE_WIDTH
    assert page.request.get(image.evaluate("image => image.currentSrc")).body() == content
