"""Several rows about one thing, and dates, a seventh time: apps that lag behind a gate, sellers of one edition, adverts of
one flat, suppliers of two systems, a clerk who writes the month first. Drawn, like kind_seventh.py, before a detector is
read or mended. Their sets are called seventh_KIND."""
import collections
import datetime

from kind_fifth_rows import differing, slipped, swapped
from kind_fifth_words import FAMILY, GIVEN, OBJECTS, STREETS, SUBJECTS, TRADES, person
from kind_sheet import Sheet, built, lister, misspell, names, other, skewed

TABLES = []
table = lister(TABLES)


# ---- sources that disagree ----

def reports(rng, facts, app, care):
    """What an app says of a flight: columns wrong by its care; some apps have no gates."""
    terminal, gate, due, expected, status = facts
    said, wrong = list(facts), {}
    if rng.random() < care:
        wrong[1] = f"{rng.choice('ABCD')}{rng.randint(1, 40)}"
    if rng.random() < care:
        wrong[3] = rng.choice([due, expected + datetime.timedelta(minutes=rng.choice([-60, 60, -15, 20, 35]))])
    if rng.random() < care / 2:
        wrong[4] = other(rng, ["On time", "Delayed", "Cancelled", "Departed"], status)
    if rng.random() < care / 4:
        wrong[0] = other(rng, ["1", "2", "3"], terminal)
    return said, wrong


@table("seventh_sources")
def departures(rng):
    """Departures of three days by 13 apps, 2,400 rows, 9 columns: app, flight and day, terminal, gate, planned and expected
    time, status. Apps lag behind (1 to 25 % a fact); two copy a careless one; two know no gates (open to doubt)."""
    apps = [n.lower() + rng.choice(["app", "", "-live"]) for n in names(rng, 13, (2, 2))]
    care = {app: rng.choice([.01, .02, .03, .05, .1, .25]) for app in apps}
    rows, wrong, doubtful, copied = [], [], [], {}
    carriers = rng.choices(["LX", "KL", "AY", "TP"], k=66)
    for k in range(198):
        day = datetime.datetime(2023, 6, 5 + k % 3)
        flight = f"{carriers[k // 3]}{100 + k // 3 * 7}"
        due = day + datetime.timedelta(minutes=5 * rng.randint(72, 264))
        late = rng.choice([0, 0, 0, 5, 25, 90])
        facts = [rng.choice("123"), f"{rng.choice('ABCD')}{rng.randint(1, 40)}", due, due
                 + datetime.timedelta(minutes=late),
                 rng.choice(["On time", "Departed"]) if late < 15 else rng.choice(["Delayed", "Departed", "Cancelled"])]
        for n, app in enumerate(apps):
            if rng.random() < .06:
                continue
            said, slips = reports(rng, facts, app, care[app])
            copied[3] = slips if n == 3 else copied.get(3, {})
            slips = copied[3] if n in (7, 9) and rng.random() < .9 else slips
            if n in (5, 11):
                said[1] = ""
                slips = {c: v for c, v in slips.items() if c != 1}
                doubtful.append((len(rows), 5))
            shown = lambda v: v.strftime("%H:%M") if isinstance(v, datetime.datetime) else v
            wrong += [(len(rows), 4 + c, shown(v)) for c, v in slips.items()]
            rows.append([len(rows) + 1, app, flight, day.strftime("%Y-%m-%d"), *map(shown, said)])
        copied.clear()
    return built(["row", "app", "flight", "day", "terminal", "gate", "scheduled", "expected", "status"], rows,
                 differing(rows, wrong), doubtful)


