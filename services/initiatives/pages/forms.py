"""Forms of those who carry an initiative out, each on a page of its own; nothing typed is lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from flask import Blueprint, redirect
from marshmallow import Schema, ValidationError, fields, validate

from chassis.errors import NotThere
from chassis.pages import Form, fills
from chassis.pages.showing import translated
from chassis.web import Integer, LanguageField, Strict, TextsField, caller, language
from chassis.words import Sentence, _
from initiatives.domain.initiatives import Initiative
from initiatives.events.parts import Unit
from initiatives.pages.parts import May, Parts
from initiatives.schemas.common import REASON, WORDS, one_of, short
from initiatives.schemas.parts import MOST_COUNTED, VALUE

Act = Callable[[str, dict[str, Any]], object]
Allowed = Callable[[May, str], bool]


class Written(fields.Float):
    """A number as people write it, with a comma or a point."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> float:
        if not isinstance(value, str) or len(value) > 30:
            raise self.make_error("invalid")
        plain = value.strip().replace("\u00a0", "").replace(" ", "").replace(",", ".")
        if not plain.replace("-", "", 1).replace(".", "", 1).isdecimal():
            raise ValidationError(_("Please write a number, such as 12 or 3,5."))
        return float(super()._deserialize(plain, attr, data, **kwargs))


class Edited(Strict):
    """A form that says which edition its writer saw, and in which language it is written."""

    edition = Integer()
    language = LanguageField(required=True)


class StopForm(Edited):
    """Why it is stopped."""

    reason = TextsField(required=True, max_length=REASON)


class OperateForm(Edited):
    """Who runs it from now on."""

    operated_by = short(required=True)
    review_on = fields.Date(required=True)


class MeasureForm(Edited):
    """What was measured."""

    on = fields.Date(required=True)
    value = Written(required=True, validate=VALUE)
    n = Integer(validate=validate.Range(min=0))
    note = TextsField(max_length=REASON)


class UseForm(Edited):
    """How much help was given."""

    amount = Written(required=True, validate=validate.Range(0, MOST_COUNTED, min_inclusive=False))
    unit = one_of(Unit, required=True)
    thanks = TextsField(max_length=REASON)


class MilestoneForm(Edited):
    """What is to be reached."""

    title = short(required=True)
    due = fields.Date(required=True)


class WordsForm(Edited):
    """What is said of it."""

    title = short(required=True)
    problem = TextsField(max_length=WORDS)
    solution = TextsField(max_length=WORDS)
    contact = TextsField(max_length=REASON)


@dataclass(frozen=True)
class Field:
    """A field as it is shown."""

    name: str
    label: Sentence
    kind: str = "line"
    type: str = "text"
    hint: Sentence | str = ""
    optional: bool = False
    most: int | None = None
    choices: Callable[[], list[tuple[str, Sentence]]] = list


@dataclass(frozen=True)
class Asking:
    """One form: where it is, what it asks for, who may fill it in, and what it does."""

    path: str
    schema: type[Schema]
    title: Sentence
    button: Sentence
    asked: tuple[Field, ...]
    allowed: Allowed
    act: Act
    lead: Sentence | str = ""
    anchor: str = "main"
    usual: Callable[[Initiative], Mapping[str, Any]] = field(default=lambda initiative: {})


def begun(form: Form, now: Mapping[str, Any]) -> Form:
    """Return a form with what stands there now, until somebody has written something else."""
    return form if form.values else replace(form, values=now)


def choices(asked: Field) -> list[tuple[str, Any]]:
    """Return what can be chosen, in the reader's language."""
    return [(value, translated(label)) for value, label in asked.choices()]


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
        initiative = parts.initiatives.get(caller(), initiative_id)
        if not asking.allowed(May(caller(), initiative), part_id):
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
