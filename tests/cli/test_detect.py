#!/usr/bin/env python3
"""`assay detect` end to end: exit codes, inputs good and bad, messages, and the same bytes every time."""
import csv
import datetime
import io
import json
import os
import subprocess
import time
import unittest

from program import ASSAY, CLEAN, REPORTS, SAMPLE, UNDER_SANITIZER, Case


class ExitCodes(Case):
    def test_a_key_names_one_column(self):
        doubled = self.table("id,id,name\n1,2,x\n", "doubled.csv")
        done = self.expect(2, "detect", doubled, "--key-fields", "id")
        self.assertIn("'id' names 2 columns", done.stderr)
        self.expect(0, "detect", doubled)

    def test_findings_alone_do_not_fail(self):
        self.expect(0, "detect", SAMPLE)

    def test_fail_on(self):
        report = json.loads((self.folder / "results" / "report.json").read_text()) if \
            self.expect(0, "detect", SAMPLE) else None
        severities = report["summary"]["by_severity"]
        self.assertGreater(sum(severities.values()), 0)
        reached = False
        for severity in ("critical", "error", "warning"):
            reached = reached or severities[severity] > 0
            self.expect(1 if reached else 0, "detect", SAMPLE, "--fail-on", severity)
        self.expect(0, "detect", SAMPLE, "--fail-on", "never")

    def test_input_errors(self):
        (self.folder / "folder").mkdir()
        for name, text, message in [("gone.csv", None, "gone.csv"), ("folder", None, "directory"),
                                    ("zero.csv", "", "zero.csv")]:
            with self.subTest(name):
                if text is not None:
                    self.table(text, name)
                done = self.expect(3, "detect", name)
                self.assertTrue(done.stderr.splitlines()[-1].startswith("assay: "), done.stderr)
                self.assertIn(message, done.stderr)
                self.assertFalse((self.folder / "results" / "report.json").exists())

    def test_the_year_after_the_others_is_no_misspelling(self):
        days = [str(datetime.date(2022, 1, 1) + datetime.timedelta(days=i)) for i in range(300)]
        days[150] = "2024-01-05"
        self.expect(0, "detect", self.table("day\n" + "\n".join(days) + "\n"))
        self.assertNotIn("MISSPELLING", (self.folder / "results" / "findings.csv").read_text())

    def test_a_field_that_nobody_named_may_be_empty(self):
        """One empty cell of 200 is surely missing; twenty show that the column need not be filled."""
        for empty in (1, 20):
            colours = ["" if i % 10 == 0 and i // 10 < empty else ("Red", "Green", "Blue")[i % 3] for i in range(200)]
            table = self.table("item,colour\n" + "".join(f"thing {i},{c}\n" for i, c in enumerate(colours)))
            self.expect(0, "detect", table)
            with open(self.folder / "results/findings.csv", newline="", encoding="utf-8") as file:
                sure = [float(line["confidence"]) >= 0.9 for line in csv.DictReader(file) if line["value"] == ""]
            self.assertEqual(sure, [empty == 1] * empty)

    def test_a_link_to_nothing_says_so(self):
        (self.folder / "link.csv").symlink_to("gone.csv")
        self.assertIn("is a link to gone.csv", self.expect(3, "detect", "link.csv").stderr)

    def test_an_error_is_one_line_whatever_it_quotes(self):
        error = self.expect(3, "detect", "a\nassay: all is well\x1b[2J.csv").stderr
        self.assertEqual(len(error.splitlines()), 1, error)
        self.assertIn("a\\nassay: all is well\\u001b", error)

    @unittest.skipIf(UNDER_SANITIZER, "a sanitizer is slow")
    def test_a_table_of_many_columns_takes_no_square_of_them(self):
        names = ",".join(f"c{number}" for number in range(30_000))
        begin = time.process_time() + os.times().children_user
        self.expect(0, "detect", self.table(names + "\n" + names + "\n"), "--quiet")
        self.assertLess(time.process_time() + os.times().children_user - begin, 60)

    def test_unknown_brand_and_rules(self):
        table = self.table()
        self.assertIn("esqualo", self.expect(2, "detect", SAMPLE, "--brand", "esqalo").stderr)
        self.expect(2, "detect", table, "--brand", "esqualo")
        self.expect(2, "detect", table, "--rules", "gone.yaml")

    def test_a_header_without_rows_is_fine_but_told(self):
        done = self.expect(0, "detect", self.table("a,b,c\n"))
        self.assertIn("[WARNING] detection: ", done.stderr)
        self.assertIn("not one record", done.stderr)
        summary = json.loads((self.folder / "results" / "report.json").read_text())["summary"]
        self.assertEqual((summary["total_records"], summary["total_errors"]), (0, 0))

    def test_a_table_without_a_header_is_read_whole(self):
        table = self.table("".join(f"{i},{'red' if i % 3 else 'blue'}\n" for i in range(30)))
        done = self.expect(0, "detect", table)
        self.assertIn("[WARNING] detection: the first line holds values like those below it", done.stderr)
        report = json.loads((self.folder / "results" / "report.json").read_text())
        self.assertEqual((report["summary"]["total_records"], report["columns"]), (30, ["column_1", "column_2"]))
        done = self.expect(0, "detect", table, "--header", "yes")
        self.assertNotIn("WARNING", done.stderr)
        report = json.loads((self.folder / "results" / "report.json").read_text())
        self.assertEqual(report["summary"]["total_records"], 29)

    def test_a_title_above_the_header_is_told_and_left_out(self):
        table = self.table("Sales of 2021,,\n\nid,name,qty\n1,ab,3\n2,cafÃ©,4\n")
        self.assertIn("leave it out with --skip-lines", self.expect(0, "detect", table).stderr)
        self.expect(0, "detect", table, "--skip-lines", "2")
        found = list(csv.DictReader(io.StringIO((self.folder / "results" / "findings.csv").read_text())))
        self.assertEqual([(f["row"], f["line"], f["column"]) for f in found], [("1", "5", "name")])
        self.assertIn("which have 5 lines", self.expect(3, "detect", table, "--skip-lines", "6").stderr)

    def test_broken_rows_are_counted_and_kept_apart(self):
        table = self.table("a,b\n1,2\n1,2,3\n4\n5,6\n")
        self.expect(0, "detect", table)
        summary = json.loads((self.folder / "results" / "report.json").read_text())["summary"]
        self.assertEqual((summary["total_records"], summary["rejected_records"]), (4, 2))
        rejects = list(csv.DictReader(io.StringIO((self.folder / "results" / "quarantine.csv").read_text())))
        self.assertEqual([line["line"] for line in rejects], ["3", "4"])
        self.expect(0, "detect", table, "--max-rejects", "2")
        self.assertIn("quarantine.csv", self.expect(3, "detect", table, "--max-rejects", "1").stderr)

    def job_that_stops(self, more=""):
        job = self.folder / "stops.yaml"
        job.write_text(f"error_handling:\n  continue_on_error: false\n{more}")
        return job

    def test_the_first_record_that_is_no_row_ends_a_run_that_may_not_go_on(self):
        rows = "".join(f"{i},{i % 7},x\n" for i in range(2000))
        table = self.table(f"a,b,c\n{rows}1,2,3,4\n{rows}5\n{rows}6,7\n")
        at = len("a,b,c\n" + rows)
        first = f"{table}:2002: the record at byte {at} is no row of the table, field 4: expected 3 fields, found 4"
        for workers in (1, 2, 8):
            done = self.expect(3, "detect", table, "--config", self.job_that_stops(), "--block-bytes", "1024", "-j", workers)
            self.assertIn(first, done.stderr)
        self.assertFalse((self.folder / "results" / "report.json").exists())
        done = self.expect(3, "detect", table, "--config", self.job_that_stops("max_rejects: 2\n"))
        self.assertIn(f"{table}:6004: ", done.stderr)
        self.assertIn("beyond max_rejects 2", done.stderr)
        self.expect(0, "detect", table, "--config", self.job_that_stops("max_rejects: 3\n"))
        self.expect(0, "detect", table, "--config", self.job_that_stops(), "--continue-on-error", "yes")
        self.expect(3, "detect", table, "--continue-on-error", "no", "-o", "stopped")
        self.expect(0, "detect", table, "--continue-on-error", "no", "--sample", "2000")

    def test_a_run_that_may_not_go_on_reads_no_further(self):
        """What feeds it stays open: only who stops at the record comes to an end."""
        feeding, feed = os.pipe()
        process = subprocess.Popen([ASSAY, "detect", "-", "--continue-on-error", "no", "-q"], stdin=feeding, env=CLEAN,
                                   cwd=self.folder, stderr=subprocess.PIPE, text=True)
        os.close(feeding)
        self.addCleanup(process.kill)
        try:
            os.write(feed, b"a,b\nbroken\n")
            for _ in range(3 << 20 >> 10):
                os.write(feed, b"1,2\n" * 256)
        except BrokenPipeError:
            pass  # it has ended already
        _, said = process.communicate(timeout=60)
        os.close(feed)
        self.assertEqual(process.returncode, 3, said)
        self.assertIn("-:2: the record at byte 4 is no row", said)

    def test_the_worst_of_several_inputs_counts_and_none_stops_the_others(self):
        good = self.table(name="good.csv")
        self.expect(3, "detect", "gone.csv", good, "-o", "out")
        self.assertTrue((self.folder / "out" / "good" / "report.json").exists())
        done = self.expect(3, "detect", "gone.csv", good, good, "-o", "other", "--continue-on-error", "no")
        self.assertIn("2 of 3 inputs are left unread", done.stderr)
        self.assertFalse((self.folder / "other" / "good").exists())

    @unittest.skipIf(UNDER_SANITIZER, "the sanitizer needs memory of its own")
    def test_too_little_memory_is_a_clear_error(self):
        self.expect(0, "sample-data", "--rows", "160000", "-o", "sample")  # one block of 68 MB
        words = ["detect", "sample/catalogue.csv", "--enable-validation", "--block-bytes", 256 << 20]
        done = self.expect(3, *words, "--memory-limit", "64M")
        self.assertIn("out of memory", done.stderr.splitlines()[-1])
        self.assertFalse((self.folder / "results" / "report.json").exists())
        self.expect(0, *words, "--memory-limit", "2G")


class Inputs(Case):
    def test_standard_input(self):
        self.expect(0, "detect", "-", "-o", "piped", input=SAMPLE.read_text())
        self.expect(0, "detect", SAMPLE, "-o", "file")
        for name in ("findings.csv", "findings.jsonl"):
            self.assertEqual((self.folder / "piped" / name).read_bytes(), (self.folder / "file" / name).read_bytes())

    def test_several_inputs_get_a_folder_each(self):
        (self.folder / "deep").mkdir()
        names = [self.table(name="one.csv"), self.table(name="deep/one.csv"), self.table(name="two.v2.csv")]
        self.expect(0, "detect", *names, "-o", "out")
        self.assertEqual(sorted(os.listdir(self.folder / "out")), ["one", "one_2", "two"])

    def test_inputs_may_stand_behind_an_option(self):
        """An option takes one value: what follows it is an input."""
        one, two = self.table(name="one.csv"), self.table(name="two.csv")
        self.expect(0, "detect", "-o", "behind", one)
        self.assertTrue((self.folder / "behind" / "report.json").exists())
        self.expect(0, "detect", one, "--output-dir", "between", two)
        self.assertEqual(sorted(os.listdir(self.folder / "between")), ["one", "two"])
        self.expect(0, "detect", "--exclude-columns", "sku", "--exclude-columns", "size", one, "-o", "again")

    def test_names_that_look_like_options(self):
        self.table(name="--quiet")
        self.expect(0, "detect", "--", "--quiet")
        self.expect(0, "detect", "./--quiet")

    def test_a_dialect_can_be_forced(self):
        table = self.table("a|b\n'x|y'|2\n'z'|3\n")
        self.expect(0, "detect", table, "--delimiter", "pipe", "--quote", "'", "--header", "yes")
        report = json.loads((self.folder / "results" / "report.json").read_text())
        self.assertEqual((report["summary"]["total_records"], report["summary"]["rejected_records"]), (2, 0))

    def test_a_sample_reads_the_first_rows(self):
        self.expect(0, "detect", SAMPLE, "--sample", "25")
        summary = json.loads((self.folder / "results" / "report.json").read_text())["summary"]
        self.assertEqual(summary["total_records"], 25)


class Messages(Case):
    def test_nothing_on_standard_output(self):
        for words in ([], ["--verbose"], ["--quiet"], ["--log-format", "json"]):
            self.assertEqual(self.expect(0, "detect", SAMPLE, *words).stdout, "")

    def test_quiet_says_nothing(self):
        self.assertEqual(self.expect(0, "detect", SAMPLE, "--quiet").stderr, "")
        self.assertEqual(self.expect(3, "detect", "gone.csv", "-q").stderr.count("\n"), 1)

    def test_verbose_says_more(self):
        normal = self.expect(0, "detect", SAMPLE).stderr
        verbose = self.expect(0, "detect", SAMPLE, "-v").stderr
        self.assertGreater(len(verbose), len(normal))
        self.assertIn("[DEBUG] detection: ", verbose)

    def test_text_lines_have_the_guides_format(self):
        lines = [line for line in self.expect(0, "detect", SAMPLE).stderr.splitlines() if "] detection: " in line]
        self.assertTrue(lines)
        for line in lines:
            self.assertRegex(line, r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} \[[A-Z]+\] detection: .+$")

    def test_every_json_line_is_an_object(self):
        nasty = self.table('a,b\n' + '"line\nbreak","quote"""\n' * 5 + "\x1b[31m,\\\n", 'nasty"\n\\.csv')
        for code, words in [(0, [SAMPLE, "--verbose"]), (0, [nasty, "--verbose"]), (3, ["gone\n.csv"]),
                            (2, [SAMPLE, "--brand", "none"]), (2, [SAMPLE, "--batch-size", "0"]),
                            (2, [SAMPLE, "--unknown"])]:
            lines = self.expect(code, "detect", *words, "--log-format", "json").stderr.splitlines()
            self.assertTrue(lines)
            for line in lines:
                record = json.loads(line)
                self.assertLessEqual({"asctime", "name", "levelname", "message"}, set(record), line)
                self.assertEqual(record["name"], "detection")
            if code != 0:
                self.assertEqual(json.loads(lines[-1])["levelname"], "ERROR")

    def test_the_run_id_of_the_log_is_that_of_the_run(self):
        lines = self.expect(0, "detect", SAMPLE, "--log-format", "json").stderr.splitlines()
        ids = {json.loads(line)["run_id"] for line in lines}
        self.assertEqual(ids, {json.loads((self.folder / "results" / "run.json").read_text())["run_id"]})

    def test_a_log_file_holds_json_lines(self):
        self.expect(0, "detect", SAMPLE, "--log-file", "logs/detection.log")
        self.expect(3, "detect", "gone.csv", "--log-file", "logs/detection.log")
        records = [json.loads(line) for line in (self.folder / "logs" / "detection.log").read_text().splitlines()]
        self.assertGreater(len({record["run_id"] for record in records}), 1)
        self.assertEqual(records[-1]["levelname"], "ERROR")

    def test_the_summary_tells_where_to_look(self):
        error = self.expect(0, "detect", SAMPLE, "-o", "out").stderr
        self.assertIn("300 records, 17 columns", error)
        self.assertIn("out/viewer.html", error)
        self.assertIn("out/report.json", error)
        self.assertNotIn("\x1b", error)

    def test_values_in_the_summary_can_not_steer_a_terminal(self):
        rows = "".join(f"A{i % 40:03},good\n" for i in range(400))
        table = self.table("key,name\n" + rows + "A001,\x1b]0;owned\x07\u202egood\n")
        self.assertNotRegex(self.expect(0, "detect", table).stderr, "[\x00-\x09\x0b-\x1f\u202e]")

    def test_print_copies_a_report(self):
        for what, name in [("csv", "findings.csv"), ("jsonl", "findings.jsonl"), ("json", "report.json"),
                           ("summary", "anomaly_summary.csv")]:
            done = self.expect(0, "detect", SAMPLE, "--quiet", "--print", what, text=False)
            self.assertEqual(done.stdout, (self.folder / "results" / name).read_bytes())
        self.assertIn("--format", self.expect(2, "detect", SAMPLE, "--format", "json", "--print", "csv",
                                              "-o", "other").stderr)

    def test_a_closed_pipe_is_no_crash(self):
        command = f"'{ASSAY}' detect '{SAMPLE}' -q --print csv | head -1; echo ${{PIPESTATUS[0]}}"
        done = subprocess.run(["bash", "-c", command], cwd=self.folder, env=CLEAN, capture_output=True, text=True)
        self.assertLess(int(done.stdout.splitlines()[-1]), 128, done.stderr)

    @unittest.skipUnless(os.path.exists("/dev/full"), "needs /dev/full")
    def test_a_full_disk_behind_standard_output_is_an_error(self):
        for words in (["detectors", "list"], ["--help"], ["config", "show"], ["detect", SAMPLE, "-q", "--print", "csv"]):
            with self.subTest(words), open("/dev/full", "w") as full:
                done = subprocess.run([ASSAY, *map(str, words)], cwd=self.folder, env=CLEAN, stdout=full, stderr=subprocess.PIPE,
                                      text=True)
                self.assertEqual(done.returncode, 3, done.stderr)
                self.assertEqual(done.stderr, "assay: writing to standard output failed: its reader ended, or the disk is full\n")


class Determinism(Case):
    def test_the_same_bytes_for_any_workers_and_batch_size(self):
        self.expect(0, "sample-data", "--rows", "3000", "--errors", "0.05", "--output-dir", "sample")
        runs = [(1, 256), (2, 1), (3, 7), (8, 10000)]
        for workers, batch in runs:
            self.expect(0, "detect", "sample/catalogue.csv", "-o", f"w{workers}", "-q", "--max-workers", workers,
                        "--batch-size", batch, "--block-bytes", "65536")
        for name in REPORTS:
            first = (self.folder / "w1" / name).read_bytes()
            for workers, _ in runs[1:]:
                self.assertEqual(first, (self.folder / f"w{workers}" / name).read_bytes(), f"{name}, {workers}")

    def test_methods_that_take_turns_say_the_same(self):
        self.expect(0, "sample-data", "--rows", "2000", "--errors", "0.05", "--output-dir", "sample")
        job = self.folder / "job.json"
        job.write_text('{"performance": {"method_parallelism": {"validation": false, "pattern": false}}}')
        for out, words in (("beside", []), ("turns", ["--config", job])):
            self.expect(0, "detect", "sample/catalogue.csv", "-o", out, "-q", "-j", 4, "--block-bytes", "65536", *words)
        for name in REPORTS:
            self.assertEqual((self.folder / "beside" / name).read_bytes(), (self.folder / "turns" / name).read_bytes(), name)

    def test_the_summary_shows_where_a_long_value_differs(self):
        long = "A shirt for every day of the week and made of cotton"
        table = self.table("about,kind\n" + f"{long},shirt\n" * 40 + f"{long[:-4]}toon,shirt\n" + "Another thing,hat\n" * 40)
        shown = self.expect(0, "detect", table, "-o", "out").stderr
        self.assertIn("about: '… made of cotoon'", shown)
        self.assertIn("suggestion: '… made of cotton'", shown)

    def test_the_summary_says_no_value_in_words(self):
        table = self.table("kind,size\n" + "shirt,12\nhat,14\n" * 40 + "hat,N/A\n")
        self.assertIn("suggestion: no value", self.expect(0, "detect", table, "-o", "out").stderr)

    def test_names_that_the_table_has_not(self):
        table = self.table()
        for words, said in ((["--key-fields", "zzzz"], "'zzzz'. Expected one of 'sku', 'size', 'colour'"),
                            (["--exclude-columns", "colours"], "'colours'. Did you mean 'colour'?"),
                            (["--ignore", "MISPELLING"], "Did you mean 'MISSPELLING'?"),
                            (["--calibration", "none", "--min-precision", "0.9"], "--min-precision needs a calibration"),
                            (["--calibration", "none", "--false-alarms", "9"], "--false-alarms needs a calibration")):
            with self.subTest(words):
                self.assertIn(said, self.expect(2, "detect", table, *words).stderr)

    def test_one_field_is_no_fields(self):
        table = self.table("A title\n" + "id;name;size\n" * 9)
        done = self.expect(0, "detect", table, "-o", "out")
        self.assertIn("the first line has 1 field but most records have 3", done.stderr)
        self.assertIn("expected 1 field, found 3", (self.folder / "out" / "quarantine.csv").read_text())

    def test_column_findings_expand(self):
        self.expect(0, "detect", SAMPLE, "--expand-column-findings", "-o", "out")
        with open(self.folder / "out" / "findings.csv", encoding="utf-8", newline="") as file:
            self.assertTrue(all(line["row"] != "" for line in csv.DictReader(file)))


if __name__ == "__main__":
    unittest.main()
