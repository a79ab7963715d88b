"""Tables of words: sources that disagree, frequent misspellings, colours, dependencies, odd clean ones."""
from kind_sheet import Sheet, built, lister, misspell, names, skewed, some

TABLES = []
table = lister(TABLES)


# ---- sources that disagree ----

@table("conflict")
def flight_board(rng):
    """Sites report times; each has its own care, some write a day before the time or leave gaps."""
    sites = {site: (rng.choice([.01, .02, .05, .2, .3]), rng.random() < .25) for site in names(rng, 18)}
    rows, wrong = [], []

    def clock(minutes):
        hour = minutes // 60 % 24
        return f"{hour % 12 or 12}:{minutes % 60:02} {'p.m.' if hour >= 12 else 'a.m.'}"
    for f in range(70):
        times = [rng.randrange(1440) for _ in range(4)]
        flight = f"{rng.choice(['QX', 'ZB', 'LV'])}-{1000 + 7 * f}"
        for site, (care, dated) in sites.items():
            if rng.random() < .85:
                rows.append([len(rows) + 1, site, flight, *map(clock, times)])
                for c, minutes in enumerate(times):
                    if rng.random() < care:
                        wrong.append((len(rows) - 1, 3 + c, rng.choice(["", clock(minutes + rng.choice([-15, -5, 7, 12, 30, 61]))])))
                    elif dated and rng.random() < .5:
                        wrong.append((len(rows) - 1, 3 + c, "12/0" + str(rng.randint(1, 2)) + "/2011 " + clock(minutes)))
    return built(["tuple_id", "src", "flight", "sched_dep_time", "act_dep_time", "sched_arr_time", "act_arr_time"], rows, wrong)


@table("conflict")
def shops(rng):
    """Shops list the same products; each writes prices in its own way, which is no mistake."""
    ways = [lambda p: f"${p:,.2f}", lambda p: f"{p:.2f}", lambda p: f"{p:,.2f} USD", lambda p: f"USD {p:.2f}"]
    sellers = [(name, ways[i % 4], rng.choice([.01, .03, .15])) for i, name in enumerate(names(rng, 9))]
    rows, wrong = [], []
    for p in range(260):
        price, grams, code = rng.uniform(8, 2400), rng.randint(50, 9000), f"{rng.randrange(10**12, 10**13)}"
        for seller, way, care in sellers:
            if rng.random() < .7:
                rows.append([code, seller, way(price), f"{grams} g", rng.choice(["yes", "no"])])
                if rng.random() < care:
                    wrong.append((len(rows) - 1, 2, way(price * rng.choice([.1, 10, .87, 1.13, 1.9]))))
                if rng.random() < care / 2:
                    wrong.append((len(rows) - 1, 3, f"{grams + rng.choice([-300, 45, 1000, 90])} g"))
    return built(["ean", "seller", "price", "weight", "in_stock"], rows, wrong)


@table("conflict")
def library(rng):
    """Catalogues merged without a source column: an isbn stands in two to eight rows."""
    words = names(rng, 300)
    rows, wrong = [], []
    for _ in range(900):
        isbn = f"978{rng.randrange(10**9, 10**10)}"
        title = " ".join(rng.choice(words) for _ in range(rng.randint(2, 4)))
        book = [title, rng.choice(words) + ", " + rng.choice(words), rng.randint(1950, 2022), rng.randint(60, 900)]
        copies = rng.randint(3, 8)
        for k in range(copies):
            rows.append([isbn, *book, rng.choice(["new", "used", "worn"])])
            if k >= 2 and rng.random() < .04:
                c = rng.choice([1, 2, 3, 4])
                other = {1: misspell(rng, title), 2: rng.choice(words) + ", " + rng.choice(words), 3: book[2] + rng.choice([-10, -1, 1, 9]), 4: book[3] + rng.choice([-60, 12, 100])}[c]
                wrong.append((len(rows) - 1, c, other))
    return built(["isbn", "title", "author", "year", "pages", "state"], rows, wrong)


