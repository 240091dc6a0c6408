"""What makes two copies of a mail the same mail."""

from __future__ import annotations

import hashlib
import re

_FIELD = re.compile(
    rb"^(message-id|date|from|subject)[ \t]*:([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)", re.IGNORECASE | re.MULTILINE
)
_END = re.compile(rb"\r?\n\r?\n")
_ID = re.compile(rb"<[^<>\s]+>")


def key_of(raw: bytes) -> str:
    """sha256 in hex of the Message-ID.  Without one: of date, sender, subject and content, which copies delivered to
    two of our addresses have in common; without a date too: of all bytes.  Never raises.
    """
    head, body = _halves(raw)
    fields = {name.lower(): b" ".join(value.split()) for name, value in reversed(_FIELD.findall(head))}
    identity = _ID.search(fields.get(b"message-id", b""))
    if identity:
        return hashlib.sha256(identity[0]).hexdigest()
    if not fields.get(b"date"):
        return hashlib.sha256(raw).hexdigest()
    common = b"\n".join([fields.get(name, b"") for name in (b"date", b"from", b"subject")])
    return hashlib.sha256(common + b"\n\n" + body).hexdigest()


def _halves(raw: bytes) -> tuple[bytes, bytes]:
    start = raw.lstrip(b"\r\n")
    end = _END.search(start)
    return (start[: end.start()], start[end.end() :]) if end else (start, b"")
