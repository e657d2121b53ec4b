"""Two apps on trial: one that programs talk to, one with pages for people."""

import json
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from flask import Flask, abort, g
from jinja2 import DictLoader

from chassis.changes import Text, TextSource
from chassis.errors import Busy, Conflict, EditionNeeded, NotOpen, TooMany
from chassis.identity import Caller, Signer, Verifier
from chassis.pages import Plain, dress, fills, render
from chassis.telemetry import watch_requests
from chassis.web import (
    Boolean,
    Id,
    Instant,
    Integer,
    LanguageField,
    Listed,
    Paged,
    Shown,
    Strict,
    String,
    TextsField,
    caller,
    cause,
    fields,
    gives,
    listed,
    mind_manners,
    takes,
    validate,
)
from chassis.words import Words

SECRET = "a secret that is long enough for everybody"
PORTAL = Caller(kind="key", subject="key-1", role="portal", scopes=("intake",), source="/portal")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CPR = "251248-9996"
WORDS = Words()


class Place(Strict):
    street = String(required=True, max_length=20)


class New(Strict):
    title = TextsField(required=True, max_length=60, one_line=True)
    body = TextsField(max_length=500)
    language = LanguageField()
    age_band = String(validate=validate.OneOf(["child", "adult"]))
    how_many = Integer(validate=validate.Range(1, 9))
    wanted = Boolean()
    until = Instant()
    call_id = Id()
    places = fields.List(fields.Nested(Place))


class Query(Paged):
    kind = String(validate=validate.OneOf(["idea", "need"]))
    status = fields.List(String())
    open = Boolean()


class Thing(Shown):
    id = String(required=True)
    edition = Integer()
    title = TextsField(max_length=60)
    created_at = Instant()


THING = {"id": "a b", "edition": 7, "title": (Text("da", "Hej"),), "created_at": NOON}


TROUBLE = {
    "closed": NotOpen("There is nothing with this id.", pointer="/status"),
    "busy": Busy("Too much is happening right now. Please try again in a moment.", seconds=7),
    "many": TooMany("Too many change this at once. Please try again."),
    "listing": NotOpen("Closed.").beside(steps=["a"], status=200),
    "edition": EditionNeeded(
        "Say with If-Match which edition you change; its ETag tells, such as “v7”."
    ),
    "conflict": Conflict(),
    "bug": RuntimeError(f"secret {CPR}"),
    "personal": NotOpen("This is missing.", pointer=f"/{CPR}"),
}


@pytest.fixture(scope="module")
def app():
    app = Flask("trial", static_folder=None)
    watch_requests(app, "trial")
    mind_manners(app, WORDS, Verifier(SECRET, "trial"))
    app.kept = []

    @app.post("/api/things")
    @takes(New)
    @gives(Thing, 201, at="/api/things/{id}")
    def make(**new):
        """Make a thing.

        And say so at length.
        """
        app.kept.append((new, cause()))
        return THING

    @app.get("/api/things")
    @takes(query=Query)
    @listed(Thing)
    def all_of_them(limit, after, **wanted):
        """List the things."""
        app.kept.append((limit, after, wanted))
        return Listed([THING] * limit, None if after else "the next place")

    @app.get("/api/things/<thing_id>")
    @gives(Thing)
    def one(thing_id):
        """Show a thing."""
        return THING | {"id": thing_id}

    @app.put("/api/things/<thing_id>")
    @takes(New)
    @gives(Thing)
    def put(thing_id, **new):
        """Change a thing."""
        app.kept.append(cause(edited=True))
        return THING

    @app.post("/api/things/<thing_id>/close")
    @gives(Thing)
    def close(thing_id):
        """Close it."""
        app.kept.append(cause())
        return THING

    @app.get("/api/trouble/<kind>")
    @gives(Thing)
    def trouble(kind):
        """Refuse."""
        raise TROUBLE[kind]

    @app.get("/api/who")
    def who():
        return {"subject": caller().subject}

    @app.get("/livez")
    def livez():
        return "ok"

    @app.get("/teapot")
    def teapot():
        abort(418)

    return app


@pytest.fixture
def ask(app):
    client, signer = app.test_client(), Signer(SECRET, "trial")
    app.kept.clear()

    def ask(method, path, body=None, who=PORTAL, lang="en", environ=None, **headers):
        headers = {k.replace("_", "-"): v for k, v in headers.items()}
        headers = {"X-Samskab-Caller": signer.sign(who), "Accept-Language": lang} | headers
        sent = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        if sent is not None:
            headers.setdefault("Content-Type", "application/json")
        return client.open(
            path, method=method, data=sent, headers=headers, environ_overrides=environ
        )

    return ask


def refused(answer, status, pointer=None):
    """Assert that an answer is a problem as it should be, and return it."""
    told = json.loads(answer.data)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert told["status"] == status
    assert told["title"]
    assert told["detail"]
    assert told["type"] == "about:blank"
    if pointer is not None:
        assert pointer in [each.get("pointer") for each in told.get("errors", [])]
    return told


@pytest.fixture(scope="session", name="refused")
def refusal():
    return refused


@pytest.fixture(scope="session")
def secret():
    """What the gateway signs callers with."""
    return SECRET


@pytest.fixture(scope="session", name="New")
def what_is_taken():
    return New


