"""Wiring: what initiatives is made of, and what is passed to what."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from chassis.aggregates import Aggregates
from chassis.clock import now
from chassis.contracts import Contract
from chassis.listening import Ears
from chassis.logs.opening import open_log
from chassis.running import Chore, Pulse
from chassis.settings import read
from chassis.shelf import Shelf
from chassis.stores import Store
from chassis.stores.opening import open_store
from chassis.web import openapi
from chassis.wiring import dressed_app, usual_work
from chassis.words import Words
from initiatives.actions import (
    Commitments,
    Departments,
    Indicators,
    Initiatives,
    Matches,
    Milestones,
    Needs,
    Neighbours,
    Processes,
    Threads,
)
from initiatives.actions.seeing import Seeing
from initiatives.domain.initiatives import Initiative
from initiatives.domain.processes import Process
from initiatives.events.initiatives import InitiativeState
from initiatives.events.processes import ProcessState
from initiatives.pages import Parts, add_pages
from initiatives.routes import add_routes
from initiatives.settings import Settings
from initiatives.stores import COPIES, KINDS

HERE = Path(__file__).parent
SETTINGS = Settings
NEIGHBOURS = ("ideas", "journeys", "gateway")


@dataclass(frozen=True)
class Service:
    """All parts of initiatives, put together."""

    store: Store
    processes: Processes
    initiatives: Initiatives
    commitments: Commitments
    milestones: Milestones
    needs: Needs
    matches: Matches
    indicators: Indicators
    departments: Departments
    others: Neighbours
    threads: Threads
    shelf: Shelf

    def neighbours(self, instance: str) -> Ears:
        """Return what is kept of others, and what is done about it."""
        ears = Ears(f"{instance}.initiatives")
        ears.keep(*COPIES)
        return ears


def create_service(settings: Settings) -> Service:
    """Put initiatives together over its store."""
    store, source = open_store(settings.store_url, KINDS), settings.source
    own = Aggregates(store, "initiative", Initiative, InitiativeState, source, now)
    opened = Aggregates(store, "process", Process, ProcessState, source, now)
    processes = Processes(opened, settings.instance, now)
    initiatives = Initiatives(own, processes, Seeing(store, now), now)
    return Service(
        store=store,
        processes=processes,
        initiatives=initiatives,
        commitments=Commitments(initiatives, now),
        milestones=Milestones(initiatives, now),
        needs=Needs(initiatives, store, now),
        matches=Matches(initiatives, now),
        indicators=Indicators(initiatives, now),
        departments=Departments(store),
        others=Neighbours(store),
        threads=Threads(store),
        shelf=Shelf(store, now),
    )


def create_app(settings: Settings | None = None) -> Flask:
    """Return what answers requests."""
    settings = settings or read(Settings)
    service = create_service(settings)
    app = dressed_app(__name__, settings, Words(HERE), Pulse(service.store, "initiative"))
    add_routes(
        app,
        service.processes,
        service.initiatives,
        service.commitments,
        service.milestones,
        service.needs,
        service.matches,
        service.indicators,
        service.threads,
    )
    add_pages(
        app,
        Parts(
            processes=service.processes,
            initiatives=service.initiatives,
            commitments=service.commitments,
            milestones=service.milestones,
            needs=service.needs,
            matches=service.matches,
            indicators=service.indicators,
            departments=service.departments,
            others=service.others,
            threads=service.threads,
        ),
    )
    return app


def create_work(settings: Settings | None = None) -> Sequence[Chore]:
    """Return what is done without being asked."""
    settings = settings or read(Settings)
    service, log = create_service(settings), open_log(settings.log_url)
    neighbours = service.neighbours(settings.instance)
    return usual_work(settings, service.store, log, neighbours, NEIGHBOURS, service.shelf)


def contract() -> Contract:
    """Return what initiatives promises to others."""
    from initiatives import examples

    document = openapi(create_app(), "Samskab: initiatives")
    return Contract("initiatives", HERE, document, examples.facts())
