import json
import threading
from contextlib import suppress

import pytest

from chassis.changes import Text
from chassis.errors import TooMany, Unreadable
from chassis.events import from_structured
from chassis.logs import Outgoing, Topic
from gateway.app import create_departments
from gateway.streams import Streams, messages, reading, shown, stream

TOPIC = Topic("samskab.kommune.gateway")
DA = (Text("da", "Park"),)


@pytest.fixture
def streams(log):
    log.create(TOPIC)
    made = Streams(log, lambda: [TOPIC.name, "samskab.kommune.never"], most=4, each=3)
    yield made
    made.close()


@pytest.fixture
def said(settings, store, log):
    """Lets departments be registered, and their facts be on the log."""
    departments, there = create_departments(settings, store), {}

    def say(*ids):
        there.update(dict.fromkeys(ids, DA))
        departments.follow(there)
        outgoing = []
        for id in ids:
            entry = store.history("department", id)[-1]
            outgoing.append(from_structured(entry.fact).outgoing(TOPIC.name, id))
        log.append(outgoing)

    return say


class Reader:
    """Reads a stream in a thread of its own, as a client does."""

    def __init__(self, stream):
        self.stream, self.got, self.ended = stream, [], threading.Event()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for block in self.stream:
            self.got.append(block.decode())
        self.stream.streams.log.close()
        self.ended.set()

    @property
    def events(self):
        blocks = [b for b in self.got if "\ndata: " in b]
        return [json.loads(b.split("data: ", 1)[1]) for b in blocks]

    @property
    def about(self):
        return [event["subject"].partition("/")[2] for event in self.events]

    @property
    def place(self):
        ids = [b.split("id: ", 1)[1].split("\n")[0] for b in self.got if "id: " in b]
        return ids[-1]

    @property
    def live(self):
        return any("still here" in block for block in self.got)


@pytest.fixture
def listen(streams):
    opened = []

    def open_one(place=None, types=(), who="w"):
        opened.append(streams.listen(who, types, place))
        return Reader(opened[-1])

    yield open_one
    streams.close()
    for each in opened:
        each.close()


def test_who_listens_hears_what_happens_from_now_on(listen, said, waited):
    said("before")
    reader = listen()
    waited(lambda: reader.live)
    said("after")
    waited(lambda: reader.about == ["after"])
    (event,) = reader.events
    assert event["type"] == "dk.samskab.department.registered.v1"
    assert event["data"]["state"]["names"][0]["text"] == "Park"


def test_the_start_can_be_asked_for(listen, said, waited):
    said("a", "b")
    reader = listen("start")
    waited(lambda: sorted(reader.about) == ["a", "b"])


def test_who_comes_back_goes_on_where_they_were(listen, said, waited):
    said("a")
    first = listen("start")
    waited(lambda: first.about == ["a"] and first.live)
    place = first.place
    first.stream.close()
    said("b", "c")
    second = listen(place)
    waited(lambda: sorted(second.about) == ["b", "c"] and second.live)
    said("d")
    waited(lambda: sorted(second.about) == ["b", "c", "d"])


def test_nothing_is_heard_twice_or_missed_while_it_comes(listen, said, waited):
    names = [f"d{n}" for n in range(60)]
    said(*names[:20])
    readers = [listen("start", who=who) for who in ("x", "y", "z")]
    for at in range(20, 60, 5):
        said(*names[at : at + 5])
    for reader in readers:
        waited(lambda r=reader: len(r.about) >= 60)
        assert sorted(reader.about) == sorted(names)


def test_one_may_listen_to_some_types_only(listen, said, waited):
    reader = listen("start", types=["dk.samskab.department.closed.v1"])
    waited(lambda: reader.live)
    said("a")
    other = listen("start")
    waited(lambda: other.about == ["a"])
    assert reader.events == []


def test_a_sign_of_life_moves_the_place_on(listen, said, waited, monkeypatch):
    monkeypatch.setattr(stream, "HEARTBEAT", 0.05)
    reader = listen()
    waited(lambda: sum("still here" in b for b in reader.got) > 2)


def test_what_is_not_public_is_not_told(log, records):
    log.create(TOPIC)
    headers = {"ce_specversion": "1.0", "ce_id": "1", "ce_source": "/s", "ce_type": "t"}
    state = {"id": "i", "visibility": "department", "participantId": "p"}
    hidden = json.dumps({"state": state, "details": {}}).encode()
    public = json.dumps({"state": state | {"visibility": "public"}, "details": {}}).encode()
    odd = [b"not json", b"[]", b'{"state": 7}', b"{}"]
    for value in (hidden, public, *odd):
        log.append([Outgoing(TOPIC.name, "k", value, headers)])
    log.append([Outgoing(TOPIC.name, "k", public, {})])
    (message,) = shown(records(TOPIC.name))
    assert b"participantId" not in message.data


