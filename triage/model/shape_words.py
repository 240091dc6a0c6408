"""Classes of words for `triage.model.shapes`: who does what to whom, with what.  Three languages, chat spellings.

An ending -nya, -na, -ku, -mu, -in, -kan, -an or -lah is taken off before a word is looked up a second time.
"""

from __future__ import annotations

CLASSES: dict[str, str] = {
    "role": """petugas petugasnya patugas pegawai pagawe pegawe oknum staf staff satpam security sekuriti kasir
        verifikator operator officer official clerk guard surveyor inspektur pendamping resepsionis honorer magang
        frontliner pejabat asn pns aparat petugase penguji penilai pemeriksa juru ajudan sopir supir ob orangnya
        mbaknya masnya bapaknya ibunya bapake bapakna ibuna tetehna akangna masmas mbakmbak dia beliau anjeunna
        manehna he she they oknumna inspector reviewer visitasi""",
    "boss": """kepala kapala kadis kabid kasi kasie kasubag sekdis sekretaris atasan atasannya pimpinan bos bosnya
        bupati wabup camat lurah kades ketua dewan dprd anggota walikota menteri manager supervisor head boss chief
        director kabag koordinator""",
    "kin": """adik adiknya adi kakak kakaknya ipar iparnya menantu mantu minantu sepupu ponakan keponakan ponakannya
        anaknya budakna istri istrinya suami suaminya pamajikan salaki sodara sodaraan saudara saudaranya dulur
        dulurna dulurnya kerabat keluarga besan besannya mertua mertuanya paman bibi om tante teman temannya temen
        temennya kenalan kenalannya bestie kolega rekan kroni timses relawan tetangganya sobat sobatna baturna
        cousin brother sister nephew niece wife husband uncle friend friends relative relatives inlaw son sanak
        baraya barayana babaturan babaturanana mantannya kawan kawannya""",
    "ask": """minta mintain meminta minta2 menta ménta mintanya nyuhunkeun nodong menodong malak memalak meras memeras
        narik menarik mungut memungut nagih menagih matok mematok njaluk demand demanded demanding demands ask asked
        asks asking request requested hinted hint wanted wants ngarepin mengharapkan nawarin nawari menawari
        menawarkan nawarkeun offer offered offering quoted""",
    "asked": """diminta dimintai dimintain dipenta dipentaan ditodong dipalak diperas ditarik dipungut dipungutin
        ditagih dipatok dipatokin dijaluk disuruh dititah dipiwarang disuru disuruhnya ditawari ditawarin ditawaran
        dikenai dikenakan dikenain ditembak dimintakan disindir dikodein""",
    "hand": """kasih ngasih ngasi kasi kasihkan kasihin dikasih dikasihin memberi beri diberi bere mere dibere masihan
        dipasihan nyelipin selipin selipkan diselipkan nyelipkeun menyelipkan selip menyerahkan serahkan diserahkan
        nyerahkeun terima nerima narima menerima ditarima diterimanya setor nyetor disetor menyetor nyogok nyuap
        give gave given slip slipped hand handed take took taking accept accepted receive received simpan disimpan
        dimasukkan masukin dimasukin masuk ngantongin mengantongi dikantongi saku sakunya pocket""",
    "pay": """bayar bayarin membayar mbayar dibayar mayar dibayarkan bayaran nebus ditebus menebus transfer tf
        ditransfer mentransfer nembak beli membeli meli dibeli jual menjual dijual ngajual jualan tambah nambah tambahan
        pay paid paying buy bought sell sells selling sold charged""",
    "sum": """rb ribu rebu rébu jt juta k rp rupiah perak ratus puluh ratusan jutaan cepek gocap goceng gopek ceban
        sejuta seratus saratus limapuluh idr usd dollars million thousand setengah""",
    "money": """uang uangnya duit duitnya duwit artos artosna acis fulus cash tunai money fee uangna duitna doku cuan
        ongkos biaya biayanya tarif dana dp""",
    "gift": """rokok roko kretek udud kopi ngopi bensin amplop amplopnya parsel parcel bingkisan hampers oleh2 oleholeh
        pulsa makan syukuran syukurannya infaq infak sedekah shodaqoh sumbangan donasi sukarela seikhlasnya saikhlasna
        ikhlas ikhlasnya pelicin pelancar jasa lelah terimakasih administrasi admin kode salam tempel thr snack martabak
        ikan ayam beras durian envelope gift cigarettes cigarette coffee tip tips jajan jatah persen komisi commission
        upeti japrem uangrokok pengertian ucapan""",
    "receipt": """kuitansi kwitansi kuitansinya kwitansinya receipt receipts struk nota tanda bukti bon karcis""",
    "free": """gratis haratis nol rp0 0 free cumacuma pungutan""",
    "bill": """tagihan skrd billing invoice qris va retribusi pajak bank bri bjb teller resmi sts ntpn denda pnbp loket
        rekening kasda minimarket indomaret kode sistem""",
    "parking": """parkir parkiran parkirnya parking rompi jukir""",
    "fast": """cepat cepet cepetan dipercepat percepat kilat ekspres langsung besok sehari sejam diduluin didahulukan
        dahulukan duluan lancar mulus beres rengse lolos loloskan lulus jadi diproses prioritas fast faster quick
        tomorrow through instan""",
    "queuejump": """nyerobot diserobot menyela nyelonong motong memotong nyodok diheulakeun dipiheulaan diselipkeun
        dicalukan belakang samping jalur khusus dalam vip titip titipan nitip dititip""",
    "queue": """antri antre antrian antrean ngantri ngantre nomor nomer giliran queue kuota""",
    "doc": """ktp kk fotokopi fotocopy fc copy salinan surat berkas formulir syarat persyaratan meterai materai akta
        npwp foto scan tandatangan ttd rekomendasi dokumen lampiran document documents denah sertifikat ijazah""",
    "self": """saya sy aku gue gw abdi kuring kami ane my me i we our us urang sim""",
    "victim": """anak anakku budak ibu ibuku bapak bapakku istri suami nenek kakek nini aki adik mertua bayi balita
        lansia hamil pengunjung warga orang jalma visitor mother father son daughter wife husband child children
        saya sy abdi kuring aku bapa indung uwa teman""",
    "broker": """calo calona calonya percaloan makelar perantara broker brokers fixer agen agent biro middleman insider
        pengurus joki jasa orang dalem dalam jero""",
    "survey": """survei survey kuesioner kuisioner angket rating tablet bintang penilaian nilai ikm skm kepuasan tombol
        smiley emoticon feedback score stars ulasan review google responden indeks""",
    "fill": """diisi diisiin diisikan isi isiin mengisi ngisi ngisiin dipencet dipencetin pencet mencet mencetin
        dicentang dicentangin nyentang centang dieusi ngeusi ngeusian ditulis tulis filled fill ticked pressed tap
        dipijit mijit pilihkan milihin ngarang dikarang karangan dibikin diganti dirubah diubah dihapus diatur""",
    "touch": """pegang megang memegang dipegang pegangpegang colek nyolek dicolek raba meraba diraba elus ngelus
        mengelus dielus cium nyium mencium dicium peluk meluk memeluk dipeluk sentuh menyentuh nyentuh disentuh nempel
        menempel merangkul rangkul dirangkul usap ngusap mengusap touch touched touching grabbed hugged kissed
        nyabak dicabak nyekel dicekel remas meremas diremas mepet dipepet""",
    "bodypart": """tangan leungeun paha pingul dada pundak bahu pinggang pantat bokong bujur pipi rambut badan tubuh
        kaki suku lutut kepala sirah jari punggung pinggul muka wajah mata jidat hidung gigi thigh hand shoulder waist
        leg arm head body hair neck chest back""",
    "lewd": """cantik geulis manis seksi sexy janda jomblo hotel karaoke makan malam video vc vcall berdua genit mesum
        cabul jorok porno telanjang dinner drink alone beautiful sendirian kamar ngamar""",
    "threaten": """ancam ngancam mengancam diancam ancaman ancem diancem awas intimidasi diintimidasi teror diteror
        neror bunuh dibunuh membunuh hajar dihajar habisi dihabisi gebuk digebuk gampar digampar bakar dibakar culik
        kejar dikejar cari dicari didatangi datangi buntuti dibuntuti diikuti diikutin ngikutin dipersulit persulit
        threat threaten threatened threatening warned disumpahi sumpahin dipolisikan blackmail diculik disantet""",
    "home": """rumah rumahmu imah alamat alamatmu sekolah kontrakan kosan keluargamu anakmu home house address family
        tempat tinggal""",
    "weapon": """golok pisau parang celurit bedog arit balok pistol linggis knife machete gun cutter botol preman
        gagang martil""",
    "harm": """jatuh jatoh labuh ragrag terpeleset kepeleset tisoledat tigebrus tersandung terjatuh terguling tabrak
        ketabrak tertabrak ditabrak kejepit terjepit kejedot kepentok kebentur terbentur ketimpa tertimpa katimpa
        kejatuhan tersiram kesiram kena keuna kesetrum kasetrum nyetrum tersetrum pingsan kapiuhan sesak kejang
        keguguran lemas kolaps tersengat keracunan fell fall slipped tripped hit struck fainted shocked burned
        pukul mukul dipukul memukul tampar nampar ditampar dorong didorong ngadorong jorokin dijorokin tendang
        ditendang cekik dicekik bacok seret diseret lempar dilempar""",
    "wound": """luka lukanya getih berdarah darah patah retak benjol memar robek sobek jahitan dijahit jahit lebam
        bengkak bareuh melepuh gegar rs rsud igd ugd puskesmas ambulans ambulan opname dirawat klinik bleeding blood
        broken fracture stitches hospital bruise wound injured injury hurt meninggal tewas maot wafat died death
        nyawa""",
    "object": """plafon pelapon palapon atap genteng lampu kabel kabelna stopkontak colokan kaca pintu tangga lantai
        keramik lift ramp pagar papan rak lemari tembok dinding dispenser tabung gas listrik ac kipas tiang panggung
        ceiling roof wire wires cable glass stairs floor elevator lift plug baliho banner gerbang""",
    "break": """ambruk roboh rubuh runtuh jebol ambrol copot lepas coplok pecah retak miring goyang oleng bolong lapuk
        terkelupas ngelupas mengelupas telanjang nongol menjuntai ngagantung terbuka bocor korslet konslet percikan
        kebakaran terbakar api asap meledak ngebul licin leueur anjlok macet mati collapsed collapse exposed bare
        sparks sparking fire smoke leak leaking loose slippery""",
    "suicide": """bunuhdiri gantung mengakhiri akhiri akhirin suicide suicidal tambang racun silet loncat lompat
        nyerah hidup mati paeh maot die dying kill""",
    "figure": """setengah rasanya rasana kayak kaya serasa seperti bagai jiga asa pusing kepala gaya kutu ngakak ketawa
        lucu iklan kutukan like literally""",
    "deny": """tidak tak tdk ga gak nggak ngga enggak ndak teu henteu bukan sanes lain tanpa belum blm can acan no not
        never without nothing none nobody euweuh teuaya nihil bersih jujur nolak menolak ditolak refused""",
    "maybe": """kalau klo kalo jika misal misalkan misalnya seandainya andai upami mun lamun if whether apakah
        boleh bolehkah hypothetically suppose takutnya jangan2 semoga mudahmudahan simulasi latihan""",
    "tolerate": """dibiarkan dibiarin diantep membiarkan diam diem tutup pura2 nutup mata sanksi ditindak dimutasi
        dipindah sama masih keneh kembali bertugas naik jabatan promosi diperiksa memeriksa mengawasi ngawasi awasi
        ignored tolerated""",
    "data": """data nik identitas pinjol nomor foto bocor disebar tersebar dipakai spam leak""",
    "rude": """judes jutek bentak dibentak kasar galak ketus marah sinis cuek ngobrol game tidur hp nonton main maen""",
}
"""Class -> words, as written in chat without hyphens."""

ENDINGS = ("nya", "lah", "kan", "ku", "mu", "in", "na", "an")
