from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chassis.changes import Visibility
from chassis.errors import NotOpen
from notifications.domain import deliveries, letters, quotas, subscriptions
from notifications.domain.messages import Template, Turn, author, department, message, read
from notifications.domain.quotas import Quota
from notifications.domain.subscriptions import MOST_BOUNCES, Standing, Why

NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)
HOUR = timedelta(hours=1)
GIVER = author("0" * 64)
HEARD = Turn(
    id="turn",
    fact="/samskab/kommune/ideas/bench-2",
    template=Template.PUBLISHED,
    about="bench",
    process_id="standing",
    owner_department_id="kommune",
    revision=2,
    at=NOON,
)


def asked(before=None, allowed=True, at=NOON):
    return subscriptions.asked(
        before,
        id="s",
        person=GIVER,
        address="ane@example.dk",
        language="da",
        allowed=allowed,
        at=at,
    )


PENDING = asked()
CONFIRMED = subscriptions.confirmed(PENDING, NOON + HOUR)


def test_one_fact_makes_one_message_for_one_person():
    told = message(HEARD, GIVER)
    assert message(HEARD, GIVER, "another bench").id == told.id
    assert message(HEARD, author("1" * 64)).id != told.id
    assert message(replace(HEARD, fact="/other/ideas/bench-2"), GIVER).id != told.id
    assert read(told).read


def test_a_message_knows_what_it_speaks_of_and_for_whom_it_is():
    told = message(replace(HEARD, kind="initiative", about="playground"), GIVER, "bench")
    assert (told.idea, told.of_initiative, told.department) == ("bench", "playground", "")
    told = message(replace(HEARD, initiative="playground"), department("skole"))
    assert (told.idea, told.of_initiative, told.department) == ("bench", "playground", "skole")


def test_a_confirmed_subscription_wants_what_happens_from_then_on():
    assert not subscriptions.wants(PENDING, NOON + HOUR)
    assert not subscriptions.wants(CONFIRMED, NOON)
    assert subscriptions.wants(CONFIRMED, NOON + HOUR)
    assert not subscriptions.wants(subscriptions.ended(CONFIRMED, Why.UNSUBSCRIBED), NOON + HOUR)


def test_a_subscription_is_confirmed_in_time_or_not_at_all():
    with pytest.raises(NotOpen):
        subscriptions.confirmed(PENDING, NOON + 48 * HOUR)
    with pytest.raises(NotOpen):
        subscriptions.confirmed(subscriptions.ended(PENDING, Why.REPLACED), NOON)


def test_what_has_ended_knows_no_address_and_stays_ended_for_its_first_reason():
    stub = subscriptions.ended(CONFIRMED, Why.UNSUBSCRIBED)
    assert (stub.address, stub.language, stub.why) == ("", "", Why.UNSUBSCRIBED)
    assert subscriptions.ended(stub, Why.BOUNCED) == stub
    assert subscriptions.expired(CONFIRMED, NOON + 99 * HOUR) == CONFIRMED


def test_where_no_mail_is_allowed_nothing_of_an_address_is_kept():
    stub = asked(allowed=False)
    assert (stub.status, stub.address) == (Standing.ENDED, "")
    assert asked(PENDING, allowed=False, at=NOON + HOUR) == PENDING
    assert asked(CONFIRMED, at=NOON + HOUR) == CONFIRMED


def test_an_address_is_given_up_after_bounces_in_a_row_only():
    each = CONFIRMED
    for _ in range(MOST_BOUNCES - 1):
        each = subscriptions.bounced(each)
    assert each.status is Standing.CONFIRMED
    assert subscriptions.bounced(each).why is Why.BOUNCED
    assert subscriptions.bounced(subscriptions.arrived(each)).status is Standing.CONFIRMED


def test_there_is_room_again_a_day_after_the_first():
    quota = quotas.take(quotas.take(Quota(id="q"), NOON), NOON + HOUR)
    assert not quotas.may_take(quota, 2, NOON + 2 * HOUR)
    assert quotas.wait(quota, NOON + 2 * HOUR) == 22 * 3600
    assert quotas.may_take(quota, 2, NOON + 24 * HOUR)
    assert quotas.refused(quota, NOON).taken == quota.taken
    assert not quotas.may_take(quotas.hush(Quota(id="q"), NOON), 2, NOON + 29 * 24 * HOUR)


def test_a_letter_has_one_id_for_one_message_and_address():
    first = letters.news(message(HEARD, GIVER), CONFIRMED, NOON)
    assert letters.news(message(HEARD, GIVER), CONFIRMED, NOON + HOUR).id == first.id
    assert letters.news(message(HEARD, GIVER), replace(CONFIRMED, id="t"), NOON).id != first.id
    assert letters.confirmation(asked(at=NOON + HOUR)).id != letters.confirmation(PENDING).id


def test_a_letter_that_waits_for_something_is_looked_at_less_and_less_often():
    letter = letters.confirmation(PENDING)
    waits = [
        (letters.held(letter, at).due - at).total_seconds()
        for at in (NOON, NOON + timedelta(minutes=2), NOON + 10 * HOUR)
    ]
    assert waits == [2, 60, 600]


def test_a_letter_that_cannot_be_written_is_given_up_until_somebody_has_looked():
    letter = letters.confirmation(PENDING)
    for _ in range(letters.MOST_FAULTS - 1):
        letter = letters.faulty(letter, "KeyError")
    assert letter.open
    given_up = letters.faulty(letter, "KeyError")
    assert (given_up.open, given_up.outcome) == (False, letters.Outcome.SHELVED)
    again = letters.reopened(given_up, NOON + HOUR)
    assert (again.open, again.due, again.faults) == (True, NOON + HOUR, 0)
    delivered = letters.closed(letter, letters.Outcome.DELIVERED)
    assert letters.reopened(delivered, NOON + HOUR) == delivered


def test_a_delivery_says_nothing_of_whom():
    change = deliveries.bounced("d", message(HEARD, GIVER), 550, NOON)
    assert change.state.visibility is Visibility.DEPARTMENT
    assert GIVER not in str(change)
