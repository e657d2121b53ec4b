"""What journeys answers over HTTP: evidence, insights, opportunities, and what they come from."""

import json

import pytest

from chassis.identity import NOBODY, Caller
from chassis.stores import Write

CONSULTANT = Caller(
    kind="person",
    subject="c1",
    role="consultant",
    departments=("integration",),
    scopes=("read", "map"),
)
OUTSIDER = Caller(**(vars(CONSULTANT) | {"subject": "c3", "departments": ("by",)}))
READER = Caller(**(vars(CONSULTANT) | {"subject": "r1", "scopes": ("read",)}))


def pointers(answer):
    return [error["pointer"] for error in answer.json["errors"]]


def quote(ask, idea="i1", **more):
    return ask.evidence("“Jeg turde ikke åbne brevet.”", type="quote", ideaId=idea, **more)


def at(plural, thing):
    return f"/api/{plural}/{thing['id']}"


def test_a_quote_is_published_once_its_contribution_is_known_to_be_public(ask):
    evidence = quote(ask)
    assert ask.post(f"{at('evidence', evidence)}/publish").status_code == 409
    ask.idea("i1", "submitted", "department")
    assert ask.post(f"{at('evidence', evidence)}/publish").status_code == 409
    ask.idea("i1")
    assert ask.published("evidence", evidence)["status"] == "published"
    assert ask.get(at("evidence", evidence)).json["ideaId"] == "i1"


def test_a_quote_is_hidden_when_its_contribution_is_taken_back_and_shown_again_by_a_person(ask):
    ask.idea("i1")
    mine, own = quote(ask), ask.evidence(ideaId="i1")
    ask.published("evidence", mine)
    ask.published("evidence", own)
    ask.idea("i1", "withdrawn", "department")
    assert ask.get(at("evidence", mine)).status_code == 404
    inside = ask.get(at("evidence", mine), CONSULTANT).json
    assert (inside["status"], inside["ideaId"]) == ("hidden", "i1")
    assert ask.get(at("evidence", own)).json["status"] == "published"
    told = ask.facts("evidence", mine["id"])[-1]
    assert told["type"] == "dk.samskab.evidence.hidden.v1"
    assert told["data"]["state"]["withheld"]
    assert "brevet" not in json.dumps(told)
    ask.idea("i1")
    assert ask.get(at("evidence", mine)).status_code == 404
    assert ask.published("evidence", mine)["status"] == "published"


def test_a_quote_published_while_its_contribution_goes_is_hidden_by_our_own_reaction(ask):
    ask.idea("i1")
    evidence = quote(ask)
    ask.published("evidence", evidence)
    store = ask.service.store
    copy = store.get("copy_idea", "i1")
    body = copy.body | {"visibility": "department", "withheld": True}
    store.save(Write("copy_idea", "i1", body, copy.version))
    ask.work()
    assert ask.get(at("evidence", evidence), CONSULTANT).json["status"] == "hidden"


def test_hearing_everything_twice_hides_once(ask):
    ask.idea("i1")
    evidence = quote(ask)
    ask.published("evidence", evidence)
    for _ in range(2):
        ask.idea("i1", "withdrawn", "department")
    types = [fact["type"].split(".")[3] for fact in ask.facts("evidence", evidence["id"])]
    assert types == ["recorded", "published", "hidden"]


def test_hidden_evidence_does_not_count_for_a_step(ask):
    journey = ask.felt_journey()
    step = journey["stages"][0]["steps"][0]["id"]
    ask.idea("i1")
    evidence = quote(ask, stepIds=[step])
    ask.published("evidence", evidence)
    ask.idea("i1", "withdrawn", "department")
    shown = ask.get(f"/api/journeys/{journey['id']}", CONSULTANT).json
    assert shown["stages"][0]["steps"][0]["evidence"] == "none"


@pytest.mark.parametrize("type", ["survey", "statistic"])
def test_a_figure_of_few_is_not_published(ask, type):
    few = ask.evidence(type=type, n=4)
    assert few["n"] == 4
    assert ask.post(f"{at('evidence', few)}/publish").status_code == 409
    assert ask.patch(at("evidence", few), {"n": 12}, 1).json["n"] == 12
    assert ask.published("evidence", few)["n"] == 12


