"""Columns that tell rows apart and repeat values, described as src/assay/profile/copied_keys.cc describes them.

The parts mirror profile/chance_repeats.cc (expected_repeats), profile/key_sequence.cc (Sequence) and
profile/copied_keys.cc (describe); where they differ, those are right.
"""
import collections
import itertools
import math
import re

FEATURES = ["bias", "proven", "chance", "agreement", "text", "identifier", "sequence", "nearby", "beside",
            "unique", "largest", "shared_key"]
CODE = re.compile(r"(-?(?=\d+(?:\.0+)?$)|.*?)(\d{1,15})((?:\.0+)?|\D*)", re.S)
IDENTIFIER = re.compile(r"[0-9a-fA-F{}()-]{24,}")
DATE = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}(?!\d)")
REACH, SIDE, LEAST = 8, 3, 3


def number_of(value):
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def equal_numbers(values, numbers):
    decimals = max(len(v.rstrip("0 ").partition(".")[2]) for v in values)
    numbers = sorted(n * 10.0 ** decimals for n in numbers)
    size = len(numbers)
    parts = max(1, min(32, size // 8))
    equal = sum(1 / (parts * parts * max(1.0, numbers[min(size - 1, (p + 1) * size // parts)]
                                         - numbers[p * size // parts] + 1)) for p in range(parts))
    most = max(abs(numbers[0]), abs(numbers[-1]))
    if size >= 50 and most < 1e15:
        for place in (1, 10):
            if most > 100 * place:
                digits = collections.Counter(abs(round(n)) // place % 10 for n in numbers)
                equal *= 10 * sum(c * c for c in digits.values()) / size ** 2
    return equal


def equal_texts(values):
    layouts = collections.defaultdict(list)
    for value in values:
        layouts[re.sub(r"[A-Za-z0-9]", "x", value)].append(value)
    total = 0.0
    for of_layout in layouts.values():
        count = len(of_layout)
        if count < 2:
            continue
        equal = (count / len(values)) ** 2
        for characters in zip(*of_layout):
            equal *= sum(c * (c - 1) for c in collections.Counter(characters).values()) / (count * (count - 1))
        total += equal
    return total


def expected_repeats(counts):
    numbers = [(v, n) for v in counts if (n := number_of(v)) is not None]
    rows = sum(counts.values())
    equal = (equal_numbers([v for v, _ in numbers], [n for _, n in numbers])
             if len(numbers) >= 0.95 * len(counts) else equal_texts(list(counts)))
    return rows * (rows - 1) / 2 * equal


def read_code(value):
    """(prefix, suffix, number) or None."""
    found = CODE.fullmatch(value)
    if not found:
        return None
    prefix, digits, suffix = found.groups()
    return ("", suffix, -int(digits)) if prefix == "-" else (prefix, suffix, int(digits))


class Sequence:
    """The order of a column; `places` says of repeated rows "in place", "misplaced" or "missing"."""

    def __init__(self, column, counts):
        self.codes = [read_code(v) for v in column]
        self.unique = [counts[v] == 1 and c is not None for v, c in zip(column, self.codes)]
        self.texts, self.places, self.kept, self.step = set(counts), {}, 0.0, 0
        if self.learn(column, counts):
            for row, value in enumerate(column):
                if counts[value] > 1 and (place := self.place(row)):
                    self.places[row] = place

    def learn(self, column, counts):
        steps, pairs = collections.Counter(), 0
        for a, b in itertools.pairwise(range(len(column))):
            if self.unique[a] and self.unique[b]:
                pairs += 1
                if self.codes[a][:2] == self.codes[b][:2]:
                    steps[self.codes[b][2] - self.codes[a][2]] += 1
        up, down = (sum(n for s, n in steps.items() if s * sign > 0) for sign in (1, -1))
        if pairs < max(LEAST, 0.2 * len(column)) or max(up, down) < 0.8 * pairs:
            return False
        self.sign = 1 if up >= down else -1
        step, most = max(sorted(steps.items()), key=lambda x: x[1])
        if (most + 1) / (pairs + 2) >= 0.5:
            self.step, self.kept = step, (most + 1) / (pairs + 2)
        repeated = [r for r, v in enumerate(column) if counts[v] > 1]
        beside = sum(column[r] in column[max(0, r - 1):r] + column[r + 1:r + 2] for r in repeated)
        return self.step != 0 or beside <= 0.3 * len(repeated)

    def place(self, row):
        size = len(self.codes)
        before = [r for r in range(row - 1, max(-1, row - 1 - REACH), -1) if self.unique[r]][:SIDE]
        after = [r for r in range(row + 1, min(size, row + 1 + REACH)) if self.unique[r]][:SIDE]
        around = before[::-1] + after
        if len(around) < LEAST or any(
                self.codes[a][:2] != self.codes[b][:2] or (self.codes[b][2] - self.codes[a][2]) * self.sign <= 0
                for a, b in itertools.pairwise(around)):
            return None
        own, form = self.codes[row], self.codes[around[0]][:2]
        same = own is not None and own[:2] == form
        at = lambda other: self.codes[other][2] + self.step * (row - other)
        asked = before[:1] + after[:1] if before and after else around
        at_end = row <= REACH if not before else row + REACH >= size
        if self.step and (before and after or at_end) and len({at(other) for other in asked}) == 1:
            if same and own[2] == at(around[0]):
                return "in place"
            return None if form[0] + str(at(around[0])) + form[1] in self.texts else "missing"
        above = not before or same and (own[2] - self.codes[before[0]][2]) * self.sign > 0
        below = not after or same and (self.codes[after[0]][2] - own[2]) * self.sign > 0
        if not (same and above and below):
            return "misplaced"
        return "in place" if before and after else None


def is_filler(value, counts):
    """Whether the value stands for "none": far more frequent than all others, and unlike them."""
    first, second = (counts.most_common(2) + [("", 1)])[:2]
    if value != first[0] or first[1] < max(5, 3 * second[1]):
        return False
    number = number_of(value)
    if number is None:
        shape = lambda v: re.sub(r"[a-z]+", "a", re.sub(r"[A-Z]+", "A", re.sub(r"\d+", "9", v)))
        return sum(shape(v) == shape(value) for v in counts) - 1 < 0.1 * (len(counts) - 1)
    others = [n for v in counts if v != value and (n := number_of(v)) is not None]
    return min(sum(n < number for n in others), sum(n > number for n in others)) < 0.01 * (len(counts) - 1)


def agreement(columns, counted, at, pairs):
    """How much more often the pairs agree than any two rows, in columns that identify nothing or, without such, in all."""
    varied = [c for c, counts in enumerate(counted) if c != at and len(counts) > 1]
    others = [c for c in varied if unique_share(counted[c]) <= 0.5] or varied
    if not others:
        return 0.0
    rows = len(columns[at])
    equal = sum(columns[c][a] == columns[c][b] for c in others for a, b in pairs) / len(others) / len(pairs)
    chance = sum((n / rows) ** 2 for c in others for n in collections.Counter(columns[c]).values()) / len(others)
    return min(0.6, max(0.0, (equal - chance) / (1 - chance + 1e-9)))


def shared_keys(columns, counted, at, pairs):
    """The share of pairs that have a value in common that is not blank in another column that identifies rows."""
    keys = [c for c, counts in enumerate(counted) if c != at and unique_share(counts) > 0.5]
    return sum(any(columns[c][a] == columns[c][b] and columns[c][a].strip() for c in keys)
               for a, b in pairs) / len(pairs)


def unique_share(counts):
    return sum(n == 1 for n in counts.values()) / max(1, sum(counts.values()))


def describe(columns, counted, at, repeated, sequence, proven):
    """The features of one column, in the order of FEATURES."""
    counts, rows = counted[at], len(columns[at])
    where = collections.defaultdict(list)
    for row, value in enumerate(columns[at]):
        if value in repeated:
            where[value].append(row)
    pairs = [pair for found in where.values() for pair in itertools.combinations(found[:8], 2)][:4000]
    expected, equal = expected_repeats(counts), sum(n * (n - 1) / 2 for n in counts.values())
    apart = sum(b - a for a, b in pairs) / len(pairs)
    beside = sum(b - a == 1 for a, b in pairs) / len(pairs)
    return (1.0, float(proven), 0.0 if expected > max(4, 3 * equal) else min(1.0, expected / equal),
            agreement(columns, counted, at, pairs),
            float(sum(any(map(str.isdigit, v)) for v in counts) < 0.5 * len(counts)),
            float(sum(IDENTIFIER.fullmatch(v) is not None for v in counts) > 0.9 * len(counts)),
            float(bool(sequence.places)), float(apart < 0.1 * rows), beside, unique_share(counts),
            max(counts[v] for v in repeated) / sum(counts[v] for v in repeated),
            shared_keys(columns, counted, at, pairs))


def key_columns(rows):
    """(column, features, [rows whose value an earlier row has], [all rows with a repeated value])."""
    columns = [list(cells) for cells in itertools.zip_longest(*rows, fillvalue="")]
    counted = [collections.Counter(v for v in column if v.strip()) for column in columns]
    keys = []
    for c, counts in enumerate(counted):
        repeated = {v for v, n in counts.items() if n > 1 and not is_filler(v, counts)}
        dates = sum(DATE.match(v) is not None for v in counts) > 0.8 * len(counts)
        if repeated and not dates and unique_share(counts) >= 0.5 and sum(counts.values()) >= 0.5 * len(rows):
            keys.append((c, repeated, Sequence(columns[c], counts)))
    copies = sum(place == "missing" for _, _, s in keys if s.kept >= 0.9 for place in s.places.values())
    for c, repeated, sequence in keys:
        seen, later, every = set(), [], []
        for row, value in enumerate(columns[c]):
            if value in repeated:
                every.append(row)
                if value in seen:
                    later.append(row)
                seen.add(value)
        yield c, describe(columns, counted, c, repeated, sequence, copies >= 0.003 * len(rows)), later, every
