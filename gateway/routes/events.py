"""`POST /events` and `GET /events/stream`: what comes in from portals, and what goes out to all."""

from typing import Any

from flask import Blueprint, Response, request

from chassis.errors import Refusal
from chassis.telemetry import trace
from chassis.web import Mistake, MistakenQuery, caller, language, problem
from chassis.web.asking import manners
from chassis.web.giving import JSON
from chassis.web.reading import named, read_pairs
from chassis.words import _
from gateway.bodies import Patient
from gateway.intake import Intake, Taken, read_events
from gateway.places import START
from gateway.schemas import TakenView
from gateway.streams import Streams

VIEW = TakenView()
MOST_TYPES = 50


def events_routes(intake: Intake, streams: Streams, patience: float) -> Blueprint:
    """Return the addresses of events."""
    door = Blueprint("events", __name__, url_prefix="/events")

    @door.post("")
    def take() -> Response:
        """Take in the events of a portal."""
        who = caller()
        who.must("intake")
        batch, events = read_events(request.environ, request.get_data())
        results = intake.take(who, events)
        if batch:
            items = [_item(result) for result in results]
            whole = all(item["status"] == 202 for item in items)
            return _answer({"items": items}, 202 if whole else 207)
        if isinstance(results[0], Refusal):
            raise results[0]
        return _answer(_shown(results[0]), 202)

    @door.get("/stream")
    def listen() -> Response:
        """Tell public events as they happen."""
        types, place = _wanted()
        who = caller()
        stream = streams.listen(who.subject, types, place)
        response = Response(
            Patient(stream, request.environ, patience), mimetype="text/event-stream"
        )
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Accel-Buffering"] = "no"
        return response

    return door


def _wanted() -> tuple[list[str], str | None]:
    """Return the types asked for, and the place to begin at; raises `MistakenQuery`."""
    place, wrong = request.headers.get("Last-Event-ID"), []
    types: list[str] = []
    for name, value in read_pairs(request.query_string):
        if name == "type" and value and len(types) < MOST_TYPES:
            types.append(value)
        elif name == "from" and value == START:
            place = place or START
        elif name in ("type", "from"):
            wrong.append(Mistake(_("This is not valid."), parameter=name))
        else:
            wrong.append(Mistake(_("This parameter is not known here."), parameter=named(name)))
    if wrong:
        raise MistakenQuery(wrong)
    return types, place or None


def _item(result: Taken | Refusal) -> dict[str, Any]:
    if isinstance(result, Taken):
        return {"status": 202} | _shown(result)
    return problem(result, trace()).told(manners().words, language())


def _shown(taken: Taken) -> dict[str, Any]:
    told: dict[str, Any] = VIEW.dump(taken)
    return {name: value for name, value in told.items() if value is not None}


def _answer(body: dict[str, Any], status: int) -> Response:
    return Response(JSON.encode(body), status, content_type="application/json")
