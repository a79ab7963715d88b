#!/usr/bin/env python3
"""Options: typed, range-checked, unknown ones named with the nearest; flags over environment over file."""
import json
import unittest

from program import COMMANDS, SAMPLE, Case

BAD = [
    (["--batch-size", "0"], "from 1 to"),
    (["--batch-size", "ten"], "whole number"),
    (["--batch-size", "1e3"], "whole number"),
    (["--batch-size", "-5"], "whole number"),
    (["--batch-size="], "a value is missing, expected N"),
    (["--quiet=yes"], "takes no value"),
    (["--max-workers", "100000"], "from 1 to 256"),
    (["--validation-threshold", "1.5"], "from 0 to 1"),
    (["--validation-threshold", "nan"], "from 0 to 1"),
    (["--anomaly-threshold", "-0.1"], "from 0 to 1"),
    (["--anomaly-threshold", "0.5x"], "from 0 to 1"),
    (["--fail-on", "eror"], "nearest: 'error'"),
    (["--log-format", "xml"], "one of text, json"),
    (["--format", "json,cvs"], "Did you mean 'csv'?"),
    (["--format", "pdf"], "Expected one of 'json', 'csv'"),
    (["--delimiter", ";;"], "one ASCII character"),
    (["--delimiter", "\u00e9"], "one ASCII character"),
    (["--encoding", "utf8"], "nearest: 'utf-8'"),
    (["--line-end", "\\n"], "one of lf, crlf, cr"),
    (["--header", "true"], "one of yes, no"),
    (["--sample", "0"], "at least 1"),
    (["--max-rejects", "-1"], "whole number"),
    (["--memory-limit", "1K"], "at least 64 MB"),
    (["--memory-limit", "99999999999G"], "at least 64 MB"),
    (["--output-dir", ""], "expected a value"),
    (["--quiet", "--verbose"], "exclude each other"),
]


class Options(Case):
    def test_commands_of_many_runs_have_no_options_of_one(self):
        for command in ("multi-eval", "ml-curves"):
            for option in ("--fail-on", "--print"):
                self.assertIn(f"unknown option '{option}'", self.expect(2, command, option, "error").stderr)

    def test_unknown_options_name_the_nearest(self):
        for command in COMMANDS:
            with self.subTest(command):
                done = self.expect(2, *command.split(), "--hepl")
                self.assertEqual(done.stdout, "")
                self.assertTrue(done.stderr.startswith("assay: unknown option '--hepl'"), done.stderr)
                self.assertIn("'--help'", done.stderr)
        done = self.expect(2, "detect", "x.csv", "--enable-valdation=1")
        self.assertIn("unknown option '--enable-valdation'; nearest: '--enable-validation'", done.stderr)

    def test_unknown_commands_name_the_nearest(self):
        self.assertIn("nearest: 'detect'", self.expect(2, "detcet").stderr)
        self.assertIn("nearest: 'detectors'", self.expect(2, "detctors").stderr)
        self.assertIn("detectors list, detectors show", self.expect(2, "detectors").stderr)
        self.assertIn("config show", self.expect(2, "config").stderr)

    def test_bad_values_are_usage_errors(self):
        table = self.table()
        for words, message in BAD:
            with self.subTest(words):
                done = self.expect(2, "detect", table, *words)
                self.assertEqual(done.stdout, "")
                self.assertTrue(done.stderr.startswith("assay: "), done.stderr)
                self.assertIn(message, done.stderr)
                if "exclude" not in message:
                    self.assertIn(words[0].split("=")[0], done.stderr)
        self.assertFalse((self.folder / "results").exists(), "a usage error must not create anything")

    def test_missing_values_and_arguments(self):
        self.assertIn("--batch-size: a value is missing", self.expect(2, "detect", "x.csv", "--batch-size").stderr)
        self.assertIn("--null-tokens: a value is missing, expected LIST",
                      self.expect(2, "detect", "--null-tokens", "--quiet", "x.csv").stderr)
        self.assertIn("INPUT is missing", self.expect(2, "detect").stderr)
        self.assertIn("BRAND|FILE... is missing", self.expect(2, "validate-config").stderr)
        self.assertIn("unexpected argument 'b'", self.expect(2, "config", "show", "a", "b").stderr)
        self.assertIn("sample-data", self.expect(2, "single-demo").stderr)
        self.assertIn("only once", self.expect(2, "detect", "-", "-").stderr)

    def test_the_last_value_wins_and_lists_join(self):
        done = self.expect(0, "config", "show", "--json", "--batch-size", "5", "--batch-size=7",
                           "--exclude-columns", "a,b", "--exclude-columns", "c\\,d")
        shown = json.loads(done.stdout)
        self.assertEqual(shown["performance.batch_size"], {"value": "7", "origin": "--batch-size"})
        self.assertEqual(shown["exclude_columns"]["value"], "[a, b, c,d]")

    def test_flags_over_environment_over_file_over_defaults(self):
        job = self.folder / "job.json"
        job.write_text('{"output_dir": "from_file",\n "log_level": "WARNING",\n'
                       ' "performance": {"batch_size": 11, "max_workers": 3}}')
        env = {"DETECTION_OUTPUT_DIR": "from_env", "DETECTION_BATCH_SIZE": "12"}
        shown = json.loads(self.expect(0, "config", "show", "--json", "--config", job, "--batch-size", "13",
                                       env=env).stdout)
        self.assertEqual(shown["performance.batch_size"], {"value": "13", "origin": "--batch-size"})
        self.assertEqual(shown["output_dir"], {"value": "from_env", "origin": "environment DETECTION_OUTPUT_DIR"})
        self.assertEqual(shown["performance.max_workers"], {"value": "3", "origin": f"{job}:3"})
        self.assertEqual(shown["log_level"], {"value": "WARNING", "origin": f"{job}:2"})
        self.assertEqual(shown["seed"]["origin"], "default")
        table = self.expect(0, "config", "show", "--config", job, env=env).stdout
        self.assertRegex(table, r"performance.batch_size +12 +environment DETECTION_BATCH_SIZE")

    def test_environment_is_checked(self):
        for name, value in [("DETECTION_BATCH_SIZE", "many"), ("DETECTION_MAX_WORKERS", "0"),
                            ("DETECTION_LOG_LEVEL", "LOUD")]:
            self.assertIn(name, self.expect(2, "config", "show", env={name: value}).stderr)

    def test_log_level_of_the_environment(self):
        table = self.table()
        loud = self.expect(0, "detect", table, env={"DETECTION_LOG_LEVEL": "INFO"}).stderr
        self.assertIn("[INFO] detection: ", loud)
        calm = self.expect(0, "detect", table, env={"DETECTION_LOG_LEVEL": "ERROR"}).stderr
        self.assertNotIn("[INFO]", calm)

    def test_job_file_mistakes_have_a_place(self):
        job = self.folder / "job.json"
        job.write_text('{\n  "performance": {"batch_sice": 5}\n}')
        for words in (["detect", "x.csv", "--config", job], ["validate-config", job], ["config", "show", "-c", job]):
            error = self.expect(2, *words).stderr
            self.assertIn(f"{job}:2:19", error)
            self.assertIn("batch_size", error)

    def test_method_switches_replace_those_of_the_job_file(self):
        job = self.folder / "job.json"
        job.write_text('{"methods": ["pattern"]}')
        shown = json.loads(self.expect(0, "config", "show", "--json", "-c", job, "--enable-validation").stdout)
        self.assertEqual(shown["methods"], {"value": "[validation]", "origin": "--enable-validation"})


