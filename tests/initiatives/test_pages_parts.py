"""The parts of an initiative on its page: milestones, indicators, and help."""

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
TOMORROW = day(now()) + timedelta(days=1)


def hidden(page, name):
    return re.search(f'name="{name}" value="([^"]*)"', page)[1]


def at(made, rest=""):
    return f"/initiatives/{made['id']}{rest}"


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


def test_a_milestone_is_set_and_reached_by_those_who_carry_it_out(ask):
    made = ask.approved()
    path = at(made, "/milestones/new")
    page = page_of(ask, path, LEADER)
    given = {"title": "Tre breve", "due": TOMORROW.isoformat(), "language": "da"}
    press(ask, path, LEADER, page, **given)
    page = page_of(ask, at(made), LEADER)
    reach = re.search(r'action="([^"]*/reach)"', page)[1]
    press(ask, reach, LEADER, page)
    assert "Nået" in page_of(ask, at(made))


def test_a_measurement_is_written_with_a_comma_and_drawn(ask):
    made = ask.approved()
    path = at(made, f"/indicators/{indicator(ask, made)}/measure")
    page = page_of(ask, path, LEADER)
    wrong = press(ask, path, LEADER, page, 422, on="2026-03-01", value="mange", language="da")
    assert 'value="mange"' in wrong.text
    assert "Skriv et tal" in wrong.text
    early = press(ask, path, LEADER, page, 422, on="2025-01-01", value="31", language="da")
    assert 'href="#field-on"' in early.text
    press(ask, path, LEADER, page, on="2026-03-01", value="31,5", n="31", language="da")
    shown = page_of(ask, at(made))
    assert "31,5" in shown
    assert 'role="img"' in shown


def test_what_few_are_behind_is_shown_inside_alone(ask):
    made = ask.approved()
    id = indicator(ask, made)
    body = {"on": "2026-03-01", "value": 77, "n": 3}
    ask.done(f"/api{at(made)}/indicators/{id}/measurements", body)
    assert "77" in page_of(ask, at(made), LEADER)
    for path in (at(made), at(made, "/thread")):
        assert "77" not in re.sub(r'id="[^"]*"|href="[^"]*"|value="[^"]*"', "", _main(ask, path))
        assert "færre end fem personer: vises ikke" in page_of(ask, path)


def _main(ask, path):
    page = page_of(ask, path)
    shown = page[page.index("<main") :]
    return re.sub(r"<svg.*?</svg>|[0-9a-f]{8}-[0-9a-f-]{27}", "", shown, flags=re.S)


def test_an_offer_that_suits_is_suggested_with_the_reason_and_asked_by_button(ask):
    made = ask.approved()
    need = ask.need(made, languages=["ar"], times=["tuesday_evening"])
    ask.offer("o1", languages=["ar"], times=["tuesday_evening"], resourceType="language")
    assert "Tilbud, der passer" not in page_of(ask, at(made))
    page = page_of(ask, at(made), LEADER)
    assert "Taler: arabisk" in page
    assert "Tirsdag aften" in page
    press(ask, at(made, "/matches"), LEADER, needId=need, ideaId="o1")
    assert "Spørgsmålet er på vej" in page_of(ask, at(made))


def test_help_is_counted_and_thanked_for_once_its_giver_said_yes(ask):
    made = ask.approved()
    need = ask.need(made, languages=["ar"])
    ask.offer("o1", languages=["ar"])
    body = {"needId": need, "ideaId": "o1"}
    match = ask.done(f"/api{at(made)}/matches", body)["madeId"]
    path = at(made, f"/matches/{match}/use")
    page = page_of(ask, path, LEADER)
    given = {"amount": "2,5", "unit": "hours", "thanks": "Tusind tak!", "language": "da"}
    early = press(ask, path, LEADER, page, 409, **given)
    assert "Tusind tak!" in early.text
    said = {"id": match, "initiativeId": made["id"], "needId": need, "status": "confirmed"}
    ask.offer("o1", asks=[said], status="confirmed", languages=["ar"])
    press(ask, path, LEADER, early.text, **given)
    page = page_of(ask, at(made))
    assert "2,5 timer" in page
    assert "Tusind tak!" in page
