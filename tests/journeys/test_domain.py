"""The rules of journeys, their stages and steps, without a store."""

from datetime import UTC, datetime
from itertools import count

import pytest

from chassis.changes import Text, Visibility
from chassis.errors import NotOpen, NotThere, Unfit
from journeys.domain import handoffs, steps
from journeys.domain import journeys as domain
from journeys.domain.given import NewHandoff
from journeys.domain.journeys import JourneyStatus
from journeys.events.journeys import HandoffWhat

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def said(text):
    return (Text("da", text),)


def ids():
    numbers = count(1)
    return lambda kind: f"{kind}{next(numbers)}"


def titles(journey):
    return [[s.title[0].text for s in stage.steps] for stage in journey.stages]


def step_ids(journey):
    return [each.id for each in journey.steps()]


def over(a, b, **more):
    return NewHandoff(from_step=a, to_step=b, what=HandoffWhat.CASE, **more)


def test_parts_have_ids_and_a_journey_begins_as_a_draft_of_its_department(mapped, stage, step):
    journey = mapped(stage(step("Brev"), step("Svar")))
    assert journey.status is JourneyStatus.DRAFT
    assert journey.visibility is Visibility.DEPARTMENT
    assert len({journey.stages[0].id, *step_ids(journey)}) == 3


def test_a_stage_without_a_step_is_refused_where_it_stands(mapped, stage, step):
    with pytest.raises(Unfit) as no:
        mapped(stage(step("Brev")), stage())
    assert no.value.pointer == "/stages/1/steps"


def test_what_is_the_same_as_before_is_no_change(mapped, stage, step):
    journey = mapped(stage(step("Brev"), step("Svar")))
    first, second = step_ids(journey)
    only = journey.stages[0].id
    for change in (
        domain.change(journey, {"title": journey.title}, NOON),
        steps.change_step(journey, first, {"title": said("Brev")}, ids(), NOON),
        steps.change_stage(journey, only, {"title": said("Ankomst")}, NOON),
        steps.move_step(journey, first, only, second, NOON),
        steps.move_stage(journey, only, None, NOON),
    ):
        assert change.facts == ()


def test_steps_move_within_and_between_stages(mapped, stage, step):
    journey = mapped(stage(step("a"), step("b"), step("c")), stage(step("d"), title="Ud"))
    a, b, c, d = step_ids(journey)
    one, two = (s.id for s in journey.stages)

    def moved(*where):
        return titles(steps.move_step(journey, *where, NOON).state)

    assert moved(a, one, None) == [["b", "c", "a"], ["d"]]
    assert moved(c, one, a) == [["c", "a", "b"], ["d"]]
    assert moved(b, two, d) == [["a", "c"], ["b", "d"]]
    assert moved(b, two, None) == [["a", "c"], ["d", "b"]]
    with pytest.raises(NotOpen):
        moved(d, one, None)
    with pytest.raises(Unfit):
        moved(a, one, d)
    with pytest.raises(Unfit):
        moved(a, one, a)
    with pytest.raises(NotThere):
        moved("nobody", one, None)


def test_stages_are_added_moved_and_removed_and_one_is_left(mapped, stage, step):
    journey = mapped(stage(step("a")), stage(step("b")))
    one, two = (s.id for s in journey.stages)
    new = stage(step("c"))
    assert titles(steps.add_stage(journey, new, two, ids(), NOON).state) == [["a"], ["c"], ["b"]]
    assert titles(steps.move_stage(journey, two, one, NOON).state) == [["b"], ["a"]]
    left = steps.remove_stage(journey, one, NOON).state
    assert titles(left) == [["b"]]
    with pytest.raises(NotOpen):
        steps.remove_stage(left, two, NOON)
    with pytest.raises(NotOpen):
        steps.remove_step(left, step_ids(left)[0], NOON)


def test_a_key_names_one_step(mapped, stage, step):
    with pytest.raises(Unfit) as no:
        mapped(stage(step("a", key="a"), step("b")), stage(step("c"), step("d", key="a")))
    assert no.value.pointer == "/stages/1/steps/1/key"


def test_what_another_has_taken_the_place_of_stays_as_it_is(mapped, stage, step):
    journey = mapped(stage(step("Brev"), step("Svar")))
    public = domain.publish(domain.validate(journey, (), NOON).state, NOON).state
    with pytest.raises(Unfit):
        domain.supersede(public, "j", NOON)
    with pytest.raises(NotOpen):
        domain.supersede(journey, "k", NOON)
    old = domain.supersede(public, "k", NOON).state
    assert (old.status, old.superseded_by) == (JourneyStatus.SUPERSEDED, "k")
    first = step_ids(old)[0]
    for edit in (
        lambda: domain.change(old, {"title": said("x")}, NOON),
        lambda: steps.change_step(old, first, {"title": said("x")}, ids(), NOON),
        lambda: steps.remove_step(old, first, NOON),
        lambda: handoffs.add_handoff(old, over(*step_ids(old)), ids(), NOON),
    ):
        with pytest.raises((NotOpen, Unfit)):
            edit()
