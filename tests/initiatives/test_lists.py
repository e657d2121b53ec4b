"""Finding initiatives: by department, role, status, origin and words; a department's own page."""

import dataclasses
import re
from datetime import timedelta

import pytest

from chassis.clock import day, now
from chassis.identity import NOBODY, Caller
from initiatives.events.parts import Answer

LEADER = Caller(
    kind="person",
    subject="l1",
    role="leader",
    departments=("integration",),
    scopes=("read", "steer", "commit"),
)
SCHOOL = dataclasses.replace(LEADER, subject="l2", departments=("skole",))
HEALTH = dataclasses.replace(LEADER, subject="l3", departments=("sundhed",))
YESTERDAY, TOMORROW = (day(now()) + timedelta(days=n) for n in (-2, 2))
NO_TIME = {"reason": "Vi har ingen folk.", "language": "da"}
MINE = "/api/initiatives?department=skole&role=lead,contributing&status=active"


def at(initiative, rest=""):
    return f"/api/initiatives/{initiative['id']}{rest}"


def titles(answer):
    return [each["title"][0]["text"] for each in answer.json["items"]]


def due(ask, made, day, department="integration"):
    body = {"title": "Den første gang", "due": str(day), "language": "da"}
    body |= {"departmentId": department}
    return ask.done(at(made, "/milestones"), body)["madeId"]


def with_school(ask, title, role="contributing", **more):
    return ask.public(title=title, commitments=[{"departmentId": "skole", "role": role}], **more)


def test_my_list_has_what_i_carry_out_with_what_is_overdue_first(ask):  # LED-1
    with_school(ask, "Ingen frist")
    due(ask, with_school(ask, "Frist i morgen"), TOMORROW)
    late = with_school(ask, "For sent")
    due(ask, late, YESTERDAY)
    due(ask, with_school(ask, "Kun orienteret", "informed"), YESTERDAY)
    stopped = with_school(ask, "Stoppet")
    ask.done(at(stopped, "/stop"), NO_TIME)
    ask.answered(with_school(ask, "Afvist"), "decline", SCHOOL, **NO_TIME)
    ask.public(title="De andres")
    lead = ask.public(SCHOOL, title="Vi står i spidsen")
    found = ask.get(MINE, SCHOOL)
    assert titles(found)[:2] == ["For sent", "Frist i morgen"]
    assert set(titles(found)[2:]) == {"Ingen frist", "Vi står i spidsen"}
    assert [each["overdue"] for each in found.json["items"]] == [1, 0, 0, 0]
    assert found.json["items"][0]["milestones"][0]["overdue"] is True
    counted = ask.get(MINE.replace("?", "/counts?"), SCHOOL).json
    assert counted == {"total": 4, "byStatus": {"proposed": 4}}
    ask.answered(lead, "accept", SCHOOL)
    counted = ask.get(MINE.replace("?", "/counts?"), SCHOOL).json
    assert counted["byStatus"] == {"proposed": 3, "approved": 1}
    milestone = ask.get(at(late)).json["milestones"][0]
    ask.done(at(late, f"/milestones/{milestone['id']}/reach"))
    assert titles(ask.get(MINE, SCHOOL))[0] == "Frist i morgen"


def test_a_list_has_pages_in_its_order(ask):
    for n in range(5):
        due(ask, with_school(ask, f"nr {n}"), YESTERDAY - timedelta(days=n))
    page = ask.get(f"{MINE}&limit=2", SCHOOL)
    found = titles(page)
    while link := page.headers.get("Link"):
        page = ask.get(re.search("<(.*)>", link)[1], SCHOOL)
        found += titles(page)
    assert found == [f"nr {n}" for n in (4, 3, 2, 1, 0)]
    assert titles(ask.get("/api/initiatives")) == [f"nr {n}" for n in (4, 3, 2, 1, 0)]


def test_counts_are_of_what_the_caller_may_see(ask):
    ask.initiative(commitments=[{"departmentId": "skole"}])
    with_school(ask, "Offentligt")
    for who, many in ((SCHOOL, 2), (LEADER, 2), (HEALTH, 1), (NOBODY, 1)):
        query = "department=skole&status=active"
        assert len(ask.get(f"/api/initiatives?{query}", who).json["items"]) == many
        assert ask.get(f"/api/initiatives/counts?{query}", who).json["total"] == many


def test_one_finds_by_where_it_came_from_and_by_words(ask):
    ask.public(
        title="Sprogcafé for familier",
        ideaIds=["i1"],
        opportunityIds=["o1"],
        stepIds=["s1"],
        problem="Nogen mangler ord",
    )
    ask.public(title="Andet")
    for query in ("idea=i1", "opportunity=o1", "step=s1", "q=sprogcafe", "q=mangler+ord"):
        assert titles(ask.get(f"/api/initiatives?{query}")) == ["Sprogcafé for familier"], query
        assert ask.get(f"/api/initiatives/counts?{query}").json["total"] == 1
    assert titles(ask.get("/api/initiatives?idea=i2")) == []
    assert len(titles(ask.get("/api/initiatives?status=proposed,approved"))) == 2
    assert titles(ask.get("/api/initiatives?status=stopped")) == []


@pytest.mark.parametrize(
    "query",
    ["status=sleeping", "role=lead", "answer=asked", "department=a&role=boss", "sort=x", "limit=0"],
)
def test_a_query_that_nobody_understands_is_refused(ask, query):
    answer = ask.get(f"/api/initiatives?{query}")
    assert answer.status_code == 400, answer.text


def test_a_department_sees_what_it_is_asked_and_what_it_has_promised(ask):
    asked = with_school(ask, "Spurgt")
    promised = with_school(ask, "Lovet")
    due(ask, promised, YESTERDAY, "skole")
    ask.answered(promised, "accept", SCHOOL)
    with_school(ask, "Også lovet")
    ask.answered(ask.get("/api/initiatives").json["items"][0], "accept", SCHOOL)
    ask.answered(with_school(ask, "Afvist"), "decline", SCHOOL, **NO_TIME)
    commitments = ask.service.commitments
    (one,), more = commitments.page(SCHOOL, "skole", Answer.ASKED, 20)
    assert (one.seen.initiative.id, one.commitment.department_id) == (asked["id"], "skole")
    assert more is None
    both, _ = commitments.page(SCHOOL, "skole", Answer.ACCEPTED, 20)
    assert [len(each.seen.overdue) for each in both] == [1, 0]
    counts = [commitments.count(NOBODY, "skole", each) for each in Answer]
    assert counts == [1, 2, 1]
    assert titles(ask.get("/api/initiatives?department=skole&answer=asked")) == ["Spurgt"]
    assert titles(ask.get("/api/initiatives?department=skole&answer=declined")) == ["Afvist"]


def test_departments_are_called_by_their_names_where_these_are_known(ask):
    names = [{"lang": "da", "text": "Skole og Dagtilbud", "source": "original"}]
    ask.heard("department", "skole", names=names)
    found = ask.service.departments.names(["skole", "by"])
    assert [found[id][0].text for id in ("skole", "by")] == ["Skole og Dagtilbud", "by"]
    assert ask.service.departments.name("by")[0].lang == "und"
