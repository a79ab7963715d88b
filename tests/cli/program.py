"""The program under test and tables for it."""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
ASSAY = os.path.abspath(os.environ.get("ASSAY", ROOT / "build/release/assay"))
UNDER_SANITIZER = any(name in pathlib.Path(ASSAY).read_bytes() for name in (b"__asan_init", b"__tsan_init"))
SAMPLE = ROOT / "data" / "test_sample.csv"
REPORTS = ["anomaly_summary.csv", "findings.csv", "findings.jsonl", "quarantine.csv", "report.json", "viewer.html"]

# Settings of whoever runs the tests would change what they see.
CLEAN = {name: value for name, value in os.environ.items()
         if not name.startswith("DETECTION_") and name != "NO_COLOR"}

TABLE = "sku,size,colour\n" + "".join(f"A{i:04},{'SML'[i % 3]},{['red', 'blue'][i % 2]}\n" for i in range(200)) + \
    "A0200,M,\nA0201,S,blue \n"


def assay(*words, env=None, **options):
    """Runs the program; standard input is empty unless `input` is given."""
    if "input" not in options:
        options.setdefault("stdin", subprocess.DEVNULL)
    options.setdefault("text", True)
    return subprocess.run([ASSAY, *map(str, words)], capture_output=True, timeout=300,
                          env=CLEAN | (env or {}), **options)


# Every command, as the help lists them.
COMMANDS = re.findall(r"(?m)^  ([a-z][a-z-]*(?: [a-z-]+)?) {2,}[A-Z]", assay("--help").stdout)


class Case(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="assay_cli_")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def table(self, text=TABLE, name="table.csv"):
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def expect(self, code, *words, **options):
        """Runs the program in the test's folder and checks its exit code."""
        done = assay(*words, cwd=options.pop("cwd", self.folder), **options)
        self.assertEqual(done.returncode, code, f"assay {' '.join(map(str, words))}\n{done.stderr}")
        return done
