"""Several rows or columns about one thing, a ninth time: cameras in shops, guides to restaurants, film sites side by side;
papers as they are cited, practices and their doctors, two shops' electronics. Written, like kind_ninth_words.py,
kind_ninth_rows.py and kind_ninth_series.py, before a detector is read or mended; names are those of real towns, brands
and people, so that none is near another by chance. Their sets are called ninth_KIND."""
from kind_eighth import typed
from kind_fifth_rows import slipped
from kind_ninth_lists import FORENAMES, MOODS, NOUNS, SURNAMES, TOWNS, address, minority, person
from kind_sheet import Sheet, built, lister, other, skewed

TABLES = []
table = lister(TABLES)


def spoilt(rng, rows, things, column, share, draw):
    """Wrong cells of the column among filled ones of which most of the thing's rows are right; share and draw get a row."""
    told = [r for r, row in enumerate(rows) if row[column] != ""]
    chosen = minority(rng, [things[r] for r in told], lambda k: share(rows[told[k]]))
    cells = [(told[k], column, draw(rows[told[k]])) for k in chosen]
    return [c for c in cells if str(c[2]) != str(rows[c[0]][column])]


# ---- sources that disagree ----

def camera_models(rng):
    """Model → [brand, megapixels, zoom, screen, grams, ISO, kind]; models of a line differ in few letters, as they do."""
    lines = {"Canon": ["PowerShot SX{}0", "EOS {}0D", "PowerShot G{}"], "Nikon": ["Coolpix P{}00", "D{}00", "Coolpix S{}10"],
             "Sony": ["Cyber-shot DSC-W{}30", "Alpha A{}00", "Cyber-shot DSC-HX{}0V"], "Fujifilm": ["FinePix S{}00", "X-T{}0"],
             "Olympus": ["Stylus SH-{}", "PEN E-PL{}"], "Panasonic": ["Lumix DMC-FZ{}0", "Lumix DMC-TZ{}0"]}
    models = {}
    for brand, forms in lines.items():
        for form in forms:
            kind = "DSLR" if form in ("EOS {}0D", "D{}00") else "Mirrorless" if "PL" in form or "X-T" in form else "Compact"
            for k in rng.sample(range(1, 10), rng.randint(4, 8)):
                models[f"{brand} {form.format(k)}"] = [
                    brand, rng.choice([10.1, 12.1, 14.2, 16.1, 16.2, 18.2, 20.1, 20.3, 24.2, 24.3]),
                    "" if kind != "Compact" else rng.choice([4, 5, 8, 10, 20, 30, 42, 50]), rng.choice([2.7, 3.0, 3.0, 3.2]),
                    rng.randint(120, 290) if kind == "Compact" else rng.randint(350, 980),
                    rng.choice([1600, 3200, 6400, 12800, 25600]), kind]
    return models


