"""What can be chosen in forms: departments, channels, steps and the places between them."""

from flask import request
from markupsafe import Markup

from chassis.pages.showing import SPOKEN, best, language_name, languages, translated
from chassis.web import caller, language
from chassis.words import _
from journeys.actions import Nouns
from journeys.domain.journeys import Journey
from journeys.drawing.labels import label
from journeys.events.journeys import Channel, HandoffWhat, Period, Stage, Texts
from journeys.pages.asking import Choices, Field
from journeys.routes.map import spoken

AT_THE_END = ""


def mine(nouns: Nouns, journey_id: str) -> Journey:
    """Return a journey that this caller may change, with all that its department sees."""
    journey = nouns.journeys.get(caller(), journey_id)
    caller().must("map", journey.owner_department_id)
    return nouns.journeys.as_seen_by(caller(), journey)


def chosen(journey: Journey) -> str:
    """Return the language of the journey's own that a form is in."""
    return spoken(journey, request.args.get("text") or language())


def spoken_in(journey: Journey, lang: str) -> list[tuple[str, str, bool]]:
    """Return the languages of a journey: the tag, the name, whether it is this one."""
    return [(t.lang, language_name(t.lang), t.lang == lang) for t in journey.title]


def written_in_one_of() -> Field:
    """Return the field that asks in which language something is written."""
    own = [language(), *languages(), *SPOKEN]
    offered = [(lang, language_name(lang)) for lang in dict.fromkeys(own)]
    return Field("language", _("The language you write in"), "select", choices=offered)


def one(texts: Texts, lang: str) -> str:
    """Return what stands in a field: the words in this language, or nothing."""
    return best([text for text in texts if text.lang == lang], lang).text


def quoted(texts: Texts, lang: str = "") -> Markup:
    """Return what somebody wrote, marked with its language."""
    found = best(texts, lang or language())
    return Markup('<bdi lang="{}" dir="auto">{}</bdi>').format(found.lang, found.text)


def departments(nouns: Nouns, journey: Journey) -> Choices:
    """Return all departments that take part, or that are in the journey already."""
    named = nouns.journeys.departments(journey) | nouns.neighbours.all_departments()
    found = [(id, best(texts, language()).text) for id, texts in named.items()]
    return sorted(found, key=lambda pair: pair[1].casefold())


def channels() -> Choices:
    """Return how two can meet."""
    return [(each.value, label(language(), each)) for each in Channel]


def periods() -> Choices:
    """Return when a stage can be."""
    return [(each.value, label(language(), each)) for each in Period]


def passed_over() -> Choices:
    """Return what can be handed over."""
    return [(each.value, label(language(), each)) for each in HandoffWhat]


def personas(nouns: Nouns) -> Choices:
    """Return the personas that this caller may see."""
    found = nouns.personas.page(caller(), {}, None, 100)[0]
    return [(each.id, quoted(each.name)) for each in found]


def steps(journey: Journey, lang: str) -> Choices:
    """Return all steps of a journey, numbered through."""
    found = enumerate(journey.steps(), start=1)
    return [(step.id, f"{n}. {best(step.title, lang).text}") for n, step in found]


def before_stages(journey: Journey, lang: str, without: str = "") -> Choices:
    """Return the places for a stage: before each other, or at the end."""
    found = [
        (stage.id, _before(n, stage.title, lang))
        for n, stage in enumerate(journey.stages, start=1)
        if stage.id != without
    ]
    return [(AT_THE_END, translated(_("At the end"))), *found]


def before_steps(journey: Journey, stage: Stage, lang: str) -> Choices:
    """Return the places for a new step in its stage."""
    number = {step.id: n for n, step in enumerate(journey.steps(), start=1)}
    found = [(step.id, _before(number[step.id], step.title, lang)) for step in stage.steps]
    return [(AT_THE_END, translated(_("At the end of the stage"))), *found]


def places(journey: Journey, lang: str, without: str) -> Choices:
    """Return all places for a step: `<stage>/<step before which>`, or `<stage>/` at its end."""
    number = {step.id: n for n, step in enumerate(journey.steps(), start=1)}
    found = []
    for stage in journey.stages:
        for step in stage.steps:
            if step.id != without:
                told = _before(number[step.id], step.title, lang)
                found.append((f"{stage.id}/{step.id}", told))
        name = best(stage.title, lang).text
        found.append((f"{stage.id}/", translated(_("Last in “{stage}”"), stage=name)))
    return found


def _before(number: int, title: Texts, lang: str) -> Markup:
    return translated(_("Before {n}. {title}"), n=number, title=best(title, lang).text)