@table("conflict")
def vendors(rng):
    """One row a day and share, one column a vendor of quotes; one vendor is off now and then."""
    rows = []
    for ticker in names(rng, 40):
        level = rng.uniform(4, 600)
        for day in range(60):
            level *= 1 + rng.gauss(0, .02)
            rows.append([ticker.upper()[:5], day + 1, *[f"{level:.2f}"] * 4])
    sheet = Sheet(["share", "day", "close_abc", "close_fin", "close_yy", "close_mkt"], rows)
    for r in some(rng, len(rows), .02):
        c = rng.choice([2, 3, 3, 4, 5])
        value = float(rows[r][2])
        sheet.put(r, c, f"{rng.choice([value * 10, value * 1.04, value * .93, value / 100]):.2f}")
    return sheet


@table("conflict")
def forecasts(rng):
    """The thing is a pair, town and day; five services each say its weather."""
    services = [(name, rng.choice([.02, .04, .12])) for name in names(rng, 5)]
    rows, wrong = [], []
    for town in names(rng, 30):
        for day in range(1, 22):
            high, rain, word = rng.randint(-5, 35), rng.randrange(0, 101, 10), rng.choice(["sunny", "cloudy", "showers", "snow", "storm"])
            for service, care in services:
                rows.append([town, f"2022-05-{day:02}", service, high, f"{rain}%", word])
                if rng.random() < care:
                    c = rng.choice([3, 4, 5])
                    wrong.append((len(rows) - 1, c, {3: high + rng.choice([-9, -4, 5, 12]), 4: f"{(rain + 40) % 110}%", 5: rng.choice([w for w in ("sunny", "cloudy", "showers", "storm") if w != word])}[c]))
    return built(["town", "date", "service", "high", "rain", "sky"], rows, wrong)


@table("conflict")
def own_prices(rng):
    """Shops set their own prices and people their own marks: disagreement is no mistake."""
    sellers, rows = names(rng, 12), []
    for item in names(rng, 200):
        base = rng.uniform(3, 90)
        for seller in sellers:
            rows.append([item, seller, f"{base * rng.choice([.9, .95, 1, 1, 1, 1.05, 1.1]):.2f}", rng.randint(1, 5), rng.choice(["fast", "slow"])])
    return Sheet(["item", "seller", "price", "stars", "delivery"], rows)


# ---- misspellings that are frequent ----

@table("majority_typo")
def wards(rng):
    """A ward's name is misspelt in most of its rows; another column has the word written right."""
    units = ["Cardiology", "Neurology", "Radiology", "Oncology", "Dermatology", "Psychiatry", "Surgery", "Pediatrics"]
    rows = []
    for i in range(2500):
        unit = skewed(rng, units, .6)
        rows.append([i + 1, f"D{units.index(unit) + 10}", unit, f"{rng.choice(['Dr.', 'Prof.'])} {skewed(rng, names(rng, 3))}, {unit}", rng.randint(1, 30)])
    sheet = Sheet(["case", "dept", "dept_name", "seen_by", "days"], rows)
    for unit, bad, share in (("Neurology", "Nuerology", .6), ("Dermatology", "Dermatolgy", .55), ("Surgery", "Sugery", .35), ("Oncology", "Onocology", .02)):
        for r, row in enumerate(rows):
            if row[2] == unit and rng.random() < share:
                sheet.put(r, 2, bad)
    return sheet


@table("majority_typo")
def brands(rng):
    """The brand column has a wrong form for two brands in half of the rows; titles have the right one."""
    makers = ["Kestrel", "Northwind", "Bellamy", "Ostrander", "Fairbanks", "Lumina", "Halvorsen"]
    rows = []
    for i in range(4000):
        maker = skewed(rng, makers, .5)
        rows.append([f"a{i:05}", maker, f"{maker} {rng.choice(['kettle', 'lamp', 'desk fan', 'toaster', 'clock'])} {rng.choice('XYZ')}{rng.randint(10, 99)}", f"{rng.uniform(9, 99):.2f}"])
    sheet = Sheet(["asin", "brand", "title", "price"], rows)
    for maker, bad, share in (("Ostrander", "Ostrnder", .55), ("Bellamy", "Belamy", .5)):
        for r, row in enumerate(rows):
            if row[1] == maker and rng.random() < share:
                sheet.put(r, 1, bad)
    return sheet


