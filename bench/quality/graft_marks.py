"""Single cells of real tables spoilt: days and months exchanged, dependencies broken, readings that leap."""
import datetime
import re
import statistics

from kind_sheet import Sheet, other

from graft_rows import slipped

DATE = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(?!\d)(.*)", re.DOTALL)


# ---- days and months exchanged ----

class Dates:
    """A column of dates in one order: `day` and `month` are the places of their numbers in the text."""

    def __init__(self, column, day, month, year):
        self.column, self.day, self.month, self.year = column, day, month, year
        self.cells = [self.read(c) for c in column.cells]

    def read(self, text):
        found = DATE.fullmatch(text)
        if not found:
            return None
        part = {0: found.group(1), 1: found.group(3), 2: found.group(4)}
        year = int(part[self.year])
        try:
            return datetime.date(year if year > 99 else 2000 + year, int(part[self.month]), int(part[self.day]))
        except ValueError:
            return None

    def exchanged(self, text):
        """The text with day and month in each other's place."""
        found = DATE.fullmatch(text)
        part = [found.group(1), found.group(3), found.group(4)]
        part[self.day], part[self.month] = part[self.month], part[self.day]
        return found.group(2).join(part) + found.group(5)

    def exchangeable(self, row):
        day = self.cells[row]
        return day is not None and day.day <= 12 and day.day != day.month


def dates_of(column):
    """The column as dates, None unless nearly all cells are dates whose order the data shows."""
    found = [DATE.fullmatch(v) for v in column.counts]
    if len(found) < 20 or sum(m is not None for m in found) < .95 * len(found):
        return None
    first = [m for m in found if m]
    year = 0 if len(first[0].group(1)) == 4 else 2
    orders = [(1, 2), (2, 1)] if year == 0 else [(0, 1), (1, 0)]
    read = [Dates(column, day, month, year) for day, month in orders]
    valid = [sum(c is not None for c in d.cells) for d in read]
    best = read[valid[1] > valid[0]]
    return best if max(valid) >= .5 * len(column.cells) and min(valid) <= .8 * max(valid) else None


def in_order(days):
    """Whether days, as they stand, hardly ever go back, or hardly ever forth."""
    steps = [(b - a).days for a, b in zip(days, days[1:])]
    ahead, back = sum(s >= 0 for s in steps), sum(s <= 0 for s in steps)
    return len(set(days)) >= 20 and max(ahead, back) >= .97 * len(steps)


def is_anchored(dates, all_dates):
    """Whether the order of the rows or another date of the row tells the day within a few weeks."""
    if in_order([d for d in dates.cells if d]):
        return True
    for rest in all_dates:
        gaps = [abs((a - b).days) for a, b in zip(dates.cells, rest.cells) if a and b]
        if rest is not dates and len(gaps) >= .5 * len(dates.cells) and 0 < statistics.median(gaps) <= 45:
            return True
    return False


def clerk(rng, real):
    """Rows of somebody who writes dates in the other order: those of one value of a column, or rows side by side."""
    groups = [(c, v) for c in real.columns if c.is_category(3, 40) for v, n in sorted(c.counts.items())
              if .03 <= n / len(real.rows) <= .3]
    if groups:
        column, value = rng.choice(groups)
        return [r for r, cell in enumerate(column.cells) if cell == value]
    length = round(rng.uniform(.08, .2) * len(real.rows))
    start = rng.randrange(len(real.rows) - length)
    return range(start, start + length)


def dates(rng, real):
    """Where something else tells the day, single dates of day <= 12 have it and the month exchanged; elsewhere all dates
    of one clerk are written in the other order."""
    found = [d for d in map(dates_of, real.columns) if d]
    if not found:
        return
    chosen = rng.choice(found)
    if is_anchored(chosen, found):
        rows = [r for r in range(len(real.rows)) if chosen.exchangeable(r)]
        rows = rng.sample(rows, min(len(rows), max(4, round(rng.uniform(.03, .1) * len(rows)))))
    else:
        rows = [r for r in clerk(rng, real) if chosen.cells[r]]
    sheet = Sheet(real.header, real.rows)
    for r in rows:
        sheet.put(r, chosen.column.index, chosen.exchanged(chosen.column.cells[r]))
    yield "", sheet


