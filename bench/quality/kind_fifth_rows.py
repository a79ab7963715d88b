"""Several rows about one thing, and dates, a fifth time: trackers and papers that disagree, books of customers
and lists of references with doubles, days and months exchanged. Their sets are called fifth_KIND; see
kind_fifth.py."""
import datetime

from kind_fifth_words import COMMENTS, FAMILY, GIVEN, OBJECTS, QUALIFIERS, STREETS, SUBJECTS, TRADES, person
from kind_sheet import Sheet, built, lister, misspell, names, other, skewed

TABLES = []
table = lister(TABLES)


def differing(rows, wrong):
    """Those of the wrong cells that differ from the right ones."""
    return [w for w in wrong if str(rows[w[0]][w[1]]) != str(w[2])]


def slipped(rng, number):
    """The number with one digit that is another."""
    text = str(number)
    at = rng.choice([i for i, c in enumerate(text) if c.isdigit()])
    return text[:at] + other(rng, "0123456789", text[at]) + text[at + 1:]


# ---- sources that disagree ----

@table("fifth_sources")
def containers(rng):
    """Containers seen by eight trackers: vessel, port, time of arrival, weight, seal. Dates are written in two
    ways, weights in kg or t; t and seals left out may be called wrong or not; two trackers are late with news,
    one copies another. 2,000 rows, 5 % wrong."""
    trackers = [f"{n.lower()}{rng.choice(['.example', '-track'])}" for n in names(rng, 8, (2, 2))]
    late = dict(zip(trackers, (.01, .01, .02, .03, .05, .08, .15, .3)))
    ports = ["Rotterdam", "Singapore", "Santos", "Busan", "Gdansk", "Valencia", "Durban"]
    ships = [f"{rng.choice(['MV', 'MSC', 'CMA'])} {n.upper()}" for n in names(rng, 30)]
    rows, wrong, doubtful = [], [], []
    for _ in range(330):
        box = f"{rng.choice(['MSKU', 'TGHU', 'CMAU'])}{rng.randrange(10**6, 10**7)}"
        ship, port, kilos = rng.choice(ships), rng.choice(ports), rng.randint(2200, 30400)
        when = datetime.datetime(2023, 3, 1) + datetime.timedelta(minutes=10 * rng.randrange(20000))
        before = when - datetime.timedelta(minutes=10 * rng.randint(6, 500))
        seal = f"S{rng.randint(100000, 999999)}"
        for k, tracker in enumerate(trackers):
            if rng.random() < .22:
                continue
            form = "%d-%b-%Y %H:%M" if k % 3 == 1 else "%Y-%m-%d %H:%M"
            rows.append([box, tracker, ship, port, when.strftime(form),
                         f"{kilos / 1000:.2f} t" if k == 5 else f"{kilos} kg",
                         seal if rng.random() < .8 else ""])
            at = len(rows) - 1
            doubtful += [(at, c) for c, doubt in ((5, k == 5), (6, not rows[-1][6])) if doubt]
            if rng.random() < late[tracker]:
                wrong.append((at, 4, before.strftime(form)))
            if rng.random() < late[tracker] / 4:
                wrong.append((at, 2, rng.choice(ships)))
            if rng.random() < late[tracker] / 4:
                wrong.append((at, 3, rng.choice(ports)))
            if k != 5 and rng.random() < .02:
                wrong.append((at, 5, f"{slipped(rng, kilos)} kg"))
    order = list(range(len(rows)))
    rng.shuffle(order)
    place = {r: at for at, r in enumerate(order)}
    return built(["container_no", "source", "vessel", "port_of_discharge", "eta", "gross", "seal"],
                 [rows[r] for r in order], [(place[r], c, v) for r, c, v in differing(rows, wrong)],
                 [(place[r], c) for r, c in doubtful])


