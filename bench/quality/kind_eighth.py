"""Several rows or columns about one thing, an eighth time: registers side by side in one row, score sites, wholesalers'
lists, sheets of one gathering, riders over a season. Drawn, like kind_eighth_words.py, kind_eighth_rows.py and
kind_eighth_series.py, before a detector is read or mended. Their sets are called eighth_KIND."""
import datetime

from kind_fifth_rows import differing, slipped
from kind_fifth_words import FAMILY, GIVEN, STREETS
from kind_sheet import Sheet, built, lister, misspell, names, other, skewed

TABLES = []
table = lister(TABLES)

IBERIAN = ("Aguirre Bermejo Cifuentes Dorado Echeverría Fuentes Galdós Herrero Ibáñez Jurado Larrazábal Mendieta Núñez "
           "Olivares Peñalver Quiroga Robledo Sanchís Tordera Urrutia Vallejo Zabala").split()

POLISH = ("ADAMCZYK BOREK CZARNECKI DUDA FRĄCKOWIAK GŁOWACKI JABŁOŃSKI KĘDZIERSKI LEWANDOWICZ MAJEWSKI NOWICKI OSTROWSKI "
          "PIĄTEK RUTKOWSKI SIKORA TOMCZAK URBAŃSKI WOŹNIAK ZAWADZKI ŻUREK").split()


def typed(rng, text):
    """The text with a slip in one of its words of three letters and more, else in its longest one, in the word's own case."""
    words = text.split(" ")
    at = rng.choice([k for k, word in enumerate(words) if len(word) > 2 and word.isalpha()]
                    or [max(range(len(words)), key=lambda k: len(words[k]))])
    slip = misspell(rng, words[at])
    words[at] = slip.upper() if text.isupper() or words[at].isupper() else slip
    return " ".join(words)


# ---- sources that disagree ----

def dam_facts(rng):
    """Height (m), year, volume (hm³) and purpose of a dam."""
    return [round(rng.lognormvariate(3.7, .5), 1), rng.randint(1908, 2014), round(rng.lognormvariate(4.3, 1.3), 1),
            skewed(rng, ["Irrigation", "Hydropower", "Water supply", "Flood control", "Recreation"], .8)]


def dam_cell(register, fact, value):
    """The fact in the register's manner: the operator has whole metres, the archive whole hm³."""
    if (register, fact) in (("operator", 0), ("archive", 2)):
        return max(1, round(value))
    return value


def dam_slip(rng, fact, text):
    """What the register has instead: a first digit, a decade, a point, the neighbour in the list."""
    if fact == 3:
        return other(rng, ["Irrigation", "Hydropower", "Water supply", "Flood control", "Recreation"], text)
    if fact == 1:
        return int(text) + rng.choice([-30, -20, -10, 10, 20, 9, -9])
    return rng.choice([f"{float(text) * 10:g}", f"{rng.randint(1, 9)}{text}"])


@table("eighth_sources")
def dams(rng):
    """Dams, one row each, 640 rows, 19 columns: height, year, volume and purpose as four registers have them, one column
    a register. The archive lacks a third of its cells, two registers round (no mistake). 2 % are wrong, 6 % of the
    archive's, where two others speak."""
    registers = {"atlas": .02, "operator": .015, "survey": .02, "archive": .06}
    rows, wrong = [], []
    lands = names(rng, 14, (2, 3))
    for i, name in enumerate(names(rng, 640, (2, 3))):
        facts = dam_facts(rng)
        cells = []
        for fact in range(4):
            told = [r for r in registers if rng.random() > (.33 if r == "archive" else .06)]
            cells += [dam_cell(r, fact, facts[fact]) if r in told else "" for r in registers]
            for at, register in enumerate(registers):
                if register in told and len(told) > 2 and rng.random() < registers[register]:
                    column = 3 + 4 * fact + at
                    wrong.append((i, column, dam_slip(rng, fact, str(cells[4 * fact + at]))))
        rows.append([f"{name} {rng.choice(['Dam', 'Dam', 'Weir', 'Barrage'])}", rng.choice(names(rng, 3)),
                     skewed(rng, lands, .7), *cells])
    header = [f"{f}_{r}" for f in ("height_m", "year", "volume_hm3", "purpose") for r in registers]
    return built(["dam", "river", "country", *header], rows, differing(rows, wrong))


