"""Spellings folded into one form before the grammar reads them: SMS short forms, slang, Sundanese, English.

Each line is `form: spellings`.  Only what the grammar needs is folded; whatever is not here is read as it stands.
"""

from __future__ import annotations

from triage.reading.wordlist import wordset

_FOLDED = """
sudah: sdh udh udah dah sudh sdah uda udahan tos geus atos parantos
belum: blm blom belom blum blmm belon lum tacan tacen acan blon
tidak: tdk tak gak ga gk g ngga nggak enggak kagak engga ndak nda gag teu henteu moal nggk tdak tida gx
yang: yg yng nu anu
saya: sy aku ak gue gw gua abdi kuring sya saia
dengan: dgn dg dngn sareng jeung
untuk: utk tuk untk buat kanggo kangge keur
tapi: tp tpi tetapi namun ttpi but
dari: dr dri ti
karena: krn karna krna sabab
dan: n & and
atau: atw ato atawa
jadi: jd jdi janten
jam: jm tabuh
hari: hr hri poe poé dinten day days
minggu: mgg mggu mingu minngu pekan pkn week weeks mnggu
bulan: bln blan sasih month months
tahun: thn taun year years
lalu: ago katukang kapengker kalangkung silam lalau laluu ll yl ygl yll
kemarin: kmrn kmren kmrin kemaren kmaren kemarn kmarin kamari kamarin kemrin kemren kmr yesterday kamarina
tanggal: tgl tggl tngl tangal tangggal kaping date tgal tnggl
nomor: no nomer nmr nomr
sejak: since semenjak sajak saprak
tadi: td
sampai: sampe smp smpe sampei nepi dugi ampe until till
hingga: hngga
setelah: stlh sesudah sanggeus saatos after
sebelum: sblm seblm sebelm sblum sebelom samemeh sateuacan before
beberapa: bbrp bbrpa sababaraha beberpa
sekitar: sktr skitar about around approximately
lebih: lbh leuwih langkung lebihan
hampir: ampir hmpir meh nearly almost
keluar: kluar kaluar kluarr
selesai: selese slesai slse kelar rampung rengse anggeus
pagi: pg pgi enjing isuk
malam: malem mlm
senin: senen snin monday mon snen
selasa: salasa slasa tuesday tue tues
rabu: rebo wednesday wed
kamis: kemis thursday thu thurs kms
jumat: jumaah jumahat friday fri
sabtu: saptu saturday sbtu
ahad: sunday
januari: january
februari: february pebruari febuari pebuari
maret: march
mei: mey
juni: june
juli: july
agustus: august
september: septembr
oktober: october
november: nopember nopembar
desember: december
izin: ijin idzin ijn izn
praktik: praktek praktk
loket: lkt loked
petugas: ptgs ptugas petugasna
ribu: rb rbu rebu rib
juta: jt jeti jta
miliar: milyar
pak: pa pk
lapor: ngalapor
sekarang: skrg skrang ayeuna now skg
masih: msh keneh
juga: jg
jangan: jgn jngn jgan
setengah: satengah stgh half
kapan: kpn kpan kpnn
menunggu: nnggu nungguin
terima: trima trm
berkas: brkas
"""

NUMBER_UNITS: dict[str, int] = {
    "nol": 0, "satu": 1, "hiji": 1, "one": 1, "dua": 2, "two": 2, "tiga": 3, "tilu": 3, "three": 3,
    "empat": 4, "opat": 4, "four": 4, "lima": 5, "five": 5, "enam": 6, "genep": 6, "six": 6,
    "tujuh": 7, "seven": 7, "delapan": 8, "dalapan": 8, "eight": 8, "sembilan": 9, "salapan": 9, "nine": 9,
}  # fmt: skip
NUMBER_TEENS: dict[str, int] = {
    "sepuluh": 10, "sapuluh": 10, "ten": 10, "sebelas": 11, "sabelas": 11, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
NUMBER_TENS: dict[str, int] = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "duapuluh": 20, "tigapuluh": 30,
}  # fmt: skip
NUMBER_HUNDREDS: dict[str, int] = {"seratus": 100, "saratus": 100}
NUMBER_SCALES: dict[str, int] = {"belas": 1, "welas": 1, "puluh": 10, "ratus": 100, "hundred": 100}

# "sebulan" is one month: the se-/sa- of a unit is its number.
_ONE = {
    "hari": "sehari sapoe sadinten sehr", "minggu": "seminggu saminggu sepekan sapekan smggu sminggu",
    "bulan": "sebulan sabulan sbulan sasasih sebln", "tahun": "setahun sataun setaun satahun sethn",
    "jam": "sejam sajam", "ribu": "seribu sarebu serebu", "juta": "sejuta sajuta sejt",
}  # fmt: skip


def _table() -> dict[str, str]:
    table = {}
    for line in _FOLDED.strip().splitlines():
        form, spellings = line.split(": ")
        table.update(dict.fromkeys(spellings.split(), form))
    for unit, spellings in _ONE.items():
        table.update(dict.fromkeys(spellings.split(), f"1 {unit}"))
    return table


FOLDED: dict[str, str] = _table()

MONTHS: dict[str, int] = {
    "januari": 1, "februari": 2, "maret": 3, "april": 4, "mei": 5, "juni": 6, "juli": 7, "agustus": 8,
    "september": 9, "oktober": 10, "november": 11, "desember": 12,
}  # fmt: skip
MONTH_SHORT: dict[str, int] = {
    "jan": 1, "feb": 2, "peb": 2, "mar": 3, "mrt": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "agt": 8, "agu": 8,
    "ags": 8, "agst": 8, "aug": 8, "sep": 9, "sept": 9, "okt": 10, "oct": 10, "nov": 11, "nop": 11, "des": 12,
    "dec": 12,
}  # fmt: skip
ENGLISH_MONTHS = wordset("january february march may june july august october december oct aug dec")
WEEKDAYS: dict[str, int] = {
    "senin": 0, "selasa": 1, "rabu": 2, "kamis": 3, "jumat": 4, "sabtu": 5, "ahad": 6, "minggu": 6,
}  # fmt: skip
