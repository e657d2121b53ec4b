"""The pages of ideas: the list, one contribution, handing in, and one's own by its code."""

from flask import Flask

from ideas.actions import Calls, Ideas, Supports
from ideas.pages.giving import giving_pages
from ideas.pages.moderating import moderating_pages
from ideas.pages.reading import reading_pages
from ideas.pages.track import track_pages
from ideas.pages.words import KINDS, STATUSES, TONES, WHAT


def add_pages(app: Flask, ideas: Ideas, calls: Calls, supports: Supports) -> None:
    """Let an app answer people, not only programs."""
    app.jinja_env.globals |= {
        "kinds": KINDS,
        "statuses": STATUSES,
        "tones": TONES,
        "what_happened": WHAT,
    }
    app.register_blueprint(reading_pages(ideas, calls, supports))
    app.register_blueprint(giving_pages(ideas, calls))
    app.register_blueprint(moderating_pages(ideas))
    app.register_blueprint(track_pages(ideas))
