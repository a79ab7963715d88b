"""Several rows about one thing: sources of unlike care, near-duplicates in which an attribute disagrees."""
import math

from kind_sheet import Sheet, built, lister, misspell, names

TABLES = []
table = lister(TABLES)


def day_clock(minutes):
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


# ---- sources that disagree ----

@table("sources")
def trains(rng):
    """Boards of stations in 24-hour time; three of eight copy one another, mistakes too; a third of the cells is off."""
    boards = names(rng, 8)
    care = dict(zip(boards, (.01, .02, .03, .05, .4, .5, .3, .1)))
    rows, wrong = [], []
    for n in range(160):
        train, times = f"IC {400 + n}", [rng.randrange(300, 1380) for _ in range(3)]
        copied = [t + rng.choice([-20, 5, 10, 25]) if rng.random() < .3 else t for t in times]
        for board in boards:
            if rng.random() < .9:
                rows.append([board, train, *map(day_clock, times), rng.randint(1, 14)])
                for c, (t, k) in enumerate(zip(times, copied)):
                    value = k if board in boards[5:8] else t
                    if rng.random() < care[board]:
                        value = t + rng.choice([-30, -10, 3, 8, 15, 45])
                    if value != t:
                        wrong.append((len(rows) - 1, 2 + c, day_clock(value)))
    return built(["board", "train", "dep_plan", "arr_plan", "arr_real", "track"], rows, wrong)


@table("sources")
def weather_desk(rng):
    """Wide values with units that each source writes in its own way; entities of three rows only."""
    rows, wrong = [], []
    desks = names(rng, 4)
    for place in names(rng, 350):
        height, people = rng.randint(2, 2400), rng.randint(900, 900000)
        for d, desk in enumerate(desks):
            if rng.random() < .8:
                shown = f"{height} m" if d % 2 else f"{height}m"
                rows.append([desk, place, shown, f"{people:,}" if d < 2 else str(people), rng.choice(["A", "B", "C"])])
                if rng.random() < (.12 if d == 3 else .015):
                    other = people * 10 if rng.random() < .4 else people + rng.choice([-1, 1]) * rng.randint(50, 5000)
                    wrong.append((len(rows) - 1, 3, f"{abs(other):,}" if d < 2 else str(abs(other))))
    return built(["desk", "place", "altitude", "inhabitants", "page"], rows, wrong)


@table("sources")
def film_lists(rng):
    """Lists of films without a source; key is title and year; a missing value in one copy is wrong."""
    words, people = names(rng, 200), names(rng, 400)
    rows, wrong = [], []
    for _ in range(500):
        film = [f"The {rng.choice(words)} of {rng.choice(words)}", rng.randint(1950, 2022), f"{rng.choice(people)} {rng.choice(people)}", f"{rng.randint(70, 190)} min", rng.choice(["Drama", "Comedy", "Crime", "Horror", "Western"])]
        for k in range(rng.randint(3, 6)):
            rows.append([len(rows), *film, f"{rng.uniform(1, 10):.1f}"])
            if k >= 2 and rng.random() < .12:
                c = rng.choice([3, 4, 5])
                wrong.append((len(rows) - 1, c, rng.choice(["", {3: misspell(rng, film[2]), 4: f"{rng.randint(70, 190)} min", 5: rng.choice(["Drama", "Comedy", "Crime"])}[c]])))
    return built(["no", "film", "year", "director", "length", "genre", "stars"], rows, [w for w in wrong if w[2] != rows[w[0]][w[1]]])


@table("sources")
def own_forecasts(rng):
    """Sources that estimate: each says its own number for the same thing. No mistake."""
    rows = []
    desks = names(rng, 6)
    for place in names(rng, 120):
        for day in range(1, 6):
            level = rng.randint(5, 25)
            for desk in desks:
                rows.append([place, f"{day:02}.06.2021", desk, level + rng.choice([-1, 0, 0, 0, 1, 2]), rng.choice(["low", "medium", "high"])])
    return Sheet(["place", "day", "desk", "degrees", "risk"], rows)


# ---- near-duplicate rows ----

def swap_name(name):
    given, family = name.split(" ", 1)
    return f"{family}, {given}"


