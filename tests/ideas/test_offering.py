"""Offers of help over HTTP: taken in, found, asked for by initiatives, answered by their givers."""

import dataclasses
import re
from datetime import UTC, datetime, timedelta

import pytest

from chassis.clock import day
from chassis.identity import Caller
from chassis.logs.opening import open_log
from ideas.chores import Expiry

TODAY = day(datetime.now(UTC))
MODERATOR = Caller(
    kind="person",
    subject="m1",
    role="moderator",
    departments=("kommune",),
    scopes=("read", "moderate"),
)
GIVER = Caller(kind="person", subject="g1", role="citizen")
NEIGHBOUR = dataclasses.replace(GIVER, subject="g2")
PORTAL = Caller(kind="key", subject="k1", role="portal", source="/portal", scopes=("intake",))


def match(idea, status="asked", id="m", **more):
    given = {"id": id, "needId": "b", "ideaId": idea["id"], "status": status}
    return given | {"askedAt": "2026-03-02T12:00:00.000Z", "unit": "hours"} | more


def found(ask, query=""):
    return [i["title"][0]["text"] for i in ask.get(f"/api/offers{query}").json["items"]]


def offer_of(ask, idea):
    return ask.get(f"/api/offers/{idea['id']}").json["offer"]


def own(ask, idea):
    return ask.post("/api/track", {"trackingCode": idea["trackingCode"]}).json


def answer(ask, idea, verb="confirm", match_id="m"):
    body = {"trackingCode": idea["trackingCode"], "matchId": match_id}
    return ask.post(f"/api/track/{verb}", body)


def facts(ask, idea):
    return [h["type"] for h in own(ask, idea)["history"]]


def test_an_offer_says_when_where_and_in_which_languages_it_helps(ask):
    until = (TODAY + timedelta(days=30)).isoformat()
    idea = ask.offer(
        resourceType="language",
        languages=["ar", "da"],
        times=["tuesday_evening", "monday_morning", "tuesday_evening"],
        area="Gellerup",
        validTo=until,
    )
    shown = offer_of(ask, idea)
    assert shown["times"] == ["monday_morning", "tuesday_evening"]
    assert (shown["resourceType"], shown["status"], shown["asks"]) == ("language", "offered", [])
    assert (shown["languages"], shown["area"], shown["validTo"]) == (
        ["ar", "da"],
        "Gellerup",
        until,
    )


def test_a_resource_without_details_offers_time(ask):
    idea = ask.idea(kind="resource")
    assert idea["offer"]["resourceType"] == "time"
    assert ask.idea()["offer"] is None


@pytest.mark.parametrize(
    ("more", "pointer"),
    [
        ({"kind": "idea", "offer": {}}, "/offer"),
        ({"offer": {"status": "used"}}, "/offer/status"),
        ({"offer": {"asks": []}}, "/offer/asks"),
        ({"offer": {"times": ["someday"]}}, "/offer/times/0"),
        ({"offer": {"times": "monday_morning"}}, "/offer/times"),
        ({"offer": {"validTo": "2020-01-01"}}, "/offer/validTo"),
        ({"offer": {"validFrom": "2120-01-02", "validTo": "2120-01-01"}}, "/offer/validTo"),
        ({"offer": {"area": "251248-9996"}}, "/offer/area"),
        ({"offer": {"area": "\u202egnihton"}}, "/offer/area"),
        ({"offer": {"phone": "12345678"}}, "/offer/phone"),
    ],
)
def test_what_an_offer_cannot_say_is_refused_by_field(ask, more, pointer):
    body = {"title": "x", "body": "y", "language": "da", "kind": "resource"} | more
    refused = ask.post("/api/ideas", body)
    assert refused.status_code == 422
    assert pointer in [error["pointer"] for error in refused.json["errors"]]


def test_offers_are_found_by_language_time_area_kind_and_words(ask):
    ask.offer("Arabisk", languages=["ar"], times=["tuesday_evening"], area="Gellerup ved Århus")
    ask.offer("Dansk", languages=["da"], times=["tuesday_evening"], resourceType="skill")
    ask.offer("Begge", languages=["ar", "da"], times=["sunday_morning"])
    ask.idea(title="Ikke set endnu", kind="resource")
    ask.published(title="En bænk")
    assert found(ask) == ["Begge", "Dansk", "Arabisk"]
    assert found(ask, "?language=ar") == ["Begge", "Arabisk"]
    assert found(ask, "?language=ar&time=tuesday_evening&area=AARHUS") == ["Arabisk"]
    assert found(ask, "?type=skill") == ["Dansk"]
    assert found(ask, "?q=begge") == ["Begge"]
    assert found(ask, "?status=used") == []
    assert ask.get("/api/offers?time=someday").status_code == 400
    assert ask.get("/api/offers?colour=red").status_code == 400


