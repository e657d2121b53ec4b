import statistics
import time
import zlib
from datetime import timedelta

import pytest

from chassis.errors import NotThere, Unfit, Unknown
from gateway.keys import Keys, letters, read


@pytest.fixture
def keys(store, clock):
    return Keys(store, clock)


def test_a_key_opens_what_it_was_made_for(keys):
    key, text = keys.create(
        "Portal", ["intake", "read"], departments=["parks"], source="https://p.example"
    )
    caller = keys.find(text).caller()
    assert (caller.kind, caller.subject, caller.role) == ("key", key.id, "portal")
    assert caller.scopes == ("intake", "read")
    assert caller.departments == ("parks",)
    assert caller.source == "https://p.example"


def test_a_key_is_kept_as_a_hash_only(keys, tmp_path):
    _, text = keys.create("Portal", ["read"])
    keys.store.close()
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("gateway.db*"))
    assert text.split("_")[2].encode() not in kept
    assert b"Portal" in kept


def test_an_expired_key_opens_nothing(keys, clock):
    _, text = keys.create("P", ["read"], expires=clock.at + timedelta(days=1))
    keys.find(text)
    clock.at += timedelta(days=1)
    with pytest.raises(Unknown):
        keys.find(text)


def test_a_revoked_key_opens_nothing_and_stays_revoked(keys):
    key, text = keys.create("P", ["read"])
    revoked = keys.revoke(key.id)
    assert keys.revoke(key.id) == revoked
    with pytest.raises(Unknown):
        keys.find(text)
    with pytest.raises(NotThere):
        keys.revoke("nobody")


def test_keys_are_listed_the_newest_first(keys, clock):
    for name in ("first", "second"):
        keys.create(name, ["read"])
        clock.at += timedelta(seconds=1)
    assert [key.name for key in keys.list()] == ["second", "first"]


def wrong(text, at):
    return text[:at] + ("a" if text[at] != "a" else "b") + text[at + 1 :]


def test_a_key_with_a_typing_mistake_is_none(keys):
    _, text = keys.create("P", ["read"])
    for at in (0, 5, 20, len(text) - 1):
        assert read(wrong(text, at)) is None
    for odd in ("", "smk_", text + "a", text.upper(), f" {text}", "x" * 5000, "å" * 70):
        with pytest.raises(Unknown):
            keys.find(odd)


def forged(id, secret):
    checksum = letters(zlib.crc32(f"{id}{secret}".encode()).to_bytes(4))
    return f"smk_{id}_{secret}{checksum}"


def test_the_secret_of_another_key_opens_nothing(keys):
    (one, text), (_, other) = keys.create("A", ["read"]), keys.create("B", ["read"])
    with pytest.raises(Unknown):
        keys.find(forged(one.id, other.split("_")[2][:52]))
    assert keys.find(text) == one


def test_trying_takes_as_long_whether_the_id_is_right_or_not(keys):
    key, _ = keys.create("A", ["read"])

    def microseconds(text):
        took = []
        for _ in range(300):
            began = time.perf_counter()
            with pytest.raises(Unknown):
                keys.find(text)
            took.append((time.perf_counter() - began) * 1e6)
        return statistics.median(took)

    right, unknown = (microseconds(forged(id, "a" * 52)) for id in (key.id, "a" * 10))
    assert 1 / 3 < right / unknown < 3


@pytest.mark.parametrize(
    ("pointer", "given"),
    [
        ("/name", {"name": " "}),
        ("/name", {"name": "x" * 101}),
        ("/scopes", {"scopes": []}),
        ("/scopes", {"scopes": ["everything"]}),
        ("/role", {"role": "king"}),
        ("/departments", {"departments": ["Parks & Roads"]}),
        ("/source", {"scopes": ["intake"]}),
        ("/source", {"source": "/samskab/kommune/ideas"}),
        ("/source", {"source": "with space"}),
        ("/source", {"source": "x" * 201}),
        ("/name", {"name": "Hans 010190-1234"}),
    ],
)
def test_a_key_that_makes_no_sense_is_not_made(keys, pointer, given):
    with pytest.raises(Unfit) as no:
        keys.create(**({"name": "P", "scopes": ["read"]} | given))
    assert no.value.pointer == pointer
    assert keys.list() == []


def test_a_key_that_has_expired_already_is_not_made(keys, clock):
    with pytest.raises(Unfit):
        keys.create("P", ["read"], expires=clock.at)
