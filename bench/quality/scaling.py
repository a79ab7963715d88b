#!/usr/bin/env python3
"""Shows how the cost of `assay detect` grows with the rows of a table.

    bench/quality/scaling.py [--assay build/release/assay] [--most 1000000] [--svg FILE]

Makes tables of 15 columns (keys, names, towns that fix a zip code, numbers, dates; one row in
seven has a wrong value) from 10^4 rows up to --most, each ten times the one before, and a table of 1,000 rows and 20
columns; then wide ones of 3,000 rows and 100 columns up to --widest, whose further columns hold dates, decimals,
words, states and numbers with one blank in twenty. Prints seconds, microseconds a row and peak memory, and draws those
over rows. 10^7 rows take minutes and a gigabyte of disk: ask for them with --most 10000000.
"""
import argparse
import csv
import math
import os
import random
import subprocess
import tempfile
import time


NARROW = 20  # columns; further ones are of mixed kinds
WIDE_ROWS = 3000


def further_cell(rng, column):
    """A cell of a wide table, one in twenty blank."""
    if rng.random() < 0.05:
        return ""
    kind = column % 5
    if kind == 0:
        return f"20{rng.randint(10, 24)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    if kind == 1:
        return f"{rng.gauss(100, 15):.2f}"
    if kind == 2:
        return " ".join(rng.choices(["north", "south", "gate", "hall", "river", "stone", "mill"], k=3))
    return rng.choice(["open", "closed", "late", "lost"]) if kind == 3 else rng.randint(0, 50)


def write_table(path, rows, columns):
    rng = random.Random(rows)
    towns = [(f"{rng.choice('BDFGKLMN')}{rng.choice(['or', 'al', 'en'])}{i}ville", 10000 + 37 * i)
             for i in range(300)]
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow([f"column_{c}" for c in range(columns)])
        for row in range(rows):
            town, code = rng.choice(towns)
            price = round(rng.lognormvariate(3, 1), 2)
            cells = [row, town, code, price, rng.choice(["red", "green", "blue", "black"]), rng.randint(1, 90),
                     f"20{rng.randint(10, 24)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"]
            cells += [rng.choice(["open", "closed", "late"]) if c % 2 else rng.randint(1, 5000)
                      for c in range(min(columns, NARROW) - len(cells))]
            cells += [further_cell(rng, c) for c in range(NARROW, columns)]
            if rng.random() < 0.15:
                at = rng.randrange(1, columns)
                cells[at] = rng.choice(["", "N/A", str(cells[at])[1:], f"{cells[at]}x"])
            writer.writerow(cells)


def measure(assay, rows, columns):
    """(seconds, peak MiB) of one run."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "table.csv")
        write_table(path, rows, columns)
        begin = time.monotonic()
        run = subprocess.Popen([assay, "detect", path, "--output-dir", os.path.join(folder, "out")],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - begin
        if run.returncode not in (0, 1):
            raise SystemExit(f"{assay} detect: exit {run.returncode} on {rows} rows")
        return seconds, used.ru_maxrss / 1024


def draw(path, points):
    """Seconds against rows, both as powers of ten."""
    x = lambda rows: 60 + 130 * (math.log10(rows) - 4)
    y = lambda seconds: 260 - 60 * (math.log10(seconds) + 2)
    line = " ".join(f"{x(rows):.1f},{y(seconds):.1f}" for rows, seconds, _ in points)
    marks = "".join(f'<circle cx="{x(rows):.1f}" cy="{y(seconds):.1f}" r="4"/><text x="{x(rows) + 8:.1f}" '
                    f'y="{y(seconds) + 14:.1f}">{seconds:.2f} s, {memory:.0f} MiB</text>'
                    for rows, seconds, memory in points)
    ticks = "".join(f'<text x="{x(rows):.1f}" y="285" text-anchor="middle">{rows:,}</text>'
                    for rows, _, _ in points)
    with open(path, "w", encoding="utf-8") as file:
        file.write('<svg xmlns="http://www.w3.org/2000/svg" width="620" height="300" font-family="sans-serif" '
                   f'font-size="12"><text x="10" y="16">assay detect: seconds by rows (15 columns)</text>'
                   f'<polyline points="{line}" fill="none" stroke="#36c"/>{marks}{ticks}</svg>\n')


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--assay", default="build/release/assay", help="the program")
    parser.add_argument("--most", type=int, default=10**6, help="rows of the largest table")
    parser.add_argument("--widest", type=int, default=900, help="columns of the widest table")
    parser.add_argument("--svg", help="where to draw the plot")
    options = parser.parse_args()
    print(f"{'rows':>10}{'columns':>9}{'seconds':>9}{'us/row':>8}{'MiB':>7}")
    points, rows = [], 10**4
    sizes = [(1000, 20)]
    while rows <= options.most:
        sizes.append((rows, 15))
        rows *= 10
    columns = 100
    while columns <= options.widest:
        sizes.append((WIDE_ROWS, columns))
        columns *= 3
    for rows, columns in sizes:
        seconds, memory = measure(options.assay, rows, columns)
        print(f"{rows:10}{columns:9}{seconds:9.2f}{1e6 * seconds / rows:8.1f}{memory:7.0f}", flush=True)
        if columns == 15:
            points.append((rows, seconds, memory))
    if options.svg:
        draw(options.svg, points)


if __name__ == "__main__":
    main()
