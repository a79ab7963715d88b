#!/usr/bin/env python3
"""assay config migrate, and the memory section of a job file.

    ASSAY=build/release/assay tests/cli/test_config.py
"""
import json
import os
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

    def test_output_root(self):
        """No link in the output directory, or on the way to it, makes a run write elsewhere."""
        table = self.folder / "table.csv"
        table.write_bytes(SAMPLE.read_bytes())
        outside = self.folder / "outside"
        root = self.folder / "root"
        for folder in (outside, root):
            folder.mkdir()
        detect = ["detect", table, "-q", "--output-root", root]
        self.expect(0, *detect, "--output-dir", root / "deep" / "er")
        self.expect(0, *detect, "--output-dir", "root/deep/er", "--profile")
        self.assertTrue((root / "deep" / "er" / "report.json").is_file())
        self.assertEqual([name for name in os.listdir(root / "deep" / "er") if name.startswith(".assay-tmp")], [])
        self.assertTrue((root / "deep" / "er" / "profile.json").is_file())
        linked = self.folder / "linked"  # the root may be given over a link
        linked.symlink_to(root)
        self.expect(0, "detect", table, "-q", "--output-root", "linked", "--output-dir", "linked/more")
        for path in (outside, root / ".." / "outside", "elsewhere"):
            self.assertIn("leads out of", self.expect(2, *detect, "--output-dir", path).stderr)
        planted = [("link", ""), ("tmp/.assay-tmp", ""), ("lock/.assay.lock", "lock"), ("inner/link", "")]
        for name, target in planted:
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).symlink_to(outside / target)
        for path in ("link", "link/below", "tmp", "lock", "inner/link"):
            self.assertIn("leads out of", self.expect(2, *detect, "--output-dir", root / path).stderr, path)
        self.assertEqual(os.listdir(outside), [])
        # Where only inputs are confined, the output directory is what nothing leads out of.
        self.expect(2, "detect", table, "-q", "--data-root", self.folder, "--output-dir", root / "tmp")
        self.expect(2, "detect", table, "-q", "--output-dir", root / "lock", env={"ASSAY_OUTPUT_ROOT": str(root)})
        self.assertEqual(os.listdir(outside), [])
        # What a job file has a run write stays there too; what a flag names is the operator's.
        for key, config in (("save_profile", {"save_profile": str(outside / "p")}),
                            ("cache.directory", {"cache": {"directory": "outside"}}),
                            ("source.temp_dir", {"source": {"temp_dir": str(root / ".." / "outside")}}),
                            ("cache.directory", {"cache": {"directory": str(root / "link" / "cache")}})):
            (self.folder / "job.json").write_text(json.dumps(config))
            told = self.expect(2, *detect, "-c", "job.json", "--output-dir", root / "of_file").stderr
            self.assertIn(f"{key} of the job file", told)
            self.assertIn("leads out of", told)
        self.assertEqual(os.listdir(outside), [])
        (self.folder / "job.json").write_text(json.dumps({"cache": {"directory": str(root / "cache")}}))
        self.expect(0, *detect, "-c", "job.json", "--output-dir", root / "of_file")
        self.assertTrue((root / "cache").is_dir())
        self.expect(0, *detect, "-c", "job.json", "--cache-dir", "kept", "--output-dir", root / "of_file")
        # A report that is a link is replaced, not written through.
        (root / "fine").mkdir()
        victim = outside / "victim"
        victim.write_text("untouched")
        for name in ("report.json", "run.json", "profile.json", "findings.csv"):
            (root / "fine" / name).symlink_to(victim)
        self.expect(0, *detect, "--output-dir", root / "fine", "--profile")
        self.assertEqual(victim.read_text(), "untouched")
        self.assertFalse((root / "fine" / "report.json").is_symlink())


if __name__ == "__main__":
    unittest.main()
