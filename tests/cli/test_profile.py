#!/usr/bin/env python3
"""--profile, detection_processing_seconds and detection_active: times never change a report.

    ASSAY=build/release/assay tests/cli/test_profile.py
"""
import json
import os
import re
import signal
import subprocess
import time
import unittest

from program import ASSAY, CLEAN, REPORTS, SAMPLE, UNDER_SANITIZER, Case


class Profile(Case):
    def metrics(self):
        return (self.folder / "node" / "assay.prom").read_text()

    def value(self, name):
        return float(re.search(rf"(?m)^{name} (\S+)$", self.metrics())[1])

    def env(self):
        return {"METRICS_ENDPOINT": f"textfile:{self.folder}/node/assay.prom"}

    def test_profile_shows_and_writes_the_times(self):
        done = self.expect(0, "detect", SAMPLE, "--profile", "-o", "timed")
        self.assertRegex(done.stderr, r"(?m)^  detect +\d")
        self.assertRegex(done.stderr, r"(?m)^  Detector +Field")
        profile = json.loads((self.folder / "timed/profile.json").read_text())
        self.assertEqual([stage["stage"] for stage in profile["stages"]], ["profile", "map", "detect", "report"])
        self.assertTrue(all(stage["peak_memory_bytes"] > 1 << 20 for stage in profile["stages"]))
        if not UNDER_SANITIZER:  # its allocator counts nothing
            self.assertGreater(sum(one["learn_bytes"] for one in profile["detectors"]), 0)
        report = json.loads((self.folder / "timed/report.json").read_text())
        ran = {(o["detector"], o.get("field", "")) for o in report["detectors"] if o["state"] == "ran"}
        self.assertEqual({(one["detector"], one["field"]) for one in profile["detectors"]}, ran)
        run = json.loads((self.folder / "timed/run.json").read_text())
        self.assertEqual(profile["run_id"], run["run_id"])

    def test_times_never_change_a_report(self):
        self.expect(0, "detect", SAMPLE, "-q", "-o", "plain")
        self.expect(0, "detect", SAMPLE, "-q", "-o", "timed", "--profile", "-j", 2, "--block-bytes", 8192)
        self.expect(0, "detect", SAMPLE, "-q", "-o", "measured", env=self.env())
        self.expect(0, "detect", SAMPLE, "-q", "-o", "small", "-j", 2, "--block-bytes", 8192)
        for name in REPORTS:
            self.assertEqual((self.folder / "plain" / name).read_bytes(),
                             (self.folder / "measured" / name).read_bytes(), name)
            self.assertEqual((self.folder / "timed" / name).read_bytes(),
                             (self.folder / "small" / name).read_bytes(), name)
        self.assertFalse((self.folder / "plain/profile.json").exists())

    def test_processing_seconds_is_a_histogram(self):
        for _ in range(2):
            self.expect(0, "detect", SAMPLE, "-q", env=self.env())
        text = self.metrics()
        series = re.findall(r'(?m)^detection_processing_seconds_count\{field="([^"]*)",method="([^"]*)"\} (\S+)$', text)
        self.assertTrue({"validation", "pattern"} <= {method for _, method, _ in series}, series)
        self.assertIn("(row)", {field for field, _, _ in series})
        self.assertEqual({count for _, _, count in series}, {"2"}, "one block, two runs")
        for field, method, count in series:
            labels = f'field="{re.escape(field)}",method="{method}"'
            buckets = [float(n) for n in re.findall(
                rf'(?m)^detection_processing_seconds_bucket\{{{labels},le="[^"]*"\}} (\S+)$', text)]
            self.assertEqual(buckets, sorted(buckets))
            self.assertEqual(buckets[-1], float(count))
        sums = [float(n) for n in re.findall(r"(?m)^detection_processing_seconds_sum\S* (\S+)$", text)]
        self.assertGreater(sum(sums), 0)

    def started(self):
        """A run that waits for its input; its first records have been read."""
        reader, writer = os.pipe()
        self.addCleanup(os.close, writer)
        process = subprocess.Popen([ASSAY, "detect", "-", "-q"], stdin=reader, cwd=self.folder, env=CLEAN | self.env())
        os.close(reader)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        deadline = time.monotonic() + 60
        while True:
            self.assertLess(time.monotonic(), deadline)
            if (self.folder / "node/assay.prom").exists() and self.value("detection_active") > 0:
                return process
            time.sleep(0.05)

    def test_active_is_raised_and_falls(self):
        process = self.started()
        self.assertEqual(self.value("detection_active"), 1)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(60), 130)
        self.assertEqual(self.value("detection_active"), 0)

    def test_a_killed_run_is_not_counted_for_ever(self):
        process = self.started()
        self.expect(0, "detect", self.table(), "-q", "-o", "other", env=self.env())
        self.assertEqual(self.value("detection_active"), 1, "the other one still goes on")
        process.kill()
        process.wait()
        self.expect(0, "detect", self.table(), "-q", "-o", "other", env=self.env())
        self.assertEqual(self.value("detection_active"), 0)

    def test_a_monitor_that_is_down_does_not_stop_a_run(self):
        done = self.expect(5, "detect", self.table(), "--max-retries", 0,
                           env={"METRICS_ENDPOINT": "pushgateway://127.0.0.1:9"})
        self.assertIn("detection_active: ", done.stderr)
        self.assertTrue((self.folder / "results/report.json").exists())


if __name__ == "__main__":
    unittest.main()
