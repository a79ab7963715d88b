"""Series a seventh time: a substation's meters, ships' positions one beside the other, vital signs of a ward; feasts and
sunny days that are real. Their sets are called seventh_spikes; see kind_seventh.py."""
import datetime
import math

from kind_sheet import Sheet, built, lister, names

TABLES = []
table = lister(TABLES)


@table("seventh_spikes")
def substation(rng):
    """A substation, every quarter of an hour, 3,400 rows, 18 columns: volts and amperes of three phases, power, cos phi,
    hertz, a counter, oil, two cable temperatures. 0.2 % of the cells: 0, a register's 65535 or -1, ten times too large or
    small, or 8 to 30 deviations off."""
    rows, wrong = [], []
    base, oil, count = 120.0, 38.0, 812345.0
    for i in range(3400):
        when = datetime.datetime(2021, 1, 11) + datetime.timedelta(minutes=15 * i)
        hour = when.hour + when.minute / 60
        shape = 1 + .5 * math.exp(-((hour - 19) / 3) ** 2) + .35 * math.exp(-((hour - 8) / 2.5) ** 2) - .3 * (hour < 5)
        base += .2 * (120 * shape * (.85 if when.weekday() > 4 else 1) - base) + rng.gauss(0, 1.5)
        volts = [20300 - .9 * base + rng.gauss(0, 25) for _ in range(3)]
        amps = [base * f + rng.gauss(0, 1.2) for f in (.98, 1, 1.03)]
        phi = .96 + .01 * math.sin(hour / 4) + rng.gauss(0, .002)
        power = sum(v * a for v, a in zip(volts, amps)) / math.sqrt(3) / 1000 * phi
        count += power / 4
        oil += .03 * (25 + base / 8 - oil) + rng.gauss(0, .05)
        values = [(v, 30, 0) for v in volts] + [(a, 2, 1) for a in amps]
        values += [(power, 80, 1), (power * .27, 25, 1), (phi, .003, 3), (50 + rng.gauss(0, .012), .02, 3),
                   (oil, .2, 1),
                   (oil - 9 + rng.gauss(0, .1), .3, 1), (oil - 7 + rng.gauss(0, .1), .3, 1),
                   (4 + rng.gauss(0, .05), .1, 2), (24.1 + rng.gauss(0, .02), .05, 2)]
        rows.append([when.strftime("%d.%m.%Y %H:%M"), *(f"{v:.{p}f}" for v, _, p in values), f"{count:.0f}", "closed"])
        for c, (v, s, p) in enumerate(values):
            if rng.random() < .002:
                leap = v + rng.choice([-1, 1]) * s * rng.uniform(8, 30)
                wrong.append((i, 1 + c, rng.choice([f"{leap:.{p}f}", f"{leap:.{p}f}", "0", "65535", "-1",
                                                    f"{v * 10:.{p}f}", f"{v / 10:.{p}f}"])))
    return built(["time", "u1", "u2", "u3", "i1", "i2", "i3", "p_kw", "q_kvar", "cosphi", "freq", "oil_c", "cable1_c",
                  "cable2_c", "sf6_bar", "aux_v", "kwh_total", "breaker"], rows, wrong)


def turned(latitude, longitude, course):
    """The course, or one back to the sea's middle where a ship leaves the sea."""
    if 32 < latitude < 58 and -38 < longitude < -3:
        return course
    return math.degrees(math.atan2(-20 - longitude, 45 - latitude)) % 360


@table("seventh_spikes")
def ships(rng):
    """Positions of eight ships, every ten minutes, 8,000 rows by time, 9 columns: number, name, latitude, longitude,
    speed, course, draught. 0.3 % of latitudes and longitudes leap by half a degree and more or lose their sign, 0.3 % of
    the speeds are 102.3, 0.2 % of the draughts ten times too large."""
    fleet = [[f"2{rng.randrange(10**8):08}", f"MV {n.upper()}", rng.uniform(35, 55), rng.uniform(-30, -4),
              rng.uniform(8, 19), rng.uniform(0, 360), round(rng.uniform(5, 14), 1)] for n in names(rng, 8, (2, 3))]
    rows, wrong = [], []
    for i in range(1000):
        when = datetime.datetime(2022, 5, 1) + datetime.timedelta(minutes=10 * i)
        for ship in fleet:
            ship[4] = max(0, min(22, ship[4] + rng.gauss(0, .15)))
            ship[5] = (ship[5] + rng.gauss(0, 1.5)) % 360
            ship[2] += ship[4] / 360 * math.cos(math.radians(ship[5]))
            ship[3] += ship[4] / 240 * math.sin(math.radians(ship[5]))
            ship[5] = turned(*ship[2:4], ship[5])
            at = len(rows)
            rows.append([when.strftime("%Y-%m-%dT%H:%M:00Z"), ship[0], ship[1], f"{ship[2]:.5f}", f"{ship[3]:.5f}",
                         f"{ship[4]:.1f}",
                         f"{ship[5]:.0f}", ship[6], rng.choice(["under way", "under way", "under way", "restricted"])])
            for c in (3, 4):
                if rng.random() < .003:
                    leap = ship[c - 1] + rng.choice([-1, 1]) * rng.uniform(.5, 6)
                    wrong.append((at, c, rng.choice([f"{leap:.5f}", f"{leap:.5f}", f"{-ship[c - 1]:.5f}"])))
            if rng.random() < .003:
                wrong.append((at, 5, "102.3"))
            if rng.random() < .002:
                wrong.append((at, 7, f"{ship[6] * 10:.1f}"))
    return built(["utc", "mmsi", "name", "lat", "lon", "sog", "cog", "draught", "status"], rows, wrong)


