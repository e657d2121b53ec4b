"""Journeys as one service, asked as the gateway asks it, among neighbours whose facts it hears."""

import dataclasses
import itertools
import json
import re
from datetime import UTC, datetime

import pytest

from chassis.changes import Text
from chassis.identity import NOBODY, Caller
from chassis.settings import read
from chassis.testing.asking import Asking
from journeys import app
from journeys.domain import drafts
from journeys.domain.given import NewJourney, NewStage, NewStep, NewTouchpoint
from journeys.events.journeys import Channel, JourneyType

CONSULTANT = Caller(
    kind="person",
    subject="c1",
    role="consultant",
    departments=("integration",),
    scopes=("read", "map"),
)
COLLEAGUE = dataclasses.replace(CONSULTANT, subject="c2")
OUTSIDER = dataclasses.replace(CONSULTANT, subject="c3", departments=("by",))
HTML = "text/html,application/xhtml+xml,*/*;q=0.8"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
BOTH = {"da": "Jeg får et brev", "ar": "أتلقى رسالة"}


def texts(text, lang="da"):
    return [{"lang": lang, "text": text}]


class Asker(Asking):
    """Asks journeys something, as one caller or another."""

    usual = CONSULTANT

    def __init__(self, settings):
        super().__init__(settings, app)
        self.nouns = self.service.nouns
        self.told = itertools.count(1)

    def patch(self, path, body, edition, who=CONSULTANT, **headers):
        return self("PATCH", path, body, who, If_Match=f'"v{edition}"', **headers)

    def made(self, path, body, who=CONSULTANT, **headers):
        """Post something new and return it."""
        answer = self.post(path, body, who, **headers)
        assert answer.status_code == 201, answer.text
        return json.loads(answer.text)

    def persona(self, name="Samira", **more):
        body = {"name": name, "summary": "Ny i byen.", "language": "da"} | more
        return self.made("/api/personas", body)

    def journey(self, stages=None, who=CONSULTANT, **more):
        body = {"type": "as_is", "title": "Jeg er ny i byen", "language": "da"}
        body["stages"] = stages or [
            {"title": "Ankomst", "steps": [{"title": "Jeg får et brev", "key": "brev"}]}
        ]
        return self.made("/api/journeys", body | more, who)

    def felt_journey(self, **more):
        """Return a journey with one step at which a persona feels something, and the persona."""
        persona = self.persona()
        feeling = {"personaId": persona["id"], "value": -2, "source": "observed"}
        steps = [{"title": "Jeg venter", "feelings": [feeling | more]}, {"title": "Jeg går hjem"}]
        stages = [{"title": "Ankomst", "steps": steps}]
        return self.journey(stages, personaIds=[persona["id"]])

    def evidence(self, text="Brevet er svært at forstå.", **more):
        body = {"type": "interview", "text": text, "language": "da"} | more
        return self.made("/api/evidence", body)

    def insight(self, evidence_ids, **more):
        body = {"type": "pain", "statement": "Breve skræmmer.", "language": "da"}
        return self.made("/api/insights", body | {"evidenceIds": evidence_ids} | more)

    def opportunity(self, insight_ids, **more):
        body = {"question": "Hvordan kan vi skrive, så alle forstår?", "language": "da"}
        return self.made("/api/opportunities", body | {"insightIds": insight_ids} | more)

    def published(self, plural, thing):
        """Publish something and return it as it then is."""
        answer = self.post(f"/api/{plural}/{thing['id']}/publish")
        assert answer.status_code == 200, answer.text
        return json.loads(answer.text)

    def public_journey(self, **more):
        journey = self.journey(**more)
        assert self.post(f"/api/journeys/{journey['id']}/validate").status_code == 200
        return self.published("journeys", journey)

    def hear(self, part, kind, id, contents, status="published", visibility="public"):
        """Let a neighbour tell how one of its things is now, and do the work that is due."""
        revision = next(self.told)
        state = {
            "edition": revision,
            "processId": "p",
            "ownerDepartmentId": "kommune",
            "visibility": visibility,
            "status": status,
            "since": revision,
        }
        state |= contents if visibility == "public" else {"withheld": True}
        self.neighbour_says(part, kind, id, revision, state)
        self.work()

    def idea(self, id, status="published", visibility="public", **more):
        """Let ideas tell of a contribution."""
        told = {"kind": "experience", "title": texts("Brevet"), "body": texts("Jeg blev bange.")}
        self.hear("ideas", "idea", id, told | {"language": "da"} | more, status, visibility)

    def facts(self, kind, id):
        """Return what has happened to something, as it travels."""
        return [entry.fact for entry in self.service.store.history(kind, id)]


def said(**by_language):
    return [{"lang": lang, "text": text} for lang, text in by_language.items()]