class Guide(Case):
    """The operations guide's commands, unchanged but for `python main.py`."""

    def test_single_demo_takes_the_guides_flags(self):
        table = self.table()
        for words in (
            ["--data-file", table],
            ["--data-file", table, "--output-dir", "results/2026-11-22", "--enable-validation", "--enable-pattern",
             "--enable-ml"],
            ["--data-file", table, "--output-dir", "results/test", "--injection-intensity", "0.0"],
            ["--data-file", table, "--batch-size", "1000", "--core-fields-only"],
            ["--data-file", table, "--enable-validation", "--enable-pattern", "--max-workers", "16"],
            ["--data-file", table, "--enable-validation", "--enable-llm"],
        ):
            with self.subTest(words):
                self.expect(0, "single-demo", *words)

    def test_single_demo_is_detect(self):
        self.expect(0, "single-demo", "--data-file", SAMPLE, "--output-dir", "a", "--injection-intensity", "0")
        self.expect(0, "detect", SAMPLE, "--output-dir", "b")
        for name in ("report.json", "findings.csv"):
            self.assertEqual((self.folder / "a" / name).read_bytes(), (self.folder / "b" / name).read_bytes())

    def test_a_missing_model_is_a_warning_and_an_error_in_production(self):
        table = self.table()
        done = self.expect(0, "single-demo", "--data-file", table, "--enable-validation", "--enable-ml")
        self.assertIn("[WARNING] detection: ", done.stderr)
        job = self.folder / "job.json"
        job.write_text('{"environment": "production"}')
        self.expect(6, "single-demo", "--data-file", table, "--enable-ml", "--enable-validation", "--config", job)

    def test_bad_intensity(self):
        for value in ("2", "-1", "much"):
            self.expect(2, "single-demo", "--data-file", "x.csv", "--injection-intensity", value)

    def test_a_copied_and_edited_brand_works(self):
        brands = self.folder / "brand_configs"
        brands.mkdir()
        text = (SAMPLE.parents[1] / "brand_configs" / "esqualo.json").read_text()
        header, rest = SAMPLE.read_text().split("\n", 1)
        (brands / "your_brand.json").write_text(text.replace('"Color"', '"Colour"').replace("esqualo", "your_brand"))
        table = self.table(header.replace(",Color,", ",Colour,") + "\n" + rest)
        out = self.expect(0, "validate-config", "your_brand").stdout
        self.assertIn("color_name <- column 'Colour'", out)
        self.expect(0, "detect", table, "--brand", "your_brand", "--output-dir", "out")
        report = json.loads((self.folder / "out" / "report.json").read_text())
        self.assertEqual(report["brand"], "your_brand")
        error = self.expect(2, "detect", SAMPLE, "--brand", "your_brand").stderr
        self.assertIn("Colour", error)
        self.assertIn("Color", error)


if __name__ == "__main__":
    unittest.main()
