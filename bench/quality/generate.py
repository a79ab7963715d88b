#!/usr/bin/env python3
"""Makes tables with known errors out of tables presumed clean, to learn from.

    bench/quality/generate.py FOLDER OUTPUT [--assay build/release/assay] [--versions 2]

For each table of the sets presumed_clean* below FOLDER (see quality_tables.py), `assay inject` writes
OUTPUT/generated_SET/TABLE-N/dirty.csv and clean.csv. What is put in, how much of it and into which
columns differs from version to version, drawn from a seed that is the table's name: all kinds of mistakes
everywhere, or one to three kinds in some columns. The same folder gives the same files.
"""
import argparse
import concurrent.futures
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


def draw(rng, header):
    """(kinds, intensity) of one version of a table."""
    intensity = LEAST * (MOST / LEAST) ** rng.random()
    scene = rng.random()
    if scene < 0.25:  # a bit of everything
        return KINDS, intensity / 2
    if scene < 0.4:   # one kind through most of one or two columns
        kinds, touched, intensity = rng.sample(WHOLE, 1), rng.sample(header, min(len(header), rng.choice([1, 2]))), rng.uniform(0.4, 1)
    else:
        kinds, touched = [], rng.sample(header, max(1, round(len(header) * rng.uniform(0.2, 1.0))))
        while len(kinds) < rng.choice([1, 1, 2, 3]):
            rest = [k for k in KINDS if k not in kinds]
            kinds += rng.choices(rest, [k.get("weight", 1) for k in rest])
    return [{**kind, "fields": touched} for kind in kinds], intensity


def generate(job):
    table, version, output, assay = job
    rng = random.Random(f"{table.group}/{table.name}/{version}")
    header = sets.read_csv(table.dirty)[0]
    kinds, intensity = draw(rng, header)
    folder = os.path.join(output, "generated_" + table.group, f"{table.name}-{version}")
    os.makedirs(folder, exist_ok=True)
    pack = os.path.join(folder, "pack.json")
    with open(pack, "w", encoding="utf-8") as file:
        json.dump({"name": "drawn", "version": 1, "summary": "drawn", "families": kinds}, file)
    command = [assay, "inject", table.dirty, "--error-pack", pack, "--intensity", f"{intensity:.4f}",
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
