"""The pages of journeys, initiatives and offers in a real browser: phone, desk and paper."""

import re

import pytest
from hands import soon
from plans import plan, steps_of

WIDTHS = (320, 1280)
LANGUAGES = ("da", "en")
PAGES = (
    "/journeys",
    "/journeys/{journey}",
    "/journeys/{large}",
    "/journeys/{journey}/steps/{step}",
    "/personas/{persona}",
    "/opportunities",
    "/opportunities/{opportunity}",
    "/processes",
    "/processes/{process}",
    "/initiatives",
    "/initiatives/{initiative}",
    "/initiatives/{initiative}/thread",
    "/ideas/{idea}/thread",
    "/departments",
    "/departments/skole",
    "/offers",
    "/offers?language=ar",
    "/offers?q=zebra",
)
OWN = ("/departments/skole", "/initiatives/{initiative}", "/journeys/{journey}/steps/{step}")
"""Where those who take part find buttons and forms."""
STEERED = (
    "/initiatives/new?opportunity={opportunity}&idea={idea}",
    "/initiatives/{initiative}/commitments/new",
    "/initiatives/{initiative}/needs/new",
    "/initiatives/{initiative}/indicators/new",
    "/initiatives/{initiative}/links",
    "/processes/new",
    "/processes/{process}",
    "/processes/{process}/edit",
    "/processes/{process}/close",
)
"""The forms of those who steer."""
SHEET = (277 / 25.4 * 96, 192 / 25.4 * 96)
"""What a lying sheet of A4 has room for within its margins, in pixels."""
PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


@pytest.fixture(scope="module")
def ids(town, thread):
    """The ids of everything that has a page, once all of it has come to all who show it."""
    found = {
        "journey": thread.journey["id"],
        "large": large(town, thread.persona["id"]),
        "step": thread.steps[0],
        "persona": thread.persona["id"],
        "opportunity": thread.opportunity["id"],
        "process": town.process()["id"],
        "initiative": thread.initiative["id"],
        "idea": thread.idea["id"],
    }
    town.commit(thread.initiative, "sundhed")
    trace = f"/api/initiatives/{thread.initiative['id']}/trace"

    def seen(id):
        return any(t["id"] == id and t["seen"] for t in town.anyone.get(trace)["things"])

    for thing in (thread.idea, thread.evidence, thread.insight, thread.opportunity):
        soon(lambda thing=thing: seen(thing["id"]))
    return found


