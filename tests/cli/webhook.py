"""A webhook that is down until it is told otherwise."""
from post_server import PostServer


class Webhook(PostServer):
    """Answers with `status`; remembers what it took with 200."""

    def __init__(self):
        self.status = 503
        self.taken = []
        self.refused = 0
        super().__init__(self.answer)
        self.env = {"ALERT_WEBHOOK": f"http://{self.address}/", "ALERT_ALLOW_PRIVATE": "1"}

    def answer(self, headers, body):
        status = self.status
        if status == 200:
            self.taken.append((headers["X-Dedupe-Key"], body.decode()))
        else:
            self.refused += 1
        return status
