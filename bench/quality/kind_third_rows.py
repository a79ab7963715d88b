"""Several rows about one thing, and dates, a third time: sources that report the same facts, records of one thing that
differ, days and months exchanged. Their sets are called third_KIND; see kind_third.py."""
import datetime

from kind_sheet import Sheet, built, lister, misspell, names, other, skewed

TABLES = []
table = lister(TABLES)


def clock(minutes):
    hour, minute = divmod(int(minutes) % 1440, 60)
    return f"{(hour - 1) % 12 + 1}:{minute:02} {'a.m.' if hour < 12 else 'p.m.'}"


# ---- sources that disagree ----

@table("third_sources")
def crossings(rng):
    """Ferries by 34 web pages, planned and actual times of the two ends: pages show the plan for the actual time, another
    day's delay, dates before the time, or nothing; 40 % of the cells are wrong, some pages nearly all; of a quarter of the
    voyages only the careful pages know the delay."""
    sites = [f"{n.lower()}{rng.choice(['.example', '-info', '', 'tracker'])}" for n in names(rng, 34)]
    care = {s: rng.choice([.03, .05, .1, .2, .5, .7]) for s in sites}
    style = {s: rng.choice(["", "", "", "", "", "date", "dash"]) for s in sites}
    rows, wrong = [], []
    for n in range(70):
        voyage = f"{rng.choice(['BF', 'SL', 'DF'])}-{100 + 13 * n}-{rng.choice(names(rng, 3))[:3].upper()}"
        out, lasts = rng.randrange(330, 1300), rng.randrange(50, 300)
        late = rng.choice([-6, -2, 3, 8, 14, 27, 75])
        times = [out, out + late, out + lasts, out + lasts + late + rng.randint(-9, 4)]
        secret = rng.random() < .25
        stale = [t + rng.choice([0, 0, 11, 23]) for t in times]
        for site in sites:
            if rng.random() < .25:
                continue
            rows.append([site, voyage, *map(clock, times)])
            for c, t in enumerate(times):
                said = clock(t)
                if rng.random() < care[site]:
                    said = rng.choice([clock(times[c - c % 2]), clock(stale[c]), clock(t + rng.choice([-15, -5, 5, 10])), ""])
                elif secret and c % 2 and care[site] > .1:
                    said = clock(times[c - 1])
                if style[site] and said and c % 2 and rng.random() < .4:
                    said = f"12/02/2011 {said}" if style[site] == "date" else f"Dec 02 - {said}"
                if said != clock(t):
                    wrong.append((len(rows) - 1, 2 + c, said))
    return built(["page", "voyage", "planned_out", "actual_out", "planned_in", "actual_in"], rows, wrong)


@table("third_sources")
def quotes(rng):
    """Shares by 20 pages on a day: prices, change, volume, each page with its own way to write numbers (which may be
    called wrong or not); one page shows yesterday's, two copy it in part, slips of a digit elsewhere; 8 % wrong."""
    pages = names(rng, 20)
    rows, wrong, doubtful = [], [], []
    for k in range(110):
        last, volume = round(rng.lognormvariate(3.5, .8), 2), rng.randint(10**5, 10**8)
        opened, previous = round(last * rng.uniform(.97, 1.03), 2), round(last * rng.uniform(.96, 1.04), 2)
        old = [round(previous * rng.uniform(.98, 1.02), 2), round(previous * rng.uniform(.98, 1.02), 2), rng.randint(10**5, 10**8)]
        for p, page in enumerate(pages):
            if rng.random() < .1:
                continue
            def write(values, p=p):
                return [f"${values[0]:.2f}" if p % 4 == 1 else f"{values[0]:.2f}", f"{values[1]:.2f}", f"{values[2]:,}" if p % 3 else str(values[2])]
            rows.append([page, f"TK{k:03}", *write([last, opened, volume]), "NYSE" if k % 3 else "NASDAQ"])
            right = write([last, opened, volume])
            shown = write(old) if p == 4 or (p in (9, 15) and rng.random() < .4) else list(right)
            if rng.random() < .04:
                c = rng.randrange(3)
                values = [last, opened, volume]
                values[c] = rng.choice([values[c] * 10, round(values[c] * rng.uniform(.9, 1.1), 2), values[c] / 10]) if c < 2 else int(volume * rng.choice([10, .1, .87]))
                shown = write(values)
            wrong += [(len(rows) - 1, 2 + c, shown[c]) for c in range(3) if shown[c] != right[c]]
            doubtful += [(len(rows) - 1, 2 + c) for c, odd in ((0, p % 4 == 1), (2, p % 3 == 0)) if odd and shown[c] == right[c]]
    return built(["page", "symbol", "last", "open", "volume", "market"], rows, wrong, doubtful)


