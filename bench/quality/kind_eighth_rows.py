"""Dependencies that few rows break, and dates, an eighth time: a tax roll, a ledger, a timetable; manuscripts, two doses,
a tide book that a spreadsheet read. Their sets are called eighth_rules and eighth_dates; see kind_eighth.py."""
import datetime

from kind_fifth_rows import slipped, swapped
from kind_fifth_words import FAMILY, GIVEN, STREETS, person
from kind_sheet import Sheet, built, lister, names, other, skewed, spoil

TABLES = []
table = lister(TABLES)


def others(rng, sheet, column, share):
    """In `share` of the rows the cell is another value of its column, but not an empty one or 0."""
    values = sorted({row[column] for row in sheet.clean if row[column]})
    spoil(rng, sheet, column, share, lambda own: other(rng, values, own))


# ---- dependencies that few rows break ----

@table("eighth_rules")
def tax_roll(rng):
    """A tax roll, 15,000 rows, 14 columns: zip → city, state; area code → state; state and income's band → rate; state →
    exemptions, of children 0 where there are none. 0.2 % each of city, state, rate, child exemption are others."""
    states = {}
    for k, state in enumerate("AR CO ID ME MO NM OR VT WI WY".split()):
        towns = [(f"{10 + 8 * k}{rng.randrange(1000):03}", n.upper()) for n in names(rng, 22, (2, 3))]
        low = rng.choice([2.2, 3, 4.1, 5])
        states[state] = (towns, rng.sample(range(201 + 70 * k, 270 + 70 * k), 2), [low, low + 1.25, low + 3.4],
                         rng.choice([900, 1500, 2300, 4050]), rng.choice([100, 250, 1000]))
    rows = []
    for _ in range(15000):
        state = skewed(rng, list(states), .5)
        towns, areas, rates, single, child = states[state]
        code, town = skewed(rng, towns, .6)
        income, children = 500 * round(rng.lognormvariate(4.3, .7)), rng.choice("YNN")
        rows.append([rng.choice(GIVEN), rng.choice(FAMILY), rng.choice("MF"), rng.choice(areas),
                     f"{rng.randint(200, 999)}-{rng.randint(0, 9999):04}", town, state, code, rng.choice("SSMM"), children,
                     income, f"{rates[(income > 25000) + (income > 60000)]:g}", single, child if children == "Y" else 0])
    sheet = Sheet(["fname", "lname", "gender", "area", "phone", "city", "state", "zip", "marital", "child", "income", "rate",
                   "single_exempt", "child_exempt"], rows)
    for c in (5, 6, 11, 13):
        others(rng, sheet, c, .002)
    return sheet


