"""HTML mail as plain text: blocks become lines, quotes get "> ", what a reader would not see is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_BLOCKS = {
    "address", "article", "aside", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section",
    "table", "tbody", "tfoot", "thead", "tr", "ul", "blockquote", "body",
}  # fmt: skip
_APART = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"}
_UNSEEN = {"script", "style", "head", "title", "template", "noscript", "object", "svg", "select"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")
_STRAY = re.compile(r"<(?=[^<>]*(?:<|\Z))")
_DECLARATION = re.compile(r"<[!?][^<>]*>")
_DEEPEST = 12  # levels of quoting that are shown
_INVISIBLE = re.compile(r"[\u200b\u200c\u200e\u200f\u2060\u00ad\u034f]")


@dataclass
class _Lines:
    """Text under way: finished lines, the open one and the depth of quoting."""

    done: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    depth: int = 0

    def add(self, text: str, *, exact: bool = False) -> None:
        text = _INVISIBLE.sub("", text)
        if not exact and (not self.open or self.open[-1].endswith(" ")):
            text = text.lstrip(" ")
        if text:
            self.open.append(text)

    def end(self, *, blank: bool = False) -> None:
        text = self._taken()
        if text.strip():
            self.done.append("> " * min(self.depth, _DEEPEST) + text.rstrip())
        if blank and self.done and self.done[-1].strip("> "):
            self.done.append("> " * min(self.depth, _DEEPEST) if self.depth else "")

    def unquote(self) -> None:
        while self.depth and self.done and self.done[-1].strip() and not self.done[-1].strip("> "):
            self.done.pop()
        self.depth = max(0, self.depth - 1)
        if self.done and self.done[-1]:
            self.done.append("> " * min(self.depth, _DEEPEST) if self.depth else "")

    def break_line(self) -> None:
        text = self._taken()
        self.done.append(
            ("> " * min(self.depth, _DEEPEST) + text).rstrip() if text.strip() else "> " * min(self.depth, _DEEPEST)
        )

    def _taken(self) -> str:
        text = "".join(self.open)
        self.open.clear()
        return text


class _Reader(HTMLParser):
    """Collects what is seen; an unknown or unclosed tag never hides the text that follows it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines = _Lines()
        self._unseen: list[str] = []
        self._pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "body":  # a head that was never closed ends here
            self._unseen.clear()
        if self._hide(tag, values):
            return
        if tag == "br":
            self.lines.break_line()
        elif tag == "img":
            self._image(values)
        elif tag in {"td", "th"}:
            self.lines.add(" ")
        elif tag in _BLOCKS:
            self._open_block(tag)

    def _hide(self, tag: str, values: dict[str, str]) -> bool:
        if self._unseen:
            if tag == self._unseen[-1]:
                self._unseen.append(tag)
            return True
        hidden = tag in _UNSEEN or bool(_HIDDEN.search(values.get("style", "")))
        if hidden and tag not in _VOID:
            self._unseen.append(tag)
        return hidden

    def _image(self, values: dict[str, str]) -> None:
        alt = values.get("alt", "")
        if alt and len(alt) <= 4 and not alt.isascii():  # an emoji that the program sent as a picture
            self.lines.add(alt)

    def _open_block(self, tag: str) -> None:
        self.lines.end(blank=tag in _APART)
        if tag == "blockquote":
            self.lines.depth += 1
        elif tag == "pre":
            self._pre += 1
        elif tag == "li":
            self.lines.add("- ")
        elif tag == "hr":
            self.lines.add("________________________________")
            self.lines.end()

    def handle_endtag(self, tag: str) -> None:
        if self._unseen:
            if tag == self._unseen[-1] or tag in {"body", "html"}:
                self._unseen.pop()
            return
        if tag in _BLOCKS:
            self.lines.end(blank=tag in _APART)
        if tag == "blockquote":
            self.lines.unquote()
        elif tag == "pre":
            self._pre = max(0, self._pre - 1)

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if not self._pre:
            self.lines.add(_SPACES.sub(" ", data))
            return
        head, *rest = data.split("\n")
        self.lines.add(head, exact=True)
        for line in rest:
            self.lines.break_line()
            self.lines.add(line, exact=True)


def _tame(html: str) -> str:
    """Without comments, declarations and brackets that open no tag: the standard library's parser takes time with the
    square of such input, and stumbles over some of it."""
    kept, position = [], 0
    while (start := html.find("<!--", position)) >= 0:
        kept.append(html[position:start])
        end = html.find("-->", start + 4)
        if end < 0:  # never closed: what follows may be what the person wrote
            position = start + 4
            break
        position = end + 3
    kept.append(html[position:])
    return _DECLARATION.sub("", _STRAY.sub("&lt;", "".join(kept)))


def html_to_text(html: str) -> str:
    """What a reader of `html` sees, as lines; quotes are prefixed with "> " for each level."""
    reader = _Reader()
    reader.feed(_tame(html))
    reader.close()
    reader.lines.end()
    text = "\n".join(line.rstrip() for line in reader.lines.done)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")
