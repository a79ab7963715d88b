"""Series of sensors a fifth time: meters with a column for each hour, buoys of which the rows are mixed, floods
and frost that are real. Their sets are called fifth_KIND; see kind_fifth.py."""
import datetime
import math

from kind_sheet import Sheet, built, lister

TABLES = []
table = lister(TABLES)


@table("fifth_spikes")
def hourly_meters(rng):
    """Energy of 16 meters, a row for each day and a column for each hour, 1,450 rows; houses, shops and a plant
    of other scales; 0.2 % of the cells are ten or a hundred times too large, 9999 or negative; holidays and
    outages are right."""
    rows, wrong = [], []
    for meter in range(16):
        base, peak = (.3, 1.6) if meter < 10 else (4, 22) if meter < 14 else (180, 240)
        top, gone = rng.choice([8, 13, 19]), rng.randrange(90)
        for day in range(91):
            when = datetime.date(2021, 1, 4) + datetime.timedelta(day)
            quiet = .6 if when.weekday() > 4 else 1
            loads = [base + peak * quiet * max(0, math.cos((hour - top) * math.pi / 9)) ** 2 for hour in range(24)]
            loads = [max(.01, load * rng.lognormvariate(0, .18)) for load in loads]
            if day == gone:
                loads = [0 if 9 <= hour < 13 else load for hour, load in enumerate(loads)]
            if rng.random() < .005:
                continue
            rows.append([f"MTR{4100 + 17 * meter}", when.strftime("%d.%m.%Y"), *(f"{load:.2f}" for load in loads)])
            for c, load in enumerate(loads):
                if load and rng.random() < .002:
                    wrong.append((len(rows) - 1, 2 + c, rng.choice([f"{load * 10:.2f}", f"{load * 100:.2f}", "9999.00",
                                                                    f"{-load:.2f}"])))
    return built(["meter", "date", *(f"h{hour:02}" for hour in range(24))], rows, wrong)


@table("fifth_spikes")
def buoys(rng):
    """Five buoys, hourly, 6,000 rows in order of time: waves, period, water, air pressure, wind; storms raise
    several at once; 0.4 % of the readings leap: 99.0, tens too large, a jump of five to twelve deviations;
    cells are lost."""
    rows, wrong = [], []
    storm = [0.0] * 1200
    for _ in range(9):
        at, power, length = rng.randrange(1200), rng.uniform(3, 9), rng.randint(8, 30)
        for i in range(max(0, at - 60), min(1200, at + 60)):
            storm[i] += power * math.exp(-((i - at) / length) ** 2)
    state = {f"B{k}": [rng.uniform(-.3, .3), rng.uniform(9, 15)] for k in (41, 42, 46, 51, 62)}
    for i in range(1200):
        when = datetime.datetime(2020, 10, 1) + datetime.timedelta(hours=i)
        for k, (buoy, now) in enumerate(state.items()):
            power = storm[max(0, i - 5 * k)]
            now[0] = .9 * now[0] + rng.gauss(0, .06)
            now[1] += rng.gauss(-.002, .03)
            values = [max(.2, 1 + .45 * power + now[0]), 6 + .5 * power + rng.gauss(0, .3), now[1],
                      1016 - 3.2 * power + rng.gauss(0, .5), max(0, 5 + 1.6 * power + rng.gauss(0, 1.2))]
            texts = [f"{values[0]:.1f}", f"{values[1]:.0f}", f"{values[2]:.1f}", f"{values[3]:.1f}", f"{values[4]:.1f}"]
            rows.append([buoy, when.strftime("%Y %m %d %H00"), *(t if rng.random() > .03 else "" for t in texts)])
            for c, (value, step) in enumerate(zip(values, (.9, 3, 1.5, 6, 6))):
                if rows[-1][2 + c] and rng.random() < .004:
                    leap = value + rng.choice([-1, 1]) * step * rng.uniform(2, 5)
                    wrong.append((len(rows) - 1, 2 + c, rng.choice(["99.0", f"{value * 10:.1f}", f"{leap:.1f}",
                                                                    f"{leap:.1f}"])))
    return built(["buoy", "utc", "wvht", "dpd", "wtmp", "pres", "wspd"], rows, wrong)


@table("fifth_spikes")
def river(rng):
    """A river, half-hourly, 5,000 rows: rain in showers, a level that leaps and ebbs, snow that melts,
    turbidity with pulses, a pump that runs at times, a battery that is exchanged. No mistake."""
    rows, level, snow, volts = [], 1.1, 30.0, 12.9
    for i in range(5000):
        rain = rng.expovariate(.4) if rng.random() < .04 else 0
        level += .12 * rain + (1.1 - level) * .03 + rng.gauss(0, .004)
        snow = max(0, snow + (rng.uniform(2, 9) if rng.random() < .004 else -.02))
        volts = 12.9 if rng.random() < .001 else volts - .0006
        murk = abs(rng.gauss(4, 1)) + 14 * rain + (rng.uniform(30, 200) if rng.random() < .003 else 0)
        rows.append([(datetime.datetime(2019, 2, 1) + datetime.timedelta(minutes=30 * i)).isoformat(), f"{rain:.1f}",
                     f"{level:.3f}", f"{snow:.0f}", f"{murk:.1f}", rng.choice([2.2, 2.3]) if i % 90 < 4 else 0.0,
                     f"{volts:.2f}"])
    return Sheet(["time", "rain_mm", "level_m", "snow_cm", "ntu", "pump_kw", "battery_v"], rows)


@table("fifth_spikes")
def takings(rng):
    """A bakery's week: takings with feasts, a day shut, deliveries of whole crates, prices that step, guests by
    bus. No mistake."""
    rows, price = [], 2.4
    for i in range(1500):
        when = datetime.date(2017, 3, 1) + datetime.timedelta(i)
        price += .1 * (i % 250 == 249)
        guests = int(rng.gauss(140, 14) * (1.7 if when.weekday() == 5 else 1)) + (50 if rng.random() < .02 else 0)
        guests = 0 if when.weekday() == 6 or (when.month, when.day) in ((1, 1), (12, 25)) else guests
        guests = int(guests * 2.6) if (when.month, when.day) in ((12, 24), (2, 14), (12, 31)) else guests
        rows.append([when.strftime("%d/%m/%Y"), guests, f"{guests * price * rng.gauss(1.5, .05):.2f}", f"{price:.2f}",
                     rng.choice([0, 0, 0, 24, 48, 240]), f"{rng.gauss(19, 1.5):.1f}"])
    return Sheet(["day", "guests", "takings", "roll", "crates", "shop_c"], rows)