def test_how_few_were_asked_is_for_the_department_alone(ask):
    few = ask.evidence(n=3)
    ask.published("evidence", few)
    assert ask.get(at("evidence", few), READER).json["n"] == 3
    for who in (NOBODY, OUTSIDER):
        shown = ask.get(at("evidence", few), who).json
        assert "n" not in shown
        assert shown["tooFew"] is True
    assert "n" not in ask.facts("evidence", few["id"])[-1]["data"]["state"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"type": "rumour"}, "/type"),
        ({"text": ""}, "/text"),
        ({"n": 0}, "/n"),
        ({"n": "9"}, "/n"),
        ({"stepIds": ["nobody"]}, "/stepIds/0"),
        ({"personaIds": ["nobody"]}, "/personaIds/0"),
        ({"few": 3}, "/few"),
        ({"visibility": "public"}, "/visibility"),
        ({"name": "A. Person"}, "/name"),
        ({"text": "hendes nummer er 251248-9996"}, "/text"),
    ],
)
def test_evidence_that_cannot_be_taken_is_refused_by_field(ask, body, pointer):
    given = {"type": "interview", "text": "Hun venter.", "language": "da"} | body
    answer = ask.post("/api/evidence", given)
    assert answer.status_code == 422
    assert pointers(answer) == [pointer]


def test_steps_of_others_that_are_not_public_are_as_if_not_there(ask):
    step = ask.journey()["stages"][0]["steps"][0]["id"]
    body = {"type": "interview", "text": "x", "language": "da", "stepIds": [step]}
    assert pointers(ask.post("/api/evidence", body, OUTSIDER)) == ["/stepIds/0"]


def test_evidence_is_listed_by_what_it_names(ask):
    journey = ask.felt_journey()
    step, persona = journey["stages"][0]["steps"][0]["id"], journey["personaIds"][0]
    one = ask.evidence(stepIds=[step], personaIds=[persona], processId="p9")
    two = quote(ask, "i7")

    def found(query, who=CONSULTANT):
        return [each["id"] for each in ask.get(f"/api/evidence?{query}", who).json["items"]]

    assert found("") == [two["id"], one["id"]]
    assert found(f"step={step}") == found(f"persona={persona}") == found("process=p9")
    assert found(f"step={step}") == [one["id"]]
    assert found("idea=i7") == found("type=quote") == [two["id"]]
    assert found("status=published") == found("", OUTSIDER) == []
    assert found("q=turde") == [two["id"]]


def chain(ask, n=4):
    """Return an opportunity with n insights, each with a quote at a step of a public journey."""
    journey = ask.felt_journey()
    step = journey["stages"][0]["steps"][0]["id"]
    ask.idea("i1")
    quotes = [ask.published("evidence", quote(ask, stepIds=[step])) for _ in range(n)]
    insights = [ask.published("insights", ask.insight([e["id"]])) for e in quotes]
    for verb in ("validate", "publish"):
        ask.post(f"/api/journeys/{journey['id']}/{verb}")
    return journey, quotes, insights, ask.opportunity([i["id"] for i in insights])


def test_four_insights_lead_to_a_question_and_it_leads_back(ask):
    journey, quotes, insights, opportunity = chain(ask)
    ask.published("personas", {"id": journey["personaIds"][0]})
    ask.published("opportunities", opportunity)
    origins = ask.get(f"{at('opportunities', opportunity)}/origins").json
    assert [i["id"] for i in origins["insights"]] == [i["id"] for i in insights]
    assert [e["id"] for e in origins["evidence"]] == [e["id"] for e in quotes]
    assert {e["ideaId"] for e in origins["evidence"]} == {"i1"}
    assert origins["evidence"][0]["text"][0]["text"].startswith("“Jeg turde")
    (step,) = origins["steps"]
    assert (step["journeyId"], step["stage"][0]["text"]) == (journey["id"], "Ankomst")
    (persona,) = origins["personas"]
    assert persona["name"][0]["text"] == "Samira"


