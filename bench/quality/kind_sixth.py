"""Kinds of the other files a sixth time, as people would spoil a public table: hierarchies of places and species of
which 0.2 % is broken, wrong spellings that prevail in English and Spanish, colours that a Spanish or a shortened
title contradicts. Drawn, like kind_sixth_rows.py and kind_sixth_series.py, before a detector is read or mended.
Their sets are called sixth_KIND."""
from kind_fifth_words import FAMILY, GIVEN, STREETS, person
from kind_sheet import Sheet, built, lister, misspell, names, other, skewed, some, spoil

TABLES = []
table = lister(TABLES)


# ---- dependencies that few rows break ----

@table("sixth_rules")
def places(rng):
    """Places of the world, 20,000 rows: id, name, position, district → province → country ↔ code → continent,
    currency, dialling code and time zone by country; names recur between countries; 0.2 % wrong in six columns."""
    parts = ["Africa", "Asia", "Europe", "North America", "Oceania", "South America"]
    lands = []
    for land in names(rng, 48, (2, 3)):
        provinces = {p: names(rng, rng.randint(3, 9), (2, 3)) for p in names(rng, rng.randint(3, 9), (2, 3))}
        lands.append((land, land[:2].upper() if rng.random() < .7 else (land[0] + land[-1]).upper(), rng.choice(parts),
                      f"{land[:2].upper()}{rng.choice('DFKLPR')}", f"+{rng.randint(20, 999)}",
                      f"UTC{rng.choice('+-')}{rng.randint(1, 11):02}", provinces))
    rows = []
    for i in range(20000):
        land, code, part, money, dial, zone, provinces = skewed(rng, lands, .7)
        province = skewed(rng, list(provinces), .5)
        district = skewed(rng, provinces[province], .5)
        rows.append([3000000 + 7 * i, rng.choice(names(rng, 1, (2, 3))), f"{rng.uniform(-60, 70):.5f}",
                     f"{rng.uniform(-180, 180):.5f}", rng.choice(["P", "P", "P", "A", "H", "T"]), district, province, land,
                     code, part, money, dial, zone, int(rng.lognormvariate(7, 2)), rng.choice([2008, 2012, 2017, 2021])])
    sheet = Sheet(["geonameid", "name", "latitude", "longitude", "class", "district", "province", "country", "cc",
                   "continent", "currency", "dial", "tz", "population", "updated"], rows)
    for c in (6, 7, 8, 9, 10, 12):
        spoil(rng, sheet, c, .002)
    return sheet


@table("sixth_rules")
def beetles(rng):
    """Finds of beetles, 3,000 rows: species (two words) → genus → family → order; collection → country; author and
    year by species; half of the species have one to three rows; genus, family, author and country wrong in 0.2 to
    0.3 %."""
    families = {f + "idae": names(rng, rng.randint(3, 9), (3, 3)) for f in names(rng, 14, (2, 3))}
    kinds = []
    for family, genera in families.items():
        order = rng.choice(["Coleoptera"] * 5 + ["Hemiptera", "Odonata"])
        for genus in genera:
            for species in names(rng, rng.randint(1, 8), (2, 3)):
                kinds.append((f"{genus} {species.lower()}us", genus, family, order,
                              f"{rng.choice(FAMILY)}, {rng.randint(1758, 1990)}"))
    rng.shuffle(kinds)
    museums = {f"{n[:3].upper()}C": (f"{n} Museum", rng.choice(["France", "Brazil", "Kenya", "Japan", "Italy"]))
               for n in names(rng, 22, (2, 3))}
    rows = []
    for i in range(3000):
        kind, house = skewed(rng, kinds, 1), skewed(rng, list(museums), .7)
        rows.append([f"urn:{house}:{rng.randrange(10**6):06}", *kind[:1], kind[4], *kind[1:4], house, *museums[house],
                     f"{rng.randint(1890, 2015)}", rng.choice(["male", "female", "", ""]), rng.choice([1, 1, 1, 2, 5]),
                     person(rng)])
    sheet = Sheet(["occurrence", "scientificName", "authorship", "genus", "family", "order", "institution", "museum",
                   "country", "year", "sex", "count", "recordedBy"], rows)
    for c, share in ((2, .002), (3, .003), (4, .002), (8, .002)):
        spoil(rng, sheet, c, share)
    return sheet


