"""docs/reading-in-colour.html is what the reader and the rules give now, and stands alone."""

from __future__ import annotations

import json
import re
from html import unescape

from bench.colours import PAGE, TEXTS, main, page
from bench.colours_style import KINDS

WRITTEN = PAGE.read_text(encoding="utf-8")
TEXT = re.compile(r'<p class="text"[^>]*>(.*?)</p>', re.DOTALL)


def test_the_page_is_what_the_code_finds_now() -> None:
    assert page() == WRITTEN, "python -m bench.colours writes it again"


def test_every_text_stands_there_in_the_citizens_own_characters() -> None:
    told = [json.loads(line)["text"] for line in TEXTS.read_text(encoding="utf-8").splitlines()]
    shown = [re.sub(r"<small>.*?</small>", "", one) for one in TEXT.findall(WRITTEN)]
    assert [unescape(re.sub(r"</?mark[^>]*>", "", one)) for one in shown] == told
    assert len(told) == 10


def test_every_kind_of_finding_is_shown_with_its_word() -> None:
    texts = "".join(TEXT.findall(WRITTEN))
    for key, name in KINDS.items():
        assert f"<small>{name}</small>" in texts, key
    assert all("<small>" in one for one in TEXT.findall(WRITTEN))


def test_every_judgement_names_its_rules() -> None:
    for rule in ("R2", "R4", "R5", "R6", "R8, R9", "R12", "R20", "R22"):
        assert f"<b>{rule}</b>" in WRITTEN, rule


def test_it_stands_alone() -> None:
    assert not re.search(r"<script|<link|<img|<iframe|url\(|@import|https?:|\son\w+=", WRITTEN)
    assert "prefers-color-scheme: dark" in WRITTEN


def test_another_argument_is_refused() -> None:
    assert main(["--other"]) == 2
