"""Common given names, so that a name in lower case ("saya asep dari plered") is known from a common word."""

from triage.reading.wordlist import wordset

GIVEN_NAMES = wordset(
    """
    asep ujang dadang cecep encep deden dedi dede didi dudi dodi endang engkos entin entis enung euis eti eulis
    iis imas iyan iwan irwan jajang jaja jujun juju kokom komar kurnia lilis lina maman mamat memet mimin mumun
    nana nanang neneng nia ningsih nining nunung odah oman otong pipih rahmat rahma rina rini rita rohman
    rosidah rudi rusdi sanusi sarip siti sri sudrajat sukarna sunarya supriatna suryana tatang tarsih tedi titin
    tono toto tuti udin umar unang usep uum wahyu wawan wiwin yanti yati yayan yayat yeni yudi yusuf yuyun
    zainal adi agus ahmad ali amir andi ani anita anwar ari arief arif aris astuti ayu bagus bambang basuki budi
    cahya cahyo citra dani daniel darma darto dewi dian didin dika dimas dina dini djoko doni edi eka eko elis
    erna eti fajar farid fatimah feri fitri galih gilang gita gunawan hadi hamid hana handoko hani harun hasan
    hendra hendri heri herman heru hilda husein ibrahim ida ika ikhsan ilham indah indra intan irma ismail joko
    juniarti kartika kartini kusuma laila lastri lestari lia lukman lutfi made maria mariam marni maya mega
    melati mira muhammad muhamad mohamad muh mulyadi mulyani mustofa nadia nani nita novi nur nurul oki putra
    putri rahmi ratna rendi reni reza ridwan rifki riko rizal rizki robi rohani roni rosa sandi santi santoso
    sari sarah satria setiawan sinta slamet sofyan solihin sudarman sugeng suharto sulastri sumarni suparman
    supriyadi suryadi susanti susi sutrisno syahrul taufik teguh tina tri vina wati wayan widya winarti wulan
    yadi yani yogi yuli yulia yuliani yunus zahra ridho gladys entang mahmud ucup aep apep epul engkus ateng
    encum iyah john james michael david thomas kevin peter paul robert anna maria susan mary linda jessica
    william richard charles steven
    """
)

# Names that are common words too: believed only with a capital letter.
AMBIGUOUS = wordset(
    """
    tina ari dina indah bagus putra putri intan sari mega cahya citra jaja dini eka tri galih teguh fajar rahmat
    lestari melati indra nana ayu maya setiawan uum oki ida eti jujun komar lia nia didin wati mira rita rina
    susi ali hani edi budi endang mimin sarip tono dudi dede
    """
)
