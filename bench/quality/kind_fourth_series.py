"""Series of sensors a fourth time: hives side by side in columns, a plant's tags below one another, a wristband's counts.
Their sets are called fourth_KIND; see kind_fourth.py."""
import datetime
import math

from kind_sheet import Sheet, built, lister, some

TABLES = []
table = lister(TABLES)


@table("fourth_spikes")
def hives(rng):
    """Six hives side by side, every ten minutes, 4,300 rows: inner temperatures, weights, outside; -127 and 85 of a sensor
    without contact, spikes of some degrees or kilograms, one weight that stands still for eight hours; some cells lost."""
    start, rows, wrong = datetime.datetime(2021, 5, 20), [], []
    weights = [rng.uniform(28, 44) for _ in range(3)]
    for i in range(4300):
        hour = i / 6
        outside = 16 + 6 * math.sin((hour - 9) * math.pi / 12) + 3 * math.sin(hour / 60) + rng.gauss(0, .15)
        weights = [w + .004 * max(0, math.sin((hour - 9) * math.pi / 12)) - .001 + rng.gauss(0, .008) for w in weights]
        cells = [f"{34.6 + .02 * (outside - 16) + rng.gauss(0, .08):.2f}" for _ in range(3)] + [f"{w:.2f}" for w in weights] + [f"{outside:.1f}"]
        rows.append([(start + datetime.timedelta(minutes=10 * i)).strftime("%Y-%m-%d %H:%M:%S"), *(c if rng.random() > .01 else "" for c in cells)])
    for r in some(rng, 4300, .02):
        c = rng.choice([1, 2, 3, 4, 5, 6, 7])
        if rows[r][c]:
            own = float(rows[r][c])
            wrong.append((r, c, f"{rng.choice([-127, 85, own + 4, own - 3.5]):.2f}" if c < 4 else f"{own + rng.choice([-9, -2, 2.4, 11]):.2f}" if c < 7 else f"{rng.choice([-127, 85, own + 9]):.1f}"))
    return built(["timestamp", "brood_1", "brood_2", "brood_3", "scale_1", "scale_2", "scale_3", "ambient"], rows, wrong)


@table("fourth_spikes")
def plant(rng):
    """A plant's historian, long: tag, time, value, quality; nine tags of other units and rhythm, interleaved, 11,000 rows;
    0.5 % of the values are spikes, zeros or ten times too large."""
    tags = {"TI-101": (180, 2, .3), "TI-102": (95, 4, .2), "PI-201": (6.2, .1, .02), "PI-202": (1.02, .01, .002), "FI-301": (420, 25, 4), "LI-401": (63, 6, .3), "AI-501": (7.1, .1, .02), "JI-601": (1450, 60, 9), "SI-701": (2980, 4, 1)}
    rows, wrong = [], []
    for i in range(1230):
        when = datetime.datetime(2023, 1, 9, 6) + datetime.timedelta(seconds=60 * i)
        for k, (tag, (level, swing, noise)) in enumerate(tags.items()):
            if rng.random() < .02:
                continue
            value = level + swing * math.sin(i / (40 + 17 * k)) + rng.gauss(0, noise)
            rows.append([tag, (when + datetime.timedelta(seconds=rng.choice([0, 1]))).isoformat() + "Z", f"{value:.4g}", "GOOD" if rng.random() < .97 else "UNCERTAIN"])
            if rng.random() < .005:
                wrong.append((len(rows) - 1, 2, f"{rng.choice([0, value * 10, value / 10, level + 6 * swing, level - 5 * swing]):.4g}"))
    return built(["tag", "ts", "value", "quality"], rows, wrong)


@table("fourth_spikes")
def wristband(rng):
    """Heart rate every five seconds of four people in whole numbers, resting and running; 200s, 30s and jumps of 40 for
    one to three readings in 0.6 %; with the minute's steps. 9,000 rows."""
    rows, wrong = [], []
    for person in ("p01", "p02", "p03", "p04"):
        rate, goal, skin = rng.uniform(58, 75), 65, 33.0
        for i in range(2250):
            if i % 180 == 0:
                goal = rng.choice([60, 66, 72, 95, 130])
            rate += (goal - rate) * .03 + rng.gauss(0, .7)
            skin += rng.gauss(0, .02) + (33 - skin) * .01
            rows.append([person, i * 5, round(rate), f"{skin:.1f}", 0 if goal < 90 else rng.randint(9, 14)])
    r = 0
    while r < len(rows) - 4:
        r += int(rng.expovariate(1 / 260)) + 4
        shift = rng.choice([-40, 45, 200, 30])
        for j in range(rng.choice([1, 1, 2, 3])):
            if r + j < len(rows):
                wrong.append((r + j, 2, shift if shift in (200, 30) else rows[r + j][2] + shift))
    return built(["subject", "second", "bpm", "skin_c", "steps"], rows, wrong)


@table("fourth_spikes")
def car_park(rng):
    """Free places with feasts, a gate that closes, wind gusts, a tide with storms, a price that the market sets. No mistake."""
    rows, price = [], 60.0
    for i in range(4000):
        hour = i % 24
        price = max(-80, price + rng.gauss(0, 6) + (60 - price) * .1 + (rng.choice([-90, 140]) if rng.random() < .006 else 0))
        taken = int(300 * max(0, math.sin((hour - 6) * math.pi / 15))) + rng.randint(0, 9)
        taken = 480 if rng.random() < .01 else taken
        gust = abs(rng.gauss(6, 2)) + (rng.expovariate(.1) if rng.random() < .04 else 0)
        tide = 2.8 * math.sin(i * math.pi / 6.2) + rng.gauss(0, .05) + (1.4 if i % 900 in range(5) else 0)
        rows.append([(datetime.datetime(2022, 2, 1) + datetime.timedelta(hours=i)).strftime("%d.%m.%Y %H:%M"), max(0, 480 - taken), f"{gust:.1f}", f"{tide:.2f}", f"{price:.2f}"])
    return Sheet(["Stunde", "frei", "boe", "pegel", "eur_mwh"], rows)


@table("fourth_spikes")
def machines(rng):
    """Machines that run and stand, one after the other: power, speed, a temperature that follows, a counter that starts
    again, doors that are opened. No mistake."""
    rows = []
    for m in ("M1", "M2", "M3"):
        on, heat, count, cold = False, 22.0, 0, 4.0
        for i in range(1800):
            on = (not on) if rng.random() < .02 else on
            heat += ((64 if on else 22) - heat) * .08 + rng.gauss(0, .2)
            count = 0 if i % 480 == 0 else count + on * rng.randint(2, 4)
            cold += (4 - cold) * .2 + rng.gauss(0, .1) + (rng.uniform(2, 6) if rng.random() < .01 else 0)
            rows.append([m, i, f"{(11 + rng.gauss(0, .4)) * on + .3:.2f}", 1480 + rng.randint(-6, 6) if on else 0, f"{heat:.1f}", count, f"{cold:.1f}"])
    return Sheet(["machine", "minute", "kw", "rpm", "bearing", "pieces", "coolbox"], rows)
