"""Which service the grievance is about: the pack's aliases and the national permit terms, one typing error forgiven."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from triage.reading.aliases import Alias, AliasIndex, Entry, one_slip
from triage.reading.normalize import Words
from triage.reading.permit_objects import objects
from triage.reading.wordlist import wordset
from triage.types import ServiceReading

_WORD = re.compile(r"[^\W_]+")
# Words that a slip of the finger must not turn into a permit.
_COMMON = wordset("paspoto pasport perlama sekolah reklamasi klinis")
_ABOUT = re.compile(
    r"\b(?:urus\w*|ngurus\w*|mengurus\w*|diurus|mengajukan|ajukan|ajuin|diajukan|ngajuin|permohonan|pengajuan"
    r"|bikin|membuat|buat|perpanjang\w*"
    r"|memperpanjang|cabut|pencabutan|penerbitan|pembuatan|pengurusan|daftar|pendaftaran|untuk|nyieun|ngadamel"
    r"|berkas|apply\w*|applied|for|my|izin|proses"
    r"|mohon|ngajukeun|perkara|soal|masalah|perihal|loket|konter|counter|status|cek|bagian|maksudnya"
    r"|maksud)(?: (?:saya|surat"
    r"|izin|dokumen|berkas|perpanjangan|penerbitan|a|the|an|our|my)){0,2} $"
)
_DEMANDED = re.compile(
    r"\b(?:harus|wajib|kudu|kedah|syarat\w*|diminta\w*|dimintai|minta|lampir\w*|fotokopi|fc|copy|punya|gaduh"
    r"|pakai|pake|akun|bawa|nomor|no|scan|asli|dengan"
    r"|lewat|via|aplikasi|sistem|di|ka|ke)(?: (?:ada|punya|fotokopi|fc|asli|aktif|akun|web|aplikasi|sistem"
    r"|gaduh)){0,2} $"
)
# A common word in lower case ("sip, mantap"), or a paper more often demanded than applied for.
_SHY = frozenset({"sip", "sia", "skp", "kia"})
_DEMANDED_PAPERS = frozenset({"KTP", "KK", "NPWP", "BPJS", "STNK", "SIM", "akta kelahiran", "KIA", "IMB", "KITAS"})
_GRIEVED = re.compile(
    r"\W{0,2}(?:\w+ ){0,3}(?:belum|tidak|salah|keliru|mandek|ditolak|lama|dipersulit|sudah|can|dicabut|terbit"
    r"|keluar|not|still|has|was|rusak|hilang|tertukar|lost|mentok|error|gagal|macet)\b"
)
# Named as a place or a thing rather than as a permit, unless an "izin" or an errand stands before it.
_PLACES = frozenset({"apotek", "apotik", "spanduk", "baliho", "billboard", "toko", "depot", "kos-kosan", "kos"})
# Held against the others: what came without fault is not what is complained of.
_CAME = re.compile(
    r"\W{0,2}(?:(?:saya|kami|abdi|yang|mah|nya|sih|kuring|usaha) ){0,3}(?:(?:sudah|tos|parantos|akhirnya|was|has been"
    r"|were|came out) ?)?(?:terbit|beres|jadi|keluar|kaluar|lancar|aman|selesai|rampung|issued|fine|approved"
    r"|cepat|cepet)\b"
    r"(?P<rest>[^,.;!?\n]{0,60})"
)
_FLAWED = re.compile(
    r"\b(?:salah|keliru|typo|tapi|namun|malah|ternyata|lepat|beda|rusak|wrong|but|belum|tidak|kapan|iraha|mana"
    r"|atas nama"
    r"|kosong|buram|kurang|cuma|hanya|lama|padahal)\b"
)
# Of two that came together neither is behind the other.
_JOINED = re.compile(r"\b(?:dan|sama|jeung|sareng|and|plus|serta)(?: \w+)? $")
_COUNTERS = frozenset({"BPJS", "PLN", "Samsat"})
_SYSTEMS = frozenset({"OSS", "SIMBG", "BPJS", "PLN", "Samsat"})
_WANTED = re.compile(
    r"\b(?:harus|wajib|kudu|kedah|(?:per)?syarat\w*nya|diminta\w*|dimintai|minta|mintain|lampir\w*|fotokopi|fc|punya"
    r"|gaduh|pakai|pake|cukup|scan|copy)(?: (?:ada|punya|fotokopi|fc|asli|aktif|gaduh|of|my|our|the|dulu)){0,2} $"
)


@dataclass(frozen=True, slots=True)
class _Hit:
    entry: Entry
    start: int
    end: int
    score: int


def find_service(w: Words, index: AliasIndex) -> ServiceReading | None:
    """The one service named, of several the one complained about most; None if none or several equally (labels.md)."""
    hits = _hits(w, index)
    hits += _objects(w, index, hits)
    if not hits:
        return None
    several = any(hit.entry != hits[0].entry for hit in hits)
    hits = [_behind(w.norm, hit) for hit in hits] if several else hits
    scores: dict[Entry, int] = {}
    for hit in hits:
        scores[hit.entry] = max(scores.get(hit.entry, -9), hit.score)
    ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0][1] in _COUNTERS))
    best = ranked[0][0]
    equals = [e for e, score in ranked if score == ranked[0][1] and (e == best or e[1] not in _COUNTERS)]
    if len(equals) > 1:
        best = max(equals, key=lambda entry: len(entry[1] or ""))
        if any(not (best[1] or "").startswith(entry[1] or "-") for entry in equals):
            return None
    first = next(h for h in hits if h.entry == best and h.score == scores[best])
    return ServiceReading(best[0], best[1], w.span(first.start, first.end))


def _behind(norm: str, hit: _Hit) -> _Hit:
    """ "PBG sudah terbit, SLF belum": the one that came without fault stands behind the others."""
    came = _CAME.match(norm, hit.end)
    if not came or _FLAWED.search(came["rest"]) or _JOINED.search(norm, max(hit.start - 40, 0), hit.start):
        return hit
    return replace(hit, score=hit.score - 2)


def _objects(w: Words, index: AliasIndex, hits: list[_Hit]) -> list[_Hit]:
    """ "izin <object>" where no alias stands; the pack's own entry where it knows the object under "izin"."""
    found = []
    for start, end, hint in objects(w):
        if any(start < hit.end and hit.start < end for hit in hits):
            continue
        known = _match(hint.split(), 0, index)
        entry = known.entry if known and len(known.words) > 1 else (None, hint)
        found.append(_Hit(entry, start, end, _score(w.norm, start, end, hint)))
    return found


