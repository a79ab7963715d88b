"""Several rows about one thing, and dates, a fourth time: reference works that disagree, claims one below the other, registers
that were merged, days and months exchanged. Their sets are called fourth_KIND; see kind_fourth.py."""
import datetime

from kind_sheet import Sheet, built, lister, misspell, names, other, skewed

TABLES = []
table = lister(TABLES)


# ---- sources that disagree ----

@table("fourth_sources")
def gazetteers(rng):
    """Towns by nine reference works: inhabitants, area, height, mayor, year founded, post code; two works copy an old edition,
    one rounds, a tenth of the cells is lost (these may be called wrong or not), slips of digits elsewhere. 2,300 rows."""
    works = names(rng, 9)
    care = {w: c for w, c in zip(works, (.01, .02, .02, .03, .04, .06, .08, .12, .25))}
    rows, wrong, doubtful = [], [], []
    for town in names(rng, 320, (3, 4)):
        facts = [rng.randint(400, 90000), f"{rng.uniform(4, 160):.1f}", rng.randint(2, 900), " ".join(names(rng, 2)), rng.randint(800, 1900), f"{rng.randint(10000, 99999)}"]
        old = [int(facts[0] * rng.uniform(.8, .97)), facts[1], facts[2], " ".join(names(rng, 2)), *facts[4:]]
        for k, work in enumerate(works):
            if rng.random() < .2:
                continue
            shown = list(old if k in (6, 8) and rng.random() < .6 else facts)
            for c in range(6):
                if rng.random() < care[work]:
                    text = str(facts[c]).zfill(2)
                    shown[c] = misspell(rng, text) if c == 3 else str(facts[c])[:-2] + text[-1] + text[-2] if c != 1 else f"{float(text) * rng.choice([10, .9, 1.5]):.1f}"
            if k == 3 and shown[0] == facts[0]:
                shown[0] = round(facts[0], -2)
            lost = [rng.random() < .1 for _ in facts]
            rows.append([town, work, *("" if gone else fact for gone, fact in zip(lost, facts))])
            doubtful += [(len(rows) - 1, 2 + c, "") for c in range(6) if lost[c]]
            for c in range(6):
                if not lost[c] and str(shown[c]) != str(facts[c]):
                    (doubtful if k == 3 and c == 0 else wrong).append((len(rows) - 1, 2 + c, shown[c]))
    return built(["town", "work", "inhabitants", "km2", "height_m", "mayor", "founded", "post_code"], rows, wrong, [d[:2] for d in doubtful])


@table("fourth_sources")
def claims(rng):
    """Facts about 240 albums one below the other: album, property, value, site; five to nine sites, some careless (30 %);
    a property of one kind (year, tracks, minutes, label) a row. 7,000 rows."""
    sites = [f"{n.lower()}.example" for n in names(rng, 9)]
    care = dict(zip(sites, (.01, .01, .03, .03, .05, .05, .1, .3, .3)))
    labels, rows, wrong = [f"{n} Records" for n in names(rng, 30)], [], []
    for album in (" ".join(names(rng, 2)) for _ in range(240)):
        year, length = rng.randint(1960, 2020), rng.randint(1800, 4200)
        for name, value in (("released", year), ("tracks", rng.randint(6, 20)), ("length", f"{length // 60}:{length % 60:02}"), ("label", rng.choice(labels))):
            for site in rng.sample(sites, rng.randint(5, 9)):
                rows.append([album, name, value, site])
                if rng.random() < care[site]:
                    wrong.append((len(rows) - 1, 2, {"released": year + rng.choice([-1, 1, 2, 10]), "tracks": rng.randint(6, 20), "length": f"{length // 60 + 1}:{length % 60:02}", "label": rng.choice(labels)}[name]))
    return built(["subject", "property", "value", "site"], rows, [w for w in wrong if str(rows[w[0]][2]) != str(w[2])])


