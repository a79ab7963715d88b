"""Series an eighth time: an Italian air monitor, sensors on a desk, a car's log, wells in long form; geysers and rides
whose leaps are real. Their sets are called eighth_spikes; see kind_eighth.py."""
import datetime
import math

from kind_sheet import Sheet, built, lister, names

TABLES = []
table = lister(TABLES)


def leap(rng, value, deviation, places):
    """The value 9 to 30 deviations off, or a dead sensor's 0, or without its point."""
    off = value + rng.choice([-1, 1]) * deviation * rng.uniform(9, 30)
    return rng.choice([f"{off:.{places}f}", f"{off:.{places}f}", f"{value * 10:.{places}f}", f"{0:.{places}f}"])


@table("eighth_spikes")
def aria(rng):
    """Air in an Italian town by the hour, 4,000 rows, 11 columns, day and hour apart, decimal commas: gases that follow
    traffic, warmth, humidity; two gaps of a sensor of days, single cells missing (no mistake). 0.25 % leap."""
    rows, wrong, level, warm = [], [], 1.0, 12.0
    for i in range(4000):
        when = datetime.datetime(2014, 3, 10, 18) + datetime.timedelta(hours=i)
        rush = math.exp(-((when.hour - 8) / 2.2) ** 2) + 1.2 * math.exp(-((when.hour - 19) / 2.5) ** 2)
        level += .3 * (.6 + rush * (.6 if when.weekday() > 4 else 1) - level) + rng.gauss(0, .04)
        warm += .06 * (16 + 6 * math.sin((when.hour - 9) / 12 * math.pi) + 8 * math.sin(i / 1400) - warm) + rng.gauss(0, .2)
        level = max(.2, level)
        scaled = [(2 * level, .1, 1), (1050 * (1 + .15 * level), 12, 0), (9 * level, .5, 1), (180 * level, 9, 0),
                  (95 * level, 5, 0), (1500 - 180 * level, 14, 0), (700 + 330 * level, 15, 0), (warm, .3, 1),
                  (65 - 1.6 * (warm - 14), 1.5, 1)]
        values = [v + rng.gauss(0, s / 2) for v, s, _ in scaled]
        cells = [f"{v:.{p}f}".replace(".", ",") for v, (_, _, p) in zip(values, scaled)]
        for c, (_, s, p) in enumerate(scaled):
            if rng.random() < .01 or c == 2 and (900 < i < 1010 or 2500 < i < 2560):
                cells[c] = ""
            elif rng.random() < .0025:
                wrong.append((i, 2 + c, leap(rng, values[c], 2 * s, p).replace(".", ",")))
        rows.append([when.strftime("%d/%m/%Y"), when.strftime("%H.00.00"), *cells])
    return built(["Data", "Ora", "CO", "S1", "C6H6", "NOx", "NO2", "S3", "S5", "T", "UR"], rows, wrong)


@table("eighth_spikes")
def desk_sensors(rng):
    """Three devices that report by turns every few seconds, 9,000 rows by time, 8 columns: gas, humidity, light, smoke,
    temperature, each at its own level; light goes on and off. 0.25 % of gas, humidity, smoke, temperature leap."""
    devices = [[f"b8:27:eb:{rng.randrange(256):02x}:{rng.randrange(256):02x}", rng.uniform(.003, .007), rng.uniform(48, 76),
                rng.uniform(.015, .025), rng.uniform(19, 27), rng.random() < .5] for _ in range(3)]
    rows, wrong, clock = [], [], 1594512000.0
    for i in range(9000):
        clock += rng.expovariate(1 / 9)
        device = rng.choice(devices)
        for c, pull, step in ((1, .005, .00004), (2, 60, .12), (3, .02, .0002), (4, 23, .05)):
            device[c] += rng.gauss(0, step) + .001 * (pull - device[c])
        device[5] = device[5] if rng.random() > .01 else not device[5]
        spread = [(device[1], .0001, 6), (device[2], .3, 1), (device[3], .0005, 6), (device[4], .15, 1)]
        cells = [f"{v:.{p}f}" for v, _, p in spread]
        rows.append([f"{clock:.3f}", device[0], cells[0], cells[1], str(device[5]).lower(), cells[2], cells[3],
                     str(rng.random() < .02).lower()])
        for c, (v, s, p) in zip((2, 3, 5, 6), spread):
            if rng.random() < .0025:
                wrong.append((i, c, leap(rng, v, s, p)))
    return built(["ts", "device", "co", "humidity", "light", "smoke", "temp", "motion"], rows, wrong)


