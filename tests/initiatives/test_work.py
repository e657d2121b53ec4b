"""What initiatives' work does: it hears of others, and tells others what happened."""

import json

import pytest

from chassis.clock import now
from chassis.codec import instant
from chassis.events import Event, from_record
from chassis.logs import Topic
from chassis.logs.opening import open_log
from initiatives.app import create_work

OURS, IDEAS = "samskab.kommune.initiatives", "samskab.kommune.ideas"


@pytest.fixture
def log(ask):
    made = open_log(ask.settings.log_url)
    for name in (OURS, IDEAS):
        made.create(Topic(name))
    yield made
    made.close()


def work(ask):
    chores = create_work(ask.settings)
    for chore in chores:
        chore.rest = 0.05
    for _ in range(3):
        for chore in chores:
            while chore.step():
                pass
    for chore in chores:
        chore.close()


def told(log):
    tail = log.tail([OURS])
    events = [from_record(record) for record in tail.poll(500, 0.1)]
    tail.close()
    return events


def offered(log, revision=1, **more):
    text = [{"lang": "da", "text": "Jeg taler arabisk", "source": "original"}]
    state = {
        "id": "help",
        "revision": revision,
        "edition": revision,
        "processId": "p",
        "ownerDepartmentId": "kommune",
        "visibility": "public",
        "status": "published",
        "since": 1,
        "kind": "resource",
        "title": text,
        "body": text,
        "language": "da",
        "submittedAt": instant(now()),
        "offer": {"resourceType": "language", "languages": ["ar"], "status": "offered", "asks": []},
    }
    attributes = {
        "id": f"help-{revision}",
        "source": "/samskab/kommune/ideas",
        "type": "dk.samskab.idea.published.v1",
        "subject": "idea/help",
        "time": instant(now()),
        "revision": f"{revision:015d}",
    }
    data = {"details": {}, "state": state | more, "by": {}}
    log.append([Event(attributes, data).outgoing(IDEAS, "help")])


def test_an_offer_that_ideas_has_told_of_is_found_and_asked_for(ask, log):
    made = ask.public()
    need = ask.need(made, languages=["ar"])
    path = f"/api/initiatives/{made['id']}/needs/{need}/suggestions"
    assert ask.get(path).json["items"] == []
    offered(log)
    work(ask)
    (found,) = ask.get(path).json["items"]
    assert (found["ideaId"], found["reasons"][0]["code"]) == ("help", "language")
    asked = ask.done(
        f"/api/initiatives/{made['id']}/matches", {"needId": need, "ideaId": found["ideaId"]}
    )
    work(ask)
    last = told(log)[-1]
    assert last.type == "dk.samskab.match.asked.v1"
    assert last.data["details"]["matchId"] == asked["madeId"]
    assert last.state["contact"]
    answer = {"id": asked["madeId"], "status": "confirmed", "answeredAt": instant(now())}
    offer = {"resourceType": "language", "status": "confirmed", "asks": [answer]}
    offered(log, revision=2, offer=offer)
    work(ask)
    shown = ask.get(f"/api/initiatives/{made['id']}").json["matches"][0]
    assert (shown["answer"], shown["answeredAt"]) == ("confirmed", answer["answeredAt"])


REMAINS = {
    *("id", "revision", "edition", "processId", "ownerDepartmentId", "visibility", "status"),
    *("since", "sharedWith", "withheld"),
}


def test_what_is_not_public_leaves_without_its_words(ask, log):
    asked = {"departmentId": "skole", "what": "Hemmeligt løfte", "language": "da"}
    words = {"problem": "Hemmeligt", "solution": "Hemmeligt", "contact": "Hemmeligt kontor"}
    made = ask.initiative(title="Hemmelig plan", commitments=[asked], **words)
    ask.answered(made, "decline", ask.SCHOOL, reason="Hemmelig grund", language="da")
    work(ask)
    events = told(log)
    assert [e.type.split(".")[3] for e in events] == ["proposed", "asked", "asked", "declined"]
    for event in events:
        assert set(event.state) == REMAINS
        assert event.data["details"] == {}
        assert event.state["sharedWith"] == ["integration", "skole"]
    told_so = json.dumps([event.structured() for event in events], ensure_ascii=False)
    assert "emmelig" not in told_so
