"""What initiatives answers over HTTP: proposed, seen, committed to, decided on."""

import dataclasses
import re

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
CULTURE = dataclasses.replace(LEADER, subject="l3", departments=("kultur",))
HEALTH = dataclasses.replace(LEADER, subject="l4", departments=("sundhed",))
READER = dataclasses.replace(LEADER, subject="r1", role="consultant", scopes=("read",))
NO_TIME = {"reason": "Vi har ingen folk.", "language": "da"}
CONTRIBUTING = [{"departmentId": "skole"}, {"departmentId": "kultur", "role": "informed"}]


def at(initiative, rest=""):
    return f"/api/initiatives/{initiative['id']}{rest}"


def of(initiative, department):
    return [c for c in initiative["commitments"] if c["departmentId"] == department][-1]


def test_only_departments_that_are_asked_see_what_is_proposed(ask):
    made = ask.initiative(commitments=CONTRIBUTING)
    assert (made["status"], made["visibility"], made["edition"]) == ("proposed", "department", 1)
    assert [c["role"] for c in made["commitments"]] == ["lead", "contributing", "informed"]
    for who, status in ((LEADER, 200), (SCHOOL, 200), (CULTURE, 200), (HEALTH, 404), (NOBODY, 404)):
        for path in (at(made), at(made, "/history")):
            assert ask.get(path, who).status_code == status
    assert ask.get("/api/initiatives", HEALTH).json["items"] == []
    assert ask.get("/api/initiatives/counts").json == {"total": 0, "byStatus": {}}
    assert ask.get("/api/initiatives?q=sprogcaf%C3%A9", SCHOOL).json["items"][0]["id"] == made["id"]


def test_everyone_sees_what_is_published_and_nothing_of_what_is_kept_inside(ask):
    made = ask.public(ideaIds=["i1", "i1", "i2"], opportunityIds=["o1"], stepIds=["s1"])
    shown = ask.get(at(made))
    assert shown.json["visibility"] == "public"
    assert shown.json["ideaIds"] == ["i1", "i2"]
    for inside in ("sharedWith", "few", "parties", "linkedIdeas", "nextDue"):
        assert inside not in shown.json
    assert ask.post(at(made, "/publish"), who=LEADER).status_code == 409


def test_one_proposes_for_ones_own_department_alone(ask):
    body = {"title": "x", "language": "da"}
    assert ask.post("/api/initiatives", body).status_code == 401
    assert ask.post("/api/initiatives", body, READER).status_code == 403
    other = body | {"departmentId": "skole"}
    assert ask.post("/api/initiatives", other, LEADER).status_code == 403
    both = dataclasses.replace(LEADER, departments=("integration", "skole"))
    assert ask.done("/api/initiatives", other, both)["ownerDepartmentId"] == "skole"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/title"),
        ({"title": "x", "language": "da", "status": "approved"}, "/status"),
        ({"title": "x", "language": "da", "ownerDepartmentId": "skole"}, "/ownerDepartmentId"),
        ({"title": "x", "language": "da", "sharedWith": ["skole"]}, "/sharedWith"),
        ({"title": "x", "language": "da", "processId": "nowhere"}, "/processId"),
        ({"title": "jeg er 251248-9996", "language": "da"}, "/title"),
        (
            {
                "title": "x",
                "language": "da",
                "commitments": [{"departmentId": "skole", "role": "lead"}],
            },
            "/commitments/0/role",
        ),
        (
            {
                "title": "x",
                "language": "da",
                "commitments": [{"departmentId": "skole"}, {"departmentId": "skole"}],
            },
            "/commitments",
        ),
    ],
)
def test_what_cannot_be_taken_is_refused_by_field(ask, body, pointer):
    answer = ask.post("/api/initiatives", body, LEADER)
    assert answer.status_code == 422, answer.text
    assert answer.mimetype == "application/problem+json"
    assert pointer in [error["pointer"] for error in answer.json["errors"]]


def test_a_leader_commits_and_the_last_yes_approves(ask):  # LED-2
    made = ask.public(commitments=[*CONTRIBUTING, {"departmentId": "sundhed"}])
    assert ask.answered(made, "accept", LEADER)["status"] == "proposed"
    assert ask.answered(made, "accept", SCHOOL)["status"] == "proposed"
    done = ask.answered(made, "accept", HEALTH)
    assert done["status"] == "approved"
    assert of(done, "kultur")["status"] == "asked"
    last = done["decisions"][-1]
    assert (last["what"], last["role"], last["departmentId"]) == ("approved", "leader", "sundhed")
    told = [h["type"] for h in ask.get(at(made, "/history"), LEADER).json["items"]]
    assert told[-2:] == ["dk.samskab.commitment.accepted.v1", "dk.samskab.initiative.approved.v1"]


