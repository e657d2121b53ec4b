"""An offer all the way: found, asked, confirmed, used, thanked, or free again (CIT-2)."""

import json

import pytest
from building import Town
from hands import da, day, soon

from chassis.stores import Write
from chassis.stores.opening import open_store
from ideas.stores import KINDS


@pytest.fixture
def offer(town):
    return town.offer("Jeg følger med til møder", area="Nord")


def found(town, offer, **asked):
    return offer["id"] in [each["id"] for each in town.anyone.items("/api/offers", **asked)]


def test_it_is_found_by_language_time_and_area(town, offer):
    fits = {"language": "ar", "time": "tuesday_evening", "area": "Nord", "type": "language"}
    soon(lambda: found(town, offer, **fits))
    others = {"language": "uk", "time": "monday_morning", "area": "Syd", "type": "space"}
    for name, other in others.items():
        assert not found(town, offer, **fits | {name: other}), name


def test_one_that_is_not_public_is_found_by_nobody(town):
    silent = town.offer("Skjult hjælp", publish=False)
    assert not found(town, silent, q="Skjult")
    town.anyone.no(404, "GET", f"/api/offers/{silent['id']}")


def test_it_is_suggested_for_a_need_with_the_reason(town, offer):
    made = town.initiative()
    need = town.need(made, area="Nord")
    path = f"/api/initiatives/{made['id']}/needs/{need['id']}/suggestions"
    leader = town.leader()
    item = soon(lambda: [i for i in leader.items(path) if offer["id"] in json.dumps(i)])[0]
    assert "ar" in json.dumps(item)
    assert "tuesday_evening" in json.dumps(item)


def test_it_goes_all_the_way_to_thanks(town, offer):
    made = town.initiative(title=da("Følgeskab til lægen"))
    need = town.need(made, area="Nord")
    match = town.match(made, need, offer)
    ask = town.asks(offer, "asked")
    assert ask["id"] == match["id"]
    use = f"/api/initiatives/{made['id']}/matches/{match['id']}/use"
    used = {"amount": 3.0, "unit": "hours", "thanks": da("Tusind tak!")}
    town.leader().no(409, "POST", use, used)
    said = {"trackingCode": offer["trackingCode"], "matchId": match["id"]}
    shown = town.anyone.post("/api/track/confirm", said)
    assert "Integrationsteamet" in json.dumps(town.track(offer), ensure_ascii=False)
    assert shown["offer"]["status"] == "confirmed"
    soon(lambda: town.leader().ask("POST", use, used).status == 200)
    assert town.asks(offer, "used")["amount"] == 3.0
    assert "Tusind tak!" in json.dumps(town.track(offer), ensure_ascii=False)
    assert town.anyone.get(f"/api/offers/{offer['id']}")["offer"]["status"] == "used"


def test_its_giver_may_say_no_and_others_may_ask(town, offer):
    made, other = town.initiative(), town.initiative()
    match = town.match(made, town.need(made), offer)
    town.asks(offer, "asked")
    said = {"trackingCode": offer["trackingCode"], "matchId": match["id"]}
    assert town.anyone.post("/api/track/refuse", said)["offer"]["status"] == "offered"
    use = f"/api/initiatives/{made['id']}/matches/{match['id']}/use"
    town.leader().no(409, "POST", use, {"amount": 1.0, "unit": "hours"})
    town.match(other, town.need(other), offer)
    town.asks(offer, "asked")


def test_who_comes_second_does_not_bother_the_giver(town, offer):
    first, second = town.initiative(), town.initiative()
    town.match(first, town.need(first), offer)
    asked = town.asks(offer, "asked")
    path = f"/api/initiatives/{second['id']}/matches"
    body = {"needId": town.need(second)["id"], "ideaId": offer["id"]}
    answer = town.leader().ask("POST", path, body)
    assert answer.status in (200, 201, 409)
    assert town.asks(offer, "asked")["id"] == asked["id"]


def test_only_its_giver_says_yes(town, offer):
    made = town.initiative()
    match = town.match(made, town.need(made), offer)
    town.asks(offer, "asked")
    said = {"trackingCode": "AAAA-BBBB-CCCC-DDDD-EEEE", "matchId": match["id"]}
    assert town.anyone.ask("POST", "/api/track/confirm", said).status in (404, 422)
    path = f"/api/offers/{offer['id']}/confirm"
    for who in (town.anyone, town.portal, town.leader(), town.consultant, town.moderator):
        assert who.ask("POST", path, {"matchId": match["id"]}).status in (401, 403, 404)
    town.asks(offer, "asked")


def test_nobody_is_told_how_to_reach_the_giver(town, offer):
    made = town.initiative()
    match = town.match(made, town.need(made), offer)
    town.asks(offer, "asked")
    said = {"trackingCode": offer["trackingCode"], "matchId": match["id"]}
    town.anyone.post("/api/track/confirm", said)
    town.anyone.post(
        "/api/subscriptions", {"trackingCode": offer["trackingCode"], "email": "giver@example.dk"}
    )
    paths = [f"/api/initiatives/{made['id']}", f"/api/offers/{offer['id']}"]
    paths += [f"/api/ideas/{offer['id']}", f"/api/initiatives/{made['id']}/trace"]
    soon(lambda: town.leader().ask("GET", paths[3]).status == 200)
    for path in paths:
        told = town.leader().ask("GET", path).body.decode()
        for secret in ("giver@example.dk", "participantId", "trackingHash", offer["trackingCode"]):
            assert secret not in told, path


def test_one_whose_day_has_passed_is_not_taken(town):
    offer = {"resourceType": "time", "validTo": day(-1)}
    body = {"kind": "resource", "title": da("I går"), "body": da("Hjælp."), "offer": offer}
    problem = town.portal.no(422, "POST", "/api/ideas", body)
    assert problem["errors"][0]["pointer"] == "/offer/validTo"


def test_it_expires_when_its_last_day_has_passed(own_city):
    town = Town(own_city)
    offer = town.offer("Kun i denne uge", validTo=day(1))
    made = town.initiative()
    town.match(made, town.need(made), offer)
    town.asks(offer, "asked")
    days_pass(own_city, offer["id"])
    own_city.kill("ideas work")  # once it is back it looks at once, else within a minute
    path = f"/api/offers/{offer['id']}"
    soon(lambda: town.anyone.get(path)["offer"]["status"] == "expired", 30.0)
    assert soon(lambda: [m for m in town.inbox(offer) if m["template"] == "offer_expired"])
    other = town.initiative()
    body = {"needId": town.need(other)["id"], "ideaId": offer["id"]}
    town.leader().no(409, "POST", f"/api/initiatives/{other['id']}/matches", body)


def days_pass(city, id):
    """Let the last day of an offer be over."""
    store = open_store(f"sqlite:///{city.folder / 'ideas.db'}", KINDS)
    try:
        kept = store.get("idea", id)
        offer = kept.body["offer"] | {"validTo": day(-1)}
        store.save(Write("idea", id, kept.body | {"offer": offer}, kept.version))
    finally:
        store.close()


def test_help_that_is_not_needed_any_more_can_be_found_again(town, offer):
    made = town.initiative()
    match = town.match(made, town.need(made), offer)
    town.asks(offer, "asked")
    town.leader().post(f"/api/initiatives/{made['id']}/matches/{match['id']}/free")
    town.asks(offer, "released")
    soon(lambda: found(town, offer, status="offered"))
