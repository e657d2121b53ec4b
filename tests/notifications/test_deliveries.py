import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from chassis.errors import Busy
from chassis.events import from_structured
from chassis.logs import Topic
from chassis.outbox import Relay
from notifications.domain.subscriptions import Why, ended
from notifications.post.smtp import Server

MINUTE = timedelta(minutes=1)


@pytest.fixture
def reader(city):
    """A city whose author has said yes."""
    city.hears(city.fact("submitted"))
    city.confirms()
    return city


def server(port):
    return Server("127.0.0.1", port, "no-reply@samskab.example", tls="none")


def letters(city, **where):
    found, _ = city.service.letters.kept.find([(k, "eq", v) for k, v in where.items()])
    return [letter for letter in found if letter.message]


def deliveries(city):
    return city.service.store.find("delivery").items


def facts(city):
    return [
        entry.fact
        for doc in deliveries(city)
        for entry in city.service.store.history("delivery", doc.id)
    ]


def test_what_is_delivered_is_said_without_saying_to_whom(reader):
    reader.hears(reader.fact("published", 2, at=reader.NOON + MINUTE))
    reader.posts()
    (said,) = facts(reader)
    assert said["type"] == "dk.samskab.message.delivered.v1"
    assert said["data"] == {
        "details": {},
        "state": {
            "id": said["subject"].split("/")[1],
            "revision": 1,
            "edition": 1,
            "processId": "standing",
            "ownerDepartmentId": "kommune",
            "visibility": "department",
            "status": "delivered",
            "since": 1,
            "withheld": True,
        },
        "by": {},
    }


def test_deliveries_travel_on_the_topic_of_notifications(reader, clock):
    reader.hears(reader.fact("published", 2, at=reader.NOON + MINUTE))
    reader.posts()
    topic = Topic("samskab.kommune.notifications")
    relay = Relay(reader.service.store, reader.log, topic, clock)
    relay.step()
    relay.close()
    tail = reader.log.tail([topic.name])
    (record,) = tail.poll()
    tail.close()
    assert record.headers["ce_type"] == "dk.samskab.message.delivered.v1"


def test_a_fact_that_comes_again_is_posted_once(reader, clock):
    published = reader.fact("published", 2, at=reader.NOON + MINUTE)
    reader.hears(published)
    reader.posts()
    clock.later(days=1)
    reader.hears(published)
    reader.posts()
    assert len(reader.mails()) == 1
    assert len(facts(reader)) == 1


def test_every_confirmed_address_of_an_author_gets_its_letter(reader):
    reader.confirms("home@example.dk")
    reader.hears(reader.fact("published", 2, at=reader.NOON + MINUTE))
    reader.posts()
    assert {mail["To"] for mail in reader.mails()} == {"ane@example.dk", "home@example.dk"}
    assert len({mail["Message-ID"] for mail in reader.mails()}) == 2


def test_a_mail_is_tried_again_after_longer_and_longer_pauses(city, clock):
    city.hears(city.fact("submitted"))
    city.confirms("busy@example.dk")
    city.hears(city.fact("published", 2, at=city.NOON + MINUTE))
    with city.office() as (office, port):
        chore = city.sender(server(port))
        pauses = []
        for _ in range(10):
            chore.step()
            (letter,) = letters(city)
            pauses.append(int((letter.due - clock.at) / MINUTE))
            clock.at = letter.due
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360]
    assert office.asked == 10
    assert letter.reason == "451 4.2.1"


def test_after_four_days_a_mail_is_given_up_and_that_is_said(city, clock):
    city.hears(city.fact("submitted"))
    city.confirms("busy@example.dk")
    city.hears(city.fact("published", 2, at=city.NOON + MINUTE))
    with city.office() as (_office, port):
        chore = city.sender(server(port))
        chore.step()
        clock.later(days=4)
        chore.step()
    assert [each["type"] for each in facts(city)] == ["dk.samskab.message.bounced.v1"]
    assert letters(city, open=True) == []


