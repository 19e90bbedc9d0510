"""The board, as an officer uses it, with JavaScript and without."""
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

import kit

PEOPLE = """Name,Grade,Guardian email,Age band
Cleo Park,8,park@example.org,13_15
Dana Weiss,9,weiss@example.org,13_15
,9,nobody@example.org,13_15
"""


def signed_in(browser, laptop, **options):
    """A page of somebody whom `cairn board` let in. The server runs, so it is used."""
    told = laptop.run_board()
    page = browser.open(told, **options)
    assert "key=" not in page.url, page.url
    return page


class BoardLaptop(kit.Laptop):
    """A laptop whose board is served."""

    def run_board(self):
        """A fresh address from `cairn board`, of the server that runs."""
        result = subprocess.run(
            [kit.CAIRN, "board", "--no-browser"], env=self.environment, capture_output=True,
            text=True, timeout=30)
        found = re.search(r"at (http://\S+)", result.stderr)
        assert found, result.stderr
        assert self.root in found[1], (self.root, found[1])
        return found[1]

    def start_board(self):
        first = self.start("--no-browser", command="board")
        self.root = first.split("/?key=")[0]
        return first

    def second(self):
        """Another laptop of the same chapter."""
        other = object.__new__(BoardLaptop)
        other.folder = Path(tempfile.mkdtemp(prefix="cairn-pages-"))
        other.environment = {**self.environment, "HOME": str(other.folder),
                             "CAIRN_STORE": str(other.folder / "cairn.db"),
                             "CAIRN_LAPTOP": "art room laptop"}
        other.process, other.url, other.log = None, None, []
        bundle = other.folder / "first.cairn"
        self.run("bundle", "write", str(bundle))
        other.run("init", "--from", str(bundle))
        return other

    def give(self, other):
        """Hands a stick to another laptop."""
        bundle = self.folder / "stick.cairn"
        self.run("bundle", "write", str(bundle))
        other.run("bundle", "read", str(bundle))


def fill(laptop):
    """A club in the middle of its year. Returns the refs."""
    refs = {}
    people = [("Ana", "Ruiz", "9", "13_15"), ("Ben", "Kim", "10", "16_17"),
              ("Mia", "Fischer", "8", "13_15"), ("Zoë", "Okafor", "11", "16_17")]
    for given, family, grade, band in people:
        refs[given] = laptop.ref("volunteer", "add", "--given", given, "--family", family,
                                 "--grade", grade, "--age-band", band,
                                 "--guardian-name", f"{family} parent",
                                 "--guardian-email", f"{family.lower()}@example.org")
    laptop.run("me", refs["Ana"])
    refs["display"] = laptop.ref("event", "add", "Night display at the library", "--type",
                                 "display", "--at", "tomorrow 19:00", "--for", "2h",
                                 "--venue", "Morgantown library")
    refs["greeter"] = laptop.ref("shift", "add", refs["display"], "--role", "greeter", "--from",
                                 "18:30", "--to", "20:00", "--need", "2", "--max", "2")
    refs["clean"] = laptop.ref("shift", "add", refs["display"], "--label", "clean up", "--from",
                               "20:30", "--to", "21:30", "--need", "3")
    for name in ["Ben", "Mia", "Zoë"]:
        laptop.run("shift", "signup", refs["greeter"], refs[name])
    laptop.run("shift", "signup", refs["clean"], refs["Ana"])
    laptop.run("event", "add", "Card writing", "--type", "letter_writing", "--at",
               "+3d", "--venue", "Art room")
    laptop.run("event", "add", "Club meeting", "--type", "club_meeting", "--at", "thu 15:30",
               "--for", "1h", "--repeat", "weekly")
    laptop.run("event", "add", "Film evening", "--type", "film", "--at", "+5d 18:00", "--for",
               "3h", "status=cancelled")
    refs["past"] = laptop.ref("event", "add", "Assembly talk", "--type", "presentation", "--at",
                              "last mon 10:00", "--for", "1h")
    laptop.run("event", "signup", refs["past"], refs["Ben"])
    laptop.run("event", "signup", refs["past"], refs["Mia"])
    for month, low, high in [("02", 40, 55), ("04", 158, 178), ("05", 20, 20), ("09", 75, 110),
                             ("10", 210, 260)]:
        event = laptop.ref("event", "add", f"Talk of {month}", "--type", "presentation", "--at",
                           f"2026-{month}-12 11:00", "--for", "1h")
        laptop.run("event", "outcome", event, "--reach", f"{low}..{high}", "--basis", "estimated")
    laptop.run("task", "add", "Print flyers", "--event", refs["display"], "--due", "tomorrow",
               "--assignee", refs["Ben"], "--priority", "high")
    laptop.run("task", "add", "Bring lanterns", "--claimable", "--due", "+5d")
    laptop.run("task", "add", "Write to the mayor", "--due", "last fri")
    return refs


