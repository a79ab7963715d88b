#!/usr/bin/env python3
"""`assay serve` through real connections: jobs, reports, roles, limits, TLS, restarts."""
import base64
import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import threading
import time
import unittest
import warnings

from program import TABLE, UNDER_SANITIZER, Case
from service import Service, make_certificate


# Rows that take a second or so, so that a job can be met while it runs.
LONG = 100_000 if UNDER_SANITIZER else 1_000_000


def long_table(rows):
    """A table of many blocks."""
    lines = [f"A{i:07},{'SML'[i % 3]},{['red', 'blue', 'green'][i % 3]},{i % 97}.50,some words about article {i}\n"
             for i in range(20_000)]
    return ("sku,size,colour,price,text\n" + "".join(lines) * (rows // len(lines))).encode()


def problem(test, answer, status, *words):
    """An answer that is a problem of that status and says these words."""
    test.assertEqual(answer[0], status, answer[2])
    test.assertEqual(answer[1]["Content-Type"], "application/problem+json")
    detail = json.loads(answer[2])
    test.assertEqual(detail["status"], status)
    for word in words:
        test.assertIn(word, detail["detail"])


class Jobs(Case):
    def serve(self, *words, **more):
        service = Service(self.folder, *words, **more)
        self.addCleanup(service.stop)
        return service

    def test_a_table_becomes_the_report_that_detect_writes(self):
        table = self.table()
        self.expect(0, "detect", table, "--output-dir", "direct")
        service = self.serve("--input-root", self.folder)
        (self.folder / "sub").mkdir()
        shutil.copy(table, self.folder / "sub")
        json_type = {"Content-Type": "application/json"}
        jobs = [service.submit(TABLE, filename="table.csv", name="tonight's")]
        for body in ({"csv": TABLE}, {"path": "sub/table.csv"}):
            status, _, answer = service.ask("POST", "/v1/jobs", body=body, headers=json_type)
            self.assertEqual(status, 202, answer)
            jobs.append(json.loads(answer)["id"])
        for job in jobs:
            view = service.wait(job)
            self.assertEqual((view["state"], view["exit_code"]), ("succeeded", 0), view)
            names = [file["name"] for file in service.get(f"/v1/jobs/{job}/files")["files"]]
            for name in ("report.json", "findings.csv", "findings.jsonl", "viewer.html"):
                self.assertIn(name, names)
                status, headers, body = service.ask("GET", f"/v1/jobs/{job}/files/{name}")
                self.assertEqual(status, 200)
                self.assertEqual(body, (self.folder / "direct" / name).read_bytes(), name)
            status, headers, body = service.ask("GET", f"/v1/jobs/{job}/viewer")
            self.assertEqual((status, headers["Content-Type"]), (200, "text/html; charset=utf-8"))
            self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
        self.assertEqual([job["id"] for job in service.get("/v1/jobs")["jobs"]], jobs[::-1])
        self.assertEqual(service.get("/v1/jobs?limit=1&state=succeeded")["jobs"][0]["id"], jobs[2])
        self.assertEqual(service.get(f"/v1/jobs/{jobs[0]}")["name"], "tonight's")
        self.assertFalse((self.folder / "assay-data/jobs" / jobs[0] / "input").exists(), "an upload stays behind")

    def test_a_config_steers_the_run(self):
        service = self.serve()
        config = {"methods": ["validation"], "formats": ["csv"], "seed": 5, "exclude_columns": ["size"]}
        job = service.submit(TABLE, config=json.dumps(config))
        view = service.wait(job)
        self.assertEqual(view["config"], config)
        names = [file["name"] for file in service.get(f"/v1/jobs/{job}/files")["files"]]
        self.assertNotIn("viewer.html", names)
        report = service.get(f"/v1/jobs/{job}/files/report.json")
        self.assertIn("seed", json.dumps(report))
        problem(self, service.ask("GET", f"/v1/jobs/{job}/viewer"), 404, "viewer.html", "succeeded")

    def test_wrong_requests_are_told_where(self):
        service = self.serve("--input-root", self.folder)
        kind = {"Content-Type": "application/json"}
        post = lambda body, headers=kind, path="/v1/jobs": service.ask("POST", path, body=body, headers=headers)
        problem(self, post('{"csv": "a",\n "config": {"sed": 1}}'), 400, "request body:2:13", "seed")
        problem(self, post('{"csv": }'), 400, "request body:1:9")
        problem(self, post('{"csv": 5}'), 400, "request body:1:9", "a string")
        problem(self, post("{}"), 400, "'path'")
        problem(self, post('{"csv": "a\\n1\\n", "config": {"output_dir": "/tmp"}}'), 400, "output_dir")
        problem(self, post('{"csv": "a\\n1\\n", "config": {"brand": "../x"}}'), 400, "brand")
        problem(self, post(b"\xff\xfe"), 400, "request body:1:1")
        problem(self, post("a\n1\n", {"Content-Type": "text/plain"}), 415, "text/csv")
        problem(self, post("", {"Content-Type": "text/csv"}), 400, "empty")
        problem(self, post("a\n1\n", {"Content-Type": "text/csv"}, "/v1/jobs?config=%7B%22x%22%7D"), 400, "config:1:5")
        problem(self, post("a\n1\n", {"Content-Type": "text/csv"}, "/v1/jobs?nam=x"), 400, "'name'")
        problem(self, service.ask("GET", "/v1/jobs?limit=0"), 400, "limit")
        problem(self, service.ask("GET", "/v1/jobs?state=lost"), 400, "running")
        problem(self, service.ask("GET", "/v1/jobs/none"), 404, "none")
        problem(self, service.ask("GET", "/nothing"), 404, "/v1/openapi.json")
        answer = service.ask("PUT", "/v1/jobs")
        problem(self, answer, 405, "PUT")
        self.assertEqual(answer[1]["Allow"], "POST, GET, HEAD")
        self.assertEqual(service.get("/v1/jobs")["jobs"], [])
        self.assertEqual(os.listdir(self.folder / "assay-data/jobs"), [])
        self.assertEqual(os.listdir(self.folder / "assay-data/uploads"), [])

    def test_a_table_that_can_not_be_read_fails_with_a_reason(self):
        service = self.serve()
        view = service.wait(service.submit(b"PK\x03\x04" + bytes(50), filename="../../pic ture.csv"))
        self.assertEqual((view["state"], view["exit_code"]), ("failed", 3))
        self.assertIn("pic_ture.csv", view["error"])
        self.assertNotIn(str(self.folder), view["error"])
        self.assertEqual(service.get(f"/v1/jobs/{view['id']}/files")["files"], [])

    def test_no_path_leads_out(self):
        outside = self.folder / "outside"
        root = self.folder / "root"
        outside.mkdir()
        root.mkdir()
        (outside / "secret.csv").write_text("a\nsecret\n")
        (root / "link.csv").symlink_to(outside / "secret.csv")
        (root / "up").symlink_to("..")
        service = self.serve("--input-root", root)
        for path in ("../outside/secret.csv", str(outside / "secret.csv"), "link.csv", "up/outside/secret.csv",
                     "/proc/self/environ", ".", "nothing.csv", "a\u0000b"):
            answer = service.ask("POST", "/v1/jobs", body={"path": path})
            self.assertEqual(answer[0], 400, (path, answer[2]))
            self.assertNotIn(b"secret\n", answer[2])
        job = service.submit(TABLE)
        service.wait(job)
        for name in ("..%2f..%2fjob.json", "%2e%2e", ".assay.lock", "..", "job.json", "%00", "/etc/passwd"):
            status = service.ask("GET", f"/v1/jobs/{job}/files/{name}")[0]
            self.assertIn(status, (400, 404), name)
        service.stop()
        bare = self.serve("--data-dir", "bare")
        problem(self, bare.ask("POST", "/v1/jobs", body={"path": "x.csv"}), 400, "--input-root")

    def test_a_file_that_is_known_is_not_sent_again(self):
        service = self.serve()
        job = service.submit(TABLE)
        service.wait(job)
        path = f"/v1/jobs/{job}/files/findings.csv"
        status, headers, body = service.ask("GET", path)
        self.assertEqual(status, 200)
        again = service.ask("GET", path, headers={"If-None-Match": headers["ETag"]})
        self.assertEqual((again[0], again[2], again[1]["ETag"]), (304, b"", headers["ETag"]))
        self.assertEqual(service.ask("GET", path, headers={"If-None-Match": '"other"'})[2], body)

    def test_a_part_of_a_file(self):
        service = self.serve()
        job = service.submit(TABLE)
        service.wait(job)
        path = f"/v1/jobs/{job}/files/findings.csv"
        _, headers, body = service.ask("GET", path)
        size, version = len(body), headers["ETag"]
        self.assertEqual(headers["Accept-Ranges"], "bytes")

        def ask(wanted, **more):
            status, headers, part = service.ask("GET", path, headers={"Range": wanted, **more})
            return status, headers.get("Content-Range"), part

        self.assertEqual(ask("bytes=3-12"), (206, f"bytes 3-12/{size}", body[3:13]))
        self.assertEqual(ask("bytes=-7"), (206, f"bytes {size - 7}-{size - 1}/{size}", body[-7:]))
        self.assertEqual(ask(f"bytes={size}-")[:2], (416, f"bytes */{size}"))
        for ignored in ("bytes=0-1,3-4", "rows=1-2", "bytes=9-3"):
            self.assertEqual(ask(ignored), (200, None, body))
        self.assertEqual(ask("bytes=3-", **{"If-Range": version}), (206, f"bytes 3-{size - 1}/{size}", body[3:]))
        self.assertEqual(ask("bytes=3-", **{"If-Range": '"other"'}), (200, None, body))
        self.assertEqual(ask("bytes=3-", **{"If-None-Match": version})[0], 304)
        # A download that broke off goes on, as curl does it.
        (self.folder / "half.csv").write_bytes(body[: size // 2])
        subprocess.run(["curl", "-sf", "-C", "-", "-o", "half.csv", f"http://127.0.0.1:{service.addresses[0][2]}{path}"], cwd=self.folder,
                       check=True)
        self.assertEqual((self.folder / "half.csv").read_bytes(), body)

    def test_no_report_leads_out(self):
        """A link that somebody plants in the folder of a job that waits."""
        service = self.serve("--max-jobs", 1, "--data-dir", "kept")
        outside = self.folder / "outside"
        outside.mkdir()
        first = service.submit(long_table(LONG))
        job = service.submit(TABLE)
        [folder] = self.folder.glob(f"kept/**/{job}")
        (folder / "report").symlink_to(outside)
        state = service.wait(job)
        self.assertEqual((state["state"], state["exit_code"]), ("failed", 2))
        self.assertIn("leads out of", state["error"])
        self.assertEqual(list(outside.iterdir()), [])
        self.assertEqual(service.wait(first)["state"], "succeeded")

    def test_events_follow_a_job_to_its_end(self):
        service = self.serve()
        job = service.submit(long_table(100_000))
        status, headers, body = service.ask("GET", f"/v1/jobs/{job}/events")
        self.assertEqual((status, headers["Content-Type"]), (200, "text/event-stream"))
        events = [dict(line.split(": ", 1) for line in event.split("\n"))
                  for event in body.decode().strip().split("\n\n") if not event.startswith(":")]
        jobs = [json.loads(event["data"]) for event in events]
        self.assertEqual(jobs[-1]["state"], "succeeded")
        self.assertEqual(events[0]["event"], "state")
        self.assertEqual(jobs[-1]["report"]["total_records"], 100_000)
        problem(self, service.ask("GET", "/v1/jobs/none/events"), 404)

    def test_waiting_and_running_jobs_are_cancelled(self):
        service = self.serve("--max-jobs", 1, "--max-queue", 1)
        running = service.submit(long_table(LONG))
        service.wait(running, ("running",))
        waiting = service.submit(TABLE)
        answer = service.ask("POST", "/v1/jobs", body=TABLE, headers={"Content-Type": "text/csv"})
        problem(self, answer, 503, "waiting")
        self.assertEqual(answer[1]["Retry-After"], "5")
        problem(self, service.ask("DELETE", f"/v1/jobs/{waiting}"), 409, "cancel")
        self.assertEqual(service.ask("POST", f"/v1/jobs/{waiting}/cancel")[0], 202)
        self.assertEqual(service.get(f"/v1/jobs/{waiting}")["state"], "cancelled")
        self.assertEqual(service.ask("POST", f"/v1/jobs/{running}/cancel")[0], 202)
        self.assertEqual(service.wait(running)["state"], "cancelled")
        problem(self, service.ask("POST", f"/v1/jobs/{running}/cancel"), 409, "cancelled")
        self.assertEqual(service.ask("DELETE", f"/v1/jobs/{running}")[0], 200)
        problem(self, service.ask("GET", f"/v1/jobs/{running}"), 404)
        self.assertFalse((self.folder / "assay-data/jobs" / running).exists())

    def test_a_job_that_takes_too_long_fails(self):
        service = self.serve("--max-job-seconds", 1)
        view = service.wait(service.submit(long_table(4 * LONG)), seconds=300)
        self.assertEqual(view["state"], "failed", view)
        self.assertIn("--max-job-seconds", view["error"])

    def test_runs_stand_in_the_history_and_are_compared(self):
        service = self.serve()
        first = service.submit(TABLE, filename="t.csv")
        service.wait(first)
        second = service.submit(TABLE.replace("blue \n", "blue\n"), filename="t.csv")
        service.wait(second)
        runs = service.get("/v1/runs?input=t.csv")["runs"]
        self.assertEqual([run["run_id"] for run in runs], [second, first])
        self.assertEqual(service.get("/v1/runs/last")["run_id"], second)
        compared = service.get(f"/v1/compare?earlier={first}&later={second}")
        self.assertGreater(compared["fixed"], 0)
        self.assertEqual(compared["new"], 0)
        problem(self, service.ask("GET", "/v1/runs/nothing"), 404, "nothing")
        problem(self, service.ask("GET", f"/v1/compare?earlier={first}"), 400, "later")
        shown = self.expect(0, "history", "--state-dir", "assay-data/state", "--json").stdout
        self.assertEqual(json.loads(shown), runs)

    def test_jobs_survive_a_stop_and_a_kill(self):
        table = self.folder / "long.csv"
        table.write_bytes(long_table(LONG))
        self.expect(0, "detect", table, "--output-dir", "direct")
        words = ("--max-jobs", 1, "--grace", 0, "--input-root", self.folder)
        service = self.serve(*words)
        sent = service.submit(table.read_bytes(), filename="long.csv")
        named = json.loads(service.ask("POST", "/v1/jobs", body={"path": "long.csv"})[2])["id"]
        service.wait(sent, ("running",))
        time.sleep(0.5)
        start = time.monotonic()
        self.assertEqual(service.stop(), 143)
        self.assertLess(time.monotonic() - start, 30)
        state = json.loads((self.folder / "assay-data/jobs" / sent / "job.json").read_text())["state"]
        self.assertIn(state, ("queued", "succeeded"))
        service = self.serve(*words)
        time.sleep(0.3)
        self.assertEqual(service.stop(signal.SIGKILL), -9)
        service = self.serve(*words)
        for job in (sent, named):
            self.assertEqual(service.wait(job, seconds=300)["state"], "succeeded")
            for name in ("report.json", "findings.jsonl"):
                body = service.ask("GET", f"/v1/jobs/{job}/files/{name}")[2]
                self.assertEqual(body, (self.folder / "direct" / name).read_bytes(), name)


class Access(Case):
    def make_tokens(self):
        return {role: self.expect(0, "tokens", "add", f"a-{role}", "--role", role, "--tokens", "tokens").stdout.strip()
                for role in ("viewer", "operator", "admin")}

    def check_schema(self, document, schema, value, where):
        """A small part of JSON Schema: the part that the document uses."""
        if "$ref" in schema:
            name = schema["$ref"].rsplit("/", 1)[1]
            return self.check_schema(document, document["components"]["schemas"][name], value, f"{where}:{name}")
        kinds = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "object": dict, "array": list}
        self.assertIsInstance(value, kinds[schema["type"]], where)
        if schema["type"] == "array":
            for item in value:
                self.check_schema(document, schema["items"], item, where + "[]")
        if "properties" in schema:
            self.assertLessEqual(set(schema["required"]), set(value), where)
            self.assertLessEqual(set(value), set(schema["properties"]), where)
            for key, part in value.items():
                self.check_schema(document, schema["properties"][key], part, f"{where}.{key}")

    # Who may do what, as docs/operations/serve.md says it; the program's own word is not asked.
    LEAST_ROLE = {
        "health": None, "live": None, "ready": None, "openapi": None, "metrics": "viewer", "submitJob": "operator",
        "listJobs": "viewer", "showJob": "viewer", "followJob": "viewer", "cancelJob": "operator", "removeJob": "admin",
        "listFiles": "viewer", "fetchFile": "viewer", "viewReport": "viewer", "listRuns": "viewer", "showRun": "viewer",
        "compareRuns": "viewer", "showCaller": "viewer", "listTokens": "admin"}

    def test_every_endpoint_before_every_role(self):
        tokens = self.make_tokens()
        ranks = {None: 0, "wrong": 0, "viewer": 1, "operator": 2, "admin": 3}
        with Service(self.folder, "--tokens", "tokens", "--rate-limit", 0) as service:
            document = service.get("/v1/openapi.json")
            self.assertEqual(document["openapi"], "3.1.0")
            job = service.submit(TABLE, token=tokens["operator"])
            service.token = tokens["viewer"]
            service.wait(job)
            service.token = None
            checked = 0
            for path, operations in document["paths"].items():
                for method, operation in operations.items():
                    least = self.LEAST_ROLE[operation["operationId"]]
                    self.assertEqual(operation.get("x-least-role"), least, operation["operationId"])
                    self.assertEqual(bool(operation["security"]), least is not None)
                    removes = method == "delete"
                    target = path.replace("{id}", "none" if removes else job).replace("{name}", "report.json")
                    target = target.replace("{run}", "last")
                    if operation["operationId"] == "compareRuns":
                        target += f"?earlier={job}&later={job}"
                    body = {"csv": TABLE} if operation.get("requestBody") else None
                    for role, rank in ranks.items():
                        token = {None: None, "wrong": "assay_" + "x" * 43}.get(role) if rank == 0 else tokens[role]
                        status, headers, answer = service.ask(method.upper(), target, body=body, token=token)
                        what = (method, path, role, status, answer[:200])
                        if least is not None and rank == 0:
                            self.assertEqual(status, 401, what)
                            self.assertIn("Bearer", headers["WWW-Authenticate"])
                        elif least is not None and rank < ranks[least]:
                            self.assertEqual(status, 403, what)
                        else:
                            self.assertNotIn(status, (401, 403, 429, 500), what)
                        self.assertIn(str(status), operation["responses"], what)
                        content = operation["responses"][str(status)]["content"]
                        self.assertIn(headers["Content-Type"].split(";")[0], list(content) + ["application/json"])
                        schema = content.get(headers["Content-Type"], {}).get("schema")
                        if schema:
                            self.check_schema(document, schema, json.loads(answer), path)
                        checked += 1
            print(f"{checked} requests, every endpoint before every role")
            self.assertGreater(checked, 90)

    def test_what_the_openapi_document_does_not_name_is_not_there(self):
        with Service(self.folder) as service:
            paths = service.get("/v1/openapi.json")["paths"]
            for path in paths:
                for method in ("get", "post", "put", "delete", "patch"):
                    if method in paths[path]:
                        continue
                    status = service.ask(method.upper(), path.replace("{id}", "x").replace("{name}", "y"))[0]
                    self.assertEqual(status, 405, (method, path))

    def test_tokens_come_and_go_while_the_service_runs(self):
        tokens = self.make_tokens()
        with Service(self.folder, "--tokens", "tokens") as service:
            basic = base64.b64encode(f"me:{tokens['viewer']}".encode()).decode()
            self.assertEqual(service.ask("GET", "/v1/me", headers={"Authorization": f"Basic {basic}"})[0], 200)
            self.assertEqual(service.get("/v1/me", token=tokens["operator"]), {"name": "a-operator", "role": "operator"})
            listed = service.get("/v1/tokens", token=tokens["admin"])
            self.assertEqual([token["name"] for token in listed["tokens"]], ["a-viewer", "a-operator", "a-admin"])
            self.assertNotIn("sha256", json.dumps(listed))
            self.expect(0, "tokens", "remove", "a-viewer", "--tokens", "tokens")
            end = time.monotonic() + 60
            while service.ask("GET", "/v1/me", token=tokens["viewer"])[0] == 200:
                self.assertLess(time.monotonic(), end)
                time.sleep(0.2)
            self.assertIn("a-operator", self.expect(0, "tokens", "list", "--tokens", "tokens").stdout)
        self.assertEqual(os.stat(self.folder / "tokens").st_mode & 0o777, 0o600)
        self.expect(2, "tokens", "add", "a-admin", "--tokens", "tokens")
        self.expect(2, "tokens", "add", "x", "--role", "king", "--tokens", "tokens")
        self.assertNotIn(tokens["admin"], (self.folder / "serve.log").read_text())

    def test_pages_and_names_of_others_are_refused(self):
        with Service(self.folder) as service:
            port = service.addresses[0][2]
            csv = {"Content-Type": "text/csv"}
            problem(self, service.ask("POST", "/v1/jobs", body=TABLE, headers=csv | {"Origin": "http://evil.example"}), 403)
            problem(self, service.ask("GET", "/v1/jobs", headers={"Host": "evil.example"}), 403, "evil.example")
            self.assertEqual(service.ask("GET", "/v1/jobs", headers={"Host": f"localhost:{port}"})[0], 200)

    def test_what_was_done_stands_in_the_audit_log(self):
        tokens = self.make_tokens()
        self.expect(0, "keys", "generate", "audit.key")
        words = ("--tokens", "tokens", "--audit-log", "audit.log", "--audit-key", "audit.key")
        with Service(self.folder, *words) as service:
            service.token = tokens["admin"]
            job = service.submit(TABLE)
            service.wait(job)
            service.ask("DELETE", f"/v1/jobs/{job}")
        lines = [json.loads(line) for line in (self.folder / "audit.log").read_text().splitlines()]
        actions = {line["action"]: line for line in lines}
        self.assertLessEqual({"job_submit", "detection_run", "detection_end", "job_remove"}, set(actions))
        self.assertEqual((actions["job_submit"]["user"], actions["job_submit"]["ip_address"]), ("a-admin", "127.0.0.1"))
        self.expect(0, "audit", "verify", "audit.log", "--audit-key", "audit.key")

    def test_a_certificate_is_read_anew(self):
        first = make_certificate(self.folder)
        with Service(self.folder, "--tls-cert", "cert.pem", "--tls-key", "key.pem") as service:
            service.context = first
            self.assertEqual(service.ask("GET", "/live")[0], 200)
            running = service.connect()
            running.request("GET", "/live")
            running.getresponse().read()
            (self.folder / "key.pem").write_text("no key")
            service.process.send_signal(signal.SIGHUP)
            self.until(lambda: "the old one stays" in (self.folder / "serve.log").read_text())
            self.assertEqual(service.ask("GET", "/live")[0], 200)
            service.context = make_certificate(self.folder)
            service.process.send_signal(signal.SIGHUP)
            self.until(lambda: "read anew" in (self.folder / "serve.log").read_text())
            self.assertEqual(service.ask("GET", "/live")[0], 200)
            service.context = first
            with self.assertRaises(ssl.SSLError):
                service.ask("GET", "/live")
            running.request("GET", "/live")  # a connection that was there goes on
            self.assertEqual(running.getresponse().status, 200)
            running.close()

    def until(self, true):
        end = time.monotonic() + 30
        while not true():
            self.assertLess(time.monotonic(), end)
            time.sleep(0.05)

    def test_tls(self):
        context = make_certificate(self.folder)
        with Service(self.folder, "--tls-cert", "cert.pem", "--tls-key", "key.pem", "--metrics-port", free_port()) as service:
            self.assertEqual(service.addresses[0][0], "https")
            service.context = context
            self.assertEqual(service.get("/health")["status"], "healthy")
            self.assertEqual(service.wait(service.submit(TABLE))["state"], "succeeded")
            self.assertEqual(service.ask("GET", "/metrics", monitoring=True)[0], 200)
            problem(self, service.ask("GET", "/v1/jobs", monitoring=True), 404)
            with self.assertRaises(ssl.SSLError):
                service.context = ssl.create_default_context()
                service.ask("GET", "/health")
            old = ssl.create_default_context(cafile=str(self.folder / "cert.pem"))
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
            service.context = old
            with self.assertRaises((ssl.SSLError, OSError)):
                service.ask("GET", "/health")
            with socket.create_connection(service.addresses[0][1:]) as plain:
                plain.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
                plain.settimeout(30)
                self.assertNotIn(b"200 OK", plain.recv(1000))
            service.context = context
            self.assertEqual(service.get("/health")["status"], "healthy")

    def test_what_must_not_start_does_not(self):
        self.make_tokens()
        make_certificate(self.folder)
        for words, said in ((("--host", "0.0.0.0"), "--tokens"),
                            (("--host", "0.0.0.0", "--tokens", "tokens"), "--tls-cert"),
                            (("--tls-cert", "cert.pem"), "go together"),
                            (("--tls-cert", "key.pem", "--tls-key", "key.pem"), "key.pem"),
                            (("--tls-cert", "none.pem", "--tls-key", "key.pem"), "none.pem"),
                            (("--host", "nowhere.example"), "nowhere.example"),
                            (("--max-jobs", "0"), "--max-jobs")):
            done = self.expect(2, "serve", "--port", "0", *words)
            self.assertIn(said, done.stderr)
        self.assertIn("token file 'none'", self.expect(3, "serve", "--port", "0", "--tokens", "none").stderr)
        (self.folder / "production.json").write_text('{"environment": "production"}')
        self.assertIn("--tokens", self.expect(2, "serve", "--config", "production.json").stderr)
        with Service(self.folder) as service:
            self.assertIn("another service", self.expect(2, "serve", "--port", "0").stderr)
            taken = self.expect(2, "serve", "--port", service.addresses[0][2], "--data-dir", "other")
            self.assertIn("can't listen", taken.stderr)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Limits(Case):
    def test_bodies_and_heads_have_a_size(self):
        with Service(self.folder, "--max-upload-bytes", "100K") as service:
            csv = {"Content-Type": "text/csv"}
            problem(self, service.ask("POST", "/v1/jobs", body=b"a\n" * 100_000, headers=csv), 413, "102400")
            problem(self, service.ask("POST", "/v1/jobs", body={"csv": "a\n" * 100_000}), 413)
            pieces = iter([b"a\n" * 10_000] * 20)
            problem(self, service.ask("POST", "/v1/jobs", body=pieces, headers=csv), 413)  # chunked
            broken = csv | {"Transfer-Encoding": "chunked"}
            problem(self, service.ask("POST", "/v1/jobs", body=b"no chunk\r\n\r\n", headers=broken), 400, "no HTTP")
            problem(self, service.ask("GET", "/health", headers={"X-Long": "x" * 20_000}), 431)
            connection = service.connect()
            connection.request("GET", "/" + "x" * 30_000)
            self.assertEqual(connection.getresponse().status, 431)
            connection.close()
            self.assertEqual(os.listdir(self.folder / "assay-data/uploads"), [])
            problem(self, service.ask("GET", "/v1/jobs", body=b"x" * 10), 413)
            answer = raw(service, b"POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
                                  b"Content-Length: 4\r\nExpect: 100-continue\r\n\r\n", b"a\n1\n")
            self.assertTrue(answer.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202"), answer)

    def test_what_is_no_http_is_refused(self):
        with Service(self.folder) as service:
            for request in (b"hello\r\n\r\n", b"GET /health\r\n\r\n", b"GET /health HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
                            b"POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n",
                            b"\x00\xff\x01\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n"):
                self.assertIn(b" 400 ", raw(service, request)[:30], request)
            self.assertEqual(service.get("/health")["status"], "healthy")

    def test_slow_clients_are_cut(self):
        with Service(self.folder, "--header-timeout", 1, "--request-timeout", 1) as service:
            head = b"POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nContent-Length: 1000\r\n\r\n"
            for begin in (b"", b"GET /health HT", head, head + b"a,b"):
                with socket.create_connection(service.addresses[0][1:]) as slow:
                    slow.settimeout(60)
                    slow.sendall(begin)
                    start = time.monotonic()
                    with self.subTest(begin):
                        try:
                            while slow.recv(1000):
                                pass
                        except ConnectionError:
                            pass
                        self.assertLess(time.monotonic() - start, 30)
            end = time.monotonic() + 30
            while os.listdir(self.folder / "assay-data/uploads"):
                self.assertLess(time.monotonic(), end, "half an upload stays behind")
                time.sleep(0.05)
            self.assertEqual(service.get("/health")["status"], "healthy")

    def test_connections_that_only_wait_lock_nobody_out(self):
        with Service(self.folder, "--max-connections", 20) as service:
            waiting = []
            for _ in range(60):
                s = socket.create_connection(service.addresses[0][1:])
                s.sendall(b"GET /hea")
                waiting.append(s)
            for _ in range(20):
                self.assertEqual(service.get("/health")["status"], "healthy")
            for s in waiting:
                s.close()

    def test_one_address_does_not_take_all_connections(self):
        words = ("--max-connections", 40, "--max-connections-per-address", 10)
        with Service(self.folder, *words) as service:
            other = socket.create_connection(service.addresses[0][1:], source_address=("127.0.0.2", 0))
            other.settimeout(30)
            greedy = [socket.create_connection(service.addresses[0][1:]) for _ in range(60)]
            self.assertEqual(service.get("/health")["status"], "healthy")
            other.sendall(b"GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n")
            self.assertTrue(other.recv(100).startswith(b"HTTP/1.1 200"))
            for s in [other, *greedy]:
                s.close()

    def test_a_client_has_a_rate(self):
        with Service(self.folder, "--rate-limit", 5) as service:
            answers = [service.ask("GET", "/v1/jobs") for _ in range(30)]
            limited = [answer for answer in answers if answer[0] == 429]
            self.assertTrue(limited)
            self.assertEqual(answers[0][0], 200)
            problem(self, limited[0], 429, "5 requests a second")
            self.assertGreaterEqual(int(limited[0][1]["Retry-After"]), 1)
            self.assertEqual({service.ask("GET", "/health")[0] for _ in range(30)}, {200})

    def test_one_connection_carries_many_requests(self):
        with Service(self.folder) as service:
            connection = service.connect()
            for _ in range(50):
                connection.request("GET", "/live")
                self.assertEqual(connection.getresponse().read(), b"live\n")
            connection.request("HEAD", "/health")
            answer = connection.getresponse()
            self.assertEqual((answer.status, answer.read()), (200, b""))
            connection.request("GET", "/v1/jobs", headers={"Connection": "close"})
            self.assertEqual(connection.getresponse().status, 200)
            connection.close()
            both = raw(service, b"GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n" * 2)
            self.assertEqual(both.count(b"200 OK"), 2)

    def test_fifty_clients_and_a_health_check(self):
        with Service(self.folder, "--rate-limit", 0, "--max-jobs", 1) as service:
            service.submit(long_table(LONG))
            stop = threading.Event()
            failures = []

            def client(number):
                try:
                    while not stop.is_set():
                        status = service.ask("GET", ("/v1/jobs", "/metrics", "/v1/openapi.json")[number % 3])[0]
                        if status != 200:
                            failures.append(status)
                except OSError as error:
                    failures.append(error)

            threads = [threading.Thread(target=client, args=(i,)) for i in range(50)]
            for thread in threads:
                thread.start()
            times = []
            for _ in range(20):
                start = time.monotonic()
                self.assertEqual(service.get("/health")["status"], "healthy")
                times.append(time.monotonic() - start)
                time.sleep(0.05)
            stop.set()
            for thread in threads:
                thread.join()
            self.assertEqual(failures, [])
            print(f"health beside 50 clients of this script: {1000 * max(times):.0f} ms at most; see bench/service/load.py")
            self.assertLess(max(times), 10)


def raw(service, *pieces):
    """What comes back for these bytes until the connection ends or is quiet."""
    with socket.create_connection(service.addresses[0][1:]) as s:
        s.settimeout(5)
        out = b""
        for piece in pieces:
            s.sendall(piece)
            time.sleep(0.2)
        s.shutdown(socket.SHUT_WR)
        try:
            while data := s.recv(65536):
                out += data
        except (TimeoutError, ConnectionError):
            pass
        return out


class Watching(Case):
    def test_health_is_the_guides_and_turns(self):
        with Service(self.folder, env={"MODEL_CACHE_DIR": str(self.folder / "models")}) as service:
            status, _, body = service.ask("GET", "/health")
            self.assertEqual(status, 503)
            self.assertEqual(json.loads(body), {"status": "unhealthy", "checks": {
                "database": True, "models": False, "disk_space": True, "memory": True}})
            self.assertEqual(service.ask("GET", "/live")[0], 200)
            problem(self, service.ask("GET", "/ready"), 503)
            (self.folder / "models").mkdir()
            (self.folder / "models/one.bin").write_text("x")
            end = time.monotonic() + 60
            while service.ask("GET", "/ready")[0] != 200:
                self.assertLess(time.monotonic(), end)
                time.sleep(0.2)
            self.assertEqual(service.get("/health")["status"], "healthy")

    def test_keys_of_the_job_file_take_effect(self):
        port = free_port()
        (self.folder / "job.json").write_text(json.dumps(
            {"monitoring": {"metrics_port": port, "health_check_path": "/status/health"}}))
        with Service(self.folder, "--config", "job.json") as service:
            self.assertEqual(service.addresses[1][2], port)
            self.assertEqual(service.get("/status/health")["status"], "healthy")
            self.assertEqual(service.get("/health", monitoring=True)["status"], "healthy")
            self.assertEqual(service.get("/status/health", monitoring=True)["status"], "healthy")

    def test_metrics_count_runs_and_requests(self):
        with Service(self.folder) as service:
            job = service.submit(TABLE)
            view = service.wait(job)
            text = service.ask("GET", "/metrics")[2].decode()
            total = sum(float(line.rsplit(" ", 1)[1]) for line in text.splitlines() if line.startswith("detection_total{"))
            self.assertEqual(total, view["report"]["total_errors"])
            self.assertIn('detection_runs_total{result="success"} 1\n', text)
            self.assertIn("detection_active 0\n", text)
            self.assertIn("detection_healthy 1\n", text)
            self.assertIn('detection_http_requests_total{route="POST /v1/jobs",status="202"} 1\n', text)
            self.assertNotIn(job, text)
            if shutil.which("promtool"):
                done = subprocess.run(["promtool", "check", "metrics"], input=text, text=True, capture_output=True)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        with Service(self.folder) as service:
            text = service.ask("GET", "/metrics")[2].decode()
            self.assertIn("detection_last_success_timestamp_seconds 1", text)


if __name__ == "__main__":
    unittest.main()