@table("seventh_sources")
def booksellers(rng):
    """Books by 25 sellers, 2,000 rows, 13 columns: isbn, title, publisher (which sellers shorten: open to doubt), year,
    pages, binding, language, weight; price, condition and stock are the seller's. Year, pages, binding, language or grams
    are wrong in 2.5 % each, in 12 % at two sellers (of books
    that three sell); authors write several books, some of one title."""
    sellers = [f"{n} {rng.choice(['Books', 'Livres', 'Buch', 'Libri'])}" for n in names(rng, 25, (2, 2))]
    houses = [f"{n} {rng.choice(['University Press', 'Publishing', 'Verlag', 'Editions'])}"
              for n in names(rng, 20, (2, 2))]
    rows, wrong, doubtful = [], [], []
    for _ in range(330):
        title = f"{rng.choice(['The', 'A', 'My', 'Das', 'Le'])} {rng.choice(OBJECTS).rstrip('s')} of "
        title += f"{rng.choice(STREETS)} " + rng.choice(["Hill", "Road", "House"])
        house, pages = skewed(rng, houses, .6), rng.randint(90, 720)
        facts = [rng.randint(1985, 2022), pages, rng.choice(["Paperback", "Hardcover", "Paperback"]),
                 skewed(rng, ["English", "German", "French"]), pages + rng.randint(60, 300)]
        isbn, author = f"978{rng.randrange(10**10):010}", f"{rng.choice(FAMILY)}, {rng.choice(GIVEN)}"
        shops = rng.sample(sellers, rng.randint(2, 10))
        for seller in shops:
            at, short = len(rows), sellers.index(seller) % 4 == 1
            rows.append([seller, isbn, title, author, house.split()[0] if short else house, *facts,
                         f"{rng.lognormvariate(2.7, .4):.2f}",
                         rng.choice(["New", "Used - Good", "Used - Very Good"]), rng.choice([1, 1, 1, 2, 7])])
            doubtful += [(at, 4)] if short else []
            for c, draw in ((5, lambda: facts[0] + rng.choice([-10, -1, 1, 2, 4])),
                            (6, lambda: slipped(rng, str(pages))),
                            (7, lambda: other(rng, ["Paperback", "Hardcover"], facts[2])),
                            (8, lambda: other(rng, ["English", "German", "French"], facts[3])),
                            (9, lambda: facts[4] * 10)):
                if len(shops) > 2 and rng.random() < (.12 if sellers.index(seller) in (2, 8) else .025):
                    wrong.append((at, c, draw()))
    return built(["seller", "isbn13", "title", "author", "publisher", "year", "pages", "binding", "language", "grams",
                  "price", "condition", "stock"], rows, differing(rows, wrong), doubtful)


@table("seventh_sources")
def flats(rng):
    """Flats to let as three to six adverts each show them, 5,000 rows, 14 columns, no source told: street with number and
    door name the flat; rent and day are the advert's, rooms, m², floor, year, heating, class and kind the flat's, 2 %
    of these slip (a digit, the neighbour in the list)."""
    heats, kinds = ["Gas", "District", "Heat pump", "Oil", "Electric"], ["Flat", "Studio", "Maisonette", "Penthouse"]
    towns = {n: f"{rng.randint(10, 98)}{rng.randint(100, 999)}" for n in names(rng, 20, (2, 3))}
    rows, wrong = [], []
    while len(rows) < 5000:
        town, room = skewed(rng, list(towns), .5), rng.randint(1, 5)
        place = [f"{rng.choice(FAMILY)} {rng.choice(['Street', 'Lane', 'Road'])} {rng.randint(1, 150)}",
                 f"#{rng.randint(1, 48)}", towns[town], town]
        facts = [room, round(room * rng.uniform(17, 30)), rng.randint(0, 9), rng.randint(1890, 2022),
                 skewed(rng, heats, .6), rng.choice("ABCDEFG"), skewed(rng, kinds, 1.2)]
        rent = facts[1] * rng.uniform(9, 19)
        for _ in range(rng.choice([3, 3, 4, 5, 6])):
            at = len(rows)
            rows.append([f"AD{rng.randrange(10**7):07}", *place, *facts, 5 * round(rent * rng.gauss(1, .03) / 5),
                         datetime.date(2023, 1, 1) + datetime.timedelta(rng.randrange(200))])
            for c, draw in ((5, lambda: facts[0] + rng.choice([-1, 1])), (6, lambda: slipped(rng, str(facts[1]))),
                            (7, lambda: facts[2] + rng.choice([-1, 1])),
                            (8, lambda: slipped(rng, str(facts[3]))), (9, lambda: other(rng, heats, facts[4])),
                            (10, lambda: other(rng, list("ABCDEFG"), facts[5])),
                            (11, lambda: other(rng, kinds, facts[6]))):
                if rng.random() < .02:
                    wrong.append((at, c, draw()))
    order = list(range(len(rows)))
    rng.shuffle(order)
    place_of = {r: at for at, r in enumerate(order)}
    return built(["advert", "street", "door", "postcode", "town", "rooms", "sqm", "floor", "built", "heating", "energy",
                  "kind", "rent", "listed"],
                 [rows[r] for r in order], [(place_of[r], c, v) for r, c, v in differing(rows, wrong)])


