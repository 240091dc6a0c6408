"""The forms in which mail programs announce a quote, a forward, a signature: Indonesian ones and others.

The lines "On ... wrote:" of other languages come from mail-parser-reply's table; it has no Indonesian, and its
splitting removes the writer's own words after a greeting, so only the table is used (docs/decisions/0017).
"""

from __future__ import annotations

import re

from mailparser_reply.constants import MAIL_LANGUAGES

_DAY = r"(?:sen(?:in)?|sel(?:asa)?|rab(?:u)?|kam(?:is)?|jum(?:at|'at)?|sab(?:tu)?|min(?:ggu)?|ahad)"
_WROTE_ID = r"(?:menulis|tulis|berkata|mengirim(?:kan)?|menuliskan|nulis)"
INDONESIAN_ATTRIBUTIONS = (
    # Gmail: "Pada Sab, 15 Jun 2024 pukul 14.58 Budi <a@b> menulis:", Apple Mail: "Pada 15 Jun 2024, pukul 14.58, ..."
    rf"(?:Pada|Di|Tanggal) (?=.*\d{{4}}|.*\d{{1,2}}[.:]\d{{2}}|.*@|.*{_DAY},).{{3,400}}? {_WROTE_ID}\s?:",
    # Outlook on the web, Thunderbird: "Budi <a@b> menulis pada 15/06/2024 14.58:"
    rf".{{2,200}} {_WROTE_ID}(?: pada| di)?(?=.*\d{{4}}|.*\d{{1,2}}[.:]\d{{2}}).{{3,100}}:",
    # no date at all: "Budi <a@b> menulis:"
    rf".{{0,120}}<[^<>\s]+@[^<>\s]+> {_WROTE_ID}\s?:",
    # Yahoo: "Pada Sabtu, 15 Juni 2024 14.58.10 WIB, Budi <a@b> menulis:" falls under the first.
    rf"\d{{1,4}}[-/. ].{{3,60}}\d{{1,2}}[.:]\d{{2}}.{{0,200}}<[^<>\s]+@[^<>\s]+>\s?(?:{_WROTE_ID})?\s?:",
)
_OTHERS = tuple(words["wrote_header"] for words in MAIL_LANGUAGES.values() if "wrote_header" in words)
_WORLD = (
    r"On (?=.*\d).{5,400}\bwrote\s?:",
    r"[^>\n]{2,120}<[^<>\s]+@[^<>\s]+> (?:schrieb|wrote|writes|a écrit|escribió)\b.{0,80}:",
)
ATTRIBUTIONS = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (*INDONESIAN_ATTRIBUTIONS, *_WORLD, *_OTHERS))
ATTRIBUTION_START = re.compile(
    r"[>*_\s]*(?:pada|di|tanggal|on|am|le|el|op|il|den|dne|dnia|\S+ .*@|\d|.{2,80} (?:menulis|tulis|wrote|schrieb)\b)",
    re.IGNORECASE,
)

ORIGINAL = re.compile(
    r"[\s>*]*[-_=]{2,}\s*(?:original (?:message|e-?mail|appointment)|pesan (?:asli|asal|awal|sebelumnya)"
    r"|(?:e-?mail|surel) asli|reply message|pesan balasan|ursprüngliche nachricht|message d'origine"
    r"|mensaje original)\s*[-_=]{2,}\s*",
    re.IGNORECASE,
)
FORWARD = re.compile(
    r"[\s>*]*(?:[-_=]{2,}\s*(?:forwarded (?:message|by.*|mail)|pesan (?:terusan|diteruskan|yang diteruskan)"
    r"|(?:e-?mail|surel) (?:terusan|diteruskan)|diteruskan(?: oleh.*)?|terusan|weitergeleitete nachricht)\s*[-_=]{2,}"
    r"|begin forwarded message\s*:|mulai pesan (?:terusan|yang diteruskan|diteruskan)\s*:|awal pesan terusan\s*:)\s*",
    re.IGNORECASE,
)
FORWARD_SUBJECT = re.compile(r"\s*(?:fwd?|fw|trs|trsk|tr|wg|diteruskan|terusan|enc)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)
REPLY_SUBJECT = re.compile(r"\s*(?:re|bls|balas|balasan|aw|antw|sv|rv|res)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)

_LABELS = {
    "from": r"from|dari|von|de|van|pengirim",
    "sent": r"sent|date|dikirim|terkirim|tanggal|tgl|gesendet|datum|envoyé|fecha|hari/tanggal|waktu",
    "to": r"to|kepada|ke|untuk|an|à|para|aan|penerima",
    "subject": r"subject|perihal|subjek|hal|judul|betreff|objet|asunto|onderwerp",
    "other": r"cc|tembusan|bcc|reply-to|balas ke|importance|prioritas|attachments?|lampiran",
}
_LABEL = "|".join(f"(?P<{name}>{words})" for name, words in _LABELS.items())
HEADER_LINE = re.compile(rf"[\s>*_]*(?:{_LABEL})[*_]*\s*:(?!//).*", re.IGNORECASE)
UNDERSCORES = re.compile(r"\s*[_-]{20,}\s*")

_DEVICE = (
    r"iphone|ipad|ios|android|samsung|galaxy|xiaomi|redmi|poco|oppo|vivo|realme|huawei|asus|nokia|infinix|tecno|lenovo"
    r"|blackberry\S?|windows|outlook|yahoo|ymail|gmail|mail|surel|surat|ponsel|smartphone|telepon|tablet|hp|handphone"
    r"|perangkat|telkomsel|indosat|xl|proton|thunderbird|spark"
)
_FILLER = (
    r"saya|ku|my|anda|your|a|sebuah|di|on|pada|for|untuk|dengan|with|aplikasi|app|aplikasi|mobile|seluler|cerdas|pintar|pro|max"
    r"|note|ultra|plus|lite|mini|secure|email|e-mail|phone|device|genggam|jaringan|network|sinyal|kuat|\w*\d\w*|<?https?://\S+>?"
)
_DEVICE_WORDS = rf"(?:(?:{_FILLER}) ){{0,3}}(?:{_DEVICE})(?: ?(?:{_DEVICE}|{_FILLER}))*"
_SENT = (
    rf"(?:di|ter)kirim (?:dari|melalui|menggunakan|via|lewat|dengan) {_DEVICE_WORDS}",
    rf"sent (?:from|via|using|with) {_DEVICE_WORDS}",
    r"(?:get|dapatkan|unduh) outlook (?:for|untuk) (?:ios|android|mac|windows)\s*(?:<?https?://\S+>?)?",
    r"powered by telkomsel blackberry\S?",
    r"yahoo mail: .{3,60}",
)
SENT_FROM = re.compile(rf"[\s*_>-]*(?:{'|'.join(_SENT)})[.\s*_]*", re.IGNORECASE)
SIGNATURE = re.compile(r"--\s?|\u2014\s?|__\s?")
