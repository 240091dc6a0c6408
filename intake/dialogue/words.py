"""What short messages mean by their words alone: thanks, refusals, greetings, corrections.  Pure, never raises.

Slang, SMS spelling, Sundanese and English are read here and never written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

Recognise = Callable[[str], bool]

_SPACE = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[^\w\s'/@.-]+", re.UNICODE)


def plain(text: str) -> str:
    """`text` in lower case, signs and emoji gone, one space between words; for recognition only."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _SPACE.sub(" ", _NOT_WORD.sub(" ", folded)).strip(" .-'")


def has_words(text: str) -> bool:
    """Whether there is any letter or digit: false for emoji only, signs only, nothing."""
    return any(char.isalnum() for char in text)


_SHORT = 14  # words: nothing longer is a mere greeting, thank-you, refusal or announcement


def word_set(words: str) -> frozenset[str]:
    """The words of a list written as a text."""
    return frozenset(words.split())


_FILLER = word_set(
    """ya yah yaa nya pak pa bapak ibu bu bang mas mba mbak kak ka kakak min admin gan bos boss teh kang a
    aa om bro sis neng deh dong sih atuh euy tim team dear all semua sadayana sadaya sdr sir madam
    anybody anyone is this reading here there banyak sekali pisan bgt banget ini kantor wr wb
    warahmatullahi warohmatullohi wabarakatuh
    wabarokatuh warahmatullah to the officer"""
)
_GREETING = word_set(
    """halo hallo hello helo hai hi hey hei hay alo p ping tes test testing punten permisi misi sampurasun
    rampes ass asl aslm askum samlekum mikum assalam assalamualaikum assalamu'alaikum assalamualaikm
    asalamualaikum salam selamat slmt met wilujeng pagi siang sore malam petang pgi mlm morning
    afternoon evening good enjing sonten wengi min admin gan bang kak bu pak bapak ibu kang teh misi
    maaf greetings alaikum assalamu assallamualaikum day"""
)
_THANKS = word_set(
    """ok oke okey okay sip siap baik baiklah ya iya y yoi mangga muhun alhamdulillah alhamdulilah noted
    hatur nuhun terima kasih trima terimakasih trimakasih makasih mksh makasi trims tks thx thanks
    thank you tq trmksh sama-sama bagus mantap mantul good great jelas mengerti ditunggu tunggu
    kabarnya kasihnya syukur jazakallah atas bantuannya responnya infonya informasinya sebelumnya so
    very much lot sami-sami"""
)
_THANKS_CORE = _THANKS - word_set(
    "atas tunggu kabarnya bantuannya infonya informasinya sebelumnya so very much lot you jelas"
)
_UNKNOWN = re.compile(
    r"\b(?:(?:tidak|tdk|ga|gak|nggak|ngga|ndak|enggak|kurang|teu|henteu)\s+(?:tahu|tau|inget|ingat|"
    r"yakin|hafal|paham|"
    r"apal|terang|uninga|emut)|lupa|poho|hilap|entah|duka|teuing|dunno|don't know|not sure|forgot|no idea)\b"
)
_NO = word_set(
    "tidak tdk ga gak nggak ngga ndak enggak teu no nope jangan jgn skip lewat lewati pass rahasia anonim anonymous "
    "- none alim"
)
_NO_TAIL = word_set(
    """mau usah perlu penting bisa ada aya kedah kersa hayang deh ah dulu sebut disebut disebutkan menyebut
    nyebut kasih nama namanya saya sy jawab menjawab want say thanks makasih terima aja saja takut
    sebutin tanpa hamba allah hoyong to i don't tolong mohon lah takut males malas ogah sungkan
    privasi ini itu kok ko dong"""
)
_ANNOUNCING = word_set(
    """gini begini kieu lapor melapor melaporkan laporan laporkan ngadu mengadu mengadukan ngadukeun
    pengaduan aduan adukan komplain komplen complain complaint report curhat keluhan mengeluh ngeluh
    tanya nanya naros tumaros bertanya keluh kecewa kesal kesel sebel jengkel marah disappointed angry upset
    lagi deui another"""
)
_ANNOUNCING_FILLER = word_set(
    """jadi janten ttg tentang soal masalah mengenai perkawis perihal izin saya sy aku abdi kuring mau mo
    ingin pengen hendak bade hoyong rek ada aya bisa boleh tolong numpang i want would like have
    satu hiji one more masih aya titik sangat banget pegawai petugas petugasnya kalian kantor pelayanan loket lewat
    very so am im office your
    make file sesuatu something di sini disini ke kesini dimana kemana kamana gimana caranya cara
    gmn bagaimana untuk buat sebentar dulu dengan nomor no layanan wa betul benar mah di maaf terima
    kasih"""
)
_SALAM = re.compile(r"\bass?al+amu?'?\s?'?al+aik?um|\bassalam\b|\baskum\b|\bsamlekum\b")
_PRIVATE = re.compile(
    r"\b(?:(?:jangan|jgn|tong|ulah|tolong jangan|don'?t)\s+(?:\w+\s+){0,2}?(?:sebut|sebutkan|sebutin|"
    r"disebut|disebutkan|"
    r"kasih ?tau|bocor|bocorkan|nyebat|nyebut|nyebutkeun|disebat|mention|tell|reveal)\w*\s+(?:\w+\s+){0,2}?"
    r"(?:nama|identitas|nami|ngaran|name|nomor)\w*|"
    r"(?:jangan|jgn|tong|ulah)\s+(?:kasih ?ta(?:h)?u|beri ?tahu|bilang|bocor\w*|bebeja)\b|"
    r"(?:rahasiakan|dirahasiakan|rusiahkeun|dirusiahkeun|keep my name|confidential)|"
    r"(?:nama|identitas|nami|ngaran)\s+(?:saya|sy|aku|abdi|kuring|ku)?\s*(?:tolong\s+|"
    r"mohon\s+)?(?:dirahasiakan|dirahasiain|rahasia|"
    r"jangan|dirusiahkeun))\b"
)
_ASKING = re.compile(
    r"^(?:(?:punten|permisi|maaf|halo|pak|bu|min|kak|mau|saya|numpang)\s+)*(?:tanya|nanya|naros|kapan|iraha|berapa|sabaraha|apa|apakah|"
    r"naon|di ?mana|bagaimana|gimana|kumaha|syarat\w*|how|what|when|where|which|is|are|do|does|can)\b|"
    r"\b(?:ya|nya|kah|henteu nya|teu)\s*(?:pak|pa|bu|min|kak|kang)?$"
)
_URGING = word_set("cepet cepat segera diproses proses ditindaklanjuti tindaklanjuti dipercepat percepat buruan enggal")
_URGING_FILLER = word_set(
    "tolong mohon minta di saya sy laporan laporannya biar agar supaya yg ditunggu kapan terima kasih"
)
_MORE = re.compile(
    r"^(?:(?:mau|ingin|eh|oh|oya|oh ya|sama|dan|maaf|pak|bu|min)\s+)*(?:tambah|tambahan|tambahin|"
    r"nambah|nambahin|"
    r"menambahkan|tambahkan|tambihan|nambihan|ditambah|susulan|to add|add|also|ketinggalan|kelupaan|"
    r"lupa bilang)\b"
)
_CORRECTION = re.compile(
    r"^(?:eh|oh|maaf|mf|sori|sorry|ralat|koreksi|bukan|salah|lepat|hapunten|punten|maksud|"
    r"correction)\b.{0,40}\b(?:salah|"
    r"keliru|maksud\w*|ralat|bukan|lepat|harusnya|seharusnya|sebenarnya|yang benar|yg bener|wrong|"
    r"should be|instead)\b|"
    r"^(?:ralat|koreksi|correction)\b|\b(?:salah ketik|salah tulis|typo)\b|"
    r"^(?:nama|tanggal|tgl|tanggalnya|tglnya|layanan|izin)\b.{0,60}\b(?:bukan|sanes|not)\b"
)
_OBJECTION = re.compile(
    r"\b(?:keberatan|banding|(?:tidak|tdk|ga|gak|nggak|ngga|belum|blm|kurang|teu|henteu|"
    r"not)\s+(?:puas|terima|setuju|sesuai|"
    r"selesai|beres|satisfied|solved|nyambung|sapuk|narima|menjawab|jelas|adil|cocok|bener|benar)|"
    r"masih\s+(?:sama|begitu|"
    r"belum|blm|tetap|ditagih|dipungut|salah)|tetap\s+(?:sama|belum|salah|ditagih)|percuma|"
    r"jawaban(?:nya)?\s+(?:ngambang|muter|"
    r"asal|template|normatif)|komplain lagi|lapor lagi|i object|can\s+keneh|keneh kitu)\b"
)