# ---- dependencies broken ----

def determines(cause, effect):
    """Whether equal cells of `cause` always have equal cells of `effect`."""
    seen = {}
    return all(seen.setdefault(a, b) == b for a, b in zip(cause.cells, effect.cells) if a)


def dependencies(real):
    """(cause, effect) of the exact dependencies that have enough support to be believed."""
    causes = [c for c in real.columns if c.is_category(8, len(real.rows) // 4)]
    effects = [c for c in real.columns if c.filled >= .98 and c.is_category(4, len(real.rows))]
    return [(a, b) for b in effects for a in causes if a is not b and len(b.counts) <= len(a.counts) and determines(a, b)]


def rules(rng, real):
    """In 0.2 % of the rows, three at least, the effect of an exact dependency is another's or has a slip; up to four
    effects a table. The rows stand in groups of three and more."""
    if len(real.rows) < 500:
        return
    found = {effect: cause for cause, effect in dependencies(real)}
    sheet = Sheet(real.header, real.rows)
    for effect in rng.sample(list(found), min(4, len(found))):
        cause = found[effect]
        rows = [r for r, cell in enumerate(cause.cells) if cell and cause.counts[cell] >= 3]
        for r in rng.sample(rows, min(len(rows), max(3, round(.002 * len(real.rows))))):
            own = effect.cells[r]
            slip = slipped(rng, own) if rng.random() < .5 else None
            sheet.put(r, effect.index, slip or other(rng, sorted(effect.counts), own))
    yield "", sheet


# ---- readings that leap ----

def runs_on(numbers):
    """Correlation of each number with the next one, 0 where there are too few."""
    pairs = [(a, b) for a, b in zip(numbers, numbers[1:]) if a is not None and b is not None]
    if len(pairs) < 150 or len({a for a, _ in pairs}) < .2 * len(pairs) or len({b for _, b in pairs}) < 2:
        return 0.0  # few, or codes rather than readings
    return statistics.correlation([a for a, _ in pairs], [b for _, b in pairs])


def is_climbing(numbers):
    """Whether numbers hardly ever turn, as counters and clocks do."""
    steps = [b - a for a, b in zip(numbers, numbers[1:]) if a is not None and b is not None]
    return bool(steps) and max(sum(s >= 0 for s in steps), sum(s <= 0 for s in steps)) >= .95 * len(steps)


def is_code(column):
    """Whether numbers name things: written with a leading zero, or going one way or standing still from row to row."""
    numbers = column.numbers()
    still = sum(a == b for a, b in zip(numbers, numbers[1:]))
    padded = any(len(v) > 1 and v[0] == "0" and v.isdigit() for v in column.counts)
    return padded or still > .5 * len(numbers) or is_climbing(numbers)


def has_clock(real):
    """Whether rows stand in the order of some date or number."""
    for column in real.columns:
        found = dates_of(column)
        if found and in_order([d for d in found.cells if d]):
            return True
        if column.is_number and len(column.counts) >= 100 and is_climbing(column.numbers()):
            return True
    return False


def leap(rng, text, spread):
    """A reading three to twenty times as high, or eight standard deviations off, in as many digits."""
    places = len(text.partition(".")[2])
    value = float(text)
    leapt = value * rng.uniform(3, 20) if rng.random() < .5 and value else value + rng.choice([-8, 8]) * spread
    return f"{leapt:.{places}f}"


def spikes(rng, real):
    """In up to three columns that go on from row to row, 0.4 % of the readings leap."""
    if len(real.rows) < 200 or not has_clock(real):
        return
    series = [c for c in real.columns if c.is_number and c.filled >= .7]
    series = [c for c in series if runs_on(c.numbers()) >= .7 and not is_code(c)]
    sheet = Sheet(real.header, real.rows)
    for column in rng.sample(series, min(3, len(series))):
        numbers = column.numbers()
        spread = statistics.pstdev(n for n in numbers if n is not None)
        rows = [r for r, n in enumerate(numbers) if n is not None]
        for r in rng.sample(rows, max(3, round(.004 * len(rows)))):
            sheet.put(r, column.index, leap(rng, column.cells[r], spread))
    yield "", sheet
