"""Words and phrases (`a_b` is two words in a row, up to four; `*` ends a stem) that speak for a kind or a flag, by cue.

Recall comes first for `bribe`, `threat` and `danger`: a person reads what they raise (R6).  Spellings are those of
chat and SMS; Sundanese and English stand beside Indonesian.
"""

from __future__ import annotations

CUES: dict[str, str] = {
    "salutation": """p assalam* asalam* samlekum waalaikum* wr wb warahmatullah* wabarakatuh* halo* hallo* hai hay
        hei hey hi hello helo selamat met pagi siang sore malam malem subuh enjing wilujeng sonten wengi
        sampurasun punten permisi morning afternoon evening good day dear salam kenal hormat yth bapak ibu pak
        bu kak kaka kakak min mimin admin team tim everyone sir madam there all semua sadayana sekalian baraya
        om gan sis bro bang mas mba mbak teh akang kang dpmptsp dinas kepada pengelola tempat di dan and""",
    "feast": """idul fitri adha minal aidin wal faizin mohon maaf lahir batin lebaran natal ramadhan ramadan
        hari raya taqaballahu""",
    "test": """tes test testing coba nyoba mencoba ngetes tes1 ping cek123 masuk ga ini formulir berfungsi cuma
        apakah""",
    "thanks": """terima_kasih terimakasih makasih* mksh nuhun hatur_nuhun trims trimakasih thanks thank_you thx
        tks matur_suwun""",
    "praise": """mantap* salut apresiasi puas ramah sabar cepat lancar bersih wangi mulus alhamdulillah
        masyaallah sae bagus keren top hebat jempol luar_biasa best great kindly smooth* excellent impressed
        gokil gercep beres_sekali sehat_selalu amal_jariyah barokah berkah memuaskan terbantu dibantu dimudahkan
        tidak_dipersulit ga_pake_ribet ga_ribet gampang senang_semua lebih_cepat""",
    "suggest": """usul usulan saran sarannya menyarankan mengusulkan request sebaiknya alangkah andai andaikan
        kiranya bagaimana_kalau gimana_klo gimana_kalau gmn_klo kumaha_upami kumaha_mun akan_sangat_baik
        akan_lebih_baik lebih_baik_bila maybe_bisa how_about suggest* would_be_nice would_be_great it_would_help
        coba_dibikin coba_ada ada_baiknya ke_depan kedepannya diusulkan alangkah_baiknya klo_bisa kalau_bisa
        kalo_bisa upami_tiasa mun_bisa perlu_dipikirkan could_you_add consider praktis ide masukan
        dipertimbangkan tolong_dibikin tolong_bikin""",
    "ask": """apakah berapa bagaimana gimana gmn kumaha apa_aja apa_saja syaratnya persyaratannya_apa boleh
        bolehkah bisakah tiasa naon_wae sabaraha mohon_informasi mohon_info mau_tanya numpang_tanya mau_nanya
        bade_tumaros tumaros nanya tanya bertanya bagaimana_caranya caranya wajib_ga perlu what how which where
        whether could_you_tell can_i do_i_need is_it may_i please_advise kindly_advise kira2 kira-kira dimana
        di_mana ke_mana kemana cukup termasuk bedanya jam_berapa jam_brp buka""",
    "status": """status posisi tahap_mana sampai_tahap sampai_mana sudah_sampai udah_sampe dugi_ka_mana dugi_ka
        acan tos_aya cek_dong mau_cek mohon_info sudah_bisa_diambil udah_bisa_diambil sdh_bisa_diambil
        bisa_diambil di_meja_siapa di_meja_mana which_step has_been_received has_reached has_been_signed track
        tracking nomor_pendaftaran no_berkas sudah_masuk udah_masuk sudah_terbit tos_kaluar sekadar_ingin_tahu
        cuma_pengen_tau cuma_mau_mastiin memastikan sidang""",
    "calm": """santai ga_buru tidak_buru gak_buru no_rush sekadar cuma_pengen cuma_mau hehe tunggu_kabarnya
        biar_tau belum_pernah_kejadian seandainya sewaktu-waktu suatu_hari mempersiapkan bahan_mengajar
        menyusun_panduan jadwal_kami""",
    "future": """mau ingin pengen hendak berencana rencana bade akan kalau klo kalo jika upami mun seandainya
        tahun_depan bulan_depan besok minggu_depan kelak nanti if would_like planning""",
    "grief": """padahal malah kok masa kecewa kesal kesel capek cape lelah pusing ribet dipersulit ditolak*
        dilempar lempar diping* bolak balik mondar_mandir muter* percuma rugi sia-sia lama lelet lemot molor
        ngaret mandek mangkrak nyangkut belum_juga blm_juga blm_jg ga_kunjung tak_kunjung tidak_kunjung ga_jadi
        ga_jelas tidak_jelas tanpa_alasan tanpa_penjelasan salah keliru hilang rusak error* gagal blank mati
        tutup kosong judes jutek galak kasar bentak* dibentak marah ketus cuek diabaikan dicuekin ga_dibalas
        tidak_dibalas gak_dibales ga_ditanggepin tidak_ditanggapi komplain keluhan mengeluh ngeluh protes lapor
        melaporkan mengadukan ngadu aduan pengaduan disuruh harus sampai_sekarang sampe_skrg sampe_sekarang
        berkali-kali berbulan terus-terusan parah payah aneh lucu gila naha kunaon kenapa knp mengapa why wrong
        never still again delay* late overdue complain* unable refus* reject* ignored unfair teu_acan can_wae
        lila kapok heran bingung zonk apes mending""",
    "promo": """promo diskon gratis_ongkir ongkir reseller katalog obral jual dijual slot_gacor gacor maxwin
        pinjol pinjaman pinjam_dana cair hadiah undian pemenang menang* terpilih klik link bio inbok inbox
        withdraw bonus member cicilan dp seo followers backlinks website_murah jasa_pembuatan hubungi_kami
        hubungi_admin buruan bergaransi investasi loan grant beneficiary barrister lottery bank_details
        without_collateral deposit modal_goceng judi togel casino crypto minat free_audit only_for""",
    "chain": """sebarkan teruskan_pesan_ini kirim_ke kontak grup tengah_malam barang_siapa mengabaikan_pesan
        forward viralkan wa_akan_berbayar""",
    "bribe": """pungli pungutan_liar suap* disuap menyuap sogok* nyogok amplop* pelicin uang_rokok duit_rokok
        rokoknya uang_kopi kopi uang_bensin bensin uang_lelah uang_jalan uang_terima_kasih uang_damai uang_jasa
        uang_pelicin uang_muka uang_tip tips calo* percalo* biro_jasa makelar oknum* orang_dalam orang_dalem
        org_dalem org_dalam jalma_jero jalur_belakang jalur_cepat jalur_khusus jalan_pintas bawah_meja
        gratifikasi korup* kkn nepotis* kolusi setoran jatah preman seikhlasnya saikhlasna sukarela palak
        dipalak malak peras diperas memeras pemerasan minta_uang minta_duit minta_duwit dimintai_uang dimintain
        dimintain_uang dimintain_duit diminta_uang dipenta_artos dipenta_duit menta_duit menta_artos ménta_artos
        narik_artos tanpa_kuitansi tanpa_kwitansi ga_ada_kuitansi gada_kuitansi gak_ada_kuitansi
        tidak_ada_kuitansi no_receipt without_receipt rekening_pribadi kantong_pribadi laci bribe* kickback*
        extort* under_the_table insider middleman broker* fixer agent_fee transport_money cash_only tunai
        uang_tambahan nambah_uang administrasi uang_administrasi biaya_administrasi tarik ditarik narik
        map_kuning ada_isinya tanda_terima_kasih salam_tempel beres_cepat dipercepat percepat*""",
    "clear_bribe": """pungli pungutan_liar suap* disuap menyuap sogok* nyogok pelicin uang_rokok duit_rokok
        uang_pelicin uang_damai salam_tempel gratifikasi korup* dipalak diperas memeras pemerasan dimintai_uang
        dimintain_uang dimintain_duit diminta_uang dipenta_artos dipenta_duit menta_duit menta_artos narik_artos
        bribe* kickback* extort* seikhlasnya saikhlasna bawah_meja under_the_table""",
    "favour": """saudara sodara sodaranya saudaranya keponakan ponakan* ipar* kerabat* keluarga_pejabat
        anak_pejabat kenalan* titipan dititip temannya teman_pejabat tim_sukses kroni konflik_kepentingan
        conflict_of_interest nitip pilih_kasih lewat_pintu_samping lewat_belakang punya_saham milik_pejabat
        relatives cousin diduluin didahulukan mendahulukan diserobot nyerobot wawuh biro_arsitek bironya""",
    "forge": """palsu* dipalsu* memalsukan pemalsuan direkayasa rekayasa manipulasi dimanipulasi fiktif bodong
        aspal forged fake falsif* diubah_tanggal dimundurkan backdate* nyontreng dicentang dicentangin diisiin
        ngisi_sendiri bintang_lima""",
    "threat": """bertemu_di_hotel ketemu_di_hotel ke_hotel_bareng berkas_hilang_kalau ancam* diancam mengancam
        ngancam ancaman diancem intimidasi diintimidasi awas_ya awas_kamu awas_kalau awas_lu diratain dihabisi
        didatangi_preman pelecehan dilecehkan melecehkan dicolek colek* diraba meraba grepe* digrepe elus*
        dielus catcall* mesum cabul genit digodain godain jangan_macam jangan_macem threat* threaten* harass*
        groped molest* blackmail* dibuntuti diikutin disomasi dipolisikan dilaporkan_balik
        ajak_ketemuan ketemu_malam pegang_tangan memegang_tangan nempel_badan tahu_rumah tau_rumah tahu_alamat
        tau_alamat tahu_sekolah tau_sekolah nyaho_imah tanpa_baju ga_pantes tidak_senonoh paha pangku dipeluk
        peluk dicium nyium ibu_sendirian sendirian_bu ngajak_ketemu mengajak_bertemu mengajak_ketemu ajak_ketemu
        diajak_hotel stalking followed_me touched_me touched_my inappropriate ngagero_wengi disieunan
        nyingsieunan gampang_ilang awas_aja tau_rasa tahu_rasa""",
    "danger": """terluka berdarah getih* patah_tulang patah_kaki patah_tangan retak_tulang pingsan sesak_napas
        kejatuhan terpeleset kepeleset kapeleset tisoledat tersandung kesandung ketimpa katimpa tertimpa kejepit
        terjepit tertabrak ketabrak kesetrum kasetrum tersetrum nyetrum setrum kabel_terkelupas kabel_telanjang
        kabel_mengelupas kabel_nongol kabel_terbuka kabel_menjuntai korslet* konslet* percikan terbakar roboh
        ambruk* runtuh* jebol atap_jatuh ambrol bocor_gas gas_bocor dipukul memukul mukul ditonjok nonjok
        ditampar nampar didorong dicekik dibacok golok pisau senjata digebug gebug dikeroyok keroyok disekap
        dikunci_dari terjebak kejebak bunuh_diri mengakhiri_hidup akhiri_hidup pengen_mati ingin_mati
        mati_saja mati_aja gantung_diri keselamatan_jiwa tewas keguguran kaca_pecah pecahan_kaca dilindas
        bleeding bled slipped collapse* electrocut* suicid* bare_wire bare_wires exposed_wire
        exposed_wires live_wire wound* stitches fainted assault*
        beaten punched slapped shoved luka lukanya luka-luka melepuh patah_leungeun patah_lengan
        patah_pergelangan retak_pergelangan tigebrus gigi_lo dirampas nyegat dicegat disiram jatuh_dari
        jatuh_di_tangga jatuh_kena jatoh_kena labuh_di kejatohan kepentok tertusuk kesundut kebakaran_di ada_api
        tabung_gas lift_turun lift_macet lift_jatuh trapped crushed bruise* bunuh ngabunuh dibunuh membunuh
        habisi broke_her broke_his broke_my broken_arm broken_leg stabbed""",
    "danger_weak": """diteror teror neror darah kejang jatuh* labuh kabelnya kabel_listrik kabel stop_kontak kebakaran
        kabakaran kebakar asap plafon dilempar_kursi terkunci_di nyawa meninggal keracunan cilaka celaka kecelakaan
        dijahit jahitan igd ugd rumah_sakit ambulan* benjol memar robek injur* fell fire kill* hurt burned
        unsafe hazard* takut_pulang takut_keluar takut_buka takut jatoh* lift terjatuh gemetar trauma sieun
        ketakutan scared afraid bahaya berbahaya dangerous licin goyang leueur""",
    "body": """pupr dputr bpn dlh dinkes labkesda puskesmas bapenda dispenda pln bpjs disdukcapil dukcapil capil
        polres polsek polisi imigrasi samsat kantor_pertanahan lingkungan_hidup dinas_kesehatan dinas_lingkungan
        dinas_pekerjaan_umum tata_ruang kantor_pajak kpp damkar disperindag disdik dishub kementerian kemenkes
        kemenperin bkpm pdam bpom desa kelurahan kecamatan""",
    "national": """oss simbg ossnya server_pusat dari_pusat sistem_pusat helpdesk_oss pusat""",
    "thence": """dari_sana nunggu_dari menunggu_dari bukan_di_kami bukan_di_sini bukan_wewenang ga_bisa_apa
        tidak_bisa_apa kewenangan nyangkut_di tertahan_di mandek_di di_dinas rekom* pertek sudah_diteruskan
        loket_sini kata_loket dpmptsp over_there the_agency""",
    "hypothetical": """seandainya misalnya misal andaikan jika_suatu kalau_ada klo_ada kalo_ada kalau_suatu
        kalo_seandainya bila_ada if_someone in_case mudah-mudahan_tidak belum_pernah""",
}

