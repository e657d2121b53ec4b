"""The pages of departments: what waits for them, and their yes and no."""

import dataclasses
import re
from datetime import timedelta

import pytest

from chassis.clock import day, now
from chassis.identity import NOBODY, Caller

LEADER = Caller(
    kind="person",
    subject="l1",
    role="leader",
    departments=("integration",),
    scopes=("read", "steer", "commit"),
)
SCHOOL = dataclasses.replace(LEADER, subject="l2", departments=("skole",))
HEALTH = dataclasses.replace(LEADER, subject="l4", departments=("sundhed",))
READER = dataclasses.replace(SCHOOL, subject="r1", scopes=("read",))
YESTERDAY = day(now()) - timedelta(days=1)
SCHOOL_ASKED = [{"departmentId": "skole", "what": "Prøver brevene.", "language": "da"}]


def hidden(page, name):
    return re.search(f'name="{name}" value="([^"]*)"', page)[1]


def at(made, rest=""):
    return f"/initiatives/{made['id']}{rest}"


def of(made, department):
    return next(c["id"] for c in made["commitments"] if c["departmentId"] == department)


def heard_departments(ask):
    for id, name in (("integration", "Integration og Job"), ("skole", "Skole og Dagtilbud")):
        ask.heard("department", id, names=[{"lang": "da", "text": name, "source": "original"}])


def page_of(ask, path, who=NOBODY, status=200):
    answer = ask.get(f"{path}{'&' if '?' in path else '?'}lang=da", who)
    assert answer.status_code == status, answer.text
    return answer.text


def press(ask, path, who, page="", status=303, **fields):
    kept = {name: hidden(page, name) for name in ("once", "edition") if page and name in page}
    answer = ask.form(path, {"once": "o1"} | kept | fields, who)
    assert answer.status_code == status, answer.text
    return answer


def test_a_department_says_yes_by_button_on_its_own_page(ask):
    heard_departments(ask)
    made = ask.answered(ask.public(commitments=SCHOOL_ASKED), "accept", LEADER)
    page = page_of(ask, "/departments/skole", SCHOOL)
    assert "Ét venter på dens svar." in page
    assert "Accepter" in page
    path = at(made, f"/commitments/{of(made, 'skole')}/accept")
    answer = press(ask, path, SCHOOL, page, back="skole")
    assert answer.headers["Location"] == "/departments/skole"
    page = page_of(ask, "/departments/skole", SCHOOL)
    assert "Accepter" not in page
    assert "Godkendt" in page
    assert "Prøver brevene." in page


@pytest.mark.parametrize("who", [NOBODY, READER, LEADER, HEALTH])
def test_who_may_not_answer_for_a_department_sees_no_buttons(ask, who):
    heard_departments(ask)
    made = ask.public(commitments=SCHOOL_ASKED)
    page = page_of(ask, "/departments/skole", who)
    assert "Sprogcafé" in page
    assert "Accepter" not in page
    assert "Afvis" not in page
    path = at(made, f"/commitments/{of(made, 'skole')}/decline")
    assert ask.get(path, who).status_code in (401, 403, 404)


def test_no_needs_a_reason_and_what_was_typed_stays(ask):
    made = ask.public(commitments=SCHOOL_ASKED)
    path = at(made, f"/commitments/{of(made, 'skole')}/decline")
    page = page_of(ask, path, SCHOOL)
    wrong = press(ask, path, SCHOOL, page, 422, reason="Nej. 251248-9996", language="da")
    assert "Nej." in wrong.text
    assert "251248" not in wrong.text
    press(ask, path, SCHOOL, page, reason="Vi har ingen folk.", language="da")
    assert "Vi har ingen folk." in page_of(ask, at(made))
    page_of(ask, path, SCHOOL, 403)


def test_only_its_own_milestones_are_counted_as_a_departments_overdue(ask):
    heard_departments(ask)
    asked = {"departmentId": "sundhed"}
    calm = ask.public(title="Uden hast", commitments=[asked])
    late = ask.public(title="For sent", commitments=[*SCHOOL_ASKED, asked])
    for made, who in ((calm, HEALTH), (late, HEALTH), (late, SCHOOL)):
        ask.answered(made, "accept", who)
    body = {"title": "Tre breve", "due": YESTERDAY.isoformat(), "language": "da"}
    ask.done(f"/api{at(late)}/milestones", body | {"departmentId": "skole"})
    theirs = page_of(ask, "/departments/sundhed")
    assert "Den er med i 2 initiativer.</p>" in theirs
    assert re.search(r"Hører til\s*<bdi[^>]*>Skole og Dagtilbud", theirs)
    assert theirs.index("For sent") < theirs.index("Uden hast")
    own = page_of(ask, "/departments/skole")
    assert "Den er med i ét initiativ. Én milepæl er overskredet.</p>" in own
    assert "Hører til" not in own
    assert "initiative. One milestone" in ask.get("/departments/skole?lang=en").text


def test_the_departments_are_listed_with_what_waits_for_them_ones_own_first(ask):
    heard_departments(ask)
    ask.public(commitments=SCHOOL_ASKED)
    page = page_of(ask, "/departments", SCHOOL)
    assert page.index('href="/departments/skole"') < page.index('href="/departments/integration"')
    assert page.count("Ét venter på dens svar") == 2
    assert page.count("Jeres") == 1
    assert "Jeres" not in page_of(ask, "/departments")
    assert "Ingen afdeling er kendt endnu" not in page


def test_who_is_signed_in_finds_their_department_from_the_list(ask):
    heard_departments(ask)
    ask.public(commitments=SCHOOL_ASKED)
    page = page_of(ask, "/initiatives", SCHOOL)
    assert re.search(r'href="/departments/skole">\s*<bdi[^>]*>Skole[^<]*</bdi>: ét venter', page)
    assert 'href="/initiatives/new"' in page
    for who in (NOBODY, READER):
        assert 'href="/initiatives/new"' not in page_of(ask, "/initiatives", who)


def test_those_who_lead_go_on_without_a_department_that_said_no(ask):
    made = ask.public(commitments=SCHOOL_ASKED)
    ask.answered(made, "accept", LEADER)
    assert "Gå videre uden" not in page_of(ask, at(made), LEADER)
    ask.answered(made, "decline", SCHOOL, reason="Ingen folk.", language="da")
    page = page_of(ask, at(made), LEADER)
    assert "Gå videre uden dem, der sagde nej" in page
    press(ask, at(made, "/approve"), LEADER, page)
    assert "Godkendt" in page_of(ask, at(made))


def test_a_department_that_nobody_knows_is_not_there(ask):
    page_of(ask, "/departments/nowhere", status=404)


def test_a_way_back_leads_only_to_departments(ask):
    made = ask.public(commitments=SCHOOL_ASKED)
    path = at(made, f"/commitments/{of(made, 'skole')}/accept")
    press(ask, path, SCHOOL, status=422, back="//evil.example")
