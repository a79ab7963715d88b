#!/usr/bin/env python3
"""One allocation of a run, a backup, a restore or an audit check fails, at many places: the program ends with an error
that it tells or does its work all the same, leaves nothing half done, and the same command again gives the bytes of a
run that never failed.

    ASSAY=build/release/assay bench/operations/memory_faults.py [--places N | --every] [--through REGEX] [--seed S]
                                                                [--commands LIST]

Each command is tried with N places (default 60) drawn over all its allocations; with --every, with the first
allocation of every call stack there is (24 frames deep), on a small table. That takes hours. With --through only of
those that go through a source file which matches, such as 'report/|checkpoint|audit'; with --places N no more than N.
"""
import argparse
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tests/cli"))
from program import ASSAY, REPORTS, SAMPLE, UNDER_SANITIZER  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
FAILURES = []
CLEAN = {k: v for k, v in os.environ.items() if not k.startswith(("ASSAY_", "ALERT_", "METRICS_", "DETECTION_"))}


def check(condition, what):
    if not condition:
        FAILURES.append(what)
        print("FAILED:", what)


class Bench:
    def __init__(self, folder, options):
        self.folder = folder
        self.dice = random.Random(options.seed)
        self.places = options.places
        self.every = options.every or options.through is not None
        self.through = options.through and re.compile(options.through)
        self.commands = options.commands.split(",")
        self.library = folder / "failing_memory.so"
        subprocess.run([os.environ.get("CC", "cc"), "-shared", "-fPIC", "-O1", "-o", self.library, HERE / "failing_memory.c",
                        "-ldl"], check=True)

    def assay(self, *words, **env):
        return subprocess.run([ASSAY, *map(str, words)], cwd=self.folder, env=CLEAN | env, capture_output=True, text=True,
                              timeout=300)

    def count(self, *words):
        done = self.assay(*words, LD_PRELOAD=str(self.library), COUNT_TO=str(self.folder / "count"))
        return done, int((self.folder / "count").read_text())

    def places_of(self, words, before, first, last):
        """The allocations that are to fail, beyond the `first` ones, which libraries make."""
        if not self.every:
            return sorted(self.dice.sample(range(first + 1, last + 1), min(self.places or 60, last - first)))
        before()
        self.assay(*words, LD_PRELOAD=str(self.library), STACKS_TO=str(self.folder / "stacks"))
        stacks = [line.split() for line in (self.folder / "stacks").read_text().splitlines()]
        if self.through:
            there = self.places_through({place for stack in stacks for place in stack[2:]})
            stacks = [stack for stack in stacks if not there.isdisjoint(stack[2:])]
        firsts = [place for place in (int(stack[0]) for stack in stacks) if place > first]
        if self.places and self.places < len(firsts):
            print(f"{words[0]}: {self.places} of {len(firsts)} call stacks", flush=True)
            firsts = self.dice.sample(sorted(firsts), self.places)
        return sorted(firsts)

    def places_through(self, places):
        """Those of the places in the program whose source file, inlined ones too, matches."""
        # A return address is the place behind the call.
        asked = "".join(f"{int(place, 16) - 1:#x}\n" for place in places)
        told = subprocess.run(["addr2line", "-a", "-i", "-e", ASSAY], input=asked, capture_output=True, text=True,
                              check=True).stdout
        found = set()
        for line in told.splitlines():
            if line.startswith("0x"):
                place = f"{int(line, 16) + 1:x}"
            elif self.through.search(line):
                found.add(place)
        return found

    def try_places(self, name, words, before, behind):
        """`before` makes the folder ready; `behind` looks at what a run left, given whether it said all was well."""
        if name not in self.commands:
            return
        _, first = self.count("--version")  # what libraries do before the program begins
        before()
        done, last = self.count(*words)
        check(done.returncode == 0, f"{name}: {done.stderr}")
        told = 0
        places = self.places_of(words, before, first, last)
        for place in places:
            before()
            done = self.assay(*words, LD_PRELOAD=str(self.library), FAIL_AT=str(place))
            what = f"{name}, allocation {place} of {last}: exit {done.returncode} {done.stderr[-300:]}"
            check(0 <= done.returncode < 128, f"{what}: it crashed")
            check(done.returncode == 0 or "assay: " in done.stderr or "Out of memory" in done.stderr, f"{what}: nothing was told")
            told += done.returncode != 0
            behind(done.returncode == 0, what)
        kind = "call stacks, each" if self.every else "places"
        print(f"{name}: {len(places)} {kind} of {last - first} allocations failed, {told} runs ended for it", flush=True)


