"""An offer of help: found for a need with the reasons why, asked for, used, let go."""

import dataclasses
import json

import pytest

from chassis.identity import NOBODY, Caller
from chassis.stores import Write

LEADER = Caller(
    kind="person",
    subject="l1",
    role="leader",
    departments=("integration",),
    scopes=("read", "steer", "commit"),
)
SCHOOL = dataclasses.replace(LEADER, subject="l2", departments=("skole",))
NO_TIME = {"reason": "Vi har ingen folk.", "language": "da"}
WISH = {"languages": ["ar"], "times": ["tuesday_evening", "friday_morning"], "area": "Vest"}


def at(initiative, rest=""):
    return f"/api/initiatives/{initiative['id']}{rest}"


def suggested(ask, made, need, who=NOBODY):
    answer = ask.get(at(made, f"/needs/{need}/suggestions"), who)
    assert answer.status_code == 200, answer.text
    return answer.json["items"]


def asked(ask, made, need, idea, who=LEADER):
    return ask.post(at(made, "/matches"), {"needId": need, "ideaId": idea}, who)


def said(made, match_id):
    return next(m for m in made["matches"] if m["id"] == match_id)


def answer_of(match_id, status, **more):
    usual = {"id": match_id, "initiativeId": "i", "needId": "n"}
    return usual | {"status": status, "askedAt": "2026-03-02T11:00:00.000Z"} | more


def test_offers_that_suit_are_suggested_with_the_reasons_why_the_best_first(ask):
    made = ask.public()
    need = ask.need(made, **WISH)
    ask.offer("nothing", languages=["uk"], area="Øst")
    ask.offer("type", resourceType="language")
    ask.offer("near", area="vest")
    ask.offer("then", times=["friday_morning", "sunday_evening"])
    ask.offer("speaks", languages=["da", "ar"])
    ask.offer("all", resourceType="language", **WISH)
    found = suggested(ask, made, need)
    assert [each["ideaId"] for each in found] == ["all", "speaks", "then", "near", "type"]
    assert found[0]["reasons"] == [
        {"code": "language", "words": ["ar"]},
        {"code": "time", "words": ["tuesday_evening", "friday_morning"]},
        {"code": "area", "words": ["Vest"]},
        {"code": "type", "words": ["language"]},
    ]
    assert found[2]["reasons"] == [{"code": "time", "words": ["friday_morning"]}]
    assert found[0]["title"][0]["text"] == "Hjælp all"
    assert found[0]["offer"]["area"] == "Vest"


def test_only_what_is_free_public_and_not_over_is_suggested(ask):
    made = ask.public()
    need = ask.need(made, languages=["ar"])
    ask.offer("taken", languages=["ar"], status="confirmed")
    ask.offer("over", languages=["ar"], validTo="2026-01-01")
    ask.offer("hidden", languages=["ar"])
    ask.heard("idea", "hidden", visibility="department", withheld=True)
    ask.heard("idea", "sentence", kind="idea", submittedAt="2026-03-02T11:00:00.000Z")
    ask.offer("free", languages=["ar"], validTo="2999-01-01")
    assert [each["ideaId"] for each in suggested(ask, made, need)] == ["free"]
    assert asked(ask, made, need, "free").status_code == 201
    assert suggested(ask, made, need) == []
    assert ask.get(at(made, "/needs/nothing/suggestions")).status_code == 404


def test_suggestions_are_for_those_who_see_the_initiative(ask):
    made = ask.initiative()
    need = ask.need(made, languages=["ar"])
    path = at(made, f"/needs/{need}/suggestions")
    assert ask.get(path).status_code == 404
    assert ask.get(path, SCHOOL).status_code == 404
    assert ask.get(path, LEADER).status_code == 200


def test_an_offer_is_asked_for_by_a_published_initiative_that_can_be_contacted(ask):
    ask.offer("help", languages=["ar"])
    hidden = ask.initiative()
    assert asked(ask, hidden, ask.need(hidden), "help").status_code == 409
    silent = ask.done("/api/initiatives", {"title": "x", "language": "da"})
    ask.done(at(silent, "/publish"))
    assert asked(ask, silent, ask.need(silent), "help").status_code == 409
    made = ask.public(commitments=[{"departmentId": "skole"}])
    need = ask.need(made)
    assert asked(ask, made, need, "help", NOBODY).status_code == 401
    assert asked(ask, made, need, "help", SCHOOL).status_code == 403
    for idea, pointer in (("nothing", "/ideaId"),):
        assert asked(ask, made, need, idea).json["errors"][0]["pointer"] == pointer
    assert asked(ask, made, "nothing", "help").json["errors"][0]["pointer"] == "/needId"
    done = asked(ask, made, need, "help")
    assert done.status_code == 201
    match = said(done.json, done.json["madeId"])
    assert (match["status"], match["answer"]) == ("asked", "on_its_way")
    assert match["title"][0]["text"] == "Hjælp help"
    assert asked(ask, made, need, "help").status_code == 409
    found = ask.get("/api/initiatives?idea=help").json["items"]
    assert [each["id"] for each in found] == [made["id"]]


