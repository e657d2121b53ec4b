"""Wiring: what journeys is made of, and what is passed to what."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from flask import Flask

from chassis.aggregates import Aggregates
from chassis.changes import Aggregate
from chassis.clock import now
from chassis.contracts import Contract
from chassis.listening import Ears, Reactor
from chassis.logs.opening import open_log
from chassis.running import Chore, Pulse
from chassis.settings import read
from chassis.shelf import Shelf
from chassis.stores import Store
from chassis.stores.opening import open_store
from chassis.web import openapi
from chassis.wiring import dressed_app, usual_work
from chassis.words import Words
from journeys.actions import (
    Evidences,
    Insights,
    Journeys,
    Neighbours,
    Nouns,
    Opportunities,
    Personas,
    Pins,
    Steps,
)
from journeys.domain.evidence import Evidence
from journeys.domain.insights import Insight
from journeys.domain.journeys import Journey
from journeys.domain.opportunities import Opportunity
from journeys.domain.personas import Persona
from journeys.domain.pins import Pin
from journeys.events.findings import EvidenceState, InsightState
from journeys.events.journeys import JourneyState
from journeys.events.opportunities import OpportunityState
from journeys.events.personas import PersonaState
from journeys.events.pins import PinState
from journeys.listeners import hear_neighbours, hear_ourselves
from journeys.pages import add_pages
from journeys.routes import add_routes
from journeys.settings import Settings
from journeys.stores import COPIES, KINDS

A = TypeVar("A", bound=Aggregate)
HERE = Path(__file__).parent
SETTINGS = Settings
NEIGHBOURS = ("ideas", "initiatives", "gateway")


@dataclass(frozen=True)
class Service:
    """All parts of journeys, put together."""

    store: Store
    nouns: Nouns
    shelf: Shelf

    def neighbours(self, instance: str) -> Ears:
        """Return what is kept of others, and what is done about it."""
        ears = Ears(f"{instance}.journeys")
        ears.keep(*COPIES)
        hear_neighbours(ears, self.nouns.evidence)
        return ears

    def ourselves(self) -> Ears:
        """Return what is done about our own facts."""
        ears = Ears("journeys")
        hear_ourselves(ears, self.nouns.evidence)
        return ears


def create_service(settings: Settings) -> Service:
    """Put journeys together over its store."""
    store = open_store(settings.store_url, KINDS)
    return Service(store, _nouns(store, settings), Shelf(store, now))


def _nouns(store: Store, settings: Settings) -> Nouns:
    def kept(kind: str, cls: type[A], state: type) -> Aggregates[A]:
        return Aggregates(store, kind, cls, state, settings.source, now)

    instance, neighbours = settings.instance, Neighbours(store)
    personas = Personas(kept("persona", Persona, PersonaState), instance, now)
    of_journeys = kept("journey", Journey, JourneyState)
    journeys = Journeys(of_journeys, instance, now, personas, neighbours)
    evidence = Evidences(kept("evidence", Evidence, EvidenceState), instance, now, journeys)
    insights = Insights(kept("insight", Insight, InsightState), instance, now, evidence)
    of_opportunities = kept("opportunity", Opportunity, OpportunityState)
    return Nouns(
        personas,
        journeys,
        Steps(journeys),
        Pins(kept("pin", Pin, PinState), instance, now, journeys),
        evidence,
        insights,
        Opportunities(of_opportunities, instance, now, insights),
        neighbours,
    )


def create_app(settings: Settings | None = None) -> Flask:
    """Return what answers requests."""
    settings = settings or read(Settings)
    service = create_service(settings)
    app = dressed_app(__name__, settings, Words(HERE), Pulse(service.store, "journey"))
    add_routes(app, service.nouns, settings)
    add_pages(app, service.nouns, settings)
    return app


def create_work(settings: Settings | None = None) -> Sequence[Chore]:
    """Return what is done without being asked."""
    settings = settings or read(Settings)
    service, log = create_service(settings), open_log(settings.log_url)
    store, shelf = service.store, service.shelf
    neighbours = service.neighbours(settings.instance)
    return [
        *usual_work(settings, store, log, neighbours, NEIGHBOURS, shelf),
        Reactor(store, service.ourselves(), shelf, now),
    ]


def contract() -> Contract:
    """Return what journeys promises to others."""
    from journeys import examples

    told = openapi(create_app(), "Samskab: journeys")
    return Contract("journeys", HERE, told, examples.facts())
