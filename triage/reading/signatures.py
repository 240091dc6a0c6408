"""A name under a text: after a closing ("Salam,"), on a line of its own, or as its last sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.reading.given_names import GIVEN_NAMES
from triage.reading.name_shapes import WORD, is_verb, leading_name, without_titles
from triage.reading.name_words import COMPANY, OFFICE, ROLES, TITLES

_TAIL = 170
_CLOSING = re.compile(
    r"(?:^|[.!?,\n]\s*)(?:terima ?kasih|makasih|trims|tks|thx|thanks|thank you|hatur nuhun|nuhun"
    r"|salam(?: hormat| hangat)?"
    r"|wassalam\w*|hormat (?:saya|kami)|best regards|kind regards|regards|sincerely|yours(?: sincerely"
    r"| faithfully| truly)?"
    r"|ttd|tertanda|pelapor|pemohon|pengirim|wss|wassalamu ?'?alaikum(?: w[r.]*\s*w[b.]*)?)"
    r"(?: (?:banyak|sebelumnya|pak|bu|min|kang|teh|ya|atas [\w ]{3,40}))*\s*[,.:;!~\n-]+\s*",
    re.IGNORECASE,
)
_CLOSINGS = """kasih trims tks thx thank nuhun salam hormat regards sincerely yours ttd tertanda pelapor pemohon
    pengirim wss"""
_CLOSING_PARTS = tuple(_CLOSINGS.split())
"""One of these stands in every closing."""

_PIECE = re.compile(r"[^,\n()~–—]+?(?=,|\n|\(|\)|~|–|—| - |$)")
_DEGREE = re.compile(
    r"[SMD]\.? ?[A-Z][\w.]*|[SMD]\.\w{1,6}\.?|Sp\.? ?[A-Z]\w*|A\.?Md\.?\w*|IAI|IBI|PPNI|MARS|MBA|Ph\.?D\.?|apt\.?"
)
_BEHALF = re.compile(r"^(?:a\.? ?n\.?|an\.|ttd\.?|dari|from)\s+", re.IGNORECASE)


def find_signature(text: str) -> tuple[int, int] | None:
    """(start, end) of the signing person's name in `text`, without titles and degrees; None if nobody signs."""
    stripped = text.rstrip(" \t\r\n.!)")
    if not stripped or text.rstrip().endswith("?"):
        return None
    begin = max(len(stripped) - _TAIL, 0)
    tail = stripped[begin:]
    for at, trusted in _starts(tail):
        found = _signed(tail, at, trusted=trusted)
        if found:
            return begin + found[0], begin + found[1]
    return None


def _starts(tail: str) -> Iterator[tuple[int, bool]]:
    """Where a signature can start; trusted are those after a closing or at a line's head."""
    lowered = tail.lower()
    closings = list(_CLOSING.finditer(tail)) if any(map(lowered.__contains__, _CLOSING_PARTS)) else ()
    if closings:
        yield closings[-1].end(), True
    line = tail.rfind("\n")
    if line >= 0:
        yield line + 1, True
    for mark in (". ", "! ", "? ", " - ", "~", "(", ".\n", '" '):
        at = tail.rfind(mark)
        if at >= 0:
            yield at + len(mark), False


def _signed(tail: str, at: int, *, trusted: bool) -> tuple[int, int] | None:
    """The first piece that is a whole name; "Manajer Logistik, Suprihatin" is signed by the second."""
    if len(tail) - at > 110:
        return None
    pieces = [(m.start(), m.group()) for m in _PIECE.finditer(tail, at) if m.group().strip()][:4]
    names = [found for start, piece in pieces if (found := _whole_name(piece, start, trusted=trusted))]
    if not names:
        return None
    first = tail[slice(*names[0])]
    led = tail[at : names[0][0]].strip().lower().split(" ")[0]
    if len(names) > 1 and (led in ROLES or first.split()[0].lower() in ROLES):
        return names[1]
    return names[0]


def _plainly_two(kept: list[re.Match[str]]) -> bool:
    """Two or three capitalised words that are no verb: a name also where nothing announces it."""
    words = [m.group() for m in kept]
    return 2 <= len(words) <= 3 and all(w[1:].islower() and len(w) >= 3 and not is_verb(w) for w in words)


def _whole_name(piece: str, start: int, *, trusted: bool) -> tuple[int, int] | None:
    """The name a piece consists of, after titles; None when anything else stands in it."""
    behalf = _BEHALF.match(piece.lstrip())
    offset = (len(piece) - len(piece.lstrip())) + (behalf.end() if behalf else 0)
    body = piece[offset:].rstrip(" .-!")
    if not body or len(body) > 45 or _DEGREE.fullmatch(body):
        return None
    words = without_titles(list(re.finditer(WORD, body)), TITLES | ROLES)
    kept = leading_name(words, lower=False)
    if not kept or body[kept[-1].end() :].strip(" .") not in {"", *(w.group() for w in words if w.group().isupper())}:
        return None
    if (
        words[0].start() > 0
        and len(kept) == 1
        and body.split()[0].lower() in ROLES
        and kept[0].group().lower() not in GIVEN_NAMES
    ):
        return None
    lows = [w.group().lower().rstrip(".") for w in kept]
    if any(low in COMPANY or low in OFFICE for low in lows):
        return None
    if not trusted and not (any(low in GIVEN_NAMES for low in lows) or _plainly_two(kept)):
        return None
    return start + offset + kept[0].start(), start + offset + kept[-1].end()
