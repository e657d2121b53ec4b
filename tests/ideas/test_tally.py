"""Tallies that are right in the end, whoever counts beside us and whoever is killed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chassis.identity import NOBODY
from ideas.chores import Tally
from ideas.domain.support import Counted, Stance, Support

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def says(supports, idea, person, stance, minute=0):
    supports.keep(
        [
            Support(
                idea_id=idea["id"],
                participant_id=person,
                process_id=idea["processId"],
                stance=stance,
                at=NOON + timedelta(minutes=minute),
            )
        ]
    )


@pytest.fixture
def tally(ask):
    opened = []

    def make(supports):
        opened.append(Tally(supports, rest=0.01))
        return opened[-1]

    yield make
    for each in opened:
        each.close()


class Meanwhile:
    """The calls, and what somebody else does between a count and its save."""

    def __init__(self, calls, deed):
        self.calls, self.deed = calls, deed

    def of(self, id):
        deed, self.deed = self.deed, lambda: None
        deed()
        return self.calls.of(id)


def agreeing(ask, idea):
    return ask.service.ideas.kept.get(idea["id"]).tally.agree


def test_who_counted_earlier_and_saves_later_does_not_have_the_last_word(ask, tally):
    supports, idea = ask.service.supports, ask.published()
    says(supports, idea, "ane", Stance.AGREE)
    tally(supports).step()
    says(supports, idea, "ane", Stance.NONE, minute=1)

    def another_counts():
        says(supports, idea, "bo", Stance.AGREE)
        tally(supports).step()

    slow = replace(supports, calls=Meanwhile(supports.calls, another_counts))
    tally(slow).step()
    tally(supports).step()
    assert agreeing(ask, idea) == 1


def test_support_that_comes_between_count_and_save_is_counted_next(ask, tally):
    supports, idea = ask.service.supports, ask.published()
    says(supports, idea, "ane", Stance.AGREE)
    comes = Meanwhile(supports.calls, lambda: says(supports, idea, "bo", Stance.AGREE))
    tally(replace(supports, calls=comes)).step()
    assert agreeing(ask, idea) == 1
    tally(supports).step()
    assert agreeing(ask, idea) == 2


def test_support_noted_as_too_early_by_somebody_who_was_killed_is_counted(ask, tally):
    supports, idea = ask.service.supports, ask.published()
    ask.work()
    says(supports, idea, "ane", Stance.AGREE)
    supports.note(supports.store.find("support").items, Counted.WAITING)
    tally(supports).step()
    assert agreeing(ask, idea) == 1


def test_support_for_what_never_comes_waits_and_costs_nothing(ask, tally):
    supports = ask.service.supports
    says(supports, {"id": "never", "processId": "p"}, "ane", Stance.AGREE)
    chore = tally(supports)
    assert chore.step()
    assert not chore.step()
    assert supports.store.find("support").items[0].body["counted"] == "waiting"


def test_a_change_of_mind_counts_also_after_the_clock_was_set_back(ask, tally):
    hour, idea = timedelta(hours=1), ask.published()
    for at, stance in ((NOON, Stance.AGREE), (NOON - hour, Stance.NONE)):
        supports = replace(ask.service.supports, now=lambda at=at: at)
        supports.give(NOBODY, idea["id"], "ane", stance)
        tally(supports).step()
    assert agreeing(ask, idea) == 0
