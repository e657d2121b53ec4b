"""Forms on pages of their own: what they ask, what stands in them, and who was quicker."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from flask import redirect, request
from marshmallow import Schema
from werkzeug.wrappers import Response

from chassis.changes import Aggregate, Cause
from chassis.errors import Refusal
from chassis.pages import Form, act_on, again, fills, new, pressed, render
from chassis.pages.forms import OURS_TO_SHOW
from chassis.web import Integer, LanguageField, Strict, String, cause
from chassis.words import Sentence
from journeys.events.journeys import Texts

PAGE = "journeys/form.html"
Choices = Sequence[tuple[str, Any]]
"""Values, each with its label in the reader's language."""


class Spoken(Strict):
    """A form whose words are in one language."""

    language = LanguageField(required=True)


class Edited(Spoken):
    """A form that says what its writer saw: the edition, and a mark of the thing itself."""

    edition = Integer(required=True)
    seen = String(required=True)


@dataclass(frozen=True)
class Field:
    """A field as it is shown."""

    name: str
    label: Sentence | str
    kind: Literal["line", "area", "select", "choice", "ticks", "quotes"] = "line"
    hint: Sentence | str = ""
    optional: bool = False
    most: int | None = None
    rows: int = 4
    choices: Choices = ()
    usual: str = ""
    digits: bool = False
    example: Sentence | str = ""
    """How it may look, line by line."""


@dataclass(frozen=True)
class Removing:
    """The button that takes away what the form is about."""

    address: str
    title: Sentence
    button: Sentence
    warning: Sentence | str = ""


@dataclass(frozen=True, kw_only=True)
class Asking:
    """A page with a form: what it asks and what stands in it now."""

    title: Sentence
    button: Sentence
    back: str
    fields: tuple[Field, ...]
    hidden: Mapping[str, Any]
    """The language, and of what is changed the edition and the mark."""
    about: Texts = ()
    """What it belongs to; leads back there."""
    lead: Sentence | str = ""
    now: Mapping[str, Any] = field(default_factory=dict)
    texts: Sequence[tuple[str, str, bool]] = ()
    """The languages that can be changed: the tag, the name, whether it is this one."""
    removing: Removing | None = None
    nothing: Sentence | str = ""
    """What to say instead, where there is nothing to fill in."""


def ask(schema: type[Schema], asking: Asking, keep: Callable[..., Any]) -> Any:
    """Show a form with what stands there now; when it is posted, pass on what was written."""
    if request.method != "POST" and "seen" in asking.hidden:
        return render(PAGE, form=_now(asking), asking=asking)
    return fills(schema, PAGE, asking=lambda: asking)(keep)()


def take_away(asking: Asking, act: Callable[[dict[str, Any]], object], back: str) -> Any:
    """Do what the button below a form says; a refusal is told on the page of the form."""

    def remove(given: dict[str, Any]) -> Response:
        act(given)
        return kept(back)

    def shown(form: Form, status: int) -> Response:
        told = replace(_now(asking), mistakes=form.mistakes)
        return render(PAGE, status, form=told, asking=asking)

    return act_on(Edited(), remove, shown)


def press(act: Callable[[], object], back: str, shown: Callable[[Refusal, Form], Any]) -> Any:
    """Do what a button says; a refusal is told on the page that the button stands on."""
    try:
        pressed()
        act()
    except Refusal as no:
        if no.status not in OURS_TO_SHOW:
            raise
        return shown(no, again(no, {}, Strict()))
    return redirect(back, 303)


def seen(*things: object) -> str:
    """Return a mark that changes with everything in these things."""
    return hashlib.sha256(repr(things).encode()).hexdigest()[:20]


def held(whole: Aggregate, mark: str, given: Mapping[str, Any]) -> Cause:
    """Return the cause of a change to what its writer saw.

    A change elsewhere in the whole does not stand in the way; one in the thing itself is `Stale`.
    """
    same = given["seen"] == mark
    return replace(cause(), edition=whole.edition if same else given["edition"])


def kept(address: str) -> Response:
    """Return the way on after something was kept."""
    return redirect(address, 303)


def _now(asking: Asking) -> Form:
    return Form({**asking.now, **asking.hidden}, once=new())
