import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask, g
from jinja2 import DictLoader
from markupsafe import Markup

import chassis.pages
from chassis.changes import Text, TextSource
from chassis.errors import Busy, Forbidden, NotThere
from chassis.identity import Caller
from chassis.pages import Plain, blank, dress, fills, render
from chassis.pages.files import FOLDER
from chassis.pages.showing import (
    best,
    day,
    direction,
    hour,
    language_name,
    number,
    translated,
    translated_many,
)
from chassis.web import (
    Boolean,
    Integer,
    LanguageField,
    Strict,
    String,
    TextsField,
    cause,
    fields,
    mind_manners,
    takes,
    validate,
)
from chassis.words import Words, _

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
NOON = datetime(2026, 7, 1, 10, 5, tzinfo=UTC)
CPR = "251248-9996"
MODERATOR = Caller(kind="person", subject="p", role="moderator")


class Give(Strict):
    kind = String(required=True, validate=validate.OneOf(["idea", "need"]))
    title = TextsField(required=True, max_length=60, one_line=True)
    body = TextsField(max_length=500)
    language = LanguageField(load_default="da")
    agreed = Boolean()
    age = Integer()
    themes = fields.List(String())


class Wanted(Strict):
    kind = String()


@pytest.fixture
def app():
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
        return render("page.html", texts=[ARABIC, DANISH], at=NOON)

    @app.get("/ideas/<id>")
    def one(id):
        return render("page.html", texts=[Text("en", f"<script>{id}</script>")], at=NOON)

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
def browser(app):
    client = app.test_client()
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


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("path", ["/ideas", "/ideas/1", "/give", "/nothing", "/bug"])
def test_every_page_is_sound_and_in_the_readers_language(browser, path, lang):
    answer = browser.get(path, headers={"Accept-Language": lang})
    seen = sound(answer.text)
    assert seen.one("html") == {"lang": lang, "dir": "ltr"}
    assert answer.headers["Content-Language"] == lang
    assert {"Accept-Language", "Cookie"} <= set(answer.vary)
    told = {"da": "Følg dit bidrag", "en": "Follow yours"}
    assert told[lang] in answer.text
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/ideas/1", "/give", "/nothing", "/bug"])
def test_every_page_of_an_example_says_that_it_is_made_up(browser, app, path):
    made_up = "Alt her er opdigtet"
    headers = {"Accept-Language": "da"}
    before = browser.get(path, headers=headers).text.count(made_up)
    app.jinja_env.globals["site"] = replace(app.jinja_env.globals["site"], made_up=True)
    page = browser.get(path, headers=headers).text
    assert page.count(made_up) == before + 1
    assert {"class": "made-up", "role": "note"} in sound(page).all("p")


def test_the_language_is_chosen_by_a_link_that_keeps_the_query_and_is_remembered(browser):
    page = browser.get("/ideas?kind=a%26b&lang=en", headers={"Accept-Language": "da"})
    assert page.headers["Content-Language"] == "en"
    links = [a["href"] for a in Seen(page.text).all("a") if a.get("hreflang")]
    assert links == ["?kind=a%26b&lang=da", "?kind=a%26b&lang=en"]
    cookie = page.headers["Set-Cookie"]
    assert "lang=en" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    again = browser.get("/ideas", headers={"Accept-Language": "da"})
    assert again.headers["Content-Language"] == "en"
    assert browser.get("/ideas?lang=xx").headers["Content-Language"] == "en"


@pytest.mark.parametrize(
    ("accepted", "lang"),
    [
        ("da-DK, en;q=0.5", "da"),
        ("de, en;q=0.5", "en"),
        ("en-GB,en;q=0.9,da;q=0.8", "en"),
        ("nonsense;;q=x", "da"),
        ("de", "da"),
        ("*", "da"),
        ("", "da"),
    ],
)
def test_the_first_language_that_somebody_reads_and_we_write_is_taken(browser, accepted, lang):
    answer = browser.get("/ideas", headers={"Accept-Language": accepted})
    assert answer.headers["Content-Language"] == lang


def test_a_link_from_elsewhere_may_carry_a_query_of_its_own(browser, app):
    assert browser.get("/ideas?fbclid=1&kind=idea&lang=da").status_code == 200
    assert browser.get("/give?utm_source=mail").status_code == 200
    assert app.kept == [{"kind": "idea"}]


