"""Marks: damage that recurs, signs for "nothing", units in cells, odd case and blanks, copied keys,
lost zeros; and look-alikes."""
from kind_sheet import Sheet, lister, misspell, names, skewed, some

TABLES = []
table = lister(TABLES)


# ---- damage that recurs: one character lost or put for others, everywhere ----

@table("damage")
def lost_letters(rng):
    """Titles and places, in which a conversion put "?" for some letters of two columns."""
    places = names(rng, 60)
    rows = [[i, f"{rng.choice(names(rng, 9))} {rng.choice(['Journal', 'Review', 'Letters', 'Annals'])}", skewed(rng, places, .5), rng.randint(1950, 2020)] for i in range(1500)]
    sheet = Sheet(["no", "title", "place", "year"], rows)
    for r in some(rng, len(rows), .12):
        c = rng.choice([1, 2])
        text = sheet.clean[r][c]
        at = rng.randrange(1, len(text))
        if text[at] != " ":
            sheet.put(r, c, text[:at] + "?" + text[at + 1:])
    return sheet


@table("damage")
def crossed_out(rng):
    """Names and codes in which an "x" stands for a letter, as testers spoil a table."""
    towns, firms = names(rng, 45), names(rng, 80)
    rows = [[f"{rng.randint(10000, 99999)}", skewed(rng, firms, .4) + " " + rng.choice(["Works", "Trading", "Partners"]), skewed(rng, towns, .6), rng.choice(["open", "closed", "moved"])] for _ in range(900)]
    sheet = Sheet(["zip", "firm", "town", "state"], rows)
    for r in some(rng, len(rows), .08):
        c = rng.choice([1, 2, 3])
        text = sheet.clean[r][c]
        at = rng.choice([k for k, letter in enumerate(text) if letter not in " x"])
        sheet.put(r, c, text[:at] + "x" + text[at + 1:])
    return sheet


@table("damage")
def trailing_marks(rng):
    """Footnote stars that slipped into the values of three columns."""
    towns = names(rng, 50)
    rows = [[skewed(rng, towns, .3), skewed(rng, ["north", "south", "west", "east"]), rng.randint(100, 9000), f"{rng.uniform(0, 40):.1f}"] for _ in range(700)]
    sheet = Sheet(["town", "area", "people", "share"], rows)
    for r in some(rng, len(rows), .1):
        c = rng.choice([0, 1, 2])
        sheet.put(r, c, sheet.clean[r][c] + "*")
    return sheet


@table("damage")
def questions(rng):
    """Sentences that end in marks, codes with an x in them, names with apostrophes. No mistake."""
    words = names(rng, 70)
    rows = [[f"{rng.choice('ABC')}x{rng.randint(10, 99)}", " ".join(rng.choice(words) for _ in range(4)) + rng.choice(["?", ".", ".", "!"]), f"O'{rng.choice(words)}" if rng.random() < .1 else rng.choice(words), rng.choice(["5*", "4*", "3*"])] for _ in range(1200)]
    return Sheet(["code", "remark", "name", "stars"], rows)


# ---- signs that there is no value; the right cell is empty ----

@table("nothing")
def forms(rng):
    """Answers of a form; who had none wrote so, in several ways, where others left the cell empty."""
    towns = names(rng, 70)
    rows = [[i, skewed(rng, towns, .4), f"{rng.uniform(1, 90):.1f}" if rng.random() < .7 else "", rng.choice(names(rng, 5)) if rng.random() < .8 else ""] for i in range(1100)]
    sheet = Sheet(["form", "town", "amount", "clerk"], rows)
    for r, row in enumerate(sheet.clean):
        for c in (2, 3):
            if row[c] == "" and rng.random() < .6:
                sheet.put(r, c, rng.choice(["N/A", "n/a", "-", "none", "unknown"]))
    return sheet


@table("nothing")
def sensors(rng):
    """Readings; two stations write -999 or NaN for a reading that failed."""
    rows = [[f"K{rng.randint(1, 12)}", f"{rng.gauss(12, 4):.2f}", f"{rng.gauss(1013, 6):.1f}"] for _ in range(1600)]
    sheet = Sheet(["station", "degrees", "pressure"], rows)
    for r, row in enumerate(sheet.clean):
        if row[0] in ("K2", "K7") and rng.random() < .35:
            c = rng.choice([1, 2])
            sheet.fix(r, c, "")
            sheet.put(r, c, "-999" if row[0] == "K2" else "NaN")
    return sheet


