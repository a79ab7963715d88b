"""Several rows about one thing, and dates, a sixth time: sites that report flights, bookshops' lists of authors,
shops that sell one article; songs and hotels from several lists; days and months exchanged. Drawn, like
kind_sixth.py and kind_sixth_series.py, before a detector is read or mended. Their sets are called sixth_KIND."""
import datetime

from kind_fifth_words import FAMILY, GIVEN, OBJECTS, QUALIFIERS, STREETS, SUBJECTS, person
from kind_fifth_rows import differing, slipped, swapped
from kind_sheet import Sheet, built, lister, misspell, names, other, skewed

TABLES = []
table = lister(TABLES)


# ---- sources that disagree ----

def clock(minutes, when=None):
    """`7:05 a.m.`, with the day before it where one is given."""
    hour, minute = minutes // 60 % 24, minutes % 60
    text = f"{(hour + 11) % 12 + 1}:{minute:02} {'a.m.' if hour < 12 else 'p.m.'}"
    return f"{when.month}/{when.day}/{when.year} {text}" if when else text


@table("sixth_sources")
def arrivals(rng):
    """42 flights by 34 sites, 1,400 rows by site: planned and real times as 7:05 a.m.; three sites put the day
    before, many leave real times out (both may be called wrong or not); sites repeat the plan as the real time,
    or an older guess: one in nine times is wrong."""
    sites = [f"{n.lower()}{rng.choice(['', '-flights', 'air', '.example'])}" for n in names(rng, 34, (2, 3))]
    care = {site: rng.choice([.01, .02, .03, .05, .08, .15, .3, .45]) for site in sites}
    flights = []
    for _ in range(42):
        leaves, takes = rng.randrange(300, 1300), rng.randint(60, 300)
        late, made_up = rng.choice([-5, -2, 0, 3, 8, 25, 70]), rng.randint(-14, 9)
        flights.append([f"{rng.choice(['AA', 'UA', 'CO', 'DL'])}-{rng.randint(10, 3999)}-"
                        f"{rng.choice(['ORD', 'MIA', 'DFW'])}-{rng.choice(['PHX', 'LAX', 'EWR'])}",
                        leaves, leaves + late, leaves + takes, leaves + takes + late + made_up])
    rows, wrong, doubtful = [], [], []
    when = datetime.date(2014, 11, 3)
    for k, site in enumerate(sites):
        day = when if k % 11 == 4 else None
        for flight in flights:
            if rng.random() < .04:
                continue
            at = len(rows)
            rows.append([at + 1, site, flight[0], *(clock(t, day) for t in flight[1:])])
            for c in range(3, 7):
                if day:
                    doubtful.append((at, c))
                elif c in (4, 6) and k % 5 == 2 and rng.random() < .6:
                    rows[-1][c] = ""
                    doubtful.append((at, c))
                elif rng.random() < care[site] * (.2 if c in (3, 5) else 1):
                    guess = flight[c - 3] if c in (4, 6) and rng.random() < .5 else flight[c - 2] + rng.randint(-40, 40)
                    wrong.append((at, c, clock(guess)))
    return built(["id", "site", "flight", "sched_dep", "act_dep", "sched_arr", "act_arr"], rows,
                 differing(rows, wrong), doubtful)


@table("sixth_sources")
def bookshops(rng):
    """Books by 60 shops, 2,600 rows: shop, isbn, title, authors; shops write `Weber, Anna; Toth, Emil` or `Anna
    Weber, Emil Toth` or in capitals (may be called wrong or not); one author is lost, another put in or misspelt in
    7 %."""
    shops = [f"{n} {rng.choice(['Books', 'Bookstore', 'Textbooks', 'Media'])}" for n in names(rng, 60, (2, 2))]
    style = {shop: rng.choice("aaabc") for shop in shops}
    rows, wrong, doubtful = [], [], []
    while len(rows) < 2600:
        title = f"{rng.choice(QUALIFIERS)} {rng.choice(SUBJECTS)} with {rng.choice(OBJECTS)}".title()
        people = list({person(rng): None for _ in range(rng.choice([1, 2, 2, 3, 4]))})
        isbn = f"0{rng.randrange(10**8, 10**9)}"
        for shop in rng.sample(shops, rng.randint(3, 18)):
            def written(group, shop=shop):
                if style[shop] == "b":
                    return "; ".join(f"{p.split()[1]}, {p.split()[0]}" for p in group)
                return ", ".join(group).upper() if style[shop] == "c" else ", ".join(group)
            rows.append([shop, isbn, title, written(people)])
            at = len(rows) - 1
            if style[shop] != "a":
                doubtful.append((at, 3))
            elif rng.random() < .07:
                group = rng.choice([people[:-1] or [person(rng)], [*people, person(rng)],
                                    [misspell(rng, people[0]), *people[1:]]])
                wrong.append((at, 3, written(group)))
    return built(["store", "isbn", "title", "author_list"], rows, differing(rows, wrong), doubtful)


