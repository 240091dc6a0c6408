"""Header fields: RFC 2047 words (also broken ones), raw 8-bit text, addresses, Message-IDs, dates."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime

from channels.email.read.charset import clean, decode

_WORD = re.compile(r"=\?([^?\s*]+)(?:\*[^?]*)?\?([bBqQ])\?([^?]*)\?=")
_BETWEEN_WORDS = re.compile(r"(\?=)\s+(?==\?[^?\s]+\?[bBqQ]\?)")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_ANGLE = re.compile(r"<\s*([^<>\s]+@[^<>\s]+?)\s*>")
_BREAKS = re.compile(r"[\s<>,;:\"()\[\]]+")
_LARGEST = 100_000  # characters of one field that are read
_LONGEST = 4_000  # of an address field that is searched for its first mailbox
_ZONES = ((r"\bWIB\b", "+0700"), (r"\bWITA\b", "+0800"), (r"\bWIT\b", "+0900"))
_MONTHS = (
    (r"\bMei\b", "May"),
    (r"\bAgu(?:s|stus)?\b", "Aug"),
    (r"\bOkt(?:ober)?\b", "Oct"),
    (r"\bDes(?:ember)?\b", "Dec"),
)
_ID = re.compile(r"<[^<>\s]+>")
_COMMENT = re.compile(r"\(([^()]*)\)")


def raw_fields(message: Message, name: str) -> list[str]:
    """All values of one field as text, unfolded, encoded words still encoded."""
    wanted = name.lower()
    return [_unfold(_text(value)) for key, value in message.raw_items() if key.lower() == wanted]


def raw_field(message: Message, name: str) -> str:
    """The first value of a field, or ""."""
    return next(iter(raw_fields(message, name)), "")


def field(message: Message, name: str) -> str:
    """The first value of a field, decoded, or ""."""
    return decode_words(raw_field(message, name))


def _text(value: object) -> str:
    """A raw value; 8-bit bytes stand in it as surrogates (RFC 6532 and the many who never heard of RFC 2047)."""
    raw = str(value)[:_LARGEST].encode("utf-8", "surrogateescape")
    return decode(raw, None)


def _unfold(value: str) -> str:
    return re.sub(r"\s*\n\s*", " ", value).strip()


def decode_words(value: str) -> str:
    """RFC 2047 decoded; neighbours of one charset are joined as bytes first, since many split inside a letter."""
    joined = _BETWEEN_WORDS.sub(r"\1", value)
    return clean("".join(_pieces(joined))).replace("\n", " ").strip()


def _pieces(value: str) -> Iterator[str]:
    position, charset, pending = 0, "", b""
    for match in _WORD.finditer(value):
        plain = value[position : match.start()]
        if pending and (plain or match[1].lower() != charset):
            yield decode(pending, charset)
            pending = b""
        yield plain
        charset, position = match[1].lower(), match.end()
        pending += _word_bytes(match[2], match[3])
    if pending:
        yield decode(pending, charset)
    yield value[position:]


def _word_bytes(encoding: str, payload: str) -> bytes:
    if encoding in "qQ":
        return quopri.decodestring(payload.replace("_", " ").encode("utf-8"), header=False)
    padded = re.sub(r"[^A-Za-z0-9+/]", "", payload)
    try:
        return base64.b64decode(padded + "=" * (-len(padded) % 4))
    except (binascii.Error, ValueError):
        return payload.encode("utf-8")


def mailbox(value: str) -> tuple[str, str]:
    """Name and address of the first mailbox in a raw field; ("", "") when there is none."""
    value = value[:_LONGEST]
    bare = _QUOTED.sub(lambda match: " " * len(match[0]), value)
    angle = _ANGLE.search(bare)
    if angle:
        return _name(value[: angle.start()]), normal(angle[1])
    plain = _bare(bare)
    if plain:
        comment = _COMMENT.search(value)
        return (_name(comment[1]) if comment else ""), plain[0]
    decoded = decode_words(value)
    return mailbox(decoded) if decoded != value else ("", "")


def _name(raw: str) -> str:
    name = decode_words(raw.strip().rstrip(",").strip())
    if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'":
        name = name[1:-1]
    return re.sub(r"\\(.)", r"\1", name).strip()


def addresses(values: list[str]) -> tuple[str, ...]:
    """Every address in raw To or Cc fields, in order, once."""
    return tuple(dict.fromkeys(item for value in values for item in _bare(_QUOTED.sub(" ", value))))


def _bare(value: str) -> list[str]:
    """The words of a field that are addresses."""
    return [normal(word) for word in _BREAKS.split(value) if "@" in word[1:-1]]


def normal(address: str) -> str:
    """An address as we compare and store it: lower case, without stray dots and brackets."""
    return address.strip().strip("<>.").removeprefix("mailto:").lower()


def message_ids(value: str) -> tuple[str, ...]:
    """The Message-IDs of a raw field, with their angle brackets; a bare id of a broken program gets its own."""
    ids = _ID.findall(value)
    if not ids:
        ids = [f"<{word}>" for word in value.replace(",", " ").split() if "@" in word and "<" not in word]
    return tuple(dict.fromkeys(ids))


def date(value: str) -> datetime | None:
    """A Date field (RFC 5322 3.3) as aware UTC, also with Indonesian months and zones; None when it cannot be read."""
    for pattern, word in (*_ZONES, *_MONTHS):
        value = re.sub(pattern, word, value, flags=re.IGNORECASE)
    try:
        moment = parsedate_to_datetime(value)
        if moment.tzinfo is None:  # "-0000": the time is UTC, the zone is not told
            moment = moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return None
