"""The HTTP API of initiatives: one blueprint for each noun."""

from flask import Flask

from initiatives.actions import (
    Commitments,
    Indicators,
    Initiatives,
    Matches,
    Milestones,
    Needs,
    Processes,
    Threads,
)
from initiatives.routes.commitments import commitment_routes
from initiatives.routes.deciding import deciding_routes
from initiatives.routes.indicators import indicator_routes
from initiatives.routes.initiatives import initiative_routes
from initiatives.routes.matches import match_routes
from initiatives.routes.milestones import milestone_routes
from initiatives.routes.needs import need_routes
from initiatives.routes.processes import process_routes
from initiatives.routes.threads import thread_routes


def add_routes(
    app: Flask,
    processes: Processes,
    initiatives: Initiatives,
    commitments: Commitments,
    milestones: Milestones,
    needs: Needs,
    matches: Matches,
    indicators: Indicators,
    threads: Threads,
) -> None:
    """Let an app answer at the API's addresses."""
    app.register_blueprint(process_routes(processes))
    app.register_blueprint(initiative_routes(initiatives))
    app.register_blueprint(deciding_routes(initiatives))
    app.register_blueprint(commitment_routes(initiatives, commitments))
    app.register_blueprint(milestone_routes(initiatives, milestones))
    app.register_blueprint(need_routes(initiatives, needs))
    app.register_blueprint(match_routes(initiatives, matches))
    app.register_blueprint(indicator_routes(initiatives, indicators))
    app.register_blueprint(thread_routes(threads))