def test_only_the_department_itself_answers_not_even_the_one_that_leads(ask):
    made = ask.initiative(commitments=CONTRIBUTING)
    path = at(made, f"/commitments/{of(made, 'skole')['id']}/accept")
    assert ask.post(path).status_code == 401
    assert ask.post(path, who=LEADER).status_code == 403
    assert ask.post(path, who=CULTURE).status_code == 403
    assert ask.post(path, who=HEALTH).status_code == 404
    reads = dataclasses.replace(SCHOOL, scopes=("read", "steer"))
    assert ask.post(path, who=reads).status_code == 403
    key = dataclasses.replace(SCHOOL, kind="key", subject="k1", scopes=("read", "commit"))
    assert ask.post(path, who=key).status_code == 200
    assert ask.post(path, who=SCHOOL).status_code == 409
    assert ask.post(at(made, "/commitments/nothing/accept"), who=SCHOOL).status_code == 404


def test_a_no_needs_a_reason_and_the_department_can_be_asked_once_more(ask):
    made = ask.public(commitments=[{"departmentId": "skole"}])
    path = at(made, f"/commitments/{of(made, 'skole')['id']}/decline")
    refused = ask.post(path, {}, SCHOOL)
    assert refused.status_code == 422
    assert refused.json["errors"][0]["pointer"] == "/reason"
    assert of(ask.done(path, NO_TIME, SCHOOL), "skole")["reason"][0]["text"] == "Vi har ingen folk."
    assert ask.answered(made, "accept", LEADER)["status"] == "proposed"
    again = {"departmentId": "skole", "role": "contributing", "what": "Et lokale", "language": "da"}
    asked = ask.done(at(made, "/commitments"), again, status=201)
    assert of(asked, "skole")["id"] == asked["madeId"]
    assert ask.post(at(made, "/commitments"), again, LEADER).status_code == 422
    assert ask.answered(asked, "accept", SCHOOL)["status"] == "approved"


def test_the_department_that_leads_may_go_on_without_those_who_said_no(ask):
    made = ask.public(commitments=[{"departmentId": "skole"}, {"departmentId": "kultur"}])
    ask.answered(made, "decline", SCHOOL, **NO_TIME)
    ask.answered(made, "accept", LEADER)
    assert ask.post(at(made, "/approve"), who=LEADER).status_code == 409
    assert ask.answered(made, "accept", CULTURE)["status"] == "proposed"
    assert ask.post(at(made, "/approve"), who=CULTURE).status_code == 403
    assert ask.done(at(made, "/approve"))["status"] == "approved"
    assert ask.post(at(made, "/approve"), who=LEADER).status_code == 409


def test_it_goes_through_all_statuses_with_a_decision_each(ask):
    made = ask.initiative()
    ask.done(at(made, "/prioritise"), {"why": "Det haster.", "language": "da"})
    ask.answered(made, "accept", LEADER)
    ask.done(at(made, "/test"))
    ask.done(at(made, "/implement"))
    run = {"operatedBy": "Integrationsteamet", "reviewOn": "2999-01-01", "language": "da"}
    assert ask.post(at(made, "/operate"), {}, LEADER).status_code == 422
    past = ask.post(at(made, "/operate"), run | {"reviewOn": "2020-01-01"}, LEADER)
    assert past.json["errors"][0]["pointer"] == "/reviewOn"
    assert ask.done(at(made, "/operate"), run)["operatedBy"][0]["text"] == "Integrationsteamet"
    assert ask.post(at(made, "/evaluate"), who=LEADER).status_code == 409
    indicator = {
        "name": "Ventetid",
        "unit": "dage",
        "direction": "down",
        "language": "da",
        "baseline": {"on": "2026-01-01", "value": 60},
        "target": {"on": "2026-12-01", "value": 30},
    }
    id = ask.done(at(made, "/indicators"), indicator)["madeId"]
    measured = at(made, f"/indicators/{id}/measurements")
    ask.done(measured, {"on": "2026-01-01", "value": 60})
    assert ask.post(at(made, "/evaluate"), who=LEADER).status_code == 409
    ask.done(measured, {"on": "2026-02-01", "value": 45})
    ask.done(at(made, "/evaluate"))
    done = ask.done(at(made, "/spread"))
    assert [d["what"] for d in done["decisions"]] == [
        *("proposed", "prioritised", "approved", "testing", "implementing"),
        *("in_operation", "evaluated", "spread"),
    ]
    assert done["decisions"][1]["why"][0]["text"] == "Det haster."
    assert ask.post(at(made, "/stop"), NO_TIME, LEADER).status_code == 409


