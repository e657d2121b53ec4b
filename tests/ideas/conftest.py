"""Ideas as one service, asked as the gateway asks it."""

import dataclasses
import json

import pytest

from chassis.identity import NOBODY, Caller
from chassis.settings import read
from chassis.testing.asking import Asking
from ideas import app

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


class Asker(Asking):
    """Asks ideas something, as one caller or another."""

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
        known = {"visibility": "public", "status": "published"}
        known |= {"ownerDepartmentId": "kommune"} | state
        self.neighbour_says(part, kind, id, revision, known)

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


@pytest.fixture
def ask(tmp_path):
    settings = read(app.SETTINGS, {"DATA_DIR": str(tmp_path), "AUTHORITY": "Eksempelby Kommune"})
    made = Asker(settings, app)
    yield made
    made.service.store.close()
