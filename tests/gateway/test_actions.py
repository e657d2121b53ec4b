import pytest

from chassis.changes import Text
from chassis.errors import NotThere
from chassis.identity import NOBODY
from gateway.app import create_departments

DA, OTHER = (Text("da", "Park og Vej"),), (Text("da", "Natur"),)


@pytest.fixture
def departments(settings, store):
    return create_departments(settings, store)


def types(departments, id):
    return [e.fact["type"].split(".")[3] for e in departments.kept.store.history("department", id)]


def test_departments_follow_the_manifests(departments):
    assert departments.follow({"kommune": DA, "parks": DA}) == 2
    assert departments.follow({"kommune": DA, "parks": DA}) == 0
    assert departments.follow({"kommune": DA, "parks": OTHER}) == 1
    assert departments.follow({"kommune": DA}) == 1
    assert departments.follow({"kommune": DA}) == 0
    assert departments.follow({"kommune": DA, "parks": OTHER}) == 1
    assert types(departments, "parks") == ["registered", "renamed", "closed", "registered"]
    assert types(departments, "kommune") == ["registered"]


def test_everyone_may_see_departments(departments):
    departments.follow({"kommune": DA, "parks": DA})
    departments.follow({"kommune": DA})
    found, _ = departments.page(NOBODY, "open", 20, None)
    assert [d.id for d in found] == ["kommune"]
    found, after = departments.page(NOBODY, None, 1, None)
    more, _ = departments.page(NOBODY, None, 1, after)
    assert [d.id for d in found + more] == ["kommune", "parks"]
    assert departments.get(NOBODY, "parks").names == DA
    with pytest.raises(NotThere):
        departments.get(NOBODY, "nobody")


def test_many_departments_are_followed(departments):
    many = {f"d{n}": DA for n in range(230)}
    assert departments.follow(many) == 230
    assert departments.follow(many) == 0