@table("third_sources")
def sellers(rng):
    """Books by 60 book sellers; writers as lists that sellers order and shorten in their own ways (may be called wrong or
    not); a wrong or lost writer, year or publisher in 5 %."""
    people, houses, words = [f"{b}, {a}" for a, b in zip(names(rng, 300), names(rng, 300))], names(rng, 25), names(rng, 300)
    shops = [f"{n} Books" for n in names(rng, 60)]
    habit = {s: rng.choice([0, 0, 0, 1, 2]) for s in shops}
    rows, wrong, doubtful = [], [], []
    for _ in range(180):
        isbn, writers = f"978{rng.randrange(10**9, 10**10)}", rng.sample(people, rng.randint(1, 3))
        title, house, year = " ".join(rng.choice(words) for _ in range(rng.randint(2, 5))), rng.choice(houses), rng.randint(1988, 2012)
        for shop in rng.sample(shops, rng.randint(5, 24)):
            shown = {0: "; ".join(writers), 1: " and ".join(" ".join(reversed(w.split(", "))) for w in writers), 2: "; ".join(writers).upper()}[habit[shop]]
            rows.append([shop, isbn, title, shown, house, year])
            at = len(rows) - 1
            slip = rng.random()
            if slip < .02 and len(writers) > 1 and habit[shop] == 0:
                wrong.append((at, 3, "; ".join(writers[:-1])))
            elif slip < .035 and habit[shop] == 0:
                wrong.append((at, 3, "; ".join([misspell(rng, writers[0]), *writers[1:]])))
            elif slip < .05:
                wrong.append((at, 5, year + rng.choice([-10, -1, 1, 2])))
            elif slip < .065:
                wrong.append((at, 4, other(rng, houses, house)))
            elif habit[shop]:
                doubtful.append((at, 3))
    return built(["bookshop", "isbn13", "title", "authors", "publisher", "year"], rows, wrong, doubtful)


@table("third_sources")
def ring_test(rng):
    """Laboratories that measure the same samples, and judges that rate the same wines: each its own value. No mistake."""
    rows = []
    labs = names(rng, 14)
    for s in range(60):
        lead, zinc, kind = rng.lognormvariate(1, .6), rng.lognormvariate(3, .4), rng.choice(["soil", "sludge", "water"])
        for lab in labs:
            rows.append([f"S{s:02}", kind, lab, f"{lead * rng.gauss(1, .04):.2f}", f"{zinc * rng.gauss(1, .03):.1f}", rng.choice(["AAS", "ICP-MS"]), rng.choice([12, 13, 14, 14, 15])])
    return Sheet(["sample", "matrix", "lab", "lead_mg", "zinc_mg", "method", "score"], rows)


# ---- records of one thing ----

@table("third_entities")
def citations(rng):
    """References to papers, 1 to 14 for each: shortened names, places of printing in many forms (may be called wrong or
    not); a year, volume, first page or title word is wrong in 5 % of the references."""
    words, people = [n.lower() for n in names(rng, 260)], names(rng, 160)
    venues = [(f"Journal of {a} {b}", f"J. {a[:4]}. {b[:3]}.") for a, b in zip(names(rng, 14), names(rng, 14))]
    rows, wrong, doubtful = [], [], []
    for _ in range(240):
        title = " ".join(rng.choice(words) for _ in range(rng.randint(4, 8)))
        team, (long, short) = [f"{rng.choice('ABCDEJKLMR')}. {rng.choice(people)}" for _ in range(rng.randint(1, 3))], rng.choice(venues)
        year, volume, page = rng.randint(1975, 1998), rng.randint(2, 45), rng.randint(1, 900)
        for k in range(min(14, int(rng.expovariate(.3)) + 1)):
            shown = rng.choice([", ".join(team), " and ".join(team), team[0] + (" et al" if len(team) > 1 else "")])
            rows.append([shown, title, rng.choice([long, long, short]), year, volume, f"{page}-{page + 14}"])
            at = len(rows) - 1
            doubtful += [(at, 0), (at, 2)]
            if k and rng.random() < .05:
                c = rng.choice([1, 3, 4, 5])
                wrong.append((at, c, {1: title.replace(title.split()[1], misspell(rng, title.split()[1]), 1), 3: year + rng.choice([-1, 1, 2, 10]), 4: rng.randint(2, 45), 5: f"{page + rng.choice([-10, 9, 100])}-{page + 14}"}[c]))
    return built(["author", "title", "venue", "date", "volume", "pages"], rows, [w for w in wrong if str(rows[w[0]][w[1]]) != str(w[2])], doubtful)


