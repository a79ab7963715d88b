"""Dependencies that few rows break, and dates, a tenth time: the characters of Unicode, payers of tax, a timetable; hearings
with their weekdays, parcels of two offices, articles by issue. Their sets are called tenth_rules and tenth_dates; see
kind_tenth.py."""

import datetime
import unicodedata

from kind_fifth_rows import slipped
from kind_ninth import TOPICS
from kind_ninth_lists import SURNAMES, TOWNS, person, violations
from kind_sheet import Sheet, built, lister, other, skewed
from kind_tenth_lists import COUNTRIES, MEN, WOMEN, twin

TABLES = []
table = lister(TABLES)


# ---- dependencies that few rows break ----


@table("tenth_rules")
def characters(rng):
    """Characters of Unicode, 9,000 rows, 8 columns: point tells all, category → its long name, first word of the name → script in
    most; decimal is the point in tens; marks and mirrors are mostly blank. 0.2 % of the long names, scripts and decimals are
    wrong."""
    long_names = {
        "Lu": "Uppercase Letter",
        "Ll": "Lowercase Letter",
        "Lo": "Other Letter",
        "Lm": "Modifier Letter",
        "Mn": "Nonspacing Mark",
        "Mc": "Spacing Mark",
        "Nd": "Decimal Number",
        "Nl": "Letter Number",
        "No": "Other Number",
        "Po": "Other Punctuation",
        "Ps": "Open Punctuation",
        "Pe": "Close Punctuation",
        "Sm": "Math Symbol",
        "So": "Other Symbol",
        "Sk": "Modifier Symbol",
        "Sc": "Currency Symbol",
        "Pd": "Dash Punctuation",
    }
    rows = []
    for point in range(0x20, 0x3000):
        name, category = unicodedata.name(chr(point), ""), unicodedata.category(chr(point))
        if name and category in long_names:
            rows.append(
                [
                    f"U+{point:04X}",
                    name,
                    category,
                    long_names[category],
                    name.split(" ")[0].capitalize(),
                    unicodedata.bidirectional(chr(point)),
                    point,
                    "Y" if unicodedata.mirrored(chr(point)) else "",
                ]
            )
    rows = rows[:9000]
    wrong = violations(rng, rows, (2,), 3, 0.002) + violations(
        rng, rows, (4,), 4, 0.002, lambda own: other(rng, ["Latin", "Greek", "Cyrillic", "Arabic"], own)
    )
    wrong += [(r, 6, slipped(rng, rows[r][6])) for r in rng.sample(range(len(rows)), 18)]
    return built(["codepoint", "name", "gc", "category", "script", "bidi", "decimal", "mirrored"], rows, wrong)


@table("tenth_rules")
def payers(rng):
    """Payers of tax, 20,000 rows, 14 columns: zip → city, state; area code → state; forename → sex in most; state and marriage →
    exemption; no income tax → rate 0. 0.2 % each of city, state, sex, exemption are another's, rate in 0.1 %."""
    exempt = {t[1]: (rng.choice([0, 1500, 2000, 3100, 4200]), rng.choice([0, 3000, 4400, 6200])) for t in TOWNS}
    rates = {s: 0 if k % 6 == 0 else round(rng.uniform(2, 8), 2) for k, s in enumerate(exempt)}
    rows = []
    for _ in range(20000):
        town, state, code, area = skewed(rng, TOWNS, 0.2)
        sex, married, children = rng.choice("MF"), rng.choice("MS"), rng.choice("YN")
        rows.append(
            [
                rng.choice(WOMEN if sex == "F" else MEN),
                rng.choice(SURNAMES),
                sex,
                area,
                f"{rng.randint(200, 999)}-{rng.randint(0, 9999):04}",
                town.upper(),
                state,
                f"{code}{1 + hash_of(town) % 60 + rng.randint(0, 5):02}"[:5],
                married,
                children,
                rng.randrange(5, 200) * 500,
                rates[state],
                exempt[state][married == "M"],
                1000 if children == "Y" and rates[state] else 0,
            ]
        )
    wrong = [
        w for c, keys in ((5, (7,)), (6, (7,)), (2, (0,)), (12, (6, 8))) for w in violations(rng, rows, keys, c, 0.002)
    ] + violations(rng, rows, (6,), 11, 0.001)
    return built(
        [
            "fname",
            "lname",
            "gender",
            "area_code",
            "phone",
            "city",
            "state",
            "zip",
            "marital",
            "has_child",
            "salary",
            "rate",
            "exemption",
            "child_exemption",
        ],
        rows,
        wrong,
    )


def hash_of(text):
    return sum(ord(c) for c in text)


