"""Kinds of the other files a fourth time, in domains and layouts that the earlier ones lack: dependencies of which few rows
break one, wrong spellings that prevail for one thing, attributes that a title contradicts. Drawn, like kind_fourth_rows.py
and kind_fourth_series.py, before a detector is read or mended. Their sets are called fourth_KIND."""
from kind_sheet import Sheet, built, lister, misspell, names, other, skewed, some, spoil

TABLES = []
table = lister(TABLES)


# ---- dependencies that few rows break ----

@table("fourth_rules")
def payments(rng):
    """Bank payments, 18,000 rows: sort code → bank and branch; bank ↔ BIC; merchant → trade code ↔ trade; currency by
    country. 0.2 % wrong in four columns, a fifth of a column lost."""
    banks = {name: (f"{name[:4].upper():X<4}GB2L", [f"{rng.randint(10, 99)}-{rng.randint(10, 99)}-{rng.randint(10, 99)}" for _ in range(rng.randint(3, 12))]) for name in (f"{n} Bank" for n in names(rng, 14, (3, 4)))}
    branches = {code: (bank, bic, town) for bank, (bic, codes) in banks.items() for code, town in zip(codes, names(rng, len(codes)))}
    trades = {f"{4000 + 37 * k}": " ".join(names(rng, 2)) for k in range(40)}
    merchants = {f"{n.upper()} {rng.choice(['LTD', 'STORES', 'ONLINE', 'CAFE'])}": rng.choice(list(trades)) for n in names(rng, 500)}
    rows = []
    for i in range(18000):
        code, merchant = skewed(rng, list(branches), .5), skewed(rng, list(merchants), .7)
        trade = merchants[merchant]
        rows.append([f"{rng.randrange(10**11, 10**12)}", code, *branches[code], merchant, trade, trades[trade], f"{rng.lognormvariate(3, 1):.2f}", "" if rng.random() < .2 else rng.choice(["chip", "swipe", "web"])])
    sheet = Sheet(["txn_ref", "sort_code", "bank_name", "bic", "branch", "merchant", "mcc", "mcc_text", "amount_gbp", "entry_mode"], rows)
    for c in (2, 3, 4, 7):
        spoil(rng, sheet, c, .002)
    return sheet


@table("fourth_rules")
def courses(rng):
    """A timetable of a college, 1,500 rows: course code ↔ course title, teacher → office, department ↔ dean; three to five
    cells each are wrong, and every tenth course runs once or twice only."""
    departments = {n: f"Prof. {m}" for n, m in zip(names(rng, 9), names(rng, 9, (3, 3)))}
    titles = {f"{d[:3].upper()}{100 + 11 * k}": (" ".join(names(rng, 3)), d) for k, d in enumerate(list(departments) * 9)}
    teachers = {f"{a[0]}. {b}": f"{rng.choice('EWN')}{rng.randint(1, 4)}.{rng.randint(10, 60)}" for a, b in zip(names(rng, 70), names(rng, 70))}
    rows = []
    for i in range(1500):
        code, teacher = skewed(rng, list(titles), .6), skewed(rng, list(teachers), .4)
        title, department = titles[code]
        rows.append([rng.choice(["2021S", "2021W", "2022S"]), code, title, department, departments[department], teacher, teachers[teacher], rng.randint(3, 120)])
    sheet = Sheet(["Term", "Course", "Course title", "Department", "Dean", "Lecturer", "Office", "Seats"], rows)
    for c in (2, 3, 4, 6):
        spoil(rng, sheet, c, .002)
    return sheet


