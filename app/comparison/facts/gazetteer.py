"""Places known by name: countries with their adjectives, states, great cities; small on purpose, as unknown places
are judged mildly."""

from __future__ import annotations

# country: adjective and people; other names after a bar mean the country too.
_COUNTRIES = """
afghanistan: afghan afghans
albania: albanian albanians
algeria: algerian algerians
angola: angolan
argentina: argentine argentinian argentines
armenia: armenian armenians
australia: australian australians
austria: austrian austrians
azerbaijan: azerbaijani
bahrain: bahraini
bangladesh: bangladeshi bangladeshis
belarus: belarusian
belgium: belgian belgians
bolivia: bolivian
bosnia: bosnian
brazil: brazilian brazilians
bulgaria: bulgarian
cambodia: cambodian
cameroon: cameroonian
canada: canadian canadians
chad: chadian
chile: chilean chileans
china: chinese
colombia: colombian colombians
congo: congolese
croatia: croatian
cuba: cuban cubans
cyprus: cypriot
czech republic: czech
denmark: danish danes
ecuador: ecuadorian
egypt: egyptian egyptians
eritrea: eritrean
estonia: estonian
ethiopia: ethiopian ethiopians
finland: finnish finns
france: french
georgia: georgian
germany: german germans
ghana: ghanaian
greece: greek greeks
guatemala: guatemalan
haiti: haitian haitians
honduras: honduran
hungary: hungarian hungarians
iceland: icelandic
india: indian indians
indonesia: indonesian indonesians
iran: iranian iranians
iraq: iraqi iraqis
ireland: irish
israel: israeli israelis
italy: italian italians
jamaica: jamaican
japan: japanese
jordan: jordanian jordanians
kazakhstan: kazakh
kenya: kenyan kenyans
kosovo: kosovar
kuwait: kuwaiti
laos: laotian
latvia: latvian
lebanon: lebanese
liberia: liberian
libya: libyan libyans
lithuania: lithuanian
malaysia: malaysian malaysians
mali: malian
mexico: mexican mexicans
moldova: moldovan
mongolia: mongolian
morocco: moroccan moroccans
mozambique: mozambican
myanmar: burmese | burma
nepal: nepalese nepali
netherlands: dutch | holland
new zealand: zealander
nicaragua: nicaraguan
niger: nigerien
nigeria: nigerian nigerians
north korea:
norway: norwegian norwegians
oman: omani
pakistan: pakistani pakistanis
palestine: palestinian palestinians
panama: panamanian
paraguay: paraguayan
peru: peruvian peruvians
philippines: philippine filipino filipinos
poland: polish poles
portugal: portuguese
qatar: qatari
romania: romanian romanians
russia: russian russians
rwanda: rwandan
saudi arabia: saudi saudis
senegal: senegalese
serbia: serbian serbs
sierra leone:
singapore: singaporean
slovakia: slovak
slovenia: slovenian
somalia: somali somalis
south africa:
south korea:
south sudan:
spain: spanish spaniards
sri lanka:
sudan: sudanese
sweden: swedish swedes
switzerland: swiss
syria: syrian syrians
taiwan: taiwanese
tajikistan: tajik
tanzania: tanzanian
thailand: thai thais
tunisia: tunisian tunisians
turkey: turkish turks | türkiye
uganda: ugandan
ukraine: ukrainian ukrainians
united arab emirates: emirati | uae
united kingdom: british britons briton | britain great britain uk u.k.
united states: american americans | u.s. us usa u.s.a. america
uruguay: uruguayan
uzbekistan: uzbek
venezuela: venezuelan venezuelans
vietnam: vietnamese
yemen: yemeni yemenis
zambia: zambian
zimbabwe: zimbabwean
"""

