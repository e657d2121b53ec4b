"""The pages of journeys, asked for as a browser asks."""

import dataclasses
import json
import re

from chassis.changes import Text, TextSource
from chassis.identity import NOBODY, Caller
from chassis.pages.merging import said_anew
from journeys.pages.pinning import idea_named

CONSULTANT = Caller(
    kind="person",
    subject="c1",
    role="consultant",
    departments=("integration",),
    scopes=("read", "map"),
)
COLLEAGUE = dataclasses.replace(CONSULTANT, subject="c2")
OUTSIDER = dataclasses.replace(CONSULTANT, subject="c3", departments=("by",))
HTML = "text/html,application/xhtml+xml,*/*;q=0.8"


def texts(**by_language):
    return [{"lang": lang, "text": text} for lang, text in by_language.items()]


def test_an_empty_list_says_what_to_do(ask):
    answer = ask.get("/journeys", Accept=HTML)
    assert "Ingen brugerrejse er kortlagt endnu" in answer.text
    assert "Intet fundet" in ask.get("/journeys?q=zebra", Accept=HTML).text
    assert "Intet spørgsmål er stillet endnu" in ask.get("/opportunities", Accept=HTML).text


def test_a_draft_is_seen_by_its_department_alone(city):
    assert "Ny i byen" not in city.page("/journeys")
    assert "Ny i byen" in city.page("/journeys", CONSULTANT)
    for path in (f"/journeys/{city.id}", city.step, f"/opportunities/{city.question['id']}"):
        city.page(path, status=404)
        city.page(path, CONSULTANT)


def test_the_list_is_searched_by_type_persona_and_words(city):
    city.publish()
    found = ("", "?q=byen", "?type=as_is", f"?persona={city.persona['id']}", "?status=published&q=")
    for query in found:
        assert "Ny i byen" in city.page(f"/journeys{query}"), query
    for query in ("?q=zebra", "?type=to_be", "?persona=nobody"):
        assert "Ny i byen" not in city.page(f"/journeys{query}"), query


def test_a_journey_is_a_map_and_the_same_as_a_table(city):
    city.hear_neighbours()
    city.publish()
    page = city.page(f"/journeys/{city.id}")
    before, picture, after = re.split(r"(<svg xmlns.*?</svg>)", page)
    table = before + after
    shown = (
        "Ny i byen",
        "Ankomst",
        "At lande",
        "2 uger",
        "Jeg får et brev",
        "Åbner det",
        "Hvad mon det er?",
        "Brevet",
        "Brev",
        "Skabelonen rettes",
        "Integration og Job",
        "Skole og Dagtilbud",
        "Samira",
        "−2",
        "21 dage",
        "Hvad børnene kan",
        "De begynder forfra",
        "Breve til at forstå",
        "Sandhedens øjeblik",
        "Noget belæg",
        "Oplevelse",
    )
    for words in shown:
        assert words in picture, words
        assert words in table, words
    assert "Mellem afdelinger" in table
    assert f'href="/journeys/{city.id}/steps/{city.letter}"' in table
    assert f'href="/api/journeys/{city.id}/map.svg?lang=da" download' in table


def test_the_words_of_a_journey_are_read_in_any_of_its_languages(city):
    city.publish()
    page = city.page(f"/journeys/{city.id}?text=ar", Accept_Language="en")
    assert '<html lang="en" dir="ltr"' in page
    assert 'aria-labelledby="map-title map-desc" lang="ar"' in page
    assert '<bdi lang="ar" dir="auto">أتلقى رسالة</bdi>' in page
    assert 'href="?text=da"' in page


