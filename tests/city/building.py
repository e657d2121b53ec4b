"""What the scenarios begin with, made through the door as the people of a municipality would."""

import uuid
from dataclasses import dataclass
from functools import cached_property

from hands import Hand, da, day, good, soon
from plans import DEPARTMENTS, plan, steps_of

PORTAL = "https://town.example"
RIGHTS = {
    "consultant": ("read", "map", "steer"),
    "leader": ("read", "steer", "commit"),
    "moderator": ("read", "moderate", "steer"),
}


class Town:
    """A municipality with departments, and makes in it what a scenario needs."""

    def __init__(self, city):
        self.city, self.kept = city, {}
        for id in DEPARTMENTS:
            self._register(id)

    def _register(self, id):
        name = id.capitalize()
        text = f"id: {id}\nnames: {{da: {name} (eksempel), en: {name} (example)}}\n"
        (self.city.folder / "config" / "departments" / f"{id}.yaml").write_text(text)

    def hand(self, role, department="kommune", language="en"):
        """Return somebody of a department; the same key each time."""
        if (role, department) not in self.kept:
            key = self.city.key(*RIGHTS[role], role=role, departments=(department,))
            self.kept[role, department] = key
        return Hand(self.city.url, self.kept[role, department], language)

    @cached_property
    def consultant(self):
        return self.hand("consultant")

    @cached_property
    def moderator(self):
        return self.hand("moderator")

    @cached_property
    def portal(self):
        return Hand(self.city.url, self.city.portal(PORTAL))

    @cached_property
    def anyone(self):
        return Hand(self.city.url)

    def leader(self, department="kommune"):
        return self.hand("leader", department)

    def process(self, **more):
        body = {
            "title": da("En god begyndelse"),
            "challenge": da("Hvordan kommer nye familier godt i gang?"),
            "type": "equal",
            "promise": "collaborate",
        }
        return self.leader().post("/api/processes", body | more)

    def persona(self, name="Amal", publish=True, **more):
        body = {"name": da(name), "summary": da("Opdigtet: kom hertil alene."), "languages": ["ar"]}
        made = self.consultant.post("/api/personas", body | more)
        if publish:
            made = self.consultant.post(f"/api/personas/{made['id']}/publish")
        return made

    def idea(self, title="Bænke ved skolen", publish=True, **more):
        """Return a contribution of nobody in particular, with its tracking code."""
        body = {"title": da(title), "body": da("Opdigtet: det ville hjælpe mange."), **more}
        made = self.portal.post("/api/ideas", body)
        if publish:
            self.moderator.post(f"/api/ideas/{made['id']}/publish")
        return made

    def offer(self, title="Jeg taler arabisk", publish=True, body=None, **offer):
        said = {
            "resourceType": "language",
            "languages": ["ar"],
            "times": ["tuesday_evening"],
            "area": "Vest",
        }
        more = {} if body is None else {"body": body}
        return self.idea(title, publish, kind="resource", offer=said | offer, **more)

    def journey(self, personas=(), stages=2, steps=4, handoffs=0, **more):
        personas = personas or [self.persona()["id"]]
        return self.consultant.post("/api/journeys", plan(personas, stages, steps, handoffs) | more)

    def evidence(self, steps=(), idea=None, publish=True, **more):
        body = {"type": "observation", "text": da("Vi så ti familier vente."), "stepIds": [*steps]}
        if idea:
            body["ideaId"] = idea
        made = self.consultant.post("/api/evidence", body | more)
        return self._shown("evidence", made) if publish else made

    def insight(self, evidence, publish=True, **more):
        body = {"type": "pain", "statement": da("Ventetiden gør folk utrygge.")}
        body |= {"evidenceIds": [*evidence]}
        made = self.consultant.post("/api/insights", body | more)
        return self._shown("insights", made) if publish else made

    def opportunity(self, insights, publish=True, **more):
        body = {"question": da("Hvordan kan vi gøre ventetiden til begyndelsen?")}
        body |= {"insightIds": [*insights]}
        made = self.consultant.post("/api/opportunities", body | more)
        return self._shown("opportunities", made) if publish else made

    def _shown(self, plural, made):
        return self.consultant.post(f"/api/{plural}/{made['id']}/publish")

    def initiative(self, publish=True, department="kommune", **more):
        body = {
            "title": da("En makker fra første dag"),
            "problem": da("Ingen ved, hvem de kan spørge."),
            "solution": da("Hver familie får en makker."),
            "contact": da("Integrationsteamet, Rådhuset"),
        }
        leader = self.leader(department)
        made = leader.post("/api/initiatives", body | more)
        return leader.post(f"/api/initiatives/{made['id']}/publish") if publish else made

    def commit(self, initiative, department, role="contributing"):
        """Ask a department to take part, and return its commitment."""
        body = {"departmentId": department, "role": role, "what": da("Vi hjælper til.")}
        after = self.leader(initiative["ownerDepartmentId"]).post(
            f"/api/initiatives/{initiative['id']}/commitments", body
        )
        return self.commitment(after, department)

    def commitment(self, initiative, department):
        (found,) = [c for c in initiative["commitments"] if c["departmentId"] == department]
        return found

    def answer(self, initiative, department, verb="accept", **more):
        """Have a department say what it thinks of being asked; return the initiative."""
        its = self.commitment(self.get(initiative), department)
        path = f"/api/initiatives/{initiative['id']}/commitments/{its['id']}/{verb}"
        return self.leader(department).post(path, more)

    def get(self, initiative):
        leader = self.leader(initiative["ownerDepartmentId"])
        return leader.get(f"/api/initiatives/{initiative['id']}")

    def need(self, initiative, **more):
        body = {"title": da("En der taler arabisk"), "resourceType": "language"}
        body |= {"languages": ["ar"], "times": ["tuesday_evening"], "area": "Vest"}
        leader = self.leader(initiative["ownerDepartmentId"])
        after = leader.post(f"/api/initiatives/{initiative['id']}/needs", body | more)
        return after["needs"][-1]

    def match(self, initiative, need, offer):
        """Ask an offer's giver for help, once initiatives has heard of the offer; return it."""
        leader, body = self.leader(initiative["ownerDepartmentId"]), {}
        body |= {"needId": need["id"], "ideaId": offer["id"]}
        path = f"/api/initiatives/{initiative['id']}/matches"
        once = {"Idempotency_Key": str(uuid.uuid4())}
        after = soon(lambda: good(leader.ask("POST", path, body, **once)))
        return after["matches"][-1]

    def track(self, given):
        return self.anyone.post("/api/track", {"trackingCode": given["trackingCode"]})

    def asks(self, given, status):
        """Return what an offer's giver is asked, once that stands so."""

        def standing():
            return [a for a in self.track(given)["offer"]["asks"] if a["status"] == status]

        return soon(standing)[-1]

    def inbox(self, given):
        return self.anyone.post("/api/inbox", {"trackingCode": given["trackingCode"]})["items"]

    def indicator(self, initiative, **more):
        body = {
            "name": da("Familier der ved, hvem de kan spørge"),
            "unit": da("procent"),
            "baseline": {"on": day(-300), "value": 40.0, "n": 50},
            "target": {"on": day(60), "value": 80.0},
        }
        leader = self.leader(initiative["ownerDepartmentId"])
        after = leader.post(f"/api/initiatives/{initiative['id']}/indicators", body | more)
        return after["indicators"][-1]


