"""The sender's own name: told ("nama saya Asep"), signed, or introduced ("saya Rina dari Plered") (labels.md, R11)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from triage.reading.given_names import GIVEN_NAMES
from triage.reading.name_words import COMPANY, NEVER_NAMES, OFFICE, TITLES
from triage.types import NameReading, Span

_W = r"[^\W\d_](?:[^\W\d_]|[.'’-](?=[^\W\d_]))*\.?"
_WORDS = rf"(?P<n>{_W}(?:[ ]{{1,2}}{_W}){{0,5}})"
_TOLD = re.compile(
    rf"\b(?:nama(?: lengkap)?(?: saya| sy| aku| gue| gw| kuring| abdi| pelapor| pemohon)|namaku|nami(?: abdi"
    rf"| simkuring)|ngaran (?:kuring|abdi)"
    rf"|(?:wasta|jenengan) abdi|abdi (?:wasta|namina)|my (?:full )?name(?: is|'s)|nama(?: lengkap| pelapor"
    rf"| pengirim)? ?(?=:))"
    rf"(?: (?:adalah|ialah|teh|téh|yaitu|mah))? ?[:=]? ?{_WORDS}",
    re.IGNORECASE,
)
_ON_BEHALF = re.compile(rf"(?<!\w)(?:a\.? ?n\.?|atas nama|an\.)[ :]{{1,2}}{_WORDS}", re.IGNORECASE)
_INTRODUCED = re.compile(
    rf"(?<!\w)(?:[Ss]aya|[Ss]y|[Aa]ku|[Aa]bdi|[Ss]imkuring|[Kk]uring|I am|I'm|[Tt]his is|[Pp]erkenalkan,?"
    rf"|[Dd]engan|[Ii]eu|[Ii]ni)(?: dengan)? {_WORDS}"
)
_LOWER_INTRO = re.compile(rf"(?<!\w)(?:saya|sy|abdi|aku|ini|dengan|kuring|i am|i'm) {_WORDS}")
_CLOSING = re.compile(
    r"(?:^|[.!?,\n]\s*)(?:terima ?kasih|terimakasih|makasih|trims|tks|thx|thanks|thank you|hatur nuhun|nuhun"
    r"|salam(?: hormat| hangat)?|wassalam\w*"
    r"|hormat (?:saya|kami)|best regards|kind regards|regards|sincerely|yours(?: sincerely| faithfully| truly)?"
    r"|ttd|tertanda|pelapor|pemohon|pengirim|from"
    r"|dari|warga(?= *[:,])|wss|wassalamu ?alaikum(?: w[r.]*\s*w[b.]*)?)"
    r"(?: (?:banyak|sebelumnya|pak|bu|min|kang|teh|atas [\w ]{3,40}|ya))*\s*[,.:;!~\n-]+\s*",
    re.IGNORECASE,
)
_SIGN = re.compile(
    rf"(?:^|\n|[.!?)\"”]\s+|[-–—~]\s*|\()(?P<sig>(?:[\w ]{{3,40}}, ?)?{_WORDS}(?:, ?[\w .]{{2,30}})?)[).]?\s*$"
)
_TRAILING = re.compile(
    r"^(?:dari|warga|pemilik|pedagang|di|ti|from|asal|urang|kp|desa|rt|jl|hp|wa|no)\b", re.IGNORECASE
)


# Verbs by their prefix: "nama saya ditulis salah" tells no name.
_VERB = re.compile(r"(?:di|me|ber|ter|ke|pe)[a-z]{4,}$")
_NAME_ENDS = re.compile(
    r"\s*(?:$|[.,;(\n]|(?:dari|mau|ingin|warga|pemilik|alamat|umur|asal|hp|no|ti|from)\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    words: str
    at: int
    lower_ok: bool


def find_name(text: str, not_names: frozenset[str]) -> NameReading | None:
    """The sender's name, without titles, or None: told outright before signed before introduced before on behalf."""
    for candidate in _candidates(text):
        reading = _clean(candidate, text, not_names)
        if reading:
            return reading
    return None


