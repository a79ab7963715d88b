"""Copies: a few values of a naming column that were put into many rows; and values that repeat by nature."""
from kind_sheet import Sheet, lister, misspell, names, skewed, some

TABLES = []
table = lister(TABLES)


def twice(rng, things, share):
    """The things, about `share` of them once more with a slip in the name, in random order."""
    rows = [list(thing) for thing in things]
    for thing in rng.sample(things, round(share * len(things))):
        name = misspell(rng, thing[0]) if rng.random() < .3 else thing[0]
        rows.append([name, *thing[1:]])
    rng.shuffle(rows)
    return rows


def flood(rng, sheet, column, values, share):
    """Puts `values` of the column, the first ones most often, into `share` of the rows."""
    chosen = rng.sample(sorted({row[column] for row in sheet.clean}), values)
    for r in some(rng, len(sheet.clean), share):
        sheet.put(r, column, skewed(rng, chosen))
    return sheet


def street(rng, words):
    return f"{rng.randint(1, 400)} {rng.choice(words)} {rng.choice(['street', 'road', 'lane', 'square'])}"


@table("flood")
def inns(rng):
    """Two guides' inns, a tenth in both; eight addresses stand in a sixth of the rows."""
    towns, roads = names(rng, 30), names(rng, 150)
    things = [[f"{rng.choice(['The', 'Old', 'New'])} {name}", street(rng, roads), skewed(rng, towns), rng.choice(["grill", "tavern", "cafe", "noodles", "bakery"])] for name in names(rng, 800)]
    return flood(rng, Sheet(["inn", "address", "town", "kitchen"], twice(rng, things, .1)), 1, 8, .17)


@table("flood")
def members(rng):
    """Members, some registered twice; five mail addresses stand in 4 % of the rows."""
    towns = names(rng, 60)
    things = [[f"{given} {family}", f"{given}.{family}@{rng.choice(towns)}.example".lower(), skewed(rng, towns, .5), f"{rng.randint(1940, 2005)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"] for given, family in zip(names(rng, 1500, (2, 2)) * 2, names(rng, 1500, (3, 4)))]
    return flood(rng, Sheet(["name", "mail", "town", "born"], twice(rng, things, .08)), 1, 5, .04)


@table("flood")
def parts(rng):
    """Parts from two lists; three order codes were filled down over 60 rows each."""
    makers = names(rng, 25)
    things = [[name, f"{rng.choice('ABCDEFG')}{rng.choice('KLMNP')}-{rng.randint(1000, 9999)}-{rng.choice('XYZ')}", skewed(rng, makers), rng.choice(["steel", "brass", "nylon"]), f"{rng.uniform(1, 90):.2f}"] for name in names(rng, 900, (3, 4))]
    sheet = Sheet(["part", "code", "maker", "stuff", "price"], twice(rng, things, .15))
    for at in rng.sample(range(0, len(sheet.clean) - 60, 61), 3):
        for r in range(at + 1, at + 60):
            sheet.put(r, 1, sheet.clean[at][1])
    return sheet


@table("flood")
def branches(rng):
    """Chains with branches of one name in many towns, some listed twice. No mistake."""
    towns, roads = names(rng, 50), names(rng, 200)
    chains = names(rng, 260)
    things = [[skewed(rng, chains, .9), street(rng, roads), skewed(rng, towns)] for _ in range(300)]
    things += [[name, street(rng, roads), skewed(rng, towns)] for name in names(rng, 500)]
    return Sheet(["firm", "address", "town"], twice(rng, things, .1))


@table("flood")
def arcades(rng):
    """Arcades and towers with many shops, some shops listed twice. No mistake."""
    towns, roads = names(rng, 30), names(rng, 150)
    arcades = [(street(rng, roads), rng.choice(towns)) for _ in range(9)]
    places = [skewed(rng, arcades) if rng.random() < .2 else (street(rng, roads), skewed(rng, towns)) for _ in range(700)]
    things = [[name, *place, rng.choice(["shoes", "books", "toys", "food"])] for name, place in zip(names(rng, 700), places)]
    return Sheet(["shop", "address", "town", "sells"], twice(rng, things, .12))


@table("flood")
def boxes(rng):
    """Post boxes whose numbers recur from town to town. No mistake."""
    towns = {name: f"{74000 + 13 * i}" for i, name in enumerate(names(rng, 120))}
    roads = names(rng, 200)
    things = []
    for school in names(rng, 900, (3, 4)):
        town = skewed(rng, list(towns), .5)
        box = f"PO Box {int(rng.paretovariate(.5)) % 900 + 1}"
        things.append([school + " School", box if rng.random() < .5 else street(rng, roads), town, towns[town]])
    return Sheet(["school", "mail", "town", "zip"], twice(rng, things, .1))


@table("flood")
def chambers(rng):
    """One or two offices a town, several in the large ones. No mistake."""
    things = []
    for i, town in enumerate(names(rng, 300)):
        for k in range(rng.randint(4, 12) if i < 6 else 1):
            things.append([f"{town} {rng.choice(['Chamber', 'Board', 'Union'])}", town, f"{30000 + 20 * i + (k if i < 6 else 0)}", f"{rng.uniform(45, 50):.4f}"])
    return Sheet(["office", "town", "zip", "latitude"], twice(rng, things, .15))
