"""The pages on which stages, steps, touchpoints and hand-offs come, change, move and go."""

import re

import pytest


@pytest.fixture
def stage(city):
    """The first stage of the journey."""
    return city.journey["stages"][0]["id"]


@pytest.fixture
def path(city):
    return f"/journeys/{city.id}"


def hidden(page):
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))


def test_a_stage_is_added_with_its_steps_where_it_belongs(city, path):
    form = city.filled(f"{path}/stages/new")
    told = {"title": "Bolig", "steps": "Nøglen\n- Nabo", "period": "after", "duration": "Et år"}
    second = city.journey["stages"][1]["id"]
    city.send(f"{path}/stages/new", form | told | {"before": second})
    assert list(city.shape().items()) == [
        ("Ankomst", ["Jeg får et brev"]),
        ("Bolig", ["Nøglen", "Nabo"]),
        ("Skole", ["Børnene starter i skole"]),
    ]
    stage = city.there(f"journeys/{city.id}")["stages"][1]
    assert (stage["period"], stage["duration"][0]["text"]) == ("after", "Et år")


def test_a_stage_without_steps_or_place_is_told_so(city, path):
    form = city.filled(f"{path}/stages/new") | {"title": "Bolig"}
    page = city.send(f"{path}/stages/new", form, status=422)
    assert 'href="#field-steps"' in page
    assert 'value="Bolig"' in page
    page = city.send(f"{path}/stages/new", form | {"steps": "Et", "before": "x"}, status=422)
    assert 'href="#field-before"' in page


def test_a_stage_is_changed_in_the_language_that_is_shown(city, path, stage):
    form = city.filled(f"{path}/stages/{stage}/change")
    assert (form["title"], form["goal"], form["period"]) == ("Ankomst", "At lande", "during")
    city.send(f"{path}/stages/{stage}/change", form | {"title": "Lige kommet", "goal": ""})
    told = city.there(f"journeys/{city.id}")["stages"][0]
    assert (told["title"][0]["text"], told["goal"]) == ("Lige kommet", [])


def test_a_change_of_a_stage_waits_for_one_that_came_first(city, path, stage):
    address = f"{path}/stages/{stage}/change"
    mine, theirs = city.filled(address), city.filled(address, city.colleague)
    city.send(address, theirs | {"title": "Først"}, city.colleague)
    page = city.send(address, mine | {"title": "Sidst"}, status=412)
    assert 'value="Sidst"' in page
    assert '<p dir="auto">Først</p>' in page
    city.send(address, mine | hidden(page) | {"title": "Sidst"})


def test_stages_are_moved(city, path, stage):
    address = f"{path}/stages/{stage}/move"
    form = city.filled(address)
    assert form["before"] == city.journey["stages"][1]["id"]
    city.send(address, form | {"before": ""})
    assert list(city.shape()) == ["Skole", "Ankomst"]
    city.send(address, form | {"before": "nowhere", "once": "n"}, status=422)


def test_a_stage_is_removed_unless_somebody_has_changed_it(city, path, stage):
    mine = hidden(city.page(f"{path}/stages/{stage}/move", city.consultant))
    step = f"{city.step}/change"
    city.send(step, city.filled(step) | {"action": "Læser det"}, city.colleague)
    page = city.send(f"{path}/stages/{stage}/remove", mine, status=412)
    assert "Ankomst" in city.shape()
    city.send(f"{path}/stages/{stage}/remove", mine | hidden(page))
    assert list(city.shape()) == ["Skole"]
    left = city.journey["stages"][1]["id"]
    form = hidden(city.page(f"{path}/stages/{left}/move", city.consultant))
    page = city.send(f"{path}/stages/{left}/remove", form, status=409)
    assert "En brugerrejse skal have mindst én fase." in page


