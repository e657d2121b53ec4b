"""The rules of help: asked for, used and let go."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chassis.changes import Text
from chassis.errors import NotOpen, Unfit
from initiatives.domain import initiatives, matches, needs, statuses
from initiatives.domain.filing import filed
from initiatives.domain.initiatives import NEVER, Decider
from initiatives.domain.matches import Said
from initiatives.domain.needs import NewNeed
from initiatives.events.initiatives import MatchFreed
from initiatives.events.parts import ResourceType, Unit

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WHY = (Text("da", "Vi har ingen folk."),)
LEAD = Decider("leader", "integration", NOON)


def da(text):
    return (Text("da", text),)


def public(initiative):
    return initiatives.publish(initiative, NOON).state


def stated(initiative):
    new = NewNeed(title=da("Arabisk"), resource_type=ResourceType.LANGUAGE)
    return needs.state_need(initiative, new, "need", NOON).state


def ask(initiative, idea="offer", id="match", **more):
    given = {"offered": True, "at": NOON} | more
    return matches.ask(initiative, "need", idea, id, **given)


def use(initiative, amount=2.0, unit=Unit.HOURS, said=Said.CONFIRMED):
    return matches.use(initiative, "match", amount, unit, (), said=said, at=NOON)


def test_help_is_asked_for_in_public_by_someone_who_can_be_contacted(proposed):
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


def test_only_what_its_giver_said_yes_to_is_used_and_it_adds_up(proposed):
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


def test_to_stop_needs_a_reason_and_frees_all_help(proposed):
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