def _tokens(text: str) -> list[str]:
    return [token.strip(".-'/@") or token for token in plain(text).split()]


def only(text: str, core: frozenset[str], allowed: frozenset[str]) -> bool:
    """Whether every word of a short text is `allowed` and one of them is of the `core`."""
    if len(text) > 200 or len(text.split()) > _SHORT + 4:  # signs may stand alone; longer is told in sentences
        return False
    tokens = [_squeezed(token, allowed) for token in _tokens(text)]
    return 0 < len(tokens) <= _SHORT and all(t in allowed for t in tokens) and any(t in core for t in tokens)


def _squeezed(token: str, known: frozenset[str]) -> str:
    """ "haloooo" as "halo"."""
    return token if token in known else re.sub(r"(.)\1+", r"\1", token)


def is_greeting(text: str) -> bool:
    """Salutation only ("halo", "min", "assalamualaikum", "p")."""
    return only(text, _GREETING, _GREETING | _FILLER)


def is_salam(text: str) -> bool:
    """Whether the Islamic greeting is used, which courtesy answers."""
    return bool(_SALAM.search(plain(text)))


def is_announcement(text: str) -> bool:
    """Says that something will be told and does not tell it ("mau lapor pak")."""
    return only(text, _ANNOUNCING, _ANNOUNCING | _ANNOUNCING_FILLER | _GREETING | _FILLER)


