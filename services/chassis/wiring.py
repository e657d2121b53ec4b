"""What the wiring of every service has in common: a dressed app, and the chores none is without."""

from collections.abc import Iterable

from flask import Flask

from chassis.clock import now
from chassis.identity import Verifier
from chassis.listening import Ears, Listener
from chassis.logs import Log
from chassis.outbox import Relay
from chassis.pages import dress
from chassis.running import Chore, Pulse, answer_health
from chassis.settings import PartSettings
from chassis.shelf import Shelf
from chassis.stores import Store
from chassis.sweeping import Sweep
from chassis.telemetry import watch_requests
from chassis.web import answer_openapi, mind_manners
from chassis.words import Words


def dressed_app(name: str, settings: PartSettings, words: Words, pulse: Pulse) -> Flask:
    """Return an app that minds its manners and looks like all others; routes are added after."""
    part = settings.part
    app = Flask(name, static_folder=None)
    app.config["HTTPS"] = settings.public_url.startswith("https:")
    watch_requests(app, part)
    mind_manners(app, words, Verifier(settings.secret.reveal(), f"{settings.instance}/{part}"))
    dress(app, words, settings)
    answer_health(app, pulse.waits)
    answer_openapi(app, f"Samskab: {part}")
    return app


def usual_work(
    settings: PartSettings, store: Store, log: Log, ears: Ears, heard: Iterable[str], shelf: Shelf
) -> list[Chore]:
    """Return the chores of every service: it tells, it hears these parts, and keeps its topic."""
    topics = [f"samskab.{instance}.{part}" for instance in settings.instances for part in heard]
    return [
        Relay(store, log, settings.topic, now),
        Listener(store, log, ears, topics, shelf, now),
        Sweep(log, [settings.topic]),
    ]
