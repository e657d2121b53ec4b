"""One service alone, asked as the gateway asks it and told what its neighbours would say."""

from collections.abc import Sequence
from typing import Any, ClassVar, Protocol

from flask import Flask
from werkzeug.test import TestResponse

from chassis.events import Event
from chassis.identity import HEADER, NOBODY, Caller, Signer
from chassis.logs import Topic
from chassis.logs.opening import open_log
from chassis.settings import PartSettings

ROUNDS = 3
"""What one chore does may be another's to go on with."""


class Wired(Protocol):
    """The module `app` of a service."""

    def create_app(self, settings: Any) -> Flask:
        """Return what answers requests."""

    def create_service(self, settings: Any) -> Any:
        """Return the parts, put together."""

    def create_work(self, settings: Any) -> Sequence[Any]:
        """Return what is done without being asked."""


class Asking:
    """Asks a service something, as one caller or another."""

    usual: ClassVar[Caller] = NOBODY
    """Who changes things, where nobody is named."""

    def __init__(self, settings: PartSettings, wired: Wired) -> None:
        self.settings, self.wired = settings, wired
        self.signer = Signer(settings.secret.reveal(), f"{settings.instance}/{settings.part}")
        self.client = wired.create_app(settings).test_client()
        self.service = wired.create_service(settings)

    def __call__(
        self, method: str, path: str, body: Any = None, who: Caller = NOBODY, **headers: str
    ) -> TestResponse:
        """Send JSON, or nothing; `If_Match` is the header `If-Match`."""
        named = {key.replace("_", "-"): value for key, value in headers.items()}
        more = {"json": body} if body is not None else {}
        return self.client.open(
            path, method=method, headers={HEADER: self.signer.sign(who), **named}, **more
        )

    def get(self, path: str, who: Caller = NOBODY, **headers: str) -> TestResponse:
        """Look at something."""
        return self("GET", path, None, who, **headers)

    def post(
        self, path: str, body: Any = None, who: Caller | None = None, **headers: str
    ) -> TestResponse:
        """Do something."""
        return self("POST", path, {} if body is None else body, who or self.usual, **headers)

    def form(
        self, path: str, fields: dict[str, Any], who: Caller = NOBODY, **headers: str
    ) -> TestResponse:
        """Send a form as a browser does."""
        return self.client.post(
            path, data=fields, headers={HEADER: self.signer.sign(who), **headers}
        )

    def neighbour_says(
        self, part: str, kind: str, id: str, revision: int, state: dict[str, Any]
    ) -> None:
        """Let a neighbour say how one of its things is now."""
        attributes = {
            "id": f"{id}-{revision}",
            "source": f"/samskab/{self.settings.instance}/{part}",
            "type": f"dk.samskab.{kind}.changed.v1",
            "subject": f"{kind}/{id}",
            "time": "2026-03-02T11:00:00.000Z",
            "revision": f"{revision:015d}",
        }
        known = {"id": id, "revision": revision} | state
        event = Event(attributes, {"details": {}, "state": known, "by": {}})
        topic = Topic(f"samskab.{self.settings.instance}.{part}")
        log = open_log(self.settings.log_url)
        log.create(topic)
        log.append([event.outgoing(topic.name, id)])
        log.close()

    def work(self, seconds: float = 0.05) -> None:
        """Do all work that is due."""
        chores = self.wired.create_work(self.settings)
        for chore in chores:
            chore.rest = seconds
        for _ in range(ROUNDS):
            for chore in chores:
                while chore.step():
                    pass
        for chore in chores:
            chore.close()
