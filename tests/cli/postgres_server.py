"""A real PostgreSQL server of a test's own, with TLS, and a database for each test."""
import glob
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import unittest

from program import CLEAN, Case

SERVERS = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
# The server refuses to run as root.
AS_USER = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


PORT = free_port()
os.environ["PGPORT"] = CLEAN["PGPORT"] = str(PORT)  # of psql and of the program


@unittest.skipUnless(SERVERS, "no PostgreSQL server is installed")
class PostgresCase(Case):
    @classmethod
    def setUpClass(cls):
        cls.base = pathlib.Path(tempfile.mkdtemp(prefix="assay_pg_"))
        cls.base.chmod(0o777)
        cls.bin = pathlib.Path(SERVERS[-1]).parent
        cls.server("initdb", "-D", cls.base / "data", "-U", "assay", "-A", "trust", "--no-sync")
        cls.make_certificates()
        cls.start()

    @classmethod
    def tearDownClass(cls):
        cls.server("pg_ctl", "-D", cls.base / "data", "-m", "immediate", "stop")
        shutil.rmtree(cls.base, ignore_errors=True)

    @classmethod
    def server(cls, program, *words):
        done = subprocess.run([*AS_USER, str(cls.bin / program), *map(str, words)], cwd="/", capture_output=True,
                              text=True, timeout=120, stdin=subprocess.DEVNULL)
        if done.returncode != 0:
            raise RuntimeError(f"{program}: {done.stdout} {done.stderr}")

    @classmethod
    def make_certificates(cls):
        """A CA of our own, a certificate of it for localhost, and a CA that signed nothing."""
        openssl = lambda *words: subprocess.run(["openssl", *map(str, words)], cwd=cls.base, check=True, capture_output=True)
        for name in ("ca", "stranger"):
            openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", 2, "-subj", f"/CN={name}",
                    "-keyout", f"{name}.key", "-out", f"{name}.crt")
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout", "server.key", "-out", "server.csr")
        (cls.base / "names").write_text("subjectAltName=DNS:localhost")
        openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-days", 2,
                "-extfile", "names", "-out", "server.crt")
        for name in ("server.key", "server.crt"):
            if AS_USER:
                shutil.chown(cls.base / name, "postgres", "postgres")
            (cls.base / name).chmod(0o600)

    @classmethod
    def start(cls):
        cls.server("pg_ctl", "-D", cls.base / "data", "-w", "-l", cls.base / "log",
                   "-o", f"-k {cls.base} -p {PORT} -c listen_addresses=localhost -c fsync=off -c ssl=on "
                   f"-c ssl_cert_file={cls.base}/server.crt -c ssl_key_file={cls.base}/server.key -c log_connections=on", "start")

    def setUp(self):
        super().setUp()
        self.name = f"db{os.getpid()}_{self._testMethodName}"
        self.sql(f'CREATE DATABASE "{self.name}"', "postgres")
        self.address = f"postgresql://assay:geheim@/{self.name}?host={self.base}"

    def sql(self, text, database=None):
        done = subprocess.run(["psql", "-X", "-h", self.base, "-U", "assay", "-d", database or self.name, "-qAtc", text],
                              capture_output=True, text=True, check=True)
        return done.stdout.strip()
