"""Tables of numbers and dates: sensor spikes, outliers of a group, order of two columns, day and month."""
import datetime
import math

from kind_sheet import Sheet, lister, names, skewed, some

TABLES = []
table = lister(TABLES)
DAY = datetime.timedelta(days=1)


def moment(start, minutes):
    return (datetime.datetime(2023, 3, 1) + datetime.timedelta(minutes=start + minutes)).strftime("%Y-%m-%d %H:%M:%S")


def cycle(i, period, depth):
    return depth * math.sin(2 * math.pi * i / period)


# ---- spikes ----

@table("spike")
def greenhouse(rng):
    """Four quantities a row, a daily cycle, noise; spikes of 6 to 30 times the noise."""
    rows = [[moment(0, 10 * i), f"{18 + cycle(i, 144, 6) + rng.gauss(0, .3):.2f}",
             f"{60 - cycle(i, 144, 15) + rng.gauss(0, 1.5):.1f}", f"{1013 + cycle(i, 900, 8) + rng.gauss(0, .2):.1f}",
             f"{3.7 - i * 1e-4 + rng.gauss(0, .01):.3f}"] for i in range(4000)]
    sheet = Sheet(["stamp", "air_c", "rh", "hpa", "battery"], rows)
    for c, noise in ((1, .3), (2, 1.5), (3, .2), (4, .01)):
        for r in some(rng, len(rows), 0.004):
            jump = rng.choice([-1, 1]) * noise * rng.uniform(10, 40)
            sheet.put(r, c, f"{float(rows[r][c]) + jump:.{len(rows[r][c].split('.')[1])}f}")
    return sheet


@table("spike")
def interleaved(rng):
    """Twenty-four meters report in turn, each at its own level and noise."""
    meters = [(f"M{100 + 7 * k}", rng.uniform(5, 900), rng.uniform(.002, .02)) for k in range(24)]
    rows, order = [], []
    for i in range(500):
        for k, (name, level, noise) in enumerate(meters):
            if rng.random() < 0.9:
                value = level * (1 + cycle(i, 96, .2) + rng.gauss(0, noise))
                rows.append([len(rows) + 1, moment(0, 15 * i), name, f"{value:.2f}", rng.choice(["ok", "ok", "ok", "est"])])
                order.append((value, level))
    sheet = Sheet(["id", "read_at", "meter", "kwh", "status"], rows)
    for r in some(rng, len(rows), 0.005):
        value, level = order[r]
        sheet.put(r, 3, f"{rng.choice([value * 10, value / 10, value + level * rng.uniform(1, 4), 0]):.2f}")
    return sheet


@table("spike")
def long_format(rng):
    """One reading a row: station and quantity tell the series apart; scales differ by a thousand."""
    kinds = {"temperature": (12, 5, .4), "humidity": (70, 12, 1.5), "pressure": (1010, 4, .3), "wind": (14, 3, .8)}
    rows, series = [], []
    for i in range(400):
        for station in ("north", "quay", "hill"):
            for kind, (level, depth, noise) in kinds.items():
                value = level + {"north": -3, "quay": 0, "hill": 4}[station] * noise + cycle(i, 24, depth) + rng.gauss(0, noise)
                rows.append([moment(0, 60 * i), station, kind, f"{value:.1f}"])
                series.append((value, depth, noise))
    sheet = Sheet(["time", "station", "quantity", "reading"], rows)
    for r in some(rng, len(rows), 0.005):
        value, depth, noise = series[r]
        sheet.put(r, 3, f"{value + rng.choice([-1, 1]) * (2.5 * depth + rng.uniform(8, 40) * noise):.1f}")
    return sheet


@table("spike")
def walk(rng):
    """A drifting integer level, no time column; single spikes and bursts of two to three."""
    level, rows = 5200.0, []
    for i in range(6000):
        level += rng.gauss(0, 4)
        rows.append([rng.choice("ABC"), round(level), round(level * .31 + rng.gauss(0, 2))])
    sheet = Sheet(["crew", "level_mm", "flow"], rows)
    for r in some(rng, len(rows) - 3, 0.002):
        jump = rng.choice([-1, 1]) * rng.uniform(150, 2500)
        for k in range(rng.choice([1, 1, 1, 2, 3])):
            sheet.put(r + k, 1, round(rows[r + k][1] + jump))
    return sheet


