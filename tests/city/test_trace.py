"""One trace id from a portal's request to the listener in another service."""

import json
import time

import pytest
import urllib3

pytestmark = pytest.mark.engines
TRACE = "5a" * 16


def told_by(city):
    """Return which parts have said something under the trace."""
    lines = [json.loads(line) for line in city.log.splitlines() if TRACE in line]
    return {(line["part"], line["event"]) for line in lines}


def test_a_portals_trace_is_found_in_every_part_that_its_idea_came_through(city):
    event = {
        "specversion": "1.0",
        "id": "traced",
        "source": "https://trace.example",
        "type": "dk.samskab.intake.idea.v1",
        "data": {"title": "Et spor", "body": "Opdigtet.", "language": "da"},
    }
    wanted = {
        ("gateway", "request"),
        ("kommune.ideas.intake", "heard"),
        ("kommune.notifications", "heard"),
    }
    key = city.portal("https://trace.example")
    headers = {"X-API-Key": key, "Content-Type": "application/cloudevents+json"}
    headers["traceparent"] = f"00-{TRACE}-{'7b' * 8}-01"
    answer = urllib3.request("POST", f"{city.url}/events", body=json.dumps(event), headers=headers)
    assert answer.status == 202
    end = time.monotonic() + 20
    while not wanted <= told_by(city):
        assert time.monotonic() < end, told_by(city)
        time.sleep(0.1)
