"""The gateway's own addresses for programs."""

from flask import Flask

from gateway.actions import Departments
from gateway.intake import Intake
from gateway.routes.departments import departments_routes
from gateway.routes.events import events_routes
from gateway.streams import Streams


def add_routes(
    app: Flask, departments: Departments, intake: Intake, streams: Streams, patience: float
) -> None:
    """Let an app answer for departments, and take in and give out events."""
    app.register_blueprint(departments_routes(departments))
    app.register_blueprint(events_routes(intake, streams, patience))