def test_a_mail_that_comes_back_is_marked_and_three_end_the_subscription(city, clock):
    city.hears(city.fact("submitted"))
    city.confirms("gone@example.dk")
    with city.office() as (office, port):
        chore = city.sender(server(port))
        for revision in range(2, 7):
            clock.later(minutes=1)
            city.hears(city.fact("published", revision, at=clock()))
            while city.service.letters.due(1):
                chore.step()
    assert office.asked == 3
    assert [doc.body["status"] for doc in deliveries(city)] == ["bounced"] * 3
    (doc,) = city.service.store.find("subscription").items
    assert (doc.body["why"], doc.body["address"]) == ("bounced", "")


def test_letters_about_one_thing_arrive_in_order(reader, clock):
    reader.hears(reader.fact("published", 2, at=reader.NOON + MINUTE))
    (first,) = letters(reader)
    reader.service.letters.kept.save(first.__class__(**(vars(first) | {"due": clock() + MINUTE})))
    reader.hears(reader.fact("declined", 3, at=reader.NOON + 2 * MINUTE))
    reader.posts()
    assert reader.mails() == []
    clock.later(minutes=2)
    reader.posts()
    order = sorted(reader.folder.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
    assert (order[0].stem, len(order)) == (first.id, 2)


def test_two_senders_do_not_post_the_same_letter(reader):
    reader.hears(reader.fact("published", 2, at=reader.NOON + MINUTE))
    (letter,) = reader.service.letters.due(10)
    assert reader.service.letters.take_up(letter) is not None
    assert reader.service.letters.take_up(letter) is None


def test_a_letter_that_only_waits_opens_no_line(city, clock):
    city.subscribes()
    chore = city.sender(server(1))
    assert chore.step()
    clock.later(seconds=2)
    assert chore.step()


def test_who_unsubscribes_at_the_last_moment_gets_nothing(reader):
    reader.hears(reader.fact("published", 2, at=reader.NOON + MINUTE))
    (letter,) = reader.service.letters.due(10)
    assert reader.service.letters.goes_out(letter)
    (doc,) = reader.service.store.find("subscription").items
    reader.subscriptions.kept.alter(doc.id, lambda each: ended(each, Why.UNSUBSCRIBED))
    assert reader.service.letters.take_up(letter) is None


def test_a_post_that_is_away_costs_no_letter_a_try(reader):
    reader.hears(reader.fact("published", 2, at=reader.NOON + MINUTE))
    with pytest.raises(Busy):
        reader.sender(server(1)).step()
    (letter,) = letters(reader)
    assert letter.tries == 0


class Broken:
    """What writes mails, with one sentence that somebody got wrong."""

    def __init__(self, write, wrong):
        self.write, self.wrong = write, wrong

    def __call__(self, ready):
        if ready.letter.sort == "news" and self.wrong:
            raise KeyError(f"title of {ready.subscription.address}")
        return self.write(ready)


def breaks(city):
    city.deliveries.write = Broken(city.deliveries.write, True)
    return city.deliveries.write


def test_a_letter_that_cannot_be_written_is_shelved_after_a_few_tries(reader, clock):
    breaks(reader)
    reader.hears(reader.fact("published", 2, at=reader.NOON + MINUTE))
    for _ in range(6):
        reader.posts()
        clock.later(hours=1)
    (letter,) = letters(reader)
    assert (letter.open, letter.outcome, letter.tries) == (False, "shelved", 3)
    (lies,) = reader.service.shelf.page().items
    assert lies.body["handler"] == "notifications.deliveries"
    assert lies.body["about"] == f"letter/{letter.id}"
    assert lies.body["reason"].startswith("KeyError")
    assert "ane@example.dk" not in str(lies.body)
    assert len(reader.inbox()) == 2


def test_a_letter_that_cannot_be_written_keeps_no_other_waiting(reader):
    breaks(reader)
    reader.hears(reader.fact("published", 2, at=reader.NOON + MINUTE))
    reader.subscribes("bo@example.dk")
    assert reader.deliveries.step()
    assert [mail["To"] for mail in reader.mails()] == ["bo@example.dk"]


def test_a_shelved_letter_goes_out_once_somebody_has_mended_it(reader, clock):
    broken = breaks(reader)
    reader.hears(reader.fact("published", 2, at=reader.NOON + MINUTE))
    for _ in range(4):
        reader.posts()
        clock.later(hours=1)
    (lies,) = reader.service.shelf.page().items
    broken.wrong = False
    event = from_structured(lies.body["event"])
    assert reader.deliveries.again(event) == ""
    reader.posts()
    assert len(reader.mails()) == 1
    assert reader.deliveries.again(event) == ""
    reader.posts()
    assert len(reader.mails()) == 1


def test_a_letter_that_goes_wrong_again_is_shelved_again(reader, clock):
    breaks(reader)
    reader.hears(reader.fact("published", 2, at=reader.NOON + MINUTE))
    for round in (1, 2):
        for _ in range(4):
            reader.posts()
            clock.later(hours=7)
        lying = reader.service.shelf.page().items
        assert len(lying) == round
        reader.deliveries.again(from_structured(lying[-1].body["event"]))


def test_a_letter_whose_message_is_just_being_written_waits(reader, clock):
    reader.hears(reader.fact("published", 2, at=reader.NOON + MINUTE))
    (letter,) = [each for each in letters(reader) if each.open]
    kept = reader.service.letters.kept
    kept.alter(letter.id, lambda each: replace(each, message="not yet there"))
    reader.posts()
    assert reader.mails() == []
    kept.alter(letter.id, lambda each: replace(each, message=letter.message))
    clock.later(seconds=3)
    reader.posts()
    assert len(reader.mails()) == 1


CRASH = """
import os, signal, sys
from datetime import datetime
sys.path.insert(0, {tests!r})
from chassis.settings import read
from notifications import actions
from notifications.app import HERE, create_service
from notifications.settings import Settings
from notifications.chores import Deliveries
from notifications.mails import Mails
from notifications.post.smtp import Server, SmtpLine
from notifications.actions.letters import Letters
from notifications.wording import Wording
from chassis.words import Words

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

if {before_the_fact!r}:
    send = SmtpLine.send
    SmtpLine.send = lambda self, mail, to: (send(self, mail, to), die())
else:
    Letters._close = die
settings = read(Settings)
service = create_service(settings, lambda: datetime.fromisoformat({now!r}))
post = Server("127.0.0.1", {port}, "no-reply@samskab.example", tls="none")
mails = Mails(Wording(Words(HERE)), service.links, settings.mail_from, settings.signature)
Deliveries(service.letters, post, mails.write, service.shelf).step()
"""


@pytest.mark.parametrize(("before_the_fact", "mails"), [(True, 2), (False, 1)])
def test_a_sender_that_is_killed_repeats_at_most_the_same_mail(
    reader, clock, before_the_fact, mails
):
    reader.hears(reader.fact("published", 2, at=reader.NOON + MINUTE))
    with reader.office() as (office, port):
        code = CRASH.format(
            tests=os.path.dirname(__file__),
            before_the_fact=before_the_fact,
            now=clock().isoformat(),
            port=port,
        )
        env = os.environ | {"DATA_DIR": str(reader.settings.data_dir)}
        killed = subprocess.run([sys.executable, "-c", code], env=env, timeout=60)
        assert killed.returncode == -signal.SIGKILL
        assert len(office.taken) == 1
        chore = reader.sender(server(port))
        chore.step()
        assert len(office.taken) == 1
        clock.later(minutes=2)
        chore.step()
    assert len(office.taken) == mails
    assert len({mail["Message-ID"] for _, mail in office.taken}) == 1
    assert [each["type"] for each in facts(reader)] == ["dk.samskab.message.delivered.v1"]
    assert letters(reader, open=True) == []
