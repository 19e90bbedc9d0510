"""A chapter's store with a year of events around both changes of the clocks, and its server."""

import csv
import json
import os
import re
import subprocess
import threading
import urllib.error
import urllib.request

ZONES = [
    "America/New_York", "Europe/Berlin", "Asia/Kolkata", "America/Sao_Paulo",
    "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Jerusalem", "Europe/Dublin",
    "Pacific/Auckland", "America/St_Johns",
]
# Days around which clocks change somewhere in ZONES.
DAYS = ["2026-03-08", "2026-03-27", "2026-03-29", "2026-04-05", "2026-09-27", "2026-10-25",
        "2026-11-01"]
WORDS = ["cards, pens; paper", "für alle", "日本語のテキスト", "🎨 paint", "back\\slash", "Łódź"]


class Chapter:
    def __init__(self, folder):
        self.folder = folder
        self.binary = os.environ["CAIRN_BINARY"]
        self.server = None

    def cairn(self, *words):
        """Runs a command and returns what it prints as JSON."""
        run = subprocess.run(
            [self.binary, *words, "--json"], capture_output=True, text=True,
            env={"HOME": self.folder, "PATH": os.environ["PATH"]}, check=False)
        if run.returncode != 0:
            raise SystemExit(f"cairn {' '.join(words)}: {run.stderr}")
        return json.loads(run.stdout)

    def fill(self, count):
        self.cairn("init", "--name", "Lincoln High", "--tz", "America/New_York")
        path = os.path.join(self.folder, "events.csv")
        with open(path, "w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["title", "start", "end", "timezone", "status", "summary", "venue"])
            for number in range(count):
                rows.writerow(row(number))
        done = self.cairn("import", "csv", path, "--kind", "event")
        if done["imported"] != count:
            raise SystemExit(f"the import took {done}")
        self.add_series()
        return self.add_person()

    def add_series(self):
        weekly = self.cairn(
            "event", "add", "Club", "--at", "2026-02-26 15:30", "--for", "90m",
            "--repeat", "weekly")["ref"]
        self.cairn("event", "skip", weekly, "2026-03-12")
        self.cairn("event", "move", f"{weekly}@2026-10-29", "--at", "2026-10-30 16:00")
        for number, zone in enumerate(ZONES):
            board = self.cairn(
                "event", "add", f"Board {number}", "--at", "2026-01-25 01:30", "--for", "1h",
                "--repeat", "FREQ=MONTHLY;BYDAY=-1SU;COUNT=14")["ref"]
            self.cairn("event", "edit", board, f"when.tz={zone}")

    def add_person(self):
        ana = self.cairn("volunteer", "add", "--given", "Ana", "--age-band", "adult")["ref"]
        for number in range(12):
            self.cairn(
                "task", "add", f"Task {number}", "--due", f"2026-03-{10 + number}",
                "--assignee", ana)
        fair = self.cairn(
            "event", "add", "Fair", "--at", "2026-06-06 10:00", "--for", "6h")["ref"]
        shift = self.cairn(
            "shift", "add", fair, "--role", "greeter", "--from", "10:00", "--to", "12:00")["ref"]
        self.cairn("shift", "signup", shift, ana)
        return ana

    # Serving

    def serve(self):
        self.server = subprocess.Popen(
            [self.binary, "serve", "--port", "0"], stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True,
            env={"HOME": self.folder, "PATH": os.environ["PATH"]})
        for line in self.server.stderr:
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            if found:
                # Nobody reads the log; it must not fill the pipe and stop the server.
                threading.Thread(target=self.server.stderr.read, daemon=True).start()
                return found.group()
        raise SystemExit("the server did not start")

    def stop(self):
        if self.server:
            self.server.terminate()
            self.server.wait()

    def token(self, ana):
        chapter = self.cairn("chapter", "list")[0]["ref"]
        invitation = self.cairn(
            "invite", "--chapter", chapter, "--role", "volunteer", "--volunteer", ana)
        url, code = invitation["url"].split("/join/")
        body = json.dumps({"code": code, "node": "0123456789abcdef"}).encode()
        request = urllib.request.Request(
            f"{url}/v1/join", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)["token"]


def row(number):
    zone = ZONES[number % len(ZONES)]
    day = DAYS[number % len(DAYS)]
    status = ["tentative", "confirmed", "cancelled", "held"][number % 4]
    words = " ".join(WORDS[(number + step) % len(WORDS)] for step in range(number % 5))
    start, end = f"{day} {number % 22:02}:30", f"{day} {number % 22 + 2:02}:15"
    if number % 10 == 7:
        start, end, zone = day, "", ""
    return [f"Event {number}", start, end, zone, status, words, "Art room"]


def feed(url, token):
    """The feed's address, from the volunteer's own page."""
    with urllib.request.urlopen(f"{url}/me/{token}") as answer:
        page = answer.read().decode()
    found = re.search(r"/f/([\w-]+)/events\.ics", page)
    if not found:
        raise SystemExit("the volunteer's page shows no calendar address")
    return f"{url}/f/{found.group(1)}"


def get(address, headers=None):
    """Status, headers and body."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers or {})) as got:
            return got.status, got.headers, got.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()
