"""Two values of a row that never go together though each is frequent; and clean tables with rare pairs."""
from kind_sheet import Sheet, lister, names, skewed, some

TABLES = []
table = lister(TABLES)

WEAR = {"shoes": [str(n) for n in range(36, 47)], "shirt": ["XS", "S", "M", "L", "XL"], "jeans": ["28/32", "30/32", "32/32", "32/34", "34/34"],
        "hat": ["one size", "S", "M", "L"], "belt": ["85", "95", "105"], "socks": ["35-38", "39-42", "43-46"]}


def exchange(rng, sheet, column, allowed, share):
    """Puts a value of the column that does not go with the row's others."""
    values = sorted({row[column] for row in sheet.clean})
    for r in some(rng, len(sheet.clean), share):
        wrong = [v for v in values if v not in allowed(sheet.clean[r])]
        sheet.put(r, column, rng.choice(wrong))
    return sheet


@table("combination")
def wear(rng):
    """Kinds of clothes and their sizes; the department goes with the kind."""
    departments = {"shoes": "feet", "socks": "feet", "shirt": "top", "hat": "top", "jeans": "legs", "belt": "legs"}
    rows = []
    for i in range(6000):
        kind = skewed(rng, list(WEAR), .4)
        rows.append([f"w{i:05}", kind, rng.choice(WEAR[kind]), departments[kind], f"{rng.uniform(5, 150):.2f}", rng.choice(["new", "old", "sale"])])
    return exchange(rng, Sheet(["item", "kind", "size", "department", "price", "state"], rows), 2, lambda row: WEAR[row[1]], .004)


@table("combination")
def wards_list(rng):
    """Diagnoses and wards, each ward with several diagnoses and some diagnoses in two wards; sex for some."""
    wards = names(rng, 6)
    where = {d: rng.sample(wards, rng.choice([1, 2, 2])) for d in names(rng, 24)}
    sexes = {d: rng.choice(["f", "m", "fm", "fm", "fm"]) for d in where}
    rows = []
    for i in range(9000):
        diagnosis = skewed(rng, list(where), .5)
        rows.append([i + 1, diagnosis, rng.choice(where[diagnosis]), rng.choice(sexes[diagnosis]), rng.randint(1, 95), rng.choice(["yes", "no"])])
    sheet = exchange(rng, Sheet(["case", "diagnosis", "ward", "sex", "age", "insured"], rows), 2, lambda row: where[row[1]], .003)
    for r in some(rng, len(rows), .003):
        if len(sexes[sheet.clean[r][1]]) == 1:
            sheet.put(r, 3, "m" if sheet.clean[r][3] == "f" else "f")
    return sheet


@table("combination")
def routes(rng):
    """Lines stop at their own stations only; the depot and the vehicle go with the line."""
    stations, vehicles = names(rng, 40), ["tram", "bus", "ferry"]
    lines = {f"L{n}": (rng.sample(stations, 9), f"D{n % 4}", vehicles[n % 3]) for n in range(1, 15)}
    rows = []
    for i in range(12000):
        line = skewed(rng, list(lines), .5)
        stops, depot, vehicle = lines[line]
        rows.append([i, line, rng.choice(stops), vehicle, depot, rng.randint(0, 30)])
    return exchange(rng, Sheet(["trip", "line", "station", "vehicle", "depot", "delay"], rows), 2, lambda row: lines[row[1]][0], .003)


@table("combination")
def tastes(rng):
    """Answers that hang together loosely: rare pairs are rare, not wrong. No mistake."""
    rows = []
    for i in range(8000):
        age = rng.choice(["young", "middle", "old"])
        music = rng.choices(["pop", "rock", "jazz", "opera", "folk"], {"young": [60, 30, 8, .3, 2], "middle": [30, 40, 20, 5, 5], "old": [10, 15, 20, 40, 15]}[age])[0]
        rows.append([i, age, music, rng.choices(["phone", "paper", "radio"], {"young": [95, .4, 4], "middle": [60, 20, 20], "old": [2, 58, 40]}[age])[0], skewed(rng, ["a", "b", "c", "d"], 1.5)])
    return Sheet(["person", "age", "music", "medium", "group"], rows)


@table("combination")
def careers(rng):
    """Jobs and degrees, a few unusual ways; sites that open and close; rare exceptions. No mistake."""
    degrees = ["none", "school", "bachelor", "master", "doctor"]
    usual = {"nurse": [0, 40, 60, 2, .3], "surgeon": [0, 0, .2, 3, 97], "clerk": [10, 70, 20, 1, .2], "porter": [60, 40, 1, .2, 0.05], "chemist": [0, 1, 20, 60, 30]}
    rows = []
    for i in range(10000):
        job, year = skewed(rng, list(usual), .4), rng.randint(2005, 2023)
        site = rng.choice(["east", "west"] + (["north"] if year < 2012 else ["south"]))
        rows.append([i, job, rng.choices(degrees, usual[job])[0], site, year, rng.choice(["full", "part"])])
    return Sheet(["staff", "job", "degree", "site", "since", "hours"], rows)


@table("combination")
def stock_moves(rng):
    """Skewed counts, many kinds, a few crossovers that become usual later on. No mistake."""
    goods, stores, rows = names(rng, 50), names(rng, 20), []
    home = {g: rng.sample(stores, 6) for g in goods}
    for i in range(9000):
        good = skewed(rng, goods, 1)
        store = skewed(rng, home[good], 1.2) if rng.random() > .01 + .02 * (i > 7000) else skewed(rng, stores, 1)
        rows.append([i, good, store, rng.randint(1, 40), rng.choice(["in", "out"])])
    return Sheet(["move", "good", "store", "pieces", "way"], rows)
