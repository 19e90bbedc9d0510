"""The sheet of links for volunteers: it prints, and its QR codes are read by an independent
decoder."""
import io
import os
import random
import re
import stat
import string
import unittest

import zxingcpp
from PIL import Image, ImageDraw

import kit
from volunteers import Chapter


def decode(image):
    """The texts of all QR codes of a picture."""
    return [found.text for found in zxingcpp.read_barcodes(
        image, formats=zxingcpp.BarcodeFormat.QRCode)]


def drawn(side, path, scale=3):
    """A picture of the dark modules of an SVG's path."""
    image = Image.new("L", (side * scale, side * scale), 255)
    draw = ImageDraw.Draw(image)
    for found in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path):
        x, y, width = (int(text) * scale for text in found)
        draw.rectangle([x, y, x + width - 1, y + scale - 1], fill=0)
    return image


class SheetTests(kit.PageTests):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.laptop = Chapter()
        cls.addClassCleanup(cls.laptop.remove)
        cls.laptop.url = "https://cairn.example.org"

    def sheet(self, name, *options):
        path = str(self.laptop.folder / f"{name}.html")
        self.laptop.run("invite", "--role", "volunteer", "--sheet", path, "--url",
                        self.laptop.url, *options)
        return path

    def test_prints(self):
        self.laptop.run("volunteer", "add", "--given", "Olga", "--family", "Peters",
                        "--age-band", "adult")
        path = self.sheet("all", "--all")
        self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)
        page = self.browser.open("file://" + path, width=800)
        headings = [heading.inner_text() for heading in page.locator("h2").all()]
        self.assertEqual(headings, ["For Ana's parent", "For Ben's parent", "For Cyd's parent",
                                    "For Dee's parent", "For Olga"])
        for name in ["Ruiz", "Kowalski", "Peters"]:
            self.assertNotIn(name, page.content())
        links = [link.inner_text() for link in page.locator(".link").all()]
        self.check(page, "sheet")
        page.emulate_media(media="print")
        shot = Image.open(io.BytesIO(page.screenshot(full_page=True)))
        self.assertEqual(sorted(decode(shot)), sorted(links))
        printed = page.pdf(format="Letter")
        self.assertGreater(len(printed), 10_000)
        again = self.laptop.run("invite", "--role", "volunteer", "--all", "--sheet", path,
                                "--url", self.laptop.url, check=False)
        self.assertEqual(again, "")
        self.assertEqual(len(links), 5)

    def test_codes_of_many_lengths(self):
        dice = random.Random(7)
        ana = self.laptop.people["Ana"]
        sizes = set()
        lengths = [*range(8, 130, 2), *range(130, 2270, 40), 2270]
        for length in lengths:
            self.laptop.url = "https://" + "".join(
                dice.choices(string.ascii_letters + string.digits + "-._~", k=length))
            path = self.sheet(f"long-{length}", "--volunteer", ana)
            with open(path) as file:
                text = file.read()
            link = re.search(r'class="link">([^<]*)<', text)[1]
            side, _ = map(int, re.search(r'viewBox="0 0 (\d+) (\d+)"', text).groups())
            modules = re.findall(r'<path d="([^"]*)"', text)[-1]
            self.assertEqual(decode(drawn(side, modules)), [link])
            sizes.add(side)
        self.laptop.url = "https://cairn.example.org"
        self.assertGreater(len(sizes), 30)


if __name__ == "__main__":
    unittest.main()
