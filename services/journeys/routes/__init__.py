"""The HTTP API of journeys: one blueprint for each noun."""

from flask import Flask

from chassis.pages import Site
from journeys.actions import Nouns
from journeys.routes.findings import evidence_routes, insight_routes
from journeys.routes.handoffs import handoff_routes
from journeys.routes.journeys import journey_routes
from journeys.routes.map import map_routes
from journeys.routes.opportunities import opportunity_routes
from journeys.routes.personas import persona_routes
from journeys.routes.pins import pin_routes
from journeys.routes.steps import stage_routes, step_routes


def add_routes(app: Flask, nouns: Nouns, site: Site) -> None:
    """Let an app answer at the API's addresses."""
    app.register_blueprint(persona_routes(nouns.personas))
    app.register_blueprint(journey_routes(nouns.journeys))
    app.register_blueprint(stage_routes(nouns.steps, nouns.journeys))
    app.register_blueprint(step_routes(nouns.steps, nouns.journeys))
    app.register_blueprint(handoff_routes(nouns.steps, nouns.journeys))
    app.register_blueprint(pin_routes(nouns.pins))
    app.register_blueprint(map_routes(nouns, site))
    app.register_blueprint(evidence_routes(nouns.evidence))
    app.register_blueprint(insight_routes(nouns.insights))
    app.register_blueprint(opportunity_routes(nouns.opportunities))
