"""Processes, from the invitation to the end."""

import dataclasses
import re

import pytest

from chassis.identity import Caller

LEADER = Caller(
    kind="person",
    subject="l1",
    role="leader",
    departments=("integration",),
    scopes=("read", "steer", "commit"),
)
SCHOOL = dataclasses.replace(LEADER, subject="l2", departments=("skole",))
PHASES = [
    {"key": "map", "title": "Vi kortlægger", "language": "da", "closesOn": "2026-03-31"},
    {"key": "do", "title": "Vi handler", "language": "da", "opensOn": "2026-04-01"},
]
GOALS = [{"title": "Flere i job", "language": "da"}, {"title": "Færre breve", "language": "da"}]


def at(process, rest=""):
    return f"/api/processes/{process['id']}{rest}"


def test_a_process_is_public_from_the_first_moment_and_begins_in_its_first_phase(ask):
    made = ask.process(
        phases=PHASES,
        goals=GOALS,
        targetGroups=["Nyankomne"],
        languages=["da", "ar"],
        parties=[{"departmentId": "skole"}],
    )
    assert ask.get(at(made)).json == made
    assert (made["status"], made["phase"], made["processId"]) == ("open", "map", made["id"])
    assert made["parties"] == [
        {"departmentId": "integration", "role": "lead"},
        {"departmentId": "skole", "role": "contributing"},
    ]
    assert made["targetGroups"][0][0] == {"lang": "da", "text": "Nyankomne", "source": "original"}
    assert [p["id"] for p in ask.get("/api/processes?status=open").json["items"]] == [made["id"]]
    assert ask.get("/api/processes?status=closed").json["items"] == []


def test_only_the_department_that_opened_it_steers_it(ask):
    made = ask.process(phases=PHASES)
    for path, body in (("/phase", {"phase": "do"}), ("/close", {})):
        assert ask.post(at(made, path), body).status_code == 401
        assert ask.post(at(made, path), body, SCHOOL).status_code == 403
    new = {"title": "x", "language": "da"}
    assert ask.patch(at(made), new, SCHOOL, If_Match='"v1"').status_code == 403


def test_its_words_change_piece_by_piece_and_goals_keep_their_ids(ask):
    made = ask.process(goals=GOALS, phases=PHASES)
    first, second = made["goals"]
    goals = [{"id": second["id"], "title": "Færre og klarere breve", "language": "da"}]
    assert ask.patch(at(made), {"goals": goals}, LEADER).status_code == 428
    changed = ask.patch(at(made), {"goals": goals}, LEADER, If_Match='"v1"').json
    assert [g["id"] for g in changed["goals"]] == [second["id"]]
    assert changed["title"] == made["title"]
    gone = {"goals": [{"id": first["id"], "title": "x", "language": "da"}]}
    assert ask.patch(at(made), gone, LEADER, If_Match='"v2"').status_code == 422
    assert ask.patch(at(made), {"goals": goals}, LEADER, If_Match='"v2"').json["edition"] == 2


@pytest.mark.parametrize(
    ("more", "pointer"),
    [
        ({"type": "free"}, "/type"),
        ({"promise": "all"}, "/promise"),
        ({"phases": [PHASES[0], PHASES[0]]}, "/phases"),
        ({"phases": [PHASES[0] | {"opensOn": "2026-04-01"}]}, "/phases/0/closesOn"),
        ({"phases": [PHASES[0] | {"key": "Two words"}]}, "/phases/0/key"),
        ({"parties": [{"departmentId": "skole", "role": "lead"}]}, "/parties"),
        ({"goals": [{"id": "nothing", "title": "x", "language": "da"}]}, "/goals"),
        ({"status": "closed"}, "/status"),
    ],
)
def test_what_cannot_be_taken_is_refused_by_field(ask, more, pointer):
    body = {"title": "x", "challenge": "y", "type": "equal", "promise": "involve", "language": "da"}
    answer = ask.post("/api/processes", body | more, LEADER)
    assert answer.status_code == 422
    assert pointer in [error["pointer"] for error in answer.json["errors"]]


