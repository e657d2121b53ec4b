"""Milestones, indicators and measurements, by those who carry an initiative out."""

import dataclasses
import json

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
HEALTH = dataclasses.replace(LEADER, subject="l3", departments=("sundhed",))
INDICATOR = {
    "name": "Familier, der forstår brevet",
    "unit": "procent",
    "language": "da",
    "baseline": {"on": "2026-01-01", "value": 40, "n": 50},
    "target": {"on": "2026-12-01", "value": 80},
    "stepIds": ["s1"],
    "ideaIds": ["i1"],
}
MILESTONE = {"title": "Første brev", "due": "2026-05-01", "language": "da"}


def at(initiative, rest=""):
    return f"/api/initiatives/{initiative['id']}{rest}"


def measurement(ask, made, indicator, who=LEADER, **taken):
    return ask.post(at(made, f"/indicators/{indicator}/measurements"), taken, who)


def shown(ask, made, who=NOBODY):
    return ask.get(at(made), who).json["indicators"][0]


def test_a_measurement_shows_how_far_it_has_come(ask):  # LED-4
    made = ask.public()
    id = ask.done(at(made, "/indicators"), INDICATOR, status=201)["madeId"]
    assert shown(ask, made)["progress"] is None
    taken = measurement(ask, made, id, on="2026-02-01", value=60, n=48, note=None)
    assert taken.status_code == 422  # nothing is not a note
    taken = measurement(ask, made, id, on="2026-02-01", value=60, n=48)
    assert taken.status_code == 201
    seen = shown(ask, made)
    assert seen["progress"] == 0.5
    assert seen["measurements"] == [
        {
            "id": taken.json["madeId"],
            "on": "2026-02-01",
            "value": 60.0,
            "n": 48,
            "tooFew": False,
            "note": [],
        }
    ]
    assert (seen["stepIds"], seen["ideaIds"]) == (["s1"], ["i1"])
    assert ask.get("/api/initiatives?step=s1").json["items"][0]["id"] == made["id"]
    before = measurement(ask, made, id, on="2025-12-31", value=60)
    assert (before.status_code, before.json["errors"][0]["pointer"]) == (422, "/on")
    assert measurement(ask, made, "nothing", on="2026-02-01", value=1).status_code == 404


def test_what_few_people_are_behind_is_seen_inside_alone_and_is_in_no_fact(ask):  # LED-4
    made = ask.public(commitments=[{"departmentId": "skole"}])
    few = INDICATOR | {"baseline": {"on": "2026-01-01", "value": 41.25, "n": 3}}
    id = ask.done(at(made, "/indicators"), few)["madeId"]
    note = {"note": "Kun de to søskende.", "language": "da"}
    measurement(ask, made, id, on="2026-02-01", value=67.75, n=4, **note)
    for who in (NOBODY, HEALTH, dataclasses.replace(LEADER, scopes=("steer",))):
        seen = shown(ask, made, who)
        assert seen["baseline"] == {"on": "2026-01-01", "tooFew": True}
        (point,) = seen["measurements"]
        assert (point["on"], point["tooFew"]) == ("2026-02-01", True)
        assert not {"value", "n"} & point.keys()
        assert seen["progress"] is None
        listed = ask.get("/api/initiatives", who).text
        told = ask.get(at(made, "/history"), who).text
        for secret in ("41.25", "67.75", "søskende"):
            assert secret not in listed + told
    for who in (LEADER, SCHOOL):
        seen = shown(ask, made, who)
        assert (seen["baseline"]["value"], seen["baseline"]["tooFew"]) == (41.25, True)
        (point,) = seen["measurements"]
        assert (point["value"], point["n"], point["tooFew"]) == (67.75, 4, True)
        assert point["note"][0]["text"] == "Kun de to søskende."
        assert seen["progress"] == 0.684
    kept = ask.service.store.history("initiative", made["id"])
    facts = json.dumps([entry.fact for entry in kept], ensure_ascii=False)
    for secret in ("41.25", "67.75", "søskende"):
        assert secret not in facts


