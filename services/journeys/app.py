"""Wiring: what journeys is made of, and what is passed to what."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from chassis.clock import now
from chassis.contracts import Contract
from chassis.identity import Verifier
from chassis.listening import Ears, Listener
from chassis.logs import Topic
from chassis.logs.opening import open_log
from chassis.outbox import Relay
from chassis.pages import dress
from chassis.running import Chore, answer_health
from chassis.settings import read
from chassis.shelf import Shelf
from chassis.stores import Store
from chassis.stores.opening import open_store
from chassis.telemetry import watch_requests
from chassis.web import answer_openapi, mind_manners, openapi
from chassis.words import Words
from journeys.settings import Settings
from journeys.stores import COPIES, KINDS

HERE = Path(__file__).parent
SETTINGS = Settings
NEIGHBOURS = ("ideas", "initiatives", "gateway")


@dataclass(frozen=True)
class Service:
    """All parts of journeys, put together."""

    store: Store
    shelf: Shelf

    def neighbours(self, instance: str) -> Ears:
        """Return what is kept of others, and what is done about it."""
        ears = Ears(f"{instance}.journeys")
        ears.keep(*COPIES)
        return ears


def create_service(settings: Settings) -> Service:
    """Put journeys together over its store."""
    store = open_store(settings.store_url, KINDS)
    return Service(store, Shelf(store, now))


def create_app(settings: Settings | None = None) -> Flask:
    """Return what answers requests."""
    settings = settings or read(Settings)
    app = Flask(__name__, static_folder=None)
    app.config["HTTPS"] = settings.public_url.startswith("https:")
    words = Words(HERE)
    verifier = Verifier(settings.secret.reveal(), f"{settings.instance}/journeys")
    watch_requests(app, "journeys")
    mind_manners(app, words, verifier)
    dress(app, words, settings)
    answer_health(app)
    answer_openapi(app, "Samskab: journeys")
    return app


def create_work(settings: Settings | None = None) -> Sequence[Chore]:
    """Return what is done without being asked."""
    settings = settings or read(Settings)
    service, log = create_service(settings), open_log(settings.log_url)
    topic = Topic(f"samskab.{settings.instance}.journeys")
    store, shelf = service.store, service.shelf
    topics = [f"samskab.{i}.{part}" for i in settings.instances for part in NEIGHBOURS]
    return [
        Relay(store, log, topic, now),
        Listener(store, log, service.neighbours(settings.instance), topics, shelf, now),
    ]


def contract() -> Contract:
    """Return what journeys promises to others."""
    return Contract("journeys", HERE, openapi(create_app(), "Samskab: journeys"), [], {}, [])