def test_a_step_is_added_before_another(city, path, stage):
    address = f"{path}/stages/{stage}/steps/new"
    form = city.filled(address)
    assert "Før 1. Jeg får et brev" in city.page(address, city.consultant)
    city.send(address, form | {"title": "Jeg venter", "thought": "Mon?", "before": city.letter})
    assert city.shape()["Ankomst"] == ["Jeg venter", "Jeg får et brev"]
    page = city.send(address, form | {"title": "", "thought": "Mon igen?"}, status=422)
    assert "Mon igen?</textarea>" in page


def test_a_step_is_moved_to_another_stage_and_keeps_its_address(city, path, stage):
    city.send(
        f"{path}/stages/{stage}/steps/new",
        city.filled(f"{path}/stages/{stage}/steps/new") | {"title": "Jeg venter"},
    )
    form = city.filled(f"{city.step}/move")
    other = city.journey["stages"][1]["id"]
    city.send(f"{city.step}/move", form | {"before": f"{other}/{city.school}"})
    assert city.shape()["Skole"] == ["Jeg får et brev", "Børnene starter i skole"]
    city.page(city.step, city.consultant)
    city.send(f"{city.step}/move", form | {"before": "nowhere/", "once": "n"}, status=404)


def test_the_only_step_of_a_stage_stays_there_and_the_page_says_why(city):
    form = hidden(city.page(f"{city.step}/move", city.consultant))
    page = city.send(f"{city.step}/remove", form, status=409)
    assert "Det er fasens eneste trin" in page


def test_a_step_is_removed_with_its_hand_offs(city, path, stage):
    city.send(
        f"{path}/stages/{stage}/steps/new",
        city.filled(f"{path}/stages/{stage}/steps/new") | {"title": "Jeg venter"},
    )
    city.send(f"{city.step}/remove", hidden(city.page(f"{city.step}/move", city.consultant)))
    assert city.shape()["Ankomst"] == ["Jeg venter"]
    assert city.there(f"journeys/{city.id}")["handoffs"] == []


def test_a_touchpoint_is_added_changed_and_removed(city):
    city.hear_neighbours()
    address = f"{city.step}/touchpoints"
    form = city.filled(f"{address}/new")
    assert form["ownerDepartmentId"] == "integration"
    told = {"title": "Opkald", "channel": "phone", "ownerDepartmentId": "skole"}
    city.send(f"{address}/new", form | told)
    first, second = city.now()["touchpoints"]
    assert (first["title"][0]["text"], second["title"][0]["text"]) == ("Brevet", "Opkald")
    assert (second["channel"], second["ownerDepartmentId"]) == ("phone", "skole")
    form = city.filled(f"{address}/{first['id']}/change")
    assert (form["title"], form["backstage"]) == ("Brevet", "Skabelonen rettes")
    city.send(f"{address}/{first['id']}/change", form | {"channel": "email", "backstage": ""})
    changed = city.now()["touchpoints"][0]
    assert (changed["id"], changed["channel"], changed["backstage"]) == (first["id"], "email", [])
    form = hidden(city.page(f"{address}/{second['id']}/change", city.consultant))
    city.send(f"{address}/{second['id']}/remove", form)
    assert [each["id"] for each in city.now()["touchpoints"]] == [first["id"]]
    city.page(f"{address}/{second['id']}/change", city.consultant, 404)


def test_two_who_add_a_touchpoint_at_once_lose_nothing(city):
    address = f"{city.step}/touchpoints/new"
    mine, theirs = city.filled(address), city.filled(address, city.colleague)
    told = {"channel": "phone", "ownerDepartmentId": "skole"}
    city.send(address, theirs | told | {"title": "Opkald"}, city.colleague)
    page = city.send(address, mine | told | {"title": "SMS"}, status=412)
    city.send(address, mine | told | hidden(page) | {"title": "SMS"})
    assert [t["title"][0]["text"] for t in city.now()["touchpoints"]] == ["Brevet", "Opkald", "SMS"]


