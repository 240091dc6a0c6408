"""Where the courtesies of a sentence end: greetings before the matter, thanks and closings after it.  Pure."""

from __future__ import annotations

import re

_ADDRESSED = (
    r"bapak|bpk|pak|pa|bp|ibu|bu|buk|kang|teh|akang|teteh|mas|mbak|mba|kak|kakak|min|mimin|admin|sir|madam"
    r"|semua|semuanya|sadayana|di\s?tempat|yth"
)
_GREETING = (
    r"ass?alamu?\s?['’]?alaikum(?:\s+w[\w.]*(?:\s+w[\w.]*)?)?|as+alam\w*|aslm\w*|ass?kum|askum|sampurasun|punten\w*"
    r"|hal+o+|hai|hi|hello|hey|dear|permisi|wilujeng\s+\w+|(?:selamat|met|slmt)\s+(?:pagi|siang|sore|malam)"
    r"|pagi|siang|sore|malam|good\s+(?:morning|afternoon|evening|day)|yth|bismillah\w*|salam(?:\s+sejahtera)?"
    r"|(?:kepada\s+)?(?:yth[\s.]*)?(?:(?:bapak|ibu|bpk|pak|bu)(?:/ibu)?\s+)?kepala\s+dinas(?:\s+dpmptsp)?|kepada\s+yth"
    r"|(?:mohon\s+)?maaf\s+(?:meng)?ganggu\w*(?:\s+waktu\w*)?|mohon\s+maaf|hapunten|hatur\s+punten"
    r"|(?:izin|ijin)\s+(?:bertanya|tanya|lapor|melapor)|(?:nama\s+)?(?:saya|abdi|nami\s+abdi|my\s+name\s+is)\s*$"
)
_THANKS = (
    r"(?:terima|trima|trimakasih|terimakasih)\s?(?:kasih)?|makasih\w*|mksh|mksih|trims|trim|thx|tks|tq|thanks|thank\s+you"
    r"|h?atur\s+nuhun|nuhun|wassalam\w*|wass|hormat\s+(?:saya|kami)|salam(?:\s+(?:hormat|hangat))?|(?:best\s+)?regards"
    r"|sincerely|a\.\s?n\.?|ttd|(?:mohon|tolong)\s+(?:segera\s+)?(?:ditindak\s?lanjuti|dibantu|bantuan\w*|perhatian\w*"
    r"|solusi\w*|direspon\w*|dijawab|jawaban\w*)|nama\s+saya|nami\s+abdi|my\s+name\s+is|demikian"
)
_BEFORE = re.compile(
    rf"[\s,.!:;/~*-]*(?:(?:{_GREETING})(?![\w])|(?:{_ADDRESSED})(?=[\s,.!:;/-]|$))(?:[\s,.!:;/~*-]+|$)", re.IGNORECASE
)
_AFTER = re.compile(
    rf"(?:^|[\s,.!:;/~*(-]+)(?:{_THANKS})(?:\s+(?:banyak|sebelumnya|ya|yah|sekali|atas\s+\w+\w*|{_ADDRESSED}|pisan"
    r"|for\s+\w+\s+\w+))*[\s,.!:;/~*)-]*$",
    re.IGNORECASE,
)
_TAIL = 80


def within_courtesies(text: str, start: int, end: int) -> tuple[int, int]:
    """[start, end) without what only greets, addresses or thanks; may be empty."""
    begin = start
    while begin < end and (found := _BEFORE.match(text, begin, end)) and found.end() > begin:
        begin = found.end()
    if begin >= end:
        return end, end
    head = max(begin, end - _TAIL)
    while (found := _AFTER.search(text[head:end])) and head + found.start() < end:
        end = head + found.start()
        if end <= begin:
            return begin, begin
        head = max(begin, end - _TAIL)
    return begin, end
