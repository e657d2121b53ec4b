"""What journeys knows of others, from its copies alone."""

from chassis.identity import Caller
from journeys.actions import insider

CONSULTANT = Caller(kind="person", departments=("integration",), scopes=("read", "map"))


def texts(text):
    return [{"lang": "da", "text": text}]


def said(words):
    return [text.text for text in words]


def initiative(ask, id, step_ids, **how):
    ask.hear("initiatives", "initiative", id, {"title": texts(id), "stepIds": step_ids}, **how)


def test_public_initiatives_stand_at_the_steps_they_name(ask):
    journey = ask.journey()
    step = journey["stages"][0]["steps"][0]["id"]
    initiative(ask, "Følgeven", [step, "elsewhere"], status="testing")
    initiative(ask, "Intern", [step], visibility="department")
    initiative(ask, "Andet", ["elsewhere"])
    journeys = ask.nouns.journeys
    (found,) = journeys.initiatives_at(journeys.get(CONSULTANT, journey["id"]))[step]
    assert (found.id, said(found.title), found.status) == ("Følgeven", ["Følgeven"], "testing")
    initiative(ask, "Følgeven", [], status="testing")
    assert journeys.initiatives_at(journeys.get(CONSULTANT, journey["id"])) == {}


def test_departments_are_called_by_their_names_and_unknown_ones_by_their_ids(ask):
    ask.hear("gateway", "department", "skole", {"names": texts("Skole og Dagtilbud")})
    ask.hear("gateway", "department", "gammel", {"names": texts("Den gamle")}, status="closed")
    names = ask.nouns.neighbours.departments(["skole", "by", "gammel"])
    assert {id: said(name) for id, name in names.items()} == {
        "skole": ["Skole og Dagtilbud"],
        "by": ["by"],
        "gammel": ["Den gamle"],
    }
    assert list(ask.nouns.neighbours.all_departments()) == ["skole"]


def test_a_journey_knows_all_departments_in_it(ask):
    steps = [
        {
            "title": "a",
            "key": "a",
            "touchpoints": [{"title": "x", "channel": "sms", "ownerDepartmentId": "skole"}],
        },
        {"title": "b", "key": "b"},
    ]
    over = {"fromStep": "a", "toStep": "b", "what": "case", "toDepartmentId": "kultur"}
    made = ask.journey([{"title": "s", "steps": steps}], handoffs=[over])
    journey = ask.nouns.journeys.get(CONSULTANT, made["id"])
    assert list(ask.nouns.journeys.departments(journey)) == ["skole", "kultur", "integration"]


def test_only_public_processes_and_contributions_are_known(ask):
    ask.hear("initiatives", "process", "p1", {"title": texts("Ny i byen")}, status="open")
    ask.idea("i1")
    ask.idea("i2", "submitted", "department")
    assert said(ask.nouns.neighbours.processes(["p1", "p2"])["p1"].title) == ["Ny i byen"]
    assert list(ask.nouns.neighbours.ideas(["i2", "i1", "i3"])) == ["i1"]


def test_pins_stand_in_the_order_of_the_steps_and_those_of_removed_steps_are_left_out(ask):
    made = ask.journey([{"title": "s", "steps": [{"title": "a"}, {"title": "b"}]}])
    a, b = (step["id"] for step in made["stages"][0]["steps"])
    for idea, step in (("late", b), ("early", a)):
        ask.made(f"/api/journeys/{made['id']}/pins", {"ideaId": idea, "stepId": step})

    def pinned():
        journey = ask.nouns.journeys.get(CONSULTANT, made["id"])
        return [each.pin.idea_id for each in ask.nouns.pins.pinned(journey)]

    assert pinned() == ["early", "late"]
    ask.post(f"/api/journeys/{made['id']}/steps/{a}/remove")
    assert pinned() == ["late"]


def test_who_may_read_in_the_department_sees_what_few_are_behind(ask):
    made = ask.felt_journey(source="self_reported", n=2)
    journeys = ask.nouns.journeys
    journey = journeys.get(CONSULTANT, made["id"])
    outside = Caller(kind="person", departments=("by",), scopes=("read", "map"))
    assert insider(CONSULTANT, journey)
    assert not insider(outside, journey)

    def felt(who):
        seen = journeys.as_seen_by(who, journey)
        return [feeling.value for step in seen.steps() for feeling in step.feelings]

    assert (felt(CONSULTANT), felt(outside)) == ([-2], [])
    assert list(journeys.people(CONSULTANT, journey)) == list(journey.persona_ids)
    assert journeys.people(outside, journey) == {}
    step = journey.stages[0].steps[0].id
    assert journeys.of_step(CONSULTANT, step).id == journey.id
