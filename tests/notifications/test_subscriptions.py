from datetime import timedelta

import pytest

from chassis.changes import Cause
from chassis.errors import NotOpen, NotThere, TooMany, Unfit
from notifications.actions.links import Purpose
from notifications.domain.subscriptions import Standing


@pytest.fixture
def known(city):
    """A city that has heard of the contribution with the code."""
    city.hears(city.fact("submitted"))
    return city


def addresses(city):
    return [doc.body.get("address", "") for doc in city.service.store.find("subscription").items]


def standings(city):
    return {doc.body["status"] for doc in city.service.store.find("subscription").items}


def test_an_address_gets_one_mail_and_nothing_more_before_a_yes(known):
    known.subscribes("ane@example.dk")
    known.posts()
    known.hears(known.fact("published", 2))
    known.posts()
    (mail,) = known.mails()
    assert mail["To"] == "ane@example.dk"
    assert mail["Subject"] == "Vil du have nyt om dit bidrag på mail?"


def test_news_comes_after_the_yes(known, clock):
    known.confirms()
    known.hears(known.fact("published", 2, at=known.NOON + timedelta(minutes=1)))
    known.posts()
    (mail,) = known.mails()
    assert known.TITLE in mail["Subject"]


def test_what_happened_before_the_yes_is_in_the_inbox_only(known, clock):
    clock.later(hours=1)
    known.confirms()
    known.hears(known.fact("submitted", 1), known.fact("published", 2, at=known.NOON))
    known.posts()
    assert known.mails() == []
    assert len(known.inbox()) == 2


def test_saying_yes_twice_is_saying_it_once(known):
    known.subscribes()
    known.posts()
    token = known.link(known.mails()[0], "confirm")
    first = known.subscriptions.confirm(token)
    assert known.subscriptions.confirm(token) == first


def test_an_unknown_code_is_written_down_like_any_other_and_reaches_nobody(known):
    def writes(code, to):
        before = {k: known.service.store.count(k) for k in ("subscription", "quota", "letter")}
        known.subscribes(to, code)
        return {k: known.service.store.count(k) - n for k, n in before.items()}

    assert writes(known.CODE, "ane@example.dk") == writes(known.OTHER_CODE, "bo@example.dk")
    known.posts()
    assert [mail["To"] for mail in known.mails()] == ["ane@example.dk"]


def test_who_was_faster_than_the_contribution_gets_the_mail_when_it_has_arrived(city, clock):
    city.subscribes()
    city.posts()
    assert city.mails() == []
    city.hears(city.fact("submitted"))
    clock.later(seconds=3)
    city.posts()
    assert len(city.mails()) == 1


def test_what_nobody_confirms_in_48_hours_leaves_no_address(known, clock):
    known.subscribes()
    known.posts()
    token = known.link(known.mails()[0], "confirm")
    clock.later(hours=47, minutes=59)
    assert known.subscriptions.sweep() == 0
    clock.later(minutes=1)
    with pytest.raises(NotThere):
        known.subscriptions.confirm(token)
    assert known.subscriptions.sweep() == 1
    assert addresses(known) == [""]
    assert known.subscriptions.sweep() == 0


def test_a_mail_that_could_not_be_sent_in_time_is_not_sent_late(city, clock):
    city.subscribes()
    city.posts()
    clock.later(hours=49)
    city.subscriptions.sweep()
    city.hears(city.fact("submitted", at=city.NOON))
    city.posts()
    assert city.mails() == []
    assert city.service.store.count("letter", [("open", "eq", True)]) == 0


def test_an_address_that_was_let_go_of_can_be_given_again(known, clock):
    known.subscribes()
    clock.later(hours=49)
    known.subscriptions.sweep()
    known.subscribes()
    known.posts()
    known.subscriptions.confirm(known.link(known.mails()[0], "confirm"))
    assert standings(known) == {Standing.CONFIRMED}


def test_nobody_can_fill_a_mailbox_through_us(known):
    for n in range(8):
        known.subscribes(f"a.n.e+{n}@example.dk")
        known.posts()
    assert len(known.mails()) == 3


