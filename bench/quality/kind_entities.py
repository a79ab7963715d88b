"""Tables where some things stand in two rows or more, in somewhat different spelling; and such that only look so."""
from kind_sheet import Sheet, lister, misspell, names, skewed

TABLES = []
table = lister(TABLES)

STREETS = [("Street", "St"), ("Avenue", "Ave"), ("Road", "Rd"), ("Boulevard", "Blvd"), ("Lane", "Ln")]
FORMS = [("Limited", "Ltd"), ("Incorporated", "Inc"), ("Corporation", "Corp"), ("Company", "Co.")]


def reworded(rng, text, pairs, slips=True):
    """The text as another clerk writes it: shortened, misspelt, in other case, with an initial."""
    for long, short in pairs:
        if rng.random() < .6:
            text = text.replace(long, short)
    way = rng.random()
    words = text.split(" ")
    if way < .25 and slips:
        at = max(range(len(words)), key=lambda i: len(words[i]) * words[i].isalpha())
        if len(words[at]) > 4:
            words[at] = misspell(rng, words[at])
    elif way < .35 and slips:
        return text.upper()
    elif way < .45 and len(words) > 1:
        words[0] = words[0][0] + "."
    return " ".join(words)


def doubled(rng, header, things, again, copies, wrong, share):
    """Rows of things; those that stand again are written by `again`. A copy's cell in `wrong` (column →
    how it is drawn) is a mistake in `share` of the copies. What a copy writes otherwise is debatable."""
    rows = []
    for thing in things:
        rows.append((thing, None))
        for _ in range(copies(rng)):
            rows.append((again(rng, list(thing)), thing))
    rng.shuffle(rows)
    sheet = Sheet(header, [row for row, _ in rows])
    for r, (row, thing) in enumerate(rows):
        for c in range(len(header)):
            value = wrong[c](rng, row[c]) if thing and c in wrong and rng.random() < share else row[c]
            if value != row[c]:
                sheet.put(r, c, value)
            elif thing and row[c] != thing[c]:
                sheet.doubt(r, c)
    return sheet


def pick(things, c):
    return lambda rng, _: rng.choice(things)[c]


def digit(rng, value):
    """Another digit at one place."""
    at = rng.choice([i for i, x in enumerate(str(value)) if x.isdigit()])
    return str(value)[:at] + rng.choice([x for x in "0123456789" if x != str(value)[at]]) + str(value)[at + 1:]


def people(rng, count):
    given, family, towns = names(rng, 60), names(rng, 400), names(rng, 30)
    found = []
    for _ in range(count):
        town = skewed(rng, towns, .5)
        found.append([f"{rng.choice(given)} {rng.choice(family)}", f"{rng.randint(1, 180)} {rng.choice(family)} {rng.choice(STREETS)[0]}",
                      town, f"{40000 + 31 * towns.index(town)}", f"0{rng.randrange(10**8, 10**9)}",
                      f"{rng.randint(1930, 2004)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"])
    return found


def entered_again(rng, row):
    """A person's row as another clerk writes it: name and street in other words."""
    row[0], row[1] = reworded(rng, row[0], []), reworded(rng, row[1], STREETS)
    return row


@table("duplicate")
def patients(rng):
    """One in eight was entered again; a birth date, phone or town of the copy is another's or mistyped."""
    things = people(rng, 2500)
    return doubled(rng, ["name", "address", "town", "zip", "phone", "born"], things, entered_again, lambda rng: rng.random() < .12,
                   {2: pick(things, 2), 4: digit, 5: lambda rng, v: rng.choice([digit(rng, v), rng.choice(things)[5]])}, .08)


@table("duplicate")
def suppliers(rng):
    """Two lists merged: most firms stand twice; tax number, town or trade differ in a few."""
    base, trades, towns = names(rng, 700), ["steel", "paint", "paper", "glass", "tools", "food", "cloth"], names(rng, 25)
    things = [[f"{a} {rng.choice(base)} {rng.choice(FORMS)[0]}", skewed(rng, towns, .6), f"DE{rng.randrange(10**8, 10**9)}", rng.choice(trades)] for a in base]

    def again(rng, row):
        row[0] = reworded(rng, row[0], FORMS)
        return row
    return doubled(rng, ["firm", "town", "tax_no", "trade"], things, again, lambda rng: rng.random() < .75,
                   {1: pick(things, 1), 2: pick(things, 2), 3: pick(things, 3)}, .04)


@table("duplicate")
def citations(rng):
    """Papers cited many times, titles and authors written in many ways; some years and venues are wrong."""
    words, family, venues = names(rng, 500), names(rng, 300), [" ".join(names(rng, 2)) for _ in range(20)]
    things = [[" ".join(rng.choice(words) for _ in range(rng.randint(4, 8))), f"{rng.choice('ABCDEFGHK')}. {rng.choice(family)}, {rng.choice('ABCDEFGHK')}. {rng.choice(family)}",
               rng.choice(venues), rng.randint(1975, 2020), rng.randint(1, 60)] for _ in range(350)]

    def again(rng, row):
        row[0] = reworded(rng, row[0], [])
        row[1] = row[1].replace(". ", rng.choice([". ", ".", " "]))
        return row
    return doubled(rng, ["title", "authors", "venue", "year", "volume"], things, again, lambda rng: rng.choice([0, 1, 2, 3, 5]),
                   {2: pick(things, 2), 3: lambda rng, v: v + rng.choice([-10, -1, 1, 2, 9]), 4: pick(things, 4)}, .05)


