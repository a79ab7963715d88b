"""assay and DuckDB on the same rules; the counts of all three must be equal before any time counts."""
import json
import os
import statistics
import subprocess
import sys

import measure
import peer_rules

HERE = os.path.dirname(os.path.abspath(__file__))
ORACLE_MEGABYTES = 5


def duckdb_counts(table, threads):
    done = subprocess.run([sys.executable, os.path.join(HERE, "duckdb_rules.py"), table, str(threads)],
                          capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"DuckDB could not be run (pip install duckdb): {done.stderr[-1000:]}")
    return json.loads(done.stdout)


def assay_case(bench, table, workers=2):
    return bench.detect(f"assay, {workers} workers", table, "--enable-validation", "--rules",
                        os.path.join(HERE, "rules.yaml"), workers=workers, brand=os.path.join(HERE, "brand.json"))


def assay_counts(bench, table):
    """What each rule flagged, from report.json."""
    case = assay_case(bench, table)
    measure.run_once(case.words)
    with open(os.path.join(case.words[case.words.index("--output-dir") + 1], "report.json"), encoding="utf-8") as file:
        report = json.load(file)
    names = {peer_rules.name_of(rule) for rule in peer_rules.RULES}
    flagged = {f"{d['field']}:{d['detector']}": d["flagged"] for d in report["detectors"]}
    return report["summary"]["total_records"], {name: flagged.get(name) for name in names}


def check_counts(name, counts, oracle):
    """Stops when a count is not that of `oracle`."""
    wrong = {rule: (counts[rule], count) for rule, count in oracle.items() if counts[rule] != count}
    if wrong:
        sys.exit(f"the counts of {name} are not the oracle's (rule: found, right): {wrong}")


def check_assay(bench):
    """Checks assay against the oracle; the oracle's counts and its table."""
    table = bench.table("dirty20", ORACLE_MEGABYTES)
    oracle = peer_rules.oracle(table)
    check_counts("assay", assay_counts(bench, table)[1], oracle)
    print(f"\noracle: {len(oracle)} rules; assay counts as the oracle on {table}: {sum(oracle.values())} cells broken")
    return oracle, table


def compare(bench):
    oracle, small = check_assay(bench)
    check_counts("DuckDB", duckdb_counts(small, 2)["counts"], oracle)
    table = bench.table("plain")
    size = os.path.getsize(table)
    case = assay_case(bench, table)
    ours, theirs = [], []
    for _ in range(bench.options.repeats):
        measure.warm(table)
        ours.append(measure.run_once(case.words))
        measure.warm(table)
        theirs.append(duckdb_counts(table, 2))
    records, counts = assay_counts(bench, table)
    if (records, counts) != (theirs[0]["rows"], theirs[0]["counts"]):
        sys.exit(f"peer: assay and DuckDB differ on {table}: {records} and {theirs[0]['rows']} rows, "
                 f"{ {r: (counts[r], n) for r, n in theirs[0]['counts'].items() if counts[r] != n} }")
    wall, cpu = (statistics.median(run[key] for run in ours) for key in ("wall", "cpu"))
    their_wall, their_cpu = (statistics.median(run[key] for run in theirs) for key in ("seconds", "cpu"))
    print(f"peer: {size / 1e6:.0f} MB, equal counts, median of {bench.options.repeats}")
    for name, w, c in (("assay, all reports written, 2 workers", wall, cpu),
                       (f"DuckDB {theirs[0]['version']}, counts only, 2 threads", their_wall, their_cpu)):
        print(f"  {name:<42}{size / w / 1e6:>8.0f} MB/s{w:>9.3f} s wall{c:>9.3f} s CPU")
    bench.results["peer"] = {"assay_seconds": wall, "assay_cpu": cpu, "duckdb_seconds": their_wall,
                             "duckdb_cpu": their_cpu, "duckdb_version": theirs[0]["version"], "bytes": size,
                             "rules": len(oracle)}
    bench.bar("assay / DuckDB", their_wall / wall, least=6, unit=" x")
    bench.bar("assay / DuckDB, CPU time", their_cpu / cpu, least=6, unit=" x")
