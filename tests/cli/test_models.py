#!/usr/bin/env python3
"""assay models: register, use, promote, roll back, verify, prune; a damaged file gives way to the last good one.

    ASSAY=build/release/assay tests/cli/test_models.py
"""
import http.server
import json
import shutil
import threading
import unittest

from program import ROOT, SAMPLE, Case


class Models(Case):
    def setUp(self):
        super().setUp()
        self.first = self.folder / "first.json"
        shutil.copy(ROOT / "calibration/default.json", self.first)
        changed = json.loads(self.first.read_text())
        changed["version"] = "second"
        (self.folder / "second.json").write_text(json.dumps(changed))
        self.expect(0, "models", "add", "shop", "first.json", "--note", "March")
        self.expect(0, "models", "add", "shop", "second.json")

    def in_use(self):
        return self.expect(0, "models", "show", "shop").stdout.splitlines()[0].split()[-4]

    def file_of(self, version):
        for line in self.expect(0, "models", "show", "shop").stdout.splitlines()[1:]:
            words = line.replace("*", " ").split()
            if words[0] == str(version):
                return self.folder / "models/shop" / (words[1] + ".json")
        self.fail(f"no version {version}")

    def detect(self, code, *words, env=None):
        return self.expect(code, "detect", SAMPLE, "-o", "out", "--calibration", "registry:shop", *words, env=env)

    def test_the_life_of_a_version(self):
        self.assertEqual(self.in_use(), "1")
        self.assertIn("version 1", self.detect(0).stderr)
        self.expect(0, "models", "promote", "shop", "2")
        self.assertEqual(self.in_use(), "2")
        self.assertIn("version 2", self.detect(0).stderr)
        self.expect(0, "models", "rollback", "shop")
        self.assertEqual(self.in_use(), "1")
        self.expect(2, "models", "rollback", "shop")
        self.assertIn("calibration", self.expect(0, "models", "list").stdout)
        self.assertIn("all 2 versions", self.expect(0, "models", "verify").stdout)
        for _ in range(3):
            self.expect(0, "models", "add", "shop", "second.json")
        self.assertIn("3 versions deleted", self.expect(0, "models", "prune", "shop", "--keep", "1").stdout)
        self.expect(0, "models", "verify")
        self.expect(2, "models", "promote", "shop", "3")
        self.assertIn("'shop'", self.expect(2, "models", "show", "shp").stderr)

    def test_a_registered_calibration_gives_the_report_of_its_file(self):
        self.detect(0)
        by_name = (self.folder / "out/findings.csv").read_bytes()
        self.expect(0, "detect", SAMPLE, "-o", "out", "--calibration", "first.json")
        self.assertEqual((self.folder / "out/findings.csv").read_bytes(), by_name)

    def test_damage_falls_back_and_alerts(self):
        self.expect(0, "models", "promote", "shop", "2")
        path = self.file_of(2)
        path.write_bytes(path.read_bytes().replace(b"second", b"third!"))
        alerts = []

        class Webhook(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                alerts.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Webhook)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        env = {"ALERT_WEBHOOK": f"http://127.0.0.1:{server.server_port}/x", "ALERT_ALLOW_PRIVATE": "true"}
        done = self.detect(0, env=env)
        self.assertIn("version 1 is used in its place", done.stderr)
        self.assertIn("trained file is damaged", json.dumps(alerts))
        done = self.expect(3, "models", "verify", env=env)
        self.assertIn("version 2", done.stderr)

    def test_production_uses_registered_files_only(self):
        job = self.folder / "job.json"
        job.write_text('{"environment": "production"}')
        other = self.folder / "other.json"
        other.write_text(self.first.read_text().replace("{", "{ ", 1))
        done = self.expect(2, "detect", SAMPLE, "-c", job, "--calibration", other)
        self.assertIn("assay models add", done.stderr)
        self.expect(0, "detect", SAMPLE, "-c", job, "--calibration", self.first)


if __name__ == "__main__":
    unittest.main()
