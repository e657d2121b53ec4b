"""The rules of offers of help: what is taken in, who asks, what the giver says, how it ends."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.changes import Text
from chassis.errors import NotOpen, NotThere, Unfit
from ideas.domain import giving, helping, ideas, offers
from ideas.domain.giving import Kind, NewIdea
from ideas.domain.neighbours import Initiative, Match
from ideas.events import AskStatus, Offer, OfferStatus, ResourceType

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY = date(2026, 3, 2)
TEXT = (Text("da", "Jeg taler arabisk"),)
TIME = ResourceType.TIME


def new(kind=Kind.RESOURCE, offer=None):
    return NewIdea(title=TEXT, body=TEXT, language="da", kind=kind, offer=offer)


def published(offer=None):
    change = ideas.submit(
        new(offer=offer),
        id="i",
        process_id="p",
        owner_department_id="kommune",
        participant_id="x",
        tracking_hash="0" * 64,
        source="",
        said_at=NOON,
        at=NOON,
    )
    return ideas.publish(change.state, NOON).state


def match(id="m", status="asked", minutes=0, idea_id="i", **more):
    at = NOON + timedelta(minutes=minutes)
    return Match(id=id, need_id="b", idea_id=idea_id, status=status, asked_at=at, **more)


def initiative(*matches, id="n", status="testing"):
    return Initiative(id=id, status=status, title=TEXT, matches=matches)


def heard(idea, *states, at=NOON):
    """Return the offer after hearing of these states, and the types of all facts."""
    facts = []
    for state in states:
        change = helping.follow(idea, state, at)
        idea, facts = change.state, [*facts, *change.facts]
    return idea, [type(fact).__name__ for fact in facts]


def status(idea, id="m"):
    return {ask.id: ask.status for ask in idea.offer.asks}.get(id)


FREE = published()
ASKED, _ = heard(FREE, initiative(match()))
CONFIRMED = helping.confirm(ASKED, "m", NOON).state


def test_a_resource_always_offers_something_and_nothing_else_does():
    assert giving.offered(new(), TODAY).resource_type is TIME
    assert giving.offered(new(Kind.IDEA), TODAY) is None
    with pytest.raises(Unfit) as refused:
        giving.offered(new(Kind.IDEA, Offer(TIME)), TODAY)
    assert refused.value.pointer == "/offer"


def test_times_are_kept_in_the_order_of_the_week_and_a_dialect_is_its_language():
    said = Offer(TIME, languages=("ar-SY",), times=("sunday_morning", "monday_evening") * 2)
    kept = giving.offered(new(offer=said), TODAY)
    assert kept.times == ("monday_evening", "sunday_morning")
    assert kept.languages == ("ar-SY", "ar")
    assert len(giving.TIMES) == 21


@pytest.mark.parametrize(
    ("first", "last"), [(None, date(2026, 3, 1)), (date(2026, 5, 2), date(2026, 5, 1))]
)
def test_an_offer_does_not_end_before_today_nor_before_it_begins(first, last):
    with pytest.raises(Unfit) as refused:
        giving.offered(new(offer=Offer(TIME, valid_from=first, valid_to=last)), TODAY)
    assert refused.value.pointer == "/offer/validTo"
    giving.offered(new(offer=Offer(TIME, valid_to=TODAY)), TODAY)


def test_an_offer_that_is_asked_for_waits_for_its_giver():
    assert (ASKED.offer.status, status(ASKED)) == (OfferStatus.ASKED, AskStatus.ASKED)
    assert heard(FREE, initiative(match()))[1] == ["OfferAsked"]


def test_the_second_initiative_is_told_that_it_is_taken_and_the_giver_is_not_bothered():
    both, facts = heard(ASKED, initiative(match("m2"), id="other"))
    assert facts == ["OfferTaken"]
    assert (status(both), status(both, "m2")) == (AskStatus.ASKED, AskStatus.TAKEN)
    with pytest.raises(NotThere):
        helping.confirm(both, "m2", NOON)


def test_only_the_giver_says_yes_and_help_counts_only_after_it():
    assert (CONFIRMED.offer.status, status(CONFIRMED)) == ("confirmed", "confirmed")
    used = initiative(match(status="used", amount=2.0, thanks=TEXT))
    assert heard(ASKED, used)[1] == []
    after, facts = heard(CONFIRMED, used, used)
    assert facts == ["OfferUsed"]
    assert (after.offer.status, after.offer.asks[0].amount) == (OfferStatus.USED, 2.0)
    more, facts = heard(after, initiative(match(status="used", amount=3.5, thanks=TEXT)))
    assert (facts, more.offer.asks[0].amount) == (["OfferUsed"], 3.5)


def test_what_is_freed_can_be_found_by_others_again_and_the_thanks_stay():
    used = initiative(match(status="used", amount=2.0, thanks=TEXT))
    freed = initiative(match(status="freed", amount=2.0, thanks=TEXT))
    free, facts = heard(CONFIRMED, used, freed)
    assert facts == ["OfferUsed", "OfferReleased"]
    assert (free.offer.status, status(free)) == (OfferStatus.OFFERED, AskStatus.RELEASED)
    assert (free.offer.asks[0].amount, free.offer.asks[0].thanks) == (2.0, TEXT)
    again, _ = heard(free, initiative(match("m2"), id="other"))
    assert again.offer.status is OfferStatus.ASKED


def test_a_no_lets_others_ask_and_is_never_asked_again():
    no = helping.refuse(ASKED, "m", NOON).state
    assert (no.offer.status, status(no)) == (OfferStatus.OFFERED, AskStatus.REFUSED)
    assert heard(no, initiative(match()), initiative(match(status="freed")))[1] == []
    assert heard(no, initiative(match("m2"), id="other"))[1] == ["OfferAsked"]
    with pytest.raises(NotOpen):
        helping.confirm(no, "m", NOON)


def test_a_yes_can_be_taken_back_as_long_as_no_help_was_given():
    assert status(helping.refuse(CONFIRMED, "m", NOON).state) is AskStatus.REFUSED
    used, _ = heard(CONFIRMED, initiative(match(status="used", amount=1.0)))
    with pytest.raises(NotOpen):
        helping.refuse(used, "m", NOON)


def test_an_answer_given_twice_is_given_once():
    assert helping.confirm(CONFIRMED, "m", NOON).facts == ()
    no = helping.refuse(ASKED, "m", NOON).state
    assert helping.refuse(no, "m", NOON).facts == ()
    with pytest.raises(NotThere):
        helping.confirm(ASKED, "nobody", NOON)


def test_a_stopped_initiative_frees_what_it_asked_for_whether_it_shows_more_or_not():
    free, facts = heard(CONFIRMED, initiative(match(), status="stopped"))
    assert (facts, free.offer.status) == (["OfferReleased"], OfferStatus.OFFERED)
    unseen = helping.let_go(CONFIRMED, "n", NOON)
    assert unseen.state == free
    assert helping.let_go(CONFIRMED, "another", NOON).facts == ()


@pytest.mark.parametrize(
    ("end", "told"),
    [
        (lambda idea: ideas.withdraw(idea, NOON), ["IdeaWithdrawn"]),
        (lambda idea: ideas.quarantine(idea, TEXT, NOON), ["IdeaQuarantined"]),
        (lambda idea: ideas.decline(idea, TEXT, NOON), ["IdeaDeclined", "OfferReleased"]),
    ],
)
def test_nobody_counts_on_an_offer_that_is_taken_back_put_aside_or_declined(end, told):
    change = end(CONFIRMED)
    assert [type(fact).__name__ for fact in change.facts] == told
    assert status(change.state) is AskStatus.RELEASED
    later, facts = heard(change.state, initiative(match()), initiative(match("m2", minutes=1)))
    assert (facts, status(later, "m2")) == (["OfferTaken"], AskStatus.TAKEN)


def test_an_offer_whose_words_are_corrected_keeps_what_was_promised():
    waiting = ideas.correct(CONFIRMED, (Text("da", "nyt"),), TEXT, NOON).state
    assert status(waiting) is AskStatus.CONFIRMED


def test_an_offer_expires_after_its_last_day_unless_somebody_counts_on_it():
    until = replace(FREE, offer=replace(FREE.offer, valid_to=TODAY))
    late = NOON + timedelta(days=1)
    assert helping.expire(until, NOON).facts == ()
    gone = helping.expire(until, late)
    assert gone.state.offer.status is OfferStatus.EXPIRED
    assert helping.expire(gone.state, late).facts == ()
    asked, _ = heard(until, initiative(match()))
    told = helping.expire(asked, late)
    assert [type(fact).__name__ for fact in told.facts] == ["OfferReleased", "OfferExpired"]
    assert helping.expire(helping.confirm(asked, "m", NOON).state, late).facts == ()
    assert heard(gone.state, initiative(match()))[1] == ["OfferTaken"]
    assert heard(until, initiative(match()), at=late)[1] == ["OfferTaken"]


def test_midnight_is_midnight_in_denmark():
    until = replace(FREE, offer=replace(FREE.offer, valid_to=TODAY))
    before, after = datetime(2026, 3, 2, 22, 59, tzinfo=UTC), datetime(2026, 3, 2, 23, tzinfo=UTC)
    assert helping.expire(until, before).facts == ()
    assert len(helping.expire(until, after).facts) == 1


def test_of_many_questions_the_newest_twenty_are_kept_and_none_is_asked_twice():
    idea, states = FREE, []
    for n in range(30):
        states.append(initiative(match(f"m{n}", minutes=n), id=f"n{n}"))
        idea, facts = heard(idea, states[-1])
        assert facts == ["OfferAsked"]
        idea = helping.refuse(idea, f"m{n}", NOON).state
    assert [ask.id for ask in idea.offer.asks] == [f"m{n}" for n in range(10, 30)]
    assert heard(idea, *states)[1] == []


def test_other_kinds_and_other_matches_are_none_of_its_business():
    idea = replace(FREE, kind=Kind.NEED)
    assert heard(idea, initiative(match()))[1] == []
    assert heard(FREE, initiative(match(idea_id="another")))[1] == []


STORIES = st.lists(
    st.sampled_from(["ask m1", "ask m2", "use m1", "use m2", "free m1", "free m2", "stop"]),
    max_size=8,
)


def states_of(story):
    """Return the states that an initiative goes through, as initiatives would let it."""
    there, states, ended = {}, [initiative()], "testing"
    for verb, *what in map(str.split, story):
        id = what[0] if what else ""
        old = there.get(id)
        if verb == "ask" and old is None and ended != "stopped":
            there[id] = match(id, minutes=len(states))
        elif verb == "use" and old and old.status != "freed":
            there[id] = replace(old, status="used", amount=old.amount + 1)
        elif verb == "free" and old:
            there[id] = replace(old, status="freed")
        elif verb == "stop":
            ended = "stopped"
            there = {i: replace(m, status="freed") for i, m in there.items()}
        states.append(initiative(*there.values(), status=ended))
    return states


@given(STORIES, st.lists(st.integers(0, 8), max_size=12), st.booleans())
def test_whatever_order_and_repetition_the_facts_come_in_the_offer_ends_the_same(
    story, order, promised
):
    """The newest copy that is known when a fact comes decides, and all facts come in the end."""
    states = states_of(story)
    start = FREE
    if promised:
        start = helping.confirm(heard(FREE, initiative(match("m1")))[0], "m1", NOON).state
    in_order, _ = heard(start, *states)
    newest, muddled = 0, start
    for number in [*(n for n in order if n < len(states)), *range(len(states))]:
        newest = max(newest, number)
        muddled, _ = heard(muddled, states[newest])
    assert muddled == in_order
    assert heard(muddled, states[-1])[1] == []
    open_ = offers.open_asks(muddled.offer)
    assert bool(open_) == (muddled.offer.status is not OfferStatus.OFFERED)


def test_an_offer_that_is_rejected_after_it_was_corrected_is_promised_to_nobody():
    waiting = ideas.correct(CONFIRMED, (Text("da", "nyt"),), TEXT, NOON).state
    rejected = ideas.reject(waiting, TEXT, NOON).state
    assert (rejected.offer.status, status(rejected)) == (OfferStatus.OFFERED, AskStatus.RELEASED)
    with pytest.raises(NotOpen):
        helping.confirm(rejected, "m", NOON)


def test_one_asked_long_ago_that_goes_last_brings_no_forgotten_question_back():
    idea = CONFIRMED
    later = [match(f"m{n}", minutes=n) for n in range(1, 25)]
    idea, _ = heard(idea, initiative(*later, id="other"), initiative(match(status="freed")))
    idea, _ = heard(idea, initiative(match("newest", minutes=99), id="third"))
    assert "m" not in {ask.id for ask in idea.offer.asks}
    freed = [replace(each, status="freed") for each in later]
    assert heard(idea, initiative(*freed, id="other"))[1] == []
