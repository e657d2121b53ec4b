from functools import partial

import pytest
import yaml

from chassis.addresses import parse
from chassis.errors import Busy
from chassis.words import CHASSIS, Words
from gateway.manifests import DEFAULTS
from gateway.status import Part, Status, told

SERVICES = ("ideas", "journeys", "initiatives", "notifications")


@pytest.fixture
def status(gateway):
    return Status(gateway.following, parse(gateway.settings.work_address), dict)


def test_every_part_is_named_with_what_it_waits_for(status):
    parts = {(part.name, part.role): part for part in status.parts()}
    assert list(parts) == [
        (name, role) for name in ("gateway", *SERVICES) for role in ("serve", "work")
    ]
    assert parts["gateway", "serve"].ready
    assert told(parts["ideas", "work"], str) == {
        "department": "kommune",
        "part": "ideas",
        "role": "work",
        "ready": False,
        "waitsFor": {"work": "It does not answer."},
    }


def test_an_answer_holds_for_a_moment(status):
    assert status.parts() is status.parts()


def test_a_part_that_is_there_is_ready(running):
    parts = running.ask("GET", "/status", Accept="application/json").json["parts"]
    ready = {(part["part"], part["role"]) for part in parts if part["ready"]}
    assert {("gateway", "serve"), ("ideas", "serve")} <= ready


def test_a_store_that_is_away_is_waited_for(gateway, monkeypatch):
    def away(*_):
        raise Busy("Too much is happening.")

    monkeypatch.setattr(type(gateway.store), "get_many", away)
    assert gateway.waits() == {"store": "Too much is happening."}


def test_what_another_part_waits_for_is_told_in_the_readers_language(gateway):
    part = Part("kommune", "ideas", "work", {"relay": "The log does not answer just now."})
    say = partial(Words(CHASSIS).say, "da")
    assert told(part, say)["waitsFor"] == {"relay": "Hændelsesloggen svarer ikke lige nu."}


def test_a_wrong_manifest_is_told_while_the_last_good_ones_hold(running, parks, waited):
    folder = running.folder / "config" / "departments"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kommune.yaml").write_text((DEFAULTS / "kommune.yaml").read_text())
    del parks["services"]
    (folder / "parks.yaml").write_text(yaml.safe_dump(parks | {"colour": "green"}))

    def manifests():
        return running.ask(
            "GET", "/status", Accept="application/json", Accept_Language="en"
        ).json.get("manifests")

    trouble = waited(manifests)
    assert (trouble["file"], trouble["pointer"]) == ("parks.yaml", "/colour")
    assert trouble["detail"] == "This field is not known here."
    page = running.ask("GET", "/status", Accept="text/html").body.decode()
    assert "parks.yaml" in page
    assert running.ask("GET", "/api/ideas").status == 200
    (folder / "parks.yaml").unlink()
    waited(lambda: manifests() is None)