@table("nothing")
def lost_values(rng):
    """A column that is filled nearly everywhere; values were wiped out, some by a sign."""
    towns = names(rng, 40)
    rows = [[1000 + i, skewed(rng, towns, .5), rng.choice(["A", "B", "C"]), rng.randint(10, 99)] for i in range(1300)]
    sheet = Sheet(["id", "town", "class", "score"], rows)
    for r in some(rng, len(rows), .03):
        sheet.put(r, rng.choice([1, 2, 3]), rng.choice(["", "", "?"]))
    return sheet


@table("nothing")
def optional(rng):
    """Optional columns, some nearly always filled, words that look like none: None (a hamlet), NA (a country's code). No mistake."""
    rows = [[i, rng.choice(["NA", "ZA", "BW", "AO", "ZM"]), rng.choice(names(rng, 4)) if rng.random() < .96 else "", "yes" if rng.random() < .05 else "", rng.choice(["none", "mild", "severe"])] for i in range(1500)]
    return Sheet(["no", "country", "second", "flag", "pain"], rows)


# ---- units in the cells ----

@table("units")
def parcels_kg(rng):
    """Weights as plain numbers, some with the unit; some in grams."""
    rows = [[f"P{i:05}", f"{rng.lognormvariate(1.5, .5):.2f}", rng.randint(10, 80)] for i in range(1000)]
    sheet = Sheet(["parcel", "weight", "length"], rows)
    for r in some(rng, len(rows), .05):
        sheet.put(r, 1, sheet.clean[r][1] + rng.choice([" kg", "kg"]))
    for r in some(rng, len(rows), .03):
        sheet.put(r, 2, sheet.clean[r][2] + " cm")
    return sheet


@table("units")
def litres(rng):
    """A whole column with the unit in each cell, written in several ways; another with a sign on a third of it."""
    rows = [[f"W{i}", f"{rng.choice([12, 16, 24, 33, 50])}.0", f"{rng.uniform(.03, .12):.3f}", rng.choice(["ale", "stout", "lager"])] for i in range(1400)]
    sheet = Sheet(["batch", "size", "strength", "style"], rows)
    for r, row in enumerate(sheet.clean):
        sheet.put(r, 1, row[1] + rng.choices([" l", " ltr", " litre", " L."], [70, 10, 10, 10])[0])
        if rng.random() < .3:
            sheet.put(r, 2, row[2] + "%")
    return sheet


@table("units")
def both_units(rng):
    """Amounts of several units, rightly in one column; percentages beside shares. No mistake."""
    rows = [[i, f"{rng.randint(1, 500)} {rng.choice(['g', 'ml', 'pieces'])}", f"{rng.randint(0, 100)}%", rng.randint(1, 9)] for i in range(900)]
    return Sheet(["line", "amount", "share", "count"], rows)


# ---- case and blanks ----

@table("letters")
def shouting(rng):
    """Names of places and dishes; a few in capitals or small letters, with a blank too much."""
    towns, dishes = names(rng, 30), [f"{a} {b}" for a in ("Baked", "Fried", "Cold") for b in ("Trout", "Beans", "Noodles", "Rice")]
    rows = [[i, skewed(rng, towns, .4), skewed(rng, dishes, .3), rng.choice(["north", "south"])] for i in range(1200)]
    sheet = Sheet(["order", "town", "dish", "side"], rows)
    for r in some(rng, len(rows), .05):
        c = rng.choice([1, 2, 3])
        text = sheet.clean[r][c]
        sheet.put(r, c, rng.choice([text.upper() if c < 3 else text.capitalize(), text.lower() if c < 3 else text.upper(), text.replace(" ", "  ") if " " in text else text.swapcase()]))
    return sheet


@table("letters")
def tags(rng):
    """Small words; capitals, blanks and slips crept into one of twelve."""
    words = [w.lower() for w in names(rng, 25)]
    rows = [[i, skewed(rng, words, .7), skewed(rng, ["xs", "s", "m", "l", "xl"], .2)] for i in range(1500)]
    sheet = Sheet(["item", "tag", "size"], rows)
    for r in some(rng, len(rows), .08):
        word = sheet.clean[r][1]
        sheet.put(r, 1, rng.choice([word.upper(), word.capitalize(), misspell(rng, word), word + "."]))
    return sheet


@table("letters")
def own_ways(rng):
    """Names that people wrote as they like, brands in capitals, van and Van. No mistake."""
    words = names(rng, 90)
    rows = [[i, rng.choice([w.upper() if rng.random() < .3 else w, f"van {w}", f"Van {w}", f"{w} GmbH", f"{w} gmbh"]), rng.choice(["IBM", "ibm-like", "eBay", "Ebay-like"]) if rng.random() < .1 else rng.choice(words)] for i in range(1400) for w in [rng.choice(words)]]
    return Sheet(["id", "name", "brand"], rows)


