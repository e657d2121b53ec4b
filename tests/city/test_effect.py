"""What was done is measured, and what few are behind is not shown (LED-4)."""

import pytest
from hands import da, day


@pytest.fixture
def initiative(town):
    return town.initiative()


def measured(town, initiative, indicator, **body):
    path = f"/api/initiatives/{initiative['id']}/indicators/{indicator['id']}/measurements"
    return town.leader().ask("POST", path, body)


def test_a_measurement_shows_how_far_it_is_to_the_target(town, initiative):
    indicator = town.indicator(initiative)
    assert measured(town, initiative, indicator, on=day(-150), value=60.0, n=40).status < 300
    shown = town.anyone.get(f"/api/initiatives/{initiative['id']}")["indicators"][0]
    assert shown["measurements"][-1]["value"] == 60.0
    assert (shown["baseline"]["value"], shown["target"]["value"]) == (40.0, 80.0)


def test_what_fewer_than_five_are_behind_is_for_the_department_alone(town, initiative):
    indicator = town.indicator(initiative)
    assert measured(town, initiative, indicator, on=day(-150), value=61.5, n=4).status < 300
    path = f"/api/initiatives/{initiative['id']}"
    ours = town.leader().get(path)["indicators"][0]["measurements"][-1]
    assert (ours["value"], ours["n"]) == (61.5, 4)
    for who in (town.anyone, town.portal, town.leader("sundhed")):
        answer = who.ask("GET", path)
        theirs = answer.json["indicators"][0]["measurements"][-1]
        assert theirs["tooFew"] is True
        assert b"61.5" not in answer.body
    assert b"61.5" not in town.anyone.ask("GET", f"{path}/trace").body
    history = town.anyone.ask("GET", f"{path}/history")
    assert history.status in (200, 401, 403, 404)
    assert b"61.5" not in history.body


def test_a_baseline_of_few_is_not_shown_either(town, initiative):
    town.indicator(initiative, baseline={"on": day(-300), "value": 37.25, "n": 3})
    assert b"37.25" not in town.anyone.ask("GET", f"/api/initiatives/{initiative['id']}").body
    assert b"37.25" in town.leader().ask("GET", f"/api/initiatives/{initiative['id']}").body


def test_nothing_is_measured_before_it_began(town, initiative):
    indicator = town.indicator(initiative)
    answer = measured(town, initiative, indicator, on=day(-301), value=60.0, n=40)
    assert answer.status == 422
    assert answer.json["errors"][0]["pointer"] == "/on"


def test_no_step_is_skipped_on_the_way_to_an_effect(town, initiative):
    leader, path = town.leader(), f"/api/initiatives/{initiative['id']}"
    leader.no(409, "POST", f"{path}/implement", {})
    town.answer(initiative, "kommune")
    leader.post(f"{path}/test")
    leader.post(f"{path}/implement")
    leader.no(422, "POST", f"{path}/operate", {})
    run = {"operatedBy": da("Borgerservice"), "reviewOn": day(300)}
    assert leader.post(f"{path}/operate", run)["status"] == "in_operation"
    leader.no(409, "POST", f"{path}/evaluate", {})
    indicator = town.indicator(initiative)
    measured(town, initiative, indicator, on=day(-150), value=60.0, n=40)
    assert leader.post(f"{path}/evaluate")["status"] == "evaluated"
    assert leader.post(f"{path}/spread")["status"] == "spread"
