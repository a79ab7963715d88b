"""Dependencies that few rows break, and dates, a ninth time: discharges by hospital, flights of a year, transcripts, sales
of an outdoor firm; contracts of staff, stays on a ward, imports by week, a lab's samples. Their sets are called
ninth_rules and ninth_dates; see kind_ninth.py."""
import datetime

from kind_eighth import typed
from kind_fifth_rows import slipped, swapped
from kind_ninth_lists import FORENAMES, SURNAMES, TOWNS, address, person, violations
from kind_sheet import Sheet, built, lister, other, skewed

TABLES = []
table = lister(TABLES)


# ---- dependencies that few rows break ----

@table("ninth_rules")
def discharges(rng):
    """Discharges by hospital and group of diagnoses, 16,000 rows, 12 columns: group's text starts with its number; provider
    → name, street, city, state, zip, region; zip → region. 0.2 % each of name, city, state, region, group's text are
    another's or have a slip."""
    groups = [f"{n:03} - {t}" for n, t in zip(sorted(rng.sample(range(20, 950), 60)), [
        f"{a} {b} W {c}" for a in ("ACUTE", "CHRONIC", "OTHER", "MAJOR", "SIMPLE")
        for b in ("HEART FAILURE", "RENAL FAILURE", "PNEUMONIA", "SEPSIS", "JOINT REPLACEMENT", "STROKE") for c in ("CC", "MCC")])]
    hospitals = []
    for number in rng.sample(range(10001, 520000), 420):
        town, state, code, area = rng.choice(TOWNS)
        hospitals.append([number, f"{rng.choice([town, 'St Mary', 'Mercy', 'Baptist', 'Memorial', rng.choice(SURNAMES)])} "
                          f"{rng.choice(['Medical Center', 'Hospital', 'Regional Hospital'])}".upper(), address(rng).upper(),
                          town.upper(), state, f"{code}{rng.randint(1, 40):02}", f"{state} - {town}"])
    rows = []
    for hospital in hospitals:
        for group in sorted(rng.sample(groups, min(60, int(rng.paretovariate(1.1) * 20)))):
            cost = rng.lognormvariate(10, .6)
            rows.append([group, *hospital, rng.randint(11, 400), f"{cost:.2f}", f"{cost * .27:.2f}", f"{cost * .22:.2f}"])
    rng.shuffle(rows)
    rows = rows[:16000]
    wrong = [w for c in (2, 4, 5, 7) for w in violations(rng, rows, (1,), c, .002)]
    wrong += violations(rng, rows, (0,), 0, .002, lambda own: typed(rng, own))
    return built(["drg", "provider_id", "provider", "street", "city", "state", "zip", "referral_region", "discharges",
                  "covered_charges", "total_payments", "medicare_payments"], rows, wrong)