@table("fourth_sources")
def trains(rng):
    """Trains of a week by seven boards: platform, planned and real time as HH:MM, minutes late; boards lag behind, so the
    last news is missing in some; every board's rows stand together. 4,800 rows, 9 % wrong."""
    boards, wrong, rows = names(rng, 7), [], []
    trips = []
    for n in range(100):
        for d in range(7):
            t, late = rng.randrange(300, 1380), max(0, int(rng.gauss(2, 6)))
            trips.append((f"{rng.choice(['IC', 'RE', 'S'])} {100 + 7 * n}", f"2022-11-{7 + d:02}", t, late, f"{rng.randint(1, 14)}{rng.choice(['', '', 'a'])}"))
    show = lambda minute: f"{minute // 60 % 24:02}:{minute % 60:02}"
    for b, board in enumerate(boards):
        lag = (.02, .03, .03, .05, .08, .15, .35)[b]
        for train, day, t, late, platform in trips:
            if rng.random() < .03:
                continue
            rows.append([board, train, day, show(t), show(t + late), late, platform])
            at = len(rows) - 1
            if late and rng.random() < lag:
                seen = rng.choice([0, late // 2])
                wrong += [(at, 4, show(t + seen)), (at, 5, seen)]
            if rng.random() < lag / 3:
                wrong.append((at, 6, str(rng.randint(1, 14))))
    return built(["board", "train", "date", "planned", "real", "late_min", "platform"], rows, [w for w in wrong if str(rows[w[0]][w[1]]) != str(w[2])])


@table("fourth_sources")
def bureaus(rng):
    """Exchange bureaus with their own rates, critics with their stars, shops with their prices and stock for one article. No
    mistake."""
    rows, critics = [], names(rng, 8)
    for k in range(260):
        price, title = rng.uniform(5, 60), " ".join(names(rng, 2))
        for critic in rng.sample(critics, rng.randint(3, 8)):
            rows.append([title, critic, rng.choice([1, 2, 3, 3, 4, 4, 5]), f"{price * rng.uniform(.8, 1.2):.2f}", f"{rng.gauss(1.08, .004):.4f}", rng.choice(["in stock", "in stock", "sold out"]), 1990 + k % 30])
    return Sheet(["item", "bureau", "stars", "price", "eur_usd", "stock", "year"], rows)


@table("fourth_sources")
def editions(rng):
    """One row for each reporter and year: figures grow from year to year, heads change, seats move. No mistake."""
    rows = []
    for city in names(rng, 120, (3, 3)):
        people, head = rng.randint(1000, 40000), " ".join(names(rng, 2))
        for year in range(2008, 2022):
            people = int(people * rng.uniform(.99, 1.03))
            head = " ".join(names(rng, 2)) if rng.random() < .12 else head
            rows.append([city, year, people, head, rng.choice(["census", "estimate"])])
    return Sheet(["city", "year", "people", "head", "kind"], rows)


# ---- records of one thing ----

@table("fourth_entities")
def museums(rng):
    """Two registers of museums, one below the other: names in other words, streets shortened, telephone in two ways (these may
    be called wrong or not); post code, town, year or kind of the second register wrong in 3 % each. 1,500 rows."""
    towns = [(t, f"{rng.randint(1000, 9999)}") for t in names(rng, 90)]
    kinds = ["art", "history", "nature", "technology", "folklore"]
    first, rows, wrong, doubtful = [], [], [], []
    for n in names(rng, 850, (3, 4)):
        town, code = skewed(rng, towns, .4)
        first.append([f"{rng.choice(['Museum', 'Gallery', 'House'])} {n}", f"{rng.choice(names(rng, 2))} Street {rng.randint(1, 120)}", code, town, f"0{rng.randint(20, 99)} {rng.randint(100000, 999999)}", rng.randint(1850, 2015), rng.choice(kinds)])
    rows += [["A", *m] for m in first]
    for m in rng.sample(first, 650):
        kind, name = m[0].split()
        again = [rng.choice([f"{name} {kind}", f"The {name} {kind}", f"{kind} {name}", f"{name} {kind} and Library"]), m[1].replace("Street", "St."), *m[2:4], m[4].replace(" ", "-"), *m[5:]]
        rows.append(["B", *again])
        at = len(rows) - 1
        doubtful += [(at, c) for c in (1, 2, 5)]
        for c, draw in ((3, lambda: other(rng, towns, towns[0])[1]), (4, lambda: rng.choice(towns)[0]), (6, lambda: m[5] + rng.choice([-10, -1, 1, 9])), (7, lambda: other(rng, kinds, m[6]))):
            if rng.random() < .03:
                wrong.append((at, c, draw()))
    return built(["register", "museum", "address", "postal_code", "municipality", "phone", "opened", "kind"], rows, [w for w in wrong if str(rows[w[0]][w[1]]) != str(w[2])], doubtful)


@table("fourth_entities")
def alumni(rng):
    """Former students, 2,400 rows, a sixth twice with a maiden name, short first names and lost cells (these may be called
    wrong or not); degree, year or birthday of the copy is wrong in 6 % each, a digit or another value."""
    given, family = names(rng, 150, (2, 3)), names(rng, 1200, (2, 4))
    degrees = ["BSc Physics", "MSc Physics", "BA History", "MA History", "BSc Biology", "LLB", "MBA"]
    people = []
    for _ in range(2050):
        a, b = rng.choice(given), rng.choice(family)
        year = rng.randint(1970, 2020)
        people.append([a, b, datetime.date(year - rng.randint(21, 29), rng.randint(1, 12), rng.randint(1, 28)), rng.choice(degrees), year, f"{a}.{b}@mail.example".lower(), f"+{rng.randint(30, 49)}{rng.randrange(10**8, 10**9)}"])
    copies = []
    for p in rng.sample(people, 380):
        again, soft, hard = list(p), [], {}
        again[0] = rng.choice([p[0], p[0], p[0][:3]])
        again[1] = rng.choice([p[1]] * 5 + [f"{rng.choice(family)}-{p[1]}"])
        again[5] = rng.choice([p[5], p[5], ""])
        soft = [c for c in (0, 1, 5) if again[c] != p[c]]
        for c, draw in ((2, lambda: p[2] + datetime.timedelta(rng.choice([-10, 1, 30, 365]))), (3, lambda: other(rng, degrees, p[3])), (4, lambda: p[4] + rng.choice([-10, -1, 1]))):
            if rng.random() < .06:
                hard[c] = draw()
        copies.append((again, soft, hard))
    rows = [(p, [], {}) for p in people] + copies
    rng.shuffle(rows)
    return built(["first", "last", "dob", "degree", "grad_year", "email", "mobile"], [p for p, _, _ in rows], [(r, c, v) for r, (_, _, hard) in enumerate(rows) for c, v in hard.items()], [(r, c) for r, (_, soft, _) in enumerate(rows) for c in soft])


@table("fourth_entities")
def households(rng):
    """Sisters and brothers at one address, married couples, fathers and sons of one name, firms with several lines. No mistake."""
    given, rows = names(rng, 120), []
    for family in names(rng, 700, (3, 4)):
        street, code, phone = f"{rng.choice(names(rng, 2))} Rd {rng.randint(1, 90)}", rng.randint(10000, 99999), f"0{rng.randrange(10**8, 10**9)}"
        father = rng.choice(given)
        for k in range(rng.randint(1, 4)):
            first = father if k == 2 and rng.random() < .3 else rng.choice(given)
            rows.append([family, first, f"{rng.randint(1, 28):02}/{rng.randint(1, 12):02}/{rng.randint(1940, 1970) + 30 * (k > 1)}", street, code, phone if rng.random() < .8 else f"07{rng.randrange(10**8, 10**9)}", rng.choice(["letter", "mail"])])
    return Sheet(["surname", "forename", "birth", "street", "code", "phone", "contact"], rows)


@table("fourth_entities")
def fittings(rng):
    """Screws, pipes and cables whose descriptions differ in one measure, with their own weights, packs and prices. No mistake."""
    rows = []
    for kind in names(rng, 60):
        maker = rng.choice(["Acto", "Bolen", "Cirk"])
        for d in rng.sample([4, 5, 6, 8, 10, 12], 3):
            for length in rng.sample([16, 20, 25, 30, 40, 50, 60], rng.randint(2, 5)):
                rows.append([f"{kind} screw {d}x{length} mm, zinc", maker, f"{d * d * length * .0062:.1f} g", rng.choice([50, 100, 100, 200]), f"{rng.uniform(2, 19):.2f}", rng.choice(["shelf A", "shelf B"])])
    return Sheet(["description", "maker", "weight", "pack", "price", "place"], rows)


# ---- days and months exchanged ----

def day(rng, first, last):
    return datetime.date(first, 1, 1) + datetime.timedelta(rng.randrange(365 * (last - first + 1)))


@table("fourth_dates")
def orders(rng):
    """Orders with their hour, sent, delivered: YYYY-MM-DD HH:MM for one, YYYY-MM-DD for the others; 5 % lost; day and month
    of one date exchanged in 2.5 %. 3,000 rows in no order."""
    rows, wrong = [], []
    for i in range(3000):
        a = datetime.datetime.combine(day(rng, 2019, 2022), datetime.time(rng.randint(0, 23), rng.randint(0, 59)))
        b = (a + datetime.timedelta(rng.choice([0, 0, 1, 1, 2, 4]))).date()
        c = b + datetime.timedelta(rng.randint(1, 9))
        rows.append([f"O{rng.randrange(10**7, 10**8)}", a.strftime("%Y-%m-%d %H:%M"), b, c if rng.random() > .05 else "", rng.choice(["DHL", "UPS", "own"]), f"{rng.uniform(5, 400):.2f}"])
        k = rng.randrange(3)
        d = (a, b, c)[k]
        if d.day <= 12 and d.day != d.month and rng.random() < .07 and rows[-1][1 + k]:
            wrong.append((i, 1 + k, d.strftime("%Y-%d-%m %H:%M" if k == 0 else "%Y-%d-%m")))
    return built(["order", "placed", "shipped", "delivered", "carrier", "total"], rows, wrong)


@table("fourth_dates")
def rota(rng):
    """Shifts with their weekday and calendar week beside the date (DD.MM.YYYY); day and month exchanged in 2 %; no order
    of rows. 2,600 rows."""
    rows, wrong = [], []
    for i in range(2600):
        when = day(rng, 2021, 2022)
        rows.append([i + 1, when.strftime("%a"), when.strftime("%d.%m.%Y"), f"{when.isocalendar()[0]}-W{when.isocalendar()[1]:02}", rng.choice(["early", "late", "night"]), rng.choice(names(rng, 3))])
        if when.day <= 12 and when.day != when.month and rng.random() < .055:
            wrong.append((i, 2, when.strftime("%m.%d.%Y")))
    return built(["no", "weekday", "date", "week", "shift", "person"], rows, wrong)


@table("fourth_dates")
def minutes(rng):
    """Letters received, in order of time, DD/MM/YYYY, a fifteenth of them entered by a second clerk as MM/DD/YYYY (days above
    12 as well), answered some days later. 1,300 rows."""
    rows, wrong, when = [], [], datetime.date(2017, 1, 3)
    for i in range(1300):
        when += datetime.timedelta(rng.choice([0, 0, 1, 1, 2, 3]))
        back = when + datetime.timedelta(rng.randint(2, 40))
        rows.append([f"{when.year}/{i + 1}", when.strftime("%d/%m/%Y"), rng.choice(["complaint", "request", "invoice"]), back.strftime("%d/%m/%Y") if rng.random() < .8 else "", rng.choice("KLM")])
        if rng.random() < .065:
            wrong += [(i, c, d.strftime("%m/%d/%Y")) for c, d in ((1, when), (3, back)) if rows[i][c] and d.day != d.month]
    return built(["file", "received", "matter", "answered", "clerk"], rows, wrong)


@table("fourth_dates")
def concerts(rng):
    """Concerts in seasons, mostly in the first half of months, moved to later days, tickets on sale on the first; programmes
    printed before or after. No mistake."""
    rows = []
    for i in range(2200):
        on = day(rng, 2014, 2019)
        on = on.replace(day=rng.randint(1, 12)) if rng.random() < .6 else on
        sale = (on - datetime.timedelta(rng.randint(40, 120))).replace(day=1)
        moved = on + datetime.timedelta(rng.choice([7, 30, 90, 365])) if rng.random() < .04 else on
        rows.append([f"{on.year}{i:04}", on.strftime("%m/%d/%Y"), moved.strftime("%m/%d/%Y"), sale.strftime("%m/%d/%Y"), (on + datetime.timedelta(rng.randint(-30, 10))).strftime("%m/%d/%Y"), rng.choice(["hall", "church", "park"])])
    return Sheet(["event", "planned", "held", "on_sale", "printed", "place"], rows)


@table("fourth_dates")
def cattle(rng):
    """Animals: born in spring, first calf after years, moved between farms out of order of the list, many on one day. No
    mistake."""
    rows = []
    for i in range(2500):
        born = day(rng, 2008, 2016).replace(month=rng.choice([2, 3, 3, 4, 4, 5, 10]), day=rng.randint(1, 28))
        calf = born + datetime.timedelta(int(rng.gauss(850, 90)))
        rows.append([f"DE {rng.randrange(10**9, 10**10)}", born, calf if rng.random() < .7 else "", rng.choice(["2017-04-01", day(rng, 2016, 2019)]), rng.choice(["HF", "FV", "JE"])])
    return Sheet(["tag", "born", "first_calf", "moved", "breed"], rows)
