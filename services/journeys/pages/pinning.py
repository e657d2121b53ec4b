"""What is added to a step on pages: contributions pinned to it, and evidence for it."""

import re
from typing import Any

from flask import Blueprint, redirect
from marshmallow import post_load
from werkzeug.wrappers import Response

from chassis.errors import Unfit
from chassis.pages import fills, pressed
from chassis.pages.showing import translated
from chassis.web import (
    Integer,
    LanguageField,
    Strict,
    String,
    TextsField,
    ValidationError,
    caller,
    cause,
    language,
    one_of,
)
from chassis.words import _
from journeys.actions import Nouns
from journeys.domain.evidence import NewEvidence
from journeys.events.findings import EvidenceType
from journeys.pages.choosing import mine
from journeys.pages.outlines import Written
from journeys.pages.words import EVIDENCE_TYPES
from journeys.schemas.common import BODY
from journeys.schemas.findings import PEOPLE

MOST_AT_ONCE = 200
ADDRESS = re.compile(r"(?:.*/ideas/)?([A-Za-z0-9._~:-]{1,200})/?(?:[?#].*)?")


class PinForm(Strict):
    """Which contributions to pin: a workshop has many about one step."""

    idea = Written(required=True)

    @post_load
    def named(self, given: dict[str, Any], **_more: Any) -> dict[str, Any]:
        """Take the id of a contribution, or the address of its page, from each line."""
        lines = [line for line in given["idea"].splitlines() if line.strip()]
        if len(lines) > MOST_AT_ONCE:
            why = _("This is too much: at most {max} lines.", max=MOST_AT_ONCE)
            raise ValidationError(why, "idea")
        return given | {"idea": tuple(dict.fromkeys(idea_named(line) for line in lines))}


class EvidenceForm(Strict):
    """What was seen or heard."""

    type = one_of(EvidenceType, required=True)
    text = TextsField(required=True, max_length=BODY)
    language = LanguageField(required=True)
    idea = String(load_default="", max_length=1000)
    n = Integer(load_default=None, validate=PEOPLE)


def pinning_pages(nouns: Nouns) -> Blueprint:
    """Return the pages on which something is added to a step."""
    door = Blueprint("pinning", __name__, url_prefix="/journeys", template_folder="../templates")

    @fills(PinForm, "journeys/pin.html")
    def pinned(journey_id: str, step_id: str, idea: tuple[str, ...]) -> Response:
        for each in idea:
            nouns.pins.place(caller(), cause(), journey_id, each, step_id)
        return redirect(f"/journeys/{journey_id}/steps/{step_id}#contributions", 303)

    @fills(
        EvidenceForm,
        "journeys/evidence.html",
        types=lambda: [(each.value, translated(name)) for each, name in EVIDENCE_TYPES.items()],
        usual=language,
    )
    def recorded(journey_id: str, step_id: str, type: EvidenceType, idea: str, **told: Any) -> Any:
        wanted = NewEvidence(
            type=type,
            text=told["text"],
            idea_id=idea_named(idea) if idea else None,
            step_ids=(step_id,),
            n=told["n"],
            process_id=mine(nouns, journey_id).process_id,
        )
        nouns.evidence.record(caller(), cause(), wanted)
        return redirect(f"/journeys/{journey_id}/steps/{step_id}#evidence", 303)

    @door.route("/<journey_id>/steps/<step_id>/pin", methods=["GET", "POST"])
    def pin(journey_id: str, step_id: str) -> Any:
        """Pin contributions to a step."""
        mine(nouns, journey_id).step(step_id)
        return pinned(journey_id=journey_id, step_id=step_id)

    @door.route("/<journey_id>/steps/<step_id>/evidence", methods=["GET", "POST"])
    def record(journey_id: str, step_id: str) -> Any:
        """Write down what was seen or heard."""
        mine(nouns, journey_id).step(step_id)
        return recorded(journey_id=journey_id, step_id=step_id)

    @door.post("/<journey_id>/steps/<step_id>/pins/<pin_id>/remove")
    def unpin(journey_id: str, step_id: str, pin_id: str) -> Response:
        """Take a contribution off."""
        pressed()
        nouns.pins.remove(caller(), cause(), journey_id, pin_id)
        return redirect(f"/journeys/{journey_id}/steps/{step_id}#contributions", 303)

    return door


def idea_named(said: str) -> str:
    """Return the id of a contribution that was named by it, or by the address of its page."""
    found = ADDRESS.fullmatch(said.strip())
    if not found:
        raise Unfit(_("Write the address of a contribution, or its id."), pointer="/idea")
    return found[1]
