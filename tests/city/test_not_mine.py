"""What is not one's business does not exist: another department's key, nobody, a portal (LED-3)."""

import json

import pytest
from hands import da
from plans import plan

WORD = "zzhemmelig"


@pytest.fixture(scope="module")
def hidden(town):
    """One of everything that is the municipality's own business so far, by its address."""
    persona = town.persona(f"{WORD} persona", publish=False)
    journey = town.consultant.post(
        "/api/journeys", plan([persona["id"]], 2, 4, 1) | {"title": da(f"{WORD} rejse")}
    )
    evidence = town.evidence(publish=False, text=da(f"{WORD} belæg"))
    insight = town.insight([evidence["id"]], publish=False, statement=da(f"{WORD} indsigt"))
    question = da(f"Hvordan kan vi {WORD}?")
    asked = town.opportunity([insight["id"]], publish=False, question=question)
    draft = town.initiative(publish=False, title=da(f"{WORD} initiativ"))
    idea = town.idea(f"{WORD} bidrag", publish=False)
    return {
        "personas": persona,
        "journeys": journey,
        "evidence": evidence,
        "insights": insight,
        "opportunities": asked,
        "initiatives": draft,
        "ideas": idea,
    }


@pytest.fixture(params=["nobody", "a portal", "another department"])
def stranger(request, town):
    if request.param == "another department":
        key = town.city.key(
            "read", "map", "steer", "commit", "moderate", role="leader", departments=("by",)
        )
        return type(town.anyone)(town.city.url, key)
    return town.anyone if request.param == "nobody" else town.portal


def test_it_is_not_there(town, hidden, stranger):
    for plural, thing in hidden.items():
        problem = stranger.no(404, "GET", f"/api/{plural}/{thing['id']}")
        assert WORD not in json.dumps(problem)


def test_lists_and_searches_do_not_know_it(hidden, stranger):
    for plural in hidden:
        for query in ({}, {"q": WORD}, {"limit": 100}):
            answer = stranger.ask("GET", f"/api/{plural}" + asked(query))
            assert answer.status in (200, 400), (plural, query, answer.body)
            if answer.status == 200:
                assert WORD not in answer.body.decode(), (plural, query)


def asked(query):
    return "?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else ""


def test_nothing_can_be_done_to_it(hidden, stranger):
    for plural, verb in (
        ("personas", "publish"),
        ("journeys", "validate"),
        ("evidence", "publish"),
        ("insights", "publish"),
        ("opportunities", "publish"),
        ("initiatives", "publish"),
        ("ideas", "publish"),
    ):
        path = f"/api/{plural}/{hidden[plural]['id']}"
        assert stranger.ask("POST", f"{path}/{verb}", {}).status in (401, 403, 404), path
        if plural != "ideas":
            answer = stranger.ask("PATCH", path, {}, edition=hidden[plural]["edition"])
            assert answer.status in (401, 403, 404, 405, 422), (path, answer.body)
            assert WORD not in answer.body.decode()


def test_parts_of_it_are_not_there_either(hidden, stranger):
    journey, draft = hidden["journeys"]["id"], hidden["initiatives"]["id"]
    for path in (
        f"/api/journeys/{journey}/handoffs",
        f"/api/journeys/{journey}/pins",
        f"/api/journeys/{journey}/map.svg",
        f"/api/journeys/{journey}/history",
        f"/api/opportunities/{hidden['opportunities']['id']}/origins",
        f"/api/initiatives/{draft}/trace",
        f"/api/initiatives/{draft}/history",
    ):
        assert stranger.ask("GET", path).status in (401, 403, 404), path


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_page_shows_it(hidden, stranger, language):
    for path in (
        "/journeys",
        f"/journeys/{hidden['journeys']['id']}",
        f"/journeys/{hidden['journeys']['id']}/findings",
        f"/personas/{hidden['personas']['id']}",
        f"/evidence/{hidden['evidence']['id']}",
        f"/insights/{hidden['insights']['id']}",
        "/opportunities",
        f"/opportunities/{hidden['opportunities']['id']}",
        "/initiatives",
        f"/initiatives/{hidden['initiatives']['id']}",
        f"/initiatives/{hidden['initiatives']['id']}/thread",
        f"/ideas/{hidden['ideas']['id']}/thread",
        "/processes",
        "/departments/kommune",
        "/offers",
    ):
        answer = stranger.ask("GET", f"{path}?lang={language}", Accept="text/html")
        assert answer.status in (200, 404), (path, answer.status)
        assert WORD not in answer.body.decode(), path


def test_no_form_shows_what_was_chosen_for_it_elsewhere(hidden, stranger):
    for path in (
        f"/insights/new?evidenceIds={hidden['evidence']['id']}",
        f"/opportunities/new?insightIds={hidden['insights']['id']}",
        "/journeys/new",
    ):
        answer = stranger.ask("GET", path, Accept="text/html")
        assert answer.status in (200, 401, 403), (path, answer.status)
        assert WORD not in answer.body.decode(), path


def test_the_stream_carries_none_of_its_words(town, hidden, listener):
    listens = listener()
    public = town.persona("Offentlig persona")
    listens.heard(public["id"], "dk.samskab.persona.published.v1", 20)
    answer = town.anyone.ask("GET", "/catalog")
    assert answer.status == 200
    assert WORD not in json.dumps(listens.events)


def test_its_own_department_sees_all_of_it(town, hidden):
    for plural, thing in hidden.items():
        who = town.moderator if plural == "ideas" else town.consultant
        assert WORD in json.dumps(who.get(f"/api/{plural}/{thing['id']}"))


def test_without_the_right_nothing_is_made(town, stranger):
    bodies = {
        "/api/personas": {"name": da("Amal"), "summary": da("Opdigtet.")},
        "/api/journeys": plan(["x"], 1, 1, 0),
        "/api/evidence": {"type": "observation", "text": da("Set.")},
    }
    if stranger.key and stranger is not town.portal and stranger.key != town.portal.key:
        return  # it has these rights, in its own department
    for path, body in bodies.items():
        assert stranger.ask("POST", path, body).status in (401, 403), path