@table("seventh_sources")
def ring_trial(rng):
    """One sample measured by several laboratories, each with its own method, day, result and verdict near the limit; only
    matrix and analyte of the sample recur, samples are sent again as blanks. No mistake."""
    labs = {n: rng.gauss(1, .05) for n in names(rng, 14, (2, 3))}
    limits, rows = {"Lead": 10, "Cadmium": 5, "Nitrate": 50, "Arsenic": 10, "Nickel": 20}, []
    for k in range(480):
        matter, analyte = rng.choice(["drinking water", "waste water", "sludge"]), rng.choice(list(limits))
        level = limits[analyte] * rng.lognormvariate(-.3, .6)
        for lab in rng.sample(list(labs), rng.randint(3, 8)):
            value = level * labs[lab] * rng.gauss(1, .04)
            shown = f"< {limits[analyte] / 50:g}" if value < limits[analyte] / 8 else f"{value:.2f}"
            rows.append([f"S{k + 100:04}", matter, analyte, lab,
                         rng.choice(["ICP-MS", "ICP-MS", "AAS", "IC", "photometry"]),
                         datetime.date(2022, 3, 1) + datetime.timedelta(rng.randrange(30)), shown, "ug/l"
                         if analyte != "Nitrate" else "mg/l",
                         "above" if value > limits[analyte] else "below", f"{value * rng.uniform(.05, .12):.2f}"])
    return Sheet(["sample", "matrix", "analyte", "laboratory", "method", "measured", "result", "unit", "limit",
                  "uncertainty"], rows)


# ---- records of one thing ----

@table("seventh_entities")
def vendors(rng):
    """Suppliers of two systems merged, 8,000 rows, 14 columns, one in ten two or three times: legal form, street and
    case differ (open to doubt). Towns by post code, country by tax number's first letters, currency and dialling code by
    country; in 1.5 % of the rows, doubles or not, one of town, country, currency is wrong (another, or misspelt)."""
    lands = {"AT": ("Austria", "EUR", "+43"), "CH": ("Switzerland", "CHF", "+41"), "PL": ("Poland", "PLN", "+48"),
             "CZ": ("Czechia", "CZK", "+420"), "DK": ("Denmark", "DKK", "+45"), "IT": ("Italy", "EUR", "+39")}
    towns = [(f"{rng.randint(1000, 9999)}{'0' if land in ('IT', 'PL', 'CZ') else ''}", n, land)
             for n in names(rng, 160, (2, 3)) for land in rng.choice(list(lands)).split()]
    rows, wrong, doubtful = [], [], []
    while len(rows) < 8000:
        code, town, land = skewed(rng, towns, .5)
        country, money, dial = lands[land]
        name = f"{rng.choice(names(rng, 1))} {rng.choice(TRADES)}"
        form = rng.choice(["GmbH", "AG", "Ltd", "S.p.A.", "sp. z o.o."])
        street, tax = f"{rng.choice(FAMILY)} Street {rng.randint(1, 99)}", f"{land}{rng.randrange(10**8):08}"
        phone = f"{dial} {rng.randint(100, 999)} {rng.randint(10000, 999999)}"
        iban = f"{land}{rng.randint(10, 98)}{rng.randrange(10**14):014}"
        for again in range(rng.choice([1] * 9 + [2, 3])):
            at = len(rows)
            shown = name if not again else rng.choice([f"{name} {form}", name.upper(), misspell(rng, name)])
            rows.append([f"V{rng.randrange(10**6):06}", shown, street if not again
                         else street.replace("Street", "Str."), code, town, country, tax, iban, money,
                         phone, rng.choice([14, 30, 30, 60]), rng.choice(["A", "A", "B", "C"]),
                         datetime.date(2009, 1, 1) + datetime.timedelta(rng.randrange(5000)),
                         rng.choice(["", "", "", "", "blocked", "one-time"])])
            doubtful += [(at, 1), (at, 2)] if again else []
            if rng.random() < .015:
                c = rng.choice([4, 4, 5, 8])
                wrong.append((at, c, {4: misspell(rng, town) if rng.random() < .5
                                      else other(rng, [t[1] for t in towns], town),
                                      5: rng.choice([other(rng, [v[0] for v in lands.values()], country),
                                                     misspell(rng, country)]),
                                      8: other(rng, ["EUR", "CHF", "PLN", "CZK", "DKK"], money)}[c]))
    return built(["vendor", "name", "street", "postcode", "city", "country", "vat_id", "iban", "currency", "phone",
                  "terms", "class", "created", "status"], rows, differing(rows, wrong), doubtful)


