"""Wiring: what notifications is made of, and what is passed to what."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
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
NEIGHBOURS = ("ideas", "journeys", "initiatives", "gateway")
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

    def neighbours(self, instance: str) -> Ears:
        """Return what is kept of others, and what is done about what happens there."""
        ears = Ears(f"{instance}.notifications")
        ears.keep(*COPIES)
        hear(ears, self.messages, self.turns)
        return ears


def create_service(settings: Settings, now: Clock = now) -> Service:
    """Put notifications together over its store."""
    store = open_store(settings.store_url, KINDS)
    secret = settings.instance_secret.reveal()
    links = Links(secret, settings.public_url)
    deliveries = Aggregates(store, "delivery", Delivery, DeliveryState, settings.source, now)
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
    app = dressed_app(__name__, settings, words, Pulse(service.store, "message"))
    add_routes(app, service.messages, service.subscriptions, wording)
    add_pages(app, service.messages, service.subscriptions, wording)
    return app


def create_work(settings: Settings | None = None) -> Sequence[Chore]:
    """Return what is done without being asked."""
    settings = check_together(settings or read(Settings))
    service, log = create_service(settings), open_log(settings.log_url)
    service.messages.first_start()
    store, shelf = service.store, service.shelf
    neighbours = service.neighbours(settings.instance)
    mails = Mails(Wording(Words(HERE)), service.links, settings.mail_from, settings.signature)
    post = open_post(settings.mail_url, settings.sender)
    return [
        *usual_work(settings, store, log, neighbours, NEIGHBOURS, shelf),
        Deliveries(service.letters, post, mails.write, shelf),
        Sweeper(service.subscriptions),
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