@table("eighth_rules")
def hauptbuch(rng):
    """A ledger in German, 12,000 rows, 15 columns: account → name (two are renamed in July: no mistake), cost centre →
    division → company, company → currency, period = month of the day, tax = net × rate, gross = net + tax. 0.2 % each of
    account's name, division, period, tax (a digit) are wrong."""
    accounts = {4000 + 17 * k: f"{rng.choice(['Aufwand', 'Erlöse', 'Kosten', 'Gebühren'])} {n}"
                for k, n in enumerate(names(rng, 70, (2, 3)))}
    renamed = list(accounts)[3:5]
    firms = {"1000": "EUR", "2000": "CHF", "3000": "PLN"}
    divisions = {f"{n} {rng.choice(['Vertrieb', 'Werk', 'Service'])}": rng.choice(list(firms)) for n in names(rng, 12, (2, 2))}
    centres = {f"KST{k:04}": rng.choice(list(divisions)) for k in rng.sample(range(9999), 75)}
    rows, wrong = [], []
    for i in range(12000):
        day = datetime.date(2021, 1, 1) + datetime.timedelta(i * 365 // 12000)
        account, centre = skewed(rng, list(accounts), .8), skewed(rng, list(centres), .6)
        text = accounts[account] + (" (neu)" if account in renamed and day.month > 6 else "")
        firm, rate = divisions[centres[centre]], rng.choice([19, 19, 7, 0])
        net = round(rng.lognormvariate(5.5, 1.5), 2)
        tax = round(net * rate / 100, 2)
        money = [f"{v:.2f}".replace(".", ",") for v in (net, tax, net + tax)]
        rows.append([1800000 + i, firm, firms[firm], day.strftime("%d.%m.%Y"), day.month, account, text, centre,
                     centres[centre], rng.choice("SSH"), f"{rate} %", *money,
                     rng.choice(["", "", "", "Umbuchung", f"Rg. {rng.randrange(10**6)}", person(rng)])])
        for c, draw in ((6, lambda: other(rng, list(accounts.values()), accounts[account])),
                        (8, lambda: other(rng, list(divisions), centres[centre])),
                        (4, lambda: day.month % 12 + 1), (12, lambda: slipped(rng, money[1]))):
            if rng.random() < .002 and (c != 12 or rate):
                wrong.append((i, c, draw()))
    return built(["beleg", "buchungskreis", "waehrung", "datum", "periode", "konto", "kontoname", "kostenstelle", "bereich",
                  "sh", "satz", "netto", "steuer", "brutto", "text"], rows, wrong)


def bus_lines(rng, stops):
    """Lines: short name → (id, long name, agency, kind, stops in order)."""
    agencies = [f"{n} {rng.choice(['Transit', 'Bus', 'Metro'])}" for n in names(rng, 5, (2, 2))]
    lines = {}
    for k in range(38):
        way = rng.sample(list(stops), rng.randint(7, 18))
        lines[str(k + 1)] = (f"R{100 + 7 * k}", f"{stops[way[0]][0]} - {stops[way[-1]][0]}", skewed(rng, agencies, .6),
                             3 if k > 4 else 0, way)
    return lines


@table("eighth_rules")
def timetable(rng):
    """A timetable, 18,000 rows, 15 columns: trip → line → its long name, agency, kind; stop → name, zone, latitude,
    longitude; headsigns but for trips that turn earlier (no mistake). 0.2 % each of long name, agency, stop's name, zone
    and latitude are another line's or stop's."""
    stops = {f"S{k:04}": (f"{n} {rng.choice(['St', 'Square', 'Park', 'Hall', 'Rd'])}", skewed(rng, "ABCDE", .7),
                          f"{48 + rng.gauss(.1, .05):.5f}", f"{16 + rng.gauss(.3, .08):.5f}")
             for k, n in zip(rng.sample(range(9999), 210), names(rng, 210, (2, 3)))}
    lines = bus_lines(rng, stops)
    rows, trip = [], 50000
    while len(rows) < 18000:
        line = skewed(rng, list(lines), .5)
        code, text, agency, kind, way = lines[line]
        back, trip = rng.random() < .5, trip + rng.randint(1, 4)
        run = way[::-1] if back else way
        run = run[:-3] if rng.random() < .05 else run
        clock = 60 * rng.randint(300, 1380)
        for k, stop in enumerate(run, 1):
            clock += rng.randint(45, 240)
            rows.append([trip, code, line, text, agency, kind, int(back), stops[run[-1]][0], k, stop, *stops[stop],
                         f"{clock // 3600:02}:{clock // 60 % 60:02}:{clock % 60:02}"])
    sheet = Sheet(["trip_id", "route_id", "line", "route_name", "agency", "type", "direction", "headsign", "seq", "stop_id",
                   "stop_name", "zone", "lat", "lon", "departs"], rows[:18000])
    for c in (3, 4, 10, 11, 12):
        others(rng, sheet, c, .002)
    return sheet


@table("eighth_rules")
def codeshares(rng):
    """Flights under several numbers: a number given to another route in winter, towns of two airports, aircraft changed for
    a day, an airline renamed in March, seats by layout of two fleets. No mistake."""
    ports = {n[:3].upper(): n for n in names(rng, 26, (2, 3))}
    airlines = {f"{a}{b}": n for a, b, n in zip("ABCDEFGH", "QXZKLTSV", names(rng, 8, (2, 3)))}
    craft = {"320": [180, 174], "321": [220], "738": [189, 186], "E90": [100], "77W": [396, 304]}
    flights = {}
    for k in range(170):
        airline = skewed(rng, list(airlines), .6)
        flights[f"{airline}{100 + 11 * k}"] = [airline, *rng.sample(list(ports), 2), skewed(rng, list(craft), .5)]
    winter = {f: rng.sample(list(ports), 2) for f in rng.sample(list(flights), 9)}
    rows = []
    for i in range(7000):
        day = datetime.date(2018, 1, 1) + datetime.timedelta(i // 20)
        flight = skewed(rng, list(flights), .4)
        airline, start, end, kind = flights[flight]
        if flight in winter and day.month > 10:
            start, end = winter[flight]
        kind = rng.choice(list(craft)) if rng.random() < .02 else kind
        name = airlines[airline] + (" Group" if airline == list(airlines)[1] and day.month > 2 else "")
        rows.append([day, flight, airline, name, rng.choice([flight, flight, f"{rng.choice(list(airlines))}{rng.randint(4000, 8000)}"]),
                     start, ports[start], end, ports[end], kind, rng.choice(craft[kind]),
                     rng.choice(["", "", "", "late", "gate change"])])
    return Sheet(["day", "flight", "airline", "airline_name", "sold_as", "from", "from_town", "to", "to_town", "type", "seats",
                  "note"], rows)


# ---- dates ----

@table("eighth_dates")
def manuscripts(rng):
    """A journal's manuscripts by number, 2,600 rows, 10 columns, MM/DD/YYYY: received (rising with the number), revised,
    accepted, published; rejected ones have none. 2 % of the dates have day and month exchanged where that breaks their
    order or stands 45 days off the numbers beside."""
    form, rows, wrong, day = "%m/%d/%Y", [], [], datetime.date(2012, 1, 3)
    for i in range(2600):
        day += datetime.timedelta(rng.choice([0, 0, 1, 1, 2, 3]))
        gone = rng.random() < .35
        steps = [day]
        for low, high in ((40, 120), (10, 60), (14, 50)):
            steps.append(steps[-1] + datetime.timedelta(rng.randint(low, high)))
        steps = steps[:1] if gone else steps
        shown = [s.strftime(form) for s in steps] + [""] * (4 - len(steps))
        rows.append([f"MS-{i + 2000}", f"On {names(rng, 1)[0].lower()} {rng.choice(['models', 'fields', 'flows'])}", person(rng),
                     rng.choice(["Article", "Article", "Letter", "Review"]), *shown, "rejected" if gone else "published",
                     rng.randint(1, 5)])
        for k, step in enumerate(steps):
            text = swapped(step, form) if rng.random() < .05 else None
            if not text:
                continue
            false = datetime.datetime.strptime(text, form).date()
            broken = k and false < steps[k - 1] or k + 1 < len(steps) and false > steps[k + 1]
            if broken or k == 0 and abs((false - step).days) > 45:
                wrong.append((i, 4 + k, text))
    return built(["ms", "title", "author", "type", "received", "revised", "accepted", "published", "decision", "referees"],
                 rows, wrong)


@table("eighth_dates")
def doses(rng):
    """Vaccinations of nine clinics, 6,000 rows, 10 columns, MM/DD/YYYY: born, first dose, second dose 21 or 28 days later,
    age at the first. One clinic (7 %) writes the day first in all its dates."""
    clinics = [f"{n} {rng.choice(['Clinic', 'Pharmacy', 'Center'])}" for n in names(rng, 9, (2, 3))]
    rows, wrong = [], []
    for i in range(6000):
        born = datetime.date(1930, 1, 1) + datetime.timedelta(rng.randrange(27000))
        first = datetime.date(2021, 1, 11) + datetime.timedelta(rng.randrange(170))
        kind = rng.choice(["A", "A", "B"])
        second = first + datetime.timedelta(28 if kind == "B" else 21) if rng.random() < .9 else None
        clinic = clinics[5] if rng.random() < .07 else other(rng, clinics, clinics[5])
        age = first.year - born.year - ((first.month, first.day) < (born.month, born.day))
        rows.append([f"{rng.randrange(10**9):09}", clinic, born.strftime("%m/%d/%Y"), age, kind, first.strftime("%m/%d/%Y"),
                     second.strftime("%m/%d/%Y") if second else "", f"{kind}{rng.randint(1000, 1060)}",
                     rng.choice(["L", "L", "R"]), rng.choice(["", "", "", "sore arm", "fever"])])
        if clinic == clinics[5]:
            wrong += [(i, c, d.strftime("%d/%m/%Y")) for c, d in ((2, born), (5, first), (6, second)) if d and d.day != d.month]
    return built(["patient", "site", "dob", "age", "product", "dose1", "dose2", "lot", "arm", "reaction"], rows, wrong)


@table("eighth_dates")
def tide_book(rng):
    """A harbour's book, one row a day, 1,150 rows, 8 columns, DD/MM/YYYY beside the weekday: in seven runs of 25 to 45 days
    a spreadsheet exchanged day and month wherever the day is 12 or less."""
    rows, wrong, start = [], [], datetime.date(2016, 2, 20)
    runs = [(s, s + rng.randint(25, 45)) for s in rng.sample(range(0, 1100, 75), 7)]
    for i in range(1150):
        day = start + datetime.timedelta(i)
        high = 400 + 90 * (1 if i % 15 < 7 else -1) * (i % 7) / 7 + rng.gauss(0, 8)
        rows.append([day.strftime("%a"), day.strftime("%d/%m/%Y"), f"{rng.randint(0, 11):02}:{rng.randint(0, 59):02}",
                     round(high), round(800 - high), rng.randint(0, 9), rng.choice(["N", "SW", "W", "W", "E", ""]),
                     rng.choice(["", "", "", "", "fog", "2 boats in", "light out"])])
        text = swapped(day, "%d/%m/%Y") if any(a <= i < b for a, b in runs) else None
        if text:
            wrong.append((i, 1, text))
    return built(["weekday", "date", "high_water", "high_cm", "low_cm", "force", "wind", "remark"], rows, wrong)


@table("eighth_dates")
def billing(rng):
    """Bills on the 1st to 10th of each month, terms that differ by customer, bills paid before they are due or never, credit
    notes dated back, contracts that ended before they were billed; MM/DD/YYYY. No mistake."""
    rows, form = [], "%m/%d/%Y"
    for i in range(3200):
        billed = datetime.date(2017 + i // 1100, 1 + i // 92 % 12, rng.randint(1, 10))
        due = billed + datetime.timedelta(rng.choice([0, 10, 14, 30, 30, 60]))
        paid = due + datetime.timedelta(int(rng.gauss(0, 14))) if rng.random() < .85 else None
        ended = rng.choice([None, None, None, billed - datetime.timedelta(rng.randint(5, 300))])
        rows.append([f"B{i + 1:06}", f"{rng.choice(FAMILY)} {rng.choice(['Ltd', 'Inc', 'Partners'])}", billed.strftime(form),
                     due.strftime(form), paid.strftime(form) if paid else "", ended.strftime(form) if ended else "",
                     f"{rng.lognormvariate(6, 1.2) * rng.choice([1] * 12 + [-1]):.2f}",
                     rng.choice(["", "", "part paid", "dunned"]), f"{rng.choice(STREETS)} branch"])
    return Sheet(["bill", "customer", "billed", "due", "paid", "contract_end", "usd", "state", "branch"], rows)
