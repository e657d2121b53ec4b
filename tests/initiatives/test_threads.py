"""The red thread: one walk from either end, by permission, from what initiatives keeps alone."""

import time
from dataclasses import replace

import pytest

from chassis.errors import NotThere
from chassis.identity import NOBODY, Caller, audience
from chassis.stores import Write
from chassis.stores.opening import open_store
from initiatives.actions.threads import Link, Threads
from initiatives.actions.threads.gathered import MOST
from initiatives.stores import KINDS

LEAD = Caller(kind="person", subject="l", departments=("integration",), scopes=("read",))
SHARED = replace(LEAD, subject="s", departments=("skole",))
OTHER = replace(LEAD, subject="o", departments=("by",))


def da(text):
    return [{"lang": "da", "text": text, "source": "original"}]


def body(id, owner="integration", visibility="public", **more):
    remains = {"id": id, "revision": 1, "edition": 1, "processId": "p", "since": 1}
    return remains | {"ownerDepartmentId": owner, "visibility": visibility} | more


class City:
    """What initiatives has heard of, and what it keeps itself."""

    def __init__(self, store):
        self.store = store
        self.threads = Threads(store)

    def copy(self, kind, id, /, visibility="public", **contents):
        kept = body(id, visibility=visibility, **contents)
        if visibility != "public":
            kept = {k: v for k, v in kept.items() if k not in contents or k == "status"}
            kept["withheld"] = True
        self.put(f"copy_{kind}", id, kept)

    def put(self, kind, id, kept):
        there = self.store.get_many(kind, [id])
        version = there[id].version if there else 0
        self.store.save(Write(kind, id, kept, version))

    def initiative(self, id="i1", visibility="public", shared=("skole",), **more):
        ideas = [*more.get("ideaIds", ()), *(m["ideaId"] for m in more.get("matches", ()))]
        kept = body(id, "integration", visibility, title=da("Skriv så vi forstår"), **more)
        kept |= {"sharedWith": list(shared), "parties": list(shared)}
        kept |= {"linkedIdeas": ideas, "status": "testing"}
        kept |= {"updatedAt": "2026-03-01T09:00:00.000Z"}
        self.put("initiative", id, kept | {"audience": audience(kept)})

    def whole(self):
        """Tell one story from a sentence to an effect."""
        self.copy(
            "idea",
            "d1",
            kind="experience",
            title=[{"lang": "ar", "text": "لم أفهم الرسالة"}, *da("Jeg forstod ikke brevet")],
            participantId="secret-person",
            trackingHash="secret-hash",
            status="published",
        )
        self.copy("idea", "d2", kind="idea", title=da("Brug billeder"), status="published")
        ask = {"id": "m1", "initiativeId": "i1", "status": "confirmed"}
        offer = {"resourceType": "language", "status": "confirmed", "asks": [ask]}
        self.copy("idea", "d3", kind="resource", title=da("Jeg kan oversætte"), offer=offer)
        self.copy("evidence", "e1", type="quote", text=da("Brevet"), ideaId="d1", stepIds=["s1"])
        self.copy("evidence", "e2", type="observation", text=da("Mange ringer"), stepIds=["s1"])
        self.copy(
            "insight",
            "n1",
            statement=da("Breve gør folk bange"),
            evidenceIds=["e1", "e2"],
            stepIds=["s1"],
            personaIds=["a1"],
        )
        self.copy("opportunity", "o1", question=da("Hvordan kan vi …?"), insightIds=["n1"])
        self.copy("persona", "a1", name=da("Amira"), summary=da("Ny i byen"))
        steps = [{"id": "s1", "title": da("Det første brev")}, {"id": "s2", "title": da("Mødet")}]
        stages = [{"id": "g1", "title": da("Ankomst"), "steps": steps}]
        self.copy("journey", "j1", title=da("Jeg kommer hertil"), stages=stages, personaIds=["a1"])
        pin = {"ideaId": "d2", "journeyId": "j1", "stepId": "s2", "status": "placed"}
        self.copy("pin", "p1", **pin)
        self.put("copy_department", "skole", body("skole", names=da("Skole og Dagtilbud")))
        self.initiative(
            ideaIds=["d2"],
            opportunityIds=["o1"],
            commitments=[{"id": "c1", "departmentId": "skole", "role": "contributing"}],
            needs=[{"id": "b1", "title": da("Oversættelse")}],
            matches=[{"id": "m1", "needId": "b1", "ideaId": "d3", "status": "used", "amount": 6.0}],
            indicators=[
                {
                    "id": "x1",
                    "name": da("Opkald om breve"),
                    "baseline": {"on": "2026-01-01", "value": 40.0, "n": 40},
                    "target": {"on": "2026-12-01", "value": 10.0},
                    "ideaIds": ["d1"],
                    "measurements": [{"id": "v1", "on": "2026-02-01"}],
                }
            ],
            few=[{"id": "v1", "value": 31.0, "n": 3}],
            decisions=[{"at": "2026-01-01T00:00:00.000Z", "what": "proposed"}],
        )
        return self


