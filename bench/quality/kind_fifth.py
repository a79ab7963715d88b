"""Kinds of the other files a fifth time, as registers, catalogues and adverts of daily life look: dependencies
of which few rows break one, wrong spellings that prevail, attributes that a title contradicts. Drawn, like
kind_fifth_rows.py and kind_fifth_series.py, before a detector is read or mended. Their sets are called
fifth_KIND."""
from kind_fifth_words import COMMENTS, DRUGS, FAMILY, GIVEN, STREETS, person
from kind_sheet import Sheet, built, lister, misspell, names, other, skewed, some, spoil

TABLES = []
table = lister(TABLES)


# ---- dependencies that few rows break ----

def districts(rng):
    """Postcode → (street, town, district, county), as on an island: outward codes follow the town."""
    found = {}
    counties = {county: names(rng, 3, (2, 3)) for county in (f"{n}shire" for n in names(rng, 12))}
    for county, parts in counties.items():
        for district in parts:
            for town in names(rng, rng.randint(2, 5), (2, 3)):
                area = f"{town[:2].upper()}{rng.randint(1, 29)}"
                for _ in range(rng.randint(10, 40)):
                    inward = f"{rng.randint(1, 9)}{rng.choice('ABDEFGHJLN')}{rng.choice('PQRSTUWXYZ')}"
                    way = f"{rng.choice(STREETS)} {rng.choice(['Road', 'Street', 'Lane', 'Close', 'Avenue'])}"
                    found[f"{area} {inward}"] = (way.upper(), town.upper(), district.upper(), county.upper())
    return found


@table("fifth_rules")
def house_sales(rng):
    """Sales of houses, 20,000 rows: post code → street, town; town → district → county; most post codes have
    few rows, a tenth of the streets is left out (that may be called wrong or not), 0.2 % wrong in four
    columns."""
    places = districts(rng)
    codes = list(places)
    rows = []
    for i in range(20000):
        code = skewed(rng, codes, .35)
        street, town, district, county = places[code]
        street = "" if rng.random() < .1 else street
        price = round(rng.lognormvariate(12.2, .5), -2 if rng.random() < .7 else 0)
        rows.append([f"{{{rng.randrange(16**8):08X}-{rng.randrange(16**4):04X}}}", int(price),
                     f"20{rng.randint(10, 22)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02} 00:00", code,
                     rng.choice("DSTTF"), rng.choice("NNNNY"), rng.choice("FFL"), rng.randint(1, 180),
                     f"FLAT {rng.randint(1, 40)}" if rng.random() < .15 else "", street, town, district, county])
    sheet = Sheet(["id", "price", "date", "postcode", "type", "new", "tenure", "paon", "saon", "street", "town",
                   "district", "county"], rows)
    for c in (10, 11, 12):
        spoil(rng, sheet, c, .002)
    streets = sorted({row[9] for row in sheet.clean})
    for r in some(rng, len(rows), .002):
        if sheet.clean[r][9]:
            sheet.put(r, 9, other(rng, streets, sheet.clean[r][9]))
    for r, row in enumerate(sheet.clean):
        if not row[9]:
            sheet.doubt(r, 9)
    return sheet


@table("fifth_rules")
def dispensed(rng):
    """Prescriptions, 9,000 rows: code → drug and form, drug → group; prescriber → practice → town; price per
    pack follows the code but for a year's rise. A drug, form, group, practice or town is wrong in 0.15 %."""
    groups = ["cardiovascular", "antibiotic", "analgesic", "endocrine", "gastro", "nervous system"]
    group = {drug: rng.choice(groups) for drug in DRUGS}
    packs = {}
    for drug in DRUGS:
        for form in rng.sample(["tablet 5 mg", "tablet 10 mg", "capsule 20 mg", "syrup", "inj."], rng.randint(2, 4)):
            packs[f"{rng.randint(1000000, 9999999)}"] = (drug, form, rng.uniform(2, 60))
    towns = names(rng, 14, (2, 3))
    practices = {f"{rng.choice(['Dr.', 'Praxis', 'MVZ'])} {n}": rng.choice(towns) for n in rng.sample(FAMILY, 30)}
    doctors = {f"{rng.randint(100000000, 999999999)}": rng.choice(list(practices)) for _ in range(70)}
    rows = []
    for i in range(9000):
        code, doctor = skewed(rng, list(packs), .8), skewed(rng, list(doctors), .5)
        drug, form, price = packs[code]
        dearer = 1.04 if i > 6000 else 1
        practice = doctors[doctor]
        rows.append([f"{2020 + i // 3000}Q{1 + i // 750 % 4}", doctor, practice, practices[practice], code, drug, form,
                     group[drug], f"{price * dearer:.2f}".replace(".", ","), rng.choice([1, 1, 1, 2, 3]),
                     rng.choice(COMMENTS)])
    sheet = Sheet(["Quartal", "LANR", "Praxis", "Ort", "PZN", "Mittel", "Form", "Gruppe", "Preis", "Packungen",
                   "Bemerkung"], rows)
    for c in (2, 3, 5, 6, 7):
        spoil(rng, sheet, c, .0015)
    return sheet


