"""With the keyboard alone: answering for a department, editing, saying yes, finding help."""

import re

import pytest
from hands import da, good, soon
from plans import steps_of


def reached(page, wanted, most=150):
    """Move with the tab key until the focus is on what is wanted."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted.count() and wanted.first.evaluate("it => it === document.activeElement"):
            return
    raise AssertionError(f"not reached with the keyboard: {wanted}")


def entered(page):
    """Press the enter key, and wait for the page that it leads to."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.fixture
def asked(town):
    """An initiative that asks a department to take part."""
    made = town.initiative(title=da("Lektiecafé"))
    its = town.commit(made, "kultur")
    return made, its


def of(page, made, name):
    """Return a button of the department's page that belongs to an initiative."""
    part = page.locator("article, li, section, tr, form").filter(
        has=page.locator(f"a[href*='{made['id']}'], [action*='{made['id']}']")
    )
    return part.last.get_by_role("button", name=name)


def test_a_leader_accepts_with_the_keyboard_alone(browsing, town, asked):
    made, _ = asked
    with browsing(role="leader", department="kultur", java_script_enabled=False) as page:
        page.goto("/departments/kultur")
        reached(page, of(page, made, re.compile("Accept")))
        entered(page)
    assert town.commitment(town.get(made), "kultur")["status"] == "accepted"


def test_a_leader_declines_with_a_reason_with_the_keyboard_alone(browsing, town, asked):
    made, its = asked
    with browsing(role="leader", department="kultur", java_script_enabled=False) as page:
        page.goto("/departments/kultur")
        no = page.locator(f"a[href*='{its['id']}'], form[action*='{its['id']}'] button").last
        reached(page, no)
        entered(page)
        reached(page, page.locator("[name=reason]"))
        page.keyboard.type("Vi har ikke lokaler.")
        reached(page, page.locator("main form button[type=submit]"))
        entered(page)
    its = town.commitment(town.get(made), "kultur")
    assert (its["status"], its["reason"][0]["text"]) == ("declined", "Vi har ikke lokaler.")


@pytest.mark.usefixtures("asked")
def test_who_is_not_of_the_department_sees_no_buttons(browsing):
    for who in ({}, {"role": "leader", "department": "sundhed"}):
        with browsing(**who) as page:
            page.goto("/departments/kultur")
            assert page.get_by_role("main").get_by_role("button").count() == 0
            assert page.get_by_text("Lektiecafé").first.is_visible()


def test_a_consultant_maps_a_workshop_with_the_keyboard_alone(browsing, town):
    outline = [f"Fase {n}\n" + "\n".join(f"- Trin {n}.{k}" for k in range(30)) for n in range(6)]
    with browsing(320, role="consultant", department="kommune", java_script_enabled=False) as page:
        page.goto("/journeys")
        reached(page, page.get_by_role("link", name="Kortlæg en brugerrejse"))
        entered(page)
        reached(page, page.locator("[name=title]"))
        page.keyboard.insert_text("Fra værksted til kort")
        reached(page, page.locator("[name=type]"))
        page.keyboard.press("Space")
        reached(page, page.locator("[name=outline]"))
        page.keyboard.insert_text("\n".join(outline))
        reached(page, page.get_by_role("main").get_by_role("button"))
        entered(page)
        for verb in ("Efterprøv", "Offentliggør"):
            reached(page, page.get_by_role("button", name=verb))
            entered(page)
        journey = town.anyone.get(f"/api/journeys/{page.url.rsplit('/', 1)[1]}")
    assert (journey["status"], journey["stepCount"]) == ("published", 180)


def test_a_consultant_edits_a_step_with_the_keyboard_alone(browsing, town):
    journey = town.journey()
    step = steps_of(journey)[0]
    with browsing(role="consultant", department="kommune", java_script_enabled=False) as page:
        page.goto(f"/journeys/{journey['id']}/steps/{step}")
        reached(page, page.get_by_role("link", name="Ret trinnet"))
        entered(page)
        reached(page, page.locator("main form [name=title]"))
        page.keyboard.press("Control+A")
        page.keyboard.type("Det første møde")
        reached(page, page.locator("main form button[type=submit]"))
        entered(page)
        assert page.get_by_text("Det første møde").first.is_visible()
    shown = town.consultant.get(f"/api/journeys/{journey['id']}")["stages"][0]["steps"][0]
    assert shown["title"][0]["text"] == "Det første møde"


def test_a_giver_says_yes_on_track_with_the_keyboard_alone(browsing, town):
    offer = town.offer("Følgeskab om tirsdagen")
    made = town.initiative()
    town.match(made, town.need(made), offer)
    town.asks(offer, "asked")
    with browsing(320, java_script_enabled=False) as page:
        page.goto("/track")
        reached(page, page.get_by_label("Din kode"))
        page.keyboard.type(offer["trackingCode"])
        entered(page)
        reached(page, page.get_by_role("button", name=re.compile("Ja|Bekræft")))
        entered(page)
        assert "Integrationsteamet" in page.locator("main").inner_text()
        assert offer["trackingCode"] not in page.url
    town.asks(offer, "confirmed")


def test_offers_are_searched_with_the_keyboard_alone(browsing, town):
    offer = town.offer("Jeg kører folk til stranden", languages=["uk"], area="Syd")
    soon(lambda: good(town.anyone.ask("GET", f"/api/offers/{offer['id']}")))
    with browsing(320, java_script_enabled=False) as page:
        page.goto("/offers")
        reached(page, page.locator("main form [name=q]"))
        page.keyboard.type("stranden")
        entered(page)
        assert "q=stranden" in page.url
        assert page.get_by_text("Jeg kører folk til stranden").first.is_visible()
        assert page.get_by_text("Jeg taler arabisk").count() == 0