def _hits(w: Words, index: AliasIndex) -> list[_Hit]:
    forms = _WORD.findall(w.norm)
    found: list[tuple[int, Alias]] = []
    i = 0
    while i < len(forms):
        form = forms[i]
        alias = _match(forms, i, index) if form in index.by_first or len(form) >= 6 else None
        if alias is not None:
            found.append((i, alias))
        i += len(alias.words) if alias is not None else 1
    return _scored(w, found) if found else []


def _scored(w: Words, found: list[tuple[int, Alias]]) -> list[_Hit]:
    """The aliases found at word positions, with their places in the folded text and how much they are complained of."""
    tokens = [m.span() for m in _WORD.finditer(w.norm)]
    hits = []
    for at, alias in found:
        start, end = tokens[at][0], tokens[at + len(alias.words) - 1][1]
        score = _score(w.norm, start, end, alias.entry[1] or "")
        if score > (1 if alias.words[0] in _PLACES else 0) or not _doubtful(alias, w, start, end):
            hits.append(_Hit(alias.entry, start, end, score))
    return hits


def _doubtful(alias: Alias, w: Words, start: int, end: int) -> bool:
    if alias.entry[1] in _DEMANDED_PAPERS or alias.words[0] in _PLACES:
        return True
    if alias.entry[1] not in _SYSTEMS and _WANTED.search(w.norm, max(start - 40, 0), start):
        return True
    return alias.words[0] in _SHY and len(alias.words) == 1 and not w.span(start, end).text.isupper()


def _match(forms: list[str], i: int, index: AliasIndex) -> Alias | None:
    following = forms[i + 1] if i + 1 < len(forms) else ""
    for alias in index.by_first.get(forms[i], ()):
        told = alias.words
        if len(told) > 1 and told[1] != following and (len(told[1]) < 6 or told[1][0] != following[:1]):
            continue
        if _same(forms[i : i + len(told)], told):
            return alias
    word = forms[i]
    if len(word) < 6 or word in _COMMON or not index.may_slip(word):
        return None
    near = {
        a.entry: a
        for a in index.long_words.get((word[0], len(word)), ())
        if (a.words[0][1] == word[1] or a.words[0][-1] == word[-1])
        and (a.words[0][:2] == word[:2] or a.words[0][-2:] == word[-2:])
        and one_slip(word, a.words[0])
        and tuple(forms[i + 1 : i + len(a.words)]) == a.words[1:]
    }
    return next(iter(near.values())) if len(near) == 1 else None


def _same(forms: list[str], alias: tuple[str, ...]) -> bool:
    """Equal word for word; one long word after the first may have a slip."""
    if len(forms) != len(alias):
        return False
    wrong = [k for k in range(1, len(alias)) if forms[k] != alias[k]]
    if not wrong:
        return True
    k = wrong[0]
    return len(wrong) == 1 and len(alias[k]) >= 6 and forms[k][0] == alias[k][0] and one_slip(forms[k], alias[k])


def _score(norm: str, start: int, end: int, hint: str) -> int:
    """How much the words around say that this is what the grievance is about."""
    before = norm[max(start - 40, 0) : start]
    wanted = _WANTED.search(before)
    score = 2 if not wanted and _ABOUT.search(before) else 0
    score -= 3 if not score and hint not in _SYSTEMS and (wanted or _DEMANDED.search(before)) else 0
    return score + (1 if _GRIEVED.match(norm, end) else 0)
