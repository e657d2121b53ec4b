from datetime import UTC, datetime

import pytest

from chassis.changes import Text, Visibility, derived
from chassis.errors import NotOpen
from gateway import domain
from gateway.domain import Status
from gateway.events import DepartmentClosed, DepartmentRegistered, DepartmentRenamed

NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)
NAMES, OTHERS = (Text("da", "Park og Vej"),), (Text("da", "Natur"),)
PROCESS = derived("process", "kommune")
PARKS = domain.register("parks", NAMES, PROCESS, NOON).state


def test_a_department_owns_itself_and_everyone_may_know():
    change = domain.register("parks", NAMES, PROCESS, NOON)
    assert change.facts == (DepartmentRegistered(NAMES),)
    assert (change.state.id, change.state.owner_department_id) == ("parks", "parks")
    assert change.state.visibility is Visibility.PUBLIC


def test_a_department_that_is_as_its_manifest_says_stays_so():
    assert domain.keep_up(PARKS, NAMES).facts == ()


def test_a_department_can_be_called_something_else():
    change = domain.keep_up(PARKS, OTHERS)
    assert change.facts == (DepartmentRenamed(OTHERS, NAMES),)
    assert change.state.names == OTHERS


def test_a_department_is_closed_once_and_can_come_back():
    closed = domain.close(PARKS)
    assert closed.facts == (DepartmentClosed(),)
    with pytest.raises(NotOpen):
        domain.close(closed.state)
    back = domain.keep_up(closed.state, NAMES)
    assert (back.state.status, back.facts) == (Status.OPEN, (DepartmentRegistered(NAMES),))