def test_phases_follow_each_other_until_it_is_closed(ask):
    made = ask.process(phases=PHASES)
    assert ask.done(at(made, "/phase"), {"phase": "do"})["phase"] == "do"
    assert ask.done(at(made, "/phase"), {"phase": "do"})["edition"] == 2
    assert ask.post(at(made, "/phase"), {"phase": "party"}, LEADER).status_code == 422
    without = ask.patch(at(made), {"phases": PHASES[:1]}, LEADER, If_Match='"v2"')
    assert without.status_code == 422
    assert ask.done(at(made, "/close"))["status"] == "closed"
    for path, body in (("/close", {}), ("/phase", {"phase": "map"})):
        assert ask.post(at(made, path), body, LEADER).status_code == 409
    told = ask.get(at(made, "/history")).json["items"]
    assert [re.search(r"process\.(\w+)", t["type"])[1] for t in told] == [
        *("opened", "phase_changed", "closed")
    ]


def test_initiatives_belong_to_a_process_that_is_open_or_to_the_standing_one(ask):
    made = ask.process(goals=GOALS)
    goal = made["goals"][0]["id"]
    first = ask.initiative(processId=made["id"], goalIds=[goal])
    assert first["processId"] == made["id"]
    assert ask.initiative()["processId"] == ask.service.processes.standing
    body = {"title": "x", "language": "da", "processId": made["id"]}
    wrong = ask.post("/api/initiatives", body | {"goalIds": ["other"]}, LEADER)
    assert wrong.json["errors"][0]["pointer"] == "/goalIds"
    key = {"Idempotency_Key": "one"}
    before = ask.post("/api/initiatives", body, LEADER, **key)
    ask.done(at(made, "/close"))
    assert ask.post("/api/initiatives", body, LEADER).status_code == 409
    assert ask.post("/api/initiatives", body, LEADER, **key).json["id"] == before.json["id"]
    found = ask.get(f"/api/initiatives?process={made['id']}", LEADER).json["items"]
    assert {each["id"] for each in found} == {first["id"], before.json["id"]}


def test_a_repeated_command_opens_one_process(ask):
    body = {"title": "x", "challenge": "y", "type": "equal", "promise": "involve", "language": "da"}
    body |= {"goals": GOALS}
    made = [ask.post("/api/processes", body, LEADER, Idempotency_Key="k") for _ in range(2)]
    assert made[0].json == made[1].json


def test_the_phase_that_a_process_is_in_stays_among_its_phases(ask):
    made = ask.process(phases=[{"key": "listen", "title": "Vi lytter", "language": "da"}])
    assert made["phase"] == "listen"
    emptied = ask.patch(at(made), {"phases": []}, LEADER, If_Match='"v1"')
    assert emptied.json["errors"][0]["pointer"] == "/phases"


def test_goals_that_the_process_has_not_are_never_named(ask):
    process = ask.process(goals=GOALS)
    goal = process["goals"][0]["id"]
    made = ask.initiative(processId=process["id"])
    path = f"/api/initiatives/{made['id']}"
    wrong = ask.patch(path, {"goalIds": ["other"]}, LEADER, If_Match='"v1"')
    assert wrong.json["errors"][0]["pointer"] == "/goalIds"
    assert ask.patch(path, {"goalIds": [goal]}, LEADER, If_Match='"v1"').status_code == 200
    indicator = {"name": "x", "unit": "y", "language": "da"}
    indicator |= {"baseline": {"on": "2026-01-01", "value": 1}}
    indicator |= {"target": {"on": "2027-01-01", "value": 2}}
    wrong = ask.post(f"{path}/indicators", indicator | {"goalId": "other"}, LEADER)
    assert wrong.json["errors"][0]["pointer"] == "/goalId"
    ask.done(f"{path}/indicators", indicator | {"goalId": goal})


def test_a_goal_that_was_given_up_may_stay_where_it_was_named(ask):
    process = ask.process(goals=GOALS)
    goal = process["goals"][0]["id"]
    made = ask.initiative(processId=process["id"], goalIds=[goal])
    assert ask.patch(at(process), {"goals": []}, LEADER, If_Match='"v1"').status_code == 200
    again = {"title": "Nyt", "language": "da", "goalIds": [goal]}
    path = f"/api/initiatives/{made['id']}"
    assert ask.patch(path, again, LEADER, If_Match='"v1"').status_code == 200
