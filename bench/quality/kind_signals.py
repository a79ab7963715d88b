"""Signals and dates: spikes beside steps and seasons that are right, day and month exchanged in other formats, fillers."""
import datetime
import math

from kind_sheet import Sheet, lister, names, skewed, some

TABLES = []
table = lister(TABLES)


def stamp(start, minutes, form="%Y-%m-%dT%H:%M:%SZ"):
    return (start + datetime.timedelta(minutes=minutes)).strftime(form)


# ---- spikes ----

@table("signal")
def steps(rng):
    """Levels change for good, the day has its course; spikes on top: 1 % of one column, 0.3 % of another."""
    rows, a, b = [], 40.0, 7.0
    for i in range(4000):
        if rng.random() < .003:
            a = rng.uniform(10, 90)
        if rng.random() < .001:
            b += rng.choice([-2, 2])
        rows.append([stamp(datetime.datetime(2022, 1, 1), 5 * i), f"{a + 3 * math.sin(i / 46) + rng.gauss(0, .25):.2f}", f"{b + rng.gauss(0, .05):.3f}", rng.choice(["run", "run", "idle"])])
    sheet = Sheet(["ts", "load", "ph", "mode"], rows)
    for c, share, jump in ((1, .01, (15, 60)), (2, .003, (1, 9))):
        for r in some(rng, len(rows), share):
            if 3 < r < 3990 and abs(float(rows[r - 1][c]) - float(rows[r + 1][c])) < jump[0] / 4:
                sheet.put(r, c, f"{float(rows[r][c]) + rng.choice([-1, 1]) * rng.uniform(*jump):.{4 - c if c == 1 else 3}f}")
    return sheet


@table("signal")
def wide_array(rng):
    """Twelve sensors side by side, integers, no time column; stuck, zero and tenfold values; 2 %."""
    level = [rng.randint(200, 9000) for _ in range(12)]
    rows = [[f"{level[k] * (1 + .04 * math.sin(i / 30 + k) + rng.gauss(0, .004)):.0f}" for k in range(12)] for i in range(1200)]
    sheet = Sheet([f"s{k + 1}" for k in range(12)], rows)
    for k in range(12):
        for r in some(rng, len(rows), .02):
            value = int(rows[r][k])
            sheet.put(r, k, rng.choice([0, value * 10, value + level[k], 65535]))
    return sheet


@table("signal")
def device_log(rng):
    """Ninety devices in blocks of forty readings; the unit is °C with a comma for the decimals; 0.4 %."""
    rows = []
    for d in range(90):
        level = rng.uniform(-20, 30)
        for i in range(40):
            level += rng.gauss(0, .2)
            rows.append([f"dev-{d:03}", stamp(datetime.datetime(2023, 5, 2), 30 * i, "%d.%m.%Y %H:%M"), f"{level:.1f}".replace(".", ","), rng.randint(60, 100)])
    sheet = Sheet(["Gerät", "Zeit", "Temp", "Akku"], rows)
    for r in some(rng, len(rows), .006):
        sheet.put(r, 2, f"{float(rows[r][2].replace(',', '.')) + rng.choice([-1, 1]) * rng.uniform(25, 200):.1f}".replace(".", ","))
    return sheet


@table("signal")
def room_nodes(rng):
    """Fifty-four nodes with an epoch each, four quantities, as in a mote network; 1 % spikes, one node's battery dying is right."""
    rows = []
    for e in range(120):
        for n in range(1, 55):
            if rng.random() < .7:
                t = 20 + 3 * math.sin(e / 20) + n / 30 + rng.gauss(0, .15)
                rows.append([f"2004-03-{1 + e // 48:02}", f"{e // 2 % 24:02}:{e % 2 * 30:02}:{rng.randint(0, 59):02}", e + 2, n, f"{t:.4f}", f"{45 - t + rng.gauss(0, .5):.4f}", f"{max(0.1, 150 + 140 * math.sin(e / 8) + rng.gauss(0, 6)):.2f}", f"{2.7 - e * .0004 - n * .001:.5f}"])
    sheet = Sheet(["date", "time", "epoch", "moteid", "temperature", "humidity", "light", "voltage"], rows)
    for c, draw in ((4, lambda v: v + rng.uniform(60, 110)), (5, lambda v: v - rng.uniform(30, 60)), (7, lambda v: v * rng.choice([.1, 3]))):
        for r in some(rng, len(rows), .01):
            sheet.put(r, c, f"{draw(float(rows[r][c])):.4f}")
    return sheet


@table("signal")
def regimes(rng):
    """Machines switched on and off, ramps, seasons, records of a hot day. No mistake."""
    rows, on, ramp = [], False, 0.0
    for i in range(3500):
        if rng.random() < .02:
            on = not on
        ramp += ((80 if on else 5) - ramp) * .2
        rows.append([stamp(datetime.datetime(2020, 1, 1), 60 * i, "%Y-%m-%d %H:%M"), f"{ramp + rng.gauss(0, 1):.1f}", "1" if on else "0", round(18 - 11 * math.cos(i / 1395) + rng.gauss(0, 3), 1), rng.choice([0, 0, 0, 0, 0, 1, 2]) if rng.random() < .99 else rng.randint(10, 60)])
    return Sheet(["time", "power", "on", "outside", "alarms"], rows)