class BoardTests(kit.PageTests):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.laptop = BoardLaptop()
        cls.addClassCleanup(cls.laptop.remove)
        cls.refs = fill(cls.laptop)
        cls.other = cls.laptop.second()
        cls.addClassCleanup(cls.other.remove)
        cls.laptop.start_board()

    def board(self, path="/", **options):
        page = signed_in(self.browser, self.laptop, **options)
        if path != "/":
            page.goto(self.laptop.root + path)
        return page

    def for_each_way(self, body):
        """With JavaScript and without: the board needs none."""
        for script in [True, False]:
            with self.subTest(script=script):
                body(script)

    def event_path(self, page, title):
        page.goto(self.laptop.root + "/events")
        return page.get_by_role("link", name=title, exact=True).first.get_attribute("href")

    def clash(self, event, here, there):
        """Two people rename the same event at the same time."""
        self.laptop.give(self.other)
        self.laptop.run("event", "edit", event, f"title={here}")
        self.other.run("event", "edit", event, f"title={there}")
        self.other.give(self.laptop)

    # Signing in

    def test_a_key_opens_the_board_once(self):
        address = self.laptop.run_board()
        page = self.browser.open(address)
        self.assertEqual(page.locator("h1").inner_text(), "This week")
        self.assertNotIn("key", page.url)
        again = self.browser.open(address)
        self.assertEqual(again.locator("h1").inner_text(), "Sign in")
        self.assertIn("has been used", again.locator("main").inner_text())
        self.check(again, "board-sign-in")
        page.reload()
        self.assertEqual(page.locator("h1").inner_text(), "This week")
        page.get_by_role("button", name="Sign out").click()
        page.goto(self.laptop.root + "/tasks")
        self.assertEqual(page.locator("h1").inner_text(), "Sign in")

    def test_nobody_is_let_in_for_the_address_alone(self):
        page = self.browser.open(self.laptop.root + "/volunteers")
        self.assertEqual(page.locator("h1").inner_text(), "Sign in")
        self.assertNotIn("Ana", page.content())

    # Work

    def test_an_event_is_logged(self):
        def body(script):
            page = self.board("/events", script=script)
            page.get_by_text("Add an event").click()
            title = f"Library stand {script}"
            page.get_by_label("What is it called?").fill(title)
            page.get_by_label("What sort of event?").select_option(label="Display")
            page.get_by_label("Where?").fill("Town library")
            page.get_by_label("Or the day in words").fill("fri 16:00")
            page.get_by_label("Until").fill("18:00")
            page.get_by_role("button", name="Add the event").click()
            self.assertEqual(page.locator("h1").inner_text(), title)
            self.assertRegex(page.get_by_role("status").inner_text(),
                             r"read as Friday .* 16:00 to 18:00 \(America/New_York\)")
            page.get_by_text("Add a shift").click()
            page.get_by_label("What do people do in it?").fill("greeter")
            page.locator("#shift-from").fill("16:00")
            page.locator("#shift-until").fill("17:00")
            page.get_by_label("How many are needed?").fill("2")
            page.get_by_role("button", name="Add the shift").click()
            self.assertIn("0 signed up, 2 needed", page.locator("main").inner_text())
            page.get_by_text("Sign somebody up").click()
            page.get_by_label("Who?").select_option(label="Ben K.")
            page.get_by_role("button", name="Sign up").click()
            self.assertIn("no consent to take part", page.get_by_role("status").inner_text())
            self.assertIn("1 signed up, 2 needed", page.locator("main").inner_text())
            listed = [event["title"] for event in self.laptop.make("event", "list")]
            self.assertEqual(listed.count(title), 1)
        self.for_each_way(body)

    def test_what_is_wrong_comes_back_with_what_was_typed(self):
        page = self.board("/events")
        page.get_by_text("Add an event").click()
        page.get_by_label("What is it called?").fill("Stand in the rain")
        page.get_by_label("Or the day in words").fill("someday soon")
        page.get_by_role("button", name="Add the event").click()
        self.assertIn("someday soon", page.get_by_role("alert").inner_text())
        self.assertEqual(page.get_by_label("What is it called?").input_value(), "Stand in the rain")
        self.assertEqual(page.get_by_label("Or the day in words").input_value(), "someday soon")
        self.check(page, "board-events-fault-390")
        page.get_by_label("Or the day in words").fill("2026-12-05 10:00")
        page.get_by_role("button", name="Add the event").click()
        self.assertEqual(page.locator("h1").inner_text(), "Stand in the rain")

    def test_attendance_is_ticked_and_an_outcome_entered(self):
        def body(script):
            page = self.board(script=script)
            page.goto(self.laptop.root + self.event_path(page, "Assembly talk"))
            person = page.get_by_role("group", name="Mia F.")
            word = "late" if script else "did not come"
            person.get_by_label(word).check()
            page.get_by_role("button", name="Save, and all others came").click()
            self.assertIn("noted", page.get_by_role("status").inner_text())
            self.assertTrue(page.get_by_role("group", name="Mia F.").get_by_label(word).is_checked())
            self.assertTrue(
                page.get_by_role("group", name="Ben K.").get_by_label("came", exact=True).is_checked())
            page.get_by_text("Note how it went").click()
            page.get_by_label("People reached, at least").fill("60" if script else "65")
            page.get_by_label("and at most").fill("80")
            page.get_by_label("Students").fill("52")
            page.get_by_role("button", name="Save how it went").click()
            self.assertIn(f"Reached {60 if script else 65} to 80 people",
                          page.locator("main").inner_text())
            event = self.laptop.make("event", "show", self.refs["past"])
            self.assertEqual(event["status"], "reported")
            self.assertEqual(event["reach"]["high"], 80)
        self.for_each_way(body)

    def test_a_conflict_is_settled(self):
        def body(script):
            event = self.laptop.ref("event", "add", f"Vigil {script}", "--at", "2027-01-10 18:00")
            self.clash(event, f"Vigil here {script}", f"Vigil there {script}")
            page = self.board("/conflicts", script=script)
            if script:  # axe needs it
                self.check(page, "board-conflict-390")
            page.get_by_role("button", name=f"Keep this (Vigil here {script})").click()
            self.assertIn("Settled", page.get_by_role("status").inner_text())
            self.assertEqual(self.laptop.make("event", "show", event)["title"],
                             f"Vigil here {script}")
            self.assertEqual(self.laptop.make("event", "show", event)["conflicts"], [])
        self.for_each_way(body)

    def test_a_list_is_pasted_looked_at_and_taken_in(self):
        def body(script):
            page = self.board("/volunteers", script=script)
            page.get_by_text("Take in a list").click()
            names = PEOPLE if script else PEOPLE.replace("Cleo", "Carl").replace("Dana", "Dora")
            page.get_by_label("Paste the list").fill(names)
            page.get_by_role("button", name="Look at it first").click()
            self.assertIn("3 rows: 2 new, 0 here already, 1 cannot be taken",
                          page.get_by_role("status").inner_text())
            self.assertIn("the name is missing", page.locator("main").inner_text())
            if script:
                self.check(page, "board-preview-390")
            before = len(self.laptop.make("volunteer", "list"))
            page.get_by_role("button", name="Take them in").click()
            self.assertIn("Taken in: 2, not taken: 1", page.get_by_role("status").inner_text())
            self.assertEqual(len(self.laptop.make("volunteer", "list")), before + 2)
        self.for_each_way(body)

    def test_a_file_is_taken_in(self):
        file = self.laptop.folder / "list.csv"
        file.write_bytes("Name;Grade\r\nJos\xe9 Luna;7\r\n".encode("latin-1"))
        page = self.board("/volunteers", script=False)
        page.get_by_text("Take in a list").click()
        page.get_by_label("Or choose a file").set_input_files(file)
        page.get_by_role("button", name="Look at it first").click()
        self.assertIn("José", page.locator("main").inner_text())
        page.get_by_role("button", name="Take them in").click()
        self.assertIn("José L.", page.locator("main").inner_text())

    def test_a_stick_is_written_and_read(self):
        def body(script):
            page = self.board("/sync", script=script)
            with page.expect_download() as download:
                page.get_by_role("button", name="Save the file").click()
            stick = self.laptop.folder / "from-the-board.cairn"
            download.value.save_as(stick)
            self.other.run("bundle", "read", str(stick))
            self.other.run("event", "add", f"Made elsewhere {script}", "--at", "2027-02-01 18:00")
            back = self.other.folder / "back.cairn"
            self.other.run("bundle", "write", str(back))
            page.get_by_label("The file on the stick").set_input_files(back)
            page.get_by_role("button", name="Read it").click()
            self.assertIn("came in", page.get_by_role("status").first.inner_text())
            listed = [event["title"] for event in self.laptop.make("event", "list")]
            self.assertIn(f"Made elsewhere {script}", listed)
        self.for_each_way(body)

    def test_a_damaged_stick_says_so_and_keeps_the_rest(self):
        good = self.other.folder / "good.cairn"
        self.other.run("bundle", "write", str(good))
        page = self.board("/sync")
        bad = self.other.folder / "bad.cairn"
        bad.write_bytes(b"%PDF-1.4 this is no bundle\n" * 20)
        page.get_by_label("The file on the stick").set_input_files(bad)
        page.get_by_role("button", name="Read it").click()
        self.assertIn("cannot be read", page.get_by_role("alert").inner_text())
        bad.write_bytes(good.read_bytes()[:-40])
        page.get_by_label("The file on the stick").set_input_files(bad)
        page.get_by_role("button", name="Read it").click()
        self.assertIn("ends too early", page.locator("main").inner_text())

    def test_a_task_is_added_given_out_and_done(self):
        page = self.board("/tasks", script=False)
        page.get_by_text("Add a task").click()
        page.get_by_label("What is to be done?").fill("Borrow a projector")
        page.get_by_label("By when?").fill("+2d")
        page.get_by_role("button", name="Add the task").click()
        page.get_by_label("Ask somebody to do Borrow a projector").select_option(label="Mia F.")
        page.get_by_role("button", name="Ask for Borrow a projector").click()
        self.assertIn("Mia F. (asked)", page.locator("main").inner_text())
        page.get_by_role("button", name="Done with Borrow a projector").click()
        tasks = self.laptop.make("task", "list", "--all")
        self.assertEqual([task["status"] for task in tasks
                          if task["title"] == "Borrow a projector"], ["done"])

    def test_two_records_of_one_person(self):
        self.laptop.run("volunteer", "add", "--given", "Benjamin", "--family", "Kim", "--grade",
                        "10", "--age-band", "16_17")
        page = self.board("/duplicates")
        self.check(page, "board-duplicates-390")
        page.get_by_role("button", name="Two people").first.click()
        self.assertIn("two people", page.get_by_role("status").inner_text())

    # How it looks

    def test_every_page_in_every_light(self):
        for width, dark in [(390, False), (390, True), (1280, False), (1280, True)]:
            page = self.board(width=width, dark=dark, height=900)
            name = f"{width}-{'dark' if dark else 'light'}"
            paths = {"home": "/", "events": "/events", "tasks": "/tasks",
                     "people": "/volunteers", "conflicts": "/conflicts", "sync": "/sync",
                     "report": "/report"}
            event = self.event_path(page, "Night display at the library")
            paths["event"] = event
            paths["sheet"] = event + "/sheet"
            for what, path in paths.items():
                with self.subTest(page=what, look=name):
                    page.goto(self.laptop.root + path)
                    self.check(page, f"board-{what}-{name}", bytes_max=200_000)