@table("ninth_rules")
def tail_numbers(rng):
    """Flights of a year, 14,000 rows, 15 columns: carrier → name, tail → carrier, type and seats, airport → city, pair of
    airports → miles; cancelled flights have neither times nor (some) tail (no mistake). 0.2 % each of carrier's name,
    type, origin city, miles are wrong."""
    ports = {f"{t[0][:2].upper()}{t[1][0]}{k}"[:4]: f"{t[0]}, {t[1]}" for k, t in enumerate(TOWNS[::2])}
    carriers = {"AA": "American Airlines", "DL": "Delta Air Lines", "UA": "United Air Lines", "WN": "Southwest Airlines",
                "B6": "JetBlue Airways", "AS": "Alaska Airlines"}
    types = {"A320": 150, "B738": 160, "B752": 178, "CRJ9": 76, "E190": 100, "A321": 187}
    tails = {f"N{rng.randint(100, 999)}{rng.choice(['AA', 'DL', 'UA', 'SW', 'JB', 'AS'])}": (rng.choice(list(carriers)), rng.choice(list(types)))
             for _ in range(330)}
    pairs = {tuple(rng.sample(list(ports), 2)): rng.randint(95, 2600) for _ in range(170)}
    rows = []
    for i in range(14000):
        day = datetime.date(2015, 1, 1) + datetime.timedelta(i * 365 // 14000)
        (start, end), tail, cut = skewed(rng, list(pairs), .4), skewed(rng, list(tails), .2), rng.random() < .02
        carrier, kind = tails[tail]
        planned = rng.randint(300, 1380)
        late = int(rng.gauss(2, 12))
        rows.append([day, carrier, carriers[carrier], 10 * rng.randint(1, 220), "" if cut and rng.random() < .5 else tail,
                     kind, types[kind], start, ports[start], end, ports[end], pairs[start, end], f"{planned // 60:02}{planned % 60:02}",
                     "" if cut else f"{(planned + late) // 60:02}{(planned + late) % 60:02}", "" if cut else late])
    wrong = violations(rng, rows, (1,), 2, .002) + violations(rng, rows, (4,), 5, .002)
    wrong += violations(rng, rows, (7,), 8, .002)
    wrong += violations(rng, rows, (7, 9), 11, .002, lambda own: rng.choice([int(slipped(rng, own)), rng.choice(list(pairs.values()))]))
    wrong = [w for w in wrong if str(w[2]) != str(rows[w[0]][w[1]]) and rows[w[0]][4] != ""]
    return built(["date", "carrier", "carrier_name", "flight", "tail", "type", "seats", "origin", "origin_city", "dest",
                  "dest_city", "miles", "sched_dep", "dep", "dep_delay"], rows, wrong)


@table("ninth_rules")
def transcripts(rng):
    """Transcripts, 7,500 rows, 13 columns: student → name, programme, year of entry; course → title, credits, department →
    dean; course and term → lecturer; mark → grade point. Electives may have no lecturer yet. 0.3 % each of programme,
    title, credits, lecturer, grade point are wrong."""
    points = {"A": "4.0", "A-": "3.7", "B+": "3.3", "B": "3.0", "B-": "2.7", "C": "2.0", "F": "0.0"}
    deans = {"Mathematics": person(rng), "Physics": person(rng), "History": person(rng), "Economics": person(rng), "Biology": person(rng)}
    parts = ["Introduction to {}", "Advanced {}", "Topics in {}", "{} Laboratory", "{} Seminar", "History of {}", "{} and Society",
             "Methods of {}", "{} for Teachers"]
    courses = {f"{d[:4].upper()}{100 + 40 * k}": (p.format(d), rng.choice([2, 3, 3, 4, 6]), d)
               for d in deans for k, p in enumerate(parts)}
    teachers = {d: [person(rng) for _ in range(6)] for d in deans}
    given = {(c, t): rng.choice(teachers[courses[c][2]]) for c in courses for t in ("2018S", "2018F", "2019S", "2019F")}
    rows = []
    for number in sorted(rng.sample(range(400000, 499999), 640)):
        student = [number, f"{rng.choice(SURNAMES)}, {rng.choice(FORENAMES)}", f"BSc {rng.choice(list(deans))}", rng.randint(2015, 2019)]
        for course in rng.sample(list(courses), rng.randint(8, 16)):
            term, mark = rng.choice(["2018S", "2018F", "2019S", "2019F"]), skewed(rng, list(points), .3)
            title, credits, department = courses[course]
            rows.append([*student, course, title, credits, department, deans[department], term,
                         given[course, term] if course[-3:] != "420" or rng.random() > .3 else "", mark, points[mark]])
    rows = rows[:7500]
    wrong = [w for keys, c in (((0,), 2), ((4,), 5), ((4,), 6), ((4, 9), 10), ((11,), 12)) for w in violations(rng, rows, keys, c, .003)]
    return built(["student", "name", "programme", "entered", "course", "title", "credits", "department", "dean", "term", "lecturer",
                  "grade", "points"], rows, wrong)


@table("ninth_rules")
def outdoor_sales(rng):
    """Sales of an outdoor firm, 11,000 rows, 12 columns: product number → product → type → line; retailer → country →
    currency, region; list price by product and year. Discounts and a relaunched product's new type in the last year are
    no mistakes. 0.2 % each of product, type, line, country, currency are wrong."""
    tree = {"Camping Equipment": ["Tents", "Lanterns", "Sleeping Bags", "Packs"], "Golf Equipment": ["Irons", "Putters"],
            "Outdoor Protection": ["Insect Repellents", "Sunscreen", "First Aid"], "Mountaineering": ["Rope", "Safety", "Climbing Accessories"]}
    lands = {"Canada": ("CAD", "Americas"), "Brazil": ("BRL", "Americas"), "Japan": ("JPY", "Asia Pacific"), "Germany": ("EUR", "Europe"),
             "Austria": ("EUR", "Europe"), "Sweden": ("SEK", "Europe"), "Australia": ("AUD", "Asia Pacific"), "Switzerland": ("CHF", "Europe")}
    goods = {}
    for line, kinds in tree.items():
        for kind in kinds:
            for model in rng.sample(["Star", "TrailChef", "Hibernator", "Canyon Mule", "BugShield", "Sun Shelter", "Granite", "Firefly",
                                     "Polar", "Course Pro", "Husky", "EverGlow"], 6):
                goods[f"{rng.randint(1, 160)}{rng.randint(100, 999)}"] = [f"{model} {kind[:-1] if kind.endswith('s') else kind}", kind, line,
                                                                          rng.lognormvariate(3.8, .8)]
    shops = [(f"{rng.choice(SURNAMES)} {rng.choice(['Sports', 'Outdoors', 'Golf Shop', 'Camping'])}", rng.choice(list(lands))) for _ in range(120)]
    shops = list(dict(shops).items())
    relaunched, rows = list(goods)[7], []
    for i in range(11000):
        year, number, (shop, land) = 2018 + i * 4 // 11000, skewed(rng, list(goods), .4), skewed(rng, shops, .5)
        product, kind, line, price = goods[number]
        kind = "Lanterns" if number == relaunched and year == 2021 else kind
        rows.append([year, f"Q{1 + i % 2750 * 4 // 2750}", number, product, kind, line, shop, land, *lands[land],
                     rng.randint(1, 900), f"{price * (1 + .02 * (year - 2018)):.2f}"])
    wrong = violations(rng, rows, (2,), 3, .002) + violations(rng, rows, (2,), 4, .002) + violations(rng, rows, (4,), 5, .002)
    wrong += violations(rng, rows, (6,), 7, .002) + violations(rng, rows, (7,), 8, .002)
    return built(["year", "quarter", "product_number", "product", "type", "line", "retailer", "country", "currency", "region",
                  "quantity", "list_price"], rows, [w for w in wrong if rows[w[0]][2] != relaunched])


@table("ninth_rules")
def leagues(rng):
    """Match reports of a league: a player sold in winter, a ground that is repaired for a month, a referee of two associations,
    captains by turns, a club renamed between seasons, a town with two clubs. No mistake."""
    clubs = [(f"{t[0]} {k}", t[0], f"{t[0]} {g}") for t, k, g in zip(TOWNS[:24], ["Rovers", "United", "City"] * 8, ["Park", "Arena", "Road"] * 8)]
    squads = {c[0]: [person(rng) for _ in range(18)] for c in clubs}
    judges = {person(rng): rng.choice(["North", "South"]) for _ in range(25)}
    rows = []
    for k in range(900):
        season = 2017 + k // 450
        home, away = rng.sample(clubs, 2)
        judge = rng.choice(list(judges))
        for club in (home, away):
            for player in rng.sample(squads[club[0]], 5):
                name = club[0].replace("Rovers", "Wanderers") if club is clubs[0] and season == 2018 else club[0]
                ground = "Memorial Stadium" if home is clubs[3] and 100 < k % 450 < 150 else home[2]
                rows.append([season, k + 1, name, club[1], player, squads[club[0]].index(player) + 1 if season == 2017 else
                             (squads[club[0]].index(player) + 7) % 30, ground, judge, judges[judge] if rng.random() > .01 else "FA",
                             rng.choice([90, 90, 90, rng.randint(1, 89)]), rng.choice([0, 0, 0, 1, 2]), rng.choice(["", "", "", "Y", "R"])])
        if k == 200:
            squads[clubs[5][0]][0], squads[clubs[6][0]][0] = squads[clubs[6][0]][0], squads[clubs[5][0]][0]
    return Sheet(["season", "match", "club", "town", "player", "shirt", "ground", "referee", "association", "minutes", "goals", "card"], rows)


# ---- dates ----

def broken(rng, steps, form, share, distance=0):
    """Wrong dates (index, text): day and month exchanged in `share` where that breaks the order of the steps by more than
    `distance` days."""
    found = []
    for k, step in enumerate(steps):
        text = swapped(step, form) if step and rng.random() < share else None
        if not text:
            continue
        false = datetime.datetime.strptime(text, form).date()
        before = [s for s in steps[:k] if s]
        after = [s for s in steps[k + 1:] if s]
        if before and (before[-1] - false).days > distance or after and (false - after[0]).days > distance:
            found.append((k, text))
    return found[:1]


@table("ninth_dates")
def staff_contracts(rng):
    """Contracts of staff, 2,900 rows, 9 columns, DD/MM/YYYY: signed one to six weeks before the start, probation ends three or six
    months after it less a day, left (of one in three). 2.5 % of the dates have day and month exchanged where that breaks
    their order."""
    form, rows, wrong = "%d/%m/%Y", [], []
    for i in range(2900):
        start = datetime.date(2012, 1, 1) + datetime.timedelta(rng.randrange(3600))
        start = start if rng.random() < .5 else start.replace(day=1)
        signed, months = start - datetime.timedelta(rng.randint(7, 42)), rng.choice([3, 6, 6])
        month = start.month - 1 + months
        ends = datetime.date(start.year + month // 12, month % 12 + 1, min(start.day, 28)) - datetime.timedelta(1)
        left = ends + datetime.timedelta(int(rng.expovariate(1 / 700)) + 5) if rng.random() < .33 else None
        steps = [signed, start, ends, left]
        rows.append([10000 + i, person(rng), rng.choice(["Sales", "Production", "IT", "HR"]), f"{months} months",
                     *(s.strftime(form) if s else "" for s in steps), rng.choice(["", "", "part time", "fixed term"])])
        wrong += [(i, 4 + k, text) for k, text in broken(rng, steps, form, .09)]
    return built(["staff_no", "name", "unit", "probation", "signed", "start", "probation_end", "left", "remark"], rows, wrong)


@table("ninth_dates")
def ward_stays(rng):
    """Stays on wards, 5,200 rows, 10 columns, M/D/YYYY H:MM without zeros: admitted, operated (of half), discharged, days
    between as a number. 1.5 % of admissions and discharges have day and month exchanged where order or days tell it."""
    form, rows, wrong = "%m/%d/%Y", [], []

    def shown(text, clock):
        month, day, year = text.split("/")
        return f"{int(month)}/{int(day)}/{year} {clock}"

    for i in range(5200):
        came = datetime.date(2016, 1, 1) + datetime.timedelta(i * 1100 // 5200 + rng.randint(0, 1))
        went = came + datetime.timedelta(min(60, int(rng.expovariate(.16)) + 1))
        cut = came + datetime.timedelta(rng.randint(0, min(3, (went - came).days))) if rng.random() < .5 else None
        clocks = [f"{rng.randint(0, 23)}:{rng.randint(0, 59):02}" for _ in range(3)]
        rows.append([f"A{i + 81000}", rng.choice(["Surgery", "Cardiology", "Medicine", "Ortho"]), rng.randint(18, 97),
                     shown(came.strftime(form), clocks[0]), shown(cut.strftime(form), clocks[1]) if cut else "",
                     shown(went.strftime(form), clocks[2]), (went - came).days, rng.choice(["home", "home", "home", "transfer", "died"]),
                     f"{rng.choice('ABCEIJKMN')}{rng.randint(10, 99)}.{rng.randint(0, 9)}", rng.choice(SURNAMES)])
        for c, own, clock in ((3, came, clocks[0]), (5, went, clocks[2])):
            text = swapped(own, form) if rng.random() < .03 else None
            if text:
                wrong.append((i, c, shown(text, clock)))
                break
    return built(["stay", "ward", "age", "admitted", "operated", "discharged", "days", "to", "diagnosis", "physician"], rows, wrong)


@table("ninth_dates")
def imports(rng):
    """Customs entries, 3,600 rows, 9 columns, ISO dates beside quarter and ISO week of the entry; entry after arrival within ten
    days. 2 % of the entry dates have day and month exchanged: week and quarter tell."""
    rows, wrong, day = [], [], datetime.date(2019, 1, 2)
    for i in range(3600):
        day = datetime.date(2019, 1, 2) + datetime.timedelta(i * 720 // 3600)
        came = day - datetime.timedelta(rng.randint(0, 10))
        rows.append([f"{rng.choice(['ABC', 'KQ2', '9T7'])}-{rng.randrange(10**7):07}-{rng.randrange(10)}", day.isoformat(),
                     f"{day.year}Q{(day.month + 2) // 3}", day.isocalendar()[1], came.isoformat(),
                     rng.choice(["CN", "CN", "VN", "DE", "MX", "IN"]), f"{rng.randint(1, 97):02}{rng.randint(0, 99):02}.{rng.randint(10, 99)}",
                     f"{rng.lognormvariate(9, 1.2):.2f}", rng.choice(["01", "01", "03", "11"])])
        text = swapped(day, "%Y-%m-%d") if rng.random() < .04 else None
        if text:
            wrong.append((i, 1, text))
    return built(["entry", "entry_date", "quarter", "week", "arrival", "origin", "hts", "value", "type"], rows, wrong)


@table("ninth_dates")
def lab_samples(rng):
    """A lab's samples of three years, 1,700 rows, 9 columns, DD.MM.YY, numbered by receipt: taken, received within three days,
    reported within two weeks; 2 % of the dates exchanged where they break their order by more than two weeks; best-before
    dates of the reagent lie ahead (no mistake)."""
    form, rows, wrong = "%d.%m.%y", [], []
    for i in range(1700):
        came = datetime.date(2018, 1, 2) + datetime.timedelta(i * 1090 // 1700)
        steps = [came - datetime.timedelta(rng.choice([0, 0, 1, 1, 2, 3])), came, came + datetime.timedelta(rng.randint(1, 14))]
        rows.append([f"P{came.year % 100}-{i + 1:05}", rng.choice(["Blut", "Blut", "Urin", "Abstrich"]), *(s.strftime(form) for s in steps),
                     (came + datetime.timedelta(rng.randint(30, 500))).strftime(form), f"{rng.lognormvariate(1, .8):.2f}".replace(".", ","),
                     rng.choice(["mg/l", "mmol/l"]), rng.choice(["", "", "hämolytisch", "wiederholt"])])
        wrong += [(i, 2 + k, text) for k, text in broken(rng, steps, form, .04, 14)]
    return built(["probe", "material", "entnahme", "eingang", "befund", "reagenz_bis", "wert", "einheit", "bemerkung"], rows, wrong)


@table("ninth_dates")
def tenancies(rng):
    """Tenancies, DD/MM/YYYY: begun on firsts, signed before or after, ended early, deposits returned before the end, births of
    tenants on 1 January, renewals, meters read on the day of another tenant. No mistake."""
    form, rows = "%d/%m/%Y", []
    for i in range(2300):
        start = datetime.date(2008 + rng.randrange(12), rng.randint(1, 12), rng.choice([1, 1, 1, 15]))
        signed = start + datetime.timedelta(int(rng.gauss(-20, 25)))
        end = start + datetime.timedelta(rng.choice([364, 729, rng.randint(40, 3000)])) if rng.random() < .7 else None
        back = end + datetime.timedelta(int(rng.gauss(20, 30))) if end else None
        born = datetime.date(rng.randint(1940, 1995), 1, 1) if rng.random() < .1 else datetime.date(1940, 1, 1) + datetime.timedelta(rng.randrange(20000))
        read = (end or start) + datetime.timedelta(rng.randint(-5, 40))
        rows.append([f"T{i + 500}", person(rng), born.strftime(form), *(d.strftime(form) if d else "" for d in (signed, start, end, back, read)),
                     rng.randint(350, 2400), rng.choice(["", "", "renewed", "left early"])])
    return Sheet(["tenancy", "tenant", "born", "signed", "start", "end", "deposit_back", "meter_read", "rent", "note"], rows)
