"""Series a ninth time: a roof of solar cells, refrigerators, a greenhouse, an engine on the test bed, tides of a month;
counters and prices whose leaps are real. Their sets are called ninth_spikes; see kind_ninth.py."""
import datetime
import math

from kind_sheet import Sheet, built, lister

TABLES = []
table = lister(TABLES)


@table("ninth_spikes")
def solar_roof(rng):
    """A roof's inverter every quarter of an hour, 6,000 rows, 9 columns: power with clouds and nights of 0, voltage, current,
    module's and air's warmth, energy of the day; 0.3 % of voltage, module and air are far off (65535, tenfold, 0 by day)."""
    rows, wrong, cloud, air, energy = [], [], 0.0, 14.0, 0.0
    for i in range(6000):
        when = datetime.datetime(2020, 4, 30) + datetime.timedelta(minutes=15 * i)
        hour = when.hour + when.minute / 60
        energy = 0.0 if when.hour == 0 and when.minute == 0 else energy
        cloud = max(0, min(.85, .9 * cloud + rng.gauss(.03, .12)))
        sun = max(0, math.sin((hour - 5.5) / 14 * math.pi)) if 5.5 < hour < 19.5 else 0
        power = 4200 * sun * (1 - cloud)
        air += .05 * (15 + 7 * math.sin((hour - 9) / 12 * math.pi) - air) + rng.gauss(0, .08)
        energy += power / 4000
        volts = 398 - 6 * sun + rng.gauss(0, 1.4) if sun else 0
        module = air + power / 170 + rng.gauss(0, .3)
        rows.append([when.strftime("%Y-%m-%d %H:%M:%S"), "INV-1", f"{power:.0f}", f"{volts:.1f}",
                     f"{power / volts if volts else 0:.2f}", f"{module:.1f}", f"{air:.1f}", f"{energy:.2f}", "running" if sun else "standby"])
        for c, own, far in ((3, volts, 160), (5, module, 45), (6, air, 25)):
            if rng.random() < .003 and (c != 3 or sun):
                draw = rng.choice([6553.5, own * 10, own + far, own - far])
                wrong.append((i, c, f"{draw:.1f}"))
    return built(["timestamp", "inverter", "ac_power_w", "dc_volts", "dc_amps", "module_c", "ambient_c", "yield_kwh", "state"], rows,
                 [w for w in wrong if w[2] != rows[w[0]][w[1]]])


@table("ninth_spikes")
def cold_chain(rng):
    """Twelve refrigerators, long, 9,600 rows in the order of time, 5 columns: compressors' teeth, doors that open for a quarter
    of an hour, defrosting at night; 0.4 % of the readings are 85.0, -127.0 or 9 to 20 degrees off for one reading."""
    units = {f"FR-{k:02}": [rng.choice([4.0, 5.0, -18.0]), rng.random() * 6, 0.0] for k in range(1, 13)}
    rows, wrong = [], []
    for k in range(800):
        for name, unit in units.items():
            when = datetime.datetime(2023, 2, 1) + datetime.timedelta(minutes=5 * k, seconds=list(units).index(name) * 7)
            unit[2] = unit[2] * .6 + (rng.uniform(1, 3) if 7 < when.hour < 20 and rng.random() < .03 else 0)
            frost = 2.5 if when.hour == 3 and when.minute < 25 else 0
            value = unit[0] + .8 * math.sin((k + unit[1]) / 6 * math.pi) + unit[2] + frost + rng.gauss(0, .1)
            if rng.random() < .004:
                wrong.append((len(rows), 3, rng.choice(["85.0", "-127.0", f"{value + rng.choice([-1, 1]) * rng.uniform(9, 20):.1f}"])))
            rows.append([when.strftime("%d.%m.%Y %H:%M:%S"), name, "freezer" if unit[0] < 0 else "fridge", f"{value:.1f}",
                         rng.randint(60, 100)])
    return built(["time", "unit", "kind", "celsius", "battery"], rows, wrong)