@table("third_entities")
def residents(rng):
    """A register of people, 5,000 rows, one in six is a copy in which one or two fields have slips, swapped digits or a
    field of another person; all of these are wrong."""
    given, family, suburbs = names(rng, 200, (2, 2)), names(rng, 700), [(n.lower(), 2000 + 11 * k, "NSW VIC QLD WA".split()[k % 4]) for k, n in enumerate(names(rng, 120, (3, 4)))]
    people = []
    for _ in range(4200):
        suburb, code, state = skewed(rng, suburbs, .5)
        people.append([rng.choice(given).lower(), rng.choice(family).lower(), rng.randint(1, 300), f"{rng.choice(family).lower()} {rng.choice(['street', 'place', 'crescent'])}", suburb, code, state, f"{rng.randint(1910, 1999)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}", rng.randrange(10**6, 10**7)])
    rows = [(p, None) for p in people]
    for p in rng.sample(people, 800):
        slips = {}
        for c in rng.sample(range(9), rng.randint(1, 2)):
            text = str(p[c])
            slips[c] = misspell(rng, text) if c in (0, 1, 3, 4) else text[:-2] + text[-1] + text[-2] if c in (5, 7, 8) else str(rng.choice(people)[c])
        rows.append((p, slips))
    rng.shuffle(rows)
    wrong = [(r, c, v) for r, (p, slips) in enumerate(rows) for c, v in (slips or {}).items() if v != str(p[c])]
    return built(["given_name", "surname", "street_no", "address_1", "suburb", "postcode", "state", "date_of_birth", "soc_sec_id"], [p for p, _ in rows], wrong)


@table("third_entities")
def offers(rng):
    """Electronics of two shops' catalogues, titles with model numbers in unlike words; brand, category or model number of
    the second offer is wrong in 6 % of the pairs; prices differ by shop."""
    makers, rows, wrong = names(rng, 24), [], []
    kinds = {"printers": "Laser Printer", "cameras": "Digital Camera", "headphones": "Headphones", "storage": "USB Drive", "televisions": "LCD TV"}
    for _ in range(900):
        maker, (kind, words) = rng.choice(makers), rng.choice(list(kinds.items()))
        model = f"{rng.choice('ABCDKLSX')}{rng.choice('DKTZ')}{rng.randint(100, 9999)}{rng.choice(['', 'B', 'W', '-S'])}"
        price = rng.uniform(15, 900)
        rows.append([len(rows), f"{maker} {words} - {model}", kind, maker, model, f"{price:.2f}"])
        if rng.random() < .6:
            rows.append([len(rows), rng.choice([f"{maker} {model} {words}", f"{words} {maker} {model} ({rng.choice(['black', 'silver'])})", f"{maker} {model} {words} w/ cable"]), kind, maker, model, f"{price * rng.uniform(.85, 1.15):.2f}"])
            if rng.random() < .06:
                c = rng.choice([2, 3, 4])
                wrong.append((len(rows) - 1, c, other(rng, list(kinds), kind) if c == 2 else other(rng, makers, maker) if c == 3 else model[:3] + str(rng.randint(0, 9)) + model[4:]))
    return built(["id", "title", "category", "brand", "modelno", "price"], rows, [w for w in wrong if rows[w[0]][w[1]] != w[2]])


@table("third_entities")
def series(rng):
    """Editions of a book, seasons of a series, sizes of a shoe, namesakes with other birthdays, branches of a shop: rows that
    are nearly the same and right. No mistake."""
    words, rows = names(rng, 150), []
    for k in range(500):
        title = f"{rng.choice(words)} {rng.choice(words)}"
        maker, year, price = rng.choice(words[:30]), rng.randint(1980, 2010), rng.randint(9, 90)
        for n in range(rng.randint(1, 5)):
            rows.append([f"{title}, {n + 1}. ed." if k % 2 else f"{title} {36 + n}", maker, year + 3 * n if k % 2 else year, f"{price + n * (k % 2)},90", f"{200 + 11 * n + k % 7} p." if k % 2 else "leather"])
    return Sheet(["title", "maker", "year", "price", "note"], rows)


# ---- days and months exchanged ----

def day(rng, first, last):
    return datetime.date(first, 1, 1) + datetime.timedelta(rng.randrange(365 * (last - first + 1)))


