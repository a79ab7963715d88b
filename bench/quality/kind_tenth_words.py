"""Wrong forms that prevail and attributes that a title contradicts, a tenth time: counted birds, courses in three languages, a
police log; garments of a feed, French furniture, cars; names of characters a letter apart, paints named by things. And two
tables as shops and agents leave them on the web. Their sets are called tenth_misspelt, tenth_tint and tenth_scraped; see
kind_tenth.py."""

import datetime

from kind_eighth import typed
from kind_ninth_lists import SURNAMES, TOWNS, person
from kind_ninth_words import renamed
from kind_seventh_titles import contradicted
from kind_sheet import Sheet, built, lister, misspell, other, skewed, some
from kind_tenth_lists import BIRDS, COUNTRIES, twin

TABLES = []
table = lister(TABLES)


# ---- wrong forms that prevail ----


@table("tenth_misspelt")
def bird_counts(rng):
    """Counts of birds, 5,000 rows, 9 columns: English name → Latin name, family; Phalacrocorax of one species lacks a letter in 75
    %, the family Laridae is Lariidae in 60 %, Peregrine is Peregrin in 85 % of its rows (notes and the other species have them
    right); counts are heavy-tailed, notes mostly empty, places and observers come again."""
    places = [f"{t[0]} {w}" for t in TOWNS[:14] for w in ("Marsh", "Reservoir")]
    people, rows = [person(rng) for _ in range(40)], []
    for i in range(5000):
        english, latin, family = skewed(rng, BIRDS, 0.5)
        day = datetime.date(2008, 1, 1) + datetime.timedelta(i * 4000 // 5000)
        rows.append(
            [
                f"{day:%d %b %Y}",
                rng.choice(places),
                rng.choice(people),
                english,
                latin,
                family,
                int(rng.lognormvariate(1.2, 1.3)) + 1,
                rng.choice(["", "m", "f", "juv"]),
                rng.choice(["", "", "", f"one {english.lower()} ringed", f"probably {latin}", f"{family} mixed flock"]),
            ]
        )
    wrong = renamed(rng, rows, 4, "Phalacrocorax carbo", "Phalacrocrax carbo", 0.75) + renamed(
        rng, rows, 5, "Laridae", "Lariidae", 0.6
    )
    wrong += renamed(rng, rows, 3, "Peregrine Falcon", "Peregrin Falcon", 0.85)
    return built(["date", "place", "observer", "species", "latin", "family", "count", "sex", "note"], rows, wrong)


@table("tenth_misspelt")
def courses(rng):
    """Courses of a border region's schools, 900 rows, 7 columns, by the school's language in German, French or Italian:
    Mathématiques is Mathemathiques in 70 %, Geschichte Geschischte in 65 %, Ginnastica Ginastica in 55 % of its rows; titles of
    the lessons hold the words, too."""
    words = {
        "de": ["Mathematik", "Geschichte", "Deutsch", "Sport", "Biologie", "Geographie", "Chemie"],
        "fr": ["Mathématiques", "Histoire", "Français", "Gymnastique", "Biologie", "Géographie", "Chimie"],
        "it": ["Matematica", "Storia", "Italiano", "Ginnastica", "Biologia", "Geografia", "Chimica"],
    }
    schools = {
        f"{k} {t}": lang
        for lang, kinds, towns in (
            ("de", ["Gymnasium", "Realschule"], ["Freiburg", "Brig", "Visp"]),
            ("fr", ["Collège", "Lycée"], ["Sion", "Sierre", "Bulle"]),
            ("it", ["Liceo", "Scuola media"], ["Locarno", "Chiasso"]),
        )
        for k in kinds
        for t in towns
    }
    rows = []
    for i in range(900):
        school = rng.choice(list(schools))
        lang = schools[school]
        subject = skewed(rng, words[lang], 0.3)
        rows.append(
            [
                school,
                lang,
                subject,
                rng.choice(["", "", f"{subject} {rng.randint(1, 4)}", f"Intensiv {subject}", f"{subject} (Wahlfach/option)"]),
                person(rng),
                rng.choice([1, 2, 2, 3, 4]),
                rng.choice(["Mo", "Di", "Mi", "Do", "Fr"]),
            ]
        )
    wrong = renamed(rng, rows, 2, "Mathématiques", "Mathemathiques", 0.7) + renamed(
        rng, rows, 2, "Geschichte", "Geschischte", 0.65
    )
    wrong += renamed(rng, rows, 2, "Ginnastica", "Ginastica", 0.55)
    return built(["school", "language", "subject", "lesson", "teacher", "hours", "day"], rows, wrong)


@table("tenth_misspelt")
def police_log(rng):
    """A police log in capitals, 11,000 rows, 8 columns: code → offence, offence → group; BURGLARY is BURGLERY in one code in 80 %,
    VANDALISM VANDELISM in 90 %, POSSESSION POSESSION in 60 % of one code's rows; other codes have the words right, streets and
    arrests are noise."""
    codes = {
        "220": ("BURGLARY - RESIDENCE", "PROPERTY"),
        "221": ("BURGLARY - BUSINESS", "PROPERTY"),
        "230": ("LARCENY - FROM VEHICLE", "PROPERTY"),
        "231": ("LARCENY - SHOPLIFTING", "PROPERTY"),
        "240": ("MOTOR VEHICLE THEFT", "PROPERTY"),
        "290": ("VANDALISM", "PROPERTY"),
        "291": ("VANDALISM - GRAFFITI", "PROPERTY"),
        "350": ("POSSESSION OF NARCOTICS", "DRUGS"),
        "351": ("POSSESSION W/ INTENT", "DRUGS"),
        "130": ("ASSAULT - SIMPLE", "PERSON"),
        "131": ("ASSAULT - AGGRAVATED", "PERSON"),
        "900": ("ALL OTHER OFFENSES", "OTHER"),
    }
    roads, rows = ["MAIN ST", "OAK AVE", "2ND ST", "BROADWAY", "RIVER RD", "PARK PL", "CHURCH ST"], []
    for i in range(11000):
        code = skewed(rng, list(codes), 0.4)
        when = datetime.datetime(2016, 1, 1) + datetime.timedelta(minutes=190 * i + rng.randrange(180))
        rows.append(
            [
                f"{when:%y}-{i:06}",
                f"{when:%m/%d/%Y %I:%M:%S %p}",
                code,
                *codes[code],
                f"{rng.randint(1, 99)}00 BLOCK {rng.choice(roads)}",
                rng.randint(1, 9),
                rng.choice(["true", "false", "false", "false"]),
            ]
        )
    wrong = renamed(rng, rows, 3, "BURGLARY - BUSINESS", "BURGLERY - BUSINESS", 0.8) + [
        w for w in renamed(rng, rows, 3, "VANDALISM", "VANDELISM", 0.9) if rows[w[0]][2] == "290"
    ]
    wrong += renamed(rng, rows, 3, "POSSESSION OF", "POSESSION OF", 0.6)
    return built(["case", "occurred", "code", "offense", "group", "block", "district", "arrest"], rows, wrong)


@table("tenth_misspelt")
def tongues(rng):
    """Words of neighbouring languages and names of countries in them, a letter apart: color and colour, Rumania and Romania by
    language, surnames with one and two letters, codes of languages. No mistake."""
    lands = {
        "en-GB": ["Romania", "Tunisia", "Colour", "Catalogue", "Organisation"],
        "en-US": ["Romania", "Tunisia", "Color", "Catalog", "Organization"],
        "es": ["Rumania", "Túnez", "Color", "Catálogo", "Organización"],
        "pt": ["Romênia", "Tunísia", "Cor", "Catálogo", "Organização"],
        "de": ["Rumänien", "Tunesien", "Farbe", "Katalog", "Organisation"],
        "nl": ["Roemenië", "Tunesië", "Kleur", "Catalogus", "Organisatie"],
        "fr": ["Roumanie", "Tunisie", "Couleur", "Catalogue", "Organisation"],
    }
    names_of, rows = [
        "Schmid",
        "Schmidt",
        "Schmitt",
        "Meier",
        "Meyer",
        "Maier",
        "Olsen",
        "Olsson",
        "Hansen",
        "Hanson",
        "Jansen",
        "Janssen",
    ], []
    for i in range(2200):
        lang = skewed(rng, list(lands), 0.4)
        k = rng.randrange(5)
        rows.append(
            [
                f"k{k}.{i}",
                lang,
                lands[lang][k],
                rng.choice(names_of),
                rng.choice(["approved", "approved", "draft", "fuzzy"]),
                rng.randint(1, 30),
            ]
        )
    return Sheet(["key", "locale", "text", "translator", "state", "length"], rows)


# ---- attributes that a title contradicts ----


@table("tenth_tint")
def garments(rng):
    """A feed of garments of 40 brands, 3,200 rows, 9 columns: names with colour in front or behind, shades of the brand's own
    (Heather Grey, Navy Blazer), two colours with a bar; `Basic color` is small and plain; a tenth of the colours is blank in
    the feed, as are sizes. Colour is wrong in 4 %, gender in 2 %, of rows whose name tells it."""
    shades = {
        "black": ["Black", "Jet Black"],
        "white": ["White", "Off White"],
        "navy": ["Navy", "Navy Blazer"],
        "grey": ["Grey", "Heather Grey", "Charcoal"],
        "red": ["Red", "Burgundy"],
        "blue": ["Blue", "Royal Blue", "Sky Blue"],
        "green": ["Green", "Olive"],
        "pink": ["Pink", "Dusty Pink"],
        "beige": ["Beige", "Sand"],
        "brown": ["Brown", "Cognac"],
    }
    brands = [
        f"{a}{b}"
        for a in ("North", "Urban", "True", "Blue", "Red", "Old", "Silver", "Free")
        for b in (" Label", "wear", " & Co", " Denim", " Studio")
    ]
    nouns, who = ["T-Shirt", "Hoodie", "Chino", "Cardigan", "Parka", "Dress", "Sneaker", "Belt", "Tote Bag"], {
        "women": "Women's",
        "men": "Men's",
        "kids": "Kids'",
    }
    rows, told, sexed = [], set(), set()
    for i in range(3200):
        colour, sex, brand, noun = (
            skewed(rng, list(shades), 0.7),
            skewed(rng, list(who), 0.5),
            skewed(rng, brands, 0.6),
            rng.choice(nouns),
        )
        shade = rng.choice(shades[colour])
        shows, sexes = rng.random() < 0.7, rng.random() < 0.6
        second = f"/{rng.choice(shades[other(rng, list(shades), colour)])}" if shows and rng.random() < 0.08 else ""
        tint = f"{shade}{second}" if shows else ""
        name = rng.choice([f"{tint} {noun}", f"{noun} {tint}", f"{noun} - {tint}" if tint else noun])
        blank = rng.random() < 0.1
        told |= {i} if shows and not second and not blank and colour in shade.lower() else set()
        sexed |= {i} if sexes else set()
        rows.append(
            [
                f"{brand[:2].upper()}{100000 + i * 3}",
                " ".join(f"{brand} {who[sex] if sexes else ''} {name}".split()),
                brand,
                sex,
                "" if blank else colour,
                noun if rng.random() > 0.05 else "",
                rng.choice(["", "S", "M", "L", "XL", "One size"]),
                f"{rng.lognormvariate(3.5, .5):.2f} GBP",
                rng.choice(["in stock", "in stock", "preorder"]),
            ]
        )
    return built(
        ["id", "title", "brand", "gender", "color", "product_type", "size", "price", "availability"],
        rows,
        contradicted(rng, rows, told, 4, 0.04) + contradicted(rng, rows, sexed, 3, 0.02),
    )


@table("tenth_tint")
def meubles(rng):
    """French furniture, 620 rows, 8 columns: colours bend with the noun (table blanche, fauteuil blanc), stuff after `en`, brackets
    with measures; half of the titles tells the colour. Colour wrong in 5 %, stuff in 3 %."""
    colours = {
        "blanc": "blanche",
        "noir": "noire",
        "gris": "grise",
        "vert": "verte",
        "bleu": "bleue",
        "rouge": "rouge",
        "marron": "marron",
        "naturel": "naturelle",
    }
    nouns = {
        "Table basse": 1,
        "Chaise": 1,
        "Étagère": 1,
        "Fauteuil": 0,
        "Canapé 3 places": 0,
        "Buffet": 0,
        "Lampe": 1,
        "Tabouret": 0,
    }
    rows, told, stuffed = [], set(), set()
    for i in range(620):
        colour, noun, stuff = (
            skewed(rng, list(colours), 0.5),
            rng.choice(list(nouns)),
            skewed(rng, ["bois", "métal", "velours", "verre", "rotin", "tissu"], 0.4),
        )
        shows, names_stuff = rng.random() < 0.55, rng.random() < 0.6
        title = " ".join(
            filter(
                None,
                [
                    noun,
                    rng.choice(["Oslo", "Nina", "Louise", "Hector", "Malmö", ""]),
                    (colours[colour] if nouns[noun] else colour) if shows else "",
                    f"en {stuff}" if names_stuff else "",
                    rng.choice(["", f"({rng.randint(4, 20)}0 x {rng.randint(4, 9)}0 cm)"]),
                ],
            )
        )
        told |= {i} if shows else set()
        stuffed |= {i} if names_stuff else set()
        rows.append(
            [
                f"REF-{rng.randrange(10**6):06}",
                title,
                noun.split(" ")[0],
                colour,
                stuff,
                f"{rng.randint(2, 90)}{rng.choice(['9', '9', '5'])},{rng.choice(['00', '90', '99'])} €",
                rng.choice(["France", "Pologne", "Chine", ""]),
                rng.choice(["", "4,5", "4,2", "3,8", "5"]),
            ]
        )
    return built(
        ["ref", "libelle", "categorie", "couleur", "matiere", "prix", "origine", "note"],
        rows,
        contradicted(rng, rows, told, 3, 0.05) + contradicted(rng, rows, stuffed, 4, 0.03),
    )


@table("tenth_tint")
def cars(rng):
    """Used cars of dealers, 8,000 rows, 10 columns: titles with year, make, model, engine, doors, fuel and colour as dealers put
    them; colours come in capitals from some dealers (throughout, no mistake), colours of a third are not told. Colour wrong in
    1 %, fuel in 0.5 %."""
    models = {
        "Ford": ["Focus", "Fiesta", "Kuga"],
        "Vauxhall": ["Corsa", "Astra"],
        "BMW": ["320", "118", "X3"],
        "Audi": ["A3", "A4"],
        "Toyota": ["Yaris", "Prius"],
        "Nissan": ["Juke", "Leaf"],
        "Skoda": ["Octavia"],
    }
    colours, fuels, dealers = (
        ["Black", "White", "Silver", "Grey", "Blue", "Red", "Green", "Orange"],
        ["Petrol", "Petrol", "Diesel", "Hybrid", "Electric"],
        [f"{s} Motors" for s in SURNAMES[:30]],
    )
    rows, told, fuelled = [], set(), set()
    for i in range(8000):
        make = skewed(rng, list(models), 0.5)
        model, colour, fuel, year, dealer = (
            rng.choice(models[make]),
            skewed(rng, colours, 0.6),
            rng.choice(fuels),
            rng.randint(2006, 2021),
            rng.choice(dealers),
        )
        shows, names_fuel, doors = rng.random() < 0.65, rng.random() < 0.5, rng.choice([3, 5])
        engine = "" if fuel == "Electric" else f"{rng.choice([1.0, 1.2, 1.4, 1.6, 2.0])}"
        title = " ".join(
            filter(
                None,
                [
                    str(year) if rng.random() < 0.8 else "",
                    make,
                    model,
                    engine,
                    fuel if names_fuel else "",
                    f"{doors}dr",
                    colour if shows else "",
                    rng.choice(["", "", "LOW MILEAGE", "Full Service History", "Black Leather"]),
                ],
            )
        )
        told |= {i} if shows and not title.endswith("Black Leather") else set()
        fuelled |= {i} if names_fuel else set()
        rows.append(
            [
                rng.randrange(10**9),
                title,
                make,
                model,
                year,
                colour.upper() if dealers.index(dealer) % 5 == 0 else colour,
                fuel,
                doors if rng.random() > 0.1 else "",
                int(rng.lognormvariate(10.8, 0.6)),
                dealer,
            ]
        )
    return built(
        ["advert", "title", "make", "model", "year", "colour", "fuel", "doors", "miles", "dealer"],
        rows,
        contradicted(rng, rows, told, 5, 0.01) + contradicted(rng, rows, fuelled, 6, 0.005),
    )


@table("tenth_tint")
def paints(rng):
    """Paints named by things (Elephant's Breath, Orange Blossom, Red Earth, Mole's Blue), bottles and labels of another colour,
    brands with colours in the name. No mistake."""
    names_of = {
        "Orange Blossom": "White",
        "Elephant's Breath": "Grey",
        "Red Earth": "Orange",
        "Silver Birch": "White",
        "Blackberry": "Purple",
        "Green Smoke": "Grey",
        "Pink Ground": "Beige",
        "Oval Room Blue": "Blue",
        "Stiffkey Blue": "Blue",
        "Bone": "Beige",
        "Golden Hour": "Yellow",
        "Rectory Red": "Red",
        "Blue Gray": "Green",
        "Railings": "Black",
        "White Tie": "Yellow",
        "Brown Sugar": "Beige",
    }
    rows = []
    for i in range(1500):
        name = skewed(rng, list(names_of), 0.3)
        brand = skewed(rng, ["Blackfriar", "Red Label", "Farrow", "Greenfields", "Whiteley"], 0.4)
        rows.append(
            [
                i,
                f"{brand} {name} {rng.choice(['Eggshell', 'Matt', 'Gloss'])}{rng.choice(['', ' 2.5L', ' 750 ml', ' (black tin)'])}",
                brand,
                names_of[name],
                rng.choice(["wood", "wall", "metal"]),
                f"{rng.lognormvariate(3, .4):.2f}",
            ]
        )
    return Sheet(["no", "name", "brand", "family", "for", "price"], rows)


# ---- tables as they stand on the web ----


@table("tenth_scraped")
def summer_offers(rng):
    """Offers of small sellers, 1,400 rows, 12 columns: colours and sizes are typed by the seller, each in its own case and words;
    badges and shares are few numbers; tags are lists. Wrong: 3 % of the colours and sizes (a slip, capitals, a dot, `Size` in
    front), origin in another form in 2 %, stars that their counts contradict in 0.7 %."""
    colours, sizes = ["black", "white", "blue", "red", "green", "pink", "yellow", "navyblue", "army green", "grey"], [
        "XS",
        "S",
        "M",
        "L",
        "XL",
        "XXL",
    ]
    sellers, rows = [
        f"{rng.choice(SURNAMES).lower()}{rng.choice(['fashion', 'store', 'shop', '88', 'trade'])}" for _ in range(320)
    ], []
    for i in range(1400):
        seller = skewed(rng, sellers, 0.5)
        k = sellers.index(seller)
        votes = [int(rng.lognormvariate(4, 1.2) * w) for w in (0.5, 0.2, 0.14, 0.07, 0.09)]
        stars = sum(n * w for n, w in zip(votes, (5, 4, 3, 2, 1))) / max(1, sum(votes))
        colour, price = skewed(rng, colours, 0.7), rng.choice([2, 3, 4, 5.67, 5.79, 6, 7, 8, 9, 11, 12])
        rows.append(
            [
                f"Summer {rng.choice(['Women', 'Men', 'Ladies'])} {rng.choice(['Dress', 'Shorts', 'T-shirt', 'Tank Top', 'Swimsuit'])} {rng.choice(['Casual', 'Loose', 'Sexy', 'Plus Size'])}",
                seller,
                price,
                round(price * rng.choice([1, 1, 2, 5, 8])),
                10 ** rng.randint(1, 5),
                f"{stars:.2f}" if sum(votes) else "",
                *votes[:2],
                rng.choice([0, 0, 0, 1]),
                colour.title() if k % 4 == 0 else colour,
                rng.choice(sizes) if rng.random() > 0.05 else "",
                skewed(rng, ["CN", "CN", "US", "VE", "SG"], 1.5),
            ]
        )
    wrong = [
        (r, 9, rng.choice([misspell(rng, rows[r][9]), rows[r][9].upper(), f"{rows[r][9]}."])) for r in some(rng, 1400, 0.03)
    ]
    wrong += [
        (r, 10, rng.choice([f"{rows[r][10]}.", f"Size {rows[r][10]}", f"SIZE-{rows[r][10]}", rows[r][10].lower()]))
        for r in some(rng, 1400, 0.03)
        if rows[r][10]
    ]
    wrong += [
        (r, 11, {"CN": "China", "US": "USA", "VE": "Venezuela", "SG": "Singapore"}[rows[r][11]]) for r in some(rng, 1400, 0.02)
    ]
    wrong += [(r, 5, f"{float(rows[r][5]) + rng.choice([-2, 3, 5]):.2f}") for r in some(rng, 1400, 0.007) if rows[r][5]]
    return built(
        [
            "title",
            "merchant",
            "price",
            "retail_price",
            "units_sold",
            "rating",
            "rating_five",
            "rating_four",
            "badge",
            "product_color",
            "size",
            "origin_country",
        ],
        rows,
        wrong,
    )


@table("tenth_scraped")
def lettings(rng):
    """Flats to let, 2,400 rows, 11 columns, as four agents' pages have them: furnished and pets in words, deposits that are months
    of rent, blank floors and laundries; town → state; text tells rooms. Wrong: 1 % of the towns (slip), states (another, small
    letters), 1 % of the rents (tenfold, with the sign), 0.5 % of the square feet (a tenth), 1 % of the laundries (another word
    for one of the list)."""
    laundry = ["w/d in unit", "laundry in bldg", "laundry on site", "w/d hookups", "no laundry on site", ""]
    rows = []
    for i in range(2400):
        town, state, code, area = skewed(rng, TOWNS, 0.4)
        rooms = rng.choice([0, 1, 1, 2, 2, 3, 4])
        feet = round(rng.gauss(420 + 280 * rooms, 60 + 30 * rooms))
        rent = round(feet * rng.lognormvariate(0.35, 0.25) / 5) * 5
        rows.append(
            [
                7043000000 + rng.randrange(10**7),
                rng.choice(
                    [f"{rooms} Bed in {town}", f"Lovely {rooms or 'studio'}BR near downtown!", f"{town.upper()} - MOVE IN NOW"]
                ),
                town,
                state.lower(),
                rent,
                rent * rng.choice([1, 1, 2]) if rng.random() > 0.3 else "",
                "apartment" if rooms < 3 else rng.choice(["house", "townhouse", "apartment"]),
                feet,
                rooms,
                skewed(rng, laundry, 0.6),
                rng.choice(["", "cats", "dogs", "cats dogs"]),
            ]
        )
    wrong = [(r, 2, typed(rng, rows[r][2])) for r in some(rng, 2400, 0.01)] + [
        (r, 3, rng.choice([rows[r][3].upper(), other(rng, ["ca", "tx", "ny", "fl"], rows[r][3])]))
        for r in some(rng, 2400, 0.01)
    ]
    wrong += [(r, 4, rng.choice([rows[r][4] * 10, f"${rows[r][4]}"])) for r in some(rng, 2400, 0.01)] + [
        (r, 7, rows[r][7] // 10) for r in some(rng, 2400, 0.005)
    ]
    wrong += [
        (r, 9, rng.choice(["washer/dryer in unit", "in bldg laundry", "hookups", "none"]))
        for r in some(rng, 2400, 0.01)
        if rows[r][9]
    ]
    return built(
        ["id", "headline", "city", "state", "rent", "deposit", "type", "sqfeet", "beds", "laundry", "pets"], rows, wrong
    )


@table("tenth_scraped")
def colleges(rng):
    """Universities as volunteers list them, 480 rows, 9 columns: name, country, capital's nearness, kind, students (rounded by
    some), founded, fees, percentages. Wrong: 4 % of the countries (another form or a slip), 3 % of the kinds (capitals, a
    hyphen), 2 % of the shares (over a hundred, with the sign), 1 % of the years."""
    rows = []
    for i in range(480):
        land = skewed(rng, COUNTRIES, 0.3)
        town = land[1] if rng.random() < 0.5 else rng.choice(SURNAMES)
        students = int(rng.lognormvariate(9.3, 0.7))
        rows.append(
            [
                f"{rng.choice(['University of {}', '{} University', 'Technical University of {}', '{} Institute of Technology']).format(town)}",
                land[0],
                rng.choice(["public", "public", "private", "church related"]),
                rng.randint(1810, 1998),
                round(students, -3 if rng.random() < 0.3 else -1),
                rng.randint(2, 40) if rng.random() > 0.2 else "",
                rng.randint(15, 85),
                rng.choice(["", "low", "medium", "high"]),
                f"http://www.{town.lower().replace(' ', '')}.edu",
            ]
        )
    wrong = [(r, 1, rng.choice([typed(rng, rows[r][1]), rows[r][1].upper(), rows[r][1].lower()])) for r in some(rng, 480, 0.04)]
    wrong += [(r, 2, rng.choice([rows[r][2].upper(), rows[r][2].replace(" ", "-") + "-"])) for r in some(rng, 480, 0.03)] + [
        (r, 6, rng.choice([rows[r][6] * 10, f"{rows[r][6]}%"])) for r in some(rng, 480, 0.02)
    ]
    wrong += [(r, 3, rows[r][3] + rng.choice([-1000, 1000])) for r in some(rng, 480, 0.01)]
    return built(
        ["name", "country", "control", "founded", "students", "abroad_pct", "female_pct", "expenses", "url"], rows, wrong
    )


TABLES += [twin(make) for make in TABLES if make not in (tongues, paints)]