@table("fifth_rules")
def stop_list(rng):
    """Stops of buses: names that two towns share, platforms of one stop, a stop moved, zones that overlap at
    borders, an operator who takes over a line. No mistake."""
    towns = {t: rng.randint(1, 6) for t in names(rng, 25, (2, 3))}
    stops = []
    for town in towns:
        for way in rng.sample(STREETS, rng.randint(8, 25)):
            name = f"{way} {rng.choice(['Road', 'Lane', 'School', 'Square'])}"
            stops.append((f"{rng.randint(10000, 99999)}", name, town,
                          f"{rng.uniform(50, 52):.4f}", f"{rng.uniform(7, 9):.4f}"))
    lines = {f"{k}{rng.choice(['', '', 'E', 'N'])}": rng.choice(["Verkehr AG", "Stadtbus", "RegioLine"])
             for k in rng.sample(range(1, 99), 40)}
    rows = []
    for i in range(6000):
        number, name, town, lat, lon = skewed(rng, stops, .3)
        line = rng.choice(list(lines))
        zone = towns[town] + (rng.random() < .03)
        carrier = "RegioLine" if i > 4000 and lines[line] == "Stadtbus" and int(number) % 3 else lines[line]
        moved = name + " (temporary)" if rng.random() < .004 else name
        rows.append([i + 1, number, moved, town, zone, lat, lon, line, carrier, rng.choice(["A", "B", "", ""])])
    return Sheet(["row", "stop_id", "stop_name", "municipality", "zone", "lat", "lon", "route", "operator",
                  "platform"], rows)


# ---- wrong forms that prevail ----

@table("fifth_misspelt")
def permits(rng):
    """Building permits, 7,500 rows: contractor by licence, misspelt for two licences in 60 to 90 % of their
    rows; a status that most clerks write wrong; a district that is misspelt in one ward's rows only."""
    trades = ["Construction", "Builders", "Roofing"]
    firms = {f"L{rng.randint(10000, 99999)}": f"{rng.choice(FAMILY)} {rng.choice(trades)}" for _ in range(120)}
    codes = list(firms)
    slips = {codes[k]: (misspell(rng, firms[codes[k]].split()[0]), share) for k, share in ((2, .6), (7, .9))}
    parts = ["Riverside", "Old Town", "Harbour", "Northfield", "Eastgate", "Woodlands", "Hillcrest"]
    states = ["Received", "Approved", "Cancelled", "Under review"]
    rows, wrong = [], []
    for i in range(7500):
        code, ward = skewed(rng, codes, .7), rng.randint(1, 21)
        state, part = skewed(rng, states, .5), parts[ward % 7]
        rows.append([f"BP-{2018 + i // 1500}-{i:05}", ward, part,
                     f"{rng.randint(1, 999)} {rng.choice(STREETS)} St", code, firms[code],
                     rng.choice(["Alteration", "New building", "Demolition", "Alteration"]), state,
                     f"{round(rng.lognormvariate(10, 1.2), -2):.0f}", rng.choice(COMMENTS)])
        if code in slips and rng.random() < slips[code][1]:
            wrong.append((i, 5, f"{slips[code][0]} {firms[code].split()[1]}"))
        if state == "Received" and rng.random() < .7:
            wrong.append((i, 7, "Recieved"))
        if ward == 9 and rng.random() < .8:
            wrong.append((i, 2, "Habrour"))
    return built(["permit", "ward", "district", "site", "licence", "contractor", "work", "status", "value", "note"],
                 rows, wrong)


