#!/usr/bin/env python3
"""Measures the speed of `assay detect` on generated catalogues, in one run.

    bench/speed/run.py [--full | --smoke] [--assay build/release/assay] [--work DIR] [--repeats N]
                       [--only SECTION,...] [--peer] [--check] [--json FILE]

Sections: methods (validation, validation + pattern, 1 and 2 workers, and what two CPUs of this machine allow),
limits (--stop-after: the ratio to our own structural index), tables (rows shuffled, unique texts, 20 % and 100 %
dirty), memory (peak resident size at two sizes), start (start-up time), oracle (what rules count, against a slow
and independent program), peer (DuckDB on the same rules, once the counts of all three are equal; only with --peer;
pip install duckdb).
Default: a catalogue of 100 MB; --full: 1 GB, as the bars are meant; --smoke: 10 MB, once, for CI.
All cases of a section run interleaved and medians are printed; the file is warm; memory is measured from a
small parent process. Tables are kept in --work and used again. With --check, exit 1 when a bar is missed.
"""
import argparse
import json
import os
import platform
import shlex
import sys

import catalogues
import measure
import peer

SECTIONS = ["methods", "limits", "tables", "memory", "start", "oracle", "peer"]
BRAND = "brand_configs/esqualo.json"


class Bench:
    def __init__(self, options):
        self.options = options
        self.results = {}
        self.bars = []

    def table(self, kind, megabytes=None):
        return catalogues.catalogue(self.options.assay, self.options.work, kind, megabytes or self.options.megabytes)

    def detect(self, name, table, *words, workers=2, brand=BRAND, out="out"):
        out = os.path.join(self.options.work, out)
        return measure.Case(name, table, [self.options.assay, "detect", table, "--brand", brand, "--quiet",
                                          "--output-dir", out, "--max-workers", str(workers), *words])

    def at_once(self, name, table, *words):
        """Two runs of one worker side by side, which share nothing but the machine."""
        runs = [shlex.join(self.detect(name, table, *words, workers=1, out=out).words) for out in ("out", "out2")]
        return measure.Case(name, table, ["sh", "-ec", f"{runs[0]} & first=$!; {runs[1]}; wait $first"])

    def measure(self, section, cases):
        figures = measure.measure(cases, self.options.repeats)
        self.results[section] = figures
        print(f"\n{section}: {cases[0].bytes / 1e6:.0f} MB, median of {self.options.repeats}")
        print(f"  {'case':<34}{'MB/s':>9}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}{'spread':>8}")
        for figure in figures.values():
            print(f"  {figure.name:<34}{figure.rate:>9.0f}{figure.wall:>9.3f}{figure.cpu:>9.3f}"
                  f"{figure.peak / 1e6:>9.0f}{figure.spread:>7.0%}", flush=True)
        return figures

    def bar(self, what, value, least=None, most=None, unit=""):
        met = (least is None or value >= least) and (most is None or value <= most)
        bound = f">= {least:g}" if least is not None else f"<= {most:g}"
        self.bars.append({"what": what, "value": round(value, 3), "bar": bound + unit, "met": met})

    def methods(self):
        table = self.table("plain")
        f = self.measure("methods", [
            self.detect("validation", table, "--enable-validation"),
            self.detect("validation, 1 worker", table, "--enable-validation", workers=1),
            self.at_once("twice that at once", table, "--enable-validation"),
            self.detect("validation + pattern", table, "--enable-validation", "--enable-pattern"),
        ])
        alone, both = f["validation, 1 worker"].wall, f["twice that at once"].wall
        print(f"  two runs that share nothing do {2 * alone / both:.2f} x the work of one: what two CPUs of this machine allow")
        self.bar("validation", f["validation"].rate, least=700, unit=" MB/s")
        self.bar("validation + pattern", f["validation + pattern"].rate, least=350, unit=" MB/s")
        self.bar("from 1 to 2 workers", f["validation, 1 worker"].wall / f["validation"].wall, least=1.8, unit=" x")

    def limits(self):
        table = self.table("plain")
        stops = ["read", "index", "hash"]
        cases = [self.detect(f"stop after {stop}", table, "--enable-validation", "--stop-after", stop) for stop in stops]
        f = self.measure("limits", cases + [self.detect("validation", table, "--enable-validation")])
        for stop in stops:
            limit = f[f"stop after {stop}"]
            print(f"  validation / {stop}: {f['validation'].wall / limit.wall:.2f} of the wall time, "
                  f"{f['validation'].cpu / limit.cpu:.2f} of the CPU time")
        self.bar("validation / index", f["validation"].wall / f["stop after index"].wall, most=2.0, unit=" x")

    def tables(self):
        validation = ["--enable-validation"]
        csv_alone = [*validation, "--format", "csv"]
        cases = [self.detect(kind, self.table(kind), *validation)
                 for kind in ("plain", "shuffled", "unique", "dirty20")]
        cases.append(self.detect("plain, findings.csv alone", self.table("plain"), *csv_alone))
        cases.append(self.detect("dirty100, findings.csv alone", self.table("dirty100"), *csv_alone))
        f = self.measure("tables", cases)
        self.bar("rows shuffled", f["shuffled"].rate, least=300, unit=" MB/s")
        plain, dirty = f["plain, findings.csv alone"], f["dirty100, findings.csv alone"]
        self.bar("every cell dirty", dirty.wall / plain.wall, most=6, unit=" x the time")  # of as many rows
        per_byte = {name: figure.wall / figure.bytes for name, figure in f.items()}
        print(f"  per byte: 20 % dirty {per_byte['dirty20'] / per_byte['plain']:.2f} x the time of plain, "
              f"unique texts {per_byte['unique'] / per_byte['plain']:.2f} x, every cell dirty "
              f"{per_byte[dirty.name] / per_byte[plain.name]:.2f} x (findings.csv alone)")

    def memory(self):
        sizes = [self.options.megabytes // 10 or 1, self.options.megabytes]
        if self.options.full:
            sizes = [100, 1000, 4000]
        peaks = {}
        print("\nmemory: peak resident size of one run")
        for size in sizes:
            table = self.table("plain", size)
            for name, words in (("validation", ["--enable-validation"]),
                                ("validation + pattern", ["--enable-validation", "--enable-pattern"])):
                peaks[name, size] = measure.run_once(self.detect(name, table, *words).words)["peak"] / 1e6
                print(f"  {name:<24}{size:>6} MB{peaks[name, size]:>9.0f} MB", flush=True)
        self.results["memory"] = {f"{name} {size} MB": peak for (name, size), peak in peaks.items()}
        self.bar("peak memory", max(peaks.values()), most=300, unit=" MB, less 9 bytes a row for each unique rule")

    def start(self):
        table = os.path.join("data", "test_sample.csv")
        words = [self.options.assay, "--version"]
        runs = sorted(measure.run_once(words)["wall"] for _ in range(max(5, self.options.repeats)))
        print(f"\nstart: --version {runs[len(runs) // 2] * 1e3:.1f} ms; ", end="")
        runs = sorted(measure.run_once(self.detect("start", table).words)["wall"] for _ in range(max(5, self.options.repeats)))
        print(f"{table} with all methods {runs[len(runs) // 2] * 1e3:.0f} ms")

    def oracle(self):
        peer.check_assay(self)

    def peer(self):
        peer.compare(self)

    def finish(self):
        print(f"\n{'bar':<38}{'measured':>12}   wanted")
        for bar in self.bars:
            print(f"{bar['what']:<38}{bar['value']:>12.2f}   {bar['bar']:<16}{'met' if bar['met'] else 'MISSED'}")
        if self.options.megabytes < 1000:
            print(f"(the bars are meant for 1 GB: --full; this was {self.options.megabytes} MB)")
        if self.options.json:
            sections = {name: {key: (vars(f) | {"rate": f.rate} if isinstance(f, measure.Figures) else f)
                               for key, f in figures.items()} for name, figures in self.results.items()}
            with open(self.options.json, "w", encoding="utf-8") as out:
                json.dump({"machine": machine(), "megabytes": self.options.megabytes, "repeats": self.options.repeats,
                           "sections": sections, "bars": self.bars}, out, indent=2)
        return 1 if self.options.check and not all(bar["met"] for bar in self.bars) else 0


def machine():
    model = platform.processor()
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        for line in info:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    return f"{len(os.sched_getaffinity(0))} CPUs of {model}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--assay", default="build/release/assay")
    parser.add_argument("--work", default="build/bench-tables")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--smoke", action="store_true")
    parser.add_argument("--repeats", type=int)
    parser.add_argument("--only", default="")
    parser.add_argument("--peer", action="store_true", help="with DuckDB (pip install duckdb)")
    parser.add_argument("--check", action="store_true", help="exit 1 when a bar is missed")
    parser.add_argument("--json")
    options = parser.parse_args()
    options.megabytes = 1000 if options.full else 10 if options.smoke else 100
    options.repeats = options.repeats or (1 if options.smoke else 5)
    os.makedirs(options.work, exist_ok=True)
    sections = options.only.split(",") if options.only else [s for s in SECTIONS if s != ("oracle" if options.peer else "peer")]
    unknown = set(sections) - set(SECTIONS)
    if unknown:
        parser.error(f"there is no section {sorted(unknown)[0]!r}; there are {', '.join(SECTIONS)}")
    print(f"assay detect on {machine()}")
    bench = Bench(options)
    for section in sections:
        getattr(bench, section)()
    return bench.finish()


if __name__ == "__main__":
    sys.exit(main())