def test_the_list_has_pages(ask):
    for n in range(5):
        ask.offer(f"Nummer {n}", languages=["ar"])
    page, titles = ask.get("/api/offers?limit=2&language=ar"), []
    while True:
        titles += [i["title"][0]["text"] for i in page.json["items"]]
        if not (link := page.headers.get("Link")):
            break
        page = ask.get(re.search("<(.*)>", link)[1])
    assert titles == [f"Nummer {n}" for n in (4, 3, 2, 1, 0)]


def test_one_offer_is_shown_to_those_who_may_see_it_and_is_an_offer(ask):
    waiting, bench = ask.idea(kind="resource"), ask.published()
    assert ask.get(f"/api/offers/{waiting['id']}").status_code == 404
    assert ask.get(f"/api/offers/{waiting['id']}", MODERATOR).status_code == 200
    assert ask.get(f"/api/offers/{bench['id']}").status_code == 404


def test_a_declined_or_withdrawn_offer_is_not_found_any_more(ask):
    declined, gone = ask.offer("Afvist"), ask.offer("Trukket tilbage")
    no = {"reason": "Vi har nok.", "language": "da"}
    ask.post(f"/api/ideas/{declined['id']}/decline", no, MODERATOR)
    ask.post("/api/track/withdraw", {"trackingCode": gone["trackingCode"]})
    assert found(ask) == []


def test_an_offer_all_the_way_asked_confirmed_used_thanked_and_free_again(ask):
    """CIT-2: whoever asks learns nothing of the giver, and the giver says yes before anything."""
    idea = ask.offer(languages=["ar"], times=["tuesday_evening"])
    ask.initiative(2, match(idea))
    assert offer_of(ask, idea)["status"] == "asked"
    (asked,) = own(ask, idea)["asked"]
    assert (asked["status"], asked["seen"], asked["contact"]) == ("asked", True, [])
    assert asked["title"][0]["text"] == "En ven ved mødet"
    assert asked["need"][0]["text"] == "En, der tolker"

    assert answer(ask, idea).status_code == 200
    (asked,) = own(ask, idea)["asked"]
    assert asked["contact"][0]["text"] == "Integration, 89 40 00 00"
    assert offer_of(ask, idea)["status"] == "confirmed"

    thanks = [{"lang": "da", "text": "Tusind tak!"}]
    ask.initiative(3, match(idea, "used", amount=2.0, thanks=thanks))
    assert offer_of(ask, idea)["status"] == "used"
    (asked,) = own(ask, idea)["asked"]
    assert (asked["amount"], asked["thanks"][0]["text"]) == (2.0, "Tusind tak!")

    ask.initiative(4, match(idea, "freed", amount=2.0, thanks=thanks))
    assert offer_of(ask, idea)["status"] == "offered"
    kinds = ["asked", "confirmed", "used", "released"]
    assert facts(ask, idea)[2:] == [f"dk.samskab.offer.{kind}.v1" for kind in kinds]


def test_nothing_that_anybody_else_sees_tells_how_to_reach_the_giver(ask):
    idea = ask.offer()
    ask.initiative(2, match(idea))
    answer(ask, idea)
    ask.work()
    code = idea["trackingCode"]
    for path in (f"/api/offers/{idea['id']}", f"/api/ideas/{idea['id']}/history", "/api/offers"):
        for who in (Caller(), MODERATOR):
            text = ask.get(path, who).text
            assert "participantId" not in text
            assert "tracking" not in text
            assert code not in text
            assert "89 40 00 00" not in text
    log = open_log(ask.settings.log_url)
    tail = log.tail(["samskab.kommune.ideas"])
    told = b"".join(record.value for record in tail.poll(500, 0))
    tail.close()
    log.close()
    assert b"offer.confirmed" in told or b'"confirmed"' in told
    assert code.encode() not in told
    assert b"89 40 00 00" not in told


def test_facts_that_come_again_late_or_out_of_turn_change_nothing(ask):
    idea = ask.offer()
    ask.initiative(2, match(idea))
    answer(ask, idea)
    ask.initiative(4, match(idea, "freed"))
    for revision in (2, 3, 4, 2):
        ask.initiative(revision, match(idea))
    assert offer_of(ask, idea)["status"] == "offered"
    assert facts(ask, idea)[-1] == "dk.samskab.offer.released.v1"
    assert len(facts(ask, idea)) == 5


def test_who_comes_second_is_told_so_and_the_giver_is_not(ask):
    idea = ask.offer()
    ask.initiative(2, match(idea), id="first")
    ask.initiative(2, match(idea, id="m2"), id="second")
    assert [a["status"] for a in offer_of(ask, idea)["asks"]] == ["asked", "taken"]
    assert [a["initiativeId"] for a in own(ask, idea)["asked"]] == ["first"]
    assert answer(ask, idea, match_id="m2").status_code == 404


def test_a_no_is_a_no_and_others_may_ask(ask):
    idea = ask.offer()
    ask.initiative(2, match(idea))
    assert answer(ask, idea, "refuse").status_code == 200
    assert answer(ask, idea).status_code == 409
    assert offer_of(ask, idea)["status"] == "offered"
    ask.initiative(2, match(idea, id="m2"), id="second")
    assert offer_of(ask, idea)["status"] == "asked"


