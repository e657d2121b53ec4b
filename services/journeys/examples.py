"""One event of each type, made by the rules themselves. Everything here is made up."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from typing import Any, TypeVar

from chassis.changes import Aggregate, Change, Text, TextSource, derived
from chassis.contracts import example
from journeys.domain import (
    drafts,
    evidence,
    insights,
    journeys,
    opportunities,
    personas,
    pins,
    steps,
)
from journeys.domain.evidence import NewEvidence
from journeys.domain.given import NewHandoff, NewJourney, NewStage, NewStep, NewTouchpoint
from journeys.domain.insights import NewInsight
from journeys.domain.opportunities import NewOpportunity
from journeys.domain.personas import NewPersona
from journeys.events.findings import EvidenceType, InsightType
from journeys.events.journeys import (
    Channel,
    Feeling,
    FeelingSource,
    HandoffWhat,
    JourneyType,
    Period,
    Texts,
)

A = TypeVar("A", bound=Aggregate)
Changes = list[Change[Any]]
NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)
SOURCE = "/samskab/kommune/journeys"
IDEA = derived("example", "idea")


def facts() -> list[dict[str, Any]]:
    """Return one event of each type."""
    found = {
        "persona": _personas(),
        "journey": _journeys(),
        "pin": _pins(),
        "evidence": _evidence(),
        "insight": _insights(),
        "opportunity": _opportunities(),
    }
    return [example(c, kind, SOURCE) for kind, changes in found.items() for c in changes]


def _personas() -> Changes:
    new = NewPersona(
        name=_said("Samira", "Samira"),
        summary=_said("Kom for et år siden, alene.", "Came a year ago, on her own."),
        goals=(_said("At læse til sygeplejerske", "To study nursing"),),
        barriers=(_said("Breve i et sprog, hun ikke kan", "Letters in a language not hers"),),
        languages=("ar", "da"),
    )
    drafted = personas.draft(new, **_begun("persona"))
    shown = personas.publish(_kept(drafted), NOON)
    words = {"summary": _said("Kom for to år siden.", "Came two years ago.")}
    return [drafted, personas.change(_kept(shown), words, NOON), shown]


def _journeys() -> Changes:
    numbers = count()
    ids = _ids(numbers)
    drafted = drafts.draft(_new_journey(), **_begun("journey"), ids=ids)
    journey = _kept(drafted)
    first = next(journey.steps()).id
    validated = journeys.validate(journey, {first}, NOON)
    published = journeys.publish(_kept(validated), NOON)
    public = _kept(published)
    words = {"thought": _said("Hvem kan hjælpe mig?", "Who can help me?")}
    title = {"title": _said("Jeg begynder forfra", "I begin anew")}
    return [
        drafted,
        journeys.change(public, title, NOON),
        steps.change_step(public, first, words, ids, NOON),
        validated,
        published,
        journeys.supersede(public, derived("example", "another journey"), NOON),
    ]


def _new_journey() -> NewJourney:
    persona = derived("example", "persona")
    letter = NewStep(
        key="letter",
        title=_said("Jeg får et brev", "I get a letter"),
        thought=_said("Hvad vil de mig?", "What do they want?"),
        moment_of_truth=True,
        feelings=(Feeling(persona_id=persona, value=-2, source=FeelingSource.OBSERVED, n=7),),
        touchpoints=(_met("Brev om samtale", "Letter", Channel.DIGITAL_POST, "integration"),),
    )
    school = NewStep(
        key="school",
        title=_said("Jeg begynder i sprogskolen", "I begin at the language school"),
        touchpoints=(_met("Første dag", "First day", Channel.IN_PERSON, "kultur"),),
    )
    over = NewHandoff(
        from_step="letter",
        to_step="school",
        what=HandoffWhat.CASE,
        waiting_days=42,
        information_lost=_said("Hvad hun kan i forvejen", "What she knows already"),
    )
    stage = NewStage(
        title=_said("Ankomst", "Arrival"),
        goal=_said("At falde til", "To settle"),
        period=Period.BEFORE,
        steps=(letter, school),
    )
    return NewJourney(
        type=JourneyType.AS_IS,
        title=_said("Jeg er ny i byen", "I am new in town"),
        persona_ids=(persona,),
        stages=(stage,),
        handoffs=(over,),
    )


def _pins() -> Changes:
    journey = _kept(drafts.draft(_new_journey(), **_begun("journey"), ids=_ids(count())))
    placed = pins.place(journey, IDEA, next(journey.steps()).id, NOON)
    return [placed, pins.remove(_kept(placed), NOON)]


def _evidence() -> Changes:
    new = NewEvidence(
        type=EvidenceType.QUOTE,
        text=_said("“Jeg turde ikke åbne brevet.”", "“I did not dare to open the letter.”"),
        idea_id=IDEA,
        collected_on=date(2026, 2, 20),
    )
    recorded = evidence.record(new, **_begun("evidence"))
    published = evidence.publish(_kept(recorded), lambda _idea: True, NOON)
    public = _kept(published)
    words = {"persona_ids": (derived("example", "persona"),)}
    return [
        recorded,
        evidence.change(public, words, lambda _idea: True, NOON),
        published,
        evidence.hide(public, lambda _idea: False, NOON),
    ]


def _insights() -> Changes:
    new = NewInsight(
        type=InsightType.PAIN,
        statement=_said("Breve skræmmer, før de hjælper.", "Letters frighten before they help."),
        severity=4,
        evidence_ids=(derived("example", "evidence"),),
    )
    found = insights.find(new, **_begun("insight"))
    published = insights.publish(_kept(found), NOON)
    public = _kept(published)
    changed = insights.change(public, {"severity": 5}, NOON)
    return [found, changed, published, insights.retire(public, NOON)]


def _opportunities() -> Changes:
    new = NewOpportunity(
        question=_said(
            "Hvordan kan vi skrive, så alle forstår det?",
            "How might we write so that everybody understands?",
        ),
        insight_ids=(derived("example", "insight"),),
        impact=5,
        effort=2,
    )
    drafted = opportunities.draft(new, **_begun("opportunity"))
    opened = opportunities.publish(_kept(drafted), NOON)
    public = _kept(opened)
    changed = opportunities.change(public, {"effort": 3}, NOON)
    return [drafted, changed, opened, opportunities.close(public, NOON)]


def _begun(kind: str) -> dict[str, Any]:
    return {
        "id": derived("example", kind),
        "process_id": derived("process", "kommune"),
        "owner_department_id": "integration",
        "at": NOON,
    }


def _ids(numbers: "count[int]") -> Any:
    return lambda kind: derived("example", kind, str(next(numbers)))


def _met(danish: str, english: str, channel: Channel, department: str) -> NewTouchpoint:
    return NewTouchpoint(
        title=_said(danish, english), channel=channel, owner_department_id=department
    )


def _said(danish: str, english: str) -> Texts:
    return Text("da", danish), Text("en", english, TextSource.HUMAN)


def _kept(change: Change[A]) -> A:
    """Return the state as it is once it is kept."""
    revision = change.state.revision + len(change.facts)
    return replace(change.state, revision=revision, edition=revision)
