#!/usr/bin/env python3
"""Help: every command explains itself, and its examples use only options that exist."""
import re
import unittest

from program import COMMANDS, Case


class Help(Case):
    def test_program_help_names_every_command(self):
        out = self.expect(0, "--help").stdout
        self.assertLessEqual({"detect", "single-demo", "validate-config", "config show", "detectors list",
                              "detectors show", "sample-data", "completion"}, set(COMMANDS))
        self.assertIn("Exit status", out)
        self.assertEqual(out, self.expect(0, "help").stdout)
        self.assertEqual(out, self.expect(0, "-h").stdout)

    def test_every_command_has_help_with_examples(self):
        for command in COMMANDS:
            with self.subTest(command):
                done = self.expect(0, *command.split(), "--help")
                self.assertEqual(done.stderr, "")
                self.assertIn(f"Usage: assay {command}", done.stdout)
                self.assertIn("Examples\n", done.stdout)
                self.assertEqual(done.stdout, self.expect(0, "help", *command.split()).stdout)
                self.assertLessEqual(max(map(len, done.stdout.splitlines())), 120)

    def test_the_first_word_of_two_has_help(self):
        out = self.expect(0, "models", "--help").stdout
        for command in COMMANDS:
            self.assertEqual(command.startswith("models "), f"  {command} " in out, command)
        self.assertEqual(out, self.expect(0, "help", "models").stdout)
        self.assertIn("needs one more word: models list", self.expect(2, "models").stderr)

    def test_examples_use_options_that_exist(self):
        known = {command: set(re.findall(r"--[a-z-]+", self.expect(0, *command.split(), "--help").stdout
                                         .split("Examples\n")[1].partition("\n\n")[2])) for command in COMMANDS}
        for command in COMMANDS:
            examples = self.expect(0, *command.split(), "--help").stdout.split("Examples\n")[1].partition("\n\n")[0]
            for line in re.findall(r"assay [^|<>#\n]*", examples):
                name = max((c for c in COMMANDS if line.startswith(f"assay {c}")), key=len, default=None)
                self.assertIsNotNone(name, line)
                self.assertLessEqual(set(re.findall(r"--[a-z-]+", line)), known[name], line)

    def test_no_colours_off_a_terminal(self):
        self.assertNotIn("\x1b", self.expect(0, "detect", "--help").stdout)

    def test_without_a_command_help_goes_to_stderr(self):
        done = self.expect(2)
        self.assertEqual(done.stdout, "")
        self.assertIn("Usage: assay", done.stderr)

    def test_version_tells_the_build(self):
        out = self.expect(0, "--version").stdout
        self.assertRegex(out, r"^assay \d+\.\d+\.\d+\ncommit \w+(-dirty)?, \w+, .+, Linux \w+\n$")


if __name__ == "__main__":
    unittest.main()