def test_an_offer_that_another_asked_first_cannot_be_asked_for(ask):
    made = ask.public()
    ask.offer("help", status="asked")
    assert asked(ask, made, ask.need(made), "help").status_code == 409
    ask.offer("over", validTo="2026-01-01")
    assert asked(ask, made, ask.need(made), "over").status_code == 409


def test_help_is_used_when_its_giver_has_said_yes_and_is_counted_and_thanked_for(ask):
    made = ask.public()
    ask.offer("help", languages=["ar"])
    id = asked(ask, made, ask.need(made), "help").json["madeId"]
    use = {"amount": 2, "unit": "hours", "thanks": "Tusind tak!", "language": "da"}
    path = at(made, f"/matches/{id}/use")
    assert ask.post(path, use, LEADER).status_code == 409
    ask.offer("help", status="confirmed", asks=[answer_of(id, "confirmed")])
    assert said(ask.get(at(made)).json, id)["answer"] == "confirmed"
    for wrong in ({"amount": 0}, {"amount": "2"}, {"amount": -1}, {"unit": "days"}):
        assert ask.post(path, use | wrong, LEADER).status_code == 422
    assert ask.post(path, use, SCHOOL).status_code == 403
    used = said(ask.done(path, use), id)
    assert (used["status"], used["amount"], used["unit"]) == ("used", 2.0, "hours")
    assert used["thanks"][0]["text"] == "Tusind tak!"
    ask.offer("help", status="used", asks=[answer_of(id, "used")])
    again = ask.done(path, {"amount": 1.5, "unit": "hours"})
    assert (said(again, id)["amount"], said(again, id)["thanks"]) == (3.5, used["thanks"])


@pytest.mark.parametrize("status", ["refused", "released", "taken", "asked"])
def test_what_the_giver_has_not_said_yes_to_is_not_used(ask, status):
    made = ask.public()
    ask.offer("help")
    id = asked(ask, made, ask.need(made), "help").json["madeId"]
    ask.offer("help", asks=[answer_of(id, status, answeredAt="2026-03-03T11:00:00.000Z")])
    match = said(ask.get(at(made)).json, id)
    assert (match["answer"], match["answeredAt"]) == (status, "2026-03-03T11:00:00.000Z")
    use = {"amount": 2, "unit": "hours"}
    assert ask.post(at(made, f"/matches/{id}/use"), use, LEADER).status_code == 409


def test_nothing_is_told_of_an_offer_that_its_giver_has_taken_back(ask):
    made = ask.public()
    ask.offer("help")
    id = asked(ask, made, ask.need(made), "help").json["madeId"]
    ask.heard("idea", "help", visibility="department", withheld=True)
    match = said(ask.get(at(made)).json, id)
    assert match["answer"] == "gone"
    assert "title" not in match


def test_an_offer_that_was_let_go_can_be_asked_for_again(ask):
    made = ask.public()
    ask.offer("help")
    need = ask.need(made)
    id = asked(ask, made, need, "help").json["madeId"]
    assert said(ask.done(at(made, f"/matches/{id}/free")), id)["status"] == "freed"
    assert ask.post(at(made, f"/matches/{id}/free"), who=LEADER).status_code == 409
    assert asked(ask, made, need, "help").status_code == 201
    assert ask.done(at(made, f"/needs/{need}/close"))["needs"][0]["closed"] is True
    ask.offer("more")
    assert asked(ask, made, need, "more").status_code == 409


def test_to_stop_an_initiative_needs_a_reason_and_frees_its_help(ask):  # LED-6
    made = ask.approved(ideaIds=["i1"])
    ask.offer("help")
    id = asked(ask, made, ask.need(made), "help").json["madeId"]
    refused = ask.post(at(made, "/stop"), {}, LEADER)
    assert refused.status_code == 422
    assert refused.json["errors"][0]["pointer"] == "/reason"
    done = ask.done(at(made, "/stop"), NO_TIME)
    assert (done["status"], said(done, id)["status"]) == ("stopped", "freed")
    assert done["decisions"][-1]["why"][0]["text"] == "Vi har ingen folk."
    told = ask.get(at(made, "/history")).json["items"]
    assert [each["type"] for each in told[-2:]] == [
        *("dk.samskab.initiative.stopped.v1", "dk.samskab.match.freed.v1")
    ]
    assert told[-2]["details"]["reason"][0]["text"] == "Vi har ingen folk."
    assert told[-1]["details"]["ideaId"] == "help"
    assert ask.post(at(made, "/stop"), NO_TIME, LEADER).status_code == 409


def test_a_repeated_ask_is_one_ask_also_when_the_offer_has_been_taken_meanwhile(ask):
    made = ask.public()
    ask.offer("help")
    body = {"needId": ask.need(made), "ideaId": "help"}
    first = ask.post(at(made, "/matches"), body, LEADER, Idempotency_Key="k")
    ask.offer("help", status="asked", asks=[answer_of(first.json["madeId"], "asked")])
    again = ask.post(at(made, "/matches"), body, LEADER, Idempotency_Key="k")
    assert (again.status_code, again.json["madeId"]) == (201, first.json["madeId"])
    assert len(again.json["matches"]) == 1