@table("third_dates")
def articles(rng):
    """Articles of journals: created on the first of a month as a rule, M/D/YY without zeros; in 9 % day and month stand the
    other way round; pages cut short (1228-36) in a few, may be called wrong or not. 1,000 rows."""
    journals = [(f"{a} {rng.choice(['Medicine', 'Surgery', 'Care'])}", f"{a[:4]}. Med.", f"{rng.randint(1000, 9999)}-{rng.randint(1000, 9999)}") for a in names(rng, 60)]
    rows, swapped = [], []
    for i in range(1000):
        full, short, issn = skewed(rng, journals, .6)
        month, dom = rng.randint(1, 12), 1 if rng.random() < .8 else rng.randint(1, 28)
        year, page = rng.randint(1985, 2014) % 100, rng.randint(1, 2000)
        rows.append([i + 1, " ".join(names(rng, 5)).capitalize(), rng.choice(["eng", "eng", "eng", "fre", "ger"]), full, short, issn, rng.randint(1, 90), rng.randint(1, 12), f"{page}-{page + rng.randint(2, 15)}", f"{month}/{dom}/{year:02}"])
        if dom <= 12 and dom != month and rng.random() < .11:
            swapped.append((i, 9, f"{dom}/{month}/{year:02}"))
    return built(["no", "headline", "lang", "journal", "abbrev", "issn", "vol", "issue", "pagination", "created"], rows, swapped)


@table("third_dates")
def losses(rng):
    """Insurance: happened, reported within days, closed within months; DD.MM.YYYY; day and month of one date exchanged in
    3 %. 5,000 rows."""
    rows, wrong = [], []
    for i in range(5000):
        a = day(rng, 2012, 2019)
        b = a + datetime.timedelta(min(60, int(rng.expovariate(.15))))
        c = b + datetime.timedelta(int(rng.expovariate(.02)) + 2)
        rows.append([f"{a.year}-{i:05}", *(d.strftime("%d.%m.%Y") for d in (a, b, c)), rng.choice(["Hagel", "Brand", "Wasser", "Glas"]), f"{rng.randint(50, 9000)},{rng.randint(0, 99):02}"])
        k = rng.randrange(3)
        d = (a, b, c)[k]
        if d.day <= 12 and d.day != d.month and rng.random() < .08:
            wrong.append((i, 1 + k, d.strftime("%m.%d.%Y")))
    return built(["Schaden", "Ereignis", "Meldung", "Abschluss", "Art", "Betrag"], rows, wrong)


@table("third_dates")
def entries(rng):
    """A journal of entries in the order of their numbers, several a day, ISO dates of which 2 % have day and month
    exchanged; the period (2021-03) stands beside in another column. 4,000 rows."""
    rows, wrong, when = [], [], datetime.date(2021, 1, 2)
    for i in range(4000):
        when += datetime.timedelta(rng.random() < .25)
        rows.append([100000 + i, when, f"{when:%Y-%m}", rng.choice(["4400", "3000", "1200", "1600"]), f"{rng.uniform(-900, 900):.2f}"])
        if when.day <= 12 and when.day != when.month and rng.random() < .05:
            wrong.append((i, 1, f"{when.year}-{when.day:02}-{when.month:02}"))
    return built(["entry", "booked", "period", "account", "amount"], rows, wrong)


@table("third_dates")
def visits(rng):
    """Visits to eleven practices, DD/MM/YYYY; one practice sends MM/DD/YYYY, so that all of its dates but the same-numbered
    ones are wrong, those with days above 12 as well. 2,400 rows."""
    practices = names(rng, 11)
    rows, wrong = [], []
    for i in range(2400):
        practice, when = rng.choice(practices), day(rng, 2018, 2020)
        rows.append([i, practice, when.strftime("%d/%m/%Y"), f"{rng.randint(1930, 2015)}", rng.choice(["new", "return", "urgent"])])
        if practice == practices[4] and when.day != when.month:
            wrong.append((i, 2, when.strftime("%m/%d/%Y")))
    return built(["visit", "practice", "seen", "born", "kind"], rows, wrong)


@table("third_dates")
def terms(rng):
    """Contracts: often from the first of a month to its last day, renewed, open ended (31.12.9999), ends before a later
    signature, born on 1 January. No mistake."""
    rows = []
    for i in range(2600):
        start = day(rng, 2010, 2021)
        start = start.replace(day=1) if rng.random() < .7 else start
        end = datetime.date(start.year + rng.randint(1, 3), start.month, 1) - datetime.timedelta(1)
        signed = start + datetime.timedelta(rng.choice([-40, -20, -9, -3, 5, 30]))
        born = datetime.date(rng.randint(1950, 1999), 1, 1) if rng.random() < .15 else day(rng, 1950, 1999)
        rows.append([f"V{i:05}", *(d.strftime("%d.%m.%Y") for d in (signed, start)), "31.12.9999" if rng.random() < .1 else end.strftime("%d.%m.%Y"), born.strftime("%d.%m.%Y"), rng.choice(["A", "B"])])
    return Sheet(["contract", "signed", "from", "until", "born", "tariff"], rows)
