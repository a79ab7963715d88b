"""Kinds of the other files a third time, as well-known public tables of these kinds look: dependencies of which few rows
break one, wrong spellings that prevail for one thing, colours that a long title contradicts. Drawn, like
kind_third_rows.py and kind_third_series.py, before a detector is mended. Their sets are called third_KIND."""
from kind_sheet import Sheet, built, lister, misspell, names, skewed, some, spoil

TABLES = []
table = lister(TABLES)


# ---- dependencies that few rows break ----

STATES = "AL AR AZ CA CO CT FL GA IA ID IL IN KS KY LA MA MD ME MI MN MO MS NC ND NE NH".split()


def places(rng, states, towns):
    """For each state its telephone codes and its towns with their post codes (a code may serve two towns)."""
    found, cities = {}, iter(names(rng, len(states) * towns, (2, 4)))
    for s, state in enumerate(states):
        codes = [201 + 7 * s + k for k in range(rng.randint(1, 4))]
        mine = [(next(cities).upper(), f"{1000 * (s + 3) + rng.randrange(1000):05}") for _ in range(towns)]
        found[state] = (codes, mine + [(next(iter(mine))[0], f"{1000 * (s + 3) + rng.randrange(1000):05}")])
    return found


@table("third_rules")
def returns(rng):
    """Tax returns: 20,000 people; post code → town, state; telephone code → state; state and bracket → rate; state, marriage
    and children → exemptions; given name → sex. Seven columns are wrong in .05 to .2 % each."""
    land, given = places(rng, STATES, 14), [(n, rng.choice("MF")) for n in names(rng, 300, (2, 3))]
    family = names(rng, 2500, (2, 4))
    rates = {s: [round(rng.uniform(1, 3) + k * rng.uniform(.6, 1.4), 2) if s not in ("FL", "NH") else 0 for k in range(5)] for s in STATES}
    exempt = {s: [rng.choice([0, 1500, 2000, 2440, 3100]) for _ in range(3)] for s in STATES}
    rows = []
    for _ in range(20000):
        state = skewed(rng, STATES, .3)
        codes, towns = land[state]
        first, sex = rng.choice(given)
        city, code = skewed(rng, towns, .5)
        married, child = rng.choice("MS"), rng.choice("YN")
        salary = rng.choice([5000 * rng.randint(1, 19), 500 * rng.randint(10, 190)])
        one, two, kids = exempt[state]
        rows.append([first, rng.choice(family), sex, rng.choice(codes), f"{rng.randint(200, 999)}-{rng.randint(0, 9999):04}", city, state, code, married, child, salary, rates[state][min(4, salary // 20000)], one if married == "S" else 0, two if married == "M" else 0, kids if child == "Y" else 0])
    sheet = Sheet(["fname", "lname", "sex", "tel_area", "tel", "town", "st", "postal", "marital", "kids", "income", "pct", "ex_single", "ex_married", "ex_child"], rows)
    for c, share in ((2, .001), (5, .002), (6, .002), (7, .0005), (11, .001), (13, .001)):
        spoil(rng, sheet, c, share)
    return spoil(rng, sheet, 5, .0005, lambda own: own + "-*")


@table("third_rules")
def paysheet(rng):
    """A city's payroll, semicolons as in its export: post code → post, department number → department, grade and step →
    hourly pay; 6,000 rows, 0.3 % wrong in four columns. Departments share posts."""
    departments = {f"{rng.randint(10, 99)}{k:02}": f"{name.upper()} DEPT" for k, name in enumerate(names(rng, 22))}
    posts = {f"{chr(65 + k % 5)}{1000 + 13 * k}": (" ".join(names(rng, 2)).title() + rng.choice(["", " I", " II", " Sr"]), rng.randint(8, 30)) for k in range(90)}
    pay = {(g, s): f"{11 * 1.045 ** g * 1.03 ** s:.4f}" for g in range(8, 31) for s in range(1, 9)}
    rows = []
    for i in range(6000):
        number, code, step = skewed(rng, list(departments), .6), skewed(rng, list(posts), .7), rng.randint(1, 8)
        post, grade = posts[code]
        rows.append([f"{2019 + i // 3000}", 30011 + 3 * i, number, departments[number], code, post, f"{grade:02}", step, pay[grade, step], rng.choice(["FT", "FT", "FT", "PT"])])
    sheet = Sheet(["Year", "Record", "DeptNo", "Dept", "JobClass", "JobTitle", "Grade", "Step", "Hourly", "Type"], rows)
    for c in (3, 5, 6, 8):
        spoil(rng, sheet, c, .003)
    return sheet


@table("third_rules")
def shelves(rng):
    """A supermarket's articles: group, family and department are a tree of names without codes, the tax follows the
    family; 2,500 rows; a family, department or tax is wrong in 0.4 %."""
    tree = []
    for department in names(rng, 6):
        for family in names(rng, rng.randint(3, 6)):
            tax = rng.choice(["7%", "7%", "19%"])
            tree += [(group, family, department, tax) for group in names(rng, rng.randint(3, 7))]
    rows = []
    for i in range(2500):
        group, family, department, tax = skewed(rng, tree, .5)
        rows.append([f"40{rng.randrange(10**10, 10**11)}", f"{rng.choice(names(rng, 3))} {rng.choice(['500g', '1l', '6er', '250g'])}", department, family, group, tax, f"{rng.uniform(.4, 20):.2f}".replace(".", ",")])
    sheet = Sheet(["EAN", "Artikel", "Abteilung", "Warengruppe", "Sorte", "MwSt", "VK"], rows)
    for c in (2, 3, 5):
        spoil(rng, sheet, c, .004)
    return sheet


@table("third_rules")
def overlays(rng):
    """Telephone codes over two states' border, post codes of several towns, unisex names, a rate that changes with the
    year, one town renamed. No mistake."""
    land, given = places(rng, STATES[:9], 10), [(n, rng.choice([.01, .01, .99, .5])) for n in names(rng, 120)]
    rows = []
    for i in range(8000):
        state, year = skewed(rng, STATES[:9], .3), 2015 + i // 1600
        codes, towns = land[state]
        city, code = skewed(rng, towns, .5)
        first, male = rng.choice(given)
        near = land[rng.choice(STATES[:9])][0][0] if rng.random() < .015 else rng.choice(codes)
        rate = 2 + STATES.index(state) / 4 + (year > 2017) * .25
        name = city if rng.random() > .006 else f"{city} {rng.choice(['HEIGHTS', 'PARK', 'BEACH'])}"
        rows.append([year, first, "M" if rng.random() < male else "F", near, name, state, code, f"{rate:.2f}", rng.randint(18000, 99000)])
    return Sheet(["year", "given", "sex", "area", "place", "state", "zip", "rate", "wage"], rows)


# ---- wrong forms that prevail for one thing ----

@table("third_misspelt")
def clinics(rng):
    """Measures of 50 clinics, 20 rows each, every fact of a clinic repeated; for four clinics the wrong spelling of name,
    street, town or county stands in most rows; a word or the other column tells the right one."""
    towns = [t.lower() for t in names(rng, 18, (3, 4))]
    rows, wrong = [], []
    for n, family in enumerate(names(rng, 50, (2, 4))):
        town = rng.choice(towns)
        kind = rng.choice(["memorial hospital", "regional medical center", "community hospital", "general hospital"])
        facts = [f"{10001 + 7 * n}", f"{family.lower()} {kind}", f"{rng.randint(10, 2400)} {rng.choice(['west', 'north', 'south'])} {rng.choice(towns)} {rng.choice(['avenue', 'street', 'drive'])}", town, f"{town[:5]} county" if rng.random() < .3 else f"{rng.choice(towns)} county", rng.choice(["yes", "no"])]
        bad = {4: (1, "hospital", "hosptial"), 13: (1, "medical", "medicla"), 22: (2, "west", "wset"), 31: (4, "county", "conuty"), 40: (3, town, misspell(rng, town))}.get(n)
        for m in range(20):
            rows.append([*facts, f"M-{m + 1:02}", f"{rng.randint(40, 100)}%", f"{rng.randint(5, 400)} patients"])
            if bad and rng.random() < .75:
                c, good, slip = bad
                if good in facts[c]:
                    wrong.append((len(rows) - 1, c, facts[c].replace(good, slip)))
    return built(["provider", "facility", "address1", "city", "county", "emergency", "code", "score", "sample"], rows, wrong)


@table("third_misspelt")
def grants(rng):
    """Money for research, 3,000 rows: universities and countries; one is misspelt in nearly all its rows, the words are
    right in the others; countries in 60 % of one university's rows."""
    cities, lands = names(rng, 40, (3, 4)), ["Germany", "Netherlands", "Switzerland", "Portugal", "Sweden"]
    homes = [(form.format(city), rng.choice(lands)) for city in cities for form in [rng.choice(["University of {}", "{} Institute of Technology", "Technical University of {}", "{} Medical School"])]]
    rows = []
    for i in range(3000):
        home, land = skewed(rng, homes, .5)
        rows.append([f"GR-{2012 + i // 400}-{i:04}", home, land, " ".join(names(rng, 2)), f"€{rng.randint(20, 2500)},{rng.randint(0, 999):03}", f"{rng.randint(12, 60)} months"])
    sheet = Sheet(["Grant", "Host institution", "Country", "Investigator", "Amount", "Duration"], rows)
    for k, c, good, bad, share in ((2, 1, "Uni", "Unvi", .9), (5, 1, "Tech", "Tehc", .9), (9, 1, "Med", "Mde", .8), (7, 2, "", "", .6)):
        home = homes[k][0]
        bad_land = misspell(rng, homes[k][1])
        for r, row in enumerate(sheet.clean):
            if row[1] == home and rng.random() < share:
                sheet.put(r, c, row[1].replace(good, bad) if c == 1 else bad_land)
    return sheet


@table("third_misspelt")
def ranking(rng):
    """A yearly list of the rich: names, firms, countries in rows by year; firms written wrong in most years, found also as
    words of another column. 1,200 rows."""
    firms, people = names(rng, 160, (3, 4)), [" ".join(names(rng, 2)) for _ in range(400)]
    facts = {p: (f"{firms[k % 160]} {['Group', 'Holdings', 'Steel', 'Media', 'Foods'][k % 5]}", ["United States", "Germany", "Brazil", "India", "Russia"][k % 5], rng.choice(["founder", "heir", "chairman"])) for k, p in enumerate(people)}
    bad = {p: misspell(rng, facts[p][0].split()[0]) + " " + facts[p][0].split()[1] for p in people[40:400:30]}
    rows, wrong = [], []
    for year in (1996, 2001, 2006, 2011, 2014):
        for rank, p in enumerate(rng.sample(people, 240)):
            firm, land, role = facts[p]
            rows.append([p, rank + 1, year, firm, land, role, f"{firm}: {role}" if rng.random() < .4 else "", f"{12 * .985 ** rank + 1:.1f}"])
            if p in bad and rng.random() < .7:
                wrong.append((len(rows) - 1, 3, bad[p]))
    return built(["name", "rank", "year", "company.name", "citizenship", "company.relationship", "notes", "worth in billions"], rows, wrong)


@table("third_misspelt")
def brands(rng):
    """Names that are spelt oddly on purpose, forms of one given name, places of one name with and without an h. No mistake."""
    odd = ["Flickr", "Tumblr", "Lyft", "Krispy Kreme", "Froot Loops", "Dunkin", "Reddit", "Publix", "Xerox", "Kwik Save", "Toys R Us"]
    given = ["Philip", "Phillip", "Catherine", "Katherine", "Catharine", "Steven", "Stephen", "Jon", "John", "Sara", "Sarah", "Geoffrey", "Jeffrey"]
    spots = ["Pittsburgh", "Pittsburg", "Edinburgh", "Edinburg", "Newburgh", "Newburg", "Frankfort", "Frankfurt"]
    rows = [[i, skewed(rng, given, .4), skewed(rng, odd, .5), skewed(rng, spots, .8), rng.choice(["Center", "Centre St", "Theatre", "Theater Row"]), rng.randint(1, 99)] for i in range(2500)]
    return Sheet(["id", "first", "brand", "town", "stop", "visits"], rows)


# ---- a colour that the title contradicts ----

COLOURS = ["black", "white", "red", "blue", "pink", "grey", "green", "yellow", "purple", "khaki", "navy blue", "wine red", "rose red", "beige", "orange", "brown", "multicolor", "army green"]
STUFF = "2020 Summer New Fashion Women Womens Sexy Casual Plus Size Loose Sleeveless Short Sleeve O Neck Print Floral Party Beach Mini Long Dress T Shirt Tops Blouse Shorts Swimsuit Bikini Set Ladies Cotton Lace Vintage Boho".split()


@table("third_tint")
def bazaar(rng):
    """A market place's feed, 1,600 rows of 14 columns: titles stuffed with words, in half of them the colour; colours in
    several cases, sizes of many kinds, a few lost (these may be called wrong or not); 6 % of the colours wrong where the title names
    one."""
    rows = []
    for i in range(1600):
        colour, words = skewed(rng, COLOURS, .8), rng.sample(STUFF, rng.randint(7, 14))
        if rng.random() < .55:
            words.insert(rng.randint(2, len(words)), colour.title())
        shown = rng.choices([colour, colour.capitalize(), colour.replace(" ", "")], [6, 1, 1])[0]
        rows.append([f"{rng.randrange(16**12, 16**13):x}", " ".join(words), f"{rng.uniform(1, 20):.2f}".rstrip("0"), rng.randint(2, 80), "EUR", rng.choice([100, 1000, 5000, 10000, 50]), f"{rng.uniform(2.5, 5):.2f}", rng.randint(0, 9000), rng.choice([0, 0, 1]), shown, rng.choices(["M", "L", "S", "XS", "XL", "XXS", "Size S", "S.", "2XL", ""], [8, 6, 12, 9, 3, 4, 1, 1, 1, 1])[0], rng.randint(1, 50), rng.choice(["CN", "CN", "CN", "US", ""]), rng.choice([1, 2, 3])])
    sheet = Sheet(["uid", "listing", "price", "retail", "cur", "sold", "rating", "votes", "ads", "product_color", "variation_size", "stock", "origin", "shipping"], rows)
    for r in some(rng, len(rows), .06):
        if any(f" {c.title()} " in f" {sheet.clean[r][1]} " for c in COLOURS):
            own = sheet.clean[r][9].lower()
            sheet.put(r, 9, rng.choice([c for c in COLOURS[:9] if c not in own and own not in c]))
    for r, row in enumerate(sheet.dirty):
        if row == sheet.clean[r] and row[9] not in COLOURS:
            sheet.doubt(r, 9)
        if row[10] in ("", "Size S", "S."):
            sheet.doubt(r, 10)
    return sheet


@table("third_tint")
def occasions(rng):
    """Dutch car advertisements, 700 rows; the text names colour, fuel and doors in any order or leaves them out; colour
    wrong in 4 %, fuel in 2 %."""
    colours, fuels, makes = ["zwart", "wit", "grijs", "blauw", "rood", "groen", "zilver", "bruin"], ["benzine", "diesel", "hybride", "elektrisch"], names(rng, 12)
    rows = []
    for _ in range(700):
        make, colour, fuel, doors = skewed(rng, makes, .4), skewed(rng, colours, .5), skewed(rng, fuels, .9), rng.choice([3, 5, 5])
        facts = [f for f, p in ((colour + rng.choice(["", " metallic"]), .7), (fuel, .5), (f"{doors}-deurs", .6), ("airco", .5), ("1e eigenaar", .3), ("navi, trekhaak", .2)) if rng.random() < p]
        rng.shuffle(facts)
        rows.append([f"{make} {rng.choice(['1.2', '1.4', '1.6', '2.0'])} {rng.randint(2008, 2021)}; {', '.join(facts)}".strip("; "), make, colour.capitalize(), fuel, doors, f"{rng.randint(3, 240)}.{rng.randint(0, 999):03} km", f"€ {rng.randint(2, 29)}.{rng.choice(['500', '950', '750'])},-"])
    sheet = Sheet(["advertentie", "merk", "kleur", "brandstof", "deuren", "stand", "vraagprijs"], rows)
    return spoil(rng, spoil(rng, sheet, 2, .04), 3, .02)


@table("third_tint")
def firms(rng):
    """Brands, dishes and sorts with a colour in their names, sets of two colours, a colour that is the packet's. No mistake."""
    colours, rows = ["Red", "Black", "Green", "Blue", "White", "Orange", "Pink"], []
    for i in range(2200):
        colour = skewed(rng, colours, .3)
        title = rng.choice([f"Red Bull Cap {colour}", "Black & Decker Drill", "Green Giant Corn", f"Blue Note T-Shirt {colour}", f"White Cheddar in {colour} Box", f"Orange Juice {rng.choice(colours)} Label", f"Pink Lady Apples", f"{colour}/{rng.choice(colours)} Scarf", f"Mug {colour}"])
        rows.append([70000 + i, title, colour if rng.random() < .9 else "", rng.randint(1, 60)])
    return Sheet(["no", "item", "colour", "qty"], rows)
