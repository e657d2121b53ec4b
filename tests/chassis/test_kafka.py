import socket
import subprocess
import sys
import time
from contextlib import closing
from types import SimpleNamespace
from uuid import uuid4

import pytest
from kafka import KafkaAdminClient, KafkaProducer

from chassis.errors import Busy
from chassis.logs import Topic
from chassis.logs.kafka import connecting
from chassis.logs.kafka import member as member_module
from chassis.logs.kafka import tail as tail_module
from chassis.logs.kafka.connecting import brokers
from chassis.logs.kafka.topics import configs
from chassis.logs.opening import open_log
from chassis.testing.logs import LogContract
from chassis.testing.logs.bench import made, numbers, some


class TestKafkaLog(LogContract):
    patience = 30.0
    slack = 6.0

    @pytest.fixture
    def url(self, kafka):
        return kafka

    def remake(self, log, topic):
        with closing(KafkaAdminClient(**log.brokers.options())) as admin:
            admin.delete_topics([topic.name])
            while not admin.describe_topics([topic.name])[0]["error_code"]:
                time.sleep(0.05)
        log.create(topic)

    def let_go(self, log, topic):
        for _ in range(3):
            log.beaten.clear()
            log.sweep([topic])
            time.sleep(0.5)


@pytest.fixture
def log(kafka):
    with closing(open_log(kafka)) as log:
        yield log


def all_of(log, topic):
    """Everything on a topic."""
    records = []
    with closing(log.tail([topic])) as tail:
        while new := tail.poll(500, 1.0):
            records += new
    return records


def test_a_url_says_how_to_get_to_the_brokers():
    plain = brokers("kafka://one:9092,two:9093")
    assert plain.servers == ("one:9092", "two:9093")
    assert plain.options()["security_protocol"] == "PLAINTEXT"
    secret = brokers("kafka://ideas:ti%40ger@one:9093?ca=/run/ca.pem&replication=3")
    told = secret.options()
    assert (told["security_protocol"], told["sasl_mechanism"]) == ("SASL_SSL", "SCRAM-SHA-512")
    assert (told["sasl_plain_username"], told["sasl_plain_password"]) == ("ideas", "ti@ger")
    assert (secret.replication, told["ssl_cafile"]) == (3, "/run/ca.pem")
    assert brokers("kafka://u:p@one?tls=yes").options()["security_protocol"] == "SASL_SSL"


@pytest.mark.parametrize(
    "url",
    [
        "kafka://",
        "kafka://u:tiger@h/topic",
        "kafka://u:tiger@h?x=1",
        "kafka://u:tiger@h?tls=true",  # would go in the clear, whatever was meant
        "kafka://u:ti#ger@h",
    ],
)
def test_another_url_is_refused_and_tells_no_secret(url):
    with pytest.raises(ValueError, match="kafka://") as refusal:
        open_log(url)
    assert "tiger" not in str(refusal.value)


def test_one_broker_writes_through_and_several_keep_two():
    assert configs(Topic("a"), 1)["flush.messages"] == "1"
    assert configs(Topic("a"), 3)["min.insync.replicas"] == "2"


def test_a_week_is_kept_of_everything_and_the_last_for_ever():
    kept = configs(Topic("a"), 1)
    week = 7 * 24 * 3600 * 1000
    assert (kept["cleanup.policy"], kept["min.compaction.lag.ms"]) == ("compact", str(week))
    assert kept["max.compaction.lag.ms"] == str(2 * week)
    assert configs(Topic("a", compacted=False), 1)["retention.ms"] == str(week)


ASK = """
import sys
from chassis.errors import Busy
from chassis.logs.opening import open_log
try:
    open_log(sys.argv[1]).topic_id("x")
except Busy:
    print("busy")
"""


def test_a_broker_that_is_away_is_busy():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"kafka://127.0.0.1:{taken.getsockname()[1]}"
        # in a process of its own: kafka-python leaves open what never got through
        told = subprocess.run([sys.executable, "-c", ASK, url], capture_output=True, text=True)
    assert told.stdout == "busy\n"


def test_a_beat_is_given_to_nobody(log):
    topic = made(log)
    log.append(some(topic, range(3)))
    log.sweep([topic])
    log.append(some(topic, range(3, 6)))
    assert sorted(numbers(all_of(log, topic))) == [*range(6)]
    with closing(log.consumer(uuid4().hex, [topic])) as member:
        end = time.monotonic() + 20
        got = []
        while len(got) < 6 and time.monotonic() < end:
            got += member.poll(500, 0.5)
        assert sorted(numbers(got)) == [*range(6)]
        assert member.lag() == 0


def test_what_a_stranger_writes_is_read_without_harm(log):
    topic = made(log, partitions=1)
    with closing(KafkaProducer(**log.brokers.options(), enable_idempotence=False)) as stranger:
        stranger.send(topic, key=b"", value=None).get(10)
        stranger.send(topic, key=b"\xff", value=b"x", headers=[("a", b"\xff")]).get(10)
    first, second = all_of(log, topic)
    assert (first.key, first.value, first.headers) == ("", b"", {})
    assert (second.key, second.value, second.headers) == ("\ufffd", b"x", {"a": "\ufffd"})


def test_a_client_that_learns_nothing_any_more_is_replaced(log, monkeypatch):
    loop = SimpleNamespace(_refresh_loop_future=SimpleNamespace(is_done=True))
    ended = SimpleNamespace(_cluster=loop)
    topic = made(log)
    with closing(log.tail([topic])) as tail, closing(log.consumer("g", [topic])) as member:
        for reader, module in ((tail, tail_module), (member, member_module)):
            reader.poll(1, 0.0)
            connecting.check(reader.consumer)  # kafka-python has what is looked at
            monkeypatch.setattr(module, "check", lambda consumer: connecting.check(ended))
            reader.looked = 0.0
            with pytest.raises(Busy):
                reader.poll(1, 0.0)
