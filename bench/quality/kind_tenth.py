"""Several rows or columns about one thing, a tenth time: departures on web sites, books in shops, countries in handbooks; a
register of persons, places on three maps, companies in several lands. Written, like kind_tenth_words.py, kind_tenth_rows.py and
kind_tenth_series.py, before a detector is read or mended, of real names; each table has a twin without mistakes. Their sets are
called tenth_KIND."""

import datetime

from kind_fifth_rows import slipped
from kind_ninth import TOPICS, spoilt
from kind_ninth_lists import SURNAMES, TOWNS, address, person
from kind_sheet import Sheet, built, lister, misspell, other, skewed
from kind_tenth_lists import CIRCUITS, COUNTRIES, MEN, SUBURBS, WOMEN, twin

TABLES = []
table = lister(TABLES)


# ---- sources that disagree ----


def clock(minutes, form):
    """Minutes of the day as a site writes them."""
    hour, minute = minutes // 60 % 24, minutes % 60
    return (
        f"{hour % 12 or 12}:{minute:02} {'a.m.' if hour < 12 else 'p.m.'}",
        f"{hour:02}:{minute:02}",
        f"{hour % 12 or 12}:{minute:02}{'a' if hour < 12 else 'p'}, Dec 1",
    )[form]


@table("tenth_sources")
def departures(rng):
    """Departures of one day on 28 web sites, 2,100 rows, 7 columns: the site stands only in the page's address; flight tells the
    planned and actual times, gates are rarely told. Eight sites write the times otherwise, all leave some out (open to doubt).
    Ten sites are wrong in 15 to 40 % of what they tell (old times), the others in 1 %; of each flight most are right."""
    hosts = [
        f"{a}{b}"
        for a in ("flight", "air", "gate", "fly", "jet", "sky", "trip")
        for b in ("view.com", "aware.net", "info.org", "stats.com")
    ]
    errs = {h: rng.uniform(0.15, 0.4) if k < 10 else 0.01 for k, h in enumerate(rng.sample(hosts, 28))}
    forms = {h: rng.choice([1, 2]) if k % 4 == 1 else 0 for k, h in enumerate(hosts)}
    ports = sorted({t[0].replace(" ", "")[:3].upper() for t in TOWNS[::3]})
    rows, hosts_of, times = [], [], []
    for _ in range(105):
        one, two = rng.sample(ports, 2)
        flight = f"{rng.choice(['AA', 'UA', 'CO', 'WN'])}-{rng.randint(100, 4999)}-{one}-{two}"
        leaves, lasts, late = rng.randint(330, 1300), rng.randint(60, 330), int(max(-10, rng.gauss(4, 18)))
        planned = [leaves, leaves + late, leaves + lasts, leaves + lasts + late + rng.randint(-12, 8)]
        for host in rng.sample(hosts, 20):
            told = [rng.random() > (0.25 if k % 2 else 0.1) for k in range(4)]
            rows.append(
                [
                    f"http://www.{host}/{rng.choice(['status', 'track', 'flights'])}/{flight.split('-')[0]}{flight.split('-')[1]}",
                    flight,
                    *(clock(v, forms[host]) if t else "" for v, t in zip(planned, told)),
                    rng.choice(["", "", "", f"{rng.choice('ABC')}{rng.randint(1, 40)}"]),
                ]
            )
            hosts_of.append(host)
            times.append(planned)
    at = {id(row): k for k, row in enumerate(rows)}
    wrong = [
        w
        for c in range(2, 6)
        for w in spoilt(
            rng,
            rows,
            [row[1] for row in rows],
            c,
            lambda row: errs[hosts_of[at[id(row)]]],
            lambda row, c=c: clock(
                times[at[id(row)]][c - 2] + rng.choice([-30, -15, -5, 7, 12, 20, 25, 60, 600]), forms[hosts_of[at[id(row)]]]
            ),
        )
    ]
    spoiled = {(r, c) for r, c, _ in wrong}
    return built(
        ["page", "flight", "scheduled_dept", "actual_dept", "scheduled_arrival", "actual_arrival", "gate"],
        rows,
        wrong,
        [
            (r, c)
            for r, row in enumerate(rows)
            for c in range(2, 6)
            if (r, c) not in spoiled and (row[c] == "" or forms[hosts_of[r]])
        ],
    )