@table("majority_typo")
def addresses(rng):
    """Many towns; for some the slips together outnumber the right form. The postcode tells the town."""
    towns = {str(10000 + 37 * i): name for i, name in enumerate(names(rng, 60, (3, 4)))}
    rows = []
    for i in range(5000):
        code = skewed(rng, list(towns), .4)
        rows.append([i, f"{rng.choice(['Oak', 'Mill', 'High', 'Park'])} St {rng.randint(1, 200)}", towns[code], code])
    sheet = Sheet(["id", "street", "town", "postcode"], rows)
    for code, town in list(towns.items())[5:13]:
        bad = [misspell(rng, town) for _ in range(3)]
        for r, row in enumerate(rows):
            if row[3] == code and rng.random() < .6:
                sheet.put(r, 2, rng.choice(bad))
    return sheet


@table("majority_typo")
def materials(rng):
    """One column of words: a wrong form of a common English word is as frequent as the right one."""
    kinds = ["stainless steel", "aluminium", "ceramic", "leather", "polyester", "plastic", "cotton", "glass"]
    rows = [[i + 1, skewed(rng, kinds, .5), rng.randint(1, 400), skewed(rng, ["available", "discontinued", "received", "returned"])] for i in range(3000)]
    sheet = Sheet(["no", "material", "quantity", "status"], rows)
    for c, word, bad, share in ((1, "stainless steel", "stainles steel", .45), (1, "leather", "lether", .6), (3, "received", "recieved", .7)):
        for r, row in enumerate(rows):
            if row[c] == word and rng.random() < share:
                sheet.put(r, c, bad)
    return sheet


@table("majority_typo")
def near_names(rng):
    """Names and codes that differ in a letter and are all right. No mistake."""
    first = ["Jon", "John", "Marc", "Mark", "Erik", "Eric", "Maria", "Marie", "Anna", "Anne", "Sara", "Sarah", "Stefan", "Stephan"]
    lands = ["Austria", "Australia", "Niger", "Nigeria", "Iran", "Iraq", "Mali", "Malawi", "Slovakia", "Slovenia"]
    rows = [[i, skewed(rng, first, .7), skewed(rng, lands, .9), f"{rng.choice('ABC')}{rng.choice('ABC')}-{rng.randint(1, 9)}", f"EUR {rng.choice([9, 12, 19, 21, 29])}.{rng.choice(['00', '95', '99'])}", skewed(rng, ["sent", "send", "seen"])] for i in range(4000)]
    return Sheet(["id", "given", "country", "shelf", "fare", "state"], rows)


# ---- a colour, gender or size that the text contradicts ----

COLOURS = ["black", "white", "blue", "red", "green", "grey", "pink", "beige", "navy", "brown", "yellow", "purple"]


def contradict(rng, sheet, column, values, share):
    for r in some(rng, len(sheet.clean), share):
        sheet.put(r, column, rng.choice([v for v in values if v.lower() != sheet.clean[r][column].lower()]))
    return sheet


@table("colour")
def dresses(rng):
    """The title names the colour in nine of ten rows, anywhere in it, in any case."""
    rows = []
    for i in range(2400):
        colour, words = skewed(rng, COLOURS, .5), rng.sample(["Summer", "Linen", "Midi", "Wrap", "Tailored", "Textured", "Floral", "Evening"], 3)
        title = words + [rng.choice(["Dress", "Skirt", "Blouse"])]
        if rng.random() < .9:
            title.insert(rng.randint(0, 4), rng.choice([colour, colour.title()]))
        rows.append([10000 + i, " ".join(title), colour.title(), rng.choice(["S", "M", "L", "XL"]), f"{rng.uniform(15, 90):.2f}"])
    return contradict(rng, Sheet(["sku", "title", "color", "size", "price"], rows), 2, [c.title() for c in COLOURS], .015)


