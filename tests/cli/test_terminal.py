#!/usr/bin/env python3
"""On a terminal: a progress bar and colours; NO_COLOR and pipes get neither."""
import os
import pty
import subprocess
import unittest

from program import ASSAY, CLEAN, SAMPLE, Case


class OnATerminal(Case):
    def on_terminal(self, *words, env=None):
        """What the program writes to a terminal as standard error."""
        master, slave = pty.openpty()
        process = subprocess.Popen([ASSAY, *map(str, words)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=slave, cwd=self.folder, env=CLEAN | {"TERM": "xterm"} | (env or {}))
        os.close(slave)
        seen = b""
        while True:
            try:
                got = os.read(master, 65536)
            except OSError:  # Linux: EIO when the last writer has gone
                break
            if not got:
                break
            seen += got
        os.close(master)
        self.assertEqual(process.wait(), 0, seen)
        return seen.decode()

    def test_a_bar_that_goes_away(self):
        seen = self.on_terminal("detect", SAMPLE)
        self.assertRegex(seen, r"detect +\[#*\.*\] +\d+ %  [\d.]+ [kMG]?B/s  [\d,]+ rows")
        self.assertRegex(seen, r"learn +\[#*\.*\] +\d+ %  [\d,]+ of [\d,]+ detectors")
        self.assertIn("\r\x1b[K", seen)
        self.assertNotIn("%", seen.rsplit("\r\x1b[K", 1)[1].split("Column", 1)[0].replace("% sure", ""))

    def test_colours_and_no_color(self):
        self.assertIn("\x1b[1m", self.on_terminal("detect", SAMPLE))
        self.assertNotIn("\x1b[1m", self.on_terminal("detect", SAMPLE, env={"NO_COLOR": "1"}))
        self.assertNotIn("\x1b[1m", self.on_terminal("detect", SAMPLE, env={"TERM": "dumb"}))

    def test_quiet_and_json_show_no_bar(self):
        self.assertEqual(self.on_terminal("detect", SAMPLE, "--quiet"), "")
        for line in self.on_terminal("detect", SAMPLE, "--log-format", "json").splitlines():
            self.assertTrue(line.startswith("{"), line)


if __name__ == "__main__":
    unittest.main()
