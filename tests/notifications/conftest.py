"""A small city: a store, a log, a clock that is set by hand, and facts as ideas would say them."""

import email
import email.policy
import socket
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from chassis import tracking
from chassis.changes import Cause
from chassis.codec import instant
from chassis.events import Event
from chassis.identity import HEADER, NOBODY, Caller, Signer
from chassis.listening import Listener
from chassis.logs import Record, Topic
from chassis.logs.opening import open_log
from chassis.settings import read
from chassis.words import Words
from notifications.app import HERE, create_app, create_service
from notifications.chores import Deliveries
from notifications.mails import Mails
from notifications.post.files import Folder
from notifications.settings import Settings
from notifications.wording import Wording

NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)
CODE = "ABCD-EFGH-IJKL-MNOP-QRST"
OTHER_CODE = "TTTT-EFGH-IJKL-MNOP-QRST"
TITLE = "Bænke langs skolevejen"
TOPICS = {
    part: f"samskab.kommune.{part}" for part in ("ideas", "journeys", "initiatives", "gateway")
}
HOMES = {"idea": "ideas", "initiative": "initiatives", "department": "gateway"}
"""Where each kind of thing is said; all others are of journeys."""
STATUS = {"submitted": "submitted", "corrected": "submitted", "supported": "published"}


@dataclass
class Clock:
    at: datetime = NOON

    def __call__(self):
        return self.at

    def later(self, **span):
        self.at += timedelta(**span)


def fact(happened, revision=1, id="bench", code=CODE, at=NOON, language="da", **state):
    """Return a fact about a contribution, withheld where it is not public."""
    status = state.pop("status", STATUS.get(happened, happened))
    type_ = happened if "." in happened else f"idea.{happened}"
    details = state.pop("details", {})
    public = status in ("published", "declined")
    shown = {
        "id": id,
        "revision": revision,
        "edition": revision,
        "processId": "standing",
        "ownerDepartmentId": "kommune",
        "visibility": "public" if public else "department",
        "status": status,
        "since": revision,
        "participantId": "somebody",
        "trackingHash": tracking.digest(code),
    }
    words = {
        "title": [{"lang": language, "text": TITLE, "source": "original"}],
        "body": [{"lang": language, "text": "Så kan de ældste hvile sig.", "source": "original"}],
        "language": language,
        "reason": [],
    }
    shown |= (words | state) if public else {"withheld": True}
    return _event(type_, "idea", shown, details if public else {}, at)


def thing(happened, id, revision=1, at=NOON, public=True, owner="kommune", details=(), **state):
    """Return a fact about anything else, such as `evidence.published`; withheld if not public."""
    kind = state.pop("kind", happened.partition(".")[0])
    shown = {
        "id": id,
        "revision": revision,
        "edition": revision,
        "processId": "standing",
        "ownerDepartmentId": owner,
        "visibility": "public" if public else "department",
        "status": state.pop("status", "published"),
        "since": revision,
    }
    shown |= state if public else {"withheld": True}
    return _event(happened, kind, shown, dict(details) if public else {}, at)