@table("colour")
def cars(rng):
    """Two in five adverts name the paint, as one word or two; the column is upper case."""
    rows = []
    for i in range(6000):
        colour = skewed(rng, COLOURS[:8], .8)
        text = f"{rng.choice(names(rng, 2))} {rng.choice(['Estate', 'Hatch', 'Coupe'])} {rng.randint(1, 3)}.{rng.randint(0, 9)} {rng.choice(['diesel', 'petrol', 'hybrid'])}"
        if rng.random() < .4:
            text += rng.choice([f", {rng.choice(['dark ', 'light ', 'metallic ', ''])}{colour}", f" in {colour}", f" ({colour})"])
        rows.append([i, text, colour.upper(), rng.randint(1999, 2022), rng.randint(3000, 250000)])
    return contradict(rng, Sheet(["ad", "headline", "paint", "year", "km"], rows), 2, [c.upper() for c in COLOURS[:8]], .01)


@table("colour")
def shoes(rng):
    """Several colours of one shoe, and others' shades; the gender stands in the name as well."""
    rows = []
    for i in range(3000):
        colour, other = rng.sample(COLOURS, 2)
        shown = colour.title() if rng.random() < .7 else f"{colour.title()}/{other.title()}"
        gender = rng.choice(["Men", "Women", "Kids"])
        name = f"{gender}'s {rng.choice(['Trail', 'Road', 'Court'])} {rng.choice(['Runner', 'Boot', 'Sneaker'])} - {rng.choice([colour, colour, 'dark ' + colour]).title()}"
        rows.append([f"{rng.choice('FGH')}{i:05}", name, shown, gender, rng.randint(30, 48)])
    sheet = contradict(rng, Sheet(["article", "product_name", "colourway", "gender", "eu_size"], rows), 3, ["Men", "Women", "Kids"], .008)
    return contradict(rng, sheet, 2, [c.title() for c in COLOURS], .01)


@table("colour")
def food_names(rng):
    """Words with a colour in them, brands and dishes named by colours, synonyms. No mistake."""
    made = [("Blackberry jam", "purple"), ("Redwood shelf", "brown"), ("Green Day poster", "black"), ("White Stag wool hat", "grey"), ("Orange juice carton", "white"), ("Red Bull can tray", "blue"), ("Greenhouse lamp", "silver"), ("Bluetooth speaker", "black"), ("Navy cap", "blue"), ("Navy/white scarf", "navy"), ("Charcoal rug", "grey"), ("Gray mug", "grey"), ("Ivory plate", "white"), ("Pinkerton boots", "brown"), ("Black Friday mug", "red"), ("Textured tray", "black"), ("Tailored cover", "red"), ("Whiteboard pen", "black"), ("Green tea tin", "gold")]
    rows = []
    for i in range(2600):
        if rng.random() < .35:
            text, colour = rng.choice(made)
        else:
            colour = skewed(rng, COLOURS + ["silver", "gold"], .4)
            text = f"{colour.title()} {rng.choice(['mug', 'lamp', 'scarf', 'tray', 'pen', 'rug'])}"
        rows.append([i, f"{text} {rng.choice(['small', 'large', 'set of 2', 'classic'])}", colour, f"{rng.uniform(2, 60):.2f}"])
    return Sheet(["item", "title", "colour", "price"], rows)


# ---- dependencies broken in 0.2 % of the rows ----

def depend(rng, header, keys, rows, share, spoiled, extra, exponent=.6):
    """`keys`: left side → its right sides; `spoiled` right sides get the value of another key."""
    made = []
    for i in range(rows):
        key = skewed(rng, list(keys), exponent)
        made.append([i + 1, *(key if isinstance(key, tuple) else (key,)), *keys[key], *extra(rng)])
    sheet = Sheet(header, made)
    for column in spoiled if share else ():
        for r in some(rng, rows, share):
            sheet.put(r, column, rng.choice([v for v in sorted({str(m[column]) for m in made}) if v != str(made[r][column])]))
    return sheet


@table("dependency")
def customers(rng):
    regions, towns = names(rng, 9), names(rng, 300, (2, 4))
    keys = {f"{20000 + 113 * i}": (town, regions[i % 9]) for i, town in enumerate(towns)}
    return depend(rng, ["id", "zip", "city", "region", "turnover", "since"], keys, 20000, .002, [2, 3],
                  lambda rng: [rng.randint(10, 9000), rng.randint(1990, 2023)])


