"""A webhook that is down until it is told otherwise."""
import http.server
import threading


class Webhook:
    """Answers with `status`; remembers what it took with 200."""

    def __init__(self):
        self.status = 503
        self.taken = []
        self.refused = 0
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                if outer.status == 200:
                    outer.taken.append((self.headers["X-Dedupe-Key"], body))
                else:
                    outer.refused += 1
                self.send_response(outer.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.env = {"ALERT_WEBHOOK": f"http://127.0.0.1:{self.server.server_port}/", "ALERT_ALLOW_PRIVATE": "1"}

    def close(self):
        self.server.shutdown()
        self.server.server_close()
