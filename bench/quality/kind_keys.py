"""Dependencies broken in few rows: large tables, keys of two and three columns, chains; and near-dependencies that are right."""
from kind_sheet import Sheet, lister, misspell, names, skewed, some

TABLES = []
table = lister(TABLES)


def swap_values(rng, sheet, column, share, slip=0.0):
    """Some cells get another row's value, or with probability `slip` a misspelling."""
    values = sorted({row[column] for row in sheet.clean})
    for r in some(rng, len(sheet.clean), share):
        was = sheet.clean[r][column]
        sheet.put(r, column, misspell(rng, was) if rng.random() < slip and len(was) > 3 else rng.choice([v for v in values if v != was]))
    return sheet


@table("keys")
def taxes(rng):
    """20,000 people, 15 columns: area code → state, zip → city and state, state and status → exemption; 0.2 %."""
    states = [f"{a}{b}" for a, b in zip("ABCDEFGHIKLMNOPRSTUV", "LKZAONTRWEYXDBHICVUM")]
    zips = {str(10000 + 71 * i): (town, states[i % 20]) for i, town in enumerate(names(rng, 500, (2, 4)))}
    areas = {s: [str(201 + 7 * i), str(204 + 7 * i)] for i, s in enumerate(states)}
    exempt = {(s, m): str(100 * rng.randint(0, 60)) for s in states for m in "SM"}
    rate = {s: f"{rng.uniform(1, 9):.2f}" for s in states}
    given, family, rows = names(rng, 200, (2, 2)), names(rng, 500), []
    for i in range(20000):
        code = skewed(rng, list(zips), .3)
        town, state = zips[code]
        status = rng.choice("SM")
        rows.append([rng.choice(given), rng.choice(family), rng.choice("FM"), rng.choice(areas[state]), f"{rng.randint(100, 999)}-{rng.randint(1000, 9999)}", town, state, code, status, rng.choice("YN"), rng.randint(1, 18) * 5000, rate[state], exempt[state, status]])
    sheet = Sheet(["fname", "lname", "gender", "area", "phone", "city", "state", "zip", "marital", "child", "salary", "rate", "exemption"], rows)
    for c in (5, 6, 11, 12):
        swap_values(rng, sheet, c, .002, .3)
    return sheet


@table("keys")
def timetable(rng):
    """Line, direction and stop number (three columns) → stop; 20,000 rows, 0.2 %."""
    stops = names(rng, 60, (3, 4))
    plan = {(line, d, n): rng.choice(stops) for line in range(1, 16) for d in "HR" for n in range(1, 13)}
    rows = []
    for i in range(20000):
        key = rng.choice(list(plan))
        rows.append([i + 1, *key, plan[key], f"{rng.randint(0, 23):02}:{rng.randint(0, 59):02}", rng.randint(0, 80)])
    return swap_values(rng, Sheet(["id", "line", "dir", "seq", "stop", "at", "boarded"], rows), 4, .002)


@table("keys")
def catalogue(rng):
    """Groups of three to six rows a key, 4 % wrong on the right side, 1 % wrong on the left."""
    rows = []
    authors = names(rng, 200)
    for b, title in enumerate(names(rng, 700, (3, 4))):
        author, shelf = rng.choice(authors), f"{rng.choice('ABCDE')}{rng.randint(1, 40)}"
        for copy in range(rng.randint(3, 6)):
            rows.append([f"B{1000 + b}", title, author, shelf, copy + 1, rng.choice(["in", "out", "lost"])])
    sheet = Sheet(["book", "title", "author", "shelf", "copy", "state"], rows)
    for c, share in ((2, .04), (3, .04), (1, .01)):
        swap_values(rng, sheet, c, share, .2)
    return sheet


@table("keys")
def plants(rng):
    """Plant → site → country → currency, a chain; the country is wrong in 2 %, the currency in 0.5 %."""
    currencies = {"France": "EUR", "Poland": "PLN", "Sweden": "SEK", "Japan": "JPY", "Brazil": "BRL", "Italy": "EUR", "Spain": "EUR"}
    sites = {s: rng.choice(list(currencies)) for s in names(rng, 40)}
    homes = {f"PL{100 + i}": rng.choice(list(sites)) for i in range(160)}
    rows = []
    for i in range(5000):
        plant = skewed(rng, list(homes), .3)
        rows.append([i, plant, homes[plant], sites[homes[plant]], currencies[sites[homes[plant]]], rng.randint(1, 9000), rng.choice("XYZ")])
    sheet = Sheet(["doc", "plant", "site", "country", "currency", "amount", "kind"], rows)
    return swap_values(rng, swap_values(rng, sheet, 3, .02), 4, .005)


@table("keys")
def measured_codes(rng):
    """A number decides: band → lower bound and label, 15 % of the labels wrong."""
    labels = {n: (str(n * 250), f"{a} band") for n, a in enumerate(names(rng, 24), 1)}
    rows = []
    for i in range(2500):
        n = rng.randint(1, 24)
        rows.append([i, n, *labels[n], f"{rng.uniform(0, 50):.1f}"])
    return swap_values(rng, Sheet(["id", "band", "floor", "label", "reading"], rows), 3, .15)


@table("keys")
def habits(rng):
    """Doctor → usual room, customer → usual shop, product → usual price: mostly, not always. No mistake."""
    doctors, shops, rows = names(rng, 40), names(rng, 15), []
    room = {d: rng.randint(1, 30) for d in doctors}
    for i in range(8000):
        d, s = rng.choice(doctors), rng.randrange(300)
        rows.append([i, d, room[d] if rng.random() < .93 else rng.randint(1, 30), f"K{s:03}", shops[s % 15] if rng.random() < .95 else rng.choice(shops), rng.choice(["cash", "card"])])
    return Sheet(["visit", "doctor", "room", "customer", "shop", "paid"], rows)


@table("keys")
def revisions(rng):
    """Values that change at a moment: price lists, renamed sites; a rare but regular exception. No mistake."""
    rows, price = [], {}
    sites = names(rng, 20)
    for i in range(6000):
        a = rng.randrange(50)
        if rng.random() < .01 or a not in price:
            price[a] = f"{rng.uniform(2, 80):.2f}"
        site = sites[a % 20] + (" II" if i > 5400 and a % 20 == 3 else "")
        rows.append([i, f"A{a:03}", price[a], site, rng.randint(1, 9), "S" if rng.random() < .02 else "N"])
    return Sheet(["line", "article", "price", "site", "qty", "flag"], rows)