@table("tenth_rules")
def stop_times(rng):
    """A timetable as feeds have it, 14,000 rows, 9 columns: trip → route, head sign; route, direction and number of the stop →
    stop; stop → name and zone; times go up along a trip. 0.2 % of the names, zones, head signs and stops are another's; some
    stops have two names by platform (no mistake)."""
    stops = {
        f"{100 + k}": (f"{t[0]} {w}", 1 + k % 4)
        for k, (t, w) in enumerate((t, w) for t in TOWNS[:50] for w in ("Station", "Town Hall", "Hospital"))
    }
    routes, rows = {}, []
    for route in ("1", "2", "7", "12", "15", "21", "N3", "X80"):
        line = rng.sample(list(stops), rng.randint(14, 30))
        routes[route] = (line, line[::-1])
    trip = 0
    while len(rows) < 14000:
        route, back = rng.choice(list(routes)), rng.randrange(2)
        line, minute = routes[route][back], rng.randint(300, 1380)
        trip += 1
        for k, stop in enumerate(line):
            minute += rng.randint(1, 4)
            rows.append(
                [
                    f"T{trip:05}",
                    route,
                    back,
                    stops[line[-1]][0],
                    k + 1,
                    stop,
                    stops[stop][0],
                    f"{minute // 60:02}:{minute % 60:02}:00",
                    stops[stop][1],
                ]
            )
    wrong = (
        violations(rng, rows, (0,), 3, 0.002)
        + violations(rng, rows, (5,), 6, 0.002)
        + violations(rng, rows, (5,), 8, 0.002)
        + violations(rng, rows, (1, 2, 4), 5, 0.002)
    )
    return built(
        ["trip_id", "route", "direction", "headsign", "stop_sequence", "stop_id", "stop_name", "departure", "zone"], rows, wrong
    )


@table("tenth_rules")
def orders(rng):
    """Orders of a shop abroad, 7,000 rows: customer → land mostly (some move, some send to a friend), article → price mostly (it
    rises, there are sales), land → currency but for those who pay in euros all the same, rates of tax that a land changes in
    the year. No mistake."""
    people = [(f"C{k:04}", person(rng), rng.choice(COUNTRIES)) for k in range(900)]
    articles = {f"P{k:03}": (f"{rng.choice(TOPICS).title()} {k}", round(rng.lognormvariate(3, 0.7), 2)) for k in range(160)}
    rows = []
    for i in range(7000):
        code, name, land = skewed(rng, people, 0.4)
        land = rng.choice(COUNTRIES) if rng.random() < 0.01 else land
        article = rng.choice(list(articles))
        price = articles[article][1] * (1 if i < 3000 else 1.05) * (0.8 if rng.random() < 0.02 else 1)
        rows.append(
            [
                50000 + i,
                code,
                name,
                land[0],
                land[4] if rng.random() > 0.03 else "EUR",
                article,
                articles[article][0],
                f"{price:.2f}",
                int(land[5]) % 5 + 17 + (i > 4000 and land[2] == "DE"),
                rng.choice(["", "", "gift"]),
            ]
        )
    return Sheet(["order", "customer", "name", "ship_to", "currency", "sku", "article", "price", "vat", "note"], rows)


# ---- dates ----


@table("tenth_dates")
def hearings(rng):
    """Hearings of a French court, 1,300 rows in the order of cases, 8 columns: the day's name in French beside the date; judges sit
    on their days; dates are d/m/yyyy without zeros. In 6 % day and month are exchanged where both are below 13: only the day's
    name tells."""
    days, rows, wrong = ["lundi", "mardi", "mercredi", "jeudi", "vendredi"], [], []
    judges = {person(rng): rng.sample(range(5), 2) for _ in range(18)}
    while len(rows) < 1300:
        judge = rng.choice(list(judges))
        day = datetime.date(2018, 1, 1) + datetime.timedelta(rng.randrange(1400))
        if day.weekday() not in judges[judge]:
            continue
        if day.day < 13 and day.day != day.month and rng.random() < 0.16:
            wrong.append((len(rows), 2, f"{day.month}/{day.day}/{day.year}"))
        rows.append(
            [
                f"RG {18 + len(rows) // 330}/{len(rows) % 330 + 1:05}",
                days[day.weekday()],
                f"{day.day}/{day.month}/{day.year}",
                f"{rng.choice([9, 10, 14])}h{rng.choice(['00', '30'])}",
                judge,
                rng.choice(["A", "B", "C"]),
                rng.choice(["divorce", "loyers", "dettes", "voisinage"]),
                rng.choice(["", "", "renvoi", "délibéré"]),
            ]
        )
    return built(["dossier", "jour", "date", "heure", "juge", "salle", "objet", "suite"], rows, wrong)


