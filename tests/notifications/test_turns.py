"""Turns find those they concern, whichever of both is heard first."""

from datetime import timedelta
from itertools import permutations

import pytest

from chassis import tracking
from notifications.domain.messages import Template

MINUTE = timedelta(minutes=1)


def code(n):
    """Return a tracking code of its own for each number."""
    return tracking.code("secret", str(n))


def thread(city, n=0, at=MINUTE, direct=False):
    """Return the facts of a thread from a contribution to an initiative, each once."""
    at = city.NOON + at
    return [
        city.fact("published", 2, id=f"idea{n}", code=code(n), at=city.NOON - timedelta(days=9)),
        city.thing("evidence.published", f"evidence{n}", at=at, ideaId=f"idea{n}"),
        city.thing("insight.published", f"insight{n}", at=at, evidenceIds=[f"evidence{n}"]),
        city.thing("opportunity.opened", f"opportunity{n}", at=at, insightIds=[f"insight{n}"]),
        city.thing(
            "initiative.published",
            f"initiative{n}",
            at=at,
            opportunityIds=[f"opportunity{n}"],
            ideaIds=[f"idea{n}"] if direct else [],
        ),
    ]


def told(city, n=0):
    found = city.told(f"author/{tracking.digest(code(n))}")
    return sorted(each.template for each in found)


def test_a_giver_is_told_in_whichever_order_the_thread_is_heard(city):
    for n, order in enumerate(permutations(range(5))):
        facts = thread(city, n)
        city.learns(*(facts[place] for place in order))
        assert told(city, n) == [Template.QUOTED, Template.TAKEN_UP], order


def test_a_thread_that_comes_in_one_go_and_again_and_backwards_is_told_once(city):
    facts = thread(city)
    city.hears(*facts)
    city.hears(*reversed(facts))
    city.learns(*facts, *reversed(facts))
    assert told(city) == [Template.QUOTED, Template.TAKEN_UP]


def test_the_same_contribution_named_directly_and_by_evidence_is_told_once(city):
    city.learns(*thread(city, direct=True))
    assert told(city) == [Template.QUOTED, Template.TAKEN_UP]


def test_an_initiative_may_be_heard_of_before_the_contribution_that_it_names(city):
    initiative = city.thing("initiative.published", "playground", ideaIds=["idea0"])
    for order in permutations([initiative, thread(city)[0]]):
        city.learns(*order)
    assert told(city) == [Template.TAKEN_UP]


def test_two_contributions_of_one_code_are_one_inbox_and_of_two_codes_are_two(city):
    first, second = (city.fact("published", 2, id=id, code=code(1)) for id in ("a", "b"))
    other = city.fact("published", 2, id="c", code=code(2))
    initiative = city.thing("initiative.approved", "playground", ideaIds=["a", "b", "c"])
    city.learns(initiative, first, second, other)
    for n in (1, 2):
        assert told(city, n).count(Template.APPROVED) == 1


def test_a_link_that_we_hear_of_late_is_followed(city):
    idea, evidence, insight, opportunity, initiative = thread(city)
    older = city.thing("insight.found", "insight0", evidenceIds=[])
    newer = city.thing("insight.changed", "insight0", 2, evidenceIds=["evidence0"])
    city.learns(idea, evidence, older, opportunity, initiative)
    assert told(city) == [Template.QUOTED]
    city.learns(newer, insight)
    assert told(city) == [Template.QUOTED, Template.TAKEN_UP]


def test_evidence_that_names_its_contribution_only_later_is_told_then(city):
    idea, _, insight, opportunity, initiative = thread(city)
    at = city.NOON + MINUTE
    nameless = city.thing("evidence.published", "evidence0", 1, at=at)
    city.learns(idea, nameless, insight, opportunity, initiative)
    assert told(city) == []
    city.learns(city.thing("evidence.changed", "evidence0", 2, at=at, ideaId="idea0"))
    assert told(city) == [Template.QUOTED, Template.TAKEN_UP]


@pytest.mark.parametrize(
    ("happened", "details", "template"),
    [
        ("initiative.published", {}, Template.TAKEN_UP),
        ("initiative.approved", {}, Template.APPROVED),
        ("initiative.advanced", {"status": "in_operation"}, Template.IN_OPERATION),
        ("initiative.advanced", {"status": "evaluated"}, Template.EVALUATED),
        ("initiative.advanced", {"status": "spread"}, Template.SPREAD),
        ("initiative.stopped", {"reason": []}, Template.STOPPED),
        ("measurement.taken", {"measurementId": "m"}, Template.MEASURED),
    ],
)
def test_a_giver_is_told_at_every_turn(city, happened, details, template):
    turn = city.thing(happened, "playground", 2, kind="initiative", details=details, ideaIds=["a"])
    idea = city.fact("published", 2, id="a", code=code(1), at=city.NOON - MINUTE)
    city.learns(idea, turn, turn)
    assert told(city, 1) == [template]