@dataclass
class Thread:
    """Everything of one red thread, from a sentence to a measurement."""

    town: Town

    def __post_init__(self):
        town = self.town
        self.idea, self.offer = town.idea("Nogen at spørge"), town.offer()
        self.persona = town.persona()
        self.journey = town.journey([self.persona["id"]])
        self.steps = steps_of(self.journey)
        self.pin = town.consultant.post(
            f"/api/journeys/{self.journey['id']}/pins",
            {"ideaId": self.idea["id"], "stepId": self.steps[0]},
        )
        self.evidence = town.evidence(self.steps, self.idea["id"])
        self.insight = town.insight([self.evidence["id"]], stepIds=self.steps[:1])
        self.opportunity = town.opportunity([self.insight["id"]], stepIds=self.steps[:1])
        self._publish_the_journey()
        self.initiative = self._initiative()
        self.need = town.need(self.initiative)
        self.indicator = town.indicator(
            self.initiative, stepIds=self.steps[:1], ideaIds=[self.idea["id"]]
        )
        self.measure(62.0)
        self.match = town.match(self.initiative, self.need, self.offer)
        town.asks(self.offer, "asked")

    def _publish_the_journey(self):
        for verb in ("validate", "publish"):
            path = f"/api/journeys/{self.journey['id']}/{verb}"
            self.journey = self.town.consultant.post(path)

    def _initiative(self):
        made = self.town.initiative(
            ideaIds=[self.idea["id"]],
            opportunityIds=[self.opportunity["id"]],
            stepIds=self.steps[:1],
        )
        self.town.commit(made, "skole")
        for department in ("skole", "kommune"):
            made = self.town.answer(made, department)
        return made

    def measure(self, value, days=-150, n=40):
        path = f"/api/initiatives/{self.initiative['id']}/indicators/{self.indicator['id']}"
        body = {"on": day(days), "value": value, "n": n}
        return self.town.leader().post(f"{path}/measurements", body)
