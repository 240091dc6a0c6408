"""Whether the service has come (R4): "belum jadi", "teu kaluar-kaluar", "sudah terbit tapi salah"."""

from __future__ import annotations

import re

from triage.reading.normalize import Heads, Words, scan
from triage.reading.wordlist import wordset
from triage.types import Span

_DONE = (
    r"(?:jadi|keluar|terbit|diterbitkan|terbitkan|selesai|diselesaikan|beres|turun|muncul|dicetak|diproses"
    r"|diberikan|dikasih|kaluar|tuntas"
    r"|disetujui|acc|diacc|diverifikasi|ditandatangani|ditandatangan|diteken|disurvei|disurvey|bergerak|diterima"
    r"|nongol|approve|approved|jadina|keluarnya|jadinya|dibikin|diserahkan|kelihatan|diterbitkeun|dikaluarkeun)"
)
_THING = r"(?:izin|surat|sk|sertifikat|nib|pbg|slf|sip|pirt|tdg|krk|kkpr|pkkpr|ktp|dokumen|reklame)\w*"
_STILL_NOT = (
    rf"(?:belum|can) (?:(?:juga|pernah|bisa|sempat|kunjung|tentu|saya|wae|ge|pisan|aja|lagi|ada|aya|di"
    rf"|ada yang) ){{0,2}}{_DONE}\b(?! (?:tempat|orang))"
    r"|(?:belum|can) (?:juga )?(?:ada|aya) (?:kabar|hasil|surat\w*|kejelasan|wawaran|izin\w*|sertifikat\w*"
    r"|kepastian|progres)"
    r"|(?:belum|can) (?:wae|juga)\b(?= ?(?:$|[.,!?\n]))|can wae|can keneh"
    rf"|(?:tidak|tak) (?:juga |pernah |kunjung |jelas )*(?:keluar|jadi|terbit|selesai|beres|turun|kaluar|muncul"
    rf"|bergerak|nongol)-\w+"
    rf"|(?:tidak|belum) kunjung (?:\w+ )?{_DONE}|masih (?:di)?(?:proses|verifikasi|pending|menggantung\b|ngambang"
    rf"|antri verifikasi)"
    r"|digantung\b(?! (?:di|na|dina|tina))|tidak (?:pernah |juga )?di ?proses(?:-\w+)?|tidak (?:ada"
    r"|aya) (?:kejelasan|kepastian"
    r"|progres\w*|perkembangan)|mandek|mangkrak|menggantung\b|ngegantung|ngagantung|terkatung-katung|nyangkut"
    r"|mandeg|tertahan"
    r"|mentok di verifikasi"
    r"|nungguan masih|masih (?:nunggu|menunggu|nungguan)|(?:sampai|hingga) (?:sekarang|hari ini|saat ini"
    r"|detik ini|kini)"
    r"(?: \w+){0,3} (?:belum|tidak ada|tidak)(?! (?:dibalas|dijawab|ditanggapi|direspon|kembali|balik"
    r"|ada (?:tanggapan|jawaban|balasan|tindak|respon))| (?:tanggapan|jawaban|balasan|tindak|respon))"
    r"|(?:kapan|iraha) (?:\w+ ){0,4}(?:jadi|keluar|terbit|selesai|jadinya|keluarnya|terbitnya|selesainya|jadina"
    r"|beres|beresna|kaluarna|anggeusna|jantenna)\b"
)
_STATUS = (
    r"masih[\"' ]*(?:tertulis[\"' ]*)?"
    r"(?:verifikasi|validasi|menunggu|proses|on process|sedang|ditelaah|antre|antri|pending)"
    r"|(?:menunggu|nunggu) (?:verifikasi|persetujuan|pengesahan|tanda tangan|disposisi|paraf|penetapan"
    r"|penerbitan)|on process"
    r"|(?:belum|can) (?:saya|kami|abdi) terima|(?:belum|can) aya(?: wae| oge| keneh)?(?= ?(?:$|[.,!?\n]))"
    r"|belum (?:juga )?(?:diitung|dihitung|diperiksa|dijadwalkan|dikeluarkan|divalidasi|ditelaah|ditetapkan"
    r"|dicek|lahir|medal)"
    r"|(?:ini|sekarang|kini|sudah) (?:hari|minggu|bulan)(?: kerja)? ke ?-? ?\d+"
    rf"|{_THING}(?: [a-z]+){{0,5}} sudah (?:(?:hampir|lebih|lewat|mau|dari) ){{0,2}}\d{{1,3}} (?:hari|minggu|bulan)\b"
    r"(?! (?:lalu|yang lalu|terbit|jadi|keluar|berlaku|mati|habis|di tangan|selesai))"
)
_NOWHERE = (
    rf"{_THING}(?: (?:saya|kami|abdi|sekarang|itu|ini|teh|nya|na))* (?:mana|di ?mana|kamana|ke mana)\b"
    r"(?! (?:yang|saja))"
    r"|(?:tidak|tak|belum|can|teu) (?:pernah |kunjung |juga )?(?:sampai|nyampe|tepi|datang|dateng)(?: \w+)?"
    r" (?:ke|ka|di|tangan) (?:kami|saya|tangan|rumah|alamat)\w*"
    r"|(?:sampai|nepi|hingga)(?: ka| ke)? (?:sekarang|kiwari|hari ini|ayeuna|kini)(?: \w+){0,2} (?:euweuh|teu aya)\b"
    r"|(?:masih|tetap|tetep) (?:kosong melompong|nihil|euweuh|belum ada hasil)"
    r"|tunggu sampai [^.!?\n]{1,40} baru (?:\w+ ){0,3}(?:keluar|terbit|jadi|kelar|selesai)"
)
_STILL_NOT_EN = (
    r"(?:still|yet)(?: \w+){0,3} (?:not|waiting|pending|nothing|(?:no|nomor) (?:permit|news|result|licen[cs]e|update"
    r"|certificate|word|sign|trace|reply on))|(?:not|never)(?: yet)?(?: been)? (?:issued"
    r"|ready|released|approved|arrived|out|delivered|processed)"
    r"|(?:has|have|is|was|had) ?(?:not|nt|n t) (?:yet )?(?:been )?(?:issued|come|received|ready|released"
    r"|approved|out|arrived|moved|heard)"
    r"|(?:hasnt|havent|isnt) (?:yet )?(?:been )?(?:issued|come|received|ready|released|approved|out|arrived"
    r"|moved)|still pending|still waiting|stuck|(?:and|dan) (?:still )?nothing\b(?! (?:else|wrong|but))"
)
_GOT = (
    r"(?:terbit|diterbitkan|keluar|terima|diterima|jadi|ambil|diambil|dicetak|selesai|dapat|ditampi|katampi|kaluar"
    r"|turun|kirim|dikirim)"
)
_FLAW = (
    r"(?:salah|keliru|typo|beda|lepat|kurang|ketukar|ketuker|tertukar|kebalik|buram|rusak|atas nama|a ?\. ?n"
    r"|untuk|kosong"
    r"|kadaluarsa|expired|bukan|malah|jadi|isinya|tidak (?:sesuai|sah|valid|berlaku|bisa|terbaca))"
)
_PART = (
    r"(?:nama\w*|alamat\w*|tanggal lahir\w*|luas\w*|ejaan\w*|nik\w*|data\w*|kode\w*|isi\w*|foto\w*|nomor\w*"
    r"|gelar\w*|jenis\w*)"
)
_BUT_WRONG = (
    rf"(?<!-){_GOT}\b(?: [\w/]+){{0,5}},? (?:tapi|namun|malah|ternyata|eh|kok|cuma)\b(?: [\w/]+){{0,4}} {_FLAW}\b"
    rf"|(?:sudah|pas|setelah|begitu|yang) {_GOT}(?: [\w/]+){{0,4}},? (?:malah|ternyata|salah|keliru|typo"
    rf"|atas nama|isinya)\b"
    rf"|{_GOT}\b[^.!?\n]{{0,60}} {_PART} (?:\w+ ){{0,3}}(?:salah|keliru|typo|lepat|beda|ketukar|ketuker|tertukar)\b"
    rf"|(?:salah|keliru|lepat|typo) (?:ketik|cetak|tulis|nama|alamat|ejaan|eja)\w*(?: \w+){{0,2}} (?:di|pada"
    rf"|dina) {_THING}"
    rf"|{_THING}(?: \w+){{0,2}} sudah (?:terbit|keluar|jadi|saya terima|diterima|selesai|di tangan|turun)\b"
    rf"|(?<!-){_GOT}\b[^?!\n]{{0,70}}\bternyata\b[^?!\n]{{0,50}} {_FLAW}\b"
    rf"|{_THING}(?: \w+){{0,2}} sudah \d{{1,3}} (?:hari|minggu|bulan) (?:terbit|jadi|keluar)\b"
    r"|(?:issued|came out|received|got)\b[^.!?\n]{0,60} (?:but|tapi|wrong|misspelled)\b"
    rf"|(?:nama|alamat|luas)\w*(?: \w+){{0,2}} tertulis\b|tertulis(?: [\w/]+){{0,4}} (?:di|pada|dina) {_THING}"
)
_IN_HAND = (
    rf"{_THING}(?: \w+){{0,2}} (?:saya|kami|abdi) (?:bawa pulang|pegang|simpan|unduh|download|cetak sendiri|ambil)\b"
    r"|(?:jadi|keluar|terbit|selesai|dapat|dapet|terima|kaluar) (?:sih|mah|memang|si)\b"
    rf"|(?:sudah|akhirnya|tos|parantos) {_GOT}\b(?: kemarin| tadi| juga| kok| sih)?,?"
    rf" (?:cuma|cuman|hanya|mung|ngan|tapi|pas)"
    rf"|akhirnya (?:\w+ ){{0,2}}{_GOT}\b|{_THING}(?: \w+){{0,4}} akhirnya {_GOT}\b"
    rf"|{_THING}(?: \w+){{0,2}} (?:dicetak|tercetak|cetakannya) (?:\w+ )?{_FLAW}\b"
    rf"|{_THING}(?: (?:saya|kami|abdi|usaha))* yang (?:sudah )?(?:terbit|keluar|jadi|dicetak)\b(?!-)"
    r"|(?:sudah|tos) (?:ditampi|katampi|diterima) (?:surat|serat|izin)\w*"
    r"|(?:cepat|cepet|gercep|kilat)\b[^.!?\n]{0,40} (?:jadi|beres|selesai|terbit)\b"
    r"|(?:the |my |our )?(?:permit|licen[cs]e|certificate|letter) (?:came|arrived|was (?:issued|printed|delivered))\b"
)
_THINGS = "izin* surat* sk* sertifikat* nib* pbg* slf* sip* pirt* tdg* krk* kkpr* pkkpr* ktp* dokumen* reklame*"
_TRUE_HEADS = Heads.of(
    """
    teu nepi tetap tetep tunggu and dan
    belum can tidak tak masih digantung mandek mangkrak menggantung ngegantung ngagantung terkatung nyangkut mandeg
    tertahan mentok nungguan sampai hingga kapan iraha menunggu nunggu on ini sekarang kini sudah still yet not never
    has* have* is* was* had* stuck
    """
    + _THINGS
)
_FALSE_HEADS = Heads.of(
    """
    akhirnya tos parantos dapet the my our permit licence license certificate letter cepat cepet gercep kilat
    terbit diterbitkan keluar terima diterima jadi ambil diambil dicetak selesai dapat ditampi katampi kaluar turun
    kirim dikirim sudah pas setelah begitu yang salah keliru lepat typo issued came received got nama* alamat* luas*
    tertulis
    """
    + _THINGS
)
_TRUE = re.compile(rf"\b(?:{_STILL_NOT}|{_STATUS}|{_NOWHERE}|{_STILL_NOT_EN})")
_FALSE = re.compile(rf"\b(?:{_BUT_WRONG}|{_IN_HAND})")
# The bare answer to "has it come?".
_ANSWER = re.compile(
    r"\W*(?:belum|can|not yet|nope not yet)(?: (?:pak|bu|min|kak|kang|teh|juga|aja|wae|masih|nih|kok"
    r"|sama sekali))*\W*$"
)
_ANSWER_CAME = re.compile(rf"\W*sudah {_GOT}(?: (?:pak|bu|min|kak|kang|teh|kok|kemarin))*\W*$")
# Rules that are not out yet are no file of the citizen.
_RULE = re.compile(r"\b(?:perwal|perbup|perda|pergub|aturan|peraturan|juknis|edaran|sop)\b[^.!?\n]*$")
_IF = re.compile(
    r"\b(?:kalau|kalo|jika|apabila|lamun|upami|if|misal|agar|supaya|biar|belum|tidak|sebelum)(?: \w+){0,2} $"
)
_TRIGGERS = wordset(
    """
    digantung on process menunggu nunggu ini sekarang kini status
    belum can tidak tak masih mandek mangkrak menggantung ngegantung ngagantung nyangkut mandeg tertahan kapan
    iraha sampai hingga mana euweuh tetap tetep tunggu teu dapet akhirnya tos parantos unduh download
    pegang simpan arrived was nothing still yet not never hasnt havent isnt stuck pending
    terbit keluar jadi dicetak selesai
    diterima beres turun diterbitkan ditampi katampi salah keliru lepat typo issued received got came tertulis
    terkatung terima ambil diambil dapat kirim dikirim sudah
    """
)


def find_pending(w: Words) -> tuple[bool | None, Span | None]:
    """(True, words) where the service has not come, (False, words) where it has and is faulty, else (None, None)."""
    if _TRIGGERS.isdisjoint(w.vocabulary) and "-" not in w.norm:
        return None, None
    waiting, came = _first(_TRUE, _TRUE_HEADS, w), _first(_FALSE, _FALSE_HEADS, w)
    if waiting is None and came is None:
        waiting, came = _ANSWER.match(w.norm), _ANSWER_CAME.match(w.norm)
    if waiting and came:
        # What the sender says last about it holds: "PBG sudah terbit tapi SLF belum keluar".
        waiting, came = (waiting, None) if waiting.start() >= came.start() else (None, came)
    if waiting:
        return True, w.span(*waiting.span())
    if came:
        return False, w.span(*came.span())
    return None, None


def _first(pattern: re.Pattern[str], heads: Heads, w: Words) -> re.Match[str] | None:
    for m in scan(pattern, heads, w):
        before = w.norm[max(m.start() - 30, 0) : m.start()]
        if (pattern is _TRUE and not _RULE.search(before)) or (
            pattern is _FALSE and not (_IF.search(before) or before.endswith("yang "))
        ):
            return m
    return None
