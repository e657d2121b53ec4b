"""The form of a step: its fields, what stands in them, and what is to be changed."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.pages.merging import said_anew
from chassis.pages.showing import best
from chassis.web import Boolean, Integer, String, TextsField, one_of
from journeys.domain.journeys import Journey
from journeys.events.journeys import Feeling, FeelingSource, JourneyType, Step
from journeys.pages.asking import Edited, seen
from journeys.pages.words import FEELINGS
from journeys.schemas.common import PASSAGE, TITLE

WORDS = ("title", "action", "thought")
VALUES = ["", *map(str, FEELINGS)]
SURE = tuple(FeelingSource)


class StepForm(Edited):
    """The words of a step in one language."""

    title = TextsField(required=True, max_length=TITLE, one_line=True)
    action = TextsField(load_default=(), max_length=PASSAGE)
    thought = TextsField(load_default=(), max_length=PASSAGE)
    moment_of_truth = Boolean(load_default=False)


def step_form(journey: Journey) -> type[Schema]:
    """Return the form of a step of this journey, with the feelings of each of its personas."""
    made: dict[str, fields.Field[Any]] = {}
    for persona in journey.persona_ids:
        value, source, n = names(persona)
        felt = String(load_default="", validate=validate.OneOf(VALUES), data_key=value)
        known = one_of(FeelingSource, load_default=FeelingSource.ASSUMED, data_key=source)
        many = Integer(load_default=None, validate=validate.Range(1, 1_000_000), data_key=n)
        made |= {value: felt, source: known, n: many}
    return StepForm.from_dict(made)


def names(persona_id: str) -> tuple[str, str, str]:
    """Return what the fields of a persona are called: the feeling, how it is known, how many."""
    return f"feeling-{persona_id}", f"source-{persona_id}", f"n-{persona_id}"


def values(journey: Journey, step: Step, lang: str) -> dict[str, Any]:
    """Return what stands in the fields, as text."""
    words = {name: _in(getattr(step, name), lang) for name in WORDS}
    found: dict[str, Any] = {"edition": journey.edition, "seen": seen(step), "language": lang}
    found |= words | {"momentOfTruth": "true" if step.moment_of_truth else ""}
    for persona in journey.persona_ids:
        value, source, n = names(persona)
        if feeling := surest(step, persona):
            told = {value: str(feeling.value), source: feeling.source.value, n: feeling.n or ""}
            found |= told
    return found


def surest(step: Step, persona_id: str) -> Feeling | None:
    """Return the feeling of a persona that is known best."""
    found = [each for each in step.feelings if each.persona_id == persona_id]
    return min(found, key=lambda each: SURE.index(each.source), default=None)


def changes(journey: Journey, step: Step, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the form says differently from the step."""
    lang: str = given["language"]
    told: dict[str, Any] = {
        name: said_anew(getattr(step, name), lang, given[name]) for name in WORDS
    }
    told |= {"moment_of_truth": given["moment_of_truth"], "feelings": _felt(journey, step, given)}
    return {name: value for name, value in told.items() if value != getattr(step, name)}


def _felt(journey: Journey, step: Step, given: Mapping[str, Any]) -> tuple[Feeling, ...]:
    """Return the feelings; of each persona the surest is the one that stood in the form."""
    kept = list(step.feelings)
    for persona in journey.persona_ids:
        value, source, n = (given[name] for name in names(persona))
        before = surest(step, persona)
        if before:
            kept.remove(before)
        if value != "":
            source = FeelingSource.INTENDED if journey.type is JourneyType.TO_BE else source
            now = Feeling(persona_id=persona, value=int(value), source=source, n=n)
            kept = [f for f in kept if (f.persona_id, f.source) != (persona, source)]
            place = step.feelings.index(before) if before else len(kept)
            kept.insert(place, now)
    return tuple(kept)


def _in(texts: Any, lang: str) -> str:
    found = best([text for text in texts if text.lang == lang], lang)
    return found.text