@table("fifth_sources")
def matches(rng):
    """Football by six papers, no column says by which; date, home, away name the match: goals, spectators,
    referee, minute of the first goal. One rounds spectators (may be called wrong or not). 2,900 rows, 4 %
    wrong."""
    clubs = [f"{rng.choice(['FC', 'SC', 'Real', 'AS'])} {n}" for n in names(rng, 24, (2, 3))]
    referees = [person(rng) for _ in range(25)]
    rows, wrong, doubtful = [], [], []
    for day in range(46):
        for pair in range(12):
            when = datetime.date(2018, 8, 11) + datetime.timedelta(7 * day + rng.choice([0, 0, 1]))
            home, away = clubs[(day + pair) % 24], clubs[(day + 23 - pair) % 24]
            seen, score = rng.randint(900, 58000), f"{rng.choice([0, 1, 1, 2, 3])}:{rng.choice([0, 0, 1, 1, 2])}"
            facts = [score, seen, rng.choice(referees), "" if score == "0:0" else rng.randint(1, 90)]
            for paper in range(6):
                if home == away or rng.random() < .12:
                    continue
                rows.append([when.strftime("%d.%m.%y"), home, away, *facts])
                at = len(rows) - 1
                if paper == 4:
                    rows[-1][4] = round(seen, -2)
                    doubtful.append((at, 4))
                for c, slip in ((3, lambda: score[::-1]), (4, lambda: slipped(rng, seen)),
                                (5, lambda: rng.choice(referees)), (6, lambda: slipped(rng, facts[3]))):
                    care = (.005, .01, .02, .03, .04, .06)[paper]
                    if rows[-1][c] != "" and (at, c) not in doubtful and rng.random() < care:
                        wrong.append((at, c, slip()))
    return built(["Datum", "Heim", "Gast", "Ergebnis", "Zuschauer", "Schiedsrichter", "1. Tor"], rows,
                 differing(rows, wrong), doubtful)


@table("fifth_sources")
def appraisals(rng):
    """Houses that several agents value: rooms and year agree, value, rating and visit are each agent's own; an
    article that several buyers judge. No mistake."""
    rows, agents = [], [person(rng) for _ in range(14)]
    for k in range(420):
        value, rooms, year = rng.lognormvariate(12.5, .4), rng.randint(2, 9), rng.randint(1890, 2020)
        for agent in rng.sample(agents, rng.randint(2, 6)):
            rows.append([f"H-{k:04}", agent, rooms, year, int(round(value * rng.gauss(1, .06), -3)),
                         rng.choice("ABBCCD"), f"2022-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
                         rng.choice(COMMENTS)])
    return Sheet(["house", "agent", "rooms", "built", "estimate", "condition", "visited", "remark"], rows)


# ---- records of one thing ----

@table("fifth_entities")
def customers(rng):
    """A firm's book of customers, 3,200 rows, an eighth entered twice or thrice: legal form and street
    shortened, capitals (may be called wrong or not); post code, town, tax number or telephone of a double has a
    slip in 5 % each."""
    towns = [(t, f"{rng.randint(10000, 99999)}") for t in names(rng, 160, (2, 3))]
    firms = []
    for _ in range(2750):
        town, code = skewed(rng, towns, .6)
        firms.append([f"{rng.choice(FAMILY)} {rng.choice(TRADES)} {rng.choice(['GmbH', 'AG', 'KG', 'Ltd'])}",
                      f"{rng.choice(STREETS)} Street {rng.randint(1, 220)}", code, town,
                      f"DE{rng.randrange(10**8, 10**9)}", f"+49 {rng.randint(30, 999)} {rng.randint(10000, 9999999)}",
                      rng.choice(["A", "B", "C", ""])])
    entries = [(f, {}, ()) for f in firms]
    for firm in rng.sample(firms, 360):
        for _ in range(rng.choice([1, 1, 1, 2])):
            again = list(firm)
            again[0] = rng.choice([firm[0], firm[0].upper(), firm[0].rsplit(" ", 1)[0]])
            again[1] = rng.choice([firm[1], firm[1].replace("Street", "St."), firm[1].replace(" Street", "str.")])
            again[6] = rng.choice([firm[6], ""])
            slips = {c: draw for c, draw in ((2, slipped(rng, firm[2])), (3, misspell(rng, firm[3])),
                     (4, slipped(rng, firm[4])), (5, slipped(rng, firm[5]))) if rng.random() < .05}
            entries.append((again, slips, [c for c in (0, 1, 6) if again[c] != firm[c]]))
    rng.shuffle(entries)
    rows = [[70000 + 3 * i, *e[0]] for i, e in enumerate(entries)]
    return built(["customer", "company", "street", "zip", "city", "vat_id", "phone", "class"], rows,
                 differing(rows, [(r, c + 1, v) for r, e in enumerate(entries) for c, v in e[1].items()]),
                 [(r, c + 1) for r, e in enumerate(entries) for c in e[2]])


