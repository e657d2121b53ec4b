"""The rules of initiatives, whatever is tried in whatever order."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.changes import Text
from chassis.errors import NotOpen, Refusal
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
from initiatives.domain.indicators import NewIndicator, Value
from initiatives.domain.initiatives import Decider
from initiatives.domain.matches import Said
from initiatives.domain.milestones import NewMilestone
from initiatives.domain.needs import NewNeed
from initiatives.domain.proposals import InitiativeEdit, NewCommitment
from initiatives.events.initiatives import Status
from initiatives.events.parts import Answer, CommitmentRole, ResourceType, Unit

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WHY = (Text("da", "Vi har ingen folk."),)
LEAD = Decider("leader", "integration", NOON)
FAR = date(2027, 1, 1)


def da(text):
    return (Text("da", text),)


def asked(department, role=CommitmentRole.CONTRIBUTING):
    return NewCommitment(department_id=department, role=role)


def indicator(**more):
    usual = {
        "name": da("Ventetid"),
        "unit": da("dage"),
        "baseline": Value(on=date(2026, 1, 1), value=60.0),
        "target": Value(on=date(2026, 12, 1), value=30.0),
    }
    return NewIndicator(**usual | more)


def test_a_change_of_nothing_is_no_news_and_what_was_stopped_is_not_changed(proposed):
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


def ask(initiative, idea="offer", id="match", **more):
    given = {"offered": True, "at": NOON} | more
    return matches.ask(initiative, "need", idea, id, **given)


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
def test_whatever_is_tried_in_whatever_order_no_rule_is_broken(proposed, begun, verbs):
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
