"""The pages of initiatives: processes, initiatives, what departments promised, the red thread."""

from flask import Flask

from chassis.pages import new
from initiatives.pages import words
from initiatives.pages.asked import askings
from initiatives.pages.decisions import by_day, days_of
from initiatives.pages.departments import department_pages
from initiatives.pages.fields import choices
from initiatives.pages.forms import begun, form_pages
from initiatives.pages.initiatives import initiative_pages
from initiatives.pages.listing import list_pages
from initiatives.pages.opening import opening_pages
from initiatives.pages.parts import Parts
from initiatives.pages.picture import steps_besides
from initiatives.pages.processes import process_pages
from initiatives.pages.proposing import proposing_pages
from initiatives.pages.threads import thread_pages

__all__ = ["Parts", "add_pages"]


def add_pages(app: Flask, parts: Parts) -> None:
    """Let an app answer people, not only programs."""
    forms = {"once_more": new, "begun": begun, "choices": choices}
    telling = {"by_day": by_day, "days_of": days_of, "steps_besides": steps_besides}
    app.jinja_env.globals |= words.TABLES | forms | telling
    app.register_blueprint(list_pages(parts))
    app.register_blueprint(proposing_pages(parts))
    app.register_blueprint(opening_pages(parts))
    app.register_blueprint(thread_pages(parts.threads))
    app.register_blueprint(form_pages(parts, askings(parts)))
    app.register_blueprint(initiative_pages(parts))
    app.register_blueprint(department_pages(parts))
    app.register_blueprint(process_pages(parts))