@table("ninth_sources")
def cameras(rng):
    """Cameras in 22 shops, 1,700 rows by shop, 10 columns: model names the camera; megapixels, zoom, screen, weight, ISO and
    kind are its facts, price is the shop's. Shops leave a fifth of the facts out; some write the unit (open to doubt).
    2 % of the facts are wrong, 12 % at two shops, always fewer than half of what is told of a camera."""
    shops = ["adorama", "bestshop", "buydig", "camerahouse", "cdw", "ebuyer", "flipcart", "gosale", "henrys", "ilgs", "jrs",
             "keh", "magicbox", "newegg", "onecall", "pcworld", "pricedekho", "shopmania", "tigershop", "ukdigital", "wexco",
             "yodo"]
    units = {s: rng.random() < .3 for s in shops}
    careless = set(rng.sample(shops, 2))
    models, rows, doubtful = camera_models(rng), [], []
    facts = list(models.values())
    for shop in shops:
        for model in rng.sample(list(models), min(len(models), rng.randint(50, 98))):
            brand, pixels, zoom, screen, grams, iso, kind = models[model]
            signs = (" MP", "x", '"', " g") if units[shop] else ("", "x", "", "")
            cells = [f"{v}{s}" if v != "" and rng.random() > .2 else "" for v, s in zip((pixels, zoom, screen, grams), signs)]
            doubtful += [(len(rows), c) for c in (3, 5, 6) if units[shop]]
            rows.append([shop, model, brand, *cells, iso if rng.random() > .3 else "", kind if rng.random() > .1 else "",
                         f"{rng.lognormvariate(5.8, .6):.2f}"])
    things = [row[1] for row in rows]
    wrong = []
    for c, at in ((3, 1), (4, 2), (5, 3), (6, 4), (7, 5), (8, 6)):
        def draw(row, c=c, at=at):
            sign = "" if c > 6 else row[c][len(str(models[row[1]][at])):]
            if c == 6:
                return f"{slipped(rng, models[row[1]][at])}{sign}"
            return f"{other(rng, sorted({f[at] for f in facts if f[at] != ''}, key=str), models[row[1]][at])}{sign}"
        wrong += spoilt(rng, rows, things, c, lambda row: .12 if row[0] in careless else .02, draw)
    wrong_cells = {(r, c) for r, c, _ in wrong}
    return built(["shop", "model", "brand", "megapixels", "optical_zoom", "screen_in", "weight", "max_iso", "type", "price_usd"],
                 rows, wrong, [d for d in doubtful if d not in wrong_cells])


@table("ninth_sources")
def guides(rng):
    """Restaurants in five guides, 1,650 rows in no order, 11 columns: name and zip name the place; street, phone, cuisine,
    price and year of opening are facts, stars and reviews the guide's. One guide writes `Lion, The`, one phones with dots
    (open to doubt). 2.5 % of the facts are wrong, fewer than half of what is told of a place."""
    cuisines = ["American", "Italian", "Mexican", "Chinese", "Japanese", "Thai", "Indian", "French", "Steakhouse", "Seafood"]
    forms = ["{} Grill", "The {} Lion", "Casa {}", "Chez {}", "{}'s", "{} & Sons", "Blue {}", "The {} Room", "{} Bistro",
             "Trattoria {}", "Little {}", "{} Kitchen"]
    order, places, rows, things, doubtful = ["Zagat", "Fodor", "Eater", "Yelp", "TimeOut"], {}, [], [], []
    while len(places) < 420:
        town, state, code, area = rng.choice(TOWNS[:30])
        name = rng.choice(forms).format(rng.choice([*SURNAMES, *MOODS, *NOUNS]))
        places[name, f"{code}{rng.randint(1, 40):02}"] = [
            address(rng), town, (area, f"{rng.randint(200, 999)}-{rng.randint(0, 9999):04}"), skewed(rng, cuisines, .5),
            rng.choice(["$", "$$", "$$", "$$$", "$$$$"]), rng.choice(["", rng.randint(1930, 2018), rng.randint(1990, 2018)])]
    for (name, code), (street, town, phone, cuisine, price, opened) in places.items():
        for guide in rng.sample(order, rng.choice([3, 4, 4, 4, 5])):
            shown = f"{name[4:]}, The" if guide == "Eater" and name.startswith("The ") else name
            dots = guide == "TimeOut"
            rows.append([guide, shown, street, town, code, f"{phone[0]}.{phone[1].replace('-', '.')}" if dots else
                         f"({phone[0]}) {phone[1]}", cuisine, price, opened, f"{rng.gauss(3.9, .5):.1f}", rng.randint(3, 900)])
    rng.shuffle(rows)
    things = [(row[2], row[4]) for row in rows]
    wrong = []
    for c, draw in ((2, lambda row: slipped(rng, row[2])), (3, lambda row: other(rng, [t[0] for t in TOWNS[:30]], row[3])),
                    (5, lambda row: slipped(rng, row[5])), (6, lambda row: other(rng, cuisines, row[6])),
                    (7, lambda row: other(rng, ["$", "$$", "$$$", "$$$$"], row[7])),
                    (8, lambda row: row[8] + rng.choice([-10, -1, 1, 10]))):
        wrong += spoilt(rng, rows, things, c, lambda row: .025, draw)
    touched = {(r, c) for r, c, _ in wrong}
    doubtful = [(r, 1) for r, row in enumerate(rows) if row[1].endswith(", The")]
    doubtful += [(r, 5) for r, row in enumerate(rows) if row[0] == "TimeOut" and (r, 5) not in touched]
    return built(["guide", "name", "street", "city", "zip", "phone", "cuisine", "price", "opened", "stars", "reviews"], rows,
                 wrong, doubtful)


