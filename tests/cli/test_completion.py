#!/usr/bin/env python3
"""Shell completion: the scripts load, and bash offers what is right."""
import shutil
import subprocess
import unittest

from program import ASSAY, CLEAN, COMMANDS, Case


class Completion(Case):
    def offers(self, *words):
        """What bash offers for the last of the words."""
        script = self.expect(0, "completion", "bash").stdout
        quoted = " ".join(f"'{word}'" for word in ("assay", *words))
        done = subprocess.run(
            ["bash", "--norc", "-u", "-c",
             f'{script}\nCOMP_WORDS=({quoted}); COMP_CWORD={len(words)}; _assay; printf "%s\\n" "${{COMPREPLY[@]-}}"'],
            cwd=self.folder, env=CLEAN, capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return set(done.stdout.split("\n")) - {""}

    def test_bash_offers_commands(self):
        self.assertEqual(self.offers("det"), {"detect", "detectors"})
        self.assertLessEqual({command.split()[0] for command in COMMANDS}, self.offers(""))
        self.assertEqual(self.offers("detectors", ""), {"list", "show"})
        self.assertEqual(self.offers("completion", ""), {"bash", "zsh", "fish"})

    def test_bash_offers_options_and_their_values(self):
        self.assertEqual(self.offers("detect", "--enable-p"), {"--enable-pattern"})
        self.assertEqual(self.offers("detect", "--fail-on", "e"), {"error"})
        self.assertIn("--data-file", self.offers("single-demo", "--"))
        self.assertNotIn("--stop-after", self.offers("detect", "--"))
        self.assertIn("--json", self.offers("config", "show", "--"))
        self.assertIn("--help", self.offers("backup", "results", "--"))

    def test_bash_offers_names_and_files(self):
        self.table(name="mine.csv")
        self.assertEqual(self.offers("detect", "mi"), {"mine.csv"})
        self.assertIn("functional_dependency", self.offers("detectors", "show", "func"))
        self.assertEqual(self.offers("fields", "show", "ea"), {"ean"})
        (self.folder / "brand_configs").mkdir()
        (self.folder / "brand_configs" / "acme.json").write_text("{}")
        self.assertIn("acme", self.offers("detect", "--brand", "a"))

    def test_zsh_and_fish_scripts_load(self):
        for shell, check in (("zsh", ["zsh", "-n"]), ("fish", ["fish", "--no-execute"])):
            script = self.expect(0, "completion", shell).stdout
            self.assertIn("--fail-on" if shell == "zsh" else "-l fail-on", script)
            if shutil.which(shell):
                path = self.folder / f"assay.{shell}"
                path.write_text(script)
                done = subprocess.run([*check, str(path)], capture_output=True, text=True)
                self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_other_shells_are_refused(self):
        self.assertIn("bash, zsh and fish", self.expect(2, "completion", "csh").stderr)


if __name__ == "__main__":
    unittest.main()