@table("sixth_sources")
def price_search(rng):
    """Articles in a price search, 780 rows: title, the shop's price, stock and delivery (each its own), maker,
    part number, watts, weight in kg, colour, warranty; the title is the only key, 15 columns; 3 % of the facts
    are another article's or have a slip. Sorted by price."""
    shops, makers = [n.lower() + ".shop" for n in names(rng, 5, (2, 2))], names(rng, 12, (2, 2))
    rows, wrong = [], []
    for k in range(165):
        maker, watts = rng.choice(makers), rng.choice([450, 600, 750, 900, 1200, 1800])
        model = f"{rng.choice('ABCDX')}{rng.choice(['T', 'R', ''])}{rng.randint(100, 990)}"
        colour, kilos = rng.choice(["black", "white", "steel", "red"]), round(rng.uniform(.6, 9), 1)
        thing = rng.choice(["Vacuum Cleaner", "Hand Mixer", "Kettle", "Toaster Oven", "Iron"])
        facts = [maker, f"{maker[:3].upper()}{model}{rng.randint(10, 99)}", watts, f"{kilos:.1f}", colour,
                 rng.choice([1, 2, 2, 3, 5]), f"{rng.randrange(4 * 10**12, 5 * 10**12)}", thing, rng.choice("ABCDE")]
        price = rng.lognormvariate(4, .6)
        for shop in rng.sample(shops, rng.choice([3, 4, 5, 5])):
            rows.append([f"{maker} {model} {thing} ({watts}W)", shop, f"{price * rng.gauss(1, .05):.2f}",
                         rng.choice(["0.00", "4.95", "5.90"]), rng.choice(["in stock", "2-3 days", "sold out"]),
                         round(rng.uniform(3, 5), 1), *facts])
            for c, draw in ((8, lambda: rng.choice([450, 600, 750, 900, 1200, 1800])),
                            (9, lambda: slipped(rng, facts[3])), (10, lambda: rng.choice(["black", "white", "steel", "red"])),
                            (11, lambda: rng.choice([1, 2, 3, 5])), (12, lambda: slipped(rng, facts[6])),
                            (6, lambda: rng.choice(makers)), (7, lambda: slipped(rng, facts[1]))):
                if rng.random() < .03:
                    wrong.append((len(rows) - 1, c, draw()))
    order = sorted(range(len(rows)), key=lambda r: float(rows[r][2]))
    place = {r: at for at, r in enumerate(order)}
    return built(["title", "shop", "price", "shipping", "availability", "rating", "brand", "mpn", "watts", "weight_kg",
                  "colour", "warranty_years", "ean", "category", "energy_class"], [rows[r] for r in order],
                 [(place[r], c, v) for r, c, v in differing(rows, wrong)])


@table("sixth_sources")
def inspections(rng):
    """Lifts that several surveyors test, people whom papers quote, polls by institutes: each row has its own date,
    finding and figures about one thing, only make and year of it recur. No mistake."""
    rows, institutes = [], names(rng, 7, (2, 3))
    for k in range(600):
        make, year, load = rng.choice(["Schindel", "Otto", "Kone & Co", "Thyss"]), rng.randint(1970, 2019), 75 * rng.randint(4, 20)
        for institute in rng.sample(institutes, rng.randint(2, 5)):
            rows.append([f"LFT{k:05}", institute, make, year, load, f"{rng.randint(1, 28):02}.{rng.randint(1, 12):02}.2021",
                         rng.choice(["no fault", "no fault", "minor", "severe"]), rng.randint(0, 12),
                         f"{rng.gauss(load * 1.25, 30):.0f}", f"{rng.gauss(1, .04):.2f}"])
    return Sheet(["lift", "institute", "make", "built", "load_kg", "tested", "result", "faults", "test_load", "speed"], rows)


# ---- records of one thing ----

