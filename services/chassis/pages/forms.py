"""Forms that need no JavaScript: read as strictly as JSON, and shown again as filled in."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from flask import Response, g, request
from marshmallow import Schema, ValidationError, fields

from chassis.errors import Refusal
from chassis.pages.rendering import render
from chassis.screening import SHAPE, has_cpr, plain
from chassis.web.problems import Mistake, Mistaken, mistakes, problem
from chassis.web.reading import OtherFormat, named, read_pairs
from chassis.web.strict import Strict, typed
from chassis.web.taking import View, raw_body
from chassis.words import Sentence, _

FORM = "application/x-www-form-urlencoded"
CPR = _("This looks like a CPR number. Please leave it out: we never need it here.")
ONCE = "once"
"""The hidden field that makes sending a form twice the same as sending it once."""
NEVER_IN_AN_ADDRESS = ("trackingCode", "email")
"""Fields that a link cannot fill in: addresses are kept in many places, and sent by anybody."""
OURS_TO_SHOW = (400, 409, 412, 413, 415, 422, 429, 503)
"""Refusals that are shown on the form, so that nothing written is lost."""


@dataclass(frozen=True)
class Form:
    """What stands in a form's fields, and what needs another look."""

    values: Mapping[str, Any] = field(default_factory=dict)
    mistakes: tuple[tuple[str, Sentence], ...] = ()
    """Each with the name of its field; empty for the form as a whole."""
    once: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    """What the fields are called, as the template has told."""

    def value(self, name: str) -> Any:
        """Return what stands in a field."""
        return self.values.get(name, "")

    def labelled(self, name: str, label: str) -> str:
        """Return the label of a field, and remember it for the list of mistakes."""
        self.labels[name] = label
        return label

    def label(self, name: str) -> str:
        """Return what a field is called."""
        return self.labels.get(name, name)

    def wrong(self, name: str) -> list[Sentence]:
        """Return what is wrong with a field."""
        return [detail for place, detail in self.mistakes if place == name]


class Button(Strict):
    """A form that is only its button."""


def pressed() -> None:
    """Read a form that is only its button."""
    taken(Button(), written_in(Button()))


def fills(
    schema: type[Schema], template: str, **beside: Callable[[], Any]
) -> Callable[[View], View]:
    """Show a form on GET; when it is posted, read it and pass it on as keywords.

    What cannot be taken, or is refused by the view, is told on the form with all that was
    written. `beside` gives what else the template needs.
    """
    wanted = schema()

    def wrap(view: View) -> View:
        @wraps(view)
        def filled(**path: Any) -> Any:
            def shown(form: Form, status: int = 200) -> Response:
                more = {name: fetch() for name, fetch in beside.items()}
                return render(template, status, form=form, **more, **path)

            if request.method != "POST":
                return shown(blank(wanted))
            return act_on(wanted, lambda given: view(**path, **given), shown)

        return filled

    return wrap


def act_on(
    schema: Schema, act: Callable[[dict[str, Any]], Any], shown: Callable[[Form, int], Any]
) -> Any:
    """Read the form that was posted and act on it; what is refused is told where `shown` says."""
    written: dict[str, Any] = {}
    try:
        written |= written_in(schema)
        return act(taken(schema, written))
    except Refusal as no:
        if no.status not in OURS_TO_SHOW:
            raise
        return shown(again(no, written, schema), no.status)


def blank(schema: Schema | None = None) -> Form:
    """Return an empty form; what the address says of its fields stands in them."""
    kinds = {f.data_key: f for f in schema.load_fields.values()} if schema else {}
    known: dict[str, Any] = {}
    for name, value in query_kept():
        if isinstance(kinds.get(name), fields.List):
            known.setdefault(name, []).append(value)
        elif name in kinds:
            known[name] = value
    return Form(known, once=new())


def query_kept() -> list[tuple[str, str]]:
    """Return what of this address' query may be shown again, and stand in other addresses."""
    asked = request.args.items(multi=True)
    return [(k, v) for k, v in asked if k not in NEVER_IN_AN_ADDRESS and not has_cpr(f"{k} {v}")]


def new() -> str:
    """Return the mark of a form that was not sent yet."""
    return secrets.token_urlsafe(16)


def written_in(schema: Schema) -> dict[str, Any]:
    """Return the fields of the form that was posted, as text; raises `Unreadable`."""
    if request.mimetype != FORM:
        raise OtherFormat("Please send the form as it is.")
    kinds = {f.data_key: f for f in schema.load_fields.values()}
    written: dict[str, Any] = {}
    for name, value in read_pairs(raw_body()):
        if isinstance(kinds.get(name), fields.List):
            written.setdefault(name, []).append(value)
        elif name in written:
            raise Mistaken([Mistake(_("This is there twice."), f"/{named(name)}")])
        else:
            written[name] = value
    if written.get(ONCE):
        g.once = written[ONCE]
    written.pop(ONCE, None)
    return written


def taken(schema: Schema, written: dict[str, Any]) -> dict[str, Any]:
    """Return what was written as the schema has it; a field left empty counts as missing."""
    g.given = {k: v for k, v in written.items() if not isinstance(v, str) or v.strip()}
    found = [Mistake(CPR, f"/{name}") for name, value in written.items() if _personal(value)]
    try:
        loaded: dict[str, Any] = schema.load(typed(schema, g.given))
    except ValidationError as error:
        found += mistakes(error.messages)
    if found:
        raise Mistaken(found)
    return loaded


def again(no: Refusal, written: Mapping[str, Any], schema: Schema | None = None) -> Form:
    """Return the form with what was written and why it cannot be taken."""
    told = problem(no)
    known = [f.data_key for f in schema.load_fields.values()] if schema else list(written)
    found = [(m.pointer.split("/")[1] if m.pointer else "", m.detail) for m in told.mistakes]
    placed = [(name, detail) for place in known for name, detail in found if name == place]
    placed += [("", detail) for name, detail in found if name not in known]
    kept = {name: _without_cpr(value) for name, value in written.items()}
    return Form(kept, tuple(placed) or (("", told.detail),), g.get("once") or new())


def _personal(value: Any) -> bool:
    return any(map(has_cpr, value)) if isinstance(value, list) else has_cpr(value)


def _without_cpr(value: Any) -> Any:
    """Return what was written without CPR numbers: not even their owner is shown them."""
    if isinstance(value, str) and has_cpr(value):
        return SHAPE.sub("[…]", plain(value))
    return value