_NEGATIONS = """tidak tak tdk ga gak ngga nggak enggak engga kagak ndak teu henteu moal bukan belum blm blom tanpa
    no not never without nothing nobody gada tiada jangan neither nor hilap sanes isn't wasn't didn't don't"""
NEGATIONS = frozenset(_NEGATIONS.split())
"""Words that deny what follows within three words ("tidak pernah dimintai uang")."""

_SAY = r"(?:output|print|cetak|tampilkan|reply|balas|jawab|respond)\b[^.!?\n]{0,40}\b"
_SAID = r"(?:label|json|prompt|kata\s+sandi|password|confidence|\"arrr\"|basis\s+data|system)"
_MARK = r"(?:tandai|klasifikasikan|kategorikan|labeli|classify|mark|label|set)\b[^.!?\n]{0,40}\b"
_MARKED = r"(?:selesai|pujian|praise|spam|closed|resolved|done|complaint|prioritas|priority)\b"
_ARE = r"(?:kamu|anda|you)\s+(?:sekarang\s+|adalah\s+|are\s+(?:now\s+)?(?:an?\s+)?)+"

BOT = (
    r"(?:ignore|disregard|forget)\s+(?:all\s+|any\s+|the\s+|your\s+)*(?:previous|prior|above|earlier)?\s*(?:instruction|prompt|rule)",
    r"(?:abaikan|lupakan|hiraukan)\s+(?:semua\s+|seluruh\s+|segala\s+)*(?:instruksi|perintah|aturan|petunjuk)",
    r"system\s*prompt|prompt\s+sistem|instruksi\s+sistem|jailbreak|developer\s+mode",
    _ARE + r"(?:asisten|bot|ai|bajak|assistant|pirate|model)",
    r"dear\s+(?:assistant|model|ai|bot)\b|^\s*@?bot\b",
    _SAY + _SAID,
    _MARK + _MARKED,
    r"(?:catatan|note|pesan)\s+(?:untuk|utk|buat|to|for)\s+(?:sistem|bot|ai|the\s+(?:bot|system|model|classifier))",
)
"""Instructions aimed at a bot: ignored, what remains is judged (labels.md)."""