@table("sixth_entities")
def songs(rng):
    """Songs of five lists, 6,000 rows, one in four in two to five of them; each list has its own way of length
    (3:45, 225, 225000), year (2008, 08) and language (English, en; all these may be called wrong or not); a title,
    artist, album or year of a double has a slip in 4 % each."""
    rows, wrong, doubtful = [], [], []
    bands = [rng.choice([f"The {n}s", n, f"{n} {rng.choice(FAMILY)}", person(rng)]) for n in names(rng, 420, (2, 3))]
    while len(rows) < 6000:
        band, seconds, year = skewed(rng, bands, .5), rng.randint(110, 480), rng.randint(1964, 2014)
        title = f"{rng.choice(GIVEN)} {rng.choice(['of the', 'and the', 'in my', 'without', 'on'])} {rng.choice(STREETS)} {rng.choice(names(rng, 1))}"
        album, tongue = f"{rng.choice(STREETS)} {rng.choice(names(rng, 1))}", rng.choice(["English"] * 6 + ["German", "French"])
        lists = rng.sample(range(5), rng.choice([1] * 9 + [2, 3, 5]))
        for source in lists:
            length = (f"{seconds // 60}:{seconds % 60:02}", str(seconds), str(1000 * seconds))[source % 3]
            row = [f"WoM{rng.randrange(10**8)}", source + 1, rng.randint(1, 14), title, length, band, album,
                   f"{year % 100:02}" if source == 3 else year, tongue[:2].lower() if source == 4 else tongue]
            at = len(rows)
            doubtful += [(at, 4), (at, 8), (at, 2)] + ([(at, 7)] if source == 3 else [])
            rows.append(row)
            if len(lists) > 1:
                for c, draw in ((3, lambda: misspell(rng, title)), (5, lambda: misspell(rng, band)),
                                (6, lambda: misspell(rng, album)), (7, lambda: year + rng.choice([-10, -1, 1, 3]))):
                    if rng.random() < .04 and (at, c) not in doubtful:
                        wrong.append((at, c, draw()))
    order = list(range(len(rows)))
    rng.shuffle(order)
    place = {r: at for at, r in enumerate(order)}
    return built(["id", "source", "number", "title", "length", "artist", "album", "year", "language"],
                 [rows[r] for r in order], [(place[r], c, v) for r, c, v in differing(rows, wrong)],
                 [(place[r], c) for r, c in doubtful])


@table("sixth_entities")
def hotels(rng):
    """Hotels of three sites, 620 rows: name, street, town, post code, stars, telephone; names are longer on one
    site, streets shortened on another (may be called wrong or not); most stand on all three; a town, post code,
    number of stars or telephone is wrong in 3 % each."""
    towns = [(t, f"{rng.randint(1000, 9999)}") for t in names(rng, 25, (2, 3))]
    rows, wrong, doubtful = [], [], []
    for _ in range(235):
        town, code = skewed(rng, towns, .6)
        name = f"{rng.choice(['Hotel', 'Gasthof', 'Pension', 'Residence'])} {rng.choice(names(rng, 1))}"
        street, house = rng.choice(FAMILY) + "strasse", rng.randint(1, 140)
        stars, phone = rng.choice([2, 3, 3, 4, 4, 5]), f"+43 {rng.randint(1, 7999)} {rng.randint(10000, 999999)}"
        for site in ("bookit", "hrz", "trivoro"):
            if rng.random() < .12:
                continue
            at = len(rows)
            rows.append([site, f"{name} {town}" if site == "hrz" else name,
                         f"{street.replace('strasse', 'str.') if site == 'trivoro' else street} {house}", code, town,
                         "Austria", stars, phone, round(rng.uniform(6, 9.8), 1), rng.randint(5, 2400)])
            doubtful += [(at, 1), (at, 2)]
            for c, draw in ((3, lambda: slipped(rng, code)), (4, lambda: misspell(rng, town)),
                            (6, lambda: other(rng, [2, 3, 4, 5], stars)), (7, lambda: slipped(rng, phone[4:]))):
                if rng.random() < .03:
                    wrong.append((at, c, "+43 " + draw() if c == 7 else draw()))
    order = sorted(range(len(rows)), key=lambda r: (rows[r][0], rng.random()))
    place = {r: at for at, r in enumerate(order)}
    return built(["site", "hotel", "address", "zip", "city", "country", "stars", "phone", "score", "reviews"],
                 [rows[r] for r in order], [(place[r], c, v) for r, c, v in differing(rows, wrong)],
                 [(place[r], c) for r, c in doubtful])


@table("sixth_entities")
def squads(rng):
    """Players season by season: clubs, numbers and weights change, namesakes, brothers, a player lent to a second
    club within the season; years of birth and feet do not change. No mistake."""
    rows, clubs = [], [f"{rng.choice(['Sporting', 'Union', 'City'])} {n}" for n in names(rng, 18, (2, 3))]
    for k in range(900):
        name, born, club = person(rng), rng.randint(1985, 2004), rng.choice(clubs)
        kilos, tall, start = rng.randint(62, 94), rng.randint(165, 200), rng.randint(2014, 2021)
        spot = rng.choice(["GK", "DF", "MF", "FW"])
        for season in range(start, start + rng.randint(1, 4)):
            club = rng.choice(clubs) if rng.random() < .25 else club
            kilos += rng.choice([-1, 0, 0, 1, 2])
            for team in [club] + ([rng.choice(clubs)] if rng.random() < .05 else []):
                rows.append([f"{season}/{season % 100 + 1}", team, name, born, spot, tall, kilos, rng.randint(1, 40),
                             rng.choice(["right", "right", "left"]) if k % 3 else "right", rng.randint(0, 3400)])
    return Sheet(["season", "club", "player", "born", "pos", "height", "weight", "no", "foot", "minutes"], rows)


