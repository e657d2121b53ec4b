"""The rules of hand-offs, and of the touchpoints that they know their departments from."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chassis.changes import Text
from chassis.errors import NotThere, Unfit
from journeys.domain import handoffs, steps
from journeys.domain.given import NewHandoff, NewTouchpoint
from journeys.events.journeys import Channel, HandoffWhat

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def said(text):
    return (Text("da", text),)


def step_ids(journey):
    return [each.id for each in journey.steps()]


def over(a, b, **more):
    return NewHandoff(from_step=a, to_step=b, what=HandoffWhat.CASE, **more)


@pytest.fixture
def crossing(mapped, stage, step):
    def crossing():
        return mapped(
            stage(
                step("a", key="a", owner="by"),
                step("b", key="b", owner="skole"),
                step("c", key="c", owner="skole"),
                step("d", key="d"),
            ),
            over=(
                over("b", "c", waiting_days=90),
                over("a", "b", waiting_days=3),
                over("c", "d", to_department_id="kultur"),
                over("d", "a", from_department_id="kultur", waiting_days=21),
            ),
        )

    return crossing


def test_a_hand_off_knows_its_departments_from_the_touchpoints(crossing):
    found = handoffs.listed(crossing())
    assert [(h.from_department_id, h.to_department_id) for h in found] == [
        ("by", "skole"),
        ("skole", "skole"),
        ("skole", "kultur"),
        ("kultur", "by"),
    ]


def test_hand_offs_are_listed_by_how_long_people_wait_and_unknown_comes_last(crossing):
    def wait(**how):
        return [h.waiting_days for h in handoffs.listed(crossing(), **how)]

    assert wait(across=True, sort="-waitingDays") == [21, 3, None]
    assert wait(across=False) == [90]
    assert wait(sort="waitingDays") == [3, 21, 90, None]


@pytest.mark.parametrize(
    ("handoff", "pointer"),
    [
        (over("a", "nobody"), "/handoffs/0/toStep"),
        (over("a", "a"), "/handoffs/0/toStep"),
        (over("a", "b"), "/handoffs/0/fromDepartmentId"),
    ],
)
def test_a_hand_off_leads_from_one_step_to_another_and_between_departments(
    handoff, pointer, mapped, stage, step
):
    with pytest.raises(Unfit) as no:
        mapped(stage(step("a", key="a"), step("b", key="b", owner="by")), over=(handoff,))
    assert no.value.pointer == pointer


def test_hand_offs_of_a_removed_step_go_with_it(crossing):
    journey = crossing()
    first = step_ids(journey)[0]
    assert len(steps.remove_step(journey, first, NOON).state.handoffs) == 2


def test_hand_offs_change_and_go(crossing):
    journey = crossing()
    one = journey.handoffs[0]
    longer = handoffs.change_handoff(journey, one.id, {"waiting_days": None}, NOON).state
    assert longer.handoffs[0].waiting_days is None
    with pytest.raises(Unfit):
        handoffs.change_handoff(journey, one.id, {"to_step_id": one.from_step_id}, NOON)
    with pytest.raises(Unfit):
        handoffs.change_handoff(journey, one.id, {"to_step_id": "nobody"}, NOON)
    assert len(handoffs.remove_handoff(journey, one.id, NOON).state.handoffs) == 3
    with pytest.raises(NotThere):
        handoffs.remove_handoff(journey, "nobody", NOON)


def test_a_touchpoint_keeps_its_id_when_it_is_sent_back_with_it(crossing):
    journey = crossing()
    (met,) = next(journey.steps()).touchpoints
    again = NewTouchpoint(
        id=met.id, title=said("E-mail"), channel=Channel.EMAIL, owner_department_id="by"
    )
    fresh = replace(again, id=None)

    def new(kind):
        return f"new-{kind}"

    given = {"touchpoints": (fresh, again)}
    after = steps.change_step(journey, step_ids(journey)[0], given, new, NOON).state
    assert [t.id for t in next(after.steps()).touchpoints] == ["new-touchpoint", met.id]
    for wrong in ((replace(again, id="nobody"),), (again, again)):
        with pytest.raises(Unfit):
            steps.change_step(journey, step_ids(journey)[0], {"touchpoints": wrong}, new, NOON)
