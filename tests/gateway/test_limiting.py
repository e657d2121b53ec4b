from dataclasses import replace

import pytest
from limits import parse

from chassis.errors import TooMany
from chassis.identity import Caller
from gateway import limiting
from gateway.limiting import OTHERS, Counters, Limiter
from gateway.routing import Limits

KEY = Caller(kind="key", subject="k1")
NOBODY = Caller()


@pytest.fixture
def limiter(settings):
    tight = {f"limit_{name}": "2/minute" for name in ("key", "address", "ideas", "guesses")}
    return Limiter(replace(settings, **tight))


def test_a_key_is_limited_wherever_it_comes_from(limiter):
    limiter.take(KEY, "192.0.2.1", Limits(), "kommune")
    limiter.take(KEY, "192.0.2.2", Limits(), "kommune")
    with pytest.raises(TooMany) as no:
        limiter.take(KEY, "192.0.2.3", Limits(), "kommune")
    assert 1 <= no.value.facts["seconds"] <= 60
    limiter.take(replace(KEY, subject="k2"), "192.0.2.1", Limits(), "kommune")


def test_nobody_is_limited_by_where_they_come_from(limiter):
    for _ in range(2):
        limiter.take(NOBODY, "192.0.2.1", Limits(), "kommune")
    limiter.take(NOBODY, "192.0.2.2", Limits(), "kommune")
    with pytest.raises(TooMany):
        limiter.take(NOBODY, "192.0.2.1", Limits(), "kommune")


def test_a_department_may_set_tighter_limits(limiter):
    limits = Limits(key=parse("1/minute"), address=parse("1/minute"))
    for caller in (KEY, NOBODY):
        limiter.take(caller, "192.0.2.1", limits, "parks")
        with pytest.raises(TooMany):
            limiter.take(caller, "192.0.2.1", limits, "parks")


def test_giving_is_limited_more_than_reading(limiter):
    for _ in range(5):
        limiter.take_more("GET", "/api/ideas", False, "192.0.2.1")
    for _ in range(2):
        limiter.take_more("POST", "/api/ideas", False, "192.0.2.1")
    with pytest.raises(TooMany):
        limiter.take_more("PUT", "/api/ideas/x/support", False, "192.0.2.1")


@pytest.mark.parametrize(
    ("method", "path", "tracking"),
    [
        ("POST", "/api/track", False),
        ("POST", "/track", False),
        ("GET", "/api/receipts/x", True),
        ("GET", "/sign-in/x", False),
        ("GET", "/api/inbox", True),
    ],
)
def test_codes_cannot_be_tried_out(limiter, method, path, tracking):
    for _ in range(2):
        limiter.take_more(method, path, tracking, "192.0.2.1")
    with pytest.raises(TooMany):
        limiter.guessed("192.0.2.1")


def test_a_flood_of_newcomers_is_counted_as_one(monkeypatch):
    monkeypatch.setattr(limiting, "MOST_COUNTED", 3)
    counters = Counters()
    for name in "abc":
        assert counters.incr(name, 60) == 1
    assert counters.incr("d", 60) == 1
    assert counters.incr("e", 60) == 2
    assert counters.get(OTHERS) == 2
    assert counters.incr("a", 60) == 2


def test_a_window_that_has_closed_is_forgotten(monkeypatch):
    monkeypatch.setattr(limiting, "MOST_COUNTED", 1)
    counters = Counters()
    counters.incr("a", 0)
    assert counters.incr("b", 60) == 1
    assert "a" not in counters.counts
