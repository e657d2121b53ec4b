"""The pages on which a journey is mapped, validated and published."""

import re

OUTLINE = "Ankomst\n- Jeg får et brev\n- Jeg bliver hentet\nBolig\n- Jeg får nøglen"
NEW = {"title": "Ny i byen", "type": "as_is", "language": "da", "outline": OUTLINE, "once": "a"}


def test_a_workshop_is_mapped_by_pasting_an_outline(city):
    page = city.page("/journeys/new", city.consultant)
    assert "Kortlæg en brugerrejse" in page
    form = NEW | {"personaIds": [city.persona["id"]], "description": "Set af dem selv."}
    answer = city.ask.form("/journeys/new", form, city.consultant, Accept="text/html")
    assert answer.status_code == 303, answer.text
    made = city.there(f"journeys/{answer.location.rsplit('/', 1)[1]}")
    assert [len(stage["steps"]) for stage in made["stages"]] == [2, 1]
    assert made["personaIds"] == [city.persona["id"]]
    assert (made["type"], made["status"]) == ("as_is", "draft")
    assert made["description"] == [{"lang": "da", "text": "Set af dem selv.", "source": "original"}]
    again = city.ask.form("/journeys/new", form, city.consultant, Accept="text/html")
    assert again.location == answer.location


def test_a_mistake_in_an_outline_is_told_with_its_line_and_nothing_is_lost(city):
    wrong = NEW | {"outline": "- Brev\nAnkomst\n- Nøgle", "type": "to_be"}
    page = city.send("/journeys/new", wrong | {"personaIds": [city.persona["id"]]}, status=422)
    assert "Linje 1: Skriv navnet på en fase over det første trin." in page
    assert 'href="#field-outline"' in page
    assert "- Brev Ankomst - Nøgle</textarea>" in page
    assert re.search(r'value="to_be" checked', page)
    assert re.search(rf'value="{city.persona["id"]}" checked', page)
    english = city.ask.form("/journeys/new?lang=en", wrong, city.consultant, Accept="text/html")
    assert "Line 1: Write the name of a stage above the first step." in english.text


def test_who_may_not_map_cannot_begin(city):
    city.page("/journeys/new", city.nobody, 401)
    city.send("/journeys/new", NEW, city.nobody, 401)
    assert "Kortlæg en brugerrejse" not in city.page("/journeys")
    assert "Kortlæg en brugerrejse" in city.page("/journeys", city.consultant)


def test_a_cpr_number_in_an_outline_is_never_shown_again(city):
    wrong = NEW | {"outline": f"{OUTLINE}\n- Jeg viser 251248-9996"}
    page = city.send("/journeys/new", wrong, status=422)
    assert "251248" not in page
    assert "Jeg får nøglen" in page


def test_title_description_and_personas_are_changed_in_one_language(city):
    path = f"/journeys/{city.id}/change"
    form = city.filled(f"{path}?text=ar")
    assert form["title"] == "جديد في المدينة"
    form |= {"description": "رحلة", "personaIds": [city.persona["id"]]}
    city.send(f"{path}?text=ar", form | {"title": "وصلت للتو"})
    now = city.there(f"journeys/{city.id}")
    assert [text["text"] for text in now["title"]] == ["Ny i byen", "وصلت للتو"]
    assert [text["lang"] for text in now["description"]] == ["ar"]


def test_a_persona_who_feels_something_stays_in_the_journey(city):
    path = f"/journeys/{city.id}/change"
    page = city.send(path, city.filled(path), status=422)
    assert 'href="#field-personaIds"' in page


def test_two_who_change_the_title_lose_nothing(city):
    path = f"/journeys/{city.id}/change"
    here = {"personaIds": [city.persona["id"]]}
    mine, theirs = city.filled(path) | here, city.filled(path, city.colleague) | here
    city.send(path, theirs | {"title": "Lige kommet"}, city.colleague)
    page = city.send(path, mine | {"title": "Nyankommen"}, status=412)
    assert 'value="Nyankommen"' in page
    assert '<p dir="auto">Lige kommet</p>' in page
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    city.send(path, mine | hidden | {"title": "Nyankommen"})
    assert city.there(f"journeys/{city.id}")["title"][0]["text"] == "Nyankommen"


def test_a_refused_validation_lists_the_steps_that_lack_evidence(ask, city):
    bare = ask.felt_journey()
    step = bare["stages"][0]["steps"][0]["id"]
    page = city.send(f"/journeys/{bare['id']}/validate", {"once": "x"}, status=409)
    assert "Den kan ikke efterprøves endnu" in page
    assert f'href="/journeys/{bare["id"]}/steps/{step}#evidence"' in page
    assert "1. <bdi" in page
    ask.evidence(stepIds=[step])
    city.send(f"/journeys/{bare['id']}/validate", {"once": "y"})
    assert city.there(f"journeys/{bare['id']}")["status"] == "validated"


def test_a_journey_is_validated_and_published_with_buttons(city):
    path = f"/journeys/{city.id}"
    assert f'action="{path}/validate"' in city.page(path, city.consultant)
    city.send(f"{path}/validate", {"once": "x"})
    page = city.page(path, city.consultant)
    assert f'action="{path}/publish"' in page
    assert f'action="{path}/validate"' not in page
    city.send(f"{path}/publish", {"once": "y"})
    assert "<form" not in re.search(r"<main.*</main>", city.page(path))[0]
    assert city.there(f"journeys/{city.id}")["status"] == "published"


def test_a_journey_that_is_published_twice_says_why_not(city):
    page = city.send(f"/journeys/{city.id}/publish", {"once": "x"}, status=409)
    assert "Kun en efterprøvet brugerrejse kan offentliggøres." in page
    assert "Fejl:" in re.search(r"<title>(.*?)</title>", page)[1]
    city.publish()
    page = city.send(f"/journeys/{city.id}/validate", {"once": "x"}, status=409)
    assert "Kun et udkast kan efterprøves." in page


def test_buttons_are_for_those_who_may_map_in_its_department(city):
    city.send(f"/journeys/{city.id}/publish", {"once": "x"}, city.outsider, 404)
    city.publish()
    for verb in ("validate", "publish", "change"):
        city.send(f"/journeys/{city.id}/{verb}", {"once": "x"}, city.outsider, 403)
        city.send(f"/journeys/{city.id}/{verb}", {"once": "x"}, city.nobody, 401)
    assert f"/journeys/{city.id}/change" not in city.page(f"/journeys/{city.id}", city.outsider)