@table("eighth_spikes")
def car_log(rng):
    """A car's log by the second, 3,600 rows, 9 columns: speed, revolutions by gear, throttle, coolant, fuel, volts, odometer;
    stops at 0 km/h are real. 0.3 % of speed, revolutions, coolant, fuel, volts leap (255, 0, tenfold)."""
    rows, wrong = [], []
    speed, target, coolant, fuel, odometer = 0.0, 50, 22.0, 61.0, 48211.0
    for i in range(3600):
        if rng.random() < .02:
            target = rng.choice([0, 0, 30, 50, 50, 80, 110, 130])
        speed = max(0, speed + max(-3.5, min(2.2, .15 * (target - speed))) + rng.gauss(0, .3) * (speed > 1))
        gear = 0 if speed < 1 else min(6, 1 + int(speed / 22))
        revs = 780 + rng.gauss(0, 12) if not gear else speed * (118, 66, 45, 35, 28, 24)[gear - 1] + rng.gauss(0, 15)
        coolant += .006 * (91 - coolant) + rng.gauss(0, .1)
        fuel -= .0012
        odometer += speed / 3600
        volts = 14.1 + rng.gauss(0, .04)
        rows.append([f"{7 + i // 3600:02}:{i // 60 % 60:02}:{i % 60:02}", round(speed), round(revs), gear,
                     round(max(0, min(100, 8 + 9 * (target - speed > 2) * rng.uniform(2, 5)))), round(coolant), f"{fuel:.1f}",
                     f"{volts:.2f}", f"{odometer:.1f}"])
        for c, draw in ((1, lambda: 255), (2, lambda: rng.choice([16383, round(revs * 10), 0])),
                        (5, lambda: rng.choice([-40, 215, 0])), (6, lambda: rng.choice(["0.0", f"{fuel * 1.6:.1f}", "99.9"])),
                        (7, lambda: rng.choice([f"{volts * 10:.1f}", "0.00", f"{volts - rng.uniform(2, 6):.2f}"]))):
            if rng.random() < .003:
                wrong.append((i, c, draw()))
    return built(["time", "speed_kmh", "rpm", "gear", "throttle", "coolant_c", "fuel_l", "volts", "odo_km"], rows, wrong)


@table("eighth_spikes")
def wells(rng):
    """Ten wells in long form, 8,400 rows by well, quantity and day, 6 columns: depth (m), temperature (°C), conductivity
    (µS/cm), nitrate (mg/l) in one column of values; recharge in winter, missing days. 0.5 % leap, or are 999.9."""
    kinds = {"water_level": ("m", .05, 2), "temperature": ("°C", .08, 1), "conductivity": ("µS/cm", 6, 0),
             "nitrate": ("mg/l", .5, 1)}
    rows, wrong = [], []
    for well in [f"GW-{n[:4].upper()}" for n in names(rng, 10, (2, 3))]:
        bases = dict(zip(kinds, (rng.uniform(4, 40), rng.uniform(9, 13), rng.uniform(350, 900), rng.uniform(8, 45))))
        for kind, (unit, step, places) in kinds.items():
            drift = 0.0
            for k in range(210):
                drift = .97 * drift + rng.gauss(0, step)
                day = datetime.date(2017, 10, 1) + datetime.timedelta(k + k // 30)
                value = bases[kind] * (1 + .05 * math.sin(k / 210 * 6)) + drift
                at = len(rows)
                rows.append([well, kind, day, f"{value:.{places}f}", unit, rng.choice(["valid", "valid", "provisional"])])
                if rng.random() < .005:
                    wrong.append((at, 3, rng.choice(["999.9", leap(rng, value, 3 * step, places)])))
    return built(["well", "parameter", "day", "value", "unit", "state"], rows, wrong)


@table("eighth_spikes")
def geyser(rng):
    """Water and steam at three vents every five minutes, 5,000 rows: eruptions at nearly even times that rise at once and
    die off slowly, a shut gauge that stays at 0 in winter, an earthquake that all vents show. No mistake."""
    rows, heat = [], [0.0, 0.0, 0.0]
    periods, last = (18, 47, 131), [0, 0, 0]
    for i in range(5000):
        when = datetime.datetime(2011, 6, 1) + datetime.timedelta(minutes=5 * i)
        for k in range(3):
            last[k] += 1
            heat[k] *= .7
            if last[k] > periods[k] * rng.gauss(1, .05) or 3000 <= i < 3002:
                heat[k], last[k] = rng.uniform(40, 58), 0
        air = 14 + 8 * math.sin((when.hour - 9) / 12 * math.pi) + rng.gauss(0, .4)
        rows.append([when.strftime("%Y-%m-%d %H:%M"), *(f"{28 + 3 * k + heat[k] + rng.gauss(0, .3):.1f}" for k in range(3)),
                     f"{air:.1f}", f"{0 if i > 4200 else 2 + sum(heat) / 10 + abs(rng.gauss(0, .1)):.2f}",
                     rng.choice(["", "", "", "", "steam"]) if max(heat) > 20 else ""])
    return Sheet(["time", "vent1_c", "vent2_c", "vent3_c", "air_c", "runoff_ls", "seen"], rows)


@table("eighth_spikes")
def rides(rng):
    """A cyclist's rides by the second: sprints of 900 W among 180 W, coasting at 0, a pulse that follows, a descent at
    70 km/h, a tunnel without position, pauses. No mistake."""
    rows, pulse, height, when = [], 95.0, 410.0, datetime.datetime(2022, 4, 3, 9)
    for i in range(5400):
        when += datetime.timedelta(seconds=1 if i % 1300 else 900)
        sprint = i % 600 in range(300, 315)
        climb = math.sin(i / 500)
        watts = 0 if climb < -.6 and not sprint else 880 + rng.gauss(0, 60) if sprint else max(0, 190 + 90 * climb + rng.gauss(0, 25))
        pulse += .03 * (92 + watts * .28 - pulse) + rng.gauss(0, .4)
        speed = 52 if sprint else 27 - 16 * climb + (25 if climb < -.8 else 0)
        height += .12 * climb + rng.gauss(0, .02)
        tunnel = 2400 < i < 2460
        rows.append([when.strftime("%H:%M:%S"), "" if tunnel else f"{46.1 + i * 7e-5:.5f}", "" if tunnel else f"{9.2 + i * 4e-5:.5f}",
                     f"{height:.1f}", round(watts), round(pulse), 0 if watts == 0 else round(rng.gauss(112 if sprint else 86, 2)),
                     f"{speed + rng.gauss(0, .4):.1f}"])
    return Sheet(["time", "lat", "lon", "alt_m", "watts", "bpm", "rpm", "kmh"], rows)
