"""Wiring: what notifications is made of, and what is passed to what."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
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
from notifications.actions import Letters, Messages, Subscriptions, Turns
from notifications.actions.links import Links
from notifications.chores import Deliveries, Sweeper
from notifications.domain.deliveries import Delivery
from notifications.events import DeliveryState
from notifications.listeners import hear
from notifications.mails import Mails
from notifications.pages import add_pages
from notifications.post.opening import open_post
from notifications.routes import add_routes
from notifications.settings import Settings, check_together
from notifications.stores import COPIES, KINDS
from notifications.wording import Wording

HERE = Path(__file__).parent
SETTINGS = Settings
HEARD = ("ideas", "journeys", "initiatives", "gateway")
Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Service:
    """All parts of notifications, put together."""

    store: Store
    messages: Messages
    turns: Turns
    subscriptions: Subscriptions
    letters: Letters
    links: Links
    shelf: Shelf

    def ears(self, instance: str) -> Ears:
        """Return what is done about what happens elsewhere."""
        ears = Ears(f"{instance}.notifications")
        ears.keep(*COPIES)
        hear(ears, self.messages, self.turns)
        return ears


def create_service(settings: Settings, now: Clock = now) -> Service:
    """Put notifications together over its store."""
    store = open_store(settings.store_url, KINDS)
    source = f"/samskab/{settings.instance}/notifications"
    secret = settings.instance_secret.reveal()
    links = Links(secret, settings.public_url)
    deliveries = Aggregates(store, "delivery", Delivery, DeliveryState, source, now)
    messages = Messages(store, now)
    return Service(
        store,
        messages,
        Turns(store, messages, now),
        Subscriptions(store, links, secret, now),
        Letters(store, deliveries, now),
        links,
        Shelf(store, now),
    )


def create_app(settings: Settings | None = None, now: Clock = now) -> Flask:
    """Return what answers requests."""
    settings = check_together(settings or read(Settings))
    service, words = create_service(settings, now), Words(HERE)
    wording = Wording(words)
    app = Flask(__name__, static_folder=None)
    watch_requests(app, "notifications")
    mind_manners(
        app, words, Verifier(settings.secret.reveal(), f"{settings.instance}/notifications")
    )
    dress(app, words, settings)
    answer_health(app, Pulse(service.store, "message").waits)
    answer_openapi(app, "Samskab: notifications")
    add_routes(app, service.messages, service.subscriptions, wording)
    add_pages(app, service.messages, service.subscriptions, wording)
    return app


def create_work(settings: Settings | None = None) -> Sequence[Chore]:
    """Return what is done without being asked."""
    settings = check_together(settings or read(Settings))
    service, log = create_service(settings), open_log(settings.log_url)
    service.messages.first_start()
    topics = [f"samskab.{instance}.{part}" for instance in settings.instances for part in HEARD]
    mails = Mails(Wording(Words(HERE)), service.links, settings.mail_from, settings.signature)
    post = open_post(settings.mail_url, settings.sender)
    return [
        Relay(service.store, log, settings.topic, now),
        Listener(service.store, log, service.ears(settings.instance), topics, service.shelf, now),
        Deliveries(service.letters, post, mails.write, service.shelf),
        Sweeper(service.subscriptions),
        Sweep(log, [settings.topic]),
    ]


def contract() -> Contract:
    """Return what notifications promises to others."""
    from notifications import examples

    return Contract(
        "notifications",
        HERE,
        openapi(create_app(), "Samskab: notifications"),
        examples.facts(),
    )
