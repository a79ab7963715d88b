#!/usr/bin/env python3
"""assay tune: tries every size, prints the best as the guide's line, leaves nothing behind.

    ASSAY=build/release/assay tests/cli/test_tune.py
"""
import re
import unittest

from program import SAMPLE, Case


class Tune(Case):
    def test_the_best_is_one_of_the_fast_ones(self):
        temp = self.folder / "temp"
        temp.mkdir()
        done = self.expect(0, "tune", SAMPLE, "--batch-sizes", "10,100,1000", "--repeats", 2, "--temp-dir", temp)
        rates = {int(size): int(rate) for size, rate in
                 re.findall(r"(?m)^Batch size (\d+): (\d+) rows/second$", done.stdout)}
        self.assertEqual(sorted(rates), [10, 100, 1000])
        best = int(re.search(r"(?m)^Optimal batch size: (\d+)\n\Z", done.stdout)[1])
        self.assertGreaterEqual(rates[best], max(rates.values()) * 0.97)
        self.assertEqual(list(temp.iterdir()), [])
        self.assertFalse((self.folder / "results").exists())

    def test_the_guides_sizes_are_the_default(self):
        done = self.expect(0, "tune", SAMPLE, "--repeats", 1, "--sample", 50)
        self.assertEqual(re.findall(r"Batch size (\d+)", done.stdout), ["100", "500", "1000", "5000", "10000"])

    def test_wrong_words(self):
        self.assertIn("expected", self.expect(2, "tune", SAMPLE, "--batch-sizes", "10,x").stderr)
        self.expect(3, "tune", "nothing.csv")


if __name__ == "__main__":
    unittest.main()
