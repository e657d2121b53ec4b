"""The pages on which evidence becomes an insight, insights a question, and personas are made."""

import dataclasses
import re

import pytest


def location(city, path, form, who=None):
    answer = city.ask.form(path, form, who or city.consultant, Accept="text/html")
    assert answer.status_code == 303, answer.text
    return answer.location


@pytest.fixture
def finding(city):
    """What stands in the form of an insight."""
    return {
        "evidenceIds": [city.quote["id"]],
        "statement": "Breve skræmmer.",
        "type": "pain",
        "severity": "4",
        "language": "da",
        "once": "a",
    }


def test_evidence_is_chosen_at_its_step_and_becomes_an_insight(city, finding):
    page = city.page(city.step, city.consultant)
    assert f'form="means" name="evidenceIds" value="{city.quote["id"]}"' in page
    address = f"/insights/new?evidenceIds={city.quote['id']}"
    page = city.page(address, city.consultant)
    assert re.search(rf'value="{city.quote["id"]}" checked', page)
    assert "Jeg forstod intet." in page
    made = location(city, address, finding)
    insight = city.there(made[1:])
    assert insight["stepIds"] == [city.letter]
    assert (insight["severity"], insight["status"]) == (4, "draft")
    shown = city.page(made, city.consultant)
    for words in ("Breve skræmmer.", "Jeg forstod intet.", "Jeg får et brev", "Kladde"):
        assert words in shown, words


def test_evidence_is_chosen_among_all_of_a_journey(city, ask):
    more = ask.evidence("Skolen ringede ikke.", stepIds=[city.school])
    ask.evidence("Noget helt andet.")
    page = city.page(f"/journeys/{city.id}/findings", city.consultant)
    for words in ("Jeg forstod intet.", "Skolen ringede ikke.", "2. <bdi"):
        assert words in page, words
    assert "Noget helt andet." not in page
    both = {"evidenceIds": [city.quote["id"], more["id"]], "statement": "Ingen taler sammen."}
    path = "/insights/new?" + "&".join(f"evidenceIds={id}" for id in both["evidenceIds"])
    assert city.page(path, city.consultant).count(" checked") == 2
    form = both | {"type": "pain", "language": "da"}
    assert city.there(location(city, path, form)[1:])["stepIds"] == [city.letter, city.school]


def test_an_insight_without_evidence_is_asked_for_it_and_its_words_stay(city, finding):
    path = f"/insights/new?evidenceIds={city.quote['id']}"
    del finding["evidenceIds"]
    page = city.send(path, finding, status=422)
    assert "Vælg det belæg, den bygger på." in page
    assert 'href="#field-evidenceIds"' in page
    assert "Breve skræmmer.</textarea>" in page
    assert "Vælg først belæg" in city.page("/insights/new", city.consultant)
    unknown = finding | {"evidenceIds": ["nowhere"]}
    assert 'href="#field-evidenceIds"' in city.send(path, unknown, status=422)


def test_an_insight_about_a_step_that_is_gone_names_the_others(city, ask, finding):
    stage = city.journey["stages"][1]["id"]
    both = ask.evidence("Ingen ringer.", stepIds=[city.letter, city.school])
    city.post(f"/api/journeys/{city.id}/stages/{stage}/remove")
    form = finding | {"evidenceIds": [both["id"]]}
    made = location(city, f"/insights/new?evidenceIds={both['id']}", form)
    assert city.there(made[1:])["stepIds"] == [city.letter]


def test_an_insight_is_published_and_retired_with_buttons(city):
    path = f"/insights/{city.insight['id']}"
    city.page(path, city.outsider, 404)
    city.send(f"{path}/publish", {"once": "a"})
    assert "Breve skræmmer." in city.page(path)
    page = city.send(f"{path}/publish", {"once": "b"}, status=409)
    assert "Kun et udkast kan offentliggøres" in page
    assert f'action="{path}/publish"' not in page
    assert "<form" not in re.search(r"<main.*</main>", city.page(path))[0]
    city.send(f"{path}/retire", {"once": "c"}, city.outsider, 403)
    city.send(f"{path}/retire", {"once": "c"})
    assert city.there(path[1:])["status"] == "retired"
    city.send(f"{path}/retire", {"once": "d"}, status=409)


def test_evidence_has_a_page_that_tells_where_it_led(city):
    path = f"/evidence/{city.quote['id']}"
    city.page(path, status=404)
    page = city.page(path, city.consultant)
    for words in ("Jeg forstod intet.", "Breve skræmmer.", "Jeg får et brev", "Integration"):
        assert words.lower() in page.lower(), words
    assert 'href="/ideas/bidrag"' in page
    city.send(f"{path}/publish", {"once": "a"})
    assert "Jeg forstod intet." in city.page(path)