def _candidates(text: str) -> list[_Candidate]:
    found = [_Candidate(m["n"], m.start("n"), True) for m in _TOLD.finditer(text)]
    found += _signatures(text)
    found += [_Candidate(m["n"], m.start("n"), False) for m in _INTRODUCED.finditer(text)]
    found += [_Candidate(m["n"], m.start("n"), False) for m in _LOWER_INTRO.finditer(text)]
    found += [_Candidate(m["n"], m.start("n"), False) for m in _ON_BEHALF.finditer(text)]
    return found


def _signatures(text: str) -> list[_Candidate]:
    """What stands after the last closing, or alone at the very end."""
    tail_at = max(len(text.rstrip()) - 160, 0)
    tail = text[tail_at:].rstrip()
    found = []
    closings = list(_CLOSING.finditer(tail))
    if closings:
        found += _parts(tail[closings[-1].end() :], tail_at + closings[-1].end())
    last = max(
        tail.rfind("\n"),
        tail.rfind(". "),
        tail.rfind("? "),
        tail.rfind("! "),
        tail.rfind(" - "),
        tail.rfind("~"),
        tail.rfind("("),
    )
    if last >= 0 and len(tail) - last < 70:
        found += _parts(tail[last + 1 :], tail_at + last + 1)
    return found


def _parts(tail: str, at: int) -> list[_Candidate]:
    """The comma- or line-separated pieces of a signature: "Koordinator dapur, Rini Astuti"."""
    found = []
    for m in re.finditer(r"[^,\n()]+", tail):
        piece = m.group().strip(" .-–—~!")
        if piece and len(piece.split()) <= 6:
            found.append(_Candidate(piece, at + m.start() + m.group().find(piece), False))
    return found


def _clean(candidate: _Candidate, text: str, not_names: frozenset[str]) -> NameReading | None:
    """The longest run of name words without titles; None where a company, an office or a common word speaks."""
    words = list(re.finditer(_W, candidate.words))
    while words and words[0].group().rstrip(".").lower() in TITLES:
        words.pop(0)
    kept = _leading_names(words, candidate.lower_ok)
    if kept and kept[0].group().islower() and not _stands_alone(kept, text, candidate.at):
        return None
    if not kept or len(kept) > 4 or (len(kept) == 1 and len(kept[0].group()) < 3):
        return None
    start, end = candidate.at + kept[0].start(), candidate.at + kept[-1].end()
    while text[end - 1] == "." and len(kept[-1].group()) > 2:
        end -= 1
    name = text[start:end]
    first = name.split()[0].lower().rstrip(".")
    if name.casefold() in not_names or first in COMPANY or _belongs_to_office(text, start, end):
        return None
    return NameReading(name, Span(start, end, name))


def _leading_names(words: list[re.Match[str]], lower_ok: bool) -> list[re.Match[str]]:
    """The name words at the front; a name begun with a capital goes on only with capitals or known names."""
    kept: list[re.Match[str]] = []
    for m in words:
        capital = bool(kept) and kept[0].group()[0].isupper()
        if not _is_name_word(m.group(), lower_ok and not capital, bool(kept)):
            break
        kept.append(m)
    return kept


def _is_name_word(word: str, lower_ok: bool, has_name: bool) -> bool:
    low = word.lower().rstrip(".")
    if low in NEVER_NAMES or low in COMPANY or low in OFFICE:
        return False
    if low in GIVEN_NAMES:
        return True
    if word[0].isupper():
        return len(low) >= 3 or has_name
    return lower_ok and not _VERB.match(low)


def _stands_alone(kept: list[re.Match[str]], text: str, at: int) -> bool:
    """A name in lower case is believed when known, or when nothing but an end or an origin follows it."""
    if kept[0].group().rstrip(".") in GIVEN_NAMES:
        return True
    return bool(_NAME_ENDS.match(text, at + kept[-1].end()))


def _belongs_to_office(text: str, start: int, end: int) -> bool:
    before = text[max(start - 25, 0) : start].lower()
    return bool(
        re.search(
            r"\b(?:petugas|pegawai|staf|satpam|kepala|pejabat|officer|pt|cv|ud|toko|yayasan|koperasi|klinik"
            r"|yth)\.? (?:\w+ )?$",
            before,
        )
    )