@table("sixth_rules")
def fleet(rng):
    """Buses by depot: a model of two lengths, buses that change depots for good, an operator of two regions, a fuel
    that one type has twice, body colours by custom, numbers filled anew. No mistake."""
    models = {f"{rng.choice(['Citaro', 'Urbino', 'Lion'])} {k}": (rng.choice([12, 18]), rng.choice(["diesel", "CNG"]))
              for k in ("A", "B", "C", "GL", "K", "18", "12 IV")}
    depots = {n: rng.choice(["North", "South", "Mid"]) for n in names(rng, 9, (2, 2))}
    home = {k: rng.choice(list(depots)) for k in range(300)}
    rows = []
    for i in range(9000):
        bus = rng.randrange(300)
        if rng.random() < .01:
            home[bus] = rng.choice(list(depots))
        model = list(models)[bus % len(models)]
        length, fuel = models[model]
        fuel = "hybrid" if bus in (14, 28) else fuel
        region = "Mid" if rng.random() < .012 else depots[home[bus]]
        rows.append([i + 1, f"W {bus + 1000}", model, length + .1 * (bus % 21 == 0), fuel, home[bus], region,
                     rng.choice(FAMILY[:25]), f"{rng.randint(20, 400)}", rng.choice(["", "", "", "workshop", "spare"])])
    return Sheet(["entry", "plate", "model", "length", "fuel", "depot", "region", "driver", "km", "note"], rows)


# ---- wrong forms that prevail ----

@table("sixth_misspelt")
def schools(rng):
    """Pupils' results by school and year, 12,000 rows: code → school, district, county. In the names of schools one
    word (Elementary) is wrong in most rows of two schools, a county in 75 % of its rows, a subject in 60 %; the
    right forms stand in other rows. 11 columns."""
    counties = names(rng, 9, (2, 3))
    schools_of = {}
    for _ in range(140):
        county = rng.choice(counties)
        kind = rng.choice(["Elementary School", "Middle School", "High School"])
        schools_of[f"{rng.randint(10, 99)}-{rng.randint(1000, 9999)}"] = (
            f"{rng.choice(STREETS + FAMILY)} {kind}", f"{rng.choice(names(rng, 1))} Unified", f"{county} County")
    codes = list(schools_of)
    primary = [c for c in codes if "Elementary" in schools_of[c][0]]
    slips = {primary[2]: ("Elementary", "Elementry", .85), primary[9]: ("Elementary", "Elemantary", .65)}
    bad = schools_of[codes[5]][2]
    bad_form = misspell(rng, bad.split()[0]) + " County"
    subjects = ["Mathematics", "Science", "English Language Arts", "Social Studies"]
    rows, wrong = [], []
    for i in range(12000):
        code, year, grade = skewed(rng, codes, .3), 2012 + i // 1500, rng.randint(3, 11)
        school, district, county = schools_of[code]
        subject, tested = rng.choice(subjects), rng.randint(8, 240)
        passed = int(tested * rng.betavariate(6, 3))
        rows.append([year, code, school, district, county, grade, subject, tested, passed, f"{100 * passed / tested:.1f}",
                     rng.choice(["All", "All", "Male", "Female", "EL"])])
        if code in slips and rng.random() < slips[code][2]:
            wrong.append((i, 2, school.replace(*slips[code][:2])))
        if county == bad and rng.random() < .75:
            wrong.append((i, 4, bad_form))
        if subject == "Mathematics" and rng.random() < .6:
            wrong.append((i, 6, "Mathmatics"))
    return built(["year", "school_code", "school", "district", "county", "grade", "subject", "tested", "proficient",
                  "pct", "group"], rows, wrong)