def test_only_the_last_confirmation_of_a_mailbox_counts(known, clock):
    known.hears(known.fact("submitted", id="lamp", code=known.OTHER_CODE))
    known.subscribes()
    known.posts()
    (first,) = known.mails()
    clock.later(minutes=1)
    known.subscribes(code=known.OTHER_CODE)
    known.posts()
    with pytest.raises(NotOpen):
        known.subscriptions.confirm(known.link(first, "confirm"))
    known.subscriptions.confirm(known.link(known.mails()[-1], "confirm"))
    assert addresses(known).count("ane@example.dk") == 1


def test_asking_again_does_not_touch_what_is_confirmed(known, clock):
    known.confirms()
    clock.later(hours=1)
    for _ in range(5):
        known.subscribes()
    known.posts()
    assert known.mails() == []
    assert standings(known) == {Standing.CONFIRMED}


def test_the_mailbox_has_room_again_the_next_day(known, clock):
    for _ in range(4):
        known.subscribes()
    clock.later(days=1)
    known.subscribes()
    known.posts()
    assert len(known.mails()) == 1


def test_one_code_is_good_for_few_addresses(known):
    for n in range(10):
        known.subscribes(f"someone{n}@example.dk")
    with pytest.raises(TooMany) as no:
        known.subscribes("one.more@example.dk")
    assert 0 < no.value.facts["seconds"] <= 86_400


def test_unsubscribing_forgets_the_address_and_stops_what_is_on_its_way(known):
    known.confirms()
    known.hears(known.fact("published", 2, at=known.NOON + timedelta(minutes=1)))
    (doc,) = known.service.store.find("subscription").items
    known.subscriptions.end(known.service.links.token(Purpose.UNSUBSCRIBE, doc.id))
    known.posts()
    assert known.mails() == []
    assert addresses(known) == [""]


def test_who_did_not_ask_can_stop_the_asking(known, clock):
    known.subscribes()
    known.posts()
    known.subscriptions.end(known.link(known.mails()[0], "unsubscribe"))
    for _ in range(10):
        clock.later(days=2)
        known.subscribes("an.e@example.dk")
        known.posts()
    assert len(known.mails()) == 1
    clock.later(days=11)
    known.subscribes("an.e@example.dk")
    known.posts()
    assert len(known.mails()) == 2


def test_a_link_is_good_for_its_purpose_its_subscription_and_its_time_only(known, clock):
    links, now = known.service.links, known.clock()
    token = links.token(Purpose.CONFIRM, "one", now + timedelta(hours=1))
    assert links.read(Purpose.CONFIRM, token, now) == "one"
    _, end, mac = token.split(".")
    later = str(int(end) + 3600)
    forged = [
        f"two.{end}.{mac}",
        f"one.{later}.{mac}",
        f"one.0.{mac}",
        f"one.{end}.",
        "",
        "a.b",
        "é.1.x",
    ]
    for each in [*forged, "", "a.b", "é.1.x"]:
        with pytest.raises(NotThere):
            links.read(Purpose.CONFIRM, each, now)
    with pytest.raises(NotThere):
        links.read(Purpose.UNSUBSCRIBE, token, now)
    with pytest.raises(NotThere):
        links.read(Purpose.CONFIRM, token, now + timedelta(hours=1))


def test_the_same_key_asks_once_and_for_nothing_else(known):
    ask = known.subscriptions.subscribe
    ask(Cause(id="k", hash="a", keyed=True), known.CODE, "ane@example.dk")
    ask(Cause(id="k", hash="a", keyed=True), known.CODE, "ane@example.dk")
    with pytest.raises(Unfit):
        ask(Cause(id="k", hash="b", keyed=True), known.CODE, "bo@example.dk")
    assert known.service.store.count("letter") == 1


def test_an_address_is_nowhere_but_in_its_subscription(known):
    known.confirms()
    known.hears(known.fact("published", 2, at=known.NOON + timedelta(minutes=1)))
    known.posts()
    for kind in ("message", "letter", "quota", "delivery", "copy_idea", "shelf", "relay"):
        for doc in known.service.store.find(kind).items:
            assert "ane" not in f"{doc.id} {doc.body}"
    for doc in known.service.store.find("delivery").items:
        assert "ane" not in str(known.service.store.history("delivery", doc.id))
