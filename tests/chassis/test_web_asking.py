"""Who asks, and the cause of what they do: a key, a trace, an edition."""

import pytest

from chassis.identity import NOBODY, Caller

PORTAL = Caller(kind="key", subject="key-1", role="portal", scopes=("intake",), source="/portal")
OTHER = Caller(kind="key", subject="key-2", role="portal", scopes=("intake",))
GOOD = {"title": "Benches by the stream", "language": "en"}


def test_the_caller_is_who_the_gateway_says(ask):
    assert ask("GET", "/api/who").json == {"subject": "key-1"}
    assert ask("GET", "/api/who", who=NOBODY).json == {"subject": ""}


def test_the_same_key_of_the_same_caller_is_the_same_cause(ask, app):
    def sent(body=GOOD, who=PORTAL, key="k 1", path="/api/things"):
        ask("POST", path, body, who=who, Idempotency_Key=key)
        kept = app.kept.pop()
        return kept[1] if isinstance(kept, tuple) else kept

    first, again = sent(), sent(dict(reversed(GOOD.items())))
    assert (first.id, first.hash, first.keyed) == (again.id, again.hash, True)
    assert first.new_id("idea") == again.new_id("idea")
    assert sent(GOOD | {"howMany": 1}).id == first.id
    assert sent(GOOD | {"howMany": 1}).hash != first.hash
    assert sent(key="k 2").id != first.id
    assert sent(who=OTHER).id != first.id
    assert (
        sent(None, path="/api/things/1/close").hash != sent(None, path="/api/things/2/close").hash
    )


def test_without_a_key_every_request_is_a_cause_of_its_own(ask, app):
    parent = "00-" + "ab" * 16 + "-" + "cd" * 8 + "-01"
    for _again in range(2):
        ask("POST", "/api/things", GOOD, traceparent=parent)
    (_new, first), (_same, second) = app.kept
    assert first.id != second.id
    assert (first.keyed, first.role, first.correlation) == (False, "portal", "ab" * 16)


@pytest.mark.parametrize("key", ["x" * 201, "a\tb", "bænk", " ", ""])
def test_an_idempotency_key_is_short_and_printable(ask, key, refused):
    refused(ask("POST", "/api/things", GOOD, Idempotency_Key=key), 400)


@pytest.mark.parametrize(
    ("said", "edition"),
    [
        ('"v7"', 7),
        ('"v0"', 0),
        *[(wrong, None) for wrong in ('W/"v7"', "*", '"7"', "v7", '"v7", "v8"', '"v07"', "")],
        (f'"v{"9" * 30}"', None),
    ],
)
def test_if_match_is_one_etag_as_it_was_given(ask, app, said, edition, refused):
    answer = ask("PUT", "/api/things/1", GOOD, If_Match=said)
    if edition is None:
        refused(answer, 400)
    else:
        assert app.kept[0].edition == edition


def test_who_edits_must_say_which_edition(ask, refused):
    refused(ask("PUT", "/api/things/1", GOOD), 428)
