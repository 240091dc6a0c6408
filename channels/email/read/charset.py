"""Bytes to text when the declared charset lies, is unknown or is missing.

A declared charset is believed only as far as the bytes allow: mail programs label UTF-8 as ISO-8859-1 or
US-ASCII far more often than the other way round.
"""

from __future__ import annotations

import codecs
import re

_MULTIBYTE = {"gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949", "euc-kr": "cp949"}
_ALIASES = {"utf8mb4": "utf-8", "utf8mb3": "utf-8", "unicode-1-1-utf-8": "utf-8", "cp-850": "cp850", **_MULTIBYTE}
_OFTEN_WRONG = {"ascii", "iso8859-1", "cp1252"}
# C0 controls but tab, line feed and form feed: PostgreSQL takes no NUL, a page no escape.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
# Codecs that are not charsets of a text: bytes to bytes, or ones that run code paths of their own.
_NO_TEXT = {"undefined", "idna", "punycode", "raw-unicode-escape", "unicode-escape", "mbcs", "oem"}


def codec_name(declared: str | None) -> str | None:
    """Python's name of a declared charset; None when it is missing, unknown or no text charset."""
    if not declared:
        return None
    word = declared.strip().strip("\"'").lower().replace("_", "-") if "ks_c" not in declared else declared.lower()
    word = _ALIASES.get(word, word)
    try:
        info = codecs.lookup(word)
    except (LookupError, ValueError):
        return None
    if info.name in _NO_TEXT or not getattr(info, "_is_text_encoding", True):
        return None
    return info.name


def decode(raw: bytes, declared: str | None) -> str:
    """`raw` as text; never raises, loses no readable character, holds neither NUL nor lone surrogates."""
    return clean(_decode(raw, codec_name(declared)))


def _decode(raw: bytes, codec: str | None) -> str:
    for candidate in _candidates(raw, codec):
        try:
            return raw.decode(candidate)
        except (UnicodeError, LookupError):
            continue
    return raw.decode(codec or "utf-8", "replace") if codec else raw.decode("latin-1")


def _candidates(raw: bytes, codec: str | None) -> list[str]:
    """Codecs to try, best first; UTF-8 before a single-byte claim, since valid UTF-8 is hardly ever an accident."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) and codec in {None, "utf-16", "utf-16-le", "utf-16-be"}:
        return ["utf-16", "latin-1"]
    if codec and codec.startswith(("utf-16", "utf-32")) and b"\0" not in raw:
        return ["utf-8", "cp1252", "latin-1"]  # claims two bytes a letter, sends one
    if codec == "utf-7" and not re.search(rb"\+[A-Za-z0-9/]+-?", raw):
        return ["utf-8", "cp1252", "latin-1"]
    if codec is None or codec in _OFTEN_WRONG:
        return ["utf-8", "cp1252", "latin-1"]
    return [codec, "utf-8", "cp1252", "latin-1"]


def clean(text: str) -> str:
    """Line ends as \\n, without control characters and lone surrogates."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub("", text))