# ---- days and months exchanged ----

@table("sixth_dates")
def policies(rng):
    """Policies, 20,000 rows in no order: begun (mixed: most DD/MM/YYYY, 2 % MM/DD/YYYY, of which those with days
    above 12 show), signed as YYYY-MM-DD up to three weeks before, one year's end in the same form; 14 columns."""
    rows, wrong = [], []
    for i in range(20000):
        signed = datetime.date(2012, 1, 2) + datetime.timedelta(rng.randrange(3600))
        begun = signed + datetime.timedelta(rng.choice([0, 0, 1, 2, 5, 9, 14, 20]))
        ends = begun.replace(year=begun.year + 1, day=min(28, begun.day))
        if rng.random() < .02 and begun.day != begun.month:
            wrong.append((i, 2, begun.strftime("%m/%d/%Y")))
        rows.append([f"P{rng.randrange(10**8):08}", signed, begun.strftime("%d/%m/%Y"), ends,
                     rng.choice(["Motor", "Home", "Life", "Travel"]), rng.choice("MF"), rng.randint(18, 90),
                     f"{rng.lognormvariate(6, .5):.2f}", rng.choice(["monthly", "yearly"]), rng.randint(0, 9),
                     rng.choice(["North", "South", "East", "West"]), rng.choice(["Y", "N", "N"]), person(rng),
                     rng.choice(["", "", "", "renewed", "ported"])])
    return built(["policy", "signed", "begins", "ends", "line", "sex", "age", "premium", "pays", "bonus", "region",
                  "smoker", "agent", "note"], rows, wrong)


@table("sixth_dates")
def patents(rng):
    """Patents, 320 rows: filed, published eighteen months later, granted, DD-MM-YYYY; numbers rise with the grant;
    day and month exchanged in 5 % of the dates that allow it."""
    rows, wrong, granted = [], [], datetime.date(2003, 1, 7)
    for i in range(320):
        granted += datetime.timedelta(rng.choice([0, 7, 7, 7, 14]))
        filed = granted - datetime.timedelta(rng.randint(800, 1700))
        published = filed + datetime.timedelta(548 + rng.randint(-4, 4))
        rows.append([f"US{6500000 + 1871 * i + rng.randrange(1800)}", rng.choice(FAMILY) + " Corp.",
                     *(d.strftime("%d-%m-%Y") for d in (filed, published, granted)), rng.randint(3, 40),
                     f"{rng.choice('ABCGH')}{rng.randint(1, 65):02}{rng.choice('BCDFG')}"])
        for c, when in ((2, filed), (3, published), (4, granted)):
            text = swapped(when, "%d-%m-%Y")
            if text and rng.random() < .05 / .37:
                wrong.append((i, c, text))
    return built(["number", "assignee", "filed", "published", "granted", "claims", "class"], rows, wrong)


@table("sixth_dates")
def releases(rng):
    """Games by country: dates that differ by region and lie on Fridays or firsts, dates to the month or year only
    in a column of texts, support that ends years later on a last of a month, DD/MM/YYYY. No mistake."""
    rows = []
    for i in range(1900):
        out = datetime.date(1999, 1, 1) + datetime.timedelta(7 * rng.randrange(1100))
        out = out.replace(day=1) if rng.random() < .15 else out
        eu = out + datetime.timedelta(rng.choice([0, 0, 7, 14, 60, 181, -7]))
        ends = (out.replace(day=1, month=rng.randint(1, 12), year=out.year + rng.randint(2, 9)) - datetime.timedelta(1))
        told = rng.choice([out.strftime("%d/%m/%Y"), f"{out.year}", out.strftime("%B %Y"), f"Q{out.month // 4 + 1} {out.year}"])
        rows.append([f"{rng.choice(names(rng, 1))} {rng.choice(['II', '2', 'Online', 'Racing', ''])}".strip(),
                     out.strftime("%d/%m/%Y"), eu.strftime("%d/%m/%Y") if rng.random() < .8 else "", told,
                     ends.strftime("%d/%m/%Y") if rng.random() < .5 else "", rng.choice(["PC", "PS2", "Wii", "X360"]),
                     f"{rng.gammavariate(1.2, .5):.2f}"])
    return Sheet(["game", "released_na", "released_eu", "announced", "support_until", "platform", "sold_m"], rows)