@table("spike")
def dropouts(rng):
    """Pulse of patients; now and then the device writes 0, 255 or -1 or misses a value."""
    rows = []
    for patient in range(30):
        level = rng.uniform(58, 95)
        for i in range(120):
            level += rng.gauss(0, .6)
            rows.append([f"P{patient:03}", i, round(level + rng.gauss(0, 2)), round(97 + rng.gauss(0, .6), 1)])
    sheet = Sheet(["patient", "minute", "pulse", "spo2"], rows)
    for r in some(rng, len(rows), 0.006):
        sheet.put(r, 2, rng.choice([0, 255, -1, 0, 700]))
    for r in some(rng, len(rows), 0.003):
        sheet.put(r, 3, rng.choice([9.7, 970, 0]))
    return sheet


@table("spike")
def rain(rng):
    """Rain and flow: mostly nothing, then peaks. No mistake."""
    rows, flow = [], 3.0
    for i in range(3000):
        mm = 0 if rng.random() < .8 else round(rng.expovariate(.25) ** 1.3, 1)
        flow = .9 * flow + .3 + mm * .6
        rows.append([(datetime.date(2010, 1, 1) + i * DAY).isoformat(), mm, f"{flow:.2f}"])
    return Sheet(["day", "rain_mm", "flow"], rows)


@table("spike")
def shop_days(rng):
    """Sales with weekend and festive peaks, a campaign now and then, closed days. No mistake."""
    rows = []
    for i in range(2200):
        day = datetime.date(2018, 1, 1) + i * DAY
        factor = 1 + .6 * (day.weekday() >= 5) + (3 if (day.month, day.day) in ((11, 29), (12, 23), (12, 24)) else 0)
        sold = 0 if (day.month, day.day) in ((1, 1), (12, 25)) else round(200 * factor * (1 + rng.gauss(0, .08)) * (rng.uniform(2, 5) if rng.random() < .006 else 1))
        rows.append([day.isoformat(), sold, f"{sold * rng.gauss(31, 1):.2f}", round(21 + cycle(i, 365, 9) + rng.gauss(0, 1), 1)])
    return Sheet(["date", "items", "revenue", "degrees"], rows)