@table("seventh_spikes")
def vitals(rng):
    """Vital signs of 16 patients, four times a day, 1,200 rows by patient, 10 columns: temperature, pulse, systolic and
    diastolic pressure, oxygen, breaths, weight. 0.6 % a column: temperatures without their point or in Fahrenheit, pulses
    with a digit twice, pressures in each other's column, oxygen 9 for 98, weights in pounds."""
    rows, wrong = [], []
    for k in range(16):
        pulse, upper, kilos, fever = rng.gauss(78, 9), rng.gauss(128, 14), rng.gauss(76, 13), rng.choice([0, 0, 0, 1.4])
        for i in range(75):
            when = datetime.datetime(2023, 2, 1, 6) + datetime.timedelta(hours=6 * i)
            heat = 36.6 + fever * math.exp(-((i - 25) / 12) ** 2) + .25 * (i % 4 == 2) + rng.gauss(0, .15)
            beats, high = round(pulse + 9 * (heat - 36.7) + rng.gauss(0, 4)), round(upper + rng.gauss(0, 6))
            low, weight = round(high * .62 + rng.gauss(0, 4)), kilos - i * .02 + rng.gauss(0, .2)
            at = len(rows)
            rows.append([f"P{k + 301}", when.strftime("%m/%d/%Y %I:%M %p"), f"{heat:.1f}", beats, high, low,
                         rng.choice([95, 96, 97, 97, 98, 98, 99]),
                         rng.randint(12, 19), f"{weight:.1f}", rng.choice(["", "", "", "", "asleep", "after walk"])])
            for c, text in ((2, f"{heat * 10:.0f}"), (2, f"{heat * 1.8 + 32:.1f}"), (3, f"{beats}{beats % 10}"),
                            (6, "9"), (8, f"{weight * 2.2046:.1f}")):
                if rng.random() < (.003 if c == 2 else .006):
                    wrong.append((at, c, text))
            if rng.random() < .006:
                wrong += [(at, 4, low), (at, 5, high)]
    return built(["patient", "measured", "temp_c", "pulse", "sys", "dia", "spo2", "breaths", "weight_kg", "note"], rows,
                 wrong)


@table("seventh_spikes")
def box_office(rng):
    """A theatre's tickets by day and house, 2,400 rows: weekends, a first night, dark Mondays at 0, a feast's matinée,
    a strike, prices that double for a star, refunds below zero. No mistake."""
    rows = []
    for k, house in enumerate(["Grand", "Studio", "Cellar"]):
        seats, level = (900, 220, 60)[k], .55
        for i in range(800):
            when = datetime.date(2016, 9, 1) + datetime.timedelta(i)
            level += .05 * (.55 - level) + rng.gauss(0, .02)
            feast = (when.month, when.day) in ((12, 31), (12, 26), (2, 14))
            fill = min(1, level * (.8, .85, .9, 1, 1.45, 1.7, 1.1)[when.weekday()] * (1.8 if feast else 1))
            star = i % 97 == 40
            shut = when.weekday() == 0 or when.month in (7, 8) or 300 <= i < 305
            matinee = when.month == 12 and when.weekday() == 5
            sold = 0 if shut else round(seats * (1 if star else fill * rng.uniform(.85, 1.1)) * (1 + matinee))
            refunds = -rng.randint(1, 4) * 20 if rng.random() < .06 else -sold * 30 if i == 299 else 0
            price = (60 if star else 30) - 8 * k
            rows.append([when.strftime("%a %d %b %Y"), house, sold, f"{sold * price:.2f}", refunds,
                         rng.randint(3, 9) + sold // 80,
                         0 if shut else rng.choice([1, 1, 2]), "dark" if shut else "gala" if star else ""])
    return Sheet(["date", "house", "sold", "takings", "refunds", "staff", "shows", "note"], rows)


@table("seventh_spikes")
def solar_home(rng):
    """A house hourly, 4,300 rows: sun that clouds cut, a car that charges at 11 kW now and then, a heat pump in cold
    nights, a battery that fills and empties, a tariff of two steps and a holiday. No mistake."""
    rows, charge, cold = [], 5.0, 6.0
    for i in range(4300):
        when = datetime.datetime(2020, 2, 3) + datetime.timedelta(hours=i)
        cold += .03 * (8 + 9 * math.sin((i / 24 - 60) / 58) - cold) + rng.gauss(0, .25)
        sun = max(0, math.sin((when.hour - 6) / 12 * math.pi)) * 7.5 * rng.choice([1, 1, .9, .4, .15])
        away = 1400 < i < 1740
        load = .25 + (0 if away else rng.gammavariate(1.5, .25) + 1.2 * (when.hour in (7, 12, 18, 19)) * rng.random())
        car = 11.0 if not away and when.hour in (22, 23) and rng.random() < .25 else 0
        heat = max(0, (8 - cold) * .22 + rng.gauss(0, .05)) if rng.random() < .8 else 0
        net = load + car + heat - sun
        step = max(-charge, min(10 - charge, -net, 3.3))
        charge += step
        rows.append([when.strftime("%Y-%m-%d %H:%M"), f"{sun:.2f}", f"{load:.2f}", f"{car:.1f}", f"{heat:.2f}",
                     f"{charge:.2f}", f"{net + step:.2f}", f"{cold:.1f}", ".31" if 6 <= when.hour < 22 else ".22"])
    return Sheet(["hour", "pv_kw", "load_kw", "car_kw", "heat_kw", "battery_kwh", "grid_kw", "out_c", "eur_kwh"], rows)