@table("tenth_sources")
def book_offers(rng):
    """Books in shops, 1,500 rows, 8 columns: ISBN tells title, authors, publisher, year and pages; price and stock are the shop's.
    Some shops have surname first, or `et al.` (open to doubt), one cuts publishers' names; years and pages are often left out.
    4 % of the years and pages, 2 % of the titles (a slip) are wrong, fewer than half of a book's."""
    shops = [
        "A1Books",
        "Alibris",
        "Blackwell",
        "Bobs Books",
        "Caiman",
        "eCampus",
        "Gunter Koppon",
        "Powells",
        "Textbookx",
        "The Book Depository",
    ]
    firms = [
        "Addison-Wesley",
        "Prentice Hall",
        "O'Reilly Media",
        "MIT Press",
        "Springer",
        "John Wiley & Sons",
        "Morgan Kaufmann",
    ]
    rows, doubtful, frames = (
        [],
        [],
        ["Introduction to {}", "{} in Practice", "Principles of {}", "{}", "Advanced {}", "The Art of {}"],
    )
    for _ in range(240):
        title = rng.choice(frames).format(rng.choice(TOPICS).title()) + rng.choice(
            ["", "", ", 2nd Edition", ": Theory and Applications"]
        )
        people, firm, year, pages = (
            [person(rng) for _ in range(rng.choice([1, 1, 2, 3]))],
            rng.choice(firms),
            rng.randint(1988, 2008),
            rng.randint(120, 1100),
        )
        isbn = f"0{rng.randrange(10**8):08}{rng.choice('0123456789X')}"
        for shop in rng.sample(shops, rng.choice([4, 6, 8])):
            k = shops.index(shop)
            shown = "; ".join(", ".join(reversed(p.split(" "))) if k % 3 == 0 else p for p in people)
            if k == 4 and len(people) > 1:
                shown = f"{people[0]} et al."
            doubtful += [(len(rows), 3)] if shown != "; ".join(people) else []
            doubtful += [(len(rows), 4)] if k == 5 else []
            rows.append(
                [
                    shop,
                    isbn,
                    title,
                    shown,
                    firm.split(" ")[0] if k == 5 else firm,
                    year if rng.random() > 0.3 else "",
                    pages if rng.random() > 0.5 else "",
                    f"{rng.lognormvariate(3.4, .6):.2f}",
                ]
            )
    rng.shuffle(order := list(range(len(rows))))
    place = {r: k for k, r in enumerate(order)}
    rows = [rows[r] for r in order][:1500]
    things = [row[1] for row in rows]
    wrong = spoilt(rng, rows, things, 5, lambda row: 0.04, lambda row: row[5] + rng.choice([-1, 1, 2, -10, 10]))
    wrong += spoilt(rng, rows, things, 6, lambda row: 0.04, lambda row: slipped(rng, row[6]))
    wrong += spoilt(rng, rows, things, 2, lambda row: 0.02, lambda row: misspell(rng, row[2]))
    return built(
        ["seller", "isbn", "title", "authors", "publisher", "year", "pages", "usd"],
        rows,
        wrong,
        [(place[r], c) for r, c in doubtful if place[r] < len(rows)],
    )