def crowd(ask, many):
    """Hear of very many offers, of which hardly any suits."""
    store, days = ask.service.store, ("monday", "tuesday", "wednesday", "thursday", "friday")
    writes = []
    for n in range(many):
        offer = None
        if n % 5 == 0:
            k = n // 5
            offer = {
                "resourceType": ("time", "language", "skill", "space")[k % 4],
                "languages": ["da", ("ar", "uk", "so", "fa", "en")[k % 5]],
                "times": [f"{days[(k // 5) % 5]}_evening"],
                "area": ("Vest", "Midt", "Øst", "Nord", "Syd")[(k // 25) % 5],
                "status": "offered",
                "asks": [],
            }
        at = f"2026-03-{n % 28 + 1:02}T11:00:00.{n % 1000:03}Z"
        body = {"id": f"{n}", "revision": 1, "visibility": "public", "submittedAt": at}
        body |= {"ownerDepartmentId": "kommune", "title": [], "body": [], "language": "da"}
        body["status"] = "published"
        writes.append(Write("copy_idea", f"{n}", body | ({"offer": offer} if offer else {}), 0))
    for begin in range(0, many, 5000):
        store.save_many(writes[begin : begin + 5000])


def test_the_best_are_suggested_among_very_many(ask):
    crowd(ask, 5_000)
    made = ask.public()
    wish = {"languages": ["ar"], "times": ["tuesday_evening"], "area": "Øst"}
    need = ask.need(made, **wish)
    found = suggested(ask, made, need)
    assert len(found) == 20
    assert [each["code"] for each in found[0]["reasons"]] == ["language", "time", "area", "type"]


def test_an_offer_whose_answer_was_no_is_neither_suggested_nor_asked_for(ask):
    made = ask.public()
    need = ask.need(made, languages=["ar"])
    ask.offer("declined", languages=["ar"])
    body = ask.service.store.get("copy_idea", "declined").body
    ask.heard("idea", "declined", **(body | {"status": "declined"}))
    assert suggested(ask, made, need) == []
    assert asked(ask, made, need, "declined").status_code == 409


def test_a_key_used_for_two_initiatives_asks_two_different_questions(ask):
    ids = set()
    for idea in ("one", "two"):
        made = ask.public()
        body = {"needId": ask.need(made), "ideaId": ask.offer(idea)}
        once, again = (
            ask.post(at(made, "/matches"), body, LEADER, Idempotency_Key="k") for _ in range(2)
        )
        assert once.json["madeId"] == again.json["madeId"]
        ids.add(once.json["madeId"])
    assert len(ids) == 2


def test_help_that_comes_to_nothing_is_not_counted(ask):
    made = ask.approved()
    ask.offer("help")
    match = asked(ask, made, ask.need(made), "help").json["madeId"]
    ask.offer("help", [answer_of(match, "confirmed")], "confirmed")
    path = at(made, f"/matches/{match}/use")
    assert ask.post(path, {"amount": 0.004, "unit": "hours"}, LEADER).status_code == 422
    assert said(ask.done(path, {"amount": 0.006, "unit": "hours"}), match)["amount"] == 0.01
    assert ask.service.store.history("initiative", made["id"])[-1].fact["data"]["details"][
        "amount"
    ] == pytest.approx(0.01)


def test_an_initiative_takes_no_more_than_it_can_be_stopped_with(ask):
    made = ask.public()
    need = ask.need(made)
    long = [{"lang": lang, "text": "æ" * 9000} for lang in ("da", "sv", "nb", "de")]
    edition = f'"v{ask.get(at(made)).json["edition"]}"'
    assert ask.patch(at(made), {"problem": long}, LEADER, If_Match=edition).status_code == 200
    answers = [asked(ask, made, need, ask.offer(f"o{n}")).status_code for n in range(45)]
    assert (answers[0], answers[-1]) == (201, 422)
    stopped = ask.post(at(made, "/stop"), {"reason": "æ" * 2000, "language": "da"}, LEADER)
    assert stopped.status_code == 200
    facts = [entry.fact for entry in ask.service.store.history("initiative", made["id"])]
    freed = [fact for fact in facts if "match.freed" in fact["type"]]
    assert len(freed) == answers.count(201)
    assert sum(len(json.dumps(fact, ensure_ascii=False).encode()) for fact in freed) < 4 * 2**20


def test_a_full_initiative_can_still_be_ended(ask):
    made = ask.public()
    langs = ("da", "sv", "nb", "de", "fi", "en", "fr", "pl", "uk", "ar")
    texts = [{"lang": lang, "text": "a" * 10_000} for lang in langs]
    for field, status in (("problem", 200), ("solution", 422)):
        edition = f'"v{ask.get(at(made)).json["edition"]}"'
        answer = ask.patch(at(made), {field: texts}, LEADER, If_Match=edition)
        assert answer.status_code == status, answer.text
    ask.answered(made, "decline", LEADER, reason="æ" * 2000, language="da")
    reason = {"reason": [{"lang": each["lang"], "text": "a" * 2000} for each in texts]}
    assert ask.post(at(made, "/stop"), reason, LEADER).status_code == 200