@table("ninth_sources")
def film_sites(rng):
    """Films, one row each, 520 rows, 15 columns: year, running time, certificate and director as three sites have them, one
    column a site; times as `109 min`, `1h 49m` and 109. A sixth of the cells is empty, one site's certificates are of
    another country. 2.5 % are wrong, where all three tell and the other two agree."""
    makers = [person(rng) for _ in range(160)]
    marks, abroad = ["PG", "PG-13", "R", "G"], {"PG": "7", "PG-13": "12", "R": "16", "G": "0"}
    titles = rng.sample([f"{a}{m} {n}" for a in ("The ", "A ", "") for m in MOODS for n in NOUNS], 520)
    rows, wrong = [], []
    for i, title in enumerate(titles):
        year, minutes, mark, maker = 2021 - int(rng.expovariate(.07)), round(rng.gauss(108, 15)), skewed(rng, marks, .5), \
            skewed(rng, makers, .4)
        false = [year + rng.choice([-1, 1, 10, -10]), minutes + rng.choice([10, -10, 20, -30]), other(rng, marks, mark),
                 other(rng, makers, maker)]
        cells, spoil = [], []
        for fact in zip((year, minutes, mark, maker), false):
            k = len(cells)
            shown = [[v, v, v] for v in fact]
            if k == 3:
                shown = [[f"{v} min", f"{v // 60}h {v % 60}m", v] for v in fact]
            elif k == 6:
                shown = [[v, v, abroad[v]] for v in fact]
            told = [rng.random() > .16 for _ in range(3)]
            cells += [v if t else "" for v, t in zip(shown[0], told)]
            at = rng.randrange(2 if k == 6 else 3)
            if all(told) and rng.random() < .075 and k != 6:
                spoil.append((i, 2 + k + at, shown[1][at]))
        wrong += spoil
        rows.append([title, skewed(rng, ["Drama", "Comedy", "Thriller", "Action", "Horror"], .6), *cells,
                     rng.choice(["", round(rng.lognormvariate(16, 1.4))])])
    return built(["title", "genre", *(f"{s}_{f}" for f in ("year", "runtime", "cert", "director") for s in ("fdb", "tmt", "kino")),
                  "gross_usd"], rows, wrong)


@table("ninth_sources")
def room_rates(rng):
    """Rooms of 60 hotels at seven portals on eight days: every portal has its own price, mark, count of reviews, free rooms
    and terms; hotel, street and stars are the same everywhere. No mistake."""
    portals = ["Booking", "Expedia", "Agoda", "HRS", "Hotels", "Trip", "Orbitz"]
    hotels = []
    for _ in range(60):
        town, state, code, area = rng.choice(TOWNS)
        hotels.append([f"{rng.choice(['Hilton', 'Hampton Inn', 'Best Western', 'Motel 6', 'Marriott'])} {town} "
                       f"{rng.choice(['Downtown', 'Airport', 'North'])}", address(rng), rng.choice([2, 3, 3, 4, 5]),
                       rng.uniform(50, 260)])
    rows = []
    for hotel in hotels:
        marks = {p: [round(rng.gauss(8, .7), 1), rng.randint(20, 4000)] for p in portals}
        for day in range(8):
            for portal in portals:
                if rng.random() < .1:
                    continue
                marks[portal][1] += rng.randint(0, 5)
                rows.append([f"2022-07-{day + 11}", portal, *hotel[:3], f"{hotel[3] * rng.gauss(1, .09) * (1 + day % 7 / 20):.0f}",
                             *marks[portal], rng.choice(["", 1, 2, 3, 5]),
                             rng.choice(["free cancellation", "non-refundable", "non-refundable", ""])])
    return Sheet(["night", "portal", "hotel", "street", "stars", "usd", "mark", "reviews", "left", "terms"], rows)


