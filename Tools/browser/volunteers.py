"""A chapter with volunteers for the tests of their page."""
import re

import kit


class Chapter(kit.Laptop):
    """Lincoln High: an adviser, volunteers, a display with shifts, and tasks."""

    def __init__(self):
        super().__init__("Lincoln High", "America/New_York", init=["--slug", "lincoln"])
        self.run("chapter", "edit", "lincoln", "adviser.name=Mrs. Hill",
                 "adviser.phone=+13045550123")
        self.people = {}
        for given, family in [("Ana", "Ruiz"), ("Ben", "Kowalski"), ("Cyd", "Okafor"),
                              ("Dee", "Tran")]:
            self.add(given, family)
        self.display = self.ref(
            "event", "add", "Night display", "--type", "display", "--at", self.day(3, "19:00"),
            "--for", "2h", "--venue", "Public Library", "--locality", "Morgantown", "--region",
            "WV", "--status", "confirmed", "instructions=Bring a warm coat and a flashlight.")
        self.greeter = self.shift("greeter", "18:30", "20:00", 1)
        self.setup = self.shift("set-up crew", "17:00", "18:30", 4)

    def day(self, ahead, time=None):
        """A local time so many days from now, as the command line takes it."""
        import datetime
        import zoneinfo
        now = datetime.datetime.now(zoneinfo.ZoneInfo("America/New_York"))
        date = (now + datetime.timedelta(days=ahead)).date().isoformat()
        return f"{date} {time}" if time else date

    def add(self, given, family, *more):
        ref = self.ref("volunteer", "add", "--given", given, "--family", family, "--age-band",
                       "13_15", *more)
        self.run("volunteer", "consent", ref, "participation", "granted", "--method", "paper")
        self.people[given] = ref
        return ref

    def shift(self, role, start, end, places):
        return self.ref("shift", "add", self.display, "--role", role, "--from",
                        self.day(3, start), "--to", self.day(3, end), "--max", str(places))

    def task(self, title, *options):
        return self.ref("task", "add", title, *options)

    def invitation(self, given):
        return self.run("invite", "--role", "volunteer", "--volunteer", self.people[given],
                        "--url", self.url)

    def link(self, browser, given):
        """The address of a volunteer's page, got as a volunteer gets it."""
        page = browser.open(self.invitation(given))
        page.get_by_role("button", name="Open my page").click()
        page.wait_for_url("**/me/*")
        url = page.url
        page.context.close()
        return url

    def status(self, task):
        return self.make("task", "show", task)["status"]

    def entries(self):
        """How many entries the log has."""
        return len(self.run("log", "--jsonl").splitlines())


def article(page, title):
    """The card with a heading."""
    return page.locator(".card", has=page.get_by_role("heading", name=title, exact=True))


def plain(text):
    return re.sub(r"\s+", " ", text).strip()
