"""Words and phrases that speak for one of the fourteen components, from labels.md; spelt as in cue_words."""

from __future__ import annotations

COMPONENT_CUES: dict[str, str] = {
    "c_requirements": """syarat syaratnya persyaratan persaratan berkas_kurang dokumen fotokopi fotocopy fc
        legalisir materai meterai ktp kk npwp akta ijazah skck surat_pengantar surat_keterangan surat_pernyataan
        rekomendasi melampirkan lampiran dilampirkan lampirkan formulir format blangko scan pas_foto pasfoto
        kurang_satu kurang_lagi nambah_lagi tambah_lagi diminta_lagi beda-beda berubah-ubah dicicil asli
        disyaratkan mensyaratkan requirement* document* copy copies form notarized dipenta kudu_aya kedah_aya
        sarat saratna bukti_kepemilikan denah tetangga tanda_tangan_tetangga imb ditolak_karena sudah_dihapus
        tidak_berlaku harus_ada wajib_ada minta_surat""",
    "c_procedure": """alur prosedur tahapan langkah urutan dipingpong dioper dilempar bolak-balik bolak_balik
        mondar-mandir dialihkan pindah_loket antrian antrean nomor_antrian kuota booking online aplikasi website
        web unggah upload login otp sandi password tombol sistem server error akun verifikasi_akun dibatalkan
        ditolak tanpa_alasan tanpa_penjelasan jadwal dijadwal jadwalkan reschedule meja_ke_meja ttd paraf
        ditandatangani disposisi diserobot nyerobot urut giliran dilewat dilewati balik_lagi ka_ditu_ka_dieu
        step* procedure queue reject* cancelled refused sent_back counter_to_counter submit captcha""",
    "c_time": """lama lamanya lelet lemot molor ngaret telat terlambat keterlambatan mandek mangkrak nyangkut
        tertahan mengendap belum_jadi blm_jadi belum_terbit blm_terbit belum_keluar blm_keluar belum_selesai
        blm_selesai belum_turun ga_jadi2 gak_jadi ga_kelar ga_kelar2 ga_keluar2 kapan_jadi kapan_keluar
        kapan_selesai masih_proses masih_diproses on_process menunggu nunggu nungguan hari_kerja minggu bulan
        tahun berbulan-bulan sebulan seminggu sabulan saminggu janji dijanjikan katanya_besok mundur diundur
        tenggat batas_waktu can_kaluar teu_acan_kaluar lila waiting weeks months delay* overdue slow pending
        late besok_lagi minggu_depan_lagi jam setengah_hari seharian""",
    "c_fee": """biaya bayar dibayar membayar bayaran mayar tarif retribusi tagihan ditagih menagih denda
        kuitansi kwitansi tanda_bayar struk invoice refund dikembalikan kembalian transfer uang duit artos
        rupiah rb ribu juta jt gratis nol_rupiah pungutan pungli administrasi setor rekening qris va
        double_bayar dobel kemahalan mahal diskon potongan salah_hitung hitungan nota ongkos fee charge* paid
        payment tariff receipt cash bill* amplop rokok seikhlasnya sukarela calo ditarik dipungut nembok teller""",
    "c_product": """salah_nama salah_ketik salah_tulis typo salah_alamat keliru tercetak tertulis_di_izin
        tertera huruf ejaan tanggal_lahir masa_berlaku berlakunya tidak_terbaca buram luntur sobek qr_code
        barcode tidak_valid ga_valid invalid dicabut dibekukan nonaktif dinonaktifkan tidak_sesuai beda_dengan
        bukan_yang halaman_kosong tidak_lengkap kode_kbli salah_kbli misspelled wrong_name printed expired
        revoked terbit_tapi keluar_tapi jadi_tapi pas_jadi sertifikatnya suratnya izinnya nomornya
        tanda_tangan_elektronik cetakan hasil_cetak dicetak""",
    "c_complaint": """pengaduan aduan ngadu mengadu mengadukan laporan lapor keluhan komplain kotak_saran
        kotak_pengaduan hotline call_center nomor_wa no_wa wa_nya wa centang_satu centang_dua centang_biru
        dibaca ga_dibalas tidak_dibalas tdk_dibalas ga_dibales dibales dijawab tidak_dijawab ga_direspon
        tidak_direspon respon direspons ditanggapi tanggapan tindak_lanjut ditindaklanjuti tiket telepon telpon
        diangkat email_mental admin sosmed instagram dm ditampung disampaikan ditutup_tanpa complaint* reported
        unanswered no_reply no_response surat_keempat tidak_aktif teu_dibales""",
    "c_legal": """dasar_hukum aturan aturannya peraturan perda perbup pasal undang-undang uu pp permen regulasi
        payung_hukum ketentuan peraturan_mana aturan_mana sudah_dicabut dicabut_tahun tidak_berlaku_lagi
        belum_berlaku diundangkan lembaran_daerah jdih bertentangan multitafsir tafsir surat_edaran legal_basis
        regulation* law article decree hukumna aturanana naon_dasarna""",
    "c_facilities": """parkir parkiran toilet wc kursi bangku tempat_duduk ac kipas panas gerah musholla mushola
        musala laktasi menyusui bermain_anak kursi_roda ramp landai lift tangga difabel disabilitas tunanetra
        lansia wifi sinyal colokan charger layar speaker pengeras_suara mesin_antrian printer komputer papan
        petunjuk penunjuk_arah plang atap_bocor bocor banjir kotor bau pesing sabun air_mati lampu gelap sempit
        kantin fotokopi_di pintu ruang_tunggu dispenser tv kaca toilet_na jamban facilities seats restroom
        wheelchair air_conditioning signage""",
    "c_competence": """petugas judes jutek galak ketus kasar bentak membentak dibentak marah-marah cemberut
        sinis cuek main_hp maen_hp hp ngobrol ngerumpi makan tiktok youtube game tidur ngantuk merokok
        meninggalkan_meja ga_ada_di_meja tidak_paham ga_paham tidak_tahu ga_tau tidak_mengerti ga_ngerti
        beda_jawaban jawabannya_beda kata_si salah_input salah_memasukkan salah_info keliru_menyebut memanggil
        melecehkan meremehkan merendahkan diremehkan diskriminasi dibedakan tidak_sopan ga_sopan nada rude
        attitude unprofessional didn't_know staff clueless haseum nyeuseul teu_ngarti nyepelekeun""",
    "c_supervision": """pengawasan pengawas diawasi atasan atasannya pimpinan pimpinannya kepala_dinas kabid
        kasi inspektorat auditor audit diperiksa tidak_diperiksa sanksi ditindak tidak_ditindak dibiarkan
        membiarkan pura-pura_tidak_tahu pura2 tutup_mata masih_duduk masih_bertugas orang_yang_sama dimutasi
        temuan sidak konflik_kepentingan ipar supervisor* supervision inspector* oversight nobody_checks kapala
        apal_keneh diantep""",
    "c_number": """cuma_satu hanya_satu cuma_1 hanya_1 satu_orang seorang 1_orang dua_orang sendirian
        kurang_orang kekurangan kekurangan_petugas kurang_petugas petugasnya_cuma petugas_cuma loket_dibuka
        loket_yang_buka dibuka_satu satu_loket cuma_satu_loket dari_lima_loket tidak_ada_pengganti
        ga_ada_pengganti pengganti penggantinya cuti sakit pensiun rangkap merangkap tambah_petugas tenaga
        understaffed only_one one_person single_officer nobody_else short_staffed ngan_hiji ngan_saurang
        personel jumlah_petugas""",
    "c_guarantee": """maklumat janji_layanan dijamin jaminan garansi kompensasi ganti_rugi motto pakta piagam
        standar_pelayanan tertulis_di_spanduk jam_buka jam_layanan jam_pelayanan jam_kerja tutup
        tutup_lebih_awal tutup_jam buka_jam belum_buka blm_buka tutup_mendadak tanpa_pengumuman istirahat
        loket_tutup digembok dikunci promised compensation guarantee* charter closed opening_hours posted_hours
        banner spanduk sla tutupna panto_ditutup""",
    "c_safety": """jatuh terpeleset luka patah ambruk roboh setrum nyetrum kabel kebakaran asap apar
        jalur_evakuasi pintu_darurat diancam ancaman dilecehkan pelecehan dicolek data_bocor bocor data_pribadi
        nik disebar tersebar pinjol pinjaman_online foto_ktp hilang raib dicuri kecurian copet maling
        motor_hilang helm ijazah_asli sertifikat_asli dokumen_asli berkas_asli palsu dipalsukan ditiru stolen
        theft injur* leak* personal_data threat* harass* forged cctv keamanan leungit keselamatan bahaya licin""",
    "c_evaluation": """survei survey kuesioner kuisioner ikm skm kepuasan penilaian nilai dinilai menilai rating
        bintang bintang_lima tablet emoticon smiley evaluasi dievaluasi indeks hasil_survei responden angket
        centang dicentangin puas_semua diisiin tiap_tahun berulang masalah_yang_sama setiap_tahun
        tahun_lalu_juga feedback_form questionnaire score* evaluation kapuasan""",
}