@table("eighth_sources")
def partidos(rng):
    """Football matches as six Spanish sites report them, 2,600 rows, 10 columns, no id: day, home and away name the match;
    result, half time, crowd, ground, referee are its facts. One site has short names, one rounds crowds (both open to
    doubt); crowds are often not told. 1.3 % of the facts are wrong, 8 % at one site."""
    sites = {n.lower() + rng.choice([".es", ".com", "dep"]): .013 for n in names(rng, 6, (2, 2))}
    order = list(sites)
    sites[order[4]] = .08
    clubs = {f"{rng.choice(['Real', 'Atlético', 'CD', 'UD', 'Racing'])} {n}": f"Estadio {rng.choice(IBERIAN)} {n[:3]}"
             for n in names(rng, 20, (2, 3))}
    referees = [f"{rng.choice(GIVEN)} {a} {rng.choice(IBERIAN)}" for a in IBERIAN]
    rows, wrong, doubtful = [], [], []
    for k in range(480):
        home, away = rng.sample(list(clubs), 2)
        goals = [min(6, int(rng.expovariate(.6))) for _ in range(2)]
        half = [rng.randint(0, g) for g in goals]
        crowd, judge = int(rng.lognormvariate(9.2, .5)), rng.choice(referees)
        day = datetime.date(2021, 8, 14) + datetime.timedelta(7 * (k // 16) + rng.randrange(3))
        for site in rng.sample(order, rng.choice([4, 5, 6, 6, 6])):
            at, told = len(rows), rng.random() > .15
            rows.append([site, day.strftime("%d/%m/%Y"), *(c.split(" ", 1)[site == order[1]] if site == order[1] else c
                                                         for c in (home, away)),
                         "-".join(map(str, goals)), f"({half[0]}-{half[1]})",
                         "" if not told else round(crowd, -2) if site == order[2] else crowd, clubs[home], judge,
                         rng.choice(["crónica", "crónica", "ficha", "directo"])])
            doubtful += [(at, 2), (at, 3)] if site == order[1] else []
            doubtful += [(at, 6)] if site == order[2] else []
            for c, draw in ((4, lambda: f"{goals[0] + 1}-{goals[1]}"), (5, lambda: f"({half[0]}-{half[1] + 1})"),
                            (6, lambda: slipped(rng, crowd)), (7, lambda: other(rng, list(clubs.values()), clubs[home])),
                            (8, lambda: other(rng, referees, judge))):
                if rng.random() < sites[site] and (c != 6 or told and site != order[2]):
                    wrong.append((at, c, draw()))
    return built(["web", "fecha", "local", "visitante", "resultado", "descanso", "asistencia", "estadio", "arbitro",
                  "tipo"], rows, differing(rows, wrong), doubtful)


@table("eighth_sources")
def packungen(rng):
    """Medicine packs in the lists of five German wholesalers, 1,900 rows in blocks by wholesaler, 12 columns: PZN names the
    pack; price, stock and delivery are the wholesaler's. Of the pack's facts 1.5 % are wrong, 15 % at one wholesaler,
    where three or more list it; a wholesaler tells no storage (no mistake)."""
    houses = {f"{n} {rng.choice(['Pharma', 'Großhandel', 'Med'])}": .015 for n in names(rng, 5, (2, 2))}
    order = list(houses)
    houses[order[3]] = .15
    forms = ["Tabletten", "Filmtabletten", "Kapseln", "Tropfen", "Salbe", "Ampullen"]
    makers = [f"{n} {rng.choice(['AG', 'GmbH'])}" for n in names(rng, 24, (2, 3))]
    packs = []
    for n in names(rng, 530, (2, 3)):
        atc = f"{rng.choice('ABCDGHJLMNRSV')}{rng.randint(1, 16):02}{rng.choice('ABCDE')}{rng.choice('ABCX')}"
        packs.append([f"{rng.randrange(10**7):08}", f"{n}{rng.choice(['', ' akut', ' retard', ' N'])}",
                      f"{rng.choice([5, 10, 20, 25, 50, 100, 250, 500])} mg", skewed(rng, forms, .6),
                      rng.choice([10, 20, 30, 50, 98, 100]), f"{atc}{rng.randint(1, 30):02}", skewed(rng, makers, .5),
                      rng.choice(["ja", "ja", "nein"]), skewed(rng, ["15-25 °C", "unter 30 °C", "2-8 °C"], 1)])
    shops = [rng.sample(order, rng.choice([2, 3, 4, 4, 5])) for _ in packs]
    rows, wrong = [], []
    for house in order:
        for pack, listed in zip(packs, shops):
            if house not in listed:
                continue
            at = len(rows)
            rows.append([house, *pack[:-1], pack[-1] if house != order[1] else "",
                         f"{rng.lognormvariate(2.8, .8):.2f}".replace(".", ","),
                         rng.choice([0, 0, 12, 40, 200])])
            for c, draw in ((3, lambda: f"{rng.choice([1, 2.5, 40, 75, 200, 1000]):g} mg"),
                            (4, lambda: other(rng, forms, pack[3])), (5, lambda: other(rng, [14, 28, 56, 60], pack[4])),
                            (6, lambda: slipped(rng, pack[5])), (7, lambda: other(rng, makers, pack[6])),
                            (8, lambda: other(rng, ["ja", "nein"], pack[7]))):
                if len(listed) > 2 and rng.random() < houses[house]:
                    wrong.append((at, c, draw()))
    return built(["haendler", "pzn", "artikel", "staerke", "form", "stueck", "atc", "hersteller", "rezept", "lagerung",
                  "preis", "bestand"], rows, differing(rows, wrong))


@table("eighth_sources")
def fx_desks(rng):
    """Currency rates of nine desks, four times a day, 4,500 rows: each has its own spread and lag, one quotes the other way
    round, weekends repeat Friday, one desk leaves currencies out. No mistake."""
    desks = {n: (rng.uniform(.0005, .02), rng.gauss(0, .001)) for n in names(rng, 9, (2, 3))}
    mids = {"EURUSD": 1.12, "EURGBP": .86, "EURJPY": 129.0, "EURCHF": 1.07, "EURPLN": 4.52}
    rows = []
    for k in range(25):
        when = datetime.datetime(2020, 3, 2, 8) + datetime.timedelta(hours=6 * (k % 4), days=k // 4)
        for pair in mids:
            mids[pair] *= 1 if when.weekday() > 4 else rng.gauss(1, .004)
            for desk, (spread, lag) in desks.items():
                if rng.random() < .04:
                    continue
                for size in (1, 10, 100, 1000):
                    middle = mids[pair] * (1 + lag + rng.gauss(0, .0004))
                    half = spread / (1 + .1 * size ** .5)
                    places = 2 if pair == "EURJPY" else 4
                    rows.append([when.strftime("%Y-%m-%d %H:00"), pair, desk, size,
                                 f"{middle * (1 - half):.{places}f}", f"{middle * (1 + half):.{places}f}",
                                 rng.choice(["firm", "firm", "indicative"])])
    return Sheet(["time", "pair", "desk", "k_eur", "bid", "ask", "kind"], rows[:4500])


# ---- records of one thing ----

@table("eighth_entities")
def nursing_homes(rng):
    """A public list of nursing homes by measure, 4,200 rows, 13 columns, no id: name, address, town, state, zip, county,
    phone, owner and beds come again with each of fifteen measures; scores and samples are often not told. In 0.4 % a
    column of the home's and the measure's cells a letter or digit is wrong."""
    measures = {f"NH-{k:02}": f"{rng.choice(['Residents', 'Patients'])} with {n.lower()} "
                              f"{rng.choice(['assessed', 'vaccinated', 'restrained', 'losing weight'])}"
                for k, n in enumerate(names(rng, 15, (2, 3)), 3)}
    states = {s: [(n.upper(), rng.randint(10000, 99000), names(rng, 1, (2, 3))[0].upper()) for n in names(rng, 9, (2, 3))]
              for s in ("OH", "KY", "TN", "AL", "GA")}
    owners = ["For profit - Corporation", "Non profit - Church", "Government - County", "For profit - Individual"]
    rows, wrong = [], []
    for name in names(rng, 280, (2, 3)):
        state = rng.choice(list(states))
        town, code, county = skewed(rng, states[state], .6)
        home = [f"{name} {rng.choice(['Manor', 'Health Center', 'Care Home', 'Villa'])}".upper(),
                f"{rng.randint(10, 4000)} {rng.choice(STREETS)} {rng.choice(['St', 'Ave', 'Rd'])}".upper(),
                town, state, code, county, f"({rng.randint(201, 989)}) 555-{rng.randint(0, 9999):04}",
                skewed(rng, owners, .8), rng.choice([24, 40, 60, 75, 99, 120, 150])]
        for measure, text in measures.items():
            at = len(rows)
            rows.append([*home, measure, text, rng.choice(["", f"{rng.randint(40, 100)}%", f"{rng.randint(70, 100)}%"]),
                         rng.choice(["", f"{rng.randint(8, 150)} residents"])])
            for c in (0, 1, 2, 4, 5, 6, 7, 10):
                if rng.random() < .004:
                    own = str(rows[at][c])
                    wrong.append((at, c, slipped(rng, own) if c in (4, 6) else typed(rng, own)))
    return built(["home", "address", "city", "state", "zip", "county", "phone", "ownership", "beds", "code", "measure",
                  "score", "sample"], rows, differing(rows, wrong))


@table("eighth_entities")
def herbarium(rng):
    """Sheets of plants, 1,600 rows, 13 columns: collector and number name a gathering, three to seven sheets of which lie
    in as many herbaria. Family by genus; determiner and barcode are the sheet's; heights are often missing. One herbarium
    has an older genus name for one genus (open to doubt). In 1.2 % each of day, species, place, height, country a slip."""
    genera = {n + rng.choice(["ia", "um", "us"]): f"{rng.choice(names(rng, 6))}aceae" for n in names(rng, 30, (1, 2))}
    older = list(genera)[1]
    homes, lands = ["B", "K", "MO", "P", "NY", "BR", "WAG", "G"], names(rng, 9, (2, 3))
    people = [f"{rng.choice('ABCDEFGHJKLMPRST')}. {f}" for f in FAMILY[:40]]
    rows, wrong, doubtful, gathered = [], [], [], set()
    while len(rows) < 1600:
        who, number, genus = skewed(rng, people, .6), rng.randint(12, 4800), skewed(rng, list(genera), .6)
        if (who, number) in gathered:
            continue
        gathered.add((who, number))
        day = datetime.date(1931, 1, 1) + datetime.timedelta(rng.randrange(25000))
        name = f"{genus} {rng.choice(['alpina', 'montana', 'repens', 'glabra', 'vulgaris', 'major'])}"
        place = f"{rng.choice(names(rng, 2))}, {rng.randint(2, 40)} km {rng.choice(['N', 'SE', 'W'])} of {names(rng, 1)[0]}"
        land, height = rng.choice(lands), rng.choice(["", 10 * rng.randint(5, 320), 10 * rng.randint(5, 320)])
        for home in rng.sample(homes, rng.randint(3, 7)):
            at, shown = len(rows), name
            if genus == older and home == "K":
                shown = "Palaeo" + name.lower()
                doubtful.append((at, 5))
            rows.append([f"{home}{rng.randrange(10**8):08}", home, who, number, day.strftime("%d %b %Y"), shown,
                         genera[genus], land, place, height, rng.choice(["", *people[:9]]), rng.choice(["", "", "fl.", "fr."]),
                         rng.choice(["", "", "", "typus?", "ex herb. priv."])])
            for c, draw in ((4, lambda: (day + datetime.timedelta(rng.choice([-365, 366, 30, 10]))).strftime("%d %b %Y")),
                            (5, lambda: typed(rng, name)), (7, lambda: other(rng, lands, land)),
                            (8, lambda: typed(rng, place.replace(",", " ,")).replace(" ,", ",")), (9, lambda: slipped(rng, height))):
                if rng.random() < .012 and (c != 9 or height) and (at, c) not in doubtful:
                    wrong.append((at, c, draw()))
    return built(["barcode", "herbarium", "collector", "number", "collected", "taxon", "family", "country", "locality",
                  "elevation_m", "determiner", "state", "remarks"], rows, differing(rows, wrong), doubtful)


@table("eighth_entities")
def riders(rng):
    """Results of a season's cycle races, 6,500 rows, 11 columns: the licence names the rider, his name (SURNAME Given),
    nation and birthday; teams change in July for one in ten (no mistake); namesakes exist. 0.8 % of the names have a
    slip or lost their accents, 0.3 % of nations and birthdays are others."""
    nations = ["POL", "BEL", "ITA", "COL", "SLO", "DEN"]
    teams = [f"{n} {rng.choice(['Cycling', 'Pro Team', 'Racing'])}" for n in names(rng, 18, (2, 3))]
    field = []
    for _ in range(240):
        born = datetime.date(1986, 1, 1) + datetime.timedelta(rng.randrange(6000))
        first, second = rng.choice(teams), rng.choice(teams)
        field.append([f"100{rng.randrange(10**8):08}", f"{rng.choice(POLISH)} {rng.choice(GIVEN)}", skewed(rng, nations, .4),
                      born, first, second if rng.random() < .1 else first])
    plain = str.maketrans("ĄĆĘŁŃÓŚŹŻ", "ACELNOSZZ")
    rows, wrong = [], []
    for k, race in enumerate(names(rng, 65, (2, 3))):
        day = datetime.date(2022, 2, 20) + datetime.timedelta(3 * k)
        seconds = rng.randint(12000, 20000)
        for place, rider in enumerate(rng.sample(field, 100), 1):
            at = len(rows)
            seconds += int(rng.expovariate(.15))
            licence, name, nation, born, first, second = rider
            out = place > 92
            rows.append([f"{rng.choice(['GP', 'GP'])} {race}", day, "DNF" if out else place, field.index(rider) + 1, licence,
                         name, nation, born, second if day.month > 6 else first,
                         "" if out else str(datetime.timedelta(seconds=seconds)), 0 if place > 15 else 10 * (16 - place)])
            if rng.random() < .008:
                bare = name.translate(plain)
                wrong.append((at, 5, bare if bare != name else typed(rng, name)))
            if rng.random() < .003:
                wrong.append((at, 6, other(rng, nations, nation)))
            if rng.random() < .003:
                wrong.append((at, 7, slipped(rng, born.year) + str(born)[4:]))
    return built(["race", "date", "rank", "rider_no", "uci_id", "rider", "nat", "born", "team", "time", "points"], rows,
                 differing(rows, wrong))


@table("eighth_entities")
def namesakes(rng):
    """A youth league's players: twins of one birthday and address, brothers, fathers as coaches, names that differ in an
    accent or a letter, one telephone for a family, two players of one name in a club. No mistake."""
    clubs, rows, number = [f"SC {n}" for n in names(rng, 22, (2, 3))], [], 4000
    while len(rows) < 2100:
        family = rng.choice([*FAMILY, *IBERIAN, "Martinez", "Martínez", "Meier", "Meyer", "Maier", "Sanchis"])
        home = [f"{rng.choice(STREETS)} Road {rng.randint(1, 180)}", f"07{rng.randrange(10**8):08}"]
        born = datetime.date(2004, 1, 1) + datetime.timedelta(rng.randrange(3600))
        club = skewed(rng, clubs, .4)
        for child in range(rng.choice([1, 1, 1, 2, 2, 3])):
            number += rng.choice([1, 1, 2, 5])
            born = born if child and rng.random() < .3 else born + datetime.timedelta(child * rng.randint(400, 1300))
            rows.append([number, family, rng.choice([*GIVEN, "Jon", "John", "Ann", "Anne"]), born.strftime("%d.%m.%Y"),
                         f"U{2024 - born.year}", club if rng.random() < .95 else rng.choice(clubs), *home,
                         rng.choice(["player", "player", "player", "keeper", "coach"]),
                         rng.choice(["", "", "", rng.randint(1, 30)])])
    return Sheet(["licence", "surname", "given", "born", "group", "club", "street", "phone", "role", "shirt"], rows)
