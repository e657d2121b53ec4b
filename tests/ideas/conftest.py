"""Ideas as one service, asked as the gateway asks it."""

import dataclasses
import json

import pytest

from chassis.events import Event
from chassis.identity import HEADER, NOBODY, Caller, Signer
from chassis.logs import Topic
from chassis.logs.opening import open_log
from chassis.settings import read
from ideas.app import SETTINGS, create_app, create_service, create_work

MODERATOR = Caller(
    kind="person",
    subject="m1",
    role="moderator",
    departments=("kommune",),
    scopes=("read", "moderate"),
)
STEERER = dataclasses.replace(MODERATOR, subject="s1", role="leader", scopes=("read", "steer"))
OUTSIDER = dataclasses.replace(MODERATOR, subject="m2", departments=("parks",))
PORTAL = Caller(
    kind="key", subject="k1", role="portal", source="/portal", scopes=("intake", "read")
)


class Asker:
    """Asks ideas something, as one caller or another."""

    def __init__(self, settings):
        self.settings = settings
        self.signer = Signer(settings.secret.reveal(), "kommune/ideas")
        self.client = create_app(settings).test_client()
        self.service = create_service(settings)

    def __call__(self, method, path, body=None, who=NOBODY, **headers):
        named = {k.replace("_", "-"): v for k, v in headers.items()}
        more = {"json": body} if body is not None else {}
        return self.client.open(
            path, method=method, headers={HEADER: self.signer.sign(who), **named}, **more
        )

    def get(self, path, who=NOBODY, **headers):
        return self("GET", path, None, who, **headers)

    def post(self, path, body=None, who=NOBODY, **headers):
        return self("POST", path, body if body is not None else {}, who, **headers)

    def form(self, path, fields, who=NOBODY, **headers):
        return self.client.post(
            path, data=fields, headers={HEADER: self.signer.sign(who), **headers}
        )

    def idea(self, title="Bænke", who=NOBODY, **more):
        answer = self.post(
            "/api/ideas", {"title": title, "body": "Flere bænke.", "language": "da"} | more, who
        )
        assert answer.status_code == 201, answer.text
        return json.loads(answer.text)

    def offer(self, title="Jeg taler arabisk", **offer):
        return self.published(title=title, kind="resource", offer=offer)

    def published(self, **more):
        idea = self.idea(**more)
        assert self.post(f"/api/ideas/{idea['id']}/publish", who=MODERATOR).status_code == 200
        return idea

    def call(self, **more):
        body = {"title": "En tryg skolevej", "body": "Hvad mangler?", "language": "da"} | more
        return json.loads(self.post("/api/calls", body, STEERER).text)

    def tell(self, kind, id, revision=1, part="journeys", **state):
        """Let a neighbour say how one of its things is now; `withheld` says no more than that."""
        known = {"id": id, "revision": revision, "visibility": "public", "status": "published"}
        known |= {"ownerDepartmentId": "kommune"} | state
        attributes = {
            "id": f"{id}-{revision}",
            "source": f"/samskab/kommune/{part}",
            "type": f"dk.samskab.{kind}.changed.v1",
            "subject": f"{kind}/{id}",
            "time": "2026-03-02T12:00:00.000Z",
            "revision": f"{revision:015d}",
        }
        event = Event(attributes, {"details": {}, "state": known, "by": {}})
        log = open_log(self.settings.log_url)
        log.create(Topic(f"samskab.kommune.{part}"))
        log.append([event.outgoing(f"samskab.kommune.{part}", id)])
        log.close()

    def initiative(self, revision, *matches, id="n", **state):
        """Let initiatives say how one of them is now."""
        given = {"status": "testing", "title": [{"lang": "da", "text": "En ven ved mødet"}]}
        given |= {"needs": [{"id": "b", "title": [{"lang": "da", "text": "En, der tolker"}]}]}
        given |= {"contact": [{"lang": "da", "text": "Integration, 89 40 00 00"}]}
        given |= {"matches": list(matches)} | state
        self.tell("initiative", id, revision, "initiatives", **given)
        self.work()

    def initiative_hidden(self, revision, status, id="n"):
        """Let initiatives say of one of them no more than its status."""
        hidden = {"status": status, "visibility": "department", "withheld": True}
        self.tell("initiative", id, revision, "initiatives", **hidden)
        self.work()

    def work(self, seconds=0.05):
        """Do all work that is due."""
        chores = create_work(self.settings)
        for chore in chores:
            chore.rest = seconds
        for _ in range(3):
            for chore in chores:
                while chore.step():
                    pass
        for chore in chores:
            chore.close()


@pytest.fixture
def ask(tmp_path):
    settings = read(SETTINGS, {"DATA_DIR": str(tmp_path), "AUTHORITY": "Eksempelby Kommune"})
    made = Asker(settings)
    yield made
    made.service.store.close()
