"""Series of sensors a sixth time: a wall of sensors, stations of pollutants one below the other, a short list of
samples; peaks that are real. Their sets are called sixth_KIND; see kind_sixth.py."""
import datetime
import math

from kind_sheet import Sheet, built, lister

TABLES = []
table = lister(TABLES)


@table("sixth_spikes")
def bridge(rng):
    """A bridge, every ten minutes, 2,900 rows, 22 columns: strains in microns, tilts in milliradians, temperatures,
    all of which follow the sun and the traffic; 0.25 % of the cells leap for a row: six to forty deviations, 0, the
    sign lost."""
    rows, wrong = [], []
    tracks = [(rng.uniform(-400, 400), rng.uniform(5, 60), rng.uniform(.5, 3)) for _ in range(12)]
    tilts = [(rng.uniform(-3, 3), rng.uniform(.05, .4), .01) for _ in range(5)]
    heat = 12.0
    for i in range(2900):
        when = datetime.datetime(2022, 3, 20) + datetime.timedelta(minutes=10 * i)
        sun = max(0, math.sin((i % 144 - 36) / 144 * 2 * math.pi))
        heat += .05 * (11 + 9 * sun + 3 * math.sin(i / 700) - heat) + rng.gauss(0, .04)
        load = rng.expovariate(1) * (.3 + sun)
        values = [(a + b * (heat - 12) / 6 + s * rng.gauss(0, 1) + s * load, s, 1) for a, b, s in tracks]
        values += [(a + b * (heat - 12) / 6 + s * rng.gauss(0, 1), s, 3) for a, b, s in tilts]
        values += [(heat + k / 3 + rng.gauss(0, .08), .1, 1) for k in range(4)]
        rows.append([when.strftime("%d-%b-%y %H:%M"), *(f"{v:.{p}f}" for v, _, p in values)])
        for c, (v, s, p) in enumerate(values):
            if rng.random() < .0025:
                leap = v + rng.choice([-1, 1]) * s * rng.uniform(6, 40)
                wrong.append((i, 1 + c, rng.choice([f"{leap:.{p}f}", f"{leap:.{p}f}", f"{0:.{p}f}",
                                                    f"{-v:.{p}f}" if abs(v) > 20 * s else f"{leap:.{p}f}"])))
    return built(["stamp", *(f"SG{k + 1:02}" for k in range(12)), *(f"TL{k + 1}" for k in range(5)),
                  *(f"T{k + 1}" for k in range(4))], rows, [w for w in wrong if rows[w[0]][w[1]] != w[2]])


@table("sixth_spikes")
def pollutants(rng):
    """Air of eight stations and five pollutants, hourly, long, 20,000 rows by station and pollutant: skewed values
    with a course of the day and calm days; 0.3 % are ten times too large, -999 or far off; with unit and state."""
    rows, wrong = [], []
    units = {"NO2": (22, "ug/m3", 1), "O3": (55, "ug/m3", 1), "PM10": (18, "ug/m3", 1), "CO": (.35, "mg/m3", 3),
             "SO2": (2.5, "ug/m3", 1)}
    for k in range(8):
        where = f"DE{rng.choice(['BE', 'NW', 'HH'])}{rng.randint(10, 99):03}"
        for name, (level, unit, p) in units.items():
            slow, level = 0.0, level * rng.lognormvariate(0, .3)
            for i in range(500):
                when = datetime.datetime(2019, 6, 3) + datetime.timedelta(hours=i)
                slow = .93 * slow + rng.gauss(0, .13)
                day = .45 * math.cos((i % 24 - (15 if name == "O3" else 8)) / 24 * 2 * math.pi)
                value = level * math.exp(slow + day + rng.gauss(0, .07))
                if rng.random() < .02:
                    continue
                rows.append([where, name, when.isoformat(sep=" "), f"{value:.{p}f}", unit, rng.choice("VVVVVVVP")])
                if rng.random() < .003:
                    wrong.append((len(rows) - 1, 3, rng.choice([f"{value * 10:.{p}f}", "-999", f"{level * rng.uniform(9, 25):.{p}f}",
                                                                f"{-value:.{p}f}"])))
    return built(["station", "pollutant", "start", "value", "unit", "flag"], rows, wrong)


@table("sixth_spikes")
def lab_samples(rng):
    """Water of a plant, daily, 310 rows, 9 columns: pH, turbidity, chlorine, temperature, hardness, flow; 1 % of
    the values have the decimal point in another place or are far off for a day."""
    rows, wrong = [], []
    state = [7.4, .35, .52, 9.0, 14.2, 5200.0]
    for i in range(310):
        for k, (level, step) in enumerate(((7.4, .03), (.35, .03), (.52, .02), (9 + 7 * math.sin(i / 58), .25),
                                           (14.2, .12), (5200 - 500 * (i % 7 > 4), 90))):
            state[k] += .3 * (level - state[k]) + rng.gauss(0, step)
        shown = [f"{v:.{p}f}" for v, p in zip(state, (2, 2, 2, 1, 1, 0))]
        rows.append([(datetime.date(2020, 1, 6) + datetime.timedelta(i)).strftime("%m/%d/%Y"), *shown,
                     rng.choice(["Weber", "Toth", "Silva"]), rng.choice(["clear", "clear", "clear", "slightly cloudy"])])
        for c, (v, p, s) in enumerate(zip(state, (2, 2, 2, 1, 1, 0), (.08, .08, .06, .6, .4, 250))):
            if rng.random() < .012:
                wrong.append((i, 1 + c, rng.choice([f"{v * 10:.{p}f}", f"{v / 10:.{p}f}", f"{v + 8 * s:.{p}f}", f"{v + 14 * s:.{p}f}"])))
    return built(["date", "ph", "turbidity_ntu", "cl2_mg_l", "temp_c", "hardness_dh", "flow_m3", "analyst", "look"],
                 rows, wrong)


@table("sixth_spikes")
def crossings(rng):
    """Traffic at nine crossings by the quarter of an hour, wide, with rushes, a closed road, a concert's end, buses
    on the hour; noise that lorries lift, a light that is on or off. No mistake."""
    rows = []
    scale = [rng.uniform(8, 160) for _ in range(9)]
    for i in range(2700):
        when = datetime.datetime(2018, 9, 3) + datetime.timedelta(minutes=15 * i)
        rush = .1 + sum(math.exp(-((when.hour + when.minute / 60 - h) / 1.6) ** 2) for h in (8, 17))
        rush *= .55 if when.weekday() > 4 else 1
        feast = 4 if i % 672 == 619 else 1
        counts = [int(max(0, rng.gauss(s * rush, (s * rush) ** .5))) for s in scale]
        counts[3] *= feast
        counts[6] = 0 if 1200 <= i < 1330 else counts[6]
        noise = 48 + 9 * math.log10(1 + sum(counts)) + rng.gauss(0, .8) + (rng.uniform(6, 14) if rng.random() < .01 else 0)
        rows.append([when.strftime("%Y-%m-%dT%H:%MZ"), *counts, 6 if when.minute == 0 and 5 < when.hour < 22 else 0,
                     f"{noise:.1f}", int(not 6 < when.hour < 20)])
    return Sheet(["t", *(f"x{k}" for k in range(1, 10)), "buses", "laeq_db", "lamp"], rows)
