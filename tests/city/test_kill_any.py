"""Kill any process while ideas and supports come in: the others go on, everything arrives once."""

import os
import time
from threading import Event, Thread

import pytest
import urllib3

from chassis.changes import derived
from samskab.client import Client
from samskab.parts import PARTS

pytestmark = pytest.mark.engines
SOURCE = "https://kill.example"
PROCESS = derived("process", "kommune")
EACH = 3
ALL = tuple(f"{part} {role}" for part in PARTS for role in ("serve", "work"))


class Crowd:
    """People who give ideas, by both ways in, and support each; until they are told to stop."""

    def __init__(self, url, key):
        self.client = Client(url, key, patience=60.0)
        self.stopping, self.ids, self.codes, self.trouble = Event(), [], {}, []
        self.thread = Thread(target=self.give)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stopping.set()
        self.thread.join()
        self.client.close()

    def give(self):
        try:
            number = 0
            while not self.stopping.is_set():
                self.one(number)
                number += 1
        except Exception as trouble:
            self.trouble.append(trouble)

    def one(self, number):
        words = {"title": f"Idé {number}", "body": "Opdigtet.", "language": "da"}
        if number % 2:
            told = self.client.post("/api/ideas", words, once=f"kill/{number}").body
            id = told["id"]
        else:
            event = happened("idea", str(number), words)
            told = self.client.post("/events", event, kind="application/cloudevents+json").body
            id = told["ideaId"]
        self.ids.append(id)
        self.codes[id] = told["trackingCode"]
        for who in range(EACH):
            data = {"ideaId": id, "processId": PROCESS, "reference": str(who), "stance": "agree"}
            event = happened("support", f"{number}/{who}", data)
            self.client.post("/events", event, kind="application/cloudevents+json")


def happened(what, id, data):
    return {
        "specversion": "1.0",
        "id": id,
        "source": SOURCE,
        "type": f"dk.samskab.intake.{what}.v1",
        "datacontenttype": "application/json",
        "data": data,
    }


def soon(done, seconds=60.0):
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "not soon enough"
        time.sleep(0.1)


@pytest.fixture
def killed(own_city):
    """A city whose processes were all killed, one after the other, while people gave ideas."""
    with Crowd(own_city.url, own_city.portal(SOURCE)) as crowd:
        soon(lambda: len(crowd.ids) > 5)
        for name in ALL:
            before, given = own_city.processes(), len(crowd.ids)
            own_city.kill(name)
            soon(lambda before=before, name=name: restarted(own_city, name, before))
            others = {n: pids[0] for n, pids in own_city.processes().items() if n != name}
            assert others == {n: pids[0] for n, pids in before.items() if n != name}
            soon(lambda given=given: len(crowd.ids) > given + 3)
    assert not crowd.trouble
    own_city.wait()
    return own_city, crowd


def restarted(city, name, before):
    now = city.processes().get(name)
    return (
        bool(now) and now[0] != before[name][0] and not os.path.exists(f"/proc/{before[name][0]}")
    )


def test_everything_given_while_processes_are_killed_arrives_once(killed):
    city, crowd = killed
    with city.client(city.moderator()) as moderator:

        def tallies():
            every = list(moderator.pages("/api/ideas", limit=100))
            return {each["id"]: each["tally"]["agree"] for each in every}

        soon(lambda: tallies() == dict.fromkeys(crowd.ids, EACH))
        for id in crowd.ids:
            happened = list(moderator.pages(f"/api/ideas/{id}/history"))
            types = [each["type"] for each in happened]
            assert types.count("dk.samskab.idea.submitted.v1") == 1, id
        told = crowd.ids[:: max(1, len(crowd.ids) // 10)]
        for id in told:
            moderator.post(f"/api/ideas/{id}/publish")
            soon(lambda id=id: len(messages(moderator, crowd.codes[id])) > 0)
    with city.store("notifications") as store:
        soon(lambda: store.count("copy_idea") == len(crowd.ids))
        assert store.count("shelf") == 0
    with city.client() as anyone:
        for id in told:
            templates = [each["template"] for each in messages(anyone, crowd.codes[id])]
            assert len(templates) == len(set(templates)), templates


def messages(client, code):
    return client.post("/api/inbox", {"trackingCode": code}).body["items"]


def test_while_ideas_is_down_the_door_takes_events_and_they_arrive_later(own_city, held_down):
    with own_city.client(own_city.portal(SOURCE), patience=60.0) as portal:
        with held_down(own_city, "ideas serve", "ideas work"):
            soon(lambda: urllib3.request("GET", f"{own_city.url}/api/ideas").status == 503)
            words = {"title": "Imens", "body": "Opdigtet.", "language": "da"}
            events = [happened("idea", str(number), words) for number in range(20)]
            taken = [
                portal.post("/events", event, kind="application/cloudevents+json").body
                for event in events
            ]
            receipt = urllib3.request("GET", own_city.url + taken[0]["receipt"])
            assert (receipt.status, "Retry-After" in receipt.headers) == (503, True)
            assert urllib3.request("GET", own_city.url + "/status").status == 200
        for each in taken:
            soon(lambda each=each: portal.get(each["receipt"]).body["status"] == "submitted")
