"""Wiring: what the gateway is made of, and what is passed to what."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask, g, request

from chassis import addresses
from chassis.aggregates import Aggregates
from chassis.clock import now
from chassis.contracts import Contract
from chassis.identity import NOBODY
from chassis.logs import Log
from chassis.logs.opening import open_log
from chassis.outbox import Relay
from chassis.pages import dress
from chassis.running import Chore, Pulse, Waits, answer_health
from chassis.settings import Environment, read
from chassis.settings.secret import kept_secret
from chassis.stores import Store
from chassis.stores.opening import open_store
from chassis.sweeping import Sweep
from chassis.telemetry import watch_requests
from chassis.web import mind_manners
from chassis.words import Words
from gateway.actions import Departments
from gateway.callers import Callers
from gateway.catalogue import Catalogue
from gateway.chores import Registering
from gateway.clients import Clients
from gateway.domain import Department
from gateway.door import CALLER, REFUSAL, Door
from gateway.ending import before_the_end
from gateway.events import DepartmentState
from gateway.following import Following
from gateway.forgery import Forgery
from gateway.intake import Appends, Intake, load_schemas
from gateway.keys import Keys
from gateway.limiting import Limiter
from gateway.manifests import Reading
from gateway.merging import Merged
from gateway.openapi import own_openapi
from gateway.pages import Shown, add_pages
from gateway.pages.front import Latest
from gateway.pages.signing import Signing
from gateway.passing import Passing
from gateway.routes import add_routes
from gateway.settings import Settings
from gateway.signins import SignIns
from gateway.status import Status
from gateway.stores import KINDS
from gateway.streams import Streams

HERE = Path(__file__).parent
SETTINGS = Settings


@dataclass(frozen=True)
class Gateway:
    """All parts of the gateway, put together."""

    settings: Settings
    store: Store
    log: Log
    following: Following
    passing: Passing
    callers: Callers
    signins: SignIns
    streams: Streams
    waits: Waits
    """What the gateway itself waits for."""

    def close(self) -> None:
        """End what would go on for ever."""
        self.following.close()
        self.streams.close()


def create_gateway(settings: Settings) -> Gateway:
    """Put the gateway together over its store and the log."""
    store, log = open_store(settings.store_url, KINDS), open_log(settings.log_url)
    following = Following(create_reading(settings), settings.data_dir / "run" / "departments.json")
    cookie = "__Host-samskab-session" if secure(settings) else "samskab-session"
    signins = SignIns(store)
    secret = settings.secret.reveal()
    return Gateway(
        settings=settings,
        store=store,
        log=log,
        following=following,
        passing=Passing(settings.public_url, cookie),
        callers=Callers(Keys(store), signins, Limiter(settings), secret, cookie, now),
        signins=signins,
        streams=Streams(
            log, lambda: following.current.topics(), settings.streams, settings.streams_each
        ),
        waits=Pulse(store, "key").waits,
    )


def create_app(settings: Settings | None = None) -> Door:
    """Return what answers requests: the door, and behind it the gateway's own app."""
    settings = settings or read(Settings)
    gateway = create_gateway(settings)
    local = settings.env is Environment.LOCAL
    door = Door(
        own=create_own(gateway).wsgi_app,
        following=gateway.following,
        clients=Clients(settings.trusted_proxies),
        callers=gateway.callers,
        limiter=gateway.callers.limiter,
        forgery=Forgery(settings.public_url, local),
        passing=gateway.passing,
        body_seconds=settings.body_seconds,
        open_metrics=local,
    )
    gateway.following.begin()
    before_the_end(gateway.close)
    return door


def create_own(gateway: Gateway) -> Flask:
    """Return the gateway's own app, which also tells every refusal."""
    settings = gateway.settings
    app, words = Flask(__name__, static_folder=None), Words(HERE)
    watch_requests(app, "gateway")
    app.before_request(enter)
    mind_manners(app, words)
    dress(app, words, settings)
    answer_health(app, gateway.waits)
    schemas, secret = load_schemas(HERE / "intake"), settings.instance_secret.reveal()
    intake = Intake(Appends(gateway.log, settings.intake), schemas, secret)
    departments = create_departments(settings, gateway.store)
    add_routes(app, departments, intake, gateway.streams, settings.body_seconds)
    add_pages(app, create_shown(gateway, partial(own_openapi, app)))
    return app


def create_shown(gateway: Gateway, own: Callable[[], dict[str, Any]]) -> Shown:
    """Return what the pages show."""
    settings, following, passing = gateway.settings, gateway.following, gateway.passing
    links = settings.env is Environment.LOCAL
    cookie = gateway.callers.cookie
    return Shown(
        latest=Latest(following, passing),
        merged=Merged(own, following, passing, settings.public_url),
        catalogue=Catalogue(),
        status=Status(following, addresses.parse(settings.work_address), gateway.waits),
        signing=Signing(gateway.signins, gateway.callers, cookie, secure(settings), links),
    )


def enter() -> None:
    """Take from the door who is asking, or what it refused."""
    g.caller = request.environ.get(CALLER, NOBODY)
    if (refusal := request.environ.get(REFUSAL)) is not None:
        raise refusal


def secure(settings: Settings) -> bool:
    """Tell whether people reach the door over TLS."""
    return settings.public_url.startswith("https:")


def create_reading(settings: Settings) -> Reading:
    """Return what reads the manifests; a missing secret is made locally, and told in production."""
    env = dict(os.environ) | {"DATA_DIR": str(settings.data_dir), "INSTANCE": settings.instance}

    def secret(name: str) -> str:
        if settings.env is Environment.LOCAL and not env.get(name):
            return kept_secret(settings.data_dir / "config", name)
        return env[name]

    folder = settings.data_dir / "config" / "departments"
    strict = settings.env is not Environment.LOCAL
    return Reading(folder, settings.instance, env, secret, strict)


def create_departments(settings: Settings, store: Store) -> Departments:
    """Return the departments in a store."""
    kept = Aggregates(store, "department", Department, DepartmentState, settings.source, now)
    return Departments(kept, settings.instance)


def create_work(settings: Settings | None = None) -> Sequence[Chore]:
    """Return what is done without being asked."""
    settings = settings or read(Settings)
    store, log = open_store(settings.store_url, KINDS), open_log(settings.log_url)
    departments = create_departments(settings, store)
    return [
        Relay(store, log, settings.topic, now),
        Registering(create_reading(settings), departments),
        Sweep(log, [settings.topic, settings.intake]),
    ]


def contract() -> Contract:
    """Return what the gateway promises to others."""
    from gateway import examples

    app = create_own(create_gateway(read(Settings)))
    return Contract("gateway", HERE, own_openapi(app), examples.facts())