def test_a_touchpoint_without_a_name_keeps_what_was_written(city):
    form = city.filled(f"{city.step}/touchpoints/new") | {"channel": "sms", "backstage": "Tolk"}
    page = city.send(f"{city.step}/touchpoints/new", form, status=422)
    assert 'href="#field-title"' in page
    assert "Tolk</textarea>" in page
    assert '<option value="sms" selected>' in page


def test_a_hand_off_is_added_changed_and_removed(city, path):
    page = city.page(f"{path}/handoffs/new?fromStep={city.school}", city.consultant)
    assert f'<option value="{city.school}" selected>' in page
    form = {"fromStep": city.school, "toStep": city.letter, "what": "information"}
    more = {"waitingDays": "14", "informationLost": "Sproget", "language": "da", "once": "a"}
    city.send(f"{path}/handoffs/new", form | more)
    made = city.there(f"journeys/{city.id}")["handoffs"][1]
    assert (made["fromDepartmentId"], made["toDepartmentId"]) == ("skole", "integration")
    address = f"{path}/handoffs/{made['id']}"
    form = city.filled(f"{address}/change")
    assert (form["waitingDays"], form["informationLost"]) == ("14", "Sproget")
    city.send(f"{address}/change", form | {"waitingDays": "", "risk": "De går", "what": "case"})
    now = city.there(f"journeys/{city.id}")["handoffs"][1]
    assert ("waitingDays" in now, now["risk"][0]["text"], now["what"]) == (False, "De går", "case")
    city.send(f"{address}/remove", hidden(city.page(f"{address}/change", city.consultant)))
    assert len(city.there(f"journeys/{city.id}")["handoffs"]) == 1


def test_a_hand_off_needs_two_steps_and_two_departments(city, path, stage):
    told = {"fromStep": city.letter, "toStep": city.letter, "what": "case", "language": "da"}
    page = city.send(f"{path}/handoffs/new", told | {"waitingDays": "3"}, status=422)
    assert 'href="#field-toStep"' in page
    assert 'value="3"' in page
    city.send(
        f"{path}/stages/{stage}/steps/new",
        city.filled(f"{path}/stages/{stage}/steps/new") | {"title": "Jeg venter"},
    )
    bare = city.there(f"journeys/{city.id}")["stages"][0]["steps"][1]["id"]
    page = city.send(f"{path}/handoffs/new", told | {"toStep": bare}, status=422)
    assert 'href="#field-toDepartmentId"' in page


def test_a_hand_off_that_another_has_changed_is_shown_again(city, path):
    address = f"{path}/handoffs/{city.journey['handoffs'][0]['id']}/change"
    mine, theirs = city.filled(address), city.filled(address, city.colleague)
    city.send(address, theirs | {"risk": "De giver op"}, city.colleague)
    page = city.send(address, mine | {"risk": "De flytter"}, status=412)
    assert "De flytter</textarea>" in page
    assert '<p dir="auto">De giver op</p>' in page


def test_the_forms_are_for_those_who_may_map_in_its_department(city, path, stage):
    handoff = city.journey["handoffs"][0]["id"]
    touchpoint = city.journey["stages"][0]["steps"][0]["touchpoints"][0]["id"]
    forms = (
        f"{path}/stages/new",
        f"{path}/stages/{stage}/change",
        f"{path}/stages/{stage}/move",
        f"{path}/stages/{stage}/steps/new",
        f"{city.step}/move",
        f"{city.step}/touchpoints/new",
        f"{city.step}/touchpoints/{touchpoint}/change",
        f"{path}/handoffs/new",
        f"{path}/handoffs/{handoff}/change",
    )
    for form in forms:
        city.page(form, city.outsider, 404)
        assert "<script" not in city.page(form, city.consultant)
    city.publish()
    for form in forms:
        city.page(form, city.nobody, 401)
        city.send(form, {"once": "x"}, city.outsider, 403)
    for part in (f"stages/{stage}", f"steps/{city.letter}", f"handoffs/{handoff}"):
        city.send(f"{path}/{part}/remove", {"once": "x"}, city.outsider, 403)
