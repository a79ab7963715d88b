#!/usr/bin/env python3
"""assay config migrate, and the memory section of a job file.

    ASSAY=build/release/assay tests/cli/test_config.py
"""
import json
import unittest

from program import REPORTS, SAMPLE, Case


class Config(Case):
    def write(self, name, **settings):
        path = self.folder / name
        path.write_text(json.dumps(settings))
        return path

    def shown(self, path):
        return {key: value["value"] for key, value in
                json.loads(self.expect(0, "config", "show", "--json", "-c", path).stdout).items()}

    def test_migrate(self):
        path = self.write("job.json", log_level="ERROR", memory={"chunk_size": 123, "result_buffer_size": 7})
        before = self.shown(path)
        done = self.expect(0, "config", "migrate", path)
        self.assertIn("'memory.chunk_size' is 'performance.batch_size' now", done.stderr)
        self.assertEqual(json.loads(done.stdout)["performance"], {"batch_size": 123})
        self.assertEqual(self.shown(path), before, "printing changes nothing")
        old = path.read_text()
        self.expect(0, "config", "migrate", path, "--write")
        self.assertEqual(json.loads(path.read_text())["schema_version"], 2)
        self.assertEqual((self.folder / "job.json.v1").read_text(), old)
        self.assertEqual(self.shown(path), before)
        self.assertIn("already", self.expect(0, "config", "migrate", path, "--write").stderr)
        self.write("job.json", schema_version=99)
        self.assertIn("newer program", self.expect(2, "detect", SAMPLE, "-c", path).stderr)

    def test_memory_keys_never_change_a_report(self):
        self.expect(0, "detect", SAMPLE, "-q", "-o", "plain", "--block-bytes", 8192)
        job = self.write("job.json", memory={"max_dataframe_size": 90, "result_buffer_size": 1, "chunk_size": 3})
        done = self.expect(0, "detect", SAMPLE, "-o", "capped", "--block-bytes", 8192, "-j", 8, "-c", job)
        self.assertRegex(done.stderr, r"90 rows may be in memory at once: \d of 8 workers")
        for name in REPORTS:
            self.assertEqual((self.folder / "plain" / name).read_bytes(),
                             (self.folder / "capped" / name).read_bytes(), name)
        tight = self.write("tight.json", memory={"max_dataframe_size": 2})
        self.assertIn("max_dataframe_size", self.expect(2, "detect", SAMPLE, "-c", tight).stderr)
        self.assertEqual(self.shown(job)["performance.batch_size"], "3")


class DataRoot(Case):
    def test_inputs_stay_inside(self):
        inside = self.folder / "inside"
        inside.mkdir()
        (inside / "table.csv").write_bytes(SAMPLE.read_bytes())
        (inside / "link.csv").symlink_to(SAMPLE)
        self.expect(0, "detect", "inside/table.csv", "-q", "--data-root", "inside")
        self.expect(0, "detect", inside / "table.csv", "-q", env={"ASSAY_DATA_ROOT": str(inside)})
        for path in (SAMPLE, "inside/link.csv", "inside/../other.csv", "/proc/self/environ"):
            done = self.expect(2, "detect", path, "--data-root", "inside")
            self.assertIn("leads out of", done.stderr)


if __name__ == "__main__":
    unittest.main()
