import pytest

from chassis.identity import NOBODY
from gateway import chores
from gateway.app import create_departments
from gateway.chores import Registering


@pytest.fixture
def registering(settings, store, manifests, monkeypatch):
    monkeypatch.setattr(chores, "PAUSE", 0.0)
    return Registering(manifests.reading(), create_departments(settings, store))


def ids(registering, status="open"):
    return [d.id for d in registering.departments.page(NOBODY, status, 20, None)[0]]


def test_whoever_has_a_manifest_is_a_department(registering, manifests, parks):
    assert registering.step() is True
    assert registering.step() is False
    manifests.write(parks)
    assert registering.step() is True
    assert ids(registering) == ["kommune", "parks"]
    (manifests.folder / "parks.yaml").unlink()
    assert registering.step() is True
    assert (ids(registering), ids(registering, "closed")) == (["kommune"], ["parks"])


def test_nobody_is_closed_because_of_a_mistake_in_a_file(registering, manifests, parks):
    manifests.write(parks)
    registering.step()
    manifests.write("id: [")
    assert registering.step() is False
    assert ids(registering) == ["kommune", "parks"]
    assert "parks.yaml" in registering.waits_for()
    manifests.write(parks)
    registering.step()
    assert registering.waits_for() == ""
    registering.close()
