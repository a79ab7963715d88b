#!/usr/bin/env python3
"""The operations benchmarks that are quick, small: determinism, and a run in a memory cgroup that makes itself smaller."""
import os
import pathlib
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/cli"))
from program import ASSAY, UNDER_SANITIZER  # noqa: E402


def bench(name, *words):
    return subprocess.run([sys.executable, ROOT / "bench/operations" / name, *words], env=os.environ | {"ASSAY": ASSAY},
                          capture_output=True, text=True, timeout=500)


class OperationsBench(unittest.TestCase):
    def test_determinism(self):
        done = bench("determinism.py", "--rows", "2000", "--batch-sizes", "1,10000")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("6 runs over 2000 rows", done.stdout)
        self.assertIn(": 1 SHA-256", done.stdout)

    @unittest.skipIf(UNDER_SANITIZER, "a sanitizer takes the memory for itself")
    def test_a_memory_cgroup(self):
        done = bench("memory_cgroup.py", "--size", "60", "--max-workers", "8")
        if done.returncode == 77:
            self.skipTest(done.stderr)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertRegex(done.stdout, r"256 MB of memory are granted: \d of 8 workers are used")
        self.assertIn("the two reports are identical", done.stdout)


if __name__ == "__main__":
    unittest.main()