def test_a_refused_publication_is_told_where_the_button_was(city, ask):
    few = ask.evidence("Tre er utrygge.", type="survey", n=3, stepIds=[city.letter])
    for path in (f"/evidence/{few['id']}", f"{city.step}/evidence/{few['id']}"):
        page = city.send(f"{path}/publish", {"once": path[-3:]}, status=409)
        assert "mindst 5 personer" in page
        assert "Tre er utrygge." in page
    city.send(f"/evidence/{few['id']}/publish", {"once": "x"}, city.outsider, 404)


def test_insights_lead_to_a_question(city):
    path = f"/opportunities/new?insightIds={city.insight['id']}"
    assert re.search(rf'value="{city.insight["id"]}" checked', city.page(path, city.consultant))
    form = {"insightIds": [city.insight["id"]], "language": "da", "impact": "5", "once": "a"}
    page = city.send(path, form | {"question": "Skriv klart"}, status=422)
    assert 'href="#field-question"' in page
    assert "Skriv klart</textarea>" in page
    made = location(city, path, form | {"question": "Hvordan kan vi skrive klart?"})
    question = city.there(made[1:])
    assert (question["stepIds"], question["impact"]) == ([city.letter], 5)
    assert "effort" not in question
    assert "Vælg først indsigter" in city.page("/opportunities/new", city.consultant)


def test_a_question_is_published_and_closed_with_buttons(city):
    path = f"/opportunities/{city.question['id']}"
    city.send(f"{path}/publish", {"once": "a"})
    assert "Hvordan kan vi" in city.page(path)
    assert "Kun et udkast" in city.send(f"{path}/publish", {"once": "b"}, status=409)
    city.send(f"{path}/close", {"once": "c"}, city.outsider, 403)
    city.send(f"{path}/close", {"once": "c"})
    assert city.there(path[1:])["status"] == "closed"
    city.send(f"{path}/close", {"once": "d"}, status=409)


def test_a_question_lists_the_initiatives_that_answer_it_stopped_ones_last(city):
    city.post(f"/api/opportunities/{city.question['id']}/publish")
    answers = {"opportunityIds": [city.question["id"]]}
    for id, title, status in (("a", "Mentor", "stopped"), ("b", "Klare breve", "testing")):
        told = answers | {"title": [{"lang": "da", "text": title}], "stepIds": [city.letter]}
        city.ask.hear("initiatives", "initiative", id, told, status)
    page = city.page(f"/opportunities/{city.question['id']}")
    assert page.index("Klare breve") < page.index("Mentor") < page.index("Stoppet")
    step = city.page(city.step, city.consultant)
    assert step.index("Klare breve") < step.index("Mentor") < step.index("Stoppet")
    picture = city.ask.get(f"/api/journeys/{city.id}/map.svg", city.consultant).text
    assert picture.index("Klare breve") < picture.index("Mentor")
    assert "Stoppet initiativ" in picture


def test_who_may_steer_is_led_to_propose_an_initiative(city):
    city.post(f"/api/opportunities/{city.question['id']}/publish")
    path = f"/opportunities/{city.question['id']}"
    leader = dataclasses.replace(city.consultant, role="leader", scopes=("read", "steer"))
    link = f'href="/initiatives/new?opportunity={city.question["id"]}"'
    assert link in city.page(path, leader)
    assert link not in city.page(path, city.consultant)
    city.post(f"/api/opportunities/{city.question['id']}/close")
    assert link not in city.page(path, leader)


PERSONA = {
    "name": "Den unge forsørger",
    "summary": "Kom for et år siden.",
    "goals": "- Et arbejde\n- En bolig\n",
    "languages": ["ar", "uk"],
    "language": "da",
    "once": "a",
}


def test_a_persona_is_described_and_published(city):
    assert "Beskriv aldrig en virkelig" in city.page("/personas/new", city.consultant)
    made = location(city, "/personas/new", PERSONA)
    persona = city.there(made[1:])
    assert [goal[0]["text"] for goal in persona["goals"]] == ["Et arbejde", "En bolig"]
    assert persona["languages"] == ["ar", "uk"]
    city.page(made, status=404)
    city.send(f"{made}/publish", {"once": "b"}, city.outsider, 404)
    city.send(f"{made}/publish", {"once": "b"})
    assert "Den unge forsørger" in city.page(made)
    assert "allerede" in city.send(f"{made}/publish", {"once": "c"}, status=409)


def test_a_persona_that_is_too_long_keeps_its_words(city):
    wrong = PERSONA | {"goals": f"Et arbejde\n{'x' * 501}", "name": ""}
    page = city.send("/personas/new", wrong, status=422)
    assert 'href="#field-name"' in page
    assert "Linje 2:" in page
    assert "Kom for et år siden.</textarea>" in page
    assert page.count(" checked") == 2


def test_what_is_learnt_is_written_by_those_who_may_map(city):
    for path in ("/insights/new", "/opportunities/new", "/personas/new"):
        city.page(path, city.nobody, 401)
        city.send(path, {"once": "x"}, city.nobody, 401)
    city.publish()
    for path in (city.step, f"/journeys/{city.id}/findings", f"/insights/{city.insight['id']}"):
        page = city.page(path)
        assert 'type="checkbox"' not in page, path
        assert "/new?" not in page, path
