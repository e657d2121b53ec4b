"""From what was seen to a question that can be answered (CON-6), and what evidence may say."""

import pytest
from hands import da, soon
from plans import steps_of


@pytest.fixture(scope="module")
def journey(town):
    return town.journey()


@pytest.fixture(scope="module")
def insights(town, journey):
    """Four insights, each from evidence at a step of its own."""
    found = []
    for step in steps_of(journey):
        evidence = town.evidence([step])
        found.append(town.insight([evidence["id"]], stepIds=[step])["id"])
    return found


def test_four_insights_lead_to_one_question(town, journey, insights):
    asked = town.opportunity(insights, publish=False, stepIds=steps_of(journey)[:1])
    assert (asked["status"], asked["insightIds"]) == ("draft", insights)
    town.anyone.no(404, "GET", f"/api/opportunities/{asked['id']}")
    town.consultant.post(f"/api/opportunities/{asked['id']}/publish")
    assert town.anyone.get(f"/api/opportunities/{asked['id']}")["status"] == "open"


def test_a_question_without_an_insight_or_that_is_none_is_refused(town, insights):
    body = {"question": da("Hvordan kan vi hjælpe?"), "insightIds": []}
    town.consultant.no(422, "POST", "/api/opportunities", body)
    town.consultant.no(422, "POST", "/api/opportunities", {"question": da("Hvordan kan vi?")})
    body = {"question": da("Vi hjælper."), "insightIds": insights}
    problem = town.consultant.no(422, "POST", "/api/opportunities", body)
    assert problem["errors"][0]["pointer"].startswith("/question")
    half = da("Hvordan kan vi hjælpe?", ar="نحن نساعد")
    town.consultant.no(422, "POST", "/api/opportunities", body | {"question": half})
    whole = da("Hvordan kan vi hjælpe?", ar="كيف يمكننا المساعدة؟")
    assert town.consultant.post("/api/opportunities", body | {"question": whole})["id"]


def test_an_insight_without_evidence_is_refused(town):
    body = {"type": "pain", "statement": da("Det er svært."), "evidenceIds": []}
    town.consultant.no(422, "POST", "/api/insights", body)


def test_where_a_question_comes_from_is_one_call(town, journey, insights):
    asked = town.opportunity(insights)
    found = town.consultant.get(f"/api/opportunities/{asked['id']}/origins")
    assert {each["id"] for each in found["insights"]} == set(insights)
    assert len(found["evidence"]) == 4
    assert {each["id"] for each in found["steps"]} == set(steps_of(journey))
    assert set(found) >= {"steps", "personas", "insights", "evidence"}


def test_nobody_is_quoted_who_is_not_public(town):
    silent = town.idea("Min egen historie", publish=False)
    body = {"type": "quote", "text": da("Min egen historie"), "ideaId": silent["id"]}
    made = town.consultant.post("/api/evidence", body)
    town.consultant.no(409, "POST", f"/api/evidence/{made['id']}/publish", {})
    own = town.evidence(idea=silent["id"], type="interview", text=da("En familie fortalte."))
    assert own["status"] == "published"


def test_a_quote_is_hidden_when_what_it_quotes_is_taken_back(town):
    idea = town.idea("Vi ventede i ti uger")
    path = "/api/evidence"
    body = {"type": "quote", "text": da("Vi ventede i ti uger"), "ideaId": idea["id"]}
    made = town.consultant.post(path, body)
    publish = f"{path}/{made['id']}/publish"
    soon(lambda: town.consultant.ask("POST", publish, {}).status == 200)
    assert town.anyone.get(f"{path}/{made['id']}")["text"]
    town.anyone.post("/api/track/withdraw", {"trackingCode": idea["trackingCode"]})
    soon(lambda: town.anyone.ask("GET", f"{path}/{made['id']}").status == 404)
    assert town.consultant.get(f"{path}/{made['id']}")["status"] == "hidden"


def test_numbers_about_fewer_than_five_are_not_published(town):
    made = town.evidence(publish=False, type="survey", n=4)
    town.consultant.no(409, "POST", f"/api/evidence/{made['id']}/publish", {})
    assert town.evidence(type="survey", n=5)["status"] == "published"