@pytest.mark.parametrize(
    ("path", "place", "current"),
    [("/ideas", "/ideas", "page"), ("/ideas/1", "/ideas", "true"), ("/nothing", None, None)],
)
def test_the_place_where_one_is_is_marked(browser, path, place, current):
    links = Seen(browser.get(path).text).all("a")
    marked = [a for a in links if "aria-current" in a and not a.get("hreflang")]
    assert [(a["href"], a["aria-current"]) for a in marked] == ([(place, current)] if place else [])


def test_what_people_write_stands_by_itself_and_a_machine_is_named(browser):
    danish = browser.get("/ideas", headers={"Accept-Language": "da"}).text
    assert '<bdi lang="da" dir="auto">Bænke</bdi>' in danish
    assert "Oversat fra arabisk af en maskine" in danish
    assert '<div class="prose" lang="ar" dir="auto">مقاعد</div>' in danish
    english = browser.get("/ideas", headers={"Accept-Language": "en"}).text
    assert '<bdi lang="ar" dir="auto">مقاعد</bdi>' in english
    assert "Written in Arabic" in english


def test_what_people_write_is_never_markup(browser):
    page = browser.get("/ideas/x").text
    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "<script" not in page


def test_a_sentence_is_never_markup_but_a_link_in_it_is(app):
    with app.test_request_context():
        assert translated("a < {x}", x="<b>") == "a &lt; &lt;b&gt;"
        assert translated("a {x}", x=Markup("<b>")) == "a <b>"
        assert translated(_("a {x}", x="<")) == "a &lt;"
        assert translated_many("{n} <", "{n} <<", 2) == "2 &lt;&lt;"


def test_the_best_text_is_the_readers_own_or_else_the_original():
    texts = [ARABIC, DANISH, Text("en-GB", "Benches")]
    assert [best(texts, lang).text for lang in ("da", "en", "uk")] == ["Bænke", "Benches", "مقاعد"]
    assert best([{"lang": "da", "text": "Hej", "source": "original"}], "en") == Text("da", "Hej")
    assert best([], "da").text == ""


def test_dates_and_numbers_are_danish_in_denmarks_own_time(app):
    with app.test_request_context(headers={"Accept-Language": "da"}):
        assert hour(NOON) == '<time datetime="2026-07-01T12:05+02:00">1. juli 2026 kl. 12.05</time>'
        assert (
            day("2026-12-31T23:30:00.000Z") == '<time datetime="2027-01-01">1. januar 2027</time>'
        )
        assert day(date(2026, 3, 1)) == day("2026-03-01")
        assert number(5764) == "5.764"
        assert language_name("uk") == "ukrainsk"
        assert language_name("xx-nonsense") == "xx-nonsense"
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert "1 July 2026 at 12:05" in hour("2026-07-01T10:05:00Z")
        assert number(5764) == "5,764"
    assert [direction(lang) for lang in ("da", "ar", "fa", "nonsense")] == [
        "ltr",
        "rtl",
        "rtl",
        "auto",
    ]


GOOD = {"kind": "need", "title": "Bænke", "body": "", "language": "da", "agreed": "on", "age": "7"}


def test_a_form_is_read_as_strictly_as_json_and_an_empty_field_counts_as_missing(browser, app):
    assert browser.post("/give", data=GOOD | {"once": "abc"}).text == "Thank you"
    ((given, why),) = app.kept
    assert given == {
        "kind": "need",
        "title": (Text("da", "Bænke"),),
        "language": "da",
        "agreed": True,
        "age": 7,
    }
    assert why.keyed


def test_a_form_sent_twice_is_the_same_cause(browser, app):
    for sent in (GOOD | {"once": "abc"}, GOOD | {"once": "abc"}, GOOD | {"once": "abd"}, GOOD):
        browser.post("/give", data=sent)
    ids = [why.id for _given, why in app.kept]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3