@table("seventh_entities")
def gigs(rng):
    """Concerts as three to six ticket shops list them, 1,600 rows, 11 columns, the shop not told: band, support, venue,
    town, date, doors; prices are the shop's. Bands and venues come again. In 2 % each a band's name has a slip, support is
    another band, the town another, doors an hour or half off; a venue with its town is open to doubt."""
    bands = [rng.choice([f"The {n}s", n, f"{n} & {rng.choice(FAMILY)}", f"DJ {n}"]) for n in names(rng, 90, (2, 3))]
    towns = ["Leeds", "Bristol", "Cardiff", "Glasgow", "Norwich", "York"]
    halls = {f"{n} {rng.choice(['Hall', 'Arena', 'Club', 'Theatre'])}": rng.choice(towns)
             for n in names(rng, 35, (2, 2))}
    rows, wrong, doubtful = [], [], []
    while len(rows) < 1600:
        band, guest, hall = skewed(rng, bands, .5), rng.choice(bands), skewed(rng, list(halls), .5)
        when = datetime.date(2023, 9, 1) + datetime.timedelta(rng.randrange(240))
        doors, seats = 30 * rng.randint(36, 41), rng.choice(["standing", "seated", "both"])
        price = rng.choice([15, 22, 28, 35, 60])
        for _ in range(rng.choice([3, 3, 4, 5, 6])):
            at, full = len(rows), rng.random() < .2
            rows.append([f"{rng.randrange(16**8):08x}", band, guest, f"{hall}, {halls[hall]}" if full else hall,
                         halls[hall], when.strftime("%d %B %Y"),
                         f"{doors // 60}:{doors % 60:02}", seats, f"£{price + rng.choice([0, 1.5, 2.25, 4]):.2f}",
                         rng.choice(["on sale", "on sale", "few left", "sold out"]),
                         rng.choice(["16+", "18+", "all", ""])])
            doubtful += [(at, 3)] if full else []
            late = doors + rng.choice([-60, -30, 30, 60])
            for c, text in ((1, misspell(rng, band)), (2, other(rng, bands, guest)),
                            (4, other(rng, towns, halls[hall])),
                            (6, f"{late // 60}:{late % 60:02}")):
                if rng.random() < .02:
                    wrong.append((at, c, text))
    return built(["listing", "artist", "support", "venue", "city", "date", "doors", "layout", "price", "tickets",
                  "age"], rows, differing(rows, wrong), doubtful)


