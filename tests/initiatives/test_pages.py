"""The pages of initiatives, without JavaScript, in both languages."""

import dataclasses
import re
from datetime import timedelta

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


def indicator(ask, made, **more):
    body = {
        "name": "Opkald om breve",
        "unit": "om ugen",
        "language": "da",
        "baseline": {"on": "2026-01-05", "value": 40, "n": 40},
        "target": {"on": "2027-01-05", "value": 10},
    }
    return ask.done(f"/api{at(made)}/indicators", body | more)["madeId"]


def test_the_list_counts_what_everyone_may_see_and_can_be_searched(ask):
    heard_departments(ask)
    ask.public(title="Sprogcafé")
    ask.public(title="Breve man forstår")
    ask.initiative(title="Venter endnu")
    page = page_of(ask, "/initiatives")
    assert "2 initiativer" in page
    assert "Venter endnu" not in page
    assert "Integration og Job" in page
    found = page_of(ask, "/initiatives?q=breve&status=&department=&process=")
    assert "Breve man forstår" in found
    assert "Sprogcafé" not in found
    assert "Intet fundet" in page_of(ask, "/initiatives?status=stopped")
    assert "3 initiativer" in page_of(ask, "/initiatives", LEADER)


def test_an_empty_list_says_what_to_do(ask):
    page = ask.get("/initiatives?lang=en").text
    assert "No initiative is public yet" in page
    assert 'href="/ideas"' in page


def test_what_is_overdue_comes_first_in_a_department_and_is_marked(ask):
    ask.public(title="Uden hast")
    late = ask.public(title="For sent")
    body = {"title": "Tre breve", "due": YESTERDAY.isoformat(), "language": "da"}
    ask.done(f"/api{at(late)}/milestones", body)
    page = page_of(ask, "/initiatives?department=integration")
    assert page.index("For sent") < page.index("Uden hast")
    assert "Én milepæl er overskredet" in page
    assert "Overskredet" in page_of(ask, at(late))


def test_an_initiative_that_is_not_for_the_reader_is_not_there(ask):
    made = ask.initiative(title="Internt udkast")
    for path in (at(made), at(made, "/thread")):
        assert "Internt udkast" in page_of(ask, path, LEADER)
        assert "Internt udkast" not in page_of(ask, path, HEALTH, 404)
        page_of(ask, path, NOBODY, 404)


def test_citizens_are_shown_no_buttons(ask):
    made = ask.public(commitments=SCHOOL_ASKED)
    ask.need(made)
    indicator(ask, made)
    for who in (NOBODY, READER, HEALTH):
        page = page_of(ask, at(made), who)
        assert 'method="post"' not in page.replace('method="post" action="/sign-out"', "")
        assert "/stop" not in page


def test_those_who_lead_it_publish_and_advance_by_button(ask):
    made = ask.initiative()
    page = page_of(ask, at(made), LEADER)
    assert "Ikke offentligt endnu" in page
    explained = page_of(ask, at(made, "/publish"), LEADER)
    assert "det kan ikke gøres hemmeligt igen" in explained
    press(ask, at(made, "/publish"), LEADER, explained)
    page = page_of(ask, at(made), LEADER)
    assert "Offentliggør" not in page
    page_of(ask, at(made, "/publish"), LEADER, 404)
    press(ask, at(made, "/prioritise"), LEADER, page)
    assert "Prioriteret" in page_of(ask, at(made))


def test_a_button_pressed_on_an_old_page_says_that_it_was_changed(ask):
    made = ask.initiative()
    page = page_of(ask, at(made), LEADER)
    change = {"title": "Et andet navn", "language": "da"}
    ask.patch(f"/api{at(made)}", change, LEADER, If_Match=f'"v{made["edition"]}"')
    answer = press(ask, at(made, "/publish"), LEADER, page, status=412)
    assert "Et andet navn" in answer.text
    assert 'role="alert"' in answer.text
    press(ask, at(made, "/publish"), LEADER, answer.text)


def test_pressing_twice_is_pressing_once(ask):
    made = ask.initiative()
    page = page_of(ask, at(made), LEADER)
    for _ in range(2):
        press(ask, at(made, "/publish"), LEADER, page)
    told = ask.service.store.history("initiative", made["id"])
    assert [each.fact["type"] for each in told].count("dk.samskab.initiative.published.v1") == 1


