"""Series of sensors a third time: logs of many motes with lost rows, drift, stuck and dying ones; and films, with lists and
durations. Their sets are called third_KIND; see kind_third.py."""
import datetime
import math

from kind_sheet import Sheet, built, lister, misspell, names, skewed, some

TABLES = []
table = lister(TABLES)


@table("third_spikes")
def motes(rng):
    """42 motes in the order of time, each with lost rows, 16,000 rows, spaces as in its source file: temperature,
    humidity, light, voltage. Spikes in 0.3 %; two motes die: temperature climbs to 122 and stays, humidity falls to -4."""
    start, offsets = datetime.datetime(2004, 2, 28, 0, 58, 46), [rng.gauss(0, .8) for _ in range(42)]
    rows, wrong = [], []
    for epoch in range(2, 560):
        hour = epoch * .4
        for m in range(42):
            if rng.random() < .32:
                continue
            heat = 20 + 3 * math.sin((hour - 9) * math.pi / 12) + offsets[m] + rng.gauss(0, .06)
            damp = 39 - 1.4 * (heat - 20) + offsets[m] / 2 + rng.gauss(0, .1)
            light = max(.46, 240 * math.sin((hour - 6) * math.pi / 12)) * (1 + .2 * offsets[m]) if 6 < hour % 24 < 18 else .46
            volt = 2.72 - hour * .0004 + rng.choice([0, 0, .01])
            when = start + datetime.timedelta(minutes=24 * epoch, seconds=m + rng.random())
            rows.append([when.strftime("%Y-%m-%d"), when.strftime("%H:%M:%S.%f")[:-1], epoch, m + 1, f"{heat:.4f}", f"{damp:.4f}", f"{abs(light):.2f}", f"{volt:.5f}"])
            at = len(rows) - 1
            if m in (7, 30) and epoch > 500:
                wrong += [(at, 4, f"{min(122.153, heat + (epoch - 500) ** 1.5):.4f}"), (at, 5, f"{max(-4, damp - (epoch - 500) * 2):.4f}")]
            elif rng.random() < .006:
                c = rng.choice([4, 5, 7])
                wrong.append((at, c, f"{rng.choice([heat + rng.choice([-9, 7, 15, 60]), -38.4]):.4f}" if c == 4 else f"{rng.choice([damp + rng.choice([-14, 11, 30]), -3.9]):.4f}" if c == 5 else f"{volt + rng.choice([-.6, .5]):.5f}"))
    return built(["date", "time", "epoch", "moteid", "temperature", "humidity", "light", "voltage"], rows, wrong)


@table("third_spikes")
def weather(rng):
    """A station's hours, wide: temperature, dew point, pressure, wind; gaps in time; spikes of all sizes and sensors that stand
    still for half a day (those are wrong but for the first) in 1 %. 2,200 rows, decimal comma."""
    rows, wrong, when, pressure = [], [], datetime.datetime(2016, 10, 1), 1015.0
    for i in range(2200):
        when += datetime.timedelta(hours=1 if rng.random() < .99 else rng.randint(2, 30))
        pressure += rng.gauss(0, .5) + (1014 - pressure) * .01
        heat = 9 + 5 * math.sin((when.hour - 9) * math.pi / 12) + 4 * math.sin(i / 90) + rng.gauss(0, .5)
        rows.append([when.strftime("%d.%m.%Y %H:%M"), *(f"{v:.1f}".replace(".", ",") for v in (heat, heat - rng.uniform(1, 5), pressure, abs(rng.gauss(3, 2)))), rng.randrange(0, 360, 10)])
    still = 1300
    for c, k in ((1, 0), (3, 40)):
        wrong += [(still + k + j, c, rows[still + k][c]) for j in range(1, 13)]
    for r in some(rng, 2200, .01):
        c = rng.choice([1, 2, 3])
        own = float(rows[r][c].replace(",", "."))
        shown = own + rng.choice([-1, 1]) * rng.choice([8, 12, 20, 45]) if c < 3 else rng.choice([own - 100, own / 10, own + 30])
        wrong.append((r, c, f"{shown:.1f}".replace(".", ",")))
    return built(["Zeit", "Temp", "Taupunkt", "Druck_hPa", "Wind_ms", "Richtung"], rows, wrong)


@table("third_spikes")
def feeders(rng):
    """Load of five feeders every quarter of an hour: day and week rhythm, trend, outages of an hour (right); spikes of
    25 % up or down and zeros for one value in 0.4 %. 7,000 rows, by feeder."""
    rows, wrong = [], []
    for f, level in enumerate((120, 400, 75, 1500, 260)):
        outage = rng.randrange(300, 1000)
        for i in range(1400):
            when = datetime.datetime(2022, 5, 2) + datetime.timedelta(minutes=15 * i)
            load = level * (1 + .35 * math.sin((when.hour + when.minute / 60 - 9) * math.pi / 12)) * (.7 if when.weekday() > 4 else 1) * (1 + i / 9000) * rng.gauss(1, .015)
            load = 0 if outage <= i < outage + 4 else load
            rows.append([f"F-{f + 1}", when.strftime("%Y-%m-%dT%H:%M"), f"{load:.1f}", f"{rng.gauss(230.4, .8):.1f}"])
            if load and rng.random() < .005:
                wrong.append((len(rows) - 1, 2, f"{load * rng.choice([.3, .72, 1.3, 1.6, 3, 10, 0]):.1f}"))
    return built(["feeder", "stamp", "kw", "volts"], rows, wrong)


