"""The forms in which initiatives are proposed and planned, without JavaScript."""

import dataclasses
import re

import pytest

from chassis.identity import NOBODY, Caller
from initiatives.pages.fields import named

LEADER = Caller(
    kind="person",
    subject="l1",
    role="leader",
    departments=("integration",),
    scopes=("read", "steer", "commit"),
)
BOTH = dataclasses.replace(LEADER, departments=("integration", "kultur"))
SCHOOL = dataclasses.replace(LEADER, subject="l2", departments=("skole",))
READER = dataclasses.replace(LEADER, subject="r1", scopes=("read",))
NEW = "/initiatives/new"


def da(text):
    return [{"lang": "da", "text": text, "source": "original"}]


def hidden(page, name):
    return re.search(f'name="{name}" value="([^"]*)"', page)[1]


def ticked(page, name):
    return re.findall(rf'name="{name}" value="([^"]*)" checked', page)


def page_of(ask, path, who=LEADER, status=200):
    answer = ask.get(f"{path}{'&' if '?' in path else '?'}lang=da", who)
    assert answer.status_code == status, answer.text
    return answer.text


def send(ask, path, page, status=303, who=LEADER, **fields):
    kept = {name: hidden(page, name) for name in ("once", "edition") if f'name="{name}"' in page}
    answer = ask.form(path, kept | {"language": "da"} | fields, who)
    assert answer.status_code == status, answer.text
    return answer


def now(ask, made, who=LEADER):
    return ask.get(f"/api/initiatives/{made['id']}", who).json


@pytest.fixture
def town(ask):
    names = (("integration", "Integration"), ("skole", "Skole"), ("kultur", "Kultur"))
    for id, name in names:
        ask.heard("department", id, names=da(name))
    ask.heard("idea", "d1", kind="idea", title=da("Breve man forstår"), body=da("Skriv kort."))
    ask.heard("opportunity", "o1", question=da("Hvordan kan vi skrive?"))
    steps = [{"id": "s1", "title": da("Det første brev")}]
    ask.heard("journey", "j1", title=da("Rejsen"), stages=[{"id": "g", "steps": steps}])
    return ask


@pytest.mark.parametrize(
    ("said", "id"),
    [
        ("d1", "d1"),
        ("/ideas/d1", "d1"),
        ("https://by.dk/ideas/d1/", "d1"),
        ("https://by.dk/ideas/d1?lang=da#main", "d1"),
        ("https://by.dk/ideas/d1/thread", "d1"),
        ("https://by.dk/opportunities/o1", None),
        ("https://by.dk", None),
    ],
)
def test_a_thing_is_named_by_its_id_or_the_address_of_its_page(said, id):
    assert named("idea", said) == id


def test_an_initiative_is_proposed_from_a_question_and_asks_departments(town):
    page = page_of(town, f"{NEW}?opportunity=o1&idea=d1")
    assert "Hvordan kan vi skrive?" in page
    assert 'href="/ideas/d1"' in page
    asked = {"ask-skole": "contributing", "what-skole": "Prøver brevene", "ask-kultur": "informed"}
    given = {"title": "Klare breve", "problem": "Breve er svære.", "opportunity": "o1", **asked}
    given |= {"idea": "https://by.dk/ideas/d1\nd2", "step": "/journeys/j1/steps/s1"}
    answer = send(town, NEW, page, **given)
    made = town.get(f"/api{answer.headers['Location']}", LEADER).json
    assert made["title"] == da("Klare breve")
    assert made["visibility"] == "department"
    assert (made["opportunityIds"], made["ideaIds"]) == (["o1"], ["d1", "d2"])
    assert made["stepIds"] == ["s1"]
    roles = {c["departmentId"]: c["role"] for c in made["commitments"]}
    assert roles == {"integration": "lead", "skole": "contributing", "kultur": "informed"}
    school = next(c for c in made["commitments"] if c["departmentId"] == "skole")
    assert school["what"] == da("Prøver brevene")
    again = send(town, NEW, page, **given)
    assert again.headers["Location"] == answer.headers["Location"]


