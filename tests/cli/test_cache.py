#!/usr/bin/env python3
"""--cache-dir: the same report, byte by byte, without the work; never a wrong one, whatever changed or broke.

    ASSAY=build/release/assay tests/cli/test_cache.py
"""
import json
import os
import pathlib
import subprocess
import unittest

from program import ASSAY, CLEAN, REPORTS, TABLE, Case

FROM_CACHE = "it comes from the cache"
MADE_BEFORE = "this report was made before"


class Cache(Case):
    def setUp(self):
        super().setUp()
        self.cache = self.folder / "cache"
        self.input = self.table()

    def detect(self, out, *words, table=None):
        done = self.expect(0, "detect", table or self.input, "--output-dir", out, "--cache-dir", self.cache, *words)
        return done.stderr

    def bytes_of(self, out, names=REPORTS):
        return {name: (self.folder / out / name).read_bytes() for name in names}

    def entries(self, kind):
        folder = self.cache / kind
        return sorted(folder.iterdir()) if folder.is_dir() else []

    def test_the_second_run_is_served(self):
        self.assertNotIn(FROM_CACHE, self.detect("one"))
        log = self.folder / "run.log"
        second = self.detect("two", "--log-file", log)
        self.assertIn(MADE_BEFORE, second)
        self.assertIn(MADE_BEFORE, log.read_text())
        self.assertEqual(self.bytes_of("one"), self.bytes_of("two"))
        # The rest of what is told is the same too, but for times and places.
        self.assertIn("The surest of each kind", second)
        one, two = (json.loads((self.folder / out / "run.json").read_text()) for out in ("one", "two"))
        self.assertEqual([one["from_cache"], two["from_cache"]], [False, True])
        self.assertNotEqual(one["run_id"], two["run_id"])
        for key in ("rows", "input_bytes", "columns"):
            self.assertEqual(one[key], two[key], key)

    def test_the_exit_code_is_the_same(self):
        for out in ("one", "two"):
            self.expect(1, "detect", self.input, "--cache-dir", self.cache, "--output-dir", out,
                        "--fail-on", "warning", "-q")

    def test_another_name_and_place_of_the_same_bytes(self):
        self.detect("one")
        other = self.folder / "elsewhere.csv"
        other.write_bytes(self.input.read_bytes())
        os.utime(other, (1, 1))
        self.assertIn(MADE_BEFORE, self.detect("two", table=other))

    def test_other_bytes_of_the_same_size_time_and_inode(self):
        self.detect("one")
        before = self.input.stat()
        with open(self.input, "r+b") as file:
            file.seek(TABLE.index("red"))
            file.write(b"rad")
        os.utime(self.input, ns=(before.st_atime_ns, before.st_mtime_ns))
        after = self.input.stat()
        self.assertEqual((before.st_size, before.st_mtime_ns, before.st_ino),
                         (after.st_size, after.st_mtime_ns, after.st_ino))
        self.assertNotIn(FROM_CACHE, self.detect("two"))
        self.expect(0, "detect", self.input, "--output-dir", "plain", "-q")
        self.assertEqual(self.bytes_of("two"), self.bytes_of("plain"))

    def test_another_setting_is_another_report(self):
        brand = self.folder / "brand.json"
        brand.write_text('{"brand_name": "b", "field_mappings": {"size": "size"}}')
        calibration = self.folder / "calibration.json"
        shipped = next((pathlib.Path(__file__).parents[2] / "calibration").glob("*.json"))
        calibration.write_bytes(shipped.read_bytes())
        changes = [[], ["--anomaly-threshold", "0.7"], ["--header", "no"], ["--seed", "3"], ["--redact", "sku"],
                   ["--brand", brand], ["--calibration", calibration], ["--delimiter", ";"], ["--format", "csv"]]
        for number, words in enumerate(changes):
            self.assertNotIn(MADE_BEFORE, self.detect(f"first{number}", *words), words)
            self.assertIn(MADE_BEFORE, self.detect(f"second{number}", *words), words)
        brand.write_text('{"brand_name": "c", "field_mappings": {"size": "size"}}')
        self.assertNotIn(MADE_BEFORE, self.detect("changed", "--brand", brand))
        calibration.write_bytes(shipped.read_bytes() + b" ")
        self.assertNotIn(MADE_BEFORE, self.detect("recalibrated", "--calibration", calibration))

    def test_patterns_are_taken_where_the_report_is_another(self):
        self.detect("one")
        second = self.detect("two", "--anomaly-threshold", "0.7")
        self.assertIn("what its patterns are was learned before", second)
        self.expect(0, "detect", self.input, "--output-dir", "plain", "--anomaly-threshold", "0.7", "-q")
        self.assertEqual(self.bytes_of("two"), self.bytes_of("plain"))
        # How rows are read and what the sample is are part of what was learned.
        for words in (["--seed", "1"], ["--header", "no"]):
            self.assertNotIn("was learned before", self.detect("three", *words), words)

    def test_switched_off(self):
        self.detect("one", "--no-cache")
        self.assertFalse(self.cache.exists())
        self.detect("one")
        self.assertNotIn(FROM_CACHE, self.detect("two", "--no-cache"))
        job = self.folder / "job.json"
        job.write_text(json.dumps({"cache": {"directory": str(self.cache), "enabled": False}}))
        self.assertNotIn(FROM_CACHE, self.expect(0, "detect", self.input, "-c", job).stderr)
        job.write_text(json.dumps({"cache": {"directory": str(self.cache)}}))
        self.assertIn(MADE_BEFORE, self.expect(0, "detect", self.input, "-c", job).stderr)
        env = {"DETECTION_CACHE_DIR": str(self.cache)}
        self.assertIn(MADE_BEFORE, self.expect(0, "detect", self.input, env=env).stderr)

    def test_what_is_not_kept(self):
        self.detect("one", "--sample", "10")
        self.expect(0, "detect", "-", "--cache-dir", self.cache, "-q", input=TABLE)
        self.assertEqual(self.entries("results") + self.entries("patterns"), [])

    def test_every_damage_is_found_and_mended(self):
        self.detect("one")
        wanted = self.bytes_of("one")
        for kind, words, taken in (("results", [], MADE_BEFORE),
                                   ("patterns", ["--anomaly-threshold", "0.7"], "was learned")):
            [entry] = self.entries(kind)
            good = entry.read_bytes()
            size = len(good)
            broken = [good[:at] + bytes([good[at] ^ 1]) + good[at + 1:] for at in (5, 40, size // 2, size - 1)]
            broken += [good[:at] for at in (0, size // 3, size - 1)]
            for bad in broken:
                entry.write_bytes(bad)
                told = self.detect("two", *words)
                self.assertIn("made anew", told)
                self.assertNotIn(taken, told)
                if not words:
                    self.assertEqual(self.bytes_of("two"), wanted)
                self.assertEqual(entry.read_bytes(), good)  # made anew
                if words:  # else the report itself would be taken next time
                    for report in self.entries("results"):
                        report.unlink()

    def test_its_size_is_kept(self):
        cap = 1 << 20
        for number in range(12):
            table = self.table(TABLE + f"A{number:06},{'x' * 100000},red\n", f"t{number}.csv")
            self.detect("out", "--cache-size", "1M", table=table)
            total = sum(entry.stat().st_size for kind in ("results", "patterns") for entry in self.entries(kind))
            self.assertLessEqual(total, cap)
        self.assertGreater(len(self.entries("results")), 0)
        self.assertIn(MADE_BEFORE, self.detect("out", "--cache-size", "1M", table=self.folder / "t11.csv"))
        self.assertNotIn(MADE_BEFORE, self.detect("out", "--cache-size", "1M", table=self.folder / "t0.csv"))

    def test_many_at_once(self):
        """Runs that store, serve and evict the same entries at once: every report is right."""
        tables = [self.table(TABLE + f"A{number:06},{'y' * 150000},red\n", f"t{number}.csv") for number in range(4)]
        for number, table in enumerate(tables):
            self.expect(0, "detect", table, "--output-dir", f"plain{number}", "-q")
        runs = []
        for turn in range(12):
            out = f"out{turn}"
            runs.append((turn % 4, out, subprocess.Popen(
                [ASSAY, "detect", tables[turn % 4], "--output-dir", out, "--cache-dir", self.cache, "--cache-size",
                 "1M", "-q", "-j", "1"], cwd=self.folder, env=CLEAN, stderr=subprocess.PIPE, text=True)))
            if turn % 6 == 5:
                for number, made, run in runs:
                    _, errors = run.communicate(timeout=120)
                    self.assertEqual(run.returncode, 0, errors)
                    self.assertEqual(self.bytes_of(made), self.bytes_of(f"plain{number}"))
                runs = []
        self.assertEqual([entry.name for kind in ("results", "patterns") for entry in self.entries(kind)
                          if entry.name.startswith(".new-")], [])

    def test_a_cache_that_cannot_be_written_stops_nothing(self):
        self.cache.write_text("a file")
        self.assertIn("this run uses no cache", self.detect("one"))


if __name__ == "__main__":
    unittest.main()
