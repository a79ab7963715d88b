"""Kinds of the other files a seventh time, each mistake as the work makes it: a line of a list picked one too low, a
cell filled down from the row above, a clerk's own spelling, an umlaut lost on export, a shop's article filed under its
neighbour's colour. Drawn, like kind_seventh_rows.py and kind_seventh_series.py, before a detector is read or mended.
Their sets are called seventh_KIND."""
import datetime

from kind_fifth_words import FAMILY, STREETS, person
from kind_sheet import Sheet, built, lister, names, other, skewed, some

TABLES = []
table = lister(TABLES)


def neighbour(rng, values, own):
    """The value above or below `own` in a list to choose from."""
    at = values.index(own)
    return values[at + 1] if at == 0 or (at + 1 < len(values) and rng.random() < .5) else values[at - 1]


def picked(rng, sheet, column, share, values):
    """In `share` of the rows the neighbour in the list was picked."""
    for r in some(rng, len(sheet.clean), share):
        sheet.put(r, column, neighbour(rng, values, sheet.clean[r][column]))


def filled_down(rng, sheet, column, share):
    """In `share` of the rows the cell is that of the row above."""
    for r in some(rng, len(sheet.clean) - 1, share):
        sheet.put(r + 1, column, sheet.clean[r][column])


# ---- dependencies that few rows break ----

