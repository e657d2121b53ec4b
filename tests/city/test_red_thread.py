"""The red thread: one call, the same from either end, by permission, all others down (CON-9)."""

import json
import time

import pytest
import urllib3
from building import Thread, Town
from hands import soon

pytestmark = pytest.mark.engines
OTHERS = [
    f"{part} {role}"
    for part in ("ideas", "journeys", "notifications")
    for role in ("serve", "work")
]


def kinds(trace):
    return {thing["kind"] for thing in trace["things"]}


def links(trace):
    return {(each["from"]["id"], each["to"]["id"]) for each in trace["links"]}


def whole(town, thread):
    """Return the initiative's thread once all of it has come to who keeps threads."""
    path, ours = f"/api/initiatives/{thread.initiative['id']}/trace", mine(thread)
    return soon(lambda: told(town.anyone, path, ours))


def settled(read):
    """Return what is read once it has stayed the same for a while."""
    before, now = None, read()
    while now != before:
        time.sleep(1.5)
        before, now = now, read()
    return now


def told(who, path, ids):
    trace = who.get(path)
    seen = {thing["id"] for thing in trace["things"] if thing["seen"]}
    return trace if ids <= seen else None


def mine(thread):
    """Return the ids of what the thread goes through."""
    made = (thread.idea, thread.offer, thread.evidence, thread.insight, thread.opportunity)
    return {each["id"] for each in made} | {thread.initiative["id"], thread.persona["id"]}


def test_one_call_goes_from_a_sentence_to_a_measurement(town, thread):
    trace = whole(town, thread)
    assert trace["about"] == {"kind": "initiative", "id": thread.initiative["id"]}
    wanted = {"idea", "evidence", "insight", "opportunity", "step", "persona", "initiative"}
    wanted |= {"commitment", "need", "match", "indicator", "measurement"}
    assert wanted - {"need"} <= kinds(trace), kinds(trace)
    told = json.dumps(trace, ensure_ascii=False)
    for words in ("Nogen at spørge", "Vi så ti familier vente", "Ventetiden", "Hvordan kan vi"):
        assert words in told
    assert "Trin 1" in told
    assert "62" in told


def test_both_ends_show_the_same_thread(town, thread):
    down = whole(town, thread)
    up = town.anyone.get(f"/api/ideas/{thread.idea['id']}/trace")
    assert up["about"] == {"kind": "idea", "id": thread.idea["id"]}
    between = {
        (thread.idea["id"], thread.evidence["id"]),
        (thread.evidence["id"], thread.insight["id"]),
        (thread.insight["id"], thread.opportunity["id"]),
        (thread.opportunity["id"], thread.initiative["id"]),
    }

    def unordered(pairs):
        return {frozenset(pair) for pair in pairs}

    for trace in (down, up):
        assert unordered(between) <= unordered(links(trace)), trace["links"]


def test_what_is_not_public_is_a_link_for_everyone(town):
    thread = Thread(town)
    whole(town, thread)
    secret = "Kun for Kommunen: naboen klagede"
    own = town.evidence(thread.steps, publish=False, text=[{"lang": "da", "text": secret}])
    found = town.insight([own["id"]], publish=False, statement=[{"lang": "da", "text": secret}])
    town.consultant.patch(
        f"/api/opportunities/{thread.opportunity['id']}",
        {"insightIds": [thread.insight["id"], found["id"]]},
        thread.opportunity["edition"],
    )
    path = f"/api/initiatives/{thread.initiative['id']}/trace"

    def shown(who):
        trace = who.get(path)
        return [thing for thing in trace["things"] if thing["id"] == found["id"]]

    for who in (town.anyone, town.portal, town.leader("sundhed"), town.consultant):
        thing = soon(lambda who=who: shown(who))[0]
        assert thing["seen"] is False
        assert found["id"] in thing["href"]
        assert secret not in json.dumps(who.get(path), ensure_ascii=False)
    assert town.consultant.get(f"/api/insights/{found['id']}")["statement"][0]["text"] == secret
    town.anyone.no(404, "GET", f"/api/insights/{found['id']}")


def test_what_is_taken_back_leaves_the_thread(town):
    thread = Thread(town)
    whole(town, thread)
    town.anyone.post("/api/track/withdraw", {"trackingCode": thread.idea["trackingCode"]})
    path = f"/api/initiatives/{thread.initiative['id']}/trace"

    def gone():
        (idea,) = [t for t in town.anyone.get(path)["things"] if t["id"] == thread.idea["id"]]
        return not idea["seen"] and "Nogen at spørge" not in json.dumps(idea, ensure_ascii=False)

    soon(gone)


def test_a_draft_has_a_thread_for_its_departments_alone(town):
    idea = town.idea("Til et udkast")
    draft = town.initiative(publish=False, ideaIds=[idea["id"]])
    path = f"/api/initiatives/{draft['id']}/trace"
    for who in (town.anyone, town.portal, town.leader("sundhed")):
        who.no(404, "GET", path)
    town.leader().get(path)
    shown = town.anyone.ask("GET", f"/api/ideas/{idea['id']}/trace")
    assert "En makker" not in shown.body.decode()
    town.commit(draft, "sundhed")
    assert town.leader("sundhed").get(path)["about"]["id"] == draft["id"]


def test_a_thread_of_nothing_is_nothing(town):
    silent = town.idea("Ikke offentlig", publish=False)
    town.anyone.no(404, "GET", "/api/initiatives/nobody/trace")
    for path in ("/api/ideas/nobody/trace", f"/api/ideas/{silent['id']}/trace"):
        answer = town.anyone.ask("GET", path)
        assert "Ikke offentlig" not in answer.body.decode()


def test_it_answers_while_every_other_service_is_down(own_city, held_down):
    town = Town(own_city)
    thread = Thread(town)
    before = settled(lambda: whole(town, thread))
    with held_down(own_city, *OTHERS, "gateway work"):
        soon(lambda: town.anyone.ask("GET", "/api/ideas").status == 503)
        soon(lambda: town.anyone.ask("GET", "/api/journeys").status == 503)
        own = f"/initiatives/{thread.initiative['id']}"
        assert town.anyone.get(f"/api{own}/trace") == before
        page = urllib3.request("GET", f"{own_city.url}{own}/thread")
        assert page.status == 200
        assert "Nogen at spørge" in page.data.decode()
        page = urllib3.request("GET", f"{own_city.url}/ideas/{thread.idea['id']}/thread")
        assert page.status == 200
        time.sleep(1.1)
        parts = town.anyone.get("/status")["parts"]
        ready = {f"{each['part']} {each['role']}" for each in parts if each["ready"]}
        down = {f"{each['part']} {each['role']}" for each in parts if not each["ready"]}
        assert {"gateway serve", "initiatives serve", "initiatives work"} <= ready
        assert {name for name in OTHERS if name.endswith("serve")} <= down
    own_city.wait()
    assert town.anyone.get(f"/api/ideas/{thread.idea['id']}")["status"] == "published"