BIRDS = [("Mésange charbonnière", "Parus major"), ("Mésange bleue", "Cyanistes caeruleus"),
         ("Goéland argenté", "Larus argentatus"), ("Goéland marin", "Larus marinus"),
         ("Héron cendré", "Ardea cinerea"), ("Merle noir", "Turdus merula"), ("Grive musicienne", "Turdus philomelos"),
         ("Pinson des arbres", "Fringilla coelebs"), ("Rougegorge familier", "Erithacus rubecula"),
         ("Troglodyte mignon", "Troglodytes troglodytes"), ("Canard colvert", "Anas platyrhynchos"),
         ("Foulque macroule", "Fulica atra"), ("Cygne tuberculé", "Cygnus olor"), ("Pic épeiche", "Dendrocopos major"),
         ("Pie bavarde", "Pica pica"), ("Corneille noire", "Corvus corone"), ("Étourneau sansonnet", "Sturnus vulgaris"),
         ("Moineau domestique", "Passer domesticus"), ("Hirondelle rustique", "Hirundo rustica"),
         ("Hirondelle de fenêtre", "Delichon urbicum"), ("Buse variable", "Buteo buteo")]


@table("fifth_misspelt")
def birds(rng):
    """Birds counted in French, 2,400 rows: name ↔ Latin name; one name is misspelt in 85 %, one Latin name in
    70 %, one place in 90 % of one observer's rows, who writes half of that place's."""
    places = [f"{a} {b}" for a in ("Étang de", "Bois de", "Marais de") for b in names(rng, 5, (2, 3))]
    people = [person(rng) for _ in range(9)]
    rows, wrong = [], []
    for i in range(2400):
        bird, place, who = skewed(rng, BIRDS, .5), skewed(rng, places, .3), skewed(rng, people, .6)
        rows.append([f"{rng.randint(1, 28):02}.{rng.randint(3, 9):02}.{2015 + i // 400}", place, who, *bird,
                     max(1, int(rng.lognormvariate(1, 1))), rng.choice(["", "", "chant", "en vol", "au nid"])])
        if bird[0] == "Goéland argenté" and rng.random() < .85:
            wrong.append((i, 3, "Goéland agrenté"))
        if bird[0] == "Pinson des arbres" and rng.random() < .7:
            wrong.append((i, 4, "Fringila coelebs"))
        if place == places[1] and who == people[0] and rng.random() < .9:
            wrong.append((i, 1, place.replace("Étang", "Etagn")))
    return built(["date", "lieu", "observateur", "espèce", "nom latin", "nombre", "comportement"], rows, wrong)


@table("fifth_misspelt")
def surnames(rng):
    """Members whose families are spelt in four ways, twin towns one letter apart, jobs of both genders, sorts
    of the same stem. No mistake."""
    families = ["Meier", "Meyer", "Maier", "Mayer", "Schmidt", "Schmitt", "Schmid", "Hofmann", "Hoffmann", "Petersen",
                "Pedersen", "Jansen", "Janssen", "Kristensen", "Christensen"]
    towns = {"Neustadt": "48", "Neustatt": "51", "Altenburg": "04", "Altenberg": "01", "Oldenburg": "26",
             "Bergen": "29"}
    jobs = ["Lehrer", "Lehrerin", "Gärtner", "Gärtnerin", "Arzt", "Ärztin", "Schreiner", "Schneider"]
    rows = []
    for i in range(1700):
        town = skewed(rng, list(towns), .8)
        rows.append([i + 1, skewed(rng, families, .8), rng.choice(GIVEN), f"{towns[town]}{rng.randint(100, 999)}", town,
                     rng.choice(jobs), rng.randint(1960, 2020), rng.choice(["bar", "Lastschrift", "Lastschrift"])])
    return Sheet(["Nr", "Name", "Vorname", "PLZ", "Ort", "Beruf", "seit", "Zahlung"], rows)


# ---- an attribute that the title contradicts ----

def contradict(rng, sheet, title, column, share):
    """About `share` of the rows get another value of the column; only where the title tells the right one."""
    values = sorted({row[column] for row in sheet.clean} - {""})
    for r in some(rng, len(sheet.clean), share):
        own = sheet.clean[r][column]
        if own and own.lower() in sheet.clean[r][title].lower():
            sheet.put(r, column, other(rng, values, own))
    return sheet


