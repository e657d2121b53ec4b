"""Buttons: read as strictly as forms; where something cannot be done the page says why."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import redirect
from marshmallow import Schema

from chassis.changes import Cause
from chassis.errors import Refusal
from chassis.pages import Form, again, taken, written_in
from chassis.pages.forms import OURS_TO_SHOW
from chassis.web import Id, Integer, Strict, cause

Shown = Callable[[Form, int], Any]


class Button(Strict):
    """A form that is only its button; the edition is the one that was looked at."""

    edition = Integer()
    back = Id()


def seen_cause(given: dict[str, Any]) -> Cause:
    """Return the cause of what a form asks for, with the edition that its writer saw."""
    return replace(cause(), edition=given.get("edition"))


def done(schema: Schema, act: Callable[[dict[str, Any]], object], shown: Shown, back: str) -> Any:
    """Read a button's form, do it, and go back to where it stood; else show that page again."""
    written: dict[str, Any] = {}
    try:
        written |= written_in(schema)
        given = taken(schema, written)
        act(given)
    except Refusal as no:
        if no.status not in OURS_TO_SHOW:
            raise
        return shown(again(no, written, schema), no.status)
    department = given.get("back")
    return redirect(f"/departments/{department}" if department else back, 303)
