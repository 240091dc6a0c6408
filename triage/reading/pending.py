"""Whether the service has come (R4): "belum jadi", "teu kaluar-kaluar", "sudah terbit tapi salah"."""

from __future__ import annotations

import re

from triage.reading.normalize import Words
from triage.types import Span

_DONE = (
    r"(?:jadi|keluar|terbit|diterbitkan|terbitkan|selesai|diselesaikan|beres|turun|muncul|dicetak|diproses|diberikan|dikasih|kaluar|tuntas"
    r"|disetujui|acc|diacc|diverifikasi|ditandatangani|ditandatangan|diteken|disurvei|disurvey|bergerak|diterima"
    r"|nongol|approve|approved|jadina|keluarnya|jadinya|dibikin|diserahkan|kelihatan|diterbitkeun|dikaluarkeun)"
)
_STILL_NOT = (
    rf"(?:belum|can) (?:(?:juga|pernah|bisa|sempat|kunjung|tentu|saya|wae|ge|pisan|aja|lagi|ada|aya|di|ada yang) ){{0,2}}{_DONE}\b(?! (?:tempat|orang))"
    r"|belum (?:juga )?(?:ada|aya) (?:kabar|hasil|surat\w*|kejelasan|wawaran|izin\w*|sertifikat\w*|kepastian|progres)"
    r"|(?:belum|can) (?:wae|juga)\b(?= ?(?:$|[.,!?\n]))|can wae|can keneh"
    rf"|(?:tidak|tak) (?:juga |pernah |kunjung |jelas )*(?:keluar|jadi|terbit|selesai|beres|turun|kaluar|muncul|bergerak|nongol)-\w+"
    rf"|(?:tidak|belum) kunjung (?:\w+ )?{_DONE}|masih (?:di)?(?:proses|verifikasi|pending|menggantung|ngambang|antri verifikasi)"
    r"|mandek|mangkrak|menggantung|ngegantung|ngagantung|terkatung-katung|nyangkut|mandeg|tertahan|mentok di verifikasi"
    r"|nungguan masih|masih (?:nunggu|menunggu|nungguan)|(?:sampai|hingga) (?:sekarang|hari ini|saat ini|detik ini|kini)"
    r"(?: \w+){0,3} (?:belum|tidak ada|tidak)(?! (?:dibalas|dijawab|ditanggapi|direspon|kembali|balik))"
    r"|(?:kapan|iraha) (?:\w+ ){0,4}(?:jadi|keluar|terbit|selesai|jadinya|keluarnya|terbitnya|selesainya|jadina|beres|beresna|kaluarna|anggeusna|jantenna)\b"
)
_STILL_NOT_EN = (
    r"(?:still|yet)(?: \w+){0,3} (?:not|waiting|pending|no|nothing)|(?:not|never)(?: yet)?(?: been)? (?:issued|ready|released|approved|arrived|out|delivered|processed)"
    r"|(?:has|have|is|was|had) ?(?:not|nt|n t) (?:yet )?(?:been )?(?:issued|come|received|ready|released|approved|out|arrived|moved|heard)"
    r"|(?:hasnt|havent|isnt) (?:yet )?(?:been )?(?:issued|come|received|ready|released|approved|out|arrived|moved)|still pending|still waiting|stuck"
)
_OUT = r"(?:terbit|keluar|jadi|dicetak|selesai|diterima|beres|turun|kaluar|diterbitkan|saya terima|ditampi|katampi)"
_BUT_WRONG = (
    rf"(?:sudah |pas |setelah |begitu |baru |yang |pas sudah )(?:\w+ )?{_OUT}(?: \w+){{0,4}}?,? (?:tapi|namun|malah|ternyata|cuma|eh|kok|salah|keliru|isinya|typo|nama\w*)"
    rf"|{_OUT},? (?:tapi|namun|malah|ternyata|eh|kok) (?:\w+ ){{0,3}}(?:salah|keliru|beda|kurang|tidak|typo|nama\w*|alamat\w*|ejaan\w*|lepat)"
    r"|(?:salah|keliru|lepat|typo) (?:ketik|cetak|tulis|nama|alamat|ejaan|eja)\w*(?: \w+){0,2} (?:di|pada|dina) (?:izin|surat|sertifikat|sk|nib|pbg|slf|sip|dokumen)"
    r"|(?:izin|surat|sk|sertifikat|nib|pbg|slf|sip|pirt|tdg|ktp|dokumen)\w*(?: \w+){0,2} (?:sudah|tos|geus) (?:terbit|keluar|jadi|saya terima|diterima|selesai|di tangan)"
    r"|(?:issued|came out|received|got)(?: \w+){0,6} (?:but|wrong|misspelled|with the wrong)|tertulis"
)
_TRUE = re.compile(rf"\b(?:{_STILL_NOT}|{_STILL_NOT_EN})")
_FALSE = re.compile(rf"\b(?:{_BUT_WRONG})")
_IF = re.compile(
    r"\b(?:kalau|kalo|jika|apabila|lamun|upami|if|misal|katanya|agar|supaya|biar|belum|tidak|sebelum)(?: \w+){0,2} $"
)
_TRIGGERS = frozenset(
    "belum can tidak tak masih mandek mangkrak menggantung ngegantung ngagantung nyangkut mandeg tertahan kapan iraha sampai"
    " hingga still yet not never hasnt havent isnt stuck pending terbit keluar jadi dicetak selesai diterima beres turun"
    " diterbitkan ditampi katampi salah keliru lepat typo issued received got came tertulis terkatung".split()
)


def find_pending(w: Words) -> tuple[bool | None, Span | None]:
    """(True, words) where the service has not come, (False, words) where it has and is faulty, else (None, None)."""
    if _TRIGGERS.isdisjoint(w.vocabulary) and "-" not in w.norm:
        return None, None
    waiting, came = _first(_TRUE, w), _first(_FALSE, w)
    if waiting and came:
        # What the sender says last about it holds: "PBG sudah terbit tapi SLF belum keluar".
        waiting, came = (waiting, None) if waiting.start() >= came.start() else (None, came)
    if waiting:
        return True, w.span(*waiting.span())
    if came:
        return False, w.span(*came.span())
    return None, None


def _first(pattern: re.Pattern[str], w: Words) -> re.Match[str] | None:
    for m in pattern.finditer(w.norm):
        if not _IF.search(w.norm, max(m.start() - 30, 0), m.start()) or pattern is _TRUE:
            return m
    return None