def large(town, persona):
    """Return the id of a public journey of sixty steps."""
    journey = town.consultant.post("/api/journeys", plan([persona], 6, 60, 12))
    town.evidence(steps_of(journey))
    for verb in ("validate", "publish"):
        town.consultant.post(f"/api/journeys/{journey['id']}/{verb}")
    return journey["id"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_is_accessible_and_fits(browsing, ids, checked, width, path):
    for language in LANGUAGES:
        with browsing(width, language) as page:
            assert page.goto(path.format(**ids)).status == 200
            assert page.locator("html").get_attribute("lang") == language
            assert page.locator("h1").count() == 1
            checked(page, width)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_so_are_those_with_buttons_and_forms(browsing, ids, checked, width, language):
    for role, department in (("leader", "skole"), ("consultant", "kommune")):
        with browsing(width, language, role, department) as page:
            for path in OWN:
                assert page.goto(path.format(**ids)).status == 200, path
                checked(page, width)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_so_are_the_forms_of_those_who_steer(browsing, ids, checked, width, language):
    with browsing(width, language, "leader", "kommune") as page:
        for path in STEERED:
            assert page.goto(path.format(**ids)).status == 200, path
            checked(page, width)


def test_an_initiative_is_proposed_and_published_with_the_keyboard_alone(browsing, ids):
    with browsing(320, "da", "leader", "kommune", java_script_enabled=False) as page:
        page.goto(f"/initiatives/new?opportunity={ids['opportunity']}")
        page.get_by_label("Titel").fill("Breve, man forstår")
        page.get_by_label("Titel").press("Enter")
        assert page.get_by_text("Ikke offentligt endnu").is_visible()
        page.get_by_role("link", name="Offentliggør", exact=True).press("Enter")
        assert page.get_by_role("heading", name="Det kan alle se").is_visible()
        page.get_by_role("button", name="Offentliggør").press("Enter")
        assert page.get_by_role("heading", name="Breve, man forstår").is_visible()
        assert page.get_by_text("Ikke offentligt endnu").count() == 0


def test_without_javascript_every_page_says_the_same(browsing, ids):
    with browsing(java_script_enabled=False) as plain, browsing() as page:
        for path in PAGES:
            plain.goto(path.format(**ids))
            page.goto(path.format(**ids))
            assert plain.locator("main").inner_text() == page.locator("main").inner_text(), path


def test_the_map_has_an_equal_table(browsing, ids, thread):
    with browsing(java_script_enabled=False) as page:
        page.goto(f"/journeys/{ids['journey']}")
        table = page.get_by_role("table").first.inner_text()
        for number in range(1, len(thread.steps) + 1):
            assert f"Trin {number}" in table
        assert page.get_by_role("img").count() >= 1


def test_the_thread_says_all_of_it(browsing, ids):
    with browsing(java_script_enabled=False) as page:
        page.goto(f"/initiatives/{ids['initiative']}/thread")
        text = page.locator("main").inner_text()
        for words in ("Nogen at spørge", "Trin 1", "Hvordan kan vi", "62"):
            assert words in text, words


@pytest.mark.parametrize("path", ["/initiatives/{initiative}/thread", "/ideas/{idea}/thread"])
def test_on_paper_the_picture_of_a_thread_is_on_one_sheet_of_a4(browsing, ids, path):
    with browsing(round(SHEET[0])) as page:
        page.goto(path.format(**ids))
        first = page.pdf(prefer_css_page_size=True, page_ranges="1")
        assert re.search(rb"/MediaBox \[0 0 84[12](\.\d+)? 59[45](\.\d+)?\]", first), "A4, lying"
        page.emulate_media(media="print")
        assert not page.locator("nav").first.is_visible()
        picture = page.locator("main svg").first.bounding_box()
        assert picture["x"] >= 0
        assert picture["x"] + picture["width"] <= SHEET[0] + 1
        assert picture["y"] + picture["height"] <= SHEET[1]


def test_on_paper_a_map_is_one_sheet_and_its_table_follows(browsing, ids):
    with browsing() as page:
        page.goto(f"/journeys/{ids['journey']}")
        page.emulate_media(media="print")
        assert not page.locator("nav").first.is_visible()
        printed = page.pdf(prefer_css_page_size=True, print_background=True)
        assert len(PAGE.findall(printed)) <= 4


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_what_came_of_it_is_told_on_track(browsing, town, thread, checked, width, language):
    code = {"da": "Din kode", "en": "Your code"}[language]
    for given in (thread.idea, thread.offer):
        with browsing(width, language) as page:
            page.goto("/track")
            page.get_by_label(code).fill(given["trackingCode"])
            page.locator("main form button").first.click()
            assert "En makker fra første dag" in page.locator("main").inner_text()
            checked(page, width)


@pytest.fixture(scope="module")
def arabic(town):
    """A published journey in Arabic first."""
    persona = town.persona()["id"]
    journey = town.journey([persona], stages=3, steps=6, handoffs=2, title=ar("أصل إلى البلدية"))
    for stage, title in zip(journey["stages"], ("الوصول", "السكن", "العمل"), strict=True):
        now = town.consultant.get(f"/api/journeys/{journey['id']}")
        path = f"/api/journeys/{journey['id']}/stages/{stage['id']}"
        town.consultant.patch(path, {"title": ar(title)}, now["edition"])
    town.evidence(steps_of(journey))
    for verb in ("validate", "publish"):
        town.consultant.post(f"/api/journeys/{journey['id']}/{verb}")
    return journey


def ar(text):
    return [{"lang": "ar", "text": text}]


def test_a_map_reads_from_the_right_where_its_language_does(browsing, town, arabic):
    svg = town.anyone.ask("GET", f"/api/journeys/{arabic['id']}/map.svg?lang=ar").body.decode()
    with browsing() as page:
        page.set_content(svg)
        places = [
            page.locator("text").filter(has_text=words).first.bounding_box()["x"]
            for words in ("الوصول", "السكن", "العمل")
        ]
    assert places == sorted(places, reverse=True), places


@pytest.mark.parametrize("width", WIDTHS)
def test_arabic_words_stand_right_on_a_page(browsing, arabic, checked, width):
    with browsing(width) as page:
        page.goto(f"/journeys/{arabic['id']}?lang=da")
        title = page.locator("h1 bdi, h1[dir], h1 [dir]").first
        assert title.evaluate("it => getComputedStyle(it).direction") == "rtl"
        checked(page, width)