def test_a_map_can_show_one_persona_alone(city):
    other = city.ask.persona("Idris")
    journey = {"title": texts(da="To på vej"), "personaIds": [city.persona["id"], other["id"]]}
    felt = [{"personaId": id, "value": 1, "source": "observed"} for id in journey["personaIds"]]
    stages = [{"title": "Ankomst", "steps": [{"title": "Venter", "feelings": felt}]}]
    path = f"/journeys/{city.ask.journey(stages, **journey)['id']}"
    both, alone = (city.page(f"{path}{q}", CONSULTANT) for q in ("", f"?persona={other['id']}"))
    assert "1. Samira: +1 (Fortalt eller set)" in both
    assert "1. Samira: +1" not in alone
    assert "1. Idris: +1" in alone
    assert f'<a href="?persona={other["id"]}" aria-current="true">' in alone
    assert "1. Samira: +1" in city.page(f"{path}?persona=nobody", CONSULTANT)


def test_a_wide_map_is_large_enough_to_read_or_seen_whole(ask):
    steps = [{"title": f"Trin {n}"} for n in range(20)]
    path = f"/journeys/{ask.journey([{'title': 'Ankomst', 'steps': steps}])['id']}"
    large, whole = (
        ask.get(f"{path}{q}", CONSULTANT, Accept=HTML).text for q in ("?view=large", "")
    )
    assert 'class="map" role="region" tabindex="0"' in large
    assert 'href="?view=large#map-heading"' in whole
    assert 'class="map whole"' in whole


def test_a_step_shows_what_is_known_of_it(city):
    city.hear_neighbours()
    city.publish()
    page = city.page(city.step)
    for words in ("Jeg forstod intet.", "Breve skræmmer.", "Hvordan kan vi skrive", "Brevet</bdi>"):
        assert words in page, words
    assert 'href="/ideas/bidrag"' in page
    assert 'href="/initiatives/initiativ"' in page
    assert f'rel="next" href="/journeys/{city.id}/steps/{city.school}"' in page
    assert "Ret trinnet" not in page
    assert "Ret trinnet" in city.page(city.step, CONSULTANT)
    assert "Ret trinnet" not in city.page(city.step, OUTSIDER)


def test_a_contribution_that_is_not_public_is_a_link_without_its_words(city):
    city.publish()
    city.ask.idea("bidrag", "withdrawn", "department")
    page = city.page(city.step)
    assert "Et bidrag, der ikke er offentligt" in page
    assert "Jeg blev bange" not in page


def test_a_step_is_changed_in_a_form_that_holds_what_is_there(city):
    path = f"{city.step}/change"
    form = city.filled(path)
    persona = city.persona["id"]
    assert form["title"] == "Jeg får et brev"
    assert (form[f"feeling-{persona}"], form[f"source-{persona}"]) == ("-2", "observed")
    assert form["momentOfTruth"] == "true"
    form |= {"thought": "Nu forstår jeg", f"feeling-{persona}": "1"}
    city.send(path, form)
    step = city.now()
    assert step["thought"][0]["text"] == "Nu forstår jeg"
    assert [f["value"] for f in step["feelings"]] == [1]
    assert [t["lang"] for t in step["title"]] == ["da", "ar"]
    assert [t["title"][0]["text"] for t in step["touchpoints"]] == ["Brevet"]


def test_what_nobody_knows_is_left_open_and_a_text_can_be_emptied(city):
    path = f"{city.step}/change"
    form = city.filled(path) | {"action": "", f"feeling-{city.persona['id']}": ""}
    del form["momentOfTruth"]
    city.send(path, form)
    step = city.now()
    assert (step["feelings"], step["action"], step["momentOfTruth"]) == ([], [], False)


def test_words_are_changed_in_one_language_and_stay_in_the_other(city):
    path = f"{city.step}/change?text=ar"
    form = city.filled(path)
    assert (form["title"], form["action"], form["language"]) == ("أتلقى رسالة", "", "ar")
    city.send(path, form | {"title": "تصلني رسالة", "action": "أفتحها"})
    step = city.now()
    assert [t["text"] for t in step["title"]] == ["Jeg får et brev", "تصلني رسالة"]
    assert [(t["lang"], t["source"]) for t in step["action"]] == [
        ("da", "original"),
        ("ar", "human"),
    ]