def _event(type_, kind, state, details, at):
    attributes = {
        "id": f"{state['id']}-{state['revision']}",
        "source": f"/samskab/kommune/{HOMES.get(kind, 'journeys')}",
        "type": f"dk.samskab.{type_}.v1",
        "subject": f"{kind}/{state['id']}",
        "time": instant(at),
        "revision": f"{state['revision']:015d}",
        "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    }
    return Event(attributes, {"details": details, "state": state, "by": {}})


def texts(text, lang="da"):
    return [{"lang": lang, "text": text, "source": "original"}]


@dataclass
class City:
    """The city, with the words that its tests use: test modules cannot import this file."""

    settings: Settings
    clock: Clock
    folder: Path
    service: object = None
    log: object = None
    listener: object = None
    deliveries: object = None
    opened: list = field(default_factory=list)

    def __post_init__(self):
        self.service = create_service(self.settings, self.clock)
        self.service.messages.first_start()
        self.log = open_log(self.settings.log_url)
        topics = list(TOPICS.values())
        for name in topics:
            self.log.create(Topic(name))
        service = self.service
        self.listener = Listener(
            service.store,
            self.log,
            service.neighbours("kommune"),
            topics,
            service.shelf,
            self.clock,
        )
        self.deliveries = self.sender(Folder(self.folder))

    NOON, CODE, OTHER_CODE, TITLE = NOON, CODE, OTHER_CODE, TITLE

    @property
    def subscriptions(self):
        return self.service.subscriptions

    def sender(self, post):
        told = self.settings
        mails = Mails(Wording(Words(HERE)), self.service.links, told.mail_from, told.signature)
        chore = Deliveries(self.service.letters, post, mails.write, self.service.shelf)
        self.opened.append(chore)
        return chore

    def says(self, *events):
        topics = [TOPICS[HOMES.get(event.kind, "journeys")] for event in events]
        self.log.append([e.outgoing(t, e.about) for e, t in zip(events, topics, strict=True)])

    def hears(self, *events):
        self.says(*events)
        self.listener.step()
        while self.listener.lag():
            self.listener.step()

    def learns(self, *events):
        """Hear one fact after the other, each in a poll of its own, past the log."""
        for number, event in enumerate(events):
            sent = event.outgoing(TOPICS[HOMES.get(event.kind, "journeys")], event.about)
            at = int(self.clock().timestamp() * 1000)
            self.listener.hear(
                [Record(sent.topic, 0, number, at, sent.key, sent.value, sent.headers)]
            )

    def posts(self):
        """Send what is due, as often as something is; the clock goes on a little for each."""
        while self.service.letters.due(1):
            self.deliveries.step()

    def mails(self):
        return sorted(map(opened, self.folder.glob("*.eml")), key=lambda m: m["Date"].datetime)

    def inbox(self, code=CODE, lang="da"):
        return self.said_to(f"author/{tracking.digest(code)}", lang)

    def desk(self, department, lang="da"):
        return self.said_to(f"department/{department}", lang)

    def said_to(self, person, lang="da"):
        wording = Wording(Words(HERE))
        found = self.told(person)
        copies = self.service.messages.around(found)
        return [wording.say(m, copies, lang) for m in found]

    def told(self, person):
        return self.service.messages.page([person], False, 50, None)[0]

    def subscribes(self, to="ane@example.dk", code=CODE, language="", key=""):
        cause = Cause(id=key or "once", keyed=bool(key))
        self.subscriptions.subscribe(cause, code, to, language)

    def confirms(self, to="ane@example.dk", code=CODE, language=""):
        """Go the whole way to a confirmed subscription."""
        self.subscribes(to, code, language)
        self.posts()
        (mail,) = [m for m in self.mails() if m["To"] == to and "/confirm/" in text(m)]
        self.subscriptions.confirm(link(mail, "confirm"))
        for file in self.folder.glob("*.eml"):
            file.unlink()

    def close(self):
        self.listener.close()
        for chore in self.opened:
            chore.close()
        self.service.store.close()
        self.log.close()


def opened(file):
    return email.message_from_bytes(file.read_bytes(), policy=email.policy.default)


def text(mail, kind="plain"):
    return mail.get_body((kind,)).get_content().replace("\r\n", "\n")


def link(mail, purpose):
    """Return the token of a link in a mail."""
    start = f"/subscriptions/{purpose}/"
    return text(mail).split(start)[1].split("\n")[0].split("?")[0].strip()


@pytest.fixture
def settings(tmp_path):
    return read(
        Settings, {"DATA_DIR": str(tmp_path / "data"), "MAIL_URL": f"file://{tmp_path}/mail"}
    )


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def city(tmp_path, settings, clock):
    (tmp_path / "data").mkdir(exist_ok=True)
    found = City(settings, clock, tmp_path / "mail")
    yield found
    found.close()


class Office:
    """What a mail server does with mails: some people have moved, some servers are busy."""

    def __init__(self):
        self.taken, self.asked, self.code = [], 0, 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.asked += 1
        self.encrypted = session.ssl is not None
        if address.startswith("gone"):
            return f"550 5.1.1 <{address}> is not here"
        if address.startswith("busy"):
            return f"451 4.2.1 <{address}> is busy"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.code:
            return f"{self.code} no thanks"
        content = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.taken.append((envelope.rcpt_tos, content))
        return "250 OK"


@contextmanager
def office(tls=None, **more):
    """Run a real mail server on a free port; gives what it took, and its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    found = Office()
    controller = Controller(found, hostname="127.0.0.1", port=port, tls_context=tls, **more)
    controller.start()
    try:
        yield found, port
    finally:
        controller.stop()


City.fact, City.text, City.link, City.office = map(staticmethod, (fact, text, link, office))
City.thing, City.texts = map(staticmethod, (thing, texts))


@dataclass
class Browser:
    """A client of the app that comes through the gateway."""

    client: object
    signer: Signer
    who: Caller = NOBODY

    def open(self, path, method="GET", lang="da", **more):
        headers = {HEADER: self.signer.sign(self.who), "Accept-Language": lang}
        return self.client.open(
            path, method=method, headers=headers | more.pop("headers", {}), **more
        )

    def get(self, path, **more):
        return self.open(path, **more)

    def post(self, path, json=None, **more):
        return self.open(path, "POST", json=json, **more)


@pytest.fixture
def door(city):
    app = create_app(city.settings, city.clock)
    signer = Signer(city.settings.secret.reveal(), "kommune/notifications")
    return Browser(app.test_client(), signer)