@pytest.fixture(scope="module")
def bare():
    """A client of an app that asks nobody who they are."""
    app = Flask("bare", static_folder=None)
    mind_manners(app, WORDS)

    @app.post("/api/things")
    @takes(New)
    @gives(Thing, 201)
    def make(**new):
        return THING

    return app.test_client()


TEMPLATES = {
    "page.html": """{% extends "layout.html" %}{% import "ui.html" as ui with context %}
        {% block title %}{{ best(texts, lang).text }}{% endblock %}
        {% block banner %}{{ ui.made_up() }}
        {% call ui.hero("A beginning", "How") %}x{% endcall %}{% endblock %}
        {% block main %}<h1>{{ ui.words(texts) }}</h1>{{ ui.prose(texts) }}
        {{ ui.tag("Open", "good") }}{{ ui.thread([(at, "Received", "")]) }}{{ ui.more("?after=x") }}
        {{ ui.empty("Nothing", "yet", "/", "Go") }}{% call ui.note("Note") %}<p>n</p>{% endcall %}
        {% endblock %}""",
    "form.html": """{% extends "layout.html" %}{% import "forms.html" as forms with context %}
        {% block title %}Form{% endblock %}{% block main %}<h1>Form</h1>
        {% call forms.form(form, "/give") %}
        {{ forms.choice(form, "kind", "Kind", [("idea", "Idea"), ("need", "Need", "A hint")]) }}
        {{ forms.line(form, "title", "Title", "Short") }}
        {{ forms.area(form, "body", "Words", most=500) }}
        {{ forms.select(form, "language", "Language", [("da", "Dansk"), ("en", "English")]) }}
        {{ forms.check(form, "agreed", "I agree") }}
        {{ forms.line(form, "age", "Age", optional=true) }}
        {{ forms.send("Send") }}{% endcall %}{% endblock %}""",
}
ARABIC = Text("ar", "مقاعد")
DANISH = Text("da", "Bænke", TextSource.MACHINE)
SUMMER = datetime(2026, 7, 1, 10, 5, tzinfo=UTC)


class Give(Strict):
    kind = String(required=True, validate=validate.OneOf(["idea", "need"]))
    title = TextsField(required=True, max_length=60, one_line=True)
    body = TextsField(max_length=500)
    language = LanguageField(load_default="da")
    agreed = Boolean()
    age = Integer()
    themes = fields.List(String())


@pytest.fixture(scope="session", name="Give")
def what_is_filled_in():
    return Give


class Wanted(Strict):
    kind = String()


@pytest.fixture
def dressed():
    app = Flask("trial", static_folder=None)
    words = Words()
    app.before_request(lambda: setattr(g, "caller", app.who))
    mind_manners(app, words)
    dress(
        app,
        words,
        Plain(site_name="Prøveby", authority="Prøveby Kommune", accessibility_url="/was"),
    )
    app.jinja_loader = DictLoader(TEMPLATES)
    app.who, app.kept, app.refusal = Caller(), [], None

    @app.get("/ideas")
    @takes(query=Wanted)
    def page(**wanted):
        app.kept.append(wanted)
        return render("page.html", texts=[ARABIC, DANISH], at=SUMMER)

    @app.get("/ideas/<id>")
    def one(id):
        return render("page.html", texts=[Text("en", f"<script>{id}</script>")], at=SUMMER)

    @app.route("/give", methods=["GET", "POST"])
    @fills(Give, "form.html")
    def give(**given):
        if app.refusal:
            raise app.refusal
        app.kept.append((given, cause()))
        return "Thank you"

    @app.get("/bug")
    def bug():
        raise RuntimeError("secret")

    return app


@pytest.fixture
def browser(dressed):
    client = dressed.test_client()
    client.environ_base["HTTP_ACCEPT"] = "text/html,application/xhtml+xml,*/*;q=0.8"
    return client


class Seen(HTMLParser):
    """What a page consists of."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.ids = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id"]

    def all(self, *names):
        return [attrs for tag, attrs in self.tags if tag in names]

    def one(self, name):
        (found,) = self.all(name)
        return found


@pytest.fixture(scope="session", name="Seen")
def reader():
    return Seen


def sound(page):
    """Assert what holds for every page, and return what it consists of."""
    seen = Seen(page)
    assert len(seen.ids) == len(set(seen.ids))
    assert [a for _t, a in seen.tags if any(n == "style" or n.startswith("on") for n in a)] == []
    assert seen.all("script", "style") == []
    assert seen.one("html")["lang"] in ("da", "en")
    assert len(seen.all("h1")) >= 1
    assert seen.one("main")["id"] == "main"
    assert seen.all("a")[0]["href"] == "#main"
    names = [a for a in seen.all("input", "select", "textarea") if a.get("type") != "hidden"]
    labels = {a["for"] for a in seen.all("label")}
    assert {a["id"] for a in names} <= labels
    for about in [a["aria-describedby"] for _t, a in seen.tags if "aria-describedby" in a]:
        assert set(about.split()) <= set(seen.ids)
    for _tag, attrs in seen.tags:
        for where in (attrs.get("src"), attrs.get("href"), attrs.get("action")):
            assert where is None or where.startswith(("/", "?", "#")) or where == ""
    return seen


@pytest.fixture(scope="session", name="sound")
def soundness():
    return sound
