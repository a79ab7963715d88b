"""Rows grafted onto real tables: several sources that report each thing, and second records of a thing."""
import re

from kind_sheet import Sheet, misspell, other

from graft_tables import NUMBER, WORD

SHORTER = {"street": "St", "avenue": "Ave", "road": "Rd", "drive": "Dr", "boulevard": "Blvd", "north": "N", "south": "S",
           "east": "E", "west": "W", "county": "Co", "center": "Ctr", "school": "Sch", "department": "Dept", "and": "&",
           "company": "Co.", "incorporated": "Inc", "mount": "Mt", "saint": "St.", "fort": "Ft", "university": "Univ",
           "international": "Intl", "national": "Natl", "association": "Assn", "first": "1st", "north-west": "NW"}


# ---- wrong values ----

def slipped(rng, text):
    """One typing slip in one of the longer words, or in a number's digits; None where there is neither."""
    words = [m for m in WORD.finditer(text) if len(m.group()) >= 4]
    if words:
        at = rng.choice(words)
        word = misspell(rng, at.group())
        return text[:at.start()] + (word.upper() if at.group().isupper() else word) + text[at.end():]
    digits = [i for i in range(len(text) - 1) if text[i:i + 2].isdigit() and text[i] != text[i + 1]]
    if digits:
        at = rng.choice(digits)
        return text[:at] + text[at + 1] + text[at] + text[at + 2:]
    return None


def near_number(rng, text):
    """The number as it stood earlier or as somebody guessed it, in as many digits behind the point."""
    places = len(text.partition(".")[2])
    return f"{float(text) * rng.choice([rng.uniform(.7, .97), rng.uniform(1.03, 1.4)]):.{places}f}"


def abbreviated(text):
    """Long words shortened as people shorten them."""
    return WORD.sub(lambda m: SHORTER.get(m.group().lower(), m.group()), text)


def wrong_value(rng, column, own):
    """What an unreliable source says instead of `own`."""
    draw = rng.random()
    if NUMBER.fullmatch(own) and draw < .6:
        return near_number(rng, own)
    if draw < .55:
        return other(rng, sorted(column.counts), own)
    return slipped(rng, own) or other(rng, sorted(column.counts), own)


# ---- sources ----

STYLES = [str, str, str, str.upper, abbreviated,
          lambda text: re.sub(r"^(\d{4})-(\d\d)-(\d\d)", r"\2/\3/\1", text),
          lambda text: f"{float(text):,.1f}" if re.fullmatch(r"\d{4,}\.\d{2,}", text) else text]


class Source:
    """One that reports: how much of the things, how often it is wrong, whom it copies, how it writes a column."""

    def __init__(self, rng, name, columns, earlier):
        self.name = name
        self.cover = rng.uniform(.55, .98)
        self.error = rng.uniform(.12, .35) if rng.random() < .3 else rng.uniform(.003, .05)
        self.copied = rng.choice(earlier) if earlier and rng.random() < .3 else None
        self.styles = {c.index: rng.choice(STYLES) for c in columns}
        self.said = {}

    def says(self, rng, row, column, value):
        """What it says of a row's column where the truth is `value`."""
        copied = self.copied and self.copied.said.get((row, column.index))
        if copied and rng.random() < .85:
            said = copied
        else:
            said = wrong_value(rng, column, value) if rng.random() < self.error else value
        self.said[row, column.index] = said
        return said


def told(columns):
    """Columns that sources may disagree about: filled, of several values, not too long to be typed."""
    return [c for c in columns if c.filled >= .9 and len(c.counts) >= 6 and max(map(len, c.counts)) <= 80]


def sources(rng, real):
    """Four to nine sources report the things of a table; who reports and how it is written differs by source."""
    names = [c for c in real.columns if c.is_key() and (c.is_name() or c.index == 0)]
    keyed = sorted(names, key=lambda c: not c.is_name())[:1]
    columns = [c for c in told(real.columns) if c not in keyed][:9]
    if not keyed or len(columns) < 4:
        return
    sites = []
    for letter in range(rng.randint(4, 9)):
        sites.append(Source(rng, f"source-{letter + 1}", columns, list(sites)))
    things = rng.sample(range(len(real.rows)), min(len(real.rows), 500))
    yield "", reported(rng, real, keyed[0], columns, sites, things)


def reported(rng, real, key, columns, sites, things):
    """One row for each thing and source that reports it. Things that fewer than three report are told rightly."""
    clean, dirty = [], []
    for thing in things:
        who = [site for site in sites if rng.random() < site.cover]
        for site in who:
            right, wrong = [site.name, real.rows[thing][key.index]], [site.name, real.rows[thing][key.index]]
            for column in columns:
                value = real.rows[thing][column.index]
                said = site.says(rng, thing, column, value) if value and len(who) >= 3 else value
                right.append(site.styles[column.index](value))
                wrong.append(site.styles[column.index](said))
            clean.append(right)
            dirty.append(wrong)
    order = list(range(len(clean)))
    if rng.random() < .5:
        order.sort(key=lambda i: clean[i][0])
    sheet = Sheet(["source", real.header[key.index]] + [real.header[c.index] for c in columns], [clean[i] for i in order])
    for place, i in enumerate(order):
        for c, value in enumerate(dirty[i]):
            sheet.put(place, c, value)
    return sheet


# ---- second records ----

def entities(rng, real):
    """Some things get a second record, some a third: a slip or an abbreviation in the name, and one attribute that
    disagrees. What the first record says is right; an abbreviation may be called wrong or not."""
    named = [c for c in real.columns if c.is_name()]
    keys = [c for c in real.columns if c.is_key() and c not in named[:1]]
    columns = [c for c in told(real.columns) if c not in keys and c not in named[:1]]
    if not named or len(columns) < 3 or len(real.rows) < 60:
        return
    picked = rng.sample(range(len(real.rows)), round(rng.uniform(.1, .3) * len(real.rows)))
    records = [(row, 0) for row in range(len(real.rows))]
    for row in picked:
        records += [(row, n) for n in range(1, rng.choice([2, 2, 2, 3]))]
    beside = rng.random() < .5
    records = sorted(records) if beside else records[:len(real.rows)] + rng.sample(records[len(real.rows):], len(records) - len(real.rows))
    sheet = Sheet(real.header, [record(real, keys, *r) for r in records])
    for place, (_, number) in enumerate(records):
        if number:
            spoil_record(rng, sheet, place, named[0], columns)
    yield "", sheet


def record(real, keys, row, number):
    """A row again, with keys of its own."""
    again = list(real.rows[row])
    for key in keys if number else []:
        again[key.index] = fresh(again[key.index], len(real.rows) * number)
    return again


def fresh(key, step):
    """A key that no row has: whole numbers go on counting, others get a letter."""
    return str(int(key) + step * 10) if key.isdigit() and len(key) < 9 else key + "b"


def spoil_record(rng, sheet, place, name, columns):
    """What a later record says otherwise than the first."""
    own = sheet.clean[place][name.index]
    short = abbreviated(own)
    if short != own and rng.random() < .4:
        sheet.put(place, name.index, short)
        sheet.doubt(place, name.index)
    elif rng.random() < .7:
        sheet.put(place, name.index, slipped(rng, own) or own)
    column = rng.choice(columns)
    own = sheet.clean[place][column.index]
    if own:
        sheet.put(place, column.index, wrong_value(rng, column, own))
