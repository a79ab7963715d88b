"""Wrong forms that prevail and attributes that a title contradicts, an eighth time: a police log, Dutch vacancies, meals
on board, German clothes, a merchant's feed, rings; place names a letter apart and toys called by colours that are right.
Their sets are called eighth_misspelt and eighth_tint; see kind_eighth.py."""
import datetime

from kind_fifth_words import STREETS, person
from kind_seventh_titles import contradicted
from kind_sheet import Sheet, built, lister, names, other, skewed

TABLES = []
table = lister(TABLES)


# ---- wrong forms that prevail ----

@table("eighth_misspelt")
def incidents(rng):
    """A police log, 3,000 rows, 11 columns: code → statute; Burglary is Burglery in 72 % of its rows, the outcome Cleared by
    Arrest lacks an r in 65 %; statutes, narratives and other outcomes have the words right."""
    acts = {"459": ("Burglary", "Burglary of a dwelling"), "484": ("Theft", "Petty theft"), "594": ("Vandalism", "Vandalism"),
            "242": ("Battery", "Simple battery"), "211": ("Robbery", "Robbery"), "451": ("Arson", "Arson of property"),
            "602": ("Trespass", "Trespassing"), "647": ("Disorderly Conduct", "Disorderly conduct")}
    ends = ["Open", "Cleared by Arrest", "Unfounded", "Arrest Warrant Issued", "Referred"]
    tales = ["caller reports {}", "{}, no suspect", "suspect seen leaving", "alarm", "third {} on this block", "", ""]
    rows, wrong, when = [], [], datetime.datetime(2019, 1, 1)
    for i in range(3000):
        when += datetime.timedelta(minutes=int(rng.expovariate(1 / 170)))
        code, end = skewed(rng, list(acts), .6), skewed(rng, ends, .5)
        what, statute = acts[code]
        rows.append([f"19-{i + 1:05}", when.strftime("%m/%d/%Y %H:%M"), code, statute, what, f"D{rng.randint(1, 6)}",
                     f"{rng.randint(1, 99)}00 BLK {rng.choice(STREETS).upper()} ST", person(rng).split()[1].upper(), end,
                     rng.choice(tales).format(what.lower()), rng.choice(["Y", "N", "N", ""])])
        if what == "Burglary" and rng.random() < .72:
            wrong.append((i, 4, "Burglery"))
        if end == "Cleared by Arrest" and rng.random() < .65:
            wrong.append((i, 8, "Cleared by Arest"))
    return built(["case", "reported", "code", "statute", "offense", "beat", "block", "officer", "disposition", "narrative",
                  "juvenile"], rows, wrong)


@table("eighth_misspelt")
def vacatures(rng):
    """Dutch vacancies, 1,900 rows, 11 columns: field Administratie lacks an i in 70 %, the start Onmiddellijk an l in 80 %,
    's-Hertogenbosch its ch in 60 %; titles and advertisements have the words right."""
    jobs = {"Administratie": ["Medewerker Administratie", "Hoofd Administratie"], "Zorg": ["Verpleegkundige", "Begeleider"],
            "Techniek": ["Monteur", "Lasser"], "Logistiek": ["Chauffeur", "Magazijnmedewerker"], "Onderwijs": ["Docent"]}
    towns = {"Utrecht": "35", "Eindhoven": "56", "'s-Hertogenbosch": "52", "Arnhem": "68", "Zwolle": "80", "Breda": "48"}
    rows, wrong = [], []
    for i in range(1900):
        field, town = skewed(rng, list(jobs), .4), skewed(rng, list(towns), .4)
        start = skewed(rng, ["In overleg", "Onmiddellijk", "1 september", "1 oktober"], .6)
        title = rng.choice(jobs[field]) + rng.choice(["", "", f" regio {town}", " m/v"])
        low = 50 * rng.randint(38, 80)
        rows.append([f"V{rng.randrange(10**6):06}", title, field, f"{towns[town]}{rng.randint(11, 49)} "
                     f"{rng.choice('ABCDE')}{rng.choice('ABKLP')}", town, rng.choice([16, 24, 32, 36, 40]), low,
                     rng.choice(["", low + 50 * rng.randint(4, 20)]), start,
                     rng.choice(["mbo", "hbo", "vmbo", "wo", ""]),
                     rng.choice(["", "onmiddellijk beschikbaar", f"kantoor in {town}", "geen reiskosten",
                                 "ervaring in administratie een pre"])])
        for c, own, form, share in ((2, "Administratie", "Adminstratie", .7), (8, "Onmiddellijk", "Onmiddelijk", .8),
                                    (4, "'s-Hertogenbosch", "'s-Hertogenbos", .6)):
            if rows[i][c] == own and rng.random() < share:
                wrong.append((i, c, form))
    return built(["nummer", "functie", "vakgebied", "postcode", "plaats", "uren", "min_salaris", "max_salaris", "start",
                  "niveau", "tekst"], rows, wrong)