# ---- records of one thing ----

TOPICS = ("query optimization;neural networks;reinforcement learning;Bayesian networks;information retrieval;"
          "decision trees;genetic programming;constraint satisfaction;data integration;text categorization;"
          "speech recognition;planning under uncertainty;inductive logic programming;view maintenance;"
          "support vector machines;hidden Markov models").split(";")


def paper(rng):
    """Authors (initial, surname), title, venue with its other forms, year, pages."""
    form = rng.choice(["{} using {}", "A survey of {} and {}", "{} for {}", "Integrating {} with {}", "On the complexity of {} in {}"])
    one, two = rng.sample(TOPICS, 2)
    title = form.format(one, two) + rng.choice(["", "", ": an empirical study", ": a new approach", " revisited"])
    venues = [("Machine Learning", "Mach. Learn.", "Machine Learning Journal"),
              ("Proceedings of the International Conference on Machine Learning", "Proc. ICML", "ICML"),
              ("Artificial Intelligence", "Artif. Intell.", "AI Journal"), ("Proceedings of VLDB", "VLDB", "Very Large Data Bases"),
              ("Proceedings of the ACM SIGMOD Conference", "SIGMOD", "Proc. of SIGMOD"), ("Neural Computation", "Neural Comp.")]
    first = rng.randint(1, 900)
    return ([(rng.choice("ABCDEFGHJKLMPRST"), rng.choice(SURNAMES)) for _ in range(rng.choice([1, 2, 2, 3, 4]))],
            title[0].upper() + title[1:], rng.choice(venues), rng.randint(1982, 2003), (first, first + rng.randint(5, 35)))


@table("ninth_entities")
def reference_lists(rng):
    """Papers as reference lists cite them, 1,400 rows, 7 columns: authors in three ways, venues full, shortened or not told
    (open to doubt), pages in two ways or none, titles with and without capitals; a paper stands in 1 to 25 rows, most
    in few. A year is wrong in 2 %, a page or surname has a slip in 1.5 %, where two others have it right."""
    rows, things, number = [], [], 0
    while len(rows) < 1400:
        people, title, venue, year, pages = paper(rng)
        number += 1
        for _ in range(min(25, int(rng.paretovariate(.9)))):
            style = rng.randrange(3)
            shown = [f"{g}. {f}" if style == 0 else f"{f}, {g}." if style == 1 else f"{g} {f}" for g, f in people]
            rows.append([rng.choice([", ", " and "]).join(shown) if len(shown) > 1 else shown[0],
                         rng.choice([title, title, title.lower(), title.title(), title + "."]), skewed(rng, [*venue, ""], .5),
                         year, "" if rng.random() < .3 else f"{pages[0]}{rng.choice(['-', '--'])}{pages[1]}",
                         rng.choice(["", "", "", "San Mateo, CA", "Cambridge, MA", "Boston"]),
                         rng.choice(["", "", "to appear", "Morgan Kaufmann", "MIT Press"])])
            things.append(number)
    order = list(range(len(rows)))
    rng.shuffle(order)
    rows, things = [rows[k] for k in order], [things[k] for k in order]
    wrong = spoilt(rng, rows, things, 3, lambda row: .02, lambda row: row[3] + rng.choice([-2, -1, 1, 2, 10]))
    wrong += spoilt(rng, rows, things, 4, lambda row: .015, lambda row: slipped(rng, row[4]))
    wrong += spoilt(rng, rows, things, 0, lambda row: .015, lambda row: typed(rng, row[0].replace(",", " ,").replace(".", " .")
                                                                              ).replace(" ,", ",").replace(" .", "."))
    return built(["authors", "title", "venue", "year", "pages", "place", "note"], rows, wrong,
                 [(r, c) for r in range(len(rows)) for c in (1, 2)])


