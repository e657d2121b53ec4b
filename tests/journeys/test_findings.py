"""The rules of personas, pins, evidence, insights and opportunities, without a store."""

from datetime import UTC, datetime

import pytest

from chassis.changes import Text, Visibility
from chassis.errors import NotOpen, Unfit
from journeys.domain import evidence, insights, opportunities, personas, pins
from journeys.domain.evidence import EvidenceStatus, NewEvidence, StepEvidence
from journeys.domain.insights import NewInsight
from journeys.domain.opportunities import NewOpportunity
from journeys.domain.personas import NewPersona
from journeys.domain.pins import Pin, PinStatus, pin_id
from journeys.events.findings import EvidenceType, InsightType

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
BEGUN = {"id": "x", "process_id": "p", "owner_department_id": "by", "at": NOON}
PUBLIC, UNSEEN = (lambda idea: True), (lambda idea: False)


def said(*texts):
    return tuple(Text(lang, text) for lang, text in texts)


def recorded(type=EvidenceType.INTERVIEW, **more):
    new = NewEvidence(type=type, text=said(("da", "Jeg blev bange.")), **more)
    return evidence.record(new, **BEGUN).state


def test_a_quote_is_public_only_while_what_it_quotes_is():
    quote = recorded(EvidenceType.QUOTE, idea_id="i")
    with pytest.raises(NotOpen):
        evidence.publish(quote, UNSEEN, NOON)
    shown = evidence.publish(quote, PUBLIC, NOON).state
    assert shown.visibility is Visibility.PUBLIC
    assert evidence.hide(shown, PUBLIC, NOON).facts == ()
    hidden = evidence.hide(shown, UNSEEN, NOON).state
    assert (hidden.status, hidden.visibility) == (EvidenceStatus.HIDDEN, Visibility.DEPARTMENT)
    assert evidence.hide(hidden, UNSEEN, NOON).facts == ()
    assert evidence.publish(hidden, PUBLIC, NOON).state.status is EvidenceStatus.PUBLISHED


def test_own_words_and_quotes_of_no_contribution_stay():
    for mine in (recorded(idea_id="i"), recorded(EvidenceType.QUOTE)):
        shown = evidence.publish(mine, UNSEEN, NOON).state
        assert evidence.hide(shown, UNSEEN, NOON).facts == ()


@pytest.mark.parametrize("type", [EvidenceType.SURVEY, EvidenceType.STATISTIC])
@pytest.mark.parametrize("n", [None, 1, 4])
def test_figures_of_too_few_are_not_published(type, n):
    with pytest.raises(NotOpen):
        evidence.publish(recorded(type, n=n), PUBLIC, NOON)
    evidence.publish(recorded(type, n=5), PUBLIC, NOON)


def test_how_few_are_behind_something_is_kept_where_it_does_not_travel():
    few = recorded(n=3)
    assert (few.n, few.few) == (None, 3)
    more = evidence.change(few, {"n": 12}, PUBLIC, NOON).state
    assert (more.n, more.few) == (12, None)
    assert evidence.change(more, {"n": None}, PUBLIC, NOON).state.n is None


def test_what_is_published_must_stay_fit_for_it_when_changed():
    shown = evidence.publish(recorded(idea_id="i"), PUBLIC, NOON).state
    with pytest.raises(NotOpen):
        evidence.change(shown, {"type": EvidenceType.QUOTE}, UNSEEN, NOON)
    with pytest.raises(NotOpen):
        evidence.change(shown, {"type": EvidenceType.SURVEY}, PUBLIC, NOON)
    assert evidence.change(shown, {"type": shown.type}, UNSEEN, NOON).facts == ()


def test_a_step_is_evidenced_fully_from_three_on():
    levels = [evidence.step_evidence(n) for n in range(5)]
    assert levels == [StepEvidence.NONE, *[StepEvidence.PARTLY] * 2, *[StepEvidence.FULL] * 2]


def found(evidence_ids=("e",)):
    words = said(("da", "Breve skræmmer."))
    new = NewInsight(type=InsightType.PAIN, statement=words, evidence_ids=evidence_ids)
    return insights.find(new, **BEGUN).state


def test_there_is_no_insight_without_evidence():
    with pytest.raises(Unfit):
        found(())
    with pytest.raises(Unfit):
        insights.change(found(), {"evidence_ids": ()}, NOON)


def test_a_retired_insight_stays_as_it_is():
    shown = insights.publish(found(), NOON).state
    with pytest.raises(NotOpen):
        insights.publish(shown, NOON)
    old = insights.retire(shown, NOON).state
    assert old.visibility is Visibility.PUBLIC
    for no in (insights.retire, insights.publish):
        with pytest.raises(NotOpen):
            no(old, NOON)
    with pytest.raises(NotOpen):
        insights.change(old, {"severity": 5}, NOON)


def asked(*question, insight_ids=("i",)):
    question = said(*(question or [("da", "Hvordan kan vi hjælpe?")]))
    return opportunities.draft(NewOpportunity(question=question, insight_ids=insight_ids), **BEGUN)


def test_an_opportunity_is_a_question_in_each_of_its_languages():
    asked(("da", "Hvordan kan vi hjælpe?"), ("ar", "كيف يمكننا أن نساعد؟"), ("ti", "ከመይ፧"))
    with pytest.raises(Unfit) as no:
        asked(("da", "Hvordan kan vi hjælpe?"), ("en", "We help."))
    assert no.value.pointer == "/question"


def test_there_is_no_opportunity_without_an_insight():
    with pytest.raises(Unfit) as no:
        asked(insight_ids=())
    assert no.value.pointer == "/insightIds"


def test_an_opportunity_is_opened_once_and_closed_once():
    open_ = opportunities.publish(asked().state, NOON).state
    with pytest.raises(NotOpen):
        opportunities.publish(open_, NOON)
    closed = opportunities.close(open_, NOON).state
    with pytest.raises(NotOpen):
        opportunities.close(closed, NOON)
    with pytest.raises(NotOpen):
        opportunities.change(closed, {"impact": 1}, NOON)
    assert opportunities.change(open_, {"impact": None}, NOON).facts == ()


def test_a_persona_is_published_once_and_changed_afterwards():
    new = NewPersona(name=said(("da", "Samira")), summary=said(("da", "Ny i byen.")))
    drafted = personas.draft(new, **BEGUN).state
    assert personas.change(drafted, {"name": drafted.name}, NOON).facts == ()
    shown = personas.publish(drafted, NOON).state
    with pytest.raises(NotOpen):
        personas.publish(shown, NOON)
    other = personas.change(shown, {"languages": ("ar",)}, NOON).state
    assert other.visibility is Visibility.PUBLIC


def test_a_pin_is_placed_and_removed_as_often_as_one_likes():
    pin = Pin(
        id=pin_id("i", "j", "s"),
        process_id="p",
        owner_department_id="by",
        created_at=NOON,
        updated_at=NOON,
        status=PinStatus.PLACED,
        idea_id="i",
        journey_id="j",
        step_id="s",
    )
    assert pins.place_again(pin, NOON).facts == ()
    off = pins.remove(pin, NOON).state
    assert pins.remove(off, NOON).facts == ()
    assert pins.place_again(off, NOON).state == pin
