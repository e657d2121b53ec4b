"""What ideas answers over HTTP."""

import re

import pytest

from chassis.identity import Caller

MODERATOR = Caller(
    kind="person",
    subject="m1",
    role="moderator",
    departments=("kommune",),
    scopes=("read", "moderate"),
)
ELSEWHERE = Caller(
    kind="person",
    subject="m2",
    role="moderator",
    departments=("parks",),
    scopes=("read", "moderate"),
)
LEADER = Caller(
    kind="person", subject="s1", role="leader", departments=("kommune",), scopes=("read", "steer")
)
PORTAL = Caller(kind="key", subject="k1", role="portal", source="/portal", scopes=("intake",))
NO_ROOM = {"reason": "Der er ikke plads.", "language": "da"}


def test_anybody_can_hand_something_in_and_gets_a_code_to_find_it_again(ask):
    idea = ask.idea()
    assert re.fullmatch(r"([A-Z2-7]{4}-){4}[A-Z2-7]{4}", idea["trackingCode"])
    assert idea["title"] == [{"lang": "da", "text": "Bænke", "source": "original"}]
    assert (idea["status"], idea["visibility"], idea["edition"]) == ("submitted", "department", 1)
    own = ask.post("/api/track", {"trackingCode": idea["trackingCode"].lower()}).json
    assert own["id"] == idea["id"]
    assert [h["type"] for h in own["history"]] == ["dk.samskab.idea.submitted.v1"]


@pytest.mark.parametrize("kind", ["idea", "knowledge", "resource", "need", "experience"])
def test_all_five_kinds_are_taken(ask, kind):
    assert ask.idea(kind=kind)["kind"] == kind


def test_nobody_outside_sees_what_is_not_published(ask):
    idea = ask.idea()
    for path in (f"/api/ideas/{idea['id']}", f"/api/ideas/{idea['id']}/history"):
        assert ask.get(path).status_code == 404
        assert ask.get(path, ELSEWHERE).status_code == 404
        assert ask.get(path, MODERATOR).status_code == 200
    assert ask.get("/api/ideas").json["items"] == []
    assert ask.get("/api/ideas?q=b%C3%A6nke", ELSEWHERE).json["items"] == []
    assert len(ask.get("/api/ideas?status=submitted", MODERATOR).json["items"]) == 1


def test_a_moderator_publishes_and_everyone_sees_it(ask):
    idea = ask.published()
    shown = ask.get(f"/api/ideas/{idea['id']}")
    assert shown.json["status"] == "published"
    assert shown.headers["ETag"] == '"v2"'
    assert "trackingHash" not in shown.text
    assert "participantId" not in shown.text


@pytest.mark.parametrize("verb", ["publish", "reject", "decline", "quarantine", "withdraw"])
def test_only_moderators_of_the_department_that_owns_it_may_answer(ask, verb):
    idea = ask.published()
    body = {} if verb in ("publish", "withdraw") else NO_ROOM
    path = f"/api/ideas/{idea['id']}/{verb}"
    assert ask.post(path, body).status_code == 401
    assert ask.post(path, body, ELSEWHERE).status_code == 403
    assert ask.post(path, body, PORTAL).status_code == 403


def test_a_decline_needs_a_reason_and_everyone_reads_it(ask):
    idea = ask.published()
    path = f"/api/ideas/{idea['id']}/decline"
    refused = ask.post(path, {}, MODERATOR)
    assert refused.status_code == 422
    assert refused.json["errors"][0]["pointer"] == "/reason"
    assert ask.post(path, NO_ROOM, MODERATOR).status_code == 200
    assert ask.get(f"/api/ideas/{idea['id']}").json["reason"][0]["text"] == "Der er ikke plads."
    assert ask.post(path, NO_ROOM, MODERATOR).status_code == 409


def test_a_stale_edition_is_refused(ask):
    idea = ask.published()
    path = f"/api/ideas/{idea['id']}/decline"
    assert ask.post(path, NO_ROOM, MODERATOR, If_Match='"v1"').status_code == 412
    assert ask.post(path, NO_ROOM, MODERATOR, If_Match='"v2"').status_code == 200


