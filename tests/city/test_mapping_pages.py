"""The pages on which journeys are mapped and learnt from, in a real browser."""

import pytest

WIDTHS = (320, 1280)
LANGUAGES = ("da", "en")
READ = ("/journeys/{journey}/findings", "/evidence/{evidence}", "/insights/{insight}")
"""For everyone, once they are published."""
MAPPING = (
    *READ,
    "/journeys",
    "/journeys/new",
    "/journeys/{journey}",
    "/journeys/{journey}/change",
    "/journeys/{journey}/stages/new",
    "/journeys/{journey}/stages/{stage}/change",
    "/journeys/{journey}/stages/{stage}/move",
    "/journeys/{journey}/stages/{stage}/steps/new",
    "/journeys/{journey}/steps/{step}/move",
    "/journeys/{journey}/steps/{step}/touchpoints/new",
    "/journeys/{journey}/handoffs/new",
    "/journeys/{mapped}/handoffs/{handoff}/change",
    "/personas/new",
    "/insights/new",
    "/insights/new?evidenceIds={evidence}",
    "/opportunities/new?insightIds={insight}",
    "/opportunities/{opportunity}",
)
"""Where a consultant maps journeys and writes down what is learnt from them."""


@pytest.fixture(scope="module")
def ids(town, thread):
    """The ids of everything that has a page."""
    mapped = town.journey([thread.persona["id"]], stages=2, steps=4, handoffs=1)
    return {
        "mapped": mapped["id"],
        "handoff": mapped["handoffs"][0]["id"],
        "journey": thread.journey["id"],
        "stage": thread.journey["stages"][0]["id"],
        "step": thread.steps[0],
        "evidence": thread.evidence["id"],
        "insight": thread.insight["id"],
        "opportunity": thread.opportunity["id"],
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_what_was_learnt_is_read_by_everyone(browsing, ids, checked, width, language):
    with browsing(width, language) as page:
        for path in READ:
            assert page.goto(path.format(**ids)).status == 200, path
            assert page.locator("h1").count() == 1, path
            checked(page, width)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_forms_of_a_consultant_fit_and_are_accessible(browsing, ids, checked, width, language):
    with browsing(width, language, "consultant", "kommune") as page:
        for path in MAPPING:
            assert page.goto(path.format(**ids)).status == 200, path
            assert page.locator("h1").count() == 1, path
            checked(page, width)
        page.goto("/journeys/new")
        page.locator("[name=outline]").fill("- et trin uden fase\nFase")
        page.get_by_role("main").get_by_role("button").click()
        assert page.locator(".errors a[href='#field-outline']").count() == 2
        checked(page, width)


def test_steps_that_lack_evidence_are_listed_and_lead_there(browsing, town, checked):
    persona = town.persona()["id"]
    journey = town.journey([persona], stages=1, steps=3, handoffs=0)
    with browsing(320, role="consultant", department="kommune") as page:
        page.goto(f"/journeys/{journey['id']}")
        page.get_by_role("button", name="Efterprøv").click()
        links = page.get_by_role("alert").get_by_role("link")
        assert links.count() >= 1
        checked(page, 320)
        links.first.click()
        assert page.locator("#evidence").is_visible()


def test_evidence_becomes_a_question_without_javascript(browsing, ids):
    with browsing(role="consultant", department="kommune", java_script_enabled=False) as page:
        page.goto(f"/journeys/{ids['journey']}/findings")
        page.locator("label[for^=pick-]").first.click()
        page.locator("#means button").click()
        assert page.locator("[name=evidenceIds]").first.is_checked()
        page.locator("[name=statement]").fill("Ingen ved, hvem de skal spørge.")
        page.get_by_role("main").get_by_role("button").click()
        page.locator("a[href^='/opportunities/new']").click()
        page.locator("[name=question]").fill("Hvordan kan vi sige det ét sted?")
        page.get_by_role("main").get_by_role("button").click()
        assert "Ingen ved, hvem de skal spørge." in page.locator("main").inner_text()
        assert page.locator("h1").inner_text() == "Hvordan kan vi sige det ét sted?"