@table("dependency")
def stock_list(rng):
    keys = {f"{rng.choice('KLM')}{1000 + i}": (f"{a} {rng.choice(['bolt', 'nut', 'washer', 'pin'])}", rng.choice(["pcs", "box", "kg"]), rng.choice(["7", "19"])) for i, a in enumerate(names(rng, 140))}
    return depend(rng, ["line", "code", "name", "unit", "vat", "qty", "store"], keys, 8000, .002, [2, 3, 4],
                  lambda rng: [rng.randint(1, 500), rng.choice(["A", "B", "C"])])


@table("dependency")
def districts(rng):
    """The left side is a pair: country and the number of a district in it."""
    keys = {(land, str(n)): (name,) for land in ("AT", "CH", "DE", "IT") for n, name in enumerate(names(rng, 20), 1)}
    return depend(rng, ["row", "country", "no", "district", "people", "area"], keys, 6000, .003, [3],
                  lambda rng: [rng.randint(200, 90000), f"{rng.uniform(1, 400):.1f}"])


@table("dependency")
def employees(rng):
    """Department → head and cost centre → site; many other columns that determine nothing."""
    heads, sites = names(rng, 30), names(rng, 6)
    keys = {d: (heads[i], 4000 + 10 * i, sites[i % 6]) for i, d in enumerate(names(rng, 30))}
    return depend(rng, ["staff_no", "department", "head", "cost_centre", "site", "grade", "hours", "tax"], keys, 12000, .002, [2, 3, 4],
                  lambda rng: [rng.randint(1, 15), rng.choice([20, 30, 40]), rng.choice("ABCDEF")], 1.2)


@table("dependency")
def postcodes(rng):
    """Postcodes that hold two towns, staff who moved, a renamed product: legal exceptions. No mistake."""
    towns, rows = names(rng, 80), []
    for i in range(6000):
        z = min(int(rng.expovariate(.05)), 79)
        town = towns[z] if rng.random() > (.04 if z % 5 == 0 else 0) else towns[z] + "-" + rng.choice(["Nord", "Au"])
        year = rng.randint(2015, 2023)
        rows.append([i, 30000 + 11 * z, town, year, f"Prod {z}" + (" plus" if year > 2022 and z % 7 == 0 else ""), rng.choice(["x", "y"])])
    return Sheet(["id", "postcode", "town", "year", "product", "class"], rows)


# ---- clean tables that have drawn false alarms ----

@table("other")
def partial_rows(rng):
    """Columns that are blank together, codes, prices as text, a sentinel in a key, numeric marks."""
    rows = []
    for i in range(3000):
        contact = [f"{rng.choice(names(rng, 2))}", f"0{rng.randrange(10**8, 10**9)}", rng.choice(["home", "work"])] if rng.random() > .06 else ["", "", ""]
        rows.append([10000 + i, f"P-{rng.randint(100, 999)}-{rng.choice('XYZ')}", f"${rng.choice([9, 19, 29, 39])}.{rng.choice(['99', '95', '00'])}", *contact,
                     -9999 if rng.random() < .05 else 70000 + 3 * i, rng.choice([0, 0, 0, 1, 2, 3, 9, 10, 99])])
    return Sheet(["id", "part", "price", "contact", "phone", "kind", "tank_id", "defects"], rows)


@table("other")
def codes(rng):
    """Item numbers in blocks, sizes, versions and phone numbers that are near one another. No mistake."""
    rows, item = [], 100000
    for i in range(2500):
        item += rng.choice([1, 1, 1, 1, 2, 10])
        shown = item if rng.random() > .01 else 9000000 + item
        rows.append([shown, rng.choice(["10x20", "10x25", "12x20", "20x10"]), f"v{rng.randint(1, 3)}.{rng.randint(0, 20)}", f"555-01{rng.randint(10, 99)}", rng.choice(["M6x30", "M6x35", "M8x30", "M8x80"])])
    return Sheet(["item_no", "size", "version", "phone", "screw"], rows)
