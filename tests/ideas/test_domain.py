"""The rules of contributions, calls and support."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.changes import Text
from chassis.errors import NotOpen, Unfit
from ideas.domain import calls, ideas, support
from ideas.domain.calls import NewCall, Stances
from ideas.domain.giving import Kind, NewIdea
from ideas.domain.ideas import Status
from ideas.domain.support import Stance
from ideas.events import Tally

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NO_ROOM = (Text("da", "Der er ikke plads."),)
NEW = NewIdea(title=(Text("da", "Bænke"),), body=(Text("da", "Flere bænke."),), language="da")


def submitted(new=NEW, said_at=NOON):
    return ideas.submit(
        new,
        id="i",
        process_id="p",
        owner_department_id="kommune",
        participant_id="x",
        tracking_hash="0" * 64,
        source="",
        said_at=said_at,
        at=NOON,
    ).state


WAITING = submitted()
PUBLISHED = ideas.publish(WAITING, NOON).state


def test_only_its_department_sees_an_idea_until_it_is_published():
    assert WAITING.visibility == "department"
    assert PUBLISHED.visibility == "public"


def test_nobody_can_have_said_something_in_the_future():
    assert submitted(said_at=NOON + timedelta(days=1)).submitted_at == NOON
    assert submitted(said_at=NOON - timedelta(days=1)).submitted_at == NOON - timedelta(days=1)


def test_an_idea_is_answered_once():
    declined = ideas.decline(PUBLISHED, NO_ROOM, NOON).state
    assert declined.status is Status.DECLINED
    assert declined.visibility == "public"
    with pytest.raises(NotOpen):
        ideas.decline(declined, NO_ROOM, NOON)


def test_what_was_never_shown_is_rejected_and_what_was_shown_is_declined():
    with pytest.raises(NotOpen):
        ideas.decline(WAITING, NO_ROOM, NOON)
    with pytest.raises(NotOpen):
        ideas.reject(PUBLISHED, NO_ROOM, NOON)
    assert ideas.reject(WAITING, NO_ROOM, NOON).state.visibility == "department"


def test_what_is_withdrawn_is_seen_by_nobody_outside_and_cannot_be_published_again():
    gone = ideas.withdraw(PUBLISHED, NOON).state
    assert gone.visibility == "department"
    with pytest.raises(NotOpen):
        ideas.publish(gone, NOON)
    with pytest.raises(NotOpen):
        ideas.withdraw(gone, NOON)


def test_what_is_put_aside_can_be_published_after_a_person_has_looked():
    aside = ideas.quarantine(PUBLISHED, NO_ROOM, NOON).state
    assert aside.visibility == "department"
    assert ideas.publish(aside, NOON).state.reason == ()


def test_corrected_words_wait_for_a_moderator_again():
    change = ideas.correct(PUBLISHED, (Text("da", "Bænke og læ"),), PUBLISHED.body, NOON)
    assert change.state.status is Status.SUBMITTED
    assert change.state.visibility == "department"
    assert ideas.correct(PUBLISHED, PUBLISHED.title, PUBLISHED.body, NOON).facts == ()
    declined = ideas.decline(PUBLISHED, NO_ROOM, NOON).state
    with pytest.raises(NotOpen):
        ideas.correct(declined, NEW.title, NEW.body, NOON)


VERBS = {
    "publish": lambda i: ideas.publish(i, NOON),
    "reject": lambda i: ideas.reject(i, NO_ROOM, NOON),
    "decline": lambda i: ideas.decline(i, NO_ROOM, NOON),
    "quarantine": lambda i: ideas.quarantine(i, NO_ROOM, NOON),
    "withdraw": lambda i: ideas.withdraw(i, NOON),
    "correct": lambda i: ideas.correct(i, (Text("da", "nyt"),), i.body, NOON),
    "tally": lambda i: ideas.tallied(i, Tally(agree=i.tally.agree + 1)),
}


@given(st.lists(st.sampled_from(sorted(VERBS)), max_size=12))
def test_whatever_is_tried_in_whatever_order_only_published_and_declined_are_public(verbs):
    idea = WAITING
    for verb in verbs:
        before = idea.status
        try:
            change = VERBS[verb](idea)
        except NotOpen:
            continue
        idea = change.state
        assert (idea.visibility == "public") == (idea.status in (Status.PUBLISHED, Status.DECLINED))
        assert before not in (Status.WITHDRAWN, Status.ARCHIVED) or verb == "tally"
        assert len(change.facts) == 1 or verb == "correct"


def call(**more):
    new = NewCall(title=NEW.title, body=NEW.body, **more)
    return calls.open_call(
        new, id="c", process_id="p", owner_department_id="kommune", at=NOON
    ).state


def test_a_closed_call_takes_nothing_and_can_be_opened_again():
    closed = calls.close_call(call(), NOON).state
    with pytest.raises(NotOpen):
        calls.check_open(closed, Kind.IDEA, NOON)
    with pytest.raises(NotOpen):
        calls.close_call(closed, NOON)
    again = calls.reopen_call(closed, NOON).state
    calls.check_open(again, Kind.IDEA, NOON)
    with pytest.raises(NotOpen):
        calls.reopen_call(again, NOON)


def test_a_call_closes_by_itself_at_its_end_and_ends_in_the_future():
    ends = call(closes_at=NOON + timedelta(hours=1))
    assert ends.takes(NOON)
    assert not ends.takes(NOON + timedelta(hours=1))
    with pytest.raises(Unfit):
        call(closes_at=NOON)


def test_a_call_takes_the_kinds_it_asks_for():
    with pytest.raises(Unfit):
        calls.check_open(call(kinds=(Kind.NEED,)), Kind.IDEA, NOON)


def test_nobody_votes_against_an_experience_or_an_offer():
    open_ = call(stances=Stances.ALL)
    offer = replace(PUBLISHED, kind=Kind.RESOURCE)
    support.check_support(PUBLISHED, open_, Stance.DISAGREE)
    with pytest.raises(Unfit):
        support.check_support(offer, open_, Stance.DISAGREE)
    with pytest.raises(Unfit):
        support.check_support(PUBLISHED, call(), Stance.PASS)
    support.check_support(offer, None, Stance.AGREE)


def test_only_what_is_published_and_unanswered_can_be_supported():
    with pytest.raises(NotOpen):
        support.check_support(WAITING, None, Stance.AGREE)


def test_only_stances_that_may_count_are_counted():
    found = {"agree": 3, "disagree": 2, "pass": 1, "none": 9}
    assert support.counted(PUBLISHED, call(stances=Stances.ALL), found) == Tally(3, 2, 1)
    assert support.counted(PUBLISHED, None, found) == Tally(3, 0, 0)


def test_a_tally_that_has_not_changed_is_no_news():
    assert ideas.tallied(PUBLISHED, Tally()).facts == ()
    assert len(ideas.tallied(PUBLISHED, Tally(1)).facts) == 1
