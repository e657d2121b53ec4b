"""Texts, times and numbers as readers see them."""

from datetime import UTC, date, datetime

import pytest
from markupsafe import Markup

from chassis.changes import Text, TextSource
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
from chassis.words import _

ARABIC = Text("ar", "مقاعد")
DANISH = Text("da", "Bænke", TextSource.MACHINE)
NOON = datetime(2026, 7, 1, 10, 5, tzinfo=UTC)


@pytest.fixture
def app(dressed):
    return dressed


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
