"""What journeys answers over HTTP: whole journeys and their parts."""

import json

import pytest

from chassis.events import MOST_BYTES, written
from chassis.identity import NOBODY, Caller

CONSULTANT = Caller(
    kind="person",
    subject="c1",
    role="consultant",
    departments=("integration",),
    scopes=("read", "map"),
)
COLLEAGUE = Caller(**(vars(CONSULTANT) | {"subject": "c2"}))
OUTSIDER = Caller(**(vars(CONSULTANT) | {"subject": "c3", "departments": ("by",)}))
READER = Caller(**(vars(CONSULTANT) | {"subject": "l1", "scopes": ("read", "steer")}))
OWN_READER = Caller(**(vars(CONSULTANT) | {"subject": "r1", "scopes": ("read",)}))
DEPARTMENTS = ("kommune", "integration", "skole", "sundhed", "kultur", "by")


def large(persona, stages=6, steps=5, words="Jeg venter på svar og ved ikke hvorfor."):
    """Return a journey with so many stages of so many steps and a hand-off after every third."""
    numbers = iter(range(stages * steps))

    def step():
        n = next(numbers)
        return {
            "key": f"s{n}",
            "title": f"Trin {n}",
            "action": words,
            "thought": [{"lang": "da", "text": words}, {"lang": "ar", "text": "أنا أنتظر جوابا"}],
            "feelings": [{"personaId": persona, "value": n % 5 - 2, "source": "observed", "n": 9}],
            "touchpoints": [
                {
                    "title": "Møde",
                    "channel": "in_person",
                    "ownerDepartmentId": DEPARTMENTS[n // 3 % 6],
                    "backstage": "Sagen deles.",
                }
            ],
        }

    made = [{"title": f"Fase {s}", "steps": [step() for _ in range(steps)]} for s in range(stages)]
    over = [
        {
            "fromStep": f"s{n}",
            "toStep": f"s{n + 1}",
            "what": "case",
            "waitingDays": n,
            "informationLost": "Hvad hun har fortalt før.",
        }
        for n in range(2, stages * steps - 1, 3)
    ]
    return {
        "type": "as_is",
        "title": "Jeg er ny i byen",
        "language": "da",
        "personaIds": [persona],
        "stages": made,
        "handoffs": over,
    }


def steps_of(journey):
    return [step for stage in journey["stages"] for step in stage["steps"]]


def at(journey):
    return f"/api/journeys/{journey['id']}"


def pointers(answer):
    return [error["pointer"] for error in answer.json["errors"]]


def test_a_journey_of_six_stages_and_thirty_steps_is_mapped_in_one_request(ask):
    answer = ask.post("/api/journeys", large(ask.persona()["id"]))
    assert (answer.status_code, answer.headers["ETag"]) == (201, '"v1"')
    journey = answer.json
    assert answer.headers["Location"] == at(journey)
    assert (journey["stageCount"], journey["stepCount"]) == (6, 30)
    assert journey["keys"] == {f"s{n}": step["id"] for n, step in enumerate(steps_of(journey))}
    assert ask.get(at(journey), CONSULTANT).json["stages"] == journey["stages"]
    assert {step["evidence"] for step in steps_of(journey)} == {"none"}


@pytest.mark.parametrize(
    ("spoil", "pointer"),
    [
        (
            lambda j: j["stages"][2]["steps"][4]["feelings"][0].update(value=3),
            "/stages/2/steps/4/feelings/0/value",
        ),
        (lambda j: j["stages"][3].update(steps=[]), "/stages/3/steps"),
        (lambda j: j["stages"][3].pop("steps"), "/stages/3/steps"),
        (lambda j: j.update(stages=[]), "/stages"),
        (lambda j: j["stages"][1]["steps"][0].update(emotion=3), "/stages/1/steps/0/emotion"),
        (lambda j: j["stages"][1]["steps"][0].update(id="x"), "/stages/1/steps/0/id"),
        (
            lambda j: j["stages"][1]["steps"][0]["touchpoints"][0].update(channel="owl"),
            "/stages/1/steps/0/touchpoints/0/channel",
        ),
        (
            lambda j: j["stages"][1]["steps"][0]["touchpoints"][0].update(id="x"),
            "/stages/1/steps/0/touchpoints/0/id",
        ),
        (
            lambda j: j["stages"][0]["steps"][0]["feelings"][0].update(personaId="nobody"),
            "/stages/0/steps/0/feelings/0/personaId",
        ),
        (lambda j: j["stages"][0]["steps"][1].update(key="s0"), "/stages/0/steps/1/key"),
        (lambda j: j["handoffs"][1].update(toStep="nobody"), "/handoffs/1/toStep"),
        (lambda j: j.update(status="published"), "/status"),
        (lambda j: j.update(ownerDepartmentId="by"), "/ownerDepartmentId"),
        (lambda j: j.update(few=[]), "/few"),
        (lambda j: j.update(personaIds=["nobody"]), "/personaIds/0"),
        (lambda j: j["stages"][0]["steps"][0].update(title="251248-9996"), None),
    ],
)
def test_what_cannot_be_taken_is_refused_where_it_stands(ask, spoil, pointer):
    body = large(ask.persona()["id"])
    spoil(body)
    answer = ask.post("/api/journeys", body)
    assert answer.status_code == 422
    assert "251248" not in answer.text
    assert pointers(answer) == [pointer or "/stages/0/steps/0/title"]
    assert ask.service.store.count("journey") == 0


def test_one_language_holds_for_all_that_is_in_a_journey(ask):
    journey = ask.journey(language="en")
    assert journey["stages"][0]["steps"][0]["title"][0]["lang"] == "en"
    body = {"type": "as_is", "title": "x", "stages": [{"title": "y", "steps": [{"title": "z"}]}]}
    assert sorted(pointers(ask.post("/api/journeys", body))) == [
        "/stages/0/steps/0/title",
        "/stages/0/title",
        "/title",
    ]


def test_sixty_steps_fit_into_one_fact(ask):
    words = "Jeg venter på svar fra kommunen, og ingen kan sige, hvor længe det varer endnu. " * 3
    journey = ask.made("/api/journeys", large(ask.persona()["id"], 10, 6, words))
    for verb in ("validate", "publish"):
        for step in steps_of(journey) if verb == "validate" else ():
            ask.evidence(stepIds=[step["id"]])
        assert ask.post(f"{at(journey)}/{verb}").status_code == 200
    told = ask.facts("journey", journey["id"])[-1]
    assert len(told["data"]["state"]["stages"]) == 10
    assert len(written(told)) < MOST_BYTES / 2


def test_mapping_twice_with_one_key_maps_once_and_gives_the_same_ids(ask):
    body = large(ask.persona()["id"])
    first = ask.post("/api/journeys", body, Idempotency_Key="k")
    step = steps_of(first.json)[0]["id"]
    ask.post(f"{at(first.json)}/steps/{step}/remove")
    again = ask.post("/api/journeys", body, Idempotency_Key="k")
    assert again.status_code == 201
    assert again.json["keys"] == first.json["keys"]
    assert ask.service.store.count("journey") == 1
    assert ask.post("/api/journeys", body | {"title": "x"}, Idempotency_Key="k").status_code == 422


def test_of_two_who_edit_at_once_the_second_is_told_and_nothing_is_lost(ask):
    journey = ask.journey()
    step = f"{at(journey)}/steps/{steps_of(journey)[0]['id']}"
    mine = ask.patch(step, {"title": "Mit", "language": "da"}, 1)
    assert (mine.status_code, mine.headers["ETag"]) == (200, '"v2"')
    theirs = ask.patch(step, {"thought": "Deres", "language": "da"}, 1, COLLEAGUE)
    assert theirs.status_code == 412
    assert theirs.json["edition"] == 2
    again = ask.patch(step, {"thought": "Deres", "language": "da"}, 2, COLLEAGUE).json
    (after,) = steps_of(again)
    assert (after["title"][0]["text"], after["thought"][0]["text"]) == ("Mit", "Deres")
    assert ask("PATCH", step, {"title": "x", "language": "da"}, CONSULTANT).status_code == 428


def test_verbs_honour_the_edition_too(ask):
    journey = ask.journey()
    path = f"{at(journey)}/validate"
    assert ask.post(path, If_Match='"v7"').status_code == 412
    assert ask.post(path, If_Match='"v1"').status_code == 200


def test_only_what_is_sent_is_changed_and_null_empties_it(ask):
    journey = ask.journey(description="Fra ankomst til hverdag.")
    before = ask.patch(at(journey), {"title": "Jeg begynder", "language": "da"}, 1).json
    assert before["description"] == journey["description"]
    assert ask.patch(at(journey), {"description": None}, 2).json["description"] == []
    same = ask.patch(at(journey), {"title": "Jeg begynder", "language": "da"}, 3)
    assert same.headers["ETag"] == '"v3"'
    assert ask.patch(at(journey), {"title": None}, 3).status_code == 422
    assert ask.patch(at(journey), {"type": "to_be"}, 3).status_code == 422


def test_stages_and_steps_are_added_moved_and_removed(ask):
    journey = ask.journey()
    first = journey["stages"][0]["id"]
    stage = {"title": "Hverdag", "language": "da", "steps": [{"title": "Skole"}], "before": first}
    added = ask.made(f"{at(journey)}/stages", stage)
    assert [s["title"][0]["text"] for s in added["stages"]] == ["Hverdag", "Ankomst"]
    assert added["made"] == added["stages"][0]["id"]
    path = f"{at(journey)}/stages/{added['made']}/steps"
    fuller = ask.made(path, {"title": "Arbejde", "language": "da"})
    moved = ask.post(f"{at(journey)}/steps/{fuller['made']}/move", {"stageId": first}).json
    assert [len(s["steps"]) for s in moved["stages"]] == [1, 2]
    assert moved["stages"][1]["steps"][1]["id"] == fuller["made"]
    ask.post(f"{at(journey)}/stages/{first}/move", {"before": added["made"]})
    ask.post(f"{at(journey)}/steps/{fuller['made']}/remove")
    left = ask.post(f"{at(journey)}/stages/{added['made']}/remove").json
    assert [s["id"] for s in steps_of(left)] == [steps_of(journey)[0]["id"]]
    named = ask.patch(
        f"{at(journey)}/stages/{first}", {"goal": "At lande", "language": "da"}, left["edition"]
    )
    assert named.json["stages"][0]["goal"][0]["text"] == "At lande"


def test_adding_twice_with_one_key_adds_once_and_names_the_same_part(ask):
    journey = ask.journey()
    path = f"{at(journey)}/stages/{journey['stages'][0]['id']}/steps"
    one, two = (
        ask.made(path, {"title": "Ny", "language": "da"}, Idempotency_Key="k") for _ in range(2)
    )
    assert one["made"] == two["made"]
    assert two["stepCount"] == 2


def test_one_key_used_on_two_journeys_makes_two_parts(ask):
    made = [
        ask.made(f"{at(journey)}/stages", stage, Idempotency_Key="k")["made"]
        for stage in [{"title": "Ny", "language": "da", "steps": [{"title": "x"}]}]
        for journey in (ask.journey(), ask.journey())
    ]
    assert made[0] != made[1]


def test_each_change_is_told_as_what_it_is(ask):
    journey = ask.journey()
    step = steps_of(journey)[0]["id"]
    ask.patch(f"{at(journey)}/steps/{step}", {"momentOfTruth": True}, 1)
    ask.patch(at(journey), {"title": "Ny", "language": "da"}, 2)
    types = [h["type"] for h in ask.get(f"{at(journey)}/history", CONSULTANT).json["items"]]
    assert types == [
        "dk.samskab.journey.drafted.v1",
        "dk.samskab.step.changed.v1",
        "dk.samskab.journey.changed.v1",
    ]
    told = ask.facts("journey", journey["id"])[1]["data"]
    assert told["state"]["withheld"]
    assert told["details"] == {}


def test_broken_hand_offs_are_found_the_longest_wait_first(ask):
    journey = ask.made("/api/journeys", large(ask.persona()["id"]))
    path = f"{at(journey)}/handoffs"
    found = ask.get(f"{path}?crossDepartment=true&sort=-waitingDays", CONSULTANT).json["items"]
    assert len(found) >= 8
    assert [h["waitingDays"] for h in found] == sorted(h["waitingDays"] for h in found)[::-1]
    for handoff in found:
        assert handoff["fromDepartmentId"] != handoff["toDepartmentId"]
        assert handoff["informationLost"][0]["text"]
    assert ask.get(f"{path}?crossDepartment=false", CONSULTANT).json["items"] == []
    assert ask.get(f"{path}?sort=name", CONSULTANT).status_code == 400
    assert ask.get(path).status_code == 404


def test_hand_offs_are_added_changed_and_removed(ask):
    journey = ask.made("/api/journeys", large(ask.persona()["id"], 2, 3))
    first, *_, last = (step["id"] for step in steps_of(journey))
    path = f"{at(journey)}/handoffs"
    added = ask.made(path, {"fromStep": first, "toStep": last, "what": "person"})
    change = {"waitingDays": 14, "risk": "Hun giver op.", "language": "da"}
    changed = ask.patch(f"{path}/{added['made']}", change, added["edition"])
    handoff = next(h for h in changed.json["handoffs"] if h["id"] == added["made"])
    assert (handoff["waitingDays"], handoff["risk"][0]["text"]) == (14, "Hun giver op.")
    gone = ask.post(f"{path}/{added['made']}/remove").json
    assert added["made"] not in [h["id"] for h in gone["handoffs"]]
    assert ask.post(f"{path}/{added['made']}/remove").status_code == 404


def test_a_journey_as_it_is_becomes_valid_only_with_evidence_for_its_feelings(ask):
    journey = ask.felt_journey()
    felt = steps_of(journey)[0]
    assert felt["evidence"] == "none"
    refused = ask.post(f"{at(journey)}/validate")
    assert refused.status_code == 409
    assert refused.json["steps"] == [felt["id"]]
    for level in ("partly", "partly", "full"):
        ask.evidence(stepIds=[felt["id"]])
        assert steps_of(ask.get(at(journey), CONSULTANT).json)[0]["evidence"] == level
    assert ask.post(f"{at(journey)}/publish").status_code == 409
    assert ask.post(f"{at(journey)}/validate").json["status"] == "validated"
    assert ask.post(f"{at(journey)}/publish").json["visibility"] == "public"


def test_in_a_journey_as_it_should_be_every_feeling_is_intended(ask):
    persona = ask.persona()
    journey = ask.made("/api/journeys", large(persona["id"]) | {"type": "to_be"})
    assert {f["source"] for s in steps_of(journey) for f in s["feelings"]} == {"intended"}
    assert ask.post(f"{at(journey)}/validate").status_code == 200


def test_what_few_have_told_is_for_the_department_that_owns_the_journey_alone(ask):
    journey = ask.felt_journey(source="self_reported", n=4)
    felt = steps_of(journey)[0]
    assert felt["tooFew"] is True
    ask.evidence(stepIds=[felt["id"]])
    for verb in ("validate", "publish"):
        assert ask.post(f"{at(journey)}/{verb}").status_code == 200
    for who in (OWN_READER, COLLEAGUE):
        inside = steps_of(ask.get(at(journey), who).json)[0]
        assert inside["feelings"] == felt["feelings"] != []
    for who in (NOBODY, OUTSIDER):
        shown = steps_of(ask.get(at(journey), who).json)[0]
        assert (shown["feelings"], shown["tooFew"]) == ([], True)
    told = ask.facts("journey", journey["id"])[-1]["data"]["state"]
    assert told["stages"][0]["steps"][0]["feelings"] == []
    assert "self_reported" not in json.dumps(told)


def test_another_journey_takes_the_place_of_an_old_one(ask):
    old, new = ask.public_journey(), ask.journey()
    path = f"{at(old)}/supersede"
    assert pointers(ask.post(path, {"by": "nobody"})) == ["/by"]
    assert ask.post(path, {"by": new["id"]}).json["supersededBy"] == new["id"]
    step = f"{at(old)}/steps/{steps_of(old)[0]['id']}"
    edition = ask.get(at(old)).json["edition"]
    assert ask.patch(step, {"title": "x", "language": "da"}, edition).status_code == 409


def test_what_is_not_published_is_not_there_for_others(ask):
    journey = ask.journey()
    step = steps_of(journey)[0]["id"]
    for who in (NOBODY, OUTSIDER):
        for path in ("", "/history", "/handoffs", "/pins"):
            assert ask.get(at(journey) + path, who).status_code == 404
        assert ask.get("/api/journeys?q=byen", who).json["items"] == []
        assert ask.get(f"/api/journeys?step={step}", who).json["items"] == []
    assert ask.get(at(journey), READER).status_code == 200
    edit = {"title": "x", "language": "da"}
    assert ask.patch(f"{at(journey)}/steps/{step}", edit, 1, OUTSIDER).status_code == 404
    assert ask.post(f"{at(journey)}/validate", who=OUTSIDER).status_code == 404
    pin = {"ideaId": "i", "stepId": step}
    assert ask.post(f"{at(journey)}/pins", pin, OUTSIDER).status_code == 404


def test_what_is_public_is_changed_by_those_who_map_in_its_department_alone(ask):
    journey = ask.public_journey()
    step = steps_of(journey)[0]["id"]
    edit = {"title": "x", "language": "da"}
    for who, status in ((NOBODY, 401), (OUTSIDER, 403), (READER, 403)):
        path = f"{at(journey)}/steps/{step}"
        assert ask.patch(path, edit, journey["edition"], who).status_code == status
        assert ask.post(f"{path}/remove", who=who).status_code == status
        pin = {"ideaId": "i", "stepId": step}
        assert ask.post(f"{at(journey)}/pins", pin, who).status_code == status
        body = {"type": "as_is", "title": "x", "language": "da"}
        body["stages"] = [{"title": "y", "steps": [{"title": "z"}]}]
        if who is not OUTSIDER:
            assert ask.post("/api/journeys", body, who).status_code == status


def test_journeys_are_listed_by_what_they_are(ask):
    persona = ask.persona()["id"]
    mine = ask.made("/api/journeys", large(persona, 1, 1))
    public = ask.public_journey(type="to_be", title="Som det skal være", processId="p9")

    def found(query, who=CONSULTANT):
        return [each["id"] for each in ask.get(f"/api/journeys?{query}", who).json["items"]]

    assert found("") == [public["id"], mine["id"]]
    assert found("", NOBODY) == [public["id"]]
    assert found("type=as_is") == [mine["id"]]
    assert found("status=published") == [public["id"]]
    assert found(f"persona={persona}") == [mine["id"]]
    assert found("process=p9") == [public["id"]]
    assert found("department=integration&q=skal") == [public["id"]]
    assert found(f"step={steps_of(mine)[0]['id']}") == [mine["id"]]
    assert "stages" not in ask.get("/api/journeys", CONSULTANT).json["items"][0]
    assert ask.get("/api/journeys?department[$ne]=by", CONSULTANT).status_code == 400


def test_a_contribution_is_pinned_to_a_step_once_and_shown_if_it_is_public(ask):
    journey = ask.public_journey()
    pin = {"ideaId": "i1", "stepId": steps_of(journey)[0]["id"]}
    one, two = (ask.made(f"{at(journey)}/pins", pin) for _ in range(2))
    assert (one["id"], one["edition"], two["edition"]) == (two["id"], 1, 1)
    (there,) = ask.get(f"{at(journey)}/pins").json["items"]
    assert "idea" not in there
    ask.idea("i1")
    (there,) = ask.get(f"{at(journey)}/pins").json["items"]
    assert there["idea"]["title"][0]["text"] == "Brevet"
    path = f"{at(journey)}/pins/{one['id']}/remove"
    assert [ask.post(path).status_code for _ in range(2)] == [200, 200]
    assert ask.get(f"{at(journey)}/pins").json["items"] == []
    assert ask.made(f"{at(journey)}/pins", pin)["status"] == "placed"
    assert pointers(ask.post(f"{at(journey)}/pins", pin | {"stepId": "x"})) == ["/stepId"]
    other = ask.public_journey()
    assert ask.post(f"{at(other)}/pins/{one['id']}/remove").status_code == 404


def test_pins_are_told_to_all_with_ids_alone(ask):
    journey = ask.journey()
    pin = ask.made(f"{at(journey)}/pins", {"ideaId": "i1", "stepId": steps_of(journey)[0]["id"]})
    told = ask.facts("pin", pin["id"])[0]["data"]["state"]
    assert told["visibility"] == "public"
    assert "title" not in json.dumps(told)


def test_personas_are_described_changed_and_published(ask):
    given = {"goals": ["At læse"], "languages": ["ar"]}
    persona = ask.persona(**given)
    path = f"/api/personas/{persona['id']}"
    assert persona["goals"] == [[{"lang": "da", "text": "At læse", "source": "original"}]]
    assert ask.get(path).status_code == 404
    emptied = ask.patch(path, {"goals": None}, 1).json
    assert (emptied["goals"], emptied["languages"]) == ([], ["ar"])
    assert ask.published("personas", persona)["visibility"] == "public"
    assert ask.get("/api/personas?q=samira").json["items"][0]["id"] == persona["id"]
    assert len(ask.get(f"{path}/history").json["items"]) == 3
    wrong = {"name": "x", "summary": "y", "language": "da", "goals": ["z", ""], "cpr": 1}
    assert pointers(ask.post("/api/personas", wrong)) == ["/goals/1/0/text", "/cpr"]


def test_without_the_gateway_nobody_gets_in(ask):
    assert ask.client.get("/api/journeys").status_code == 401
    assert ask.client.get("/livez").status_code == 200


def test_a_journey_grows_no_further_piece_by_piece_than_in_one_piece(ask):
    steps = [{"title": f"{n}", "key": f"{n}"} for n in range(100)]
    over = {"what": "case", "fromDepartmentId": "by", "toDepartmentId": "skole"}
    handoffs = [over | {"fromStep": "0", "toStep": f"{1 + n % 99}"} for n in range(200)]
    stages = [{"title": "a", "steps": steps}, *({"title": "b", "steps": steps[:1]},) * 28]
    for stage in stages[1:]:
        stage["steps"] = [{"title": "x"}]
    journey = ask.journey(stages, handoffs=handoffs)
    full, free = journey["stages"][:2]
    more = {"title": "x", "language": "da"}
    alone = more | {"steps": [{"title": "x"}]}
    first, last = full["steps"][0]["id"], full["steps"][1]["id"]
    between = over | {"fromStep": first, "toStep": last}
    assert ask.post(f"{at(journey)}/stages", alone).status_code == 201
    for path, body in (
        ("/stages", alone),
        (f"/stages/{full['id']}/steps", more),
        ("/handoffs", between),
    ):
        assert ask.post(f"{at(journey)}{path}", body).status_code == 422, path
    made = ask.made(f"{at(journey)}/stages/{free['id']}/steps", more)["made"]
    move = f"{at(journey)}/steps/{made}/move"
    assert ask.post(move, {"stageId": full["id"]}).status_code == 422
    within = f"{at(journey)}/steps/{first}/move"
    assert ask.post(within, {"stageId": full["id"]}).status_code == 200


def test_no_two_journeys_take_each_others_place(ask):
    one, other = ask.public_journey(), ask.public_journey()
    assert ask.post(f"{at(one)}/supersede", {"by": other["id"]}).status_code == 200
    assert pointers(ask.post(f"{at(other)}/supersede", {"by": one["id"]})) == ["/by"]
