#!/usr/bin/env python3
"""The output directory: locked, whole or untouched, whatever the disk does."""
import os
import pathlib
import shutil
import signal
import stat
import subprocess
import time
import unittest

from program import ASSAY, CLEAN, SAMPLE, Case


def can_unshare(*what):
    return os.geteuid() == 0 and subprocess.run(["unshare", *what, "true"], capture_output=True).returncode == 0


class OutputDirectory(Case):
    def pipe_run(self, output, before=()):
        """A run that waits for the rest of its input, holding the lock of `output`."""
        pipe = self.folder / "pipe.csv"
        os.mkfifo(pipe)
        process = subprocess.Popen([*before, ASSAY, "detect", str(pipe), "-o", str(output)], cwd=self.folder, env=CLEAN,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.addCleanup(process.kill)
        writer = os.open(pipe, os.O_WRONLY)
        self.addCleanup(os.close, writer)
        text = b"a,b\n" + b"1,2\n" * 400_000
        while text:
            text = text[os.write(writer, text):]
        return process

    def test_a_second_run_is_turned_away(self):
        process = self.pipe_run(self.folder / "out")
        deadline = time.monotonic() + 30
        while not (self.folder / "out" / ".assay.lock").exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(0.1)
        self.assertIn("another run", self.expect(3, "detect", SAMPLE, "-o", "out").stderr)
        process.kill()
        process.communicate()
        self.expect(0, "detect", SAMPLE, "-o", "out")

    def test_the_input_is_never_written(self):
        table = self.folder / "findings.csv"
        for words in (["-o", "."], ["--save-profile", "./findings.csv"], ["--log-file", "link.csv"]):
            shutil.copy(SAMPLE, table)
            (self.folder / "link.csv").unlink(missing_ok=True)
            (self.folder / "link.csv").symlink_to("findings.csv")
            self.expect(2, "detect", "findings.csv", "-o", "out", *words)
            self.assertEqual(table.read_bytes(), pathlib.Path(SAMPLE).read_bytes(), words)

    def test_what_a_link_leads_to_is_not_touched(self):
        """What a run builds is removed again: where a link stands in its place, another's files would be."""
        for name in (".assay-tmp", ".assay.lock"):
            others = self.folder / "others"
            others.mkdir()
            (others / "precious").write_text("x")
            out = self.folder / "out"
            out.mkdir()
            (out / name).symlink_to(others if name == ".assay-tmp" else others / "new")
            error = self.expect(3, "detect", SAMPLE, "-o", "out").stderr
            self.assertIn("out", error)
            self.assertEqual([path.name for path in others.iterdir()], ["precious"])
            shutil.rmtree(out)
            shutil.rmtree(others)
        (self.folder / "out").mkdir()
        (self.folder / "out/.assay-tmp").write_text("x")
        (self.folder / "dangling").symlink_to("nowhere")
        for out in ("dangling", "out/.assay-tmp"):
            self.assertIn("stands where a directory is wanted", self.expect(3, "detect", SAMPLE, "-o", out).stderr)
        self.assertIn("is no directory", self.expect(3, "detect", SAMPLE, "-o", "out").stderr)
        self.assertEqual((self.folder / "out/.assay-tmp").read_text(), "x")

    def test_control_c_leaves_nothing(self):
        self.expect(0, "detect", SAMPLE, "-o", "out")
        before = {path.name: path.read_bytes() for path in (self.folder / "out").iterdir() if path.is_file()}
        process = self.pipe_run(self.folder / "out")
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=20)
        self.assertEqual(process.returncode, 130, error)
        self.assertIn(b"assay: ", error)
        after = {path.name: path.read_bytes() for path in (self.folder / "out").iterdir() if path.is_file()}
        self.assertEqual(before, after)
        self.assertFalse((self.folder / "out" / ".assay-tmp").exists())

    def test_sigterm_is_143(self):
        process = self.pipe_run(self.folder / "out")
        time.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        _, error = process.communicate(timeout=20)
        self.assertEqual(process.returncode, 143, error)
        self.assertFalse((self.folder / "out" / "report.json").exists())

    @unittest.skipUnless(can_unshare("--pid", "--fork"), "needs root and PID namespaces")
    def test_sigterm_reaches_pid_1(self):
        outer = self.pipe_run(self.folder / "out", ["unshare", "--pid", "--fork", "--kill-child"])
        time.sleep(0.5)
        inner = int(pathlib.Path(f"/proc/{outer.pid}/task/{outer.pid}/children").read_text())
        os.kill(inner, signal.SIGTERM)
        _, error = outer.communicate(timeout=20)
        self.assertEqual(outer.returncode, 143, error)

    def test_a_file_in_the_way(self):
        (self.folder / "out").write_text("not a folder")
        self.assertIn("out", self.expect(3, "detect", SAMPLE, "-o", "out").stderr)
        self.assertEqual((self.folder / "out").read_text(), "not a folder")

    def test_a_folder_that_may_not_be_written(self):
        out = self.folder / "out"
        out.mkdir()
        out.chmod(stat.S_IRUSR | stat.S_IXUSR)
        self.addCleanup(out.chmod, stat.S_IRWXU)
        words = [ASSAY, "detect", str(SAMPLE), "-o", str(out)]
        if os.geteuid() == 0:  # root may write everywhere: become nobody
            self.folder.chmod(0o755)
            done = subprocess.run(words, capture_output=True, text=True, env=CLEAN, user=65534, group=65534)
        else:
            done = subprocess.run(words, capture_output=True, text=True, env=CLEAN)
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("--output-dir", done.stderr)
        self.assertEqual(list(out.iterdir()), [])

    def test_an_input_is_not_replaced_by_a_report_on_it(self):
        table = self.folder / "out" / "findings.csv"
        table.parent.mkdir()
        table.write_text("a,b\n1,2\n")
        (self.folder / "link.csv").symlink_to(table)
        for name in ("out/findings.csv", "link.csv"):
            self.assertIn("another --output-dir", self.expect(2, "detect", name, "-o", "out").stderr)
        self.assertEqual(table.read_text(), "a,b\n1,2\n")
        self.expect(0, "detect", table, "-o", "elsewhere")

    def test_what_another_job_left_is_nothing_to_go_on_from(self):
        table = self.folder / "table.csv"
        table.write_text("a,b\n" + "1,2\n" * 50_000 + "1\n")
        left = self.folder / "out" / ".assay-tmp" / "profile_pass"
        left.parent.mkdir(parents=True)
        left.write_bytes(b"assay profile pass 1\n" + (3).to_bytes(8, "little") + b"abc")
        run = self.expect(3, "detect", str(table), "-o", "out", "--max-rejects", "0")
        self.assertNotIn("will go on", run.stderr)
        self.assertFalse(left.exists())

    def test_other_files_stay(self):
        out = self.folder / "out"
        out.mkdir()
        (out / "notes.txt").write_text("mine")
        self.expect(0, "detect", SAMPLE, "-o", out)
        self.expect(0, "detect", SAMPLE, "-o", out, "--format", "json")
        self.assertEqual((out / "notes.txt").read_text(), "mine")
        self.assertFalse((out / "findings.csv").exists(), "a rerun takes away what it no longer writes")

    @unittest.skipUnless(can_unshare("--mount"), "needs root and mount namespaces")
    def test_a_full_disk(self):
        out = self.folder / "full"
        out.mkdir()
        self.expect(0, "sample-data", "--rows", "5000", "--errors", "0.2", "-o", "sample")
        script = (f"mount -t tmpfs -o size=300k tmpfs '{out}' && "
                  f"'{ASSAY}' detect sample/catalogue.csv -q -o '{out}'; echo $?; ls -A '{out}'")
        done = subprocess.run(["unshare", "--mount", "bash", "-c", script], cwd=self.folder, env=CLEAN,
                              capture_output=True, text=True)
        lines = done.stdout.splitlines()
        self.assertEqual(lines[0], "3", done.stderr)
        self.assertIn("No space left", done.stderr)
        self.assertLessEqual(set(lines[1:]), {".assay.lock", ".assay-tmp"})


if __name__ == "__main__":
    unittest.main()