def test_what_was_typed_stays_when_something_is_missing(town):
    page = page_of(town, NEW)
    given = {"problem": "Breve er svære.", "ask-skole": "informed", "what-kultur": "Et lokale"}
    wrong = send(town, NEW, page, 422, **given).text
    assert 'href="#field-title"' in wrong
    assert "Breve er svære." in wrong
    assert '<option value="informed" selected>' in wrong
    assert 'value="Et lokale"' in wrong
    wrong = send(town, NEW, page, 422, title="Klare breve", **given).text
    assert 'href="#field-ask-kultur"' in wrong
    assert "Sig, om Kultur skal spørges." in wrong
    wrong = send(town, NEW, page, 422, title="Klare breve", idea="https://by.dk/offers").text
    assert 'href="#field-idea"' in wrong


def test_who_works_in_two_departments_says_which_leads(town):
    assert 'name="departmentId"' not in page_of(town, NEW)
    page = page_of(town, NEW, BOTH)
    asked = {"ask-kultur": "contributing", "ask-integration": "contributing"}
    given = {"title": "Klare breve", "departmentId": "kultur"} | asked
    answer = send(town, NEW, page, who=BOTH, **given)
    made = town.get(f"/api{answer.headers['Location']}", BOTH).json
    assert made["ownerDepartmentId"] == "kultur"
    roles = {c["departmentId"]: c["role"] for c in made["commitments"]}
    assert roles == {"kultur": "lead", "integration": "contributing"}


def test_it_is_proposed_in_a_process_that_is_open(town):
    process, over = town.process(), town.process(title="Forbi")
    town.done(f"/api/processes/{over['id']}/close")
    page = page_of(town, f"{NEW}?processId={process['id']}")
    assert re.search(f'value="{process["id"]}" selected', page)
    assert "Forbi" not in page
    answer = send(town, NEW, page, title="Klare breve", processId=process["id"])
    assert town.get(f"/api{answer.headers['Location']}", LEADER).json["processId"] == process["id"]


@pytest.mark.parametrize(("who", "status"), [(NOBODY, 401), (READER, 403)])
def test_nothing_is_proposed_by_those_who_may_not(town, who, status):
    page_of(town, NEW, who, status)
    assert town.form(NEW, {"title": "Nej", "language": "da"}, who).status_code == status


def test_another_department_is_asked(town):
    made = town.initiative()
    path = f"/initiatives/{made['id']}/commitments/new"
    page = page_of(town, path)
    assert 'value="integration"' not in page
    given = {"departmentId": "skole", "role": "contributing", "what": "Prøver brevene"}
    send(town, path, page, **given)
    asked = now(town, made)["commitments"][-1]
    assert (asked["departmentId"], asked["what"]) == ("skole", da("Prøver brevene"))
    twice = send(town, path, page_of(town, path), 422, **given).text
    assert 'href="#field-departmentId"' in twice
    assert "Prøver brevene" in twice


def test_a_need_is_stated_with_languages_and_the_part_of_the_week(town):
    made = town.initiative()
    path = f"/initiatives/{made['id']}/needs/new"
    page = page_of(town, path)
    given = {"resourceType": "language", "languages": ["ar", "uk"], "times": ["tuesday_evening"]}
    wrong = send(town, path, page, 422, **given).text
    assert ticked(wrong, "languages") == ["ar", "uk"]
    assert ticked(wrong, "times") == ["tuesday_evening"]
    send(town, path, page, title="En der taler arabisk", area="Gellerup", **given)
    (need,) = now(town, made)["needs"]
    assert need["title"] == da("En der taler arabisk")
    assert (need["languages"], need["times"]) == (["ar", "uk"], ["tuesday_evening"])
    assert need["area"] == "Gellerup"


