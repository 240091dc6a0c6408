"""The language of a text by its small words: id, su, en, a mixture (id-su, id-en), or und (labels.md)."""

from __future__ import annotations

import re

from triage.reading.normalize import Words
from triage.reading.wordlist import wordset

_ID = wordset(
    """
    yang yg dan di ke dari dengan untuk saya sy aku kami kita anda tidak tdk ga gak nggak bukan belum blm sudah
    sdh udah udh ini itu ada akan bisa juga karena kalau kalo atau tapi tp sama saja aja lagi lg masih harus mau
    sampai seperti pada oleh dalam adalah mohon tolong kenapa kapan bagaimana gimana berapa apa siapa mana jadi
    jd kok sih dong deh nih banget bgt terima kasih selamat pagi siang sore malam pak bu bapak ibu min nya
    petugas loket kantor izin berkas surat diminta disuruh bayar kemarin kmrn hari minggu bulan tahun lalu tadi
    orang anak minta dibilang katanya malah padahal pdhl cuma cm terus trus biar buat bikin sekarang skrg halo
    tes assalamualaikum gue gw gua utk sm dgn krn dpt dlm bgmn lah kah telah sangat agar setelah sebelum selalu
    jangan usaha tempat uang nomor hanya antre antri menunggu nunggu
    """
)
_SU = wordset(
    """
    abdi kuring simkuring urang nu téh atuh euy teu henteu can acan tacan geus tos parantos ayeuna kamari
    mangkukna bade badé hoyong punten hatur nuhun wilujeng enjing sampurasun kumaha naha iraha saha dimana
    kamana naon sabaraha aya euweuh ieu eta éta dina kana ka ti ku jeung sareng keur kanggo kangge nuju wae weh
    waé ge gé oge ogé deui heula saurna cenah ceuk saur pisan teuing kedah tiasa teu sok bae ngan mung ukur
    lamun upami sanajan tapi kituna kitu kieu pun neng ceu akang teteh bapa mulang indit sumping dongkap calik
    diuk nungguan ngantosan ditaros naros nyarios ngomong nyaéta nyaeta sapertos siga jiga lepat leres saé sae
    alus goréng awon dititah dipiwarang menta nyuhunkeun artos acis duit sarebu rebu tilu opat genep dalapan
    salapan poe poé dinten sasih taun katukang kapengker tabuh isuk sonten peuting wengi budak barudak lalaki
    istri carogé bumi imah pagawe patugas serat seratna kaluar anggeus rengse béak beak asa karunya hawatos wios
    teras tuluy terus tuluyna nepi dugi anjeunna manehna aranjeunna maranéhna mangga muhun enya sanés sanes bet
    mun sok moal embung hese gampil gancang lila lami leuwih langkung hiji dipenta ngantri nyokot ngabandungan
    kungsi mawa nitah lembur jalmi nampi sareukseuk kabeh sadayana abdina maneh ngalebetkeun ngadamel patugasna
    kolot payuneun mah teh meni lieur ngan haredang ulah kenging keneh kénéh rek rék nyieun nganggo ari poek boga dulur
    ngarah wawuh aing maneh maké danget sadaya lebetkeun ngaganggu pangumuman didamel ambeh sakitu mugia janten
    emutan tiheula hayam ceunah tong entong komo sareh wungkul hungkul basana sorangan batur sararea
    engke engké ngawaler diwaler waleran ngala nyandak cai imah hareup tukangeun gigireun handapeun luhur handap
    kabaca kapotong beh ditu dieu didieu didinya mangkaning kumargi margi nyuhunkeun dipasihan ngadamel bijil sakali
    siki sapuluh sajam sapoe sadinten kacamatan pasantren ningali ningal ngobrol cicing heureuy lanceuk incu
    """
)
_EN = wordset(
    """
    the and or but of to in at for from with without is are was were be been being have has had i we you he she
    they it my our your his her their this that these those not no yes do does did can could will would should
    please thank thanks hello hi good morning afternoon evening dear sir madam when where why how what who which
    because since still yet after before again never always very there here office permit license application
    complaint asked told said paid pay fee waiting waited weeks months days last week yesterday ago am me us if
    so as by about than then only just get got one two three any all out up totally honestly clueless excuse
    join tired love nothing looks like come
    """
)
# Indonesian words that Sundanese uses as its own: they tell nothing where Sundanese is spoken.
_NEUTRAL = wordset(
    """
    di surat berkas loket kantor izin bulan minggu tadi malah tempat usaha jadi tahun bayar bapak ibu pak bu terus
    nomor min itu sampai orang nya petugas minta tes ngantri sama banget tapi halo pasar
    """
)
# "dibenerkeun", "printerna": endings that only Sundanese has, but for a few Indonesian words.
_ENDING = re.compile(r"(?:[a-z]{3,}keun|[a-z]{4,}na)$")
_NOT_ENDING = wordset(
    """
    karena bagaimana pertama sarana prasarana bencana istana busana sempurna terkena berguna warna berwarna rencana
    sederhana dimana kemana bermakna pengguna laksana terlaksana wanita saksama antena pidana perdana sarjana bijaksana
    suasana wacana wahana sirna pesona korona corona arena pramana buana ratna krisna lestina kartina martina
    """
)
COMMON = _ID | _SU | _EN
"""Small words of the three languages."""

_SHARED = (_ID & _SU) | (_ID & _EN) | (_SU & _EN)
_MIX = 0.2
_LIMIT = 2000
# A word that a mouth can say: it has a vowel and no four consonants in a row.
_SPOKEN = re.compile(r"(?=[a-z]*[aeiou])(?![a-z]*[^aeiou\W]{4})[a-z]{2,}$")


def find_language(w: Words) -> str:
    """labels.md's code; a second language counts when it holds a fifth of the telling words and at least two."""
    told = [x for x in w.lower[:_LIMIT] if x not in _SHARED]
    counts = {
        "id": sum(map(_ID.__contains__, told)),
        "su": sum(map(_SU.__contains__, told)),
        "en": sum(map(_EN.__contains__, told)),
    }
    if counts["su"] >= 2:
        counts["su"] += sum(1 for x in told if _ENDING.match(x) and x not in _NOT_ENDING and x not in _SU)
        counts["id"] -= sum(map(_NEUTRAL.__contains__, told)) * 3 // 4
    if not any(counts.values()):
        return _by_shared(w)
    first, second = sorted(counts, key=lambda k: -counts[k])[:2]
    share = counts[second] / (counts[first] + counts[second])
    if counts[second] >= 2 and share >= _MIX and "id" in {first, second}:
        return f"id-{second if first == 'id' else first}"
    return first


def _by_shared(w: Words) -> str:
    shared = {"id": 0, "su": 0, "en": 0}
    for word in w.lower[:_LIMIT]:
        shared["id"] += word in _ID
        shared["su"] += word in _SU
        shared["en"] += word in _EN
    if any(shared.values()):
        return max(shared, key=lambda k: shared[k])
    spoken = [x for x in w.lower[:_LIMIT] if _SPOKEN.match(x)]
    return "id" if len(spoken) >= 2 and len(spoken) * 2 > len(w.lower[:_LIMIT]) else "und"
