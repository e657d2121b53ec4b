"""A municipality to play scenarios in, listeners, a real browser, and what pages must be."""

import json
import os
import re
import shutil
import sys
import threading
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import urllib3
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parent))

from building import Thread, Town
from hands import soon

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}


@pytest.fixture(scope="session")
def browser():
    """Chromium; where there is none the tests of pages are not run, and the last lines say so."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        assert "CI" not in os.environ, "Chromium is needed here (apt install chromium)."
        pytest.skip("no Chromium")
    with sync_playwright() as play:
        made = play.chromium.launch(executable_path=chromium, args=QUIET)
        yield made
        made.close()


@pytest.fixture
def browsing(browser, city):
    """What opens a page as somebody, in a language and width, with JavaScript or without."""

    @contextmanager
    def open_page(width=1280, language="da", role="", department="", **more):
        context = browser.new_context(
            viewport={"width": width, "height": 800}, base_url=city.url, locale=language, **more
        )
        page = context.new_page()
        if role:
            sign_in(city, page, role, department)
        yield page
        context.close()

    return open_page


def sign_in(city, page, role, department):
    told = city.samskab("keys", "link", "--role", role, "--department", department)
    page.goto(re.search(r"http\S+", told.stdout)[0])
    page.get_by_role("main").get_by_role("button").click()


@pytest.fixture(scope="session")
def checked():
    """What asserts that a page fits and is accessible (WCAG 2.1 AA, as far as axe can tell)."""

    def check(page, width):
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"

    return check


@pytest.fixture(scope="session")
def town(city):
    """The one city's people and departments."""
    return Town(city)


@pytest.fixture(scope="session")
def thread(town):
    """One whole red thread, which no test changes."""
    return Thread(town)


class Listener:
    """Somebody who listens to the stream of public events, from now on."""

    def __init__(self, url, key):
        self.events, self.stopping = [], False
        headers = {"X-API-Key": key} if key else {}
        self.response = urllib3.PoolManager().request(
            "GET", f"{url}/events/stream", headers=headers, preload_content=False, timeout=60.0
        )
        self.live = threading.Event()
        self.reader = threading.Thread(target=self._read)
        self.reader.start()
        assert self.live.wait(20)

    def _read(self):
        with suppress(urllib3.exceptions.HTTPError, OSError, ValueError, AttributeError):
            for line in self.response:
                if line.startswith(b": still here"):
                    self.live.set()
                if line.startswith(b"data: "):
                    self.events.append(json.loads(line[6:]))
                if self.stopping:
                    return

    def heard(self, about, type_, seconds=2.0):
        """Return the event of this type about this thing, as soon as it comes."""

        def those():
            return [e for e in self.events if about in e["subject"] and e["type"] == type_]

        return soon(those, seconds)[0]

    def close(self):
        self.stopping = True
        self.response.shutdown()
        self.reader.join(20)
        self.response.close()


@pytest.fixture
def listener(city):
    """What opens a stream of events for somebody."""
    opened = []

    def open_one(key=""):
        opened.append(Listener(city.url, key))
        return opened[-1]

    yield open_one
    for each in opened:
        each.close()


@contextmanager
def kept_down(city, *names):
    """Kill processes as often as they come back, for as long as the block lasts."""
    stopping = threading.Event()

    def hold():
        while not stopping.is_set():
            for name in names:
                if name in city.processes():
                    city.kill(name)
            stopping.wait(0.02)

    thread = threading.Thread(target=hold)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join()


@pytest.fixture
def held_down():
    """What keeps processes down."""
    return kept_down


def pytest_terminal_summary(terminalreporter):
    """Say loudly what could not be run."""
    skipped = terminalreporter.stats.get("skipped", [])
    if any("no Chromium" in str(report.longrepr) for report in skipped):
        terminalreporter.section("NOT RUN", red=True)
        terminalreporter.line("The pages, for lack of a browser: apt install chromium")
