"""A headless Chromium, driven over its DevTools pipe: no driver, no package, nothing to download.

    with Browser(1280, 800) as page:
        page.open(path)
        page.run("document.title")

Messages are JSON objects that end in a NUL byte; Chromium reads them from file descriptor 3 and
writes to 4 (--remote-debugging-pipe).
"""
import base64
import json
import os
import pathlib
import select
import shutil
import subprocess
import tempfile
import time

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--disable-extensions", "--hide-scrollbars", "--remote-debugging-pipe"]
KEYS = {"Enter": 13, "Escape": 27, "PageDown": 34, "PageUp": 33, "End": 35, "Home": 36,
        "ArrowUp": 38, "ArrowDown": 40, "Tab": 9}


class BrowserError(Exception):
    """The page or the browser did not do what was asked."""


def chromium():
    """The path of Chromium, or None."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if shutil.which(name):
            return shutil.which(name)
    return None


class Browser:
    """One page. It collects what goes wrong (`complaints`) and what it tried to load (`requests`)."""

    def __init__(self, width, height, dark=False, scale=1):
        self.complaints, self.requests = [], []
        self._number, self._session, self._buffer = 0, None, b""
        self._profile = tempfile.TemporaryDirectory(prefix="assay-browser-", ignore_cleanup_errors=True)
        self._start()
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._call(domain + ".enable")
        self.resize(width, height, scale)
        self.prefer("dark" if dark else "light")

    def _start(self):
        to_read, self._to = os.pipe()
        self._from, to_write = os.pipe()

        def connect():  # above 4 first, so that neither end overwrites the other
            high_read, high_write = os.dup2(to_read, 103), os.dup2(to_write, 104)
            os.dup2(high_read, 3)
            os.dup2(high_write, 4)

        self._process = subprocess.Popen(
            [chromium(), *FLAGS, "--user-data-dir=" + self._profile.name, "about:blank"],
            preexec_fn=connect, close_fds=False, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._to)
        os.close(self._from)
        self._profile.cleanup()

    def _receive(self, deadline):
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._from], [], [], max(0, deadline - time.monotonic()))
            data = os.read(self._from, 1 << 20) if ready else b""
            if not data:
                raise BrowserError("Chromium ended" if ready else "Chromium did not answer in time")
            self._buffer += data
        message, self._buffer = self._buffer.split(b"\0", 1)
        return json.loads(message)

    def _note(self, event):
        method, params = event.get("method", ""), event.get("params", {})
        if method == "Runtime.exceptionThrown":
            details = params["exceptionDetails"]
            self.complaints.append(details.get("exception", {}).get("description") or details["text"])
        elif method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning", "assert"):
            self.complaints.append(" ".join(str(a.get("value")) for a in params["args"]))
        elif method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            self.complaints.append(params["entry"]["text"])
        elif method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])

    def _call(self, method, **params):
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._to, data):]
        deadline = time.monotonic() + 60
        while True:
            answer = self._receive(deadline)
            if answer.get("id") != self._number:
                self._note(answer)
            elif "error" in answer:
                raise BrowserError(f"{method}: {answer['error']}")
            else:
                return answer["result"]

    def resize(self, width, height, scale=1):
        self._call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                   deviceScaleFactor=scale, mobile=False)

    def prefer(self, scheme, media=""):
        """Light or dark; media may be "print"."""
        self._call("Emulation.setEmulatedMedia", media=media,
                   features=[{"name": "prefers-color-scheme", "value": scheme},
                             {"name": "prefers-reduced-motion", "value": "reduce"}])

    def download_to(self, folder):
        session, self._session = self._session, None
        self._call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder))
        self._session = session

    def open(self, path, fragment=""):
        """Opens a file and waits until its script has run."""
        self._call("Page.navigate", url="about:blank")
        self._call("Page.navigate", url=pathlib.Path(path).resolve().as_uri() + fragment)
        self.wait("document.readyState === 'complete' && location.protocol === 'file:'")

    def run(self, expression):
        """The value of a JavaScript expression; awaits promises."""
        answer = self._call("Runtime.evaluate", expression=expression, returnByValue=True,
                            awaitPromise=True)
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise BrowserError(f"{expression}: {details.get('exception', {}).get('description', details)}")
        return answer["result"].get("value")

    def wait(self, condition, seconds=20):
        deadline = time.monotonic() + seconds
        while not self.run(condition):
            if time.monotonic() > deadline:
                raise BrowserError(f"never came true: {condition}")
            time.sleep(0.02)

    def settle(self):
        """Waits for the next two frames."""
        self.run("new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")

    def click(self, selector, nth=0):
        """A real click in the middle of the nth element that matches."""
        spot = self.run(f"""(() => {{
            const e = document.querySelectorAll({json.dumps(selector)})[{nth}];
            if (!e) return null;
            e.scrollIntoView({{block: 'center', behavior: 'instant'}});
            const box = e.getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
        }})()""")
        if spot is None:
            raise BrowserError(f"nothing matches {selector} [{nth}]")
        for kind in ("mousePressed", "mouseReleased"):
            self._call("Input.dispatchMouseEvent", type=kind, x=spot[0], y=spot[1], button="left",
                       clickCount=1)
        self.settle()

    def press(self, key, ctrl=False):
        params = {"key": key, "modifiers": 2 if ctrl else 0,
                  "windowsVirtualKeyCode": KEYS.get(key, ord(key[0].upper()))}
        if len(key) == 1 and not ctrl:
            params["text"] = key
        elif key == "Enter":
            params["text"] = "\r"
        self._call("Input.dispatchKeyEvent", type="keyDown", **params)
        params.pop("text", None)
        self._call("Input.dispatchKeyEvent", type="keyUp", **params)
        self.settle()

    def type(self, text):
        self._call("Input.insertText", text=text)
        self.settle()

    def choose(self, selector, value):
        self.run(f"""(() => {{
            const e = document.querySelector({json.dumps(selector)});
            e.value = {json.dumps(value)};
            e.dispatchEvent(new Event('change', {{bubbles: true}}));
            e.dispatchEvent(new Event('input', {{bubbles: true}}));
        }})()""")
        self.settle()

    def screenshot(self, path, full=False, height=None):
        """The view, or the full page (its first `height` pixels)."""
        self.settle()
        options = {}
        if full:
            size = self._call("Page.getLayoutMetrics")["cssContentSize"]
            options = {"captureBeyondViewport": True,
                       "clip": {"x": 0, "y": 0, "width": size["width"], "height": height or size["height"],
                                "scale": 1}}
        shot = self._call("Page.captureScreenshot", format="png", **options)
        pathlib.Path(path).write_bytes(base64.b64decode(shot["data"]))

    def pdf(self):
        return base64.b64decode(self._call("Page.printToPDF", printBackground=True)["data"])
