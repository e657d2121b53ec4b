"""The pages of ideas: lists, one contribution, handing in, offers, and one's own by its code."""

from flask import Flask

from ideas.actions import Calls, Ideas, Offers, Outcomes, Own, Supports
from ideas.pages import words
from ideas.pages.giving import giving_pages
from ideas.pages.moderating import moderating_pages
from ideas.pages.offers import offer_pages
from ideas.pages.reading import reading_pages
from ideas.pages.track import track_pages


def add_pages(
    app: Flask,
    ideas: Ideas,
    own: Own,
    offers: Offers,
    outcomes: Outcomes,
    calls: Calls,
    supports: Supports,
) -> None:
    """Let an app answer people, not only programs."""
    app.jinja_env.globals |= {
        "kinds": words.KINDS,
        "statuses": words.STATUSES,
        "tones": words.TONES,
        "what_happened": words.WHAT,
        "unsaid": words.UNSAID,
        "types": words.TYPES,
        "weekdays": words.WEEKDAYS,
        "parts": words.PARTS,
        "times": words.TIMES,
        "offer_statuses": words.OFFERS,
        "offer_tones": words.OFFER_TONES,
    }
    app.register_blueprint(reading_pages(ideas, outcomes, calls, supports))
    app.register_blueprint(giving_pages(ideas, calls))
    app.register_blueprint(offer_pages(offers))
    app.register_blueprint(moderating_pages(ideas))
    app.register_blueprint(track_pages(own, offers, outcomes))