@table("duplicate")
def eateries(rng):
    """Two guides merged: each place stands twice; kind of kitchen is a matter of taste, an address is not."""
    base, towns = names(rng, 900), names(rng, 12)
    kitchens = names(rng, 25)
    things = [[f"{rng.choice(['Cafe', 'Chez', 'Little', 'Old', 'Casa', 'Bar'])} {a} {rng.choice(base)}", f"{rng.randint(1, 900)} {rng.choice(base)} {rng.choice(STREETS)[0]}", skewed(rng, towns, .8), rng.choice(kitchens)] for a in base[:500]]

    def again(rng, row):
        row[0], row[1] = reworded(rng, row[0], []), reworded(rng, row[1], STREETS)
        row[3] = row[3] if rng.random() < .4 else rng.choice(kitchens)
        return row
    return doubled(rng, ["place", "address", "town", "kitchen"], things, again, lambda rng: rng.random() < .3,
                   {1: pick(things, 1), 2: pick(things, 2)}, .1)


@table("duplicate")
def offers_list(rng):
    """Shops' titles of one article, with a price of their own; maker or weight of some is wrong."""
    makers, base = names(rng, 40), names(rng, 600)
    things = [[f"{rng.choice(makers)} {a} {rng.choice(['Kettle', 'Drill', 'Lamp', 'Router', 'Mixer'])} {rng.choice('ABCDX')}{rng.randint(100, 999)}", "", rng.randint(80, 9000), rng.uniform(9, 400)] for a in base]
    for thing in things:
        thing[1], thing[3] = thing[0].split(" ")[0], f"{thing[3]:.2f}"

    def again(rng, row):
        words = row[0].split(" ")
        if rng.random() < .5:
            words = words[1:] + words[:1]
        row[0] = " ".join(words) + rng.choice(["", "", " new", " (black)"])
        row[3] = f"{float(row[3]) * rng.uniform(.85, 1.2):.2f}"
        return row
    return doubled(rng, ["title", "maker", "grams", "price"], things, again, lambda rng: rng.choice([0, 0, 1, 1, 2, 3]),
                   {1: pick(things, 1), 2: lambda rng, v: v * 10 if rng.random() < .5 else digit(rng, v)}, .04)


@table("duplicate")
def voters(rng):
    """A large list in which few stand twice; a town or birth year of some of those is wrong."""
    things = people(rng, 16000)
    return doubled(rng, ["name", "street", "town", "zip", "phone", "born"], things, entered_again, lambda rng: rng.random() < .02,
                   {2: pick(things, 2), 5: pick(things, 5)}, .2)


# ---- alike rows that are no duplicates: no mistake ----

@table("duplicate")
def branches(rng):
    """Chains with branches in many towns, some of them two in one street."""
    chains, streets = [" ".join(names(rng, 2)) for _ in range(60)], names(rng, 200)
    rows = []
    for i in range(2500):
        chain = rng.choice(chains) if rng.random() < .5 else " ".join(names(rng, 2))
        rows.append([f"{chain} {rng.choice(['', '', '#' + str(rng.randint(2, 90)), 'Store'])}".strip(), f"{rng.randint(1, 400)} {skewed(rng, streets, .5)} {rng.choice(['St', 'Street', 'Ave'])}",
                     rng.choice(["north", "south", "west"]), f"0{rng.randrange(10**8, 10**9)}", rng.choice(["bakery", "bank", "cafe"])])
    return Sheet(["shop", "address", "zone", "phone", "kind"], rows)


@table("duplicate")
def variants_list(rng):
    """Articles in several colours and sizes, with prices of their own."""
    rows = []
    for name in names(rng, 400):
        line = f"{name} {rng.choice(['Trail', 'Road', 'Court'])} {rng.choice(['Boot', 'Shoe', 'Jacket'])}"
        for _ in range(rng.randint(1, 6)):
            colour = rng.choice(["black", "blue", "red", "sand"])
            rows.append([f"{line} {colour} {rng.choice(['Mens', 'Womens'])}", colour, rng.choice(["S", "M", "L"]), f"{rng.uniform(20, 200):.2f}", f"{rng.randrange(10**11, 10**12)}"])
    return Sheet(["title", "colour", "size", "price", "ean"], rows)


@table("duplicate")
def editions(rng):
    """Books in volumes, editions and bindings; films and their sequels."""
    words, family, rows = names(rng, 400), names(rng, 200), []
    for _ in range(700):
        title, author, year = " ".join(rng.choice(words) for _ in range(3)), f"{rng.choice('ABCDE')}. {rng.choice(family)}", rng.randint(1960, 2015)
        for k in range(rng.choice([1, 1, 2, 3, 4])):
            rows.append([title + rng.choice([f", Vol. {k + 1}", f" ({k + 1}. ed.)", f" {'I' * (k + 1)}", ""]), author, year + 2 * k, rng.randint(90, 900), rng.choice(["paper", "cloth"])])
    return Sheet(["title", "author", "year", "pages", "binding"], rows)


