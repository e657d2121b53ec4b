"""The HTTP API of ideas: one blueprint for each noun."""

from flask import Flask

from ideas.actions import Calls, Ideas, Offers, Outcomes, Own, Receipts, Supports
from ideas.routes.calls import call_routes
from ideas.routes.ideas import idea_routes
from ideas.routes.moderating import moderating_routes
from ideas.routes.offers import offer_routes
from ideas.routes.track import track_routes


def add_routes(
    app: Flask,
    ideas: Ideas,
    own: Own,
    offers: Offers,
    outcomes: Outcomes,
    calls: Calls,
    supports: Supports,
    receipts: Receipts,
) -> None:
    """Let an app answer at the API's addresses."""
    app.register_blueprint(idea_routes(ideas, supports, receipts))
    app.register_blueprint(moderating_routes(ideas))
    app.register_blueprint(offer_routes(ideas, offers))
    app.register_blueprint(call_routes(calls))
    app.register_blueprint(track_routes(own, offers, outcomes))
