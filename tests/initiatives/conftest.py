"""Initiatives as one service, asked as the gateway asks it."""

import dataclasses
import json
from datetime import UTC, datetime
from itertools import count

import pytest

from chassis.changes import Text
from chassis.identity import NOBODY, Caller
from chassis.settings import read
from chassis.stores import Write
from chassis.testing.asking import Asking
from initiatives import app
from initiatives.domain import initiatives
from initiatives.domain.filing import filed
from initiatives.domain.initiatives import Decider
from initiatives.domain.proposals import NewInitiative

LEADER = Caller(
    kind="person",
    subject="l1",
    role="leader",
    departments=("integration",),
    scopes=("read", "steer", "commit"),
)
SCHOOL = dataclasses.replace(LEADER, subject="l2", departments=("skole",))
CULTURE = dataclasses.replace(LEADER, subject="l3", departments=("kultur",))
HEALTH = dataclasses.replace(LEADER, subject="l4", departments=("sundhed",))


class Asker(Asking):
    """Asks initiatives something, as one caller or another."""

    LEADER, SCHOOL, CULTURE, HEALTH = LEADER, SCHOOL, CULTURE, HEALTH

    def patch(self, path, body, who=NOBODY, **headers):
        return self("PATCH", path, body, who, **headers)

    def done(self, path, body=None, who=LEADER, status=None, **headers):
        """Return what a POST gives, which must have gone well."""
        answer = self.post(path, body, who, **headers)
        assert answer.status_code in ((status,) if status else (200, 201)), answer.text
        return json.loads(answer.text)

    def process(self, who=LEADER, **more):
        body = {
            "title": "Godt på vej",
            "challenge": "Hvordan bliver vejen ind i byen kortere?",
            "type": "equal",
            "promise": "collaborate",
            "language": "da",
        }
        return self.done("/api/processes", body | more, who)

    def initiative(self, who=LEADER, **more):
        body = {"title": "Sprogcafé", "language": "da", "contact": "Integration og Job, tlf. 1234"}
        return self.done("/api/initiatives", body | more, who)

    def public(self, who=LEADER, **more):
        """Return an initiative that everyone sees."""
        made = self.initiative(who, **more)
        return self.done(f"/api/initiatives/{made['id']}/publish", who=who)

    def approved(self, who=LEADER, **more):
        """Return an initiative that everyone sees and that is to be carried out."""
        made = self.public(who, **more)
        return self.answered(made, "accept", who)

    def answered(self, initiative, verb, who, department=None, **body):
        """Say yes or no for a department."""
        department = department or who.departments[0]
        asked = [c for c in initiative["commitments"] if c["departmentId"] == department][-1]
        path = f"/api/initiatives/{initiative['id']}/commitments/{asked['id']}/{verb}"
        return self.done(path, body or None, who)

    def need(self, initiative, who=LEADER, **more):
        """State a need; gives its id."""
        body = {"title": "En der taler arabisk", "resourceType": "language", "language": "da"}
        path = f"/api/initiatives/{initiative['id']}/needs"
        return self.done(path, body | more, who)["madeId"]

    def heard(self, kind, id, /, **body):
        """Keep a copy of a neighbour's thing, as if its event had been heard."""
        usual = {"id": id, "revision": 1, "visibility": "public", "processId": "p"}
        store = self.service.store
        before = store.get_many(f"copy_{kind}", [id]).get(id)
        kept = usual | {"ownerDepartmentId": "kommune", "status": "published"} | body
        version = before.version if before else 0
        store.save(Write(f"copy_{kind}", id, kept, version))
        return id

    def offer(self, id, asks=(), status="offered", **offer):
        """Hear of an offer of help."""
        return self.heard(
            "idea",
            id,
            kind="resource",
            title=[{"lang": "da", "text": f"Hjælp {id}", "source": "original"}],
            body=[{"lang": "da", "text": "Jeg vil gerne hjælpe.", "source": "original"}],
            language="da",
            submittedAt="2026-03-02T11:00:00.000Z",
            offer={"resourceType": "time", "status": status, "asks": list(asks)} | offer,
        )


@pytest.fixture
def ask(tmp_path):
    settings = read(app.SETTINGS, {"DATA_DIR": str(tmp_path)})
    made = Asker(settings, app)
    yield made
    made.service.store.close()


@pytest.fixture(scope="session")
def proposed():
    """Propose an initiative of the department integration, without a store."""
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    lead = Decider("leader", "integration", noon)
    title, office = (Text("da", "Café"),), (Text("da", "Kontoret"),)

    def proposed(*others, **more):
        numbers = count()
        new = NewInitiative(title=title, commitments=others, contact=office, **more)
        change = initiatives.propose(
            new, id="i", process_id="p", decider=lead, ids=lambda: f"c{next(numbers)}"
        )
        return filed(change).state

    return proposed
