"""Buttons: read as strictly as forms; where something cannot be done the page says why."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import redirect
from marshmallow import Schema

from chassis.changes import Cause
from chassis.pages import Form, act_on
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

    def press(given: dict[str, Any]) -> Any:
        act(given)
        department = given.get("back")
        return redirect(f"/departments/{department}" if department else back, 303)

    return act_on(schema, press, shown)