def is_thanks(text: str) -> bool:
    """Thanks or assent only: opens and closes nothing."""
    return only(text, _THANKS_CORE, _THANKS | _FILLER)


def is_urging(text: str) -> bool:
    """Only asks to hurry ("tolong cepet ya pak"): no new matter after a record."""
    return only(text, _URGING, _URGING | _URGING_FILLER | _FILLER | _THANKS)


def is_unknown(text: str) -> bool:
    """ "Tidak tahu", "lupa": an answer to any question, if short."""
    words = plain(text)
    return len(words.split()) <= 8 and bool(_UNKNOWN.search(words))


def is_refusal(text: str) -> bool:
    """A refusal to answer (R12: a refusal is an answer)."""
    words = plain(text)
    if text.strip() in {"-", "--", "x", "X"} or words in {"hamba allah", "tanpa nama", "nn"}:
        return True
    first = words.split(maxsplit=1)[:1]
    return bool(first) and first[0] in _NO and only(text, _NO, _NO | _NO_TAIL | _FILLER)


def asks(text: str) -> bool:
    """Whether a text has the shape of a question: its sign, a question word first, "ya pak" at its end."""
    return text.rstrip().endswith("?") or bool(_ASKING.search(plain(text)))


def wants_confidence(text: str) -> bool:
    """The wish that the name be kept hidden (R14)."""
    return bool(_PRIVATE.search(plain(text)))


def is_more(text: str) -> bool:
    """ "Tambah: ..." joins what was told before (R13)."""
    return bool(_MORE.search(plain(text)))


def is_correction(text: str) -> bool:
    """ "Eh salah, tanggalnya 5": amends what was told."""
    return bool(_CORRECTION.search(plain(text)))


def is_objection(text: str) -> bool:
    """Words of not being satisfied with an answer (R26)."""
    return bool(_OBJECTION.search(plain(text)))


def speaks_of_name(text: str) -> bool:
    """Whether the word name occurs at all."""
    return bool(re.search(r"\b(?:nama|nami|ngaran|name)", plain(text)))
