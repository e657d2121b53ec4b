"""What is said when the brokers do not let us in, or not do something."""

import logging

import pytest
from kafka.errors import (
    GroupAuthorizationFailedError,
    KafkaConnectionError,
    KafkaTimeoutError,
    SaslAuthenticationFailedError,
    TopicAuthorizationFailedError,
)

from chassis.logs.kafka import refusing
from chassis.logs.kafka.refusing import AWAY, CERTIFICATE, HUNG_UP, LOGIN, Reasons, busy


@pytest.fixture
def reasons(monkeypatch):
    made = Reasons()
    monkeypatch.setattr(refusing, "REASONS", made)
    return made


def line(text, *args, name="kafka.net.manager", number=1):
    return logging.LogRecord(name, logging.ERROR, "manager.py", number, text, args, None)


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (TopicAuthorizationFailedError("a.b"), "The log does not allow us this: a.b"),
        (TopicAuthorizationFailedError({"a.b", "c"}), "The log does not allow us this: a.b, c"),
        (GroupAuthorizationFailedError("g"), "The log does not allow us this: g"),
        (TopicAuthorizationFailedError("Request 'x(y)'"), "The log does not allow us this."),
        (KafkaTimeoutError("Unable to bootstrap"), AWAY),
    ],
)
def test_a_right_that_is_missing_is_named(reasons, trouble, told):
    assert str(busy(trouble)) == told


def test_who_is_not_let_in_is_told_why_for_a_while(reasons, monkeypatch):
    reasons.filter(line("%s: Abort (%s)", "there", SaslAuthenticationFailedError("invalid")))
    assert str(busy(KafkaTimeoutError())) == LOGIN
    cut_off = line("Bootstrap connection to %s failed: %s", "b", KafkaConnectionError("cut"))
    reasons.filter(cut_off)
    hung_up = KafkaConnectionError("socket disconnected")
    reasons.filter(line("Bootstrap connection to %s failed: %s", "b", hung_up))
    assert str(busy(KafkaTimeoutError())) == LOGIN
    monkeypatch.setattr(refusing, "RECENT", 0.0)
    assert str(busy(KafkaTimeoutError())) == AWAY


def test_a_broker_that_hangs_up_or_shows_another_certificate_is_told(reasons):
    hung_up = KafkaConnectionError("socket disconnected")
    reasons.filter(line("Bootstrap connection to %s failed: %s", "b", hung_up))
    assert str(busy(KafkaTimeoutError())) == HUNG_UP
    unknown = KafkaConnectionError("Handshake failed: [SSL: CERTIFICATE_VERIFY_FAILED] …")
    reasons.filter(line("Connection failed: %s", unknown))
    assert str(busy(KafkaTimeoutError())) == CERTIFICATE


def test_a_connection_that_ends_while_all_is_well_is_no_refusal(reasons):
    gone = KafkaConnectionError("socket disconnected")
    reasons.filter(line("%s: Connection lost: %s", "there", gone, name="kafka.net.connection"))
    assert str(busy(KafkaTimeoutError())) == AWAY


def test_the_same_line_passes_once_a_minute(reasons, monkeypatch):
    assert reasons.filter(line("a"))
    assert not reasons.filter(line("a"))
    assert reasons.filter(line("b", number=2))
    monkeypatch.setattr(refusing, "REPEATED", 0.0)
    assert reasons.filter(line("a"))