# ---- keys that were copied from another row ----

def copy_keys(rng, sheet, columns, share):
    for r in some(rng, len(sheet.clean), share):
        c = rng.choice(columns)
        other = sheet.clean[rng.randrange(len(sheet.clean))][c]
        sheet.put(r, c, other)
    return sheet


@table("copied")
def assets(rng):
    """Serial numbers, measured areas and labels, each its row's own; 4 % copied from other rows."""
    towns = names(rng, 30)
    rows = [[i + 1, "".join(rng.choice("0123456789ABCDEF") for _ in range(10)), f"{rng.uniform(10, 9000):.6f}", skewed(rng, towns), rng.choice(["good", "fair", "poor"])] for i in range(1100)]
    return copy_keys(rng, Sheet(["no", "serial", "area", "town", "state"], rows), [0, 1, 2], .04)


@table("copied")
def sites(rng):
    """Names and codes of sites, of which one cell of six is another's."""
    found = names(rng, 600, (3, 4))
    rows = [[f"S-{i:04}", found[i], f"{rng.uniform(-90, 90):.5f}", rng.choice("ABC"), rng.randint(1, 30)] for i in range(600)]
    return copy_keys(rng, Sheet(["code", "site", "latitude", "class", "staff"], rows), [0, 1, 2], .3)


@table("copied")
def bookings(rng):
    """Bookings of several lines, people who come again, lists numbered anew. No mistake."""
    people = names(rng, 700, (3, 4))
    rows, number = [], 0
    while len(rows) < 1200:
        number += rng.randint(1, 3)
        for line in range(rng.choice([1, 1, 1, 1, 1, 2, 3])):
            rows.append([7000 + number, line + 1, rng.choice(people), f"{rng.uniform(5, 400):.2f}", rng.choice(["cash", "card"])])
    return Sheet(["booking", "line", "guest", "amount", "paid"], rows)


@table("copied")
def wells(rng):
    """Measurements: sites that are measured twice, values that agree by chance. No mistake."""
    rows = [[f"W{i:03}", f"{rng.gauss(20, 3):.3f}", f"{rng.uniform(0, 2):.4f}"] for i in range(400)]
    rows += [[rows[k][0], f"{rng.gauss(20, 3):.3f}", f"{rng.uniform(0, 2):.4f}"] for k in rng.sample(range(400), 25)]
    return Sheet(["well", "depth", "iron"], rows)


# ---- codes that lost the zeros that they began with ----

@table("zeros")
def addresses(rng):
    """Postcodes of five digits, of which a spreadsheet cut some that begin with zeros; house numbers of any length."""
    towns = {f"{n:05}": town for n, town in zip(rng.sample(range(1000, 99999), 300), names(rng, 300))}
    rows = [[i, rng.choice(list(towns)), rng.randint(1, 240)] for i in range(1500)]
    sheet = Sheet(["no", "postcode", "house", "town"], [[*row, towns[row[1]]] for row in rows])
    for r, row in enumerate(sheet.clean):
        if row[1].startswith("0") and rng.random() < .3:
            sheet.put(r, 1, row[1].lstrip("0"))
    return sheet


@table("zeros")
def parts(rng):
    """Part numbers "P-00042", 1 % of them without zeros; accounts of eight digits, 2 %."""
    rows = [[f"P-{i * 7:05}", f"{rng.randint(0, 99999999) // rng.choice([1, 1, 1, 100]):08}", rng.randint(0, 400)] for i in range(1, 1000)]
    sheet = Sheet(["part", "account", "stock"], rows)
    for c, share in ((0, .01), (1, .02)):
        whole = [r for r, row in enumerate(sheet.clean) if row[c].removeprefix("P-").startswith("0")]
        for r in rng.sample(whole, round(share * len(rows))):
            prefix = "P-" if c == 0 else ""
            sheet.put(r, c, prefix + sheet.clean[r][c].removeprefix(prefix).lstrip("0"))
    return sheet


@table("zeros")
def ages(rng):
    """Numbers of several lengths, some written with a zero where a form asked for it. No mistake."""
    rows = [[i, rng.choice([f"{rng.randint(0, 20):02}", str(rng.randint(0, 130)), str(rng.randint(20, 99))]), rng.randint(1, 1200), f"{rng.randint(1, 9):03}{rng.choice('AB')}" if rng.random() < .5 else f"{rng.randint(1, 999)}C"] for i in range(1200)]
    return Sheet(["no", "age", "count", "ward"], rows)