@table("twins")
def contacts(rng):
    """A person stands twice to four times: name with a slip or in another order, a cell missing; the town of one copy is wrong."""
    given, family, towns = names(rng, 120, (2, 2)), names(rng, 300), names(rng, 40)
    rows, wrong = [], []
    for _ in range(700):
        person = [f"{rng.choice(given)} {rng.choice(family)}", f"0{rng.randint(100, 999)} {rng.randrange(10**6, 10**7)}", f"{rng.choice(family)} Street {rng.randint(1, 180)}", rng.choice(towns)]
        copies = rng.choice([1, 1, 3, 3, 4])
        for k in range(copies):
            rows.append([len(rows) + 1, *person])
            if k and rng.random() < .25:
                wrong.append((len(rows) - 1, 1, misspell(rng, person[0])))
            elif k == 2 and rng.random() < .2:
                wrong.append((len(rows) - 1, 4, rng.choice([t for t in towns if t != person[3]])))
            elif k == 2 and rng.random() < .15:
                wrong.append((len(rows) - 1, 2, ""))
    return built(["nr", "name", "phone", "address", "town"], rows, wrong)


@table("twins")
def patients(rng):
    """Exact copies but for one attribute that disagrees; the right one stands in most copies."""
    family, given = names(rng, 300), names(rng, 90, (2, 2))
    rows, wrong = [], []
    for n in range(600):
        who = [rng.choice(given), rng.choice(family), f"{rng.randint(1930, 2015)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}", rng.choice(["f", "m"]), f"{rng.choice('ABCDEFGH')}{rng.randrange(10**8, 10**9)}"]
        for k in range(rng.choice([1, 2, 3, 4, 5])):
            rows.append([*who, f"2022-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}", rng.choice(["ward 1", "ward 2", "day clinic"])])
            if k >= 2 and rng.random() < .12:
                c = rng.choice([1, 2, 3])
                wrong.append((len(rows) - 1, c, {1: misspell(rng, who[1]), 2: str(int(who[2][:4]) + rng.choice([-10, -1, 1, 10])) + who[2][4:], 3: "m" if who[3] == "f" else "f"}[c]))
    return built(["given", "family", "born", "sex", "insured", "visit", "unit"], rows, wrong)


@table("twins")
def kitchens(rng):
    """Restaurant listings: names differ in dots and words; kind of kitchen and town differ in a copy. Right: other branches of a chain."""
    words, towns = names(rng, 160), names(rng, 12)
    rows, wrong = [], []
    for n in range(420):
        name, town = f"{rng.choice(words)} {rng.choice(['Grill', 'Cafe', 'Bar', 'Inn'])}", rng.choice(towns)
        phone, street = f"{rng.randint(200, 999)}-{rng.randint(200, 999)}-{rng.randint(1000, 9999)}", f"{rng.randint(1, 900)} {rng.choice(words)} Ave."
        kind = rng.choice(["french", "italian", "thai", "american", "greek"])
        for k in range(rng.choice([1, 3, 3, 4])):
            rows.append([name, street, town, phone, kind])
            if k == 2 and rng.random() < .25:
                c = rng.choice([0, 1, 2, 4])
                wrong.append((len(rows) - 1, c, {0: misspell(rng, name), 1: misspell(rng, street), 2: misspell(rng, town), 4: rng.choice([x for x in ("french", "italian", "thai") if x != kind])}[c]))
    return built(["name", "addr", "city", "phone", "kitchen"], rows, wrong)


@table("twins")
def households(rng):
    """Families at one address, twins, people of one name. No mistake."""
    given, family, rows = names(rng, 60, (2, 2)), names(rng, 120), []
    for h in range(500):
        home, name = f"{rng.choice(family)} Road {rng.randint(1, 90)}", rng.choice(family)
        for _ in range(rng.randint(1, 4)):
            rows.append([f"C{10000 + len(rows)}", rng.choice(given), name, home, rng.randint(1930, 2015), rng.choice(["yes", "no"])])
    return Sheet(["client", "given", "family", "home", "born", "mail"], rows)


@table("twins")
def spare_parts(rng):
    """Parts of one family that differ in a number or a letter. No mistake."""
    rows = []
    for word in names(rng, 60):
        price = math.exp(rng.gauss(3, .6))
        for n in rng.sample(range(10, 99), 8):
            rows.append([f"{word[:2].upper()}-{n}", f"{word} hinge {n} mm {rng.choice(['left', 'right'])}", f"{price * (1 + n / 100):.2f}", rng.choice(["DE", "PL", "CZ"])])
    return Sheet(["part", "text", "price", "origin"], rows)