class City:
    """A mapped journey with all that hangs on it, and somebody who looks at its pages."""

    consultant, colleague, outsider, nobody = CONSULTANT, COLLEAGUE, OUTSIDER, NOBODY

    def __init__(self, ask):
        self.ask = ask
        self.persona = ask.persona("Samira", goals=["At arbejde igen"], languages=["ar"])
        ask.published("personas", self.persona)
        self.journey = ask.journey(self.stages(), **self.beside())
        self.letter, self.school = (
            step["id"] for stage in self.journey["stages"] for step in stage["steps"]
        )
        ask.idea("bidrag")
        self.post(f"/api/journeys/{self.id}/pins", {"ideaId": "bidrag", "stepId": self.letter})
        self.quote = ask.evidence("Jeg forstod intet.", stepIds=[self.letter], ideaId="bidrag")
        self.insight = ask.insight([self.quote["id"]], stepIds=[self.letter])
        self.question = ask.opportunity([self.insight["id"]], stepIds=[self.letter])

    def stages(self):
        felt = {"personaId": self.persona["id"], "value": -2, "source": "observed"}
        meeting = {"channel": "letter", "ownerDepartmentId": "integration"}
        letter = {
            "title": said(**BOTH),
            "action": "Åbner det",
            "thought": "Hvad mon det er?",
            "momentOfTruth": True,
            "feelings": [felt],
            "touchpoints": [meeting | {"title": "Brevet", "backstage": "Skabelonen rettes"}],
            "key": "brev",
        }
        school = {
            "title": said(da="Børnene starter i skole"),
            "touchpoints": [
                {"title": "Velkomst", "channel": "in_person", "ownerDepartmentId": "skole"}
            ],
            "key": "skole",
        }
        first = {"title": said(da="Ankomst"), "goal": "At lande", "duration": "2 uger"}
        return [first | {"steps": [letter]}, {"title": "Skole", "steps": [school]}]

    def beside(self):
        handoff = {"fromStep": "brev", "toStep": "skole", "what": "case", "waitingDays": 21}
        lost = {"informationLost": "Hvad børnene kan", "risk": "De begynder forfra"}
        return {
            "title": said(da="Ny i byen", ar="جديد في المدينة"),
            "personaIds": [self.persona["id"]],
            "handoffs": [handoff | lost],
        }

    def hear_neighbours(self):
        for id, name in (("integration", "Integration og Job"), ("skole", "Skole og Dagtilbud")):
            self.ask.hear("gateway", "department", id, {"names": said(da=name)})
        flag = {"title": said(da="Breve til at forstå"), "stepIds": [self.letter]}
        self.ask.hear("initiatives", "initiative", "initiativ", flag)

    @property
    def id(self):
        return self.journey["id"]

    @property
    def step(self):
        return f"/journeys/{self.id}/steps/{self.letter}"

    def post(self, path, body=None):
        answer = self.ask.post(path, body)
        assert answer.status_code < 300, answer.text
        return json.loads(answer.text)

    def publish(self):
        for path in (f"evidence/{self.quote['id']}", f"insights/{self.insight['id']}"):
            self.post(f"/api/{path}/publish")
        self.post(f"/api/opportunities/{self.question['id']}/publish")
        self.post(f"/api/journeys/{self.id}/validate")
        self.post(f"/api/journeys/{self.id}/publish")

    def page(self, path, who=NOBODY, status=200, **headers):
        answer = self.ask.get(path, who, Accept=HTML, **headers)
        assert answer.status_code == status, answer.text
        return re.sub(r"\s+", " ", answer.text)

    def filled(self, path, who=CONSULTANT):
        """Return what stands in the fields of a form."""
        page = self.page(path, who)
        found = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
        found |= dict(re.findall(r'name="([^"]+)" value="([^"]*)" dir="auto"', page))
        found |= dict(re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*> ?([^<]*)</textarea>', page))
        for select in re.findall(r"<select .*?</select>", page):
            name = re.search(r'name="([^"]+)"', select)[1]
            chosen = re.search(r'<option value="([^"]*)" selected', select)
            found[name] = chosen[1] if chosen else ""
        if 'value="true" checked' in page:
            found["momentOfTruth"] = "true"
        return found

    def send(self, path, fields, who=CONSULTANT, status=303):
        answer = self.ask.form(path, fields, who, Accept=HTML)
        assert answer.status_code == status, answer.text
        return re.sub(r"\s+", " ", answer.text)

    def there(self, path):
        """Return a thing as the API shows it to those who may see it."""
        return json.loads(self.ask.get(f"/api/{path}", CONSULTANT).text)

    def shape(self):
        """Return the titles of the stages, each with those of its steps."""
        return {
            stage["title"][0]["text"]: [step["title"][0]["text"] for step in stage["steps"]]
            for stage in self.there(f"journeys/{self.id}")["stages"]
        }

    def now(self):
        journey = self.there(f"journeys/{self.id}")
        return next(
            s for stage in journey["stages"] for s in stage["steps"] if s["id"] == self.letter
        )


@pytest.fixture
def ask(tmp_path):
    settings = read(app.SETTINGS, {"DATA_DIR": str(tmp_path)})
    made = Asker(settings)
    yield made
    made.service.store.close()


@pytest.fixture
def city(ask):
    return City(ask)


def da(text):
    return (Text("da", text),)


@pytest.fixture(scope="session")
def step():
    """Describe a step, where somebody may feel something or meet a department."""

    def step(title, *felt, key=None, owner=None):
        met = [NewTouchpoint(title=da("Brev"), channel=Channel.LETTER, owner_department_id=owner)]
        return NewStep(
            key=key, title=da(title), feelings=tuple(felt), touchpoints=tuple(met if owner else ())
        )

    return step


@pytest.fixture(scope="session")
def stage():
    """Describe a stage."""

    def stage(*steps_, title="Ankomst"):
        return NewStage(title=da(title), steps=steps_)

    return stage


@pytest.fixture(scope="session")
def mapped():
    """Begin a journey of what is described, without a store."""

    def mapped(*stages, type=JourneyType.AS_IS, over=()):
        new = NewJourney(
            type=type,
            title=da("Jeg er ny i byen"),
            persona_ids=("samira",),
            stages=stages,
            handoffs=over,
        )
        begun = {"id": "j", "process_id": "p", "owner_department_id": "by", "at": NOON}
        numbers = itertools.count(1)
        return drafts.draft(new, **begun, ids=lambda kind: f"{kind}{next(numbers)}").state

    return mapped
