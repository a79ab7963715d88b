"""A running `assay serve` for tests and benchmarks."""
import http.client
import json
import os
import re
import signal
import ssl
import subprocess
import time
import urllib.parse

from program import ASSAY, CLEAN


class Service:
    """Starts the program in a folder; stops it with the end of a `with`."""

    def __init__(self, folder, *words, env=None):
        self.errors = open(folder / "serve.log", "ab")
        self.process = subprocess.Popen([ASSAY, "serve", "--port", "0", *map(str, words)], cwd=folder, text=True,
                                        stdout=subprocess.PIPE, stderr=self.errors, stdin=subprocess.DEVNULL,
                                        env=CLEAN | (env or {}))
        self.addresses = []
        for _ in range(2 if "--metrics-port" in words or "--config" in words else 1):
            line = self.process.stdout.readline()
            found = re.match(r"assay serve: listening on (https?)://([^ ]*):(\d+)", line)
            if not found:
                self.process.wait()
                raise RuntimeError(f"no address: {line!r} {(folder / 'serve.log').read_text()[-2000:]}")
            self.addresses.append((found[1], found[2].strip("[]"), int(found[3])))
        self.token = None
        self.context = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self, sign=signal.SIGTERM):
        """The exit code."""
        if self.process.poll() is None:
            self.process.send_signal(sign)
        code = self.process.wait(timeout=60)
        self.process.stdout.close()
        self.errors.close()
        return code

    def connect(self, monitoring=False, timeout=120):
        scheme, host, port = self.addresses[1 if monitoring else 0]
        if scheme == "https":
            return http.client.HTTPSConnection(host, port, timeout=timeout, context=self.context)
        return http.client.HTTPConnection(host, port, timeout=timeout)

    def ask(self, method, path, body=None, headers=None, token=None, monitoring=False):
        """(status, headers, body) of one request on a connection of its own."""
        headers = dict(headers or {})
        if token or self.token:
            headers["Authorization"] = f"Bearer {token or self.token}"
        if isinstance(body, (dict, list)):
            body = json.dumps(body)
            headers.setdefault("Content-Type", "application/json")
        connection = self.connect(monitoring)
        try:
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def get(self, path, **more):
        """The JSON of an answer that must be fine."""
        status, _, body = self.ask("GET", path, **more)
        assert status == 200, (path, status, body)
        return json.loads(body)

    def submit(self, table, token=None, **query):
        """The id of a job of these bytes."""
        status, headers, body = self.ask("POST", "/v1/jobs?" + urllib.parse.urlencode(query), body=table,
                                         headers={"Content-Type": "text/csv"}, token=token)
        assert status == 202, (status, body)
        job = json.loads(body)
        assert headers["Location"] == f"/v1/jobs/{job['id']}"
        return job["id"]

    def wait(self, job, states=("succeeded", "failed", "cancelled"), seconds=120):
        """The job once it is in one of the states."""
        end = time.monotonic() + seconds
        while True:
            view = self.get(f"/v1/jobs/{job}")
            if view["state"] in states:
                return view
            assert time.monotonic() < end, view
            time.sleep(0.02)


def make_certificate(folder):
    """A self-made certificate for 127.0.0.1, its key, and a context that trusts it."""
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem",
                    "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"],
                   cwd=folder, check=True, capture_output=True)
    os.chmod(folder / "key.pem", 0o600)
    return ssl.create_default_context(cafile=str(folder / "cert.pem"))