def test_a_repeated_command_is_done_once_and_shows_the_same_code(ask):
    body = {"title": "Bænke", "body": "Flere.", "language": "da"}
    first = ask.post("/api/ideas", body, Idempotency_Key="one")
    again = ask.post("/api/ideas", body, Idempotency_Key="one")
    assert (first.json["id"], first.json["trackingCode"]) == (
        again.json["id"],
        again.json["trackingCode"],
    )
    other = ask.post("/api/ideas", body | {"title": "Læ"}, Idempotency_Key="one")
    assert other.status_code == 422
    assert len(ask.get("/api/ideas?status=submitted", MODERATOR).json["items"]) == 1


def test_one_takes_ones_own_back_with_the_code_alone(ask):
    idea = ask.published()
    assert (
        ask.post("/api/track/withdraw", {"trackingCode": idea["trackingCode"]}).status_code == 200
    )
    assert ask.get(f"/api/ideas/{idea['id']}").status_code == 404
    assert (
        ask.post("/api/track/withdraw", {"trackingCode": idea["trackingCode"]}).status_code == 409
    )
    assert ask.post("/api/track", {"trackingCode": "AAAA-AAAA-AAAA-AAAA-AAAA"}).status_code == 404


def test_corrected_words_wait_for_a_moderator_again(ask):
    idea = ask.published()
    new = {
        "trackingCode": idea["trackingCode"],
        "title": "Læ",
        "body": "Læ for vinden.",
        "language": "da",
    }
    assert ask.post("/api/track/correct", new).json["status"] == "submitted"
    assert ask.get(f"/api/ideas/{idea['id']}").status_code == 404


def test_support_is_counted_once_for_each_participant_and_can_be_taken_back(ask):
    idea = ask.published()
    path = f"/api/ideas/{idea['id']}/support"
    for _ in range(2):
        assert ask("PUT", path, {}).status_code == 200
    ask("PUT", path, {}, PORTAL)
    ask.work()
    assert ask.get(f"/api/ideas/{idea['id']}").json["tally"] == {
        "agree": 2,
        "disagree": 0,
        "pass": 0,
    }
    ask("DELETE", path)
    ask.work()
    assert ask.get(f"/api/ideas/{idea['id']}").json["tally"]["agree"] == 1


def test_people_disagree_only_where_the_call_lets_them(ask):
    call = ask.call(stances="all")
    asked = ask.published(callId=call["id"])
    alone = ask.published(title="Læ")
    disagree = {"stance": "disagree"}
    assert ask("PUT", f"/api/ideas/{asked['id']}/support", disagree).status_code == 200
    assert ask("PUT", f"/api/ideas/{alone['id']}/support", disagree).status_code == 422
    ask.work()
    assert ask.get(f"/api/ideas/{asked['id']}").json["tally"]["disagree"] == 1


def test_only_what_is_published_can_be_supported(ask):
    idea = ask.idea()
    assert ask("PUT", f"/api/ideas/{idea['id']}/support", {}).status_code == 404
    assert ask("PUT", f"/api/ideas/{idea['id']}/support", {}, MODERATOR).status_code == 409


def test_a_call_belongs_to_the_department_that_asks_and_so_does_what_comes(ask):
    call = ask.call()
    assert (call["status"], call["ownerDepartmentId"]) == ("open", "kommune")
    idea = ask.idea(callId=call["id"])
    assert (idea["callId"], idea["processId"]) == (call["id"], call["processId"])
    assert ask.post("/api/calls", {"title": "x", "body": "y", "language": "da"}).status_code == 401
    assert (
        ask.post("/api/calls", {"title": "x", "body": "y", "language": "da"}, MODERATOR).status_code
        == 403
    )


def test_a_closed_call_takes_nothing_until_it_is_opened_again(ask):
    call = ask.call()
    body = {"title": "Bænke", "body": "Flere.", "language": "da", "callId": call["id"]}
    assert ask.post(f"/api/calls/{call['id']}/close", who=LEADER).json["status"] == "closed"
    assert ask.post("/api/ideas", body).status_code == 409
    assert ask.get("/api/calls?status=open").json["items"] == []
    assert ask.post(f"/api/calls/{call['id']}/reopen", who=LEADER).json["status"] == "open"
    assert ask.post("/api/ideas", body).status_code == 201
    assert ask.post("/api/ideas", body | {"callId": "nobody"}).status_code == 422


