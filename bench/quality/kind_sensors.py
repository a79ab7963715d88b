"""Sensors: flat, stepwise, periodic, noisy and irregular series with spikes of many sizes; and series that are right."""
import datetime
import math

from kind_sheet import Sheet, lister, names, some

TABLES = []
table = lister(TABLES)
START = datetime.datetime(2024, 2, 5)


def clock(minutes, form="%Y-%m-%d %H:%M"):
    return (START + datetime.timedelta(minutes=minutes)).strftime(form)


def apart(rng, rows, share, gap=6):
    """Rows to spoil, none next to another."""
    chosen = []
    for r in sorted(some(rng, rows, share)):
        if gap <= r < rows - gap and (not chosen or r - chosen[-1] >= gap):
            chosen.append(r)
    return chosen


@table("sensor")
def tank(rng):
    """A flat level that changes by a tenth now and then; few, large spikes; 400 rows."""
    level, rows = 71.3, []
    for i in range(400):
        if rng.random() < .04:
            level += rng.choice([-.1, .1])
        rows.append([clock(15 * i), f"{level:.1f}", "open" if i % 97 < 60 else "shut"])
    sheet = Sheet(["at", "level_pct", "valve"], rows)
    for r in apart(rng, 400, .012):
        sheet.put(r, 1, f"{rng.choice([0, 100, float(rows[r][1]) + rng.choice([-1, 1]) * rng.uniform(4, 25)]):.1f}")
    return sheet


@table("sensor")
def constant(rng):
    """A supply of 230 V and a set point that hardly ever move; some readings are far off."""
    rows = [[i, 230 + rng.choice([0] * 12 + [1, -1]), 50, f"{21.5 if i < 900 else 19.5:.1f}"] for i in range(1500)]
    sheet = Sheet(["tick", "volts", "hertz", "set_point"], rows)
    for c, draw in ((1, lambda v: rng.choice([0, 23, 2300, v + 40, v - 35])), (2, lambda v: rng.choice([0, 5, 500, 60])),
                    (3, lambda v: round(v + rng.choice([-8, 8, 60]), 1))):
        for r in apart(rng, 1500, .005):
            sheet.put(r, c, draw(float(rows[r][c]) if c == 3 else rows[r][c]))
    return sheet


@table("sensor")
def silos(rng):
    """Long format: forty silos of unlike levels, two of them flat, rows of a moment together, readings missing now and then."""
    silos = {f"S-{k:02}": [rng.uniform(5, 300), rng.choice([0, .002, .01])] for k in range(40)}
    rows, scale = [], []
    for i in range(140):
        for name, state in silos.items():
            if rng.random() < .93:
                state[0] *= 1 + rng.gauss(0, state[1])
                rows.append([clock(60 * i, "%d/%m/%Y %H:%M"), name, f"{state[0]:.2f}"])
                scale.append(max(state[0] * state[1], .02 * state[0]))
    sheet = Sheet(["time", "silo", "tonnes"], rows)
    for r in some(rng, len(rows), .006):
        value = float(rows[r][2])
        sheet.put(r, 2, f"{rng.choice([value * 10, value + rng.choice([-1, 1]) * scale[r] * rng.uniform(10, 40), 0]):.2f}")
    return sheet


@table("sensor")
def shuffled(rng):
    """Rows in no order: only the time column tells what is next to what."""
    rows = []
    for i in range(1800):
        rows.append([clock(30 * i), f"{14 + 6 * math.sin(i / 7.64) + 4 * math.sin(i / 310) + rng.gauss(0, .2):.1f}", f"{720 - i * .05 + rng.gauss(0, .3):.1f}"])
    spoilt = {(r, c) for c in (1, 2) for r in apart(rng, 1800, .006)}
    values = {key: f"{float(rows[key[0]][key[1]]) + rng.choice([-1, 1]) * rng.uniform(9, 60):.1f}" for key in spoilt}
    order = list(range(1800))
    rng.shuffle(order)
    sheet = Sheet(["measured", "soil_c", "gauge"], [rows[r] for r in order])
    for place, r in enumerate(order):
        for c in (1, 2):
            if (r, c) in spoilt:
                sheet.put(place, c, values[r, c])
    return sheet


@table("sensor")
def newest_first(rng):
    """Three probes one after the other, each from its last reading to its first, at irregular times."""
    rows = []
    for probe in names(rng, 3):
        at, level = 0, rng.uniform(6, 9)
        block = []
        for _ in range(500):
            at += max(1, int(rng.expovariate(1 / 40)))
            level += rng.gauss(0, .01)
            block.append([probe, clock(at, "%Y-%m-%dT%H:%M:00"), f"{level:.3f}", rng.randint(-95, -60)])
        rows += block[::-1]
    sheet = Sheet(["probe", "ts", "ph", "rssi"], rows)
    for r in apart(rng, len(rows), .008):
        value = float(rows[r][2])
        sheet.put(r, 2, f"{rng.choice([value + rng.choice([-1, 1]) * rng.uniform(.4, 5), 14, 0]):.3f}")
    return sheet