@table("third_spikes")
def gauges(rng):
    """Rain that comes in bursts, a level that jumps when a lock opens, light that clouds cut, a heater that switches, a
    counter of visitors with feasts. No mistake."""
    rows, rain, level, heat = [], 0.0, 212.0, 0
    for i in range(5000):
        rain = rng.expovariate(.4) if rng.random() < (.5 if rain else .02) else 0
        level += rng.gauss(0, .2) + (rain * .1) + (rng.choice([-25, 25]) if rng.random() < .002 else 0)
        heat = 1 - heat if rng.random() < .03 else heat
        hour = i % 24
        light = max(0, 900 * math.sin((hour - 6) * math.pi / 12)) * (rng.uniform(.1, 1) if rng.random() < .3 else 1)
        people = int(abs(rng.gauss(60, 9)) * max(0, math.sin((hour - 7) * math.pi / 14)) * (rng.choice([1] * 40 + [6])))
        rows.append([(datetime.datetime(2019, 1, 1) + datetime.timedelta(hours=i)).isoformat(" "), f"{rain:.1f}", f"{level:.1f}", f"{light:.0f}", f"{18 + 6 * heat + rng.gauss(0, .3):.1f}", max(0, people)])
    return Sheet(["hour", "rain_mm", "level_cm", "light", "boiler", "visitors"], rows)


@table("third_films")
def films(rng):
    """Films with lists of people and kinds; of one page's films durations, years and votes are written in another way, or
    are lost; 4 % each of the durations, votes and dates, directors misspelt against the list of the cast. 3,000 rows."""
    people, kinds, words = [" ".join(names(rng, 2)) for _ in range(500)], ["Drama", "Comedy", "Crime", "Romance", "Thriller", "Horror", "Action"], names(rng, 300)
    rows = []
    for i in range(3000):
        year, director = rng.randint(1950, 2015), skewed(rng, people, .4)
        cast = ",".join(rng.sample(people, rng.randint(3, 5)) + ([director] if rng.random() < .3 else []))
        rows.append([f"tt{i + 10000:07}", f"{rng.choice(words)} {rng.choice(words)}", year, f"{rng.randint(1, 28)} {rng.choice(['January', 'March', 'May', 'October'])} {year} (USA)", director, cast, f"{rng.randint(74, 190)} min", rng.choice(["USA", "USA", "UK", "France,Germany"]), ",".join(sorted(rng.sample(kinds, rng.randint(1, 3)))), f"{rng.uniform(2, 9.4):.1f}", f"{rng.randint(50, 900000):,}"])
    sheet = Sheet(["Id", "Name", "Year", "Release Date", "Director", "Cast", "Duration", "Country", "Genre", "RatingValue", "RatingCount"], rows)
    for r in some(rng, 3000, .04):
        minutes = int(sheet.clean[r][6].split()[0])
        sheet.put(r, 6, rng.choice([f"{minutes // 60} hr. {minutes % 60} min.", f"PT{minutes}M", ""]))
    for c, share, draw in ((10, .03, lambda own: own.replace(",", "")), (2, .02, lambda own: str(int(own) + 1)), (4, .02, lambda own: misspell(rng, own)), (8, .01, lambda own: own.lower())):
        for r in some(rng, 3000, share):
            sheet.put(r, c, draw(sheet.clean[r][c]))
    return sheet


@table("third_films")
def shows(rng):
    """Films of several countries: running times of shorts and series, lists of one to nine, titles of numbers and signs, years
    of a span, votes of a few. No mistake."""
    words, kinds, rows = names(rng, 200), ["Drama", "Comedy", "Short", "Documentary", "Animation"], []
    for i in range(2000):
        year = rng.randint(1930, 2020)
        title = rng.choice([f"{rng.choice(words)} {rng.choice(words)}", f"{rng.choice(words)}: Part {rng.randint(2, 4)}", "9", "1984", "$", "Se7en", "M", f"{rng.choice(words)}!"]) if rng.random() < .1 else " ".join(rng.choice(words) for _ in range(rng.randint(1, 5)))
        rows.append([i + 1, title, year if rng.random() < .97 else f"{year}-{year + 3}", ", ".join(rng.sample(words, rng.randint(1, 9))), skewed(rng, [90, 95, 100, 7, 12, 45, 180, 240, 338], .8), ", ".join(rng.sample(kinds, rng.randint(1, 3))), rng.choice(["", "", "G", "PG", "R", "Not Rated", "NC-17"]), int(rng.lognormvariate(6, 2))])
    return Sheet(["rank", "title", "year", "cast", "runtime", "genres", "certificate", "votes"], rows)