def test_what_one_may_not_see_is_a_link_and_leads_no_further(ask):
    _, quotes, insights, opportunity = chain(ask, 1)
    hidden = ask.insight([ask.evidence()["id"]])
    change = {"insightIds": [insights[0]["id"], hidden["id"]]}
    ask.patch(at("opportunities", opportunity), change, 1)
    ask.published("opportunities", opportunity)
    ask.idea("i1", "withdrawn", "department")
    origins = ask.get(f"{at('opportunities', opportunity)}/origins").json
    assert [i["seen"] for i in origins["insights"]] == [True, False]
    assert origins["insights"][1] == {
        "id": hidden["id"],
        "seen": False,
        "href": f"/api/insights/{hidden['id']}",
    }
    (evidence,) = origins["evidence"]
    assert (evidence["id"], evidence["seen"], "text" in evidence) == (quotes[0]["id"], False, False)
    inside = ask.get(f"{at('opportunities', opportunity)}/origins", CONSULTANT).json
    assert len(inside["evidence"]) == 2


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"insightIds": []}, "/insightIds"),
        ({"insightIds": ["nobody"]}, "/insightIds/0"),
        ({"question": "Vi skriver bedre breve."}, "/question"),
        ({"impact": 6}, "/impact"),
        ({"status": "open"}, "/status"),
    ],
)
def test_an_opportunity_is_a_question_with_an_insight_behind_it(ask, body, pointer):
    insight = ask.insight([ask.evidence()["id"]])
    given = {"question": "Hvordan kan vi …?", "language": "da", "insightIds": [insight["id"]]}
    answer = ask.post("/api/opportunities", given | body)
    assert (answer.status_code, pointers(answer)) == (422, [pointer])
    if pointer == "/insightIds":
        del given["insightIds"]
        assert pointers(ask.post("/api/opportunities", given)) == ["/insightIds"]


def test_an_opportunity_is_opened_and_closed(ask):
    opportunity = ask.opportunity([ask.insight([ask.evidence()["id"]])["id"]], impact=4)
    path = at("opportunities", opportunity)
    assert ask.get(path).status_code == 404
    assert ask.published("opportunities", opportunity)["status"] == "open"
    assert ask.get(path).json["impact"] == 4
    assert ask.post(f"{path}/close").json["status"] == "closed"
    assert ask.post(f"{path}/close").status_code == 409
    assert ask.patch(path, {"effort": 1}, 3).status_code == 409


def test_an_insight_needs_evidence_that_is_there(ask):
    given = {"type": "pain", "statement": "x", "language": "da"}
    assert pointers(ask.post("/api/insights", given)) == ["/evidenceIds"]
    assert pointers(ask.post("/api/insights", given | {"evidenceIds": []})) == ["/evidenceIds"]
    mine = ask.evidence()["id"]
    theirs = given | {"evidenceIds": [mine]}
    assert pointers(ask.post("/api/insights", theirs, OUTSIDER)) == ["/evidenceIds/0"]


def test_insights_are_listed_by_what_they_build_on_and_retired(ask):
    evidence = ask.evidence(processId="p9")
    insight = ask.insight([evidence["id"]])
    assert insight["processId"] == "p9"
    path = at("insights", insight)
    found = ask.get(f"/api/insights?evidence={evidence['id']}", CONSULTANT).json["items"]
    assert [each["id"] for each in found] == [insight["id"]]
    assert ask.patch(path, {"severity": 5}, 1).json["severity"] == 5
    ask.published("insights", insight)
    assert ask.post(f"{path}/retire").json["status"] == "retired"
    assert ask.get(path).json["status"] == "retired"
    types = [h["type"].split(".")[3] for h in ask.get(f"{path}/history").json["items"]]
    assert types == ["found", "changed", "published", "retired"]
    opportunity = ask.opportunity([insight["id"]])
    found = ask.get(f"/api/opportunities?insight={insight['id']}", CONSULTANT).json["items"]
    assert [each["id"] for each in found] == [opportunity["id"]]
    assert opportunity["processId"] == "p9"


@pytest.mark.parametrize("plural", ["personas", "evidence", "insights", "opportunities"])
def test_others_find_nothing_and_without_the_right_nothing_is_done(ask, plural):
    evidence = ask.evidence()
    insight = ask.insight([evidence["id"]])
    things = {
        "personas": ask.persona,
        "evidence": lambda: evidence,
        "insights": lambda: insight,
        "opportunities": lambda: ask.opportunity([insight["id"]]),
    }
    path = at(plural, things[plural]())
    for who in (NOBODY, OUTSIDER):
        assert ask.get(path, who).status_code == 404
        assert ask.get(f"{path}/history", who).status_code == 404
        assert ask.get(f"/api/{plural}", who).json["items"] == []
    assert ask.patch(path, {}, 1, OUTSIDER).status_code == 404
    assert ask.post(f"{path}/publish", who=OUTSIDER).status_code == 404
    assert ask.post(f"{path}/publish", who=READER).status_code == 403
    assert ask.post(f"{path}/publish", who=NOBODY).status_code == 401
    assert ask.post(f"{path}/publish").status_code == 200
    assert ask.get(path).status_code == 200
    assert ask.post(f"{path}/publish", who=OUTSIDER).status_code == 403