@table("fifth_entities")
def references(rng):
    """Papers as reference lists cite them, one to eight times each: authors with or without first names, venues
    long or short, small letters (all these may be called wrong or not); year, pages or volume wrong in 3 %
    each. 1,900 rows."""
    venues = [("Journal of Data Systems", "J. Data Syst."),
              ("Proceedings of the Conference on Learning", "Proc. Conf. Learn."),
              ("Transactions on Networks", "Trans. Netw."), ("Annals of Computing", "Ann. Comput."),
              ("Workshop on Information Extraction", "WIE")]
    rows, wrong, doubtful = [], [], []
    while len(rows) < 1900:
        title = f"{rng.choice(QUALIFIERS)} {rng.choice(SUBJECTS)} for {rng.choice(QUALIFIERS)} {rng.choice(OBJECTS)}"
        people = [(rng.choice(GIVEN), rng.choice(FAMILY)) for _ in range(rng.randint(1, 4))]
        venue, year, first = rng.choice(venues), rng.randint(1985, 2012), rng.randint(1, 700)
        long = ", ".join(f"{a} {b}" for a, b in people)
        short = " and ".join(f"{b}, {a[0]}." for a, b in people)
        volume, pages = rng.randint(1, 40), f"{first}--{first + rng.randint(5, 30)}"
        for _ in range(rng.choice([1, 1, 2, 3, 4, 6, 8])):
            rows.append([rng.choice([long, short]), rng.choice([title.capitalize(), title.title(), title + "."]),
                         rng.choice(venue), volume if rng.random() < .7 else "",
                         pages if rng.random() < .8 else "", year])
            at = len(rows) - 1
            doubtful += [(at, c) for c in range(5) if c < 3 or rows[at][c] == ""]
            for c, slip in ((3, lambda: volume + rng.choice([-1, 1, 10])), (4, lambda: slipped(rng, pages)),
                            (5, lambda: year + rng.choice([-1, 1, -10, 2]))):
                if rows[-1][c] != "" and rng.random() < .03:
                    wrong.append((at, c, slip()))
    return built(["author", "title", "venue", "volume", "pages", "year"], rows, wrong, doubtful)


@table("fifth_entities")
def adverts(rng):
    """Jobs that a firm advertises again in other towns or weeks with another pay, trainees of one name,
    branches of a chain, twins of one birthday. No mistake."""
    rows = []
    for _ in range(650):
        firm = f"{rng.choice(FAMILY)} {rng.choice(TRADES)}"
        post = rng.choice(["Nurse", "Warehouse clerk", "Data engineer", "Cook", "Driver (m/f)", "Accountant, part-time"])
        contact, phone = person(rng), f"0{rng.randint(30, 999)}/{rng.randint(10000, 999999)}"
        for _ in range(rng.choice([1, 1, 2, 3, 5])):
            rows.append([f"J{rng.randrange(10**6):06}", firm, post, rng.choice(names(rng, 2)),
                         rng.randint(24, 80) * 1000, contact, phone,
                         f"2022-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}", rng.choice(COMMENTS)])
    return Sheet(["ref", "employer", "position", "town", "pay", "contact", "phone", "posted", "note"], rows)


# ---- days and months exchanged ----

def swapped(when, form):
    """The date with day and month exchanged, or None where that is no other date."""
    if when.day > 12 or when.day == when.month:
        return None
    return when.replace(day=when.month, month=when.day).strftime(form)