def test_a_giver_who_has_signed_in_answers_and_nobody_else(ask):
    idea = ask.published(kind="resource", who=GIVER)
    ask.initiative(2, match(idea))
    path, body = f"/api/offers/{idea['id']}/confirm", {"matchId": "m"}
    assert ask.post(path, body).status_code == 401
    for who in (NEIGHBOUR, MODERATOR, PORTAL):
        assert ask.post(path, body, who).status_code == 403
    assert offer_of(ask, idea)["status"] == "asked"
    assert ask.post(path, body, GIVER).status_code == 200
    assert offer_of(ask, idea)["status"] == "confirmed"
    assert ask.post(f"/api/offers/{idea['id']}/refuse", body, GIVER).status_code == 200
    assert ask.post("/api/offers/nobody/confirm", body, GIVER).status_code == 404


def test_whoever_wrote_it_down_for_another_cannot_answer_for_them(ask):
    spoken = {"relation": "librarian", "consent": "spoken"}
    idea = ask.published(kind="resource", who=GIVER, onBehalfOf=spoken)
    ask.initiative(2, match(idea))
    path, body = f"/api/offers/{idea['id']}/confirm", {"matchId": "m"}
    assert ask.post(path, body, GIVER).status_code == 403
    assert answer(ask, idea).status_code == 200


def test_a_portal_does_not_answer_for_its_people(ask):
    idea = ask.published(kind="resource", who=PORTAL)
    ask.initiative(2, match(idea))
    path, body = f"/api/offers/{idea['id']}/confirm", {"matchId": "m"}
    assert ask.post(path, body, PORTAL).status_code == 403


def test_an_initiative_that_stops_frees_what_it_asked_for_also_when_it_shows_no_more(ask):
    idea, other = ask.offer("Et"), ask.offer("To")
    ask.initiative(2, match(idea), match(other, id="m2"))
    ask.initiative_hidden(3, "testing")
    assert offer_of(ask, idea)["status"] == "asked"
    assert own(ask, idea)["asked"][0]["seen"] is False
    ask.initiative_hidden(4, "stopped")
    assert [offer_of(ask, each)["status"] for each in (idea, other)] == ["offered", "offered"]


def test_an_offer_expires_once_its_last_day_has_passed(ask):
    today = ask.offer("Kun i dag", validTo=TODAY.isoformat())
    ask.offer("Altid")
    later = dataclasses.replace(
        ask.service.offers, now=lambda: datetime.now(UTC) + timedelta(days=1)
    )
    chore = Expiry(later, rest=0)
    assert [chore.step(), chore.step(), chore.step()] == [True, False, False]
    assert offer_of(ask, today)["status"] == "expired"
    assert found(ask, "?status=expired") == ["Kun i dag"]
    assert found(ask, "?status=offered") == ["Altid"]
    assert facts(ask, today)[-1] == "dk.samskab.offer.expired.v1"


def test_a_match_that_names_what_is_not_ours_is_passed_over(ask):
    ask.initiative(2, match({"id": "elsewhere"}))
    assert ask.service.shelf.waiting() == 0


def test_one_answers_once_with_the_same_key(ask):
    idea = ask.offer()
    ask.initiative(2, match(idea))
    body = {"trackingCode": idea["trackingCode"], "matchId": "m"}
    for _ in range(2):
        done = ask.post("/api/track/confirm", body, Idempotency_Key="k")
        assert done.status_code == 200
    stale = ask.post("/api/track/refuse", body, If_Match='"v1"')
    assert stale.status_code == 412
    assert facts(ask, idea).count("dk.samskab.offer.confirmed.v1") == 1


def test_support_given_twice_counts_once_and_can_be_taken_back(ask):
    """CIT-8, as far as it is the service's: the door limits how often one address may ask."""
    idea = ask.published()
    path = f"/api/ideas/{idea['id']}/support"
    for _ in range(3):
        assert ask("PUT", path, {}, GIVER).status_code == 200
    ask.work()
    assert ask.get(f"/api/ideas/{idea['id']}").json["tally"]["agree"] == 1
    ask("DELETE", path, who=GIVER)
    ask.work()
    assert ask.get(f"/api/ideas/{idea['id']}").json["tally"]["agree"] == 0


def test_the_answer_names_who_is_responsible(ask):
    """CIT-1: the authority of the settings, and the department that owns it."""
    names = [{"lang": "da", "text": "Kommunen"}]
    ask.tell("department", "kommune", 1, "gateway", names=names)
    ask.work()
    idea = ask.idea(title="ሓሳብ", body="ሓሳብ ኣሎኒ", language="ti")
    assert idea["title"][0]["lang"] == "ti"
    responsible = {"authority": "Eksempelby Kommune", "departmentId": "kommune"}
    found = idea["responsible"]
    assert {k: found[k] for k in responsible} == responsible
    assert found["department"][0]["text"] == "Kommunen"
    assert own(ask, idea)["responsible"] == found