@table("ninth_entities")
def practices(rng):
    """Doctors with their practices, one row a doctor and place, 5,200 rows, 14 columns: number → name, sex, school, year;
    practice with address → suite, town, state, zip, phone. Doctors work at one to four places; practices of one name stand in
    many towns; middle names, suites and second specialities are often empty. In 0.3 % a column a slip, where two
    other rows have it right."""
    schools = ["UNIVERSITY OF MICHIGAN", "OTHER", "OHIO STATE UNIVERSITY", "WAYNE STATE UNIVERSITY", "INDIANA UNIVERSITY",
               "UNIVERSITY OF ALABAMA", "TULANE UNIVERSITY"]
    kinds = ["FAMILY PRACTICE", "INTERNAL MEDICINE", "NURSE PRACTITIONER", "CARDIOLOGY", "DERMATOLOGY", "CHIROPRACTIC",
             "PHYSICAL THERAPY", "DIAGNOSTIC RADIOLOGY", "EMERGENCY MEDICINE", "OPTOMETRY"]
    places = []
    for _ in range(330):
        town, state, code, area = rng.choice(TOWNS)
        places.append([f"{rng.choice([town, rng.choice(SURNAMES), 'Community', 'St Mary', 'Mercy', 'Premier'])} "
                       f"{rng.choice(['Medical Group', 'Family Health', 'Clinic PC', 'Physicians LLC', 'Radiology PA'])}".upper(),
                       address(rng).upper(), rng.choice(["", "", f"SUITE {rng.randint(1, 40)}0", f"STE {rng.choice('ABC')}"]),
                       town.upper(), state, f"{code}{rng.randint(1, 60):02}", f"{area}{rng.randint(2000000, 9999999)}"])
    rows = []
    while len(rows) < 5200:
        number = f"1{rng.randrange(10**9):09}"
        doctor = [number, rng.choice(SURNAMES).upper(), rng.choice(FORENAMES).upper(), rng.choice(["", "", "A", "J", "M", "LEE"]),
                  rng.choice("MF"), skewed(rng, schools, .6), rng.randint(1970, 2014), skewed(rng, kinds, .7)]
        for place in {id(p): p for p in (skewed(rng, places, .5) for _ in range(rng.choice([1, 1, 2, 3, 4])))}.values():
            rows.append([*doctor, *place])
    header = ["npi", "last_name", "first_name", "middle", "gender", "school", "graduated", "specialty", "practice", "street",
              "suite", "city", "state", "zip", "phone"]
    doctors, homes = [row[0] for row in rows], [(row[8], row[9]) for row in rows]
    wrong = []
    for c, things, draw in ((1, doctors, typed), (2, doctors, typed), (6, doctors, slipped), (8, homes, typed), (9, homes, typed),
                            (11, homes, typed), (13, homes, slipped), (14, homes, slipped)):
        wrong += spoilt(rng, rows, things, c, lambda row: .003, lambda row, c=c, draw=draw: draw(rng, row[c]))
    return built(header, rows, wrong)


