from dataclasses import replace
from datetime import timedelta

import pytest

from chassis.errors import TooMany, Unknown
from gateway import callers as module
from gateway.callers import Callers, session_of, without_session
from gateway.keys import Keys
from gateway.limiting import Limiter
from gateway.signins import SignIns

COOKIE = "samskab-session"


@pytest.fixture
def callers(store, settings, clock):
    limiter = Limiter(replace(settings, limit_guesses="3/minute"))
    return Callers(Keys(store, clock), SignIns(store, clock), limiter, "secret", COOKIE, clock)


def key(text):
    return {"HTTP_X_API_KEY": text}


def cookie(secret):
    return {"HTTP_COOKIE": f"lang=da; {COOKIE}={secret}; participant=p"}


def test_a_key_says_who_is_asking(callers):
    made, text = callers.keys.create("P", ["read"])
    assert callers.who(key(text), "192.0.2.1").subject == made.id


def test_a_revoked_key_is_none_within_a_minute(callers, monkeypatch):
    made, text = callers.keys.create("P", ["read"])
    callers.who(key(text), "192.0.2.1")
    callers.keys.revoke(made.id)
    assert module.KEPT < 60
    later = module.time.monotonic() + module.KEPT
    monkeypatch.setattr(module.time, "monotonic", lambda: later)
    with pytest.raises(Unknown):
        callers.who(key(text), "192.0.2.1")


def test_a_key_that_expires_soon_is_not_remembered_for_longer(callers, clock, monkeypatch):
    _, text = callers.keys.create("P", ["read"], expires=clock.at + timedelta(seconds=2))
    callers.who(key(text), "192.0.2.1")
    clock.at += timedelta(seconds=3)
    later = module.time.monotonic() + 3
    monkeypatch.setattr(module.time, "monotonic", lambda: later)
    with pytest.raises(Unknown):
        callers.who(key(text), "192.0.2.1")


def test_wrong_keys_are_soon_too_many_but_right_ones_never(callers):
    _, text = callers.keys.create("P", ["read"])
    for _ in range(3):
        with pytest.raises(Unknown):
            callers.who(key("guess"), "192.0.2.1")
    with pytest.raises(TooMany):
        callers.who(key("guess"), "192.0.2.1")
    assert callers.who(key(text), "192.0.2.1").kind == "key"


@pytest.mark.parametrize("text", ["", " ", "x" * 10_000, "å"])
def test_an_odd_key_is_none(callers, text):
    with pytest.raises(Unknown):
        callers.who(key(text), "192.0.2.1")


def test_a_session_says_who_is_asking_until_it_ends(callers):
    secret = callers.signins.enter(callers.signins.link("Mette", "moderator"))
    assert callers.who(cookie(secret), "192.0.2.1").role == "moderator"
    callers.signins.leave(secret)
    callers.forget(secret)
    assert callers.who(cookie(secret), "192.0.2.1").kind == "nobody"


def test_a_key_comes_before_a_session(callers):
    secret = callers.signins.enter(callers.signins.link("Mette", "moderator"))
    _, text = callers.keys.create("P", ["read"])
    assert callers.who(key(text) | cookie(secret), "192.0.2.1").kind == "key"


def test_nobody_has_a_word_that_says_nothing_of_where_they_are(callers):
    one, other = callers.who({}, "192.0.2.1"), callers.who({}, "192.0.2.2")
    assert one == callers.who({}, "192.0.2.1")
    assert one.subject != other.subject
    assert "192" not in one.subject


def test_what_is_remembered_has_bounds(callers, monkeypatch):
    monkeypatch.setattr(module, "MOST_KEPT", 2)
    for n in range(5):
        callers.who({}, f"192.0.2.{n}")
    assert len(callers.strangers) <= 2


@pytest.mark.parametrize(
    ("cookies", "others"),
    [
        ("lang=da", "lang=da"),
        (f"{COOKIE}=x", ""),
        (f"lang=da; {COOKIE}=x; a=b", "lang=da;  a=b".replace("  ", " ")),
        (f"a=b; {COOKIE}2=x", f"a=b; {COOKIE}2=x"),
        ("", ""),
    ],
)
def test_no_service_gets_to_see_a_session(cookies, others):
    assert without_session(cookies, COOKIE) == others


def test_a_session_is_found_among_cookies():
    assert session_of({"HTTP_COOKIE": f"a=b;{COOKIE}=x=y"}, COOKIE) == "x=y"
    assert session_of({"HTTP_COOKIE": f"{COOKIE}="}, COOKIE) == ""
    assert session_of({}, COOKIE) == ""
