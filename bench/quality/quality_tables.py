"""Tables with known errors, tables presumed clean, and what `assay detect` finds in them.

A folder holds sets: a folder with dirty.csv and clean.csv is one table; a folder of such folders is a
group, scored table by table (macro); a folder presumed_clean* holds tables (*.csv) without known errors.
"""
import collections
import csv
import html
import json
import os
import re
import subprocess
import tempfile
import time

csv.field_size_limit(10**9)

Table = collections.namedtuple("Table", "group name dirty clean")  # clean is None: presumed clean
Cell = collections.namedtuple("Cell", "row column confidence suggestion evidence")
Truth = collections.namedtuple("Truth", "errors scored debatable repairs cells rows")


def find_tables(folder):
    """All tables below `folder`, in a fixed order."""
    tables = []
    for group in sorted(os.listdir(folder)):
        path = os.path.join(folder, group)
        if not os.path.isdir(path):
            continue
        if os.path.exists(os.path.join(path, "dirty.csv")):
            tables.append(pair_of(group, group, path))
        elif group.startswith("presumed_clean"):
            for name in sorted(os.listdir(path)):
                if name.endswith(".csv"):
                    tables.append(Table(group, name[:-4], os.path.join(path, name), None))
        else:
            for name in sorted(os.listdir(path)):
                if os.path.exists(os.path.join(path, name, "dirty.csv")):
                    tables.append(pair_of(group, name, os.path.join(path, name)))
    return tables


def pair_of(group, name, path):
    return Table(group, name, os.path.join(path, "dirty.csv"), os.path.join(path, "clean.csv"))


def normalise(value):
    """Unescapes HTML entities, collapses blanks, strips: differences in these are no errors."""
    return re.sub(r"[\t\n ]+", " ", html.unescape(value)).strip()


def read_csv(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        return list(csv.reader(file))


def read_truth(table):
    """Which cells of the table are wrong and what they should be; both by (row, column index)."""
    dirty = read_csv(table.dirty)
    header = dirty[0]
    cells = (len(dirty) - 1) * len(header)
    if table.clean is None:
        return Truth(set(), set(range(len(header))), set(), {}, cells, len(dirty) - 1)
    clean = read_csv(table.clean)
    if len(dirty) != len(clean):
        raise SystemExit(f"{table.dirty} and {table.clean} differ in length")
    folder = os.path.dirname(table.dirty)
    scored = set(range(len(header)))
    if os.path.exists(path := os.path.join(folder, "scored_columns.txt")):
        with open(path, encoding="utf-8") as file:
            scored = {header.index(name) for name in file.read().split("\n") if name}
    debatable = set()
    if os.path.exists(path := os.path.join(folder, "debatable.csv")):
        debatable = {(int(row[0]), header.index(row[1])) for row in read_csv(path)[1:]}
    repairs = {
        (i, c): k
        for i, (was, should) in enumerate(zip(dirty[1:], clean[1:]))
        for c, (d, k) in enumerate(zip(was, should))
        if c in scored and d != k and normalise(d) != normalise(k) and (i, c) not in debatable
    }
    return Truth(set(repairs), scored, debatable, repairs, cells, len(dirty) - 1)


def detect(assay, table, options=()):
    """Runs the program on a table; returns (cells found, seconds, error or None)."""
    with tempfile.TemporaryDirectory() as out:
        command = [assay, "detect", table.dirty, "--output-dir", out, "--expand-column-findings",
                   "--header", "yes", *options]  # the truth counts the rows behind the first line
        start = time.monotonic()
        run = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        seconds = time.monotonic() - start
        path = os.path.join(out, "findings.jsonl")
        if run.returncode not in (0, 1) or not os.path.exists(path):
            return [], seconds, f"exit {run.returncode}: {run.stderr.strip()[-300:]}"
        cells = []
        with open(path, encoding="utf-8") as file:
            for line in file:
                found = json.loads(line)
                if found["row"] is None:
                    continue  # about a column or the table, not a cell
                cells.append(Cell(found["row"], found["column_index"], found["confidence"],
                                  found["suggestion"], found["evidence"]))
        return cells, seconds, None


def counted(cells, truth):
    """The found cells that count."""
    return [c for c in cells if c.column in truth.scored and (c.row, c.column) not in truth.debatable]