@table("sixth_misspelt")
def siniestros(rng):
    """Accidents in Spanish, 340 rows: kind, weather, quarter, vehicle; one kind is misspelt in 70 % and one quarter in
    80 % of its rows; a text tells the kind again in most rows."""
    kinds = ["Colisión frontal", "Alcance", "Atropello", "Vuelco", "Salida de calzada"]
    parts = ["Centro", "Chamartín", "Salamanca", "Retiro", "Moratalaz", "Villaverde"]
    rows, wrong = [], []
    for i in range(340):
        kind, part = skewed(rng, kinds, .5), skewed(rng, parts, .4)
        vehicle = skewed(rng, ["Turismo", "Motocicleta", "Furgoneta", "Bicicleta", "Autobús"])
        rows.append([f"2019S{rng.randint(10000, 39999):06}", f"{rng.randint(1, 28):02}/{rng.randint(1, 12):02}/2019",
                     f"{rng.randint(0, 23)}:{rng.choice(['00', '15', '30', '45'])}:00",
                     f"CALL. {rng.choice(FAMILY).upper()}, {rng.randint(1, 190)}", part, kind, vehicle,
                     rng.choice(["Despejado", "Despejado", "Nublado", "Lluvia débil"]), rng.choice(["Hombre", "Mujer"]),
                     f"{kind} de {vehicle.lower()}" if rng.random() < .7 else f"{vehicle} contra objeto"])
        if kind == "Atropello" and rng.random() < .7:
            wrong.append((i, 5, "Atroppello"))
        if part == "Salamanca" and rng.random() < .8:
            wrong.append((i, 4, "Salamnaca"))
    return built(["expediente", "fecha", "hora", "localizacion", "distrito", "tipo", "vehiculo", "meteo", "sexo",
                  "descripcion"], rows, wrong)


@table("sixth_misspelt")
def wines(rng):
    """Wines whose names differ by country (Syrah, Shiraz), growers with brothers (Müller, Mueller), villages a letter
    apart, words of four languages, titles with and without an accent by house style. No mistake."""
    land = {"France": ["Syrah", "Grenache", "Pinot Gris", "Mourvèdre"], "Australia": ["Shiraz", "Grenache", "Pinot Grigio"],
            "Spain": ["Garnacha", "Monastrell", "Tempranillo"], "Italy": ["Sangiovese", "Pinot Grigio", "Primitivo"],
            "Portugal": ["Aragonez", "Tinta Roriz", "Touriga"], "United States": ["Zinfandel", "Syrah", "Petite Sirah"]}
    houses = [f"{a} {n}" for n in ["Müller", "Mueller", "Miller", "Moreau", "Moreau", "Martin", "Martins", "Martini",
                                   "Rosselli", "Roselli", "Garnier", "Granier"] for a in ("Domaine", "Casa", "Weingut")]
    rows = []
    for i in range(2100):
        where = skewed(rng, list(land), .6)
        sort = rng.choice(land[where])
        rows.append([i, where, f"{rng.choice(houses)}", sort,
                     f"{rng.choice(['Réserve', 'Reserva', 'Riserva', 'Reserve', 'Cuvée', 'Old Vines'])} {sort}",
                     rng.randint(1998, 2020), rng.randint(80, 100), rng.choice([12, 15, 18, 25, 40, 75]),
                     rng.choice(["ripe and rich", "a rich, ripe wine", "dry; tannic", "lean", ""])])
    return Sheet(["n", "country", "winery", "variety", "designation", "vintage", "points", "price", "notes"], rows)


# ---- an attribute that the title contradicts ----

TINTES = {"Negro": "negr", "Blanco": "blanc", "Rojo": "roj", "Amarillo": "amarill", "Morado": "morad"}
PLAIN = {"Azul": "azul", "Gris": "gris", "Verde": "verde", "Beige": "beige", "Marrón": "marrón"}


@table("sixth_tint")
def zapatos(rng):
    """Shoes and bags in Spanish, 5,000 rows: the title names the colour in gender and number (zapatos rojos, bolso
    negro, botas azules) in three of four; the column has the plain word in capitals; colour wrong in 1.5 %, kind in
    0.5 %; 12 columns."""
    things = [("Zapatos", "os", "ZAPATO"), ("Botas", "as", "BOTA"), ("Bolso", "o", "BOLSO"), ("Sandalias", "as", "SANDALIA"),
              ("Mochila", "a", "MOCHILA"), ("Zapatillas", "as", "ZAPATILLA"), ("Cinturón", "o", "CINTURON")]
    brands, colours = names(rng, 25, (2, 3)), [*TINTES, *PLAIN]
    rows = []
    for i in range(5000):
        thing, end, kind = skewed(rng, things, .4)
        colour = skewed(rng, colours, .6)
        word = TINTES[colour] + end if colour in TINTES else PLAIN[colour]
        if colour not in TINTES and end.endswith("s") and colour != "Beige":
            word = {"Marrón": "marrones", "Azul": "azules", "Gris": "grises", "Verde": "verdes"}[colour]
        title = [thing, rng.choice(["de piel", "casual", "deportivo", "con cremallera", "de lona"]),
                 word if rng.random() < .75 else rng.choice(["clásico", "urbano", "2 bolsillos"]), "-", rng.choice(brands)]
        price = rng.choice([19, 24, 29, 39, 59, 89]) + .99
        rows.append([f"REF{rng.randrange(10**7):07}", " ".join(title), title[-1].upper(), kind, colour.upper(),
                     rng.choice(["MUJER", "HOMBRE", "UNISEX"]), rng.choice(["PIEL", "SINTETICO", "TEXTIL"]),
                     f"{price:.2f}".replace(".", ","), rng.choice([0, 0, 10, 20, 50]), rng.randint(0, 300),
                     rng.choice(["OI21", "PV22", "OI22"]), "CN" if rng.random() < .6 else "ES"])
    sheet = Sheet(["ref", "nombre", "marca", "tipo", "color", "genero", "material", "precio", "dto", "stock", "temporada",
                   "origen"], rows)
    spoil(rng, sheet, 4, .015)
    return spoil(rng, sheet, 3, .005)


