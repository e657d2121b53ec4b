"""The rules of initiatives, whatever is tried in whatever order."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.changes import Text
from chassis.errors import NotOpen, NotThere, Refusal, Unfit
from initiatives.domain import (
    commitments,
    indicators,
    initiatives,
    matches,
    milestones,
    needs,
    statuses,
)
from initiatives.domain.filing import filed
from initiatives.domain.indicators import NewIndicator, Value, progress
from initiatives.domain.initiatives import NEVER, Decider
from initiatives.domain.matches import Said
from initiatives.domain.milestones import NewMilestone
from initiatives.domain.needs import NewNeed, Offered
from initiatives.domain.proposals import InitiativeEdit, NewCommitment, NewInitiative
from initiatives.events.initiatives import InitiativeApproved, MatchFreed, Status
from initiatives.events.parts import Answer, CommitmentRole, Direction, Need, ResourceType, Unit

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WHY = (Text("da", "Vi har ingen folk."),)
LEAD = Decider("leader", "integration", NOON)
FAR = date(2027, 1, 1)


def da(text):
    return (Text("da", text),)


def asked(department, role=CommitmentRole.CONTRIBUTING):
    return NewCommitment(department_id=department, role=role)


def proposed(*others, **more):
    numbers = count()
    new = NewInitiative(title=da("Café"), commitments=others, contact=da("Kontoret"), **more)
    change = initiatives.propose(
        new, id="i", process_id="p", decider=LEAD, ids=lambda: f"c{next(numbers)}"
    )
    return filed(change).state


def accepted(initiative, *departments):
    for department in departments or ("integration",):
        id = commitments.standing(initiative)[department].id
        decider = replace(LEAD, department_id=department)
        initiative = commitments.accept(initiative, id, decider).state
    return initiative


def public(initiative):
    return initiatives.publish(initiative, NOON).state


def indicator(**more):
    usual = {
        "name": da("Ventetid"),
        "unit": da("dage"),
        "baseline": Value(on=date(2026, 1, 1), value=60.0),
        "target": Value(on=date(2026, 12, 1), value=30.0),
    }
    return NewIndicator(**usual | more)


def test_the_department_that_proposes_is_asked_to_lead_and_comes_once():
    made = proposed(asked("integration", CommitmentRole.LEAD), asked("skole"))
    assert [(c.department_id, c.role) for c in made.commitments] == [
        ("integration", "lead"),
        ("skole", "contributing"),
    ]
    assert made.visibility == "department"
    assert made.shared_with == ("integration", "skole")


def test_it_is_approved_only_with_the_last_yes_of_those_who_carry_it_out():
    made = proposed(asked("skole"), asked("kultur", CommitmentRole.INFORMED))
    assert accepted(made, "integration", "kultur").status is Status.PROPOSED
    assert accepted(made, "integration", "skole").status is Status.APPROVED
    last = commitments.accept(accepted(made, "skole"), "c0", LEAD)
    assert [type(fact).__name__ for fact in last.facts][-1] == InitiativeApproved.__name__


def test_what_is_approved_stays_so_when_another_is_asked_later():
    made = accepted(proposed())
    later = commitments.ask(made, asked("skole"), "c9", NOON).state
    assert later.status is Status.APPROVED
    assert accepted(later, "skole").status is Status.APPROVED


def test_a_no_is_never_a_yes_until_the_one_who_leads_says_so():
    made = proposed(asked("skole"))
    no = commitments.decline(made, "c1", replace(LEAD, department_id="skole", why=WHY)).state
    agreed = accepted(no)
    assert agreed.status is Status.PROPOSED
    assert commitments.approve(agreed, LEAD).state.status is Status.APPROVED
    with pytest.raises(NotOpen):
        commitments.approve(no, LEAD)
    with pytest.raises(Unfit):
        commitments.decline(made, "c1", LEAD)


def test_nobody_else_leads_and_the_owner_does_nothing_less():
    with pytest.raises(Unfit):
        commitments.ask(proposed(), asked("skole", CommitmentRole.LEAD), "c9", NOON)
    no = commitments.decline(proposed(), "c0", replace(LEAD, why=WHY)).state
    with pytest.raises(Unfit):
        commitments.ask(no, asked("integration"), "c9", NOON)
    again = commitments.ask(no, asked("integration", CommitmentRole.LEAD), "c9", NOON).state
    assert accepted(again).status is Status.APPROVED


def test_a_change_of_nothing_is_no_news_and_what_was_stopped_is_not_changed():
    made = proposed()
    assert initiatives.change(made, InitiativeEdit(title=made.title), NOON).facts == ()
    stopped = statuses.stop(made, replace(LEAD, why=WHY)).state
    for tried in (
        lambda: initiatives.change(stopped, InitiativeEdit(title=da("x")), NOON),
        lambda: initiatives.publish(stopped, NOON),
        lambda: commitments.ask(stopped, asked("skole"), "c9", NOON),
        lambda: commitments.accept(stopped, "c0", LEAD),
        lambda: milestones.set_milestone(stopped, NewMilestone(title=da("x"), due=FAR), "m", NOON),
        lambda: indicators.set_indicator(stopped, indicator(), "n", NOON),
    ):
        with pytest.raises(NotOpen):
            tried()


def test_a_milestone_is_of_a_department_that_has_a_part_in_it():
    made = proposed(asked("skole"))
    new = NewMilestone(title=da("Første café"), due=date(2026, 3, 1), department_id="skole")
    late = filed(milestones.set_milestone(made, new, "m", NOON)).state
    assert late.next_due == date(2026, 3, 1)
    assert [m.id for m in milestones.overdue(late, date(2026, 3, 2))] == ["m"]
    assert milestones.overdue(late, date(2026, 3, 1)) == ()
    done = filed(milestones.reach(late, "m", NOON)).state
    assert (done.next_due, milestones.overdue(done, FAR)) == (NEVER, ())
    with pytest.raises(NotOpen):
        milestones.reach(done, "m", NOON)
    with pytest.raises(Unfit):
        milestones.set_milestone(made, replace(new, department_id="by"), "m", NOON)
    with pytest.raises(NotThere):
        milestones.reach(made, "nothing", NOON)


def test_nothing_grows_without_end():
    made = proposed()
    for n in range(milestones.MOST):
        new = NewMilestone(title=da("x"), due=FAR)
        made = milestones.set_milestone(made, new, f"m{n}", NOON).state
    with pytest.raises(Unfit):
        milestones.set_milestone(made, NewMilestone(title=da("x"), due=FAR), "m", NOON)


def test_what_few_are_behind_is_in_no_public_part():
    few = indicator(baseline=Value(on=date(2026, 1, 1), value=60.0, n=4))
    made = indicators.set_indicator(proposed(), few, "n", NOON).state
    taken = Value(on=date(2026, 2, 1), value=45.0, n=3, note=da("To af tre."))
    made = indicators.measure(made, "n", taken, "x", NOON).state
    made = indicators.measure(made, "n", replace(taken, n=5), "y", NOON).state
    (shown,) = made.indicators
    hidden, told = shown.measurements
    assert (shown.baseline.value, shown.baseline.n) == (None, None)
    assert (hidden.on, hidden.value, hidden.n, hidden.note) == (taken.on, None, None, ())
    assert (told.value, told.n) == (45.0, 5)
    (open_,) = indicators.opened(made).indicators
    assert (open_.baseline.value, open_.baseline.n) == (60.0, 4)
    assert (open_.measurements[0].value, open_.measurements[0].n) == (45.0, 3)
    assert open_.measurements[0].note == taken.note
    assert progress(shown) is None
    assert progress(open_) == 0.5


def test_a_measurement_is_neither_before_the_baseline_nor_in_the_future():
    made = indicators.set_indicator(proposed(), indicator(), "n", NOON).state
    for day in (date(2025, 12, 31), date(2026, 3, 3)):
        with pytest.raises(Unfit):
            indicators.measure(made, "n", Value(on=day, value=1.0), "x", NOON)
    with pytest.raises(NotThere):
        indicators.measure(made, "nothing", Value(on=date(2026, 2, 1), value=1.0), "x", NOON)
    early = indicator(target=Value(on=date(2025, 1, 1), value=1.0))
    with pytest.raises(Unfit):
        indicators.set_indicator(proposed(), early, "n", NOON)


def test_progress_is_measured_from_where_it_began_whichever_way_is_better():
    made = indicators.set_indicator(proposed(), indicator(direction=Direction.DOWN), "n", NOON)
    worse = Value(on=date(2026, 2, 1), value=66.0)
    better = Value(on=date(2026, 3, 1), value=45.0)
    for late, early in ((worse, better), (better, worse)):  # in whichever order they are told
        state = indicators.measure(made.state, "n", late, "x", NOON).state
        state = indicators.measure(state, "n", early, "y", NOON).state
        assert progress(state.indicators[0]) == 0.5
    assert progress(made.state.indicators[0]) is None


def stated(initiative):
    new = NewNeed(title=da("Arabisk"), resource_type=ResourceType.LANGUAGE)
    return needs.state_need(initiative, new, "need", NOON).state


def ask(initiative, idea="offer", id="match", **more):
    given = {"offered": True, "at": NOON} | more
    return matches.ask(initiative, "need", idea, id, **given)


def use(initiative, amount=2.0, unit=Unit.HOURS, said=Said.CONFIRMED):
    return matches.use(initiative, "match", amount, unit, (), said=said, at=NOON)


def test_help_is_asked_for_in_public_by_someone_who_can_be_contacted():
    made = stated(proposed())
    for cannot in (
        made,
        replace(public(made), contact=()),
        needs.close_need(public(made), "need", NOON).state,
        statuses.stop(public(made), replace(LEAD, why=WHY)).state,
    ):
        with pytest.raises(NotOpen):
            ask(cannot)
    with pytest.raises(NotOpen):
        ask(public(made), offered=False)
    with pytest.raises(Unfit):
        ask(public(proposed()))
    done = ask(public(made)).state
    assert [(m.idea_id, m.status) for m in done.matches] == [("offer", "asked")]
    with pytest.raises(NotOpen):
        ask(done)


def test_only_what_its_giver_said_yes_to_is_used_and_it_adds_up():
    made = ask(public(stated(proposed()))).state
    for said in set(Said) - {Said.CONFIRMED, Said.USED}:
        with pytest.raises(NotOpen):
            use(made, said=said)
    with pytest.raises(Unfit):
        use(made, amount=0)
    made = use(use(made).state, amount=1.5).state
    assert (made.matches[0].status, made.matches[0].amount) == ("used", 3.5)
    with pytest.raises(Unfit):
        use(made, unit=Unit.THINGS)
    free = matches.free(made, "match", NOON).state
    assert (free.matches[0].status, free.matches[0].amount) == ("freed", 3.5)
    for tried in (lambda: use(free), lambda: matches.free(free, "match", NOON)):
        with pytest.raises(NotOpen):
            tried()
    assert len(ask(free, id="again").state.matches) == 2


def test_to_stop_needs_a_reason_and_frees_all_help():
    made = ask(public(stated(proposed()))).state
    made = matches.free(ask(made, "other", "second").state, "second", NOON).state
    with pytest.raises(Unfit):
        statuses.stop(made, LEAD)
    change = statuses.stop(made, replace(LEAD, why=WHY))
    assert {m.status for m in change.state.matches} == {"freed"}
    freed = [fact for fact in change.facts if isinstance(fact, MatchFreed)]
    assert [fact.match_id for fact in freed] == ["match"]
    assert change.state.decisions[-1].why == WHY
    assert filed(change).state.next_due == NEVER


NEED = Need(
    id="need",
    title=da("Arabisk om tirsdagen"),
    resource_type=ResourceType.LANGUAGE,
    languages=("ar",),
    times=("tuesday_evening", "friday_morning"),
    area="Vest",
)


def test_an_offer_suits_for_reasons_the_weightiest_first():
    offered = Offered(
        resource_type="language", languages=("da", "ar"), times=("tuesday_evening",), area="vest"
    )
    why = needs.reasons(NEED, offered)
    assert [(r.code, r.words) for r in why] == [
        ("language", ("ar",)),
        ("time", ("tuesday_evening",)),
        ("area", ("vest",)),
        ("type", ("language",)),
    ]
    assert needs.reasons(NEED, Offered(resource_type="time", languages=("uk",), area="Øst")) == ()
    assert needs.score(why) > needs.score(why[:2]) > needs.score(why[1:])


def test_what_is_looked_for_first_is_all_at_once():
    wishes = list(needs.wishes(NEED))
    assert wishes[0] == ("language", "time", "area", "type")
    assert len(wishes) == 15
    assert wishes[-1] == ("type",)
    weights = [needs.weight(each) for each in wishes]
    assert weights == sorted(weights, reverse=True)


def late(**more):
    return replace(LEAD, **more)


VERBS = {
    "publish": lambda i: initiatives.publish(i, NOON),
    "change": lambda i: initiatives.change(i, InitiativeEdit(title=da("nyt")), NOON),
    "prioritise": lambda i: statuses.prioritise(i, LEAD),
    "approve": lambda i: commitments.approve(i, LEAD),
    "test": lambda i: statuses.test(i, LEAD),
    "implement": lambda i: statuses.implement(i, LEAD),
    "operate": lambda i: statuses.operate(i, da("Teamet"), FAR, LEAD),
    "evaluate": lambda i: statuses.evaluate(i, LEAD),
    "spread": lambda i: statuses.spread(i, LEAD),
    "stop": lambda i: statuses.stop(i, late(why=WHY)),
    "ask school": lambda i: commitments.ask(i, asked("skole"), f"c{len(i.commitments)}", NOON),
    "ask lead": lambda i: commitments.ask(
        i, asked("integration", CommitmentRole.LEAD), f"c{len(i.commitments)}", NOON
    ),
    "lead accepts": lambda i: answer(i, "integration", commitments.accept),
    "lead declines": lambda i: answer(i, "integration", commitments.decline),
    "school accepts": lambda i: answer(i, "skole", commitments.accept),
    "school declines": lambda i: answer(i, "skole", commitments.decline),
    "set milestone": lambda i: milestones.set_milestone(
        i, NewMilestone(title=da("x"), due=FAR), f"m{len(i.milestones)}", NOON
    ),
    "reach": lambda i: milestones.reach(i, "m0", NOON),
    "state need": lambda i: needs.state_need(
        i, NewNeed(title=da("x"), resource_type=ResourceType.TIME), "need", NOON
    ),
    "ask for help": lambda i: ask(i, id=f"x{len(i.matches)}"),
    "use": lambda i: matches.use(
        i, i.matches[-1].id if i.matches else "", 1, Unit.HOURS, (), said=Said.CONFIRMED, at=NOON
    ),
    "free": lambda i: matches.free(i, i.matches[-1].id if i.matches else "", NOON),
    "set indicator": lambda i: indicators.set_indicator(
        i, indicator(), f"n{len(i.indicators)}", NOON
    ),
    "measure": lambda i: indicators.measure(
        i, "n0", Value(on=date(2026, 2, 1), value=1.0), f"v{i.revision}", NOON
    ),
    "measure few": lambda i: indicators.measure(
        i, "n0", Value(on=date(2026, 2, 1), value=7.0, n=4), f"w{len(i.few)}", NOON
    ),
}
WAY = (
    *("publish", "state need", "ask for help", "prioritise", "lead accepts", "school accepts"),
    *("test", "implement", "set indicator", "operate", "measure", "evaluate", "spread"),
)
AFTER = {
    Status.PRIORITISED: {Status.PROPOSED},
    Status.APPROVED: {Status.PROPOSED, Status.PRIORITISED},
    Status.TESTING: {Status.APPROVED},
    Status.IMPLEMENTING: {Status.APPROVED, Status.TESTING},
    Status.IN_OPERATION: {Status.IMPLEMENTING},
    Status.EVALUATED: {Status.IN_OPERATION},
    Status.SPREAD: {Status.EVALUATED},
    Status.STOPPED: set(Status) - {Status.STOPPED, Status.SPREAD},
}


def answer(initiative, department, say):
    standing = commitments.standing(initiative).get(department)
    decider = late(department_id=department, why=WHY)
    return say(initiative, standing.id if standing else "", decider)


@settings(max_examples=200, deadline=timedelta(seconds=2))
@given(st.integers(0, len(WAY)), st.lists(st.sampled_from(sorted(VERBS)), max_size=30))
def test_whatever_is_tried_in_whatever_order_no_rule_is_broken(begun, verbs):
    state = proposed(asked("skole"))
    for verb in (*WAY[:begun], *verbs):
        before = state
        try:
            change = filed(VERBS[verb](state))
        except Refusal:
            continue
        state = change.state
        check(before, state, change.facts, verb)


def check(before, state, facts, verb):
    assert bool(facts) == (state != before)
    if state.status is not before.status:
        assert before.status in AFTER[state.status], (before.status, verb)
        assert state.decisions[-1].what == state.status
        assert len(state.decisions) == len(before.decisions) + 1
    else:
        assert state.decisions == before.decisions
    if before.ended:
        assert state.status is before.status
    standing = commitments.standing(state)
    carrying = [c for c in standing.values() if c.role is not CommitmentRole.INFORMED]
    if state.status is Status.APPROVED and before.status is not Status.APPROVED:
        assert standing["integration"].status is Answer.ACCEPTED
        assert all(c.status is not Answer.ASKED for c in carrying)
        assert verb == "approve" or all(c.status is Answer.ACCEPTED for c in carrying)
    if state.status is Status.IN_OPERATION:
        assert state.operated_by
        assert state.review_on
    if state.status is Status.EVALUATED:
        assert any(m.on > i.baseline.on for i in state.indicators for m in i.measurements)
    if state.status is Status.STOPPED:
        assert {m.status for m in state.matches} <= {"freed"}
    assert not (before.public and not state.public)
    open_ = [m.idea_id for m in state.matches if m.status != "freed"]
    assert len(open_) == len(set(open_))
    assert state.public or not state.matches
    assert 7.0 not in [m.value for i in state.indicators for m in i.measurements]
    assert len({c.id for c in state.commitments}) == len(state.commitments)
    if standing["integration"].status is not Answer.DECLINED:
        assert "integration/lead" in state.parties
