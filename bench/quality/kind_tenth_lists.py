"""Words of which the tenth set's tables are made: countries with their facts, birds, streets, given names by sex; and the twin
of a table, drawn alike without its mistakes."""

from kind_sheet import Sheet

# country, capital, ISO code, calling code, currency, km2, inhabitants of 2020
COUNTRIES = [line.split(",") for line in """Austria,Vienna,AT,43,EUR,83879,8917205;Belgium,Brussels,BE,32,EUR,30528,11538604
Bulgaria,Sofia,BG,359,BGN,110372,6934015;Croatia,Zagreb,HR,385,HRK,56594,4047680;Cyprus,Nicosia,CY,357,EUR,9251,1207361
Denmark,Copenhagen,DK,45,DKK,43094,5831404;Estonia,Tallinn,EE,372,EUR,45227,1329522;Finland,Helsinki,FI,358,EUR,338455,5529543
France,Paris,FR,33,EUR,543940,67379908;Germany,Berlin,DE,49,EUR,357588,83160871;Greece,Athens,GR,30,EUR,131957,10698599
Hungary,Budapest,HU,36,HUF,93026,9750149;Iceland,Reykjavik,IS,354,ISK,103000,366463;Ireland,Dublin,IE,353,EUR,70273,4985674
Italy,Rome,IT,39,EUR,301338,59449527;Latvia,Riga,LV,371,EUR,64589,1900449;Lithuania,Vilnius,LT,370,EUR,65300,2794885
Malta,Valletta,MT,356,EUR,316,515332;Netherlands,Amsterdam,NL,31,EUR,41850,17441500;Norway,Oslo,NO,47,NOK,385207,5379475
Poland,Warsaw,PL,48,PLN,312696,37899070;Portugal,Lisbon,PT,351,EUR,92212,10297081;Romania,Bucharest,RO,40,RON,238397,19265250
Slovakia,Bratislava,SK,421,EUR,49035,5458827;Slovenia,Ljubljana,SI,386,EUR,20273,2102419;Spain,Madrid,ES,34,EUR,505990,47365655
Sweden,Stockholm,SE,46,SEK,450295,10353442;Switzerland,Bern,CH,41,CHF,41285,8636561;Ukraine,Kyiv,UA,380,UAH,603628,44132049
Argentina,Buenos Aires,AR,54,ARS,2780400,45376763;Brazil,Brasilia,BR,55,BRL,8515767,213196304;Chile,Santiago,CL,56,CLP,756102,19300315
Colombia,Bogota,CO,57,COP,1141748,50930662;Ecuador,Quito,EC,593,USD,256370,17588595;Mexico,Mexico City,MX,52,MXN,1964375,125998302
Peru,Lima,PE,51,PEN,1285216,33304756;Uruguay,Montevideo,UY,598,UYU,176215,3429086;Canada,Ottawa,CA,1,CAD,9984670,38037204
Egypt,Cairo,EG,20,EGP,1010408,107465134;Ghana,Accra,GH,233,GHS,238533,32180401;Kenya,Nairobi,KE,254,KES,580367,51985780
Morocco,Rabat,MA,212,MAD,446550,36688772;Nigeria,Abuja,NG,234,NGN,923768,208327405;Senegal,Dakar,SN,221,XOF,196722,16436120
Tunisia,Tunis,TN,216,TND,163610,12161723;Australia,Canberra,AU,61,AUD,7692024,25655289;China,Beijing,CN,86,CNY,9596961,1411100000
India,New Delhi,IN,91,INR,3287263,1396387127;Indonesia,Jakarta,ID,62,IDR,1904569,271857970;Japan,Tokyo,JP,81,JPY,377975,126261000
Jordan,Amman,JO,962,JOD,89342,10928721;Lebanon,Beirut,LB,961,LBP,10452,5662923;Malaysia,Kuala Lumpur,MY,60,MYR,330803,33199993
Nepal,Kathmandu,NP,977,NPR,147181,29348627;New Zealand,Wellington,NZ,64,NZD,268021,5090200;Oman,Muscat,OM,968,OMR,309500,4543399
Pakistan,Islamabad,PK,92,PKR,881913,227196741;Philippines,Manila,PH,63,PHP,300000,112190977;Qatar,Doha,QA,974,QAR,11581,2760385
South Korea,Seoul,KR,82,KRW,100210,51836239;Thailand,Bangkok,TH,66,THB,513120,71475664;Turkey,Ankara,TR,90,TRY,783562,84135428
Vietnam,Hanoi,VN,84,VND,331212,96648685""".replace("\n", ";").split(";")]