def test_a_button_that_is_not_yours_is_refused(ask):
    made = ask.public()
    press(ask, at(made, "/prioritise"), HEALTH, status=403)
    press(ask, at(made, "/prioritise"), NOBODY, status=401)
    assert page_of(ask, at(made, "/stop"), HEALTH, 403)
    assert page_of(ask, at(made, "/stop"), NOBODY, 401)


def test_it_is_stopped_with_a_reason_and_not_without(ask):
    made = ask.public()
    page = page_of(ask, at(made, "/stop"), LEADER)
    refused = press(ask, at(made, "/stop"), LEADER, page, 422, reason=" ", language="da")
    assert 'href="#field-reason"' in refused.text
    press(ask, at(made, "/stop"), LEADER, page, reason="Pengene slap op.", language="da")
    shown = page_of(ask, at(made))
    assert "Stoppet" in shown
    assert "Pengene slap op." in shown
    page_of(ask, at(made, "/stop"), LEADER, 404)


def test_decisions_of_one_day_stand_in_one_line_with_their_reasons(ask):
    made = ask.approved()
    for verb, why in (("test", ""), ("implement", "Det virkede.")):
        ask.done(f"/api{at(made)}/{verb}", {"why": why, "language": "da"} if why else None)
    for path in (at(made), at(made, "/thread")):
        page = page_of(ask, path)
        part = page[page.rindex("Beslutninger") :]
        line = re.sub(r"<[^>]+>|\s+", " ", re.search(r"thread-what.*?</p>", part, re.S)[0])
        assert re.findall("Foreslået|Godkendt|Afprøves|Indføres", line), line
        assert part.count('class="thread-what"') == 1
        assert "Det virkede." in part


def test_a_form_sent_twice_is_sent_once(ask):
    made = ask.public()
    path = at(made, "/stop")
    page = page_of(ask, path, LEADER)
    for _ in range(2):
        press(ask, path, LEADER, page, reason="Pengene slap op.", language="da")
    assert page_of(ask, at(made)).count("Pengene slap op.") == 1


def test_words_that_are_left_alone_keep_their_translations(ask):
    title = [{"lang": "da", "text": "Sprogcafé"}, {"lang": "en", "text": "Language café"}]
    made = ask.initiative(title=title, problem="Gammelt")
    path = at(made, "/edit")
    page = page_of(ask, path, LEADER)
    assert 'value="Sprogcafé"' in page
    given = {"title": "Sprogcafé", "problem": "Nyt", "contact": "Kontoret", "language": "da"}
    press(ask, path, LEADER, page, **given)
    now_said = ask.get(f"/api{at(made)}", LEADER).json
    assert [t["lang"] for t in now_said["title"]] == ["da", "en"]
    assert now_said["problem"][0]["text"] == "Nyt"


def test_two_who_edit_at_once_lose_nothing(ask):
    made = ask.initiative()
    path = at(made, "/edit")
    mine, other = page_of(ask, path, LEADER), page_of(ask, path, LEADER)
    press(ask, path, LEADER, other, title="Den andens", language="da")
    late = press(ask, path, LEADER, mine, 412, title="Min egen", language="da")
    assert 'value="Min egen"' in late.text
    assert ask.get(f"/api{at(made)}", LEADER).json["title"][0]["text"] == "Den andens"
    press(ask, path, LEADER, late.text, title="Min egen", language="da")


def test_a_process_shows_its_promise_phases_and_initiatives(ask):
    heard_departments(ask)
    phases = [{"key": "a", "title": "Vi lytter", "language": "da"}]
    goals = [{"title": "Et sundt liv", "language": "da"}]
    process = ask.process(phases=phases, goals=goals)
    ask.public(processId=process["id"])
    page = page_of(ask, f"/processes/{process['id']}")
    for words in ("Vi finder løsningen sammen med jer", "Vi lytter", "Et sundt liv", "Sprogcafé"):
        assert words in page
    assert f"/journeys?process={process['id']}" in page
    assert "Godt på vej" in page_of(ask, "/processes")


def test_without_a_process_there_is_something_else_to_do(ask):
    assert 'href="/ideas/new"' in page_of(ask, "/processes")
