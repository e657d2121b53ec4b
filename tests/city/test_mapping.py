"""Consultants map a journey, edit it together, and hold it to its evidence (CON-1, 2, 3, 5)."""

import pytest
from hands import da
from plans import plan, steps_of


@pytest.fixture(scope="module")
def persona(town):
    return town.persona()["id"]


@pytest.fixture
def published(town, persona):
    """A journey that everyone sees."""
    journey = town.journey([persona])
    town.evidence(steps_of(journey))
    for verb in ("validate", "publish"):
        journey = town.consultant.post(f"/api/journeys/{journey['id']}/{verb}")
    return journey


def test_a_whole_journey_comes_in_one_request(town, persona):
    answer = town.consultant.ask("POST", "/api/journeys", plan([persona]))
    assert answer.status == 201, answer.body
    assert answer.headers["ETag"] == '"v1"'
    journey = town.consultant.get(answer.headers["Location"])
    assert (len(journey["stages"]), len(steps_of(journey)), len(journey["handoffs"])) == (6, 30, 8)
    assert len(set(steps_of(journey))) == 30
    first = journey["handoffs"][0]
    assert (first["fromStepId"], first["toStepId"]) == tuple(steps_of(journey)[:2])


def test_a_journey_that_cannot_be_so_is_refused_at_its_place(town, persona):
    loud, empty = plan([persona]), plan([persona])
    loud["stages"][2]["steps"][4]["feelings"][0]["value"] = 3
    empty["stages"][1]["steps"] = []
    empty["handoffs"] = []
    for body, pointer in (
        (loud, "/stages/2/steps/4/feelings/0/value"),
        (empty, "/stages/1/steps"),
    ):
        problem = town.consultant.no(422, "POST", "/api/journeys", body)
        assert pointer in [error["pointer"] for error in problem["errors"]], problem


def test_the_same_journey_sent_twice_is_one(town, persona):
    once = {"Idempotency_Key": "mapped once"}
    made = [town.consultant.ask("POST", "/api/journeys", plan([persona]), **once) for _ in "ab"]
    assert made[0].json["id"] == made[1].json["id"]


def test_two_who_edit_lose_nothing_and_both_hear_of_it_at_once(town, published, listener):
    one, two = town.consultant, town.hand("consultant", "kommune", "da")
    hears = [listener(one.key), listener()]
    path = f"/api/journeys/{published['id']}/steps/{steps_of(published)[0]}"
    before = published["edition"]
    changed = one.patch(path, {"title": da("Første møde")}, before)
    assert changed["edition"] == before + 1
    late = two.no(412, "PATCH", path, {"thought": da("Hvem er de?")}, edition=before)
    assert late["edition"] == before + 1
    two.patch(path, {"thought": da("Hvem er de?")}, late["edition"])
    step = one.get(f"/api/journeys/{published['id']}")["stages"][0]["steps"][0]
    assert (step["title"][0]["text"], step["thought"][0]["text"]) == ("Første møde", "Hvem er de?")
    for each in hears:
        event = each.heard(published["id"], "dk.samskab.step.changed.v1")
        assert event["data"]["details"]["stepId"] == step["id"]


def test_who_changes_must_say_which_edition(town, published):
    path = f"/api/journeys/{published['id']}"
    town.consultant.no(428, "PATCH", path, {"title": da("Jeg er her")})


def test_a_feeling_without_evidence_is_taken_but_not_held_for_true(town, persona):
    journey = town.journey([persona])
    first, *others = steps_of(journey)
    town.evidence(others)
    path = f"/api/journeys/{journey['id']}"
    shown = town.consultant.get(path)["stages"][0]["steps"]
    assert [step["evidence"] for step in shown] == ["none", "partly"]
    problem = town.consultant.no(409, "POST", f"{path}/validate", {})
    assert problem["steps"] == [first]
    town.evidence([first])
    assert town.consultant.post(f"{path}/validate")["status"] == "validated"


def test_nothing_that_was_not_validated_is_published(town, persona):
    journey = town.journey([persona])
    town.consultant.no(409, "POST", f"/api/journeys/{journey['id']}/publish", {})
    town.anyone.no(404, "GET", f"/api/journeys/{journey['id']}")


def test_how_it_should_feel_is_never_taken_for_how_it_feels(town, persona):
    wished = town.journey([persona], type="to_be")
    feelings = [f for stage in wished["stages"] for s in stage["steps"] for f in s["feelings"]]
    assert {feeling["source"] for feeling in feelings} == {"intended"}
    lived = plan([persona], 1, 1, 0)
    lived["stages"][0]["steps"][0]["feelings"][0]["source"] = "intended"
    town.consultant.no(422, "POST", "/api/journeys", lived)


def test_what_fewer_than_five_have_said_they_feel_is_told_to_nobody_else(town, persona):
    body = plan([persona], 1, 2, 0)
    few, many = (step["feelings"][0] for step in body["stages"][0]["steps"])
    few |= {"source": "self_reported", "n": 4, "value": -2}
    many |= {"source": "self_reported", "n": 5}
    journey = town.consultant.post("/api/journeys", body)
    town.evidence(steps_of(journey))
    for verb in ("validate", "publish"):
        town.consultant.post(f"/api/journeys/{journey['id']}/{verb}")
    path = f"/api/journeys/{journey['id']}"
    ours = [step["feelings"] for step in town.consultant.get(path)["stages"][0]["steps"]]
    assert ours[0][0]["value"] == -2
    theirs = [step["feelings"] for step in town.anyone.get(path)["stages"][0]["steps"]]
    assert theirs[1] == ours[1]
    assert "value" not in str(theirs[0]), theirs[0]


def test_hand_offs_between_departments_are_found_the_slowest_first(town, persona):
    journey = town.consultant.post("/api/journeys", plan([persona]))
    found = town.consultant.items(
        f"/api/journeys/{journey['id']}/handoffs", crossDepartment="true", sort="-waitingDays"
    )
    assert len(found) >= 8
    assert [each["waitingDays"] for each in found] == sorted(
        (each["waitingDays"] for each in found), reverse=True
    )
    for each in found:
        assert each["fromDepartmentId"] != each["toDepartmentId"]
        assert each["informationLost"]


def test_the_map_is_a_picture_for_everyone(town, published):
    answer = town.anyone.ask("GET", f"/api/journeys/{published['id']}/map.svg?lang=da")
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("image/svg+xml")
    assert "Trin 1" in answer.body.decode()