@table("seventh_entities")
def reagents(rng):
    """A laboratory's stock: one substance in several packs, strengths and lots, makers that resell each other, salts whose
    names differ in a word or letter (sulfate, sulfite), hydrates with their own mass. No mistake."""
    rows, salts = [], [f"{m} {a}" for m in ("Sodium", "Potassium", "Magnesium", "Manganese", "Calcium", "Cadmium")
                       for a in ("sulfate", "sulfite", "sulfide", "nitrate", "nitrite", "chloride", "chlorate")]
    facts = {s: (f"{rng.randint(100, 9999)}-{rng.randint(10, 99)}-{rng.randint(0, 9)}", round(rng.uniform(58, 320), 2))
             for s in salts}
    for _ in range(2700):
        salt, lot = skewed(rng, salts, .6), rng.randrange(10**5)
        water = rng.choice(["", "", "", " dihydrate", " heptahydrate"])
        mass = facts[salt][1] + {"": 0, " dihydrate": 36.03, " heptahydrate": 126.11}[water]
        rows.append([f"{rng.choice('ABK')}{lot:05}", salt + water, f"{facts[salt][0]}{'' if not water else 'h'}",
                     f"{mass:.2f}", rng.choice(["Mercer", "Merck", "Sigma", "Roth", "Fischer", "Fisher"]),
                     rng.choice(["100 g", "250 g", "500 g", "1 kg", "0.1 mol/l 1 l"]),
                     rng.choice(["p.a.", "p.a.", "techn.", "ultrapure"]),
                     f"{rng.randint(1, 12):02}/{rng.randint(2023, 2028)}", f"{rng.lognormvariate(3.5, .7):.2f}",
                     rng.choice(["C1", "C2", "fridge"]), person(rng)])
    return Sheet(["lot", "substance", "cas", "g_mol", "maker", "pack", "grade", "expires", "eur", "shelf",
                  "ordered_by"], rows)


# ---- days and months exchanged ----

@table("seventh_dates")
def museum_loans(rng):
    """Loans of a museum, 1,300 rows by number, 12 columns, DD.MM.YYYY: asked months before, out, due after whole weeks
    (told in a column), back within days of due or still out, insured to a month after due. One of five registrars puts
    the month first in half of the dates (of a day of asking only where it then lies too early or too late)."""
    clerks, rows, wrong, day = [person(rng) for _ in range(5)], [], [], datetime.date(2004, 2, 2)
    for i in range(1300):
        day += datetime.timedelta(rng.choice([0, 2, 3, 5, 9]))
        weeks, clerk = rng.choice([8, 12, 12, 16, 26]), rng.randrange(5)
        due = day + datetime.timedelta(7 * weeks)
        dates = [day - datetime.timedelta(rng.randint(60, 200)), day, due, due
                 + datetime.timedelta(rng.choice([-6, -2, 0, 0, 1, 3, 7])), due + datetime.timedelta(30)]
        back = rng.random() < .9
        rows.append([f"L{i + 1:05}", f"{rng.randint(1890, 2003)}.{rng.randint(1, 400)}",
                     rng.choice(["Portrait", "Vase", "Coin hoard", "Landscape", "Mask", "Chair"]),
                     f"{rng.choice(FAMILY)} Museum", *(d.strftime("%d.%m.%Y") for d in dates[:3]), weeks,
                     dates[3].strftime("%d.%m.%Y") if back else "",
                     dates[4].strftime("%d.%m.%Y"), 500 * rng.randint(1, 400), clerks[clerk]])
        for c, when in ((4, dates[0]), (5, dates[1]), (6, dates[2]), (8, dates[3] if back else None), (9, dates[4])):
            text = swapped(when, "%d.%m.%Y") if when and clerk == 3 and rng.random() < .5 else None
            ahead = (day - when.replace(day=when.month, month=when.day)).days if text else 0
            if text and (c > 4 or not 60 <= ahead <= 200):
                wrong.append((i, c, text))
    return built(["loan", "object", "kind", "borrower", "requested", "out", "due", "weeks", "returned", "insured_to",
                  "value", "registrar"], rows, wrong)