def test_two_who_change_a_step_at_once_lose_nothing(city):
    path = f"{city.step}/change"
    mine, theirs = city.filled(path), city.filled(path, COLLEAGUE)
    city.send(path, theirs | {"action": "Viser det til naboen"}, COLLEAGUE)
    page = city.send(path, mine | {"action": "Ringer til kommunen"}, status=412)
    assert "En anden har rettet trinnet" in page
    assert "Ringer til kommunen</textarea>" in page
    assert '<p dir="auto">Viser det til naboen</p>' in page
    assert city.now()["action"][0]["text"] == "Viser det til naboen"
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    city.send(path, mine | hidden | {"action": "Ringer til kommunen"})
    assert city.now()["action"][0]["text"] == "Ringer til kommunen"


def test_a_change_at_another_step_does_not_stand_in_the_way(city):
    path = f"{city.step}/change"
    mine = city.filled(path)
    other = f"/journeys/{city.id}/steps/{city.school}/change"
    city.send(other, city.filled(other) | {"action": "Møder læreren"}, COLLEAGUE)
    city.send(path, mine | {"action": "Ringer til kommunen"})
    assert city.now()["action"][0]["text"] == "Ringer til kommunen"


def test_a_form_tells_what_is_wrong_with_all_that_was_written(city):
    path = f"{city.step}/change"
    form = city.filled(path) | {"title": "", "thought": "Mit nummer er 251248-9996"}
    page = city.send(path, form, status=422)
    assert 'href="#field-title"' in page
    assert "251248" not in page
    wrong = city.filled(path) | {f"n-{city.persona['id']}": "mange"}
    assert f'href="#field-n-{city.persona["id"]}"' in city.send(path, wrong, status=422)


def test_a_contribution_is_pinned_by_its_address_and_taken_off(city):
    city.ask.idea("andet")
    path = f"{city.step}/pin"
    city.send(path, {"idea": "https://eksempelby.dk/ideas/andet?lang=da"})
    pinned = f"/api/journeys/{city.id}/pins"
    pins = json.loads(city.ask.get(pinned, CONSULTANT).text)["items"]
    assert [pin["ideaId"] for pin in pins] == ["bidrag", "andet"]
    city.send(f"{city.step}/pins/{pins[1]['id']}/remove", {"once": "x"})
    assert len(json.loads(city.ask.get(pinned, CONSULTANT).text)["items"]) == 1
    city.send(path, {"idea": "et sted på nettet"}, status=422)


def test_many_contributions_are_pinned_at_once_or_none(city):
    for id in ("et", "to"):
        city.ask.idea(id)
    path, pinned = f"{city.step}/pin", f"/api/journeys/{city.id}/pins"
    city.send(path, {"idea": "et\r\net sted på nettet\r\nto"}, status=422)
    assert len(json.loads(city.ask.get(pinned, CONSULTANT).text)["items"]) == 1
    city.send(path, {"idea": "et\r\n\r\nhttps://eksempelby.dk/ideas/to\r\net"})
    pins = json.loads(city.ask.get(pinned, CONSULTANT).text)["items"]
    assert {pin["ideaId"] for pin in pins} == {"bidrag", "et", "to"}
    assert 'href="#field-idea"' in city.send(path, {"idea": "x\n" * 201}, status=422)


def test_evidence_is_written_down_and_published_at_a_step(city):
    path = f"{city.step}/evidence"
    form = {"type": "interview", "text": "Alle var i tvivl.", "language": "da", "n": "7"}
    city.send(path, form)
    page = city.page(city.step, CONSULTANT)
    assert "Alle var i tvivl." in page
    published = re.search(r'action="([^"]+/publish)"', page)[1]
    assert len(re.findall(r'action="[^"]+/publish"', page)) == 2
    city.send(published, {"once": "x"})
    assert len(re.findall(r'action="[^"]+/publish"', city.page(city.step, CONSULTANT))) == 1


