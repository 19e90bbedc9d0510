"""What holds for every page."""
import unittest

import kit


class GroundTests(kit.PageTests):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.laptop = kit.Laptop()
        cls.addClassCleanup(cls.laptop.remove)
        cls.laptop.start()

    def test_nothing_here(self):
        for dark in [False, True]:
            page = self.browser.open(self.laptop.url + "/nowhere", dark=dark)
            self.assertEqual(page.locator("h1").inner_text(), "There is nothing here")
            self.check(page, f"nothing-{'dark' if dark else 'light'}")


if __name__ == "__main__":
    unittest.main()