@table("ninth_entities")
def electronics(rng):
    """Offers of three shops for the same articles, 1,500 rows sorted by shop, 9 columns: each shop has its own title, price and
    stock; cluster number, model number, brand, category and weight are the article's. Brand, category or model is
    another's or has a slip in 1.5 % each, weight in 1 %, where two other shops have it right."""
    brands = {"Samsung": "UE", "LG": "OLED", "Bose": "SS", "Canon": "PIX", "Logitech": "K", "Garmin": "NUVI", "Netgear": "WN",
              "Belkin": "F8", "Panasonic": "DMR", "Epson": "WF"}
    kinds = {"Televisions": "LED TV", "Headphones": "Headphones", "Printers": "Inkjet Printer", "Keyboards": "Wireless Keyboard",
             "Navigation": "GPS Navigator", "Networking": "Wireless Router", "Cables": "USB Cable"}
    articles = []
    for k in rng.sample(range(10000, 99999), 560):
        brand, kind = skewed(rng, list(brands), .5), skewed(rng, list(kinds), .4)
        model = f"{brands[brand]}{rng.randint(10, 99)}{rng.choice(['', 'X', 'HD', 'W'])}{rng.randint(10, 99)}"
        articles.append([k, brand, kind, model, f"{rng.lognormvariate(.8, .9):.2f} lb", rng.uniform(15, 900)])
    rows = []
    for shop in ("Abt", "BuyMore", "Walmart"):
        for k, brand, kind, model, weight, price in articles:
            if rng.random() < .1:
                continue
            colour, note = rng.choice(["Black", "White", ""]), rng.choice(["", "- Refurbished", "with Warranty", "(Retail)"])
            title = rng.choice([f"{brand} {model} {colour} {kinds[kind]} {note}", f"{brand} {kinds[kind]} - {model}",
                                f"{colour} {kinds[kind]} {model} by {brand}"])
            rows.append([shop, k, " ".join(title.split()), brand, kind, model, weight if rng.random() > .15 else "",
                         f"${price * rng.gauss(1, .06):.2f}", rng.choice(["in stock", "in stock", "2-3 days", ""])])
    things, wrong = [row[1] for row in rows], []
    for c, share, draw in ((3, .015, lambda row: rng.choice([typed(rng, row[3]) if len(row[3]) > 2 else "Sony",
                                                             other(rng, list(brands), row[3])])),
                           (4, .015, lambda row: other(rng, list(kinds), row[4])), (5, .015, lambda row: slipped(rng, row[5])),
                           (6, .01, lambda row: slipped(rng, row[6]))):
        wrong += spoilt(rng, rows, things, c, lambda row, share=share: share, draw)
    return built(["shop", "cluster", "title", "brand", "category", "model", "weight", "price", "delivery"], rows, wrong)


@table("ninth_entities")
def franchises(rng):
    """Inspections of franchise branches: many of one name, several in a street, numbers in the name, a branch that moves, one
    that is renamed, telephones of head office, namesakes among inspectors. No mistake."""
    chains = ["Subway", "Starbucks", "McDonald's", "Dunkin Donuts", "Domino's Pizza", "7-Eleven", "Walgreens"]
    branches = []
    for k in range(260):
        town, state, code, area = rng.choice(TOWNS[:20])
        chain = skewed(rng, chains, .5)
        branches.append([f"{chain} #{rng.randint(100, 9999)}" if chain in chains[:3] else chain, address(rng), town, state,
                         f"{code}{rng.randint(1, 30):02}", f"({area}) {rng.randint(200, 999)}-{rng.randint(0, 9999):04}"
                         if k % 9 else "(800) 555-0100"])
    rows = []
    for i in range(2600):
        branch = list(skewed(rng, branches, .3))
        moved = branches.index(branch) % 17 == 0 and i > 1300
        if moved:
            branch[1] = f"{100 + len(branch[0])} Plaza Way"
        rows.append([f"2019-{1 + i // 220:02}-{1 + i % 28:02}", *branch, rng.choice(["Routine", "Complaint", "Follow-up"]),
                     rng.choice(["Pass", "Pass", "Pass w/ Conditions", "Fail"]), rng.choice(["", "", rng.randint(1, 9)]), person(rng)])
    return Sheet(["date", "name", "street", "city", "state", "zip", "phone", "type", "result", "violations", "inspector"], rows)