# ---- day and month ----

FORMS = {"slash": ("%d/%m/%Y", "%m/%d/%Y"), "dot": ("%d.%m.%y", "%m.%d.%y"), "name": ("%m-%d-%Y", "%d-%m-%Y")}


def dated(rng, sheet, column, days, form, share):
    for r in some(rng, len(days), share):
        sheet.put(r, column, days[r].strftime(FORMS[form][1]))
    return sheet


@table("dates")
def rentals(rng):
    """Three dates a row; out and back within two weeks, due fixed at seven days; 4 % exchanged in one of them."""
    out = [datetime.date(2021, 1, 1) + datetime.timedelta(rng.randrange(700)) for _ in range(2400)]
    due = [d + datetime.timedelta(7) for d in out]
    back = [d + datetime.timedelta(rng.randint(1, 14)) for d in out]
    show = FORMS["slash"][0]
    sheet = Sheet(["rental", "out", "due", "back", "fee"], [[i, o.strftime(show), d.strftime(show), b.strftime(show), rng.choice(["0.00", "2.50"])] for i, (o, d, b) in enumerate(zip(out, due, back))])
    for c, days in ((1, out), (3, back)):
        dated(rng, sheet, c, days, "slash", .04)
    return sheet


@table("dates")
def exams(rng):
    """Two-digit years with dots, one term: the dates lie in four months; 5 % exchanged."""
    days = [datetime.date(2022, rng.randint(3, 6), rng.randint(1, 28)) for _ in range(900)]
    sheet = Sheet(["Matrikel", "Fach", "Datum", "Note"], [[400000 + i, rng.choice(["Chemie", "Physik", "Statik"]), d.strftime(FORMS["dot"][0]), rng.choice(["1,0", "2,3", "3,7", "5,0"])] for i, d in enumerate(days)])
    return dated(rng, sheet, 2, days, "dot", .05)


@table("dates")
def visits(rng):
    """Month first; the day of the visit is written again as ISO in another column; 2 % exchanged."""
    days = [datetime.date(2018, 1, 1) + datetime.timedelta(rng.randrange(1500)) for _ in range(3000)]
    sheet = Sheet(["visit", "on", "logged", "weekday"], [[i, d.strftime(FORMS["name"][0]), d.isoformat(), d.strftime("%a")] for i, d in enumerate(days)])
    return dated(rng, sheet, 1, days, "name", .02)


@table("dates")
def episodes(rng):
    """Weekly dates in order; 10 % have day and month exchanged, shown by their neighbours only."""
    first = datetime.date(2010, 1, 4)
    days = [first + datetime.timedelta(7 * i) for i in range(520)]
    sheet = Sheet(["no", "aired", "viewers"], [[i + 1, d.strftime("%d/%m/%Y"), rng.randint(100, 900)] for i, d in enumerate(days)])
    return dated(rng, sheet, 1, days, "slash", .1)


@table("dates")
def calendars(rng):
    """Both orders in their own columns, far dates, dates of one month. No mistake."""
    rows = []
    for i in range(2000):
        a = datetime.date(1950, 1, 1) + datetime.timedelta(rng.randrange(20000))
        b = datetime.date(2022, rng.randint(1, 12), rng.randint(1, 12))
        rows.append([i, a.strftime("%m/%d/%Y"), b.strftime("%d/%m/%Y"), f"{b.day:02}/{b.month:02}", a.strftime("%d %b %Y")])
    return Sheet(["id", "born", "paid", "short", "long"], rows)


# ---- fillers ----

@table("filler")
def survey(rng):
    """Numbers with 99, -9999 and 999 for nothing, words with "n/a" and "tbd": frequent, and all wrong."""
    rows = [[i + 1, rng.randint(18, 80), f"{rng.gauss(170, 9):.0f}", f"{max(0, rng.gauss(2100, 700)):.0f}", rng.choice(names(rng, 3)), f"{rng.choice(names(rng, 2))}@example.org"] for i in range(4000)]
    sheet = Sheet(["nr", "age", "height", "income", "town", "mail"], rows)
    for c, filler, share in ((1, 999, .08), (2, -1, .05), (3, -9999, .12), (4, "tbd", .04), (5, "xxx", .1)):
        for r in some(rng, len(rows), share):
            sheet.put(r, c, filler)
    return sheet


@table("filler")
def answers(rng):
    """99 and 0 as real values, "other" and "none" as real answers, round numbers that are frequent. No mistake."""
    rows = [[i + 1, rng.choice([0, 0, 1, 2, 5, 10, 50, 99, 100]), rng.choice(["none", "one", "other", "several"]), round(rng.gauss(500, 120), -2), rng.choice(["yes", "no", "unknown"]), f"{rng.choice([9, 19, 49, 99, 999])}.00"] for i in range(3000)]
    return Sheet(["nr", "count", "pets", "rent", "smoker", "price"], rows)