@table("ninth_spikes")
def greenhouse(rng):
    """A greenhouse every ten minutes, 3,000 rows, 8 columns: warmth and damp in two bays, carbon dioxide, light, moisture of soil
    that falls between waterings; readings lost singly; 0.4 % of warmth, damp, carbon dioxide leap for one reading."""
    rows, wrong, warm, damp, soil = [], [], [20.0, 21.0], [70.0, 68.0], 40.0
    for i in range(3000):
        when = datetime.datetime(2021, 5, 1) + datetime.timedelta(minutes=10 * i)
        sun = max(0, math.sin((when.hour + when.minute / 60 - 6) / 13 * math.pi))
        soil = 44.0 if soil < 28 else soil - .02 - .05 * sun
        gas = 420 + 380 * (1 - sun) + rng.gauss(0, 8)
        for k in range(2):
            warm[k] += .08 * (18 + 11 * sun + k - warm[k]) + rng.gauss(0, .1)
            damp[k] += .08 * (85 - 28 * sun - damp[k]) + rng.gauss(0, .5)
        values = [warm[0], warm[1], damp[0], damp[1], gas, 52000 * sun * rng.uniform(.6, 1), soil]
        cells = [f"{v:.{p}f}" if rng.random() > .004 else "" for v, p in zip(values, (1, 1, 1, 1, 0, 0, 1))]
        rows.append([when.strftime("%m/%d/%y %H:%M"), *cells])
        for c, far, p in ((0, 9, 1), (1, 9, 1), (2, 28, 1), (3, 28, 1), (4, 900, 0)):
            if cells[c] and rng.random() < .004:
                off = values[c] + rng.choice([-1, 1]) * far * rng.uniform(1, 2.2)
                wrong.append((i, 1 + c, f"{max(0, off):.{p}f}"))
    return built(["time", "bay1_c", "bay2_c", "bay1_rh", "bay2_rh", "co2_ppm", "lux", "soil_pct"], rows, wrong)


@table("ninth_spikes")
def tide_gauge(rng):
    """A tide gauge by the hour, 740 rows, 5 columns: level with two tides of the moon, water's warmth, air pressure; 1 % of level
    and pressure have a digit too many or are a metre, thirty hectopascals off."""
    rows, wrong, surge, air = [], [], 0.0, 1013.0
    for i in range(740):
        when = datetime.datetime(2018, 10, 1) + datetime.timedelta(hours=i)
        surge = .97 * surge + rng.gauss(0, .02)
        air += .02 * (1013 - air) + rng.gauss(0, .35)
        level = 3.1 + 1.4 * math.sin(i / 12.42 * 2 * math.pi) + .45 * math.sin(i / 12 * 2 * math.pi) + surge
        rows.append([when.strftime("%Y-%m-%dT%H:%M"), f"{level:.2f}", f"{14 - i / 200 + rng.gauss(0, .05):.1f}", f"{air:.1f}",
                     rng.choice(["", "", "", "A"])])
        for c, draw in ((1, lambda: f"{level + rng.choice([-1, 1]) * rng.uniform(1.2, 2.5):.2f}"),
                        (3, lambda: rng.choice([f"{air + rng.choice([-30, 30]):.1f}", f"{air / 10:.1f}"]))):
            if rng.random() < .01:
                wrong.append((i, c, draw()))
    return built(["time", "level_m", "water_c", "hpa", "flag"], rows, wrong)


@table("ninth_spikes")
def counters(rng):
    """Visitors by the hour at three doors with school groups, a shop's takings with sales days, a power price that falls
    below nothing on windy Sundays for hours, snow that falls in a night. No mistake."""
    rows, snow, wind = [], 0.0, 0.0
    for i in range(4000):
        when = datetime.datetime(2019, 11, 4) + datetime.timedelta(hours=i)
        wind = .95 * wind + rng.gauss(0, .3)
        shut = when.hour < 9 or when.hour > 18
        doors = [0 if shut else int(rng.lognormvariate(2.5, .5)) + (rng.randint(25, 60) if rng.random() < .03 else 0) for _ in range(3)]
        price = 42 + 12 * math.sin((when.hour - 8) / 12 * math.pi) - 14 * wind - (12 if when.weekday() == 6 else 0) + rng.gauss(0, 1.5)
        snow = max(0, snow - .05) + (rng.uniform(1, 4) if math.sin(i / 90) > .9 and rng.random() < .4 else 0)
        rows.append([when.strftime("%Y-%m-%d %H:00"), *doors, 0 if shut else f"{sum(doors) * rng.uniform(3, 9) * (3 if i // 24 % 30 == 12 else 1):.2f}",
                     f"{price:.2f}", f"{snow:.0f}"])
    return Sheet(["hour", "door_a", "door_b", "door_c", "takings", "eur_mwh", "snow_cm"], rows)
