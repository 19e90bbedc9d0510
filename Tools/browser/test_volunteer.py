"""A volunteer's page, as a volunteer uses it."""
import unittest
import urllib.error
import urllib.request

import kit
from volunteers import Chapter, article, plain


class VolunteerTests(kit.PageTests):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.laptop = Chapter()
        cls.addClassCleanup(cls.laptop.remove)
        cls.laptop.start()
        cls.urls = {}

    def url(self, given):
        if given not in self.urls:
            self.urls[given] = self.laptop.link(self.browser, given)
        return self.urls[given]

    def page(self, given, **options):
        return self.browser.open(self.url(given), **options)

    # Tasks

    def test_claim_and_done_without_script(self):
        task = self.laptop.task("Print flyers", "--claimable", "--due", self.laptop.day(1))
        page = self.page("Ana", script=False)
        article(page, "Print flyers").get_by_role("button", name="I'll do it").click()
        card = article(page, "Print flyers")
        self.assertIn("Tomorrow", card.inner_text())
        self.assertIn("You took on: Print flyers.", page.locator(".said").inner_text())
        self.assertEqual(self.laptop.make("task", "show", task)["assignee"].popitem()[1]["state"],
                         "claimed")
        card.get_by_role("button", name="Done").click()
        self.assertEqual(self.laptop.status(task), "done")
        self.assertEqual(article(page, "Print flyers").count(), 0)
        page.get_by_role("button", name="Undo").click()
        self.assertEqual(self.laptop.status(task), "open")
        article(page, "Print flyers").get_by_role("button", name="Give it back").click()
        self.assertIn("You gave back: Print flyers.", page.locator(".said").inner_text())
        self.assertIn("Tasks you could take", page.content())

    def test_offered(self):
        ben = self.laptop.people["Ben"]
        self.laptop.task("Paint the banner", "--assignee", ben, "--check", "Buy paint",
                         "--check", "Find a wall")
        task = self.laptop.task("Hang it up", "--assignee", ben, "--depends",
                                self.laptop.task("Ask the principal", "--priority", "high"))
        page = self.page("Ben", script=False)
        self.assertIn("First: Ask the principal (not done yet)",
                      article(page, "Hang it up").inner_text())
        article(page, "Hang it up").get_by_role("button", name="I can't").click()
        self.assertEqual(article(page, "Hang it up").count(), 0)
        self.assertIn("You said that you can't: Hang it up.", page.locator(".said").inner_text())
        self.assertEqual(self.laptop.make("task", "show", task)["assignee"].popitem()[1]["state"],
                         "declined")
        article(page, "Paint the banner").get_by_role("button", name="I'll do it").click()
        step = article(page, "Paint the banner").get_by_role("button", name="Buy paint")
        self.assertEqual(step.get_attribute("aria-pressed"), "false")
        step.click()
        step = article(page, "Paint the banner").get_by_role("button", name="Buy paint")
        self.assertEqual(step.get_attribute("aria-pressed"), "true")
        step.click()
        step = article(page, "Paint the banner").get_by_role("button", name="Buy paint")
        self.assertEqual(step.get_attribute("aria-pressed"), "false")

    def test_contested(self):
        task = self.laptop.task("Bring lanterns", "--claimable")
        self.laptop.run("task", "claim", task, "--as", self.laptop.people["Ben"])
        self.laptop.run("task", "claim", task, "--as", self.laptop.people["Cyd"])
        page = self.page("Cyd", script=False)
        self.assertIn("Ben K. took this too. You both have it until your adviser decides.",
                      article(page, "Bring lanterns").inner_text())
        for name in ["Kowalski", "Okafor", "Ruiz"]:
            self.assertNotIn(name, page.content())

    def test_sent_twice(self):
        task = self.laptop.task("Count chairs", "--claimable")
        url = self.url("Dee")
        ids = self.laptop.make("task", "show", task)["id"]
        before = self.laptop.entries()
        for action in ["claim", "claim", "done", "done"]:
            request = urllib.request.Request(
                f"{url}/tasks/{ids}/{action}", data=b"",
                headers={"Content-Type": "application/x-www-form-urlencoded"})
            with urllib.request.urlopen(request) as answer:
                self.assertEqual(answer.url, url)
        self.assertEqual(self.laptop.entries() - before, 2)
        page = self.browser.open(url)
        entry = page.locator("input[name=entry]").get_attribute("value")
        for _ in range(2):
            request = urllib.request.Request(
                f"{url}/tasks/{ids}/undo", data=f"entry={entry}".encode(),
                headers={"Content-Type": "application/x-www-form-urlencoded"})
            urllib.request.urlopen(request).close()
        self.assertEqual(self.laptop.status(task), "open")
        self.assertEqual(self.laptop.entries() - before, 3)

    # Shifts

    def test_sign_up_and_wait(self):
        laptop = self.laptop
        page = self.page("Ana", script=False)
        card = page.locator(".rows li", has_text="greeter")
        self.assertIn("18:30 to 20:00", plain(card.inner_text()))
        card.get_by_role("button", name="Sign up").click()
        following = page.locator(".card.next")
        self.assertIn("Night display", following.inner_text())
        self.assertIn("Public Library, Morgantown", plain(following.inner_text()))
        self.assertIn("Bring a warm coat", following.inner_text())
        self.assertIn("The adult in charge is Mrs. Hill.", following.inner_text())
        self.assertTrue(following.get_by_role("link", name="Open the map").get_attribute("href")
                        .startswith("https://www.openstreetmap.org/"))
        for given, line in [("Ben", "1st"), ("Cyd", "2nd")]:
            page = self.page(given, script=False)
            card = page.locator(".rows li", has_text="greeter")
            self.assertIn(f"You would be {line} in line.", card.inner_text())
            card.get_by_role("button", name="Get in line").click()
            self.assertIn(f"You are {line} in line.", page.locator(".card.next").inner_text())
        # Twice is once: nobody loses the place in the line.
        signups = laptop.make("shift", "show", laptop.greeter)["signups"]
        self.assertEqual([signup.get("waitlist_place") for signup in signups], [None, 1, 2])
        page = self.page("Ben", script=False)
        page.locator(".card.next").get_by_role("button", name="I can't come").click()
        self.assertIn("Nothing is planned for you yet.", page.content())
        self.assertIn("You said that you can't come: Night display, greeter.",
                      page.locator(".said").inner_text())
        page = self.page("Cyd", script=False)
        self.assertIn("You are 1st in line.", page.locator(".card.next").inner_text())
        # Whoever comes back is behind those who stayed.
        page = self.page("Ben", script=False)
        page.get_by_role("button", name="Undo").click()
        self.assertIn("You signed up: Night display, greeter.",
                      page.locator(".said").inner_text())
        self.assertIn("You are 2nd in line.", page.locator(".card.next").inner_text())

    def test_no_consent(self):
        ref = self.laptop.ref("volunteer", "add", "--given", "Eli", "--age-band", "under_13")
        self.laptop.people["Eli"] = ref
        page = self.page("Eli")
        self.assertIn("no permission slip", page.content())
        self.assertEqual(page.get_by_role("button", name="Sign up").count(), 0)
        self.check(page, "volunteer-no-slip")

    # Calendars

    def test_calendar(self):
        page = self.page("Dee", script=False)
        link = page.get_by_role("link", name="Add my events").get_attribute("href")
        self.assertTrue(link.startswith("webcal://127.0.0.1"))
        page.locator("summary").click()
        addresses = [text.inner_text() for text in page.locator(".address").all()]
        for address in addresses:
            with urllib.request.urlopen(address) as answer:
                self.assertIn(b"BEGIN:VCALENDAR", answer.read())
        self.assertNotIn(self.url("Dee").rsplit("/", 1)[1], "".join(addresses))
        old = page.locator("input[name=old]").get_attribute("value")
        page.get_by_role("button", name="Make new addresses").click()
        new = page.locator("input[name=old]").get_attribute("value")
        self.assertNotEqual(old, new)
        with self.assertRaises(urllib.error.HTTPError):
            urllib.request.urlopen(addresses[0])
        # The same form again, from a page that is out of date, changes nothing.
        urllib.request.urlopen(urllib.request.Request(
            self.url("Dee") + "/feed/replace", data=f"old={old}".encode(),
            headers={"Content-Type": "application/x-www-form-urlencoded"})).close()
        page = self.page("Dee")
        self.assertEqual(page.locator("input[name=old]").get_attribute("value"), new)

    # The link

    def test_stop(self):
        self.laptop.add("Fay", "Moss")
        page = self.page("Fay", script=False)
        page.get_by_role("link", name="This is not me").click()
        self.assertIn("Is this not you?", page.content())
        page.get_by_role("button", name="Stop this link").click()
        self.assertIn("This link is closed", page.content())
        answer = page.goto(self.url("Fay"))
        self.assertEqual(answer.status, 404)
        self.assertIn("This link does not work", page.content())

    def test_invitation(self):
        self.laptop.add("Gus", "Hart")
        invitation = self.laptop.invitation("Gus")
        for _ in range(3):
            page = self.browser.open(invitation)
            self.check(page, "invitation")
        # The button was pressed, and the answer was lost: pressing it again works.
        request = urllib.request.Request(
            invitation, data=b"",
            headers={"Content-Type": "application/x-www-form-urlencoded"})

        class Stay(urllib.request.HTTPRedirectHandler):
            def redirect_request(self, *arguments):
                return None

        with self.assertRaises(urllib.error.HTTPError) as lost:
            urllib.request.build_opener(Stay).open(request)
        self.assertEqual(lost.exception.code, 303)
        page.get_by_role("button", name="Open my page").click()
        page.wait_for_url("**/me/*")
        self.assertIn("Hello Gus", page.content())
        page = self.browser.open(invitation)
        self.assertIn("This invitation was used already", page.content())
        page = self.browser.open(self.laptop.url + "/join/nonsense")
        self.assertIn("There is no such invitation", page.content())
        chapter = self.laptop.run("invite", "--chapter", "lincoln", "--url", self.laptop.url)
        page = self.browser.open(chapter)
        self.assertIn(f"cairn join {chapter}", page.content())

    def test_keyboard(self):
        task = self.laptop.task("Sweep the stage", "--assignee", self.laptop.people["Dee"])
        self.laptop.run("task", "claim", task, "--as", self.laptop.people["Dee"])
        page = self.page("Dee")
        for _ in range(60):
            page.keyboard.press("Tab")
            focused = page.evaluate("""() => {
                const style = getComputedStyle(document.activeElement)
                return [document.activeElement.innerText, style.outlineStyle, style.outlineWidth]
            }""")
            self.assertEqual(focused[1:], ["solid", "3px"])
            if focused[0].startswith("Done") and "Sweep" in focused[0]:
                break
        page.keyboard.press("Enter")
        page.wait_for_selector(".said")
        self.assertEqual(self.laptop.status(task), "done")

    # How it looks

    def test_looks(self):
        laptop = self.laptop
        laptop.add("Ina", "Lopez")
        ina = laptop.people["Ina"]
        laptop.run("shift", "signup", laptop.setup, ina)
        laptop.task("Print flyers for the library", "--event", laptop.display, "--due",
                    laptop.day(1), "--assignee", ina, "--notes",
                    "Forty copies on yellow paper.\nThe file is on the club's drive.",
                    "--check", "Ask for the yellow paper", "--check", "Print", "--check", "Fold")
        laptop.run("task", "claim", "--as", ina,
                   laptop.task("Write the sign", "--due", laptop.day(-1), "--claimable"))
        laptop.task("Call the newspaper", "--assignee", ina, "--depends",
                    laptop.task("Choose a photo"))
        shared = laptop.task("Bring hot chocolate", "--claimable", "--due", laptop.day(3))
        for given in ["Ina", "Ben"]:
            laptop.run("task", "claim", shared, "--as", laptop.people[given])
        laptop.task("Take photos", "--claimable", "--due", laptop.day(3))
        for width in [320, 390]:
            for dark in [False, True]:
                page = self.page("Ina", width=width, height=700, dark=dark)
                self.check(page, f"volunteer-{width}-{'dark' if dark else 'light'}")
        page = self.browser.open(self.url("Ina") + "/stop")
        self.check(page, "volunteer-stop")
        page = self.browser.open(laptop.url + "/me/nobody")
        self.check(page, "volunteer-unknown")

    def test_log_has_no_token(self):
        url = self.url("Ana")
        self.browser.open(url)
        token = url.rsplit("/", 1)[1]
        other = kit.Laptop("Other")
        self.addCleanup(other.remove)
        other.start()
        for path in ["/me/" + token, "/me/" + token + "/stop", "/join/" + token]:
            try:
                urllib.request.urlopen(other.url + path)
            except urllib.error.HTTPError:
                pass
        self.assertNotIn(token, other.stop())


if __name__ == "__main__":
    unittest.main()