@table("seventh_rules")
def customs(rng):
    """Customs declarations, 20,000 rows, 19 columns: tariff code → goods, its first two digits → chapter; port code ↔
    port → country; carrier code ↔ carrier, whose boxes have its letters; procedure → regime. 0.2 % of
    chapter, port, country, carrier are the list's neighbour; gross and net weight stand exchanged in 0.2 % of the rows."""
    chapters = [f"{rng.choice(['Articles of', 'Prepared', 'Raw', 'Woven', 'Other'])} {n.lower()}"
                for n in names(rng, 40, (2, 3))]
    goods = [(f"{k // 8 + 10}{rng.randrange(10**4):04}",
              f"{n}, {rng.choice(['fresh', 'of plastics', 'n.e.s.', 'for retail sale'])}",
              chapters[k // 8]) for k, n in enumerate(names(rng, 320, (2, 3)))]
    rng.shuffle(goods)
    lands = {n: n[:2].upper() for n in names(rng, 30, (2, 3))}
    ports = {}
    for n in names(rng, 110, (2, 3)):
        land = skewed(rng, list(lands), .5)
        ports[n] = (f"{lands[land]}{n[:3].upper()}{rng.randrange(10)}", land)
    carriers = {f"{n} {rng.choice(['Lines', 'Shipping', 'Cargo'])}": f"{n[:3].upper()}{chr(65 + k)}"
                for k, n in enumerate(names(rng, 24, (2, 3)))}
    regimes = {"4000": "Free circulation", "4200": "Free circulation", "5100": "Inward processing",
               "7100": "Warehousing", "1000": "Export", "3151": "Re-export"}
    port_list, rows, day = list(ports), [], datetime.date(2018, 1, 2)
    for i in range(20000):
        day += datetime.timedelta(rng.random() < .05)
        code, thing, chapter = skewed(rng, goods, .8)
        port, carrier, way = skewed(rng, port_list, .8), skewed(rng, list(carriers), .7), skewed(rng, list(regimes), .9)
        net = round(rng.lognormvariate(6, 1.4), 1)
        rows.append([f"18{lands[ports[port][1]]}{rng.randrange(10**9):09}", day.strftime("%d/%m/%Y"), way, regimes[way],
                     code, thing, chapter, *ports[port][:1], port, ports[port][1], carriers[carrier], carrier,
                     f"{carriers[carrier][:3]}{rng.choice('UUZ')}{rng.randrange(10**7):07}",
                     rng.choice([1, 1, 2, 10, 40]),
                     rng.choice(["CT", "CT", "PX", "BG", "DR"]), f"{net:.1f}", f"{net * rng.uniform(1.02, 1.3):.1f}",
                     f"{net * rng.lognormvariate(1, .8):.2f}", rng.choice(["", "", "", "", "X-ray", "docs"])])
    sheet = Sheet(["mrn", "accepted", "procedure", "regime", "hs_code", "goods", "chapter", "port_code", "port",
                   "country",
                   "scac", "carrier", "container", "packages", "kind", "net_kg", "gross_kg", "value_eur", "control"],
                  rows)
    for c, values in ((6, chapters), (8, port_list), (9, list(lands)), (11, list(carriers))):
        picked(rng, sheet, c, .002, values)
    for r in some(rng, len(rows), .002):
        sheet.put(r, 15, sheet.clean[r][16])
        sheet.put(r, 16, sheet.clean[r][15])
    return sheet


@table("seventh_rules")
def registrations(rng):
    """Vehicles, 7,000 rows, 14 columns: type code → make, model, kW and seats; plates begin with the district's letters;
    fuel by type but for conversions; model names that two makes share; types of few rows. Make, district, kW
    and seats are the row above's in 0.3 %."""
    types = {}
    for make in names(rng, 18, (2, 3)):
        for model in [*names(rng, rng.randint(2, 7), (2, 2)), *rng.sample(["Sport", "City", "Van", "L200"], 2)]:
            for _ in range(rng.randint(1, 6)):
                types[f"{rng.randint(1, 9)}{rng.choice('ABCDEFGH')}{rng.randint(10, 99)}{rng.choice('ABCDEFGH')}"] = (
                    make, model, rng.choice([44, 51, 55, 66, 77, 81, 85, 96, 103, 110, 125]),
                    rng.choice([5, 5, 5, 4, 7]), rng.choice(["Petrol", "Petrol", "Diesel"]))
    codes = list(types)
    rng.shuffle(codes)
    places = {n[:rng.randint(1, 3)].upper(): n for n in names(rng, 45, (2, 3))}
    rows = []
    for _ in range(7000):
        code, letters = skewed(rng, codes, .7), skewed(rng, list(places), .5)
        make, model, power, seats, fuel = types[code]
        fuel = rng.choice(["LPG", "CNG"]) if rng.random() < .01 else fuel
        first = datetime.date(1998, 1, 1) + datetime.timedelta(rng.randrange(8000))
        rows.append([f"{letters}-{rng.choice('ABCDEKLMNPRST')}{rng.choice('ABCEHJKLMNPSTX')} {rng.randint(1, 9999)}",
                     places[letters], code, make, model, power, seats, fuel, first,
                     rng.choice(["private", "private", "company", "rental"]),
                     rng.choice(["grey", "black", "white", "blue", "red", ""]), 20 * rng.randint(45, 110),
                     f"{rng.choice('WVSZT')}{rng.randrange(36**5):09}{rng.randrange(10**6):06}", f"{fuel} kit"
                     if fuel in ("LPG", "CNG") else rng.choice(["", "", "", "tow bar"])])
    sheet = Sheet(["plate", "district", "type_code", "make", "model", "kw", "seats", "fuel", "first_reg", "use",
                   "colour", "mass", "vin", "remark"], rows)
    for c in (1, 3, 5, 6):
        filled_down(rng, sheet, c, .003)
    return sheet


@table("seventh_rules")
def polling(rng):
    """An election, 4,200 polling stations, 22 columns: votes and per cent of six parties, valid + invalid = ballots,
    turnout of those entitled; municipality → constituency → region. Two digits of votes, valid or ballots are exchanged,
    a turnout has its point elsewhere, in 0.3 % each; a constituency is its neighbour in 0.3 %."""
    tree = {}
    for region in names(rng, 8, (2, 3)):
        for seat in range(rng.randint(2, 5)):
            for town in names(rng, rng.randint(8, 30), (2, 3)):
                tree[town] = (f"{region} {'I' * (seat + 1) if seat < 3 else 'IV' if seat == 3 else 'V'}", region)
    lean = {town: [rng.gammavariate(2, 1) + .1 for _ in range(6)] for town in tree}
    rows, wrong, seats = [], [], list({v[0]: None for v in tree.values()})
    for i in range(4200):
        town = skewed(rng, list(tree), .6)
        entitled = rng.randint(180, 1900)
        share = [rng.gammavariate(20 * w, 1) for w in lean[town]]
        ballots = round(entitled * rng.betavariate(14, 8))
        votes = [int((ballots - 8) * s / sum(share)) for s in share]
        valid = sum(votes)
        counts = [entitled, ballots, ballots - valid, valid]
        rows.append([f"{i // 60 + 1:03}-{i % 60 + 1:02}", *tree[town][::-1], town,
                     f"{rng.choice(STREETS)} {rng.choice(['School', 'Hall', 'Library'])}",
                     *counts, f"{100 * ballots / entitled:.2f}",
                     *(x for v in votes for x in (v, f"{100 * v / valid:.2f}"))])
        for c in (6, 8, 10, 12, 14, 16, 18, 20):
            if rng.random() < .003 and len(str(rows[-1][c])) > 2:
                text = str(rows[-1][c])
                at = rng.randrange(len(text) - 1)
                wrong.append((i, c, text[:at] + text[at + 1] + text[at] + text[at + 2:]))
        if rng.random() < .003:
            wrong.append((i, 9, f"{10 * ballots / entitled:.2f}"))
        if rng.random() < .003:
            wrong.append((i, 2, neighbour(rng, seats, tree[town][0])))
    header = ["station", "region", "constituency", "municipality", "place", "entitled", "ballots", "invalid", "valid",
              "turnout_pct"]
    return built(header + [f"{p}_{x}" for p in "ABCDEF" for x in ("votes", "pct")], rows,
                 [w for w in wrong if str(rows[w[0]][w[1]]) != w[2] and not w[2].startswith("0")])


@table("seventh_rules")
def admissions(rng):
    """Stays in a hospital, 6,000 rows: codes whose text the year's edition words anew, a code split in two, doctors who
    stand in for other wards, a ward that moved house, tariffs that depend on code and age, rare codes. No mistake."""
    ails = ["syndrome", "disease", "injury", "disorder"]
    codes = {f"{c}{rng.randint(10, 99)}.{rng.randint(0, 9)}": (f"{n} {rng.choice(ails)}", c)
             for n in names(rng, 120, (2, 3)) for c in rng.choice("ACEIJKMNST")}
    organs = dict(zip("ACEIJKMNST", ["Infections", "Neoplasms", "Endocrine", "Circulation", "Respiration", "Digestion",
                                     "Muscles", "Kidneys", "Injuries", "Poisoning"]))
    wards = {f"W{k}": (rng.choice("ABC"), rng.sample(FAMILY, 4)) for k in range(14)}
    late = rng.sample(list(codes), 9)
    rows, every = [], list(codes)
    for i in range(6000):
        code, ward = skewed(rng, every, .9), skewed(rng, list(wards), .4)
        text, letter = codes[code]
        year, age = 2015 + i // 1000, min(99, max(0, int(rng.gauss(58, 22))))
        text = f"{text}, unspecified" if code in late and year >= 2018 else text
        doctor = skewed(rng, wards[ward][1], .6)
        doctor = rng.choice(rng.choice(list(wards.values()))[1]) if rng.random() < .03 else doctor
        house = "D" if ward == "W3" and year >= 2019 else wards[ward][0]
        days = max(1, int(rng.lognormvariate(1.3, .8)))
        rows.append([200000 + i, year, code, text, organs[letter], ward, house, f"Dr {doctor}", age, rng.choice("FFM"),
                     days, f"{(480 + 60 * (age > 75)) * days}",
                     rng.choice(["home", "home", "home", "rehab", "died", "transfer"]),
                     rng.choice(["", "", "", "AMA", "isolation"])])
    return Sheet(["stay", "year", "dx", "diagnosis", "chapter", "ward", "house", "physician", "age", "sex", "days",
                  "tariff", "discharged", "note"], rows)


# ---- wrong forms that prevail ----

@table("seventh_misspelt")
def landings(rng):
    """Catches of fish in Portuguese, 2,800 rows, 12 columns: code ↔ species ↔ Latin name; gear by species. Carapau is
    misspelt in 70 % of its rows, one Latin name in 60 %, a gear in 80 % of one port's rows (and right in the
    others); remarks and other Latin names have the words right."""
    fish = {"PIL": ("Sardinha", "Sardina pilchardus"), "HOM": ("Carapau", "Trachurus trachurus"),
            "MAS": ("Cavala", "Scomber colias"),
            "HKE": ("Pescada", "Merluccius merluccius"), "SQR": ("Lula", "Loligo vulgaris"),
            "OCC": ("Polvo", "Octopus vulgaris"), "ANE": ("Biqueirão", "Engraulis encrasicolus"),
            "BSS": ("Robalo", "Dicentrarchus labrax"), "SBG": ("Dourada", "Sparus aurata"),
            "MON": ("Tamboril", "Lophius piscatorius"), "SWO": ("Espadarte", "Xiphias gladius")}
    gears = ["Cerco", "Arrasto", "Emalhar", "Palangre", "Armadilhas"]
    ports = ["Matosinhos", "Peniche", "Sesimbra", "Olhão", "Aveiro", "Figueira da Foz", "Sines"]
    use = {code: rng.sample(gears, 3) for code in fish}
    rows, wrong = [], []
    for i in range(2800):
        code, port = skewed(rng, list(fish), .6), skewed(rng, ports, .4)
        name, latin = fish[code]
        gear = skewed(rng, use[code], 1)
        kilos = rng.lognormvariate(5, 1.3)
        rows.append([f"{datetime.date(2019, 1, 2) + datetime.timedelta(i // 8)}", port,
                     f"{rng.choice(['Nova', 'Mar', 'Santa', 'Rei'])} {rng.choice(FAMILY[:40])}",
                     f"{port[:2].upper()}-{rng.randint(100, 2999)}-C", code, name, latin, gear,
                     f"{kilos:.1f}".replace(".", ","),
                     f"{rng.lognormvariate(1, .5):.2f}".replace(".", ","), rng.choice(["E", "A", "A", "B"]),
                     rng.choice(["", "", "", "gelo", "lota 2", f"{name.lower()} miúdo", f"isco, {gear.lower()}"])])
        if code == "HOM" and rng.random() < .7:
            wrong.append((i, 5, "Carapua"))
        if code == "OCC" and rng.random() < .6:
            wrong.append((i, 6, "Octopus vulgarus"))
        if gear == "Palangre" and port == "Peniche" and rng.random() < .8:
            wrong.append((i, 7, "Palange"))
    return built(["data", "porto", "embarcacao", "matricula", "fao", "especie", "cientifico", "arte", "kg", "eur_kg",
                  "frescura", "obs"], rows, wrong)


@table("seventh_misspelt")
def work_orders(rng):
    """Orders of a hospital's works department, 900 rows: department Maintenance is Maintainance in 75 % of its rows while
    job titles have it right; country of the maker Liechtenstein lacks its e in 80 %; Calibration in 55 % of a task."""
    crews = {"Maintenance": ["Maintenance Fitter", "Maintenance Planner"], "Cleaning": ["Cleaner"],
             "Medical Technology": ["Technician", "Engineer"], "Catering": ["Cook", "Porter"], "Security": ["Guard"]}
    makers = {n: rng.choice(["Germany", "Switzerland", "Liechtenstein", "Japan", "Italy"])
              for n in names(rng, 25, (2, 3))}
    tasks = ["Repair", "Calibration", "Annual inspection", "Replacement of filter", "Cleaning of duct"]
    rows, wrong = [], []
    for i in range(900):
        crew, maker, task = skewed(rng, list(crews), .7), skewed(rng, list(makers), .5), skewed(rng, tasks, .5)
        rows.append([70000 + i, f"{rng.randint(1, 28)}-{rng.choice(['Jan', 'Feb', 'Mar', 'Apr', 'May'])}-2023", crew,
                     rng.choice(crews[crew]),
                     person(rng), maker, makers[maker], task, rng.choice(["low", "low", "medium", "high"]),
                     f"{rng.lognormvariate(0, .7):.2f}", rng.choice(["done", "done", "open", "waiting for part"]),
                     rng.choice(["", "", f"{task} due", "see maintenance log", "calibration sticker missing"])])
        if crew == "Maintenance" and rng.random() < .75:
            wrong.append((i, 2, "Maintainance"))
        if makers[maker] == "Liechtenstein" and rng.random() < .8:
            wrong.append((i, 6, "Lichtenstein"))
        if task == "Calibration" and rng.random() < .55:
            wrong.append((i, 7, "Calibraton"))
    return built(["order", "raised", "department", "job_title", "assigned_to", "maker", "made_in", "task", "priority",
                  "hours", "state", "comment"], rows, wrong)


@table("seventh_misspelt")
def immobilien(rng):
    """German flats and houses, 3,500 rows, 13 columns: features in a list, of which Terrasse has one r in 75 %; kind
    Reihenhaus lacks an e in 65 %; a town lost its umlaut in 60 % of its rows; areas with a decimal comma."""
    towns = {"Saarbrücken": "661", "Trier": "542", "Koblenz": "560", "Mainz": "551", "Kaiserslautern": "676",
             "Neunkirchen": "665", "Völklingen": "663", "Pirmasens": "669"}
    rows, wrong = [], []
    for i in range(3500):
        town = skewed(rng, list(towns), .5)
        kind = skewed(rng, ["Etagenwohnung", "Reihenhaus", "Einfamilienhaus", "Dachgeschosswohnung",
                            "Doppelhaushälfte"], .5)
        room = rng.randint(1, 7)
        parts = sorted(rng.sample(["Balkon", "Terrasse", "Garage", "Einbauküche", "Keller", "Aufzug", "Gäste-WC"],
                                  rng.randint(0, 4)))
        rows.append([f"{rng.randrange(10**8):08}", f"{room}-Zimmer-{kind} in {town}" if rng.random() < .4
                     else f"Schöne {kind}",
                     f"{towns[town]}{rng.randint(11, 39)}", town, f"{rng.choice(FAMILY)}straße {rng.randint(1, 120)}",
                     kind, room,
                     f"{room * rng.uniform(18, 32):.1f}".replace(".", ","), rng.choice(["", rng.randint(1900, 2022)]),
                     ", ".join(parts), rng.choice(["A", "B", "C", "D", "E", "F", ""]),
                     f"{1000 * rng.randint(60, 900):,}".replace(",", "."),
                     rng.choice(["gepflegt", "saniert", "Erstbezug", "renovierungsbedürftig", ""])])
        if "Terrasse" in parts and rng.random() < .75:
            wrong.append((i, 9, ", ".join(parts).replace("Terrasse", "Terasse")))
        if kind == "Reihenhaus" and rng.random() < .65:
            wrong.append((i, 5, "Reihnhaus"))
        if town == "Saarbrücken" and rng.random() < .6:
            wrong.append((i, 3, "Saarbrucken"))
    return built(["objekt", "titel", "plz", "ort", "strasse", "typ", "zimmer", "flaeche", "baujahr", "ausstattung",
                  "energie", "preis", "zustand"], rows, wrong)


@table("seventh_misspelt")
def recipes(rng):
    """Recipes of cooks from five lands: chili, chilli and chile, yogurt and yoghurt, donut and doughnut, macaroni and
    macaron, names a letter apart, dishes of two words in one; units by land. No mistake."""
    words = {"US": ["chili", "yogurt", "donut", "cilantro", "zucchini"],
             "UK": ["chilli", "yoghurt", "doughnut", "coriander", "courgette"],
             "MX": ["chile", "yogur", "dona", "cilantro", "calabacita"],
             "FR": ["piment", "yaourt", "beignet", "coriandre", "courgette"],
             "IN": ["chilli", "curd", "doughnut", "coriander", "courgette"]}
    cooks = ["Marie Lambert", "Maria Lambert", "Mary Lambers", "Jon Clark", "John Clarke", "Priya Iyer", "Priya Iyar",
             "Ana Souza", "Anna Sousa", *(person(rng) for _ in range(20))]
    lands = {cook: rng.choice(list(words)) for cook in cooks}
    ways = ["Spicy", "Cold", "Quick", "Sweet", "Grilled", "Griddled"]
    dishes = ["bowl", "stew", "macaroni", "macaron", "flan", "flat noodles", "flatbread"]
    rows = []
    for i in range(2600):
        cook = skewed(rng, cooks, .4)
        land = lands[cook]
        main = skewed(rng, words[land], .3)
        rows.append([i + 1, f"{rng.choice(ways)} {main} {rng.choice(dishes)}",
                     cook, land, main, rng.choice(["Dinner", "Lunch", "Brunch", "Dessert", "Snack"]),
                     rng.choice([2, 2, 4, 4, 6, 8, 12]),
                     rng.choice([10, 15, 20, 30, 45, 60, 90, 1440]), rng.choice(["cups", "oz"]) if land == "US"
                     else rng.choice(["g", "ml"]),
                     round(rng.uniform(2.5, 5), 1), rng.choice(["", "", "vegan", "vegetarian", "gluten free"])])
    return Sheet(["id", "title", "cook", "land", "main", "meal", "serves", "minutes", "unit", "rating", "diet"], rows)
