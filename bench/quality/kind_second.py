"""Kinds of the other files once more, in other domains, column roles and error rates: drawn before a detector is
mended, so that a gain can be told from a fit to the first tables. Their sets are called second_KIND."""
import datetime

from kind_sheet import Sheet, lister, misspell, names, other, skewed, some, spoil

TABLES = []
table = lister(TABLES)


def day(rng, year):
    return datetime.date(year, 1, 1) + datetime.timedelta(rng.randrange(365))


# ---- entered more than once, facts that disagree ----

def entered(rng, header, things, copies, again, facts, share):
    """Each thing stands in 1 + copies() rows, the later ones written by again(); in `share` of these a fact (column →
    draw(own)) is wrong. Other differences of spelling may be called wrong or not."""
    rows = [(list(thing), None) for thing in things]
    rows += [(again(list(thing)), thing) for thing in things for _ in range(copies())]
    rng.shuffle(rows)
    sheet = Sheet(header, [row for row, _ in rows])
    for r, (row, thing) in enumerate(rows):
        for c, was in enumerate(thing or []):
            if row[c] != was:
                sheet.doubt(r, c)
            elif c in facts and rng.random() < share:
                sheet.put(r, c, facts[c](row[c]))
    return sheet


@table("second_duplicate")
def portals(rng):
    """Hotels of up to four booking portals: word order, endings and street forms vary; city, stars, rooms or phone are
    wrong in 3 % each of the later listings."""
    base, cities = names(rng, 420, (3, 4)), names(rng, 40)
    streets = names(rng, 200)
    things = [[f"{rng.choice(['Hotel', 'Pension', 'Gasthof'])} {name}", f"{rng.choice(streets)}straße {rng.randint(1, 99)}", skewed(rng, cities, .6), rng.randint(2, 5), rng.randint(12, 240), f"+49 {rng.randint(200, 999)} {rng.randint(10000, 99999)}"] for name in base]

    def again(row):
        kind, name = row[0].split(" ")
        row[0] = rng.choice([f"{name} {kind}", f"{kind} {name}", f"{kind} {name} garni", f"{kind} {name}".lower()])
        row[1] = row[1].replace("straße", rng.choice(["straße", "str.", "strasse"]))
        return row
    cells = list(zip(*things))
    facts = {c: lambda own, c=c: other(rng, cells[c], own) for c in (2, 3, 4, 5)}
    return entered(rng, ["hotel", "street", "city", "stars", "rooms", "phone"], things, lambda: rng.choice([0, 1, 1, 2, 3]), again, facts, .03)


@table("second_duplicate")
def contacts(rng):
    """A contact list of 3,000, one in fourteen twice: first names shortened, companies without their form; a city, mail
    address or hiring date of one in five copies is somebody else's."""
    given, family, firms, cities = names(rng, 90), names(rng, 900, (3, 4)), names(rng, 150), names(rng, 45)
    things = []
    for _ in range(2800):
        a, b, firm = rng.choice(given), rng.choice(family), rng.choice(firms)
        things.append([b, a, f"{firm} {['GmbH', 'AG', 'KG'][firms.index(firm) % 3]}", f"{a}.{b}@{firm}.example".lower(), cities[firms.index(firm) % 45], day(rng, rng.randint(1995, 2022)), rng.choice("ABC")])

    def again(row):
        row[1] = rng.choice([row[1], row[1][0] + "."])
        row[0] = rng.choice([row[0], row[0], row[0].upper(), misspell(rng, row[0])])
        row[2] = rng.choice([row[2], row[2].rsplit(" ", 1)[0]])
        return row
    cells = list(zip(*things))
    facts = {c: lambda own, c=c: other(rng, cells[c], own) for c in (3, 4, 5)}
    return entered(rng, ["family", "given", "firm", "mail", "city", "hired", "class"], things, lambda: rng.random() < .07, again, facts, .07)