def test_mistakes_are_listed_first_with_a_link_to_each_field_and_nothing_is_lost(browser, app):
    sent = {"kind": "", "title": "", "body": "Kept <b>", "language": "en", "once": "abc"}
    answer = browser.post("/give", data=sent, headers={"Accept-Language": "da"})
    assert answer.status_code == 422
    seen = sound(answer.text)
    links = [a["href"] for a in seen.all("a") if a["href"].startswith("#field")]
    assert links == ["#field-kind", "#field-title"]
    assert {link[1:] for link in links} <= set(seen.ids)
    assert "Title: Dette mangler." in answer.text
    assert "<title>Fejl: Form" in answer.text
    assert "Kept &lt;b&gt;</textarea>" in answer.text
    assert '<option value="en" selected>' in answer.text
    assert [a["value"] for a in seen.all("input") if a.get("name") == "once"] == ["abc"]
    (title,) = [a for a in seen.all("input") if a.get("name") == "title"]
    assert title["aria-invalid"] == "true"
    assert title["aria-describedby"] == "hint-title wrong-title"
    assert app.kept == []


def test_a_cpr_number_is_refused_in_its_field_and_shown_to_nobody(browser, app):
    for cpr in (CPR, "٢٥١٢٤٨-٩٩٩٦"):
        answer = browser.post("/give", data=GOOD | {"body": f"Call {cpr} now", "title": "Kept"})
        assert answer.status_code == 422
        assert "CPR" in answer.text
        assert cpr not in answer.text
        assert "Call […] now" in answer.text
        assert 'value="Kept"' in answer.text
    assert cpr not in browser.get(f"/give?title={cpr}").text
    assert app.kept == []


def test_a_link_fills_in_fields_and_all_values_of_a_list(app):
    with app.test_request_context("/give?title=Banke&themes=a&themes=b&unknown=x"):
        assert blank(Give()).values == {"title": "Banke", "themes": ["a", "b"]}
    with app.test_request_context("/give?themes=a"):
        assert blank().values == {}


def test_neither_a_cpr_number_nor_a_code_or_address_in_a_query_is_shown_again(browser):
    for query in (f"kind={CPR}", "trackingCode=ABCD-EFGH", "email=ane%40example.dk"):
        for path in ("/ideas", "/give"):
            page = browser.get(f"{path}?{query}&lang=en&x=kept")
            links = [a["href"] for a in Seen(page.text).all("a") if a.get("hreflang")]
            assert links == ["?x=kept&lang=da", "?x=kept&lang=en"]
            assert query.partition("=")[2] not in page.text


BAD_FORMS = {
    "an unknown field": (b"kind=idea&title=x&status=published", 422),
    "a field twice": (b"kind=idea&kind=idea&title=x", 422),
    "not UTF-8": (b"kind=idea&title=%ff", 400),
    "NUL": (b"kind=idea&title=a%00b", 422),
    "half a pair": (b"kind=idea&title=%ED%A0%80", 400),
    "raw bytes": (b"kind=idea&title=\xff", 400),
    "too many fields": (b"a=1&" * 201, 400),
    "another word": (b"kind=dog&title=x", 422),
    "no number": (b"kind=idea&title=x&age=old", 422),
    "a dangerous name": (b"kind=idea&title=x&__proto__=1", 422),
    "too large": (b"title=" + b"x" * 600_000, 413),
    "nothing": (b"", 422),
}


@pytest.mark.parametrize(("sent", "status"), BAD_FORMS.values(), ids=BAD_FORMS)
def test_a_form_that_cannot_be_taken_is_shown_again(browser, app, sent, status):
    kind = "application/x-www-form-urlencoded"
    answer = browser.post("/give", data=sent, content_type=kind)
    assert (answer.status_code, answer.mimetype) == (status, "text/html")
    sound(answer.text)
    assert app.kept == []


def test_another_kind_of_form_is_refused(browser, app):
    answer = browser.post("/give", data=GOOD, content_type="multipart/form-data")
    assert (answer.status_code, answer.mimetype) == (415, "text/html")
    assert browser.post("/give", json=GOOD).mimetype == "text/html"
    assert app.kept == []


def test_what_the_view_refuses_is_told_on_the_form_unless_it_is_about_who_asks(browser, app):
    app.refusal = Busy("Too much is happening right now. Please try again in a moment.")
    answer = browser.post("/give", data=GOOD)
    assert answer.status_code == 503
    assert 'value="Bænke"' in answer.text
    app.refusal = Forbidden("You may not do this.")
    assert "<h1>Ikke tilladt</h1>" in browser.post("/give", data=GOOD).text
    app.refusal = NotThere("There is nothing with this id.")
    assert browser.post("/give", data=GOOD).status_code == 404


