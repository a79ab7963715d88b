#!/usr/bin/env python3
"""The commands of the README, run as they stand, and what it points to."""
import os
import re
import shutil
import subprocess
import unittest

from program import ASSAY, CLEAN, ROOT, SAMPLE, Case

README = (ROOT / "README.md").read_text(encoding="utf-8")


class Readme(Case):
    def run_block(self, block):
        done = subprocess.run(["bash", "-e", "-o", "pipefail", "-c", block], cwd=self.folder, capture_output=True,
                              text=True, env=CLEAN | {"PATH": f"{self.folder}/bin:{os.environ['PATH']}"})
        self.assertEqual(done.returncode, 0, f"{block}\n{done.stderr}")
        return done

    def setUp(self):
        super().setUp()
        # The program as it is installed or built: with the brands two folders up.
        (self.folder / "tree" / "build" / "release").mkdir(parents=True)
        shutil.copytree(ROOT / "brand_configs", self.folder / "tree" / "brand_configs")
        (self.folder / "tree" / "build" / "release" / "assay").symlink_to(ASSAY)
        (self.folder / "bin").symlink_to(self.folder / "tree" / "build" / "release")
        shutil.copy(SAMPLE, self.folder / "products.csv")

    def test_the_tour(self):
        blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
        self.assertGreaterEqual(len(blocks), 4)
        for block in blocks:
            self.run_block(block)
        for name in ("results/viewer.html", "results/findings.csv", "rules/report.json", "findings.jsonl",
                     "branded/report.json", "sample/truth.csv"):
            self.assertTrue((self.folder / name).stat().st_size > 0, name)

    def test_what_the_readme_points_to_is_there(self):
        for link in re.findall(r"\]\(([^)#]+)\)", README):
            self.assertTrue((ROOT / link).exists(), link)
        for target in re.findall(r"(?m)^    make (\w+)", README):
            self.assertRegex((ROOT / "Makefile").read_text(), rf"(?m)^{target}:")


if __name__ == "__main__":
    unittest.main()