@table("duplicate")
def households(rng):
    """Families at one address with one phone; some namesakes, father and son."""
    rows = []
    for person in people(rng, 900):
        family = person[0].split(" ")[1]
        for k in range(rng.randint(1, 5)):
            given = person[0].split(" ")[0] if k == 0 or rng.random() < .15 else rng.choice(names(rng, 3))
            rows.append([f"{given} {family}" + (" jr" if k and rng.random() < .1 else ""), person[1] if rng.random() < .7 else person[1].replace("Street", "St"), person[2], person[4], rng.randint(1925, 2015), rng.choice("fm")])
    return Sheet(["name", "address", "town", "phone", "born", "sex"], rows)


@table("duplicate")
def visits(rng):
    """One row a visit: people come again on other days, to other doctors; names are typed anew each time."""
    rows = []
    for person in people(rng, 700):
        for _ in range(rng.choice([1, 1, 2, 3, 6])):
            rows.append([reworded(rng, person[0], [], False), person[2], person[5], f"2023-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}", rng.choice(names(rng, 2)), rng.randint(20, 400)])
    rng.shuffle(rows)
    return Sheet(["patient", "town", "born", "visit", "doctor", "fee"], rows)


@table("duplicate")
def moved(rng):
    """People who stand twice since they moved or married: nothing but the new address tells which is old."""
    rows, everybody = [], people(rng, 1800)
    for person in everybody[:1500]:
        rows.append([*person, rng.randint(1990, 2010)])
        if rng.random() < .15:
            other = rng.choice(everybody[1500:])
            rows.append([reworded(rng, person[0], [], False), other[1], other[2], other[3], other[4], person[5], rng.randint(2011, 2023)])
    rng.shuffle(rows)
    return Sheet(["name", "address", "town", "zip", "phone", "born", "since"], rows)


def followed(rng, wrong, changes):
    """Places that are visited year after year; facts change in `changes` of the years, for good; a cell
    is another place's in `wrong` of the rows."""
    kinds, owners = names(rng, 8), names(rng, 300)
    rows, facts = [], []
    for name, street, town, code, _, _ in people(rng, 600):
        fact = [skewed(rng, kinds, .7), rng.choice(["A", "B", "C"]), f"{rng.choice('LMN')}{rng.randrange(10**5, 10**6)}", rng.choice(owners)]
        for year in range(rng.randint(2008, 2018), rng.choice([2012, 2019, 2020, 2023])):
            if rng.random() < changes:
                fact = [skewed(rng, kinds, .7) if rng.random() < .4 else fact[0], rng.choice(["A", "B", "C"]), f"L{rng.randrange(10**5, 10**6)}" if rng.random() < .7 else fact[2], rng.choice(owners)]
            elif rng.random() < changes:
                fact = [*fact[:1], rng.choice(["A", "B", "C"]), *fact[2:]]
            if rng.random() < .6:
                rows.append([reworded(rng, name, [], False), reworded(rng, street, STREETS, False), town, code, *fact, f"{year}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}", rng.choice(["pass", "fail", "pass", "later"]), rng.randint(1, 99)])
                facts.append(fact)
    order = list(range(len(rows)))
    rng.shuffle(order)
    sheet = Sheet(["place", "street", "town", "zip", "kind", "risk", "licence", "owner", "seen", "result", "points"], [rows[r] for r in order])
    for r, row in enumerate(sheet.clean):
        for c in (2, 4, 6, 7):
            value = rng.choice(sheet.clean)[c]
            if rng.random() < wrong and value != row[c]:
                sheet.put(r, c, value)
    return sheet


@table("duplicate")
def inspections(rng):
    """Places inspected again and again: kind, risk, licence and owner change for good. No mistake."""
    return followed(rng, 0, .06)


@table("duplicate")
def steady_places(rng):
    """The same, but facts hardly change and some are another place's."""
    return followed(rng, .03, .004)


@table("duplicate")
def changing_places(rng):
    """The same with both: facts that change for good, and such that are another place's."""
    return followed(rng, .03, .03)


@table("duplicate")
def register(rng):
    """Families at one address, chains, and people entered twice with a phone or birth date of another."""
    things = people(rng, 1500)
    for thing in list(things)[:500]:
        other = people(rng, 1)[0]
        things.append([other[0].split(" ")[0] + " " + thing[0].split(" ")[1], *thing[1:5], other[5]])
    chain = [f"{a} {rng.choice(['Bakery', 'Pharmacy', 'Bank'])}" for a in names(rng, 20)]
    things += [[rng.choice(chain), *person[1:]] for person in people(rng, 300)]
    return doubled(rng, ["name", "address", "town", "zip", "phone", "born"], things, entered_again, lambda rng: rng.choice([0, 0, 0, 0, 1, 1, 2]),
                   {2: pick(things, 2), 4: pick(things, 4), 5: pick(things, 5)}, .05)