@table("fifth_tint")
def frocks(rng):
    """A shop for clothes, 4,500 rows: the title tells gender, colour (often of two words) and pattern, or only
    some of them; colour wrong in 1.5 %, gender in 0.5 %; brands and patterns hold colours, too."""
    colours = ["Black", "White", "Navy Blue", "Blue", "Red", "Maroon", "Grey", "Green", "Olive", "Pink", "Beige",
               "Brown", "Mustard", "Sea Green", "Off White", "Purple", "Charcoal"]
    things = ["Kurta", "T-shirt", "Shirt", "Dress", "Jeans", "Sweatshirt", "Track Pants", "Scarf", "Sneakers", "Belt"]
    brands = [*names(rng, 18), "Red Tape", "Olive Tree", "Black Panther"]
    rows = []
    for i in range(4500):
        brand, thing, colour = skewed(rng, brands, .6), rng.choice(things), skewed(rng, colours, .7)
        gender = skewed(rng, ["Women", "Men", "Girls", "Boys", "Unisex"], .8)
        parts = [brand] + [p for p, share in ((gender, .8), (colour, .6), (rng.choice(["Solid", "Printed", "Checked",
                 "Slim Fit", "Pure Cotton", "Striped"]), .7)) if rng.random() < share and p != "Unisex"]
        if "Striped" in parts and rng.random() < .3:
            parts.insert(-1, f"& {other(rng, colours, colour)}" if colour in parts else "Multi")
        rows.append([f"{10000000 + 31 * i}", " ".join([*parts, thing]), brand, gender, thing, colour,
                     rng.choice(["Summer", "Winter", "Fall", ""]), f"{rng.randint(199, 4999)}",
                     f"{rng.uniform(2, 5):.1f}" if rng.random() < .6 else ""])
    sheet = Sheet(["p_id", "name", "brand", "gender", "articleType", "baseColour", "season", "price", "avg_rating"],
                  rows)
    contradict(rng, sheet, 1, 5, .015)
    return contradict(rng, sheet, 1, 3, .005)


@table("fifth_tint")
def used_cars(rng):
    """Second-hand cars in French, 2,200 rows: an advert's line with maker, model, engine, colour, gearbox,
    fuel, some left out, lower or upper case; colour wrong in 3 %, fuel and gearbox in 1 % each."""
    models = [("Peugeot", "208"), ("Peugeot", "3008"), ("Renault", "Clio"), ("Renault", "Captur"), ("Citroën", "C3"),
              ("Dacia", "Sandero"), ("Volkswagen", "Golf"), ("Toyota", "Yaris"), ("Fiat", "500"), ("BMW", "Série 1")]
    colours = ["Noir", "Blanc", "Gris", "Gris anthracite", "Bleu", "Rouge", "Argent", "Vert", "Beige", "Orange"]
    rows = []
    for i in range(2200):
        (maker, model), colour = skewed(rng, models, .5), skewed(rng, colours, .8)
        fuel = skewed(rng, ["Diesel", "Essence", "Hybride", "Électrique"])
        box = rng.choice(["Manuelle", "Automatique"])
        parts = [f"{maker} {model}"] + [p for p, share in (
            (f"{rng.choice(['1.2', '1.5', '1.6', '2.0'])} {rng.choice([75, 90, 110, 130])}ch", .8), (fuel.lower(), .5),
            (colour.lower(), .6), (f"boîte {box.lower()}", .5),
            (rng.choice(["GPS", "1ère main", "CT ok", "Allure"]), .7)) if rng.random() < share]
        line = rng.choice([" ", " - ", ", "]).join(parts)
        rows.append([line.upper() if rng.random() < .1 else line, maker, model, rng.randint(2006, 2023),
                     f"{rng.randint(2, 240) * 1000} km", fuel, box, colour if rng.random() > .08 else "",
                     f"{rng.randint(15, 280) * 100} €", f"{rng.randint(1, 95):02}"])
    sheet = Sheet(["annonce", "marque", "modèle", "année", "kilométrage", "carburant", "boîte", "couleur", "prix",
                   "dept"], rows)
    for c, share in ((5, .01), (6, .01), (7, .03)):
        contradict(rng, sheet, 0, c, share)
    return sheet


@table("fifth_tint")
def yarns(rng):
    """Wool whose brands and shades are called by colours, plants by flower while the name tells the leaf, wine
    and cheese of a colour, boxes of two. No mistake."""
    colours = ["red", "blue", "green", "white", "black", "yellow", "pink"]
    rows = []
    for i in range(2600):
        colour, second = rng.choice(colours), rng.choice(colours)
        title = rng.choice([
            f"{rng.choice(['Red Heart', 'Black Sheep', 'White Swan'])} {rng.choice(names(rng, 2))} {i % 900 + 100}",
            f"Hosta, {second} leaf", f"{second.capitalize()} label merino, {colour}", f"{colour} & {second} twin pack",
            f"Merino extra fine col. {rng.randint(1, 90)}", f"Knitting pins ({second} case)", f"Cotton {colour} 50 g"])
        rows.append([f"YN{i:05}", title, colour, rng.choice(["50 g", "100 g", "each"]),
                     rng.choice(["wool", "cotton", "mixed"]), f"{rng.uniform(1.5, 19):.2f}", rng.randint(0, 200)])
    return Sheet(["article", "text", "colour", "unit", "fibre", "price", "stock"], rows)