@table("tenth_sources")
def handbooks(rng):
    """Countries in three handbooks side by side over ten years, 640 rows, 13 columns: capital, calling code and area hardly differ,
    inhabitants do (one handbook rounds to thousands, one to `8.9 million`); a tenth is left out. 1.5 % of the capitals, codes,
    areas and inhabitants are wrong (a slip, another country's, ten times too much), where the other two tell."""
    rows, wrong = [], []
    for year in range(2011, 2021):
        for name, capital, iso, code, _, area, people in COUNTRIES:
            count = round(int(people) * (1 + 0.008 * (year - 2020)))
            facts = [
                [capital] * 3,
                [f"+{code}", code, f"+{code}"],
                [area, f"{int(area):,}", area],
                [count, round(count, -3), f"{count / 1e6:.1f} million"],
            ]
            alien = rng.choice(COUNTRIES)
            false = [
                [rng.choice([misspell(rng, capital), alien[1]])] * 3,
                [f"+{alien[3]}", alien[3], f"+{alien[3]}"],
                [slipped(rng, area), f"{int(area) * 10:,}", alien[5]],
                [count * 10, round(count * 1.5, -3), f"{count / 1e6 + 3:.1f} million"],
            ]
            cells = []
            for fact, lie in zip(facts, false):
                told = [rng.random() > 0.1 for _ in range(3)]
                at = rng.randrange(3)
                if all(told) and rng.random() < 0.06 and lie[at] != fact[at]:
                    wrong.append((len(rows), 3 + len(cells) + at, lie[at]))
                cells += [f if t else "" for f, t in zip(fact, told)]
            rows.append([year, iso, name, *cells])
    return built(
        [
            "year",
            "iso",
            "country",
            *(f"{f}_{h}" for f in ("capital", "dial", "km2", "people") for h in ("atlas", "factbook", "almanac")),
        ],
        rows,
        wrong,
    )


@table("tenth_sources")
def dealers(rng):
    """Rates of currencies at six dealers every ten minutes: each dealer has its own rate, spread and number of places; names of
    currencies in the dealer's language. No mistake."""
    words = [
        ["US Dollar", "US-Dollar", "Dollar US"],
        ["Pound Sterling", "Pfund Sterling", "Livre sterling"],
        ["Swiss Franc", "Schweizer Franken", "Franc suisse"],
        ["Yen", "Yen", "Yen"],
        ["Zloty", "Zloty", "Zloty"],
    ]
    dealers_of, rates, rows = (
        ["Barclays", "Commerzbank", "BNP", "HSBC", "Sparkasse", "Natixis"],
        [1.1, 0.86, 0.95, 157.0, 4.3],
        [],
    )
    for i in range(110):
        when = datetime.datetime(2023, 10, 2, 8) + datetime.timedelta(minutes=10 * i)
        rates = [r * (1 + rng.gauss(0, 0.0006)) for r in rates]
        for k, dealer in enumerate(dealers_of):
            for code, word, rate in zip(("USD", "GBP", "CHF", "JPY", "PLN"), words, rates):
                if rng.random() < 0.9:
                    mid, spread = rate * rng.gauss(1, 0.0004), 0.0008 * (k + 1) * rate
                    rows.append(
                        [
                            int(when.timestamp()),
                            dealer,
                            code,
                            word[k % 3],
                            f"{mid - spread:.{3 + k % 3}f}",
                            f"{mid + spread:.{3 + k % 3}f}",
                        ]
                    )
    return Sheet(["unix", "dealer", "currency", "name", "bid", "ask"], rows)


# ---- records of one thing ----


@table("tenth_entities")
def persons(rng):
    """A register of persons, 3,000 rows, 10 columns: a fifth of the persons has two to four more records with another number,
    spread over the register; 6 % of the cells are empty. 6 % of the cells of persons with three records and more have a slip or
    another suburb, always fewer than half."""
    rows, things, number = [], [], 0
    while len(rows) < 3000:
        suburb, code, state = rng.choice(SUBURBS)
        born = datetime.date(1920, 1, 1) + datetime.timedelta(rng.randrange(29000))
        own = [
            rng.choice(WOMEN + MEN).lower(),
            rng.choice(SURNAMES).lower(),
            rng.randint(1, 240),
            rng.choice(CIRCUITS).lower(),
            rng.choice(["", "", "villa 3", "unit 12", "rosedale"]),
            suburb.lower(),
            code,
            state,
            f"{born:%Y%m%d}",
            rng.randint(1000000, 9999999),
        ]
        number += 1
        for _ in range(rng.choice([2, 3, 4, 5]) if rng.random() < 0.2 else 1):
            rows.append([v if rng.random() > 0.06 else "" for v in own])
            things.append(number)
    rng.shuffle(order := list(range(len(rows))))
    rows, things = [rows[k] for k in order], [things[k] for k in order]
    draws = {
        0: lambda v: misspell(rng, v),
        1: lambda v: misspell(rng, v),
        2: lambda v: slipped(rng, v),
        3: lambda v: misspell(rng, v),
        5: lambda v: rng.choice([misspell(rng, v), other(rng, [s[0].lower() for s in SUBURBS], v)]),
        6: lambda v: slipped(rng, v),
        8: lambda v: slipped(rng, v),
        9: lambda v: slipped(rng, v),
    }
    wrong = [
        w
        for c, draw in draws.items()
        for w in spoilt(rng, rows, things, c, lambda row: 0.06, lambda row, c=c, d=draw: d(row[c]))
    ]
    names_of = [
        "given_name",
        "surname",
        "street_number",
        "address_1",
        "address_2",
        "suburb",
        "postcode",
        "state",
        "date_of_birth",
        "soc_sec_id",
    ]
    return built(names_of, rows, wrong)


