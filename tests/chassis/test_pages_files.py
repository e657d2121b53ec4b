"""The files of pages: kept for ever, asking nobody else, in colours that can be read."""

import re
from pathlib import Path

import pytest

import chassis.pages
from chassis.pages.files import FOLDER


def test_the_stylesheet_is_kept_for_ever_under_an_address_that_changes_with_it(browser, Seen):
    links = Seen(browser.get("/ideas").text).all("link")
    address = links[0]["href"]
    assert re.fullmatch(r"/static/chassis/[0-9a-f]{12}/samskab.css", address)
    answer = browser.get(address)
    assert answer.mimetype == "text/css"
    assert "immutable" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers
    small = browser.get(address, headers={"Accept-Encoding": "gzip"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert len(small.data) < len(answer.data) / 2
    old = browser.get("/static/chassis/000000000000/samskab.css")
    assert old.headers["Cache-Control"] == "no-cache"
    for name in ("nothing.css", "..%2f..%2fpages%2ffiles.py", "%00"):
        assert browser.get(f"/static/chassis/x/{name}").status_code == 404


def test_no_file_asks_anything_of_another_site():
    templates = Path(chassis.pages.__file__).parent.parent / "templates"
    for file in [*FOLDER.iterdir(), *templates.iterdir()]:
        text = file.read_text().replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert not re.search(r"(src|href)=\"(https?:)?//|url\(|@import", text), file


CSS = (FOLDER / "samskab.css").read_text()
COLOURS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", CSS)) | {
    "white": "#ffffff",
    "dark-red": "#8f1c15",
}
ON = [
    ("ink", "paper", 7),
    ("ink", "sheet", 7),
    ("soft", "paper", 4.5),
    ("soft", "sheet", 4.5),
    ("fjord", "paper", 4.5),
    ("fjord", "mist", 4.5),
    ("fjord", "waiting-tint", 4.5),
    ("white", "fjord", 4.5),
    ("white", "fjord-deep", 4.5),
    ("white", "night", 7),
    ("night-ink", "night", 7),
    ("fjord-deep", "mist", 4.5),
    ("good", "good-tint", 4.5),
    ("waiting", "waiting-tint", 4.5),
    ("thread", "paper", 4.5),
    ("thread", "thread-tint", 4.5),
    ("dark-red", "thread-tint", 4.5),
    ("edge", "sheet", 3),
    ("edge", "paper", 3),
]


def light(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize(("text", "ground", "least"), ON)
def test_text_can_be_read_on_its_ground(text, ground, least):
    low, high = sorted((light(COLOURS[text]), light(COLOURS[ground])))
    assert (high + 0.05) / (low + 0.05) >= least
