"""At every turn of the thread those concerned are told, once each, in their language."""

import pytest
from building import Thread
from hands import da, soon

pytestmark = pytest.mark.engines


@pytest.fixture(scope="module")
def told(town):
    """One thread played to its end, and the inboxes of who gave and who takes part."""
    thread = Thread(town)
    said = {"trackingCode": thread.offer["trackingCode"], "matchId": thread.match["id"]}
    town.anyone.post("/api/track/confirm", said)
    path = f"/api/initiatives/{thread.initiative['id']}"
    use = {"amount": 2.0, "unit": "hours", "thanks": da("Tak for hjælpen!")}
    leader = town.leader()
    soon(lambda: leader.ask("POST", f"{path}/matches/{thread.match['id']}/use", use).status == 200)
    thread.measure(71.0, days=-20)
    leader.post(f"{path}/stop", {"reason": da("Pengene slap op.")})
    soon(lambda: "Pengene slap op" in str(town.inbox(thread.idea)))
    soon(lambda: "offer_released" in templates(town.inbox(thread.offer)))
    return thread


def templates(messages):
    """Return what the messages are about, the oldest first."""
    return [each["template"] for each in reversed(messages)]


def test_each_turn_of_the_thread_is_told_once(town, told):
    assert templates(town.inbox(told.idea)) == [
        "received",
        "published",
        "quoted",
        "taken_up",
        "approved",
        "measured",
        "measured",
        "stopped",
    ]
    assert templates(town.inbox(told.offer)) == [
        "received",
        "published",
        "offer_asked",
        "offer_confirmed",
        "offer_used",
        "offer_released",
    ]


def test_no_message_comes_twice(town, told):
    inboxes = [town.inbox(told.idea), town.inbox(told.offer)]
    inboxes += [town.leader(each).items("/api/inbox", limit=100) for each in ("kommune", "skole")]
    for messages in inboxes:
        assert len({each["id"] for each in messages}) == len(messages)
        about = [m for m in messages if told.initiative["id"] in (m["about"]["id"], m["link"])]
        seen = [(m["subject"], m["text"]) for m in about]
        assert len(seen) == len(set(seen)), seen


def test_who_gave_the_idea_hears_what_came_of_it(town, told):
    text = str(town.inbox(told.idea))
    assert "En makker fra første dag" in text
    assert "Pengene slap op" in text


def test_who_gave_the_offer_hears_whom_to_contact_and_thanks(town, told):
    text = str(town.inbox(told.offer))
    assert "Integrationsteamet" in text
    assert "Tak for hjælpen!" in text


def test_departments_that_take_part_are_told_and_no_others(town, told):
    title = "En makker fra første dag"
    for department in ("skole", "kommune"):
        leader = town.leader(department)
        soon(lambda leader=leader: title in str(leader.items("/api/inbox")))
    messages = [m for m in town.leader("skole").items("/api/inbox")]
    assert len({each["id"] for each in messages}) == len(messages)
    town.leader("sundhed")
    assert "Pengene slap op" not in str(town.leader("sundhed").items("/api/inbox"))
    town.anyone.no(401, "GET", "/api/inbox")


def test_each_is_told_in_the_language_asked_for(town, told):
    english = type(town.anyone)(town.city.url, language="en")
    danish = type(town.anyone)(town.city.url, language="da")
    code = {"trackingCode": told.idea["trackingCode"]}
    one, two = (who.post("/api/inbox", code)["items"] for who in (english, danish))
    assert [m["id"] for m in one] == [m["id"] for m in two]
    assert one[0]["subject"] != two[0]["subject"]
