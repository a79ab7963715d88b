"""Series a tenth time: gauges of rain, a watch on a wrist, meters that only count up; prices and cars on a road whose leaps are
real. Their sets are called tenth_spikes; see kind_tenth.py."""

import datetime
import math

from kind_sheet import Sheet, built, lister
from kind_tenth_lists import twin

TABLES = []
table = lister(TABLES)


@table("tenth_spikes")
def rain_gauges(rng):
    """Five stations by the day, in the order of stations, 5,475 rows, 7 columns: rain is mostly 0 and else heavy-tailed, warmth
    goes with the season, days are missing. 0.5 % of the highest and lowest warmth are 15 to 40 degrees off or have lost the
    point, 0.3 % of the rain is ten times a heavy one or -99.9."""
    rows, wrong = [], []
    for station, base in (("ALICE", 24), ("BOURNE", 11), ("CORBY", 10), ("DERWENT", 8), ("ELY", 10)):
        mood = 0.0
        for i in range(1095):
            if rng.random() < 0.01:
                continue
            day = datetime.date(2015, 1, 1) + datetime.timedelta(i)
            mood = 0.7 * mood + rng.gauss(0, 1.8)
            mean = base - 8 * math.cos((i - 20) / 365.25 * 2 * math.pi) + mood
            low, high = mean - abs(rng.gauss(4, 1.2)), mean + abs(rng.gauss(4.5, 1.2))
            rain = 0.0 if rng.random() < 0.62 else rng.lognormvariate(1, 1.2)
            rows.append(
                [
                    station,
                    f"{day:%Y%m%d}",
                    f"{rain:.1f}",
                    f"{low:.1f}",
                    f"{high:.1f}",
                    f"{max(0, rng.gauss(9, 4)):.0f}",
                    rng.choice(["", "", "", "T"]),
                ]
            )
            for c, v in ((3, low), (4, high)):
                if rng.random() < 0.005:
                    wrong.append(
                        (
                            len(rows) - 1,
                            c,
                            rng.choice([f"{v + rng.choice([-1, 1]) * rng.uniform(15, 40):.1f}", f"{v * 10:.0f}"]),
                        )
                    )
            if rng.random() < 0.003:
                wrong.append((len(rows) - 1, 2, rng.choice(["-99.9", f"{rng.uniform(700, 2000):.1f}"])))
    return built(
        ["station", "date", "rain_mm", "tmin", "tmax", "wind", "flag"], rows, [w for w in wrong if w[2] != rows[w[0]][w[1]]]
    )


@table("tenth_spikes")
def wristband(rng):
    """A watch on a wrist every minute, 7,200 rows, 6 columns: pulse, skin's warmth, steps (0 or many), oxygen told every tenth
    minute; runs lift the pulse over minutes, the watch is taken off for hours (blank). 0.4 % of the pulse is 0, 255 or doubled,
    0.3 % of the warmth some degrees off."""
    rows, wrong, pulse, skin, run = [], [], 62.0, 33.0, 0
    for i in range(7200):
        when = datetime.datetime(2022, 9, 5) + datetime.timedelta(minutes=i)
        off = when.hour == 7 and when.minute < 40 or i % 1440 in range(1130, 1175)
        run = run - 1 if run else rng.randint(15, 50) if 7 < when.hour < 21 and rng.random() < 0.002 else 0
        goal = 148 if run else 75 + 10 * math.sin(i / 90) if 7 <= when.hour < 23 else 54
        pulse += 0.15 * (goal - pulse) + rng.gauss(0, 1.6)
        skin += 0.02 * ((34.5 if when.hour < 7 else 32.5) - skin) + rng.gauss(0, 0.03)
        cells = [
            f"{pulse:.0f}",
            f"{skin:.2f}",
            rng.randint(130, 170) if run else max(0, int(rng.gauss(-20, 30))),
            rng.choice([96, 97, 97, 98, 98, 99]) if i % 10 == 0 else "",
        ]
        rows.append([f"{when:%Y-%m-%dT%H:%M:%SZ}", *([""] * 4 if off else cells), "run" if run else ""])
        if not off and rng.random() < 0.004:
            wrong.append((i, 1, rng.choice(["0", "255", f"{pulse * 2:.0f}"])))
        if not off and rng.random() < 0.003:
            wrong.append((i, 2, f"{skin + rng.choice([-1, 1]) * rng.uniform(4, 12):.2f}"))
    return built(["time", "bpm", "skin_c", "steps", "spo2", "activity"], rows, wrong)


@table("tenth_spikes")
def meter_reads(rng):
    """Meters of 40 flats by the day, 6,000 rows in the order of days, 5 columns: the reading only goes up, holidays stand still;
    times are milliseconds since 1970. 1 % of the readings have two digits exchanged, lost or one too many, and the next one is
    right again."""
    meters = {f"{rng.randrange(10**8):08}": [rng.uniform(2000, 60000), rng.lognormvariate(2, 0.5)] for _ in range(40)}
    rows, wrong = [], []
    for day in range(150):
        for k, (meter, state) in enumerate(meters.items()):
            state[0] += 0 if (day + 7 * k) % 97 < 6 else state[1] * rng.uniform(0.5, 1.6)
            text = f"{state[0]:.1f}"
            if rng.random() < 0.01 and 1 < day < 148:
                at = rng.randrange(0, 3)
                bad = rng.choice(
                    [
                        text[:at] + text[at + 1] + text[at] + text[at + 2 :],
                        text[:at] + text[at + 1 :],
                        text[:at] + text[at] + text[at:],
                    ]
                )
                if abs(float(bad) - state[0]) > 300:
                    wrong.append((len(rows), 3, bad))
            rows.append(
                [
                    1577836800000 + 86400000 * day + 61000 * k,
                    meter,
                    1 + k // 4,
                    text,
                    rng.choice(["auto", "auto", "auto", "manual"]),
                ]
            )
    return built(["ts", "meter", "floor", "kwh", "read"], rows, wrong)


@table("tenth_spikes")
def real_leaps(rng):
    """Prices of two shares (one is split by four, one falls by a third in a day), a coin with wild days, cars at a gate with
    holidays and one match day a fortnight, river that rises in a night. No mistake."""
    rows, prices, river = [], [120.0, 410.0, 9000.0], 1.2
    day = datetime.date(2017, 1, 2)
    for i in range(1300):
        day += datetime.timedelta(3 if day.weekday() == 4 else 1)
        prices = [
            p * math.exp(rng.gauss(0, s) * (4 if rng.random() < 0.02 else 1)) for p, s in zip(prices, (0.011, 0.014, 0.045))
        ]
        prices[1] /= 4 if i == 700 else 1
        prices[0] *= 0.67 if i == 431 else 1
        river = max(0.6, river * 0.93 + 0.06) + (rng.uniform(1, 3.5) if rng.random() < 0.02 else 0)
        rows.append(
            [
                f"{day:%d/%m/%Y}",
                *(f"{p:.2f}" for p in prices),
                int(rng.lognormvariate(13, 0.6)),
                int((900 if day.weekday() < 4 else 500) * rng.lognormvariate(0, 0.1) * (3 if i % 10 == 3 else 1)),
                f"{river:.2f}",
            ]
        )
    return Sheet(["date", "acme", "bravo", "coin", "volume", "cars", "river_m"], rows)


TABLES += [twin(make) for make in TABLES if make is not real_leaps]