@table("sensor")
def hourly_load(rng):
    """A strong course of the day that steps by the hour, weekends lower; spikes half as large as the course and more."""
    course = [.5, .45, .42, .42, .45, .6, .8, 1, 1.1, 1.1, 1.05, 1.1, 1.15, 1.1, 1.05, 1, 1.05, 1.2, 1.3, 1.2, 1, .85, .7, .6]
    rows = []
    for i in range(24 * 120):
        load = 900 * course[i % 24] * (.8 if i // 24 % 7 >= 5 else 1) * (1 + rng.gauss(0, .015))
        rows.append([clock(60 * i, "%d.%m.%Y %H:%M"), round(load), round(load / 10.4)])
    sheet = Sheet(["Stunde", "Last_kW", "Strom_A"], rows)
    for c, size in ((1, 900), (2, 87)):
        for r in apart(rng, len(rows), .003):
            sheet.put(r, c, max(0, round(rows[r][c] + rng.choice([-1, 1]) * size * rng.uniform(.9, 4))))
    return sheet


@table("sensor")
def small_series(rng):
    """Sixty days of one gauge; three spikes."""
    rows = [[(START + datetime.timedelta(days=i)).strftime("%d %b %Y"), f"{3.2 + .6 * math.sin(i / 9) + rng.gauss(0, .04):.2f}"] for i in range(60)]
    sheet = Sheet(["date", "depth_m"], rows)
    for r, value in ((14, 32.8), (31, .3), (47, 6.4)):
        sheet.put(r, 1, value)
    return sheet


@table("sensor")
def counters(rng):
    """A meter that only rises, in whole numbers, and a temperature of whole degrees that moves slowly."""
    rows, meter = [], 48210
    for i in range(1000):
        meter += rng.randint(3, 9)
        rows.append([i + 1, meter, round(60 + 5 * math.sin(i / 80) + rng.gauss(0, .4))])
    sheet = Sheet(["no", "meter_m3", "degrees"], rows)
    for r in apart(rng, 1000, .006):
        sheet.put(r, 1, rows[r][1] + rng.choice([-1, 1]) * rng.choice([1000, 10000, 500, 30000]))
    for r in apart(rng, 1000, .006):
        sheet.put(r, 2, rows[r][2] + rng.choice([-1, 1]) * rng.choice([12, 20, 40]))
    return sheet


@table("sensor")
def vitals(rng):
    """Long format of three keys: patient, device and quantity; gaps are blank cells; spikes of one to three readings."""
    kinds = {"hr": (78, 3), "spo2": (97, .5), "temp": (37, .08), "resp": (16, 1)}
    rows = []
    for patient in range(12):
        base = {k: level + rng.gauss(0, 2) * noise for k, (level, noise) in kinds.items()}
        for i in range(90):
            for kind, (_, noise) in kinds.items():
                base[kind] += rng.gauss(0, noise / 5)
                value = f"{base[kind] + rng.gauss(0, noise / 3):.{1 if kind == 'temp' else 0}f}"
                rows.append([f"B{patient:02}", rng.choice(["mon-1", "mon-2"]), clock(5 * i, "%H:%M"), kind, "" if rng.random() < .03 else value])
    sheet = Sheet(["bed", "device", "time", "quantity", "value"], rows)
    for r in some(rng, len(rows), .004):
        if rows[r][4]:
            value = float(rows[r][4])
            sheet.put(r, 4, rng.choice([f"{value * 10:.0f}", "0", f"{value / 10:.1f}"]))
    return sheet


@table("sensor")
def far_noise(rng):
    """Noise without a trend: what lies outside its band, and nothing else, is a spike."""
    rows = [[clock(i), f"{4.2 + rng.gauss(0, .05):.3f}", f"{rng.gauss(0, 1):.4f}"] for i in range(3000)]
    sheet = Sheet(["t", "current_ma", "drift"], rows)
    for c, noise in ((1, .05), (2, 1)):
        for r in apart(rng, 3000, .004):
            sheet.put(r, c, f"{float(rows[r][c]) + rng.choice([-1, 1]) * noise * rng.uniform(14, 80):.4f}"[:8])
    return sheet


@table("sensor")
def valves(rng):
    """On and off, a set point that jumps and comes back, short pulses of one height, a counter that restarts. No mistake."""
    rows, count, level = [], 0, 20.0
    for i in range(3000):
        count = 0 if i % 480 == 479 else count + rng.randint(0, 3)
        level = 60.0 if i % 300 in (150, 151) else 20.0
        rows.append([clock(i), "1" if i % 50 < 9 else "0", f"{level:.1f}", count, f"{0 if rng.random() < .97 else 2.5:.1f}", f"{5 + (1.8 if i % 24 == 5 else 0) + rng.gauss(0, .02):.2f}"])
    return Sheet(["t", "on", "target", "count", "pulse", "pump"], rows)


@table("sensor")
def flat_events(rng):
    """Flat series in which things happen: doors opened, gusts, doses, backlogs. No mistake."""
    rows, backlog, door = [], 0, 4.0
    for i in range(2500):
        backlog = max(0, backlog - 3) + (rng.randint(20, 300) if rng.random() < .01 else 0)
        door += (4 - door) * .3 + (rng.uniform(2, 9) if rng.random() < .02 else 0)
        gust = 2 + rng.expovariate(1.2) ** 1.4
        rows.append([clock(2 * i), backlog, f"{door:.1f}", f"{gust:.1f}", rng.choice([0] * 60 + [5, 10, 10, 20])])
    return Sheet(["t", "queue", "fridge_c", "wind", "dose"], rows)


@table("sensor")
def accounts(rng):
    """Balances and prices: they jump, return, and repeat. No mistake."""
    rows, balance, price = [], 1200.0, 9.99
    for i in range(1500):
        balance += rng.choice([-20, -35.5, -4.2, -80]) if i % 30 else 2100
        price = rng.choice([9.99, 9.99, 9.99, 9.99, 7.99]) if i % 200 < 190 else 4.99
        rows.append([clock(1440 * i, "%Y-%m-%d"), f"{balance:.2f}", f"{price:.2f}", rng.choice([1, 1, 1, 1, 1, 1, 2, 2, 3, 12])])
    return Sheet(["day", "balance", "price", "pieces"], rows)