@table("tenth_entities")
def map_places(rng):
    """Places on three maps, 1,500 rows, 9 columns, without any number: name as each map writes it (`St.` or `Saint`, capitals, with
    the town), coordinates a few metres apart, kind, town, zip, telephone; a third of the places stands on one map only. Zip,
    town or telephone is wrong in 2 %, where three tell."""
    kinds = {
        "Library": "Public Library",
        "Pharmacy": "Pharmacy",
        "Church": "Church",
        "School": "Elementary School",
        "Park": "Park",
        "Bank": "Savings Bank",
    }
    rows, things = [], []
    for number in range(700):
        town, state, code, area = rng.choice(TOWNS[:36])
        kind = rng.choice(list(kinds))
        name = f"{rng.choice(['Saint Mary', 'Saint Paul', 'Lincoln', 'Riverside', 'Oak Hill', *SURNAMES])} {kinds[kind]}"
        lat, lon = rng.uniform(31, 47), rng.uniform(-121, -72)
        zip_code, phone = f"{code}{rng.randint(1, 60):02}", f"{area}{rng.randint(200, 999)}{rng.randint(0, 9999):04}"
        for k in [0, 1, 2] if rng.random() < 0.55 else [rng.randrange(3)]:
            shown = (name, name.replace("Saint ", "St. "), f"{name} {town}".upper())[k]
            rows.append(
                [
                    ("osm", "places", "yellow")[k],
                    shown,
                    f"{lat + rng.gauss(0, 1e-4):.5f}",
                    f"{lon + rng.gauss(0, 1e-4):.5f}",
                    kind,
                    town,
                    state,
                    zip_code,
                    phone if rng.random() > 0.2 else "",
                ]
            )
            things.append(number)
    rng.shuffle(order := list(range(len(rows))))
    rows, things = [rows[k] for k in order], [things[k] for k in order]
    wrong = [
        w
        for c, draw in (
            (5, lambda row: misspell(rng, row[5])),
            (7, lambda row: slipped(rng, row[7])),
            (8, lambda row: slipped(rng, row[8])),
        )
        for w in spoilt(rng, rows, things, c, lambda row: 0.02, draw)
    ]
    return built(["map", "name", "lat", "lon", "kind", "town", "state", "zip", "phone"], rows, wrong)