@table("sixth_tint")
def headphones(rng):
    """Electronics, 360 rows, 17 columns: titles with maker, model, thing and colour, also shortened (Blk, Wht) or
    joined by a dash; colour wrong in 5 %, connection (Bluetooth, Wired) in 3 %; a third of the titles names no
    colour."""
    short = {"Black": "Blk", "White": "Wht", "Blue": "Blu", "Silver": "Slv", "Rose Gold": "RG", "Red": "Red", "Green": "Grn"}
    brands = [*names(rng, 9, (2, 2)), "BlueAnt", "Redmi"]
    rows = []
    for i in range(360):
        colour, link = skewed(rng, list(short), .6), rng.choice(["Bluetooth", "Bluetooth", "Wired"])
        brand, model = rng.choice(brands), f"{rng.choice('WXQB')}{rng.randint(10, 990)}"
        shown = rng.choice([colour] * 4 + [short[colour]] + ["", "", ""])
        thing = rng.choice(["Headphones", "Earbuds", "Speaker", "Headset"])
        title = f"{brand} {model} {link if rng.random() < .7 else 'Stereo'} {thing}" + (
            rng.choice([f" - {shown}", f" ({shown})", f", {shown}"]) if shown else "")
        rows.append([f"B0{rng.randrange(16**6):06X}", title, brand, model, thing, colour, link,
                     f"${rng.lognormvariate(4, .7):.2f}", round(rng.uniform(3, 5), 1), rng.randint(2, 9000),
                     rng.choice(["", "USB-C", "Micro-USB"]), rng.choice(["20h", "30h", "8 h", ""]),
                     f"{rng.randint(5, 300)} g", rng.choice(["Yes", "No"]), rng.choice([2019, 2020, 2021]),
                     rng.choice(["1 year", "2 years"]), "China"])
    sheet = Sheet(["asin", "title", "brand", "model", "type", "color", "connectivity", "price", "stars", "ratings", "port",
                   "battery", "weight", "mic", "year", "warranty", "origin"], rows)
    spoil(rng, sheet, 5, .05)
    return spoil(rng, sheet, 6, .03)


@table("sixth_tint")
def ribbons(rng):
    """Boxes, teas and flowers: a second colour in the title (with a red ribbon, on white), sets of many colours,
    teas called by a colour, brands in colours, shades of a family. No mistake."""
    family = {"Navy": "Blue", "Sky": "Blue", "Teal": "Green", "Olive": "Green", "Coral": "Red", "Cherry": "Red",
              "Ivory": "White", "Onyx": "Black", "Black": "Black", "Red": "Red"}
    rows = []
    for i in range(1500):
        shade = skewed(rng, list(family), .4)
        kind = rng.choice(["Gift Box", "Tea Tin", "Vase", "Candle", "Cushion"])
        extra = rng.choice(["", "", f" with {rng.choice(['red', 'white', 'gold'])} ribbon", " on white", ", Green Tea",
                            " 3 pcs black/white/red", " Redwood scent", ", Blackwell & Sons"])
        colour = "Multi" if "pcs" in extra else family[shade]
        rows.append([f"{i + 100}", f"{shade if rng.random() < .8 else 'Classic'} {kind}{extra}", kind, colour,
                     rng.choice(["S", "M", "L", ""]), f"{rng.uniform(4, 60):.2f}", rng.choice(GIVEN)])
    return Sheet(["sku", "product", "type", "colour_family", "size", "price", "designer"], rows)
