"""Wiring: what initiatives is made of, and what is passed to what."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from chassis.aggregates import Aggregates
from chassis.clock import now
from chassis.contracts import Contract
from chassis.identity import Verifier
from chassis.listening import Ears, Listener
from chassis.logs.opening import open_log
from chassis.outbox import Relay
from chassis.pages import dress
from chassis.running import Chore, Pulse, answer_health
from chassis.settings import read
from chassis.shelf import Shelf
from chassis.stores import Store
from chassis.stores.opening import open_store
from chassis.sweeping import Sweep
from chassis.telemetry import watch_requests
from chassis.web import answer_openapi, mind_manners, openapi
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
    store, instance = open_store(settings.store_url, KINDS), settings.instance
    source = f"/samskab/{instance}/initiatives"
    own = Aggregates(store, "initiative", Initiative, InitiativeState, source, now)
    opened = Aggregates(store, "process", Process, ProcessState, source, now)
    processes = Processes(opened, instance, now)
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
    app = Flask(__name__, static_folder=None)
    app.config["HTTPS"] = settings.public_url.startswith("https:")
    words = Words(HERE)
    verifier = Verifier(settings.secret.reveal(), f"{settings.instance}/initiatives")
    watch_requests(app, "initiatives")
    mind_manners(app, words, verifier)
    dress(app, words, settings)
    answer_health(app, Pulse(service.store, "initiative").waits)
    answer_openapi(app, "Samskab: initiatives")
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
    store, shelf = service.store, service.shelf
    topics = [f"samskab.{i}.{part}" for i in settings.instances for part in NEIGHBOURS]
    return [
        Relay(store, log, settings.topic, now),
        Listener(store, log, service.neighbours(settings.instance), topics, shelf, now),
        Sweep(log, [settings.topic]),
    ]


def contract() -> Contract:
    """Return what initiatives promises to others."""
    from initiatives import examples

    document = openapi(create_app(), "Samskab: initiatives")
    return Contract("initiatives", HERE, document, examples.facts())
