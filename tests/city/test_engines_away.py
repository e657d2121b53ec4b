"""A broker or a database dies and comes back: people are told, and nothing is lost."""

import json
from contextlib import ExitStack
from uuid import uuid4

import pytest
import urllib3
from hands import Answer, Hand, soon

from chassis.testing import engines

SOURCE = "https://away.example"
WORDS = {"title": "Imens", "body": "Opdigtet.", "language": "da"}
EVENTS = "application/cloudevents+json"


class Machine:
    """The engines of one city, which can be killed and started again where they were."""

    def __init__(self, root, folder):
        ports = {"kafka": engines.two_free_ports(), "mongo": engines.two_free_ports()}
        self.starts = {
            "kafka": lambda: engines.kafka(
                root / "deploy/kafka/kafka", folder / "kafka", port=ports["kafka"]
            ),
            "mongo": lambda: engines.mongo(
                root / ".venv/secantus/bin/secantusd-py", folder / "mongo", port=ports["mongo"]
            ),
        }
        self.running = {}

    def start(self, name):
        self.running[name] = ExitStack()
        return self.running[name].enter_context(self.starts[name]())

    def kill(self, name):
        self.running.pop(name).close()


@pytest.fixture
def machine(pytestconfig, tmp_path, kafka, mongo):
    """Engines of one's own; where there are none, `kafka` and `mongo` say so."""
    made = Machine(pytestconfig.rootpath, tmp_path)
    yield made
    for name in list(made.running):
        made.kill(name)


def event(number):
    made = {"specversion": "1.0", "id": str(number), "source": SOURCE, "data": WORDS}
    return made | {"type": "dk.samskab.intake.idea.v1", "datacontenttype": "application/json"}


def hand_in(portal, number):
    return patiently(portal, "/events", event(number), {"Content-Type": EVENTS})


def patiently(hand, path, body, headers=()):
    """Hand something in, however long it takes until somebody sees that nobody answers."""
    said = {"X-API-Key": hand.key} if hand.key else {}
    said |= {"Content-Type": "application/json", "Accept-Language": "da"} | dict(headers)
    told, more = json.dumps(body).encode(), {"timeout": 30.0, "retries": False}
    found = urllib3.request("POST", hand.url + path, body=told, headers=said, **more)
    return Answer(found.status, found.headers, found.data)


def waiting(anyone):
    """Return all that is waited for, in one text."""
    parts = anyone.ask("GET", "/status").json["parts"]
    return json.dumps([part["waitsFor"] for part in parts if not part["ready"]], ensure_ascii=False)


def test_what_is_given_while_an_engine_is_away_is_told_no_or_arrives(machine, founded, tmp_path):
    log, server, name = machine.start("kafka"), machine.start("mongo"), uuid4().hex[:12]
    parts = ("gateway", "ideas", "journeys", "initiatives", "notifications")
    stores = {f"{part.upper()}_STORE_URL": f"{server}/{name}_{part}" for part in parts}
    with founded(tmp_path / "data", LOG_URL=log, **stores) as city:
        anyone, portal = Hand(city.url, language="da"), Hand(city.url, city.portal(SOURCE), "da")
        given = [anyone.post("/api/ideas", WORDS)["id"], hand_in(portal, 1).json["ideaId"]]

        machine.kill("kafka")
        given.append(anyone.post("/api/ideas", WORDS)["id"])
        no = hand_in(portal, 2)
        assert (no.status, no.json["detail"]) == (503, "Hændelsesloggen svarer ikke lige nu.")
        assert anyone.ask("GET", "/api/ideas").status == 200
        soon(lambda: "Hændelsesloggen svarer ikke lige nu." in waiting(anyone))
        machine.start("kafka")
        given.append(soon(lambda: taken(hand_in(portal, 2)), 40))
        soon(lambda: waiting(anyone) == "[]", 40)

        machine.kill("mongo")
        assert patiently(anyone, "/api/ideas", WORDS).status == 503
        soon(lambda: "Databasen svarer ikke lige nu." in waiting(anyone))
        machine.start("mongo")
        soon(lambda: waiting(anyone) == "[]", 40)
        moderator = Hand(city.url, city.moderator())
        soon(lambda: {each["id"] for each in moderator.items("/api/ideas", limit=100)} == {*given})


def taken(answer):
    return answer.json["ideaId"] if answer.status == 202 else None
