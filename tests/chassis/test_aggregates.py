"""The one save: state and facts together, a command once, nothing lost between two who change."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from threading import Thread

import pytest

from chassis.aggregates import Aggregates, Making
from chassis.changes import Aggregate, Cause, Change, Visibility
from chassis.errors import Busy, NotOpen, NotThere, Stale, Unfit
from chassis.events import MOST_BYTES, event
from chassis.identity import NOBODY, visible_to
from chassis.screening import CprFound
from chassis.stores import Kind
from chassis.stores.opening import open_store

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
KINDS = (Kind("bench", indexes=(("visibility", "createdAt"),), multi=("audience",)),)


class Status(StrEnum):
    PLANNED = "planned"
    BUILT = "built"


@dataclass(frozen=True, kw_only=True)
class Bench(Aggregate):
    status: Status
    place: str
    secret: str = "only for us"


@dataclass(frozen=True, kw_only=True)
class BenchState:
    id: str
    revision: int
    edition: int
    process_id: str
    owner_department_id: str
    visibility: Visibility
    status: str
    since: int
    place: str


@event("dk.samskab.bench.planned.v1", BenchState)
@dataclass(frozen=True)
class BenchPlanned:
    at: datetime


@event("dk.samskab.bench.moved.v1", BenchState)
@dataclass(frozen=True)
class BenchMoved:
    place: str


@event("dk.samskab.bench.built.v1", BenchState)
@dataclass(frozen=True)
class BenchBuilt:
    at: datetime


def plan(place="the school road", id="b", visibility=Visibility.PUBLIC):
    bench = Bench(
        id=id,
        process_id="p",
        owner_department_id="mtm",
        visibility=visibility,
        created_at=NOON,
        updated_at=NOON,
        status=Status.PLANNED,
        place=place,
    )
    return Change(bench, (BenchPlanned(NOON),))


def move(place):
    return lambda bench: Change(replace(bench, place=place), (BenchMoved(place),))


def build(bench):
    if bench.status is Status.BUILT:
        raise NotOpen("It is built already.")
    return Change(replace(bench, status=Status.BUILT), (BenchMoved("there"), BenchBuilt(NOON)))


def key(word, **more):
    return Cause(id=word, keyed=True, **more)


def unkeyed():
    import uuid

    return Cause(id=str(uuid.uuid4()))


@pytest.fixture
def benches(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/mtm.db", KINDS)
    yield Aggregates(store, "bench", Bench, BenchState, "/samskab/test/benches", lambda: NOON)
    store.close()


def facts(benches, id="b"):
    return [entry.fact for entry in benches.store.history("bench", id)]


def test_every_change_leaves_a_fact_with_the_public_state_after_it(benches):
    benches.make(unkeyed(), "b", plan)
    built = benches.change("b", unkeyed(), build)
    told = facts(benches)
    assert [f["revision"] for f in told] == [f"{n:015d}" for n in (1, 2, 3)]
    assert told[1]["data"]["state"] == told[2]["data"]["state"]
    assert told[2]["data"]["state"]["revision"] == 3 == built.revision
    assert told[2]["data"]["state"]["since"] == 2 == built.since
    assert "secret" not in told[2]["data"]["state"]
    assert told[1]["data"]["details"] == {"place": "there"}
    assert benches.get("b") == built


def test_what_is_not_public_travels_without_its_contents(benches):
    benches.make(unkeyed(), "b", lambda: plan(visibility=Visibility.DEPARTMENT))
    (told,) = facts(benches)
    assert told["data"]["state"]["withheld"] is True
    assert told["data"]["details"] == {}
    assert "school" not in str(told)
    assert told["dataclassification"] == "restricted"


def test_the_same_command_twice_is_done_once(benches):
    first = benches.make(key("k", hash="1"), "b", plan)
    again = benches.make(key("k", hash="1"), "b", lambda: plan("elsewhere"))
    assert first == again
    once = benches.change("b", key("m"), move("the park"))
    assert benches.change("b", key("m"), move("the harbour")) == once
    assert len(facts(benches)) == 2


def test_a_key_that_was_used_for_something_else_is_refused(benches):
    benches.make(key("k", hash="1"), "b", plan)
    with pytest.raises(Unfit):
        benches.make(key("k", hash="2"), "b", plan)
    benches.change("b", key("m", hash="1"), move("the park"))
    with pytest.raises(Unfit):
        benches.change("b", key("m", hash="2"), move("the harbour"))


def test_an_id_that_somebody_else_took_is_not_taken_over(benches):
    benches.make(key("mine"), "b", plan)
    with pytest.raises(Unfit):
        benches.make(key("yours"), "b", plan)


def test_a_stale_edition_is_refused_and_only_people_make_editions(benches):
    seen = benches.make(unkeyed(), "b", plan)
    assert seen.edition == 1
    benches.change("b", replace(unkeyed(), by_people=False), move("the park"))
    changed = benches.change("b", replace(unkeyed(), edition=1), move("the harbour"))
    assert changed.edition == 2
    with pytest.raises(Stale) as told:
        benches.change("b", replace(unkeyed(), edition=1), move("the school"))
    assert told.value.facts == {"edition": 2}


def test_a_refusal_keeps_nothing(benches):
    benches.make(unkeyed(), "b", plan)
    benches.change("b", unkeyed(), build)
    with pytest.raises(NotOpen):
        benches.change("b", unkeyed(), build)
    assert len(facts(benches)) == 3


def test_no_update_is_lost_when_many_change_at_once(benches):
    benches.make(unkeyed(), "b", plan)

    def push():
        for _ in range(10):
            while True:
                try:
                    benches.change("b", unkeyed(), lambda b: move(b.place + "!")(b))
                    break
                except Busy:
                    continue
        benches.store.close()

    people = [Thread(target=push) for _ in range(4)]
    [p.start() for p in people]
    [p.join() for p in people]
    assert benches.get("b").place.count("!") == 40
    assert [int(f["revision"]) for f in facts(benches)] == list(range(1, 42))


def test_a_cpr_number_is_kept_nowhere(benches):
    with pytest.raises(CprFound):
        benches.make(unkeyed(), "b", lambda: plan("ask 251248-9996"))
    with pytest.raises(NotThere):
        benches.get("b")


def test_a_fact_that_is_too_large_is_refused(benches):
    with pytest.raises(Unfit):
        benches.make(unkeyed(), "b", lambda: plan("x" * 300_000))


def test_what_a_caller_may_not_see_does_not_exist(benches):
    benches.make(unkeyed(), "b", lambda: plan(visibility=Visibility.DEPARTMENT))
    benches.make(unkeyed(), "c", lambda: plan(id="c"))
    everyone = visible_to(NOBODY)
    with pytest.raises(NotThere):
        benches.get("b", everyone)
    found, more = benches.find((), (("createdAt", -1),), 10, None, everyone)
    assert [b.id for b in found] == ["c"]
    assert more is None


def test_actions_see_who_did_it_by_role_and_department_only(benches):
    benches.make(Cause(id="x", role="moderator", department="mtm"), "b", plan)
    assert facts(benches)[0]["data"]["by"] == {"role": "moderator", "department": "mtm"}


def test_many_are_made_at_once_and_each_once(benches):
    benches.make(key("a"), "a", lambda: plan("before", "a"))
    wanted = [
        Making(key(id), id, lambda id=id, place=place: plan(place, id))
        for id, place in (("a", "after"), ("b", "one"), ("c", "one"), ("b", "two"))
    ]
    benches.make_all(wanted)
    benches.make_all(wanted)
    assert [benches.get(id).place for id in "abc"] == ["before", "one", "one"]
    assert [len(facts(benches, id)) for id in "abc"] == [1, 1, 1]


@pytest.mark.parametrize("ids", [("a", "a"), ("b", "c", "b")])
def test_an_id_that_is_wanted_for_two_causes_is_refused_to_the_second(benches, ids):
    wanted = [Making(key(f"{n}"), id, lambda id=id: plan(id=id)) for n, id in enumerate(ids)]
    with pytest.raises(Unfit):
        benches.make_all(wanted)
    assert all(benches.store.caused("bench", id, str(n)) for n, id in enumerate(ids[:-1]))


def test_who_decided_on_an_older_look_looks_again_when_it_was_held(benches):
    benches.make(unkeyed(), "b", plan)
    seen = []

    def decide(bench):
        seen.append(bench.version)
        if len(seen) == 1:
            benches.hold(bench)
        return move("the park")(bench)

    assert benches.change("b", unkeyed(), decide).revision == 2
    assert len(seen) == 2
    assert len(facts(benches)) == 2


def test_what_others_change_all_the_time_is_tried_again_later_and_not_given_up(benches):
    benches.make(unkeyed(), "b", plan)

    def always_late(bench):
        benches.hold(bench)
        return move("the park")(bench)

    with pytest.raises(Busy):
        benches.change("b", unkeyed(), always_late)
    assert len(facts(benches)) == 1


def test_what_could_never_be_shown_in_one_piece_is_refused_while_it_is_a_draft(benches):
    benches.make(unkeyed(), "b", lambda: plan(visibility=Visibility.DEPARTMENT))
    with pytest.raises(Unfit, match="too long"):
        benches.change("b", unkeyed(), move("x" * MOST_BYTES))
    assert benches.get("b").place == "the school road"
    with pytest.raises(Unfit, match="too long"):
        benches.make(unkeyed(), "c", lambda: plan("x" * MOST_BYTES, "c", Visibility.DEPARTMENT))
