"""The real tables that grafts.py spoils, and what their columns hold, told by the cells alone."""
import collections
import csv
import os
import re
import statistics

csv.field_size_limit(10**9)

MOST_ROWS, MOST_COLUMNS, MOST_OF_A_HEADER = 20000, 25, 2
LONGEST = 2 * MOST_ROWS  # what is read of a table; its parts are grafted onto
NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")
WORD = re.compile(r"[^\W\d_]+")


class Column:
    """One column: its cells, how often each value stands there, and what they look like."""

    def __init__(self, index, cells):
        self.index = index
        self.cells = cells
        self.counts = collections.Counter(c for c in cells if c)
        self.filled = sum(self.counts.values()) / max(1, len(cells))
        self.is_number = share(self.counts, NUMBER.fullmatch) >= .98
        self.is_text = not self.is_number and share(self.counts, WORD.search) >= .9

    def numbers(self):
        """The cells as numbers, None where there is none."""
        return [float(c) if NUMBER.fullmatch(c) else None for c in self.cells]

    def largest_share(self):
        return max(self.counts.values()) / sum(self.counts.values()) if self.counts else 1.0

    def is_key(self):
        return self.filled == 1 and len(self.counts) == len(self.cells)

    def is_name(self):
        """Nearly every row has another text, of a length that people type."""
        return (self.is_text and self.filled >= .98 and len(self.counts) >= .9 * len(self.cells)
                and 6 <= statistics.fmean(map(len, self.cells)) <= 60 and share(self.counts, is_worded) >= .8)

    def is_category(self, least, most):
        """Between `least` and `most` values, repeated, none of which is nearly all."""
        return (least <= len(self.counts) <= most and self.filled >= .9 and self.largest_share() <= .9
                and sum(self.counts.values()) >= 3 * len(self.counts))


class Real:
    """A table as it was read: no more rows and columns than a graft may have."""

    def __init__(self, name, header, rows, most=MOST_ROWS):
        self.name = name
        width = min(len(header), MOST_COLUMNS)
        self.header = header[:width]
        self.rows = [[cell.strip() for cell in row[:width]] for row in rows[:most]]
        self.columns = [Column(c, [row[c] for row in self.rows]) for c in range(width)]

    def head(self):
        return Real(self.name, self.header, self.rows) if len(self.rows) > MOST_ROWS else self


def share(counts, holds):
    """Share of the mentions whose value `holds`."""
    return sum(n for value, n in counts.items() if holds(value)) / max(1, sum(counts.values()))


def is_worded(value):
    return sum(map(len, WORD.findall(value))) >= .6 * len(value)


def paths(folder):
    """The clean side of every set and every table that stands alone, in a fixed order."""
    for place, folders, files in sorted(os.walk(folder)):
        folders.sort()
        if "clean.csv" in files:
            yield os.path.basename(place), os.path.join(place, "clean.csv")
            continue
        for name in sorted(files):
            if name.endswith(".csv"):
                yield name[:-4], os.path.join(place, name)


def read_all(folder):
    """Every table once: copies of one table, and more than two of one header, are left out."""
    known, headers, found = set(), collections.Counter(), []
    for name, path in paths(folder):
        with open(path, newline="", encoding="utf-8-sig", errors="replace") as file:
            header, *rows = csv.reader(file)
        content = {tuple(re.sub(r"\.0$", "", cell) for cell in row) for row in rows[:20]}
        if len(rows) < 40 or any(len(row) != len(header) for row in rows) or len(known & content) > len(content) / 2:
            continue
        known |= content
        headers[tuple(header)] += 1
        if headers[tuple(header)] <= MOST_OF_A_HEADER:
            short = re.sub(r"\W+", "_", name)[:30].strip("_")
            found.append(Real(f"{short}_{len(found)}", header, rows, LONGEST))
    return found
