"""The rules of journeys, without a store."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

import pytest

from chassis.aggregates import public_state
from chassis.changes import Text, Visibility
from chassis.codec import dump
from chassis.errors import NotOpen, NotThere, Unfit
from journeys.domain import drafts, feelings, handoffs, steps
from journeys.domain import journeys as domain
from journeys.domain.given import NewHandoff, NewJourney, NewStage, NewStep, NewTouchpoint
from journeys.domain.journeys import JourneyStatus
from journeys.events.journeys import (
    Channel,
    Feeling,
    FeelingSource,
    HandoffWhat,
    JourneyState,
    JourneyType,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TOLD, SEEN = FeelingSource.SELF_REPORTED, FeelingSource.OBSERVED


def said(text):
    return (Text("da", text),)


def ids():
    numbers = count(1)
    return lambda kind: f"{kind}{next(numbers)}"


def feeling(value=-1, source=SEEN, n=None, who="samira"):
    return Feeling(persona_id=who, value=value, source=source, n=n)


def step(title, *felt, key=None, owner=None):
    met = [NewTouchpoint(title=said("Brev"), channel=Channel.LETTER, owner_department_id=owner)]
    return NewStep(
        key=key, title=said(title), feelings=tuple(felt), touchpoints=tuple(met if owner else ())
    )


def stage(*steps_, title="Ankomst"):
    return NewStage(title=said(title), steps=steps_)


def mapped(*stages, type=JourneyType.AS_IS, over=()):
    new = NewJourney(
        type=type,
        title=said("Jeg er ny i byen"),
        persona_ids=("samira",),
        stages=stages,
        handoffs=over,
    )
    begun = {"id": "j", "process_id": "p", "owner_department_id": "by", "at": NOON}
    return drafts.draft(new, **begun, ids=ids()).state


def titles(journey):
    return [[s.title[0].text for s in stage.steps] for stage in journey.stages]


def step_ids(journey):
    return [each.id for each in journey.steps()]


def test_parts_have_ids_and_a_journey_begins_as_a_draft_of_its_department():
    journey = mapped(stage(step("Brev"), step("Svar")))
    assert journey.status is JourneyStatus.DRAFT
    assert journey.visibility is Visibility.DEPARTMENT
    assert len({journey.stages[0].id, *step_ids(journey)}) == 3


def test_a_stage_without_a_step_is_refused_where_it_stands():
    with pytest.raises(Unfit) as no:
        mapped(stage(step("Brev")), stage())
    assert no.value.pointer == "/stages/1/steps"


def test_what_too_few_have_told_is_kept_apart_and_comes_back_for_the_department():
    journey = mapped(stage(step("Brev", feeling(-2, TOLD, 4), feeling(1, SEEN))))
    assert [f.source for s in journey.steps() for f in s.feelings] == [SEEN]
    assert feelings.few_at(journey) == {step_ids(journey)[0]}
    whole = feelings.whole(journey)
    assert [f.value for s in whole.steps() for f in s.feelings] == [1, -2]
    assert feelings.apart(whole) == journey


@pytest.mark.parametrize(("n", "few"), [(None, True), (1, True), (4, True), (5, False)])
def test_five_are_enough(n, few):
    journey = mapped(stage(step("Brev", feeling(-2, TOLD, n))))
    assert bool(journey.few) is few


def test_few_told_feelings_survive_every_edit():
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


def test_in_a_journey_as_it_should_be_all_feelings_are_intended():
    journey = mapped(stage(step("Brev", feeling(2, TOLD, 3))), type=JourneyType.TO_BE)
    (felt,) = [f for s in journey.steps() for f in s.feelings]
    assert (felt.source, felt.n) == (FeelingSource.INTENDED, None)
    assert domain.felt(journey) == ()
    assert journey.few == ()


def test_in_a_journey_as_it_is_nothing_is_intended():
    with pytest.raises(Unfit) as no:
        mapped(stage(step("Brev", feeling(1), feeling(2, FeelingSource.INTENDED))))
    assert no.value.pointer == "/stages/0/steps/0/feelings/1/source"


def test_a_feeling_is_that_of_a_persona_of_the_journey_once_for_each_source():
    with pytest.raises(Unfit) as no:
        mapped(stage(step("Brev", feeling(1, who="nobody"))))
    assert no.value.pointer == "/stages/0/steps/0/feelings/0/personaId"
    with pytest.raises(Unfit) as no:
        mapped(stage(step("Brev", feeling(1), feeling(2, TOLD, 9), feeling(0))))
    assert no.value.pointer == "/stages/0/steps/0/feelings/2"


def test_a_journey_is_valid_with_evidence_for_every_feeling_also_for_those_of_few():
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


def test_a_new_feeling_makes_a_validated_journey_a_draft_again_and_other_words_do_not():
    journey = mapped(stage(step("Brev", feeling()), step("Svar")))
    first, second = step_ids(journey)
    valid = domain.validate(journey, {first}, NOON).state
    words = steps.change_step(valid, second, {"title": said("Tak")}, ids(), NOON)
    assert words.state.status is JourneyStatus.VALIDATED
    felt = steps.change_step(valid, second, {"feelings": (feeling(),)}, ids(), NOON)
    assert felt.state.status is JourneyStatus.DRAFT


def test_what_is_the_same_as_before_is_no_change():
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


def test_steps_move_within_and_between_stages():
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


def test_stages_are_added_moved_and_removed_and_one_is_left():
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


def over(a, b, **more):
    return NewHandoff(from_step=a, to_step=b, what=HandoffWhat.CASE, **more)


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


def test_a_hand_off_knows_its_departments_from_the_touchpoints():
    found = handoffs.listed(crossing())
    assert [(h.from_department_id, h.to_department_id) for h in found] == [
        ("by", "skole"),
        ("skole", "skole"),
        ("skole", "kultur"),
        ("kultur", "by"),
    ]


def test_hand_offs_are_listed_by_how_long_people_wait_and_unknown_comes_last():
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
def test_a_hand_off_leads_from_one_step_to_another_and_between_departments(handoff, pointer):
    with pytest.raises(Unfit) as no:
        mapped(stage(step("a", key="a"), step("b", key="b", owner="by")), over=(handoff,))
    assert no.value.pointer == pointer


def test_a_key_names_one_step():
    with pytest.raises(Unfit) as no:
        mapped(stage(step("a", key="a"), step("b")), stage(step("c"), step("d", key="a")))
    assert no.value.pointer == "/stages/1/steps/1/key"


def test_hand_offs_of_a_removed_step_go_with_it():
    journey = crossing()
    first = step_ids(journey)[0]
    assert len(steps.remove_step(journey, first, NOON).state.handoffs) == 2


def test_hand_offs_change_and_go():
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


def test_a_touchpoint_keeps_its_id_when_it_is_sent_back_with_it():
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


def test_a_persona_whose_feelings_are_there_stays():
    journey = mapped(stage(step("Brev", feeling(1, TOLD, 1))))
    with pytest.raises(Unfit) as no:
        domain.change(journey, {"persona_ids": ()}, NOON)
    assert no.value.pointer == "/personaIds"


def test_what_another_has_taken_the_place_of_stays_as_it_is():
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


def test_the_few_are_not_among_what_travels():
    journey = mapped(stage(step("Brev", feeling(-2, TOLD, 4))))
    public = replace(journey, visibility=Visibility.PUBLIC)
    assert "few" in dump(public)
    shown = public_state(JourneyState, dump(public))
    assert "few" not in shown
    assert "samira" not in str(shown["stages"])
