"""Words around names: titles to leave off, and words that never are a sender's name."""

from triage.reading.wordlist import wordset

TITLES = wordset(
    """
    nyi
    pak bapak bpk bu ibu kang teh teteh mang mas mbak mba neng ceu ceuceu abah emak ema ambu aki nini h hj haji
    hajah dr drg drs dra ir prof ustad ustadz ust kh kyai apt ns bdn bidan dokter apoteker notaris advokat ppat
    arsitek suster sr ftr ustazah ustadzah mr mrs ms sir sdr sdri saudara saudari tuan nyonya ny nn dra rd raden
    tn om tante bang bung koordinator ketua direktur manajer owner bp mbah ma mak emak mamah wak uwa ua bi bibi
    mamang amang koh engkoh cik ci encik pun pdt pdp pastor romo datin datin. tengku rm r.m r.a r.ay r.ngt rr km
    kak kakak adv uyut bapa pa kolonel mayor jenderal letnan purn sersan brigadir peltu prof. drh ners bripka aipda
    opa oma kiai ajengan bhante emeritus
    serka kapten kol letkol psikolog fisioterapis
    """
)
# Small words inside a name ("Hendrik van Dalen", "Kusnadi bin Oma"), and the first words of Balinese names.
PARTICLES = wordset("van de der den von bin binti al el da br br. boru ter la le")
BALINESE = wordset("gede made wayan ketut nyoman putu komang kadek gusti luh dewa nengah")
# What somebody lives on, or where from: said after a name, never in it.
TRADES = wordset(
    """
    tkg fotokopian fotokopi
    tk tukang warung wr toko tokobuku angkot sopir supir pengemudi driver ojek ojol cuci bengkel kios pangkalan salon
    laundry jualan dagang pedagang penjual bakso seblak cilok cuanki sayur ternak peternak petani nelayan buruh kuli
    montir penjahit perajin pengrajin perias pengusaha pemilik usaha umkm catering katering konveksi apotek apotik
    klinik bidan perawat apoteker guru santri mahasiswa pensiunan warga jurusan jur asal dari ti kp ds desa kampung
    gg gang jl jln jalan blok perum rt rw kec kel no hp wa telp ibu bapak janda ketua pengurus pengelola pasar
    kolam sawah pabrik rumah kontrakan kost kos tambal mekanik satpam karyawan pegawai staf anak istri suami
    """
)
JOBS = wordset(
    """
    manager director lead associate representative officer engineer counsel head chief staff analyst coordinator
    consultant partner founder owner executive supervisor specialist assistant ops assurance compliance secretary
    president manajer direktur
    kades kadus lurah dkm rt rw finance legal hrd hr purchasing konsultan arsitek surveyor advokat notaris
    """
)
# Offices held by a person who signs: left off before a name, and never a name themselves.
ROLES = wordset(
    """
    koordinator ketua direktur direktris manajer manager owner pemilik staf staff surveyor konsultan komisaris
    humas hrd hr panitia legal corporate secretary sekretaris sekretariat bendahara procurement director
    logistik relawan perwakilan kuasa pengacara penasihat pengurus pengelola admin administrasi pimpinan kepala
    wakil founder ceo perawat guru dosen pengawas mandor teknisi marketing supervisor finance in-house counsel
    warga pelapor pemohon
    """
)
COMPANY = wordset(
    """
    pt cv ud pd tb toko koperasi yayasan klinik apotek apotik rs rsia rsu hotel bank perusahaan firma warung
    rumah kedai kafe cafe pabrik sekolah sd smp sma smk paud tk universitas kampus lembaga lpk perumahan bumdes
    kelompok komunitas panitia perwakilan paguyuban perhimpunan perkumpulan dapur forum karang majelis himpunan lab
    laboratorium majlis ltd inc
    tbk agensi studio panti asosiasi ikatan departemen divisi identitas
    """
)
OFFICE = wordset(
    """
    dinas kantor dpmptsp mpp loket petugas admin kepala bupati pemkab pemda kabupaten kecamatan kelurahan desa
    inspektorat bidang seksi bagian tim pelayanan pengaduan layanan operator satpam pemerintah ombudsman
    kabid kasi kadis kasubag keuangan compliance assurance legal
    disdukcapil bpn pln bpjs samsat dinkes dlh pupr
    """
)
NEVER_NAMES = wordset(
    """
    saya sy aku abdi kami kita kuring simkuring gue gw gua yang nu dan atau untuk dari di ke dengan dgn pada ini
    itu ieu eta tadi kemarin kmrn sudah udah udh sdh tos geus belum blm tidak tdk ga gak nggak teu tapi tp
    karena kalau kalo mau ingin pengen hoyong bade minta mohon tolong punten maaf terima kasih makasih nuhun
    hatur salam hormat selamat pagi siang sore malam assalamualaikum wassalam wr wb halo hai warga pemohon
    pelapor pengirim pemilik pedagang penjual pengusaha petani nelayan guru dosen perawat mahasiswa pensiunan
    janda lansia penyandang ketua direktur manajer staf pegawai karyawan karyawati sopir tukang ojek orang anak
    istri suami ayah mertua kakak adik nenek kakek ponakan ibu bapak pak bu min gan bos juga jg lagi sedang
    baru pernah cuma hanya saja aja kok sih dong deh nih ya yah iya oke ok sangat amat datang dateng urus ngurus
    mengurus ajukan mengajukan bikin buat daftar bayar dibayar diminta disuruh dipingpong tanya nanya ditanya
    kerja bekerja tinggal tunggu nunggu menunggu lapor melapor komplain kecewa kesal sedih bingung heran capek
    cape lelah takut malu minat berusia umur usia sakit hamil punya gaduh ada aya dapat dapet kena jadi bukan
    tahu tau ngerti paham kira rasa harap akan bisa tiasa harus kudu kedah wajib sebagai selaku nama namanya
    nami izin ijin surat berkas nib pbg slf sip pirt ktp kk npwp oss pkkpr krk tdg reklame a the an is am are
    from not very waiting writing asking here was were have had been told asked so just still sorry glad happy
    trying afraid yth dear sir madam kepada regards thanks thank you best kind sincerely please hello hi good
    morning foreign applicant owner senin selasa rabu kamis jumat sabtu minggu januari februari maret mei juni
    juli agustus september oktober november desember jalan jl rt rw no kec kab kp gang blok perum jawa barat
    indonesia tembusan lampiran perihal catatan ps nb hp wa telp tlp email demikian sekian atas perhatian
    perhatiannya bantuan bantuannya kerjasamanya tindak lanjut segera jangan semoga mudah-mudahan sendiri
    sendirian sama sampai hingga sejak setelah sebelum ketika saat waktu pas langsung bolak balik pulang datangi
    ambil kirim isi serahkan masukkan masukin sering selalu tetap masih lihat liat dengar baca foto simpan
    pegang bawa beli jual jualan dagang usaha buka tutup rahasia rahasiakan dirahasiakan anonim batal bantuan
    status stop petugas pejabat penting tinggi tanah bangunan kertas uang padahal masa apa siapa mana kapan
    bagaimana gimana kenapa mengapa berapa naha kumaha iraha saha naon adalah ialah yaitu bernama salah keliru
    typo beda benar betul kurang hilang masuk keluar jelek aneh lain terbit ketukar jelas sesuai muncul cetak
    ketik tulis ganti sunda jawa betawi batak minang madura wni wna islam muslim kristen asli lokal kepada semua
    setiap tiap kan satu dua tiga empat lima enam tujuh delapan sembilan sepuluh kali trims tks thx suwun mhn
    menantu almarhum almarhumah sekarang hapunten salut sae muhun mangga sukses terbaik mantap amin aamin
    alhamdulillah insyaallah bismillah astaghfirullah submitted since until god bless keneh kenging mah deui
    anggota bkn bukan duh gusti allah astaga urang pangsiunan april maret urusan laporan maklumat ongkos jan feb mar
    apr jun jul agt
    agu agst aug sep sept okt oct nov nop des dec ramadhan ramadan lebaran natal imlek
    pisan wae indonesian english tuhan
    """
)