@table("spike")
def solar(rng):
    """Power by the hour: zero at night, clouds; item codes beside it. No mistake."""
    rows = []
    for i in range(3000):
        sun = max(0.0, math.sin(2 * math.pi * (i % 24 - 6) / 24))
        watts = round(4200 * sun * (1 if rng.random() < .7 else rng.uniform(.1, .7)))
        rows.append([moment(0, 60 * i), watts, 410000 + 37 * (i // 9) + (90000000 if i % 211 == 0 else 0), rng.choice(["a", "b"])])
    return Sheet(["hour", "watts", "part_code", "inverter"], rows)


# ---- a value that is far out within its group ----

def grouped(rng, header, groups, rows, spoil, share, decimals=0, extra=lambda rng: []):
    """Rows of (group, value …); `spoil`: how a mistake is drawn from another group's level."""
    table_rows, levels = [], list(groups.items())
    for i in range(rows):
        name, (level, spread) = skewed(rng, levels, .7)
        value = level * math.exp(rng.gauss(0, spread))
        table_rows.append([i + 1, name, f"{value:.{decimals}f}", *extra(rng)])
    sheet = Sheet(header, table_rows)
    if spoil:
        for r in some(rng, rows, share):
            level = groups[table_rows[r][1]][0]
            far = [l for l, _ in groups.values() if max(l / level, level / l) > 2.5]
            sheet.put(r, 2, f"{rng.choice(far) * math.exp(rng.gauss(0, .05)):.{decimals}f}")
    return sheet


SALARIES = {"clerk": (2400, .1), "nurse": (3100, .1), "engineer": (5200, .12), "surgeon": (14500, .12),
            "intern": (900, .08), "director": (19000, .15), "guard": (2100, .07)}
PARCELS = {"letter": (40, .25), "book": (480, .3), "shoes": (950, .2), "monitor": (5200, .2), "chair": (9800, .15)}


@table("group_outlier")
def salaries(rng):
    return grouped(rng, ["no", "job", "monthly_pay", "site"], SALARIES, 3000, True, .006,
                   extra=lambda rng: [rng.choice(["Nord", "West", "Süd"])])


@table("group_outlier")
def parcels(rng):
    return grouped(rng, ["parcel", "content", "grams", "zone", "fee"], PARCELS, 9000, True, .004,
                   extra=lambda rng: [rng.randint(1, 5), f"{rng.uniform(3, 20):.2f}"])


@table("group_outlier")
def animals(rng):
    species = {name: (rng.choice([.3, 2, 9, 45, 300]), .12) for name in names(rng, 25)}
    return grouped(rng, ["tag", "species", "weight_kg", "sex"], species, 1500, True, .01, 1,
                   extra=lambda rng: [rng.choice(["f", "m", ""])])


@table("group_outlier")
def houses(rng):
    """Prices: districts overlap and have long tails. No mistake."""
    districts = {name: (rng.uniform(9e4, 6e5), rng.uniform(.3, .6)) for name in names(rng, 12)}
    return grouped(rng, ["ref", "district", "price", "rooms"], districts, 4000, False, 0,
                   extra=lambda rng: [rng.randint(1, 7)])


@table("group_outlier")
def tickets(rng):
    """Fees by class with a legal second level (half price). No mistake."""
    rows = []
    for i in range(2500):
        kind, fee = skewed(rng, [("bus", 3), ("tram", 4), ("ferry", 22), ("coach", 48)])
        rows.append([i + 1, kind, f"{fee * (.5 if rng.random() < .03 else 1) + rng.choice([0, 0, .2, .4]):.2f}"])
    return Sheet(["no", "kind", "fee"], rows)


# ---- order of two columns ----

@table("order")
def projects(rng):
    """start <= end; in some rows they are exchanged, in others one year is mistyped."""
    rows = []
    for i in range(1500):
        start = datetime.date(2005, 1, 1) + rng.randrange(5000) * DAY
        end = start + int(rng.expovariate(1 / 250)) * DAY
        rows.append([f"PR-{i:05}", start.isoformat(), end.isoformat(), rng.choice(["open", "done"])])
    sheet = Sheet(["project", "begins", "finishes", "state"], rows)
    for r in some(rng, len(rows), .008):
        if rng.random() < .5 and rows[r][1] != rows[r][2]:
            sheet.put(r, 1, rows[r][2])
            sheet.put(r, 2, rows[r][1])
        else:
            sheet.put(r, 2, str(int(rows[r][1][:4]) - rng.randint(1, 9)) + rows[r][2][4:])
    return sheet


@table("order")
def offers(rng):
    """price <= list price, equal in half of the rows."""
    rows = []
    for i in range(6000):
        full = round(math.exp(rng.gauss(3.5, .8)), 2)
        rows.append([i, f"{full:.2f}", f"{full * (1 if rng.random() < .5 else rng.choice([.9, .8, .75, .6])):.2f}", rng.randint(0, 80)])
    sheet = Sheet(["sku", "rrp", "price", "stock"], rows)
    for r in some(rng, len(rows), .004):
        sheet.put(r, 2, f"{float(rows[r][1]) * rng.uniform(1.2, 3):.2f}")
    return sheet


@table("order")
def weather_range(rng):
    """min <= mean <= max; a few rows have min and max exchanged."""
    rows = []
    for i in range(2500):
        low = 8 + cycle(i, 365, 10) + rng.gauss(0, 3)
        high = low + 2 + abs(rng.gauss(6, 3))
        rows.append([(datetime.date(2012, 1, 1) + i * DAY).isoformat(), f"{low:.1f}", f"{(low + high) / 2 + rng.gauss(0, .4):.1f}", f"{high:.1f}"])
    sheet = Sheet(["day", "tmin", "tmean", "tmax"], rows)
    for r in some(rng, len(rows), .005):
        sheet.put(r, 1, rows[r][3])
        sheet.put(r, 3, rows[r][1])
    return sheet


@table("order")
def lives(rng):
    """born and died as years beside other numbers; no mistake, but died is often empty."""
    rows = []
    for i in range(1200):
        born = rng.randint(1700, 1990)
        died = born + rng.randint(0, 99)
        rows.append([i + 1, born, died if died < 2023 else "", rng.randint(1, 9), rng.randint(1, 400)])
    return Sheet(["id", "born", "died", "works", "pages"], rows)


@table("order")
def scores(rng):
    """Two halves of a match and two prices that are mostly, not always, in one order. No mistake."""
    rows = [[i, rng.randint(0, 3), rng.randint(0, 9), f"{(a := rng.uniform(5, 50)):.2f}",
             f"{a * (1.02 if rng.random() < .98 else .97) :.2f}"] for i in range(3000)]
    return Sheet(["match", "first_half", "shots", "open", "close"], rows)


# ---- day and month ----

def dmy(day, separator="/"):
    return day.strftime(f"%d{separator}%m{separator}%Y")


def mdy(day, separator="/"):
    return day.strftime(f"%m{separator}%d{separator}%Y")


def any_day(rng, years=3):
    return datetime.date(2019, 1, 1) + rng.randrange(365 * years) * DAY


@table("date_order")
def shipments(rng):
    """Two dates a row, some days apart; one of them has day and month exchanged in 1.5 % of the rows."""
    days, rows = [], []
    for i in range(5000):
        ordered = any_day(rng)
        shipped = ordered + rng.randint(0, 9) * DAY
        days.append((ordered, shipped))
        rows.append([f"SO{i:06}", dmy(ordered), dmy(shipped), rng.randint(1, 40)])
    sheet = Sheet(["order_no", "ordered", "shipped", "items"], rows)
    for r in some(rng, len(rows), .015):
        c = rng.randint(1, 2)
        sheet.put(r, c, mdy(days[r][c - 1]))
    return sheet


@table("date_order")
def members(rng):
    """Birth dates alone: only a day above 12 shows. All exchanged ones count."""
    days = [datetime.date(1940, 1, 1) + rng.randrange(24000) * DAY for _ in range(2000)]
    sheet = Sheet(["member", "name", "dob"], [[i, n, dmy(d, ".")] for i, (n, d) in enumerate(zip(names(rng, 2000), days))])
    for r in some(rng, 2000, .03):
        sheet.put(r, 2, mdy(days[r], "."))
    return sheet


@table("date_order")
def event_log(rng):
    """In order of time, two-digit years, with the time of day."""
    at, rows, times = datetime.datetime(2021, 1, 3, 8), [], []
    for i in range(4000):
        at += datetime.timedelta(minutes=rng.expovariate(1 / 240))
        times.append(at)
        rows.append([at.strftime("%m/%d/%y %H:%M"), rng.choice(["login", "logout", "upload", "error"]), rng.randint(1, 90)])
    sheet = Sheet(["at", "event", "user"], rows)
    for r in some(rng, len(rows), .01):
        sheet.put(r, 0, times[r].strftime("%d/%m/%y %H:%M"))
    return sheet


@table("date_order")
def iso_mixed(rng):
    """Year first; a few have the day in the middle."""
    days = [any_day(rng, 6) for _ in range(3000)]
    sheet = Sheet(["invoice", "issued", "total"], [[7000 + i, d.isoformat(), f"{rng.uniform(5, 900):.2f}"] for i, d in enumerate(days)])
    for r in some(rng, 3000, .01):
        sheet.put(r, 1, days[r].strftime("%Y-%d-%m"))
    return sheet


@table("date_order")
def branches(rng):
    """One of six branches writes the month first; its dates are right or wrong by the other branches' order."""
    days, rows, sites = [], [], names(rng, 6)
    for i in range(3600):
        days.append(any_day(rng, 2))
        rows.append([i + 1, skewed(rng, sites, .5), dmy(days[-1], "-"), rng.choice(["cash", "card"])])
    sheet = Sheet(["ticket", "branch", "sold_on", "paid"], rows)
    for r, row in enumerate(rows):
        if row[1] == sites[-1]:
            sheet.put(r, 2, mdy(days[r], "-"))
    return sheet


@table("date_order")
def clean_dates(rng):
    """Day first, month first in another column, first days of months, an empty end date. No mistake."""
    rows = []
    for i in range(2500):
        day = any_day(rng)
        rows.append([i, dmy(day), mdy(day + rng.randint(0, 900) * DAY, "-"), dmy(day.replace(day=1)), dmy(day + 30 * DAY) if rng.random() < .3 else ""])
    return Sheet(["id", "joined", "renewed", "billing_month", "left"], rows)
