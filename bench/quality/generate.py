#!/usr/bin/env python3
"""Makes tables with known errors out of tables presumed clean, to learn from.

    bench/quality/generate.py FOLDER OUTPUT [--assay build/release/assay] [--versions 2]

For each table of the sets presumed_clean* below FOLDER (see quality_tables.py), `assay inject` writes
OUTPUT/generated_SET/TABLE-N/dirty.csv and clean.csv. What is put in, how much of it and into which
columns differs from version to version, drawn from a seed that is the table's name: all kinds of mistakes
everywhere, one to three kinds in some columns, one kind through a whole column; a fifth of the tables are
told by several sources. The same folder gives the same files.
"""
import argparse
import concurrent.futures
import csv
import json
import os
import random
import subprocess
import sys

import quality_tables as sets

LEAST, MOST = 0.005, 0.3     # share of the cells, of the columns that are touched
KINDS = [
    {"name": "typo", "edit": "typo", "weight": 4},
    {"name": "case", "edit": "case"},
    {"name": "spacing", "edit": "spacing"},
    {"name": "missing", "edit": "clear", "weight": 2},
    {"name": "disguised_missing", "edit": "replace",
     "values": ["N/A", "n/a", "NA", "-", "?", "unknown", "none", "TBD", "9999", "NULL"]},
    {"name": "swapped_fields", "edit": "swap"},
    {"name": "wrong_domain", "edit": "foreign"},
    {"name": "dependency_violation", "edit": "other_row", "weight": 4},
    {"name": "format", "edit": "reformat", "weight": 2},
    {"name": "truncation", "edit": "truncate"},
    {"name": "encoding", "edit": "encoding"},
    {"name": "unit", "edit": "scale", "factors": [0.001, 0.01, 10, 100, 1000], "weight": 2},
    {"name": "unit_text", "edit": "append", "values": [" cm", " kg", " EUR", " %"]},
    {"name": "outlier", "edit": "outlier", "factors": [6, 10, 25, 100], "weight": 3},
]
WHOLE = [k for k in KINDS if k["name"] in ("unit_text", "disguised_missing", "format", "missing", "case")]
MARKS = "xqz58#*~^"           # one of them, once or twice, behind many values of a column
MOST_COPIED = 2000           # rows of a table of several sources


def draw(rng, header):
    """(kinds, intensity) of one version of a table."""
    intensity = LEAST * (MOST / LEAST) ** rng.random()
    scene = rng.random()
    if scene < 0.25:  # a bit of everything
        return KINDS, intensity / 2
    if scene < 0.4:   # one kind through most of one or two columns
        mark = rng.choice(MARKS) * rng.choice([1, 2])
        kinds = [rng.choice([*WHOLE, {"name": "mark", "edit": "append", "values": [mark]}])]
        touched, intensity = rng.sample(header, min(len(header), rng.choice([1, 2]))), rng.uniform(0.1, 1)
    else:
        kinds, touched = [], rng.sample(header, max(1, round(len(header) * rng.uniform(0.2, 1.0))))
        while len(kinds) < rng.choice([1, 1, 2, 3]):
            rest = [k for k in KINDS if k not in kinds]
            kinds += rng.choices(rest, [k.get("weight", 1) for k in rest])
    return [{**kind, "fields": touched} for kind in kinds], intensity


def write_sources(rng, rows, path):
    """Writes the table as several sources would tell it: its first rows, once for each of them, mixed."""
    sources = rng.randint(2, 12)
    copies = [[f"source {i}", *row] for row in rows[1:1 + MOST_COPIED // sources] for i in range(sources)]
    rng.shuffle(copies)
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["source", *rows[0]], *copies])


def generate(job):
    table, version, output, assay = job
    rng = random.Random(f"{table.group}/{table.name}/{version}")
    rows = sets.read_csv(table.dirty)
    kinds, intensity = draw(rng, rows[0])
    folder = os.path.join(output, "generated_" + table.group, f"{table.name}-{version}")
    os.makedirs(folder, exist_ok=True)
    path = table.dirty
    if rng.random() < 0.2:
        path = os.path.join(folder, "sources.csv")
        write_sources(rng, rows, path)
    pack = os.path.join(folder, "pack.json")
    with open(pack, "w", encoding="utf-8") as file:
        json.dump({"name": "drawn", "version": 1, "summary": "drawn", "families": kinds}, file)
    command = [assay, "inject", path, "--error-pack", pack, "--intensity", f"{intensity:.4f}",
               "--seed", str(rng.randrange(10**6)), "--write-clean", "--output-dir", folder]
    run = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    return run.returncode == 0 or f"{folder}: {run.stderr.strip()[-300:]}"


def generate_all(folder, output, assay, versions):
    """Makes `versions` tables of each one presumed clean; prints what failed."""
    jobs = [(table, version, output, assay)
            for table in sets.find_tables(folder) if table.clean is None
            for version in range(versions)]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for result in pool.map(generate, jobs):
            if result is not True:
                print(result, file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("output")
    parser.add_argument("--assay", default="build/release/assay")
    parser.add_argument("--versions", type=int, default=2)
    options = parser.parse_args()
    generate_all(options.folder, options.output, options.assay, options.versions)


if __name__ == "__main__":
    main()