# place: the country it lies in; great cities, parts of federal countries, and regions that news names without their
# country.
_INSIDE = """
united states: alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho
 illinois indiana iowa
 kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska
 nevada new_hampshire
 new_jersey new_mexico new_york north_carolina north_dakota ohio oklahoma oregon pennsylvania rhode_island
 south_carolina south_dakota
 tennessee texas utah vermont virginia washington west_virginia wisconsin wyoming los_angeles chicago houston
 phoenix philadelphia
 san_antonio san_diego dallas san_jose austin seattle denver boston detroit nashville portland las_vegas baltimore
 milwaukee atlanta
 miami oakland minneapolis cleveland new_orleans tampa pittsburgh cincinnati orlando manhattan brooklyn queens bronx
 san_francisco
 charlotte indianapolis columbus memphis louisville kansas_city sacramento st._louis salt_lake_city buffalo honolulu
united kingdom: england scotland wales northern_ireland london manchester birmingham liverpool leeds glasgow
 edinburgh belfast cardiff
 bristol sheffield newcastle nottingham leicester surrey kent essex sussex yorkshire
canada: ontario quebec alberta manitoba saskatchewan british_columbia nova_scotia new_brunswick toronto montreal
 vancouver ottawa calgary
australia: new_south_wales queensland victoria tasmania sydney melbourne brisbane perth adelaide canberra darwin
france: paris marseille lyon nice toulouse strasbourg bordeaux lille
germany: berlin hamburg munich cologne frankfurt dresden leipzig stuttgart bavaria
italy: rome milan naples turin venice florence sicily genoa
spain: madrid barcelona valencia seville bilbao catalonia
portugal: lisbon porto
greece: athens thessaloniki crete
turkey: istanbul ankara izmir
russia: moscow st._petersburg siberia chechnya vladivostok novosibirsk kazan
ukraine: kyiv kiev kharkiv odessa odesa lviv donetsk luhansk mariupol crimea
poland: warsaw krakow gdansk
netherlands: amsterdam rotterdam the_hague
belgium: brussels antwerp
austria: vienna salzburg
switzerland: geneva zurich bern basel
sweden: stockholm gothenburg malmo
norway: oslo bergen
denmark: copenhagen
finland: helsinki
ireland: dublin cork galway
hungary: budapest
czech republic: prague
romania: bucharest
serbia: belgrade
bulgaria: sofia
croatia: zagreb
china: beijing shanghai guangzhou shenzhen wuhan chengdu tibet xinjiang sichuan hong_kong tianjin
japan: tokyo osaka kyoto hiroshima fukushima nagasaki sendai okinawa
south korea: seoul busan incheon
north korea: pyongyang
india: delhi new_delhi mumbai bombay kolkata calcutta chennai bangalore bengaluru hyderabad ahmedabad kashmir
 gujarat kerala assam bihar punjab
pakistan: islamabad karachi lahore peshawar rawalpindi quetta balochistan
bangladesh: dhaka chittagong
sri lanka: colombo
nepal: kathmandu
afghanistan: kabul kandahar herat helmand
iran: tehran isfahan shiraz tabriz bandar_abbas
iraq: baghdad mosul basra fallujah kirkuk erbil
syria: damascus aleppo homs raqqa idlib
lebanon: beirut tripoli
israel: jerusalem tel_aviv haifa
palestine: gaza ramallah west_bank hebron
jordan: amman
saudi arabia: riyadh jeddah mecca medina
yemen: sanaa aden hodeidah
united arab emirates: dubai abu_dhabi
qatar: doha
egypt: cairo alexandria sinai giza
libya: benghazi
tunisia: tunis
algeria: algiers
morocco: rabat casablanca marrakesh
sudan: khartoum darfur
ethiopia: addis_ababa tigray
kenya: nairobi mombasa
somalia: mogadishu
uganda: kampala
tanzania: dar_es_salaam zanzibar
nigeria: lagos abuja kano borno maiduguri
ghana: accra
senegal: dakar
mali: bamako timbuktu
congo: kinshasa goma
south africa: johannesburg cape_town pretoria durban soweto
zimbabwe: harare
zambia: lusaka
indonesia: jakarta bali sumatra java aceh sulawesi lombok surabaya padang banda_aceh
malaysia: kuala_lumpur penang sabah sarawak
philippines: manila mindanao cebu luzon davao
thailand: bangkok phuket chiang_mai
vietnam: hanoi ho_chi_minh_city saigon
cambodia: phnom_penh
myanmar: yangon rangoon naypyidaw rakhine mandalay
taiwan: taipei
new zealand: auckland wellington christchurch
brazil: rio_de_janeiro sao_paulo brasilia
argentina: buenos_aires
chile: santiago
peru: lima
colombia: bogota medellin cali
venezuela: caracas
ecuador: quito
bolivia: la_paz
cuba: havana guantanamo
haiti: port-au-prince
mexico: mexico_city tijuana ciudad_juarez guadalajara monterrey guerrero sinaloa acapulco cancun iguala
"""

COUNTRIES: dict[str, str] = {}  # name, adjective or people, in lower case -> country
INSIDE: dict[str, str] = {}  # a place in lower case -> the country it lies in
for _line in _COUNTRIES.strip().splitlines():
    _country, _, _rest = _line.partition(":")
    _adjectives, _, _aliases = _rest.partition("|")
    COUNTRIES[_country] = _country
    for _word in _adjectives.split():
        COUNTRIES[_word] = _country
    if _country == "united kingdom":
        for _word in ("britain", "great britain", "uk", "u.k."):
            COUNTRIES[_word] = _country
    else:
        for _word in _aliases.split():
            COUNTRIES[_word] = _country
for _line in _INSIDE.strip().replace("\n ", " ").splitlines():
    _country, _, _rest = _line.partition(":")
    for _word in _rest.split():
        INSIDE[_word.replace("_", " ")] = _country
# Also people's names or common nouns: places only where a preposition says so.
DOUBTFUL = frozenset(
    "georgia jordan chad nice cork victoria florence sydney charlotte austin orlando houston cleveland lima santiago "
    "turkey java buffalo "
    "medina kent portland washington dallas columbus queens darwin perth us polish cali reading mobile "
    "phoenix alexandria brooklyn".split()
)
_SAME = {"burma": "myanmar", "kiev": "kyiv", "odessa": "odesa", "bombay": "mumbai", "calcutta": "kolkata",
         "saigon": "ho chi minh city",
         "rangoon": "yangon", "bangalore": "bengaluru", "new delhi": "delhi", "peking": "beijing"}  # fmt: skip


def place_key(name: str) -> tuple[str, str | None] | None:
    """Return (key, country it lies in) for a known place or adjective in lower case; a country lies in itself. None
    if unknown."""
    country = COUNTRIES.get(name)
    if country is not None:
        return country, country
    around = INSIDE.get(name)
    if around is not None:
        return _SAME.get(name, name), around
    return None