@table("eighth_misspelt")
def special_meals(rng):
    """Special meals on board, 9,000 rows, 10 columns: meal code ↔ meal, airport code ↔ airport. Vegetarian is Vegeterian in
    66 % of VGML, Frankfurt is Frankfrut in 55 % of FRA, Diabetic is Diebetic in 85 %; remarks have the words right."""
    meals = {"VGML": "Vegetarian Vegan", "AVML": "Vegetarian Hindu", "DBML": "Diabetic", "GFML": "Gluten Intolerant",
             "CHML": "Child", "KSML": "Kosher", "MOML": "Moslem", "LFML": "Low Fat", "SFML": "Seafood"}
    fields = {"FRA": "Frankfurt", "MUC": "Munich", "LHR": "London Heathrow", "JFK": "New York", "DEL": "Delhi",
              "NRT": "Tokyo Narita", "GRU": "São Paulo"}
    notes = ["", "", "", "", "asked for vegetarian", "diabetic, carries insulin", "boarding in Frankfurt", "nut allergy"]
    rows, wrong = [], []
    for i in range(9000):
        code, start = skewed(rng, list(meals), .8), skewed(rng, list(fields), .5)
        end = other(rng, list(fields), start)
        rows.append([f"LX{rng.randint(1, 99):03}", datetime.date(2018, 5, 1) + datetime.timedelta(i // 60), start,
                     fields[start], end, f"{rng.randint(1, 58)}{rng.choice('ABCDEFHK')}", code, meals[code],
                     rng.choice(["Y", "Y", "Y", "C", "F"]), rng.choice(notes)])
        for c, own, word, form, share in ((7, "VGML", "Vegetarian", "Vegeterian", .66),
                                          (7, "DBML", "Diabetic", "Diebetic", .85),
                                          (3, "FRA", "Frankfurt", "Frankfrut", .55)):
            if own in (code, start) and rng.random() < share:
                wrong.append((i, c, str(rows[i][c]).replace(word, form)))
    return built(["flight", "date", "from", "airport", "to", "seat", "ssr", "meal", "class", "remark"], rows, wrong)


@table("eighth_misspelt")
def post_offices(rng):
    """Post offices and trading places: Pittsburg and Pittsburgh, Allegany and Allegheny, Harbor and Harbour, Centre and
    Center by state and land; firms that spell their names oddly (Kwik, Lite). No mistake."""
    places = {"Pittsburg": "KS", "Pittsburgh": "PA", "Allegany": "NY", "Allegheny": "PA", "Alleghany": "VA",
              "Centre": "AL", "Center": "TX", "Harbor Springs": "MI", "Harbour Grace": "NL", "Grey Eagle": "MN",
              "Gray": "GA", "Johnston": "RI", "Johnstown": "PA", "Columbia": "SC", "Colombia": "MX", "Fairfield": "CT"}
    firms = ["Kwik Stop", "Quick Stop", "Lite Bites", "Light House", "Theatre Royal", "City Theater", "Donut Hut",
             "Doughnut Hutch", "Nite Owl", "Night Owl", "Color Copy", "Colour Copy"]
    rows = []
    for i in range(2400):
        place = skewed(rng, list(places), .4)
        rows.append([i + 1, place, places[place], f"{rng.randint(1000, 99999):05}", skewed(rng, firms, .3),
                     rng.choice(["post office", "contract unit", "village office"]),
                     rng.choice(["Mon-Fri", "Mon-Sat", "Mon, Wed", ""]), rng.randint(1, 40), person(rng)])
    return Sheet(["no", "place", "region", "code", "host", "kind", "open", "boxes", "postmaster"], rows)


# ---- attributes that the title contradicts ----

@table("eighth_tint")
def kleidung(rng):
    """German clothes, 3,200 rows, 11 columns: titles hold for whom, thing, colour (shades, compounds) and cloth; columns
    farbe, geschlecht, material. Colour wrong in 1.5 %, sex and cloth in 1 %; 30 % of the titles tell no colour."""
    shades = {"blau": ["marineblau", "blau", "hellblau", "jeansblau"], "schwarz": ["schwarz", "tiefschwarz"],
              "grau": ["grau", "anthrazit", "hellgrau meliert"], "rot": ["rot", "weinrot", "kirschrot"],
              "grün": ["grün", "olivgrün", "dunkelgrün"], "weiß": ["weiß", "cremeweiß", "offwhite"], "braun": ["braun", "cognac"]}
    people = {"Damen": ["Damen", "Damen", "Frauen"], "Herren": ["Herren", "Herren", "Männer"], "Kinder": ["Kinder", "Mädchen"]}
    cloths = {"Baumwolle": "Baumwoll", "Wolle": "Woll", "Leinen": "Leinen", "Leder": "Leder", "Polyester": "Polyester"}
    things = ["jacke", "hose", "hemd", "pullover", "mantel", "shirt"]
    rows, told = [], {4: set(), 5: set(), 6: set()}
    for i in range(3200):
        shade, who, cloth = skewed(rng, list(shades), .6), skewed(rng, list(people), .5), skewed(rng, list(cloths), .7)
        shows = [rng.random() < .7, rng.random() < .8, rng.random() < .5]
        for c, shown in zip((4, 5, 6), shows):
            told[c] |= {i} if shown else set()
        thing = skewed(rng, things, .4)
        title = f"{rng.choice(people[who]) + ' ' if shows[1] else ''}"
        title += f"{cloths[cloth]}{thing}" if shows[2] else thing.capitalize()
        title += rng.choice(["", "", " mit Kapuze", " Slim Fit", " 2er-Pack"])
        title += f" {rng.choice(shades[shade])}" if shows[0] else ""
        rows.append([400000 + 3 * i, names(rng, 1, (2, 2))[0], title, thing.capitalize(), shade, who, cloth,
                     rng.choice(["S", "M", "L", "XL", "38", "40", "54"]), f"{rng.lognormvariate(3.6, .5):.2f}".replace(".", ","),
                     rng.choice(["", "30 °C", "40 °C", "Handwäsche"]), rng.randint(0, 80)])
    wrong = [w for c, share in ((4, .015), (5, .01), (6, .01)) for w in contradicted(rng, rows, told[c], c, share)]
    return built(["artnr", "marke", "titel", "art", "farbe", "geschlecht", "material", "groesse", "preis", "pflege", "lager"],
                 rows, wrong)


@table("eighth_tint")
def merchant_feed(rng):
    """A merchant's feed, 5,000 rows, 13 columns: id, title, description, link, colour, gender, age group, material... The
    title, the link's last words and (for some) the description tell the colour; 8 % of the colours are empty, some are
    two (no mistake). Colour wrong in 1 %, gender in 0.8 %."""
    colours = ["Black", "White", "Navy", "Red", "Olive", "Beige", "Pink", "Grey", "Yellow", "Purple"]
    things = ["Rain Jacket", "Yoga Leggings", "Polo Shirt", "Backpack", "Beanie", "Ankle Socks", "Hoodie"]
    marks = {"male": "Men's ", "female": "Women's ", "unisex": ""}
    rows, coloured, gendered = [], set(), set()
    for i in range(5000):
        colour, gender, thing = skewed(rng, colours, .6), skewed(rng, list(marks), .4), skewed(rng, things, .4)
        brand, pair = names(rng, 1, (2, 2))[0], rng.random() < .06
        shown = rng.random() < .75
        title = f"{brand} {marks[gender]}{thing}" + (f" - {colour}" if shown else "")
        text = rng.choice(["Light and warm.", f"Our {thing.lower()} in {colour.lower()} for every day.", "Machine wash at 30.",
                           "Goes with black, white or grey.", f"{brand} quality since 1987."])
        blank = rng.random() < .08
        coloured |= {i} if shown and not blank and not pair else set()
        gendered |= {i} if marks[gender] else set()
        rows.append([f"MF-{i + 10000}", title, text, f"https://shop.example/p/{title.lower().replace(' - ', '-').replace(' ', '-')}",
                     "" if blank else f"{colour}/{other(rng, colours, colour)}" if pair else colour, gender,
                     rng.choice(["adult", "adult", "adult", "kids"]), rng.choice(["", "cotton", "nylon", "wool"]),
                     rng.choice(["S", "M", "L", "XL", "one size"]), f"{rng.lognormvariate(3.3, .5):.2f} USD",
                     rng.choice(["in stock", "in stock", "out of stock", "preorder"]), brand, f"0{rng.randrange(10**12):012}"])
    wrong = contradicted(rng, rows, coloured, 4, .01)
    wrong = [(r, c, v if "/" not in v else v.split("/")[0]) for r, c, v in wrong]
    wrong = [w for w in wrong if w[2] != rows[w[0]][4]] + contradicted(rng, rows, gendered, 5, .008)
    return built(["id", "title", "description", "link", "color", "gender", "age_group", "material", "size", "price",
                  "availability", "brand", "gtin"], rows, wrong)


@table("eighth_tint")
def rings(rng):
    """Jewellery, 380 rows, 9 columns: titles tell carat, gold's colour, stone, and for whom. Metal colour wrong in 7 %,
    stone in 5 %; a fifth of the titles tells no stone, designs are called Rosalind or Goldwyn."""
    metals = {"Yellow Gold": ["Yellow Gold", "Gold"], "White Gold": ["White Gold"], "Rose Gold": ["Rose Gold", "Pink Gold"],
              "Silver": ["Sterling Silver", "Silver"]}
    stones = ["Sapphire", "Ruby", "Emerald", "Topaz", "Amethyst", "Garnet"]
    designs = ["Rosalind", "Goldwyn", "Petra", "Silvia", "Noor", "Halo"]
    rows, stoned = [], set()
    for i in range(380):
        metal, stone = skewed(rng, list(metals), .4), skewed(rng, stones, .5)
        shown = rng.random() < .8
        stoned |= {i} if shown else set()
        carat = "" if metal == "Silver" else f"{rng.choice([9, 14, 18])}K "
        title = f"{rng.choice(designs)} {rng.choice(['Ring', 'Pendant', 'Earrings'])} {carat}{rng.choice(metals[metal])}"
        title += f" with {stone}" if shown else rng.choice(["", " engraved"])
        rows.append([f"J{i * 13 + 100}", title, metal, stone, carat.strip(), rng.choice([48, 50, 52, 54, 56, ""]),
                     round(rng.lognormvariate(5.6, .7)), f"{rng.uniform(1, 9):.2f}", rng.choice(["gift box", "pouch", ""])])
    wrong = contradicted(rng, rows, set(range(380)), 2, .07) + contradicted(rng, rows, stoned, 3, .05)
    return built(["ref", "title", "metal", "stone", "carat", "size", "price", "grams", "packing"], rows, wrong)


@table("eighth_tint")
def toys(rng):
    """Toys: bears called Blue or Rosie that are brown, sets of several colours, dolls' clothes whose colour is not the
    doll's, "for boys and girls", wooden toys with metal bells. No mistake."""
    hues = ["Brown", "White", "Grey", "Blue", "Pink", "Multicolour"]
    rows = []
    for i in range(2300):
        hue = skewed(rng, hues, .5)
        called = rng.choice(["Blue the Bear", "Rosie Rabbit", "Captain Red", "Goldie Duck", "Mr Green", "Snowy Owl",
                             "Little Brown Dog", "Black Beauty Horse"])
        told = rng.choice(["", f"in {hue}", "with Red Scarf", "with Blue and White Dress", "Set of 3, Red Yellow Green",
                           "for Boys and Girls", "with Metal Bell"])
        rows.append([5000 + i, f"{called} {told}".strip(), hue, rng.choice(["Plush", "Wood", "Plastic"]),
                     rng.choice(["Unisex", "Unisex", "Girls", "Boys"]), rng.choice(["0+", "3+", "6+"]),
                     rng.choice([12, 18, 25, 40]), f"{rng.lognormvariate(2.8, .5):.2f}", rng.randint(0, 300)])
    return Sheet(["item", "title", "colour", "material", "for", "age", "cm", "price", "sold"], rows)