@pytest.fixture
def city(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/initiatives.db", KINDS)
    yield City(store)
    store.close()


def seen(thread):
    return {thing.key for thing in thread.things if thing.seen}


def test_an_initiative_tells_all_that_it_came_from_and_led_to(city):
    thread = city.whole().threads.of_initiative(NOBODY, "i1")
    assert [thing.id for thing in thread.all("idea")] == ["d2", "d3", "d1"]
    kinds = {thing.kind for thing in thread.things}
    assert kinds == {
        *("idea", "evidence", "insight", "opportunity", "persona", "journey", "step"),
        *("initiative", "commitment", "match", "indicator", "measurement", "decision"),
    }
    assert all(thing.seen for thing in thread.things)
    assert {
        Link(("idea", "d1"), ("evidence", "e1"), "evidence"),
        Link(("evidence", "e1"), ("insight", "n1"), "insight"),
        Link(("insight", "n1"), ("opportunity", "o1"), "opportunity"),
        Link(("opportunity", "o1"), ("initiative", "i1"), "origin"),
        Link(("idea", "d2"), ("initiative", "i1"), "origin"),
        Link(("idea", "d2"), ("step", "s2"), "step"),
        Link(("insight", "n1"), ("persona", "a1"), "persona"),
        Link(("idea", "d3"), ("match", "m1"), "offer"),
        Link(("match", "m1"), ("initiative", "i1"), "match"),
        Link(("initiative", "i1"), ("indicator", "x1"), "indicator"),
        Link(("indicator", "x1"), ("measurement", "v1"), "measurement"),
    } <= set(thread.links)


def test_it_tells_whose_step_which_department_and_what_the_giver_said(city):
    thread = city.whole().threads.of_initiative(NOBODY, "i1")
    step = thread.one(("step", "s1"))
    assert step.of("stage") == da("Ankomst")
    assert step.href == "/api/journeys/j1"
    assert thread.one(("commitment", "c1")).of("department") == da("Skole og Dagtilbud")
    match = thread.one(("match", "m1"))
    assert (match.of("answer"), match.of("need")) == ("confirmed", da("Oversættelse"))


@pytest.mark.parametrize("idea", ["d1", "d2", "d3"])
@pytest.mark.parametrize("who", [NOBODY, LEAD, SHARED, OTHER])
def test_the_same_thread_is_told_from_either_end(city, idea, who):
    threads = city.whole().threads
    ends = ("idea", idea), ("initiative", "i1")
    forward = threads.of_idea(who, idea).between(*ends)
    assert forward
    assert forward == threads.of_initiative(who, "i1").between(*ends)


def test_from_a_contribution_all_is_told_that_it_led_to(city):
    thread = city.whole().threads.of_idea(NOBODY, "d1")
    assert [thing.id for thing in thread.all("idea")] == ["d1"]
    assert [thing.id for thing in thread.all("evidence")] == ["e1"]
    assert {"initiative", "commitment", "match", "measurement"} <= {t.kind for t in thread.things}


def test_nobody_is_shown_who_gave_something(city):
    told = str(city.whole().threads.of_initiative(LEAD, "i1"))
    assert "secret-person" not in told
    assert "secret-hash" not in told


@pytest.mark.parametrize(
    ("kind", "id"), [("opportunity", "o1"), ("insight", "n1"), ("evidence", "e1"), ("idea", "d2")]
)
@pytest.mark.parametrize("who", [NOBODY, LEAD])
def test_what_is_not_public_is_a_link_for_everyone(city, kind, id, who):
    city.whole().copy(kind, id, visibility="department", status="draft")
    thread = city.threads.of_initiative(who, "i1")
    thing = thread.one((kind, id))
    assert not thing.seen
    assert thing.contents is None
    assert thing.href.endswith(f"/{id}")


def test_a_withdrawn_contribution_leaves_a_link_and_no_words(city):
    city.whole().copy("idea", "d1", visibility="department", status="withdrawn")
    assert "Jeg forstod ikke brevet" not in str(city.threads.of_initiative(LEAD, "i1"))
    thread = city.threads.of_idea(NOBODY, "d1")
    assert not thread.things[0].seen
    assert thread.all("initiative")


def test_a_quote_goes_with_what_it_quotes_even_before_its_owner_has_hidden_it(city):
    city.whole().copy("idea", "d1", visibility="department", status="withdrawn")
    for thread in (
        city.threads.of_initiative(LEAD, "i1"),
        city.threads.of_idea(LEAD, "d1"),
    ):
        assert not thread.one(("evidence", "e1")).seen
        assert thread.ends(("evidence", "e1"), "insight")
    city.copy("evidence", "e1", type="observation", text=da("Mange spørger"), ideaId="d1")
    assert city.threads.of_initiative(NOBODY, "i1").one(("evidence", "e1")).seen


def test_a_draft_opportunity_is_a_link_and_what_lies_behind_it_is_not_told(city):
    city.whole().copy("opportunity", "o1", visibility="department", status="draft")
    thread = city.threads.of_initiative(NOBODY, "i1")
    assert ("opportunity", "o1") not in seen(thread)
    assert not thread.all("insight")
    assert not city.threads.of_idea(NOBODY, "d1").all("opportunity")


def test_what_was_not_heard_of_yet_is_a_link(city):
    city.whole().initiative(ideaIds=["later"], opportunityIds=["never"], stepIds=["far"])
    thread = city.threads.of_initiative(NOBODY, "i1")
    assert not thread.one(("idea", "later")).seen
    assert not thread.one(("opportunity", "never")).seen
    assert not thread.one(("step", "far")).seen


def test_an_initiative_that_is_not_public_is_there_for_those_it_is_shared_with_alone(city):
    city.whole()
    city.initiative(visibility="department", ideaIds=["d2"])
    for who in (LEAD, SHARED):
        assert city.threads.of_initiative(who, "i1").one(("initiative", "i1")).seen
        assert city.threads.of_idea(who, "d2").all("initiative")
    for who in (NOBODY, OTHER):
        with pytest.raises(NotThere):
            city.threads.of_initiative(who, "i1")
        assert not city.threads.of_idea(who, "d2").all("initiative")


def test_what_few_are_behind_is_shown_to_those_who_carry_it_out_alone(city):
    city.whole()
    for who in (LEAD, SHARED):
        point = city.threads.of_initiative(who, "i1").one(("measurement", "v1"))
        assert (point.of("value"), point.of("n")) == (31.0, 3)
    for who in (NOBODY, OTHER):
        point = city.threads.of_initiative(who, "i1").one(("measurement", "v1"))
        assert point.contents == {"on": "2026-02-01", "tooFew": True}


def test_a_pin_that_was_taken_off_ties_nothing(city):
    city.whole()
    city.copy("pin", "p1", ideaId="d2", journeyId="j1", stepId="s2", status="removed")
    assert not city.threads.of_initiative(NOBODY, "i1").one(("step", "s2"))


def test_a_contribution_that_nobody_knows_or_may_know_is_not_there(city):
    city.copy("idea", "d9", visibility="department", status="submitted")
    for id in ("d9", "never"):
        with pytest.raises(NotThere):
            city.threads.of_idea(NOBODY, id)


def test_a_contribution_that_led_nowhere_yet_is_told_alone(city):
    city.copy("idea", "d9", kind="idea", title=da("Flere træer"), status="published")
    thread = city.threads.of_idea(NOBODY, "d9")
    assert [thing.key for thing in thread.things] == [("idea", "d9")]


def test_of_very_many_not_all_are_told_and_it_says_so(city):
    most = MOST["idea"]
    city.initiative(ideaIds=[f"d{n}" for n in range(most + 1)])
    thread = city.threads.of_initiative(NOBODY, "i1")
    assert len(thread.all("idea")) == most
    assert thread.more == ("idea",)


def test_the_step_of_the_journey_that_holds_wins_over_the_one_before(city):
    city.whole()
    stages = [{"id": "g", "title": da("Før"), "steps": [{"id": "s1", "title": da("Gammelt")}]}]
    city.copy("journey", "j0", title=da("Før"), stages=stages, status="superseded")
    assert city.threads.of_initiative(NOBODY, "i1").one(("step", "s1")).of("stage") == da("Ankomst")


def test_it_is_quick_with_much_around_it(city):
    city.whole()
    for n in range(200):
        city.copy("idea", f"other{n}", kind="idea", title=da("En anden"), status="published")
    took = []
    for _ in range(20):
        start = time.perf_counter()
        city.threads.of_initiative(NOBODY, "i1")
        city.threads.of_idea(NOBODY, "d1")
        took.append(time.perf_counter() - start)
    assert sorted(took)[18] < 0.1
