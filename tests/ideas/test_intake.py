"""What portals hand in as events: taken in once, in any order, and never in silence."""

import fcntl
from datetime import UTC, datetime

import pytest

from chassis import tracking
from chassis.changes import derived
from chassis.errors import Busy
from chassis.events import Event
from chassis.identity import Caller
from chassis.listening import Ears
from chassis.logs.opening import open_log
from chassis.shelf import FULL
from ideas.listeners import hear_portals

MODERATOR = Caller(
    kind="person",
    subject="m1",
    role="moderator",
    departments=("kommune",),
    scopes=("read", "moderate"),
)
PORTAL = Caller(kind="key", subject="k1", role="portal", source="/portal", scopes=("intake",))
CODE = tracking.code("x" * 40, "y")
STANDING = derived("process", "kommune")


def hand_in(ask, *events):
    log = open_log(ask.settings.log_url)
    log.create(ask.settings.intake)
    log.append([e.outgoing("samskab.kommune.intake", key) for key, e in events])
    log.close()
    ask.work()


def idea(id="1", type_="dk.samskab.intake.idea.v1", **data):
    given = {
        "title": "Bænke",
        "body": "Flere.",
        "language": "da",
        "trackingHash": tracking.digest(CODE),
    }
    attributes = {"id": id, "source": "/portal", "type": type_, "time": "2026-03-02T12:00:00.000Z"}
    return id, Event(attributes, {k: v for k, v in (given | data).items() if v is not None})


def support(idea_id, person, stance="agree", at="2026-03-02T12:00:00.000Z", id=None):
    attributes = {
        "id": id or f"{person}-{stance}-{at}",
        "source": "/portal",
        "type": "dk.samskab.intake.support.v1",
        "time": at,
    }
    data = {"ideaId": idea_id, "processId": STANDING, "reference": person, "stance": stance}
    return derived("support-key", person, idea_id), Event(attributes, data)


def id_of(event_id):
    return derived("idea", "/portal", event_id)


def receipt(ask, id):
    return ask.get(f"/api/receipts/{id}", PORTAL).json


def test_an_event_becomes_an_idea_once_however_often_it_comes(ask):
    hand_in(ask, idea("1"), idea("1"), idea("1"))
    hand_in(ask, idea("1"))
    assert receipt(ask, id_of("1"))["status"] == "submitted"
    assert len(ask.get("/api/ideas?status=submitted", MODERATOR).json["items"]) == 1
    own = ask.post("/api/track", {"trackingCode": CODE}).json
    assert own["submittedAt"] == "2026-03-02T12:00:00.000Z"
    assert len(own["history"]) == 1


def test_what_cannot_be_taken_is_told_in_the_receipt_without_its_text(ask):
    hand_in(ask, idea("1", body="jeg er 251248-9996"), idea("2", title=None), idea("3", name="A"))
    for id in "123":
        told = receipt(ask, id_of(id))
        assert told["status"] == "refused"
        assert told["reason"]
        assert "251248" not in str(told)
    assert ask.service.shelf.waiting() == 0


def test_support_may_come_before_its_idea(ask):
    hand_in(ask, support(id_of("1"), "a"), support(id_of("1"), "b"))
    hand_in(ask, idea("1"))
    found = ask.get(f"/api/ideas/{id_of('1')}", MODERATOR).json
    assert found["tally"]["agree"] == 2


def test_the_last_thing_that_somebody_said_counts(ask):
    call = ask.call(stances="all")
    later, sooner = "2026-03-02T12:00:01.000Z", "2026-03-02T12:00:00.000Z"
    hand_in(
        ask,
        idea("1", callId=call["id"]),
        support(id_of("1"), "a", "agree", sooner),
        support(id_of("1"), "a", "disagree", later),
        support(id_of("1"), "a", "pass", sooner),
        support(id_of("1"), "b", "agree", sooner),
        support(id_of("1"), "b", "disagree", sooner),
    )
    assert ask.get(f"/api/ideas/{id_of('1')}", MODERATOR).json["tally"] == {
        "agree": 0,
        "disagree": 2,
        "pass": 0,
    }


def test_a_closed_call_is_no_reason_to_lose_what_the_door_has_taken(ask):
    call = ask.call()
    leader = Caller(kind="person", subject="s", departments=("kommune",), scopes=("read", "steer"))
    ask.post(f"/api/calls/{call['id']}/close", who=leader)
    hand_in(ask, idea("1", callId=call["id"]))
    assert receipt(ask, id_of("1"))["status"] == "submitted"


def test_a_type_nobody_knows_is_passed_over(ask):
    hand_in(ask, idea("1", "dk.samskab.intake.wish.v1"), idea("2"))
    assert receipt(ask, id_of("1"))["status"] == "not_arrived"
    assert receipt(ask, id_of("2"))["status"] == "submitted"


def test_nothing_is_said_before_now(ask):
    hand_in(ask, idea("1"))
    own = ask.post("/api/track", {"trackingCode": CODE}).json
    assert own["updatedAt"] <= datetime.now(UTC).isoformat()


@pytest.mark.parametrize("time", ["2026-03-02t12:00:00z", "yesterday", "0001-01-01T00:00:00+14:00"])
def test_an_odd_time_is_no_reason_to_lose_what_the_door_has_taken(ask, time):
    key, event = idea("1")
    hand_in(ask, (key, Event({**event.attributes, "time": time}, event.data)))
    assert receipt(ask, id_of("1"))["status"] == "submitted"
    assert ask.service.shelf.waiting() == 0


def test_a_store_that_is_busy_refuses_nothing(ask):
    """The store comes back between the two: what could not be kept must not be called refused."""
    ears, service = Ears("test"), ask.service
    file = service.store.file
    file.patience = 0.05

    class Looking:
        """Reads as the store does, and lets go of its lock once somebody had to give up."""

        def refuse(self, *told):
            fcntl.flock(lock, fcntl.LOCK_UN)
            service.receipts.refuse(*told)

    hear_portals(ears, service.ideas, service.supports, Looking())
    service.store.count("idea")
    with open(f"{file.path}.next", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _, event = idea("1")
        with pytest.raises(Busy):
            ears.hear([(None, event)], service.shelf, datetime.now(UTC))
    assert receipt(ask, id_of("1"))["status"] == "not_arrived"


def test_support_that_cannot_be_taken_stops_nobody_else(ask):
    odd = [support("no id\n", f"p{n}", id=f"odd{n}") for n in range(FULL + 1)]
    hand_in(ask, *odd, idea("1"), support(id_of("1"), "a"))
    assert ask.get(f"/api/ideas/{id_of('1')}", MODERATOR).json["tally"]["agree"] == 1
    assert receipt(ask, id_of("odd0"))["status"] == "refused"
    assert ask.service.shelf.waiting() == 0
