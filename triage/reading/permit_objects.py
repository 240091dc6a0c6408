"""labels.md's "izin <object>" for objects that no list knows: "izin bengkel las", "ijin kandang domba"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.reading.language import COMMON
from triage.reading.name_words import NEVER_NAMES
from triage.reading.normalize import Heads, Words, scan
from triage.reading.wordlist import wordset

_PHRASE = re.compile(
    r"\bizin(?P<words>(?: (?:operasional|mendirikan|pendirian|pembukaan|buka))?"
    r"(?: (?:[a-z]{2,}(?:-[a-z]+)?)){1,5})"
)
_PHRASE_HEADS = Heads.of("izin")
_FILE = re.compile(
    r"\b(?:berkas|permohonan|pengajuan)(?P<words>(?: (?:usaha|warung|toko|kios|bengkel|gudang|kandang|salon|depot"
    r"|pangkalan|katering|rumah makan|peternakan|ternak|kolam|tambak|klinik|gerobak))"
    r"(?: (?:[a-z]{2,}(?:-[a-z]+)?)){0,4})"
)
_FILE_HEADS = Heads.of("berkas permohonan pengajuan")
_LED = wordset("operasional mendirikan pendirian pembukaan buka")
# What these are of is told by the next word, whatever it is: "toko kelontong", "kandang hayam".
_TAKES_ONE = wordset(
    """
    toko kios kandang warung pangkalan ternak peternakan tambak kolam jualan dagang gudang bengkel pabrik usaha potong
    pasar cuci rumah tempat laboratorium pondok depot penyelenggaraan mobil bakar pembuatan penjualan produksi sewa
    jasa
    budidaya pengelolaan studio lapangan sanggar kursus lahan angkutan agen penggilingan industri lembaga kedai
    pemasangan
    pengolahan penampungan penyimpanan penyewaan pengangkutan galian tambang pertambangan perkebunan kebun perikanan
    wisata arung raudhatul studi tenaga pasang masang jaring sumur edar buang angkut antar food pop bale griya
    tebang penebangan gali bongkar muat pinjam pemanfaatan
    bimbingan taman panti padepokan majelis menara kolam les pemotongan pengeringan penjemuran pengepul distributor
    """
)
_GOES_ON = wordset(
    """
    las pupuk kelontong lele ikan ayam hayam domba bebek sapi kambing puyuh burung walet padi motor mobil gas lpg
    makan
    minum genteng sayur obat es gado-gado malam malem kopi sembako bakso baso bensin eceran bangunan emas besi kayu
    bambu
    kain roti kue keripik kiripik kerupuk tahu tempe air isi ulang galon pakan telur susu jamu kosmetik swalayan
    modern
    pesantren pasantren barang orang penumpang umum limbah batu bata pasir tanah jahit konveksi batik sepatu tas
    rambut
    jeram tangkis athfal basah asin manggis kecantikan spa karaoke biliar futsal senam renang anak lansia yatim
    sekolah bersalin pratama utama gigi hewan pijat
    sampah parkir internet komputer elektronik hp pulsa mebel meubel kaca cat ban variasi bubut bordir sablon
    percetakan
    fotokopi foto musik tari bahasa mengemudi menjahit kendaraan travel umrah haji wisata homestay penginapan petik
    """
)
# Whatever says that the object has ended, or that none is told.
_ENDINGS = (
    COMMON.difference(wordset("usaha tempat uang"))
    | NEVER_NAMES.difference(
        wordset("pedagang guru dagang jualan jual beli usaha tanah bangunan orang anak sopir ojek tukang")
    )
    | wordset(
        """
    nya lapor baru lama masuk terbit jadi tetap apapun berusaha cerita admin bertahun padahal cuma malah lingkungan
    mereka beliau tersebut bisa akan sejak susah gampang cepat selesai perpanjangan perusahaan kamari sebelum sesudah
    setelah tanpa wajib perlu habis mati palsu asli tanggal biar katanya sebuah salat solat sakit turun kosong keliru
    kelas jenis kecil tetangga pulang besok nikah cuti kamu seperti kepada kemudian kalian ternyata macet telat lunas
    rusak nama atas a n ny tuan almarhum punya milik buat dimasukin keur parantos anu teh mah sim kuring tertulis
    online
    resmi sementara sama lain pertama kedua terakhir tahunan bulanan tadi kapan nomor no udah wkwk kak kang teteh bun
    telat pindah gagal muncul hilang tertahan mandek nyangkut ketuker ketukar lewat sih deh dong loh lho tuh nih min
    gan
    usahamu toh titik satpam sepanjang sekalian saingan nah klien keliling izinan dulu duluan khusus batur nunggu se
    prktek dapur dokter pas halaman satu lembar pun bapa ibu suami istri anak lancar beres rampung kelar kluar
    luntur buram mahal gratis cepet langsung tutup teu yeuh sorangan tatangga mertua
    ngendap stuck permit error pusat kabupaten daerah desa kecamatan provinsi
    bertanya tanya masing aing urang maneh jumlah jumlahnya karena supaya agar ngurus urus kena dapet bekas rada
    lagi juga keneh aja doang kali hari minggu bulan tahun jam
    """
    )
)
_VERB = re.compile(
    r"(?:di[a-z]{4,}|me(?:ng|ny|mb|mp|nd|nt|nj|nc|l|r)[a-z]{3,}|ber(?!as|salin)[a-z]{3,}|ter(?!nak|api|minal|as)[a-z]{3,}"
    r"|ng[a-z]{3,}|ny[a-z]{3,})$"
)
_STOPS = _ENDINGS - _TAKES_ONE - _GOES_ON
# "penggunaan", "pengeboran": what of is told by the next word.
_DOING = re.compile(r"pe(?:ng|ny|m|n|r|l)[a-z]{3,}an$")
_POSSESSIVE = re.compile(r"(?<=[a-z]{3})(?:nya|na)$")
_OWN_ENDING = wordset("kusana sarana istana busana wana lansana")


def objects(w: Words) -> Iterator[tuple[int, int, str]]:
    """(start, end, "izin <object>") of each phrase in the folded text, in order of the two patterns."""
    if "izin" in w.vocabulary:
        yield from _each(_PHRASE, _PHRASE_HEADS, w)
    if not _FILE_HEADS.words.isdisjoint(w.vocabulary):
        yield from _each(_FILE, _FILE_HEADS, w)


def _each(pattern: re.Pattern[str], heads: Heads, w: Words) -> Iterator[tuple[int, int, str]]:
    for m in scan(pattern, heads, w):
        told = _told([(t.group(), m.start("words") + t.end()) for t in re.finditer(r"[a-z]+(?:-[a-z]+)?", m["words"])])
        if told and told[0] != ["usaha"]:
            yield m.start(), told[1], "izin " + " ".join(told[0])


def _told(words: list[tuple[str, int]]) -> tuple[list[str], int] | None:
    """The words of the object and where they end."""
    kept: list[str] = []
    end = 0
    for word, at in words:
        if not kept and word in _LED:
            continue
        bare = word if word in _OWN_ENDING else _POSSESSIVE.sub("", word)
        if _ends(bare, word, kept):
            break
        kept.append(bare)
        end = at
        if bare != word or len(kept) == (4 if kept[0] == "usaha" else 3):
            break
    return (kept, end) if kept else None


def _ends(bare: str, word: str, kept: list[str]) -> bool:
    if bare in _STOPS or word in _STOPS or (_VERB.match(word) and word not in _GOES_ON):
        return True
    if not kept:
        return len(bare) < 3
    return not (kept[-1] in _TAKES_ONE or _DOING.match(kept[-1]) or bare in _GOES_ON)
