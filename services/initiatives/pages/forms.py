"""Forms of those who carry an initiative out, each on a page of its own; nothing typed is lost."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flask import Blueprint, redirect, request
from marshmallow import Schema

from chassis.errors import NotThere
from chassis.pages import Form, fills
from chassis.web import caller, language
from chassis.words import Sentence
from initiatives.domain.initiatives import Initiative
from initiatives.pages.fields import Field
from initiatives.pages.parts import May, Parts

Act = Callable[[str, dict[str, Any]], object]
Allowed = Callable[[May, str], bool]
Shown = Callable[[Initiative], Sequence[Field]]


@dataclass(frozen=True)
class Asking:
    """One form: where it is, what it asks for, who may fill it in, and what it does."""

    path: str
    schema: type[Schema]
    title: Sentence
    button: Sentence
    asked: Shown
    allowed: Allowed
    act: Act
    lead: Sentence | str = ""
    anchor: str = "main"
    usual: Callable[[Initiative], Mapping[str, Any]] = field(default=lambda initiative: {})


def these(*asked: Field) -> Shown:
    """Return fields that are the same for every initiative."""
    return lambda _initiative: asked


def begun(form: Form, now: Mapping[str, Any]) -> Form:
    """Return a form with what stands there now, until somebody has written something else."""
    return form if form.values else replace(form, values=now)


def form_pages(parts: Parts, asked: list[Asking]) -> Blueprint:
    """Return the pages of forms."""
    door = Blueprint(
        "form_pages",
        __name__,
        url_prefix="/initiatives/<initiative_id>",
        template_folder="../templates",
    )
    for each in asked:
        _add(door, parts, each)
    return door


def _add(door: Blueprint, parts: Parts, asking: Asking) -> None:
    def page(initiative_id: str, part_id: str = "") -> Any:
        """Show the form to whom it is for; what is sent is decided on as everywhere else."""
        initiative = parts.initiatives.get(caller(), initiative_id)
        if request.method != "POST" and not asking.allowed(May(caller(), initiative), part_id):
            caller().must("steer", initiative.owner_department_id)
            raise NotThere("There is nothing to fill in here now.")

        @fills(
            asking.schema,
            "initiatives/form.html",
            asking=lambda: asking,
            initiative=lambda: parts.initiatives.get(caller(), initiative_id),
            usual=language,
            part_id=lambda: part_id,
        )
        def fill(initiative_id: str, **given: Any) -> Any:
            given["part_id"] = part_id
            asking.act(initiative_id, given)
            return redirect(f"/initiatives/{initiative_id}#{asking.anchor}", 303)

        return fill(initiative_id=initiative_id)

    door.add_url_rule(asking.path, asking.path, page, methods=["GET", "POST"])
