"""`/api/journeys/<id>/map.svg`: the journey as a picture."""

from collections import Counter
from collections.abc import Mapping

from flask import Blueprint, Response

from chassis.pages import Site
from chassis.web import Mistake, MistakenQuery, caller, etag, language, takes
from chassis.words import _
from journeys.actions import Nouns
from journeys.domain.evidence import step_evidence
from journeys.domain.journeys import Journey
from journeys.drawing import Around, Flag, Scene, draw
from journeys.schemas.pictures import MapQuery

SVG = "image/svg+xml; charset=utf-8"


def map_routes(nouns: Nouns, site: Site) -> Blueprint:
    """Return the route of the map."""
    door = Blueprint("map", __name__, url_prefix="/api/journeys")

    @door.get("/<journey_id>/map.svg")
    @takes(query=MapQuery)
    def show_map(journey_id: str, persona: str = "", lang: str = "") -> Response:
        """Draw the map of a journey as an SVG picture; the journey itself has all that it shows."""
        journey = nouns.journeys.get(caller(), journey_id)
        if persona and persona not in journey.persona_ids:
            why = _("This persona is not in the journey.")
            raise MistakenQuery([Mistake(why, parameter="persona")])
        drawn = draw(scene(nouns, journey, lang or language(), persona, site.made_up))
        headers = {
            "ETag": etag(journey.edition),
            "Content-Disposition": f'inline; filename="journey-{journey.id}.svg"',
        }
        return Response(drawn, 200, headers, content_type=SVG)

    return door


def scene(nouns: Nouns, journey: Journey, lang: str, persona: str, made_up: bool) -> Scene:
    """Return what is to be drawn for whoever asks."""
    who, journeys = caller(), nouns.journeys
    around = Around(
        departments=journeys.departments(journey),
        personas={id: each.name for id, each in journeys.people(who, journey).items()},
        ideas=pinned_kinds(nouns, journey),
        initiatives=flags(nouns, journey),
        evidence=levels(nouns, journey),
        made_up=made_up,
    )
    return Scene(journeys.as_seen_by(who, journey), around, spoken(journey, lang), persona)


def spoken(journey: Journey, lang: str) -> str:
    """Return the language of the journey's own that is nearest to one, else its first."""
    wanted = lang.partition("-")[0]
    there = [text.lang for text in journey.title]
    return next((each for each in there if each.partition("-")[0] == wanted), there[0])


def levels(nouns: Nouns, journey: Journey) -> Mapping[str, str]:
    """Return how well each step is evidenced."""
    found = nouns.journeys.step_evidence(journey)
    return {step.id: step_evidence(found.get(step.id, 0)).value for step in journey.steps()}


def pinned_kinds(nouns: Nouns, journey: Journey) -> Mapping[str, Mapping[str, int]]:
    """Return how many contributions of each kind are pinned to each step."""
    found: dict[str, Counter[str]] = {}
    for pinned in nouns.pins.pinned(journey):
        kind = pinned.idea.kind if pinned.idea else "unseen"
        found.setdefault(pinned.pin.step_id, Counter())[kind] += 1
    return found


def flags(nouns: Nouns, journey: Journey) -> Mapping[str, list[Flag]]:
    """Return the initiatives that name each step, those that were stopped last."""
    there = nouns.journeys.initiatives_at(journey)
    return {
        step: [Flag(each.title, each.stopped) for each in found] for step, found in there.items()
    }