@pytest.mark.parametrize(
    ("path", "headers", "kind"),
    [
        ("/nothing", {}, "text/html"),
        ("/nothing", {"Accept": "*/*"}, "text/html"),
        ("/nothing", {"Accept": "application/json"}, "application/problem+json"),
        ("/nothing", {"Accept": "application/problem+json"}, "application/problem+json"),
        ("/nothing", {"Content-Type": "application/json"}, "application/problem+json"),
        ("/api/nothing", {}, "application/problem+json"),
        ("/api", {}, "application/problem+json"),
        ("/events", {}, "application/problem+json"),
        ("/d/parks/api/ideas", {}, "application/problem+json"),
    ],
)
def test_people_get_a_page_and_programs_get_problem_details(browser, path, headers, kind):
    answer = browser.get(path, headers=headers)
    assert (answer.status_code, answer.mimetype) == (404, kind)


def test_a_bug_shows_a_page_without_details(browser, caplog):
    answer = browser.get("/bug")
    assert answer.status_code == 500
    assert "secret" not in answer.text


def test_who_is_signed_in_sees_the_role_and_can_sign_out(browser, app):
    assert "/sign-out" not in browser.get("/ideas").text
    app.who = MODERATOR
    page = browser.get("/ideas", headers={"Accept-Language": "da"})
    assert "Logget ind som moderator" in page.text
    assert {"class": "signed-in", "method": "post", "action": "/sign-out"} in Seen(page.text).all(
        "form"
    )
    assert page.headers["Cache-Control"] == "no-store"


def test_only_what_everybody_is_shown_may_be_kept_and_is_asked_for_again(browser):
    assert browser.get("/ideas").headers["Cache-Control"] == "private, no-cache"
    assert browser.post("/give", data=GOOD).headers["Cache-Control"] == "no-store"
    assert browser.get("/nothing").headers["Cache-Control"] == "no-store"


def test_the_stylesheet_is_kept_for_ever_under_an_address_that_changes_with_it(browser):
    links = Seen(browser.get("/ideas").text).all("link")
    address = links[0]["href"]
    assert re.fullmatch(r"/static/chassis/[0-9a-f]{12}/samskab.css", address)
    answer = browser.get(address)
    assert answer.mimetype == "text/css"
    assert "immutable" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers
    small = browser.get(address, headers={"Accept-Encoding": "gzip"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert len(small.data) < len(answer.data) / 2
    old = browser.get("/static/chassis/000000000000/samskab.css")
    assert old.headers["Cache-Control"] == "no-cache"
    for name in ("nothing.css", "..%2f..%2fpages%2ffiles.py", "%00"):
        assert browser.get(f"/static/chassis/x/{name}").status_code == 404


def test_no_file_asks_anything_of_another_site():
    templates = Path(chassis.pages.__file__).parent.parent / "templates"
    for file in [*FOLDER.iterdir(), *templates.iterdir()]:
        text = file.read_text().replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert not re.search(r"(src|href)=\"(https?:)?//|url\(|@import", text), file


CSS = (FOLDER / "samskab.css").read_text()
COLOURS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", CSS)) | {
    "white": "#ffffff",
    "dark-red": "#8f1c15",
}
ON = [
    ("ink", "paper", 7),
    ("ink", "sheet", 7),
    ("soft", "paper", 4.5),
    ("soft", "sheet", 4.5),
    ("fjord", "paper", 4.5),
    ("fjord", "mist", 4.5),
    ("fjord", "waiting-tint", 4.5),
    ("white", "fjord", 4.5),
    ("white", "fjord-deep", 4.5),
    ("white", "night", 7),
    ("night-ink", "night", 7),
    ("fjord-deep", "mist", 4.5),
    ("good", "good-tint", 4.5),
    ("waiting", "waiting-tint", 4.5),
    ("thread", "paper", 4.5),
    ("thread", "thread-tint", 4.5),
    ("dark-red", "thread-tint", 4.5),
    ("edge", "sheet", 3),
    ("edge", "paper", 3),
]


def light(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize(("text", "ground", "least"), ON)
def test_text_can_be_read_on_its_ground(text, ground, least):
    low, high = sorted((light(COLOURS[text]), light(COLOURS[ground])))
    assert (high + 0.05) / (low + 0.05) >= least