@table("tenth_dates")
def parcels(rng):
    """Parcels of six offices, 2,800 rows, 7 columns: sent, cleared and delivered some days apart; the office in Dallas writes
    month/day, all others day/month (its dates are wrong where the day is below 13 and where it is not), dates of delivery are
    missing for those under way."""
    rows, wrong = [], []
    for i in range(2800):
        office = skewed(rng, ["Lyon", "Leeds", "Porto", "Gdynia", "Turin", "Dallas"], 0.5)
        sent = datetime.date(2021, 2, 1) + datetime.timedelta(i // 9)
        dates = [sent, sent + datetime.timedelta(rng.randint(1, 3)), sent + datetime.timedelta(rng.randint(4, 9))]
        for k, day in enumerate(dates):
            if office == "Dallas" and day.day != day.month:
                wrong.append((i, 2 + k, f"{day:%m/%d/%Y}"))
        rows.append(
            [
                f"{rng.randrange(10**10):010}",
                office,
                *(f"{d:%d/%m/%Y}" for d in dates),
                f"{rng.lognormvariate(.5, .8):.2f}",
                rng.choice(["", "signed", "left with neighbour"]),
            ]
        )
        if rng.random() < 0.04:
            rows[-1][4] = ""
            wrong = [w for w in wrong if w[:2] != (i, 4)]
    return built(["parcel", "office", "sent", "cleared", "delivered", "kg", "receipt"], rows, wrong)


@table("tenth_dates")
def issues(rng):
    """Articles of journals, 1,000 rows in no order, 8 columns: journal, volume and issue tell the day of print (m/d/yy), of which
    an issue has four to fifteen articles; pages are blank for some, languages few. 5 % of the days have day and month
    exchanged, the year of the volume is wrong in 1 %."""
    rows, wrong, able = [], [], []
    journals = {
        f"{a} {b}": rng.randint(1, 40)
        for a in ("Annals of", "Journal of", "European Journal of", "Archives of")
        for b in ("Surgery", "Pediatrics", "Cardiology", "Nursing")
    }
    while len(rows) < 1000:
        journal = rng.choice(list(journals))
        year, issue = rng.randint(2001, 2012), rng.randint(1, 12)
        day = datetime.date(year, issue, rng.choice([1, 5, 7, 9, 11, 15, 20]))
        for _ in range(rng.randint(4, 15)):
            first = rng.randint(1, 900)
            rows.append(
                [
                    f"{rng.choice(['Effects of', 'A trial of', 'Outcomes after'])} {rng.choice(TOPICS)} {rng.choice(['in children', 'in adults', ''])}".strip(),
                    f"{person(rng)}; {person(rng)}",
                    journal,
                    year - 1960 + journals[journal],
                    issue,
                    f"{first}-{first + rng.randint(1, 12)}" if rng.random() > 0.1 else "",
                    f"{day.month}/{day.day}/{day:%y}",
                    skewed(rng, ["eng", "ger", "fre"], 2),
                ]
            )
            able.append(day.day < 13 and day.day != day.month)
    order = list(range(len(rows)))
    rng.shuffle(order)
    rows, able = [rows[k] for k in order], [able[k] for k in order]
    for r, row in enumerate(rows):
        month, day, year = row[6].split("/")
        if able[r] and rng.random() < 0.08:
            wrong.append((r, 6, f"{day}/{month}/{year}"))
        elif rng.random() < 0.01:
            wrong.append((r, 6, f"{month}/{day}/{int(year) + rng.choice([-1, 1, 10]):02}"))
    return built(["title", "authors", "journal", "volume", "issue", "pages", "created", "language"], rows, wrong)


@table("tenth_dates")
def loans(rng):
    """Loans of a library: due three weeks on, given back earlier or much later, renewed; birthdays of the readers by region in
    another form in another column; holidays move what is due; all dates of a reader may be below 13. No mistake."""
    rows = []
    for i in range(3000):
        out = datetime.date(2020, 6, 1) + datetime.timedelta(i // 6)
        due = out + datetime.timedelta(21 + (7 if out.month == 12 else 0))
        back = out + datetime.timedelta(int(rng.lognormvariate(2.6, 0.7)))
        born = datetime.date(1940, 1, 1) + datetime.timedelta(rng.randrange(25000))
        rows.append(
            [
                i,
                f"R{rng.randrange(600):03}",
                f"{born:%d.%m.%Y}",
                f"{out:%Y-%m-%d}",
                f"{due:%Y-%m-%d}",
                f"{back:%Y-%m-%d}" if rng.random() > 0.05 else "",
                rng.choice([0, 0, 1, 2]),
                rng.choice(["", "", "fine"]),
            ]
        )
    return Sheet(["loan", "reader", "born", "out", "due", "back", "renewals", "note"], rows)


TABLES += [twin(make) for make in TABLES if make not in (orders, loans)]