class NetworkTests(kit.PageTests):
    """A coordinator's laptop with several chapters."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.laptop = BoardLaptop("West Virginia campaign")
        cls.addClassCleanup(cls.laptop.remove)
        for name in ["Lincoln High", "Grafton Middle School"]:
            chapter = cls.laptop.ref("chapter", "add", name)
            cls.laptop.run("event", "add", f"Display of {name}", "--type", "display", "--at",
                           "+2d 16:00", "--for", "2h", "--chapter", chapter)
        cls.laptop.start_board()

    def test_the_network_at_a_glance(self):
        for width, dark in [(390, True), (1280, False)]:
            page = signed_in(self.browser, self.laptop, width=width, dark=dark)
            text = page.locator("main").inner_text()
            for said in ["Display of Lincoln High", "Grafton Middle School", "The network",
                         "nothing has come from it yet"]:
                self.assertIn(said, text)
            self.check(page, f"board-network-{width}")
            page.goto(self.laptop.root + "/report")
            self.check(page, f"board-network-report-{width}")

    def test_an_event_goes_to_the_chapter_that_is_chosen(self):
        page = signed_in(self.browser, self.laptop, script=False)
        page.goto(self.laptop.root + "/events")
        page.get_by_text("Add an event").click()
        page.get_by_label("What is it called?").fill("Quilt exhibit")
        page.get_by_label("Chapter").select_option(label="Grafton Middle School")
        page.get_by_role("button", name="Add the event").click()
        self.assertIn("Grafton Middle School", page.locator("main").inner_text())


if __name__ == "__main__":
    unittest.main()
