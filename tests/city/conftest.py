"""A real browser for the pages, and what every page must be."""

import os
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

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


@pytest.fixture(scope="session")
def checked():
    """What asserts that a page fits and is accessible (WCAG 2.1 AA, as far as axe can tell)."""

    def check(page, width):
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"

    return check


def pytest_terminal_summary(terminalreporter):
    """Say loudly what could not be run."""
    skipped = terminalreporter.stats.get("skipped", [])
    if any("no Chromium" in str(report.longrepr) for report in skipped):
        terminalreporter.section("NOT RUN", red=True)
        terminalreporter.line("The pages, for lack of a browser: apt install chromium")