def test_lists_have_pages_filters_and_words(ask):
    for n in range(5):
        ask.published(title=f"Bænk nummer {n}", kind="need" if n % 2 else "idea")
    first = ask.get("/api/ideas?limit=2")
    titles = [i["title"][0]["text"] for i in first.json["items"]]
    while link := first.headers.get("Link"):
        first = ask.get(re.search("<(.*)>", link)[1])
        titles += [i["title"][0]["text"] for i in first.json["items"]]
    assert titles == [f"Bænk nummer {n}" for n in (4, 3, 2, 1, 0)]
    assert len(ask.get("/api/ideas?kind=need").json["items"]) == 2
    assert len(ask.get("/api/ideas?q=B%C3%86NK+3").json["items"]) == 1
    assert len(ask.get("/api/ideas?status=declined").json["items"]) == 0
    assert ask.get("/api/ideas?after=nonsense").status_code == 400


def test_a_history_tells_what_happened_in_order_and_has_pages(ask):
    idea = ask.published()
    first = ask.get(f"/api/ideas/{idea['id']}/history?limit=1")
    assert [h["type"] for h in first.json["items"]] == ["dk.samskab.idea.submitted.v1"]
    second = ask.get(re.search("<(.*)>", first.headers["Link"])[1])
    assert second.json["items"][0]["by"] == {"role": "moderator", "department": "kommune"}


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"title": "x"}, "/body"),
        ({"title": "x", "body": "y", "language": "da", "name": "A. Person"}, "/name"),
        ({"title": "x", "body": "y", "language": "da", "email": "a@b.dk"}, "/email"),
        ({"title": "x", "body": "jeg er 251248-9996", "language": "da"}, "/body"),
        ({"title": "x", "body": "y", "language": "da", "kind": "wish"}, "/kind"),
        ({"title": "x" * 201, "body": "y", "language": "da"}, "/title"),
        ({"title": "x", "body": 7, "language": "da"}, "/body"),
        ({"title": "x", "body": "y", "language": "da", "status": "published"}, "/status"),
        ({"title": "x", "body": "y", "language": "da", "tally": {"agree": 9}}, "/tally"),
        ({"title": "x", "body": "y", "language": "da", "reference": "p"}, "/reference"),
    ],
)
def test_what_cannot_be_taken_is_refused_by_field(ask, body, pointer):
    answer = ask.post("/api/ideas", body)
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert pointer in [error["pointer"] for error in answer.json["errors"]]
    assert "251248" not in answer.text


def test_a_receipt_is_for_the_portal_it_came_from_and_for_its_giver(ask):
    idea = ask.idea(who=PORTAL)
    path = f"/api/receipts/{idea['id']}"
    assert ask.get(path, PORTAL).json["status"] == "submitted"
    assert ask.get(path, X_Tracking_Code=idea["trackingCode"]).json["status"] == "submitted"
    assert ask.get(path).json["status"] == "not_arrived"
    assert ask.get("/api/receipts/nobody", PORTAL).json["status"] == "not_arrived"


def test_without_the_gateway_nobody_gets_in(ask):
    assert ask.client.get("/api/ideas").status_code == 401
    assert ask.client.get("/livez").status_code == 200


def test_a_repeat_is_answered_also_when_its_call_has_closed_meanwhile(ask):
    call = ask.call()
    body = {"title": "Bænke", "body": "Flere.", "language": "da", "callId": call["id"]}
    first = ask.post("/api/ideas", body, Idempotency_Key="k")
    ask.post(f"/api/calls/{call['id']}/close", who=LEADER)
    again = ask.post("/api/ideas", body, Idempotency_Key="k")
    assert again.status_code == first.status_code == 201
    assert again.json["trackingCode"] == first.json["trackingCode"]
    assert ask.post("/api/ideas", body, Idempotency_Key="another").status_code == 409
