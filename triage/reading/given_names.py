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
    dudung kardi eman sarkim darkim tarkim wasdi casdi ukar ikin uus yuyut engkar apan omon iros elon
    dedeng
    aam aan abdul abdullah aceng ade adam adit aditya adrian agung ahyar aisyah ajat ajeng akbar aldi alfian alif alma
    amalia amelia aminah amin anah anang andre andri andriani anggi anggraeni anindya anisa annisa anton antonius
    apit apriani ardi ardiansyah arman armin arsyad arya asih asmawati asri atang atep atikah aulia awaludin ayi ayub
    azhar azis aziz bachtiar badru baharudin bahri baskoro bayu benedikta benny bernard bima bobi budiman budiono
    burhan carwan carsim casmita cecilia chandra charles christina cicih cici cucun dadan dahlan dalimin damar
    danang dania darmawan darsono darto daud dede dedeh deni denny deri desi devi diah diana dicky dinda dirman
    djajang dodo dwi dyah edah edo efendi elin elina ella elly ema emi emil encang endah enok enung erik erlina erni
    ernawati erwin euceu evi fadil fadhil fadli fahmi fahri fahrul faisal faizal fani farhan farida faridah fauzan
    fauzi febri ferdi ferry fikri firman firmansyah fitriani fitriyah fransiska frans galuh ganjar gani garnis gatot
    ghani gina ginanjar gregorius gugun guntur gustiawan haerudin hafiz hakim halimah hambali hamdan hamzah hanafi
    handayani hanif hari haris hariyanto harni harti hartati hartini hartono harum hasanah hasbi hasim hayati hendi
    hendrik heni herlina herni hermawan heryanto hesti hidayat hidayati husen husni ibnu icih ifan iim iin ikah ilyas
    imam iman imron inayah irfan irma irpan iskandar ismi iswanto itang ivan iwang iyos jamal jamaludin jatnika
    jejen jenal joni jono juanda juariah juhana juhri julaeha junaedi kadir kamal kamaludin karim karlina karmila
    karsa karsih karta kartono karyati kasim kasman khairul khalid khodijah kholid kiki kinanti koko komariah
    komarudin kosasih kosim krisna kuswara kusnadi kusdinar lala latif leni lesmana lidya lili lilik lilim linda
    lisna luki lulu lusi mae maemunah mahfud mahmudah maimunah malik mamah mamay mamik manan manda marisa markus
    marlina marsinah martini marwan maryam maryati masitoh maulana mawar mayang meti mia mila mimi mira misbah
    misnah moch mochamad mochammad moh mohammad muchtar mugni muhamad muhammad muhidin muhtar mukti mulyana mulyono
    mumuh mumu munawar munir murni mursid musa muslih muslihat mustafa mustopa mutia nabila nadya nafisah nandang nani
    nanih napsiah nasrudin nasution natasya neneg neni nendi neti nia nike niken nikmah nina nining nisa noneng nono
    nopi nova novita nuraeni nuraini nurdin nurhasanah nurhayati nurjanah nurlaela nurmala nursyam nuryani nyai
    ocid ocim odang odih ohim oja ojat okta olih omay ombi omah onah onih ono onong opik orin otih oyo pepen
    permana pipit popon pramono prasetyo priyanto purnama purwanti puspita rachmat radit rafi rahayu rahman rahmawati
    raka rama ramdan ramdani rangga rani ranti rasid rasyid ratih ratnasari regina rendra reno resa resti ria rian
    riana ricky rifai rika riki rima rinto rio risa riska risma risman ristiana riyan riyanto roby rohaeni rohaeti
    rohana rohanah rohayati rohimah rojak roni ropik rosa rosadi rosi rosidin rosita rosmini rosyid rubi rudiana
    ruhiyat ruhimat rukmana rukman rukoyah rusli rusman rustam rusyana rumsih sadiah sadikin saepudin saeful saepul
    safitri sahrul saiful sakinah salim salma salman salsabila samsudin samsul sandra sangaji sanusi saprudin sarifah
    sarman sartika sarwono satrio selvi septi septian shinta sidik silvi silvia siska sobandi sobari sobirin sodikin
    sofia sofiah sofwan solehudin solihat solihah sonjaya sopian sopiah sri suarsih subagja subagyo suci sudarsono
    sudirman sugandi sugiarti sugiarto suhadi suhaeni suhaya suhendar suhendra suherman sujana sukandar sukarman
    sukma sulaeman sulaiman sulistyowati sumantri sumarna sumiati sumirah sunardi sundari sunengsih supardi supri
    suprihatin supriyanto suratman surti surya suryadi suryati susanto susilawati susilo sutarman sutini sutisna
    suwandi suwarno syaiful syamsudin syarif syifa tahir tami tantan tanti tarja tarman tarmi tarmidi tarya taryana
    tata tati tatik taufan taufiq tedy tejo tiara tika titi titik titis tohir toni topan topik tresna trisna tuminah
    tuminem uce uci udan udang ujuh ulfa ulfah umi umiyati ummi unang undang untung usman ustadi usup utami utari
    wahid wahidin wahyudi wahyudin wahyuni wardi warsih warsito wartini wasis wening wildan wina winda wira wirya
    wisnu wulandari yadi yana yanto yasin yayuk yeyen yogi yohanes yohana yolanda yoyo yoyoh yudha yudhi yuliana
    yuliati yulianti yuningsih yunita yusril yusup yuyu yuyum zaenab zaenal zaenudin zahir zaki zulfa zulfikar zulham
    adnan agnes albert alex andrew angela annelies arthur barbara benjamin brian cecilia christopher clara daniel
    eleanor elizabeth emma eric frank george grace graham hannah harry helen henry ingrid jack jane jason jean
    jennifer
    joseph julia karen kate kenneth laura linda lisa lucas margaret mark martin matthew nicholas nicole nuno oliver
    olivia patricia patrick philip rachel rebecca richard samuel sophie stefanie stephen steve susanna theresa tom
    victor vincent walter
    """
)

# Names that are common words too: believed only with a capital letter.
AMBIGUOUS = wordset(
    """
    tina ari dina indah bagus putra putri intan sari mega cahya citra jaja dini eka tri galih teguh fajar rahmat
    lestari melati indra nana ayu maya setiawan uum oki ida eti jujun komar lia nia didin wati mira rita rina
    eman ayat susi ali hani edi budi endang mimin sarip tono dudi dede ade agung adam akbar amin asih asri aulia ayi
    badru
    budiman chandra damar darmawan dodo dwi edah endah firman fitriani galuh ganjar gani guntur hakim hari harum
    hasanah hayati hidayat imam iman karim karsa karta kiki lala latif lili lulu mae malik mamah manda mark mawar
    mayang
    mia mila mulyono murni mukti nikmah nina nisa nova olih ono permana purnama rahayu raka rama rani ria rian rio
    rosa
    rosi salim salma sakinah sidik suci sukma surya syarif tami tata tati tika titi titik toni topik tresna tuminah
    udan udang umi undang untung utami wahid wira yana wening grace jack jean frank tom mark ella emi sadiah sri
    kamal mamik misbah nono oja juhri ema itang tejo toni utari winda wina mamah fitri ikhsan ilham arman mimi ombi
    harti hartati masitoh nyai
    """
)