@table("fifth_dates")
def trial(rng):
    """Visits of a trial, 2,400 rows: patients' births, consents, visits every 28 days, planned and real,
    DD/MM/YYYY; one site of six enters months first in its last rows, others now and then. Visits are in order
    of patient and number."""
    rows, wrong, form = [], [], "%d/%m/%Y"
    for patient in range(400):
        site = patient % 6 + 1
        born = datetime.date(rng.randint(1940, 1995), rng.randint(1, 12), rng.randint(1, 28))
        consent = datetime.date(2019, 2, 1) + datetime.timedelta(rng.randrange(500))
        for visit in range(1, 7):
            planned = consent + datetime.timedelta(7 + 28 * (visit - 1))
            real = planned + datetime.timedelta(rng.choice([-2, -1, 0, 0, 0, 0, 1, 3]))
            rows.append([f"{site:02}-{patient:03}", site, visit, born.strftime(form), consent.strftime(form),
                         planned.strftime(form), real.strftime(form) if rng.random() > .06 else "",
                         f"{rng.gauss(78, 12):.1f}", rng.choice(["", "", "", "headache", "none", "dose reduced"])])
            share = .3 if site == 4 and consent > datetime.date(2019, 12, 1) else .01
            for c, when in ((3, born), (4, consent), (6, real)):
                text = swapped(when, form)
                if text and rows[-1][c] and rng.random() < share:
                    wrong.append((len(rows) - 1, c, text))
    return built(["subject", "site", "visit", "birth", "consent", "planned", "performed", "weight_kg", "ae"], rows, wrong)


@table("fifth_dates")
def loans(rng):
    """A library's loans, 8,000 rows by number: lent, due 21 days later (28 in summer), back or still out;
    YYYY-MM-DD, with 0.8 % of the dates as YYYY-DD-MM; renewals are later."""
    rows, wrong, when = [], [], datetime.date(2016, 1, 4)
    for i in range(8000):
        when += datetime.timedelta(rng.random() < .18)
        due = when + datetime.timedelta(28 if when.month in (7, 8) else 21)
        due += datetime.timedelta(rng.choice([0] * 9 + [21]))
        back = when + datetime.timedelta(int(rng.gammavariate(3, 6)))
        rows.append([500001 + i, f"B{rng.randrange(10**7, 10**8)}", f"R{rng.randint(1000, 4000)}", when, due,
                     back if rng.random() < .95 else "", rng.choice(["", "", "", "", "fine 0.50", "damaged"])])
        for c, date in ((3, when), (4, due), (5, back)):
            text = swapped(date, "%Y-%m-%d")
            if text and rows[-1][c] and rng.random() < .025:
                wrong.append((i, c, text))
    return built(["loan", "barcode", "reader", "lent", "due", "returned", "remark"], rows, wrong)


@table("fifth_dates")
def court(rng):
    """Cases: filed, heard, decided, appealed; urgent ones are heard first, old ones are filed again, many on
    the first of a month; some clerks write two-digit years in a column of their own. No mistake."""
    rows = []
    for i in range(2800):
        filed = datetime.date(2010, 1, 4) + datetime.timedelta(int(i * 1.2) + rng.randint(0, 9))
        filed -= datetime.timedelta(rng.choice([0] * 30 + [400, 900]))
        heard = filed + datetime.timedelta(int(rng.lognormvariate(4, .8)) - (5 if rng.random() < .03 else 0))
        heard = heard.replace(day=1) if rng.random() < .1 else heard
        decided = heard + datetime.timedelta(rng.choice([0, 0, 14, 21, 60]))
        shown = [d.strftime("%m/%d/%Y") for d in (filed, heard, decided)]
        rows.append([f"{filed.year % 100:02}-CV-{i + 100:05}", *shown,
                     rng.choice(["", "", "", filed.strftime("%m/%d/%y")]), person(rng),
                     rng.choice(["civil", "family", "probate"]), rng.choice(["granted", "denied", "settled", ""])])
    return Sheet(["docket", "filed", "heard", "decided", "scanned", "judge", "matter", "outcome"], rows)
