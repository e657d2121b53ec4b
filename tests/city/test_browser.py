"""The pages in a real browser: phone and desk, Danish and English, with the keyboard alone."""

import re

import pytest

WIDTHS = (320, 1280)
LANGUAGES = ("da", "en")
PAGES = (
    "/",
    "/ideas",
    "/ideas?q=zebra",
    "/ideas/new",
    "/ideas/{idea}",
    "/track",
    "/inbox",
    "/status",
    "/catalog",
    "/nowhere",
)


@pytest.fixture
def page(browser, city):
    context = browser.new_context(
        viewport={"width": 320, "height": 800},
        locale="da-DK",
        base_url=city.url,
        java_script_enabled=False,
    )
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def idea(city):
    with city.client(city.moderator()) as moderator:
        body = {"title": "Bænke ved åen", "body": "Flere bænke.", "language": "da"}
        made = moderator.post("/api/ideas", body).body
        moderator.post(f"/api/ideas/{made['id']}/publish", {})
    return made["id"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_is_accessible_and_fits(browser, city, idea, checked, width, language):
    context = browser.new_context(
        viewport={"width": width, "height": 800}, base_url=city.url, locale=language
    )
    page = context.new_page()
    for path in PAGES:
        page.goto(path.format(idea=idea))
        assert page.locator("html").get_attribute("lang") == language, path
        assert page.locator("h1").count() == 1, path
        checked(page, width)
    context.close()


def test_a_citizen_hands_something_in_and_follows_it_without_javascript(page):
    page.goto("/")
    page.get_by_role("link", name=re.compile("Giv et bidrag")).first.click()
    page.get_by_role("link", name=re.compile("Behov")).click()
    page.get_by_label("En kort overskrift").fill("Lys i tunnelen")
    page.get_by_label("Fortæl mere").fill("Mit nummer er 251248-9996")
    page.get_by_role("button", name="Send ind").click()
    assert page.get_by_role("alert").is_visible()
    assert page.get_by_label("En kort overskrift").input_value() == "Lys i tunnelen"
    page.get_by_label("Fortæl mere").fill("Der er mørkt om vinteren.")
    page.get_by_role("button", name="Send ind").click()
    code = page.locator(".code").inner_text()
    page.goto("/track")
    page.get_by_label("Din kode").fill(code.lower())
    page.get_by_role("button", name="Vis det").click()
    assert page.get_by_role("heading", name="Lys i tunnelen").is_visible()
    assert code not in page.url
    page.get_by_role("button", name="Træk det tilbage").click()
    assert page.get_by_text("Det er trukket tilbage").is_visible()


def test_the_language_is_chosen_once_and_kept(page):
    page.goto("/ideas")
    page.get_by_role("link", name="English").click()
    page.goto("/track")
    assert page.get_by_role("heading", name="Follow your contribution").is_visible()


def test_support_is_given_and_taken_back_with_a_button(page, idea):
    page.goto(f"/ideas/{idea}")
    page.get_by_role("button", name="Jeg støtter det").click()
    assert (
        page.get_by_role("button", name="Jeg støtter det").get_attribute("aria-pressed") == "true"
    )
    page.get_by_role("button", name="Træk det tilbage").click()
    assert (
        page.get_by_role("button", name="Jeg støtter det").get_attribute("aria-pressed") == "false"
    )


def test_everything_is_reached_with_the_keyboard_alone(page):
    page.goto("/ideas/new")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Gå til indholdet"
    seen = []
    for _ in range(30):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        if focus.count():
            seen.append(focus.get_attribute("name") or focus.get_attribute("href") or "button")
    for wanted in ("title", "body", "language", "button"):
        assert wanted in seen


def test_a_moderator_signs_in_once_by_link_and_publishes(page, city):
    with city.client() as anybody:
        made = anybody.post(
            "/api/ideas", {"title": "En ny bro", "body": "Over åen.", "language": "da"}
        ).body
    told = city.samskab("keys", "link", "--role", "moderator", "--department", "kommune")
    link = re.search(r"http\S+", told.stdout)[0]
    page.goto(link)
    page.get_by_role("main").get_by_role("button").click()
    page.goto(f"/ideas/{made['id']}")
    page.get_by_role("button", name="Offentliggør").click()
    assert page.get_by_text("Offentliggjort", exact=True).is_visible()
    page.get_by_role("button", name="Log ud").click()
    page.goto(f"/ideas/{made['id']}")
    assert page.get_by_role("button", name="Offentliggør").count() == 0
    page.goto(link)
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.get_by_role("main").get_by_role("button").count() == 0
