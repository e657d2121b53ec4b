"""Wiring: what ideas is made of, and what is passed to what."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask

from chassis.aggregates import Aggregates
from chassis.clock import now
from chassis.contracts import Contract
from chassis.listening import Ears, Listener, Reactor
from chassis.logs.opening import open_log
from chassis.running import Chore, Pulse
from chassis.settings import read
from chassis.shelf import Shelf
from chassis.stores import Store
from chassis.stores.opening import open_store
from chassis.web import json_schema, openapi
from chassis.wiring import dressed_app, usual_work
from chassis.words import Words
from ideas.actions import Calls, Ideas, Offers, Outcomes, Own, Receipts, Supports
from ideas.chores import Expiry, Tally
from ideas.domain.calls import Call
from ideas.domain.ideas import Idea
from ideas.events import CallState, IdeaState
from ideas.listeners import (
    INTAKE_IDEA,
    INTAKE_SUPPORT,
    hear_initiatives,
    hear_ourselves,
    hear_portals,
)
from ideas.pages import add_pages
from ideas.routes import add_routes
from ideas.schemas import IntakeIdea, IntakeSupport
from ideas.settings import Settings
from ideas.stores import COPIES, KINDS

HERE = Path(__file__).parent
SETTINGS = Settings
NEIGHBOURS = ("journeys", "initiatives", "gateway")


@dataclass(frozen=True)
class Service:
    """All parts of ideas, put together."""

    store: Store
    ideas: Ideas
    own: Own
    offers: Offers
    outcomes: Outcomes
    calls: Calls
    supports: Supports
    receipts: Receipts
    shelf: Shelf

    def portals(self, instance: str) -> Ears:
        """Return what is done about what portals hand in."""
        ears = Ears(f"{instance}.ideas.intake")
        hear_portals(ears, self.ideas, self.supports, self.receipts)
        return ears

    def neighbours(self, instance: str) -> Ears:
        """Return what is kept of others, and what is done about initiatives that ask for help."""
        ears = Ears(f"{instance}.ideas")
        ears.keep(*COPIES)
        hear_initiatives(ears, self.offers)
        return ears

    def ourselves(self) -> Ears:
        """Return what is done about our own facts."""
        ears = Ears("ideas")
        hear_ourselves(ears, self.supports)
        return ears


def create_service(settings: Settings) -> Service:
    """Put ideas together over its store."""
    store = open_store(settings.store_url, KINDS)
    secret = settings.instance_secret.reveal()
    kept = Aggregates(store, "idea", Idea, IdeaState, settings.source, now)
    asked = Aggregates(store, "call", Call, CallState, settings.source, now)
    calls = Calls(asked, settings.instance, now)
    ideas = Ideas(kept, calls, settings.instance, secret, now, settings.authority)
    return Service(
        store,
        ideas,
        Own(ideas),
        Offers(kept, now),
        Outcomes(store),
        calls,
        Supports(store, kept, calls, now),
        Receipts(kept),
        Shelf(store, now),
    )


def create_app(settings: Settings | None = None) -> Flask:
    """Return what answers requests."""
    settings = settings or read(Settings)
    service = create_service(settings)
    app = dressed_app(__name__, settings, Words(HERE), Pulse(service.store, "idea"))
    parts = service.ideas, service.own, service.offers, service.outcomes
    add_routes(app, *parts, service.calls, service.supports, service.receipts)
    add_pages(app, *parts, service.calls, service.supports)
    return app


def create_work(settings: Settings | None = None) -> Sequence[Chore]:
    """Return what is done without being asked."""
    settings = settings or read(Settings)
    service, log = create_service(settings), open_log(settings.log_url)
    store, shelf, instance = service.store, service.shelf, settings.instance
    return [
        *usual_work(settings, store, log, service.neighbours(instance), NEIGHBOURS, shelf),
        Listener(store, log, service.portals(instance), [settings.intake.name], shelf, now),
        Reactor(store, service.ourselves(), shelf, now),
        Tally(service.supports),
        Expiry(service.offers),
    ]


def contract() -> Contract:
    """Return what ideas promises to others."""
    from ideas import examples

    takes: dict[str, Any] = {
        INTAKE_IDEA: json_schema(IntakeIdea, INTAKE_IDEA),
        INTAKE_SUPPORT: json_schema(IntakeSupport, INTAKE_SUPPORT),
    }
    return Contract(
        "ideas",
        HERE,
        openapi(create_app(), "Samskab: ideas"),
        examples.facts(),
        takes,
        examples.intake(),
    )