@table("tenth_entities")
def suppliers(rng):
    """Suppliers as twelve offices keep them, 2,600 rows, 9 columns: VAT number names the firm, its first letters the land; legal
    forms are written in several ways (open to doubt), towns in the land's language by half. Land's name, town, post code or
    IBAN's bank is wrong in 1 %, where two others have it right."""
    forms = {
        "AT": ["GmbH", "Ges.m.b.H."],
        "DE": ["GmbH", "GmbH & Co. KG", "AG"],
        "FR": ["SARL", "S.A.R.L.", "SA"],
        "IT": ["S.r.l.", "SRL", "S.p.A."],
        "ES": ["S.L.", "SL", "S.A."],
        "PL": ["Sp. z o.o.", "SP Z O O"],
        "GB": ["Ltd", "Ltd.", "Limited"],
        "NL": ["B.V.", "BV"],
    }
    towns = {
        "AT": ["Wien/Vienna", "Graz", "Linz"],
        "DE": ["München/Munich", "Köln/Cologne", "Hamburg"],
        "FR": ["Lyon", "Paris", "Nantes"],
        "IT": ["Milano/Milan", "Torino/Turin", "Bari"],
        "ES": ["Sevilla/Seville", "Madrid", "Bilbao"],
        "PL": ["Warszawa/Warsaw", "Gdynia", "Łódź/Lodz"],
        "GB": ["Leeds", "Bristol", "Derby"],
        "NL": ["Den Haag/The Hague", "Utrecht", "Delft"],
    }
    lands = {c[2]: c[0] for c in COUNTRIES} | {"GB": "United Kingdom"}
    rows, things = [], []
    while len(rows) < 2600:
        land = rng.choice(list(forms))
        stem = f"{rng.choice(SURNAMES)} {rng.choice(['Logistics', 'Foods', 'Steel', 'Chemicals', 'Paper', 'Tools', 'Energy'])}"
        vat, town = f"{land}{rng.randrange(10**9):09}", rng.choice(towns[land]).split("/")
        code, bank = f"{rng.randint(10000, 99999)}", f"{rng.randint(100, 999)}"
        for _ in range(min(9, int(rng.paretovariate(0.8)))):
            rows.append(
                [
                    f"V{len(rows) + 10000}",
                    rng.choice(["North", "South", "Export", "HQ", "Plant 2"]),
                    vat,
                    f"{stem} {rng.choice(forms[land])}",
                    rng.choice(town),
                    code,
                    lands[land],
                    bank,
                    f"{rng.lognormvariate(9, 1.5):.2f}",
                ]
            )
            things.append(vat)
    rng.shuffle(order := list(range(len(rows))))
    rows, things = [rows[k] for k in order], [things[k] for k in order]
    draws = (
        (4, lambda row: misspell(rng, row[4])),
        (5, lambda row: slipped(rng, row[5])),
        (6, lambda row: other(rng, [lands[c] for c in forms], row[6])),
        (7, lambda row: slipped(rng, row[7])),
    )
    wrong = [w for c, draw in draws for w in spoilt(rng, rows, things, c, lambda row: 0.01, draw)]
    return built(
        ["vendor", "office", "vat", "name", "town", "post_code", "country", "bank", "turnover"],
        rows,
        wrong,
        [(r, 3) for r in range(len(rows))],
    )


@table("tenth_entities")
def households(rng):
    """Persons by household: families under one roof and telephone, twins, namesakes in a street, fathers and sons of one name,
    people who moved and are listed at both addresses. No mistake."""
    rows = []
    for k in range(620):
        town, state, code, area = rng.choice(TOWNS[:24])
        home = [
            address(rng),
            town,
            state,
            f"{code}{rng.randint(1, 60):02}",
            f"{area}-{rng.randint(200, 999)}-{rng.randint(0, 9999):04}",
        ]
        family, born = rng.choice(SURNAMES), rng.randint(1950, 1985)
        elders = [(rng.choice(MEN), born), (rng.choice(WOMEN), born + rng.randint(-4, 4))]
        young = [(rng.choice(WOMEN + MEN), born + rng.randint(22, 36)) for _ in range(rng.choice([0, 1, 2, 3]))]
        for forename, year in [
            *elders,
            *young,
            *([(elders[0][0], born + 30)] if k % 11 == 0 else []),
            *([(rng.choice(WOMEN), young[0][1])] if young and k % 7 == 0 else []),
        ]:
            rows.append(
                [
                    family,
                    forename,
                    f"{year}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
                    *home,
                    rng.choice(["", "voter", "voter", "moved"]),
                ]
            )
            if rng.random() < 0.03:
                rows.append([*rows[-1][:3], address(rng), *home[1:3], f"{code}{rng.randint(1, 60):02}", home[4], "new"])
    rng.shuffle(rows)
    return Sheet(["surname", "forename", "born", "street", "town", "state", "zip", "phone", "note"], rows)


TABLES += [twin(make) for make in TABLES if make not in (dealers, households)]