def test_an_indicator_is_set_with_where_it_began_and_the_goal(town):
    made = town.initiative(stepIds=["s1"], ideaIds=["d1"])
    path = f"/initiatives/{made['id']}/indicators/new"
    page = page_of(town, path)
    assert "Det første brev" in page
    assert "Breve man forstår" in page
    given = {"name": "Opkald om breve", "unit": "om ugen", "level": "outcome"}
    given |= {"direction": "down", "baselineOn": "2026-01-05", "baselineValue": "40,5"}
    given |= {"baselineN": "40", "stepIds": "s1", "ideaIds": "d1", "source": "Telefonen"}
    early = send(town, path, page, 422, **given, targetOn="2025-01-05", targetValue="10").text
    assert 'href="#field-targetOn"' in early
    assert ticked(early, "stepIds") == ["s1"]
    assert 'value="40,5"' in early
    send(town, path, page, **given, targetOn="2027-01-05", targetValue="10")
    (indicator,) = now(town, made)["indicators"]
    began, goal = indicator["baseline"], indicator["target"]
    assert (began["on"], began["value"], began["n"]) == ("2026-01-05", 40.5, 40)
    assert (goal["on"], goal["value"]) == ("2027-01-05", 10.0)
    assert (indicator["stepIds"], indicator["ideaIds"]) == (["s1"], ["d1"])
    assert indicator["direction"] == "down"


def test_ties_are_added_by_a_pasted_address_and_taken_away_by_a_tick(town):
    process = town.process(goals=[{"title": "Et sundt liv", "language": "da"}])
    made = town.initiative(processId=process["id"], ideaIds=["d1", "d9"])
    path = f"/initiatives/{made['id']}/links"
    page = page_of(town, path)
    assert "Ikke offentligt (d9)" in page
    assert ticked(page, "ideaIds") == ["d1", "d9"]
    goal = process["goals"][0]["id"]
    given = {"ideaIds": "d1", "opportunity": "https://by.dk/opportunities/o1", "goalIds": goal}
    wrong = send(town, path, page, 422, **given, step="et andet sted!").text
    assert "https://by.dk/opportunities/o1" in wrong
    assert ticked(wrong, "ideaIds") == ["d1"]
    send(town, path, page, **given, step="/journeys/j1/steps/s1")
    tied = now(town, made)
    assert (tied["ideaIds"], tied["opportunityIds"]) == (["d1"], ["o1"])
    assert (tied["stepIds"], tied["goalIds"]) == (["s1"], [goal])
    send(town, path, page_of(town, path))
    assert now(town, made)["ideaIds"] == []


def test_two_who_tie_at_once_lose_nothing(town):
    made = town.initiative()
    path = f"/initiatives/{made['id']}/links"
    mine, other = page_of(town, path), page_of(town, path)
    send(town, path, other, idea="d2")
    late = send(town, path, mine, 412, idea="d1").text
    assert "d1</textarea>" in late
    assert now(town, made)["ideaIds"] == ["d2"]


@pytest.mark.parametrize("form", ["commitments/new", "needs/new", "links", "publish", "edit"])
def test_the_forms_are_for_those_who_steer_it_alone(town, form):
    made = town.initiative(commitments=[{"departmentId": "skole"}])
    path = f"/initiatives/{made['id']}/{form}"
    page_of(town, path, SCHOOL, 403)
    page_of(town, path, NOBODY, 404)


def test_nothing_is_planned_for_what_was_stopped(town):
    made = town.public()
    reason = {"reason": "Pengene slap op.", "language": "da"}
    town.done(f"/api/initiatives/{made['id']}/stop", reason)
    for form in ("commitments/new", "needs/new", "links", "indicators/new", "publish"):
        page_of(town, f"/initiatives/{made['id']}/{form}", LEADER, 404)


def test_words_changed_in_one_language_stay_in_the_others(town):
    both = [*da("Klare breve"), {"lang": "en", "text": "Clear letters", "source": "human"}]
    made = town.initiative(title=both, solution="Vi skriver om.")
    path = f"/initiatives/{made['id']}/edit"
    page = page_of(town, path)
    send(town, path, page, title="Helt klare breve", contact="Kontoret")
    told = now(town, made)
    assert [t["text"] for t in told["title"]] == ["Helt klare breve", "Clear letters"]
    assert told["solution"] == []
