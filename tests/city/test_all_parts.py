"""The door knows all parts: their paths, their events, how they are doing, and what they say."""

from hands import soon

from samskab.parts import PARTS

WAYS = (
    "/api/ideas",
    "/api/offers",
    "/api/journeys/{journey_id}/map.svg",
    "/api/opportunities/{opportunity_id}/origins",
    "/api/initiatives/{initiative_id}/trace",
    "/api/ideas/{idea_id}/trace",
    "/api/processes",
    "/api/subscriptions",
    "/api/departments",
)
SAID = ("idea", "offer", "persona", "journey", "step", "pin", "evidence", "insight", "opportunity")
SAID += ("process", "initiative", "commitment", "match", "indicator", "measurement", "department")


def test_one_document_describes_the_paths_of_all(town):
    paths = town.anyone.get("/openapi.json")["paths"]
    assert [way for way in WAYS if way not in paths] == []


def test_the_catalogue_has_the_events_of_all(town):
    page = town.anyone.ask("GET", "/catalog", Accept="text/html").body.decode()
    assert [each for each in SAID if f"dk.samskab.{each}." not in page] == []


def test_the_status_names_every_part(town):
    def told():
        parts = town.anyone.get("/status")["parts"]
        return {(each["part"], each["role"]): each["ready"] for each in parts}

    assert told().keys() == {(part, role) for part in PARTS for role in ("serve", "work")}
    soon(lambda: all(told().values()))


def test_the_stream_carries_what_journeys_and_initiatives_say(town, listener):
    hears = listener()
    persona, made, process = town.persona(), town.initiative(), town.process()
    hears.heard(persona["id"], "dk.samskab.persona.published.v1")
    event = hears.heard(made["id"], "dk.samskab.initiative.published.v1")
    assert event["data"]["state"]["title"] == made["title"]
    hears.heard(process["id"], "dk.samskab.process.opened.v1")
    assert "few" not in event["data"]["state"]


def test_a_department_that_runs_nothing_of_its_own_has_no_paths_of_its_own(town):
    for path in ("/d/skole/api/ideas/1/trace", "/d/nobody/api/journeys"):
        town.anyone.no(404, "GET", path)
    assert town.anyone.get("/d/kommune/api/initiatives")["items"] is not None
