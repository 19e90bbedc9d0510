"""What the browser tests share: a laptop with a store and a server, and Chromium to look at it.

A test module makes a `Laptop`, fills it through the command line, starts its server and opens pages
with a `Browser`:

    class BoardTests(kit.PageTests):
        def test_something(self):
            page = self.browser.open(url, width=390, dark=True, script=False)
            self.check(page, "board-390-dark")      # axe, size, sideways scrolling, and a picture
"""
import json
import os
import queue
import re
import shutil
import subprocess
import tempfile
import threading
import unittest
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CAIRN = os.environ.get("CAIRN_BINARY", str(ROOT / ".build/debug/cairn"))
PICTURES = ROOT / ".build/browser/pictures"
PAGE_BYTES_MAX = 50_000


class Laptop:
    """A store in a folder of its own, the command line on it, and its server."""

    def __init__(self, name="Lincoln High", zone="America/New_York", **options):
        self.folder = Path(tempfile.mkdtemp(prefix="cairn-pages-"))
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "TZ": "UTC",
                            "CAIRN_STORE": str(self.folder / "cairn.db")}
        self.process = None
        self.url = None
        self.log = []
        self.run("init", "--name", name, "--tz", zone, *options.get("init", []))

    def run(self, *arguments, check=True, stdin=None):
        """The standard output of a command."""
        result = subprocess.run([CAIRN, *arguments], env=self.environment, input=stdin,
                                capture_output=True, text=True, timeout=60)
        if check and result.returncode != 0:
            raise AssertionError(f"cairn {' '.join(arguments)}: {result.stderr}")
        return result.stdout.strip()

    def make(self, *arguments):
        """What a command prints as JSON."""
        return json.loads(self.run(*arguments, "--json"))

    def ref(self, *arguments):
        """The ref of the record that a command makes."""
        return self.make(*arguments)["ref"]

    def start(self, *arguments, command="serve"):
        """Starts the server on a free port; `url` is its address then."""
        self.process = subprocess.Popen(
            [CAIRN, command, "--port", "0", *arguments], env=self.environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        found = queue.Queue()

        def read(stream):
            # To the end: a server whose log nobody takes would come to a halt.
            for line in stream:
                self.log.append(line)
                if address := re.search(r"at (https?://\S+?)\.? ", line):
                    found.put(address[1])

        self.log = []
        self.reader = threading.Thread(target=read, args=[self.process.stderr], daemon=True)
        self.reader.start()
        try:
            self.url = found.get(timeout=60)
        except queue.Empty:
            raise AssertionError(f"the server does not start: {self.log}") from None
        return self.url

    def stop(self):
        """Ends the server; returns what it wrote to its log."""
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=20)
            self.reader.join(timeout=20)
            self.process.stderr.close()
            self.process = None
        return "".join(self.log)

    def remove(self):
        self.stop()
        shutil.rmtree(self.folder)


class Browser:
    """Chromium without a window."""

    def __init__(self):
        self.playwright = sync_playwright().start()
        self.chromium = self.playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"])

    def open(self, url=None, *, width=390, height=844, dark=False, script=True):
        """A page in a window of its own: no cookie and no cache is shared with another."""
        context = self.chromium.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=script,
            color_scheme="dark" if dark else "light", device_scale_factor=2 if width < 700 else 1,
            locale="en-US", timezone_id="America/New_York")
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda message: message.type == "error"
                and "status of 4" not in message.text and page.faults.append(message.text))
        if url:
            page.goto(url)
        return page

    def close(self):
        self.chromium.close()
        self.playwright.stop()


class PageTests(unittest.TestCase):
    """Tests with a browser that lasts as long as the class."""

    longMessage = True

    @classmethod
    def setUpClass(cls):
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)

    def check(self, page, picture=None, *, bytes_max=PAGE_BYTES_MAX):
        """axe finds nothing; the page is small, does not scroll sideways, and broke no rule of its
        own security policy. Leaves a picture."""
        if picture:
            PICTURES.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(PICTURES / f"{picture}.png"), full_page=True)
        found = Axe().run(page).response["violations"]
        told = [f"{rule['id']}: {node['target']} {node['failureSummary']}"
                for rule in found for node in rule["nodes"]]
        self.assertEqual(told, [], f"axe at {picture}")
        size = len(page.content().encode())
        self.assertLess(size, bytes_max)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        self.assertLessEqual(wide, 0, f"{picture} scrolls sideways")
        self.assertEqual(page.faults, [])
        return size