@pytest.fixture
def told(log):
    """Lets something of one contribution be told on the log, in public or not."""
    log.create(TOPIC)

    def tell(revision, visibility):
        headers = {"ce_specversion": "1.0", "ce_id": f"i-{revision}", "ce_source": "/s"}
        headers |= {"ce_type": "t", "ce_subject": "idea/i", "ce_revision": f"{revision:015d}"}
        public = visibility == "public"
        headers["ce_dataclassification"] = "public" if public else "restricted"
        state = {"id": "i", "visibility": visibility, "revision": revision}
        state |= {} if public else {"withheld": True}
        value = json.dumps({"state": state, "details": {}, "by": {}}).encode()
        log.append([Outgoing(TOPIC.name, "i", value, headers)])

    return tell


def revisions(reader):
    return [event["data"]["state"]["revision"] for event in reader.events]


def test_what_was_hidden_again_is_not_told_from_the_start(told, listen, waited):
    told(1, "department")
    told(2, "public")
    first = listen("start")
    waited(lambda: first.live)
    assert revisions(first) == [2]
    told(3, "department")
    late, back = listen("start", who="x"), listen("start", who="y")
    waited(lambda: late.live and back.live)
    assert revisions(late) == revisions(back) == []
    told(4, "public")
    waited(lambda: revisions(late) == [4] and revisions(first) == [2, 4])


def test_what_is_hidden_while_it_waits_to_be_sent_is_not_sent(told, streams):
    stream = streams.listen("a", (), None)
    blocks = iter(stream)
    for _ in range(2):
        next(blocks)
    told(2, "public")
    told(3, "department")
    told(4, "public")
    told(5, "public")
    got = [next(blocks), next(blocks)]
    stream.close()
    assert all(b'"revision":%d' % n in block for n, block in zip((4, 5), got, strict=True))


def test_many_who_ask_at_the_same_time_get_no_more_streams_than_one_by_one(streams, monkeypatch):
    ready = threading.Barrier(6)

    def slowly(topics):
        with suppress(threading.BrokenBarrierError):
            ready.wait(0.3)
        return {}

    monkeypatch.setattr(streams.log, "ends", slowly)
    opened = []

    def one():
        with suppress(TooMany):
            opened.append(streams.listen("a", (), None))

    threads = [threading.Thread(target=one) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 3
    for each in opened:
        each.close()
    assert streams.open.total() == 0


def test_too_many_streams_are_refused(streams, listen):
    for _ in range(3):
        listen(who="a")
    with pytest.raises(TooMany):
        streams.listen("a", (), None)
    last = listen(who="b")
    with pytest.raises(TooMany):
        streams.listen("c", (), None)
    last.stream.close()
    last.stream.close()
    listen(who="c")


def test_a_place_that_is_none_is_refused_before_the_stream_begins(streams):
    with pytest.raises(Unreadable):
        streams.listen("a", (), "made up")
    assert streams.open.total() == 0


def test_who_takes_too_little_is_let_go_of_and_misses_nothing(streams, said, waited, monkeypatch):
    monkeypatch.setattr(messages, "BUFFERED", 3)
    stream = streams.listen("a", (), None)
    blocks = iter(stream)
    for _ in range(2):  # the greeting, and the first sign of life: from here on it is live
        next(blocks)
    said(*[f"d{n}" for n in range(10)])
    waited(lambda: stream.listener.left_behind)
    got = [block.decode() for block in blocks]
    stream.close()
    assert len(got) == 3
    place = got[-1].split("id: ")[1].split("\n")[0]
    rest = streams.listen("a", (), place)
    missed = [block for block, _ in zip(rest, range(8), strict=False) if b"data: " in block]
    rest.close()
    assert len(missed) == 7


def test_the_log_is_read_once_for_all_and_only_while_somebody_listens(streams, listen, waited):
    readers = [listen(who=who) for who in "ab"]
    waited(lambda: all(reader.live for reader in readers))
    reader = streams.reader
    assert reader.is_alive()
    for each in readers:
        each.stream.close()
    waited(lambda: streams.reader is None)


def test_all_streams_end_with_the_gateway(streams, listen, waited):
    reader = listen()
    waited(lambda: reader.live)
    streams.close()
    assert reader.ended.wait(5)


def test_a_topic_that_comes_later_is_read_from_its_start(log, said, waited, monkeypatch):
    monkeypatch.setattr(reading, "PAUSE", 0.05)
    streams = Streams(log, lambda: [TOPIC.name], most=4, each=3)
    stream = streams.listen("a", (), None)
    reader = Reader(stream)
    waited(lambda: reader.live)
    log.create(TOPIC)
    said("a")
    waited(lambda: reader.about == ["a"])
    streams.close()
    stream.close()
    assert reader.ended.wait(5)