@pytest.mark.parametrize("status", ["prioritised", "testing", "implementing"])
def test_what_is_only_a_step_on_the_way_is_no_news(city, status):
    details = {"status": status}
    idea = city.fact("published", 2, id="a", code=code(1), at=city.NOON - MINUTE)
    city.learns(idea, city.thing("initiative.advanced", "p", ideaIds=["a"], details=details))
    assert told(city, 1) == []


def test_what_is_not_public_is_told_to_nobody_and_neither_is_what_was_before(city):
    idea, evidence, insight, opportunity, _ = thread(city)
    hidden = city.thing("initiative.approved", "playground", public=False)
    before = city.thing(
        "initiative.published", "fence", at=city.NOON - MINUTE, opportunityIds=["opportunity0"]
    )
    city.learns(idea, evidence, insight, opportunity, hidden, before)
    assert told(city) == [Template.QUOTED]


def test_what_has_been_hidden_by_now_is_not_told_any_more(city):
    idea, evidence, _, _, _ = thread(city)
    city.learns(evidence, city.thing("evidence.hidden", "evidence0", 2, public=False), idea)
    city.learns(city.thing("initiative.published", "playground", ideaIds=["idea0"]))
    assert told(city) == [Template.TAKEN_UP]
    initiative = city.thing("initiative.published", "fence", ideaIds=["idea1"])
    away = city.thing("initiative.changed", "fence", 2, public=False)
    city.learns(initiative, away, thread(city, 1)[0])
    assert told(city, 1) == []


def test_who_took_a_contribution_back_is_left_in_peace(city):
    city.learns(city.fact("withdrawn", 3, id="idea0", code=code(0), at=city.NOON - MINUTE))
    city.learns(*thread(city, direct=True)[1:])
    assert told(city) == []


def test_a_turn_of_more_than_a_week_ago_is_told_to_nobody_new(city, clock):
    idea, *others = thread(city)
    city.learns(*others)
    clock.later(days=8)
    city.learns(idea)
    assert told(city) == []
    city.learns(*others)
    assert told(city) == []


def test_a_copy_that_is_old_is_found_by_a_turn_that_is_new(city, clock):
    clock.later(days=8)
    idea, *_ = thread(city)
    turn = city.thing("initiative.published", "playground", at=clock(), ideaIds=["idea0"])
    city.learns(turn, idea)
    assert told(city) == [Template.TAKEN_UP]


def test_the_giver_of_a_contribution_that_nobody_may_see_is_told_without_its_words(city):
    hidden = city.fact("quarantined", 3, id="idea0", code=code(0), at=city.NOON - MINUTE)
    city.learns(hidden, *thread(city, direct=True)[1:])
    for said in city.inbox(code(0)):
        assert city.TITLE not in str(said)
        assert said.link in ("/track", "/initiatives/initiative0")


def test_an_initiative_with_forty_contributions_writes_forty_letters(city, clock):
    ideas = [
        city.fact("published", 2, id=f"idea{n}", code=code(n), at=city.NOON - MINUTE)
        for n in range(40)
    ]
    city.hears(*ideas[:20])
    for n in range(20):
        city.confirms(f"giver{n}@example.dk", code(n))
    clock.later(minutes=1)
    turn = city.thing(
        "initiative.approved", "playground", at=clock(), ideaIds=[f"idea{n}" for n in range(40)]
    )
    kept = _counting(city.service.store)
    city.hears(turn)
    assert (kept["message"], kept["letter"]) == (20 + 1, 20)
    city.learns(*ideas[20:], *ideas)
    assert (kept["message"], kept["letter"]) == (40 + 1, 20)
    city.posts()
    assert len(city.mails()) == 20


def _counting(store):
    """Count the documents that are written from now on, by kind."""
    kept, original = {"message": 0, "letter": 0}, store.save_many

    def save_many(writes):
        for write in writes:
            if write.kind in kept:
                kept[write.kind] += 1
        return original(writes)

    object.__setattr__(store, "save_many", save_many)
    return kept


def test_where_nothing_has_turned_lately_a_contribution_costs_one_question(city):
    asked, original = [], city.service.store.find

    def find(kind, *rest, **more):
        asked.append(kind)
        return original(kind, *rest, **more)

    object.__setattr__(city.service.store, "find", find)
    city.learns(city.fact("supported", 3, id="idea0", code=code(0)))
    assert asked == ["turn"]


def test_a_turn_that_cannot_be_read_goes_on_the_shelf_and_others_pass(city):
    odd = city.thing("initiative.published", "odd", ideaIds=["idea0"])
    del odd.data["state"]["processId"]
    city.learns(odd, *thread(city))
    assert city.service.shelf.waiting() == 1
    assert told(city) == [Template.QUOTED, Template.TAKEN_UP]