@pytest.mark.parametrize(
    "verb",
    ["publish", "prioritise", "approve", "test", "implement", "evaluate", "spread", "stop"],
)
def test_only_the_department_that_owns_it_decides(ask, verb):
    made = ask.initiative(commitments=CONTRIBUTING)
    body = NO_TIME if verb == "stop" else {}
    assert ask.post(at(made, f"/{verb}"), body).status_code == 401
    assert ask.post(at(made, f"/{verb}"), body, READER).status_code == 403
    assert ask.post(at(made, f"/{verb}"), body, SCHOOL).status_code == 403
    assert ask.post(at(made, f"/{verb}"), body, HEALTH).status_code == 404


def test_nothing_is_changed_unseen(ask):
    made = ask.initiative()
    new = {"title": "Sprogcafé om tirsdagen", "language": "da"}
    assert ask.patch(at(made), new, LEADER).status_code == 428
    assert ask.patch(at(made), new, LEADER, If_Match='"v7"').status_code == 412
    changed = ask.patch(at(made), new, LEADER, If_Match='"v1"')
    assert changed.json["title"][0]["text"] == "Sprogcafé om tirsdagen"
    assert changed.headers["ETag"] == '"v2"'
    assert changed.json["contact"] == made["contact"]
    assert ask.patch(at(made), new, SCHOOL, If_Match='"v2"').status_code == 404
    assert ask.post(at(made, "/publish"), who=LEADER, If_Match='"v1"').status_code == 412
    assert ask.post(at(made, "/publish"), who=LEADER, If_Match='"v2"').status_code == 200
    accept = at(made, f"/commitments/{of(made, 'integration')['id']}/accept")
    assert ask.post(accept, who=LEADER, If_Match='"v2"').status_code == 412


def test_a_repeated_command_is_done_once(ask):
    body = {"title": "Sprogcafé", "language": "da", "commitments": CONTRIBUTING}
    first = ask.post("/api/initiatives", body, LEADER, Idempotency_Key="one")
    again = ask.post("/api/initiatives", body, LEADER, Idempotency_Key="one")
    assert again.json == first.json
    other = ask.post("/api/initiatives", body | {"title": "x"}, LEADER, Idempotency_Key="one")
    assert other.status_code == 422
    made, key = first.json, {"Idempotency_Key": "two"}
    wanted = {"departmentId": "sundhed"}
    asked = [ask.post(at(made, "/commitments"), wanted, LEADER, **key) for _ in range(2)]
    assert asked[0].json == asked[1].json
    assert len(asked[1].json["commitments"]) == 4
    accept = at(made, f"/commitments/{of(made, 'skole')['id']}/accept")
    assert ask.post(accept, who=SCHOOL, Idempotency_Key="three").status_code == 200
    assert ask.post(accept, who=SCHOOL, Idempotency_Key="three").status_code == 200
    assert ask.post(accept, who=SCHOOL, Idempotency_Key="four").status_code == 409


def test_a_history_tells_what_happened_in_order_and_has_pages(ask):
    made = ask.public()
    first = ask.get(at(made, "/history?limit=1"))
    assert [h["type"] for h in first.json["items"]] == ["dk.samskab.initiative.proposed.v1"]
    rest = ask.get(re.search("<(.*)>", first.headers["Link"])[1])
    assert rest.json["items"][0]["by"] == {"role": "leader", "department": "integration"}


def test_without_the_gateway_nobody_gets_in(ask):
    assert ask.client.get("/api/initiatives").status_code == 401
    assert ask.client.get("/livez").status_code == 200


def test_a_fact_names_the_department_that_somebody_of_several_acted_for(ask):
    several = dataclasses.replace(LEADER, departments=("integration", "skole"))
    made = ask.initiative(commitments=[{"departmentId": "skole"}])
    ask.answered(made, "accept", several, "skole")
    ask.done(
        at(made, "/prioritise"),
        who=dataclasses.replace(several, departments=("skole", "integration")),
    )
    told = ask.get(at(made, "/history"), LEADER).json["items"][-2:]
    assert [each["by"]["department"] for each in told] == ["skole", "integration"]