def test_a_department_that_said_no_sees_no_more_what_few_are_behind(ask):
    made = ask.public(commitments=[{"departmentId": "skole"}])
    few = INDICATOR | {"baseline": {"on": "2026-01-01", "value": 41.25, "n": 3}}
    ask.done(at(made, "/indicators"), few)
    assert shown(ask, made, SCHOOL)["baseline"]["value"] == 41.25
    ask.answered(made, "decline", SCHOOL, reason="Ikke i år.", language="da")
    assert shown(ask, made, SCHOOL)["baseline"] == {"on": "2026-01-01", "tooFew": True}
    trace = ask.get(at(made, "/trace"), SCHOOL).text
    assert "41.25" not in trace
    assert "41.25" in ask.get(at(made, "/trace"), LEADER).text


def test_nobody_counts_what_is_not_about_people(ask):
    made = ask.public()
    id = ask.done(
        at(made, "/indicators"), INDICATOR | {"baseline": {"on": "2026-01-01", "value": 0}}
    )["madeId"]
    measurement(ask, made, id, on="2026-02-01", value=3)
    assert shown(ask, made)["measurements"][0]["value"] == 3.0


@pytest.mark.parametrize(
    ("more", "pointer"),
    [
        ({"baseline": {"on": "2026-01-01"}}, "/baseline/value"),
        ({"baseline": {"on": "2026-01-01", "value": "40"}}, "/baseline/value"),
        ({"baseline": {"on": "2026-01-01", "value": True}}, "/baseline/value"),
        ({"baseline": {"on": "2999-01-01", "value": 4}}, "/target/on"),
        ({"target": {"on": "2025-01-01", "value": 4}}, "/target/on"),
        ({"target": {"on": "2026-12-01", "value": 4, "n": 4}}, "/target/n"),
        ({"level": "high"}, "/level"),
        ({"measurements": []}, "/measurements"),
    ],
)
def test_an_indicator_that_cannot_be_is_refused_by_field(ask, more, pointer):
    answer = ask.post(at(ask.public(), "/indicators"), INDICATOR | more, LEADER)
    assert answer.status_code == 422
    assert pointer in [error["pointer"] for error in answer.json["errors"]]


def test_those_who_carry_it_out_set_milestones_and_measure_and_nobody_else(ask):
    made = ask.public(
        commitments=[{"departmentId": "skole"}, {"departmentId": "sundhed", "role": "informed"}]
    )
    both = (("/milestones", MILESTONE), ("/indicators", INDICATOR))
    for path, body in both:
        assert ask.post(at(made, path), body).status_code == 401
        assert ask.post(at(made, path), body, SCHOOL).status_code == 403
    ask.answered(made, "accept", SCHOOL)
    ask.answered(made, "accept", HEALTH)
    for path, body in both:
        assert ask.post(at(made, path), body, SCHOOL).status_code == 201
        assert ask.post(at(made, path), body, HEALTH).status_code == 403
        reader = dataclasses.replace(SCHOOL, scopes=("read",))
        assert ask.post(at(made, path), body, reader).status_code == 403
    milestone = ask.done(at(made, "/milestones"), MILESTONE | {"departmentId": "skole"})["madeId"]
    assert ask.done(at(made, f"/milestones/{milestone}/reach"), who=SCHOOL)["milestones"][-1][
        "doneAt"
    ]
    assert ask.post(at(made, f"/milestones/{milestone}/reach"), who=LEADER).status_code == 409
    wrong = ask.post(at(made, "/milestones"), MILESTONE | {"departmentId": "by"}, LEADER)
    assert wrong.json["errors"][0]["pointer"] == "/departmentId"


def test_a_repeated_measurement_is_one(ask):
    made = ask.public()
    id = ask.done(at(made, "/indicators"), INDICATOR)["madeId"]
    path = at(made, f"/indicators/{id}/measurements")
    taken = {"on": "2026-02-01", "value": 60, "n": 9}
    both = [ask.post(path, taken, LEADER, Idempotency_Key="k").json["madeId"] for _ in range(2)]
    assert both[0] == both[1]
    assert len(shown(ask, made)["measurements"]) == 1
    stale = ask.post(path, taken, LEADER, If_Match='"v1"')
    assert stale.status_code == 412