def report_of(folder):
    files = {name: (folder / name).read_bytes() for name in REPORTS if name != "report.json"}
    report = json.loads((folder / "report.json").read_text())
    report["files"] = [file for file in report["files"] if file["name"] != "run.json"]
    return files, report


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--places", type=int)
    parser.add_argument("--every", action="store_true")
    parser.add_argument("--through", metavar="REGEX")
    parser.add_argument("--commands", default="detect,backup,restore,audit verify")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if UNDER_SANITIZER or not shutil.which(os.environ.get("CC", "cc")):
        print("skipped: needs cc, and a program without a sanitizer")
        return 0
    with tempfile.TemporaryDirectory(prefix="assay_memory_") as name:
        folder = pathlib.Path(name)
        bench = Bench(folder, options)
        check(bench.assay("keys", "generate", "keys/audit.key").returncode == 0, "keys")
        out = folder / "out"
        table = folder / "table.csv"
        text = SAMPLE.read_text(encoding="utf-8").splitlines(keepends=True)
        table.write_text("".join(text[:40] if bench.every else text) + "broken\n", encoding="utf-8")
        detect = ["detect", table, "--output-dir", out, "--checkpoint-interval", 0,
                  "--block-bytes", 2048 if bench.every else 16384, "--max-workers", 1,
                  "--state-dir", "state", "--audit-log", "audit/audit.log", "--metrics-endpoint", "textfile:assay.prom", "-q"]
        check(bench.assay(*detect).returncode == 0, "the run that never failed")
        wanted = report_of(out)

        def clear():
            for gone in ("out", "restored", "made"):
                shutil.rmtree(folder / gone, ignore_errors=True)

        def look_at_run(fine, what):
            check(not fine or (out / "report.json").exists(), f"{what}: no report")
            if (out / "report.json").exists():
                check(report_of(out) == wanted, f"{what}: another report")
            again = bench.assay(*detect)
            check(again.returncode == 0 and report_of(out) == wanted, f"{what}: the run behind it: {again.stderr}")
            audit = bench.assay("audit", "verify", "audit/audit.log")
            check(audit.returncode == 0, f"{what}: {audit.stderr}")

        bench.try_places("detect", detect, clear, look_at_run)
        backup = ["backup", "--to", "made", "--state", "state,audit", "--results", "out"]

        def look_at_backup(fine, what):
            made = list((folder / "made").glob("assay-*.tar.zst"))
            check(not fine or len(made) == 1, f"{what}: no backup")
            for archive in made:
                check(bench.assay("backup", "verify", archive).returncode == 0, f"{what}: a damaged backup stands")

        bench.assay(*detect)
        bench.try_places("backup", backup, lambda: shutil.rmtree(folder / "made", ignore_errors=True), look_at_backup)
        shutil.rmtree(folder / "made", ignore_errors=True)
        bench.assay(*backup)
        restore = ["restore", "made", "--target", "restored"]

        def look_at_restore(fine, what):
            if not fine:  # all of it or nothing
                left = [p for p in (folder / "restored").rglob("*") if p.is_file() and ".assay-" not in str(p)]
                check(not left, f"{what}: half a restore stands: {left}")
            check(bench.assay(*restore).returncode == 0, f"{what}: the restore behind it")

        bench.try_places("restore", restore, lambda: shutil.rmtree(folder / "restored", ignore_errors=True), look_at_restore)
        bench.try_places("audit verify", ["audit", "verify", "audit/audit.log"], lambda: None, lambda fine, what: None)
    return 1 if FAILURES else 0


if __name__ == "__main__":
    sys.exit(main())