# English name, Latin name, family
BIRDS = [
    line.split(",")
    for line in """Mallard,Anas platyrhynchos,Anatidae;Northern Pintail,Anas acuta,Anatidae;Eurasian Teal,Anas crecca,Anatidae
Tufted Duck,Aythya fuligula,Anatidae;Common Pochard,Aythya ferina,Anatidae;Mute Swan,Cygnus olor,Anatidae
Whooper Swan,Cygnus cygnus,Anatidae;Grey Heron,Ardea cinerea,Ardeidae;Purple Heron,Ardea purpurea,Ardeidae
Great Egret,Ardea alba,Ardeidae;Great Cormorant,Phalacrocorax carbo,Phalacrocoracidae;European Shag,Phalacrocorax aristotelis,Phalacrocoracidae
Common Buzzard,Buteo buteo,Accipitridae;Rough-legged Buzzard,Buteo lagopus,Accipitridae;Red Kite,Milvus milvus,Accipitridae
Black Kite,Milvus migrans,Accipitridae;Common Kestrel,Falco tinnunculus,Falconidae;Peregrine Falcon,Falco peregrinus,Falconidae
Eurasian Coot,Fulica atra,Rallidae;Common Moorhen,Gallinula chloropus,Rallidae;Northern Lapwing,Vanellus vanellus,Charadriidae
Ringed Plover,Charadrius hiaticula,Charadriidae;Little Ringed Plover,Charadrius dubius,Charadriidae;Black-headed Gull,Chroicocephalus ridibundus,Laridae
Herring Gull,Larus argentatus,Laridae;Common Gull,Larus canus,Laridae;Blue Tit,Cyanistes caeruleus,Paridae;Great Tit,Parus major,Paridae
Carrion Crow,Corvus corone,Corvidae;Common Raven,Corvus corax,Corvidae;Eurasian Magpie,Pica pica,Corvidae
Common Blackbird,Turdus merula,Turdidae;Song Thrush,Turdus philomelos,Turdidae;Mistle Thrush,Turdus viscivorus,Turdidae
Fieldfare,Turdus pilaris,Turdidae;Redwing,Turdus iliacus,Turdidae""".replace("\n", ";").split(";")
]

WOMEN = (
    "Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Betty Sandra Ashley Emily "
    "Donna Michelle Carol Amanda Melissa Deborah Stephanie Rebecca Laura Cynthia Amy Angela Helen Brenda"
).split()

MEN = (
    "James Robert John Michael David William Richard Joseph Thomas Charles Daniel Matthew Anthony Mark Paul Steven Kevin "
    "Brian George Edward Ronald Timothy Jason Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan"
).split()

# suburb, postcode, state
SUBURBS = [
    line.split(",")
    for line in """Richmond,3121,vic;Footscray,3011,vic;Brunswick,3056,vic;Geelong,3220,vic;Ballarat,3350,vic;Bendigo,3550,vic
Mildura,3500,vic;Parramatta,2150,nsw;Bondi,2026,nsw;Newtown,2042,nsw;Wollongong,2500,nsw;Tamworth,2340,nsw;Dubbo,2830,nsw
Penrith,2750,nsw;Manly,2095,nsw;Toowoomba,4350,qld;Cairns,4870,qld;Southport,4215,qld;Ipswich,4305,qld;Mackay,4740,qld
Glenelg,5045,sa;Whyalla,5600,sa;Prospect,5082,sa;Fremantle,6160,wa;Joondalup,6027,wa;Bunbury,6230,wa;Hobart,7000,tas
Launceston,7250,tas;Darwin,0800,nt;Belconnen,2617,act""".replace("\n", ";").split(";")
]

CIRCUITS = (
    "Macleay Crescent;Barton Place;Chapman Street;Hurtle Avenue;Carr Circuit;Burkitt Street;Phillip Avenue;Namatjira Drive;"
    "Streeton Drive;Heysen Street;Dawes Road;Goyder Street;Tillyard Drive;Maribyrnong Avenue;Kingsford Smith Drive"
).split(";")


def twin(make):
    """The maker of a table drawn alike, from other numbers, without mistakes."""

    def alike(rng):
        sheet = make(rng)
        return Sheet(sheet.header, sheet.clean)

    alike.kind, alike.__name__ = make.kind, make.__name__ + "_right"
    return alike