@table("seventh_dates")
def lab_results(rng):
    """Results of a laboratory, 9,000 rows by number (which begins with the day), 14 columns: collected, received, reported
    as MM/DD/YYYY HH:MM within days; births recur with the patient. Day and month stand exchanged in 1 % of collected,
    reported and births each (births of patients with four rows or more)."""
    people = [(f"{rng.randrange(10**7):07}", person(rng), datetime.date(1925, 1, 1)
               + datetime.timedelta(rng.randrange(33000)), rng.choice("FM")) for _ in range(1500)]
    tests = {"K": ("Potassium", 4.2, .4, "mmol/L"), "NA": ("Sodium", 140, 3, "mmol/L"),
             "HB": ("Haemoglobin", 13.8, 1.6, "g/dL"), "CRP": ("C-reactive protein", 6, 4, "mg/L"),
             "TSH": ("Thyrotropin", 2.1, .9, "mIU/L"), "CREA": ("Creatinine", .95, .25, "mg/dL")}
    rows, wrong, now = [], [], datetime.datetime(2021, 1, 4, 7)
    births = []
    for i in range(9000):
        now += datetime.timedelta(minutes=rng.expovariate(1 / 45))
        number, name, born, sex = skewed(rng, people, .3)
        code = skewed(rng, list(tests), .3)
        test, level, spread, unit = tests[code]
        times = [now - datetime.timedelta(minutes=rng.randint(20, 900)), now, now
                 + datetime.timedelta(minutes=rng.randint(30, 2800))]
        value = max(.1, rng.gauss(level, spread)) * (rng.uniform(3, 12) if code == "CRP" and rng.random() < .1 else 1)
        rows.append([f"{now:%y%m%d}-{i % 997:04}", number, name, born.strftime("%m/%d/%Y"), sex, code, test,
                     f"{value:.{0 if level > 100 else 2}f}", unit,
                     "H" if value > level + 2 * spread else "L" if value < level - 2 * spread else "",
                     *(t.strftime("%m/%d/%Y %H:%M") for t in times), rng.choice(["ED", "ICU", "OPD", "OPD", "GP"])])
        births.append(born)
        for c, when, form in ((10, times[0], "%m/%d/%Y %H:%M"), (12, times[2], "%m/%d/%Y %H:%M")):
            text = swapped(when, form) if rng.random() < .01 / .37 else None
            if text:
                wrong.append((i, c, text))
    often = collections.Counter(row[1] for row in rows)
    for i in rng.sample(range(9000), 250):
        text = swapped(births[i], "%m/%d/%Y")
        if text and often[rows[i][1]] > 3:
            wrong.append((i, 3, text))
    return built(["accession", "mrn", "patient", "born", "sex", "code", "test", "value", "unit", "flag", "collected",
                  "received", "reported", "ward"], rows, wrong)


@table("seventh_dates")
def cruises(rng):
    """Bookings: some for today, some two years ahead, cancelled ones with a return that stays empty, births on 1 January of
    people whose day is not known, passports that end on birthdays, payments before and after; MM/DD/YYYY. No mistake."""
    rows = []
    for i in range(2200):
        booked = datetime.date(2017, 1, 2) + datetime.timedelta(rng.randrange(1000))
        sails = booked + datetime.timedelta(rng.choice([0, 1, 3, 14, 60, 180, 365, 700]))
        born = datetime.date(rng.randint(1930, 2016), rng.randint(1, 12), rng.randint(1, 28))
        born = born.replace(month=1, day=1) if rng.random() < .05 else born
        valid = born.replace(year=rng.randint(2018, 2027))
        paid = booked + datetime.timedelta(rng.choice([0, 0, 0, 14, 30, -3]))
        gone = rng.random() < .08
        form = "%m/%d/%Y"
        rows.append([f"C{i + 1:05}", person(rng), born.strftime(form), valid.strftime(form), booked.strftime(form),
                     paid.strftime(form), "" if gone else sails.strftime(form),
                     "" if gone else (sails + datetime.timedelta(rng.choice([3, 7, 7, 14]))).strftime(form),
                     rng.choice(["inside", "balcony", "suite"]),
                     "cancelled" if gone else "", f"{rng.lognormvariate(7.2, .5):.2f}"])
    return Sheet(["booking", "guest", "born", "passport_until", "booked", "paid", "sails", "returns", "cabin", "state",
                  "usd"], rows)
