"""Hearing of others: copies, effects, everything twice, and what cannot be handled."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from chassis import shelf
from chassis.errors import Busy, NotThere, Unfit
from chassis.events import Event
from chassis.listening import Ears, Listener
from chassis.logs import Outgoing, Topic
from chassis.logs.opening import open_log
from chassis.shelf import FULL, Shelf, Standstill, record_of
from chassis.stores.opening import open_store

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TOPIC = "samskab.test.benches"


@dataclass(frozen=True)
class Moved:
    id: str
    place: str


def fact(id, revision, place="the park", type_="dk.samskab.bench.moved.v1", at=NOW):
    state = {"id": id, "revision": revision, "visibility": "public", "status": "planned"}
    attributes = {
        "id": f"{id}-{revision}",
        "source": "/samskab/test/benches",
        "type": type_,
        "subject": f"bench/{id}",
        "revision": f"{revision:015d}",
        "time": at.isoformat(),
        "traceparent": f"00-{'a' * 32}-{'b' * 16}-01",
    }
    return Event(attributes, {"details": {"place": place}, "state": state, "by": {}})


class Neighbour:
    """A service that listens to another."""

    def __init__(self, folder):
        self.ears = Ears("neighbour")
        self.store = open_store(f"sqlite:///{folder}/n.db", [*self.ears.keep("bench"), shelf.KIND])
        self.log = open_log(f"sqlite:///{folder}/log.db")
        self.log.create(Topic(TOPIC, partitions=2))
        self.shelf = Shelf(self.store, lambda: NOW)
        self.heard, self.news, self.trouble = [], [], None
        self.listener = self.listen()

        @self.ears.on("dk.samskab.bench.moved.v1", Moved)
        def tell(news, view):
            if self.trouble:
                raise self.trouble
            copy = self.store.get("copy_bench", view.id).body
            self.heard.append((view.id, news.event.revision, view.place, copy["revision"]))
            self.news.append(news)

    def listen(self):
        return Listener(
            self.store, self.log, self.ears, [TOPIC], self.shelf, lambda: NOW, lease=2.0, rest=0.3
        )

    def append(self, *facts):
        self.log.append([f.outgoing(TOPIC, f.about) for f in facts])

    def hear(self):
        for _ in range(50):
            if not self.listener.step():
                return

    def copies(self):
        return {d.id: d.body["revision"] for d in self.store.find("copy_bench").items}

    def close(self):
        self.listener.close()
        self.store.close()
        self.log.close()


@pytest.fixture
def neighbour(tmp_path):
    made = Neighbour(tmp_path)
    yield made
    made.close()


def test_one_copy_of_each_aggregate_is_kept_and_the_newest_stays(neighbour):
    neighbour.append(fact("a", 1), fact("b", 1), fact("a", 2))
    neighbour.hear()
    neighbour.append(fact("a", 1, "late"))
    neighbour.hear()
    assert neighbour.copies() == {"a": 2, "b": 1}


def test_the_copy_is_there_before_the_effect_and_effects_are_done_in_order(neighbour):
    neighbour.append(fact("a", 1), fact("a", 2), fact("a", 3))
    neighbour.hear()
    assert [(revision, copy) for _, revision, _, copy in neighbour.heard] == [
        (1, 3),
        (2, 3),
        (3, 3),
    ]


def test_the_same_fact_twice_has_the_same_cause(neighbour):
    neighbour.append(fact("a", 1), fact("a", 1))
    neighbour.hear()
    first, second = neighbour.news
    assert first.cause.id == second.cause.id
    assert first.cause.keyed
    assert not first.cause.by_people
    assert first.cause.traceparent.split("-")[1] == "a" * 32


def test_what_is_older_than_a_week_is_no_news(neighbour):
    neighbour.append(fact("a", 1, at=NOW - timedelta(days=8)), fact("b", 1))
    neighbour.hear()
    assert {n.event.about: n.fresh for n in neighbour.news} == {"a": False, "b": True}


def test_trouble_underneath_is_waited_out_and_nothing_is_shelved(neighbour):
    neighbour.trouble = Busy("the store is away")
    neighbour.append(fact("a", 1))
    with pytest.raises(Busy):
        neighbour.hear()
    neighbour.trouble = None
    neighbour.hear()
    assert len(neighbour.heard) == 1
    assert neighbour.shelf.waiting() == 0


def test_what_cannot_be_handled_goes_on_the_shelf_and_the_rest_goes_on(neighbour):
    neighbour.trouble = Unfit("this one is odd")
    neighbour.append(fact("a", 1))
    neighbour.hear()
    neighbour.trouble = None
    neighbour.append(fact("b", 1))
    neighbour.hear()
    assert [h[0] for h in neighbour.heard] == ["b"]
    (doc,) = neighbour.shelf.page().items
    assert doc.body["reason"].startswith("Unfit: this one is odd")
    assert doc.body["about"] == "bench/a"
    assert record_of(doc).key == "a"
    neighbour.shelf.close(doc, "looked at")
    assert neighbour.shelf.waiting() == 0


POISON = [
    Outgoing(
        TOPIC,
        "k",
        b"not json",
        {"ce_specversion": "1.0", "ce_id": "1", "ce_source": "s", "ce_type": "t"},
    ),
    Outgoing(TOPIC, "k", b"{}", {}),
    Outgoing(
        TOPIC, "k", b"[]", {"ce_specversion": "1.0", "ce_id": "1", "ce_source": "s", "ce_type": "t"}
    ),
    Outgoing(TOPIC, "k", b"{}", {"ce_specversion": "1.0", "ce_id": "1", "ce_source": "s"}),
    Outgoing(
        TOPIC,
        "k",
        b'{"state": 5, "details": {}}',
        {
            "ce_specversion": "1.0",
            "ce_id": "1",
            "ce_source": "s",
            "ce_type": "t",
            "ce_revision": "1",
            "ce_subject": "bench/x",
        },
    ),
    Outgoing(
        TOPIC,
        "k",
        b"[" * 100_000,
        {"ce_specversion": "1.0", "ce_id": "1", "ce_source": "s", "ce_type": "t"},
    ),
    Outgoing(
        TOPIC,
        "k",
        b"\xff\xfe",
        {"ce_specversion": "1.0", "ce_id": "1", "ce_source": "s", "ce_type": "t"},
    ),
]


def test_poison_is_shelved_and_does_not_stop_the_rest(neighbour):
    neighbour.log.append(POISON)
    neighbour.append(fact("a", 1))
    neighbour.hear()
    assert neighbour.shelf.waiting() == len(POISON)
    assert len(neighbour.heard) == 1


def test_a_fact_that_lacks_what_we_rely_on_is_shelved(neighbour):
    lacking = fact("a", 1)
    lacking.data["details"].clear()
    neighbour.append(lacking)
    neighbour.hear()
    assert neighbour.shelf.waiting() == 1


def test_a_type_that_nobody_here_knows_is_copied_and_otherwise_passed_over(neighbour):
    neighbour.append(fact("a", 1, type_="dk.samskab.bench.painted.v1"))
    neighbour.hear()
    assert neighbour.copies() == {"a": 1}
    assert neighbour.heard == []


def test_a_record_with_a_cpr_number_is_not_kept_on_the_shelf(neighbour):
    neighbour.trouble = Unfit("odd")
    neighbour.append(fact("a", 1, "ask 251248-9996"))
    neighbour.hear()
    (doc,) = neighbour.shelf.page().items
    assert "251248" not in str(doc.body)
    assert record_of(doc) is None


def test_a_handler_that_fails_on_everything_stands_still_and_shelves_no_more(neighbour):
    neighbour.trouble = ValueError("a bug")
    neighbour.append(*[fact(f"n{i}", 1) for i in range(FULL + 10)])
    with pytest.raises(Standstill):
        neighbour.hear()
    assert neighbour.shelf.waiting() == FULL
    neighbour.trouble = None
    again = neighbour.listen()
    with pytest.raises(Standstill):
        again.step() or again.step()
    again.close()
    for doc in neighbour.shelf.page().items:
        neighbour.shelf.close(doc, "dropped")
    neighbour.hear()
    assert len({h[0] for h in neighbour.heard}) >= 10


def test_a_copy_that_nobody_told_of_is_not_there(neighbour):
    with pytest.raises(NotThere):
        neighbour.store.get("copy_bench", "nobody")


def test_events_in_a_row_can_be_dealt_with_together_and_only_the_odd_one_is_shelved(neighbour):
    rows = []

    @neighbour.ears.together("dk.samskab.bench.painted.v1", Moved)
    def paint(heard):
        rows.append([view.place for _, view in heard])
        if any(view.place == "the moon" for _, view in heard):
            raise Unfit("nobody paints there")

    places = ["the park", "the moon", "the school"]
    facts = [
        fact("a", n, place, type_="dk.samskab.bench.painted.v1")
        for n, place in enumerate(places, 1)
    ]
    neighbour.append(*facts)
    neighbour.hear()
    assert rows == [places, ["the park"], ["the moon"], ["the school"]]
    assert neighbour.shelf.waiting() == 1


def test_all_facts_about_a_kind_that_come_in_a_row_can_be_dealt_with_together(neighbour):
    rows = []

    @neighbour.ears.all_about("bench", Moved)
    def look(heard):
        rows.append([view.id for _, view in heard])

    painted = [fact(id, 1, type_="dk.samskab.bench.painted.v1") for id in ("a", "b")]
    neighbour.append(*painted, fact("c", 1))
    neighbour.hear()
    assert rows == [["a", "b"], ["c"]]
    assert neighbour.ears.knows("neighbour.look", painted[0])
    assert not neighbour.ears.knows("neighbour.tell", painted[0])


def test_two_facts_with_long_names_have_causes_of_their_own(neighbour):
    for n in (1, 2):
        event = fact("a", n)
        long = event.attributes | {"id": f"{'x' * 250}-{n}"}
        neighbour.append(Event(long, event.data))
    neighbour.hear()
    first, second = neighbour.news
    assert first.cause.id != second.cause.id


def test_other_poison_at_the_same_place_of_a_log_made_anew_is_shelved_as_well(neighbour, tmp_path):
    neighbour.log.append(POISON[:1])
    neighbour.hear()
    neighbour.listener.close()
    neighbour.log.close()
    neighbour.log = open_log(f"sqlite:///{tmp_path}/another.db")
    neighbour.log.create(Topic(TOPIC, partitions=2))
    neighbour.listener = neighbour.listen()
    neighbour.log.append(POISON[2:3])
    neighbour.hear()
    assert neighbour.shelf.waiting() == 2


def test_who_is_slow_takes_less_at_once_and_more_again_when_it_goes_well(neighbour):
    listener, numbers = neighbour.listener, []
    for seconds in (0.0, listener.lease, 0.0, 0.0):
        listener._pace(listener.most, seconds)
        numbers.append(listener.most)
    assert numbers == [500, 125, 250, 500]
    listener._pace(1, 100 * listener.lease)
    assert listener.most == 1
