"""The forms in which a process is opened, changed, moved on and closed, without JavaScript."""

import dataclasses
import re

import pytest

from chassis.identity import NOBODY, Caller

LEADER = Caller(
    kind="person",
    subject="l1",
    role="leader",
    departments=("integration",),
    scopes=("read", "steer", "commit"),
)
SCHOOL = dataclasses.replace(LEADER, subject="l2", departments=("skole",))
NEW = "/processes/new"
GIVEN = {
    "title": "Godt på vej",
    "challenge": "Hvordan bliver vejen ind i byen kortere?",
    "type": "equal",
    "promise": "collaborate",
}


def da(text, *others):
    return [{"lang": "da", "text": text, "source": "original"}, *others]


def en(text):
    return {"lang": "en", "text": text, "source": "human"}


def hidden(page, name):
    return re.search(f'name="{name}" value="([^"]*)"', page)[1]


def page_of(ask, path, who=LEADER, status=200, lang="da"):
    answer = ask.get(f"{path}?lang={lang}", who)
    assert answer.status_code == status, answer.text
    return answer.text


def send(ask, path, page, status=303, who=LEADER, **fields):
    kept = {name: hidden(page, name) for name in ("once", "edition") if f'name="{name}"' in page}
    answer = ask.form(path, kept | fields, who)
    assert answer.status_code == status, answer.text
    return answer


def written(ask, page, path, status=303, **fields):
    return send(ask, path, page, status, **{"language": "da"} | GIVEN | fields)


def now(ask, id):
    return ask.get(f"/api/processes/{id}").json


@pytest.fixture
def town(ask):
    for id, name in (("integration", "Integration"), ("skole", "Skole")):
        ask.heard("department", id, names=da(name))
    return ask


def test_a_process_is_opened_with_goals_phases_and_departments(town):
    page = page_of(town, NEW)
    assert "Alle er ligeværdige, og resultatet er åbent" in page
    more = {"goals": "Et sundt liv\n\nFlere i arbejde", "targetGroups": "Nye i byen"}
    more |= {"more-1": "Vi lytter", "moreopens-1": "2026-03-01", "more-3": "Vi prøver"}
    more |= {"party-skole": "contributing", "languages": ["da", "ar"]}
    answer = written(town, page, NEW, promiseText="I er med hele vejen.", **more)
    process = now(town, answer.headers["Location"].rpartition("/")[2])
    assert process["title"] == da("Godt på vej")
    assert [each["title"] for each in process["goals"]] == [
        da("Et sundt liv"),
        da("Flere i arbejde"),
    ]
    assert [p["title"][0]["text"] for p in process["phases"]] == ["Vi lytter", "Vi prøver"]
    assert process["phases"][0]["opensOn"] == "2026-03-01"
    assert process["phase"] == process["phases"][0]["key"]
    assert [p["departmentId"] for p in process["parties"]] == ["integration", "skole"]
    assert (process["languages"], process["targetGroups"]) == (["da", "ar"], [da("Nye i byen")])
    again = written(town, page, NEW, promiseText="I er med hele vejen.", **more)
    assert again.headers["Location"] == answer.headers["Location"]


def test_what_was_typed_stays_when_something_is_wrong(town):
    page = page_of(town, NEW)
    first = {"more-1": "Vi lytter", "moreopens-1": "2026-03-02"}
    wrong = written(town, page, NEW, 422, challenge=" ", **first).text
    assert 'href="#field-challenge"' in wrong
    assert 'value="Vi lytter"' in wrong
    assert re.search(r'value="equal" checked', wrong)
    unnamed = written(town, page, NEW, 422, **{"morecloses-2": "2026-03-02"}).text
    assert 'href="#field-more-2"' in unnamed
    assert "Sig, hvad fasen hedder." in unnamed
    assert 'value="2026-03-02"' in unnamed


def made(ask, **more):
    phases = [
        {"key": "listen", "title": da("Vi lytter", en("We listen")), "opensOn": "2026-03-01"},
        {"key": "try", "title": da("Vi prøver")},
    ]
    goals = [{"title": da("Et sundt liv", en("A healthy life"))}]
    title = da("Godt på vej", en("Well on the way"))
    return ask.process(title=title, goals=goals, phases=phases, **more)


def same(process):
    """Return the fields of the sheet as they stand when nothing is changed."""
    goal = process["goals"][0]["id"]
    return {
        f"goal-{goal}": "Et sundt liv",
        "phase-listen": "Vi lytter",
        "opens-listen": "2026-03-01",
        "phase-try": "Vi prøver",
    }