def test_who_may_not_map_gets_no_form(city):
    city.publish()
    for form in ("change", "pin", "evidence"):
        city.page(f"{city.step}/{form}", OUTSIDER, 403)
        city.page(f"{city.step}/{form}", NOBODY, 401)
        city.send(f"{city.step}/{form}", {"idea": "bidrag"}, OUTSIDER, 403)


def test_what_too_few_have_told_is_for_the_department(ask):
    journey = ask.felt_journey(source="self_reported", n=3)
    ask.evidence(stepIds=[journey["stages"][0]["steps"][0]["id"]])
    for verb in ("validate", "publish"):
        assert ask.post(f"/api/journeys/{journey['id']}/{verb}").status_code == 200
    path = f"/journeys/{journey['id']}"
    outside, inside = ask.get(path, Accept=HTML).text, ask.get(path, CONSULTANT, Accept=HTML).text
    assert "Færre end fem har fortalt" in outside
    assert "meget skidt" not in outside
    assert "meget skidt" in inside


def test_a_persona_is_described_and_says_that_it_is_invented(city):
    city.publish()
    page = city.page(f"/personas/{city.persona['id']}")
    for words in (
        "Samira",
        "Ny i byen.",
        "At arbejde igen",
        "arabisk",
        "Det er ingen virkelig person",
    ):
        assert words in page, words
    assert f'href="/journeys/{city.id}?persona={city.persona["id"]}"' in page


def test_a_question_leads_back_to_what_people_said(city):
    city.publish()
    assert "Hvordan kan vi skrive, så alle forstår?" in city.page("/opportunities?status=open")
    page = city.page(f"/opportunities/{city.question['id']}")
    for words in ("Breve skræmmer.", "Jeg forstod intet.", "Jeg får et brev", "Samira"):
        assert words in page, words
    assert 'href="/ideas/bidrag"' in page
    assert f'href="/journeys/{city.id}/steps/{city.letter}"' in page


def test_a_question_keeps_what_the_department_alone_may_see(city):
    for path in (f"insights/{city.insight['id']}", f"opportunities/{city.question['id']}"):
        city.post(f"/api/{path}/publish")
    page = city.page(f"/opportunities/{city.question['id']}")
    assert "Belæg, som kun afdelingen ser" in page
    assert "Et trin, som kun afdelingen ser" in page
    assert "Jeg forstod intet." not in page


def test_the_map_is_a_picture_of_its_own(city):
    city.publish()
    answer = city.ask.get(f"/api/journeys/{city.id}/map.svg?lang=ar&persona={city.persona['id']}")
    assert answer.status_code == 200
    assert answer.content_type == "image/svg+xml; charset=utf-8"
    assert 'lang="ar"' in answer.text
    assert city.ask.get(f"/api/journeys/{city.id}/map.svg?persona=nobody").status_code == 400
    assert city.ask.get(f"/api/journeys/{city.id}/map.svg?colour=red").status_code == 400
    assert city.ask.get("/api/journeys/none/map.svg").status_code == 404


def test_no_page_holds_a_style_or_script_that_the_policy_forbids(city):
    city.publish()
    for path in (f"/journeys/{city.id}", city.step, f"/opportunities/{city.question['id']}"):
        assert not re.search(r"<script| style=|<style| on\w+=", city.page(path)), path


def test_an_id_is_read_from_an_address():
    for said in ("abc", " abc ", "/ideas/abc", "https://x.dk/ideas/abc/?lang=da#top"):
        assert idea_named(said) == "abc", said


def test_a_text_said_anew_keeps_its_other_languages():
    both = (Text("da", "Hej"), Text("en", "Hello", TextSource.MACHINE))
    assert said_anew(both, "en", (Text("en", "Hi"),))[1] == Text("en", "Hi", TextSource.HUMAN)
    assert said_anew(both, "en", (Text("en", "Hello"),)) == both
    assert said_anew(both, "da", ()) == (Text("en", "Hello"),)
    assert said_anew((), "da", (Text("da", "Hej"),)) == (Text("da", "Hej"),)
