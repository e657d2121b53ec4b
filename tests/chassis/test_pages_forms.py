"""Forms: read as strictly as JSON, and shown again with nothing lost."""

import pytest

from chassis.changes import Text
from chassis.errors import Busy, Forbidden, NotThere
from chassis.pages import blank

CPR = "251248-9996"
GOOD = {"kind": "need", "title": "Bænke", "body": "", "language": "da", "agreed": "on", "age": "7"}


@pytest.fixture
def app(dressed):
    return dressed


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


def test_mistakes_are_listed_first_with_a_link_to_each_field_and_nothing_is_lost(
    browser, app, sound
):
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


def test_a_link_fills_in_fields_and_all_values_of_a_list(app, Give):
    with app.test_request_context("/give?title=Banke&themes=a&themes=b&unknown=x"):
        assert blank(Give()).values == {"title": "Banke", "themes": ["a", "b"]}
    with app.test_request_context("/give?themes=a"):
        assert blank().values == {}


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
def test_a_form_that_cannot_be_taken_is_shown_again(browser, app, sent, status, sound):
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
