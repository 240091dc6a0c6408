"""The parts of a mail: which texts were written to be read, and what is attached (RFC 2045-2049, 2183, 2231, 3676)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import collapse_rfc2231_value

from channels.email.read.charset import clean, decode
from channels.email.read.header import decode_words, raw_field
from channels.email.read.html import html_to_text

_READ = {"text/plain", "text/html", "text/enriched"}
_TYPE = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+", re.ASCII)
_BOUNDARY = re.compile(rb"\s*--([\w'()+,./:=? -]{1,70}?)[ \t]*\r?\n(?=[A-Za-z-]+:)")
_PLACEHOLDER = re.compile(
    r"(your|this) (e-?mail|mail|browser|client).{0,40}(not|doesn.t|does not) (support|display|show).{0,20}html"
    r"|view (this|the) (e-?mail|message) in (html|your browser)|this is a multi-?part message",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attached file: its name as a person would know it, its media type and its bytes."""

    name: str | None
    type: str
    content: bytes = field(repr=False)
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """What a mail says (`text`) and carries (`attachments`)."""

    text: str
    attachments: tuple[Attachment, ...]


def body(message: Message) -> Body:
    """The texts of `message` joined in order, and everything that is no text."""
    texts: list[str] = []
    files: list[Attachment] = []
    _walk(message, texts, files)
    return Body("\n\n".join(text for text in texts if text.strip()).strip("\n"), tuple(files))


def _walk(part: Message, texts: list[str], files: list[Attachment]) -> None:
    kind = content_type(part)
    if kind == "message/rfc822":
        files.append(_attached_mail(part))
    elif kind.startswith("multipart/") and not part.is_multipart():
        _broken_multipart(part, texts, files)
    elif not part.is_multipart():
        _leaf(part, kind, texts, files)
    elif kind == "multipart/alternative":
        _alternative(part, texts, files)
    else:
        for child in children(part):
            _walk(child, texts, files)


def _broken_multipart(part: Message, texts: list[str], files: list[Attachment]) -> None:
    """Parts whose boundary is not the one named: split by the one that is there, else read as a text."""
    content = payload_bytes(part)
    found = _BOUNDARY.match(content)
    if found is None:
        texts.append(decode(content, None))
        return
    head = b'Content-Type: multipart/mixed; boundary="' + found[1] + b'"\n\n'
    for child in children(BytesParser(policy=compat32).parsebytes(head + content)):
        _walk(child, texts, files)


def children(part: Message) -> Iterator[Message]:
    """The parts inside `part`; none when its structure is broken."""
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (child for child in payload if isinstance(child, Message))


def content_type(part: Message) -> str:
    """Media type in lower case; application/octet-stream when what stands there is none."""
    kind = part.get_content_type().lower()
    return kind if _TYPE.fullmatch(kind) else "application/octet-stream"


def _leaf(part: Message, kind: str, texts: list[str], files: list[Attachment]) -> None:
    if kind in _READ and not _is_attached(part, first=not texts):
        texts.append(_part_text(part, kind))
    else:
        content = payload_bytes(part)
        if content:
            files.append(Attachment(_file_name(part), kind, content, inline=_content_id(part) is not None))


def _is_attached(part: Message, *, first: bool) -> bool:
    """Whether a text is a file; some programs give the body itself a name in Content-Type."""
    disposition = raw_field(part, "Content-Disposition").lower()
    if disposition.startswith("attachment"):
        return True
    return _file_name(part) is not None and not (first and not disposition)


def _part_text(part: Message, kind: str) -> str:
    raw = payload_bytes(part)
    text = decode(raw, _charset(part))
    if kind == "text/html" or (kind == "text/plain" and _looks_html(text)):
        return html_to_text(text)
    if str(part.get_param("format", "") or "").lower() == "flowed":
        return _unflow(text, delete_space=str(part.get_param("delsp", "") or "").lower() == "yes")
    return text


def _looks_html(text: str) -> bool:
    return text.lstrip()[:200].lower().startswith(("<!doctype html", "<html"))


def _charset(part: Message) -> str | None:
    value = part.get_param("charset")
    return collapse_rfc2231_value(value) if value else None


def _alternative(part: Message, texts: list[str], files: list[Attachment]) -> None:
    """RFC 2046 5.1.4: the same in several forms; plain text is preferred where it says something."""
    plain: list[str] = []
    rich: list[str] = []
    for child in children(part):
        into = plain if content_type(child) == "text/plain" else rich
        _walk(child, into, files)
    written = "\n\n".join(text for text in plain if text.strip())
    shown = "\n\n".join(text for text in rich if text.strip())
    texts.append(shown if shown and _says_nothing(written) else written or shown)


def _says_nothing(text: str) -> bool:
    return not re.search(r"\w", text) or (len(text) < 400 and bool(_PLACEHOLDER.search(text)))


def payload_bytes(part: Message) -> bytes:
    """The decoded bytes of a leaf; what cannot be decoded is given back as it stands."""
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        payload = str(part.get_payload()).encode("utf-8", "surrogateescape")
    return payload if isinstance(payload, bytes) else b""


def _attached_mail(part: Message) -> Attachment:
    inner = next(children(part), None)
    content = inner.as_bytes() if inner is not None else payload_bytes(part)
    name = _file_name(part)
    if name is None and inner is not None:
        subject = re.sub(r"[^\w .-]", "", decode_words(str(inner.get("Subject", "")))).strip()
        name = f"{subject[:60]}.eml" if subject else None
    return Attachment(name or "mail.eml", "message/rfc822", content)


def _file_name(part: Message) -> str | None:
    """RFC 2231, or RFC 2047 inside quotes as many programs write it; folders and control characters removed."""
    plain = Message()  # the standard library's own reading turns 8-bit letters into question marks
    for field_name in ("Content-Disposition", "Content-Type"):
        plain[field_name] = raw_field(part, field_name)
    raw = plain.get_param("filename", header="Content-Disposition") or plain.get_param("name")
    if not raw:
        return None
    text = _collapse(raw) if isinstance(raw, tuple) else str(raw)
    name = re.split(r"[\\/]", clean(decode_words(text)))[-1].replace("\n", " ").strip().strip('"')
    return name[:200] or None


def _collapse(raw: tuple[str | None, str | None, str]) -> str:
    value = raw[2].encode("latin-1", "replace") if raw[2].isascii() or _latin(raw[2]) else raw[2].encode()
    return decode(value, raw[0])


def _latin(text: str) -> bool:
    return all(ord(letter) < 256 for letter in text)


def _content_id(part: Message) -> str | None:
    value = part.get("Content-ID")
    return str(value).strip("<> ") if value else None


def _unflow(text: str, *, delete_space: bool) -> str:
    """RFC 3676: lines ending in a space go on; "-- " and a change of quote depth end the paragraph."""
    lines: list[str] = []
    flowing, depth = False, 0
    for line in text.split("\n"):
        quotes = len(line) - len(line.lstrip(">"))
        content = line[quotes:].removeprefix(" ")
        if flowing and quotes == depth and content != "-- ":
            lines[-1] = (lines[-1][:-1] if delete_space else lines[-1]) + content
        else:
            lines.append((">" * quotes + " " if quotes else "") + content)
        flowing, depth = content.endswith(" ") and content != "-- ", quotes
    return "\n".join(lines)
