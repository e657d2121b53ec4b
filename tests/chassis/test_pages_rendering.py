"""What every page has: its language, its place, and who is signed in."""

from dataclasses import replace

import pytest

from chassis.identity import Caller

CPR = "251248-9996"
MODERATOR = Caller(kind="person", subject="p", role="moderator")
GOOD = {"kind": "need", "title": "Bænke", "body": "", "language": "da", "agreed": "on", "age": "7"}


@pytest.fixture
def app(dressed):
    return dressed


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("path", ["/ideas", "/ideas/1", "/give", "/nothing", "/bug"])
def test_every_page_is_sound_and_in_the_readers_language(browser, path, lang, sound):
    answer = browser.get(path, headers={"Accept-Language": lang})
    seen = sound(answer.text)
    assert seen.one("html") == {"lang": lang, "dir": "ltr"}
    assert answer.headers["Content-Language"] == lang
    assert {"Accept-Language", "Cookie"} <= set(answer.vary)
    told = {"da": "Følg dit bidrag", "en": "Follow yours"}
    assert told[lang] in answer.text
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/ideas/1", "/give", "/nothing", "/bug"])
def test_every_page_of_an_example_says_that_it_is_made_up(browser, app, path, sound):
    made_up = "Alt her er opdigtet"
    headers = {"Accept-Language": "da"}
    before = browser.get(path, headers=headers).text.count(made_up)
    app.jinja_env.globals["site"] = replace(app.jinja_env.globals["site"], made_up=True)
    page = browser.get(path, headers=headers).text
    assert page.count(made_up) == before + 1
    assert {"class": "made-up", "role": "note"} in sound(page).all("p")


def test_the_language_is_chosen_by_a_link_that_keeps_the_query_and_is_remembered(browser, Seen):
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
def test_the_place_where_one_is_is_marked(browser, path, place, current, Seen):
    links = Seen(browser.get(path).text).all("a")
    marked = [a for a in links if "aria-current" in a and not a.get("hreflang")]
    assert [(a["href"], a["aria-current"]) for a in marked] == ([(place, current)] if place else [])


def test_neither_a_cpr_number_nor_a_code_or_address_in_a_query_is_shown_again(browser, Seen):
    for query in (f"kind={CPR}", "trackingCode=ABCD-EFGH", "email=ane%40example.dk"):
        for path in ("/ideas", "/give"):
            page = browser.get(f"{path}?{query}&lang=en&x=kept")
            links = [a["href"] for a in Seen(page.text).all("a") if a.get("hreflang")]
            assert links == ["?x=kept&lang=da", "?x=kept&lang=en"]
            assert query.partition("=")[2] not in page.text


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


def test_who_is_signed_in_sees_the_role_and_can_sign_out(browser, app, Seen):
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