@table("second_duplicate")
def recordings(rng):
    """Songs by their albums: a song stands on several, with another running time, live or remixed. No mistake."""
    words, rows = names(rng, 500), []
    artists = [" ".join(names(rng, 2)) for _ in range(120)]
    for artist in artists:
        for _ in range(rng.randint(4, 9)):
            song, year = " ".join(rng.choice(words) for _ in range(rng.randint(2, 4))), rng.randint(1965, 2015)
            for k in range(rng.choice([1, 1, 1, 2, 3])):
                rows.append([song + rng.choice(["", "", " (live)", " - Remix", " [2011 Remaster]"]), artist, " ".join(rng.choice(words) for _ in range(2)), year + k * rng.randint(0, 8), f"{rng.randint(2, 6)}:{rng.randint(0, 59):02}", rng.randint(1, 14)])
    return Sheet(["song", "artist", "album", "year", "length", "track"], rows)


# ---- wrong forms that are frequent ----

@table("second_misspelt")
def surveys(rng):
    """Birds counted in 25 parks; in three parks one species is nearly always misspelt, in another way each."""
    species = ["Common Chaffinch", "Great Tit", "Eurasian Blackbird", "Short-toed Treecreeper", "European Robin", "Mistle Thrush", "Wood Nuthatch", "Green Woodpecker", "Spotted Flycatcher"]
    parks = [f"{name} Park" for name in names(rng, 25)]
    rows = [[f"2021-{rng.randint(3, 9):02}-{rng.randint(1, 28):02}", rng.choice(parks), skewed(rng, species, .6), rng.randint(1, 40), rng.choice(["dawn", "noon", "dusk"])] for _ in range(5200)]
    sheet = Sheet(["day", "park", "species", "count", "time"], rows)
    for park, bird, bad in ((3, 0, "Common Chafinch"), (9, 3, "Short-toed Treecreper"), (17, 5, "Misle Thrush")):
        for r, row in enumerate(sheet.clean):
            if row[1] == parks[park] and row[2] == species[bird] and rng.random() < .9:
                sheet.put(r, 2, bad)
    return sheet


@table("second_misspelt")
def posts(rng):
    """Staff with posts of two words by department; a third of one post's rows, half of another's and nearly all of a
    third's within one department have a slip. 900 rows."""
    departments = {"Finance": ["Payroll Accountant", "Credit Controller", "Internal Auditor"], "Works": ["Maintenance Engineer", "Forklift Operator", "Warehouse Supervisor"], "Clinic": ["Occupational Therapist", "Anaesthetic Nurse", "Pharmacy Technician"], "Schools": ["Teaching Assistant", "Laboratory Technician", "Attendance Officer"]}
    rows = []
    for i in range(900):
        department = skewed(rng, list(departments), .3)
        rows.append([5000 + i, department, skewed(rng, departments[department], .4), rng.randint(1, 9), f"{rng.uniform(18, 70):.1f}"])
    sheet = Sheet(["staff", "department", "post", "band", "pay"], rows)
    for post, bad, share in (("Maintenance Engineer", "Maintenence Engineer", .5), ("Occupational Therapist", "Occupational Therapst", .9), ("Attendance Officer", "Attendence Officer", .33)):
        for r, row in enumerate(sheet.clean):
            if row[2] == post and rng.random() < share:
                sheet.put(r, 2, bad)
    return sheet


@table("second_misspelt")
def hamlets(rng):
    """Villages with names that differ in a letter, each in its own county. No mistake."""
    stems = names(rng, 40)
    villages = [(stem + end, f"{county} County") for stem in stems for end, county in zip(rng.sample(["au", "au", "en", "ens", "er", "ern", "a"], 2), rng.sample(names(rng, 8), 2))]
    rows = []
    for i in range(4000):
        village, county = skewed(rng, villages, .5)
        rows.append([i, village, county, rng.choice(["farm", "house", "barn"]), rng.randint(1750, 2000)])
    return Sheet(["no", "village", "county", "kind", "built"], rows)


