"""Find every date expression of a text, in order; leave out promised, future and legal dates and dates of letters."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from triage.reading.dates import monthdays, relative, vague, weekdays
from triage.reading.dates.about import date_of
from triage.reading.dates.days import Meaning, Sent
from triage.reading.dates.form import FIGURES, Form
from triage.reading.lexicon import Lexicon
from triage.reading.normalize import Words
from triage.types import DateReading

_Found = tuple[re.Match[str], Meaning]
# Earlier forms take their words away from later ones: "Senin minggu lalu" before "minggu lalu", "setelah lebaran
# kemarin" before "kemarin".
_FORMS: tuple[Form, ...] = (
    *vague.FORMS[-1:],
    *vague.FORMS[:2],
    *monthdays.FORMS,
    *weekdays.FORMS[:3],
    *relative.FORMS[:1],
    *vague.FORMS[2:3],
    *relative.FORMS[1:-1],
    *vague.FORMS[3:-1],
    *relative.FORMS[-1:],
    *weekdays.FORMS[3:],
)
_IN_FIGURES = tuple(number for number, one in enumerate(_FORMS) if one.triggers is None)
_BY_TRIGGER: dict[str, frozenset[int]] = {
    word: frozenset(number for number, one in enumerate(_FORMS) if one.triggers and word in one.triggers)
    for each in _FORMS
    for word in each.triggers or ()
}
# A rule ends with its clause: "menurut edaran 3 Agustus gratis, kemarin saya diminta bayar".
_TOLD_SELF = re.compile(r" ?(?:(?:kok|masa|naha|tapi|padahal|pas|ari|but|saya|abdi|kami) ?)*(?:tanggal |hari )?$")
_OWN_CLAUSE = re.compile(r"(?:[,.;!?\n](?!\d)|\b(?:tapi|padahal|but|ari|kok|masa|naha)\b)")
_BREAK = re.compile(r"[.;!?\n](?!\d)|\b(?:tapi|padahal|but|ari)\b")
# labels.md: promised and future dates, dates of rules and validity are not when a service was received.
_NOT_PAST = re.compile(
    r"\b(?:janji\w*|dijanji\w*|promis\w+|jatuh tempo|berlaku|paling lambat|batas\w*|tenggat|deadline|expir\w+"
    r"|berakhir"
    r"|kadaluarsa|kedaluwarsa|dijadwal\w*|jadwal\w*|rencana\w*|besok|kalau|kalo|jika|apabila|lamun|upami"
    r"|bisa (?:di)?ambil|lahir|kelahiran|born|birth|valid|due|harusnya"
    r"|seharusnya"
    r"|mestinya|supposed|target\w*|estimasi|diundur|mundur|undur|ditunda|katanya (?:selesai|jadi|beres|keluar|bisa)"
    r"|(?:takut|khawatir|hawatir|kuatir|sieun|afraid|worried|scared)(?: \w+){0,3} (?:balik|kembali|datang|masuk|ketemu"
    r"|back|be|come|return|there|again|lagi|deui)"
    r"|di ?suruh (?:balik|datang|kembali|ambil|nunggu|tunggu)|suruh (?:balik|datang|kembali|ambil)"
    r"|(?:ceuk|saur|kata|cenah)(?: \w+)? (?:selesai|jadi|beres)"
    r")(?: \w+){0,4} ?$"
)
# A day appointed and passed without anybody coming is that day's incident.
_APPOINTED = re.compile(r"\b(?:dijadwal\w*|jadwal\w*|janji temu|janjian|appointment|scheduled|booked)(?: \w+){0,4} ?$")
_APPOINTMENT = re.compile("jadwal|janji|appoint|schedul|booked")
_NOT_KEPT = re.compile(
    r"\b(?:tidak|tak|teu|belum|euweuh|nobody|no one|none|never|didn ?'?t|not)(?: \w+){0,4} (?:datang|dateng|muncul"
    r"|sumping|hadir|nongol|came|come|showed|shown|turned up|appeared)\b"
)
_KEPT_WITHIN = 160
_OPEN = re.compile(r"(?: [a-z]+){0,3} (?:buka|muka|libur|melayani|open)\b")
_OPEN_BEFORE = re.compile(r"\b(?:buka|muka|libur|open)(?: \w+){0,4} $")
_OPENING = frozenset({"buka", "muka", "libur", "melayani", "open"})
_ASKS = re.compile(r"\b(?:apakah|apa|menanyakan|nanya|tanya|bertanya|naros|naha|is|are|will|whether)\b")
_FUTURE = re.compile(
    r"\b(?:akan|bakal|bakalan|bade|badé|arek|rek|mau|nanti|engke|next|will be|by|sebelum|before)(?: \w+)? $"
)
_SURELY_PAST = re.compile(r"\b(?:tadi|kemarin|lalu|last|semalam|mangkukna|barusan|bieu|tukang)\b")
# The paper that went before ("PIRT lama terbit 3 Mei"), and dates that a paper wrongly shows.
_OLD_PAPER = re.compile(r"\b(?:yang )?lama(?: saya| kami| abdi| itu)? (?:terbit|keluar|diterbitkan|dibuat)(?: \w+)? $")
_BIRTH = re.compile(r"\b(?:lahir\w*|kelahiran|born|birth|ttl)\b")
_SHOWN = re.compile(r"\b(?:ditulis|tertulis|jadi|benar|leres|seharusnya|says?|wrote|bukan|instead of)(?: \w+)? $")
_LONG_AGO = timedelta(days=3650)
_STREET = re.compile(r"\b(?:jl|jln|jalan|gang|gg|jend|lapangan|stadion|universitas|pasar)\b\.? ?$")
_RULE = re.compile(
    r"\b(?:perda|permen\w*|pp|uu|perbup|pergub|perwal|perpres|kepmen\w*|kepbup|peraturan|undang-undang|surat edaran"
    r"|aturan(?! \w+ saya)|tarif baru|kebijakan baru|new rules?|pasal|keputusan|regulation|law|decree)\b"
)
# Until then, as of then, every time, "it is now", or what somebody said or asked for.
_UP_TO = re.compile(
    r"\b(?:sampai|hingga|s/d|per|sampai dengan|sampai ka|depan|mulai berlaku|setiap|tiap|unggal|saban|every"
    r"|each|sekarang"
    r"|sekarang sudah|kini|kini sudah|hari ini|ini sudah|today is|(?<!on )it is|now|habis|sebut|menyebut|nyebut"
    r"|menjanjikan"
    r"|versi|version|bab|pasal|ayat|lomba|acara\w*|hut|peringatan|perayaan|kegiatan|jalan) (?:hari |tanggal "
    r"|bulan |in )?$"
)
_AFTER = re.compile(
    r",? ?(?:(?:bulan |minggu |tahun )?depan|nanti|besok|mendatang|yang akan|yad|ke depan|akan datang)\b"
    r"|,? hari ini\b"
)
_HEADING = re.compile(r"^\s*[^\W\d_][\w .]{2,30},\s*$")


def find_dates(w: Words, sent_at: datetime, lexicon: Lexicon) -> tuple[DateReading, ...]:
    """Every date told in the text, in order of appearance; `sent_at` must be aware."""
    sent = Sent(sent_at.astimezone(lexicon.zone), lexicon)
    taken = bytearray(len(w.norm))
    found: list[_Found] = []
    for number in _chosen(w):
        found.extend(_run(_FORMS[number], w, sent, taken))
    found.sort(key=lambda pair: pair[0].start())
    ends = [0, *(m.end() for m, _ in found)]
    starts = [*(m.start() for m, _ in found[1:]), len(w.norm)]
    between = zip(found, ends, starts, strict=False)
    return tuple(_reading(m, w, meaning, first, last) for (m, meaning), first, last in between)


def _chosen(w: Words) -> list[int]:
    """The forms that some word, or date in figures, announces."""
    chosen = set().union(*[_BY_TRIGGER[word] for word in _BY_TRIGGER.keys() & w.vocabulary])
    if w.has_figure and FIGURES.search(w.norm):
        chosen.update(_IN_FIGURES)
    return sorted(chosen)


def _run(form: Form, w: Words, sent: Sent, taken: bytearray) -> list[_Found]:
    found: list[_Found] = []
    claimed: list[tuple[int, int]] = []
    for m in form.matches(w):
        if any(taken[m.start() : m.end()]):
            continue
        claimed.append(m.span())
        meaning = form.resolve(m, sent, w)
        if meaning and not _left_out(m, w, meaning, sent):
            found.append((m, meaning))
    for start, end in claimed:
        taken[start:end] = b"\x01" * (end - start)
    return found


def _reading(m: re.Match[str], w: Words, meaning: Meaning, first: int, last: int) -> DateReading:
    """`first` and `last`: the end of the date before it and the start of the next."""
    start, end = m.span("x") if "x" in m.re.groupindex else m.span()
    span = w.span(start, end)
    if span.text.lower().startswith(("minggu", "mingu")) and w.norm.startswith("ahad", start):
        # labels.md: without "hari" it would mean the week.
        span = w.span(max(start - 5, 0), end)
    of, why = date_of(w, *m.span(), first, last)
    reason = f"{meaning.why}; {why}"
    return DateReading(span.text, span, meaning.day, meaning.earliest, meaning.latest, of, reason)


def _left_out(m: re.Match[str], w: Words, meaning: Meaning, sent: Sent) -> bool:
    if (meaning.day or meaning.earliest or sent.day) > sent.day or _AFTER.match(w.norm, m.end()):
        return True
    before = _clause_before(w.norm, m.start())
    if (
        _APPOINTMENT.search(before)
        and _APPOINTED.search(before)
        and _NOT_KEPT.search(w.norm, m.end(), m.end() + _KEPT_WITHIN)
    ):
        return False
    if _asks_whether_open(m, w, before) or _RULE.search(_since_comma(before)):
        return True
    if _NOT_PAST.search(before) or _UP_TO.search(before) or _OLD_PAPER.search(before):
        return True
    if _FUTURE.search(before) and not _SURELY_PAST.search(m.group()):
        return True
    street = _STREET.search(w.norm, max(m.start() - 14, 0), m.start())
    return bool(street) or _of_birth(before, meaning, sent) or _heads_a_letter(m, w)


def _asks_whether_open(m: re.Match[str], w: Words, before: str) -> bool:
    """ "apakah tgl 14 loket buka?": a day asked about, not one told."""
    if _OPENING.isdisjoint(w.vocabulary):
        return False
    if not _OPEN.match(w.norm, m.end()) and not _OPEN_BEFORE.search(before):
        return False
    stop = _BREAK.search(w.norm, m.end())
    return bool(_ASKS.search(before)) or (stop is not None and stop.group() == "?")


def _of_birth(before: str, meaning: Meaning, sent: Sent) -> bool:
    """A day long past, or one that stands wrong on a paper, where birth is spoken of."""
    if not _BIRTH.search(before):
        return False
    return bool(_SHOWN.search(before)) or (meaning.day is not None and meaning.day < sent.day - _LONG_AGO)


def _clause_before(norm: str, at: int) -> str:
    begin = max(at - 60, 0)
    breaks = [b.end() for b in _BREAK.finditer(norm, begin, at)]
    return norm[breaks[-1] if breaks else begin : at]


def _since_comma(before: str) -> str:
    """A rule's date stands with it; one behind a comma is of something else, unless the rule's name goes on so."""
    breaks = [b.end() for b in _OWN_CLAUSE.finditer(before)]
    return before[breaks[-1] :] if breaks and _TOLD_SELF.match(before, breaks[-1]) else before


def _heads_a_letter(m: re.Match[str], w: Words) -> bool:
    """ "Purwakarta, 12 November 2026" on its own line is the day of writing."""
    line_start = w.norm.rfind("\n", max(m.start() - 40, 0), m.start()) + 1
    line_end = w.norm.find("\n", m.end())
    rest = w.norm[m.end() : line_end if line_end >= 0 else len(w.norm)]
    return not rest.strip(" .") and "\n" in w.norm and bool(_HEADING.match(w.norm[line_start : m.start()]))
