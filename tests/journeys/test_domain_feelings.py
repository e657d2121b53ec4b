"""The rules of what people feel: whose it is, who told it, and how few they are."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

import pytest

from chassis.aggregates import public_state
from chassis.changes import Text, Visibility
from chassis.codec import dump
from chassis.errors import NotOpen, Unfit
from journeys.domain import feelings, steps
from journeys.domain import journeys as domain
from journeys.domain.journeys import JourneyStatus
from journeys.events.journeys import Feeling, FeelingSource, JourneyState, JourneyType

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TOLD, SEEN = FeelingSource.SELF_REPORTED, FeelingSource.OBSERVED


def said(text):
    return (Text("da", text),)


def ids():
    numbers = count(1)
    return lambda kind: f"{kind}{next(numbers)}"


def feeling(value=-1, source=SEEN, n=None, who="samira"):
    return Feeling(persona_id=who, value=value, source=source, n=n)


def step_ids(journey):
    return [each.id for each in journey.steps()]


def test_what_too_few_have_told_is_kept_apart_and_comes_back_for_the_department(
    mapped, stage, step
):
    journey = mapped(stage(step("Brev", feeling(-2, TOLD, 4), feeling(1, SEEN))))
    assert [f.source for s in journey.steps() for f in s.feelings] == [SEEN]
    assert feelings.few_at(journey) == {step_ids(journey)[0]}
    whole = feelings.whole(journey)
    assert [f.value for s in whole.steps() for f in s.feelings] == [1, -2]
    assert feelings.apart(whole) == journey


@pytest.mark.parametrize(("n", "few"), [(None, True), (1, True), (4, True), (5, False)])
def test_five_are_enough(n, few, mapped, stage, step):
    journey = mapped(stage(step("Brev", feeling(-2, TOLD, n))))
    assert bool(journey.few) is few


def test_few_told_feelings_survive_every_edit(mapped, stage, step):
    journey = mapped(stage(step("Brev", feeling(-2, TOLD, 2)), step("Svar")), stage(step("Ud")))
    first, second, third = step_ids(journey)
    there = journey.few
    for change in (
        steps.add_stage(journey, stage(step("Ny")), None, ids(), NOON),
        steps.move_stage(journey, journey.stages[1].id, journey.stages[0].id, NOON),
        steps.change_step(journey, second, {"title": said("Nej")}, ids(), NOON),
        steps.change_step(journey, first, {"title": said("Nej")}, ids(), NOON),
        steps.move_step(journey, first, journey.stages[1].id, third, NOON),
        steps.remove_step(journey, second, NOON),
        domain.change(journey, {"title": said("Jeg")}, NOON),
    ):
        assert change.state.few == there
    assert steps.remove_step(journey, first, NOON).state.few == ()
    given = {"feelings": (feeling(0),)}
    assert steps.change_step(journey, first, given, ids(), NOON).state.few == ()


def test_in_a_journey_as_it_should_be_all_feelings_are_intended(mapped, stage, step):
    journey = mapped(stage(step("Brev", feeling(2, TOLD, 3))), type=JourneyType.TO_BE)
    (felt,) = [f for s in journey.steps() for f in s.feelings]
    assert (felt.source, felt.n) == (FeelingSource.INTENDED, None)
    assert domain.felt(journey) == ()
    assert journey.few == ()


def test_in_a_journey_as_it_is_nothing_is_intended(mapped, stage, step):
    with pytest.raises(Unfit) as no:
        mapped(stage(step("Brev", feeling(1), feeling(2, FeelingSource.INTENDED))))
    assert no.value.pointer == "/stages/0/steps/0/feelings/1/source"


def test_a_feeling_is_that_of_a_persona_of_the_journey_once_for_each_source(mapped, stage, step):
    with pytest.raises(Unfit) as no:
        mapped(stage(step("Brev", feeling(1, who="nobody"))))
    assert no.value.pointer == "/stages/0/steps/0/feelings/0/personaId"
    with pytest.raises(Unfit) as no:
        mapped(stage(step("Brev", feeling(1), feeling(2, TOLD, 9), feeling(0))))
    assert no.value.pointer == "/stages/0/steps/0/feelings/2"


def test_a_journey_is_valid_with_evidence_for_every_feeling_also_for_those_of_few(
    mapped, stage, step
):
    journey = mapped(stage(step("Brev", feeling()), step("Svar", feeling(1, TOLD, 2)), step("Ud")))
    first, second, _ = step_ids(journey)
    with pytest.raises(NotOpen) as no:
        domain.validate(journey, {first}, NOON)
    assert no.value.members == {"steps": [second]}
    valid = domain.validate(journey, {first, second}, NOON).state
    assert valid.status is JourneyStatus.VALIDATED
    with pytest.raises(NotOpen):
        domain.publish(journey, NOON)
    assert domain.publish(valid, NOON).state.visibility is Visibility.PUBLIC


def test_a_new_feeling_makes_a_validated_journey_a_draft_again_and_other_words_do_not(
    mapped, stage, step
):
    journey = mapped(stage(step("Brev", feeling()), step("Svar")))
    first, second = step_ids(journey)
    valid = domain.validate(journey, {first}, NOON).state
    words = steps.change_step(valid, second, {"title": said("Tak")}, ids(), NOON)
    assert words.state.status is JourneyStatus.VALIDATED
    felt = steps.change_step(valid, second, {"feelings": (feeling(),)}, ids(), NOON)
    assert felt.state.status is JourneyStatus.DRAFT


def test_a_persona_whose_feelings_are_there_stays(mapped, stage, step):
    journey = mapped(stage(step("Brev", feeling(1, TOLD, 1))))
    with pytest.raises(Unfit) as no:
        domain.change(journey, {"persona_ids": ()}, NOON)
    assert no.value.pointer == "/personaIds"


def test_the_few_are_not_among_what_travels(mapped, stage, step):
    journey = mapped(stage(step("Brev", feeling(-2, TOLD, 4))))
    public = replace(journey, visibility=Visibility.PUBLIC)
    assert "few" in dump(public)
    shown = public_state(JourneyState, dump(public))
    assert "few" not in shown
    assert "samira" not in str(shown["stages"])