# ---- pairs that never go together ----

@table("second_combination")
def harvest(rng):
    """Crops, the soils and the months of their harvest; each crop has several. 0.6 % of the months and soils are wrong."""
    months = ["Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]
    soils = ["loam", "sand", "clay", "chalk", "peat"]
    crops = {crop: (months[a:a + rng.randint(2, 4)], rng.sample(soils, rng.randint(1, 3))) for crop, a in zip(names(rng, 18), [rng.randrange(7) for _ in range(18)])}
    rows = []
    for i in range(4000):
        crop = skewed(rng, list(crops), .6)
        when, soil = crops[crop]
        rows.append([f"P{i:04}", crop, rng.choice(soil), rng.choice(when), f"{rng.uniform(.2, 40):.1f}", rng.choice(["A", "B"])])
    sheet = Sheet(["plot", "crop", "soil", "month", "tons", "grade"], rows)
    for c, values, of in ((3, months, 0), (2, soils, 1)):
        for r in some(rng, len(rows), .006):
            sheet.put(r, c, rng.choice([v for v in values if v not in crops[sheet.clean[r][1]][of]]))
    return sheet


@table("second_combination")
def lessons(rng):
    """Teachers with two or three subjects, subjects with many teachers; rooms by subject; 25,000 rows, 0.2 % wrong."""
    subjects = ["maths", "latin", "music", "physics", "sports", "history", "biology", "art", "french"]
    teachers = {f"{rng.choice(['Mr', 'Ms'])} {name}": rng.sample(subjects, rng.choice([2, 2, 3])) for name in names(rng, 45)}
    rooms = {s: [f"{rng.choice('ABC')}{rng.randint(100, 320)}" for _ in range(6)] for s in subjects}
    rows = []
    for i in range(25000):
        teacher = skewed(rng, list(teachers), .3)
        subject = rng.choice(teachers[teacher])
        rows.append([i + 1, rng.choice(["Mon", "Tue", "Wed", "Thu", "Fri"]), rng.randint(1, 8), teacher, subject, rng.choice(rooms[subject]), rng.randint(9, 31)])
    sheet = Sheet(["id", "weekday", "lesson", "teacher", "subject", "room", "pupils"], rows)
    return spoil(rng, sheet, 3, .002)


@table("second_combination")
def tills(rng):
    """Ways to pay by shop, of which some are seldom used, and goods that are sold out of season. No mistake."""
    shops, goods = names(rng, 12), names(rng, 30)
    rows = []
    for i in range(12000):
        month, good = rng.randint(1, 12), rng.randrange(30)
        if good % 3 == 0 and month not in range(4, 10) and rng.random() < .97:
            good += 1
        shop = skewed(rng, shops, .5)
        rows.append([i, shop, goods[good], month, rng.choices(["card", "cash", "voucher", "bank"], [50, 40, 2 if shop < "M" else .1, .4])[0], f"{rng.uniform(1, 90):.2f}"])
    return Sheet(["slip", "shop", "good", "month", "paid", "sum"], rows)


# ---- dependencies that few rows break ----

@table("second_keys")
def procedures(rng):
    """Codes and texts of treatments, wards and their houses; 5,000 rows; texts 0.2 %, houses 0.3 %, floors 0.2 % wrong."""
    texts = {f"{rng.randint(100, 999)}.{i % 10}": " ".join(names(rng, rng.randint(2, 3))) for i in range(70)}
    wards = {f"Ward {n}": (rng.choice(["House A", "House B", "House C", "Annex"]), rng.randint(0, 5)) for n in range(1, 25)}
    rows = []
    for i in range(5000):
        code, ward = skewed(rng, list(texts), .8), skewed(rng, list(wards), .4)
        rows.append([900000 + 3 * i, code, texts[code], ward, *wards[ward], rng.randint(20, 900), rng.choice(["priv", "stat"])])
    sheet = Sheet(["case", "code", "treatment", "ward", "house", "floor", "fee", "payer"], rows)
    for c, share in ((2, .002), (4, .003), (5, .002)):
        spoil(rng, sheet, c, share)
    return sheet


@table("second_keys")
def flights(rng):
    """Flight number → airline, from, to and (nearly) the type of aircraft; 30,000 rows, 0.1 % wrong in each of three."""
    ports, airlines = [f"{a[:2]}{a[-1]}".upper() for a in names(rng, 60)], names(rng, 8)
    plan = {}
    for n in range(400):
        carrier = rng.choice(airlines)
        plan[f"{carrier[:2].upper()}{100 + 7 * n}"] = (carrier, *rng.sample(ports, 2), rng.choice(["A320", "B738", "E190", "CRJ9"]))
    rows = []
    for i in range(30000):
        number = skewed(rng, list(plan), .3)
        carrier, origin, target, plane = plan[number]
        rows.append([number, carrier, origin, target, plane if rng.random() < .95 else rng.choice(["A320", "B738", "E190", "CRJ9"]), rng.randint(1, 31), rng.randint(-10, 180)])
    sheet = Sheet(["flight", "airline", "from", "to", "aircraft", "day", "delay"], rows)
    for c in (1, 2, 3):
        spoil(rng, sheet, c, .001)
    return sheet


@table("second_keys")
def moves(rng):
    """Teams that move to another house on a day, a renamed unit, hamlets that share a postcode, rare second names. No
    mistake."""
    houses, units = names(rng, 9), [f"{n} Unit" for n in names(rng, 30)]
    towns = names(rng, 100)
    rows = []
    for i in range(9000):
        when = datetime.date(2020, 1, 1) + datetime.timedelta(i // 8)
        unit = rng.randrange(30)
        house = houses[unit % 9 if when < datetime.date(2022, 6 + unit % 5, 1) or unit % 6 else (unit + 4) % 9]
        town = rng.randrange(100)
        village = towns[town] if rng.random() < .997 else f"{towns[town]}-{rng.choice(['Berg', 'Dorf', 'Hof'])}"
        rows.append([when, units[unit] if unit != 7 or when.year < 2023 else "Central Unit", house, 30100 + 9 * town, village, rng.randint(5, 500)])
    return Sheet(["day", "unit", "house", "postcode", "town", "items"], rows)


@table("second_keys")
def promoted(rng):
    """Rows by employee and month; rank, site and manager change once or twice in a career, one rank for a month only in
    the last rows. No mistake."""
    sites, chiefs, rows = names(rng, 12), names(rng, 25), []
    for n in range(260):
        site, chief, rank = rng.choice(sites), rng.choice(chiefs), 1
        for month in range(36):
            if rng.random() < .015:
                site = rng.choice(sites)
            if rng.random() < .02:
                chief = rng.choice(chiefs)
            rank += rng.random() < .01 or (month == 35 and rng.random() < .1)
            rows.append([f"{2019 + month // 12}-{month % 12 + 1:02}", f"E{400 + n}", site, chief, f"rank {rank}", rng.randint(120, 190)])
    rows.sort(key=lambda row: row[0])
    return Sheet(["month", "employee", "site", "manager", "rank", "hours"], rows)


# ---- values copied from other rows, fillers ----

@table("second_copied")
def logs(rng):
    """A running log: time stamps and meter readings that rise; 5 % of them are another row's."""
    rows, when, meter = [], datetime.datetime(2021, 3, 1), 40210.0
    for i in range(900):
        when += datetime.timedelta(minutes=rng.randint(20, 400))
        meter += rng.uniform(.4, 90)
        rows.append([i + 1, when.strftime("%Y-%m-%d %H:%M"), f"{meter:.1f}", rng.choice(["ok", "ok", "late"]), rng.choice(names(rng, 2))])
    sheet = Sheet(["nr", "read_at", "meter", "state", "reader"], rows)
    for c in (1, 2):
        spoil(rng, sheet, c, .05)
    return sheet


@table("second_copied")
def first_rows(rng):
    """A day a row in order, and a count that grows; in most rows the day or the count of one of the first twelve rows
    was pasted over it."""
    start = datetime.date(2019, 5, 6)
    grown, total = [], 100
    for _ in range(400):
        total += rng.randint(3, 60)
        grown.append(total)
    rows = [[start + datetime.timedelta(7 * i), grown[i], rng.randint(10, 99), f"{rng.uniform(0, 1):.3f}"] for i in range(400)]
    sheet = Sheet(["week", "cases", "tests", "rate"], rows)
    for r in range(12, 400):
        for c, share in ((0, .6), (1, .4)):
            if rng.random() < share:
                sheet.put(r, c, sheet.clean[rng.randrange(12)][c])
    return sheet


@table("second_copied")
def vehicles(rng):
    """Plates, chassis numbers and keepers of cars; a plate or chassis number in 3 % of the rows is another car's; keepers
    with several cars are no mistake."""
    keepers = names(rng, 700)
    rows = [[f"{rng.choice(['KA', 'UL', 'HN'])}-{rng.choice('ABCDEFGH')}{rng.choice('KLMN')} {rng.randint(100, 9999)}", "".join(rng.choice("ABCDEFGHJKLMNPRSTUVWXYZ0123456789") for _ in range(17)), rng.choice(keepers), rng.randint(1998, 2023)] for _ in range(1500)]
    sheet = Sheet(["plate", "chassis", "keeper", "built"], rows)
    for c in (0, 1):
        spoil(rng, sheet, c, .015)
    return sheet


@table("second_copied")
def postings(rng):
    """Days in order with several rows each, readings that stand still for a while, numbers that start again. No mistake."""
    rows, when, meter = [], datetime.date(2022, 1, 3), 500
    for i in range(1200):
        when += datetime.timedelta(rng.choice([0, 0, 1, 3]))
        meter = 500 if i % 400 == 399 else meter + rng.choice([0, 0, 0, 2, 5])
        rows.append([when, meter, i % 40 + 1, f"{rng.uniform(5, 900):.2f}"])
    return Sheet(["day", "meter", "line", "sum"], rows)


@table("second_filler")
def patients(rng):
    """Blood pressure 0 and 300, weights 999.9, phones of one digit, born on 1900-01-01, "none given": 2 to 15 %, all wrong."""
    rows = [[f"K{i:04}", day(rng, rng.randint(1935, 2012)), f"{rng.gauss(74, 12):.1f}", f"{rng.gauss(128, 15):.0f}", f"0{rng.randrange(10**8, 10**9)}", " ".join(names(rng, 2))] for i in range(1800)]
    sheet = Sheet(["id", "born", "weight", "pressure", "phone", "name"], rows)
    for c, filler, share in ((1, "1900-01-01", .05), (2, "999.9", .02), (3, "0", .1), (4, "0000000000", .15), (5, "none given", .03)):
        spoil(rng, sheet, c, share, lambda _, filler=filler: filler)
    return sheet


@table("second_filler")
def houses(rng):
    """Sea level 0, no storeys below, one usual width, rents of a usual sum, a common surname. No mistake."""
    surnames = names(rng, 200)
    rows = [[i, max(0, round(rng.gauss(3, 6))), rng.choice([0, 0, 0, 0, 1, 2]), rng.choice([250, 250, 250, 180, 300, 333, 421]), rng.choice([0, 700, 750, 800, 850, 999]), skewed(rng, surnames, 1.2), rng.choice(["1.1.", "1.7."]) + str(rng.randint(1950, 2020))] for i in range(2500)]
    return Sheet(["no", "metres", "basements", "width", "rent", "owner", "since"], rows)