@table("fourth_rules")
def transfers(rng):
    """Players who change clubs, clubs that change grounds, codes used for two parts after a year, a class with one odd
    member, lookalike pairs that only mostly agree. No mistake."""
    clubs, parts = names(rng, 20), [" ".join(names(rng, 2)) for _ in range(60)]
    players = {" ".join(names(rng, 2)): rng.choice(clubs) for _ in range(300)}
    rows = []
    for i in range(7000):
        season = 2008 + i // 700
        player = skewed(rng, list(players), .3)
        if rng.random() < .02:
            players[player] = rng.choice(clubs)
        club, part = players[player], rng.randrange(60)
        ground = f"{club} Park" if season < 2014 or clubs.index(club) % 5 else f"{club} Arena"
        rows.append([season, player, club, ground if rng.random() > .02 else f"{rng.choice(clubs)} Park", f"K{part:02}", parts[part] if part % 9 or season < 2012 else parts[(part + 1) % 60] + " neu", rng.randint(0, 90)])
    return Sheet(["season", "player", "club", "ground", "kit", "kit_text", "minutes"], rows)


@table("fourth_rules")
def registry(rng):
    """Dogs: breed → group with two breeds recognised late, owner and town, chips by maker, coat colours of a breed with
    rare ones. No mistake."""
    breeds = {n: (rng.randint(1, 10), rng.sample(["black", "fawn", "red", "merle", "white", "brindle"], 3)) for n in names(rng, 45, (2, 4))}
    rows = []
    for i in range(4500):
        breed = skewed(rng, list(breeds), .7)
        group, coats = breeds[breed]
        late = list(breeds).index(breed) in (3, 11) and i < 700
        rows.append([f"{rng.choice(['900', '941', '276'])}{rng.randrange(10**11, 10**12)}", breed, 0 if late else group, coats[0] if rng.random() < .7 else coats[1] if rng.random() < .98 else coats[2], rng.choice("MF"), 2005 + i // 300, rng.choice(["yes", "no"])])
    return Sheet(["chip", "breed", "fci_group", "coat", "sex", "year", "neutered"], rows)


# ---- wrong forms that prevail for one thing ----

@table("fourth_misspelt")
def stations(rng):
    """Air at 30 stations, 6,000 rows, long: station name, number, street type and town repeat; of three stations the name or
    town is misspelt in 60 to 95 % of the rows, the word stands right in other stations or in another column."""
    towns = names(rng, 22, (3, 4))
    kinds = ["Traffic", "Background", "Industrial", "Suburban"]
    spots = [(f"ST{n + 1:03}", skewed(rng, towns, .3), rng.choice(kinds)) for n in range(30)]
    rows, wrong = [], []
    slips = {2: ("Background", "Backgruond"), 9: ("Traffic", "Trafic"), 17: None}
    spots = [(no, town, {2: "Background", 9: "Traffic"}.get(k, kind)) for k, (no, town, kind) in enumerate(spots)]
    bad_town = misspell(rng, spots[17][1])
    for i in range(6000):
        k = rng.randrange(30)
        no, town, kind = spots[k]
        rows.append([f"2020-{1 + i // 500:02}-{rng.randint(1, 28):02}", no, f"{town} {kind}", town, rng.choice(["NO2", "PM10", "O3"]), f"{rng.lognormvariate(3, .5):.1f}" if rng.random() > .04 else ""])
        if k in (2, 9) and rng.random() < .9:
            wrong.append((i, 2, f"{town} {slips[k][1]}"))
        elif k == 17 and rng.random() < .65:
            wrong.append((i, 3, bad_town))
    return built(["date", "station", "station_name", "municipality", "component", "ug_m3"], rows, wrong)


@table("fourth_misspelt")
def books(rng):
    """A library's list, 1,400 rows: publishers and places; one publisher is misspelt in 70 % of its titles, subjects in
    one shelf mark always, which are right on other shelves; capitals and commas as they come."""
    houses = [(f"{n} {rng.choice(['Press', 'Verlag', 'Publishers', 'Books'])}", t) for n, t in zip(names(rng, 35, (3, 4)), names(rng, 35))]
    subjects = ["Economics", "Philosophy", "Linguistics", "Mathematics", "Architecture", "Geography", "Medicine", "Theology"]
    shelves = {f"{c}{n}": rng.choice(subjects) for c in "ABCDEF" for n in range(1, 9)}
    shelves["C4"] = "Architecture"
    bad = misspell(rng, houses[4][0].split()[0]) + " " + houses[4][0].split()[1]
    rows, wrong = [], []
    for i in range(1400):
        house, shelf = skewed(rng, houses, .5), rng.choice(list(shelves))
        rows.append([f"{rng.choice(names(rng, 2))}, {rng.choice('ABCDEFGHJK')}.", " ".join(names(rng, rng.randint(2, 5))).capitalize(), *house, rng.randint(1950, 2022), shelf, shelves[shelf], f"{rng.randint(60, 700)} p."])
        if house == houses[4] and rng.random() < .7:
            wrong.append((i, 2, bad))
        if shelf == "C4":
            wrong.append((i, 6, "Architechture"))
    return built(["author", "title", "publisher", "place", "year", "shelf", "subject", "extent"], rows, wrong)


@table("fourth_misspelt")
def cultivars(rng):
    """Seeds whose sorts differ in a letter, makers with lookalike names, Latin names of gender, one per supplier. No mistake."""
    stems = names(rng, 25, (3, 3))
    sorts = [(f"{s}{e}", f"{stems[k % 12]}{x}") for k, s in enumerate(stems) for e, x in zip(("a", "o", "is"), ("us", "a", "um"))]
    suppliers = names(rng, 12)
    rows = []
    for i in range(3500):
        sort, latin = skewed(rng, sorts, .5)
        rows.append([i + 1, sort, latin.lower(), suppliers[sorts.index((sort, latin)) % 12], rng.choice(["Saatgut", "Saatgut", "Saatgutband"]), rng.randint(5, 500)])
    return Sheet(["nr", "sorte", "botanisch", "lieferant", "art", "gramm"], rows)


@table("fourth_misspelt")
def chains(rng):
    """Shops that spell their names on purpose in another way in one town, British and American words by country, a firm
    renamed by one letter. No mistake."""
    towns, rows = [(t, rng.choice(["UK", "US"])) for t in names(rng, 30)], []
    for i in range(3000):
        town, land = rng.choice(towns)
        kind = rng.choice(["Jewellery", "Tyres", "Colour Lab", "Grey Goods"] if land == "UK" else ["Jewelry", "Tires", "Color Lab", "Gray Goods"])
        shop = rng.choice(["Kwik Fix", "Donut Den", "Phone Hut"]) if town != towns[3][0] else rng.choice(["Quick Fix", "Doughnut Den", "Phone Hut"])
        rows.append([i, town, land, kind, shop, "Navistar" if i < 1700 else "Novistar", rng.randint(1, 50)])
    return Sheet(["id", "town", "country", "trade", "shop", "owner", "staff"], rows)


# ---- an attribute that the title contradicts ----

@table("fourth_tint")
def handsets(rng):
    """Used telephones, 900 rows: titles with maker, model, storage and colour in any order, or only some of them; colour
    wrong in 5 %, storage in 2 %; colours by two words, some lost."""
    colours = ["Black", "White", "Space Grey", "Silver", "Gold", "Rose Gold", "Midnight Green", "Blue", "Red", "Purple"]
    models = [(m, f"{rng.choice(['X', 'Note', 'Galaxy', 'Pro', 'Moto'])} {rng.randint(3, 14)}") for m in names(rng, 8) for _ in range(4)]
    rows = []
    for i in range(900):
        (maker, model), colour, size = skewed(rng, models, .4), skewed(rng, colours, .6), rng.choice([32, 64, 64, 128, 256])
        parts = [f"{maker} {model}"] + [p for p, share in ((f"{size}GB", .8), (colour, .75), (rng.choice(["Unlocked", "SIM Free", "Vodafone"]), .5)) if rng.random() < share]
        if rng.random() < .5:
            rng.shuffle(parts)
        rows.append([f"L{9000 + i}", rng.choice([" ", ", ", " - "]).join(parts) + rng.choice(["", "", " (Renewed)", " *GRADE B*"]), maker, model, "" if rng.random() < .06 else colour, f"{size} GB", f"{rng.randint(39, 899)}.00", rng.choice(["A", "B", "C"])])
    sheet = Sheet(["listing", "heading", "make", "model", "finish", "memory", "price", "grade"], rows)
    for r in some(rng, 900, .05):
        if sheet.clean[r][4]:
            sheet.put(r, 4, other(rng, colours, sheet.clean[r][4]))
    return spoil(rng, sheet, 5, .02)


@table("fourth_tint")
def furniture(rng):
    """German furniture, 3,000 rows, the colour in the text inflected or joined (schwarzer, dunkelbraun, in Weiß) or not at
    all; the material beside it; colour wrong in 2 %, material in 1 %."""
    colours, stuffs, things = ["schwarz", "weiß", "grau", "blau", "rot", "grün", "beige", "braun"], ["Eiche", "Buche", "Metall", "Kunststoff", "Leder", "Stoff"], [("Stuhl", "er"), ("Tisch", "er"), ("Bank", "e"), ("Kommode", "e"), ("Regal", "es"), ("Bett", "es")]
    rows = []
    for i in range(3000):
        (thing, end), colour, stuff = rng.choice(things), skewed(rng, colours, .5), skewed(rng, stuffs, .5)
        form = rng.choice([f"{thing} {rng.choice(names(rng, 3))}, {colour}", f"{colour + end if colour != 'beige' else 'beiger'} {thing}", f"{thing} in {colour.capitalize()} aus {stuff}", f"{thing} aus {stuff}", f"{thing} {rng.choice(names(rng, 3))} {rng.randint(60, 220)} cm {colour}", f"{thing} {stuff}/{colour}"])
        rows.append([400000 + 7 * i, form, thing, colour, stuff, f"{rng.randint(19, 1999)},{rng.choice(['00', '95', '99'])}", rng.randint(0, 60)])
    sheet = Sheet(["artikelnr", "bezeichnung", "gruppe", "farbe", "material", "preis", "bestand"], rows)
    for c, share in ((3, .02), (4, .01)):
        values = sorted({row[c] for row in sheet.clean})
        for r in some(rng, len(rows), share):
            if sheet.clean[r][c][:-1].lower() in sheet.clean[r][1].lower():
                sheet.put(r, c, other(rng, values, sheet.clean[r][c]))
    return sheet


@table("fourth_tint")
def paints(rng):
    """Paints whose poetic names hold another colour than their family, pens by ink and body, teams' shirts. No mistake."""
    colours, rows = ["red", "blue", "green", "white", "black", "yellow"], []
    for i in range(1800):
        colour = rng.choice(colours)
        title = rng.choice([f"{rng.choice(names(rng, 3))} {rng.choice(['Red Rock', 'Blue Smoke', 'Green Tea', 'White Rabbit'])}", f"Pen, {rng.choice(colours)} ink, {colour} body", f"{colour} matt emulsion", f"{rng.choice(names(rng, 2))} no. {rng.randint(1, 99)}", f"Away shirt {colour} ({rng.choice(colours)} sleeves)"])
        rows.append([f"A-{i}", title, colour, rng.choice(["1 l", "2.5 l", "5 l"]), rng.randint(0, 80)])
    return Sheet(["sku", "name", "family", "tin", "stock"], rows)


@table("fourth_tint")
def menus(rng):
    """Dishes: the kind of meat in the name that the category leaves open, wines of a colour by their grape, drinks in
    sizes. No mistake."""
    rows = []
    for i in range(1500):
        kind = rng.choice(["starter", "main", "dessert", "drink"])
        dish = {"starter": f"{rng.choice(['Chicken', 'Tomato', 'Duck'])} soup", "main": f"{rng.choice(['Chicken', 'Beef', 'Duck', 'Main lobster'])} with {rng.choice(['rice', 'chips', 'dessert wine sauce'])}", "dessert": f"{rng.choice(['Lemon', 'Chocolate'])} {rng.choice(['tart', 'mousse'])}", "drink": f"{rng.choice(['Red', 'White'])} wine {rng.choice(['small', 'large'])}"}[kind]
        rows.append([i, dish, kind, "small" if "small" in dish else "large" if "large" in dish else rng.choice(["small", "large"]), f"{rng.uniform(3, 30):.1f}0"])
    return Sheet(["id", "dish", "course", "portion", "price"], rows)