def test_a_process_is_changed_and_what_is_left_alone_keeps_its_translations(town):
    process = made(town)
    path = f"/processes/{process['id']}/edit"
    page = page_of(town, path)
    for words in ("Et sundt liv", "Vi lytter", "2026-03-01", "Godt på vej"):
        assert f'value="{words}"' in page
    goal = process["goals"][0]["id"]
    changed = same(process) | {f"goal-{goal}": "Et godt liv", "more-1": "Vi lærer"}
    written(town, page, path, goals="Flere i arbejde", **changed)
    told = now(town, process["id"])
    assert told["title"] == process["title"]
    assert told["goals"][0] == {"id": goal, "title": da("Et godt liv", en("A healthy life"))}
    assert told["goals"][1]["title"] == da("Flere i arbejde")
    assert [p["key"] for p in told["phases"]][:2] == ["listen", "try"]
    assert told["phases"][0] == process["phases"][0]
    assert told["phases"][2]["title"] == da("Vi lærer")


def test_a_translation_is_changed_on_the_english_page(town):
    process = made(town)
    path = f"/processes/{process['id']}/edit"
    page = page_of(town, path, lang="en")
    assert 'value="Well on the way"' in page
    english = same(process) | {"phase-listen": "We listen", "title": "Off to a good start"}
    english[f"goal-{process['goals'][0]['id']}"] = "A healthy life"
    written(town, page, path, language="en", **english)
    told = now(town, process["id"])
    assert told["title"] == da("Godt på vej", en("Off to a good start"))
    assert told["challenge"] == process["challenge"]
    assert told["phases"] == process["phases"]


def test_goals_phases_and_departments_are_taken_out_by_emptying_them(town):
    process = made(town, parties=[{"departmentId": "skole"}])
    path = f"/processes/{process['id']}/edit"
    page = page_of(town, path)
    written(town, page, path, **{"phase-listen": "Vi lytter", "party-skole": ""})
    told = now(town, process["id"])
    assert (told["goals"], [p["key"] for p in told["phases"]]) == ([], ["listen"])
    assert [p["departmentId"] for p in told["parties"]] == ["integration"]


def test_the_phase_that_it_is_in_cannot_be_taken_out(town):
    process = made(town)
    path = f"/processes/{process['id']}/edit"
    refused = written(town, page_of(town, path), path, 422, **{"phase-try": "Vi prøver"}).text
    assert 'role="alert"' in refused
    assert 'value="Vi prøver"' in refused
    assert now(town, process["id"])["phases"] == process["phases"]


def test_two_who_change_at_once_lose_nothing(town):
    process = made(town)
    path = f"/processes/{process['id']}/edit"
    mine, other = page_of(town, path), page_of(town, path)
    written(town, other, path, **same(process) | {"title": "Den andens"})
    late = written(town, mine, path, 412, **same(process) | {"title": "Min egen"}).text
    assert 'value="Min egen"' in late
    assert now(town, process["id"])["title"][0]["text"] == "Den andens"


def test_another_phase_begins_by_button(town):
    process = made(town)
    path = f"/processes/{process['id']}"
    page = page_of(town, path)
    assert page.count("Begynd denne fase:") == 1
    assert "Begynd denne fase" not in page_of(town, path, NOBODY)
    send(town, f"{path}/phase", page, phase="try")
    assert now(town, process["id"])["phase"] == "try"
    late = send(town, f"{path}/phase", page.replace(hidden(page, "once"), "o2"), 412, phase="try")
    assert 'role="alert"' in late.text


def test_it_is_closed_after_it_was_told_what_that_means(town):
    process = made(town)
    path = f"/processes/{process['id']}"
    page = page_of(town, f"{path}/close")
    assert "det kan ikke åbnes igen" in page
    for _ in range(2):
        send(town, f"{path}/close", page)
    assert now(town, process["id"])["status"] == "closed"
    page = page_of(town, path)
    assert "Ret forløbet" not in page
    for form in ("edit", "close"):
        page_of(town, f"{path}/{form}", LEADER, 404)


def test_the_forms_are_for_the_department_that_leads_alone(town):
    process = made(town)
    for form in ("edit", "close"):
        path = f"/processes/{process['id']}/{form}"
        page_of(town, path, SCHOOL, 403)
        page_of(town, path, NOBODY, 401)
    page_of(town, NEW, NOBODY, 401)
    assert "/edit" not in page_of(town, f"/processes/{process['id']}", SCHOOL)
    assert NEW not in page_of(town, "/processes", NOBODY)
    assert NEW in page_of(town, "/processes", SCHOOL)
