"""A name under a text: after a closing ("Salam,"), on a line of its own, or as its last sentence."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import islice

from triage.reading.given_names import AMBIGUOUS, GIVEN_NAMES
from triage.reading.language import COMMON
from triage.reading.name_shapes import (
    WORD,
    is_known,
    is_verb,
    leading_name,
    opens_with_acronym,
    without_place,
    without_titles,
)
from triage.reading.name_words import COMPANY, JOBS, NEVER_NAMES, OFFICE, ROLES, TITLES, TRADES
from triage.reading.wordlist import wordset

_TAIL = 170
_CLOSING = re.compile(
    r"(?:^|[.!?,\n]\s*)(?:terima ?kasih|makasih|mksh|mksih|trmksh|suwun|many thanks[\w ]{0,12}|best|cheers|teriring doa"
    r"|trims|tks|thx|thanks|thank you|hatur nuhun|nuhun"
    r"|salam(?: hormat| hangat)?"
    r"|wassalam\w*|hormat (?:saya|kami)|best regards|kind regards|regards|sincerely|yours(?: sincerely"
    r"| faithfully| truly)?"
    r"|ttd|tertanda|pelapor|pemohon|pengirim|wss|wassalamu ?'?alaikum(?: w[r.]*\s*w[b.]*)?)"
    r"(?: (?:banyak|sebelumnya|pak|bu|min|kang|teh|ya|atas [\w ]{3,40}))*\s*[,.:;!~\n-]+\s*",
    re.IGNORECASE,
)
_CLOSINGS = """kasih mksh mksih trmksh suwun best cheers teriring trims tks thx thank nuhun salam hormat regards
    sincerely yours ttd tertanda pelapor pemohon pengirim wss"""
_CLOSING_PARTS = tuple(_CLOSINGS.split())
"""One of these stands in every closing."""

_PIECE = re.compile(r"[^,\n()~–—|]+?(?=,|\n|\(|\)|~|–|—| - |\||$)")
# Where a last fragment can begin: an end of a sentence, a dash, a bracket, a picture.
_BREAK = re.compile(
    r"(?P<stop>[.!?…]+)[\"'”)]*(?:\s+|(?=[^\W\d_]))|(?P<dash>(?<=\s)-{1,2}\s?|[—–~]\s*)|\("
    r"|[☀-➿\U0001f300-\U0001faff]\ufe0f?\s*"
)
_MARK = re.compile(r"[.!?…—–~(☀-➿\U0001f300-\U0001faff-]")
_NEAR = 112
"""No signature is longer (_signed)."""
_LED = TITLES | ROLES
_BODIES = COMPANY | OFFICE
_LEADS = _LED | _BODIES
_SHORT_TITLES = wordset(
    "jl jln kp ds gg kec dr drg drh drs dra ir hj ns apt prof sdr sdri ny tn nn kh rd pdt adv ust st mr mrs ms"
)
_SOLID = re.compile(r"(?![^\W\d_]{4,}nya$)[^\W\d_][\w.'’ -]*")
"""A name without other marks in it, and no "istrinya"."""
_LONGEST = 64
_ADDRESS = frozenset({"pak", "bapak", "bpk", "bu", "ibu", "min", "admin", "kang", "teh", "mas", "mbak", "kak"})
_DEGREE = re.compile(
    r"[SMD]\.? ?[A-Z][a-z]{0,4}(?:\.[A-Z]\w*)*\.?|[SMD]\.\w{1,6}\.?|Sp\.? ?[A-Z]\w*|A\.?Md\.?\w*|IAI|IBI|PPNI|MARS|MBA"
    r"|Ph\.?D\.?|apt\.?"
)
_BEHALF = re.compile(r"^(?:a\.? ?n\.?|an\.|ttd\.?|dari|ti|from)\s+", re.IGNORECASE)


def find_signature(text: str, places: Container[str] = frozenset()) -> tuple[int, int] | None:
    """(start, end) of the signing person's name in `text`, without titles and degrees; None if nobody signs.

    `places`: casefolded first words of places that may stand behind a name.
    """
    stripped = text.rstrip(" \t\r\n.!)🙏")
    if not stripped or text.rstrip().endswith("?"):
        return None
    begin = max(len(stripped) - _TAIL, 0)
    tail = stripped[begin:]
    for at, trusted in _starts(tail):
        found = _signed(tail, at, places, trusted=trusted)
        if found:
            start = begin + found[0]
            return start, without_place(text, start, begin + found[1], places)
    return None


def _starts(tail: str) -> Iterator[tuple[int, bool]]:
    """Where a signature can start; trusted are those after a closing, at a block's or a line's head, after a dash."""
    lowered = tail.lower()
    closings = list(_CLOSING.finditer(tail)) if any(map(lowered.__contains__, _CLOSING_PARTS)) else ()
    if closings and not _addressed(tail, closings[-1]):
        yield closings[-1].end(), True
    block = tail.rfind("\n\n")
    if block >= 0:
        yield block + 2, True
    line = tail.rfind("\n")
    if line >= 0:
        yield line + 1, True
    for m in islice(_breaks(tail), 3):
        yield m.end(), bool(m["dash"])
        if m["stop"]:
            break


def _breaks(tail: str) -> Iterator[re.Match[str]]:
    """Breaks near the end, the last first."""
    marks = [mark.start() for mark in _MARK.finditer(tail, max(len(tail) - _NEAR, 0))]
    for at in reversed(marks):
        m = _BREAK.match(tail, at)
        if m and not (m["stop"] and _MARK.match(tail, at - 1)) and not (m["stop"] == "." and _abbreviates(tail, at)):
            yield m


def _addressed(tail: str, closing: re.Match[str]) -> bool:
    """ "Terima kasih, Pak Dadang" thanks somebody; on a line of its own it signs."""
    led = tail[closing.end() :].split(" ", 1)[0].lower().rstrip(".")
    return led in _ADDRESS and "\n" not in closing.group() and "\n" not in tail[closing.end() :]


def _abbreviates(tail: str, at: int) -> bool:
    """The stop of an initial or a title ("S. Ramanathan", "dr. Michael")."""
    before = tail[:at].split()[-1:] or [""]
    return len(before[0].lstrip("(")) == 1 or before[0].lower().lstrip("(") in _SHORT_TITLES


def _signed(tail: str, at: int, places: Container[str], *, trusted: bool) -> tuple[int, int] | None:
    """The first piece that is a whole name and no office held ("Manajer Logistik, Suprihatin")."""
    if len(tail) - at > 110:
        return None
    pieces = [(m.start(), m.group()) for m in islice(_PIECE.finditer(tail, at), 6) if m.group().strip()][:4]
    doubted = False
    for number, (start, piece) in enumerate(pieces):
        if len(piece) < _LONGEST and not _is_job(piece):
            behind = number == 0 and len(pieces) > 1 and _tells_of_sender(pieces[1][1], places)
            found = _whole_name(piece, start, places, trusted=trusted or behind)
            titled = found is not None and bool(tail[start : found[0]].strip())
            if found and (not doubted or titled or is_known(tail, found)):
                return found
            if "\n" not in tail[start + len(piece) : start + len(piece) + 2]:
                trusted, doubted = False, doubted or not _LEADS.issuperset(piece.lower().split()[:1])
    return None


def _is_job(piece: str) -> bool:
    """ "Quality Manager", "Oranje Packaging BV", "Simanjuntak & Rekan"."""
    lows = [word.strip(".'’").lower() for word in piece.split()]
    if len(lows) > 1 and (lows[-1] in JOBS or lows[0] in ROLES) and lows[-1] not in GIVEN_NAMES:
        return lows[0] not in TITLES or lows[-1] in JOBS
    return bool({"&", "rekan", "bv", "ltd", "inc", "gmbh", "pte", "optik", "hukum"}.intersection(lows))


def _tells_of_sender(piece: str, places: Container[str]) -> bool:
    """A place, a trade or an office held behind a name: "Komarudin, Pasawahan", "Nuno, guesthouse at Jatiluhur"."""
    lows = [word.strip(".").lower() for word in piece.split()]
    if not lows or len(lows) > 5:
        return False
    return lows[0] in TRADES or lows[0] in ROLES or lows[-1] in JOBS or any(low in places for low in lows)


def _plainly_two(kept: list[re.Match[str]]) -> bool:
    """Two or three capitalised words that are no verb: a name also where nothing announces it."""
    words = [m.group() for m in kept]
    return 2 <= len(words) <= 3 and all(w[1:].islower() and len(w) >= 3 and not is_verb(w) for w in words)


def _whole_name(piece: str, start: int, places: Container[str], *, trusted: bool) -> tuple[int, int] | None:
    """The name a piece consists of, after titles; None when anything but a place or a trade stands in it."""
    behalf = _BEHALF.match(piece.lstrip())
    offset = (len(piece) - len(piece.lstrip())) + (behalf.end() if behalf else 0)
    body = piece[offset:].rstrip(" .-!")
    if not body or len(body) > 45 or _DEGREE.fullmatch(body):
        return None
    every = list(re.finditer(WORD, body))
    words = without_titles(every, _LED)
    kept = leading_name(words, lower=False)
    if not kept and not body[:1].isdecimal():
        kept = _in_lower_case(words, places, trusted=trusted)
    if not kept or not _SOLID.fullmatch(body, kept[0].start(), kept[-1].end()) or not _ends(body, kept, words, places):
        return None
    titled = words[0].start() > 0
    known = any(word.group().lower().rstrip(".") in GIVEN_NAMES for word in kept)
    if titled and len(kept) == 1 and body.split()[0].lower() in ROLES and not known:
        return None
    if any(word.group().lower().rstrip(".") in _BODIES for word in kept) or opens_with_acronym(kept):
        return None
    if not (trusted or known or titled or _plainly_two(kept)):
        return None
    return start + offset + kept[0].start(), start + offset + kept[-1].end()


def _in_lower_case(words: list[re.Match[str]], places: Container[str], *, trusted: bool) -> list[re.Match[str]]:
    """ "omay" after thanks, "dede cuci motor", "eman maniis": one word that no common one is."""
    if not words or not words[0].group().islower():
        return []
    low, rest = words[0].group().rstrip("."), words[1:]
    if low in NEVER_NAMES or low in COMMON or low in TRADES or is_verb(low) or len(low) < 3 or low in places:
        return []
    behind = bool(rest) and (rest[0].group().lower() in TRADES or rest[0].group().lower() in places)
    if (trusted and not rest) or behind or (low in GIVEN_NAMES and low not in AMBIGUOUS and not rest):
        return words[:1]
    return []


def _ends(body: str, kept: list[re.Match[str]], words: list[re.Match[str]], places: Container[str]) -> bool:
    """Nothing behind the name, a degree, or in at most four words a place or a trade."""
    rest = body[kept[-1].end() :].strip(" .")
    if rest in {"", *(word.group() for word in words if word.group().isupper())}:
        return True
    lows = rest.lower().split()
    return 0 < len(lows) <= 4 and (lows[0] in TRADES or lows[0] in places)
