"""Sheet: a table under construction, its right and its wrong state; and how its makers are listed."""


class Sheet:
    """`rows` are right; put() spoils a cell, fix() says what a cell that is wrong in `rows` should be;
    doubt() says that a cell may be called wrong or not."""

    def __init__(self, header, rows):
        self.header = header
        self.clean = [[str(value) for value in row] for row in rows]
        self.dirty = [list(row) for row in self.clean]
        self.debatable = []

    def put(self, row, column, value):
        self.dirty[row][column] = str(value)

    def fix(self, row, column, value):
        self.clean[row][column] = str(value)

    def doubt(self, row, column):
        self.debatable.append((row, self.header[column]))

    def wrong_cells(self):
        return sum(a != b for x, y in zip(self.clean, self.dirty) for a, b in zip(x, y))


def lister(tables):
    """A decorator @table(kind) that puts a maker (called with a random.Random) into `tables`."""
    def table(kind):
        def note(make):
            make.kind = kind
            tables.append(make)
            return make
        return note
    return table


def built(header, rows, wrong, doubtful=()):
    """A sheet of the right rows with the wrong cells (row, column, value) put in."""
    sheet = Sheet(header, rows)
    for cell in wrong:
        sheet.put(*cell)
    for cell in doubtful:
        sheet.doubt(*cell)
    return sheet


def some(rng, rows, share):
    """Indices of about `share` of the rows, at least five."""
    return rng.sample(range(rows), max(5, round(share * rows)))


def skewed(rng, items, exponent=1.0):
    """Draws an item; the first ones are the most frequent (Zipf)."""
    return rng.choices(items, [1 / (i + 1) ** exponent for i in range(len(items))])[0]


def other(rng, values, own):
    return rng.choice([v for v in values if v != own])


def spoil(rng, sheet, column, share, draw=None):
    """In about `share` of the rows the cell gets what `draw` makes of it, or another value of the column."""
    values = sorted({row[column] for row in sheet.clean})
    for r in some(rng, len(sheet.clean), share):
        own = sheet.clean[r][column]
        sheet.put(r, column, draw(own) if draw else other(rng, values, own))
    return sheet


def misspell(rng, word):
    """One typing slip inside the word, of two letters or more."""
    at = rng.randrange(1, max(2, len(word) - 1))
    kind = rng.randrange(3)
    if kind == 0:
        return word[:at] + word[at + 1:]
    if kind == 1 and len(word) > 2 and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2:]
    return word[:at] + rng.choice([c for c in "aeioustrnl" if c != word[at]]) + word[at + 1:]


SYLLABLES = ("ka lo mi ra ten vor sel da bru nim fa gor hes ti lan wex pol dun sta mer ol ri jan "
             "quo bel zet har win tor mon ley ash cam den ber gro vin nel sor").split()


def names(rng, count, parts=(2, 3)):
    """Made-up names, all different."""
    found = {}
    while len(found) < count:
        found["".join(rng.choice(SYLLABLES) for _ in range(rng.randint(*parts))).capitalize()] = None
    return list(found)
